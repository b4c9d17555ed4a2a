// A list of addresses that may be tens of thousands long: drawn in chunks as it is scrolled, with a search when it is
// long.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Quiet } from './text';
import { words } from '../words';
import { Fold } from './fold';

const { preview } = words;

/** Behind its title, until somebody opens it. */
export const AddressFold = ({
  addresses,
  text,
  title = text,
  below,
  note,
}: {
  readonly addresses: readonly string[];
  readonly text: string;
  readonly title?: ComponentChildren;
  readonly below?: JSX.Element;
  readonly note?: (address: string) => string;
}): JSX.Element => (
  <Fold title={title}>
    {() => (
      <>
        <AddressList addresses={addresses} label={text} note={note} />
        {below}
      </>
    )}
  </Fold>
);

/** Few enough to draw at once, enough to fill the box twice over. */
const CHUNK = 100;
const SEARCH_FROM = 20;

const Behind = ({ note }: { readonly note: string }): JSX.Element | null =>
  note === '' ? null : <span class="quiet"> · {note}</span>;

/** `note`: what stands behind an address, '' for nothing. */
export function AddressList({
  addresses,
  label,
  note,
}: {
  readonly addresses: readonly string[];
  readonly label: string;
  readonly note?: ((address: string) => string) | undefined;
}): JSX.Element {
  const [find, setFind] = useState('');
  const [chunks, setChunks] = useState(1);
  const found = useMemo(() => {
    const part = find.trim().toLowerCase();
    return part === '' ? addresses : addresses.filter(address => address.toLowerCase().includes(part));
  }, [addresses, find]);
  useEffect(() => setChunks(1), [found]);

  const shown = Math.min(chunks * CHUNK, found.length);
  const starts = Array.from({ length: Math.ceil(shown / CHUNK) }, (_, index) => index * CHUNK);
  const more = (event: Event & { readonly currentTarget: HTMLElement }): void => {
    const { scrollTop, clientHeight, scrollHeight } = event.currentTarget;
    if (shown < found.length && scrollTop + 2 * clientHeight > scrollHeight) setChunks(chunks + 1);
  };
  return (
    <div class="addresses">
      {addresses.length > SEARCH_FROM && (
        <>
          <input
            type="search"
            aria-label={preview.find}
            placeholder={preview.find}
            value={find}
            onInput={event => setFind(event.currentTarget.value)}
          />
          <p class="quiet" role="status">
            {find.trim() === ''
              ? ''
              : found.length === 0
                ? preview.noneFound
                : preview.found(found.length, addresses.length)}
          </p>
        </>
      )}
      {found.length > 0 && (
        <div class="scroll" role="region" aria-label={label} tabIndex={0} onScroll={more}>
          {starts.map(start => (
            <ul key={start}>
              {found.slice(start, start + CHUNK).map((address, index) => (
                <li key={start + index}>
                  {address}
                  <Behind note={note?.(address) ?? ''} />
                </li>
              ))}
            </ul>
          ))}
        </div>
      )}
      {shown < found.length && <Quiet>{preview.first(shown, found.length)}</Quiet>}
    </div>
  );
}
