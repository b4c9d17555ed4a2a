// The set-up check, reply by reply: which step fails, with which remedy, and what is not judged after it.
import { EMPTY_ROW } from '../../../src/core/sheets/columns';
import type { Installation } from '../../../src/core/contract/codes';
import type { AccountRow, ActivityRow } from '../../../src/core/contract/rows';
import type { SetupStepId, SetupView } from '../../../src/core/contract/rpc';
import type { Reply } from '../../../src/core/google/http';
import { newRecord, saveRecord, type JobRecord } from '../../../src/core/jobs/job';
import type { Deps, Triggers } from '../../../src/core/ports';
import { checkSetup, type Host, type SetupPorts } from '../../../src/core/requests/setup';
import { makeOffice, people, value, words } from '../office';

const AUTH = 'https://www.googleapis.com/auth/';
const ADA = 'ada@acme.example';
const BODY = JSON.stringify({
  userInvitations: [
    {
      name: 'customers/C012abc/userinvitations/p1%40acme.example',
      mailsSentCount: '1',
      updateTime: '2026-11-01T00:00:00Z',
      state: 'INVITED',
    },
  ],
});
const reply = (status: number, body = '{}', patch: Partial<Reply> = {}): Reply => ({
  status,
  headers: {},
  body,
  ...patch,
});
const error = (status: number, message: string, more: Record<string, unknown> = {}): Reply =>
  reply(status, JSON.stringify({ error: { code: status, message, ...more } }));
const account = (email: string): AccountRow & { row: number } => ({
  ...EMPTY_ROW,
  row: 2,
  email,
});

const NOTHING_MISSING: Host = {
  installation: () => 'script',
  access: () => ({ wanted: 5, missing: [], url: null }),
};

type Given = {
  google?: () => Reply[];
  kind?: Installation;
  missing?: string[];
  url?: string | null;
  customer?: string;
  deps?: Partial<Deps>;
  record?: Partial<JobRecord>;
  wanted?: boolean;
  emails?: string[] | null;
  columns?: (keyof AccountRow)[];
  activity?: (keyof ActivityRow)[] | null;
};
function check(given: Given = {}): SetupView & { asked: boolean[] } {
  const { deps, end } = makeOffice().execution(ADA);
  const asked: boolean[] = [];
  const { emails = [], activity = null } = given;
  const used: Deps = {
    ...deps,
    settings: () => ({ ...deps.settings(), customer: given.customer ?? 'my_customer' }),
    http: {
      fetchAll: (_calls, fresh) => {
        asked.push(fresh);
        return (given.google ?? (() => [reply(200, BODY)]))();
      },
    },
    accounts: {
      ...deps.accounts,
      read: () => (emails === null ? null : { rows: emails.map(account), missing: given.columns ?? [], places: '' }),
    },
    activity: {
      ...deps.activity,
      read: () => (activity === null ? null : { rows: [], missing: activity, places: '' }),
    },
    ...given.deps,
  };
  const host: Host = {
    installation: () => given.kind ?? 'script',
    access: () => ({ wanted: 6, missing: given.missing ?? [], url: given.url ?? null }),
  };
  if (given.record !== undefined) {
    const record = {
      ...newRecord({ kind: 'send', by: deps, customer: 'my_customer', now: deps.clock.now(), chance: 0.5, origin: {} }),
      ...given.record,
    };
    saveRecord(deps.store, record);
    if (given.wanted !== false) deps.store.set('job.background', record.id);
  }
  try {
    return { ...value(checkSetup(used, words, host)), asked };
  } finally {
    end();
  }
}
const stepOf = (view: SetupView, id: SetupStepId) => view.steps.find(step => step.id === id)!;
const told = (given: Given, id: SetupStepId): string => stepOf(check(given), id).told;
const says = (given: Given, id: SetupStepId): string => {
  const { state, problem } = stepOf(check(given), id);
  return `${state} ${problem?.code ?? ''}`.trim();
};

test('all is well: every step says so, and Google was asked once, with a fresh token', () => {
  const view = check({ emails: ['p1@acme.example'] });
  expect(view.steps.map(({ id, state }) => `${id} ${state}`)).toEqual([
    'permissions ok',
    'quota ok',
    'answer ok',
    'token ok',
    'api ok',
    'role ok',
    'organisation ok',
    'background note',
    'sheet ok',
  ]);
  expect([view.failed, view.asked, stepOf(view, 'permissions').told]).toEqual([0, [true], 'All 6 are granted.']);
});

