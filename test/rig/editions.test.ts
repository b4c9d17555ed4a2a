// A sheet of the bundle that ships, under a later one in which words of cells have changed: it is read, and goes on in
// its own words, so that its colours and filters fit; a new sheet has the new ones.
import { decline } from '../../dev/emulator/index';
import { conditionalStyle } from '../../dev/platform/index';
import { changedBundle } from '../changed-bundle';
import { ADA, NO_OPTIONS, openOffice, people, under, type Office } from './office';

/** The bundle with one more edition of the Spanish words. */
const withEdition = (edition: string): string =>
  changedBundle({
    file: 'words/stored.ts',
    piece: 'es: /* @__PURE__ */ complete(es)',
    by: `es: complete([...es, ${edition}])`,
  });
let declined = '';
let headers = '';
beforeAll(() => {
  declined = withEdition("{ states: { DECLINED: 'Declinada' }, outcomes: { done: 'Listo' } }");
  headers = withEdition("{ accountHeaders: { state: 'Situación' }, sheets: { accounts: 'Personas' } }");
});

const NEWS = 'x@acme.example';
const OPTIONS = {
  users: [{ email: ADA, locale: 'es' }],
  accounts: [...people(3), { email: NEWS, state: 'DECLINED' as const, mails: 2 }],
};
/** Listed, and one mailed, under some bundle. */
function made(dist?: string) {
  const office = openOffice({ ...OPTIONS, ...(dist === undefined ? {} : { dist }) });
  office.refresh();
  return office;
}
const rowOf = (office: Office, email: string, name = 'Cuentas') =>
  office.rows(name).findIndex(row => row['Correo'] === email) + 2;
const tick = (office: Office, name: string, ...emails: string[]) => {
  for (const email of emails)
    office.rig.person.tick(office.sheetId(name), rowOf(office, email, name), office.column('Marca', name), true);
};
/** The word in a cell, and whether the sheet has a colour for it. */
function word(office: Office, name: string, row: number, header: string): [string, boolean] {
  const column = office.column(header, name);
  const sheet = office.rig.spreadsheet.sheetNamed(name)!;
  return [office.rig.sheet(name)[row - 1]![column - 1]!, 'background' in conditionalStyle(sheet, row, column)];
}
const property = (office: Office, name: 'accounts' | 'activity') =>
  office.rig.host.properties('document').get(`sheet.${name}`);
const change = (office: Office, name: 'accounts' | 'activity', by: (text: string) => string) =>
  office.rig.host.properties('document').set(`sheet.${name}`, by(property(office, name)!));

test.each([
  ['by the edition kept with it', (text: string) => text],
  ['by its language, as older builds kept it', (text: string) => text.split(' ').slice(0, 2).join(' ')],
])('an old sheet, known %s: who declined is not mailed, and it goes on in its own words', (_how, by) => {
  const before = made();
  change(before, 'accounts', by);
  change(before, 'activity', by);
  const office = under(declined, before);
  expect(office.get('overview', []).counts).toMatchObject({ NOT_YET_SENT: 3, DECLINED: 1, unknown: 0 });
  tick(office, 'Cuentas', NEWS, 'p001@acme.example');
  expect(office.get('preview', ['send', NO_OPTIONS])).toMatchObject({
    addresses: ['p001@acme.example'],
    skipped: [{ code: 'declined', addresses: [NEWS] }],
  });
  const job = office.run('send');
  decline(office.rig.world, 'p001@acme.example');
  office.refresh();
  expect(word(office, 'Cuentas', rowOf(office, 'p001@acme.example'), 'Estado')).toEqual(['Rechazada', true]);
  expect(word(office, 'Cuentas', rowOf(office, NEWS), 'Estado')).toEqual(['Rechazada', true]);
  const lines = office.rows('Actividad');
  expect(lines.map(line => line['Resultado'])).toEqual(['Hecho', 'Hecho', 'Hecho']);
  expect(lines.map((_line, at) => word(office, 'Actividad', at + 2, 'Resultado')[1])).toEqual([true, true, true]);
  office.get('showActivity', [job.id]);
  const log = office.rig.spreadsheet.sheetNamed('Actividad')!;
  expect(lines.filter((_line, at) => !log.isRowHidden(at + 2)).map(line => line['Correo'])).toEqual([
    'p001@acme.example',
  ]);
  office.get('summary', []);
  const numbers = office.rig.sheet('Resumen').map(([name, count]) => [name, count]);
  // Its label is the word of today.
  expect(numbers).toContainEqual(['Declinada', '2']);
  expect(office.mails()).toEqual({ 'p001@acme.example': 1 });
});

