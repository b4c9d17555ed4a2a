// The page at rest and the way to a job, in a real browser: opening, counts, marks, previews and confirmations.
import { eventually, inSight, startSidebar, type Opener } from '../open-page';
import type { PageServer } from '../server/server';

let opener: Opener;
beforeAll(async () => {
  opener = await startSidebar();
});
afterEach(async () => {
  expect(await opener.finish()).toEqual([]);
});

/** Ann and Bob are marked; Cid declined, Dee accepted, Eve was mailed lately. */
const five = (server: PageServer): void =>
  server.list([
    { email: 'ann@acme.com', marked: true },
    { email: 'bob@acme.com', marked: true },
    { email: 'cid@acme.com', state: 'DECLINED', marked: true },
    { email: 'dee@acme.com', state: 'ACCEPTED', marked: true },
    { email: 'eve@acme.com', state: 'INVITED', marked: true, mailedDaysAgo: 2 },
  ]);
const empty = (server: PageServer): void => server.list([]);

test('the first time there is one thing to do: refresh', async () => {
  const { page, host } = await opener.open(server => {
    for (const email of ['ann@acme.com', 'bob@acme.com']) server.google([{ email }]);
  });
  await page.getByText('Nobody is mailed by that.').waitFor();
  expect(await page.locator('button:visible').allInnerTexts()).toEqual(['Refresh', 'More']);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByRole('heading', { name: 'List refreshed' }).waitFor();
  expect(await page.locator('.numbers').innerText()).toMatch(
    /Listed by Google\s+2\s+Added to the sheet\s+2\s+Changed\s+0\s+No longer listed\s+0/,
  );
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('0 marked').waitFor();
  expect(await host(server => server.count('refresh'))).toBe(1);
});

test('some states can be refreshed alone; the time of the last refresh of all stays beside that of the part', async () => {
  const { page, host } = await opener.open(five);
  await page.getByRole('button', { name: 'Refresh only some states' }).click();
  expect(await page.getByRole('menuitem').allInnerTexts()).toEqual([
    'Only not invited',
    'Only invited',
    'Only accepted',
    'Only declined',
    'Only invited, accepted, declined',
  ]);
  await page.getByRole('menuitem', { name: 'Only invited', exact: true }).click();
  await page.getByRole('heading', { name: 'List refreshed' }).waitFor();
  await page.getByText('Read: only Invited.').waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText(/Refreshed 3 minutes ago\s*Invited: just now/).waitFor();
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await page.getByRole('heading', { name: 'List refreshed' }).waitFor();
  await eventually(
    () => host(server => server.argsOf('refresh')),
    [[['INVITED']], [['NOT_YET_SENT', 'INVITED', 'ACCEPTED', 'DECLINED']]],
  );
});

test('an empty list says why somebody may be missing, and that sending works anyway', async () => {
  const { page, host } = await opener.open(empty);
  await page.getByRole('heading', { name: 'Google lists no unmanaged accounts' }).waitFor();
  const text = await page.locator('main').innerText();
  for (const part of [
    '24 to 48 hours',
    'alias domain',
    'alternate address',
    'unmanaged work account',
    'type the address into the Accounts sheet',
  ])
    expect(text).toContain(part);
  await page.getByRole('button', { name: 'Open the Accounts sheet' }).click();
  await eventually(() => host(server => server.argsOf('showSheet')), [['accounts']]);
});

test('the counts are told in words and numbers, not only in colour', async () => {
  const { page } = await opener.open(five, { clock: true });
  await page.getByText('5 marked').waitFor();
  expect(await page.getByRole('img').getAttribute('aria-label')).toBe(
    'Not invited: 2, Invited: 1, Accepted: 1, Declined: 1',
  );
  expect((await page.locator('.legend').innerText()).replace(/\s+/g, ' ')).toBe(
    '2 Not invited 1 Invited 1 Accepted 1 Declined',
  );
  await page.getByText('Refreshed 3 minutes ago').waitFor();
  await page.clock.runFor(120_000);
  await page.getByText('Refreshed 5 minutes ago').waitFor();
});

test('opening costs one call', async () => {
  const { page, host } = await opener.open(five);
  await page.getByText('5 marked').waitFor();
  expect(await host(server => server.calls.map(call => call.name))).toEqual(['overview']);
});

