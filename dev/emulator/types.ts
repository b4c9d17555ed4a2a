// The emulator's public types: the world, what goes in and out of it, the ledger, the people and the faults.
import type { KeyObject } from 'node:crypto';
import type { Options } from './options';

export type State = 'NOT_YET_SENT' | 'INVITED' | 'ACCEPTED' | 'DECLINED';
export type Method = 'list' | 'get' | 'send' | 'cancel' | 'isInvitableUser';
/** Of other services of Google: the token endpoint, and IAM Credentials. */
export type SignInMethod = 'token' | 'signJwt';
export type AnyMethod = Method | SignInMethod;

/** `url` is path and query exactly as they came over the wire, nothing decoded. Header names in any case. */
export type ApiRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/**
 * `delayMs` is for the mount to wait out. With `lost` there is no answer (status 0): the mount must drop the
 * connection;
 * 'before' means that nothing was done, 'after' that the request had its effect.
 */
export type ApiResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly delayMs: number;
  readonly lost?: 'before' | 'after';
};

/**
 * One version of an invitation; replaced, never changed. `updatedAt` is in milliseconds with microseconds as the
 * fraction.
 */
export type Invitation = {
  readonly state: State;
  readonly mails: number;
  readonly updatedAt: number;
  /** Neither `get` nor `list` knows it: never made, or cancelled under the option `cancelLeaves: 'gone'`. */
  readonly gone: boolean;
};

export type Account = {
  /** As the person typed it when the account was made. */
  readonly email: string;
  /** Lower case, NFC: how accounts are found. */
  readonly key: string;
  /**
   * Only unmanaged ones can be invited; accepting makes an account managed, and so does a user or group of the customer
   * that takes the address away. `renamed`: the person took another address, and nobody has this one.
   */
  kind: 'unmanaged' | 'managed' | 'renamed';
  readonly createdAt: number;
  /** The truth. */
  invitation: Invitation;
  /** What `get` tells: behind the truth by the options `readLagMs` and `getLagMs`. */
  shown: Invitation;
  /** What `list` tells: behind the truth by the options `readLagMs` and `listLagMs`. */
  listed: Invitation;
};

export type AccountSpec = {
  readonly email: string;
  readonly kind?: Account['kind'];
  readonly state?: State;
  readonly mails?: number;
  /** Milliseconds since 1970. Default: 100 days before now. */
  readonly createdAt?: number;
  /** Default: `createdAt`. */
  readonly updatedAt?: number;
};

/** An invitation mail that left the house. `request` is the number of the request that caused it. */
export type Mail = { readonly sequence: number; readonly email: string; readonly at: number; readonly request: number };
/**
 * `effective` is false where the option `cancelOfUninvited` or `cancelOfAnswered` says 'ok' and nothing was changed.
 */
export type Cancel = Mail & { readonly effective: boolean };

export type Ledger = {
  readonly mails: Mail[];
  readonly cancels: Cancel[];
  /** Mails by address (lower case), of everything in `mails`. */
  readonly mailsTo: Map<string, number>;
};

/** What came in, newest last; only the last thousand are kept. No tokens. */
export type RequestNote = {
  readonly number: number;
  readonly at: number;
  readonly method: AnyMethod | null;
  readonly email: string | null;
  readonly status: number;
  readonly fault: string | null;
};

/** All that are given must hold; none given matches every request. */
export type FaultMatch = {
  readonly method?: AnyMethod | readonly AnyMethod[];
  /** `*` any run of characters, `?` one; capitals do not matter. Never matches `list`. */
  readonly address?: string;
  /** Every nth of the requests that match method and address. */
  readonly every?: number;
  /** 0 to 1, drawn from the world's own chance. */
  readonly probability?: number;
  /** Only the first so many requests for each address (for `list`: of all). */
  readonly firstAttempts?: number;
};

/** 'before' (default): the request had no effect. 'after': it had. */
export type When = { readonly when?: 'before' | 'after' };

/** Of google.api.ErrorReason, and `domainPolicy` of older front ends: a 403 that no admin's role mends. */
export type ProjectReason =
  | 'CONSUMER_INVALID'
  | 'CONSUMER_SUSPENDED'
  | 'USER_PROJECT_DENIED'
  | 'BILLING_DISABLED'
  | 'SECURITY_POLICY_VIOLATED'
  | 'domainPolicy';