test('the organisation is told by its domain or the id of the settings, with the id that Google names and whether it lists accounts', () => {
  expect(told({}, 'organisation')).toBe('acme.example (customer id C012abc). Google lists accounts there.');
  expect(told({ google: () => [reply(200)] }, 'organisation')).toBe(
    'acme.example. Google lists no unmanaged account there.',
  );
  expect(told({ customer: 'C012abc' }, 'organisation')).toBe('C012abc. Google lists accounts there.');
  expect(told({ deps: { actsFor: 'boss@other.example' } }, 'organisation')).toMatch(/^other\.example /);
});

test.each<[string, Reply, SetupStepId, string]>([
  ['401', error(401, 'Invalid credentials'), 'token', 'token'],
  ['403 of an API that is off', error(403, 'Off', { details: [{ reason: 'SERVICE_DISABLED' }] }), 'api', 'api-off'],
  [
    '403 for a scope',
    error(403, 'Scopes', { details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }] }),
    'permissions',
    'scope',
  ],
  [
    '403 without a role',
    error(403, 'The caller does not have permission', { status: 'PERMISSION_DENIED' }),
    'role',
    'not-admin',
  ],
  ['403 for the quota of a day', error(403, 'Quota exceeded for requests per day'), 'quota', 'quota-day'],
  ['403 for the quota of a minute', error(403, 'Quota exceeded for requests per minute'), 'answer', 'slow-down'],
  ['429', error(429, 'Too many'), 'answer', 'slow-down'],
  ['503', reply(503, ''), 'answer', 'no-answer'],
  ['200 with no JSON', reply(200, '<html>'), 'answer', 'unreadable'],
  ['400', error(400, 'Invalid customer'), 'organisation', 'bad-customer'],
  [
    'no token for it',
    reply(0, '', { unsent: { kind: 'stop', code: 'no-key', link: null, http: 0, google: '' } }),
    'token',
    'no-key',
  ],
])(
  'Google replies with %s: that step fails, what came before is fine, what comes after is not judged',
  (_name, given, id, code) => {
    const view = check({ google: () => [given] });
    const chain = view.steps.slice(0, 7);
    const at = chain.findIndex(step => step.id === id);
    expect(chain.map(({ state }) => state)).toEqual(
      chain.map((_step, place) => (place < at ? 'ok' : place === at ? 'failed' : 'unchecked')),
    );
    expect([view.failed, stepOf(view, id).problem?.code, view.asked.length]).toEqual([
      1,
      code,
      given.status === 401 ? 2 : 1,
    ]);
  },
);

test('Google’s own words are in the advice, or the bare status; of an API that is off, its link instead', () => {
  const advice = (given: Reply, id: SetupStepId) => stepOf(check({ google: () => [given] }), id).problem?.advice;
  expect(advice(error(400, 'Invalid customer'), 'organisation')).toContain('Google says: Invalid customer (HTTP 400)');
  expect(advice(reply(503, ''), 'answer')).toMatch(/HTTP 503$/);
  const off = error(403, 'Sentence of Google', {
    details: [{ reason: 'SERVICE_DISABLED', links: [{ url: 'https://console.cloud.google.com/x?project=1' }] }],
  });
  expect([advice(off, 'api'), stepOf(check({ google: () => [off] }), 'api').problem?.link?.url]).toEqual([
    expect.not.stringContaining('Sentence'),
    'https://console.cloud.google.com/x?project=1',
  ]);
});

test.each<[string, SetupStepId, string]>([
  ['Address unavailable', 'answer', 'failed no-answer'],
  [`No cuentas con el permiso para llamar a UrlFetchApp.fetch: ${AUTH}x`, 'permissions', 'failed scope'],
  ['Servicio solicitado demasiadas veces en un mismo día: urlfetch.', 'quota', 'failed quota-day'],
  ['Servicio solicitado demasiadas veces en un mismo día: properties get.', 'quota', 'failed quota-service'],
])('the platform throws "%s": the step %s tells of it', (message, id, expected) => {
  expect(
    says(
      {
        google: () => {
          throw new Error(message);
        },
      },
      id,
    ),
  ).toBe(expected);
});

