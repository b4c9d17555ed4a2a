// A refresh says nothing that Google did not say: under a quota, a server that sorts as it likes, tokens that lead
// nowhere, a state that nobody knows, and a list that is a day or three behind.
import { accept, addFault, clearFaults, decline, type Options } from '../../dev/emulator/index';
import { ADA, NO_OPTIONS, openOffice, people, type Office } from './office';

const HOUR = 3_600_000;
const INVITED = { state: 'INVITED' as const, mails: 1, updatedAt: Date.UTC(2026, 9, 1) };
const invited = (count: number) => people(count).map(account => ({ ...account, ...INVITED }));
const listed = (accounts: readonly { readonly email: string }[], options: Partial<Options>): Office =>
  openOffice({ world: { accounts, options } });
/** Gone from Google, without a trace in any list. */
function leave({ rig: { world } }: Office, emails: readonly string[]): void {
  for (const email of emails) world.accounts.delete(email);
  world.inner.byEmail = world.inner.byTime = null;
}
const states = (office: Office) => {
  const counts: Record<string, number> = {};
  for (const row of office.rows()) counts[row['State']!] = (counts[row['State']!] ?? 0) + 1;
  return counts;
};
const shownAt = (office: Office) => office.get('overview', []).refreshedAt;
const asked = ({ rig: { world } }: Office) => world.inner.requestCount;

describe('a quota', () => {
  test.each([true, false])(
    'at 60 requests a minute everybody who left is called gone, and nobody else (refused ones count: %s)',
    quotaCountsRefused => {
      const office = listed(invited(300), {});
      office.refresh();
      Object.assign(office.rig.world.options, { quotaPerMinute: 60, quotaWindow: 'sliding', quotaCountsRefused });
      leave(
        office,
        people(250).map(({ email }) => email),
      );
      office.rig.clock.advance(HOUR);
      expect(office.refresh()).toMatchObject({ status: 'done', refreshed: { listed: 50, gone: 250 } });
      expect(states(office)).toEqual({ 'Not listed': 250, Invited: 50 });
      office.rig.clock.advance(30 * 24 * HOUR);
      const due = office.get('preview', ['send', NO_OPTIONS, { from: 'reminders', days: 7, most: 3 }]);
      expect(due.addresses).toHaveLength(50);
    },
  );

  test('that stays full ends nothing: a person is told, nothing is called gone, and the list is as old as before', () => {
    const office = listed(invited(20), {});
    office.refresh();
    const before = shownAt(office);
    leave(office, ['p001@acme.example']);
    addFault(office.rig.world, { kind: '429', match: { method: 'get' } });
    office.rig.clock.advance(HOUR);
    const job = office.refresh();
    expect(job).toMatchObject({ status: 'blocked', problem: { code: 'slow-down' } });
    expect([shownAt(office), states(office)]).toEqual([before, { Invited: 20 }]);
    clearFaults(office.rig.world);
    expect(office.drive(office.get('resume', [job.id]))).toMatchObject({ status: 'done', refreshed: { gone: 1 } });
    expect(shownAt(office)).not.toBe(before);
  });

  test('of the day, in whatever words: the job stops until tomorrow at once', () => {
    const office = listed(invited(3), {});
    addFault(office.rig.world, { kind: '429', daily: true });
    const began = office.rig.clock.now();
    expect(office.refresh()).toMatchObject({ status: 'blocked', problem: { code: 'quota-day' } });
    expect(office.rig.clock.now() - began).toBeLessThan(5_000);
  });
});

describe('who gives no answer', () => {
  test('is left as it was, and the refresh says that it is not complete, and does not count as one', () => {
    const office = listed(invited(5), {});
    office.refresh();
    const before = shownAt(office);
    leave(office, ['p001@acme.example', 'p002@acme.example']);
    addFault(office.rig.world, { kind: '500', match: { method: 'get', address: 'p001@*' } });
    office.rig.clock.advance(HOUR);
    expect(office.refresh()).toMatchObject({
      status: 'done',
      counts: { unknown: 1 },
      refreshed: { listed: 3, gone: 1 },
      groups: [{ kind: 'unknown', count: 1, examples: ['p001@acme.example'] }],
    });
    expect(states(office)).toEqual({ Invited: 4, 'Not listed': 1 });
    expect(office.rows('Activity').at(-1)).toMatchObject({
      Action: 'Refresh',
      Reason: expect.stringMatching(/^Not complete: Google did not answer about 1 account/),
    });
    expect(shownAt(office)).toBe(before);
    clearFaults(office.rig.world);
    expect(office.refresh()).toMatchObject({ counts: { unknown: 0 }, refreshed: { gone: 1 }, groups: [] });
    expect(shownAt(office)).not.toBe(before);
  });

  test('keeps what must be refreshed first: nobody is mailed on the word of a list that is not complete', () => {
    const office = listed(people(3), {});
    office.refresh();
    office.markAll();
    office.run('send');
    office.rig.person.remove(office.sheetId('Activity'), 'rows', 2, office.rows('Activity').length);
    office.get('preview', ['cancel', NO_OPTIONS]);
    expect(office.code('preview', ['send', NO_OPTIONS])).toBe('refresh-first');
    leave(office, ['p001@acme.example']);
    addFault(office.rig.world, { kind: 'lost', when: 'after', match: { method: 'get' } });
    office.rig.clock.advance(HOUR);
    office.refresh();
    expect(office.code('preview', ['send', NO_OPTIONS])).toBe('refresh-first');
    clearFaults(office.rig.world);
    office.refresh();
    expect(office.code('preview', ['send', NO_OPTIONS])).toBe('ok');
  });

  test('because nobody answers at all: the refresh does not end as if it were done', () => {
    const office = listed(invited(5), {});
    office.refresh();
    leave(office, ['p001@acme.example']);
    addFault(office.rig.world, { kind: 'html', status: 503, match: { method: 'get' } });
    // The lists are read with the first requests, and then Google falls silent.
    office.rig.after = op => {
      if (op === 'UrlFetchApp.fetchAll') addFault(office.rig.world, { kind: '503', match: { method: 'list' } });
    };
    expect(office.refresh()).toMatchObject({ status: 'blocked', problem: { code: 'no-answer' } });
    expect(states(office)).toEqual({ Invited: 5 });
  });
});

