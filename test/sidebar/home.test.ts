// The page at rest and the way to a job, in a real browser: opening, counts, marks, previews and confirmations.
import type { FakeServer } from './fake-server';
import { eventually, startSidebar, type Opener } from './open-page';

let opener: Opener;
beforeAll(async () => {
  opener = await startSidebar();
});
afterAll(() => opener.close());
afterEach(async () => {
  expect(await opener.finish()).toEqual([]);
});

/** Ann and Bob are marked; Cid declined, Dee accepted, Eve was mailed lately. */
const five = (server: FakeServer): void => {
  server.world.accounts.push(
    { email: 'ann@acme.com', state: 'NOT_YET_SENT', marked: true },
    { email: 'bob@acme.com', state: 'NOT_YET_SENT', marked: true },
    { email: 'cid@acme.com', state: 'DECLINED', marked: true },
    { email: 'dee@acme.com', state: 'ACCEPTED', marked: true },
    { email: 'eve@acme.com', state: 'INVITED', marked: true, recent: true },
  );
};

test('the first time there is one thing to do: refresh', async () => {
  const { page, fake } = await opener.open(server => {
    server.world.hasSheet = false;
    server.world.google = ['ann@acme.com', 'bob@acme.com'];
  });
  await page.getByText('Nobody is mailed by that.').waitFor();
  expect(await page.locator('button').allInnerTexts()).toEqual(['Refresh', 'Settings', 'Sign-in', 'Check the set-up']);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByRole('heading', { name: 'List refreshed' }).waitFor();
  expect(await page.locator('.numbers').innerText()).toMatch(
    /Listed by Google\s+2\s+Added to the sheet\s+2\s+Changed\s+0\s+No longer listed\s+0/,
  );
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('0 marked').waitFor();
  expect(await fake(server => server.count('refresh'))).toBe(1);
});

test('some states can be refreshed alone; the time of the last refresh of all stays beside that of the part', async () => {
  const { page, fake } = await opener.open(five);
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
    () => fake(server => server.calls.filter(call => call.name === 'refresh').map(call => call.args)),
    [[['INVITED']], [['NOT_YET_SENT', 'INVITED', 'ACCEPTED', 'DECLINED']]],
  );
});

test('an empty list says why somebody may be missing, and that sending works anyway', async () => {
  const { page, fake } = await opener.open();
  await page.getByRole('heading', { name: 'Google lists no unmanaged accounts' }).waitFor();
  const text = await page.locator('main').innerText();
  for (const part of [
    '24 to 48 hours',
    'alias domain',
    'alternate address',
    'family group',
    'type the address into the Accounts sheet',
  ])
    expect(text).toContain(part);
  await page.getByRole('button', { name: 'Open the Accounts sheet' }).click();
  await eventually(
    () => fake(server => server.calls.filter(call => call.name === 'showSheet').map(call => call.args)),
    [['accounts']],
  );
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
  const { page, fake } = await opener.open(five);
  await page.getByText('5 marked').waitFor();
  expect(await fake(server => server.calls.map(call => call.name))).toEqual(['overview']);
});

test('a box that is ticked in the sheet shows within 15 seconds, or when the pointer comes back', async () => {
  const { page, fake } = await opener.open(five, { clock: true });
  await page.getByText('5 marked').waitFor();
  await fake(server => {
    server.world.accounts[0]!.marked = false;
  });
  await page.clock.runFor(15_000);
  await page.getByText('4 marked').waitFor();
  await fake(server => {
    server.world.accounts[1]!.marked = false;
  });
  await page.clock.runFor(2_500);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.getByText('3 marked').waitFor();
});

test('returning again and again does not ask again and again', async () => {
  const { page, fake } = await opener.open(five, { clock: true });
  await page.getByText('5 marked').waitFor();
  await page.clock.runFor(3000);
  await fake(server => {
    server.calls.splice(0);
  });
  await page.evaluate(() => {
    for (let time = 0; time < 20; time += 1) window.dispatchEvent(new Event('focus'));
  });
  expect(await fake(server => server.count('overview'))).toBe(1);
});

test('marking from the menu says what changed', async () => {
  const { page } = await opener.open(server => {
    server.world.accounts.push(
      { email: 'ann@acme.com', state: 'NOT_YET_SENT', marked: false },
      { email: 'bob@acme.com', state: 'INVITED', marked: false },
    );
  });
  await page.getByRole('button', { name: 'Mark' }).click();
  await page.getByRole('menuitem', { name: 'All not invited' }).click();
  await page.getByRole('heading', { name: '1 marked' }).waitFor();
  await page.locator('section').getByText('1 marked, 1 row changed').waitFor();
  await page.getByRole('button', { name: 'Mark' }).click();
  await page.getByRole('menuitem', { name: 'Clear all marks' }).click();
  await page.getByRole('heading', { name: '0 marked' }).waitFor();
});

