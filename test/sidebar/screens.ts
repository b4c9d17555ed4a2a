// Every screen and state of the page, filled with the longest that may come: an address of 254 characters and reasons
// without end.
import { aJob } from './a-job';
import type { Opener, Sidebar } from './open-page';

const LONG = `${'averylongname'.repeat(14)}.${'x'.repeat(49)}@long-domain.acme.com`;
export const LONGEST = LONG.padStart(254, 'z');

type Step = (sidebar: Sidebar) => Promise<void>;
export type Shown = {
  readonly name: string;
  readonly ready: string | RegExp;
  readonly world?: object;
  readonly steps?: Step;
};

const problem = {
  code: 'x',
  title: `No ${'unbrokentitle'.repeat(9)}`,
  advice: `Because ${'unbrokenadvice'.repeat(12)}.`,
  link: { text: `Open ${'unbrokenlink'.repeat(9)}`, url: 'https://example.com/' },
};
const click =
  (name: string): Step =>
  async ({ page }) =>
    page.getByRole('button', { name, exact: true }).click();
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
const inTurn =
  (...steps: Step[]): Step =>
  async sidebar => {
    for (const step of steps) await step(sidebar);
  };
const twist =
  (name: 'mark' | 'refresh' | 'start'): Step =>
  ({ fake }) =>
    fake((server, [which, given]) => server.next(which, { problem: given }), [name, problem] as const);

const accounts = [
  { email: LONGEST, state: 'NOT_YET_SENT', marked: true },
  { email: `a${LONGEST}`, state: 'DECLINED', marked: true },
  { email: `b${LONGEST}`, state: 'ACCEPTED', marked: true },
  { email: `c${LONGEST}`, state: 'INVITED', marked: true, recent: true },
  { email: `d${LONGEST}`, state: 'NOT_LISTED', marked: false },
  ...Array.from({ length: 22 }, (_, index) => ({
    email: `person.${index}@acme.com`,
    state: 'NOT_YET_SENT',
    marked: true,
  })),
];
const big = {
  queued: 1_000_000,
  checking: 1_000_000,
  done: 1_000_000,
  eligible: 1_000_000,
  refused: 1_000_000,
  unknown: 1_000_000,
  skipped: 1_000_000,
};
const job = (patch: Parameters<typeof aJob>[0]): object => ({
  accounts,
  job: aJob({
    by: LONGEST,
    total: 6_000_000,
    finished: 1_000_000,
    counts: big,
    perSecond: 1234.5,
    secondsLeft: 360_000,
    ...patch,
  }),
});
const groups = (['refused', 'unknown', 'skipped'] as const).map(kind => ({
  kind,
  reason: problem.advice,
  advice: problem.advice,
  count: 1_000_000,
  examples: [LONGEST, `e${LONGEST}`],
}));
const schedule = {
  by: LONGEST,
  mine: false,
  perRun: 10_000,
  policy: { days: 365, most: 20 },
  nextAt: '2199-01-01T00:00:00Z',
  next: [LONGEST],
  more: 1_000_000,
  last: { at: '2026-11-20T09:00:00Z', text: problem.advice },
  trouble: { ...problem, code: 'schedule-lost' },
  ended: { by: LONGEST, mine: false, at: '2026-11-20T09:00:00Z' },
  typeAbove: 100,
};

