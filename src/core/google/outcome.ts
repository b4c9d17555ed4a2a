// What a reply of Google's can mean: for the address it was about, for an account looked at, for a page of the list.
// Types only, and the one value for no reply.
import type { Account } from '../accounts/account';
import type { RefusedCode, StopCode, UnknownCode } from '../contract/codes';

/** `http`: status, 0 without a reply. `google`: Google's own words, one line, at most 300 characters. */
export type Told = { readonly http: number; readonly google: string };
export type Outcome =
  | ({ readonly kind: 'done'; readonly account: Account | null } & Told)
  | ({ readonly kind: 'refused'; readonly code: RefusedCode } & Told)
  /** Certainly not applied; `waitMs` is Google's Retry-After. */
  | ({ readonly kind: 'later'; readonly waitMs: number | null } & Told)
  | ({ readonly kind: 'unknown'; readonly code: UnknownCode } & Told)
  | ({ readonly kind: 'stop'; readonly code: StopCode; readonly link: string | null } & Told);

/** What looking at one account (`get`) tells. */
export type Look =
  | ({ readonly kind: 'found'; readonly account: Account } & Told)
  | ({ readonly kind: 'absent' } & Told)
  | Exclude<Outcome, { kind: 'done' }>;

export const NO_REPLY: Outcome & { kind: 'unknown' } = { kind: 'unknown', code: 'no-reply', http: 0, google: '' };

/** Why there is no token: nothing was sent, so nothing was applied. */
export type NotSignedIn = Extract<Outcome, { kind: 'stop' | 'later' }>;

/** `strangers`: addresses in a state that this version does not know. */
export type Page = {
  readonly accounts: readonly Account[];
  readonly strangers: readonly string[];
  readonly next: string | null;
};
export type PageReply =
  | { readonly ok: true; readonly page: Page }
  | { readonly ok: false; readonly failure: Exclude<Outcome, { kind: 'done' }> };

export type Eligibility =
  | { readonly kind: 'eligible' }
  | { readonly kind: 'not-eligible' }
  | Exclude<Outcome, { kind: 'done' }>;
