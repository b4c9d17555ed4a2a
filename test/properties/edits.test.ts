// A person does anything to the sheets, before and between the steps of jobs: nothing throws, nobody is mailed who was
// not confirmed, nor twice, and nobody is forgotten without a word.
import fc from 'fast-check';
import { addFault, type FaultRule } from '../../dev/emulator/index';
import { canonical } from '../../src/core/accounts/address';
import type { Answer, JobView, PlanOptions } from '../../src/core/contract/rpc';
import { ACCOUNT_COLUMNS, ACTIVITY_COLUMNS, type Cell } from '../../src/core/sheets/columns';
import { makeOffice, people, value, words, written, type Office } from '../core/office';
import type { MemorySheet } from '../memory/table';
import { holds } from './runs';

/** Two batches and a bit. */
const COUNT = 26;
const LATER_MS = 600_000;
const ADDRESSES = people(COUNT + 2).map(person => person.email);
const ACCOUNT_KEYS = ACCOUNT_COLUMNS.map(column => column.key);
const ACTIVITY_KEYS = ACTIVITY_COLUMNS.map(column => column.key);

const typed: fc.Arbitrary<Cell> = fc.oneof(
  fc.constantFrom<Cell>(
    '',
    'x',
    '=1+1',
    0,
    1,
    7,
    -3,
    1e15,
    1e300,
    true,
    false,
    null,
    'Queued',
    'Sending',
    'Checking',
    'Done',
    'Refused',
    'Skipped',
    'Unknown',
    'Invited',
    'Accepted',
    'Not invited',
    'Send',
    'Cancel',
    'typed@acme.example',
    ...ADDRESSES.slice(0, 4),
  ),
  fc.constantFrom<Cell>(Date.UTC(2026, 10, 21, 9), Date.UTC(2126, 0, 1), Date.UTC(1970, 0, 1)),
  fc.string({ maxLength: 8 }),
);
const spot = fc.nat(40);
const edit = fc
  .oneof(
    {
      weight: 2,
      arbitrary: fc.record({
        edit: fc.constant('sort' as const),
        key: fc.constantFrom(...new Set<string>([...ACCOUNT_KEYS, ...ACTIVITY_KEYS])),
        down: fc.boolean(),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ edit: fc.constant('delete' as const), at: spot, count: fc.integer({ min: 1, max: 3 }) }),
    },
    { weight: 2, arbitrary: fc.record({ edit: fc.constant('insert' as const), at: spot }) },
    { weight: 2, arbitrary: fc.record({ edit: fc.constant('copy' as const), at: spot, to: spot }) },
    {
      weight: 3,
      arbitrary: fc.record({
        edit: fc.constant('address' as const),
        at: spot,
        cell: fc.oneof(typed, fc.constantFrom<Cell>(...ADDRESSES)),
      }),
    },
    { weight: 4, arbitrary: fc.record({ edit: fc.constant('type' as const), at: spot, key: fc.nat(20), cell: typed }) },
    { weight: 1, arbitrary: fc.record({ edit: fc.constant('column' as const), key: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ edit: fc.constant('swap' as const), at: spot, with: spot }) },
    { weight: 1, arbitrary: fc.record({ edit: fc.constant('sort one column' as const), key: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ edit: fc.constant('all' as const), sheetToo: fc.boolean() }) },
  )
  .chain(what => fc.constantFrom<'accounts' | 'activity'>('accounts', 'activity').map(sheet => ({ ...what, sheet })));
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never;

