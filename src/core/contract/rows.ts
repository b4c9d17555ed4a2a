// What a row of each of our sheets holds, as values: the rooms above read and write them, the sheets folder turns them
// into cells.
import type { AccountState, JobKind } from './rpc';

/** `changedAt`, `seenAt`: milliseconds since 1970, null where the cell is empty. `email` as the person typed it. */
export type AccountRow = {
  readonly mark: boolean;
  readonly email: string;
  readonly state: AccountState | null;
  readonly mails: number | null;
  readonly changedAt: number | null;
  readonly lastAction: string;
  readonly result: string;
  readonly seenAt: number | null;
  readonly notes: string;
};

/** What a comparison with a list of people says of an account: `ambiguous`: several people claim it. */
export type Employment = 'employed' | 'left' | 'ambiguous' | 'unlisted';
/** A word that a person typed there instead, behind the quote: it is kept as it is. */
export type OwnWord = `"${string}`;
export const isEmployment = (value: PersonRow['employment']): value is Employment =>
  value !== null && !value.startsWith('"');
/**
 * What a comparison writes beside an account, in columns of the Accounts sheet that are made when they are first
 * wanted.
 */
export type PersonRow = {
  readonly email: string;
  readonly person: string;
  readonly department: string;
  readonly employment: Employment | OwnWord | null;
};

/**
 * What became of one address in one job. `sending` and `checking` are not final: a mail may be on its way.
 * `queued` has certainly not been sent. `unknown` is final for the job: a person decides.
 */
export type LineOutcome =
  | 'queued'
  | 'sending'
  | 'checking'
  | 'done'
  | 'eligible'
  | 'not-eligible'
  | 'refused'
  | 'unknown'
  | 'skipped'
  | 'stopped';

/** What a line is about: a job's work at an address, the report of a run of the schedule, or of a comparison. */
export type LineAction = JobKind | 'schedule' | 'compare';

/** `at`: when the last attempt began, or the line was queued. `http`: status of the last reply, null without one. */
export type ActivityRow = {
  readonly at: number | null;
  readonly by: string;
  readonly job: string;
  readonly action: LineAction | null;
  readonly address: string;
  /** null: a person typed over it with a word that means nothing to us. */
  readonly outcome: LineOutcome | null;
  readonly reason: string;
  /** The reason as a code that survives rewording (`LineReason`), and evidence.ts; '' in lines of version 0.1. */
  readonly code: string;
  readonly http: number | null;
  readonly attempts: number | null;
};
