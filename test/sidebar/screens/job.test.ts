// A job under way and its result, in a real browser: live numbers, pause, stop, lost connections, other people's jobs.
import { eventually, fromMore, startSidebar, type Opener, type Sidebar } from '../open-page';
import type { PageServer } from '../server/server';

let opener: Opener;
beforeAll(async () => {
  opener = await startSidebar();
});
afterEach(async () => {
  expect(await opener.finish()).toEqual([]);
});

/** Thirty are marked, and each slice is one batch of ten. */
const thirty = (server: PageServer): void => {
  server.list(Array.from({ length: 30 }, (_, index) => ({ email: `person.${index}@acme.com`, marked: true })));
  server.set({ atOnce: '10' });
  server.sliceMs = 1;
};

/** Thirty are marked, the send job has started, and its first slice is out. */
async function sending(): Promise<Sidebar> {
  const sidebar = await opener.open(thirty, { clock: true });
  await sidebar.page.getByRole('button', { name: 'Send invitations' }).click();
  await sidebar.host(server => server.always('advance', { late: 'hold' }));
  await sidebar.page.getByRole('button', { name: 'Send 30 invitations' }).click();
  await sidebar.page.getByRole('heading', { name: 'Sending invitations' }).waitFor();
  await eventually(() => sidebar.host(server => server.count('advance')), 1);
  return sidebar;
}

/**
 * Opens the page on a job that is there already: 75 of 100 addresses are done, of which Google refused two. `prepare`
 * comes after that, in the browser.
 */
async function opened(prepare: (server: PageServer) => void, who = 'ada@acme.com'): Promise<Sidebar> {
  const sidebar = await opener.open(server => server.next('overview', { late: 'hold' }), { clock: true });
  await sidebar.host((server, by) => {
    server.list(Array.from({ length: 100 }, (_, index) => ({ email: `person.${index}@acme.com`, marked: true })));
    for (const address of ['person.3@acme.com', 'person.4@acme.com'])
      server.fault({ kind: 'refused', status: 'FAILED_PRECONDITION', match: { address } });
    server.set({ atOnce: '25' });
    server.begin('send', by);
    // Three times twenty-five.
    for (let batch = 0; batch < 3; batch += 1) server.step();
    server.noFaults();
  }, who);
  await sidebar.host(prepare);
  await sidebar.host(server => server.release('overview'));
  return sidebar;
}
/** The API is switched off when the next batch is asked for, and on again after it. */
const blocked = (server: PageServer): void => {
  server.fault({ kind: 'SERVICE_DISABLED' });
  server.step();
  server.noFaults();
};

const far = ({ page }: Sidebar, text: string): Promise<void> => page.locator('.far', { hasText: text }).waitFor();

test('a start that works on its job is not waited for: the job is shown as soon as it is there', async () => {
  const sidebar = await opener.open(thirty, { clock: true });
  const { page, host } = sidebar;
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await host(server => server.next('start', { late: 'answer' }));
  await page.getByRole('button', { name: 'Send 30 invitations' }).click();
  await eventually(() => host(server => server.count('start')), 1);
  await page.clock.runFor(1_500);
  await page.getByRole('heading', { name: 'Sending invitations' }).waitFor();
  await host(server => void server.step());
  await page.clock.runFor(1_500);
  await far(sidebar, '10 of 30');
  expect(await host(server => server.count('advance'))).toBe(0);
  await host(server => server.release('start'));
  await page.clock.runFor(3_000);
  await page.getByText('30 invitations sent.').waitFor();
});

test('slice follows slice to the end, and the result says it plainly', async () => {
  const { page, host } = await opener.open(thirty);
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Send 30 invitations' }).click();
  await page.getByText('30 invitations sent.').waitFor();
  // The last one finds that nothing is left.
  expect(await host(server => server.count('advance'))).toBe(4);
  expect(await page.getByText('keep their mark').count()).toBe(0);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('heading', { name: '0 marked' }).waitFor();
  await page.getByText('Last job: 30 sent').waitFor();
});

