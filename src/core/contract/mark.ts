// The contract of marks: which rows are ticked.
import type { AccountState } from './account-state';
import type { Answer } from './answer';

/**
 * Rows that fit all of it: null, false and '' ask for nothing. `invitedDays`: invited more than so many days ago, not
 * accepted and not declined. `text`: in the address or the notes.
 */
export type MarkFilter = {
  readonly state: AccountState | null;
  readonly domain: string;
  readonly invitedDays: number | null;
  readonly text: string;
  /** Headers of any columns, ours or the admin's own, and what each cell must say, capitals and blanks ignored. */
  readonly cells: readonly { readonly header: string; readonly says: string }[];
  /** Only selected rows; only rows that neither a filter nor a person hides. The quick ways never take hidden rows. */
  readonly selected: boolean;
  readonly visible: boolean;
};

export type MarkQuick = 'notInvited' | 'neverInvited' | 'selection' | 'none';

/** The rows of just these accounts, as far as they are seen. */
export type MarkThese = { readonly addresses: readonly string[] };

export type MarkHow = MarkQuick | MarkFilter | MarkThese;

/** By what the rows tell: the preview looks into Activity as well. */
export type MarkedFor = { readonly first: number; readonly cancel: number };

/** Distinct addresses marked now, rows changed, and rows that fitted but are hidden, and so were left out. */
export type Marked = {
  readonly marked: number;
  readonly markedFor: MarkedFor;
  readonly changed: number;
  readonly hidden: number;
};

/** The most frequent texts of a column, each with the number of its cells. */
export type ColumnValues = readonly (readonly [text: string, cells: number])[];

export type MarkRequests = {
  /** Changes only the Mark column; answers with the number of distinct addresses marked after it. */
  mark: (how: MarkHow) => Answer<Marked>;
  /** The headers of the Accounts sheet, the admin's own columns too. */
  markColumns: () => Answer<readonly string[]>;
  /** What stands most often below that header, so that nobody has to type it. */
  columnValues: (header: string) => Answer<ColumnValues>;
};
