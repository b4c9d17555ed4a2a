// The rig: one world, one thread, a virtual clock; kills, throws, two admins, and a person between two calls.
import { createHash } from 'node:crypto';
import { type Crash, GOOGLE_LATENCY, Killed, startRig } from '../../dev/rig';
import { distOf, SCOPES } from './platform-files';

const LIST = 'https://cloudidentity.googleapis.com/v1/customers/my_customer/userinvitations';

/** Writes, sends, writes; and tries to hide any fault. */
const job = distOf(`
  function job() {
    const sheet = SpreadsheetApp.getActive().getSheets()[0];
    const lock = LockService.getDocumentLock();
    try {
      lock.waitLock(0);
      sheet.getRange('A1').setValue('sending');
      SpreadsheetApp.flush();
      UrlFetchApp.fetchAll([{ url: '${LIST}/ann@acme.example:send', method: 'post', contentType: 'application/json', payload: '{}', headers: { Authorization: 'Bearer ' + ScriptApp.getOAuthToken() } }]);
      sheet.getRange('A2').setValue('sent');
      return 'done';
    } catch (error) {
      return 'hidden: ' + error.message;
    } finally {
      PropertiesService.getDocumentProperties().setProperty('end', 'yes');
      lock.releaseLock();
    }
  }
  function holds() { return LockService.getDocumentLock().tryLock(5000); }
  function read() { return SpreadsheetApp.getActive().getSheets()[0].getRange('A1').getValue(); }
`);
const start = () => startRig({ dist: job, accounts: ['ann@acme.example'] });
const mails = (rig: ReturnType<typeof start>) => rig.world.ledger.mails.length;

describe('a crash at each call', () => {
  const ops = (): string[] => {
    const rig = start();
    expect(rig.run('job')).toBe('done');
    return rig.calls.list.map(call => call.op);
  };
  const sendAt = ops().indexOf('UrlFetchApp.fetchAll') + 1;

  test('a kill before the send: nothing sent, nothing repaired, the lock free again', () => {
    const rig = start();
    rig.crashAt(sendAt, 'kill-before');
    expect(() => rig.run('job')).toThrow(Killed);
    rig.uncrash();
    expect([mails(rig), rig.sheet('Sheet1'), rig.host.properties('document').size, rig.run('holds')]).toEqual([
      0,
      [['sending']],
      0,
      true,
    ]);
  });

  test('a kill after the send: one mail, and the script never learns of it', () => {
    const rig = start();
    rig.crashAt(sendAt, 'kill-after');
    expect(() => rig.run('job')).toThrow(Killed);
    expect([mails(rig), rig.sheet('Sheet1'), rig.host.properties('document').size]).toEqual([1, [['sending']], 0]);
  });

  test.each<[Crash, number]>([
    ['throw-before', 0],
    ['throw-after', 1],
  ])('%s: the call throws, the script goes on', (crash, sent) => {
    const rig = start();
    rig.crashAt(sendAt, crash);
    expect(rig.run('job')).toMatch(/^hidden: /);
    expect([mails(rig), rig.host.properties('document').get('end')]).toEqual([sent, 'yes']);
  });

  test.each(ops().map((op, index) => [index + 1, op] as const))(
    'a kill before or after call %d (%s) frees the lock and ends the script',
    n => {
      for (const crash of ['kill-before', 'kill-after'] as const) {
        const rig = start();
        rig.crashAt(n, crash);
        expect(() => rig.run('job')).toThrow(`Killed at call ${n}`);
        expect(rig.host.executions()).toEqual([]);
        rig.uncrash();
        expect(rig.run('holds')).toBe(true);
      }
    },
  );
});

