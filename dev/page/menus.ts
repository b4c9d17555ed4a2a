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

const counted = (count: number, one: string, many: string): string => (count === 1 ? one : `${count} ${many}`);

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
  const addOns: MenuItem[] = book.menus
    .filter(menu => menu.addon)
    .map(menu => ({
      kind: 'menu',
      label: menu.caption === '' ? book.addOn : menu.caption,
      items: addOnItems(book, menu),
    }));
  const hasFilter = book.data?.view.filter !== null;
  const hasTable = (book.data?.view.tables.length ?? 0) > 0;
  return [
    {
      label: 'Insert',
      items: [
        ...rowItems(book).slice(0, 2),
        separator,
        ...columnItems(book).slice(0, 2),
        separator,
        item('Sheet', () => {
          void book.edit({ edit: 'addSheet' });
        }),
      ],
    },
    {
      label: 'Data',
      items: [
        item(`Sort sheet by column ${letters(book.selection.active.col)}, A to Z`, () => {
          sort(book, true);
        }),
        item(`Sort sheet by column ${letters(book.selection.active.col)}, Z to A`, () => {
          sort(book, false);
        }),
        separator,
        item(hasFilter ? 'Remove filter' : 'Create a filter', () => {
          toggleFilter(book);
        }),
        item(hasTable ? 'Convert tables to cells' : 'Convert to table', () => {
          toggleTable(book);
        }),
      ],
    },
    {
      label: 'Extensions',
      items: addOns.length === 0 ? [item('No add-on has made a menu', () => undefined, true)] : addOns,
    },
    ...book.menus.filter(menu => !menu.addon).map(menu => ({ label: menu.caption, items: addOnItems(book, menu) })),
  ];
}

function hiddenItems(book: Workbook, axis: Axis, many: string): MenuItem[] {
  const { count } = chosen(book, axis);
  const hidden = hiddenNear(book, axis);
  const word = axis === 'rows' ? 'row' : 'column';
  return [
    item(`Hide ${counted(count, word, many)}`, () => {
      hide(book, axis);
    }),
    ...(hidden.length === 0
      ? []
      : [
          item(`Unhide ${counted(hidden.length, word, many)}`, () => {
            unhide(book, axis);
          }),
        ]),
  ];
}

export function rowItems(book: Workbook): MenuItem[] {
  const { count } = chosen(book, 'rows');
  const rows = counted(count, 'row', 'rows');
  return [
    item(`Insert ${rows} above`, () => {
      insert(book, 'rows', 'before');
    }),
    item(`Insert ${rows} below`, () => {
      insert(book, 'rows', 'after');
    }),
    item(`Delete ${rows}`, () => {
      remove(book, 'rows');
    }),
    ...hiddenItems(book, 'rows', 'rows'),
  ];
}

export function columnItems(book: Workbook): MenuItem[] {
  const { count, first, last } = chosen(book, 'cols');
  const columns = counted(count, 'column', 'columns');
  const most = book.data?.view.maxColumns ?? last;
  return [
    item(`Insert ${columns} left`, () => {
      insert(book, 'cols', 'before');
    }),
    item(`Insert ${columns} right`, () => {
      insert(book, 'cols', 'after');
    }),
    item(`Delete ${columns}`, () => {
      remove(book, 'cols');
    }),
    ...hiddenItems(book, 'cols', 'columns'),
    item(
      `Move ${columns} left`,
      () => {
        moveColumns(book, -1);
      },
      first === 1,
    ),
    item(
      `Move ${columns} right`,
      () => {
        moveColumns(book, 1);
      },
      last === most,
    ),
  ];
}

const sortItems = (book: Workbook): MenuItem[] => [
  item('Sort sheet A to Z', () => {
    sort(book, true);
  }),
  item('Sort sheet Z to A', () => {
    sort(book, false);
  }),
  item(book.data?.view.filter === null ? 'Create a filter' : 'Remove filter', () => {
    toggleFilter(book);
  }),
];

export function contextItems(book: Workbook, about: 'cell' | 'rows' | 'cols'): MenuItem[] {
  if (about === 'rows') return rowItems(book);
  if (about === 'cols') return [...columnItems(book), separator, ...sortItems(book)];
  return [...rowItems(book), separator, ...columnItems(book), separator, ...sortItems(book)];
}
