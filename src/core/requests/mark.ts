// Ticks and clears marks in the Accounts sheet as the sidebar and the menu ask for it.
import { readAddress } from '../accounts/address';
import {
  chosenRows,
  isWithin,
  markedAfter,
  missingColumn,
  MOST_ASKED_HIDDEN,
  type Blocks,
} from '../accounts/mark-filter';
import type { Context } from '../context';
import { answer } from '../contract/answer';
import type { Answer, MarkHow } from '../contract/rpc';

export function markRequests({ ports, words, refuse }: Context) {
  /** `selection`: the rows selected in the Accounts sheet, null when another sheet is in front. */
  function mark(how: MarkHow, selection: () => Blocks | null): Answer<{ marked: number; changed: number }> {
    const sheet = ports.accounts.read();
    if (sheet === null) return refuse('no-sheet');
    const missing = missingColumn(sheet);
    if (missing !== null) return refuse(missing);
    const needsSelection = how === 'selection' || (typeof how === 'object' && how.selected);
    const blocks = needsSelection ? (selection() ?? []) : [];
    const selected = needsSelection ? sheet.rows.filter(row => isWithin(row, blocks)) : [];
    if (needsSelection && !selected.some(row => readAddress(row.email).ok))
      return refuse(selected.length === 0 ? 'selection-elsewhere' : 'selection-invalid');
    let chosen = chosenRows(sheet.rows, how, blocks, ports.clock.now());
    if (typeof how === 'object' && how.visible) {
      if (chosen.length > MOST_ASKED_HIDDEN)
        return refuse('too-many-rows', words.tooManyRows(chosen.length, MOST_ASKED_HIDDEN));
      const hidden = ports.accounts.hidden(chosen.map(row => row.row));
      chosen = chosen.filter(row => !hidden.has(row.row));
    }
    if (chosen.length > 0)
      ports.accounts.setMarks(
        chosen.map(row => row.row),
        how !== 'none',
      );
    ports.flush();
    return answer({ marked: markedAfter(sheet.rows, chosen, how !== 'none'), changed: chosen.length });
  }

  return { mark };
}
