// What the emulator does exactly as Google documents it, what in part, and what is a guess, with the source of each. A
// test compares it with the routes.
import type { OptionName } from './options';
import type { AnyMethod } from './types';

export type Coverage = {
  /** The method it belongs to, or 'all'. */
  readonly method: AnyMethod | 'all';
  readonly feature: string;
  /** exact: as documented. partial: see `gap`. guessed: Google does not say; the options named can change it. */
  readonly level: 'exact' | 'partial' | 'guessed';
  readonly gap?: string;
  readonly options?: readonly OptionName[];
  readonly source: string;
};

const REFERENCE = 'cloud.google.com/identity/docs/reference/rest/v1/customers.userinvitations';
const GUIDE = 'cloud.google.com/identity/docs/how-to/manage-user-invitations';
const DISCOVERY = 'cloudidentity v1 discovery document';
const SYSTEM = 'cloud.google.com/apis/docs/system-parameters';
const ERRORS = 'cloud.google.com/apis/design/errors';
const CLIENTS = 'what GAM7 7.48 and @googleapis/cloudidentity 21.2 send and read';
const JWT = 'developers.google.com/identity/protocols/oauth2/service-account';
const IAM = 'cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/signJwt';
const GAM_LAG = 'GAM-team/GAM#1481, by the author of GAM';
const NONE = 'not documented';

