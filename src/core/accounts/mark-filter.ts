// Chooses the rows of the Accounts sheet that a person wants marked, and counts what is marked then. Pure.
import type { AccountRow } from '../contract/rows';
import type { MarkFilter, MarkHow, MarkQuick } from '../contract/rpc';
import { DAY } from '../contract/time';
import { canonical, domainOf, readAddress } from './address';

/**
 * `nothing`: it asks for nothing, and would take every row. The others can fit no row: what is not one domain, and days
 * since an invitation together with a state other than invited.
 */
export type FilterFault = 'nothing' | 'domain' | 'days';

type Row = AccountRow & { readonly row: number };
/** First and last row of each selected block. */
export type Blocks = readonly (readonly [number, number])[];

export const isWithin = (row: Row, blocks: Blocks): boolean =>
  blocks.some(([first, last]) => row.row >= first && row.row <= last);

/** Rows to tick, or for `none` to clear; ticked ones and those without a valid address are not ticked. */
export function chosenRows(rows: readonly Row[], how: MarkHow, blocks: Blocks, now: number): readonly Row[] {
  if (how === 'none') return rows.filter(row => row.mark);
  const fits = fitsOf(how, blocks, now);
  return rows.filter(row => !row.mark && fits(row) && readAddress(row.email).ok);
}

function fitsOf(how: Exclude<MarkHow, 'none'>, blocks: Blocks, now: number): (row: Row) => boolean {
  if (typeof how !== 'object') return QUICK[how](blocks);
  if (!('addresses' in how)) return fitting(how, blocks, now);
  const these = new Set(how.addresses.map(canonical));
  return row => these.has(canonical(row.email));
}

/** As two cells are the same to a person: without capitals, and blanks as one. */
export const plain = (text: string): string => canonical(text).replace(/\s+/g, ' ');

const isNotInvited = ({ state }: Row): boolean => state === 'NOT_YET_SENT';
const QUICK: Readonly<Record<Exclude<MarkQuick, 'none'>, (blocks: Blocks) => (row: Row) => boolean>> = {
  selection: blocks => row => isWithin(row, blocks),
  notInvited: () => isNotInvited,
  // Whose invitation was cancelled, the caller knows.
  neverInvited: () => isNotInvited,
};

const wantedDomainOf = ({ domain }: MarkFilter): string => canonical(domain).replace(/^@/, '');

/** What is wrong with what a person asks for, or null. To leave out hidden rows is no condition: it leaves the rest. */
export function faultOfFilter(filter: MarkFilter): FilterFault | null {
  const { state, invitedDays, text, selected, cells } = filter;
  const domain = wantedDomainOf(filter);
  const asksForRows = state !== null || invitedDays !== null || selected || cells.length > 0;
  if (!asksForRows && domain === '' && canonical(text) === '') return 'nothing';
  // An address without a valid domain is never marked.
  if (domain !== '' && !readAddress(`x@${domain}`).ok) return 'domain';
  return invitedDays !== null && state !== null && state !== 'INVITED' ? 'days' : null;
}

function fitting(filter: MarkFilter, blocks: Blocks, now: number): (row: Row) => boolean {
  const { state, invitedDays, text, selected } = filter;
  const wantedDomain = wantedDomainOf(filter);
  const wantedText = canonical(text);
  return row => {
    const address = canonical(row.email);
    return (
      (state === null || row.state === state) &&
      (wantedDomain === '' || domainOf(address) === wantedDomain) &&
      // Invited at a time that nobody knows may have been this morning.
      (invitedDays === null ||
        (row.state === 'INVITED' && row.changedAt !== null && row.changedAt < now - invitedDays * DAY)) &&
      (wantedText === '' || address.includes(wantedText) || canonical(row.notes).includes(wantedText)) &&
      (!selected || isWithin(row, blocks))
    );
  };
}

type Readable = {
  readonly missing: readonly string[];
  readonly rows: readonly AccountRow[];
  readonly headless?: boolean;
};

/**
 * A person chip reads as the person's name, and its address cannot be read. Where rows that Google told of have none
 * any more, nobody in the list can be found again.
 */
export function areNames(rows: readonly Pick<AccountRow, 'state' | 'email'>[]): boolean {
  const told = rows.filter(({ state, email }) => state !== null && email.trim() !== '');
  return told.filter(({ email }) => !email.includes('@')).length > told.length / 2;
}

/** What cannot be done without: the addresses and, unless they do not matter, the marks. */
export function missingColumn(
  { missing, rows, headless }: Readable,
  needsMarks = true,
): 'no-email-column' | 'no-mark-column' | 'no-header' | 'email-names' | null {
  if (headless === true) return 'no-header';
  if (areNames(rows)) return 'email-names';
  if (missing.includes('email')) return 'no-email-column';
  return needsMarks && missing.includes('mark') ? 'no-mark-column' : null;
}
