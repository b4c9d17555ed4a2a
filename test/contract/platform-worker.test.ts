// Executions in threads of their own: they run beside each other, wait for locks and people, and can be ended at any
// point.
import { createHost, type Host, type HostOptions, ruleText, runInWorker } from '../../dev/platform/index';
import { distOf } from './platform-files';

const dist = distOf(`
  function add(a, b) { return a + b }
  function hold() { const lock = LockService.getDocumentLock(); lock.waitLock(30000); const s = PropertiesService.getScriptProperties(); s.setProperty('holder', 'me'); while (s.getProperty('go') !== 'yes') Utilities.sleep(5); return 'held' }
  function attempt(ms) { return LockService.getDocumentLock().tryLock(ms) }
  function count() { const lock = LockService.getDocumentLock(); lock.waitLock(30000); const s = PropertiesService.getScriptProperties(); const n = Number(s.getProperty('n') || 0); Utilities.sleep(2); s.setProperty('n', String(n + 1)); lock.releaseLock(); return n }
  function spin() { PropertiesService.getScriptProperties().setProperty('spinning', 'yes'); for (;;); }
  function ask() { const ui = SpreadsheetApp.getUi(); return String(ui.alert('Sure?', ui.ButtonSet.OK_CANCEL)) }
  function fetchAll() { return UrlFetchApp.fetchAll([1, 2, 3].map(n => ({ url: 'https://cloudidentity.googleapis.com/' + n, muteHttpExceptions: true }))).map(r => r.getContentText()) }
  function time() { return [Date.now(), new Date().getTime()] }
  function write() { SpreadsheetApp.getActiveSheet().getRange('A1:B1').setValues([['x', new Date(86400000)]]) }
  function throws() { throw new Error('no') }
`);

function hostWith(options: Partial<HostOptions> = {}): Host {
  const wait = (ms: number) =>
    ms <= 0
      ? undefined
      : new Promise<void>(resolve => {
          setTimeout(resolve, ms);
        });
  return createHost({
    dist,
    users: [{ email: 'ada@acme.example' }, { email: 'bob@acme.example' }],
    fetch: () => [],
    clock: { now: () => Date.now(), wait, virtual: false },
    ...options,
  });
}

/** Waits until something is so. */
async function until(what: () => boolean): Promise<void> {
  while (!what())
    await new Promise(resolve => {
      setTimeout(resolve, 2);
    });
}
const value = async (result: ReturnType<typeof runInWorker>): Promise<unknown> => {
  const ended = await result;
  return ended.ok ? ended.value : ended.error.message;
};

test('arguments go in, results come out, and what is written is there at the end', async () => {
  const host = hostWith();
  expect(await value(runInWorker(host, { functionName: 'add', args: [1, 2] }))).toBe(3);
  await runInWorker(host, { functionName: 'write' });
  expect(host.spreadsheet.activeSheet.displayValues({ row: 1, col: 1, rows: 1, cols: 2 })).toEqual([
    ['x', '1970-01-02'],
  ]);
  expect(host.executions()).toEqual([]);
});

test('failures come back as the page would see them', async () => {
  const host = hostWith();
  expect(await runInWorker(host, { functionName: 'throws' })).toMatchObject({
    ok: false,
    error: { name: 'ScriptError', message: 'Error: no' },
  });
  expect(await value(runInWorker(host, { functionName: 'nothing' }))).toContain(
    ruleText('run-no-function', { name: 'nothing' }),
  );
  expect(await value(runInWorker(host, { functionName: 'add', args: [new Date()] }))).toBe(
    ruleText('run-illegal', { name: 0 }),
  );
});

test('one holds the lock, the others wait or give up, and get it when it is free', async () => {
  const host = hostWith();
  const holder = runInWorker(host, { functionName: 'hold' });
  await until(() => host.properties('script').get('holder') === 'me');
  expect(await value(runInWorker(host, { functionName: 'attempt', args: [0] }))).toBe(false);
  const waiting = runInWorker(host, { functionName: 'attempt', args: [30_000], user: host.user('bob@acme.example') });
  await until(() => host.executions().some(({ functionName, calls }) => functionName === 'attempt' && calls >= 2));
  host.properties('script').set('go', 'yes');
  expect([await value(holder), await value(waiting)]).toEqual(['held', true]);
});

