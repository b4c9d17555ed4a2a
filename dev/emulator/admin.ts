// The emulator's own controls under /_emulator/, a path that no Google API has: look at the world, and change it.
import { coverage } from './coverage';
import { checkFault } from './fault-check';
import { addFault, clearFaults, removeFault } from './faults';
import { ALL_OPTIONS, setOptions } from './options';
import { accept, decline, evict, letPeopleAnswer, rename } from './people';
import { seed } from './seed';
import { makeKeyFile, revokeTokens } from './sign-in';
import type { AccountSpec, ApiRequest, ApiResponse, SeedSpec, State, World } from './types';
import { addAccounts, addServiceAccount, advanceClock, clearLedger, keyOf, reset, setClock } from './world';

export const ADMIN_PREFIX = '/_emulator';
type Fields = Readonly<Record<string, unknown>>;
type Act = (
  world: World,
  input: { readonly body: Fields; readonly query: URLSearchParams; readonly rest: string },
) => unknown;

/** Every control: what it is called, what it does, what it takes. Answers are JSON. */
const CONTROLS: readonly { readonly call: string; readonly does: string; readonly act: Act }[] = [
  {
    call: 'GET /',
    does: 'this list',
    act: () => ({ controls: CONTROLS.map(({ call, does }) => `${call.replace(' /', ` ${ADMIN_PREFIX}/`)}: ${does}`) }),
  },
  { call: 'GET /state', does: 'customer, domains, clock, counts, some addresses', act: describe },
  { call: 'GET /accounts', does: 'the truth about every account; ?state= ?limit= ?offset=', act: listAccounts },
  {
    call: 'POST /accounts',
    does: 'adds accounts: {"accounts":[{"email","state","mails","kind","createdAt","updatedAt"}]}',
    act: (world, { body }) => ({
      accounts: (addAccounts(world, checkAccounts(body['accounts'])), world.accounts.size),
    }),
  },
  { call: 'GET /ledger', does: 'every mail and cancel; ?address= for one person', act: showLedger },
  { call: 'DELETE /ledger', does: 'forgets them', act: world => (clearLedger(world), {}) },
  {
    call: 'GET /requests',
    does: 'the last requests, newest last',
    act: world => ({ count: world.inner.requestCount, requests: world.requests }),
  },
  {
    call: 'GET /options',
    does: 'every option: meaning, values, default, value now',
    act: world => ({ options: ALL_OPTIONS.map(option => ({ ...option, now: world.options[option.name] })) }),
  },
  {
    call: 'POST /options',
    does: 'changes options: {"readLagMs":5000}',
    act: (world, { body }) => (setOptions(world.options, body), world.options),
  },
  {
    call: 'GET /faults',
    does: 'the rules, and how often each struck',
    act: world => ({ faults: world.faults.map(({ id, rule, seen, hits }) => ({ id, rule, seen, hits })) }),
  },
  {
    call: 'POST /faults',
    does: 'adds a rule: {"kind":"503","match":{"method":"send","every":5}}',
    act: (world, { body }) => ({ id: addFault(world, checkFault(body)) }),
  },
  { call: 'DELETE /faults', does: 'removes all rules, or one: DELETE /faults/ID', act: dropFaults },
  {
    call: 'POST /seed',
    does: 'adds accounts: {"accounts":450,"domains":[],"states":{},"young":0.01,"managed":0.01,"seed":1}',
    act: (world, { body }) => (seed(world, checkSeed(body)), describe(world)),
  },
  {
    call: 'POST /reset',
    does: 'no accounts, no faults, default options; {"ledger":true} forgets the mails too, {"options":false} keeps the options',
    act: (world, { body }) => (
      reset(world, { ledger: body['ledger'] === true, options: body['options'] !== false }), describe(world)
    ),
  },
  {
    call: 'POST /clock',
    does: 'moves the clock: {"advanceMs":604800000}, or stops it: {"now":"2026-01-15T09:00:00Z"}',
    act: moveClock,
  },
  {
    call: 'POST /people',
    does: 'people answer, take another address, or lose theirs to a user or group of the customer: {"accept":["ADDRESS"],"decline":["ADDRESS"],"rename":["ADDRESS"],"evict":["ADDRESS"],"acceptPercent":20,"declinePercent":5}',
    act: answerMail,
  },
  {
    call: 'POST /tokens',
    does: 'the bearer tokens that are good: {"tokens":["a"]}; {"tokens":null}: any',
    act: setTokens,
  },
  {
    call: 'POST /service-accounts',
    does: 'adds or replaces one: {"email":"a@p.iam.gserviceaccount.com","delegated":["SCOPE"],"creators":["ADDRESS"]}',
    act: setServiceAccount,
  },
  { call: 'POST /keys', does: 'a new key of a service account, as its file: {"email":"…"}', act: newKeyFile },
  {
    call: 'POST /admins',
    does: 'who may manage invitations: {"admins":["ada@acme.example"]}; {"admins":null}: everybody',
    act: setAdmins,
  },
  { call: 'DELETE /issued', does: 'refuses every token given out so far', act: world => (revokeTokens(world), {}) },
  { call: 'GET /coverage', does: 'what is exact, partial or guessed', act: () => ({ coverage }) },
];

