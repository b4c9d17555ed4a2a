// Every reason that the add-on tells apart, as a code: of a refusal, a stop, a skip, a problem. The words for each are
// in the words folder.

/** Permanent for this address. */
export type RefusedCode =
  | 'precondition'
  | 'invalid'
  | 'not-found'
  | 'forbidden'
  | 'conflict'
  | 'not-supported'
  | 'other';
/** Nothing more can succeed until a person acts. */
export type StopCode =
  | 'token'
  | 'api-off'
  | 'scope'
  | 'not-admin'
  | 'quota-day'
  /** The same of another of Google's services than that for requests. */
  | 'quota-service'
  // Of the Cloud project, its billing, a policy, and the edition.
  | 'project'
  | 'billing'
  | 'policy'
  | 'not-supported'
  // Of a service account (sign-in.ts).
  | 'not-delegated'
  | 'no-service-account'
  | 'key-refused'
  | 'no-key'
  | 'no-such-admin'
  | 'not-creator'
  | 'iam-off'
  | 'no-delegation'
  | 'sign-in-refused';
/** It may or may not have been applied. */
export type UnknownCode =
  | 'no-reply'
  | 'server-error'
  | 'unreadable'
  | 'new-state'
  | 'not-finished'
  | 'no-change'
  | 'conflict';

export type SkipCode =
  | 'no-address'
  | 'invalid'
  | 'duplicate'
  | 'accepted'
  | 'declined'
  | 'recent'
  | 'again'
  | 'not-invited'
  | 'test-mode'
  | 'never-list'
  | 'not-eligible'
  | 'not-checked'
  | FollowSkip;
/** Reasons that only taking a job back, or a reminder, can have. */
export type FollowSkip = 'mailed-again' | 'taken-back' | 'unclear' | 'not-listed' | 'often';

export type ProblemCode =
  | StopCode
  | 'busy'
  | 'other-job'
  | 'plan-changed'
  | 'nothing-to-do'
  | 'nobody-due'
  | 'nothing-to-undo'
  | 'no-sheet'
  | 'no-email-column'
  | 'no-mark-column'
  | 'no-header'
  | 'email-names'
  | 'log-lost'
  | 'log-edited'
  | 'refresh-first'
  | 'other-copy'
  | 'rows-moved'
  | 'email-formulas'
  | 'no-job'
  | 'newer-job'
  | 'not-yours'
  | 'slow-down'
  | 'no-answer'
  | 'unreadable'
  | 'list-broken'
  | 'list-incomplete'
  | 'bad-customer'
  | 'bad-argument'
  | 'no-lock'
  | 'interrupted'
  | 'not-begun'
  | 'sheet-refuses'
  | 'store-refuses'
  | 'mark-nothing'
  | 'mark-never'
  | 'selection-elsewhere'
  | 'selection-invalid'
  | 'schedule-lost'
  | 'schedule-held'
  | 'schedule-ended'
  | 'schedule-taken'
  | 'schedule-paused'
  | 'schedule-changed'
  | 'not-an-address'
  | 'not-told'
  | 'nothing-to-check'
  | 'too-many'
  | 'number-differs'
  | 'test-mode'
  | 'column-gone'
  | 'no-tab'
  | 'empty-tab'
  | 'tab-changed'
  | 'settings-unread'
  | 'not-built-in'
  | 'no-trigger'
  | 'activity-columns'
  | 'nothing-to-archive'
  | 'archive-unsure'
  | 'invalid-rows'
  | 'duplicate-rows'
  | 'missing-columns';

/**
 * `script`: in the sheet, or a script of one's own. Published: installed from the Marketplace by the person, or for
 * them by their admin.
 */
export type Installation = 'script' | 'person' | 'admin';
/** What the person at hand can do beyond the usual advice. */
export type Remedy = 'no-answer' | 'scope' | 'scope-admin' | 'api-off' | 'api-off-published' | 'not-built-in-published';