export type Fault =
  /**
   * `retryAfter` in seconds; `asDate` writes it as an HTTP
   * date. Left out: no such header. `retryInfo`: seconds told in the body instead. `daily`: the day's quota.
   */
  | {
      readonly kind: '429';
      readonly retryAfter?: number;
      readonly asDate?: boolean;
      readonly retryInfo?: number;
      readonly daily?: boolean;
    }
  | ({ readonly kind: '500' | '502' | '503' | '504'; readonly retryAfter?: number; readonly asDate?: boolean } & When)
  | ({ readonly kind: 'lost' } & When)
  /** Answers `ms` later; adds to other faults. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Not the JSON that was promised: a page of HTML, nothing, or the first half. `status` is 200 unless told. */
  | ({ readonly kind: 'html' | 'empty' | 'truncated'; readonly status?: number } & When)
  /**
   * Send and cancel only: 200 with an operation that failed (`code` as google.rpc.Code, default 9) or is not done yet.
   */
  | ({ readonly kind: 'operation-error'; readonly code?: number; readonly message?: string } & When)
  | ({ readonly kind: 'operation-not-done' } & When)
  | { readonly kind: '401' }
  /** The four 403s: API off, scope not granted, not an admin, quota (`daily`: the day's). */
  | { readonly kind: 'SERVICE_DISABLED' | 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' | 'PERMISSION_DENIED' }
  | { readonly kind: 'quota-403'; readonly daily?: boolean }
  /** A 403 of the Cloud project, its billing or a policy; `old`: the reason in `error.errors[]`. */
  | { readonly kind: 'project-403'; readonly reason: ProjectReason; readonly old?: boolean }
  /** Any other refusal in Google's envelope. */
  | {
      readonly kind: 'refused';
      readonly status: 'FAILED_PRECONDITION' | 'INVALID_ARGUMENT' | 'NOT_FOUND' | 'ABORTED' | 'ALREADY_EXISTS';
      readonly message?: string;
    };

/** `limit`: strikes so many times, then never again. */
export type FaultRule = Fault & { readonly match?: FaultMatch; readonly limit?: number };

export type ActiveFault = {
  readonly id: string;
  readonly rule: FaultRule;
  /** Requests that matched method and address. */
  seen: number;
  /** Times it struck. */
  hits: number;
  readonly attempts: Map<string, number>;
};

export type World = {
  /** The customer's id, `C…`; `my_customer` means this one. */
  readonly customer: string;
  readonly domains: Set<string>;
  readonly accounts: Map<string, Account>;
  readonly options: Options;
  readonly ledger: Ledger;
  readonly faults: ActiveFault[];
  readonly requests: RequestNote[];
  /** The emulated Google's time, milliseconds since 1970. Moved by `setClock` and `advanceClock`. */
  readonly now: () => number;
  /** The world's chance, 0 to 1, from its seed. */
  readonly random: () => number;
  /** If not null, every other bearer token gets a 401. */
  tokens: ReadonlySet<string> | null;
  /** Whose token one is that was not given out here. */
  ownerOf: (token: string) => string;
  /** The scopes of such a token; null: all that are needed. */
  scopesOf: (token: string) => readonly string[] | null;
  /** Who may manage invitations, in lower case; null: everybody. */
  admins: Set<string> | null;
  /** Managed users of the customer who are no `accounts`, in lower case; null: nobody is named. */
  readonly users: ReadonlySet<string> | null;
  readonly serviceAccounts: Map<string, ServiceAccount>;
  /** The tokens that were given out; `until` in seconds since 1970. */
  readonly issued: Map<string, { readonly email: string; readonly scopes: readonly string[]; readonly until: number }>;
  /** Bookkeeping of the emulator itself. */
  readonly inner: Inner;
};

export type ServiceAccount = {
  readonly email: string;
  /** What an admin authorises for domain-wide delegation. */
  readonly clientId: string;
  disabled: boolean;
  /** The scopes that the Admin console allows its client ID. */
  delegated: Set<string>;
  /** Who has the role Service Account Token Creator; null: everybody. */
  creators: Set<string> | null;
  /** The public halves, by id. */
  readonly keys: Map<string, KeyObject>;
  /** The id of the one with which Google itself signs; null before it is needed. */
  system: string | null;
};

export type ServiceAccountSpec = {
  readonly email: string;
  readonly delegated?: readonly string[];
  readonly creators?: readonly string[] | null;
  readonly disabled?: boolean;
};

export type PendingWrite = { readonly at: number; readonly account: Account; readonly version: Invitation };

export type Inner = {
  clock: () => number;
  offsetMs: number;
  readonly seed: number;
  requestCount: number;
  writeCount: number;
  faultCount: number;
  tokenCount: number;
  /** Writes that `get`, and that `list`, does not show yet, oldest first. */
  pending: { readonly get: PendingWrite[]; readonly list: PendingWrite[] };
  /** Times of the requests that the quota of a minute counts. */
  quota: number[];
  /** The requests of the day, by California's date. */
  quotaToday: { readonly day: string; count: number } | null;
  /** Sorted views, made when first asked for; see listing.ts. */
  byEmail: { readonly order: string; readonly rows: readonly Account[] } | null;
  byTime: { rows: readonly Account[]; readonly moved: Set<Account> } | null;
};

export type WorldSpec = {
  readonly customer?: string;
  readonly domains?: readonly string[];
  readonly accounts?: readonly AccountSpec[];
  readonly options?: Partial<Options>;
  /** A fixed time in milliseconds, or where to read it. Default: 2026-01-15T09:00:00Z, standing still. */
  readonly now?: number | (() => number);
  readonly seed?: number;
  readonly tokens?: readonly string[];
  /** Default: the token is the person's address. */
  readonly ownerOf?: World['ownerOf'];
  readonly scopesOf?: World['scopesOf'];
  readonly admins?: readonly string[];
  readonly users?: readonly string[];
  readonly serviceAccounts?: readonly ServiceAccountSpec[];
};

export type SeedSpec = {
  /** Unmanaged accounts old enough to be listed. */
  readonly accounts: number;
  /** Added to the world's verified domains. Default: the world's. */
  readonly domains?: readonly string[];
  /** Weights, not necessarily adding up to 1. */
  readonly states?: Partial<Record<State, number>>;
  /** So many more, as a share of `accounts`, made in the last 40 hours: not listed yet. Default 0.01. */
  readonly young?: number;
  /** So many more, as a share of `accounts`, that are managed already and cannot be invited. Default 0.01. */
  readonly managed?: number;
  readonly seed?: number;
};
