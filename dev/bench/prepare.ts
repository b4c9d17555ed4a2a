// What a row finds in the spreadsheet before it is measured, put there as a person's hand would: through the stand-in,
// not through functions of the add-on, which two builds may not share.
import type { Cell, SheetModel } from '../platform';
import { insert } from '../platform/sheet-structure';
import type { Rig } from '../rig';

const isAddress = (cell: unknown): cell is string => typeof cell === 'string' && cell.includes('@');

function sheetOf(rig: Rig, name: string): SheetModel {
  const sheet = rig.spreadsheet.sheetNamed(name);
  if (sheet === null) throw new Error(`There is no sheet ${name}.`);
  return sheet;
}

/** Whether the sheet Accounts has addresses down to where that many of them end. */
export const hasAccounts = (rig: Rig, accounts: number): boolean =>
  rig.spreadsheet.sheetNamed('Accounts')?.rows[accounts]?.cells.some(isAddress) === true;

function tick(sheet: SheetModel, row: number, rows: number): void {
  const col = sheet.columns.findIndex((_column, at) => sheet.style(2, at + 1).validation?.kind === 'checkbox') + 1;
  if (col === 0) throw new Error('The sheet has no tick boxes.');
  sheet.put({ row, col, rows, cols: 1 }, () => true);
}

export const tickAll = (rig: Rig, accounts: number): void => {
  tick(sheetOf(rig, 'Accounts'), 2, accounts);
};

/** Ticks the first account that was not invited yet, and gives its address. */
export function tickOne(rig: Rig): string {
  const sheet = sheetOf(rig, 'Accounts');
  for (const [at, row] of sheet.rows.entries()) {
    const address = row?.cells.find(isAddress);
    if (address === undefined || rig.world.accounts.get(address)?.shown.state !== 'NOT_YET_SENT') continue;
    tick(sheet, at + 1, 1);
    return address;
  }
  throw new Error('Nobody can be invited.');
}

/** Copies the one line of a job as often as it takes, each for another address, a hundred of them for each past job. */
export function fillActivity(rig: Rig, lines: number, { id, address }: { id: string; address: string }): void {
  const sheet = sheetOf(rig, 'Activity');
  const last = sheet.lastRow();
  const line = sheet.rows[last - 1]?.cells.slice() ?? [];
  if (!line.includes(address)) throw new Error('The last line of Activity is not about the address that was mailed.');
  const copied = (cell: Cell, n: number): Cell => {
    if (cell === address) return `person${n}@${address.slice(address.indexOf('@') + 1)}`;
    return cell === id ? `${id.slice(0, -4)}${String(Math.floor(n / 100)).padStart(4, '0')}` : cell;
  };
  const more = lines - last + 1;
  insert(sheet, 'rows', sheet.maxRows + 1, more, last);
  sheet.put({ row: last + 1, col: 1, rows: more, cols: line.length }, (row, col) => copied(line[col] ?? '', row));
}