/** Null when the path is not one of the emulator's own. */
export function handleAdmin(world: World, request: ApiRequest): ApiResponse | null {
  if (!request.url.startsWith(ADMIN_PREFIX)) return null;
  const url = new URL(request.url, 'http://emulator');
  if (url.pathname !== ADMIN_PREFIX && !url.pathname.startsWith(`${ADMIN_PREFIX}/`)) return null;
  const [, first = '', ...others] = url.pathname.slice(ADMIN_PREFIX.length).split('/');
  const rest = others.join('/');
  const control = CONTROLS.find(
    ({ call }) => call === `${request.method} /${first}` && (rest === '' || call === 'DELETE /faults'),
  );
  if (control === undefined)
    return answer(404, {
      error: `There is no ${request.method} ${url.pathname}. GET ${ADMIN_PREFIX}/ lists what there is.`,
    });
  try {
    const body: unknown = request.body.trim() === '' ? {} : JSON.parse(request.body);
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      throw new Error('The body must be a JSON object.');
    return answer(200, control.act(world, { body: body as Fields, query: url.searchParams, rest }));
  } catch (thrown) {
    return answer(400, { error: thrown instanceof Error ? thrown.message : String(thrown) });
  }
}

const answer = (status: number, value: unknown): ApiResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=UTF-8' },
  body: `${JSON.stringify(value, null, 2)}\n`,
  delayMs: 0,
});

function describe(world: World): unknown {
  const states: Record<State | 'managed', number> = {
    NOT_YET_SENT: 0,
    INVITED: 0,
    ACCEPTED: 0,
    DECLINED: 0,
    managed: 0,
  };
  const examples: string[] = [];
  for (const { kind, invitation, key } of world.accounts.values()) {
    states[kind !== 'unmanaged' && invitation.gone ? 'managed' : invitation.state] += 1;
    if (examples.length < 5 && kind === 'unmanaged') examples.push(key);
  }
  return {
    customer: world.customer,
    domains: [...world.domains],
    now: new Date(world.now()).toISOString(),
    accounts: world.accounts.size,
    states,
    examples,
    mails: world.ledger.mails.length,
    cancels: world.ledger.cancels.length,
    requests: world.inner.requestCount,
    faults: world.faults.length,
    options: world.options,
  };
}

function listAccounts(world: World, { query }: { readonly query: URLSearchParams }): unknown {
  const state = query.get('state');
  const all = [...world.accounts.values()].filter(({ invitation }) => state === null || invitation.state === state);
  const offset = Number(query.get('offset') ?? 0);
  return {
    total: all.length,
    accounts: all
      .slice(offset, offset + Number(query.get('limit') ?? 1000))
      .map(({ email, kind, createdAt, invitation }) => ({ email, kind, createdAt, ...invitation })),
  };
}

function showLedger(world: World, { query }: { readonly query: URLSearchParams }): unknown {
  const { mails, cancels, mailsTo } = world.ledger;
  const address = query.get('address');
  if (address === null) return { mails, cancels, mailsTo: Object.fromEntries(mailsTo) };
  const key = keyOf(address);
  return {
    mails: mails.filter(({ email }) => email === key),
    cancels: cancels.filter(({ email }) => email === key),
    mailsTo: { [key]: mailsTo.get(key) ?? 0 },
  };
}

function dropFaults(world: World, { rest }: { readonly rest: string }): unknown {
  if (rest === '') clearFaults(world);
  else if (!removeFault(world, rest)) throw new Error(`There is no fault ${rest}.`);
  return { faults: world.faults.length };
}

/** From 1970 to the year 9999, which is as far as RFC 3339 goes. */
const isTime = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= Date.UTC(9999, 0);

function moveClock(world: World, { body }: { readonly body: Fields }): unknown {
  const { now, advanceMs } = body;
  const at =
    now === undefined ? world.now() : typeof now === 'number' ? now : typeof now === 'string' ? Date.parse(now) : NaN;
  if (!isTime(at)) throw new Error('now must be a time such as 2026-01-15T09:00:00Z, or milliseconds since 1970.');
  if (advanceMs !== undefined && (typeof advanceMs !== 'number' || !isTime(at + advanceMs)))
    throw new Error('advanceMs must be a number of milliseconds.');
  if (now !== undefined) setClock(world, at);
  if (typeof advanceMs === 'number') advanceClock(world, advanceMs);
  return { now: new Date(world.now()).toISOString() };
}

