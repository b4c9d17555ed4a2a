// Which columns of a table are read: the work address, and others that a person picks.
import type { JSX } from 'preact';
import type { ListColumn } from '../../core/contract/rpc';
import { Quiet } from './text';
import { Tick } from './tick';
import { words } from '../words';

type Props = {
  readonly columns: readonly ListColumn[];
  readonly off: boolean;
  readonly pick: (columns: readonly number[]) => void;
};

export function Columns({ columns, off, pick }: Props): JSX.Element {
  const chosen = columns.filter(column => column.chosen).map(({ at }) => at);
  return (
    <fieldset>
      <legend>{words.check.columns}</legend>
      {columns.map(({ at, name, count, chosen: isChosen }) => (
        <Tick
          key={at}
          on={isChosen}
          off={off || (isChosen && chosen.length === 1)}
          set={() => pick(isChosen ? chosen.filter(one => one !== at) : [...chosen, at])}
        >
          {name === '' ? words.check.column(at + 1) : name} <span class="quiet">({words.number(count)})</span>
        </Tick>
      ))}
      <Quiet>{words.check.columnsHelp}</Quiet>
    </fieldset>
  );
}
