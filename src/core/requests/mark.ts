// Ticks and clears marks in the Accounts sheet as the sidebar and the menu ask for it.
import { readAddress } from '../accounts/address';
import { chosenRows, faultOfFilter, isWithin, missingColumn, plain, type Blocks } from '../accounts/mark-filter';
import type { Context } from '../context';
import { answer } from '../contract/answer';
import type { Answer, ColumnValues, Marked, MarkHow } from '../contract/rpc';
import { markRows } from '../sheets/mark-rows';
import { keptNumbers, numbersOf, wasInvited, type Numbers } from '../sheets/numbers';

/** Of a column, so many texts are offered: more nobody reads through. */
const OFFERED = 20;
/** A longer text is no value to choose by. */
const LONGEST_OFFERED = 100;

export function markRequests({ ports, refuse }: Context) {
  /** `selection`: the rows selected in the Accounts sheet, null when another sheet is in front. */
  function mark(how: MarkHow, selection: () => Blocks | null): Answer<Marked> {
    const filter = typeof how === 'object' && !('addresses' in how) ? how : null;
    const fault = filter && faultOfFilter(filter);
    if (fault !== null) return refuse(fault === 'nothing' ? 'mark-nothing' : 'mark-never');
    const sheet = ports.accounts.read();
    if (sheet === null) return refuse('no-sheet');
    const missing = missingColumn(sheet);
    if (missing !== null) return refuse(missing);
    const wanted: { readonly says: string; readonly cells: readonly string[] }[] = [];
    for (const { header, says } of filter?.cells ?? []) {
      const cells = ports.accounts.cellsUnder(header);
      if (cells === null) return refuse('column-gone');
      wanted.push({ says: plain(says), cells });
    }
    const needsSelection = how === 'selection' || filter?.selected === true;
    const blocks = needsSelection ? (selection() ?? []) : [];
    const selected = needsSelection ? sheet.rows.filter(row => isWithin(row, blocks)) : [];
    if (needsSelection && !selected.some(row => readAddress(row.email).ok))
      return refuse(selected.length === 0 ? 'selection-elsewhere' : 'selection-invalid');
    const fitting = chosenRows(sheet.rows, how, blocks, ports.clock.now()).filter(
      row =>
        (how !== 'neverInvited' || !wasInvited(row)) &&
        wanted.every(({ says, cells }) => plain(cells[row.row - 2] ?? '') === says),
    );
    // A mark is cleared wherever it is; nobody is mailed whom the person does not see, unless they said so.
    const hidden =
      how === 'none' || filter?.visible === false
        ? new Set<number>()
        : ports.accounts.hidden(fitting.map(row => row.row));
    const chosen = fitting.filter(row => !hidden.has(row.row));
    const rows = markRows(ports, sheet, chosen);
    if (rows === null) return refuse('rows-moved');
    ports.flush();
    const numbers = numbersOf(rows);
    keep(numbers);
    const { marked, markedFor } = numbers;
    return answer({ marked, markedFor, changed: chosen.length, hidden: hidden.size });
  }

  /** For the next sidebar that opens: it does not matter if the store refuses it. */
  function keep(numbers: Numbers): void {
    const { store, clock } = ports;
    try {
      store.setAll(keptNumbers(numbers, clock.now()));
    } catch {
      return;
    }
  }

  function columnValues(header: string): Answer<ColumnValues> {
    const cells = ports.accounts.cellsUnder(header);
    if (cells === null) return refuse('column-gone');
    const counts = new Map<string, number>();
    for (const cell of cells) {
      const text = cell.trim().replace(/\s+/g, ' ');
      if (text !== '' && text.length <= LONGEST_OFFERED) counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    return answer([...counts].sort(([, one], [, other]) => other - one).slice(0, OFFERED));
  }

  return { mark, markColumns: () => answer(ports.accounts.headers()), columnValues };
}
