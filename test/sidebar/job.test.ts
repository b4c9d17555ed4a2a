// A job under way and its result, in a real browser: live numbers, pause, stop, lost connections, other people's jobs.
import type { JobView } from '../../src/core/contract/rpc';
import { aJob } from './a-job';
import type { FakeServer } from './fake-server';
import { eventually, startSidebar, type Opener, type Sidebar } from './open-page';

let opener: Opener;
beforeAll(async () => {
  opener = await startSidebar();
});
afterAll(() => opener.close());
afterEach(async () => {
  expect(await opener.finish()).toEqual([]);
});

const thirty = (server: FakeServer): void => {
  for (let index = 0; index < 30; index += 1)
    server.world.accounts.push({ email: `person.${index}@acme.com`, state: 'NOT_YET_SENT', marked: true });
};

/** Thirty are marked, the send job has started, and its first slice is out. */
async function sending(): Promise<Sidebar> {
  const sidebar = await opener.open(thirty, { clock: true });
  await sidebar.page.getByRole('button', { name: 'Send invitations' }).click();
  await sidebar.fake(server => server.always('advance', { late: 'hold' }));
  await sidebar.page.getByRole('button', { name: 'Send 30 invitations' }).click();
  await sidebar.page.getByRole('heading', { name: 'Sending invitations' }).waitFor();
  await eventually(() => sidebar.fake(server => server.count('advance')), 1);
  return sidebar;
}

/** Opens the page on a job that is there already. */
async function opened(job: Partial<JobView>): Promise<Sidebar> {
  const sidebar = await opener.open(server => server.next('overview', { late: 'hold' }), { clock: true });
  await sidebar.fake(
    (server, given) => {
      server.world.job = given;
      for (let index = 0; index < 190; index += 1) server.world.queue.push(`person.${index}@acme.com`);
      server.release('overview');
    },
    aJob({
      finished: 120,
      counts: { queued: 190, checking: 0, done: 117, eligible: 0, refused: 2, unknown: 1, skipped: 0 },
      ...job,
    }),
  );
  return sidebar;
}

const far = ({ page }: Sidebar, text: string): Promise<void> => page.locator('.far', { hasText: text }).waitFor();

test('slice follows slice to the end, and the result says it plainly', async () => {
  const { page, fake } = await opener.open(thirty);
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Send 30 invitations' }).click();
  await page.getByText('30 invitations sent.').waitFor();
  expect(await fake(server => server.count('advance'))).toBe(3);
  expect(await page.getByText('keep their mark').count()).toBe(0);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('heading', { name: '0 marked' }).waitFor();
  await page.getByText('Last job: 30 sent').waitFor();
});

test('while a slice is out the numbers move about every second', async () => {
  const sidebar = await sending();
  const { page, fake } = sidebar;
  await fake(server => {
    Object.assign(server.world.job!, {
      finished: 12,
      counts: { queued: 17, checking: 1, done: 11, refused: 1, unknown: 0, skipped: 0 },
      perSecond: 11.2,
      secondsLeft: 77,
    });
  });
  await page.clock.runFor(1100);
  await far(sidebar, '12 of 30 (40 %)');
  await page.getByText('11 sent · 1 refused · 1 being checked').waitFor();
  await page.getByText('11 a second, 1:17 left').waitFor();
  await fake(server => {
    Object.assign(server.world.job!, { perSecond: null, secondsLeft: null, rests: true });
  });
  await page.clock.runFor(1100);
  await page.getByText('Waiting a little before Google is asked again.').waitFor();
  const bar = page.getByRole('progressbar', { name: 'Progress' });
  expect(await bar.getAttribute('aria-valuenow')).toBe('40');
  expect(await bar.getAttribute('aria-valuetext')).toBe('12 of 30 (40 %)');
});

test('screen readers hear each tenth, not each tick', async () => {
  const sidebar = await sending();
  const { page, fake } = sidebar;
  const said = () => page.locator('main [role=status]').innerText();
  const move = async (finished: number) => {
    await fake((server, given) => {
      Object.assign(server.world.job!, { finished: given });
    }, finished);
    await page.clock.runFor(1100);
    await far(sidebar, `${finished} of 30`);
  };
  await move(12);
  const first = await said();
  await move(13);
  expect(await said()).toBe(first);
  await move(15);
  expect(await said()).toContain('15 of 30 (50 %)');
});

