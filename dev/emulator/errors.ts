// Google's error envelope, and the wordings that do not depend on the method. Sources: google.rpc.Code for the status
// of each code;
// public bug reports that quote whole replies (GoogleCloudPlatform/pbmm-on-gcp-onboarding#432,
// googleworkspace/apps-script-oauth2#184,
// google-gemini/gemini-cli#1343).
import type { AnyMethod, ApiResponse, Method, ProjectReason } from './types';

export const CODES = {
  INVALID_ARGUMENT: { http: 400, rpc: 3 },
  FAILED_PRECONDITION: { http: 400, rpc: 9 },
  UNAUTHENTICATED: { http: 401, rpc: 16 },
  PERMISSION_DENIED: { http: 403, rpc: 7 },
  NOT_FOUND: { http: 404, rpc: 5 },
  ALREADY_EXISTS: { http: 409, rpc: 6 },
  ABORTED: { http: 409, rpc: 10 },
  RESOURCE_EXHAUSTED: { http: 429, rpc: 8 },
  INTERNAL: { http: 500, rpc: 13 },
  UNIMPLEMENTED: { http: 501, rpc: 12 },
  UNAVAILABLE: { http: 503, rpc: 14 },
  DEADLINE_EXCEEDED: { http: 504, rpc: 4 },
} as const;
export type Status = keyof typeof CODES;

export type ApiError = {
  readonly status: Status;
  readonly message: string;
  readonly details?: readonly unknown[];
  /** As older front ends tell the reason: `error.errors[].reason`, and then no status and no details. */
  readonly errors?: readonly { readonly domain: string; readonly reason: string; readonly message: string }[];
  /** Where the HTTP code is not the one that belongs to the status. */
  readonly code?: number;
  readonly headers?: Readonly<Record<string, string>>;
};

const SERVICE = 'cloudidentity.googleapis.com';
const PROJECT = '123456789012';
const RPC_SERVICE = 'google.apps.cloudidentity.userinvitations.v1.UserInvitationsService';
const IAM = 'iamcredentials.googleapis.com';
const RPC_METHOD: Record<Method, string> = {
  list: 'ListUserInvitations',
  get: 'GetUserInvitation',
  send: 'SendUserInvitation',
  cancel: 'CancelUserInvitation',
  isInvitableUser: 'IsInvitableUser',
};

const isIam = (method: AnyMethod): boolean => method === 'signJwt' || method === 'token';
const serviceOf = (method: AnyMethod): { service: string; method: string } =>
  method === 'signJwt' || method === 'token'
    ? { service: IAM, method: 'google.iam.credentials.v1.IAMCredentials.SignJwt' }
    : { service: SERVICE, method: `${RPC_SERVICE}.${RPC_METHOD[method]}` };
const errorInfo = (reason: string, metadata: Readonly<Record<string, string>>) => ({
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason,
  domain: 'googleapis.com',
  metadata,
});
const help = (description: string, url: string) => ({
  '@type': 'type.googleapis.com/google.rpc.Help',
  links: [{ description, url }],
});

export const invalid = (message: string, field?: string): ApiError => ({
  status: 'INVALID_ARGUMENT',
  message,
  ...(field === undefined
    ? {}
    : {
        details: [
          { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ field, description: message }] },
        ],
      }),
});
export const precondition: ApiError = { status: 'FAILED_PRECONDITION', message: 'Precondition check failed.' };
export const notFound: ApiError = { status: 'NOT_FOUND', message: 'Requested entity was not found.' };
export const noSuchMethod: ApiError = { status: 'NOT_FOUND', message: 'Method not found.' };
/** google.rpc.Code for what a service does not do; the sentence is the one that gRPC servers give. */
export const unsupported: ApiError = {
  status: 'UNIMPLEMENTED',
  message: 'Operation is not implemented, or supported, or enabled.',
};
export const denied: ApiError = { status: 'PERMISSION_DENIED', message: 'The caller does not have permission' };

export const noCredentials = (method: AnyMethod): ApiError => ({
  status: 'UNAUTHENTICATED',
  message:
    'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
  details: [errorInfo('CREDENTIALS_MISSING', serviceOf(method))],
  headers: { 'www-authenticate': 'Bearer realm="https://accounts.google.com/"' },
});
export const badCredentials: ApiError = {
  status: 'UNAUTHENTICATED',
  message:
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
  headers: { 'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' },
};