test('the kill points of a run leave all that a kill before or after any of its calls can leave', () => {
  const dist = distOf(`
    function turn() {
      const book = SpreadsheetApp.getActive(), sheet = book.getSheets()[0], store = PropertiesService.getDocumentProperties();
      sheet.getRange(sheet.getLastRow() + 1, 1, 2, 1).setValues([['a'], [store.getProperty('n')]]);
      store.setProperty('n', sheet.getMaxRows() + Session.getActiveUserLocale());
      sheet.getRange('B1').setValue(sheet.getRange('A1').getValue() + sheet.getRange('A2').getValue());
      sheet.getRange('C1').setValue('held back'); sheet.getMaxColumns();
      sheet.insertRowsAfter(1, 1); sheet.getRange('C2').setValue('held back until the end');
    }
  `);
  const run = (at: number, crash: Crash) => {
    const rig = startRig({ dist });
    if (at > 0) rig.crashAt(at, crash);
    for (let turn = 0; turn < 2; turn++)
      try {
        rig.run('turn');
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        break;
      }
    return { rig, left: JSON.stringify([rig.sheet('Sheet1'), [...rig.host.properties('document')]]) };
  };
  const { calls } = run(0, 'kill-after').rig;
  const anywhere = calls.list.flatMap((_, at) => [run(at + 1, 'kill-before').left, run(at + 1, 'kill-after').left]);
  const atPoints = calls.killPoints().map(([at, crash]) => run(at, crash).left);
  expect(new Set(atPoints)).toEqual(new Set(anywhere));
  expect([new Set(anywhere).size > 6, atPoints.length < anywhere.length / 3]).toEqual([true, true]);
});

test('a person may edit between two calls', () => {
  const rig = start();
  rig.before = op => {
    if (op === 'UrlFetchApp.fetchAll') rig.person.insert(0, 'rows', 1);
  };
  rig.run('job');
  expect(rig.sheet('Sheet1')).toEqual([[''], ['sent']]);
});

test('a second admin meets the lock, and other user properties', () => {
  const rig = start();
  const met: unknown[] = [];
  rig.before = op => {
    if (op === 'UrlFetchApp.fetchAll') met.push(rig.as('bob@acme.example').run('holds'));
  };
  rig.run('job');
  expect(met).toEqual([false]);
  expect(rig.as('bob@acme.example').run('holds')).toBe(true);
  expect(() => rig.as('eve@acme.example')).toThrow('No such user');
});

test('time is virtual: sleeps, latencies and the slowest reply move it, in the script as outside', () => {
  const rig = startRig({
    dist: distOf(
      `function f() { const from = Date.now(); Utilities.sleep(1000); UrlFetchApp.fetchAll(['${LIST}', '${LIST}']); PropertiesService.getScriptProperties().getProperty('k'); return [from, new Date().getTime() - from, new Date(5).getTime(), typeof Date(), new Date() instanceof Date] }`,
    ),
    latency: GOOGLE_LATENCY,
    fetch: requests =>
      requests.map((_request, index) => ({
        kind: 'reply',
        status: 200,
        headers: {},
        body: '',
        delayMs: 100 + index * 50,
      })),
  });
  const from = rig.clock.now();
  expect(rig.run('f')).toEqual([from, 1230, 5, 'string', true]);
  expect(rig.world.now()).toBe(from + 1230);
  rig.clock.advance(7 * 86_400_000);
  expect(rig.world.now()).toBe(from + 1230 + 7 * 86_400_000);
});

test('calls are counted by name and by kind', () => {
  const rig = start();
  rig.run('job');
  expect([
    rig.calls.count('Range.setValue'),
    rig.calls.count('write'),
    rig.calls.count('property'),
    rig.calls.sheets(),
  ]).toEqual([2, 2, 1, 3]);
  rig.calls.reset();
  expect(rig.calls.count()).toBe(0);
});

