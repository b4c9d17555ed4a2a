// The workbench's formulas: examples worked out by hand from Google's help of each function, and references that
// follow.
import { Person, SpreadsheetModel } from '../../dev/platform/index';

/**
 * A sheet "People" with addresses, states and dates in A:C from row 1 on, and an empty sheet beside it that the
 * formulas stand on.
 */
function people() {
  const book = new SpreadsheetModel({ timeZone: 'Europe/Madrid' });
  book.now = () => Date.UTC(2026, 10, 21, 23, 30);
  const person = new Person(book);
  const [home] = book.sheets;
  const sheet = book.addSheet('People');
  person.paste(sheet.id, 1, 1, [
    ['Email', 'State', 'When'],
    ['ann@b.example', 'Invited', '2026-11-16'],
    ['BOB@a.example', 'invited', '2026-11-22 09:00'],
    ['cy@b.example', 'Accepted', '2026-11-15 23:59'],
    ['nobody', 'Invited', ''],
    ['', '', ''],
    ['d~*@a.example', '', '7'],
  ]);
  const give = (formula: string) => {
    person.type(home!.id, 1, 1, formula);
    return home!.values({ row: 1, col: 1, rows: 1, cols: 1 })[0]![0];
  };
  const text = () => home!.formulas({ row: 1, col: 1, rows: 1, cols: 1 })[0]![0];
  return {
    book,
    person,
    home,
    sheet,
    give,
    text,
    now: () => home!.values({ row: 1, col: 1, rows: 1, cols: 1 })[0]![0],
  };
}

test.each([
  ['=1+2*3', 7],
  ['=(1+2)*3', 9],
  ['=-2^2', 4],
  ['=10-4-3', 3],
  ['=50%', 0.5],
  ['="a"&1&TRUE', 'a1TRUE'],
  ['="x""y"', 'x"y'],
  ['="A"="a"', true],
  ['=2<>2', false],
  ['=IF(2>1,"yes","no")', 'yes'],
  ['=IF(A9="","empty","full")', 'empty'],
  ['=SUM(1,2;3)', 6],
  ['=COUNTIF(People!B:B,"invited")', 3],
  ['=COUNTIF(People!A:A,"*@?*")', 4],
  ['=COUNTIF(People!A:A,"*@B.EXAMPLE")', 2],
  ['=COUNTIF(People!A:A,"d~~~**")', 1],
  ['=COUNTIFS(People!A:A,"*@?*",People!B:B,"Invited")', 2],
  ['=COUNTIF(People!C:C,">="&N(TODAY()-6))', 2],
  ['=COUNTIFS(People!C:C,">=46342",People!C:C,"<46349")', 2],
  ['=COUNTIF(People!C:C,"<>7")', 999],
  ['=WEEKDAY(TODAY(),2)', 7],
  ['=WEEKDAY(TODAY())', 1],
  ['=N(TODAY())', 46348],
  ['=SUM(People!C2:C2)', 46342],
  ['=REGEXEXTRACT("a@b.c","@(.+)$")', 'b.c'],
  ['=LOWER("ÄB")', 'äb'],
  ['=INDEX(SORT(UNIQUE(ARRAYFORMULA(LOWER(People!B2:B4)))),2)', 'invited'],
  ['=INDEX(FILTER(People!A2:A4,ARRAYFORMULA(People!B2:B4="Accepted")),1)', 'cy@b.example'],
  ['=IFERROR(1/0,"none")', 'none'],
  ['=IFNA(1/0,"none")', '#DIV/0!'],
  ['=LET(a_,2,b_,a_*3,a_+b_)', 8],
  ['=SWITCH("B","a",1,"b",2,0)', 2],
  ['=SWITCH("c","a",1)', '#N/A'],
  ['=INT(0-1.5)', -2],
  ['=ISERROR(1/0)', true],
  ['=ISERROR("#")', false],
  ['=ISNUMBER(People!C2)', true],
  ['=ISNUMBER(People!C1)', false],
  ['=SUM(SEQUENCE(3,2,0,10))', 150],
  ['=INDEX(FREQUENCY(People!C2:C7,SEQUENCE(2,1,7,46342)),2)', 3],
  ['=INDEX(FREQUENCY(People!C2:C7,SEQUENCE(1)),2)', 4],
  ['=INDEX(HSTACK(SEQUENCE(2),5),2,2)', '#N/A'],
  ['=INDEX(VSTACK(SEQUENCE(1,2),5),2,1)', 5],
  ['=INDEX(CHOOSECOLS(SEQUENCE(2,3),3),2)', 6],
  ['=SUM(ARRAY_CONSTRAIN(SEQUENCE(4),2,1))', 3],
  ['=SUM(ARRAYFORMULA(IF(ISNUMBER(People!C2:C7),1/1,People!A2:A7+1)))', '#VALUE!'],
  ['=SUM(ARRAYFORMULA(IF(ISNUMBER(People!C2:C4),1,1/0)))', 3],
  ['=SUM(ARRAYFORMULA(IFERROR(People!A2:C7+0,0)))', 46342 + 46348.375 + 46341.99930555555 + 7],
])('%s is %p', (formula, expected) => {
  expect(people().give(formula)).toBe(expected);
});