test('a quota that is used up: the step says how much is left, and Google is not asked', () => {
  const given: Given = {
    deps: { quota: { left: () => 0, limit: () => 100, count: () => undefined, keep: () => undefined } },
  };
  expect([says(given, 'quota'), told(given, 'quota'), says(given, 'answer'), check(given).asked]).toEqual([
    'failed quota-day',
    '0 of 100, as far as the add-on has counted.',
    'unchecked',
    [],
  ]);
});

test('scopes that are not granted are named, with the way to grant them; without those of the request nothing is asked', () => {
  const view = check({
    missing: [`${AUTH}cloud-identity.userinvitations`, `${AUTH}something.new`],
    url: 'https://script.google.com/authorize',
  });
  expect(stepOf(view, 'permissions')).toMatchObject({
    state: 'failed',
    told: `Not granted: user invitations, ${AUTH}something.new.`,
    problem: { code: 'scope', link: { url: 'https://script.google.com/authorize' } },
  });
  expect([
    view.asked,
    view.text.includes('authorize'),
    stepOf(view, 'quota').state,
    stepOf(view, 'organisation').state,
  ]).toEqual([[], false, 'unchecked', 'unchecked']);
  const minor = check({ missing: [`${AUTH}userinfo.email`] });
  expect([
    stepOf(minor, 'permissions').told,
    stepOf(minor, 'permissions').problem?.link,
    stepOf(minor, 'role').state,
  ]).toEqual(['Not granted: your address.', null, 'ok']);
});

test('the remedy fits the installation', () => {
  const { remedies } = words.setup;
  const off = error(403, 'Off', { details: [{ reason: 'SERVICE_DISABLED' }] });
  for (const [kind, api, scope] of [
    ['script', 'api-off', 'scope'],
    ['person', 'api-off-published', 'scope'],
    ['admin', 'api-off-published', 'scope-admin'],
  ] as const) {
    const view = check({ kind, google: () => [off] });
    expect([view.installation, stepOf(view, 'api').problem?.advice.endsWith(remedies[api])]).toEqual([
      words.setup.installation[kind],
      true,
    ]);
    expect(stepOf(check({ kind, missing: [`${AUTH}userinfo.email`] }), 'permissions').problem?.advice).toContain(
      remedies[scope],
    );
    expect([kind, stepOf(view, 'background').problem?.advice.includes(remedies['not-built-in-published'])]).toEqual([
      kind,
      kind !== 'script',
    ]);
  }
});

test('another organisation in the settings is named where that may be the reason', () => {
  for (const [status, id] of [
    [403, 'role'],
    [400, 'organisation'],
  ] as const) {
    const google = () => [error(status, 'No')];
    expect(stepOf(check({ google, customer: 'C0elsewhere' }), id).problem?.advice).toContain(
      'organisation C0elsewhere instead',
    );
    expect(stepOf(check({ google }), id).problem?.advice).not.toContain('instead of that of your sign-in');
  }
  expect(
    stepOf(check({ google: () => [error(401, 'No')], customer: 'C0elsewhere' }), 'token').problem?.advice,
  ).not.toContain('C0elsewhere');
});

test('background runs: a waiting job of mine needs one of the triggers; others do not', () => {
  const alarm = (set: 'often' | 'hourly' | null): Partial<Deps> => ({
    triggers: { set: () => undefined, clear: () => undefined, isSet: rate => rate === set },
  });
  const state = (given: Given) => says(given, 'background');
  expect(state({})).toBe('note not-built-in');
  expect(state({ deps: alarm(null) })).toBe('ok');
  expect(state({ deps: alarm(null), record: {} })).toBe('failed no-trigger');
  for (const rate of ['often', 'hourly'] as const) expect(state({ deps: alarm(rate), record: {} })).toBe('ok');
  for (const record of [{ status: 'done' }, { status: 'paused' }, { by: 'bob@acme.example' }] as const)
    expect(state({ deps: alarm(null), record })).toBe('ok');
  expect(state({ deps: alarm(null), record: {}, wanted: false })).toBe('ok');
  expect(state({ deps: alarm(null), record: {}, missing: [`${AUTH}script.scriptapp`] })).toBe('unchecked');
});