describe('menu, sidebar and dialogs', () => {
  const dist = distOf(
    `
    function onOpen(e) { const ui = SpreadsheetApp.getUi(); ui.createAddonMenu().addItem('Open', 'show').addSeparator().addSubMenu(ui.createMenu('More').addItem('Ask', 'ask')).addToUi(); }
    function show() { SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutputFromFile('Sidebar').setTitle('Mine')); SpreadsheetApp.getActive().toast('Opened'); }
    function ask() { const ui = SpreadsheetApp.getUi(); const a = ui.alert('Sure?', 'Really?', ui.ButtonSet.YES_NO); const p = ui.prompt('Name'); return [a === ui.Button.YES, String(a), p.getSelectedButton() === ui.Button.OK, p.getResponseText()]; }
  `,
    {},
    '<p>Page</p>',
  );

  test('onOpen builds the menu and its items run', () => {
    const rig = startRig({ dist });
    expect(rig.menu()).toEqual([
      {
        caption: '',
        addon: true,
        entries: [
          { kind: 'item', caption: 'Open', functionName: 'show' },
          { kind: 'separator' },
          { kind: 'menu', caption: 'More', entries: [{ kind: 'item', caption: 'Ask', functionName: 'ask' }] },
        ],
      },
    ]);
    rig.menu();
    expect(rig.menu()).toHaveLength(1);
    rig.click('Open');
    expect([rig.sidebar, rig.toasts]).toEqual([
      { title: 'Mine', html: '<p>Page</p>', width: 300, height: 400 },
      ['Opened'],
    ]);
    expect(() => rig.click('Close')).toThrow('The menu has no "Close"; it has Open, -, More.');
  });

  test('alerts are answered by a function', () => {
    const rig = startRig({
      dist,
      ask: dialog => (dialog.kind === 'prompt' ? { button: 'OK', text: 'Ada' } : { button: 'NO' }),
    });
    expect(rig.click('More', 'Ask')).toEqual([false, 'NO', true, 'Ada']);
    expect(rig.dialogs.map(({ kind, title, message, buttons }) => [kind, title, message, buttons])).toEqual([
      ['alert', 'Sure?', 'Really?', 'YES_NO'],
      ['prompt', '', 'Name', 'OK'],
    ]);
  });
});

test('an uncaught error arrives as the page would see it', () => {
  const rig = startRig({
    dist: distOf(
      `function plain() { throw new TypeError('bad') } function text() { throw 'words' } function late() { const r = SpreadsheetApp.getActiveSheet().getRange('A1'); r.insertCheckboxes(); r.setValue('x') }`,
    ),
  });
  expect(() => rig.run('plain')).toThrow('TypeError: bad');
  expect(() => rig.run('text')).toThrow('words');
  // A held-back write may fail at the end only.
  expect(() => rig.run('late')).toThrow(/^Exception: The data you entered in cell A1/);
});

test.each([false, true])('nothing is remembered in variables from call to call (same context: %p)', sameContext => {
  const rig = startRig({ dist: distOf('var count = 0; function f() { return ++count }'), sameContext });
  expect([rig.run('f'), rig.run('f')]).toEqual([1, 1]);
});

test('an execution that comes between the calls of another has its own variables, also in contexts that are used again', () => {
  const rig = startRig({
    dist: distOf('var mine = 0; function f(n) { mine = n; CacheService.getDocumentCache().get("x"); return mine }'),
    sameContext: true,
  });
  const inner: unknown[] = [];
  rig.before = (_op, n) => {
    if (n === 1) inner.push(rig.as('bob@acme.example').run('f', 2));
  };
  expect([rig.run('f', 1), inner, rig.run('f', 3)]).toEqual([1, [2], 3]);
});

test('what the script and the host give each other is each one’s own: lists, objects, dates and numbers as JSON has them', () => {
  const rig = startRig({
    dist: distOf(`
      const at = (...area) => SpreadsheetApp.getActive().getSheets()[0].getRange(...area);
      function lines() { const block = at(5, 1, 3, 2).getValues(); block[0][1] = 'mine'; return [block, at(5, 1, 3, 2).getValues()] }
      function late() {
        const day = new Date(0);
        const block = [[day, -0, 'x']];
        at(1, 1, 1, 3).setValues(block);
        day.setTime(86400000);
        block[0][2] = 'y';
        const [[read, zero, text]] = at(1, 1, 1, 3).getValues();
        return [read instanceof Date, read.getTime(), Object.is(zero, 0), text];
      }
      function stored() {
        const store = PropertiesService.getDocumentProperties();
        store.setProperties({ a: '"1"', b: '' });
        const all = store.getProperties();
        all.a = 'mine';
        return [Object.getPrototypeOf(all) === Object.prototype, store.getProperties()];
      }`),
  });
  const empty = ['', ''];
  expect(rig.run('lines')).toEqual([
    [['', 'mine'], empty, empty],
    [empty, empty, empty],
  ]);
  expect(rig.run('late')).toEqual([true, 0, true, 'x']);
  expect(rig.run('stored')).toEqual([true, { a: '"1"', b: '' }]);
});

