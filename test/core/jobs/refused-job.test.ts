// A sheet or a store that refuses: the job waits a little, is blocked with Google's words, and can be stopped.
import { Refused } from '../../../src/core/google/refused';
import { code, makeOffice, people, value, type Office } from '../office';

const SAYS = 'You may not edit this cell.';
function refusing(port: string, by: 'sheet-refuses' | 'store-refuses' = 'sheet-refuses'): Office {
  const office = makeOffice({ accounts: people(3) });
  office.refresh();
  office.markAll();
  office.hooks.before = name => {
    if (name === port) throw new Refused(by, SAYS);
  };
  return office;
}

test('three refusals in the same words block the job, which goes on once they end: everybody has one mail', () => {
  const office = refusing('nothing');
  const job = office.begin('send');
  office.hooks.before = name => {
    if (name === 'activity.write') throw new Refused('sheet-refuses', SAYS);
  };
  const blocked = office.drive(job);
  expect(blocked).toMatchObject({ status: 'blocked', problem: { code: 'sheet-refuses' } });
  expect(blocked.problem?.advice).toContain(SAYS);
  office.hooks.before = () => undefined;
  expect(office.drive(value(office.ask(desk => desk.resume(job.id))))).toMatchObject({ status: 'done' });
  expect([...office.world.ledger.mailsTo.values()]).toEqual([1, 1, 1]);
});

test('Stop works without writing there, and a refresh comes before the next sending', () => {
  const office = refusing('nothing');
  const job = office.begin('send');
  office.hooks.before = name => {
    if (name === 'activity.write') throw new Refused('sheet-refuses', SAYS);
  };
  office.drive(job);
  expect(value(office.ask(desk => desk.stop(job.id)))).toMatchObject({ status: 'stopped' });
  office.hooks.before = () => undefined;
  expect(code(office.ask(desk => desk.preview('send')))).toBe('refresh-first');
});

test('a job whose lines cannot be written has not begun, in either way of starting it', () => {
  for (const goOn of [false, true]) {
    const office = refusing('nothing');
    const options = { includeRecent: false, includeDeclined: false, includeAgain: false };
    const { planId } = value(office.ask(desk => desk.preview('send', options)));
    office.hooks.before = name => {
      if (name === 'activity.append') throw new Refused('sheet-refuses', SAYS);
    };
    expect(code(office.ask(desk => desk.start('send', options, planId, 3, { from: 'marks' }, goOn)))).toBe(
      'sheet-refuses',
    );
    office.hooks.before = () => undefined;
    expect(code(office.ask(desk => desk.preview('send', options)))).toBe('ok');
    expect(office.world.ledger.mails).toEqual([]);
  }
});