test('pause is shown as under way until the slice at work has found it, and resume goes on', async () => {
  const { page, fake } = await sending();
  await page.getByRole('button', { name: 'Pause' }).click();
  await eventually(() => fake(server => server.world.wish), 'paused');
  await page.clock.runFor(3000);
  await page.getByRole('button', { name: 'Pausing…' }).waitFor();
  await fake(server => server.release('advance'));
  await page.getByText('Paused. What is left waits until you resume.', { exact: true }).waitFor();
  await page.clock.runFor(5000);
  expect(await fake(server => server.count('advance'))).toBe(1);
  await fake(server => server.always('advance', null));
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByText('30 invitations sent.').waitFor();
});

test('a job that rests can be left and found again', async () => {
  const { page, fake } = await opened({
    status: 'blocked',
    problem: { code: 'quota-day', title: 'Quota used up', advice: 'Resume tomorrow.', link: null },
    groups: [{ kind: 'refused', reason: 'Not invitable.', advice: '', count: 2, examples: [] }],
  });
  await page.getByText('Not invitable.').waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByText('A job waits to be resumed: 120 of 310 done.').waitFor();
  await fake(server => {
    server.world.accounts.push({ email: 'ann@acme.com', state: 'NOT_YET_SENT', marked: true });
  });
  await page.clock.runFor(31_000);
  await eventually(() => fake(server => server.count('overview') > 2), true);
  // Nothing else can be started meanwhile, and the refusal leads to the job, too.
  await fake(server => {
    server.next('start', {
      problem: { code: 'other-job', title: 'Another job is not finished yet.', advice: 'Stop it first.', link: null },
    });
  });
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Send 1 invitation' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByRole('button', { name: 'Show job' }).click();
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('heading', { name: 'Invitations sent' }).waitFor();
});

test('stop asks first, and what was not sent is told', async () => {
  const { page, fake } = await sending();
  await fake(server => server.release('advance'));
  await page.locator('.far', { hasText: '10 of 30' }).waitFor();
  await eventually(() => fake(server => server.count('advance')), 2);
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('20 addresses not mailed yet will not be mailed and keep their mark.').waitFor();
  expect(await fake(server => server.count('stop'))).toBe(0);
  await page.getByRole('button', { name: 'Stop sending' }).click();
  await page.getByRole('button', { name: 'Stopping…' }).waitFor();
  await eventually(() => fake(server => server.world.wish), 'stopped');
  await fake(server => server.release('advance'));
  await page.getByRole('heading', { name: 'Sending stopped' }).waitFor();
  await page.getByText('10 of 30 invitations sent.').waitFor();
  await page.getByText('20 not sent, as the job was stopped.').waitFor();
  await page.getByText('Those left stay marked as they were.').waitFor();
});

test('while the question whether to stop stands the job rests; to go on resumes it', async () => {
  const { page, fake } = await sending();
  await page.getByRole('button', { name: 'Stop' }).click();
  await eventually(() => fake(server => server.world.wish), 'paused');
  await fake(server => server.release('advance'));
  await page.getByRole('button', { name: /Keep|Go on|Continue/ }).click();
  await eventually(() => fake(server => server.count('resume')), 1);
  await eventually(() => fake(server => server.world.job?.status), 'running');
  expect(await fake(server => server.count('stop'))).toBe(0);
});

test('a job that is being paused can still be stopped', async () => {
  const { page, fake } = await sending();
  await page.getByRole('button', { name: 'Pause' }).click();
  await eventually(() => fake(server => server.world.wish), 'paused');
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Stop sending' }).click();
  await eventually(() => fake(server => server.world.wish), 'stopped');
  await fake(server => server.release('advance'));
  await page.getByRole('heading', { name: 'Sending stopped' }).waitFor();
});