export const SCREENS: readonly Shown[] = [
  {
    name: 'first run',
    ready: 'Nobody is mailed',
    world: { hasSheet: false, refreshedAt: null, who: LONGEST, organisation: LONGEST.slice(0, 60) },
  },
  { name: 'empty', ready: 'Google lists no unmanaged accounts', world: { accounts: [] } },
  {
    name: 'home',
    ready: '26 marked',
    world: {
      accounts,
      who: LONGEST,
      organisation: LONGEST,
      refreshedPart: { at: '2026-01-01T00:00:00Z', states: ['INVITED', 'ACCEPTED', 'DECLINED'] },
      notices: [problem, { ...problem, title: 'Another' }],
      archive: {
        lines: 1_000_000,
        from: '2024-01-01T00:00:00Z',
        to: '2025-12-31T00:00:00Z',
        days: 365,
        open: 1_000_000,
      },
    },
    steps: inTurn(unfold, async ({ page }) => page.getByText('older lines stay').waitFor()),
  },
  { name: 'menu', ready: '26 marked', world: { accounts }, steps: click('Mark') },
  { name: 'menu of Refresh', ready: '26 marked', world: { accounts }, steps: click('Refresh only some states') },
  {
    name: 'problem at Refresh',
    ready: '26 marked',
    world: { accounts },
    steps: inTurn(twist('refresh'), click('Refresh')),
  },
  {
    name: 'problem at Mark',
    ready: '26 marked',
    world: { accounts },
    steps: inTurn(twist('mark'), click('Mark'), async ({ page }) => page.getByRole('menuitem').first().click()),
  },
  {
    name: 'preview',
    ready: '26 marked',
    world: { accounts, warnings: [problem.advice], organisation: LONGEST },
    steps: inTurn(click('Send invitations'), async ({ page }) => page.getByText('3 skipped').waitFor(), unfold),
  },
  {
    name: 'preview of cancel',
    ready: '26 marked',
    world: { accounts },
    steps: inTurn(click('Cancel invitations'), async ({ page }) => page.getByText('25 skipped').waitFor(), unfold),
  },
  {
    name: 'preview with nobody',
    ready: '1 marked',
    world: { accounts: [{ email: LONGEST, state: 'ACCEPTED', marked: true }] },
    steps: inTurn(click('Send invitations'), async ({ page }) => page.getByText('Nobody to invite').waitFor()),
  },
  {
    name: 'preview with a problem',
    ready: '26 marked',
    world: { accounts },
    steps: inTurn(twist('start'), click('Send invitations'), click('Send 23 invitations'), async ({ page }) =>
      page.getByRole('alert').waitFor(),
    ),
  },
  {
    name: 'preview that wants the number typed',
    ready: '26 marked',
    world: { accounts, typeAbove: 3 },
    steps: inTurn(click('Send invitations'), async ({ page }) => page.getByLabel('Type 23 to confirm').waitFor()),
  },
  {
    name: 'mark form',
    ready: '26 marked',
    world: { accounts },
    steps: inTurn(
      click('Mark'),
      async ({ page }) => page.getByRole('menuitem', { name: /^By state/ }).click(),
      async ({ page }) => page.getByLabel('Invited more than').fill('x'),
    ),
  },
  {
    name: 'settings',
    ready: '26 marked',
    world: {
      accounts,
      testMode: [LONGEST, LONGEST],
      settings: { only: LONGEST, atOnce: '1', customer: LONGEST },
      settingFaults: { atOnce: problem.advice },
    },
    steps: inTurn(click('Settings'), async ({ page }) => page.getByRole('alert').waitFor()),
  },
  {
    name: 'sign-in',
    ready: '26 marked',
    world: {
      accounts,
      actsFor: LONGEST,
      signIn: {
        mode: 'key',
        serviceAccount: LONGEST,
        actFor: LONGEST,
        key: { email: LONGEST, id: 'f00dcafe0123' },
        builtIn: ['own', 'key'],
      },
      signInTried: { problem, faults: { key: problem.advice, actFor: problem.advice } },
    },
    steps: inTurn(click('Sign-in'), click('Test and use'), async ({ page }) =>
      page.getByRole('alert').first().waitFor(),
    ),
  },
  {
    name: 'sign-in, in use',
    ready: '26 marked',
    world: {
      accounts,
      signIn: {
        mode: 'delegation',
        serviceAccount: LONGEST,
        actFor: LONGEST,
        key: null,
        builtIn: ['own', 'key', 'delegation'],
      },
      signInTried: { said: LONGEST },
    },
    steps: inTurn(click('Sign-in'), click('Test and use'), async ({ page }) =>
      page.getByRole('alert').first().waitFor(),
    ),
  },
  {
    name: 'follow-up',
    ready: '26 marked',
    steps: inTurn(
      unfold,
      async ({ page }) =>
        page
          .getByText('Org Unit Path')
          .or(page.getByRole('link', { name: /CSV/ }))
          .first()
          .waitFor(),
      async ({ page }) => page.getByLabel('Last mailed at least').fill('0'),
    ),
    world: {
      accounts,
      pastJobs: [
        {
          id: 'j',
          action: 'send',
          reminders: true,
          by: LONGEST,
          at: '2026-11-20T09:00:00Z',
          done: 1_000_000,
          total: 1_000_000,
        },
      ],
      unanswered: { declined: [LONGEST], ignored: [`e${LONGEST}`], ignoredDays: 30, csv: 'x' },
    },
  },
  {
    name: 'schedule, off',
    ready: '26 marked',
    world: { accounts, schedule: { ...schedule, state: 'off', typeAbove: 3 } },
    steps: inTurn(unfold, unfoldInner, async ({ page }) => page.getByLabel('That is more than').waitFor()),
  },
  {
    name: 'schedule, on and in trouble',
    ready: '26 marked',
    world: { accounts, remindersAt: '2199-01-01T00:00:00Z', schedule: { ...schedule, state: 'on', mine: true } },
    steps: inTurn(unfold, async ({ page }) => page.getByRole('button', { name: 'Switch off' }).waitFor()),
  },
  {
    name: 'preview of a check',
    ready: '26 marked',
    world: { accounts },
    steps: inTurn(
      pasted(`${LONGEST}\n${'nonsense'.repeat(40)}\n${LONGEST}`),
      click('Check eligibility'),
      async ({ page }) => page.getByRole('menuitem').first().click(),
      async ({ page }) => page.getByText('will be checked').waitFor(),
      unfold,
    ),
  },
  {
    name: 'result of a check',
    ready: 'Last job',
    world: {
      ...job({ status: 'done', kind: 'check', groups }),
      checked: {
        declined: 1,
        eligible: [LONGEST],
        notEligible: [`f${LONGEST}`],
        other: [{ address: `g${LONGEST}`, reason: problem.advice }],
      },
    },
    steps: inTurn(
      click('Show result'),
      async ({ page }) => page.getByRole('button', { name: /^Add the eligible/ }).waitFor(),
      unfold,
    ),
  },
  {
    name: 'look up',
    ready: '26 marked',
    world: { accounts },
    steps: inTurn(pasted(LONGEST), click('Look up'), async ({ page }) =>
      page.getByText('What was done before').waitFor(),
    ),
  },
  {
    name: 'look up of no address',
    ready: '26 marked',
    world: { accounts },
    steps: inTurn(pasted('nonsense'.repeat(40)), click('Look up'), async ({ page }) =>
      page.getByRole('alert').waitFor(),
    ),
  },
  { name: 'job', ready: 'Sending invitations', world: job({}) },
  {
    name: 'job, its pace pauses',
    ready: 'Waiting a little',
    world: job({ perSecond: null, secondsLeft: null, rests: true }),
  },
  { name: 'job, asked to stop', ready: 'Sending invitations', world: job({ status: 'paused' }), steps: click('Stop') },
  { name: 'job, refreshing', ready: 'Refreshing the list', world: job({ kind: 'refresh' }) },
  {
    name: 'job, waiting',
    ready: 'Goes on in',
    world: job({ status: 'waiting', resumeAt: '2199-01-01T00:00:00Z', problem }),
  },
  {
    name: 'job, somebody else’s that waits',
    ready: 'It goes on when',
    world: job({
      mine: false,
      status: 'waiting',
      resumeAt: '2026-01-01T00:00:00Z',
      freeAt: '2199-01-01T00:00:00Z',
      now: new Date().toISOString(),
    }),
  },
  { name: 'job, paused', ready: 'Paused.', world: job({ status: 'paused' }) },
  { name: 'job, blocked', ready: 'Resume', world: job({ status: 'blocked', problem }) },
  { name: 'job, somebody else’s', ready: 'is cancelling invitations', world: job({ mine: false, kind: 'cancel' }) },
  {
    name: 'set-up check',
    ready: '26 marked',
    steps: inTurn(
      click('Check the set-up'),
      async ({ page }) => page.getByText('Check again').waitFor(),
      click('Copy as text'),
    ),
    world: {
      accounts,
      setup: {
        failed: 1,
        installation: 'A script of your own',
        version: 'Version 0.2.0',
        text: problem.advice,
        steps: (['ok', 'failed', 'unchecked', 'note'] as const).map((state, at) => ({
          id: (['quota', 'api', 'role', 'sheet'] as const)[at],
          title: `Step ${'unbroken'.repeat(9)}`,
          state,
          told: problem.advice,
          problem: state === 'ok' ? null : problem,
        })),
      },
    },
  },
  {
    name: 'open again',
    ready: '26 marked',
    world: { accounts },
    steps: inTurn(
      ({ fake }) => fake(server => server.next('refresh', { raw: { ok: true, version: 'another' } })),
      click('Refresh'),
      async ({ page }) => page.getByRole('alert').waitFor(),
    ),
  },
  { name: 'job, left by somebody else', ready: 'Take over', world: job({ mine: false, stale: true }) },
  {
    name: 'result',
    ready: 'Last job',
    world: job({ status: 'done', groups, problem }),
    steps: inTurn(click('Show result'), unfold),
  },
  {
    name: 'result of a stopped job',
    ready: 'Last job',
    world: job({ status: 'stopped', kind: 'cancel', groups }),
    steps: click('Show result'),
  },
  {
    name: 'result of a refresh',
    ready: 'Last job',
    world: job({
      status: 'done',
      kind: 'refresh',
      refreshed: { listed: 1_000_000, added: 1_000_000, changed: 1_000_000, gone: 1_000_000 },
      only: ['INVITED', 'ACCEPTED', 'DECLINED'],
    }),
    steps: click('Show result'),
  },
];

/** Opens the page and brings it to that screen; a running job stays as it is. */
export async function showScreen(opener: Opener, { world = {}, ready, steps }: Shown): Promise<Sidebar> {
  const sidebar = await opener.open(server => server.next('overview', { late: 'hold' }));
  await sidebar.fake((server, given) => {
    Object.assign(server.world, given);
    server.always('advance', { late: 'hold' });
    server.release('overview');
  }, world);
  await sidebar.page.getByText(ready).first().waitFor();
  await steps?.(sidebar);
  return sidebar;
}
