// The tasks beside sending, on the page in a real browser: looking up and checking, settings, marking by a choice,
// following up, the set-up check, archiving.
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

describe('look up and check', () => {
  test('a pasted list is previewed, checked, and its eligible addresses are added and marked', async () => {
    const { page, fake } = await opener.open(server => {
      server.world.accounts.push({ email: 'ann@acme.com', state: 'NOT_YET_SENT', marked: false });
      server.world.strangers = ['x@elsewhere.com'];
      server.next('checked', { late: 'hold' });
    });
    await page.getByLabel('One address, or a list').fill('ann@acme.com\nnew@acme.com, x@elsewhere.com\nnonsense');
    await page.getByRole('button', { name: 'Check eligibility' }).click();
    await page.getByRole('menuitem', { name: 'The addresses pasted here' }).click();
    await page.getByText('3 addresses will be checked').waitFor();
    await page.getByText('1 skipped').waitFor();
    await page.getByRole('button', { name: 'Check 3 addresses' }).click();
    await page.getByText('2 of 3 addresses can be invited.').waitFor();
    const reading = page.getByRole('status').getByText('Reading the result');
    await reading.waitFor();
    await fake(server => server.release('checked'));
    await reading.waitFor({ state: 'detached' });
    await page.getByText('1 cannot be invited').click();
    await page.getByText('x@elsewhere.com').waitFor();
    await page.getByText('not one of your verified domains').waitFor();
    await page.getByRole('button', { name: 'Add the eligible ones' }).click();
    await page.getByRole('main').getByText('1 added, 1 was there already. 2 marked now.').waitFor();
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    await page.getByText('2 marked').first().waitFor();
    await page.getByText('Recent jobs').click();
    await page.getByText('No job that sends or cancels invitations has ended yet.').waitFor();
    expect(
      await fake(server =>
        server.calls.filter(call => call.name === 'startCheck' || call.name === 'addToSheet').map(call => call.args),
      ),
    ).toEqual([[['ann@acme.com', 'new@acme.com', 'x@elsewhere.com']], [['ann@acme.com', 'new@acme.com'], true]]);
  });

  test('one address is looked up, with its history, and marked for the next send; what is no address is told plainly', async () => {
    const { page, fake } = await opener.open(server => {
      server.world.accounts.push({ email: 'ann@acme.com', state: 'INVITED', marked: false });
    });
    const field = page.getByLabel('One address, or a list');
    await field.fill('ann');
    await page.getByRole('button', { name: 'Look up' }).click();
    await page.getByRole('alert').getByText('This is not one e-mail address.').waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    expect(await field.inputValue()).toBe('ann');
    await field.fill('ann@acme.com');
    await page.getByRole('button', { name: 'Look up' }).click();
    await page.getByRole('heading', { name: 'ann@acme.com' }).waitFor();
    expect((await page.locator('dl').innerText()).replace(/\s+/g, ' ')).toContain('State Invited Emails sent 1');
    await page.getByText('Send: Done').waitFor();
    await page.getByRole('button', { name: 'Mark it' }).click();
    await page.getByText('1 marked').first().waitFor();
    await eventually(() => fake(server => server.world.accounts[0]!.marked), true);
  });
});

