// Finds a text in what the sheet in front shows, as Ctrl+F does in Sheets.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icons';
import { at, type Spot } from './selection';
import type { Workbook } from './workbook';

/** Row by row, in what can be seen. */
function spotsOf({ data }: Workbook, text: string): Spot[] {
  const wanted = text.toLowerCase();
  if (data === null || wanted === '') return [];
  return data.rows.flatMap(row =>
    data.cols.filter(col => data.cell(row, col).shown.toLowerCase().includes(wanted)).map(col => ({ row, col })),
  );
}

const isBehind = (spot: Spot, other: Spot): boolean =>
  spot.row > other.row || (spot.row === other.row && spot.col > other.col);

export function Find({ book, close }: { readonly book: Workbook; readonly close: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const { words } = book;
  const spots = spotsOf(book, text);
  const { active } = book.selection;
  const here = spots.findIndex(({ row, col }) => row === active.row && col === active.col);
  const go = (by: -1 | 1): void => {
    const behind = spots.findIndex(spot => isBehind(spot, active));
    const ahead = behind < 0 ? spots.length : behind;
    const next = by > 0 ? ahead : (here < 0 ? ahead : here) - 1;
    const spot = spots[(next + spots.length) % spots.length];
    if (spot !== undefined) book.select(at(spot.row, spot.col));
  };
  // At once: the next key must not reach the cells.
  useLayoutEffect(() => {
    input.current?.focus();
  }, []);
  return (
    <div
      class="find"
      role="search"
      onKeyDown={event => {
        if (event.key === 'Escape') close();
        else if (event.key === 'Enter' && event.target === input.current) go(event.shiftKey ? -1 : 1);
        else return;
        event.preventDefault();
      }}
    >
      <input
        ref={input}
        type="text"
        aria-label={words.find}
        value={text}
        onInput={event => {
          setText(event.currentTarget.value);
        }}
      />
      <output>{text === '' ? '' : words.found(here + 1, spots.length)}</output>
      <FindButton label={words.previous} icon="up" run={() => go(-1)} />
      <FindButton label={words.next} icon="down" run={() => go(1)} />
      <FindButton label={words.close} icon="close" run={close} />
    </div>
  );
}

function FindButton({
  label,
  icon,
  run,
}: {
  readonly label: string;
  readonly icon: 'up' | 'down' | 'close';
  readonly run: () => void;
}) {
  return (
    <button type="button" aria-label={label} title={label} onClick={run}>
      <Icon name={icon} />
    </button>
  );
}