test('eight executions at once, one at a time under the lock', async () => {
  const host = hostWith();
  const seen = await Promise.all(Array.from({ length: 8 }, () => value(runInWorker(host, { functionName: 'count' }))));
  expect(seen.sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('a killed execution that was blocked gives its lock to the one that waits', async () => {
  const host = hostWith();
  const holder = runInWorker(host, { functionName: 'hold' });
  await until(() => host.properties('script').get('holder') === 'me');
  const waiting = runInWorker(host, { functionName: 'attempt', args: [30_000] });
  await until(() => host.executions().some(({ functionName, calls }) => functionName === 'attempt' && calls >= 2));
  const running = host.executions().find(({ functionName }) => functionName === 'hold');
  host.kill(running?.id ?? 0, 'Killed by a person');
  expect([await value(holder), await value(waiting)]).toEqual(['Killed by a person', true]);
});

test('the time limit ends even an endless loop', async () => {
  const host = hostWith({ limitMs: 300 });
  const statuses: string[] = [];
  host.onEvent(event => {
    if (event.kind === 'execution') statuses.push(`${event.execution.status} ${event.execution.error ?? ''}`);
  });
  expect(await value(runInWorker(host, { functionName: 'spin' }))).toBe(ruleText('time-limit'));
  expect(statuses).toEqual(['running ', `killed ${ruleText('time-limit')}`]);
});

test('an alert holds the execution until a person answers, or until it is killed', async () => {
  const host = hostWith();
  const events: string[] = [];
  host.onEvent(event => {
    if (event.kind === 'dialog' || event.kind === 'dialogClosed') events.push(event.kind);
  });
  const first = runInWorker(host, { functionName: 'ask' });
  await until(() => host.dialogs().length === 1);
  const [dialog] = host.dialogs();
  expect(dialog).toMatchObject({
    kind: 'alert',
    title: '',
    message: 'Sure?',
    buttons: 'OK_CANCEL',
    user: 'ada@acme.example',
  });
  host.answer(dialog?.id ?? 0, { button: 'CANCEL' });
  expect(await value(first)).toBe('CANCEL');
  const second = runInWorker(host, { functionName: 'ask' });
  await until(() => host.dialogs().length === 1);
  host.kill(host.executions()[0]?.id ?? 0);
  expect([await value(second), host.dialogs()]).toEqual(['Killed', []]);
  expect(events).toEqual(['dialog', 'dialogClosed', 'dialog', 'dialogClosed']);
});

test('fetchAll waits for an asynchronous port while others are answered', async () => {
  let reply: () => void = () => undefined;
  const gate = new Promise<void>(resolve => {
    reply = resolve;
  });
  let asked = 0;
  const host = hostWith({
    fetch: async requests => {
      asked = requests.length;
      await gate;
      return requests.map(({ url }) => ({ kind: 'reply', status: 200, headers: {}, body: url.slice(-1) }));
    },
  });
  const fetching = runInWorker(host, { functionName: 'fetchAll' });
  await until(() => asked === 3);
  expect(await value(runInWorker(host, { functionName: 'add', args: [2, 2] }))).toBe(4);
  reply();
  expect(await value(fetching)).toEqual(['1', '2', '3']);
});

test("the script's Date follows the host's clock", async () => {
  const ahead = 7 * 86_400_000;
  const host = hostWith({ clock: { now: () => Date.now() + ahead, wait: () => undefined, virtual: false } });
  const before = Date.now();
  const [now = 0, made = 0] = (await value(runInWorker(host, { functionName: 'time' }))) as number[];
  expect(now).toBeGreaterThanOrEqual(before + ahead - 1);
  expect(made).toBeLessThanOrEqual(Date.now() + ahead + 1);
});