test('the trigger of a job that goes on in the background is missed once somebody deleted it', () => {
  const office = makeOffice({ accounts: people(2), background: true });
  const host: Host = { installation: () => 'script', access: () => ({ wanted: 6, missing: [], url: null }) };
  const background = () => {
    const { deps, end } = office.execution(ADA);
    try {
      return stepOf(value(checkSetup(deps, words, host)), 'background');
    } finally {
      end();
    }
  };
  office.refresh();
  office.markAll();
  const job = office.begin('send');
  office.ask(desk => desk.background(job.id, true));
  expect(background()).toMatchObject({ state: 'ok', problem: null });
  office.triggers.set = false;
  expect(background()).toMatchObject({ state: 'failed', problem: { code: 'no-trigger' } });
});

test('triggers that cannot be looked at: the step fails and says why', () => {
  const failing = (message: string): Given => {
    const alarm: Triggers = {
      set: () => undefined,
      clear: () => undefined,
      isSet: () => {
        throw new Error(message);
      },
    };
    return { deps: { triggers: alarm }, record: {} };
  };
  expect(says(failing(`必要な権限: ${AUTH}script.scriptapp`), 'background')).toBe('failed scope');
  expect(says(failing('Server error'), 'background')).toBe('failed no-answer');
});

test('whatever throws is a step that says so in the host’s words, without addresses; the others are judged', () => {
  const failing = (): never => {
    throw new Error('Error del servidor de ada@acme.example');
  };
  const { deps, end } = makeOffice().execution(ADA);
  const { clock, http, settings, store, triggers, activity, actsFor } = deps;
  const failingPorts: SetupPorts = {
    ...{ clock, http, settings, store, triggers, activity, actsFor },
    get accounts() {
      return failing();
    },
    get quota() {
      return failing();
    },
    get who() {
      return failing();
    },
  };
  const view = value(checkSetup(failingPorts, words, NOTHING_MISSING));
  end();
  const states = Object.fromEntries(view.steps.map(step => [step.id, step.state]));
  expect(states).toMatchObject({ permissions: 'ok', answer: 'failed', sheet: 'failed' });
  for (const id of ['answer', 'sheet'] as const)
    expect(stepOf(view, id).problem?.advice).toContain('Google says: Error del servidor de (address)');
});

test('a host that tells nothing of permissions: that step is not judged, the others are', () => {
  const silent = (): never => {
    throw new Error('Server error');
  };
  const { deps, end } = makeOffice().execution(ADA);
  const view = value(checkSetup(deps, words, { installation: silent, access: silent }));
  end();
  expect(view.steps.map(({ state }) => state).slice(0, 3)).toEqual(['unchecked', 'ok', 'ok']);
});

test('the sheet: none yet, how many accounts of which domains, and columns that are gone', () => {
  expect(says({ emails: null }, 'sheet')).toBe('note no-sheet');
  expect(told({ emails: ['a@one.example', ' A@one.example', 'no address', 'b@two.example'] }, 'sheet')).toBe(
    '2 accounts in the Accounts sheet, of one.example, two.example.',
  );
  expect(told({ emails: [1, 2, 3, 4, 5, 6, 7].map(n => `a@d${n}.example`) }, 'sheet')).toMatch(/d5\.example and 2 /);
  expect(says({ columns: ['state', 'email'] }, 'sheet')).toBe('failed no-email-column');
  const gone = check({ columns: ['state', 'notes'] });
  expect(stepOf(gone, 'sheet').problem).toMatchObject({
    code: 'missing-columns',
    advice: expect.stringContaining('Missing: State, '),
  });
  expect(stepOf(check({ activity: ['reason'] }), 'sheet').problem).toMatchObject({
    code: 'activity-columns',
    advice: expect.stringContaining('Missing: Reason.'),
  });
  expect(says({ activity: [] }, 'sheet')).toBe('ok');
});

test('the text to copy holds each step with its state, and nobody’s address', () => {
  const { text } = check({
    google: () => [error(400, 'Bad boss@acme.example, <eve@acme.example>')],
    emails: ['p1@acme.example'],
  });
  expect(text.split('\n').slice(0, 4)).toEqual([
    'Set-up check, 2026-11-21T09:00Z',
    'A script of your own, in this sheet',
    `Version ${VERSION}`,
    '',
  ]);
  expect(text).toContain('Google says: Bad (address), <(address)> (HTTP 400)');
  expect(text).not.toContain('@');
  expect(check({ google: () => [error(403, 'No')] }).text).toContain('https://admin.google.com/ac/roles');
});
