// What stands in the menus: the workbench's own few, the add-on's as it built them, and those of the right mouse
// button.
import type { Axis, Menu } from '../protocol';
import {
  chosen,
  hiddenNear,
  hide,
  insert,
  moveColumns,
  remove,
  sort,
  toggleFilter,
  toggleTable,
  unhide,
} from './commands';
import { item, type MenuItem, separator } from './menu';
import { letters } from './sheet-data';
import type { Workbook } from './workbook';

function addOnItems(book: Workbook, { entries }: Menu): MenuItem[] {
  return entries.map(entry =>
    entry.kind === 'separator'
      ? separator
      : entry.kind === 'menu'
        ? { kind: 'menu', label: entry.caption, items: addOnItems(book, { ...entry, addon: true }) }
        : item(entry.caption, () => {
            void book.choose(entry.functionName);
          }),
  );
}

export type BarMenu = { readonly label: string; readonly items: readonly MenuItem[] };

export function barMenus(book: Workbook): BarMenu[] {
  const { words } = book;
  const addOns: MenuItem[] = book.menus
    .filter(menu => menu.addon)
    .map(menu => ({
      kind: 'menu',
      label: menu.caption === '' ? book.addOn : menu.caption,
      items: addOnItems(book, menu),
    }));
  const column = letters(book.selection.active.col);
  const hasFilter = book.data?.view.filter !== null;
  const hasTable = (book.data?.view.tables.length ?? 0) > 0;
  return [
    {
      label: words.edit,
      items: [
        item(words.undo, () => {
          book.undo('undo');
        }),
        item(words.redo, () => {
          book.undo('redo');
        }),
        separator,
        item(words.find, () => {
          book.find(true);
        }),
      ],
    },
    {
      label: words.insert,
      items: [
        ...rowItems(book).slice(0, 2),
        separator,
        ...columnItems(book).slice(0, 2),
        separator,
        item(words.sheet, () => {
          void book.edit({ edit: 'addSheet' });
        }),
      ],
    },
    {
      label: words.data,
      items: [
        item(words.sortBy(column, true), () => {
          sort(book, true);
        }),
        item(words.sortBy(column, false), () => {
          sort(book, false);
        }),
        separator,
        item(hasFilter ? words.noFilter : words.filter, () => {
          toggleFilter(book);
        }),
        item(hasTable ? words.noTable : words.table, () => {
          toggleTable(book);
        }),
      ],
    },
    {
      label: words.extensions,
      items: addOns.length === 0 ? [item(words.noAddOn, () => undefined, true)] : addOns,
    },
    ...book.menus.filter(menu => !menu.addon).map(menu => ({ label: menu.caption, items: addOnItems(book, menu) })),
    {
      label: words.help,
      items: [
        item(words.keys, () => {
          book.tell(words.keys, words.keyList);
        }),
      ],
    },
  ];
}

const axisWord = (axis: Axis) => (axis === 'rows' ? 'rows' : 'columns');

function hiddenItems(book: Workbook, axis: Axis): MenuItem[] {
  const { words } = book;
  const { count } = chosen(book, axis);
  const hidden = hiddenNear(book, axis);
  return [
    item(words.hide(words[axisWord(axis)](count)), () => {
      hide(book, axis);
    }),
    ...(hidden.length === 0
      ? []
      : [
          item(words.unhide(words[axisWord(axis)](hidden.length)), () => {
            unhide(book, axis);
          }),
        ]),
  ];
}

export function rowItems(book: Workbook): MenuItem[] {
  const { count } = chosen(book, 'rows');
  const { words } = book;
  const rows = words.rows(count);
  return [
    item(words.above(rows), () => {
      insert(book, 'rows', 'before');
    }),
    item(words.below(rows), () => {
      insert(book, 'rows', 'after');
    }),
    item(words.remove(rows), () => {
      remove(book, 'rows');
    }),
    ...hiddenItems(book, 'rows'),
  ];
}

export function columnItems(book: Workbook): MenuItem[] {
  const { count, first, last } = chosen(book, 'cols');
  const { words } = book;
  const columns = words.columns(count);
  const most = book.data?.view.maxColumns ?? last;
  return [
    item(words.left(columns), () => {
      insert(book, 'cols', 'before');
    }),
    item(words.right(columns), () => {
      insert(book, 'cols', 'after');
    }),
    item(words.remove(columns), () => {
      remove(book, 'cols');
    }),
    ...hiddenItems(book, 'cols'),
    item(
      words.moveLeft(columns),
      () => {
        moveColumns(book, -1);
      },
      first === 1,
    ),
    item(
      words.moveRight(columns),
      () => {
        moveColumns(book, 1);
      },
      last === most,
    ),
  ];
}

const sortItems = (book: Workbook): MenuItem[] => [
  item(book.words.sort(true), () => {
    sort(book, true);
  }),
  item(book.words.sort(false), () => {
    sort(book, false);
  }),
  item(book.data?.view.filter === null ? book.words.filter : book.words.noFilter, () => {
    toggleFilter(book);
  }),
];

export function contextItems(book: Workbook, about: 'cell' | 'rows' | 'cols'): MenuItem[] {
  if (about === 'rows') return rowItems(book);
  if (about === 'cols') return [...columnItems(book), separator, ...sortItems(book)];
  return [...rowItems(book), separator, ...columnItems(book), separator, ...sortItems(book)];
}
