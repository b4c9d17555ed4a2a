// What a person does to the sheets while a job runs, and what that excuses the add-on from.
import { lastColOf } from '../platform';
import type { Chance } from './chance';
import { addressOf, type Office, type Row, textOf } from './office';

/** What nobody can expect any more after the edits. */
export class Edited {
  readonly told: string[] = [];
  /** Addresses whose row, or whose mark, a person took away or gave. */
  readonly rows = new Set<string>();
  /** Columns or marks of everybody. */
  all = false;
  columns = false;
  /** States or results were typed over: what is skipped may follow from that, until the next refresh. */
  typed = false;
  lines = false;
  /** The notes as the person last wrote them. */
  readonly notes = new Map<string, string>();
}

type Edit = (office: Office, chance: Chance, edited: Edited) => void;
type Name = 'accounts' | 'activity';

const anyRow = (office: Office, chance: Chance, name: Name = 'accounts'): Row | null => {
  const rows = office.rows(name);
  return rows.length === 0 ? null : chance.pick(rows);
};
const idOf = (office: Office, name: Name): number | null => office.sheet(name)?.id ?? null;

const sort =
  (name: Name): Edit =>
  (office, chance) => {
    const sheet = office.sheet(name);
    if (sheet !== null && sheet.lastColumn() > 0)
      office.rig.person.sortSheet(sheet.id, 1 + chance.below(sheet.lastColumn()), chance.happens(0.5));
  };
const rename =
  (name: Name): Edit =>
  (office, chance) => {
    const id = idOf(office, name);
    if (id !== null) office.rig.person.renameSheet(id, `${name} ${chance.below(1000)}`);
  };
const insertRow =
  (name: Name): Edit =>
  (office, chance) => {
    const sheet = office.sheet(name);
    if (sheet !== null)
      office.rig.person.insert(sheet.id, 'rows', 2 + chance.below(sheet.lastRow()), 1 + chance.below(2));
  };
const moveColumn =
  (name: Name): Edit =>
  (office, chance, edited) => {
    const sheet = office.sheet(name);
    if (sheet === null) return;
    const width = sheet.lastColumn();
    office.rig.person.move(sheet.id, 'cols', 1 + chance.below(width), 1, 1 + chance.below(width + 1));
    // Written in that very moment, our values go where the columns were (README, what it cannot promise).
    if (name === 'accounts') edited.columns = true;
    else edited.lines = true;
  };
const insertColumn =
  (name: Name): Edit =>
  (office, chance, edited) => {
    const sheet = office.sheet(name);
    if (sheet === null) return;
    office.rig.person.insert(sheet.id, 'cols', 1 + chance.below(sheet.lastColumn() + 1));
    // Written in that very moment, our values go where the columns were (README, what it cannot promise).
    if (name === 'accounts') edited.columns = true;
    else edited.lines = true;
  };
const deleteSheet =
  (name: Name): Edit =>
  (office, _chance, edited) => {
    const id = idOf(office, name);
    if (id === null) return;
    office.rig.person.deleteSheet(id);
    if (name === 'accounts') edited.all = true;
    edited.lines = true;
  };
const typeInto = (office: Office, row: Row, key: string, text: string): void => {
  const [id, col] = [idOf(office, 'accounts'), office.column('accounts', key)];
  if (id !== null && col > 0) office.rig.person.type(id, row.row, col, text);
};