test('a lost connection is said, tried again by itself, and nothing is started twice', async () => {
  const { page, fake } = await sending();
  await fake(server => {
    server.always('progress', { error: { name: 'NetworkError', message: 'HTTP 0' } });
    server.always('advance', { error: { name: 'NetworkError', message: 'HTTP 0' } });
  });
  await page.clock.runFor(1100);
  await page.getByText('Nothing is lost: the job continues when you are back.').waitFor();
  await fake(server => {
    server.always('progress', null);
    server.always('advance', null);
    server.release('advance');
  });
  await page.clock.runFor(1100);
  await page.getByText('30 invitations sent.').waitFor();
  expect(await fake(server => server.count('start'))).toBe(1);
});

test('"Retry now" does not wait, and the countdown is no alert', async () => {
  const sidebar = await sending();
  const { page, fake } = sidebar;
  await fake(server =>
    server.next(
      'advance',
      { error: { name: 'NetworkError', message: 'HTTP 0' } },
      { error: { name: 'NetworkError', message: 'HTTP 0' } },
    ),
  );
  await fake(server => server.release('advance'));
  await page.getByText(/Next try in 0:0/).waitFor();
  expect(await page.getByRole('alert').innerText()).not.toContain('Next try');
  await fake(server => server.always('advance', null));
  await page.clock.runFor(2100);
  await page.getByText('Next try in 0:05').waitFor();
  await page.getByRole('button', { name: 'Retry now' }).click();
  await page.getByText('30 invitations sent.').waitFor();
});

test('when another execution is at work the page looks, then tries again', async () => {
  const sidebar = await sending();
  const { page, fake } = sidebar;
  await fake(server => {
    server.always('advance', null);
    server.next('advance', { problem: { code: 'busy', title: 'Busy', advice: 'Wait.', link: null } });
    server.release('advance');
  });
  await far(sidebar, '10 of 30');
  expect(await page.getByRole('alert').count()).toBe(0);
  await page.clock.runFor(1100);
  await eventually(() => fake(server => server.count('progress') > 0), true);
  await page.clock.runFor(5100);
  await page.getByText('30 invitations sent.').waitFor();
});

test('a server that says no is shown with its advice and a way to try again', async () => {
  const { page, fake } = await sending();
  await fake(server => {
    server.always('advance', null);
    server.next('advance', {
      problem: { code: 'sheet-gone', title: 'The Activity sheet is missing', advice: 'Undo its deletion.', link: null },
    });
    server.release('advance');
  });
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('Undo its deletion.');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('30 invitations sent.').waitFor();
});

test('opening the page with my running job continues it', async () => {
  const sidebar = await opened({});
  await eventually(() => sidebar.fake(server => server.count('advance') > 2), true);
  await sidebar.page.getByRole('heading', { name: 'Invitations sent' }).waitFor();
});

test('a waiting job counts down by the server’s clock and then goes on', async () => {
  const { page, fake } = await opened({ status: 'waiting', resumeAt: new Date(Date.now() + 90_000).toISOString() });
  await page.getByText(/Goes on in 1:[23]\d/).waitFor();
  await page.clock.runFor(30_000);
  await page.getByText(/Goes on in (0:5\d|1:00)/).waitFor();
  expect(await fake(server => server.count('advance'))).toBe(0);
  await page.clock.runFor(61_000);
  await page.getByRole('heading', { name: 'Invitations sent' }).waitFor();
});

test('a blocked job shows what to do, with a link, and resumes', async () => {
  const { page } = await opened({
    status: 'blocked',
    problem: {
      code: 'api-off',
      title: 'The Cloud Identity API is switched off',
      advice: 'Switch it on.',
      link: { text: 'Open its page', url: 'https://console.developers.google.com/x' },
    },
  });
  await page.getByRole('link', { name: 'Open its page' }).waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('switched off');
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('heading', { name: 'Invitations sent' }).waitFor();
});

