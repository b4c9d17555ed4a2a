// The document that the workbench shows: what it is called, how it is made anew, and the tab with people.
import type { Host } from '../platform/index';

/** What bears a name on Google in the language of whoever made it. */
const NAMES = {
  en: { addOn: 'Unmanaged accounts', book: 'Unmanaged accounts of Acme', sheet: 'Sheet', people: 'HR' },
  es: { addOn: 'Cuentas no gestionadas', book: 'Cuentas no gestionadas de Acme', sheet: 'Hoja ', people: 'RRHH' },
};
const PEOPLE_TABS: readonly string[] = Object.values(NAMES).map(({ people }) => people);

export type Names = (typeof NAMES)['en'];
export const namesIn = (locale: string): Names => (locale.startsWith('es') ? NAMES.es : NAMES.en);

/** An empty spreadsheet and no memory, as in a new document. */
export function startAfresh(host: Host, names: Names, users: readonly string[]): void {
  const { spreadsheet: book } = host;
  for (const { id } of host.executions()) host.kill(id, 'The spreadsheet was replaced');
  const old = [...book.sheets];
  const fresh = book.addSheet(`New ${names.sheet}`);
  for (const sheet of old) book.deleteSheet(sheet);
  book.name = names.book;
  book.renameSheet(fresh, `${names.sheet}1`);
  for (const scope of ['document', 'script'] as const) host.properties(scope).clear();
  for (const user of users) host.properties('user', user).clear();
  book.select(fresh);
}

/** A tab with a list of the organisation's people, in place of the one that is there. */
export function addPeople(host: Host, rows: readonly (readonly string[])[], name: string): void {
  const { spreadsheet: book } = host;
  const old = book.sheets.find(sheet => PEOPLE_TABS.includes(sheet.name));
  const front = book.activeSheet;
  const sheet = book.addSheet(`New ${name}`);
  if (old !== undefined) book.deleteSheet(old);
  book.renameSheet(sheet, name);
  host.person.paste(sheet.id, 1, 1, rows);
  book.select(front === old ? sheet : front);
}