/** For signJwt it is IAM Credentials that is off. */
export function serviceDisabled(of: AnyMethod): ApiError {
  const [service, title] = isIam(of) ? [IAM, 'IAM Service Account Credentials API'] : [SERVICE, 'Cloud Identity API'];
  const activation = `https://console.developers.google.com/apis/api/${service}/overview?project=${PROJECT}`;
  return {
    status: 'PERMISSION_DENIED',
    message: `${title} has not been used in project ${PROJECT} before or it is disabled. Enable it by visiting ${activation} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`,
    details: [
      help('Google developers console API activation', activation),
      errorInfo('SERVICE_DISABLED', {
        service,
        serviceTitle: title,
        consumer: `projects/${PROJECT}`,
        containerInfo: PROJECT,
        activationUrl: activation,
      }),
    ],
  };
}
export const iamDenied: ApiError = {
  status: 'PERMISSION_DENIED',
  message: "Permission 'iam.serviceAccounts.signJwt' denied on resource (or it may not exist).",
  details: [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'IAM_PERMISSION_DENIED',
      domain: 'iam.googleapis.com',
      metadata: { permission: 'iam.serviceAccounts.signJwt' },
    },
  ],
};
export const scopeMissing = (method: AnyMethod): ApiError => ({
  status: 'PERMISSION_DENIED',
  message: 'Request had insufficient authentication scopes.',
  details: [errorInfo('ACCESS_TOKEN_SCOPE_INSUFFICIENT', serviceOf(method))],
  headers: {
    'www-authenticate': `Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope="${isIam(method) ? 'https://www.googleapis.com/auth/cloud-platform' : 'https://www.googleapis.com/auth/cloud-identity https://www.googleapis.com/auth/cloud-identity.userinvitations'}"`,
  },
});
export type QuotaSpent = {
  readonly per: 'minute' | 'day';
  /** Null: not told. */
  readonly limit: number | null;
  /** google.rpc.RetryInfo: come again in so many seconds. */
  readonly retryInfo?: number | undefined;
};
/** The metric's name is made up; Google publishes none for these methods. */
export const quotaSpent = ({ per, limit, retryInfo }: QuotaSpent): ApiError => ({
  status: 'RESOURCE_EXHAUSTED',
  message: `Quota exceeded for quota metric 'User invitation requests' and limit 'User invitation requests per ${per}' of service '${SERVICE}' for consumer 'project_number:${PROJECT}'.`,
  details: [
    errorInfo('RATE_LIMIT_EXCEEDED', {
      service: SERVICE,
      consumer: `projects/${PROJECT}`,
      quota_metric: `${SERVICE}/user_invitation_requests`,
      quota_limit: `UserInvitationRequestsPer${per === 'day' ? 'Day' : 'Minute'}PerProject`,
      quota_unit: per === 'day' ? '1/d/{project}' : '1/min/{project}',
      quota_location: 'global',
      ...(limit === null ? {} : { quota_limit_value: String(limit) }),
    }),
    help('Request a higher quota limit.', 'https://cloud.google.com/docs/quotas/help/request_increase'),
    ...(retryInfo === undefined
      ? []
      : [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${retryInfo}s` }]),
  ],
});
/** The older way to refuse over quota, still given by some of Google's APIs. */
export const quotaDenied = (daily: boolean): ApiError => ({
  status: 'PERMISSION_DENIED',
  message: daily
    ? 'Daily Limit Exceeded. The quota will be reset at midnight Pacific Time (PT).'
    : 'Quota exceeded: rate limit for queries per minute.',
  details: [
    errorInfo(daily ? 'dailyLimitExceeded' : 'rateLimitExceeded', {
      service: SERVICE,
      consumer: `projects/${PROJECT}`,
    }),
  ],
});

export const PROJECT_REASONS: Readonly<Record<ProjectReason, string>> = {
  CONSUMER_INVALID: `Permission denied on resource project ${PROJECT}.`,
  CONSUMER_SUSPENDED: `Permission denied: Consumer 'projects/${PROJECT}' has been suspended.`,
  USER_PROJECT_DENIED: `Caller does not have required permission to use project ${PROJECT}.`,
  BILLING_DISABLED: `This API method requires billing to be enabled. Please enable billing on project #${PROJECT}.`,
  SECURITY_POLICY_VIOLATED: "Request is prohibited by organization's policy.",
  domainPolicy: 'The domain administrators have disabled this app.',
};
export const projectDenied = (reason: ProjectReason, old: boolean): ApiError => ({
  status: 'PERMISSION_DENIED',
  message: PROJECT_REASONS[reason],
  ...(old
    ? { errors: [{ domain: 'global', reason, message: PROJECT_REASONS[reason] }] }
    : { details: [errorInfo(reason, { service: SERVICE, consumer: `projects/${PROJECT}` })] }),
});

export function errorResponse(error: ApiError): ApiResponse {
  const code = error.code ?? CODES[error.status].http;
  const { message, status, details, errors } = error;
  const told = errors === undefined ? { status, ...(details === undefined ? {} : { details }) } : { errors };
  return {
    status: code,
    headers: { 'content-type': 'application/json; charset=UTF-8', ...error.headers },
    body: `${JSON.stringify({ error: { code, message, ...told } }, null, 2)}\n`,
    delayMs: 0,
  };
}

/** Thrown inside the emulator and turned into a reply by `handle`. */
export class Refusal extends Error {
  readonly error: ApiError;
  constructor(error: ApiError) {
    super(error.message);
    this.error = error;
  }
}
export const refuse = (error: ApiError): never => {
  throw new Refusal(error);
};