const texts = (value: unknown, name: string): readonly string[] => {
  const list: readonly unknown[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
  if (!list.every((item): item is string => typeof item === 'string'))
    throw new Error(`${name} must be an address or a list of addresses.`);
  return list;
};
const percent = (value: unknown, name: string): number => {
  if (value === undefined) return 0;
  if (typeof value !== 'number' || !(value >= 0 && value <= 100))
    throw new Error(`${name} must be a number from 0 to 100.`);
  return value;
};

function answerMail(world: World, { body }: { readonly body: Fields }): unknown {
  const acceptors = texts(body['accept'], 'accept');
  const decliners = texts(body['decline'], 'decline');
  const renamers = texts(body['rename'], 'rename');
  const evicted = texts(body['evict'], 'evict');
  const shares = {
    acceptPercent: percent(body['acceptPercent'], 'acceptPercent'),
    declinePercent: percent(body['declinePercent'], 'declinePercent'),
  };
  const ignored = [
    ...acceptors.filter(email => !accept(world, email)),
    ...decliners.filter(email => !decline(world, email)),
    ...renamers.filter(email => !rename(world, email)),
    ...evicted.filter(email => !evict(world, email)),
  ];
  const bulk = letPeopleAnswer(world, shares);
  const named = acceptors.length + decliners.length + renamers.length + evicted.length - ignored.length;
  return { answered: named + bulk.accepted + bulk.declined, ...bulk, ignored };
}

function setTokens(world: World, { body }: { readonly body: Fields }): unknown {
  world.tokens = body['tokens'] === null ? null : new Set(texts(body['tokens'], 'tokens'));
  return { tokens: world.tokens?.size ?? null };
}

function setAdmins(world: World, { body }: { readonly body: Fields }): unknown {
  world.admins = body['admins'] === null ? null : new Set(texts(body['admins'], 'admins').map(keyOf));
  return { admins: world.admins?.size ?? null };
}

function setServiceAccount(world: World, { body }: { readonly body: Fields }): unknown {
  const { email, delegated, creators, disabled } = body;
  if (typeof email !== 'string' || !/^[a-z0-9.-]+@[a-z0-9.-]+\.gserviceaccount\.com$/.test(email))
    throw new Error('A service account needs an email such as a@p.iam.gserviceaccount.com.');
  const { clientId } = addServiceAccount(world, {
    email,
    disabled: disabled === true,
    ...(delegated === undefined ? {} : { delegated: texts(delegated, 'delegated') }),
    creators: creators === undefined || creators === null ? null : texts(creators, 'creators'),
  });
  return { email, clientId };
}

function newKeyFile(world: World, { body }: { readonly body: Fields }): unknown {
  const account = world.serviceAccounts.get(String(body['email']));
  if (account === undefined) throw new Error('There is no such service account. POST /service-accounts makes one.');
  return JSON.parse(makeKeyFile(account)) as unknown;
}

const KINDS: readonly unknown[] = [undefined, 'managed', 'unmanaged', 'renamed'];
const STATES: readonly unknown[] = ['NOT_YET_SENT', 'INVITED', 'ACCEPTED', 'DECLINED'];
const isAmount = (value: unknown): boolean => value === undefined || isTime(value);

function checkAccounts(value: unknown): readonly AccountSpec[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  if (list.length === 0) throw new Error('accounts must be a list such as [{"email":"ann@acme.example"}].');
  for (const item of list as readonly Fields[]) {
    const { email, kind, state, mails, createdAt, updatedAt } = item;
    if (typeof email !== 'string' || !email.includes('@')) throw new Error('Every account needs an email.');
    if (
      !KINDS.includes(kind) ||
      !(state === undefined || STATES.includes(state)) ||
      ![mails, createdAt, updatedAt].every(isAmount)
    )
      throw new Error(`The account ${email} has a wrong kind, state or number.`);
  }
  return list as readonly AccountSpec[];
}

function checkSeed(body: Fields): SeedSpec {
  const { accounts, domains, states, young, managed, seed: number, ...rest } = body;
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) throw new Error(`A seed has no ${unknown}.`);
  if (typeof accounts !== 'number' || !Number.isInteger(accounts) || accounts < 0 || accounts > 1_000_000)
    throw new Error('accounts must be a whole number from 0 to 1000000.');
  if (domains !== undefined && texts(domains, 'domains').length === 0) throw new Error('domains must not be empty.');
  if (
    states !== undefined &&
    !(
      typeof states === 'object' &&
      states !== null &&
      Object.entries(states).every(
        ([name, weight]) => STATES.includes(name) && typeof weight === 'number' && weight >= 0,
      )
    )
  )
    throw new Error('states must give a weight for each state, such as {"INVITED":1}.');
  if (![young, managed, number].every(isAmount))
    throw new Error('young, managed and seed must be numbers of at least 0.');
  return body as SeedSpec;
}