describe('a list that is not what was asked for', () => {
  test('a server that sorts as it likes: everybody is read all the same', () => {
    const office = listed(people(1000), { orderByIsObeyed: false });
    expect(office.refresh()).toMatchObject({ status: 'done', refreshed: { listed: 1000, added: 1000 } });
    expect(new Set(office.rows().map(row => row['Email'])).size).toBe(1000);
  });

  test('tokens that lead nowhere: told as what it is, after a few requests, and nobody is called gone', () => {
    const office = listed(invited(1000), {});
    office.refresh();
    const before = shownAt(office);
    Object.assign(office.rig.world.options, { pageTokenRepeats: true });
    const requests = asked(office);
    expect(office.refresh()).toMatchObject({ status: 'blocked', problem: { code: 'list-broken' } });
    expect(asked(office) - requests).toBeLessThan(100);
    expect([states(office), shownAt(office)]).toEqual([{ Invited: 1000 }, before]);
  });

  test('tokens that lead nowhere harm no list whose two ends have met', () => {
    const office = listed(people(700), { pageTokenRepeats: true });
    expect(office.refresh()).toMatchObject({ status: 'done', refreshed: { listed: 700 } });
  });

  test('tokens that run out at once are no wrong organisation', () => {
    const office = listed(people(900), { pageTokenLifeMs: 1 });
    office.rig.world.options.latencyMs = 10;
    expect(office.refresh()).toMatchObject({ status: 'blocked', problem: { code: 'list-broken' } });
  });

  test.each(['EXPIRED', 'STATE_UNSPECIFIED'] as const)(
    'an account in the state %s: its row stays as it was, the others are refreshed, and it is told',
    declinedIsTold => {
      const office = listed(invited(5), {});
      office.refresh();
      const before = shownAt(office);
      Object.assign(office.rig.world.options, { declinedIsTold });
      decline(office.rig.world, 'p001@acme.example');
      accept(office.rig.world, 'p002@acme.example');
      office.rig.clock.advance(HOUR);
      expect(office.refresh()).toMatchObject({
        status: 'done',
        refreshed: { listed: 5, gone: 0 },
        groups: [{ kind: 'skipped', count: 1, examples: ['p001@acme.example'] }],
      });
      expect(states(office)).toEqual({ Invited: 4, Accepted: 1 });
      expect(office.row('p002@acme.example')).toMatchObject({ State: 'Accepted' });
      expect(shownAt(office)).not.toBe(before);
    },
  );
});

describe('a list that is a day and a half behind', () => {
  test('does not turn who was invited back into “Not invited”, nor who was cancelled back into “Invited”', () => {
    const office = listed([...people(2), { email: 'x@acme.example', ...INVITED }], { listLagMs: 36 * HOUR });
    office.refresh();
    office.tick('p001@acme.example');
    office.run('send');
    office.rig.clock.advance(HOUR);
    office.tick('x@acme.example');
    office.run('cancel');
    for (const hours of [1, 12, 40]) {
      office.rig.clock.advance(hours * HOUR);
      office.refresh();
      expect(office.row('p001@acme.example')).toMatchObject({ State: 'Invited', 'Emails sent': '1' });
      expect(office.row('x@acme.example')).toMatchObject({ State: 'Not invited' });
    }
  });

  test('an answer is believed as soon as the list has it', () => {
    const office = listed(people(2), { listLagMs: 36 * HOUR });
    office.refresh();
    office.markAll();
    office.run('send');
    accept(office.rig.world, 'p001@acme.example');
    decline(office.rig.world, 'p002@acme.example');
    office.rig.clock.advance(37 * HOUR);
    office.refresh();
    expect(states(office)).toEqual({ Accepted: 1, Declined: 1 });
  });
});

test('the menu and the log say that a refresh is not complete', () => {
  const office = listed(invited(2), {});
  office.refresh();
  leave(office, ['p001@acme.example']);
  addFault(office.rig.world, { kind: '500', match: { method: 'get' } });
  office.rig.menu();
  office.rig.as(ADA).click('Refresh list');
  expect([...office.rig.toasts, ...office.rig.dialogs.map(({ message }) => message)].join('\n')).toContain(
    'Not complete',
  );
});

test.each(['before', 'after'] as const)('a column inserted %s ours are looked for does not shift them', when => {
  const office = openOffice({ accounts: people(2) });
  office.refresh();
  const { rig } = office;
  const id = office.sheetId();
  rig.person.insert(id, 'cols', 3);
  rig.person.paste(id, 1, 3, [['Mine'], ['one'], ['two']]);
  rig[when] = op => {
    if (op !== 'DeveloperMetadataFinder.find') return;
    rig[when] = null;
    rig.person.insert(id, 'cols', 3);
  };
  office.refresh();
  expect(rig[when]).toBeNull();
  office.markAll();
  office.run('send');
  office.refresh();
  expect(office.rows().map(row => [row['Mine'], row['State'], row['Result']])).toEqual([
    ['one', 'Invited', 'Invitation mailed'],
    ['two', 'Invited', 'Invitation mailed'],
  ]);
});