test('an overview that was asked for before a mark does not undo what is shown', async () => {
  const { page, fake } = await opener.open(five, { clock: true });
  await page.getByText('5 marked').waitFor();
  await fake(server =>
    server.next('overview', {
      raw: { ok: true, value: { ...(server.world as object), counts: {}, notices: [], marked: 5, now: '' } },
    }),
  );
  await fake(server => server.next('mark', { late: 'hold' }));
  await page.getByRole('button', { name: 'Mark' }).click();
  await page.getByRole('menuitem', { name: 'Clear all marks' }).click();
  await page.clock.runFor(15_000);
  await fake(server => server.release('mark'));
  await page.getByRole('heading', { name: '0 marked' }).waitFor();
});

test('with nothing marked the actions rest and say why', async () => {
  const { page, fake } = await opener.open();
  const send = page.getByRole('button', { name: 'Send invitations' });
  expect(await send.getAttribute('aria-disabled')).toBe('true');
  expect(await page.locator(`#${(await send.getAttribute('aria-describedby'))!}`).innerText()).toContain(
    'Nothing is marked',
  );
  await send.click({ force: true });
  expect(await fake(server => server.count('preview'))).toBe(0);
});

test('the preview says who, by whom, where, who not and why', async () => {
  const { page } = await opener.open(five);
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('heading', { name: '2 addresses will be mailed' }).waitFor();
  expect(
    await page.getByRole('region', { name: 'Addresses that will be mailed' }).getByRole('listitem').allInnerTexts(),
  ).toEqual(['ann@acme.com', 'bob@acme.com']);
  expect((await page.locator('dl').innerText()).split(/\n+/)).toEqual([
    'By',
    'ada@acme.com',
    'Organisation',
    'acme.com',
    'Requests',
    '5 of 99,000 left today',
  ]);
  await page.getByRole('heading', { name: '3 skipped' }).waitFor();
  await page.getByText('Accepted already.').click();
  await page.getByText('dee@acme.com').waitFor();
  await page.getByRole('button', { name: 'Send 2 invitations' }).waitFor();
});

test('an option asks for a new preview, and the confirmation starts exactly that one', async () => {
  const { page, fake } = await opener.open(five);
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByLabel('People who declined').check();
  await page.getByRole('button', { name: 'Send 3 invitations' }).click();
  await page.getByRole('heading', { name: 'Invitations sent' }).waitFor();
  const args = await fake(server => server.calls.find(call => call.name === 'start')?.args);
  expect(args?.slice(0, 2)).toEqual(['send', { includeRecent: false, includeDeclined: true }]);
  expect(args?.[2]).toContain('cid@acme.com');
});

test('while a new preview is on its way nothing can be confirmed, and only the last one counts', async () => {
  const { page, fake } = await opener.open(five);
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Send 2 invitations' }).waitFor();
  await fake(server => server.next('preview', { late: 'hold' }, { late: 'hold' }));
  await page.getByLabel('People who declined').check();
  await page.getByLabel('People mailed in the last 7 days').check();
  expect(await page.locator('#confirm').getAttribute('aria-disabled')).toBe('true');
  await fake(server => {
    server.release('preview');
  });
  expect(await page.locator('#confirm').innerText()).toBe('Updating…');
  await fake(server => {
    server.release('preview');
  });
  await page.getByRole('button', { name: 'Send 4 invitations' }).waitFor();
});

test('a double click on the confirmation starts one job', async () => {
  const { page, fake } = await opener.open(five);
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Send 2 invitations' }).evaluate((button: HTMLElement) => {
    button.click();
    button.click();
  });
  await page.getByRole('heading', { name: 'Invitations sent' }).waitFor();
  expect(await fake(server => server.count('start'))).toBe(1);
});

test('marks that changed since the preview bring the new preview with a notice, and nothing is started', async () => {
  const { page, fake } = await opener.open(five);
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Send 2 invitations' }).waitFor();
  await fake(server => {
    server.world.accounts[0]!.marked = false;
  });
  await page.getByRole('button', { name: 'Send 2 invitations' }).click();
  await page.getByRole('button', { name: 'Send 1 invitation' }).waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('The marks have changed');
  expect(await fake(server => server.world.job)).toBeNull();
});

