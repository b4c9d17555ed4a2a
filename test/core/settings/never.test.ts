// The never list: how it is typed, that it survives being cut off while it is saved, and that nothing mails who is on
// it.
import type { NeverEntry } from '../../../src/core/contract/settings';
import {
  keepNever,
  loadNever,
  MOST_NEVER,
  NEVER,
  neverIn,
  neverText,
  readNever,
  signedBy,
} from '../../../src/core/settings/never';
import type { Store } from '../../../src/core/ports';
import { code, makeOffice, NO_OPTIONS, people, value, type Office } from '../office';

const DAY = 86_400_000;
const BOB = 'bob@acme.example';
const ANN = 'ann@acme.example';

/** As the platform: at most 9 KB a value, 500 KB in all. `calls` after which an execution is ended. */
function storeIn(values: Map<string, string>, calls = Infinity): Store {
  let left = calls;
  const call = (): void => {
    if (left-- <= 0) throw new Error('killed');
  };
  const get = (key: string): string | null => values.get(key) ?? null;
  return {
    get,
    latest: get,
    forget: () => undefined,
    set: (key, text) => {
      call();
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(9 * 1024);
      values.set(key, text);
      const all = [...values].reduce((sum, [name, one]) => sum + Buffer.byteLength(name + one), 0);
      expect(all).toBeLessThanOrEqual(500 * 1024);
    },
    setAll: () => {
      throw new Error('The never list is written a part at a time.');
    },
    remove: key => {
      call();
      values.delete(key);
    },
  };
}
const listOf = (count: number, reason = 'left the company, año 2026'): NeverEntry[] =>
  Array.from({ length: count }, (_, at) => ({
    entry: `person.number${String(at)}@acme.example`,
    reason,
    by: at % 2 === 0 ? 'ada@acme.example' : BOB,
    at: at + 1,
  }));

test.each<[string, string, string | null]>([
  ['nothing', ' \n\n', ''],
  ['an address and a reason', ' Ann@ACME.example , on  leave, until May ', 'ann@acme.example, on leave, until May'],
  ['a domain, with or without an @', '@Acme.example; board\nacme.test\tsold', 'acme.example, board\nacme.test, sold'],
  ['a named address', 'Ann Lee <ann@acme.example>, left', 'ann@acme.example, left'],
  ['the first of two lines about one address', 'ann@acme.example, a\nANN@acme.example, b', 'ann@acme.example, a'],
  ['no address', 'acme, board', null],
  ['no reason', 'ann@acme.example', null],
  ['an empty reason', 'ann@acme.example, ', null],
  ['a reason without an end', `ann@acme.example, ${'x'.repeat(201)}`, null],
  ['more entries than may be', neverText(listOf(MOST_NEVER + 1)), null],
  ['more than there is room for', neverText(listOf(1_500, 'x'.repeat(200))), null],
])('a list with %s', (_what, typed, expected) => {
  const read = readNever(typed);
  expect(read.ok ? neverText(read.typed) : null).toBe(expected);
  if (read.ok) expect(readNever(neverText(read.typed))).toEqual(read);
});

test('a list of the most entries is kept and read back, and so is a shorter one after it', () => {
  const values = new Map<string, string>();
  const long = listOf(MOST_NEVER);
  expect(readNever(neverText(long)).ok).toBe(true);
  keepNever(storeIn(values), long);
  expect(loadNever(storeIn(values))).toEqual(long);
  keepNever(storeIn(values), long.slice(1));
  expect(loadNever(storeIn(values))).toEqual(long.slice(1));
  keepNever(storeIn(values), []);
  expect(loadNever(storeIn(values))).toEqual([]);
  expect(values.size).toBeLessThanOrEqual(2);
});

test('cut off anywhere while a list is saved, the one before or the new one holds whole', () => {
  const [before, after] = [listOf(300), listOf(700).slice(50)];
  const held: string[] = [];
  for (let calls = 0; ; calls++) {
    const values = new Map<string, string>();
    keepNever(storeIn(values), before);
    const kept = ((): boolean => {
      try {
        keepNever(storeIn(values, calls), after);
        return true;
      } catch {
        return false;
      }
    })();
    const found = loadNever(storeIn(values));
    held.push(neverText(found ?? []));
    expect([neverText(before), neverText(after)]).toContain(neverText(found ?? []));
    // What was left lying there is in nobody's way.
    keepNever(storeIn(values), before);
    expect(loadNever(storeIn(values))).toEqual(before);
    if (kept) break;
  }
  expect(new Set(held).size).toBe(2);
});

test('an entry covers its address, a domain all of it but no subdomain; one that stays is still its writer’s', () => {
  const list: NeverEntry[] = [
    { entry: ANN, reason: 'left', by: 'ada', at: 1 },
    { entry: 'sold.example', reason: 'sold', by: 'ada', at: 1 },
  ];
  const find = neverIn(list);
  expect([ANN, 'x@sold.example', 'x@sub.sold.example', 'x@acme.example'].map(one => find(one)?.reason)).toEqual([
    'left',
    'sold',
    undefined,
    undefined,
  ]);
  const typed = [
    { entry: ANN, reason: 'left' },
    { entry: 'sold.example', reason: 'sold in May' },
  ];
  expect(signedBy(typed, list, { by: 'bob', now: 5 })).toEqual([
    list[0],
    { entry: 'sold.example', reason: 'sold in May', by: 'bob', at: 5 },
  ]);
});

const never = (office: Office, text: string, who?: string): void => {
  office.settings(who, desk => {
    const before = value(desk.settings()).texts;
    expect(value(desk.saveSettings({ ...before, never: text }, before)).saved).toBe(true);
  });
};
function ready(count: number): Office {
  const office = makeOffice({ accounts: people(count) });
  office.refresh();
  office.markAll();
  return office;
}

