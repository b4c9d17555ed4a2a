// The tasks beside sending, on the page in a real browser: looking up and checking, settings, marking by a choice,
// following up, the set-up check, archiving.
import type { Page } from 'playwright-core';
import { eventually, fromMore, inSight, startSidebar, type Opener } from '../open-page';
import type { PageServer } from '../server/server';

let opener: Opener;
beforeAll(async () => {
  opener = await startSidebar();
});
afterEach(async () => {
  expect(await opener.finish()).toEqual([]);
});

describe('look up and check', () => {
  test('a pasted list is previewed, checked, and its eligible addresses are added and marked', async () => {
    const { page, host } = await opener.open(server => {
      server.list([{ email: 'ann@acme.com' }]);
      server.google([{ email: 'new@acme.com' }]);
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
    await host(server => server.release('checked'));
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
      await host(server => [
        server.argsOf('startCheck'),
        server.argsOf('addToSheet'),
        server.memory.sheets.accounts.rows.map(({ email, mark }) => [email, mark]),
      ]),
    ).toEqual([
      [[['ann@acme.com', 'new@acme.com', 'x@elsewhere.com'], true]],
      [[['ann@acme.com', 'new@acme.com'], true]],
      [
        ['ann@acme.com', true],
        ['new@acme.com', true],
      ],
    ]);
  });

  test('one address is looked up, with its history, and marked for the next send; what is no address is told plainly', async () => {
    const { page, host } = await opener.open(server => {
      server.list([{ email: 'ann@acme.com', marked: true }]);
      server.drive(server.begin('send', 'bob@acme.com'), 'bob@acme.com');
    });
    const field = page.getByLabel('One address, or a list');
    await field.fill('ann');
    await page.getByRole('button', { name: 'Look up' }).click();
    await page.getByRole('alert').getByText('This is not one email address.').waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    expect(await field.inputValue()).toBe('ann');
    await field.fill('ann@acme.com');
    await page.getByRole('button', { name: 'Look up' }).click();
    await page.getByRole('heading', { name: 'ann@acme.com' }).waitFor();
    expect((await page.locator('dl').innerText()).replace(/\s+/g, ' ')).toContain('State Invited Emails sent 1');
    await page.getByText('Send: Done').waitFor();
    await page.getByRole('button', { name: 'Mark it' }).click();
    await page.getByText('1 marked').first().waitFor();
    await eventually(() => host(server => server.row('ann@acme.com')['mark']), true);
  });
});

describe('lists', () => {
  const FILE =
    'Name;E-Mail;Recovery Email\nAnn;ann@acme.com;a@home.com\n"Lee; Bob";bob@acme.com;b@home.com\nCid;nonsense;';
  const choose = async (page: Page, name: string, buffer: Buffer): Promise<void> =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });

  test('a file is read in the page: only addresses are sent, other columns are named and can be picked', async () => {
    const { page, host } = await opener.open(server => server.list([{ email: 'ann@acme.com' }]));
    await choose(page, 'people.csv', Buffer.from(FILE));
    await page.getByRole('heading', { name: '2 addresses will be checked' }).waitFor();
    await page.getByText('1 skipped').waitFor();
    await page.getByLabel('Recovery Email').check();
    await page.getByRole('heading', { name: '4 addresses will be checked' }).waitFor();
    await page.getByLabel('E-Mail', { exact: false }).first().uncheck();
    await page.getByRole('heading', { name: '2 addresses will be checked' }).waitFor();
    expect(await page.getByLabel('Recovery Email').isDisabled()).toBe(true);
    expect(await host(server => server.argsOf('previewCheck'))).toEqual(
      [
        'ann@acme.com\nbob@acme.com',
        'ann@acme.com\na@home.com\nbob@acme.com\nb@home.com',
        'a@home.com\nb@home.com',
      ].map(text => [{ from: 'text', text }]),
    );
  });

  test('a file that has private addresses alone: none is taken, and the column can be picked', async () => {
    const { page } = await opener.open(server => server.list([{ email: 'ann@acme.com' }]));
    await choose(page, 'people.csv', Buffer.from('Name;Recovery Email\nAnn;a@home.com\nBob;b@home.com'));
    await page.getByLabel('Recovery Email').check();
    await page.getByRole('heading', { name: '2 addresses will be checked' }).waitFor();
  });

  test.each<[string, Buffer]>([
    ['UTF-16, as Excel writes Unicode text', Buffer.from('\ufeffMöller\tann@acme.com\nLee\tbob@acme.com', 'utf16le')],
    ['Windows-1252, as Excel writes CSV', Buffer.from('M\xf6ller,ann@acme.com\nLee,bob@acme.com', 'latin1')],
  ])('a file in %s is read', async (_coding, buffer) => {
    const { page } = await opener.open(server => server.list([{ email: 'ann@acme.com' }]));
    await choose(page, 'people.csv', buffer);
    await page.getByRole('heading', { name: '2 addresses will be checked' }).waitFor();
  });

  test('a workbook is no text, and it is said what to do', async () => {
    const { page } = await opener.open(server => server.list([{ email: 'ann@acme.com' }]));
    await choose(page, 'people.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]));
    await page.getByRole('alert').getByText('This file cannot be read as text.').waitFor();
  });

  test('Enter looks up one address, whose row is a link; a list in the field is offered as one', async () => {
    const { page, host } = await opener.open(server => server.list([{ email: 'ann@acme.com' }]));
    const field = page.getByLabel('One address, or a list');
    await field.fill('Ann <ann@acme.com>');
    await field.press('Enter');
    await page.getByRole('heading', { name: 'ann@acme.com' }).waitFor();
    await page.getByRole('button', { name: 'Row 2' }).click();
    await eventually(() => host(server => server.argsOf('showSheet')), [['accounts', 'ann@acme.com']]);
    await page.getByRole('button', { name: 'Back' }).click();
    await field.fill('ann@acme.com, bob@acme.com');
    await page.getByText('This is a list of 2 addresses.').waitFor();
    await field.press('Enter');
    await page.getByRole('heading', { name: '2 addresses will be checked' }).waitFor();
  });
});