describe('settings and marks', () => {
  const three = (server: FakeServer): void => {
    for (const name of ['ann', 'bob', 'cid'])
      server.world.accounts.push({ email: `${name}@acme.com`, state: 'NOT_YET_SENT', marked: true });
    server.world.accounts.push({ email: 'dee@acme.com', state: 'DECLINED', marked: false });
    server.world.typeAbove = 2;
  };

  test('settings are saved by the keyboard alone and kept, and what somebody else changed meanwhile is not overwritten in silence', async () => {
    const { page, fake } = await opener.open(three);
    await page.getByRole('button', { name: 'Settings' }).press('Enter');
    const only = page.getByLabel(/^Test mode/);
    await only.fill('acme.com');
    await fake(server => {
      server.world.settings = { ...server.world.settings, atOnce: '20' };
    });
    await page.getByLabel('Requests at once').press('Enter');
    await page.getByText('Somebody else changed this.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('setting-atOnce');
    expect([await only.inputValue(), await page.getByLabel('Requests at once').inputValue()]).toEqual([
      'acme.com',
      '20',
    ]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Test mode is on.').waitFor();
    expect(await fake(server => server.world.settings)).toEqual({ only: 'acme.com', typeAbove: '100', atOnce: '20' });
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('settings');
  });

  test('above the limit nothing starts before the number is typed', async () => {
    const { page, fake } = await opener.open(three);
    await page.getByRole('button', { name: 'Send invitations' }).click();
    const number = page.getByLabel('Type 3 to confirm');
    await number.fill('4');
    await number.press('Enter');
    expect(await page.locator('#confirm').getAttribute('aria-disabled')).toBe('true');
    await number.fill('3');
    await number.press('Enter');
    await page.getByRole('heading', { name: 'Invitations sent' }).waitFor();
    expect(await fake(server => server.calls.filter(call => call.name === 'start').map(call => call.args[3]))).toEqual([
      3,
    ]);
  });

  test('rows are marked by a choice, and the focus comes back to Mark', async () => {
    const { page, fake } = await opener.open(three);
    await page.getByRole('button', { name: 'Mark', exact: true }).click();
    await page.getByRole('menuitem', { name: /^By state/ }).click();
    await page.getByLabel('State', { exact: true }).selectOption('DECLINED');
    await page.getByLabel('Domain').fill('acme.com');
    await page.getByLabel('Invited more than').fill('7');
    await page.getByLabel('Only visible rows').check();
    await page.getByLabel('Domain').press('Enter');
    await page.getByText('4 marked', { exact: true }).waitFor();
    await eventually(
      () => fake(server => server.calls.find(call => call.name === 'mark')?.args),
      [{ state: 'DECLINED', domain: 'acme.com', invitedDays: 7, text: '', selected: false, visible: true }],
    );
    await page.getByLabel('Domain').press('Escape');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('mark');
  });

  test('where no service account is built in, the sign-in page says so and offers nothing to test', async () => {
    const { page } = await opener.open(server => {
      server.world.signIn = { ...server.world.signIn, builtIn: ['own'] };
    });
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByText(/it is built in only on request, with npm run push -- --with key/).waitFor();
    // Options stay whole where lines end.
    expect(
      await page
        .locator('code')
        .evaluateAll(parts => parts.map(part => [part.textContent, part.getClientRects().length])),
    ).toEqual([
      ['--with key', 1],
      ['--with delegation', 1],
    ]);
    expect(
      await page.getByRole('radio').evaluateAll(radios => radios.map(radio => (radio as HTMLInputElement).disabled)),
    ).toEqual([false, true, true]);
    expect(await page.getByRole('button').allInnerTexts()).toEqual(['Back']);
  });

  test('a sign-in that is used although its test failed, and a key that is removed, are told so', async () => {
    const { page } = await opener.open(server => {
      server.world.signIn = { ...server.world.signIn, mode: 'own', key: { email: 'robot@acme.com', id: 'f00dcafe' } };
      server.world.signInTried = {
        problem: { code: 'not-admin', title: 'Google does not allow it', advice: 'Advice.', link: null },
      };
    });
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByText('A service account with a key').click();
    await page.getByRole('button', { name: 'Test and use' }).click();
    await page.getByRole('button', { name: 'Use it anyway' }).click();
    await page.getByText('In use now, although the test failed.').waitFor();
    await page.getByText('Google does not allow it').waitFor();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.getByText(/^The key is gone from here/).waitFor();
    await page.getByText('In use: Your own sign-in').waitFor();
  });
});

describe('following up', () => {
  const two = (server: FakeServer): void => {
    for (const name of ['ann', 'bob'])
      server.world.accounts.push({ email: `${name}@acme.com`, state: 'INVITED', marked: false });
    server.world.reminders = { days: 14, most: 4 };
    server.world.schedule = {
      ...server.world.schedule,
      state: 'off',
      next: ['ann@acme.com', 'bob@acme.com'],
      typeAbove: 20,
    };
    server.world.pastJobs = [
      {
        id: 'job-1',
        action: 'send',
        reminders: false,
        by: 'ada@acme.com',
        at: '2026-11-20T09:00:00Z',
        done: 2,
        total: 2,
      },
      { id: 'job-0', action: 'send', reminders: true, by: '', at: null, done: 0, total: 1 },
    ];
  };

  test('reminders start from the policy of the settings; another one is for once, and the preview sends just that', async () => {
    const { page, fake } = await opener.open(two);
    await page.getByText('Reminders', { exact: true }).click();
    const days = page.getByLabel('Last mailed at least');
    expect([await days.inputValue(), await page.getByLabel('At most').inputValue()]).toEqual(['14', '4']);
    await days.fill('0');
    await page.getByRole('alert').getByText('Days: 1 to 365.').waitFor();
    await days.fill('21');
    await page.getByRole('button', { name: 'Preview reminders' }).click();
    await page.getByText('last mailed at least 21 days ago, mailed fewer than 4 times').waitFor();
    await page.getByRole('button', { name: 'Send 2 reminders' }).click();
    await page.getByRole('heading', { name: 'Reminders sent' }).waitFor();
    await page.getByText('2 reminders sent.').waitFor();
    expect(
      await fake(server =>
        server.calls.filter(call => call.name === 'start').map(call => [call.args[0], call.args[4]]),
      ),
    ).toEqual([['send', { from: 'reminders', days: 21, most: 4 }]]);
  });

  test('a preview is checked first, comes back without the ineligible ones, and can be had with them again', async () => {
    const { page, fake } = await opener.open(server => {
      for (const name of ['ann', 'bob'])
        server.world.accounts.push({ email: `${name}@acme.com`, state: 'NOT_YET_SENT', marked: true });
      server.world.strangers = ['bob@acme.com'];
    });
    await page.getByRole('button', { name: 'Send invitations' }).click();
    await page.getByRole('button', { name: 'Check eligibility first' }).click();
    await page.getByText('Checked: 1 can be invited, 1 cannot, 0 without an answer.').waitFor();
    await page.getByRole('button', { name: 'Send 1 invitation' }).waitFor();
    await page.getByLabel('Only those who can be invited').click();
    await page.getByRole('button', { name: 'Send 2 invitations' }).waitFor();
    expect(
      await fake(server => server.calls.filter(call => call.name === 'startCheck').map(call => call.args)),
    ).toEqual([[['ann@acme.com', 'bob@acme.com']]]);
  });

  test('a job is cancelled from the list of recent ones, after a preview', async () => {
    const { page, fake } = await opener.open(two);
    await page.getByText('Recent jobs').click();
    await page.getByText('0 of 1 reminder sent').waitFor();
    await page.getByRole('button', { name: 'Cancel these…' }).click();
    await page.getByRole('heading', { name: 'Cancel what this job sent?' }).waitFor();
    await page.getByRole('button', { name: 'Cancel 2 invitations' }).click();
    await page.getByRole('heading', { name: 'Invitations cancelled' }).waitFor();
    expect(
      await fake(server => [
        server.calls.filter(call => call.name === 'start').map(call => [call.args[0], call.args[4]]),
        server.world.accounts.map(({ state }) => state),
      ]),
    ).toEqual([[['cancel', { from: 'job', job: 'job-1' }]], ['NOT_YET_SENT', 'NOT_YET_SENT']]);
  });

  test('a schedule that is on shows when it runs next beside the reminders, and is open when they are', async () => {
    const { page } = await opener.open(server => {
      server.world.accounts.push({ email: 'ann@acme.com', state: 'INVITED', marked: false });
      server.world.remindersAt = '2199-11-20T09:00:00Z';
      server.world.schedule = {
        ...server.world.schedule,
        state: 'on',
        mine: true,
        perRun: 50,
        nextAt: '2199-11-20T09:00:00Z',
      };
    });
    await page.getByText(/^Reminders every day, next Wed, Nov 20/).click();
    await page.getByText('On, as you.').waitFor();
  });

  test('the open schedule is read again when the overview has something new, and only then; what is typed stays, and an older answer does not undo a switch', async () => {
    const { page, fake } = await opener.open(two, { clock: true });
    const reads = (): Promise<number> => fake(server => server.count('schedule'));
    const look = async (): Promise<void> => {
      const before = await fake(server => server.count('overview'));
      await page.clock.runFor(15_000);
      await eventually(() => fake((server, count) => server.count('overview') > count, before), true);
    };
    await page.getByText('Reminders', { exact: true }).click();
    await page.getByText('Send reminders on a schedule').click();
    const perRun = page.locator('#per-run');
    await perRun.fill('7');
    await look();
    expect(await reads()).toBe(1);
    // A list made anew.
    await fake(server => {
      server.world.refreshedAt = new Date().toISOString();
      server.world.schedule = { ...server.world.schedule, next: ['ann@acme.com'] };
    });
    await look();
    await page.getByText('Due, as the list is now: 1 address').waitFor();
    expect([await perRun.inputValue(), await reads()]).toEqual(['7', 2]);
    // Asked before the switch, answered after it.
    await fake(server => {
      server.next('schedule', { late: 'hold' });
      server.world.refreshedAt = null;
    });
    await look();
    await page.getByRole('button', { name: 'Switch on' }).click();
    await page.getByText('On, as you.').waitFor();
    await fake(server => {
      const { schedule } = server.world;
      server.world.schedule = { ...schedule, state: 'off' };
      server.release('schedule');
      server.world.schedule = schedule;
    });
    await page.clock.runFor(100);
    expect(await page.getByText('On, as you.').count()).toBe(1);
    // A run.
    await fake(server => {
      const nextAt = '2199-11-20T09:00:00Z';
      server.world.remindersAt = nextAt;
      server.world.schedule = {
        ...server.world.schedule,
        nextAt,
        last: { at: new Date().toISOString(), text: '1 reminder sent.' },
      };
    });
    await look();
    await page.getByText('1 reminder sent.').waitFor();
    await page.getByText(/^Next run: Wed, Nov 20/).waitFor();
    // Somebody else.
    await fake(server => {
      server.world.remindersAt = null;
      server.world.schedule = {
        ...server.world.schedule,
        state: 'off',
        mine: false,
        nextAt: null,
        ended: { by: 'bob@acme.com', mine: false, at: '2026-11-20T09:00:00Z' },
      };
    });
    await look();
    await page.getByText(/^Switched off by bob@acme.com, Fri, Nov 20/).waitFor();
  });

  test('the schedule is switched on, above the safety catch only with the number typed, and off again', async () => {
    const { page, fake } = await opener.open(two);
    await page.getByText('Reminders', { exact: true }).click();
    await page.getByText('Send reminders on a schedule').click();
    await page.getByText('Due, as the list is now: 2 addresses').waitFor();
    const on = page.getByRole('button', { name: 'Switch on' });
    await page.getByLabel('That is more than 20').fill('49');
    expect(await on.getAttribute('aria-disabled')).toBe('true');
    await page.getByLabel('That is more than 20').fill('50');
    await on.click();
    await page.getByText('On, as you.').waitFor();
    await page.getByText('Due, as the list is now: 2 addresses').click();
    await page.getByText('ann@acme.com').first().waitFor();
    await page.getByRole('button', { name: 'Switch off' }).click();
    await on.waitFor();
    await page.getByText('You switched them off').waitFor();
    await eventually(
      () => fake(server => server.calls.filter(call => call.name === 'switchSchedule').map(call => call.args)),
      [
        [true, 50, 50],
        [false, 50, null],
      ],
    );
  });
});

describe('set-up and archive', () => {
  test('from a page that could not open: what is wrong, again after it was put right, as text, and back to work', async () => {
    const { page, fake } = await opener.open(server => {
      const problem = {
        code: 'scope',
        title: 'Not allowed',
        advice: 'Allow it.',
        link: { text: 'Grant', url: 'https://script.google.com/x' },
      };
      server.next('overview', { problem });
      server.world.setup = {
        failed: 1,
        installation: 'A script of your own',
        version: 'Version 0.2.0',
        text: 'As text',
        steps: [{ id: 'permissions', title: 'Permissions', state: 'failed', told: 'Not granted: one.', problem }],
      };
    });
    await page.getByRole('button', { name: 'Check the set-up' }).click();
    await page.getByRole('heading', { name: 'Permissions Failed' }).waitFor();
    expect(await page.getByRole('link', { name: /^Grant/ }).getAttribute('href')).toBe('https://script.google.com/x');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Set-up check');
    await page.getByText('1 thing needs attention.').waitFor();
    await page.getByText('Version 0.2.0').waitFor();
    await page.getByRole('button', { name: 'Copy as text' }).press('Enter');
    expect(await page.getByLabel('The check as text').inputValue()).toBe('As text');
    await page.getByText(/nobody’s address/).waitFor();
    await fake(server => {
      server.world.setup = {
        ...server.world.setup,
        failed: 0,
        steps: server.world.setup.steps.map(step => ({ ...step, state: 'ok' as const, problem: null })),
      };
    });
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByText('Nothing is missing.').waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'Check the set-up' }).press('Enter');
    await page.getByText('Nothing is missing.').waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await eventually(() => page.evaluate(() => document.activeElement?.id), 'check-setup');
  });

  test('old lines are counted for the chosen age, then moved, and the sheet is named', async () => {
    const { page, fake } = await opener.open(server => {
      server.world.accounts.push({ email: 'ann@acme.com', state: 'INVITED', marked: false });
      server.world.archive = {
        lines: 1204,
        from: '2025-01-03T12:00:00Z',
        to: '2026-03-01T12:00:00Z',
        days: 365,
        open: 2,
      };
    });
    await page.getByText('Archive old Activity lines').click();
    await page.getByText('1,204 lines, from Jan 3, 2025 to Mar 1, 2026, can be moved.').waitFor();
    await page.getByText('Only lines older than 365 days').waitFor();
    await page.getByLabel('Older than').selectOption('730');
    await eventually(
      () => fake(server => server.calls.filter(call => call.name === 'previewArchive').map(call => call.args[0])),
      [180, 730],
    );
    await page.getByRole('button', { name: 'Move 1,204 lines' }).press('Enter');
    await page.getByText('1,204 lines moved to the sheet “Activity 2026-11-22”.').waitFor();
    await page.getByText('No line that old can be moved.').waitFor();
    expect(await page.locator('#archive').getAttribute('aria-disabled')).toBe('true');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('archive');
  });
});
