// What other hands do to the spreadsheet, ordinary and rare: restoring a version, another time zone.
import { startRig } from '../../dev/rig';
import { distOf } from './platform-files';

const dist = distOf(`
  const sheet = () => SpreadsheetApp.getActive().getSheets()[0];
  function fill() {
    sheet().getRange('A1:B1').setValues([['Email', 'When']]);
    sheet().getRange('B2').setNumberFormat('yyyy-mm-dd hh:mm').setValue(new Date(Date.UTC(2026, 0, 15, 9)));
    sheet().getRange('A:A').addDeveloperMetadata('field', 'email');
    PropertiesService.getDocumentProperties().setProperty('job', 'one');
  }
  function more() {
    sheet().getRange('A2:B2').setValues([['ann@acme.example', 'never']]);
    sheet().getRange('B2').setNumberFormat('@');
    sheet().getRange('A3').setFormula('=COUNTIF(A1:A2,"?*")');
    sheet().getRange('B:B').addDeveloperMetadata('field', 'when');
    SpreadsheetApp.getActive().insertSheet('Later');
    PropertiesService.getDocumentProperties().setProperty('job', 'two');
  }
  function look() {
    const found = SpreadsheetApp.getActive().createDeveloperMetadataFinder().withKey('field').find();
    return [
      SpreadsheetApp.getActive().getSheets().map(each => each.getName()),
      sheet().getRange('B2').getNumberFormats()[0][0],
      found.map(each => each.getValue()),
      PropertiesService.getDocumentProperties().getProperty('job'),
    ];
  }
  function when() { return sheet().getRange('B2').getValue().getTime() }
  function write(at) { sheet().getRange('B2').setValue(new Date(at)) }
`);

describe('a version restored from the history', () => {
  test('all sheets, cells, formats and metadata are as they were; document properties are not', () => {
    const rig = startRig({ dist });
    rig.run('fill');
    const before = rig.sheet('Sheet1');
    const restore = rig.person.keepVersion();
    rig.run('more');
    expect(rig.sheet('Sheet1')[2]).toEqual(['2', '']);
    restore();
    expect(rig.sheet('Sheet1')).toEqual(before);
    expect(rig.run('look')).toEqual([['Sheet1'], 'yyyy-mm-dd hh:mm', ['email'], 'two']);
  });

  test('it may be restored again and again, and formulas are computed anew', () => {
    const rig = startRig({ dist });
    const empty = rig.person.keepVersion();
    rig.run('fill');
    rig.run('more');
    const full = rig.person.keepVersion();
    rig.person.type(0, 1, 1, '');
    expect(rig.sheet('Sheet1')[2]).toEqual(['1', '']);
    full();
    expect(rig.sheet('Sheet1')[2]).toEqual(['2', '']);
    empty();
    expect(rig.sheet('Sheet1')).toEqual([]);
    full();
    expect(rig.sheet('Sheet1')[2]).toEqual(['2', '']);
  });

  test('a sheet that was deleted since is back, and one made later is another', () => {
    const rig = startRig({ dist });
    rig.run('more');
    const [first, later] = rig.spreadsheet.sheets.map(({ id }) => id);
    const restore = rig.person.keepVersion();
    rig.person.deleteSheet(first!);
    restore();
    expect(rig.spreadsheet.sheets.map(({ id }) => id)).toEqual([first, later]);
    const made = rig.person.addSheet().id;
    restore();
    expect(rig.person.addSheet().id).not.toBe(made);
  });
});

describe('another time zone of the spreadsheet', () => {
  const HOUR = 3_600_000;
  test('cells show what they showed and stand for other moments; what is written later is read back as it was', () => {
    const rig = startRig({ dist });
    rig.run('fill');
    const was = Number(rig.run('when'));
    const shown = rig.sheet('Sheet1');
    rig.person.setTimeZone('America/New_York');
    expect([rig.sheet('Sheet1'), Number(rig.run('when')) - was]).toEqual([shown, 5 * HOUR]);
    rig.run('write', was);
    expect([rig.run('when'), rig.sheet('Sheet1')[1]![1]]).toEqual([was, '2026-01-15 04:00']);
    rig.person.setTimeZone('Asia/Tokyo');
    expect(Number(rig.run('when')) - was).toBe(-14 * HOUR);
  });

  test('a version of before shows what it showed then', () => {
    const rig = startRig({ dist });
    rig.run('fill');
    const [was, shown] = [Number(rig.run('when')), rig.sheet('Sheet1')];
    const restore = rig.person.keepVersion();
    rig.person.setTimeZone('America/New_York');
    restore();
    expect([rig.sheet('Sheet1'), Number(rig.run('when')) - was]).toEqual([shown, 5 * HOUR]);
  });

  test('a saved moment of the rig has its zone', () => {
    const rig = startRig({ dist });
    rig.run('fill');
    const [was, back] = [rig.run('when'), rig.save()];
    rig.person.setTimeZone('America/New_York');
    back();
    expect([rig.run('when'), rig.spreadsheet.timeZone]).toEqual([was, 'Etc/UTC']);
  });
});