test('while a slice is out the numbers move about every second', async () => {
  const sidebar = await sending();
  const { page, host } = sidebar;
  await host(server => {
    server.fault({ kind: 'refused', status: 'FAILED_PRECONDITION', match: { address: 'person.11@acme.com' } });
    server.fault({ kind: '500', when: 'after', limit: 1, match: { address: 'person.10@acme.com' } });
    server.memory.latency(1000);
    server.step();
  });
  await page.clock.runFor(1100);
  await far(sidebar, '9 of 30 (30%)');
  await page.getByText('8 sent · 1 refused · 1 under way').waitFor();
  await page.getByText(/^\d(\.\d)? a second, 0:0\d left$/).waitFor();
  // Google asks for a pause, which the slice sleeps through; the minute before says nothing of the rate any more.
  await host(server => {
    server.memory.pass(61_000);
    server.fault({ kind: '429', retryAfter: 20 });
    server.stepUntil('sleep');
  });
  await page.clock.runFor(1100);
  await page.getByText('Waiting a little before Google is asked again.').waitFor();
  const bar = page.getByRole('progressbar', { name: 'Progress' });
  expect(await bar.getAttribute('aria-valuenow')).toBe('30');
  expect(await bar.getAttribute('aria-valuetext')).toBe('9 of 30 (30%)');
});

test('screen readers hear each tenth, not each tick', async () => {
  const sidebar = await sending();
  const { page, host } = sidebar;
  const said = () => page.locator('main [role=status]').innerText();
  await host(server => server.set({ atOnce: '1' }));
  const moveTo = async (finished: number) => {
    await host((server, wanted) => {
      while (server.step().finished < wanted);
    }, finished);
    await page.clock.runFor(1100);
    await far(sidebar, `${finished} of 30`);
  };
  await moveTo(4);
  const first = await said();
  expect(first).toContain('4 of 30 (13%)');
  await moveTo(5);
  expect(await said()).toBe(first);
  await moveTo(6);
  expect(await said()).toContain('6 of 30 (20%)');
});

test('pause is shown as under way until the slice at work has found it, and resume goes on', async () => {
  const { page, host } = await sending();
  await page.getByRole('button', { name: 'Pause' }).click();
  await eventually(() => host(server => server.wish()), 'pause');
  await page.clock.runFor(3000);
  await page.getByRole('button', { name: 'Pausing…' }).waitFor();
  await host(server => server.release('advance'));
  await page.getByText('Paused. What is left waits until you resume.', { exact: true }).waitFor();
  await page.clock.runFor(5000);
  expect(await host(server => server.count('advance'))).toBe(1);
  await host(server => server.always('advance', null));
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByText('30 invitations sent.').waitFor();
});

test('a job that rests can be left and found again', async () => {
  const { page, host } = await opened(blocked);
  await page.getByText(/^Google refused: the state of the account does not allow it/).waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByText('A job waits to be resumed: 75 of 100 done.').waitFor();
  await page.clock.runFor(31_000);
  await eventually(() => host(server => server.count('overview') > 2), true);
  // Nothing else can be started meanwhile, and the refusal leads to the job, too.
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('alert').getByText('Another job is not finished yet.').waitFor();
  await page.getByRole('button', { name: 'Show job' }).click();
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('heading', { name: 'Invitations sent' }).waitFor();
});

test('stop asks first, and what was not sent is told', async () => {
  const { page, host } = await sending();
  await host(server => server.release('advance'));
  await page.locator('.far', { hasText: '10 of 30' }).waitFor();
  await eventually(() => host(server => server.count('advance')), 2);
  await page.getByRole('button', { name: 'Stop' }).click();
  // A batch may be under way: no number before the job rests.
  await page.getByText('Pausing first. Whoever is being asked at this moment is still mailed.').waitFor();
  expect(await page.getByText('will not be mailed').count()).toBe(0);
  expect(await host(server => server.count('stop'))).toBe(0);
  await page.getByRole('button', { name: 'Stop sending' }).click();
  await page.getByRole('button', { name: 'Stopping…' }).waitFor();
  await eventually(() => host(server => server.wish()), 'stop');
  await host(server => server.release('advance'));
  await page.getByRole('heading', { name: 'Sending stopped' }).waitFor();
  await page.getByText('10 of 30 invitations sent.').waitFor();
  await page.getByText('20 skipped').waitFor();
  await page.getByText('Not sent: the job was stopped first.').waitFor();
  await page.getByText('Those left stay marked as they were.').waitFor();
});

