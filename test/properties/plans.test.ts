// Plans of arbitrary sheets: every marked row is accounted for once, nobody else is in, and another plan has another
// name.
import fc from 'fast-check';
import { domainOf, readAddress } from '../../src/core/accounts/address';
import type { AccountRow, ActivityRow } from '../../src/core/contract/rows';
import type { Action, PlanOptions } from '../../src/core/contract/rpc';
import { pastOf, planIdOf, planOf, type Plan } from '../../src/core/jobs/plan';
import { neverIn } from '../../src/core/settings/never';
import { anySign, holds } from './runs';

const NOW = Date.UTC(2026, 10, 21, 9);
const DAY = 86_400_000;

const time = fc.option(fc.integer({ min: NOW - 20 * DAY, max: NOW + DAY }));
/** Few addresses, so that rows meet. */
const email = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        fc.constantFrom('', ' ', '\u200b'),
        fc.constantFrom('ann', 'ANN', 'bob', 'cem', 'dee', 'eva', 'fay'),
        fc.constantFrom('@acme.example', '@ACME.example '),
      )
      .map(parts => parts.join('')),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '  ',
      '\u200b',
      'ann',
      'ann@acme',
      'ann@acme.example, bob@acme.example',
      'a b@acme.example',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: anySign }) },
);
const row: fc.Arbitrary<AccountRow> = fc.record({
  mark: fc.boolean(),
  email,
  state: fc.constantFrom('NOT_YET_SENT', 'INVITED', 'ACCEPTED', 'DECLINED', 'NOT_LISTED', null),
  mails: fc.option(fc.nat(9)),
  changedAt: time,
  lastAction: fc.constant(''),
  result: fc.constant(''),
  seenAt: time,
  notes: fc.string(),
});
const line: fc.Arbitrary<ActivityRow> = fc.record({
  at: time,
  by: fc.constant('ada'),
  job: fc.constantFrom('one', 'two'),
  action: fc.constantFrom('send', 'remind', 'cancel', 'refresh', null),
  address: fc.constantFrom('ann@acme.example', 'bob@acme.example', 'cem@acme.example', 'x', ''),
  outcome: fc.constantFrom('queued', 'sending', 'checking', 'done', 'refused', 'unknown', 'skipped', 'stopped', null),
  reason: fc.string(),
  code: fc.constant(''),
  http: fc.option(fc.nat(600)),
  attempts: fc.option(fc.nat(9)),
});
const action = fc.constantFrom<Action>('send', 'cancel');
const options: fc.Arbitrary<PlanOptions> = fc.record({
  includeRecent: fc.boolean(),
  includeDeclined: fc.boolean(),
  includeAgain: fc.boolean(),
});
const sheet = fc.record({
  rows: fc.array(row, { maxLength: 25 }),
  lines: fc.array(line, { maxLength: 12 }),
  action,
  options,
});

const addressOf = (text: string): string | null => {
  const read = readAddress(text);
  return read.ok ? read.address : null;
};
const shownAs = (plan: Plan, code: string): readonly string[] =>
  plan.skipped.filter(skip => skip.code === code).map(skip => skip.shown);

test('every marked row is planned or listed with a reason, and nothing else is in the plan', () => {
  holds(sheet, 300, ({ rows, lines, action: what, options: how }) => {
    const plan = planOf({
      rows,
      past: pastOf(lines),
      action: what,
      options: how,
      now: NOW,
      settings: { recentDays: 7, only: null },
    });
    const marked = rows.filter(one => one.mark);
    const wanted = new Set(marked.map(one => addressOf(one.email)).filter(address => address !== null));
    const others = new Set(
      plan.skipped.filter(skip => !['no-address', 'invalid', 'duplicate'].includes(skip.code)).map(skip => skip.shown),
    );
    // One of the two, never both, never twice.
    expect([...plan.addresses, ...others].sort()).toEqual([...wanted].sort());
    expect(new Set(plan.addresses).size).toBe(plan.addresses.length);
    expect(new Set(plan.skipped.filter(skip => others.has(skip.shown)).map(skip => skip.shown)).size).toBe(
      plan.skipped.filter(skip => others.has(skip.shown) && skip.code !== 'duplicate').length,
    );
    // Row by row for those that cannot be told apart.
    const faults = marked.map(one => readAddress(one.email)).flatMap(read => (read.ok ? [] : [read.fault]));
    expect(shownAs(plan, 'no-address')).toHaveLength(faults.filter(fault => fault === 'empty').length);
    expect(shownAs(plan, 'invalid')).toEqual(
      marked
        .filter(one => {
          const read = readAddress(one.email);
          return !read.ok && read.fault !== 'empty';
        })
        .map(one => one.email),
    );
    // Those who stand on several marked rows are worked on once, which is said.
    const twice = plan.addresses.filter(address => marked.filter(one => addressOf(one.email) === address).length > 1);
    expect([...shownAs(plan, 'duplicate')].sort()).toEqual(twice.sort());
    for (const address of plan.lookFirst.keys()) expect(plan.addresses).toContain(address);
  });
});