describe('settings and marks', () => {
  const three = (server: PageServer): void => {
    server.list([
      ...['ann', 'bob', 'cid'].map(name => ({ email: `${name}@acme.com`, marked: true })),
      { email: 'dee@acme.com', state: 'DECLINED' },
      { email: 'eve@acme.com', state: 'INVITED', mailedDaysAgo: 9 },
      { email: 'fay@acme.com', state: 'INVITED', mailedDaysAgo: 5 },
    ]);
    server.set({ typeAbove: '2' });
  };

  test('settings are saved by the keyboard alone and kept, and what somebody else changed meanwhile is not overwritten in silence', async () => {
    const { page, host } = await opener.open(three);
    await fromMore(page, 'Settings');
    const only = page.getByLabel(/^Test mode/);
    await only.fill('acme.com');
    await page.getByLabel('Requests at once').fill('30');
    await host(server => {
      const { texts } = server.as('bob@acme.com').settings().value;
      server.as('bob@acme.com').saveSettings({ ...texts, atOnce: '20', perMinute: '600' }, texts);
    });
    await page.getByLabel('Requests at once').press('Enter');
    await page.getByText('Somebody else changed this meanwhile, to “20”. Save again to overwrite it.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('setting-atOnce');
    const held = ['setting-only', 'setting-atOnce', 'setting-perMinute'];
    expect(await Promise.all(held.map(id => page.locator(`#${id}`).inputValue()))).toEqual(['acme.com', '30', '600']);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Test mode is on.').waitFor();
    await page.getByRole('main').getByText('Settings saved.').waitFor();
    expect(await host(server => server.as().settings().value.texts)).toMatchObject({
      only: 'acme.com',
      typeAbove: '2',
      atOnce: '30',
      perMinute: '600',
    });
    // On top, where the test mode is told.
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-heading'))).toBe(true);
  });

  test('the never list is written in the settings with a reason for each, names its writer, and the preview says why', async () => {
    const { page, host } = await opener.open(three);
    await fromMore(page, 'Settings');
    const list = page.getByLabel(/^Never list/);
    await list.fill('ann@acme.com\nbob@acme.com, board');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Write a comma and a reason after “ann@acme.com”, of at most 200 characters.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('setting-never');
    await list.fill('Ann@acme.com, on leave\nbob@acme.com, board');
    // Somebody else was quicker: nothing of theirs is lost unseen.
    await host(server => {
      const { texts } = server.as('bob@acme.com').settings().value;
      server.as('bob@acme.com').saveSettings({ ...texts, never: 'cid@acme.com, left' }, texts);
    });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Somebody else changed the list meanwhile. New: “cid@acme.com, left”.').waitFor();
    await page.getByText('Who wrote which entry').click();
    await page.getByText(/^cid@acme\.com · left · bob@acme\.com · /).waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Settings saved.').first().waitFor();
    await page.getByRole('button', { name: 'Send invitations' }).click();
    await page.getByText('1 to mail · 2 skipped').waitFor();
    const { who } = (await host(server => server.as().overview().value)) as { readonly who: string };
    await page.getByText(`1 On the never list: on leave (${who})`).waitFor();
    await page.getByText(`1 On the never list: board (${who})`).waitFor();
    await page.getByRole('button', { name: 'Send 1 invitation' }).click();
    await page.getByText('Invitation').first().waitFor();
    await eventually(
      () => host(server => server.memory.world.ledger.mails.map(({ email }) => email)),
      ['cid@acme.com'],
    );
  });

  test('the settings stand in groups, each number with its range, and no name of Google’s own', async () => {
    const { page } = await opener.open(three);
    await fromMore(page, 'Settings');
    await page.getByRole('group', { name: 'Reminders' }).getByLabel('Days since the last mail').waitFor();
    await page
      .getByRole('group', { name: 'Against mails by mistake' })
      .getByLabel(/^Test mode/)
      .waitFor();
    await page.getByText('From 1 to 100.').waitFor();
    expect(await page.getByLabel('Organisation').inputValue()).toBe('');
    expect(await page.getByText('my_customer').count()).toBe(0);
  });

  test('above the limit nothing starts before the number is typed', async () => {
    const { page, host } = await opener.open(three);
    await page.getByRole('button', { name: 'Send invitations' }).click();
    const number = page.getByLabel('Type 3 to confirm');
    await number.fill('4');
    await number.press('Enter');
    expect(await page.locator('#confirm').getAttribute('aria-disabled')).toBe('true');
    await number.fill('3');
    await number.press('Enter');
    await page.getByRole('heading', { name: 'Invitations sent' }).waitFor();
    expect(await host(server => server.argsOf('start').map(args => args[3]))).toEqual([3]);
  });

  test('rows are marked by a choice, and the focus comes back to Mark', async () => {
    const { page, host } = await opener.open(three);
    await page.getByRole('button', { name: 'Mark', exact: true }).click();
    await page.getByRole('menuitem', { name: /^By state/ }).click();
    await page.getByLabel('State', { exact: true }).selectOption('INVITED');
    await page.getByLabel('Domain').fill('acme.com');
    await page.getByLabel('Invited more than').fill('7');
    await page.getByLabel('Leave out hidden rows').uncheck();
    await page.getByLabel('Domain').press('Enter');
    await page.getByText('4 marked', { exact: true }).waitFor();
    await eventually(
      () => host(server => server.argsOf('mark').flat()),
      [{ state: 'INVITED', domain: 'acme.com', invitedDays: 7, text: '', selected: false, visible: false, cells: [] }],
    );
    expect(await host(server => ['eve', 'fay'].map(name => server.row(`${name}@acme.com`)['mark']))).toEqual([
      true,
      false,
    ]);
    await eventually(() => page.evaluate(() => document.activeElement?.id), 'mark');
    // No old condition stays behind: the form is closed, and empty when it is opened again.
    expect(await page.locator('form').count()).toBe(0);
    await page.getByRole('button', { name: 'Mark', exact: true }).click();
    await page.getByRole('menuitem', { name: /^By state/ }).click();
    expect(await page.getByLabel('Domain').inputValue()).toBe('');
    await page.getByLabel('Domain').press('Escape');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('mark');
  });

  test('rows are marked by two columns, whose most frequent values are offered with their numbers', async () => {
    const { page, host } = await opener.open(server => {
      server.list(['ann', 'bob', 'cid'].map(name => ({ email: `${name}@acme.com` })));
      ['Sales', ' Sales', 'Art'].forEach((department, at) => {
        Object.assign(server.memory.sheets.accounts.rows[at]!, { department, country: at === 1 ? 'ES' : 'FR' });
      });
    });
    await page.getByRole('button', { name: 'Mark', exact: true }).click();
    await page.getByRole('menuitem', { name: /^By state/ }).click();
    await page.getByLabel('Column', { exact: true }).selectOption('department');
    const offered = () =>
      page
        .locator('datalist option')
        .evaluateAll(options => options.map(each => [each.getAttribute('value'), each.textContent]));
    await eventually(offered, [
      ['Sales', '2'],
      ['Art', '1'],
    ]);
    await page.getByLabel('“department” says exactly').fill('sales');
    await page.getByLabel('And in the column').first().selectOption('country');
    await page.getByLabel('“country” says exactly').fill('ES');
    await page.getByLabel('“country” says exactly').press('Enter');
    await page.getByRole('main').getByText('1 marked, 1 row changed').waitFor();
    expect(await host(server => server.row('bob@acme.com')['mark'])).toBe(true);
  });

  test('a choice of nothing is refused in the form, one that can fit nobody says at which field, and neither asks the server', async () => {
    const { page, host } = await opener.open(three);
    await page.getByRole('button', { name: 'Mark', exact: true }).click();
    await page.getByRole('menuitem', { name: /^By state/ }).click();
    const form = page.locator('form');
    await form.getByRole('button', { name: 'Mark' }).click();
    await form.getByText('Choose at least one condition. Without any, every row would be marked.').waitFor();
    await form.getByLabel('State', { exact: true }).selectOption('DECLINED');
    expect(await form.getByRole('alert').count()).toBe(0);
    await form.getByLabel('Invited more than').fill('7');
    await form.getByRole('button', { name: 'Mark' }).click();
    await form.getByText('Nobody is invited and in that state too').waitFor();
    expect(await form.getByLabel('Invited more than').getAttribute('aria-invalid')).toBe('true');
    await form.getByLabel('Invited more than').fill('');
    await form.getByLabel('Domain').fill('acme.com, beta.com');
    await form.getByLabel('Domain').press('Enter');
    await form.getByText('Write one domain, such as acme.com.').waitFor();
    expect(await host(server => server.count('mark'))).toBe(0);
  });

  test('what marking brought stands in sight where it was asked for, also in a low window', async () => {
    const { page } = await opener.open(three);
    await page.setViewportSize({ width: 300, height: 400 });
    const said = (text: string) => inSight(page.getByRole('main').getByText(text));
    await page.getByRole('button', { name: 'Mark', exact: true }).click();
    await page.getByRole('menuitem', { name: /^By state/ }).click();
    await page.getByLabel('Text in the address').fill('nobody of that name');
    await page.getByLabel('Text in the address').press('Enter');
    await said('Nothing changed: 3 marked');
    await page.getByLabel('Text in the address').fill('eve');
    await page.getByLabel('Text in the address').press('Enter');
    await said('4 marked, 1 row changed');
    expect(await page.locator('form').count()).toBe(0);
    await fromMore(page, 'Settings');
    await page.getByLabel(/^Test mode/).fill('acme.com');
    await page.getByRole('button', { name: 'Save' }).click();
    await said('Settings saved.');
    await said('Test mode is on.');
  });

  test('where no service account is built in, the sign-in page says so and offers nothing to test', async () => {
    const { page } = await opener.open(server => {
      server.list([]);
      server.builtIn = ['own'];
    });
    await fromMore(page, 'Sign-in');
    await page.getByText(/This copy of the add-on cannot do it. Ask whoever installed it for “key”/).waitFor();
    expect(
      await page.getByRole('radio').evaluateAll(radios => radios.map(radio => (radio as HTMLInputElement).disabled)),
    ).toEqual([false, true, true]);
    expect(await page.getByRole('button').allInnerTexts()).toEqual(['Back']);
  });

  test('a sign-in that is used although its test failed, and a key that is removed, are told so', async () => {
    const { page } = await opener.open(server => {
      server.list([]);
      server.memory.world.admins = new Set(['ada@acme.com']);
    });
    await fromMore(page, 'Sign-in');
    await page.getByText('A service account with a key').click();
    const key = {
      type: 'service_account',
      client_email: 'robot@demo.iam.gserviceaccount.com',
      private_key_id: 'f00dcafe0123',
      private_key: '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n',
    };
    await page
      .getByLabel('Key file (JSON)')
      .setInputFiles({ name: 'key.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(key)) });
    await page.getByLabel('Acts for this admin').fill('bob@acme.com');
    await page.getByRole('button', { name: 'Test and use' }).click();
    await page.getByText('Google says that you may not do this.').waitFor();
    await page.getByText('In use: Your own sign-in').waitFor();
    await page.getByRole('button', { name: 'Use it anyway' }).click();
    await page.getByText('In use now, although the test failed.').waitFor();
    await page.getByText('Google says that you may not do this.').waitFor();
    await page.getByText('In use: robot@demo.iam.gserviceaccount.com for bob@acme.com').waitFor();
    await page.getByText('A key of robot@demo.iam.gserviceaccount.com is kept (f00dcafe…).').waitFor();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.getByText(/^The key is gone from here/).waitFor();
    await page.getByText('In use: Your own sign-in').waitFor();
  });
});

describe('following up', () => {
  /** Ann and Bob were invited a month ago; Google refused to remind Cid, and his account is gone since. */
  const two = (server: PageServer): void => {
    const refused = { method: 'send', address: 'cid@acme.com' } as const;
    server.list([{ email: 'cid@acme.com', state: 'INVITED', mailedDaysAgo: 60, mails: 1 }]);
    server.fault({ kind: 'refused', status: 'FAILED_PRECONDITION', match: refused });
    server.drive(server.begin('send', 'ada@acme.com', { from: 'reminders', days: 7, most: 3 }));
    server.noFaults();
    server.memory.world.accounts.clear();
    server.list([
      { email: 'ann@acme.com', marked: true },
      { email: 'bob@acme.com', marked: true },
    ]);
    server.drive(server.begin('send'));
    server.memory.pass(30 * 86_400_000);
    server.drive(server.as().refresh().value);
    server.set({ remindDays: '14', remindMost: '4', typeAbove: '20' });
  };

  test('reminders start from the policy of the settings; another one is for once, and the preview sends just that', async () => {
    const { page, host } = await opener.open(two);
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
    expect(await host(server => server.argsOf('start').map(args => [args[0], args[4]]))).toEqual([
      ['send', { from: 'reminders', days: 21, most: 4 }],
    ]);
    expect(await host(server => server.memory.world.ledger.mails.length)).toBe(4);
  });

  test('a preview is checked first, comes back without the ineligible ones, and can be had with them again', async () => {
    const { page, host } = await opener.open(server => {
      server.list([
        { email: 'ann@acme.com', marked: true },
        { email: 'bob@acme.com', marked: true },
      ]);
      // Somebody made a managed user of him since.
      server.google([{ email: 'bob@acme.com', state: 'ACCEPTED' }]);
    });
    await page.getByRole('button', { name: 'Send invitations' }).click();
    await page.getByRole('button', { name: 'Check eligibility first' }).click();
    await page.getByText('Checked: 1 can be invited, 1 cannot, 0 without an answer.').waitFor();
    await page.getByRole('button', { name: 'Send 1 invitation' }).waitFor();
    await page.getByLabel('Only those who can be invited').click();
    await page.getByRole('button', { name: 'Send 2 invitations' }).waitFor();
    expect(await host(server => server.argsOf('startCheck'))).toEqual([[['ann@acme.com', 'bob@acme.com'], true]]);
  });

  test('a job is cancelled from the list of recent ones, after a preview', async () => {
    const { page, host } = await opener.open(two);
    await page.getByText('Recent jobs').click();
    await page.getByText('0 of 1 reminder sent').waitFor();
    await page.getByRole('button', { name: 'Cancel these invitations…' }).click();
    await page.getByRole('heading', { name: 'Cancel what this job sent?' }).waitFor();
    await page.getByRole('button', { name: 'Cancel 2 invitations' }).click();
    await page.getByRole('heading', { name: 'Invitations cancelled' }).waitFor();
    expect(
      await host(server => [
        server.argsOf('start').map(args => args[0]),
        server.memory.world.ledger.cancels.map(({ email }) => email),
        ['ann', 'bob'].map(name => server.row(`${name}@acme.com`)['state']),
      ]),
    ).toEqual([['cancel'], ['ann@acme.com', 'bob@acme.com'], ['Not invited', 'Not invited']]);
  });

  test('a schedule that is on shows when it runs next beside the reminders, and is open when they are', async () => {
    const { page, host } = await opener.open(two, { clock: '2026-10-20T12:00:00Z' });
    await host(server => {
      server.as().switchSchedule(true, 20, null);
      server.trigger();
    });
    await page.clock.runFor(20_000);
    await page.getByText(/^Reminders every day, next 20 Nov 2026/).click();
    await page.getByText('On, as you.').waitFor();
  });

  test('the open schedule is read again when the overview has something new, and only then; what is typed stays, and an older answer does not undo a switch', async () => {
    const { page, host } = await opener.open(two, { clock: '2026-10-20T12:00:00Z' });
    const reads = (): Promise<number> => host(server => server.count('schedule'));
    const look = async (): Promise<void> => {
      const before = await host(server => server.count('overview'));
      await page.clock.runFor(20_000);
      await eventually(() => host((server, count) => server.count('overview') > count, before), true);
    };
    await page.getByText('Reminders', { exact: true }).click();
    await page.getByText('Send reminders on a schedule').click();
    const perRun = page.locator('#per-run');
    await page.getByText('Due, as the list is now: 2 addresses').waitFor();
    await perRun.fill('7');
    await look();
    expect(await reads()).toBe(1);
    // A list made anew, after Bob has declined.
    await host(server => {
      server.google([{ email: 'bob@acme.com', state: 'DECLINED' }]);
      server.drive(server.as('bob@acme.com').refresh().value, 'bob@acme.com');
    });
    await look();
    await page.getByText('Due, as the list is now: 1 address').waitFor();
    expect([await perRun.inputValue(), await reads()]).toEqual(['7', 2]);
    // Answered before the switch, and that answer arrives after it.
    await host(server => {
      server.next('schedule', { late: 'answer' });
      server.drive(server.as('bob@acme.com').refresh().value, 'bob@acme.com');
    });
    await look();
    await eventually(reads, 3);
    await page.getByRole('button', { name: 'Switch on' }).click();
    await page.getByText('On, as you.').waitFor();
    await host(server => server.release('schedule'));
    await page.clock.runFor(100);
    expect(await page.getByText('On, as you.').count()).toBe(1);
    // A run.
    await host(server => server.trigger());
    await look();
    await page.getByText('1 reminder sent.').waitFor();
    await page.getByText(/^Next run: 20 Nov 2026/).waitFor();
    // Somebody else.
    await host(server => void server.as('bob@acme.com').switchSchedule(false, 20, null));
    await look();
    await page.getByText(/^Switched off by bob@acme.com, 19 Nov 2026/).waitFor();
  });

  test('the schedule is switched on, above the safety catch only with the number typed, and off again', async () => {
    const { page, host } = await opener.open(two);
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
      () => host(server => server.argsOf('switchSchedule')),
      [
        [true, 50, 50],
        [false, 50, null],
      ],
    );
  });
});

describe('set-up and archive', () => {
  test('from a page that could not open: what is wrong, again after it was put right, as text, and back to work', async () => {
    const { page, host } = await opener.open(server => {
      server.list([]);
      server.next('overview', {
        error: { name: 'ScriptError', message: 'Authorization is required to perform that action.' },
      });
      server.installation = {
        installation: () => 'script',
        access: () => ({
          wanted: 5,
          missing: ['https://www.googleapis.com/auth/script.external_request'],
          url: 'https://script.google.com/x',
        }),
      };
    });
    await page.getByRole('button', { name: 'Check the set-up' }).click();
    await page.getByRole('heading', { name: 'Permissions Failed' }).waitFor();
    expect(await page.getByRole('link', { name: /^Grant/ }).getAttribute('href')).toBe('https://script.google.com/x');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Set-up check');
    await page.getByText('1 thing needs attention.').waitFor();
    await page.getByText(`Version ${VERSION}`).waitFor();
    await page.getByRole('button', { name: 'Copy as text' }).press('Enter');
    const text = await page.getByLabel('The check as text').inputValue();
    expect(text).toMatch(
      /^Set-up check, .*\n.*\nVersion .*\n\n\[Failed\] Permissions: Not granted: calling Google’s API\./,
    );
    expect(text).not.toContain('https://script.google.com/x');
    await page.getByText(/nobody’s address/).waitFor();
    await host(server => {
      server.installation = { installation: () => 'script', access: () => ({ wanted: 5, missing: [], url: null }) };
    });
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByText('Nothing is missing.').waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await fromMore(page, 'Check the set-up');
    await page.getByText('Nothing is missing.').waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await eventually(() => page.evaluate(() => document.activeElement?.id), 'more');
  });

  test('old lines are counted for the chosen age, then moved, and the sheet is named', async () => {
    const { page, host } = await opener.open(server => {
      server.list([
        { email: 'ann@acme.com', state: 'INVITED' },
        { email: 'bob@acme.com', state: 'INVITED' },
      ]);
      server.set({ recentDays: '365' });
      const line = (day: number, job: string, action: string, address: string, outcome: string) => ({
        at: Date.UTC(2020, 0, day, 12),
        by: 'ada@acme.com',
        job,
        action,
        address,
        outcome,
        reason: '',
      });
      server.memory.sheets.activity.rows.push(
        // 424 days: to the first of March of the next year.
        ...Array.from({ length: 1_204 }, (_, at) =>
          line(3 + Math.min(at, 423), '20200103-1', 'Check', `person.${at}@acme.com`, 'Eligible'),
        ),
        line(5, '20200105-1', 'Send', 'ann@acme.com', 'Done'),
        line(6, '20200106-1', 'Send', 'bob@acme.com', 'Done'),
        ...['1', '2', '3', '4', '5'].map(number => line(7, `20200107-${number}`, 'Send', 'x@acme.com', 'Refused')),
      );
    });
    await fromMore(page, 'Archive old Activity lines');
    await page.getByText('1,204 lines, from 3 Jan 2020 to 1 Mar 2021, can be moved.').waitFor();
    await page.getByText('Only lines older than 365 days').waitFor();
    await page.getByText('2 older lines stay, because of people who may still be invited or reminded.').waitFor();
    await page.getByLabel('Older than').selectOption('730');
    await eventually(() => host(server => server.argsOf('previewArchive').flat()), [180, 730]);
    await page.getByRole('button', { name: 'Move 1,204 lines' }).press('Enter');
    await page.getByText(/^1,204 lines moved to the sheet “Activity \d{4}-\d\d-\d\d”\.$/).waitFor();
    await page.getByText('No line that old can be moved.').waitFor();
    // The line of the refresh, and those that stay.
    expect(await host(server => server.memory.sheets.activity.rows.length)).toBe(8);
    expect(await page.locator('#archive').getAttribute('aria-disabled')).toBe('true');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('archive');
  });
});