export const ACCOUNT_EDITS: Readonly<Record<string, Edit>> = {
  sorts: sort('accounts'),
  'sorts the accounts twice': (...all) => {
    sort('accounts')(...all);
    sort('accounts')(...all);
  },
  'renames the Accounts sheet': rename('accounts'),
  'inserts rows': insertRow('accounts'),
  'moves a column': moveColumn('accounts'),
  'inserts a column': insertColumn('accounts'),
  filters: (office, chance) => {
    const [sheet, col] = [office.sheet('accounts'), office.column('accounts', 'state')];
    if (!sheet?.filter || col < sheet.filter.col || col > lastColOf(sheet.filter)) return;
    office.rig.person.setCriteria(sheet.id, col, {
      hidden: [chance.pick(['Not invited', 'Invited', 'Accepted'])],
      condition: null,
    });
  },
  'hides a row': (office, chance) => {
    const [id, row] = [idOf(office, 'accounts'), anyRow(office, chance)];
    if (id !== null && row !== null) office.rig.person.hide(id, 'rows', row.row);
  },
  'deletes a row': (office, chance, edited) => {
    const [id, row] = [idOf(office, 'accounts'), anyRow(office, chance)];
    if (id === null || row === null) return;
    edited.rows.add(addressOf(row));
    office.rig.person.remove(id, 'rows', row.row);
  },
  'types another address': (office, chance, edited) => {
    const row = anyRow(office, chance);
    if (row === null) return;
    const other = `typed${chance.below(100)}@acme.example`;
    edited.rows.add(addressOf(row)).add(other);
    typeInto(office, row, 'email', other);
  },
  'adds a row for an address that is there': (office, chance, edited) => {
    const [sheet, row, col] = [office.sheet('accounts'), anyRow(office, chance), office.column('accounts', 'email')];
    if (sheet === null || row === null || col === 0) return;
    edited.rows.add(addressOf(row));
    office.rig.person.paste(sheet.id, sheet.lastRow() + 1, col, [[addressOf(row)]]);
  },
  'writes a note': (office, chance, edited) => {
    const row = anyRow(office, chance);
    if (row === null || office.column('accounts', 'notes') === 0) return;
    const text = `written ${chance.below(1000)}`;
    edited.notes.set(addressOf(row), text);
    typeInto(office, row, 'notes', text);
  },
  'ticks or clears a mark': (office, chance, edited) => {
    const [id, row] = [idOf(office, 'accounts'), anyRow(office, chance)];
    if (id === null || row === null) return;
    edited.rows.add(addressOf(row));
    office.rig.person.tick(id, row.row, Math.max(1, office.column('accounts', 'mark')));
  },
  'types over our columns': (office, chance, edited) => {
    const row = anyRow(office, chance);
    if (row === null) return;
    edited.typed = true;
    const [key, text] = chance.pick([
      ['state', 'Accepted'],
      ['state', 'hello'],
      ['mails', '7'],
      ['mails', 'many'],
      ['result', 'done?'],
      ['lastAction', ''],
      ['changedAt', 'yesterday'],
      ['seenAt', ''],
    ] as const);
    typeInto(office, row, key, text);
  },
  'deletes a column of ours': (office, chance, edited) => {
    const [id, col] = [
      idOf(office, 'accounts'),
      office.column('accounts', chance.pick(['state', 'mails', 'changedAt', 'lastAction', 'result', 'seenAt'])),
    ];
    if (id === null || col === 0) return;
    edited.columns = true;
    edited.typed = true;
    office.rig.person.remove(id, 'cols', col);
  },
  'deletes the Accounts sheet': deleteSheet('accounts'),
};

export const ACTIVITY_EDITS: Readonly<Record<string, Edit>> = {
  sorts: sort('activity'),
  'renames the Activity sheet': rename('activity'),
  'inserts lines in Activity': insertRow('activity'),
  'moves a column of Activity': moveColumn('activity'),
  'inserts a column in Activity': insertColumn('activity'),
  'deletes a line of Activity': (office, chance, edited) => {
    const [id, row] = [idOf(office, 'activity'), anyRow(office, chance, 'activity')];
    if (id === null || row === null) return;
    edited.lines = true;
    office.rig.person.remove(id, 'rows', row.row);
  },
  'types over an address in Activity': (office, chance, edited) => {
    const [id, row, col] = [
      idOf(office, 'activity'),
      anyRow(office, chance, 'activity'),
      office.column('activity', 'address'),
    ];
    if (id === null || row === null || col === 0 || textOf(row, 'address') === '') return;
    edited.lines = true;
    office.rig.person.type(id, row.row, col, 'somebody@acme.example');
  },
  'writes over a reason in Activity': (office, chance, edited) => {
    const [id, row, col] = [
      idOf(office, 'activity'),
      anyRow(office, chance, 'activity'),
      office.column('activity', 'reason'),
    ];
    if (id === null || row === null || col === 0) return;
    edited.lines = true;
    office.rig.person.type(id, row.row, col, 'my remark');
  },
  'deletes the Activity sheet': deleteSheet('activity'),
};

/** An edit of the family, now; what it was is told. */
export function edit(
  office: Office,
  family: Readonly<Record<string, Edit>>,
  name: string,
  chance: Chance,
  edited: Edited,
): void {
  office.note(`A PERSON ${name}`);
  edited.told.push(name);
  family[name]?.(office, chance, edited);
}
