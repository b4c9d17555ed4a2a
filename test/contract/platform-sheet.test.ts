// The spreadsheet: entries, blocks, rows and columns with what is fastened to them, filters, tick boxes.
import { type Change, conditionalStyle, Person, SpreadsheetModel } from '../../dev/platform/index';
import { startRig } from '../../dev/rig';
import { distOf } from './platform-files';

const at = (row: number, col: number, rows = 1, cols = 1) => ({ row, col, rows, cols });

function filled(lines: readonly (readonly string[])[], frozen = 0) {
  const book = new SpreadsheetModel();
  const [sheet] = book.sheets;
  if (sheet === undefined) throw new Error('A spreadsheet always has a sheet.');
  const person = new Person(book);
  person.paste(sheet.id, 1, 1, lines);
  sheet.frozenRows = frozen;
  const shown = () => sheet.displayValues(at(1, 1, Math.max(1, sheet.lastRow()), Math.max(1, sheet.lastColumn())));
  return { book, sheet, person, shown };
}

/** Runs code as an add-on, in a fresh sheet. */
const run = (code: string): unknown =>
  startRig({
    dist: distOf(
      `function f() { const book = SpreadsheetApp.getActive(); const sheet = book.getSheets()[0]; ${code} }`,
    ),
  }).run('f');

describe('what setValues makes of text', () => {
  test.each([
    ['12', 'number', '12'],
    ['-1.5', 'number', '-1.5'],
    ['1,234', 'number', '1234'],
    ['50%', 'number', '0.5'],
    ['true', 'boolean', 'TRUE'],
    ["'12", 'string', '12'],
    ["'=1+1", 'string', '=1+1'],
    ["'", 'string', ''],
    ["''x", 'string', "'x"],
    ['ann@x.test', 'string', 'ann@x.test'],
    ['1e5@x.test', 'string', '1e5@x.test'],
    ['2026-01-02', 'object', '2026-01-02'],
    ['2026-01-02T10:00:00Z', 'string', '2026-01-02T10:00:00Z'],
    ['2026-13-45', 'string', '2026-13-45'],
    ['=', 'string', '='],
    ['-', 'string', '-'],
    ['  ', 'string', '  '],
  ])('%p becomes a %s shown as %p', (text, type, shown) => {
    expect(
      run(
        `sheet.getRange('A1').setValue(${JSON.stringify(text)}); return [typeof sheet.getRange('A1').getValue(), sheet.getRange('A1').getDisplayValue()]`,
      ),
    ).toEqual([type, shown]);
  });

  test('a leading equals sign or plus makes a formula', () => {
    expect(
      run(
        `sheet.getRange('A1:B1').setValues([['=1+1', '+ann@x.test']]); return [sheet.getRange('A1:B1').getFormulas(), sheet.getRange('A1:B1').getValues()]`,
      ),
    ).toEqual([[['=1+1', '=+ann@x.test']], [[2, '#ERROR!']]]);
  });

  test('the format @ keeps text as it is, and the quote mark is still taken off', () => {
    expect(
      run(
        `const r = sheet.getRange('A1:D1'); r.setNumberFormat('@'); r.setValues([['12', 'TRUE', '+x', "'12"]]); return r.getValues()`,
      ),
    ).toEqual([['12', 'TRUE', '+x', '12']]);
  });

  test('numbers, booleans, null and undefined go in as they are', () => {
    expect(
      run(`const r = sheet.getRange('A1:D1'); r.setValues([[1, false, null, undefined]]); return r.getValues()`),
    ).toEqual([[1, false, '', '']]);
  });

  test("dates come back as the script's own Date", () => {
    expect(
      run(
        `const r = sheet.getRange('A1'); r.setValue(new Date(86400000)); const d = r.getValue(); return [d instanceof Date, d.getTime(), Array.isArray(r.getValues()), r.getValues() instanceof Array, r.getDisplayValue()]`,
      ),
    ).toEqual([true, 86_400_000, true, true, '1970-01-02']);
  });

  test('20,000 rows of 9 columns survive the way there and back', () => {
    expect(
      run(`sheet.insertRowsAfter(1000, 19000); const data = Array.from({ length: 20000 }, (_, r) => Array.from({ length: 9 }, (_, c) => 'r' + r + 'c' + c));
      const range = sheet.getRange(1, 1, 20000, 9); range.setValues(data); return JSON.stringify(range.getValues()) === JSON.stringify(data)`),
    ).toBe(true);
  });
});