test('the script’s Date is a Date in all but the clock', () => {
  const rig = startRig({
    dist: distOf(
      `class Day extends Date { get day() { return this.getUTCDate() } }
       function f() { return [Date.name, Date.length, Date.UTC(1970, 0, 2), new Date(1970, 0, 2, 3).getHours(), new Date('1970-01-03T00:00:00Z').getTime(), new Day(86400000).day, new Day() instanceof Day, new Day().getTime() === Date.now(), new Date(new Date(7)).getTime()] }`,
    ),
  });
  expect(rig.run('f')).toEqual(['Date', 7, 86_400_000, 3, 172_800_000, 2, true, true, 7]);
});

test('no more than Apps Script has: no timers, fetch, URL, process or require', () => {
  const names = [
    'setTimeout',
    'fetch',
    'URL',
    'URLSearchParams',
    'process',
    'require',
    'TextEncoder',
    'Buffer',
    'structuredClone',
    'atob',
    'crypto',
    'performance',
    '__call',
    '__now',
    '__random',
  ];
  const rig = startRig({
    dist: distOf(`function f() { return ${JSON.stringify(names)}.filter(name => name in globalThis) }`),
  });
  expect(rig.run('f')).toEqual([]);
});

test('Utilities: digests, base64, dates, ids and blobs', () => {
  const rig = startRig({
    dist: distOf(`function f() {
    const hex = Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, 'é€😀').map(b => ((b + 256) % 256).toString(16).padStart(2, '0')).join('');
    return [hex, Utilities.base64Encode('é€😀!'), Utilities.base64EncodeWebSafe([-1, -2, -3, 62]), Utilities.newBlob(Utilities.base64Decode('w6nigqzwn5iAIQ==')).getDataAsString(),
      Utilities.formatDate(new Date(0), 'Europe/Berlin', "yyyy-MM-dd'T'HH:mm:ssZ EEE"), Utilities.getUuid().length] }`),
  });
  expect(rig.run('f')).toEqual([
    createHash('sha256').update('é€😀').digest('hex'),
    Buffer.from('é€😀!').toString('base64'),
    '__79Pg==',
    'é€😀!',
    '1970-01-01T01:00:00+0100 Thu',
    36,
  ]);
});

test('two copies of an add-on in one spreadsheet: one sheet, clock, Google and quota, but stores, locks and triggers apart', () => {
  const dist = distOf(
    `function f(name) {
      const [store, lock, sheet] = [PropertiesService.getDocumentProperties(), LockService.getDocumentLock(), SpreadsheetApp.getActive().getSheets()[0]];
      const held = lock.tryLock(0);
      store.setProperty('mine', name);
      sheet.getRange('A1').setValue(sheet.getRange('A1').getValue() + name);
      SpreadsheetApp.flush();
      ScriptApp.newTrigger('f').timeBased().everyHours(1).create();
      UrlFetchApp.fetchAll([{ url: '${LIST}/ann@acme.example:send', method: 'post', headers: { Authorization: 'Bearer ' + ScriptApp.getOAuthToken() } }]);
      Utilities.sleep(1000);
      return [held, store.getProperty('mine'), sheet.getRange('A1').getValue(), ScriptApp.getProjectTriggers().length, ScriptApp.getScriptId()];
    }`,
    { oauthScopes: [...SCOPES, 'https://www.googleapis.com/auth/script.scriptapp'] },
  );
  const own = startRig({ dist, accounts: ['ann@acme.example'], fetchesPerDay: 2 });
  const store = startRig({ dist, beside: own, fetchesPerDay: 2 });
  const inner: unknown[] = [];
  own.before = op => {
    if (op === 'Utilities.sleep') inner.push(store.run('f', 'store'));
  };
  const start = own.clock.now();
  expect(own.run('f', 'own ')).toEqual([true, 'own ', 'own store', 1, '1WorkbenchScript']);
  expect(inner).toEqual([[true, 'store', 'own store', 1, '2WorkbenchScript']]);
  expect([mails(own), mails(store), store.clock.now() - start, own.clock.now() - start]).toEqual([2, 2, 2000, 2000]);
  expect(own.calls.count('UrlFetchApp.fetchAll')).toBe(1);
  expect(() => store.run('f', 'x')).toThrow('Service invoked too many times for one day: urlfetch.');
});