test('a large list is shown as it was counted last, with the age of the numbers, and those of now follow by themselves', async () => {
  const { page, host } = await opener.open(server => {
    server.list([{ email: 'ann@acme.com', marked: true }]);
    const counts = { NOT_YET_SENT: 4_000, INVITED: 0, ACCEPTED: 0, DECLINED: 0, NOT_LISTED: 0, unknown: 0 };
    const at = server.memory.now() - 7_200_000;
    server.memory.store.set(
      'accounts.numbers',
      JSON.stringify({ numbers: { counts, marked: 37, markedFor: { first: 37, cancel: 0 }, neverInvited: 37 }, at }),
    );
    server.next('overview', { late: 'answer' }, { late: 'answer' });
  });
  await host(server => server.release('overview'));
  await page.getByText('Counted 2 hours ago. The rows are being counted anew').waitFor();
  expect(await page.getByRole('heading', { name: '37 marked (2 hours ago)' }).count()).toBe(1);
  expect(await page.locator('.legend').innerText()).toContain('4,000 Not invited');
  await eventually(() => host(server => server.argsOf('overview')), [[true], []]);
  await host(server => server.release('overview'));
  await page.getByRole('heading', { name: '1 marked', exact: true }).waitFor();
  expect(await page.locator('.legend').innerText()).toMatch(/^1 Not invited/);
  expect(await page.getByText('Counted').count()).toBe(0);
});

test('a box that is ticked in the sheet shows within four seconds after the page was left, or when the pointer comes back', async () => {
  const { page, host } = await opener.open(five, { clock: true });
  await page.getByText('5 marked').waitFor();
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await page.clock.runFor(8000);
  await host(server => {
    server.row('ann@acme.com')['mark'] = false;
  });
  await page.clock.runFor(4000);
  await page.getByText('4 marked').waitFor();
  await host(server => {
    server.row('bob@acme.com')['mark'] = false;
  });
  await page.clock.runFor(2_500);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.getByText('3 marked').waitFor();
});

test('who stays away is not looked after for ever: three looks a minute', async () => {
  const { page, host } = await opener.open(five, { clock: true });
  await page.getByText('5 marked').waitFor();
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await page.clock.runFor(60_000);
  await host(server => {
    server.calls.splice(0);
  });
  await page.clock.runFor(300_000);
  expect(await host(server => server.count('overview'))).toBe(15);
});

test('returning again and again does not ask again and again', async () => {
  const { page, host } = await opener.open(five, { clock: true });
  await page.getByText('5 marked').waitFor();
  await page.clock.runFor(3000);
  await host(server => {
    server.calls.splice(0);
  });
  await page.evaluate(() => {
    for (let time = 0; time < 20; time += 1) window.dispatchEvent(new Event('focus'));
  });
  await page.clock.runFor(3000);
  expect(await host(server => server.count('overview'))).toBe(1);
});