export const coverage: readonly Coverage[] = [
  {
    method: 'list',
    feature: 'path, reply, 100 a page unless told, at most 200, larger cut',
    level: 'exact',
    source: REFERENCE,
  },
  {
    method: 'list',
    feature:
      'filter by state with == and != joined by ||, either quotes, any case of the state, quotes around the whole',
    level: 'partial',
    gap: 'no &&, no parentheses, no other field; what Google does with them is not documented',
    source: `${REFERENCE}, ${GUIDE}, ${CLIENTS}`,
  },
  {
    method: 'list',
    feature: 'orderBy email or update_time, asc or desc, empty, updateTime, quoted',
    level: 'exact',
    source: `${REFERENCE}, ${GUIDE}, ${CLIENTS}`,
  },
  {
    method: 'list',
    feature: 'how addresses are compared when sorted',
    level: 'guessed',
    options: ['emailOrder'],
    source: NONE,
  },
  {
    method: 'list',
    feature: 'page token refused with other parameters',
    level: 'exact',
    options: ['pageTokenBindsPageSize'],
    source: REFERENCE,
  },
  {
    method: 'list',
    feature: 'what a page token remembers, and for how long',
    level: 'guessed',
    options: ['pageTokenMeans', 'pageTokenLifeMs', 'emptyPages'],
    source: NONE,
  },
  {
    method: 'list',
    feature: 'accounts made in the last 48 hours are missing',
    level: 'partial',
    gap: 'the same delay for a newly verified domain is not modelled: give its accounts a recent createdAt',
    options: ['listDelayMs'],
    source: REFERENCE,
  },
  {
    method: 'list',
    feature: 'whether an accepted invitation stays, whether a young one appears once sent',
    level: 'guessed',
    options: ['acceptedStays', 'sentYoungIsListed'],
    source: NONE,
  },
  {
    method: 'list',
    feature: 'every unmanaged account is there as NOT_YET_SENT until something happens',
    level: 'exact',
    source: GUIDE,
  },
  { method: 'get', feature: 'path, reply, 48 hours', level: 'exact', source: REFERENCE },
  {
    method: 'get',
    feature: 'error for an unknown or invisible invitation',
    level: 'guessed',
    options: ['getOfUnknown'],
    source: NONE,
  },
  {
    method: 'send',
    feature: 'mails the person, creates the invitation, before the account is listed too',
    level: 'exact',
    source: REFERENCE,
  },
  {
    method: 'send',
    feature: 'sending again, to people who answered, to addresses that cannot be invited',
    level: 'guessed',
    options: ['sendToInvited', 'sendToAccepted', 'sendToDeclined', 'sendToUninvitable'],
    gap: 'Google documents none of it; the defaults are what GAM handles there',
    source: 'GAM-team/GAM, its wiki on user invitations',
  },
  { method: 'cancel', feature: 'takes back an invitation that was sent', level: 'exact', source: REFERENCE },
  {
    method: 'cancel',
    feature: 'what is left, and what may be cancelled',
    level: 'guessed',
    options: [
      'cancelLeaves',
      'cancelKeepsMailCount',
      'cancelTouchesUpdateTime',
      'cancelOfUninvited',
      'cancelOfAnswered',
      'cancelOfStranger',
    ],
    source: NONE,
  },
  {
    method: 'isInvitableUser',
    feature: 'true for a consumer account with a primary address in a verified domain',
    level: 'partial',
    gap: 'alternate addresses of an account are not modelled',
    source: REFERENCE,
  },
  { method: 'all', feature: 'names, methods, paths and custom verbs', level: 'exact', source: DISCOVERY },
  {
    method: 'all',
    feature: 'my_customer and the customer id; names come back with the one asked for',
    level: 'partial',
    gap: "the form of the reply's name is what clients need, not documented",
    options: ['unknownCustomer'],
    source: `${REFERENCE}, ${CLIENTS}`,
  },
  {
    method: 'all',
    feature: 'address in the path decoded once, raw or encoded',
    level: 'exact',
    source: `${DISCOVERY}, RFC 3986, ${CLIENTS}`,
  },
  {
    method: 'all',
    feature: 'which addresses are refused as malformed',
    level: 'partial',
    gap: "RFC 5321, 5322 and 6531 without quoted local parts; Google's own rule is not documented; unicode domains are not folded with their xn-- form",
    source: NONE,
  },
  { method: 'all', feature: 'how addresses come back', level: 'guessed', options: ['emailCase'], source: NONE },
  {
    method: 'all',
    feature: 'operation as the reply of send and cancel',
    level: 'partial',
    gap: 'the types of response are made up; there is no method to ask for an operation again, as in the v1 reference',
    options: ['operationDone', 'operationCarriesInvitation', 'operationHasName'],
    source: REFERENCE,
  },
  {
    method: 'all',
    feature: 'JSON of replies: int64 as text, times in RFC 3339 with Z',
    level: 'partial',
    gap: 'whether zeros are left out and how fine times are is a guess',
    options: ['defaultValues', 'updateTimeDigits'],
    source: `${DISCOVERY}, protobuf.dev/programming-guides/json`,
  },
  {
    method: 'all',
    feature: 'request body: empty or {}; anything else is refused',
    level: 'exact',
    source: `${REFERENCE}, ${CLIENTS}`,
  },
  {
    method: 'all',
    feature: 'fields, prettyPrint, alt=json, $.xgafv, key, quotaUser; unknown parameters refused',
    level: 'partial',
    gap: 'alt=proto and media are refused, callback is ignored',
    source: SYSTEM,
  },
  {
    method: 'all',
    feature: '401 without a bearer token',
    level: 'partial',
    gap: 'any token is good unless the world names those that are, or gave it out itself; scopes are looked at of those, and where the host tells them',
    source: ERRORS,
  },
  {
    method: 'all',
    feature: 'the read-only scope is enough for list, get and isInvitableUser',
    level: 'exact',
    source: REFERENCE,
  },
  { method: 'all', feature: 'error envelope, status and code', level: 'exact', source: ERRORS },
  {
    method: 'all',
    feature: '404 for an unknown path or verb, and for a wrong HTTP method',
    level: 'partial',
    gap: "Google's front end answers some of these as HTML",
    source: NONE,
  },
  {
    method: 'all',
    feature: 'bodies of the faults: API off, scope, not an admin, quota, 5xx',
    level: 'partial',
    gap: "API off as quoted in public reports; others after other Google APIs; the quota's metric is made up",
    source: 'GoogleCloudPlatform/pbmm-on-gcp-onboarding#432, googleworkspace/apps-script-oauth2#184',
  },
  { method: 'all', feature: 'reads that lag behind writes', level: 'guessed', options: ['readLagMs'], source: NONE },
  {
    method: 'list',
    feature: 'an index that learns of answers, renamed and taken addresses a day or three later',
    level: 'guessed',
    options: ['listLagMs'],
    source: GAM_LAG,
  },
  {
    method: 'get',
    feature: 'whether it reads from the same index',
    level: 'guessed',
    options: ['getLagMs'],
    source: GAM_LAG,
  },
  {
    method: 'all',
    feature: 'quota of requests per minute',
    level: 'guessed',
    gap: 'one quota for all methods',
    options: ['quotaPerMinute', 'quotaWindow', 'quotaRetryAfter'],
    source: NONE,
  },
  {
    method: 'token',
    feature: 'JWT bearer grant: alg, signature, iss, aud, iat, exp, scope and sub are verified; reply',
    level: 'partial',
    gap: 'how far clocks may differ is a guess (5 minutes); signatures other than RS256 are refused; a token for the account itself has no role',
    source: JWT,
  },
  {
    method: 'token',
    feature: 'error codes and their descriptions',
    level: 'partial',
    gap: 'codes and most wordings as in the guide; "account not found", the audience\'s and HTTP statuses after public reports',
    source: JWT,
  },
  {
    method: 'token',
    feature:
      'domain-wide delegation: scopes by client ID; users are those of a verified domain without an unmanaged account',
    level: 'partial',
    gap: 'works at once, while Google may take a day',
    source: `${JWT}, support.google.com/a/answer/162106`,
  },
  {
    method: 'signJwt',
    feature: 'path with - as project, payload, exp at most 12 hours ahead and added when missing, reply',
    level: 'exact',
    source: IAM,
  },
  {
    method: 'signJwt',
    feature: 'role Service Account Token Creator; 403 also for an unknown account',
    level: 'partial',
    gap: "delegates are ignored, the caller's scopes are not looked at (a fault rule can refuse them)",
    source: IAM,
  },
  {
    method: 'send',
    feature: 'whether a second mail changes updateTime; whether mailsSentCount is told',
    level: 'guessed',
    options: ['sendTouchesUpdateTime', 'mailCountIsTold'],
    source: NONE,
  },
  {
    method: 'isInvitableUser',
    feature: 'what it says of the invited, and in an edition without it',
    level: 'guessed',
    options: ['invitedIsInvitable', 'checkIsSupported'],
    source: REFERENCE,
  },
  {
    method: 'all',
    feature: 'whether refused requests count, how a minute tells when to come again, a quota of the day',
    level: 'guessed',
    options: ['quotaCountsRefused', 'quotaRetryInfo', 'quotaPerDay'],
    source: "taers232c/GAMADV-XTD3#223, public reports of other Google APIs' replies",
  },
  {
    method: 'list',
    feature: 'a server that sorts as it likes, or repeats its page tokens',
    level: 'guessed',
    options: ['orderByIsObeyed', 'pageTokenRepeats'],
    source: NONE,
  },
  {
    method: 'all',
    feature: 'a state that clients do not know, nine digits behind the second',
    level: 'guessed',
    options: ['declinedIsTold', 'updateTimeHasNanos'],
    source: `${DISCOVERY}, protobuf.dev/programming-guides/json`,
  },
  {
    method: 'token',
    feature: 'whose token address an assertion must name, and a subject who is nobody',
    level: 'guessed',
    gap: 'a world that names neither users nor admins takes everybody for a user',
    options: ['audienceIsChecked', 'everybodyIsUser'],
    source: 'public reports, and clients that were run',
  },
  {
    method: 'send',
    feature: 'the body null',
    level: 'guessed',
    options: ['nullBodyIsTaken'],
    source: 'google.golang.org/api/cloudidentity, by running it',
  },
];
