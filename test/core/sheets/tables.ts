// The two implementations of the port Table, for the suite that both must pass: the one in memory, and the server's
// over the stand-in of the platform. And what a person does to the sheet behind each.
import * as esbuild from 'esbuild';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRig } from '../../../dev/rig';
import type { AccountRow } from '../../../src/core/contract/rows';
import type { Table } from '../../../src/core/ports';
import { ACCOUNT_COLUMNS } from '../../../src/core/sheets/columns';
import { wordsFor } from '../../../src/core/words';
import { stored } from '../../../src/core/words/stored';
import { emptySheet, memoryTable } from '../../memory/table';

type Key = keyof AccountRow;
export type Person = {
  readonly type: (row: number, key: Key, text: string) => void;
  /** What the cell shows; '' where there is none. */
  readonly seen: (row: number, key: Key) => string;
  readonly deleteRow: (row: number) => void;
  readonly deleteColumn: (key: Key) => void;
  /** To the left end. */
  readonly moveColumn: (key: Key) => void;
  readonly deleteSheet: () => void;
};
/** `of`: the table of one and the same sheet, for a person of that language. Each call is an execution of its own. */
export type Sheet = { readonly of: (language: 'en' | 'es') => Table<AccountRow>; readonly person: Person };

export function inMemory(): Sheet {
  let sheet = emptySheet();
  const cells = (row: number) => (sheet.rows[row - 2] ??= {});
  return {
    of: language => {
      const table = (): Table<AccountRow> => memoryTable<AccountRow>(sheet, ACCOUNT_COLUMNS, wordsFor(language));
      return {
        read: () => table().read(),
        readRows: (...given) => table().readRows(...given),
        write: (...given) => table().write(...given),
        append: (...given) => table().append(...given),
        ensure: () => table().ensure(),
      };
    },
    person: {
      type: (row, key, text) => {
        cells(row)[key] = text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
      },
      seen: (row, key) => String(sheet.missing.has(key) ? '' : (cells(row)[key] ?? '')),
      deleteRow: row => void sheet.rows.splice(row - 2, 1),
      deleteColumn: key => void sheet.missing.add(key),
      moveColumn: key => {
        sheet.places = `${key} first`;
      },
      deleteSheet: () => {
        sheet = emptySheet();
      },
    },
  };
}

/** The server's table as a function of a script, as the rig runs one. */
const SCRIPT = `
  import { accountsTable } from './src/server/sheets';
  import { propertyStore } from './src/server/property-store';
  import { wordsFor } from './src/core/words';
  export function onTable(language, method, args) {
    const store = propertyStore(() => PropertiesService.getDocumentProperties());
    const table = accountsTable(SpreadsheetApp.getActive(), store, wordsFor(language), { note() {}, applied() {} });
    return table[method](...args);
  }
`;
export type Built = { readonly dist: string; readonly remove: () => void };
export function buildScript(): Built {
  const root = join(__dirname, '../../..');
  const dist = mkdtempSync(join(tmpdir(), 'table-'));
  const built = esbuild.buildSync({
    stdin: { contents: SCRIPT, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'script',
    target: 'es2019',
    define: { BACKGROUND: 'true', SERVICE_ACCOUNT: 'true', VERSION: '""', SCOPES: '[]' },
    footer: { js: 'function onTable(...given) { return script.onTable(...given); }' },
  });
  writeFileSync(join(dist, 'Code.js'), built.outputFiles[0]!.text);
  copyFileSync(join(root, 'appsscript.json'), join(dist, 'appsscript.json'));
  return { dist, remove: () => rmSync(dist, { recursive: true }) };
}

export function onPlatform({ dist }: Built): Sheet {
  const rig = startRig({ dist, sameContext: true });
  const sheetId = (): number => rig.spreadsheet.sheetNamed('Accounts')!.id;
  const header = stored.newest('en').accountHeaders;
  const columnOf = (key: Key): number => (rig.sheet('Accounts')[0] ?? []).indexOf(header[key]) + 1;
  return {
    of: language => {
      const call =
        (method: keyof Table<AccountRow>) =>
        (...given: unknown[]): never =>
          rig.run('onTable', language, method, given) as never;
      return {
        read: call('read'),
        readRows: call('readRows'),
        write: call('write'),
        append: call('append'),
        ensure: call('ensure'),
      };
    },
    person: {
      type: (row, key, text) => rig.person.type(sheetId(), row, columnOf(key), text),
      seen: (row, key) => rig.sheet('Accounts')[row - 1]?.[columnOf(key) - 1] ?? '',
      deleteRow: row => rig.person.remove(sheetId(), 'rows', row),
      deleteColumn: key => rig.person.remove(sheetId(), 'cols', columnOf(key)),
      moveColumn: key => rig.person.move(sheetId(), 'cols', columnOf(key), 1, 1),
      deleteSheet: () => {
        rig.person.addSheet();
        rig.person.deleteSheet(sheetId());
      },
    },
  };
}
