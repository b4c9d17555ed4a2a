// What the button in a filtered header opens: sort, a word that must be contained, and the values to show.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { sort } from './commands';
import type { SheetData } from './sheet-data';
import type { Workbook } from './workbook';

const SHOWN_VALUES = 500;

export function FilterPanel({
  book,
  data,
  col,
  under,
  close,
}: {
  readonly book: Workbook;
  readonly data: SheetData;
  readonly col: number;
  readonly under: DOMRect;
  readonly close: () => void;
}) {
  const { filter, criteria } = data.view;
  const old = criteria[col];
  const [hidden, setHidden] = useState(() => new Set(old?.hidden ?? []));
  const oldWord = old?.condition?.type === 'TEXT_CONTAINS' ? String(old.condition.values[0] ?? '') : '';
  const [search, setSearch] = useState('');
  const panel = useRef<HTMLFormElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  // Read when it is applied: Enter may come before what was typed has been drawn.
  const word = useRef<HTMLInputElement>(null);
  // Before anything is drawn: a focus that comes later would take keys from wherever the person has gone.
  useLayoutEffect(() => {
    first.current?.focus();
    const outside = (event: Event): void => {
      if (event.target instanceof Node && panel.current?.contains(event.target) === false) close();
    };
    addEventListener('pointerdown', outside, true);
    return () => {
      removeEventListener('pointerdown', outside, true);
    };
  }, []);
  if (filter === null) return null;
  const { words } = book;
  const values = data.distinct(col, filter.row + 1, Math.min(filter.row + filter.rows - 1, data.extent().row));
  const found = values.filter(value => value.toLowerCase().includes(search.toLowerCase()));
  const apply = (): void => {
    const wanted = word.current?.value.trim() ?? '';
    const condition = wanted === '' ? null : { type: 'TEXT_CONTAINS', values: [wanted] };
    const chosen = values.filter(value => hidden.has(value));
    void book.edit({
      edit: 'criteria',
      sheet: book.active,
      col,
      criteria: condition === null && chosen.length === 0 ? null : { hidden: chosen, condition },
    });
    close();
  };
  const setAll = (show: boolean): void => {
    setHidden(new Set(values.filter(value => (found.includes(value) ? !show : hidden.has(value)))));
  };
  return (
    <form
      class="filter-panel"
      aria-label={words.filterPanel}
      ref={panel}
      style={{
        left: `${Math.min(under.left, innerWidth - 270)}px`,
        top: `${Math.min(under.bottom, innerHeight - 430)}px`,
      }}
      onKeyDown={event => {
        if (event.key === 'Escape') close();
      }}
      onSubmit={event => {
        event.preventDefault();
        apply();
      }}
    >
      <button
        type="button"
        ref={first}
        onClick={() => {
          sort(book, true, col);
          close();
        }}
      >
        {words.sortColumn(true)}
      </button>
      <button
        type="button"
        onClick={() => {
          sort(book, false, col);
          close();
        }}
      >
        {words.sortColumn(false)}
      </button>
      <label>
        {words.contains}
        <input type="text" ref={word} defaultValue={oldWord} />
      </label>
      <label>
        {words.findValues}
        <input
          type="search"
          value={search}
          onInput={event => {
            setSearch(event.currentTarget.value);
          }}
        />
      </label>
      <p>
        <button
          type="button"
          class="link"
          onClick={() => {
            setAll(true);
          }}
        >
          {words.selectAll(found.length)}
        </button>
        <button
          type="button"
          class="link"
          onClick={() => {
            setAll(false);
          }}
        >
          {words.clearAll}
        </button>
      </p>
      <ul aria-label={words.values}>
        {found.slice(0, SHOWN_VALUES).map(value => (
          <li key={value}>
            <label>
              <input
                type="checkbox"
                checked={!hidden.has(value)}
                onChange={event => {
                  const next = new Set(hidden);
                  if (event.currentTarget.checked) next.delete(value);
                  else next.add(value);
                  setHidden(next);
                }}
              />
              {value === '' ? words.blanks : value}
            </label>
          </li>
        ))}
        {found.length > SHOWN_VALUES ? <li>{words.moreValues(found.length - SHOWN_VALUES)}</li> : null}
      </ul>
      <div class="buttons">
        <button type="button" onClick={close}>
          {words.buttons.CANCEL}
        </button>
        <button type="submit" class="main">
          {words.buttons.OK}
        </button>
      </div>
    </form>
  );
}
