// The shipped bundle in Spanish, and one sheet in two languages: codes decide, never the words that are shown.
import { ADA, BOB, NO_OPTIONS, openOffice, people } from './office';

const SPANISH = {
  users: [
    { email: ADA, locale: 'es' },
    { email: BOB, locale: 'en_GB' },
  ],
};

test('the whole job in Spanish: list, mark, send, cancel, and what the sheets say', () => {
  const office = openOffice({
    ...SPANISH,
    accounts: [...people(2), { email: 'x@acme.example', state: 'DECLINED', mails: 2 }],
  });
  expect(office.refresh()).toMatchObject({ status: 'done', refreshed: { listed: 3, added: 3 } });
  const [header, ...rows] = office.rig.sheet('Cuentas');
  expect(header).toEqual([
    'Marca',
    'Correo',
    'Estado',
    'Resultado',
    'Enviados',
    'Último cambio',
    'Visto',
    'Notas',
    'Última acción',
  ]);
  expect(rows.map(cells => [cells[1], cells[2], cells[4]])).toEqual([
    ['p001@acme.example', 'Sin invitar', '0'],
    ['p002@acme.example', 'Sin invitar', '0'],
    ['x@acme.example', 'Rechazada', '2'],
  ]);
  expect(rows[0]![6]).toBe('21/11/2026 09:00');
  office.markAll();
  expect(office.run('send').counts.done).toBe(2);
  expect(office.rows('Cuentas')[0]).toMatchObject({
    Marca: 'FALSE',
    Estado: 'Invitada',
    Enviados: '1',
    Resultado: 'Invitación enviada',
  });
  expect(office.rows('Actividad').map(({ Acción, Resultado, Motivo }) => [Acción, Resultado, Motivo])).toEqual([
    ['Actualizar', 'Hecho', '3 cuentas listadas: 3 nuevas, 0 con cambios, 0 ya no listadas'],
    ['Enviar', 'Hecho', 'Invitación enviada'],
    ['Enviar', 'Hecho', 'Invitación enviada'],
  ]);
  office.rig.person.tick(office.sheetId('Cuentas'), 2, office.column('Marca', 'Cuentas'), true);
  expect(office.run('cancel').counts.done).toBe(1);
  expect(office.rows('Cuentas')[0]).toMatchObject({ Resultado: 'Invitación cancelada' });
  expect(office.code('start', ['send', NO_OPTIONS, 'x', null])).toBe('plan-changed');
  expect(office.mails()).toEqual({ 'p001@acme.example': 1, 'p002@acme.example': 1 });
});

test('menu, sidebar and dialogs are in the language of whoever is at it', () => {
  const office = openOffice({ ...SPANISH, accounts: people(1), ask: () => ({ button: 'CANCEL' }) });
  office.rig.menu();
  office.rig.click('Actualizar la lista');
  office.rig.click('Marcar', 'Todas las cuentas sin invitar');
  office.rig.click('Enviar invitaciones a las marcadas…');
  expect(office.rig.dialogs[0]).toMatchObject({ title: '¿Enviar 1 invitación?' });
  office.rig.run('showSidebar');
  expect(office.rig.sidebar).toMatchObject({
    title: 'Cuentas no gestionadas',
    html: expect.stringContaining('data-language="es" data-chosen=""'),
  });
  office.rig.as(BOB).run('showSidebar');
  expect(office.rig.sidebar).toMatchObject({
    title: 'Unmanaged accounts',
    html: expect.stringContaining('data-language="en_GB"'),
  });
});

test.each([
  ['es-MX', 'es'],
  ['pt_BR', 'en'],
])('whose account speaks %s gets a page with the words of %s alone, of 138 KB at most', (locale, language) => {
  const office = openOffice({ users: [{ email: ADA, locale }] });
  office.rig.run('showSidebar');
  const { html } = office.rig.sidebar!;
  expect([...html.matchAll(/data-words="(\w+)"/g)].map(([, tag]) => tag)).toEqual([language]);
  expect(html).toContain(`data-language="${locale}"`);
  expect(Buffer.byteLength(html)).toBeLessThan(138 * 1024);
  // What is left is still a page: its scripts end where they did.
  expect(html.match(/<script/g)).toHaveLength(2);
  expect(html.match(/<\/script>/g)).toHaveLength(2);
  expect(html).toMatch(/<\/script>\s*<\/body>\s*<\/html>\s*$/);
});

