// Every screen and state of the page, filled with the longest that may come: addresses of 254 characters, Google's own
// words without a blank, and counts of millions.
import { fromMore, type Opener, type Sidebar } from '../open-page';
import type { PageServer } from '../server/server';

/** As long as an address may be: 64 before the @, and labels of up to 63 in the domain. */
const DOMAIN = `${['x', 'y'].map(letter => letter.repeat(63)).join('.')}.${'z'.repeat(52)}.acme.com`;
const long = (letter: string): string => `${letter.repeat(64)}@${DOMAIN}`;
const UNBROKEN = 'unbrokenadvice'.repeat(12);

/**
 * Only the place of such a message is tried with one that is made up: no word of any language is as long as this title
 * and the text of this link.
 */
const problem = {
  code: 'x',
  title: `No ${'unbrokentitle'.repeat(9)}`,
  advice: `Because ${UNBROKEN}.`,
  link: { text: `Open ${'unbrokenlink'.repeat(9)}`, url: 'https://example.com/' },
};
const GIVEN = {
  domain: DOMAIN,
  ann: long('a'),
  bob: long('b'),
  cid: long('c'),
  dee: long('d'),
  eve: long('e'),
  fay: long('f'),
  unbroken: UNBROKEN,
  robot: `${'r'.repeat(200)}@demo.iam.gserviceaccount.com`,
  problem,
};

type Step = (sidebar: Sidebar) => Promise<void>;
/** Runs in the browser, before the page has its first answer. */
type Setup = (server: PageServer, given: typeof GIVEN) => void;
export type Shown = {
  readonly name: string;
  readonly ready: string | RegExp;
  readonly world: readonly Setup[];
  readonly steps?: Step;
};

const click =
  (name: string): Step =>
  async ({ page }) =>
    page.getByRole('button', { name, exact: true }).click();
const more =
  (name: string): Step =>
  ({ page }) =>
    fromMore(page, name);
const unfold: Step = async ({ page }) => {
  // The last first: what opens may hold others, and move those after it.
  for (const summary of (await page.locator('summary').all()).reverse()) await summary.click();
};
const unfoldInner: Step = async ({ page }) => {
  await page.getByText('Send reminders on a schedule').click();
};
const pasted =
  (text: string): Step =>
  async ({ page }) =>
    page.getByLabel('One address, or a list').fill(text);
const openedFile =
  (name: string, text: string): Step =>
  ({ page }) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const inTurn =
  (...steps: Step[]): Step =>
  async sidebar => {
    for (const step of steps) await step(sidebar);
  };
const twist =
  (name: 'mark' | 'refresh' | 'start'): Step =>
  ({ host }) =>
    host((server, [which, given]) => server.next(which, { problem: given }), [name, problem] as const);

const longest: Setup = (server, { domain, ann }) => {
  server.memory.world.domains.add(domain);
  server.who = ann;
};
const people: Setup = (server, { ann, bob, cid, dee, eve }) =>
  server.list([
    { email: ann, marked: true },
    { email: bob, state: 'DECLINED', marked: true },
    { email: cid, state: 'ACCEPTED', marked: true },
    { email: dee, state: 'INVITED', marked: true, mailedDaysAgo: 2 },
    { email: eve, gone: true },
    ...Array.from({ length: 22 }, (_, index) => ({ email: `person.${index}@acme.com`, marked: true })),
  ]);
/** Marked: 26. */
const accounts = [longest, people];

/** What a job of hundreds of millions leaves in its record: that many lines do not fit into a test. */
const big: Setup = server =>
  server.editJob(({ updatedAt }) => ({
    total: 450_000_000,
    counts: {
      queued: 1_000_000,
      checking: 1_000_000,
      done: 1_000_000,
      eligible: 1_000_000,
      refused: 1_000_000,
      unknown: 1_000_000,
      skipped: 1_000_000,
    },
    course: [
      [updatedAt - 10_000, 4_000_000 - 12_345],
      [updatedAt, 4_000_000],
    ],
  }));