const options = fc.record<PlanOptions>({
  includeRecent: fc.boolean(),
  includeDeclined: fc.boolean(),
  includeAgain: fc.boolean(),
});
const step = fc.oneof(
  { weight: 6, arbitrary: edit },
  { weight: 1, arbitrary: fc.constant({ do: 'refresh' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('send' as const), options, between: fc.option(edit, { freq: 3 }) }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('advance' as const), ms: fc.constantFrom(1, 1, 700, 20_000) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('pause' as const, 'stop' as const, 'resume' as const, 'overview' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(30_000, 200_000, LATER_MS) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const TROUBLES: Readonly<Record<string, readonly FaultRule[]>> = {
  none: [],
  'lost replies': [{ kind: 'lost', when: 'after', match: { method: 'send' }, limit: 1 }],
  'failures after the mail': [{ kind: '500', when: 'after', match: { method: 'send', every: 4 }, limit: 4 }],
  'failures before it': [{ kind: '503', when: 'before', match: { method: 'send', every: 5 }, limit: 3 }],
  'too many requests': [{ kind: '429', match: { method: 'send', every: 6 }, limit: 4 }],
};
const scene = fc.record({
  trouble: fc.constantFrom(...Object.keys(TROUBLES)),
  marked: fc.constantFrom(3, COUNT, COUNT),
  first: fc.boolean(),
  steps: fc.array(step, { minLength: 1, maxLength: 14, size: 'max' }),
});

/** What was confirmed, what came of it, and where a person had a hand in it since. */
type Intent = {
  readonly id: string;
  readonly addresses: readonly string[];
  readonly mailed: Map<string, number>;
  readonly rows: Set<string>;
  readonly lines: Set<string>;
};
const ALL = '*';
const had = (touched: ReadonlySet<string>, address: string): boolean => touched.has(address) || touched.has(ALL);

function makePlay(office: Office) {
  const { sheets, world } = office;
  const wrong: string[] = [];
  let intent: Intent | null = null;
  let counted = 0;

  /** The last edit that touched what is known of an address: its rows, or the job's lines. */
  function touch(sheet: Edit['sheet'], rows: readonly (Record<string, Cell> | undefined)[]): void {
    for (const row of rows)
      (sheet === 'accounts' ? intent?.rows : intent?.lines)?.add(
        row === undefined ? ALL : canonical(String(row[sheet === 'accounts' ? 'email' : 'address'] ?? '')),
      );
  }

  function change(what: Edit): void {
    const target: MemorySheet = sheets[what.sheet];
    const { rows } = target;
    const keys: readonly string[] = what.sheet === 'accounts' ? ACCOUNT_KEYS : ACTIVITY_KEYS;
    const addressKey = what.sheet === 'accounts' ? 'email' : 'address';
    if (!target.exists || rows.length === 0) return;
    const put = (at: number, key: string, cell: Cell): void => {
      const row = rows[at % rows.length]!;
      touch(what.sheet, [row]);
      row[key] = cell;
      touch(what.sheet, [row]);
    };
    switch (what.edit) {
      case 'sort':
        rows.sort(
          (one, other) => (String(one[what.key] ?? '') < String(other[what.key] ?? '') ? -1 : 1) * (what.down ? -1 : 1),
        );
        return;
      case 'delete':
        touch(what.sheet, rows.splice(what.at % rows.length, what.count));
        return;
      case 'insert':
        rows.splice(what.at % rows.length, 0, {});
        return;
      case 'copy': {
        const row = rows[what.at % rows.length]!;
        touch(what.sheet, [row]);
        rows.splice(what.to % rows.length, 0, { ...row });
        return;
      }
      case 'address':
        put(what.at, addressKey, what.cell);
        return;
      case 'type':
        put(what.at, keys[what.key % keys.length]!, what.cell);
        return;
      case 'column': {
        const key = keys[what.key % keys.length]!;
        touch(what.sheet, [undefined]);
        target.missing.add(key);
        for (const row of rows) row[key] = null;
        return;
      }
      case 'swap': {
        const [one, other] = [
          rows[what.at % rows.length]![addressKey] ?? null,
          rows[what.with % rows.length]![addressKey] ?? null,
        ];
        put(what.at, addressKey, other);
        put(what.with, addressKey, one);
        return;
      }
      case 'sort one column': {
        const key = keys[what.key % keys.length]!;
        touch(what.sheet, [undefined]);
        [...rows]
          .map(row => row[key] ?? null)
          .sort()
          .forEach((cell, at) => {
            rows[at]![key] = cell;
          });
        return;
      }
      case 'all':
        touch(what.sheet, [undefined]);
        rows.length = 0;
        if (what.sheetToo) target.exists = false;
        target.missing.clear();
        return;
    }
  }

  /** Mails that went out since, put down to the job there is. */
  function count(): void {
    for (const { email } of world.ledger.mails.slice(counted)) {
      if (intent === null) wrong.push(`${email} was mailed before anything was confirmed`);
      else {
        const times = (intent.mailed.get(email) ?? 0) + 1;
        intent.mailed.set(email, times);
        if (!intent.addresses.includes(email)) wrong.push(`${email} was mailed and not confirmed`);
        if (times > 1) wrong.push(`${email} was mailed ${times} times in one job`);
      }
    }
    counted = world.ledger.mails.length;
  }

  /** At the end of a job: everyone confirmed was mailed, or is still marked, or has a line that says why not. */
  function settle(view: JobView): void {
    if (intent?.id !== view.id) return;
    const { id, addresses, mailed, rows, lines } = intent;
    const marked = new Set(
      sheets.accounts.rows.filter(row => row['mark'] === true).map(row => canonical(String(row['email'] ?? ''))),
    );
    const reasons = new Map(
      sheets.activity.rows
        .filter(row => row['job'] === id)
        .map(row => [String(row['address']), String(row['reason'] ?? '')]),
    );
    for (const address of addresses) {
      if (mailed.has(address) || marked.has(address) || (reasons.get(address) ?? '') !== '') continue;
      // Who clears the mark and the line of somebody has decided about them.
      if (had(rows, address) && had(lines, address)) continue;
      if (view.groups.some(group => group.examples.includes(address))) continue;
      wrong.push(
        `${address} was forgotten (${had(rows, address) ? 'row touched' : had(lines, address) ? 'line touched' : 'nothing touched'}; ${view.status} ${String(view.problem?.code)})`,
      );
    }
    for (const row of sheets.accounts.rows) {
      const address = canonical(String(row['email'] ?? ''));
      if (
        had(rows, address) ||
        had(lines, address) ||
        row['result'] !== words.results.done.send ||
        !String(row['lastAction']).includes(id)
      )
        continue;
      if (office.mails(address) === 0) wrong.push(`${address} is told to be mailed and was not`);
    }
  }

  const current = (): JobView | null => value(office.ask(desk => desk.progress()));
  const isOver = (view: JobView): boolean => view.status === 'done' || view.status === 'stopped';

  /** Asks; a refusal is an answer too. */
  function ask(request: (desk: Parameters<Parameters<Office['ask']>[0]>[0]) => Answer<unknown>): void {
    const before = current();
    office.ask(request);
    count();
    const after = current();
    if (after !== null && isOver(after) && !(before !== null && before.id === after.id && isOver(before)))
      settle(after);
  }

  function take(one: Step): void {
    if ('edit' in one) {
      change(one);
      return;
    }
    const job = current();
    switch (one.do) {
      case 'refresh':
        ask(desk => desk.refresh());
        break;
      case 'send': {
        const plan = office.ask(desk => desk.preview('send', one.options));
        if (one.between !== null) change(one.between);
        if (plan?.ok !== true) break;
        const started = office.ask(desk =>
          desk.start('send', one.options, plan.value.planId, plan.value.addresses.length),
        );
        if (started?.ok === true)
          intent = {
            id: started.value.id,
            addresses: plan.value.addresses,
            mailed: new Map(),
            rows: new Set(),
            lines: new Set(),
          };
        break;
      }
      case 'advance':
        if (job !== null) {
          if (job.resumeAt !== null)
            office.pass(Math.min(LATER_MS, Math.max(0, Date.parse(job.resumeAt) - office.now())));
          ask(desk => desk.advance(job.id, one.ms));
        }
        break;
      case 'pause':
      case 'stop':
      case 'resume':
        if (job !== null) ask(desk => desk[one.do as 'pause' | 'stop' | 'resume'](job.id));
        break;
      case 'overview':
        value(office.ask(desk => desk.overview()));
        break;
      case 'pass':
        office.pass(one.ms);
        break;
    }
  }

  /** Brings what is there to its end as an admin does; where the way is barred, the job is stopped. */
  function finish(): void {
    for (let turns = 0; turns < 300; turns++) {
      const job = current();
      if (job === null || isOver(job)) return;
      if (job.status === 'paused') ask(desk => desk.resume(job.id));
      else if (job.status === 'blocked') {
        if (!['log-edited', 'no-email-column'].includes(job.problem?.code ?? ''))
          wrong.push(`the job is blocked by ${String(job.problem?.code)}`);
        ask(desk => desk.stop(job.id));
      } else {
        if (job.resumeAt !== null) office.pass(Math.max(0, Date.parse(job.resumeAt) - office.now()));
        ask(desk => desk.advance(job.id));
      }
    }
    wrong.push(`the job does not end: ${String(current()?.status)}`);
  }

  return { take, finish, wrong };
}

function play({
  trouble,
  marked,
  first,
  steps,
}: {
  trouble: string;
  marked: number;
  first: boolean;
  steps: readonly Step[];
}): void {
  const office = makeOffice({ accounts: people(COUNT + 2) });
  const { sheets, world } = office;
  office.refresh();
  const { take, finish, wrong } = makePlay(office);
  for (const email of ADDRESSES.slice(0, marked)) office.row(email)!['mark'] = true;
  for (const rule of TROUBLES[trouble] ?? []) addFault(world, rule);
  if (first)
    take({ do: 'send', options: { includeRecent: false, includeDeclined: false, includeAgain: false }, between: null });
  for (const one of steps) take(one);
  finish();
  if (office.lockedBy() !== null) wrong.push('the lock is left');
  expect(wrong).toEqual([]);

  // A deleted column of addresses is put back by hand; then a refresh makes the sheet tell the truth.
  sheets.accounts.missing.delete('email');
  office.pass(LATER_MS);
  const start = world.ledger.mails.length;
  expect(office.refresh().status).toBe('done');
  expect(world.ledger.mails).toHaveLength(start);
  for (const { key, invitation } of world.accounts.values()) {
    const rows = sheets.accounts.rows.filter(row => canonical(String(row['email'] ?? '')) === key);
    if (rows.length === 0) wrong.push(`${key} has no row`);
    for (const row of rows)
      if (row['state'] !== written.states[invitation.state] || row['mails'] !== invitation.mails)
        wrong.push(
          `${key} is ${invitation.state} ${invitation.mails}, shown as ${String(row['state'])} ${String(row['mails'])}`,
        );
  }
  expect(wrong).toEqual([]);
}

test('whatever is done to the sheets between the steps, the promise holds and the sheet is true at the end', () => {
  holds(scene, 60, play);
});
