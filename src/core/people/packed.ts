// Makes a list of people short on its way from the page to the server, where a request holds 5 MB: what comes again is
// written once. Pure.
import type { PackedList } from '../contract/people';

type Rows = readonly (readonly string[])[];

/** A shorter cell is no longer than the number that would stand for it. */
const SHORTEST = 4;
const NUMBER = '#';
const DOMAIN = /@([\w.-]+)/g;
const NUMBERED_DOMAIN = /@(\w+);/g;

/** Line ends and tabs within a cell become blanks. */
export function packed(name: string, rows: Rows): PackedList {
  const flat = rows.map(row => row.map(cell => cell.replace(/\s+/g, ' ')));
  const times = new Map<string, number>();
  for (const row of flat)
    for (const cell of row) if (cell.length >= SHORTEST) times.set(cell, (times.get(cell) ?? 0) + 1);
  const words = [...times].filter(([, count]) => count > 1).map(([cell]) => cell);
  const places = new Map(words.map((cell, at) => [cell, at.toString(36)]));
  const written = (cell: string): string => {
    const place = places.get(cell);
    if (place !== undefined) return NUMBER + place;
    return cell.startsWith(NUMBER) ? NUMBER + cell : cell;
  };
  const domains = new Map<string, string>();
  const text = flat
    .map(row => row.map(written).join('\t'))
    .join('\n')
    .replace(DOMAIN, (_all, domain: string) => {
      const known = domains.get(domain) ?? domains.size.toString(36);
      domains.set(domain, known);
      return `@${known};`;
    });
  return { name, text, words, domains: [...domains.keys()] };
}

export function unpacked({ text, words, domains }: PackedList): string[][] {
  const cellOf = (written: string): string => {
    if (!written.startsWith(NUMBER)) return written;
    const rest = written.slice(NUMBER.length);
    return rest.startsWith(NUMBER) ? rest : (words[Number.parseInt(rest, 36)] ?? '');
  };
  return text
    .replace(NUMBERED_DOMAIN, (_all, place: string) => `@${domains[Number.parseInt(place, 36)] ?? ''}`)
    .split('\n')
    .map(row => row.split('\t').map(cellOf));
}
