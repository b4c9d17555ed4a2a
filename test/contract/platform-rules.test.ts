// Every refusal in the platform's table of rules, each provoked by a script that does what Google refuses.
import { type RuleName, RULES, ruleText } from '../../dev/platform/index';
import { type RigOptions, startRig } from '../../dev/rig';
import { distOf, type Manifest, SCOPES } from './platform-files';

const AUTH = 'https://www.googleapis.com/auth/';
const tested = new Set<string>();

/** One test that belongs to a rule of the table. */
function rule(name: RuleName, what: string, check: () => void): void {
  tested.add(name);
  test(`${name}: ${what}`, check);
}

const SHEET = 'const book = SpreadsheetApp.getActive(); const sheet = book.getSheets()[0];';

function rigFor(code: string, options: RigOptions & { manifest?: Manifest } = {}) {
  const { manifest, ...rest } = options;
  return startRig({
    dist: distOf(`function f(a) { ${code} }`, manifest),
    fetch: requests => requests.map(() => ({ kind: 'reply', status: 200, headers: {}, body: '{}' })),
    ...rest,
  });
}
const run = (code: string, options = {}): unknown => rigFor(code, options).run('f');

/** The words with which the code fails. */
function words(code: string, options = {}): string {
  try {
    run(code, options);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('Nothing was refused.');
}
const refuses = (code: string, name: RuleName, filled = {}, options = {}) => {
  expect(words(code, options)).toBe(`Exception: ${ruleText(name, filled)}`);
};

describe('spreadsheet', () => {
  rule('rows-mismatch', 'setValues with too few rows', () =>
    refuses(`${SHEET} sheet.getRange(1, 1, 3, 2).setValues([[1, 2], [3, 4]])`, 'rows-mismatch', { data: 2, range: 3 }),
  );
  rule('columns-mismatch', 'setValues with one ragged row', () =>
    refuses(`${SHEET} sheet.getRange(1, 1, 2, 2).setValues([[1, 2], [3]])`, 'columns-mismatch', { data: 1, range: 2 }),
  );
  test('formats must fit the range too', () =>
    refuses(`${SHEET} sheet.getRange(1, 1, 2, 2).setBackgrounds([['red', 'red']])`, 'rows-mismatch', {
      data: 1,
      range: 2,
    }));
  rule('range-outside', 'a range beyond the last row, column, or before the first', () => {
    refuses(`${SHEET} sheet.getRange(1001, 1)`, 'range-outside');
    refuses(`${SHEET} sheet.getRange(1, 27)`, 'range-outside');
    refuses(`${SHEET} sheet.getRange(0, 1)`, 'range-outside');
    refuses(`${SHEET} sheet.getRange('AA1')`, 'range-outside');
    refuses(`${SHEET} sheet.getRange(999, 1, 3, 1)`, 'range-outside');
  });
  rule('range-no-rows', 'a range of no rows', () => refuses(`${SHEET} sheet.getRange(1, 1, 0, 1)`, 'range-no-rows'));
  rule('range-no-columns', 'a range of no columns', () =>
    refuses(`${SHEET} sheet.getRange(1, 1, 1, 0)`, 'range-no-columns'),
  );
  rule('range-not-found', 'a name that is no range', () =>
    refuses(`${SHEET} sheet.getRange('nowhere at all')`, 'range-not-found'),
  );
  rule('rows-outside', 'deleting rows that are not there', () =>
    refuses(`${SHEET} sheet.deleteRows(1000, 2)`, 'rows-outside'),
  );
  rule('columns-outside', 'deleting columns that are not there', () =>
    refuses(`${SHEET} sheet.deleteColumns(26, 2)`, 'columns-outside'),
  );
  rule('delete-all-rows', 'deleting every row', () => refuses(`${SHEET} sheet.deleteRows(1, 1000)`, 'delete-all-rows'));
  rule('delete-all-columns', 'deleting every column', () =>
    refuses(`${SHEET} sheet.deleteColumns(1, 26)`, 'delete-all-columns'),
  );
  rule('delete-all-unfrozen', 'deleting every row below the frozen header', () =>
    refuses(`${SHEET} sheet.setFrozenRows(1); sheet.deleteRows(2, 999)`, 'delete-all-unfrozen'),
  );
  rule('delete-last-sheet', 'deleting the only sheet', () =>
    refuses(`${SHEET} book.deleteSheet(sheet)`, 'delete-last-sheet'),
  );
  rule('sheet-name-taken', 'two sheets of one name, whatever the case', () =>
    refuses(`${SHEET} book.insertSheet('A'); book.insertSheet('a')`, 'sheet-name-taken', { name: 'a' }),
  );
  rule('sheet-gone', 'a call on a sheet that was deleted', () =>
    refuses(`${SHEET} const gone = book.insertSheet('A'); book.deleteSheet(gone); gone.getLastRow()`, 'sheet-gone', {
      id: 1482071301,
    }),
  );
  rule('cell-too-long', 'more than 50,000 characters in a cell', () => {
    refuses(`${SHEET} sheet.getRange('A1').setValue('x'.repeat(50001))`, 'cell-too-long');
    expect(
      run(`${SHEET} sheet.getRange('A1').setValue('x'.repeat(50000)); return sheet.getRange('A1').getValue().length`),
    ).toBe(50_000);
  });
  rule('too-many-cells', 'more than ten million cells', () =>
    refuses(`${SHEET} sheet.insertRowsAfter(1000, 400000)`, 'too-many-cells'),
  );
  rule('validation', 'a value that a strict rule rejects', () =>
    refuses(
      `${SHEET} sheet.getRange('B2').insertCheckboxes(); sheet.getRange('B2').setValue('perhaps'); SpreadsheetApp.flush()`,
      'validation',
      { cell: 'B2' },
    ),
  );
  rule('filter-exists', 'a second basic filter', () =>
    refuses(`${SHEET} sheet.getRange('A1:B2').createFilter(); sheet.getRange('A1:B2').createFilter()`, 'filter-exists'),
  );
  rule('metadata-place', 'metadata on part of a column', () =>
    refuses(`${SHEET} sheet.getRange('A1:A10').addDeveloperMetadata('key')`, 'metadata-place'),
  );
  rule('signature', 'arguments of the wrong kind', () => {
    refuses(`${SHEET} sheet.getRange('A1').setValues('text')`, 'signature', {
      given: 'String',
      method: 'SpreadsheetApp.Range.setValues',
    });
    refuses(`${SHEET} sheet.getRange(1, undefined)`, 'signature', {
      given: 'null',
      method: 'SpreadsheetApp.Sheet.getRange',
    });
  });
  rule('no-document', 'a spreadsheet call outside a document', () => {
    const rig = rigFor('');
    const execution = rig.host.begin({ functionName: 'f', inDocument: false });
    execution.loading = false;
    expect(rig.host.call(execution, 'Spreadsheet.getSheets', '[]')).toContain(ruleText('no-document'));
  });
});

describe('tables and protections', () => {
  /** A table in A1:B3 of the first sheet, its second column without a type. */
  const table = (code: string) => {
    const rig = rigFor(code);
    rig.person.paste(0, 1, 1, [
      ['Email', 'State'],
      ['ann@acme.example', 'Invited'],
      ['bob@acme.example', ''],
    ]);
    rig.person.makeTable(0, { row: 1, col: 1, rows: 3, cols: 2 }, [1]);
    return rig;
  };
  /** Runs the code inside a try that hides what is thrown there; then flushes, which tells. */
  const late = (act: string) =>
    table(`${SHEET} let at = 'flush'; try { sheet.getRange('B2').setValue('before'); ${act}; sheet.getRange('B3').setValue('after') } catch (error) { at = 'call' }
      try { SpreadsheetApp.flush() } catch (error) { return [at, error.message] } return [at, null]`);

  rule('typed-validation', 'tick boxes and drop-downs in a typed column', () => {
    for (const act of [
      `sheet.getRange('A2:A3').insertCheckboxes()`,
      `sheet.getRange('A3').removeCheckboxes()`,
      `sheet.getRange('A:A').setDataValidation(SpreadsheetApp.newDataValidation().requireValueInList(['x']).build())`,
    ])
      expect([act, late(act).run('f')]).toEqual([act, ['flush', ruleText('typed-validation')]]);
    expect(
      late(
        `sheet.getRange('C2:C3').insertCheckboxes(); sheet.getRange('B2').insertCheckboxes(); sheet.getRange('A1').insertCheckboxes()`,
      ).run('f'),
    ).toEqual(['flush', null]);
  });
  rule('typed-format', 'a number format in a typed column', () => {
    expect(late(`sheet.getRange('A2').setNumberFormat('@')`).run('f')).toEqual(['flush', ruleText('typed-format')]);
    expect(late(`sheet.getRange(2, 1, 2, 2).setNumberFormats([['@', '@'], ['@', '@']])`).run('f')).toEqual([
      'flush',
      ruleText('typed-format'),
    ]);
    expect(late(`sheet.getRange('A2').setBackground('#ff0000').setFontWeight('bold')`).run('f')).toEqual([
      'flush',
      null,
    ]);
  });
  rule('table-filter', 'a filter that meets a table', () => {
    expect(late(`sheet.getRange('B3:C9').createFilter()`).run('f')).toEqual(['flush', ruleText('table-filter')]);
    const rig = table(
      `${SHEET} sheet.getRange('C1:D9').createFilter(); SpreadsheetApp.flush(); return sheet.getFilter() !== null`,
    );
    expect(rig.run('f')).toBe(true);
  });
  /** With cells merged by a person, from row 1 or 2 down to row 3. */
  const merged = (code: string, row: number) => {
    const rig = rigFor(`${SHEET} ${code}`);
    rig.person.merge(0, { row, col: 2, rows: 4 - row, cols: 1 });
    return () => rig.run('f');
  };
  rule('filter-merged', 'a filter over cells that are merged down, not one beside them', () => {
    expect(merged('sheet.getRange("A1:C9").createFilter()', 2)).toThrow(ruleText('filter-merged'));
    expect(merged('sheet.getRange("C1:D9").createFilter()', 2)).not.toThrow();
  });
  rule('sort-merged', 'sorting such cells', () => {
    expect(merged('sheet.getRange("A2:C9").sort(1)', 2)).toThrow(ruleText('sort-merged'));
    expect(merged('sheet.getRange("A5:C9").sort(1)', 2)).not.toThrow();
  });
  rule('freeze-merged', 'freezing rows that end within a merged cell', () => {
    expect(merged('sheet.setFrozenRows(1)', 1)).toThrow(ruleText('freeze-merged'));
    expect(merged('sheet.setFrozenRows(1)', 2)).not.toThrow();
  });
  rule('insert-frozen', 'a column for a sheet with frozen columns, where Google refuses that', () => {
    const rig = rigFor(`${SHEET} sheet.insertColumnsAfter(5, 1)`);
    rig.host.trouble.freezeBarInTheWay = true;
    expect(() => rig.run('f')).not.toThrow();
    rig.person.freezeColumns(0, 2);
    expect(() => rig.run('f')).toThrow(ruleText('insert-frozen'));
  });
  rule(
    'refused-late',
    'values before and behind it in the batch stay; a read tells as a flush does, and so does the end',
    () => {
      const rig = late(`sheet.getRange('A2').setNumberFormat('@')`);
      rig.run('f');
      expect(rig.sheet('Sheet1').map(row => row[1])).toEqual(['State', 'before', 'after']);
      const read = table(`${SHEET} sheet.getRange('A2').setNumberFormat('@'); sheet.getRange('A1').getValue()`);
      expect(() => read.run('f')).toThrow(ruleText('typed-format'));
      const end = table(`${SHEET} sheet.getRange('A2').setNumberFormat('@'); sheet.getRange('B2').setValue('kept')`);
      expect(() => end.run('f')).toThrow(ruleText('typed-format'));
      expect(end.sheet('Sheet1')[1]).toEqual(['ann@acme.example', 'kept']);
    },
  );
  test('a table follows its rows and columns, takes the place of a filter, and can be taken away', () => {
    const rig = rigFor(
      `${SHEET} sheet.getRange(a).setNumberFormat('@'); SpreadsheetApp.flush(); return sheet.getFilter()`,
    );
    rig.person.setFilter(0, { row: 1, col: 1, rows: 9, cols: 2 });
    rig.person.makeTable(0, { row: 1, col: 1, rows: 9, cols: 2 });
    rig.person.insert(0, 'cols', 1);
    rig.person.insert(0, 'rows', 1);
    expect([rig.run('f', 'A3'), rig.run('f', 'B2'), rig.run('f', 'C11')]).toEqual([null, null, null]);
    for (const inside of ['B3', 'C10', 'A1:Z99']) expect(() => rig.run('f', inside)).toThrow(ruleText('typed-format'));
    const back = rig.save();
    rig.person.removeTables(0);
    rig.run('f', 'B3');
    back();
    expect(() => rig.run('f', 'B3')).toThrow(ruleText('typed-format'));
  });

  rule('protected', 'cells that are closed to whoever runs the script', () => {
    const rig = rigFor(`${SHEET} eval(a); SpreadsheetApp.flush(); return 'done'`);
    const ada = 'ada@acme.example';
    rig.person.protect(0, { row: 2, col: 1, rows: 8, cols: 1 }, [ada]);
    for (const act of [
      `sheet.getRange('A2').setValue(1)`,
      `sheet.getRangeList(['C1', 'A3']).setValue(1)`,
      `sheet.getRange('A1:B9').clearContent()`,
      `sheet.getRange('A5').setBackground('#ff0000')`,
      `sheet.getRange('C1').copyTo(sheet.getRange('A9'))`,
      `sheet.deleteRows(9, 1)`,
      `sheet.sort(2)`,
    ]) {
      expect(() => rig.run('f', act)).toThrow(ruleText('protected'));
      expect([act, rig.as('bob@acme.example').run('f', act)]).toEqual([act, 'done']);
    }
    expect([
      rig.run('f', `sheet.getRange('B2').setValue(sheet.getRange('A2').getValue())`),
      rig.run('f', `sheet.deleteRows(20, 1)`),
    ]).toEqual(['done', 'done']);
    rig.person.protect(0, null);
    for (const act of [`sheet.getRange('C2').setValue(1)`, `sheet.insertRowsAfter(1, 1)`, `sheet.setFrozenRows(1)`])
      expect(() => rig.as('bob@acme.example').run('f', act)).toThrow(ruleText('protected'));
    expect(rig.run('f', `SpreadsheetApp.getActive().insertSheet('mine').getRange('A1').setValue(1)`)).toBe('done');
  });
  test('what a script protects it protects from nobody', () =>
    expect(
      run(
        `${SHEET} sheet.getRange('A1').protect(); sheet.getRange('A1').setValue(1); SpreadsheetApp.flush(); return 1`,
      ),
    ).toBe(1));
  test('a person may give cells a rule that rejects, and fill the file or a store', () => {
    const rig = rigFor(`${SHEET} eval(a); SpreadsheetApp.flush()`);
    rig.person.validate(
      0,
      { row: 1, col: 1, rows: 1, cols: 1 },
      { kind: 'list', values: ['yes'], dropdown: true, allowInvalid: false, help: null },
    );
    expect(() => rig.run('f', `sheet.getRange('A1').setValue('no')`)).toThrow(ruleText('validation', { cell: 'A1' }));
    rig.person.fillFile(26 * 10);
    rig.run('f', `sheet.insertRowsAfter(1, 10)`);
    expect(() => rig.run('f', `sheet.insertRowsAfter(1, 1)`)).toThrow(ruleText('too-many-cells'));
    expect(() => rig.run('f', `SpreadsheetApp.getActive().insertSheet()`)).toThrow(ruleText('too-many-cells'));
    rig.host.properties('document').set('filler', 'x'.repeat(500 * 1024 - 8));
    expect(() => rig.run('f', `PropertiesService.getDocumentProperties().setProperty('k', 'long')`)).toThrow(
      ruleText('property-store'),
    );
    rig.run('f', `PropertiesService.getDocumentProperties().deleteProperty('filler')`);
  });
});

describe('what sheets do that is easily guessed wrong', () => {
  rule('fixed-ranges', 'a filter, and a conditional format, end where they ended when rows are added below', () => {
    const rig = rigFor(`${SHEET}
      sheet.deleteRows(6, 995);
      sheet.getRange('A1:A5').createFilter();
      const rule = SpreadsheetApp.newConditionalFormatRule().whenTextEqualTo('x').setBackground('#ff0000').setRanges([sheet.getRange('A1:A5')]).build();
      sheet.setConditionalFormatRules([rule]);
      sheet.insertRowsAfter(5, 2);
      const last = () => [sheet.getFilter().getRange().getLastRow(), sheet.getConditionalFormatRules()[0].getRanges()[0].getLastRow()];
      const below = last();
      sheet.insertRowsBefore(5, 2);
      return [below, last()]`);
    expect(rig.run('f')).toEqual([
      [5, 5],
      [7, 7],
    ]);
  });
  rule('boxes-count', 'tick boxes down a column make the last row', () =>
    expect(
      run(
        `${SHEET} sheet.getRange('A1').setValue('x'); const before = sheet.getLastRow(); sheet.getRange('B2:B1000').insertCheckboxes(); return [before, sheet.getLastRow()]`,
      ),
    ).toEqual([1, 1000]),
  );
  rule('sheet-name-case', 'a name that differs in capitals is taken, and is not found', () => {
    expect(words(`SpreadsheetApp.getActive().insertSheet('SHEET1')`)).toContain('already exists');
    expect(run(`return SpreadsheetApp.getActive().getSheetByName('SHEET1') === null`)).toBe(true);
  });
  rule('chip-name', 'a cell with a person chip reads as the name', () => {
    const rig = rigFor(`${SHEET} return sheet.getRange('A1:A2').getValues()`);
    rig.person.paste(0, 1, 1, [['Email'], ['ann@acme.example']]);
    rig.person.makeChips(0, { row: 1, col: 1, rows: 2, cols: 1 }, () => 'Ann Smith');
    expect(rig.run('f')).toEqual([['Email'], ['Ann Smith']]);
  });
  rule('subtotal-visible', 'SUBTOTAL over rows that are shown, hidden by a filter, and hidden by a person', () => {
    const rig = rigFor(
      `${SHEET} const cells = sheet.getRange('B2:C4'); cells.setFormulas([2, 3, 4].map(row => ['=SUBTOTAL(3,A' + row + ')', '=IF(SUBTOTAL(103,A' + row + ':A' + row + '),ROW(A' + row + '),0)'])); return cells.getValues()`,
    );
    rig.person.paste(0, 1, 1, [['Email'], ['ann'], ['bob'], ['cyd']]);
    expect(rig.run('f')).toEqual([1, 2, 3].map(at => [1, at + 1]));
    rig.person.setFilter(0, { row: 1, col: 1, rows: 4, cols: 1 });
    rig.person.setCriteria(0, 1, { hidden: ['ann'], condition: null });
    rig.person.hide(0, 'rows', 4);
    expect(rig.run('f')).toEqual([
      [0, 0],
      [1, 3],
      [1, 0],
    ]);
  });
  rule('new-sheet-size', 'a new sheet', () =>
    expect(
      run(`const made = SpreadsheetApp.getActive().insertSheet('n'); return [made.getMaxRows(), made.getMaxColumns()]`),
    ).toEqual([1000, 26]),
  );
  rule('copy-skips-filtered', 'copyTo of rows that a filter hides: with them, or without and closed up', () => {
    const copied = (copySkipsFiltered: boolean) => {
      const rig = rigFor(
        `${SHEET} sheet.getRange('A1:A4').copyTo(sheet.getRange('C1')); return sheet.getRange('C1:C4').getValues().flat()`,
        {
          trouble: { copySkipsFiltered },
        },
      );
      rig.person.paste(0, 1, 1, [['Head'], ['a'], ['hidden'], ['b']]);
      rig.person.setFilter(0, { row: 1, col: 1, rows: 4, cols: 1 });
      rig.person.setCriteria(0, 1, { hidden: ['hidden'], condition: null });
      return rig.run('f');
    };
    expect([copied(false), copied(true)]).toEqual([
      ['Head', 'a', 'hidden', 'b'],
      ['Head', 'a', 'b', ''],
    ]);
  });
  rule('no-cells-in-front', 'with a chart sheet in front nothing is selected', () => {
    const rig = rigFor(
      `const book = SpreadsheetApp.getActive(); return [SpreadsheetApp.getActiveRange(), book.getActiveRangeList(), book.getCurrentCell(), book.getActiveSheet().getName(), book.getActiveSheet().getType() === SpreadsheetApp.SheetType.OBJECT, book.getSheets()[0].getType() === SpreadsheetApp.SheetType.GRID]`,
    );
    rig.person.addChartSheet('Chart');
    expect(rig.run('f')).toEqual([null, null, null, 'Chart', true, true]);
  });
  rule('chart-sheet', 'cells of a chart sheet', () => {
    const rig = rigFor(`return String(eval(a))`);
    rig.person.addChartSheet('Chart');
    const chart = `SpreadsheetApp.getActiveSheet()`;
    for (const act of [
      `${chart}.getRange(1, 1)`,
      `${chart}.getLastRow()`,
      `${chart}.getDataRange()`,
      `${chart}.insertRowsAfter(1, 1)`,
    ])
      expect(() => rig.run('f', act)).toThrow(ruleText('chart-sheet'));
    expect(rig.run('f', `${chart}.getIndex()`)).toBe('2');
  });
});

describe('properties, cache, lock', () => {
  rule('property-value', 'a value over 9 KB, counted in bytes', () => {
    const store = 'PropertiesService.getDocumentProperties()';
    refuses(`${store}.setProperty('k', 'x'.repeat(9217))`, 'property-value');
    refuses(`${store}.setProperty('k', 'é'.repeat(4700))`, 'property-value');
    expect(run(`${store}.setProperty('k', 'x'.repeat(9216)); return ${store}.getProperty('k').length`)).toBe(9216);
  });
  rule('property-store', 'a store over 500 KB', () =>
    refuses(
      `const s = PropertiesService.getScriptProperties(); for (let n = 0; n < 60; n++) s.setProperty('k' + n, 'x'.repeat(9000))`,
      'property-store',
    ),
  );
  rule('service-quota', 'calls beyond the quota of a day, which names the service', () => {
    const store = 'PropertiesService.getDocumentProperties()';
    const spent = (of: string) => ({ trouble: { quotaSpent: (op: string) => op.startsWith(of) } });
    refuses(
      `${store}.setProperty('mine', 'x')`,
      'service-quota',
      { service: 'properties set' },
      { trouble: { refuseWrite: (key: string) => key === 'mine' } },
    );
    refuses(`${store}.getProperty('x')`, 'service-quota', { service: 'properties get' }, spent('Properties.get'));
    refuses(`CacheService.getUserCache().get('x')`, 'service-quota', { service: 'cache' }, spent('Cache'));
    expect(run(`${store}.setProperty('mine', 'x'); return 1`, spent('Properties.get'))).toBe(1);
  });
  rule('service-burst', 'calls too quick after one another; the exception names the service and a remedy', () => {
    const trouble = { trouble: { tooFast: (op: string) => op === 'UrlFetchApp.fetch' } };
    refuses(
      `UrlFetchApp.fetch('https://cloudidentity.googleapis.com/')`,
      'service-burst',
      { service: 'urlfetch' },
      trouble,
    );
    expect(run(`CacheService.getUserCache().get('x'); return 1`, trouble)).toBe(1);
  });
  rule('lock-busy', 'a script that takes locks too often, and lets them go', () => {
    const trouble = { trouble: { lockBusy: true } };
    refuses(`LockService.getDocumentLock().releaseLock()`, 'lock-busy', {}, trouble);
    refuses(`LockService.getDocumentLock().tryLock(0)`, 'lock-busy', {}, trouble);
    refuses(`LockService.getScriptLock().waitLock(0)`, 'lock-busy', {}, trouble);
  });
  rule('service-error', 'a service that fails for a moment', () => {
    const rig = rigFor(`${SHEET} sheet.getLastRow()`);
    rig.crashAt(3, 'throw-before');
    expect(() => rig.run('f')).toThrow(ruleText('service-error', { service: 'Spreadsheets' }));
  });
  rule('cache-key', 'a key over 250 characters', () =>
    refuses(`CacheService.getUserCache().put('k'.repeat(251), 'v')`, 'cache-key'),
  );
  rule('cache-value', 'a value over 100 KB', () =>
    refuses(`CacheService.getUserCache().put('k', 'v'.repeat(102401))`, 'cache-value'),
  );
  rule('rsa-key', 'a signature with what is no private key', () =>
    refuses(`Utilities.computeRsaSha256Signature('a.b', 'no key')`, 'rsa-key'),
  );
  test('a cached value is gone after its seconds', () => {
    expect(
      run(
        `const c = CacheService.getDocumentCache(); c.put('k', 'v', 60); Utilities.sleep(59000); const early = c.get('k'); Utilities.sleep(2000); return [early, c.get('k')]`,
      ),
    ).toEqual(['v', null]);
  });
  rule('lock-timeout', 'waitLock while another execution holds it', () => {
    const rig = rigFor(
      `if (a) { LockService.getDocumentLock().waitLock(1000); return } LockService.getDocumentLock().tryLock(0); SpreadsheetApp.flush()`,
    );
    const said: string[] = [];
    rig.before = op => {
      if (op !== 'SpreadsheetApp.flush') return;
      try {
        rig.as('bob@acme.example').run('f', true);
      } catch (error) {
        said.push((error as Error).message);
      }
    };
    rig.run('f');
    expect(said).toEqual([`Exception: ${ruleText('lock-timeout')}`]);
  });
  rule('no-document-lock', 'outside a document there is no document lock, cache or store', () => {
    const rig = rigFor('');
    const execution = rig.host.begin({ functionName: 'f', inDocument: false });
    execution.loading = false;
    expect(rig.host.call(execution, 'Document.exists', '[]')).toBe('=false');
  });
  rule('release-by-holder', 'releaseLock by another execution changes nothing', () => {
    const rig = rigFor(
      `const lock = LockService.getDocumentLock(); if (a) { lock.releaseLock(); return } lock.tryLock(0); SpreadsheetApp.flush(); return lock.hasLock()`,
    );
    rig.before = op => {
      if (op === 'SpreadsheetApp.flush') rig.as('bob@acme.example').run('f', true);
    };
    expect(rig.run('f')).toBe(true);
  });
});

describe('scopes, modes, loading', () => {
  rule('authorization-required', 'the same, where the refusal names no permission', () =>
    refuses(
      `UrlFetchApp.fetch('https://cloudidentity.googleapis.com/')`,
      'authorization-required',
      {},
      {
        users: [{ email: 'ada@acme.example', refused: [`${AUTH}script.external_request`] }],
        trouble: { namelessRefusals: true },
      },
    ),
  );
  rule('scope', 'a service whose scope the manifest does not name, or the user did not grant', () => {
    const fetching = `UrlFetchApp.fetch('https://cloudidentity.googleapis.com/')`;
    const needed = { method: 'UrlFetchApp.fetch', scopes: `${AUTH}script.external_request` };
    refuses(fetching, 'scope', needed, {
      manifest: { oauthScopes: SCOPES.filter(scope => !scope.endsWith('external_request')) },
    });
    refuses(fetching, 'scope', needed, {
      users: [{ email: 'ada@acme.example', refused: [`${AUTH}script.external_request`] }],
    });
    refuses(`ScriptApp.getProjectTriggers()`, 'scope', {
      method: 'ScriptApp.getProjectTriggers',
      scopes: `${AUTH}script.scriptapp`,
    });
    refuses(
      `SpreadsheetApp.getActive()`,
      'scope',
      {
        method: 'SpreadsheetApp.getActiveSpreadsheet',
        scopes: `${AUTH}spreadsheets.currentonly || ${AUTH}spreadsheets`,
      },
      { manifest: { oauthScopes: [] } },
    );
    refuses(
      `Session.getEffectiveUser().getEmail()`,
      'scope',
      { method: 'Session.getEmail', scopes: `${AUTH}userinfo.email` },
      { manifest: { oauthScopes: [] } },
    );
  });
  test('a user who refused a scope is told so by getAuthorizationInfo', () => {
    const ask = `const i = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL); return [String(i.getAuthorizationStatus()), i.getAuthorizationStatus() === ScriptApp.AuthorizationStatus.REQUIRED, i.getAuthorizationUrl() !== null, i.getAuthorizedScopes().length]`;
    expect(run(ask)).toEqual(['NOT_REQUIRED', false, false, 5]);
    expect(run(ask, { users: [{ email: 'ada@acme.example', refused: [SCOPES[3]] }] })).toEqual([
      'REQUIRED',
      true,
      true,
      4,
    ]);
  });
  const open = (code: string, mode: 'NONE' | 'LIMITED'): string => {
    const rig = startRig({
      dist: distOf(
        `function onOpen(e) { SpreadsheetApp.getUi().createAddonMenu().addItem(String(e.authMode) + (e.authMode === ScriptApp.AuthMode.${mode}) + Session.getActiveUserLocale(), 'f').addToUi(); ${code} }`,
      ),
    });
    const said = (): string => JSON.stringify(rig.host.menus('ada@acme.example'));
    expect(() => {
      try {
        rig.menu(mode);
      } finally {
        expect(said()).toContain(`${mode}trueen`);
      }
    }).toThrow();
    try {
      rig.menu(mode);
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error('Nothing was refused.');
  };
  rule('authorization', 'what AuthMode.NONE and LIMITED do not allow, though menus are built', () => {
    expect(open('PropertiesService.getDocumentProperties().getProperty("k")', 'NONE')).toMatch(
      /^Exception: You do not have permission to call/,
    );
    expect(open('SpreadsheetApp.getActive()', 'NONE')).toMatch(
      /^Exception: You do not have permission to call SpreadsheetApp.getActiveSpreadsheet/,
    );
    expect(open('UrlFetchApp.fetch("https://cloudidentity.googleapis.com/")', 'LIMITED')).toMatch(
      /^Exception: You do not have permission to call UrlFetchApp.fetch/,
    );
    expect(open('SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput("x"))', 'LIMITED')).toMatch(
      /^Exception: You do not have permission to call Ui.showSidebar/,
    );
  });
  rule('at-load', 'a service call while the files load', () => {
    const rig = startRig({ dist: distOf('var book = SpreadsheetApp.getActive(); function f() {}') });
    expect(() => rig.run('f')).toThrow(ruleText('at-load', { method: 'SpreadsheetApp.getActiveSpreadsheet' }));
  });
  rule('email-unknown', 'no address in a simple trigger', () => {
    const rig = startRig({
      dist: distOf('function onOpen() { Logger.log("[" + Session.getEffectiveUser().getEmail() + "]") }'),
    });
    rig.menu('LIMITED');
    expect(rig.logs).toEqual(['INFO []']);
  });
  rule('ui-context', 'a dialog outside a document', () => {
    const rig = rigFor('');
    const execution = rig.host.begin({ functionName: 'f', inDocument: false });
    execution.loading = false;
    expect(rig.host.call(execution, 'Ui.alert', '["","hello","OK"]')).toContain(
      ruleText('ui-context', { method: 'SpreadsheetApp.getUi()' }),
    );
  });
  test('what the workbench does not have it says', () => {
    expect(words(`${SHEET} sheet.getRange('A1').splitTextToColumns()`)).toBe(
      'NotImplemented: not implemented in the workbench: Range.splitTextToColumns',
    );
    expect(words(`DriveApp.getFiles()`)).toContain('DriveApp is not defined');
    expect(words(`SpreadsheetApp.WrapStrategy.WARP`)).toContain('WrapStrategy.WARP');
  });
});

describe('fetching', () => {
  const url = 'https://cloudidentity.googleapis.com/v1/x';
  rule('url-not-listed', 'an address that the manifest does not allow', () => {
    for (const other of [
      'https://example.com/',
      'http://cloudidentity.googleapis.com/',
      'https://cloudidentity.googleapis.com.evil.example/',
    ])
      refuses(`UrlFetchApp.fetch('${other}')`, 'url-not-listed', { url: other });
  });
  rule('url-length', 'an address over 2,082 characters', () =>
    refuses(`UrlFetchApp.fetch('${url}?' + 'x'.repeat(2082))`, 'url-length'),
  );
  rule('url-invalid', 'something that is no address', () =>
    refuses(`UrlFetchApp.fetch('cloudidentity')`, 'url-invalid', { url: 'cloudidentity' }),
  );
  rule('url-unreachable', 'one lost connection throws for the whole batch, though the rest had its effect', () => {
    const seen: string[] = [];
    const rig = rigFor(
      `return UrlFetchApp.fetchAll([1, 2, 3].map(n => ({ url: '${url}' + n, method: 'post', payload: '{}', muteHttpExceptions: true })))`,
      {
        fetch: requests =>
          requests.map(request => {
            seen.push(request.url);
            return request.url.endsWith('2')
              ? { kind: 'lost' }
              : { kind: 'reply', status: 200, headers: {}, body: '{}' };
          }),
      },
    );
    expect(() => rig.run('f')).toThrow(`Exception: ${ruleText('url-unreachable', { url: `${url}2` })}`);
    expect(seen).toHaveLength(3);
  });
  rule('url-status', 'an error status without muteHttpExceptions', () => {
    const fetch = (): { kind: 'reply'; status: number; headers: object; body: string }[] => [
      { kind: 'reply', status: 404, headers: {}, body: 'nothing here' },
    ];
    refuses(
      `UrlFetchApp.fetch('${url}')`,
      'url-status',
      { host: 'https://cloudidentity.googleapis.com', status: 404, body: 'nothing here' },
      { fetch },
    );
    expect(run(`return UrlFetchApp.fetch('${url}', { muteHttpExceptions: true }).getResponseCode()`, { fetch })).toBe(
      404,
    );
  });
  rule('url-attribute', 'a method that there is not', () =>
    refuses(`UrlFetchApp.fetch('${url}', { method: 'fetch' })`, 'url-attribute', { name: 'method' }),
  );
  rule('fetch-quota', 'more requests in a day than a user has', () => {
    refuses(
      `for (let n = 0; n < 3; n++) UrlFetchApp.fetchAll(['${url}', '${url}'])`,
      'fetch-quota',
      {},
      { fetchesPerDay: 5 },
    );
    expect(
      run(`UrlFetchApp.fetchAll(['${url}', '${url}']); return UrlFetchApp.fetch('${url}').getResponseCode()`, {
        fetchesPerDay: 3,
      }),
    ).toBe(200);
  });
  test('method, headers, body and content type go out as asked', () => {
    const seen: unknown[] = [];
    const fetch = (requests: readonly unknown[]) => {
      seen.push(...requests);
      return requests.map(() => ({
        kind: 'reply',
        status: 200,
        headers: { 'Retry-After': '7', 'set-cookie': ['a', 'b'] },
        body: 'ok',
      }));
    };
    expect(
      run(
        `const r = UrlFetchApp.fetchAll([{ url: '${url}', method: 'post', contentType: 'application/json', payload: '{}', headers: { Authorization: 'Bearer t' } }, { url: '${url}', payload: { a: 'b c' } }, '${url}']); return [r[0].getAllHeaders(), r[0].getHeaders(), r[0].getContentText()]`,
        { fetch },
      ),
    ).toEqual([{ 'Retry-After': '7', 'set-cookie': ['a', 'b'] }, { 'Retry-After': '7', 'set-cookie': 'b' }, 'ok']);
    expect(seen).toEqual([
      { url, method: 'POST', headers: { Authorization: 'Bearer t', 'Content-Type': 'application/json' }, body: '{}' },
      { url, method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'a=b%20c' },
      { url, method: 'GET', headers: {}, body: null },
    ]);
  });
});

describe('google.script.run', () => {
  rule('run-illegal', 'a date, a function or a circle among the arguments', () => {
    const rig = rigFor('return a');
    expect(() => rig.run('f', new Date())).toThrow(ruleText('run-illegal', { name: 0 }));
    expect(() => rig.run('f', { when: [new Date()] })).toThrow('illegal value in property');
    expect(() => rig.run('f', () => 1)).toThrow(ruleText('run-illegal', { name: 0 }));
    const circle: Record<string, unknown> = {};
    circle['again'] = circle;
    expect(() => rig.run('f', circle)).toThrow(ruleText('run-illegal', { name: 'again' }));
    expect(rig.run('f', [1, undefined, 'x'])).toEqual([1, null, 'x']);
  });
  rule('run-no-function', 'a function that does not exist or is private', () => {
    const rig = startRig({ dist: distOf('function secret_() {} var n = 1;') });
    for (const name of ['nothing', 'secret_', 'n'])
      expect(() => rig.run(name)).toThrow(ruleText('run-no-function', { name }));
  });
  rule('run-date-result', 'a date anywhere in the result makes all of it null', () => {
    expect(run('return { ok: true, when: [new Date()] }')).toBeNull();
    expect(run('return { ok: true }')).toEqual({ ok: true });
    expect(run('')).toBeNull();
  });
  rule('time-limit', 'six minutes, and nothing catches it', () => {
    const rig = rigFor(
      `try { for (;;) Utilities.sleep(60000) } catch (e) { PropertiesService.getScriptProperties().setProperty('caught', 'yes') }`,
    );
    expect(() => rig.run('f')).toThrow(ruleText('time-limit'));
    expect(rig.host.properties('script').size).toBe(0);
  });
  rule('writes-buffered', 'what was written since the last flush or read is lost when an execution is killed', () => {
    const rig = rigFor(
      `${SHEET} sheet.getRange('A1').setValue('flushed'); SpreadsheetApp.flush(); sheet.getRange('A2').setValue('lost'); PropertiesService.getScriptProperties().setProperty('k', 'v')`,
    );
    rig.before = op => {
      if (op === 'Properties.setProperties') rig.host.kill(rig.host.executions()[0]?.id ?? 0);
    };
    expect(() => rig.run('f')).toThrow('Killed');
    expect(rig.sheet('Sheet1')).toEqual([['flushed']]);
    rig.before = null;
    rig.run('f');
    expect(rig.sheet('Sheet1')).toEqual([['flushed'], ['lost']]);
  });
});

test('every rule has a test and says where it comes from', () => {
  expect([...tested].sort()).toEqual(Object.keys(RULES).sort());
  for (const { source } of Object.values(RULES)) expect(source).not.toBe('');
});