test('a sheet keeps the language that it was made in, whoever works in it, and is read in all', () => {
  const office = openOffice({
    ...SPANISH,
    accounts: people(4),
    users: [
      { email: BOB, locale: 'en' },
      { email: ADA, locale: 'es-MX' },
    ],
  });
  office.refresh(BOB);
  const id = office.sheetId();
  // As a Spanish sheet pasted over, an English one, and a word that nobody knows.
  office.rig.person.type(id, 2, office.column('State'), 'Invitada');
  office.rig.person.type(id, 3, office.column('State'), 'sin invitar');
  office.rig.person.type(id, 4, office.column('State'), 'who knows');
  expect(office.get('overview', []).counts).toMatchObject({ NOT_YET_SENT: 2, INVITED: 1, unknown: 1 });
  // A Spanish admin marks, sends and refreshes: whom the pasted word calls invited is not marked.
  expect(office.get('mark', ['notInvited'])).toMatchObject({ marked: 2, changed: 2, hidden: 0 });
  expect(office.run('send').counts.done).toBe(2);
  expect(office.mails()).toEqual({ 'p002@acme.example': 1, 'p004@acme.example': 1 });
  office.refresh();
  expect(office.rows().map(row => row['State'])).toEqual(['Not invited', 'Invited', 'Not invited', 'Invited']);
  expect(office.row('p002@acme.example')).toMatchObject({ Result: 'Invitación enviada' });
  expect(office.lines('p002@acme.example')).toMatchObject([
    { Action: 'Send', Outcome: 'Done', Reason: 'Invitación enviada' },
  ]);
  // The English admin sees who was mailed, by lines that hold the other's sentences.
  office.rig.person.tick(id, office.rowNumber('p002@acme.example'), office.column('Mark'), true);
  expect(office.get('preview', ['send', NO_OPTIONS], BOB)).toMatchObject({
    addresses: [],
    skipped: [{ code: 'recent', reason: 'Mailed in the last 7 days' }],
  });
});

test('lines in two languages are one job, and a copied sheet is found by words of any language', () => {
  const office = openOffice({ ...SPANISH, accounts: people(3) });
  office.refresh();
  office.markAll();
  const job = office.begin('send');
  const lines = office.rig.spreadsheet.sheetNamed('Actividad')!;
  const column = office.column('Resultado', 'Actividad');
  office.rig.person.type(lines.id, 3, column, 'Queued');
  expect(office.drive(job)).toMatchObject({ status: 'done', counts: { done: 3 } });
  office.rig.host.properties('document').clear();
  expect(office.get('overview', [], BOB).counts).toMatchObject({ INVITED: 3 });
  expect(office.refresh(BOB)).toMatchObject({ status: 'done', refreshed: { listed: 3, added: 0 } });
  expect(office.rig.spreadsheet.sheets.map(sheet => sheet.name).sort()).toEqual(['Actividad', 'Cuentas', 'Sheet1']);
  expect(office.rows('Actividad').slice(-1)[0]).toMatchObject({
    Acción: 'Actualizar',
    Motivo: expect.stringContaining('3 accounts listed'),
  });
});

test('a person’s own choice is before the language of the account, in menu, sidebar and answers, until it is taken back', () => {
  const office = openOffice({ ...SPANISH, accounts: people(1) });
  const captions = () =>
    office.rig
      .menu()
      .flatMap(menu => menu.entries.flatMap(entry => ('caption' in entry ? [entry.caption] : [])))
      .slice(0, 2);
  expect(captions()).toEqual(['Abrir la barra lateral', 'Actualizar la lista']);
  expect(office.code('speak', ['en'])).toBe('ok');
  expect(office.rig.sidebar).toMatchObject({
    title: 'Unmanaged accounts',
    html: expect.stringContaining('data-language="en"'),
  });
  expect(office.rig.sidebar!.html).toContain('data-chosen="en"');
  expect(captions()).toEqual(['Open sidebar', 'Refresh list']);
  expect(office.ask('mark', ['none'])).toMatchObject({ problem: { title: 'There is no Accounts sheet yet.' } });
  expect(office.ask('mark', ['none'], BOB)).toMatchObject({ problem: { title: 'There is no Accounts sheet yet.' } });
  // Only that person's.
  expect(office.code('speak', ['es'], BOB)).toBe('ok');
  expect(office.ask('mark', ['none'])).toMatchObject({ problem: { title: 'There is no Accounts sheet yet.' } });
  expect(office.code('speak', ['xx'])).toBe('bad-argument');
  expect(office.code('speak', [''])).toBe('ok');
  expect(office.rig.sidebar!.html).toContain('data-language="es" data-chosen=""');
  expect(office.ask('mark', ['none'])).toMatchObject({ problem: { title: 'Todavía no existe la hoja Cuentas.' } });
});
