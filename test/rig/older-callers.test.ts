// Programs that were written for an earlier contract go on working: what it did not have yet may be missing, and what
// it told is told still.
import { startRig } from '../../dev/rig';

type Told = { readonly ok: boolean; readonly value: Readonly<Record<string, unknown>> };

test('a list is read, marked, sent and checked in the words of the contract before', () => {
  const rig = startRig({ accounts: ['ann@acme.example', 'bob@acme.example'], sameContext: true });
  const ask = (name: string, ...args: readonly unknown[]): Told['value'] => {
    const told = rig.run(name, ...args) as Told;
    expect(told).toMatchObject({ ok: true });
    return told.value;
  };
  const finish = (job: Told['value']): string => {
    expect(ask('advance', job['id'])).toMatchObject({ status: 'done' });
    return job['id'] as string;
  };
  finish(ask('refresh'));
  const filter = { state: 'NOT_YET_SENT', domain: '', invitedDays: null, text: '', selected: false, visible: false };
  expect(ask('mark', filter)).toMatchObject({ marked: 2 });
  ask('mark', 'none');
  const cell = { header: 'Email', says: 'BOB@acme.example ' };
  expect(ask('mark', { ...filter, cell })).toMatchObject({ marked: 1 });
  const options = { includeRecent: false, includeDeclined: false };
  const plan = ask('preview', 'send', options);
  expect(plan).toMatchObject({ addresses: ['bob@acme.example'], fetches: { limit: 100_000 } });
  finish(ask('start', 'send', options, plan['planId']));
  expect(rig.world.ledger.mails.map(({ email }) => email)).toEqual(['bob@acme.example']);

  const { addresses, skipped } = ask('previewCheck', { from: 'text', text: 'ann@acme.example; zoe@acme.example' });
  expect([addresses, skipped]).toEqual([['ann@acme.example', 'zoe@acme.example'], []]);
  const check = ask('startCheck', addresses);
  expect(ask('checked', check['id'])).toMatchObject({
    other: [{ address: 'ann@acme.example' }, { address: 'zoe@acme.example' }],
  });
  expect(ask('checked', finish(check))).toMatchObject({ eligible: ['ann@acme.example'], other: [] });
});
