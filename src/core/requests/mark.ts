// Ticks and clears marks in the Accounts sheet as the sidebar and the menu ask for it.
import { readAddress } from '../accounts/address';
import {
  chosenRows,
  faultOfFilter,
  isWithin,
  markedAfter,
  missingColumn,
  plain,
  type Blocks,
} from '../accounts/mark-filter';
import type { Context } from '../context';
import { answer } from '../contract/answer';
import type { Answer, Marked, MarkHow } from '../contract/rpc';
import { keptNumbers, numbersOf } from '../sheets/numbers';

export function markRequests({ ports, refuse }: Context) {
  /** `selection`: the rows selected in the Accounts sheet, null when another sheet is in front. */
  function mark(how: MarkHow, selection: () => Blocks | null): Answer<Marked> {
    const fault = typeof how === 'object' && !('addresses' in how) ? faultOfFilter(how) : null;
    if (fault !== null) return refuse(fault === 'nothing' ? 'mark-nothing' : 'mark-never');
    const sheet = ports.accounts.read();
    if (sheet === null) return refuse('no-sheet');
    const missing = missingColumn(sheet);
    if (missing !== null) return refuse(missing);
    const filter = typeof how === 'object' && !('addresses' in how) ? how : null;
    const cell = filter?.cell ?? null;
    const cells = cell === null ? [] : ports.accounts.cellsUnder(cell.header);
    if (cells === null) return refuse('column-gone');
    const needsSelection = how === 'selection' || filter?.selected === true;
    const blocks = needsSelection ? (selection() ?? []) : [];
    const selected = needsSelection ? sheet.rows.filter(row => isWithin(row, blocks)) : [];
    if (needsSelection && !selected.some(row => readAddress(row.email).ok))
      return refuse(selected.length === 0 ? 'selection-elsewhere' : 'selection-invalid');
    const says = plain(cell?.says ?? '');
    const fitting = chosenRows(sheet.rows, how, blocks, ports.clock.now()).filter(
      ({ row }) => cell === null || plain(cells[row - 2] ?? '') === says,
    );
    // A mark is cleared wherever it is; nobody is mailed whom the person does not see, unless they said so.
    const hidden =
      how === 'none' || filter?.visible === false
        ? new Set<number>()
        : ports.accounts.hidden(fitting.map(row => row.row));
    const chosen = fitting.filter(row => !hidden.has(row.row));
    if (chosen.length > 0)
      ports.accounts.setMarks(
        chosen.map(row => row.row),
        how !== 'none',
      );
    ports.flush();
    const marked = markedAfter(sheet.rows, chosen, how !== 'none');
    keepMarked(sheet.rows, marked);
    return answer({
      marked,
      changed: chosen.length,
      hidden: hidden.size,
    });
  }

  /** For the next sidebar that opens: it does not matter if the store refuses it. */
  function keepMarked(rows: Parameters<typeof numbersOf>[0], marked: number): void {
    const { store, clock } = ports;
    try {
      store.setAll(keptNumbers({ ...numbersOf(rows), marked }, clock.now()));
    } catch {
      return;
    }
  }

  return { mark, markColumns: () => answer(ports.accounts.headers()) };
}
