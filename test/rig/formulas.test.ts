// Addresses that formulas give: as long as they stay they are addresses, and where they change at every look the admin
// is told what stands in the way.
import { NO_OPTIONS, openOffice, people, type Office } from './office';

/** The Email cell of the second account is a formula; `changing`: with another result at each look. */
function withFormula(changing: boolean): Office {
  const office = openOffice({ accounts: people(3) });
  office.refresh();
  const { person } = office.rig;
  const source = person.addSheet('Source');
  person.type(source.id, 1, 1, 'p002@acme.example');
  const cell = { row: 3, col: office.column('Email'), rows: 1, cols: 1 };
  office.rig.spreadsheet.sheetNamed('Accounts')!.setStyle(cell, { numberFormat: null });
  person.type(office.sheetId(), 3, office.column('Email'), '=Source!A1');
  let n = 0;
  if (changing)
    office.rig.before = op => {
      if (op === 'Range.getValues') person.type(source.id, 1, 1, `x${++n}@acme.example`);
    };
  return office;
}

test('a formula whose result stays is an address like another', () => {
  const office = withFormula(false);
  office.markAll();
  expect(office.run('send')).toMatchObject({ status: 'done', counts: { done: 3 } });
});

test('where one changes at each look, what blocks the sending is named, and mended by pasting values', () => {
  const office = withFormula(true);
  office.refresh();
  office.markAll();
  office.rig.person.tick(office.sheetId(), 3, office.column('Mark'), true);
  const { planId, addresses } = office.get('preview', ['send', NO_OPTIONS]);
  expect(office.ask('start', ['send', NO_OPTIONS, planId, addresses.length])).toMatchObject({
    problem: { code: 'email-formulas', advice: expect.stringContaining('Rows 3.') },
  });
  // As after a run that was cut off while it wrote: it cannot tell such a row from one that was moved.
  office.rig.host.properties('document').set('rows.writing', `moved ${office.rig.clock.now()}`);
  expect(office.code('preview', ['send', NO_OPTIONS])).toBe('email-formulas');
  office.rig.before = null;
  office.rig.person.type(office.sheetId(), 3, office.column('Email'), 'p002@acme.example');
  office.refresh();
  office.markAll();
  expect(office.code('preview', ['send', NO_OPTIONS])).toBe('ok');
});
