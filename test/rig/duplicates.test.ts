// An address in two rows, and a person who sorts or types while rows are written: no mark is lost.
import { accept } from '../../dev/emulator/index';
import { openOffice, people, type Office } from './office';

const TWICE = 'p002@acme.example';
/** Two rows of one address, of which only the first is marked, and one of another; p003 has news for the refresh. */
function twice(): Office {
  const office = openOffice({ accounts: people(4).map(account => ({ ...account, state: 'INVITED' as const })) });
  office.refresh();
  const { person } = office.rig;
  person.type(office.sheetId(), 6, office.column('Email'), TWICE);
  office.refresh();
  office.tick(TWICE);
  accept(office.rig.world, 'p003@acme.example');
  return office;
}
/** Does this once, right before that call of the next execution. */
function during(office: Office, op: string, act: () => void): void {
  let done = false;
  office.rig.before = name => {
    if (done || name !== op) return;
    done = true;
    act();
  };
}
const marksOf = (office: Office, address: string): (string | undefined)[] =>
  office
    .rows()
    .filter(row => row['Email'] === address)
    .map(row => row['Mark']);

test.each<[string, (office: Office) => void]>([
  ['sorts', office => office.rig.person.sortSheet(office.sheetId(), office.column('Email'), false)],
  [
    'types another address',
    office => office.rig.person.type(office.sheetId(), 2, office.column('Email'), 'new@acme.example'),
  ],
  ['inserts a row', office => office.rig.person.insert(office.sheetId(), 'rows', 2)],
])('a person who %s while a refresh writes takes the mark from neither row', (_what, act) => {
  for (const op of ['Range.setValues', 'Range.getValues', 'SpreadsheetApp.flush']) {
    const office = twice();
    during(office, op, () => act(office));
    office.refresh();
    office.rig.before = null;
    expect([op, marksOf(office, TWICE).includes('TRUE')]).toEqual([op, true]);
  }
});