test('what the question whether to stop announces is what the record holds afterwards, the unclear ones apart', async () => {
  const { page, host } = await sending();
  await host(server => {
    server.fault({ kind: 'lost', match: { address: 'person.1?@acme.com' } });
    server.step();
    server.step();
    server.noFaults();
  });
  await page.getByRole('button', { name: 'Stop' }).click();
  await eventually(() => host(server => server.wish()), 'pause');
  await host(server => server.release('advance'));
  const question = page.getByRole('group', { name: 'Stop sending?' });
  await question.getByText('keep their mark').waitFor();
  const told = (await question.getByRole('status').innerText()).match(/\d+/g)!.map(Number);
  await page.getByRole('button', { name: 'Stop sending' }).click();
  await page.getByRole('heading', { name: 'Sending stopped' }).waitFor();
  const lines = await host(server => server.memory.sheets.activity.rows.map(row => String(row['outcome'])));
  const count = (outcome: string): number => lines.filter(each => each === outcome).length;
  expect([count('Stopped'), count('Unknown')]).toEqual(told);
  expect(count('Unknown')).toBeGreaterThan(0);
  // And Google's side: whoever was mailed is done or not certain, and nobody of those announced as not mailed.
  const [mailed, unmailed] = await host(server => [
    server.memory.world.ledger.mails.map(({ email }) => email),
    server.memory.sheets.activity.rows.filter(row => row['outcome'] === 'Stopped').map(row => String(row['address'])),
  ]);
  expect(mailed.filter(address => unmailed.includes(address))).toEqual([]);
  expect(mailed.length).toBeGreaterThanOrEqual(count('Done'));
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText(/^Last job: sending stopped, /).waitFor();
  await page.getByText(`${count('Unknown')} not certain`).waitFor();
});

test('a refresh that was stopped is not told as a list refreshed', async () => {
  const { page, host } = await opener.open(server => {
    server.list([{ email: 'ann@acme.com' }]);
    server.always('advance', { late: 'hold' });
  });
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await page.getByRole('heading', { name: 'Refreshing the list' }).waitFor();
  await host(server => void server.as().stop(server.job()!.id));
  await host(server => server.release('advance'));
  await page.getByRole('heading', { name: 'Refresh stopped' }).waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('Last job: refresh stopped').waitFor();
  expect(await page.getByText('list refreshed').count()).toBe(0);
});

test('a job whose lines were deleted ends, and what was not sent is told', async () => {
  const { page, host } = await sending();
  await host(server => {
    server.step();
    server.memory.sheets.activity.rows.splice(0);
    server.release('advance');
  });
  await page.getByRole('heading', { name: 'Sending stopped' }).waitFor();
  await page.getByText('The lines of this job are no longer in the Activity sheet.').waitFor();
  await page.getByText('10 of 30 invitations sent.').waitFor();
  await page.getByText('20 not sent, as the job was stopped.').waitFor();
});

test('while the question whether to stop stands the job rests; to go on resumes it', async () => {
  const { page, host } = await sending();
  await page.getByRole('button', { name: 'Stop' }).click();
  await eventually(() => host(server => server.wish()), 'pause');
  await host(server => server.release('advance'));
  await page.getByRole('button', { name: /Keep|Go on|Continue/ }).click();
  await eventually(() => host(server => server.count('resume')), 1);
  await eventually(() => host(server => server.job()?.status), 'running');
  expect(await host(server => server.count('stop'))).toBe(0);
});

test('a job that is being paused can still be stopped', async () => {
  const { page, host } = await sending();
  await page.getByRole('button', { name: 'Pause' }).click();
  await eventually(() => host(server => server.wish()), 'pause');
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Stop sending' }).click();
  await eventually(() => host(server => server.wish()), 'stop');
  await host(server => server.release('advance'));
  await page.getByRole('heading', { name: 'Sending stopped' }).waitFor();
});

test('a lost connection is said, tried again by itself, and nothing is started twice', async () => {
  const { page, host } = await sending();
  await host(server => {
    server.always('progress', { error: { name: 'NetworkError', message: 'HTTP 0' } });
    server.always('advance', { error: { name: 'NetworkError', message: 'HTTP 0' } });
  });
  await page.clock.runFor(1100);
  await page.getByText('Nothing is lost: the job continues when you are back.').waitFor();
  await host(server => {
    server.always('progress', null);
    server.always('advance', null);
    server.release('advance');
  });
  await page.clock.runFor(1100);
  await page.getByText('30 invitations sent.').waitFor();
  expect(await host(server => server.count('start'))).toBe(1);
});

