// The state behind the API: accounts, clock, ledger. Changes go through here, so that reads can lag behind writes.
import { defaultOptions, setOptions } from './options';
import { randomFrom } from './random';
import type {
  Account,
  AccountSpec,
  Invitation,
  PendingWrite,
  ServiceAccount,
  ServiceAccountSpec,
  World,
  WorldSpec,
} from './types';

export const INVITATIONS_SCOPE = 'https://www.googleapis.com/auth/cloud-identity.userinvitations';
const DAY_MS = 86_400_000;
/** When a world's clock stands if nobody says: a fixed moment, so that runs are alike. */
const EPOCH = Date.UTC(2026, 0, 15, 9);

export function createWorld(spec: WorldSpec = {}): World {
  const seed = spec.seed ?? 1;
  const given = spec.now ?? EPOCH;
  const inner: World['inner'] = {
    clock: typeof given === 'function' ? given : () => given,
    offsetMs: 0,
    seed,
    requestCount: 0,
    writeCount: 0,
    faultCount: 0,
    tokenCount: 0,
    pending: { get: [], list: [] },
    quota: [],
    quotaToday: null,
    byEmail: null,
    byTime: null,
  };
  const world: World = {
    customer: spec.customer ?? 'C01abc2de',
    domains: new Set((spec.domains ?? ['acme.example']).map(domain => domain.toLowerCase())),
    accounts: new Map(),
    options: defaultOptions(),
    ledger: { mails: [], cancels: [], mailsTo: new Map() },
    faults: [],
    requests: [],
    now: () => inner.clock() + inner.offsetMs,
    random: randomFrom(seed),
    tokens: spec.tokens === undefined ? null : new Set(spec.tokens),
    ownerOf: spec.ownerOf ?? (token => token),
    scopesOf: spec.scopesOf ?? (() => null),
    admins: spec.admins === undefined ? null : new Set(spec.admins.map(keyOf)),
    users: spec.users === undefined ? null : new Set(spec.users.map(keyOf)),
    serviceAccounts: new Map(),
    issued: new Map(),
    inner,
  };
  setOptions(world.options, spec.options ?? {});
  addAccounts(world, spec.accounts ?? []);
  for (const account of spec.serviceAccounts ?? []) addServiceAccount(world, account);
  return world;
}

/**
 * Adds a service account; nobody may use it before its client ID is authorised and it has a key or somebody who may
 * sign for it.
 */
export function addServiceAccount(
  world: World,
  { email, delegated = [INVITATIONS_SCOPE], creators = null, disabled = false }: ServiceAccountSpec,
): ServiceAccount {
  const account: ServiceAccount = {
    email,
    clientId: `1${String(world.inner.seed).padStart(8, '0')}${String(world.serviceAccounts.size + 1).padStart(12, '0')}`,
    disabled,
    delegated: new Set(delegated),
    creators: creators === null ? null : new Set(creators),
    keys: new Map(),
    system: null,
  };
  world.serviceAccounts.set(email, account);
  return account;
}

export const keyOf = (email: string): string => email.normalize('NFC').toLowerCase();
export const domainOf = (key: string): string => key.slice(key.lastIndexOf('@') + 1);

/** Adds accounts, or replaces those with the same address. */
export function addAccounts(world: World, specs: readonly AccountSpec[]): void {
  for (const spec of specs) {
    const key = keyOf(spec.email);
    const createdAt = spec.createdAt ?? world.now() - 100 * DAY_MS;
    const kind = spec.kind ?? (spec.state === 'ACCEPTED' ? 'managed' : 'unmanaged');
    const state = spec.state ?? 'NOT_YET_SENT';
    const invitation: Invitation = {
      state,
      mails: spec.mails ?? (state === 'NOT_YET_SENT' ? 0 : 1),
      updatedAt: spec.updatedAt ?? createdAt,
      gone: (kind !== 'unmanaged' && state !== 'ACCEPTED') || !world.domains.has(domainOf(key)),
    };
    world.accounts.set(key, {
      email: spec.email,
      key,
      kind,
      createdAt,
      invitation,
      shown: invitation,
      listed: invitation,
    });
  }
  world.inner.byEmail = null;
  world.inner.byTime = null;
}