test('a new sheet has the new words, its colours know them, and its edition is kept', () => {
  const office = made(declined);
  expect(word(office, 'Cuentas', rowOf(office, NEWS), 'Estado')).toEqual(['Declinada', true]);
  expect(word(office, 'Actividad', 2, 'Resultado')).toEqual(['Listo', true]);
  const editionOf = (of: Office, name: 'accounts' | 'activity') => {
    const [, tag, edition] = property(of, name)!.split(' ');
    return [tag, Number(edition)] as const;
  };
  const older = made();
  for (const name of ['accounts', 'activity'] as const)
    expect(editionOf(office, name)).toEqual(['es', editionOf(older, name)[1] + 1]);
});

test.each([
  ['an old', undefined, 'Rechazada', 'Hecho'],
  ['a new', 'declined', 'Declinada', 'Listo'],
])('in a copied file %s sheet is known by the words of its colours', (_age, bundle, state, outcome) => {
  const office = under(declined, made(bundle === undefined ? undefined : declined), 'none');
  tick(office, 'Cuentas', 'p001@acme.example');
  office.run('send');
  decline(office.rig.world, 'p001@acme.example');
  office.refresh();
  expect(word(office, 'Cuentas', rowOf(office, 'p001@acme.example'), 'Estado')).toEqual([state, true]);
  expect(word(office, 'Actividad', 3, 'Resultado')).toEqual([outcome, true]);
  expect(office.rig.spreadsheet.sheets.map(({ name }) => name).sort()).toEqual(['Actividad', 'Cuentas', 'Sheet1']);
});

test('a header or a sheet’s name that has changed: the old ones are found, also in a copied file, and made anew as they were', () => {
  const office = under(headers, made(), 'none');
  office.rig.person.remove(office.sheetId('Cuentas'), 'cols', office.column('Estado', 'Cuentas'));
  // Cells pasted beside the others, with a header of either edition or of another language.
  const id = office.sheetId('Cuentas');
  for (const header of ['Estado', ' situación', 'STATE']) {
    office.rig.person.type(id, 1, 9, header);
    office.rig.person.type(id, 2, 9, 'rechazada');
    expect([header, office.get('overview', []).counts]).toMatchObject([header, { DECLINED: 1, unknown: 3 }]);
  }
  office.rig.person.remove(id, 'cols', 9);
  expect(office.get('overview', []).counts).toMatchObject({ DECLINED: 0, unknown: 4 });
  office.refresh();
  expect(office.rig.spreadsheet.sheetNamed('Personas')).toBeNull();
  expect(office.rig.sheet('Cuentas')[0]).toEqual([
    'Marca',
    'Correo',
    'Resultado',
    'Enviados',
    'Último cambio',
    'Visto',
    'Notas',
    'Última acción',
    'Estado',
  ]);
  const fresh = made(headers);
  expect(fresh.rig.sheet('Personas')[0]!.slice(0, 3)).toEqual(['Marca', 'Correo', 'Situación']);
  expect(word(fresh, 'Personas', rowOf(fresh, NEWS, 'Personas'), 'Situación')).toEqual(['Rechazada', true]);
});