test('a call that Google breaks off, in any language, is tried again by itself; if it stays so, the causes are named', async () => {
  const { page, host } = await sending();
  const broken = { error: { name: 'ScriptError', message: 'Se necesita autorización para realizar esta acción.' } };
  await host((server, twist) => {
    server.always('progress', twist);
    server.always('advance', twist);
  }, broken);
  await page.clock.runFor(1100);
  await page.getByText('Nothing is lost: the job continues when you are back.').waitFor();
  await page.clock.runFor(60_000);
  await page.getByText(/need your permission again.*several Google accounts/).waitFor();
  await host(server => {
    server.always('progress', null);
    server.always('advance', null);
    server.release('advance');
  });
  await page.clock.runFor(31_000);
  await page.getByText('30 invitations sent.').waitFor();
  expect(await host(server => server.count('start'))).toBe(1);
});

test('"Retry now" does not wait, and the countdown is no alert', async () => {
  const sidebar = await sending();
  const { page, host } = sidebar;
  await host(server =>
    server.next(
      'advance',
      { error: { name: 'NetworkError', message: 'HTTP 0' } },
      { error: { name: 'NetworkError', message: 'HTTP 0' } },
    ),
  );
  await host(server => server.release('advance'));
  await page.getByText(/Next try in 0:0/).waitFor();
  expect(await page.getByRole('alert').innerText()).not.toContain('Next try');
  await host(server => server.always('advance', null));
  await page.clock.runFor(2100);
  await page.getByText('Next try in 0:05').waitFor();
  await page.getByRole('button', { name: 'Retry now' }).click();
  await page.getByText('30 invitations sent.').waitFor();
});

test('when another execution is at work the page looks, then tries again', async () => {
  const sidebar = await sending();
  const { page, host } = sidebar;
  await host(server => {
    server.always('advance', null);
    server.release('advance');
    server.lock();
  });
  await far(sidebar, '10 of 30');
  await eventually(() => host(server => server.count('advance')), 2);
  expect(await page.getByRole('alert').count()).toBe(0);
  await page.clock.runFor(1100);
  await eventually(() => host(server => server.count('progress') > 0), true);
  await host(server => server.unlock());
  await page.clock.runFor(5100);
  await page.getByText('30 invitations sent.').waitFor();
});

test('a server that says no is shown with its advice and a way to try again', async () => {
  const { page, host } = await sending();
  await host(server => {
    server.always('advance', null);
    server.release('advance');
    server.failAt('lock.take');
  });
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('Nothing was lost: what may have been mailed is looked');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('30 invitations sent.').waitFor();
});

test('opening the page with my running job continues it', async () => {
  const sidebar = await opened(server => {
    server.set({ atOnce: '10' });
    server.sliceMs = 1;
  });
  await sidebar.page.getByRole('heading', { name: 'Invitations sent' }).waitFor();
  await sidebar.page.getByText('98 of 100 invitations sent.').waitFor();
  expect(await sidebar.host(server => server.count('advance'))).toBe(4);
});

test('a waiting job counts down by the server’s clock and then goes on', async () => {
  const { page, host } = await opened(server => {
    server.fault({ kind: '429', retryAfter: 93 });
    server.step();
    server.step();
    server.noFaults();
  });
  await page.getByText(/Goes on in 1:[23]\d/).waitFor();
  await page.clock.runFor(30_000);
  await page.getByText(/Goes on in (0:5\d|1:00)/).waitFor();
  expect(await host(server => server.count('advance'))).toBe(0);
  await page.clock.runFor(61_000);
  await page.getByRole('heading', { name: 'Invitations sent' }).waitFor();
});