const sending: Setup = server => void server.begin('send');
const theirs: Setup = (server, { bob }) => void server.begin('send', bob);
const job = (...setups: Setup[]): Setup[] => [...accounts, ...setups];
/** Google refuses one address in long words. */
const refused: Setup = (server, { ann, unbroken }) =>
  server.fault({
    kind: 'refused',
    status: 'FAILED_PRECONDITION',
    message: unbroken,
    match: { method: 'send', address: ann },
  });
/** And does not say what became of others. */
const lost: Setup = server => server.fault({ kind: 'lost', match: { address: 'person.1?@acme.com' } });
const ended: Setup = server => void server.drive(server.job()!);

export const SCREENS: readonly Shown[] = [
  { name: 'first run', ready: 'Nobody is mailed', world: [longest] },
  { name: 'empty', ready: 'Google lists no unmanaged accounts', world: [server => server.list([])] },
  {
    name: 'home',
    ready: '24 marked',
    world: [
      ...accounts,
      (server, { ann, dee }) => {
        server.drive(server.as().refresh(['INVITED', 'ACCEPTED', 'DECLINED']).value);
        server.set({ recentDays: '365' });
        const { sheets } = server.memory;
        const [first, second] = sheets.accounts.rows.slice(-2);
        Object.assign(first!, { email: ann });
        Object.assign(second!, { email: `no address ${ann}` });
        sheets.accounts.missing.add('notes');
        const line = (day: number, jobId: string, address: string) => ({
          at: Date.UTC(2020, 0, day, 12),
          by: ann,
          job: jobId,
          action: 'Send',
          address,
          outcome: address === dee ? 'Done' : 'Refused',
        });
        sheets.activity.rows.push(
          line(1, '20200101-1', dee),
          line(2, '20200102-1', 'x@acme.com'),
          ...['1', '2', '3', '4', '5'].map(number => line(3, `20200103-${number}`, 'y@acme.com')),
        );
      },
    ],
    steps: inTurn(unfold, more('Archive old Activity lines'), async ({ page }) =>
      page.getByText('older line stays').waitFor(),
    ),
  },
  { name: 'menu', ready: '26 marked', world: accounts, steps: click('Mark') },
  {
    name: 'menu More',
    ready: '26 marked',
    world: accounts,
    steps: ({ page }) => page.getByRole('button', { name: 'More', exact: true }).click(),
  },
  {
    name: 'home beside a job',
    ready: 'Sending invitations',
    world: job(sending, big),
    steps: inTurn(click('Do something else meanwhile'), async ({ page }) =>
      page.getByRole('button', { name: 'Show job' }).waitFor(),
    ),
  },
  { name: 'menu of Refresh', ready: '26 marked', world: accounts, steps: click('Refresh only some states') },
  {
    name: 'problem at Refresh',
    ready: '26 marked',
    world: accounts,
    steps: inTurn(twist('refresh'), click('Refresh'), async ({ page }) => page.getByRole('alert').waitFor()),
  },
  {
    name: 'problem at Mark',
    ready: '26 marked',
    world: accounts,
    steps: inTurn(
      twist('mark'),
      click('Mark'),
      async ({ page }) => page.getByRole('menuitem').first().click(),
      async ({ page }) => page.getByRole('alert').waitFor(),
    ),
  },
  {
    name: 'preview',
    ready: '26 marked',
    world: [...accounts, server => server.set({ fetchesADay: '100' }), server => server.memory.pass(3 * 86_400_000)],
    steps: inTurn(
      click('Send invitations'),
      async ({ page }) => page.getByText('3 skipped', { exact: true }).waitFor(),
      unfold,
    ),
  },
  {
    name: 'preview of cancel',
    ready: '26 marked',
    world: accounts,
    steps: inTurn(
      click('Cancel invitations'),
      async ({ page }) => page.getByText('25 skipped', { exact: true }).waitFor(),
      unfold,
    ),
  },
  {
    name: 'preview with nobody',
    ready: '1 marked',
    world: [longest, (server, { cid }) => server.list([{ email: cid, state: 'ACCEPTED', marked: true }])],
    steps: inTurn(click('Send invitations'), async ({ page }) => page.getByText('Nobody to invite').waitFor()),
  },
  {
    name: 'preview with a problem',
    ready: '26 marked',
    world: accounts,
    steps: inTurn(twist('start'), click('Send invitations'), click('Send 23 invitations'), async ({ page }) =>
      page.getByRole('alert').waitFor(),
    ),
  },
  {
    name: 'preview that wants the number typed',
    ready: '26 marked',
    world: [...accounts, server => server.set({ typeAbove: '3' })],
    steps: inTurn(click('Send invitations'), async ({ page }) => page.getByLabel('Type 23 to confirm').waitFor()),
  },
  {
    name: 'mark form',
    ready: '26 marked',
    world: accounts,
    steps: inTurn(
      click('Mark'),
      async ({ page }) => page.getByRole('menuitem', { name: /^By state/ }).click(),
      async ({ page }) => page.getByLabel('Invited more than').fill('x'),
    ),
  },
  {
    name: 'settings',
    ready: '26 marked',
    world: [
      ...accounts,
      (server, { ann, bob }) =>
        server.set({ only: `${ann}\n${bob}`, customer: `C${'0'.repeat(30)}`, atOnce: 'cannot be read' }),
    ],
    steps: inTurn(more('Settings'), async ({ page }) => page.getByRole('alert').waitFor()),
  },
  {
    name: 'sign-in, not understood',
    ready: '26 marked',
    world: accounts,
    steps: inTurn(
      more('Sign-in'),
      async ({ page }) => page.getByText('A service account without a key').click(),
      async ({ page }) => page.getByLabel('Service account', { exact: true }).fill(UNBROKEN),
      async ({ page }) => page.getByLabel('Acts for this admin').fill(UNBROKEN),
      click('Test and use'),
      async ({ page }) => page.getByRole('alert').first().waitFor(),
    ),
  },
  {
    name: 'sign-in, refused',
    ready: '26 marked',
    world: [
      ...accounts,
      (server, { bob, robot }) => {
        const key = {
          type: 'service_account',
          client_email: robot,
          private_key_id: 'f00dcafe0123',
          private_key: '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n',
        };
        const wish = { mode: 'key', serviceAccount: '', actFor: bob, key: JSON.stringify(key) } as const;
        server.as().useSignIn(wish, true);
        server.memory.world.admins = new Set();
      },
    ],
    steps: inTurn(
      more('Sign-in'),
      async ({ page }) => page.getByText('A key of').waitFor(),
      async ({ page }) => page.getByLabel('Acts for this admin').fill(long('g')),
      click('Test and use'),
      async ({ page }) => page.getByRole('button', { name: 'Use it anyway' }).waitFor(),
    ),
  },
  {
    name: 'sign-in, in use',
    ready: '26 marked',
    world: [
      ...accounts,
      (server, { bob, robot }) =>
        void server.as().useSignIn({ mode: 'delegation', serviceAccount: robot, actFor: bob, key: '' }, false),
    ],
    steps: inTurn(more('Sign-in'), click('Test and use'), async ({ page }) =>
      page.getByRole('alert').first().waitFor(),
    ),
  },
  {
    name: 'follow-up',
    ready: '25 marked',
    world: [
      ...accounts,
      (server, { eve, dee }) => {
        server.google([{ email: eve, state: 'INVITED', mailedDaysAgo: 40 }]);
        server.drive(server.as().refresh().value);
        server.row(dee)['mark'] = false;
        const reminders = { from: 'reminders', days: 7, most: 3 } as const;
        server.drive(server.begin('send', eve, reminders), eve);
        server.memory.pass(31 * 86_400_000);
      },
    ],
    steps: inTurn(
      unfold,
      async ({ page }) => page.getByRole('link', { name: /CSV/ }).waitFor(),
      async ({ page }) => page.getByText('reminder sent').waitFor(),
      async ({ page }) => page.getByLabel('Last mailed at least').fill('0'),
    ),
  },
  {
    name: 'schedule, off',
    ready: '26 marked',
    world: [
      ...accounts,
      (server, { bob, dee }) => {
        server.google([{ email: dee, state: 'INVITED', mailedDaysAgo: 30 }]);
        server.as().switchSchedule(true, 20, null);
        server.trigger();
        server.as(bob).switchSchedule(false, 20, null);
        server.set({ typeAbove: '3' });
        server.row(dee)['mark'] = true;
      },
    ],
    steps: inTurn(unfold, unfoldInner, async ({ page }) => page.getByLabel('That is more than').waitFor()),
  },
  {
    name: 'schedule, on and in trouble',
    ready: '26 marked',
    world: [
      ...accounts,
      (server, { dee }) => {
        server.google([{ email: dee, state: 'INVITED', mailedDaysAgo: 30 }]);
        server.as().switchSchedule(true, 20, null);
        server.memory.triggers.hourly = false;
      },
    ],
    steps: inTurn(unfold, async ({ page }) => page.getByRole('button', { name: 'Switch off' }).waitFor()),
  },
  {
    name: 'schedule, somebody else’s',
    ready: '26 marked',
    world: [...accounts, (server, { bob }) => void server.as(bob).switchSchedule(true, 20, null)],
    steps: inTurn(unfold, async ({ page }) => page.getByText('It runs with that person’s').waitFor()),
  },
  {
    name: 'preview of a check',
    ready: '26 marked',
    world: accounts,
    steps: inTurn(
      pasted(`${GIVEN.ann}\n${'nonsense'.repeat(40)}\n${GIVEN.ann}`),
      click('Check eligibility'),
      async ({ page }) => page.getByRole('menuitem').first().click(),
      async ({ page }) => page.getByText('will be checked').waitFor(),
      unfold,
    ),
  },
  {
    name: 'result of a check',
    ready: 'Last job',
    world: job((server, { ann, bob, eve, fay, unbroken }) => {
      const match = { method: 'isInvitableUser', address: fay } as const;
      server.fault({ kind: 'refused', status: 'FAILED_PRECONDITION', message: unbroken, match });
      server.drive(server.as().startCheck([ann, bob, eve, fay]).value);
    }, big),
    steps: inTurn(
      click('Show result'),
      async ({ page }) => page.getByRole('button', { name: 'Mark these' }).waitFor(),
      async ({ page }) => page.getByText('1 declined an invitation').waitFor(),
      unfold,
    ),
  },
  {
    name: 'look up',
    ready: 'Last job',
    world: job(refused, lost, sending, ended),
    steps: inTurn(pasted(GIVEN.ann), click('Look up'), async ({ page }) =>
      page.getByText('What was done before').waitFor(),
    ),
  },
  {
    name: 'look up of no address',
    ready: '26 marked',
    world: accounts,
    steps: inTurn(pasted('nonsense'.repeat(40)), click('Look up'), async ({ page }) =>
      page.getByRole('alert').waitFor(),
    ),
  },
  {
    name: 'compare with people',
    ready: '26 marked',
    world: [
      ...accounts,
      (server, { ann, bob, cid, unbroken }) =>
        server.memory.tabs.set(7, {
          name: unbroken,
          cells: [
            ['Name', 'Mail', unbroken, 'Status'],
            [unbroken, ann, bob, unbroken],
            [unbroken, cid, '', 'Disabled'],
          ],
        }),
    ],
    steps: inTurn(
      click('Compare with your people'),
      async ({ page }) => void (await page.getByLabel('The list').selectOption(GIVEN.unbroken)),
      async ({ page }) => page.getByText('2 people').waitFor(),
      unfold,
    ),
  },
  {
    name: 'compare with people of a file, again, with all that can be told',
    ready: '26 marked',
    world: [
      ...accounts,
      (server, { ann, bob, cid, unbroken }) => {
        server.memory.tabs.set(7, {
          name: unbroken,
          cells: [['Name', 'Mail'], ...[ann, bob, cid].map((email, at) => [`${unbroken} ${at}`, email])],
        });
        server.as().writePeople(7, ['name', 'address'], ['staff', 'nobody']);
      },
    ],
    steps: inTurn(
      click('Compare with your people'),
      async ({ page }) => page.locator('#people-file:not([aria-disabled])').waitFor(),
      openedFile(
        `${GIVEN.unbroken}.csv`,
        [
          `Name;Mail;Status;${GIVEN.unbroken};Manager;Department`,
          `${GIVEN.unbroken};${GIVEN.ann};Disabled;x;${GIVEN.unbroken};${GIVEN.unbroken}`,
          `Two;${GIVEN.bob};${GIVEN.unbroken};;;`,
          `Same;${GIVEN.cid};;;;`,
          `Same;${GIVEN.cid};;;;`,
          `Other;${GIVEN.cid};;;;`,
          'Person Twenty;p@acme.com;;;;',
          ...Array.from({ length: 12_000 }, (_, at) => `N ${at};n${at}@acme.com;;;;`),
        ].join('\n'),
      ),
      async ({ page }) => page.getByText('Since the last comparison').waitFor(),
      unfold,
    ),
  },
  {
    name: 'compare with a file without addresses, before there is another tab',
    ready: '26 marked',
    world: accounts,
    steps: inTurn(
      click('Compare with your people'),
      async ({ page }) => page.locator('#people-file:not([aria-disabled])').waitFor(),
      openedFile(`${GIVEN.unbroken}.csv`, `Private ${GIVEN.unbroken};Name\nann@acme.com;Ann\nbob@acme.com;Bob\n`),
      async ({ page }) => page.getByText('No column of addresses').waitFor(),
    ),
  },
  {
    name: 'compare with a file that is none',
    ready: '26 marked',
    world: accounts,
    steps: inTurn(
      click('Compare with your people'),
      async ({ page }) => page.locator('#people-file:not([aria-disabled])').waitFor(),
      openedFile('people.xlsx', 'PK\u0003\u0004\0'),
      async ({ page }) => page.getByRole('alert').waitFor(),
    ),
  },
  {
    name: 'preview of a check of a tab, with columns to choose',
    ready: '26 marked',
    world: [
      ...accounts,
      (server, { ann, bob, cid, unbroken }) => {
        server.memory.tabs.set(7, { name: unbroken, cells: [] });
        server.selectedText = `Work email\tPrivate ${unbroken} email\n${ann}\t${bob}\n${cid}\t\n${unbroken}\tx`;
      },
    ],
    steps: inTurn(
      click('Check eligibility'),
      async ({ page }) => page.getByRole('menuitem', { name: 'whole tab' }).click(),
      async ({ page }) => page.getByLabel('The list').waitFor(),
      unfold,
    ),
  },
  { name: 'job', ready: 'Sending invitations', world: job(sending, big) },
  {
    name: 'job, its pace pauses',
    ready: 'Waiting a little',
    world: job(
      sending,
      server => {
        server.fault({ kind: '429', retryAfter: 20 });
        server.stepUntil('sleep');
      },
      big,
      server => server.editJob(() => ({ course: [] })),
    ),
  },
  {
    name: 'job, asked to stop',
    ready: 'Sending invitations',
    world: job(sending, server => void server.as().pause(server.job()!.id), big),
    steps: click('Stop'),
  },
  { name: 'job, refreshing', ready: 'Refreshing the list', world: job(server => void server.as().refresh(), big) },
  {
    name: 'job, waiting',
    ready: 'Goes on in',
    world: job(
      sending,
      server => {
        server.fault({ kind: '429', retryAfter: 800 });
        server.step();
        server.step();
      },
      big,
    ),
  },
  {
    name: 'job, somebody else’s that waits',
    ready: 'It goes on when',
    world: job(
      theirs,
      server => {
        server.fault({ kind: '429', retryAfter: 23 });
        server.step();
        server.step();
        server.memory.pass(21_000);
      },
      big,
    ),
  },
  {
    name: 'job, paused',
    ready: 'Paused.',
    world: job(sending, server => void server.as().pause(server.job()!.id), big),
  },
  {
    name: 'job, blocked',
    ready: 'Resume',
    world: job(
      refused,
      sending,
      server => {
        server.set({ atOnce: '10' });
        server.step();
        server.fault({ kind: 'SERVICE_DISABLED' });
        server.step();
      },
      big,
      // What Google says is its own.
      (server, { unbroken }) =>
        server.editJob(() => ({
          problem: { code: 'not-admin', google: unbroken, link: `https://example.com/${unbroken}` },
        })),
    ),
  },
  {
    name: 'job, somebody else’s',
    ready: 'is cancelling invitations',
    world: job((server, { bob }) => void server.begin('cancel', bob), big),
  },
  {
    name: 'set-up check',
    ready: '26 marked',
    world: [
      ...accounts,
      (server, { unbroken }) => {
        const missing = [`https://www.googleapis.com/auth/${unbroken}`];
        server.installation = {
          installation: () => 'admin',
          access: () => ({ wanted: 5, missing, url: 'https://script.google.com/x' }),
        };
        server.fault({ kind: 'PERMISSION_DENIED' });
      },
    ],
    steps: inTurn(
      more('Check the set-up'),
      async ({ page }) => page.getByText('2 things need attention.').waitFor(),
      click('Copy as text'),
    ),
  },
  {
    name: 'set-up check, before there is a sheet',
    ready: 'Nobody is mailed',
    world: [longest],
    steps: inTurn(more('Check the set-up'), async ({ page }) => page.getByText('Nothing is missing.').waitFor()),
  },
  {
    name: 'open again',
    ready: '26 marked',
    world: accounts,
    steps: inTurn(
      ({ host }) => host(server => server.next('refresh', { raw: { ok: true, version: 'another' } })),
      click('Refresh'),
      async ({ page }) => page.getByRole('alert').waitFor(),
    ),
  },
  {
    name: 'job, left by somebody else',
    ready: 'Take over',
    world: job(theirs, big, server => server.memory.pass(91_000)),
  },
  {
    name: 'result',
    ready: 'Last job',
    world: job(refused, lost, sending, ended, big),
    steps: inTurn(click('Show result'), async ({ page }) => page.getByText('not certain').first().waitFor(), unfold),
  },
  {
    name: 'result of a stopped job',
    ready: 'Last job',
    world: job((server, { dee, unbroken }) => {
      const match = { method: 'cancel', address: dee } as const;
      server.fault({ kind: 'refused', status: 'FAILED_PRECONDITION', message: unbroken, match });
      server.as().mark('notInvited');
      server.google([{ email: 'other@acme.com', state: 'INVITED' }]);
      server.drive(server.as().refresh().value);
      server.row('other@acme.com')['mark'] = true;
      server.set({ atOnce: '1' });
      server.begin('cancel');
      server.step();
      server.as().stop(server.job()!.id);
    }, big),
    steps: inTurn(click('Show result'), async ({ page }) => page.getByText('skipped').first().waitFor(), unfold),
  },
  {
    name: 'result of a refresh',
    ready: 'Last job',
    world: job(
      server => void server.drive(server.as().refresh(['INVITED', 'ACCEPTED', 'DECLINED']).value),
      big,
      server =>
        server.editJob(({ listing }) => ({
          listing: {
            ...listing!,
            result: { listed: 1_000_000, added: 1_000_000, changed: 1_000_000, gone: 1_000_000 },
          },
        })),
    ),
    steps: click('Show result'),
  },
];

/** Opens the page and brings it to that screen; a running job stays as it is. */
export async function showScreen(opener: Opener, { world, ready, steps }: Shown): Promise<Sidebar> {
  const sidebar = await opener.open(server => {
    server.next('overview', { late: 'hold' });
    server.always('advance', { late: 'hold' });
  });
  for (const setup of world) await sidebar.host(setup, GIVEN);
  await sidebar.host(server => server.release('overview'));
  await sidebar.page.getByText(ready).first().waitFor();
  await steps?.(sidebar);
  return sidebar;
}
