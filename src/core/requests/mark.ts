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
import { answer } from '../contract/answer';
import type { ProblemCode } from '../contract/codes';
import type { Answer, MarkHow } from '../contract/rpc';
import type { Deps } from '../ports';
import type { Words } from '../words';

export function makeMarking(deps: Deps, words: Words, no: (code: ProblemCode, detail?: string) => Answer<never>) {
  /** `selection`: the rows selected in the Accounts sheet, null when another sheet is in front. */
  function mark(how: MarkHow, selection: () => Blocks | null): Answer<{ marked: number; changed: number }> {
    const sheet = deps.accounts.read();
    if (sheet === null) return no('no-sheet');
    const missing = missingColumn(sheet);
    if (missing !== null) return no(missing);
    const needsSelection = how === 'selection' || (typeof how === 'object' && how.selected);
    const blocks = needsSelection ? (selection() ?? []) : [];
    const selected = needsSelection ? sheet.rows.filter(row => isWithin(row, blocks)) : [];
    if (needsSelection && !selected.some(row => readAddress(row.email).ok))
      return no(selected.length === 0 ? 'selection-elsewhere' : 'selection-invalid');
    let chosen = chosenRows(sheet.rows, how, blocks, deps.clock.now());
    if (typeof how === 'object' && how.visible) {
      if (chosen.length > MOST_ASKED_HIDDEN)
        return no('too-many-rows', words.tooManyRows(chosen.length, MOST_ASKED_HIDDEN));
      const hidden = deps.accounts.hidden(chosen.map(row => row.row));
      chosen = chosen.filter(row => !hidden.has(row.row));
    }
    if (chosen.length > 0)
      deps.accounts.setMarks(
        chosen.map(row => row.row),
        how !== 'none',
      );
    return answer({ marked: markedAfter(sheet.rows, chosen, how !== 'none'), changed: chosen.length });
  }

  return { mark };
}