test.each([
  ['=1/0', '#DIV/0!'],
  ['="a"+1', '#VALUE!'],
  ['=LOWER(People!B:B)', '#VALUE!'],
  ['=REGEXEXTRACT("a","b")', '#N/A'],
  ['=FILTER(People!A2:A3,ARRAYFORMULA(People!A2:A3="x"))', '#N/A'],
  ['=Gone!A1', '#REF!'],
  ['=A1', '#REF!'],
  ['=nothing', '#NAME?'],
  ['=1+', '#ERROR!'],
  ['=SUM(1', '#ERROR!'],
  ['=COUNTIFS(People!A1:A2,"x",People!B1:B3,"y")', '#VALUE!'],
  ['=COUNTIF("x","x")', '#N/A'],
])('%s is the error %s', (formula, expected) => {
  expect(people().give(formula)).toBe(expected);
});

test('what is not built says so, and no IFERROR hides it', () => {
  const { give } = people();
  expect(give('=IFERROR(QUERY(People!A:C,"select A"),0)')).toBe(
    'not implemented in the workbench: QUERY of another form',
  );
  expect(give('=People!A1:B2')).toBe('not implemented in the workbench: a result of several cells');
});

// Google's help of QUERY: a column of mixed types takes the type of most of its cells, and the others are null.
test('QUERY groups, counts, sums and orders; cells of the other type are empty to it', () => {
  const { person, home, sheet } = people();
  const select =
    "select Col1,count(Col1),sum(Col2) where Col1<>'' group by Col1 order by count(Col1) desc,Col1 limit 2";
  const given = (range: string, labels = "count(Col1) '',sum(Col2) ''") => {
    person.type(home!.id, 1, 1, `=QUERY(${range},"${select} label ${labels}",0)`);
    return home!.values({ row: 1, col: 1, rows: 2, cols: 3 });
  };
  person.paste(sheet.id, 1, 4, [
    ['b', '1'],
    ['a', '2'],
    ['b', 'x'],
    ['c', '4'],
    ['5', '5'],
  ]);
  expect(given('People!D1:E6')).toEqual([
    ['b', 2, 1],
    ['a', 1, 2],
  ]);
  expect(given('People!D7:E8')[0]).toEqual(['#N/A', '', '']);
  expect(given('People!D1:E6', "count(Col1) ''")[0]![0]).toMatch(/^not implemented/);
});

// Google's help: "Array result was not expanded because it would overwrite data in …", and nothing of it is shown.
test('a block fills the cells beside it as long as there is room, and is #REF! where there is none', () => {
  const { person, home } = people();
  person.type(home!.id, 2, 2, '=SEQUENCE(2,2)');
  const all = () => home!.displayValues({ row: 2, col: 2, rows: 2, cols: 2 });
  expect(all()).toEqual([
    ['1', '2'],
    ['3', '4'],
  ]);
  person.type(home!.id, 5, 1, '=SUM(B2:C3)');
  expect(home!.displayOf(5, 1)).toBe('10');
  person.type(home!.id, 3, 3, 'mine');
  expect(all()).toEqual([
    ['#REF!', ''],
    ['', 'mine'],
  ]);
  person.type(home!.id, 3, 3, '');
  expect(all()[1]).toEqual(['3', '4']);
  person.type(home!.id, 1, 26, '=SEQUENCE(1,2)');
  expect(home!.displayOf(1, 26)).toBe('#REF!');
});

test('what formulas cost is counted: whole columns that references lead over, and cells that functions are given', () => {
  const { book, give } = people();
  const { work } = book.formulas;
  give('=COUNTIF(People!A:A,"a")+COUNTIF(People!A:A,"b")');
  expect(work).toEqual({ passes: 2, cells: 2_000 });
  give('=ARRAYFORMULA(LET(name_,People!A:A,SUM(IF(name_="a",1,0))+SUM(IF(name_="b",1,0))))');
  // =, IF and SUM, twice.
  expect(work).toEqual({ passes: 3, cells: 8_000 });
});

test('a result follows each edit, the day, and dates stay dates', () => {
  const { book, person, sheet, give, now } = people();
  give('=COUNTIF(People!B:B,"Invited")');
  person.type(sheet.id, 4, 2, 'Invited');
  expect(now()).toBe(4);
  expect(give('=TODAY()-WEEKDAY(TODAY(),2)+1')).toEqual(new Date(Date.UTC(2026, 10, 15, 23)));
  book.now = () => Date.UTC(2026, 10, 23, 9);
  expect(now()).toEqual(new Date(Date.UTC(2026, 10, 22, 23)));
});

test('references follow renamed sheets and inserted, moved and deleted rows and columns', () => {
  const { person, sheet, give, text, now } = people();
  give('=COUNTIF(People!B:B,"Invited")+SUM(People!$C$7:C7)');
  expect(now()).toBe(10);
  person.insert(sheet.id, 'cols', 1, 2);
  expect(text()).toBe('=COUNTIF(People!D:D,"Invited")+SUM(People!$E$7:E7)');
  person.move(sheet.id, 'cols', 4, 1, 1);
  person.insert(sheet.id, 'rows', 2);
  expect(text()).toBe('=COUNTIF(People!A:A,"Invited")+SUM(People!$E$8:E8)');
  person.renameSheet(sheet.id, "Ann's people");
  expect(text()).toBe("=COUNTIF('Ann''s people'!A:A,\"Invited\")+SUM('Ann''s people'!$E$8:E8)");
  expect(now()).toBe(10);
  person.remove(sheet.id, 'cols', 1);
  expect(text()).toBe("=COUNTIF(#REF!,\"Invited\")+SUM('Ann''s people'!$D$8:D8)");
  expect(now()).toBe('#REF!');
  give("=SUM('Ann''s people'!A2:A)");
  person.remove(sheet.id, 'rows', 2, 3);
  expect(text()).toBe("=SUM('Ann''s people'!A2:A)");
  person.deleteSheet(sheet.id);
  expect(text()).toBe('=SUM(#REF!)');
});