test('from a blocked job to the set-up check, and back to the job, where the focus was', async () => {
  const { page } = await opened({
    status: 'blocked',
    problem: { code: 'api-off', title: 'The Cloud Identity API is switched off', advice: 'Switch it on.', link: null },
  });
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
  const at = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();
  const { page, fake } = await opened({
    mine: false,
    by: 'bob@acme.com',
    reminders: true,
    status: 'waiting',
    resumeAt: at(20),
    freeAt: at(110),
  });
  await page.getByRole('heading', { name: 'bob@acme.com is sending reminders' }).waitFor();
  await page.getByText(/Goes on in 0:/).waitFor();
  await page.clock.runFor(25_000);
  await page
    .getByText(/It goes on when the sidebar of bob@acme.com is open. If it does not, you can take it over in 1:[12]\d/)
    .waitFor();
  expect(await page.locator('.note').innerText()).not.toContain('Waiting a little');
  await fake(server => {
    server.world.job = { ...server.world.job!, background: true };
  });
  await page.clock.runFor(3100);
  await page.getByText('It goes on in the background within minutes.').waitFor();
});

test('somebody else’s job is followed, without buttons, to its end', async () => {
  const sidebar = await opened({ mine: false, by: 'bob@acme.com' });
  const { page, fake } = sidebar;
  await page.getByRole('heading', { name: 'bob@acme.com is sending invitations' }).waitFor();
  await far(sidebar, '120 of 310');
  expect(await page.getByRole('button').count()).toBe(0);
  await fake(server => {
    Object.assign(server.world.job!, { finished: 200 });
  });
  await page.clock.runFor(3100);
  await far(sidebar, '200 of 310');
  expect(await fake(server => server.count('advance'))).toBe(0);
  await fake(server => {
    Object.assign(server.world.job!, { status: 'done', finished: 310 });
  });
  await page.clock.runFor(3100);
  await page.getByRole('button', { name: 'Done' }).waitFor();
});

test('a job that its owner left can be taken over', async () => {
  const { page, fake } = await opened({ mine: false, stale: true, by: 'bob@acme.com' });
  await page.getByRole('button', { name: 'Take over' }).click();
  await page.getByRole('heading', { name: 'Invitations sent' }).waitFor();
  expect(await fake(server => server.count('takeOver'))).toBe(1);
});

test('a refused pause is said beside the button', async () => {
  const { page, fake } = await sending();
  await fake(server =>
    server.next('pause', { problem: { code: 'x', title: 'Could not pause', advice: 'Try again.', link: null } }),
  );
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('alert').getByText('Could not pause').waitFor();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
});

test('a refresh shows what it has found, without a made-up percentage', async () => {
  const { page, fake } = await opener.open(server => {
    for (let index = 0; index < 25; index += 1) server.world.google.push(`person.${index}@acme.com`);
    server.always('advance', { late: 'hold' });
  });
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await eventually(() => fake(server => server.count('advance')), 1);
  await fake(server => server.release('advance'));
  await page.locator('.far', { hasText: '10 accounts found' }).waitFor();
  expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBeNull();
});

test('refusals are grouped with reason, advice and examples, and a link opens Activity', async () => {
  const { page, fake } = await opener.open(server => {
    for (let index = 0; index < 30; index += 1)
      server.world.accounts.push({ email: `person.${index}@acme.com`, state: 'NOT_YET_SENT', marked: true });
    server.world.refuses = {
      'person.3@acme.com': 'Not an unmanaged account.',
      'person.4@acme.com': 'Not an unmanaged account.',
    };
  });
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Send 30 invitations' }).click();
  await page.getByText('28 of 30 invitations sent.').waitFor();
  await page.getByRole('heading', { name: '2 refused' }).waitFor();
  await page.getByText('Check the address.').waitFor();
  await page.getByText('Show 2 addresses').click();
  await page.getByText('person.4@acme.com').waitFor();
  await page.getByText('Those left stay marked as they were.').waitFor();
  await page.getByRole('button', { name: 'Show in Activity' }).click();
  await eventually(
    () =>
      fake(server =>
        server.calls.filter(call => call.name === 'showActivity').map(call => String(call.args[0]).slice(0, 4)),
      ),
    ['job-'],
  );
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('heading', { name: '2 marked' }).waitFor();
  await page.getByRole('button', { name: 'Show result' }).click();
  await page.getByText('28 of 30 invitations sent.').waitFor();
});