test('with nobody left the preview says so and offers no confirmation', async () => {
  const { page } = await opener.open(server => {
    server.world.accounts.push({ email: 'dee@acme.com', state: 'ACCEPTED', marked: true });
  });
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('heading', { name: 'Nobody to invite' }).waitFor();
  expect(await page.locator('#confirm').count()).toBe(0);
  await page.getByText('Everyone is skipped').waitFor();
});

test('a start whose answer is lost joins the job that it started, and does not start another', async () => {
  const { page, fake } = await opener.open(five);
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Send 2 invitations' }).waitFor();
  await fake(server => {
    server.next('start', { answer: 'lost' });
    server.next('advance', { late: 'hold' });
  });
  await page.getByRole('button', { name: 'Send 2 invitations' }).click();
  await page.getByRole('heading', { name: 'Sending invitations' }).waitFor();
  expect(await fake(server => server.count('start'))).toBe(1);
});

test('a refused start says why where the person is looking, and can be tried again', async () => {
  const { page, fake } = await opener.open(five);
  await page.getByRole('button', { name: 'Cancel invitations' }).click();
  await fake(server =>
    server.next('start', {
      problem: {
        code: 'job-running',
        title: 'Another job is running',
        advice: 'Wait until it ends.',
        link: { text: 'Read more', url: 'https://example.com/x' },
      },
    }),
  );
  await page.getByRole('button', { name: 'Cancel 1 invitation' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('Another job is running');
  const link = page.getByRole('link', { name: 'Read more' });
  expect([await link.getAttribute('target'), await link.getAttribute('rel')]).toEqual([
    '_blank',
    'noopener noreferrer',
  ]);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('button', { name: 'Cancel 1 invitation' }).click();
  await page.getByRole('heading', { name: 'Invitations cancelled' }).waitFor();
});

test('a problem far from the button that was pressed comes into sight', async () => {
  const { page, fake } = await opener.open(five);
  await page.setViewportSize({ width: 300, height: 520 });
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Send 2 invitations' }).waitFor();
  await fake(server =>
    server.next('start', {
      problem: { code: 'job-running', title: 'Another job is running', advice: 'Wait until it ends.', link: null },
    }),
  );
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
  const { page } = await opener.open(server => {
    server.world.organisation = '<img src=x onerror=alert(1)>';
    server.world.accounts.push({ email: '<b>ann</b>@acme.com', state: 'NOT_YET_SENT', marked: true });
  });
  await page.getByText('<img src=x onerror=alert(1)>').waitFor();
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByText('<b>ann</b>@acme.com').waitFor();
});

test('a failed opening is explained in plain words and can be tried again', async () => {
  const { page } = await opener.open(server =>
    server.next('overview', {
      error: {
        name: 'Exception',
        message: "We're sorry, a server error occurred while reading from storage. Error code PERMISSION_DENIED.",
      },
    }),
  );
  const text = await page.getByRole('alert').innerText();
  expect(text).toContain('several Google accounts');
  expect(text).not.toContain('PERMISSION_DENIED');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('0 marked').waitFor();
});

test('a lost connection at rest is said once and forgotten when it is back', async () => {
  const { page, fake } = await opener.open(five, { clock: true });
  await page.getByText('5 marked').waitFor();
  await fake(server => server.always('overview', { error: { name: 'NetworkError', message: 'HTTP 0' } }));
  await page.clock.runFor(46_000);
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').count()).toBe(1);
  await fake(server => server.always('overview', null));
  await page.clock.runFor(15_000);
  await page.getByRole('alert').waitFor({ state: 'detached' });
});

test('what is wrong with the sheet is one line that opens', async () => {
  const { page } = await opener.open(server => {
    server.world.notices = [
      {
        code: 'invalid',
        title: '3 rows have no valid address',
        advice: 'Correct or delete rows 4, 9 and 12.',
        link: null,
      },
      { code: 'duplicates', title: '2 addresses have several rows', advice: 'They count once.', link: null },
    ];
  });
  await page.getByText('2 things to look at').click();
  await page.getByText('Correct or delete rows 4, 9 and 12.').waitFor();
});

test('thirty thousand addresses neither freeze the page nor hide from the search', async () => {
  const { page } = await opener.open(server => {
    for (let index = 0; index < 30_000; index += 1)
      server.world.accounts.push({ email: `person.${index}@acme.com`, state: 'NOT_YET_SENT', marked: true });
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
