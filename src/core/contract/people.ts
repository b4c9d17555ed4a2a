// What page and server agree on about lists of people: the roles of columns, the six groups, and a comparison.
import type { Answer } from './answer';

/**
 * What a column tells of a person. `other`: further addresses of theirs. `given` and `family` stand in where no column
 * has the whole name.
 */
export const COLUMN_ROLES = [
  'address',
  'other',
  'name',
  'given',
  'family',
  'department',
  'manager',
  'language',
  'status',
  'leave',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];
/** One for each column of the table; null: it is left alone. */
export type PeopleRoles = readonly (ColumnRole | null)[];

/**
 * In the order that decides where several fit. `staff`: their work address is the account. `left`: they have left,
 * whichever of their addresses it is. `other`: another address of theirs. `ambiguous`: several people claim the
 * account. `nobody`: no one does. `unlisted`: people without an account.
 */
export const PEOPLE_GROUPS = ['staff', 'left', 'other', 'ambiguous', 'nobody', 'unlisted'] as const;
export type PeopleGroup = (typeof PEOPLE_GROUPS)[number];

/** `id`: the sheet's own. */
export type Tab = { readonly id: number; readonly name: string };
/**
 * Tabs that a list may stand in. `front`: the one that the person sees, null where that is none of them. `written`:
 * whether a comparison was written beside the accounts.
 */
export type Tabs = { readonly tabs: readonly Tab[]; readonly front: number | null; readonly written: boolean };
/** In place of such an id, for a list that stands in no tab. */
export const NO_TAB = -1;

/**
 * A list that the page has read from a file: the columns that are used, the header first, made short (`packed.ts` of
 * `people`).
 */
export type PackedList = {
  readonly name: string;
  readonly text: string;
  readonly words: readonly string[];
  readonly domains: readonly string[];
};
/** A number: the id of a tab. */
export type PeopleList = number | PackedList;

/**
 * An address, '' for a person without one; who it is, '' where nobody knows; and whom, or which account, it looks like.
 * A tuple, because there may be a hundred thousand.
 */
export type PeopleEntry = readonly [address: string, who: string, near: string];

/**
 * `roles`: as used. `groups`: in their order; none where no column has addresses. `accounts` of a group: how many of
 * the sheet are in it; `people`: how many of the list. `repeated`: rows of somebody who stands in the list already.
 * `unclear`: what the list says of who has left, and nobody can be certain of: up to five, and how many there are.
 * `changed`: since the comparison that stands in the sheet, by the addresses of accounts; null where none stands there.
 */
export type Compared = {
  readonly tab: Tab;
  readonly columns: readonly { readonly header: string; readonly sample: string }[];
  readonly roles: PeopleRoles;
  readonly people: number;
  readonly accounts: number;
  readonly repeated: number;
  readonly unclear: { readonly count: number; readonly examples: readonly string[] };
  readonly groups: readonly {
    readonly group: PeopleGroup;
    readonly people: number;
    readonly accounts: number;
    readonly entries: readonly PeopleEntry[];
  }[];
  readonly changed: {
    readonly left: readonly string[];
    readonly gone: readonly string[];
    readonly found: readonly string[];
  } | null;
};

export type PeopleRequests = {
  /** The tabs that a list of people may stand in: all but those of the add-on. */
  peopleTabs: () => Answer<Tabs>;
  /** What the columns of a file are, by its header and what its first rows have with an @. */
  peopleColumns: (rows: readonly (readonly string[])[]) => Answer<PeopleRoles>;
  /** Reads only. Without roles, the columns are recognised by their headers. */
  comparePeople: (list: PeopleList, roles: PeopleRoles | null) => Answer<Compared>;
  /** Compares again and writes what differs beside the accounts of these groups; answers with the rows changed. */
  writePeople: (
    list: PeopleList,
    roles: PeopleRoles,
    groups: readonly PeopleGroup[],
  ) => Answer<{ readonly written: number }>;
  /** Empties the columns that comparisons wrote. */
  forgetPeople: () => Answer<{ readonly cleared: number }>;
};