test('a blocked job shows what to do, with a link that opens beside the sheet, and resumes', async () => {
  const { page } = await opened(blocked);
  const link = page.getByRole('link', { name: 'Cloud Identity API' });
  await link.waitFor();
  expect(await link.getAttribute('href')).toMatch(/^https:\/\/console\.developers\.google\.com\//);
  expect([await link.getAttribute('target'), await link.getAttribute('rel')]).toEqual([
    '_blank',
    'noopener noreferrer',
  ]);
  expect(await page.getByRole('alert').innerText()).toContain('switched off');
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('heading', { name: 'Invitations sent' }).waitFor();
});

test('from a blocked job to the set-up check, and back to the job, where the focus was', async () => {
  const { page } = await opened(blocked);
  await page.getByRole('button', { name: 'Check the set-up' }).press('Enter');
  await page.getByText('Nothing is missing.').waitFor();
  await page.getByRole('button', { name: 'Check again' }).press('Enter');
  await page.getByText('Nothing is missing.').waitFor();
  await page.getByRole('button', { name: 'Back' }).press('Enter');
  await page.getByRole('heading', { name: 'Sending invitations' }).waitFor();
  await eventually(() => page.evaluate(() => document.activeElement?.id), 'check-setup');
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('heading', { name: 'Invitations sent' }).waitFor();
});

test('somebody else’s wait that is over waits for their sidebar, and says when it can be taken over', async () => {
  const { page, host } = await opener.open(
    server => {
      server.list([{ email: 'ann@acme.com', state: 'INVITED' }]);
      server.begin('send', 'bob@acme.com', { from: 'reminders', days: 7, most: 3 });
      // Goes on three seconds sooner: to begin takes as long.
      server.fault({ kind: '429', retryAfter: 23 });
      server.step();
      server.step();
    },
    { clock: true },
  );
  await page.getByRole('heading', { name: 'bob@acme.com is sending reminders' }).waitFor();
  await page.getByText(/Goes on in 0:/).waitFor();
  await page.clock.runFor(25_000);
  await page
    .getByText(/It goes on when the sidebar of bob@acme.com is open. If it does not, you can take it over in 1:[12]\d/)
    .waitFor();
  expect(await page.locator('.note').innerText()).not.toContain('Waiting a little');
  await host(server => {
    const bob = server.as('bob@acme.com');
    bob.background(bob.progress().value!.id, true);
  });
  await page.clock.runFor(3100);
  await page.getByText('It goes on in the background within minutes.').waitFor();
});

test('somebody else’s job is followed, without buttons, to its end', async () => {
  const sidebar = await opened(server => server.set({ atOnce: '10' }), 'bob@acme.com');
  const { page, host } = sidebar;
  await page.getByRole('heading', { name: 'bob@acme.com is sending invitations' }).waitFor();
  await far(sidebar, '75 of 100');
  expect(await page.getByRole('button').allInnerTexts()).toEqual(['Do something else meanwhile']);
  await host(server => void server.step());
  await page.clock.runFor(3100);
  await far(sidebar, '85 of 100');
  expect(await host(server => server.count('advance'))).toBe(0);
  await host(server => void server.drive(server.job()!, 'bob@acme.com'));
  await page.clock.runFor(3100);
  await page.getByRole('button', { name: 'Done' }).waitFor();
});

test('somebody else’s job that stands still says when it can be taken over, and no pace of before', async () => {
  const { page, host } = await opened(server => {
    server.memory.pass(3000);
    server.step();
  }, 'bob@acme.com');
  await page.getByText('When it has stood still for a minute and a half').waitFor();
  expect(await page.getByText('You can take it over in').count()).toBe(0);
  await host(server => server.memory.pass(40_000));
  await page.clock.runFor(45_000);
  await page.getByText(/^It has stood still for a while. You can take it over in 0:[0-4]\d\.$/).waitFor();
  expect(await page.getByText(/a second|a minute,/).count()).toBe(0);
});

test('a pause of somebody else’s pace is no standing still', async () => {
  const { page, host } = await opened(server => {
    server.set({ perMinute: '60' });
    server.editJob(({ updatedAt, pace }) => ({ pace: { ...pace, sent: [[updatedAt, 60]] } }));
  }, 'bob@acme.com');
  await page.getByText('When it has stood still for a minute and a half').waitFor();
  await host(server => server.memory.pass(40_000));
  await page.clock.runFor(4_000);
  await eventually(() => host(server => server.job()?.rests), true);
  expect(await page.getByText('It has stood still for a while').count()).toBe(0);
});

test('a job that its owner left can be taken over', async () => {
  const { page, host } = await opened(server => server.memory.pass(91_000), 'bob@acme.com');
  await page.getByRole('button', { name: 'Take over' }).click();
  await page.getByRole('heading', { name: 'Invitations sent' }).waitFor();
  expect(await host(server => server.count('takeOver'))).toBe(1);
});

test('a refused pause is said beside the button', async () => {
  const { page, host } = await sending();
  await host(server => server.failAt('store.set'));
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('alert').getByText('The run was interrupted.').waitFor();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
});

test('a refresh shows what it has found, without a made-up percentage', async () => {
  const { page, host } = await opener.open(server => {
    server.list([]);
    server.google(Array.from({ length: 900 }, (_, index) => ({ email: `person.${index}@acme.com` })));
    server.always('advance', { late: 'hold' });
    server.sliceMs = 1;
  });
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await eventually(() => host(server => server.count('advance')), 1);
  await host(server => server.release('advance'));
  await page.locator('.far', { hasText: /^[1-9]\d\d accounts found$/ }).waitFor();
  expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBeNull();
});

test('refusals are grouped with reason, advice and examples, and a link opens Activity', async () => {
  const { page, host } = await opener.open(thirty);
  await host(server => {
    for (const address of ['person.3@acme.com', 'person.4@acme.com'])
      server.fault({ kind: 'refused', status: 'FAILED_PRECONDITION', match: { address } });
  });
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Send 30 invitations' }).click();
  await page.getByText('28 of 30 invitations sent.').waitFor();
  await page.getByRole('heading', { name: '2 refused' }).waitFor();
  await page.getByText(/^Nobody was mailed\. It may have accepted or declined meanwhile/).waitFor();
  await page.getByText('Show 2 addresses').click();
  await page.getByText('person.4@acme.com').waitFor();
  await page.getByText('Those left stay marked as they were.').waitFor();
  await page.getByRole('button', { name: 'Show in Activity' }).click();
  await eventually(
    () => host(server => server.argsOf('showActivity').flat()),
    [await host(server => server.job()?.id)],
  );
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('heading', { name: '2 marked' }).waitFor();
  await page.getByRole('button', { name: 'Show result' }).click();
  await page.getByText('28 of 30 invitations sent.').waitFor();
});

describe('beside a job that runs', () => {
  test('the rest of the page can be used, the job goes on, and its end is told there', async () => {
    const { page, host } = await sending();
    await page.getByRole('button', { name: 'Do something else meanwhile' }).click();
    await page.getByText(/^Sending invitations: 0 of 30/).waitFor();
    await fromMore(page, 'Settings');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByLabel('One address, or a list').fill('person.1@acme.com');
    await page.getByRole('button', { name: 'Look up' }).click();
    await page.getByRole('heading', { name: 'person.1@acme.com' }).waitFor();
    await host(server => server.release('advance'));
    // The next slice is asked for although another screen is shown.
    await eventually(() => host(server => server.count('advance')), 2);
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByText(/^Sending invitations: 10 of 30/).waitFor();
    await page.getByRole('button', { name: 'Show job' }).click();
    await page.getByRole('heading', { name: 'Sending invitations' }).waitFor();
    await page.getByRole('button', { name: 'Do something else meanwhile' }).click();
    await host(server => server.always('advance', null));
    await host(server => server.release('advance'));
    await page.clock.runFor(3000);
    await page.getByText('Last job: 30 sent').waitFor();
    await page.getByRole('heading', { name: '0 marked' }).waitFor();
    const mails = await host(server => server.memory.world.ledger.mails.length);
    expect(mails).toBe(30);
  });

  test('another job is not started, and that is said with the way to the one that runs', async () => {
    const { page, host } = await sending();
    await page.getByRole('button', { name: 'Do something else meanwhile' }).click();
    await page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await page.getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Show job' }).waitFor();
    expect(await host(server => server.job()?.kind)).toBe('send');
  });

  test('the second admin can do other things too, and comes back to the job', async () => {
    const sidebar = await opened(() => undefined, 'bob@acme.com');
    const { page } = sidebar;
    await page.getByRole('heading', { name: 'bob@acme.com is sending invitations' }).waitFor();
    await page.getByText('Meanwhile you can look people up, mark rows and change settings.').waitFor();
    await page.getByRole('button', { name: 'Do something else meanwhile' }).click();
    await page.getByText(/^bob@acme.com is sending invitations: 75 of 100/).waitFor();
    await page.getByRole('button', { name: 'Show job' }).click();
    await far(sidebar, '75 of 100');
  });

  test('the second admin is told there too that it stands still, and can take it over', async () => {
    const { page, host } = await opened(() => undefined, 'bob@acme.com');
    await page.getByRole('button', { name: 'Do something else meanwhile' }).click();
    await page.getByText(/^bob@acme.com is sending invitations: 75 of 100/).waitFor();
    await host(server => server.memory.pass(100_000));
    await page.clock.runFor(10_000);
    await page.getByText(/75 of 100 .*This job has not moved for a while/s).waitFor();
    await page.getByRole('button', { name: 'Show job' }).click();
    await page.getByRole('button', { name: 'Take over' }).waitFor();
  });
});