/** A stamp for a change made now: no two in one millisecond are alike, as with Google's microseconds. */
export function stamp(world: World): number {
  world.inner.writeCount += 1;
  return world.now() + world.options.clockSkewMs + (world.inner.writeCount % 1000) / 1000;
}

/** How far `get` and `list` are behind, in milliseconds. */
function lagsOf({ options: { readLagMs, getLagMs, listLagMs } }: World): {
  readonly get: number;
  readonly list: number;
} {
  return { get: Math.max(readLagMs, getLagMs), list: Math.max(readLagMs, listLagMs) };
}

/** Makes a new version of an account's invitation the truth; reads show it when their lag has passed. */
export function change(world: World, account: Account, version: Invitation): void {
  account.invitation = version;
  const write = { at: world.now(), account, version };
  world.inner.pending.get.push(write);
  world.inner.pending.list.push(write);
  const lags = lagsOf(world);
  if (lags.get === 0 || lags.list === 0) settleReads(world);
}

/** Lets reads show every write that is old enough. Called before each read. */
export function settleReads(world: World): void {
  const { pending, byTime } = world.inner;
  const lags = lagsOf(world);
  const settle = (writes: PendingWrite[], lag: number, show: (write: PendingWrite) => void): void => {
    const until = world.now() - lag;
    const young = writes.findIndex(({ at }) => at > until);
    for (const write of writes.splice(0, young < 0 ? writes.length : young)) show(write);
  };
  settle(pending.get, lags.get, ({ account, version }) => {
    account.shown = version;
  });
  settle(pending.list, lags.list, ({ account, version }) => {
    byTime?.moved.add(account);
    account.listed = version;
  });
}

/** Tells whether `get` (or, given what `list` tells, `list`) knows an account's invitation now. */
export function visibleIn(
  world: World,
  told: (account: Account) => Invitation = ({ shown }) => shown,
): (account: Account) => boolean {
  const { acceptedStays, listDelayMs, sentYoungIsListed } = world.options;
  const oldEnough = world.now() - listDelayMs;
  return account => {
    const version = told(account);
    return (
      !version.gone &&
      (acceptedStays || version.state !== 'ACCEPTED') &&
      (account.createdAt <= oldEnough || (sentYoungIsListed && version.mails > 0))
    );
  };
}

/** Whether the address is an unmanaged account of a verified domain. */
export const isInvitable = (world: World, account: Account | undefined): account is Account =>
  account?.kind === 'unmanaged' && world.domains.has(domainOf(account.key));

/** Stops the clock at a moment, or lets it follow another one. */
export function setClock(world: World, to: number | (() => number)): void {
  world.inner.clock = typeof to === 'function' ? to : () => to;
  world.inner.offsetMs = 0;
}

export function advanceClock(world: World, byMs: number): void {
  world.inner.offsetMs += byMs;
}

/**
 * Back to an empty customer: no accounts, no faults, default options. The ledger stays, because losing a mail that was
 * sent is what
 * the ledger is there to show; `ledger: true` empties it too.
 */
export function reset(
  world: World,
  { ledger = false, options = true }: { ledger?: boolean; options?: boolean } = {},
): void {
  world.accounts.clear();
  world.faults.length = 0;
  world.requests.length = 0;
  if (options) Object.assign(world.options, defaultOptions());
  Object.assign(world.inner, {
    pending: { get: [], list: [] },
    quota: [],
    quotaToday: null,
    byEmail: null,
    byTime: null,
  });
  if (ledger) clearLedger(world);
}

export function clearLedger(world: World): void {
  world.ledger.mails.length = 0;
  world.ledger.cancels.length = 0;
  world.ledger.mailsTo.clear();
}

/** Mails that went to an address. */
export const mailsTo = (world: World, email: string): number => world.ledger.mailsTo.get(keyOf(email)) ?? 0;