test('a preview leaves out who is on the list and says why and who wrote it, whatever is ticked; a cancel is not affected', () => {
  const office = ready(3);
  office.run('send');
  never(office, 'p001@acme.example, on leave\np002@acme.example, left');
  office.pass(30 * DAY);
  office.refresh();
  office.markAll();
  const all = { includeRecent: true, includeDeclined: true, includeAgain: true };
  const plan = value(office.ask(desk => desk.preview('send', all)));
  expect(plan.addresses).toEqual(['p003@acme.example']);
  expect(plan.skipped).toEqual([
    {
      code: 'never-list',
      reason: 'On the never list: on leave (ada@acme.example)',
      addresses: ['p001@acme.example'],
    },
    { code: 'never-list', reason: 'On the never list: left (ada@acme.example)', addresses: ['p002@acme.example'] },
  ]);
  const reminders = value(
    office.ask(desk => desk.preview('send', NO_OPTIONS, { from: 'reminders', days: 7, most: 3 })),
  );
  expect([reminders.addresses, reminders.skipped.length]).toEqual([['p003@acme.example'], 2]);
  expect(value(office.ask(desk => desk.preview('cancel', NO_OPTIONS))).addresses).toHaveLength(3);
});

test('who comes onto the list after the confirmation is not mailed; the others are, and the job ends well', () => {
  const office = ready(4);
  const job = office.begin('send');
  never(office, 'p002@acme.example, left', BOB);
  const ended = office.drive(job);
  expect(ended).toMatchObject({
    status: 'done',
    counts: { done: 3, skipped: 1 },
    groups: [{ kind: 'skipped', reason: 'Not mailed: on the never list (left)', count: 1 }],
  });
  expect(office.mails('p002@acme.example')).toBe(0);
  expect(office.lines('p002@acme.example')).toMatchObject([
    { outcome: 'Skipped', code: expect.stringMatching(/^2 never-list /) },
  ]);
});

test('a list that cannot be read means that nobody is mailed, and a person is told; saved anew it holds', () => {
  const office = ready(2);
  const job = office.begin('send');
  never(office, 'p002@acme.example, left');
  const [piece] = [...office.store.keys()].filter(key => key.startsWith(`${NEVER}.`));
  office.store.delete(piece ?? '');
  expect(office.drive(job)).toMatchObject({ status: 'blocked', problem: { code: 'settings-unread' } });
  expect(value(office.ask(desk => desk.overview())).notices.map(notice => notice.code)).toEqual(['settings-unread']);
  expect(Object.keys(office.settings(undefined, desk => value(desk.settings()).faults))).toEqual(['never']);
  expect(value(office.ask(desk => desk.stop(job.id))).status).toBe('stopped');
  expect(code(office.ask(desk => desk.preview('send', NO_OPTIONS)))).toBe('settings-unread');
  expect(value(office.ask(desk => desk.preview('cancel', NO_OPTIONS))).addresses).toEqual([]);
  expect(office.world.ledger.mails).toEqual([]);
  // Whoever changes a pace did not mean to lift it.
  office.settings(undefined, desk => {
    const before = value(desk.settings()).texts;
    expect(value(desk.saveSettings({ ...before, perMinute: '6000' }, before)).view.faults).toHaveProperty('never');
  });
  expect(code(office.ask(desk => desk.preview('send', NO_OPTIONS)))).toBe('settings-unread');
  never(office, '');
  expect(office.run('send').counts.done).toBe(2);
});

test('what somebody else changed meanwhile is told line by line, and overwritten only knowingly', () => {
  const office = makeOffice();
  const before = office.settings(undefined, desk => value(desk.settings()).texts);
  never(office, 'p001@acme.example, left', BOB);
  const mine = { ...before, never: 'p009@acme.example, board' };
  const first = office.settings(undefined, desk => value(desk.saveSettings(mine, before)));
  expect(first).toMatchObject({
    saved: false,
    view: {
      texts: { never: 'p001@acme.example, left' },
      faults: { never: expect.stringContaining('New: “p001@acme.example, left”.') },
      never: [{ entry: 'p001@acme.example', by: BOB }],
    },
  });
  expect(office.settings(undefined, desk => value(desk.saveSettings(mine, first.view.texts)))).toMatchObject({
    saved: true,
    view: { texts: { never: 'p009@acme.example, board' } },
  });
  // Who saves other settings from a page of before leaves the list alone.
  const old = Object.fromEntries(Object.entries(first.view.texts).filter(([key]) => key !== NEVER));
  office.settings(BOB, desk => value(desk.saveSettings({ ...old, atOnce: '9' }, old)));
  expect(office.settings(undefined, desk => value(desk.settings()).texts)).toMatchObject({
    atOnce: '9',
    never: 'p009@acme.example, board',
  });
});

test.each([
  ['no address', 'nonsense, board', '“nonsense”'],
  ['no reason', 'p001@acme.example', '“p001@acme.example”'],
  ['more than is kept', neverText(listOf(MOST_NEVER, 'a reason of many words, '.repeat(8).trim())), 'too long'],
])('a list with %s is told to whoever saves it, and changes nothing', (_what, typed, told) => {
  const office = makeOffice();
  const before = office.settings(undefined, desk => value(desk.settings()).texts);
  const saved = office.settings(undefined, desk => value(desk.saveSettings({ ...before, never: typed }, before)));
  expect(saved).toMatchObject({ saved: false, view: { faults: { never: expect.stringContaining(told) }, never: [] } });
});
