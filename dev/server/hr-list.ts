// A made-up list of people beside the emulated accounts, as a personnel department exports one, with the truth about
// who is who: leavers, aliases, names that only look alike, a contractor.
import { randomFrom } from '../emulator/random';

/** `truth`: the accounts of each kind. `unlisted`: people without any account. */
export type HrList = {
  readonly rows: readonly (readonly string[])[];
  readonly truth: Readonly<Record<'staff' | 'left' | 'other' | 'ambiguous' | 'nobody', readonly string[]>>;
  readonly unlisted: number;
};

const HEADER = ['Employee', 'Work email', 'Aliases', 'Department', 'Manager', 'Language', 'Status', 'Last day'];
const DEPARTMENTS = ['Sales', 'Engineering', 'Finance', 'People', 'Support'];
const LANGUAGES = ['English', 'Spanish', 'German'];

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
/** ann.lee2@… → Ann Lee. */
const nameOf = (address: string): string =>
  address
    .slice(0, address.lastIndexOf('@'))
    .replace(/\d+$/, '')
    .split(/[._-]+/)
    .map(capital)
    .join(' ');

/** The same list for the same accounts, whatever the day: `now` only places the last days of work. */
export function hrList(accounts: readonly string[], now: number): HrList {
  const random = randomFrom(7);
  const day = (days: number): string => new Date(now + days * 86_400_000).toISOString().slice(0, 10);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const truth = { staff: [] as string[], left: [] as string[], other: [] as string[], ambiguous: [] as string[] };
  const nobody: string[] = [];
  const rows: string[][] = [];
  const add = (name: string, email: string, given: { aliases?: string; status?: string; last?: string } = {}): void => {
    const { aliases = '', status = 'Active', last = '' } = given;
    rows.push([name, email, aliases, pick(DEPARTMENTS), 'Grace Moss', pick(LANGUAGES), status, last]);
  };
  accounts.forEach((account, at) => {
    const name = nameOf(account);
    const domain = account.slice(account.lastIndexOf('@') + 1);
    // Everything happens, however few there are, and often enough where there are many.
    switch (at % 20) {
      case 3:
        add(name, account, { status: 'Terminated' });
        truth.left.push(account);
        return;
      case 7:
        add(name, account, { last: day(-30 - at) });
        truth.left.push(account);
        return;
      case 9:
        add(name, `staff${at}@${domain}`, { aliases: `SMTP:staff${at}@${domain}; smtp:${account}` });
        truth.other.push(account);
        return;
      case 12:
        // The same person, as only a human being can tell.
        add(name, `person${at}@${domain}`);
        nobody.push(account);
        return;
      case 15:
        add(`${name} Senior`, `senior${at}@${domain}`, { aliases: account });
        add(`${name} Junior`, `junior${at}@${domain}`, { aliases: account });
        truth.ambiguous.push(account);
        return;
      case 17:
      case 18:
        nobody.push(account);
        return;
      case 19:
        add(name, account, { status: 'Contractor', last: day(90) });
        truth.staff.push(account);
        return;
      default:
        add(name, ` ${capital(account)} `);
        truth.staff.push(account);
    }
  });
  const without = Math.ceil(accounts.length / 10);
  for (let at = 1; at <= without; at++) add(`New Person ${at}`, `new.person${at}@acme.example`);
  const near = accounts.filter((_, at) => at % 20 === 12).length;
  return { rows: [HEADER, ...rows], truth: { ...truth, nobody }, unlisted: without + near };
}
