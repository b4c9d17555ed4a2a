// The whole page: bars, sheet, the add-on's sidebar, the drawer, and what pops up over them.
import { useState } from 'preact/hooks';
import { AddOnFrame } from './addon-frame';
import { enter } from './commands';
import { Dialogs, Toasts } from './dialogs';
import { Drawer } from './drawer';
import { Find } from './find';
import { FilterPanel } from './filter-panel';
import { Grid } from './grid';
import { Icon } from './icons';
import { item, PopupMenu } from './menu';
import { contextItems } from './menus';
import { SheetTabs } from './sheet-tabs';
import { Toolbar, TopBar } from './top-bar';
import { useWorkbook } from './use-workbook';
import type { Workbook } from './workbook';

type Popup =
  | { readonly kind: 'context'; readonly about: 'cell' | 'rows' | 'cols'; readonly x: number; readonly y: number }
  | { readonly kind: 'list'; readonly row: number; readonly col: number; readonly under: DOMRect }
  | { readonly kind: 'filter'; readonly col: number; readonly under: DOMRect };

export function App({ book }: { readonly book: Workbook }) {
  useWorkbook(book);
  const [popup, setPopup] = useState<Popup | null>(null);
  const close = (): void => {
    setPopup(null);
    book.focusGrid();
  };
  const { sidebar, words } = book;
  const { data } = book;
  const isNew = sidebar === null && data !== null && data.isEmpty && data.charts.length === 0 && book.typing === null;
  return (
    <>
      <header>
        <TopBar book={book} />
        <Toolbar book={book} />
      </header>
      <main>
        {book.drawer && book.world !== null ? <Drawer book={book} world={book.world} /> : null}
        <div class="sheet" aria-busy={book.data === null}>
          <Grid
            book={book}
            menus={{
              onContextMenu: (at, about) => {
                setPopup({ kind: 'context', about, ...at });
              },
              onList: (row, col, under) => {
                setPopup({ kind: 'list', row, col, under });
              },
              onFilter: (col, under) => {
                setPopup({ kind: 'filter', col, under });
              },
            }}
          />
          {isNew ? <p class="hint">{words.begin(book.addOn)}</p> : null}
          {book.finding ? <Find book={book} close={() => book.find(false)} /> : null}
          <SheetTabs book={book} />
        </div>
        {sidebar === null ? null : (
          <aside class="sidebar" aria-label={sidebar.title}>
            <header>
              <h2>{sidebar.title}</h2>
              <button
                type="button"
                class="close"
                aria-label={words.closeSidebar}
                onClick={() => {
                  book.closeSidebar();
                }}
              >
                <Icon name="close" />
              </button>
            </header>
            <AddOnFrame
              book={book}
              view={sidebar}
              close={() => {
                book.closeSidebar();
              }}
            />
          </aside>
        )}
      </main>
      {popup === null ? null : <Over book={book} popup={popup} close={close} />}
      <Toasts book={book} />
      <Dialogs book={book} />
    </>
  );
}

function Over({ book, popup, close }: { readonly book: Workbook; readonly popup: Popup; readonly close: () => void }) {
  const { data } = book;
  if (data === null) return null;
  if (popup.kind === 'context')
    return (
      <PopupMenu
        key={`${popup.x} ${popup.y}`}
        label="Cell"
        items={contextItems(book, popup.about)}
        x={popup.x}
        y={popup.y}
        close={close}
      />
    );
  if (popup.kind === 'filter')
    return <FilterPanel key={popup.col} book={book} data={data} col={popup.col} under={popup.under} close={close} />;
  const choices = data.cell(popup.row, popup.col).look.list ?? [];
  return (
    <PopupMenu
      label="Choices"
      items={choices.map(choice =>
        item(choice, () => {
          enter(book, popup.row, popup.col, choice);
        }),
      )}
      x={popup.under.left}
      y={popup.under.bottom}
      close={close}
    />
  );
}