test('nobody is planned for a send who accepted, nor who declined or was mailed before unless that was asked for', () => {
  holds(sheet, 300, ({ rows, lines, options: how }) => {
    const plan = planOf({
      rows,
      past: pastOf(lines),
      action: 'send',
      options: how,
      now: NOW,
      settings: { recentDays: 7, only: null },
    });
    for (const address of plan.addresses) {
      const telling = rows.filter(one => addressOf(one.email) === address && one.state !== null);
      expect(telling.length > 0 && telling.every(one => one.state === 'ACCEPTED')).toBe(false);
      expect(!how.includeDeclined && telling.length > 0 && telling.every(one => one.state === 'DECLINED')).toBe(false);
      const mailed = lines
        .filter(
          one => one.address === address && one.outcome === 'done' && (one.action === 'send' || one.action === null),
        )
        .map(one => one.at ?? 0);
      if (!how.includeRecent) expect(Math.max(0, ...mailed)).toBeLessThanOrEqual(NOW - 7 * DAY);
      if (!how.includeRecent && !how.includeDeclined && !how.includeAgain) expect(mailed).toEqual([]);
      expect(plan.again.some(one => one.address === address) || mailed.length === 0).toBe(true);
    }
  });
});

test('nobody on the never list is planned for a send, whatever is asked for; all of them are listed as such', () => {
  const entries = fc.subarray(['ann@acme.example', 'bob@acme.example', 'acme.example', 'example']);
  holds(fc.tuple(sheet, entries), 300, ([{ rows, lines, options: how }, listed]) => {
    const never = neverIn(listed.map(entry => ({ entry, reason: 'left', by: 'ada', at: 1 })));
    const settings = { recentDays: 7, only: null };
    const facts = { rows, past: pastOf(lines), action: 'send', options: how, now: NOW } as const;
    const [plan, without] = [planOf({ ...facts, settings: { ...settings, never } }), planOf({ ...facts, settings })];
    const isListed = (address: string): boolean => listed.includes(address) || listed.includes(domainOf(address));
    expect(plan.addresses).toEqual(without.addresses.filter(address => !isListed(address)));
    const marked = rows.filter(one => one.mark).map(one => addressOf(one.email));
    const held = new Set(marked.filter(address => address !== null && isListed(address)));
    expect([...shownAs(plan, 'never-list')].sort()).toEqual([...held].sort());
  });
});

test('another action, option, address or order is another plan, and the same is the same', () => {
  const plan = fc.record({
    action,
    options,
    addresses: fc.array(fc.oneof(fc.emailAddress(), fc.constantFrom('a@b.cc', 'a@b.ccc', 'aa@b.cc')), { maxLength: 6 }),
  });
  const name = (one: { action: Action; options: PlanOptions; addresses: readonly string[] }): string =>
    planIdOf({ ...one, customer: 'my_customer', source: { from: 'marks' } });
  const names = new Map<string, string>();
  holds(plan, 350, one => {
    const content = JSON.stringify(one);
    expect(name(JSON.parse(content) as typeof one)).toBe(name(one));
    expect(names.get(name(one)) ?? content).toBe(content);
    names.set(name(one), content);
    const near = [...one.addresses].reverse();
    if (near.join() !== one.addresses.join()) expect(name({ ...one, addresses: near })).not.toBe(name(one));
  });
});