describe('rows and columns', () => {
  test('column metadata follows inserted, moved and deleted columns', () => {
    expect(
      run(`
      const mark = name => book.createDeveloperMetadataFinder().withKey(name).withLocationType(SpreadsheetApp.DeveloperMetadataLocationType.COLUMN).find().map(m => m.getLocation().getColumn().getColumn());
      sheet.getRange('B:B').addDeveloperMetadata('email', 'x', SpreadsheetApp.DeveloperMetadataVisibility.DOCUMENT);
      sheet.getRange('C:C').addDeveloperMetadata('state');
      const seen = [mark('email')];
      sheet.insertColumnsAfter(1, 2); seen.push(mark('email'));
      sheet.moveColumns(sheet.getRange('D:D'), 1); seen.push(mark('email'), mark('state'));
      sheet.deleteColumn(1); seen.push(mark('email'), mark('state'));
      return seen`),
    ).toEqual([[2], [4], [1], [5], [], [4]]);
  });

  test('row metadata follows rows, and the finder narrows by key, value, sheet and range', () => {
    expect(
      run(`
      sheet.getRange('5:5').addDeveloperMetadata('row', 'a'); sheet.addDeveloperMetadata('row', 'sheet'); book.addDeveloperMetadata('row', 'book');
      sheet.insertRowsBefore(2, 3);
      const rows = f => f.find().map(m => m.getValue() + ':' + m.getLocation().getLocationType() + ':' + (m.getLocation().getRow() === null ? '' : m.getLocation().getRow().getRow()));
      return [rows(book.createDeveloperMetadataFinder().withKey('row')), rows(sheet.createDeveloperMetadataFinder()), rows(book.createDeveloperMetadataFinder().withValue('a')), rows(sheet.getRange('8:8').createDeveloperMetadataFinder()), rows(sheet.getRange('A8').createDeveloperMetadataFinder().onIntersectingLocations())]`),
    ).toEqual([
      ['a:ROW:8', 'sheet:SHEET:', 'book:SPREADSHEET:'],
      ['a:ROW:8', 'sheet:SHEET:'],
      ['a:ROW:8'],
      ['a:ROW:8'],
      ['a:ROW:8'],
    ]);
  });

  test('metadata can be changed and removed', () => {
    expect(
      run(
        `sheet.getRange('A:A').addDeveloperMetadata('k', 'old'); const [m] = sheet.getRange('A:A').getDeveloperMetadata(); m.setValue('new'); const after = sheet.getRange('A:A').getDeveloperMetadata().map(x => x.getValue()); m.remove(); return [after, sheet.getRange('A:A').getDeveloperMetadata().length]`,
      ),
    ).toEqual([['new'], 0]);
  });

  test('sorting keeps rows together, empty cells last, text after numbers', () => {
    const { person, shown } = filled(
      [
        ['Name', 'N'],
        ['cy', '3'],
        ['Bo', ''],
        ['al', '10'],
        ['di', 'x'],
      ],
      1,
    );
    person.sortSheet(0, 2);
    expect(shown()).toEqual([
      ['Name', 'N'],
      ['cy', '3'],
      ['al', '10'],
      ['di', 'x'],
      ['Bo', ''],
    ]);
    person.sortSheet(0, 2, false);
    expect(shown()).toEqual([
      ['Name', 'N'],
      ['di', 'x'],
      ['al', '10'],
      ['cy', '3'],
      ['Bo', ''],
    ]);
    person.sortArea(0, at(2, 1, 4, 1), 1);
    expect(shown()).toEqual([
      ['Name', 'N'],
      ['al', 'x'],
      ['Bo', '10'],
      ['cy', '3'],
      ['di', ''],
    ]);
  });

  test('moving rows and columns takes cells and formats along', () => {
    const { sheet, person, shown } = filled([
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
      ['g', 'h', 'i'],
    ]);
    sheet.setStyle(at(1, 1), { background: 'red' });
    person.move(0, 'cols', 1, 1, 4);
    expect(shown()[0]).toEqual(['b', 'c', 'a']);
    expect(sheet.style(1, 3).background).toBe('red');
    person.move(0, 'rows', 1, 1, 3);
    expect(shown()).toEqual([
      ['e', 'f', 'd'],
      ['b', 'c', 'a'],
      ['h', 'i', 'g'],
    ]);
    person.move(0, 'rows', 2, 2, 1);
    expect(shown()).toEqual([
      ['b', 'c', 'a'],
      ['h', 'i', 'g'],
      ['e', 'f', 'd'],
    ]);
  });

  test('inserted rows look like their neighbour and the filter, rules and protections grow with them', () => {
    const { sheet, person } = filled([['Mark'], ['x'], ['y']]);
    sheet.setStyle(at(2, 1, 2, 1), { background: 'red', note: 'mine' });
    person.setFilter(0, at(1, 1, 3, 1));
    sheet.conditionalRules = [
      {
        areas: [at(2, 1, 2, 1)],
        condition: { type: 'TEXT_EQUAL_TO', values: ['y'] },
        background: 'green',
        fontColor: null,
        bold: null,
      },
    ];
    sheet.protections.push({ id: 1, area: at(3, 1), description: '', warningOnly: true });
    person.insert(0, 'rows', 3, 2);
    expect(sheet.style(3, 1)).toEqual({ background: 'red' });
    expect([sheet.filter, sheet.conditionalRules[0]?.areas, sheet.protections[0]?.area]).toEqual([
      at(1, 1, 5, 1),
      [at(2, 1, 4, 1)],
      at(5, 1),
    ]);
    expect([conditionalStyle(sheet, 5, 1), conditionalStyle(sheet, 2, 1)]).toEqual([{ background: 'green' }, {}]);
    person.remove(0, 'rows', 3, 3);
    expect([sheet.filter, sheet.conditionalRules[0]?.areas, sheet.protections]).toEqual([
      at(1, 1, 2, 1),
      [at(2, 1)],
      [],
    ]);
  });

  test('very many rows can be inserted and moved', () => {
    const { sheet, person } = filled([['first']]);
    person.insert(0, 'rows', 1001, 300_000);
    person.move(0, 'rows', 2, 200_000, 301_001);
    expect([sheet.maxRows, sheet.lastRow()]).toEqual([301_000, 1]);
  });

  test('a paste beyond the edge makes the sheet larger', () => {
    const { sheet, person } = filled([['a']]);
    person.paste(0, 1000, 26, [
      ['x', 'y'],
      ['z', ''],
    ]);
    expect([sheet.maxRows, sheet.maxColumns, sheet.displayOf(1001, 26)]).toEqual([1001, 27, 'z']);
  });
});

