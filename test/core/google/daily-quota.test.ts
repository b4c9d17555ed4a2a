// The day's requests: counted for 24 hours from the first, and a job that ends cleanly when they are used up.
import { makeDailyQuota } from '../../../src/core/google/daily-quota';
import { makeOffice, NO_OPTIONS, people, value } from '../office';

test('the count lasts 24 hours from the first request, survives executions, and a broken note counts as none', () => {
  let now = 1_000_000;
  let kept: string | null = null;
  const open = () =>
    makeDailyQuota(
      () => kept,
      text => {
        kept = text;
      },
      () => now,
      () => 100,
    );
  const first = open();
  expect(first.left()).toBe(100);
  first.count(30);
  first.count(10);
  expect(kept).toBeNull();
  first.keep();
  now += 86_399_000;
  expect(open().left()).toBe(60);
  now += 2_000;
  expect(open().left()).toBe(100);
  kept = 'nonsense';
  expect(open().left()).toBe(100);
});

test('a job says what it needs, stops cleanly when the day is used up, loses nothing, and goes on the next day', () => {
  const office = makeOffice({ accounts: people(120), fetchesPerDay: 100 });
  office.refresh();
  office.markAll();
  const plan = value(office.ask(desk => desk.preview('send', NO_OPTIONS)));
  expect(plan.fetches.needed).toBe(124);
  expect(plan.fetches.left).toBeLessThan(100);
  expect(plan.warnings.join()).toContain('resumed tomorrow');
  const job = office.run('send');
  expect(job).toMatchObject({ status: 'blocked', problem: { code: 'quota-day' } });
  expect(office.world.ledger.mails).toHaveLength(plan.fetches.left - 4);
  office.pass(86_400_000);
  expect(office.drive(value(office.ask(desk => desk.resume(job.id))))).toMatchObject({
    status: 'done',
    counts: { done: 120 },
  });
  expect(office.world.ledger.mails).toHaveLength(120);
});

test('a refresh does not begin what the day has no requests for', () => {
  const office = makeOffice({ accounts: people(3), fetchesPerDay: 20 });
  expect(office.refresh()).toMatchObject({ status: 'blocked', problem: { code: 'quota-day' } });
});
