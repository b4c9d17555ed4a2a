// In the form that marks rows: a column, and what its cells must say, with what they say most often to choose from.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ColumnValues, MarkFilter } from '../../../core/contract/rpc';
import { Field } from '../../parts/field';
import type { App } from '../../state/app';
import { words } from '../../words';

export type Cell = MarkFilter['cells'][number];
const { form } = words.marks;

export function MarkCell({
  app,
  at,
  headers,
  cell: { header, says },
  change,
}: {
  readonly app: App;
  readonly at: number;
  readonly headers: readonly string[];
  readonly cell: Cell;
  readonly change: (cell: Cell) => void;
}): JSX.Element {
  const [values, setValues] = useState<ColumnValues>([]);
  useEffect(() => {
    let current = true;
    setValues([]);
    // What is not known can be typed all the same.
    if (header !== '')
      void app.reads.columnValues(header).then(answer => {
        if (current && answer.ok) setValues(answer.value);
      });
    return () => {
      current = false;
    };
  }, [app, header]);
  return (
    <>
      <Field id={`mark-column-${at}`} label={at === 0 ? form.column : form.also}>
        {({ id }) => (
          <select id={id} value={header} onChange={event => change({ header: event.currentTarget.value, says: '' })}>
            <option value="">{form.anyState}</option>
            {headers.map(each => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        )}
      </Field>
      {header !== '' && (
        <Field id={`mark-says-${at}`} label={form.says(header)}>
          {common => (
            <>
              <input
                {...common}
                list={`mark-values-${at}`}
                value={says}
                onInput={event => change({ header, says: event.currentTarget.value })}
              />
              <datalist id={`mark-values-${at}`}>
                {values.map(([text, cells]) => (
                  <option key={text} value={text}>
                    {words.number(cells)}
                  </option>
                ))}
              </datalist>
            </>
          )}
        </Field>
      )}
    </>
  );
}