describe('tick boxes, filter, formats', () => {
  test('tick boxes tick, refuse other things, and count as content', () => {
    expect(
      run(`const r = sheet.getRange('A2:A4'); r.insertCheckboxes(); sheet.getRange('A3').check(); sheet.getRangeList(['A2', 'B9']).check();
      return [r.getValues(), r.isChecked(), sheet.getRange('A2:A3').isChecked(), sheet.getRange('B2').isChecked(), sheet.getLastRow()]`),
    ).toEqual([[[true], [true], [false]], null, true, null, 4]);
  });

  test('a person ticks by clicking and cannot type into a tick box', () => {
    const { sheet, person } = filled([['Mark']]);
    sheet.setStyle(at(2, 1), {
      validation: { kind: 'checkbox', checked: true, unchecked: false, allowInvalid: false, help: null },
    });
    person.tick(0, 2, 1);
    expect(sheet.cell(2, 1)).toBe(true);
    person.tick(0, 2, 1);
    expect(sheet.cell(2, 1)).toBe(false);
    expect(() => {
      person.type(0, 2, 1, 'yes');
    }).toThrow('violates the data validation rules');
    person.tick(0, 3, 1);
    expect(sheet.cell(3, 1)).toBe('');
  });

  test('a drop-down allows its values', () => {
    expect(() =>
      run(
        `sheet.getRange('A1').setDataValidation(SpreadsheetApp.newDataValidation().requireValueInList(['a', 'b']).setAllowInvalid(false).build()); sheet.getRange('A1').setValue('b'); sheet.getRange('A1').setValue('c')`,
      ),
    ).toThrow('cell A1 violates');
  });

  test('the filter hides rows when it is set, and sorting keeps the right ones hidden', () => {
    const { sheet, person } = filled([['State'], ['Invited'], ['Declined'], ['Invited'], ['']], 1);
    person.setFilter(0, at(1, 1, 5, 1));
    person.setCriteria(0, 1, { hidden: ['Declined', ''], condition: null });
    const hidden = () => [1, 2, 3, 4, 5, 6].filter(row => sheet.isRowHidden(row));
    expect(hidden()).toEqual([3, 5]);
    person.sortArea(0, at(2, 1, 4, 1), 1);
    expect(hidden()).toEqual([2, 5]);
    person.setFilter(0, null);
    expect(hidden()).toEqual([]);
  });

  test('a script reads and sets the filter', () => {
    expect(
      run(`sheet.getRange('A1:A3').setValues([['S'], ['a'], ['b']]); const f = sheet.getRange('A1:A3').createFilter(); f.setColumnFilterCriteria(1, SpreadsheetApp.newFilterCriteria().setHiddenValues(['a']).build());
      const seen = [sheet.isRowHiddenByFilter(2), sheet.isRowHiddenByFilter(3), f.getColumnFilterCriteria(1).getHiddenValues(), sheet.getFilter().getRange().getA1Notation()]; f.remove(); return seen.concat(sheet.isRowHiddenByFilter(2), sheet.getFilter())`),
    ).toEqual([true, false, ['a'], 'A1:A3', false, null]);
  });

  test('conditional format rules come back as they were set, and a formula rule colours its rows', () => {
    const rig = startRig({
      dist: distOf(`function f() { const sheet = SpreadsheetApp.getActiveSheet(); sheet.getRange('A1:B2').setValues([['a', 'Invited'], ['b', 'x']]);
      sheet.setConditionalFormatRules([SpreadsheetApp.newConditionalFormatRule().whenFormulaSatisfied('=$B1="Invited"').setBackground('#fff000').setRanges([sheet.getRange('A1:B2')]).build()]);
      return sheet.getConditionalFormatRules().map(r => [r.getRanges().map(x => x.getA1Notation()), r.getBooleanCondition().getCriteriaValues()]) }`),
    });
    expect(rig.run('f')).toEqual([[['A1:B2'], ['=$B1="Invited"']]]);
    const sheet = rig.spreadsheet.activeSheet;
    expect([conditionalStyle(sheet, 1, 1), conditionalStyle(sheet, 2, 1)]).toEqual([{ background: '#fff000' }, {}]);
  });

  test('formats are set and read as blocks', () => {
    expect(
      run(
        `const r = sheet.getRange('A1:B1'); r.setBackgrounds([['#111111', null]]).setFontWeight('bold').setNotes([['hello', '']]); return [r.getBackgrounds(), r.getFontWeights(), r.getNotes()]`,
      ),
    ).toEqual([[['#111111', '#ffffff']], [['bold', 'bold']], [['hello', '']]]);
  });

  test('numbers and dates are shown by their formats', () => {
    expect(
      run(
        `const r = sheet.getRange('A1:D1'); r.setNumberFormats([['0.00', '#,##0', '0%', 'yyyy-mm-dd hh:mm']]); r.setValues([[1, 12345, 0.5, new Date(Date.UTC(2026, 0, 2, 3, 4))]]); return r.getDisplayValues()`,
      ),
    ).toEqual([['1.00', '12,345', '50%', '2026-01-02 03:04']]);
  });

  test('protections warn and can be found again', () => {
    expect(
      run(
        `sheet.getRange('C:C').protect().setDescription('Ours').setWarningOnly(true); return sheet.getProtections(SpreadsheetApp.ProtectionType.RANGE).map(p => [p.getDescription(), p.isWarningOnly(), p.getRange().getColumn()])`,
      ),
    ).toEqual([['Ours', true, 3]]);
  });

  test('ranges know their own coordinates', () => {
    expect(
      run(
        `const r = sheet.getRange('B2:C4'); const o = r.offset(1, 1, 1, 2); return [r.getA1Notation(), r.getLastRow(), r.getLastColumn(), r.getNumRows(), o.getA1Notation(), sheet.getRange('D:D').getNumRows(), sheet.getDataRange().getA1Notation()]`,
      ),
    ).toEqual(['B2:C4', 4, 3, 3, 'C3:D3', 1000, 'A1']);
  });
});