test('marking from the menu says what changed', async () => {
  const { page } = await opener.open(server => {
    server.list([{ email: 'ann@acme.com' }, { email: 'bob@acme.com', state: 'INVITED' }]);
  });
  await page.getByRole('button', { name: 'Mark', exact: true }).click();
  await page.getByRole('menuitem', { name: 'All not invited' }).click();
  await page.getByRole('heading', { name: '1 marked' }).waitFor();
  await page.locator('section').getByText('1 marked, 1 row changed').waitFor();
  await page.getByRole('button', { name: 'Mark', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Clear all marks' }).click();
  await page.getByRole('heading', { name: '0 marked' }).waitFor();
});

test('an overview that was asked for before a mark does not undo what is shown', async () => {
  const { page, host } = await opener.open(five, { clock: true });
  await page.getByText('5 marked').waitFor();
  await host(server => server.next('overview', { late: 'answer' }));
  await page.clock.runFor(20_000);
  await eventually(() => host(server => server.count('overview')), 2);
  await page.getByRole('button', { name: 'Mark', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Clear all marks' }).click();
  await page.getByRole('heading', { name: '0 marked' }).waitFor();
  await host(server => server.release('overview'));
  await page.clock.runFor(100);
  expect(await page.getByRole('heading', { name: '0 marked' }).count()).toBe(1);
});

test('with nothing marked the actions rest and say why', async () => {
  const { page, host } = await opener.open(empty);
  const send = page.getByRole('button', { name: 'Send invitations' });
  expect(await send.getAttribute('aria-disabled')).toBe('true');
  expect(await page.locator(`#${(await send.getAttribute('aria-describedby'))!}`).innerText()).toContain(
    'Nothing is marked',
  );
  await send.click({ force: true });
  expect(await host(server => server.count('preview'))).toBe(0);
});

test('the preview says who, by whom, where, who not and why', async () => {
  const { page } = await opener.open(five);
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('heading', { name: /^2 to mail · \d skipped$/ }).waitFor();
  expect(
    await page.getByRole('region', { name: 'Addresses that will be mailed' }).getByRole('listitem').allInnerTexts(),
  ).toEqual(['ann@acme.com', 'bob@acme.com']);
  expect((await page.locator('dl').innerText()).split(/\n+/)).toEqual([
    'By',
    'ada@acme.com',
    'Organisation',
    'acme.com',
    'Requests',
    expect.stringMatching(/^About 4 of 99,9\d\d left today$/),
    'Time',
    'About 0:04 at 60 requests a minute, 0:01 at 600',
  ]);
  await page.getByRole('heading', { name: '3 skipped', exact: true }).waitFor();
  await page.getByText('Already accepted').click();
  await page.getByText('dee@acme.com').waitFor();
  await page.getByRole('button', { name: 'Send 2 invitations' }).waitFor();
});

test('an option asks for a new preview, and the confirmation starts exactly that one', async () => {
  const { page, host } = await opener.open(five);
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByLabel('People who declined').check();
  await page.getByRole('button', { name: 'Send 3 invitations' }).click();
  await page.getByRole('heading', { name: 'Invitations sent' }).waitFor();
  expect(
    await host(server => [
      server.argsOf('start').map(args => args.slice(0, 2)),
      server.memory.world.ledger.mails.map(({ email }) => email).sort(),
    ]),
  ).toEqual([
    [['send', { includeRecent: false, includeDeclined: true, includeAgain: false }]],
    ['ann@acme.com', 'bob@acme.com', 'cid@acme.com'],
  ]);
});

test('who was invited long ago is mailed again only when ticked, and then stands in a group apart with the mails so far', async () => {
  const { page, host } = await opener.open(server =>
    server.list([
      { email: 'ann@acme.com', marked: true },
      { email: 'bob@acme.com', state: 'INVITED', marked: true, mails: 1 },
      { email: 'cid@acme.com', state: 'INVITED', marked: true, mails: 3 },
    ]),
  );
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByText('1 to mail · 2 skipped').waitFor();
  await page.getByText('2 Invited before, 7 days ago or longer').waitFor();
  await page.getByLabel('People invited before, 7 days ago or longer').check();
  await page.getByText('3 to mail · 0 skipped').waitFor();
  await page.getByRole('heading', { name: '1 address for the first time' }).waitFor();
  expect(await page.locator('.addresses li').allInnerTexts()).toEqual(['ann@acme.com']);
  await page.getByText('2 addresses mailed again').click();
  await page.getByText('cid@acme.com').waitFor();
  expect(await page.locator('details .addresses li').allInnerTexts()).toEqual([
    'bob@acme.com · 1 mail so far',
    'cid@acme.com · 3 mails so far',
  ]);
  await page.getByRole('button', { name: 'Send 3 invitations' }).click();
  await page.getByRole('heading', { name: 'Invitations sent' }).waitFor();
  expect(await host(server => server.argsOf('start')[0]?.slice(0, 2))).toEqual([
    'send',
    { includeRecent: false, includeDeclined: false, includeAgain: true },
  ]);
});

test('while a new preview is on its way nothing can be confirmed, and only the last one counts', async () => {
  const { page, host } = await opener.open(five);
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Send 2 invitations' }).waitFor();
  await host(server => server.next('preview', { late: 'hold' }, { late: 'hold' }));
  await page.getByLabel('People who declined').check();
  await page.getByLabel('People mailed in the last 7 days').check();
  expect(await page.locator('#confirm').getAttribute('aria-disabled')).toBe('true');
  await host(server => {
    server.release('preview');
  });
  expect(await page.locator('#confirm').innerText()).toBe('Updating…');
  await host(server => {
    server.release('preview');
  });
  await page.getByRole('button', { name: 'Send 4 invitations' }).waitFor();
});

test('a double click on the confirmation starts one job', async () => {
  const { page, host } = await opener.open(five);
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Send 2 invitations' }).evaluate((button: HTMLElement) => {
    button.click();
    button.click();
  });
  await page.getByRole('heading', { name: 'Invitations sent' }).waitFor();
  expect(await host(server => server.count('start'))).toBe(1);
});

test('marks that changed since the preview bring the new preview with a notice, and nothing is started', async () => {
  const { page, host } = await opener.open(five);
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Send 2 invitations' }).waitFor();
  const before = await host(server => {
    server.row('ann@acme.com')['mark'] = false;
    return server.job()?.id;
  });
  await page.getByRole('button', { name: 'Send 2 invitations' }).click();
  await page.getByRole('button', { name: 'Send 1 invitation' }).waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('The marks have changed');
  expect(await host(server => [server.job()?.id, server.memory.world.ledger.mails.length])).toEqual([before, 0]);
});

test('with nobody left the preview says so and offers no confirmation', async () => {
  const { page } = await opener.open(server => {
    server.list([{ email: 'dee@acme.com', state: 'ACCEPTED', marked: true }]);
  });
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('heading', { name: 'Nobody to invite' }).waitFor();
  expect(await page.locator('#confirm').count()).toBe(0);
  await page.getByText('Everyone is skipped').waitFor();
});

test('a start whose answer is lost joins the job that it started, and does not start another', async () => {
  const { page, host } = await opener.open(five);
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Send 2 invitations' }).waitFor();
  await host(server => {
    server.next('start', { answer: 'lost' });
    server.next('advance', { late: 'hold' });
  });
  await page.getByRole('button', { name: 'Send 2 invitations' }).click();
  await page.getByRole('heading', { name: 'Sending invitations' }).waitFor();
  expect(await host(server => [server.count('start'), server.job()?.total])).toEqual([1, 2]);
});

test('a refused start says why where the person is looking, and can be tried again', async () => {
  const { page, host } = await opener.open(five);
  await page.getByRole('button', { name: 'Cancel invitations' }).click();
  await page.getByRole('button', { name: 'Cancel 1 invitation' }).waitFor();
  await host(server => server.lock());
  await page.getByRole('button', { name: 'Cancel 1 invitation' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('Another run is working in this sheet.');
  await host(server => server.unlock());
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('button', { name: 'Cancel 1 invitation' }).click();
  await page.getByRole('heading', { name: 'Invitations cancelled' }).waitFor();
});

test('who started a job meanwhile is told, and nothing else is started', async () => {
  const { page, host } = await opener.open(five);
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Send 2 invitations' }).waitFor();
  await host(server => void server.begin('send', 'bob@acme.com'));
  await page.getByRole('button', { name: 'Send 2 invitations' }).click();
  const alert = await page.getByRole('alert').innerText();
  for (const part of ['Another job is not finished yet.', 'bob@acme.com']) expect(alert).toContain(part);
  expect(await host(server => server.job()?.by)).toBe('bob@acme.com');
});

test('a problem far from the button that was pressed comes into sight', async () => {
  const { page, host } = await opener.open(five);
  await page.setViewportSize({ width: 300, height: 520 });
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Send 2 invitations' }).waitFor();
  await host(server => server.lock());
  await page.getByRole('button', { name: 'Send 2 invitations' }).click();
  await page.getByRole('alert').waitFor();
  const gap = async (): Promise<boolean> => {
    const [box, foot] = await Promise.all([
      page.locator('.problem').boundingBox(),
      page.locator('.foot').boundingBox(),
    ]);
    return box !== null && foot !== null && box.y >= 0 && box.y + box.height <= foot.y;
  };
  await eventually(gap, true);
});

test('in the low window of a small laptop the confirmation is in sight, and what is opened comes into sight', async () => {
  const { page } = await opener.open(five);
  await page.setViewportSize({ width: 300, height: 500 });
  const atTheFoot = (text: string) => {
    const title = page.locator('summary').filter({ hasText: text });
    return title.evaluate(element => element.scrollIntoView({ block: 'end' })).then(() => title.click());
  };
  await atTheFoot('Reminders');
  await inSight(page.getByRole('button', { name: 'Preview reminders' }));
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await inSight(page.getByRole('button', { name: 'Send 2 invitations' }));
});

/** Links come from Google's own replies. Its emulator gives none that is not https, so the answer is made up. */
test('a link that is not https is not offered', async () => {
  const { page } = await opener.open(server =>
    server.next('overview', {
      problem: { code: 'x', title: 'Title', advice: 'Advice.', link: { text: 'Click', url: 'javascript:alert(1)' } },
    }),
  );
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('link').count()).toBe(0);
});

test('text from outside is shown as text', async () => {
  const name = '<img src=x onerror=alert(1)>';
  const { page } = await opener.open(server => {
    server.list([
      { email: 'ann@acme.com', marked: true },
      { email: 'bob@acme.com', marked: true },
    ]);
    server.who = '<img src=x onerror=alert(1)>';
    server.row('bob@acme.com')['email'] = '<b>bob</b>';
  });
  await page.getByText(`Signed in as ${name}`).waitFor();
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByText('No valid address').click();
  await page.getByText('<b>bob</b>').waitFor();
});

test('a failed opening is explained in plain words and can be tried again', async () => {
  const { page } = await opener.open(server => {
    server.list([]);
    server.next('overview', {
      error: {
        name: 'Exception',
        message: "We're sorry, a server error occurred while reading from storage. Error code PERMISSION_DENIED.",
      },
    });
  });
  const text = await page.getByRole('alert').innerText();
  expect(text).toContain('several Google accounts');
  expect(text).not.toContain('PERMISSION_DENIED');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('0 marked').waitFor();
});

test('a lost connection at rest is said once and forgotten when it is back', async () => {
  const { page, host } = await opener.open(five, { clock: true });
  await page.getByText('5 marked').waitFor();
  await host(server => server.always('overview', { error: { name: 'NetworkError', message: 'HTTP 0' } }));
  await page.clock.runFor(46_000);
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').count()).toBe(1);
  await host(server => server.always('overview', null));
  await page.clock.runFor(20_000);
  await page.getByRole('alert').waitFor({ state: 'detached' });
});

test('what is wrong with the sheet is one line that opens', async () => {
  const { page } = await opener.open(server => {
    server.list([{ email: 'ann@acme.com' }, { email: 'bob@acme.com' }, { email: 'cid@acme.com' }]);
    server.row('bob@acme.com')['email'] = 'bob at acme.com';
    server.row('cid@acme.com')['email'] = 'ann@acme.com';
  });
  await page.getByText('2 things to look at').click();
  await page.getByText('Correct the address to include them. Rows 3.').waitFor();
  await page.getByText('You may delete the spare ones. ann@acme.com.').waitFor();
});

test('thirty thousand addresses neither freeze the page nor hide from the search', async () => {
  const { page } = await opener.open(server => {
    server.list([]);
    for (let index = 0; index < 30_000; index += 1)
      server.memory.sheets.accounts.rows.push({
        email: `person.${index}@acme.com`,
        state: 'NOT_YET_SENT',
        mark: true,
      });
  });
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Send 30,000 invitations' }).waitFor();
  expect(await page.getByRole('listitem').count()).toBe(100);
  const list = page.getByRole('region');
  await list.evaluate(box => {
    box.scrollTop = box.scrollHeight;
  });
  await eventually(() => page.getByRole('listitem').count(), 200);
  await page.getByLabel('Find an address').fill('29999');
  await page.getByText('1 of 30,000 addresses').waitFor();
  expect(await list.innerText()).toContain('person.29999@acme.com');
  await page.getByLabel('Find an address').fill('nobody');
  await page.getByText('No address matches.').waitFor();
});

test('one thing to do is coloured at each moment: refresh, mark who is new, send, and the job while one goes on', async () => {
  const { page, host } = await opener.open(empty);
  const primary = page.locator('button.primary:visible');
  await eventually(() => primary.allInnerTexts(), ['Refresh']);
  await host(server => server.google([{ email: 'ann@acme.com' }, { email: 'bob@acme.com' }]));
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await eventually(() => primary.allInnerTexts(), ['Mark those never invited']);
  await primary.click();
  await page.getByRole('main').getByText('2 marked, 2 rows changed').waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('mark');
  await eventually(() => primary.allInnerTexts(), ['Send invitations']);
  await primary.click();
  await host(server => server.always('advance', { late: 'hold' }));
  await page.getByRole('button', { name: 'Send 2 invitations' }).click();
  await page.getByRole('button', { name: 'Do something else meanwhile' }).click();
  await eventually(() => primary.allInnerTexts(), ['Show job']);
});

test('where nobody is left to invite, refreshing is what is next', async () => {
  const { page } = await opener.open(server => server.list([{ email: 'ann@acme.com', state: 'INVITED' }]));
  await eventually(() => page.locator('button.primary:visible').allInnerTexts(), ['Refresh']);
});

test('beside the button that sends, the page tells what Google’s mail looks like; not where nobody is mailed', async () => {
  const { page } = await opener.open(five);
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByText('What Google’s mail looks like').click();
  await page.getByText('The Google Cloud Team').waitFor();
  await page.getByText('is requesting that you transfer your Google account').waitFor();
  await page.getByText('accepts or declines').waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Cancel invitations' }).click();
  await page.getByRole('heading', { name: 'Cancel invitations?' }).waitFor();
  expect(await page.getByText('What Google’s mail looks like').count()).toBe(0);
});