test('the last column follows each write, clearing, and columns that come and go', () => {
  expect(
    run(`const seen = []; const look = () => { SpreadsheetApp.flush(); seen.push(sheet.getLastColumn()); };
    look(); sheet.getRange('C2').setValue('x'); look(); sheet.getRange('E9').setValue('y'); look(); sheet.getRange('E9').clearContent(); look();
    sheet.insertColumnBefore(1); look(); sheet.deleteColumn(1); look(); sheet.getRange('C2').setValue(''); look(); return seen`),
  ).toEqual([0, 3, 5, 3, 4, 3, 0]);
});

describe('changes are told precisely', () => {
  test('a cell, a structure, the tabs, a toast', () => {
    const { book, person } = filled([['a']]);
    const heard: Change[] = [];
    const stop = book.onChange(change => heard.push(change));
    const before = book.version;
    person.type(0, 2, 3, 'x');
    person.insert(0, 'rows', 1);
    person.addSheet('Two');
    book.toast('Done');
    expect(heard).toEqual([
      { kind: 'cells', sheetId: 0, ...at(2, 3) },
      { kind: 'structure', sheetId: 0 },
      { kind: 'sheets' },
      { kind: 'selection' },
      { kind: 'toast', message: 'Done', title: '', seconds: 5 },
    ]);
    expect(book.version).toBe(before + 5);
    stop();
    person.type(0, 2, 3, 'y');
    expect(heard).toHaveLength(5);
  });

  test('sheets are added beside the active one, renamed and deleted', () => {
    const { book, person } = filled([['a']]);
    const two = person.addSheet();
    expect(book.activeSheet).toBe(two);
    person.renameSheet(two.id, 'ACCOUNTS');
    person.renameSheet(two.id, 'Accounts');
    expect(book.sheetNamed('Accounts')).toBe(two);
    person.deleteSheet(two.id);
    expect([book.sheets.map(sheet => sheet.name), book.activeSheet.name]).toEqual([['Sheet1'], 'Sheet1']);
  });
});
