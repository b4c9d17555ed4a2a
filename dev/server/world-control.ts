// The emulated Google behind the sheet: what the drawer may do to it, and what it shows of it.
import type { ServiceAccount } from '../emulator/types';
import {
  accept,
  addFault,
  clearLedger,
  createWorld,
  decline,
  type FaultRule,
  INVITATIONS_SCOPE,
  letPeopleAnswer,
  makeKeyFile,
  removeFault,
  reset,
  seed,
  type World,
} from '../emulator/index';
import { hrList, type HrList } from './hr-list';
import { personOf, scopesOf } from '../platform/services/script';
import type { FaultName, WorldAction, WorldView } from '../protocol';
import { ALWAYS, FAULTS } from '../protocol';

/** The organisation's domains, by size; the first is the one that the admins belong to. */
const DOMAINS = ['acme.example', 'acme.test', 'shop.acme.example', 'acme-labs.example', 'bücher-acme.example'];
const SHOWN_MAILS = 150;
const ADA = 'ada@acme.example';
const SERVICE_ACCOUNT = 'inviter@workbench.iam.gserviceaccount.com';

/** Of somebody who was mailed: the invitation was cancelled. */
const isDead = ({ accounts }: World, key: string): boolean => {
  const { invitation } = accounts.get(key) ?? {};
  return invitation?.gone === true || invitation?.state === 'NOT_YET_SENT';
};

const RULES: Readonly<Record<FaultName, FaultRule>> = {
  'refuse-429': { kind: '429', retryAfter: 2 },
  'busy-503': { kind: '503' },
  'busy-503-after': { kind: '503', when: 'after' },
  'crash-500': { kind: '500' },
  'crash-500-after': { kind: '500', when: 'after' },
  'lost-before': { kind: 'lost' },
  'lost-after': { kind: 'lost', when: 'after' },
  malformed: { kind: 'truncated', when: 'after' },
  'token-refused': { kind: '401' },
  'scope-missing': { kind: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' },
  'not-admin': { kind: 'PERMISSION_DENIED' },
  'api-off': { kind: 'SERVICE_DISABLED' },
};

export class WorldControl {
  readonly world: World;
  private readonly on = new Map<FaultName, { readonly id: string; readonly rate: number }>();

  constructor(now: () => number, users: readonly string[], accounts: number, domains: number) {
    const serviceAccounts = [{ email: SERVICE_ACCOUNT }];
    this.world = createWorld({ now, domains: [], users, ownerOf: personOf, scopesOf, serviceAccounts });
    this.fill(accounts, domains);
  }

  /** True when it was one of the emulated Google's own affairs. Throws a sentence on what cannot be. */
  act(action: WorldAction): void {
    const { world } = this;
    switch (action.act) {
      case 'seed':
        this.fill(action.accounts, action.domains);
        return;
      case 'latency':
        world.options.latencyMs = action.ms;
        return;
      case 'quota':
        world.options.quotaPerMinute = action.perMinute;
        return;
      case 'fault':
        this.setFault(action.fault, action.rate);
        return;
      case 'answer':
        letPeopleAnswer(world, action);
        return;
      case 'person':
        this.answer(action.email, action.answer);
        return;
      case 'serviceAccount':
        this.setServiceAccount(action);
        return;
      case 'clearMails':
        clearLedger(world);
        return;
      // The clock is everybody's, executions and the people are the workbench's: see workbench.ts.
      case 'clock':
      case 'kill':
      case 'services':
      case 'locale':
      case 'exceptions':
      case 'permission':
        return;
    }
  }

  /** A list of the organisation's people beside the accounts that Google lists. */
  people(): HrList {
    const { world } = this;
    const listedSince = world.now() - world.options.listDelayMs;
    const listed = [...world.accounts.values()].filter(
      ({ invitation, createdAt, kind }) =>
        !invitation.gone && createdAt <= listedSince && (kind === 'unmanaged' || invitation.state === 'ACCEPTED'),
    );
    return hrList(
      listed.map(({ email }) => email),
      world.now(),
    );
  }

  /** What the drawer shows, with what the workbench itself knows. */
  view(
    host: Pick<
      WorldView,
      'now' | 'slowServices' | 'locale' | 'translated' | 'permissions' | 'executions' | 'calls' | 'remote'
    >,
  ): WorldView {
    const { world } = this;
    const last = new Map<string, number>();
    for (const { email, at } of world.ledger.mails) last.set(email, at);
    const lines = [...last].map(([email, at]) => ({ email, count: world.ledger.mailsTo.get(email) ?? 1, last: at }));
    const order = lines.sort((a, b) => Math.min(b.count, 2) - Math.min(a.count, 2) || b.last - a.last);
    const listedSince = world.now() - world.options.listDelayMs;
    const known = [...world.accounts.values()].filter(({ invitation }) => !invitation.gone);
    const young = known.filter(({ createdAt }) => createdAt > listedSince).map(({ email }) => email);
    return {
      ...host,
      young,
      accounts: known.length - young.length,
      domains: [...world.domains],
      latencyMs: world.options.latencyMs,
      quotaPerMinute: world.options.quotaPerMinute,
      faults: Object.fromEntries(
        [...this.on].map(([name, { id, rate }]) => [
          name,
          { rate, hits: world.faults.find(fault => fault.id === id)?.hits ?? 0 },
        ]),
      ),
      serviceAccount: this.serviceAccount(),
      requests: world.inner.requestCount,
      mails: {
        total: world.ledger.mails.length,
        people: lines.length,
        twice: lines.filter(({ count }) => count > 1).length,
        lines: order.slice(0, SHOWN_MAILS).map(line => ({ ...line, dead: isDead(world, line.email) })),
      },
    };
  }

  private fill(accounts: number, domains: number): void {
    reset(this.world, { ledger: true, options: false });
    this.on.clear();
    this.world.domains.clear();
    seed(this.world, { accounts, domains: DOMAINS.slice(0, domains), young: accounts > 100 ? 0.01 : 0 });
  }

  /**
   * A new key of the service account, as the Cloud console would give it out; made only when somebody asks, for it
   * takes a while.
   */
  keyFile(): string {
    return makeKeyFile(this.account());
  }

  private account(): ServiceAccount {
    const account = this.world.serviceAccounts.get(SERVICE_ACCOUNT);
    if (account === undefined) throw new Error('The service account is gone.');
    return account;
  }

  private serviceAccount(): WorldView['serviceAccount'] {
    const { email, clientId, delegated, creators, keys, system } = this.account();
    return {
      email,
      clientId,
      delegated: delegated.size > 0,
      creator: creators === null,
      keys: keys.size - (system === null ? 0 : 1),
      onlyAda: this.world.admins !== null,
    };
  }

  private setServiceAccount({
    delegated,
    creator,
    keys,
    onlyAda,
  }: Extract<WorldAction, { act: 'serviceAccount' }>): void {
    const account = this.account();
    if (delegated !== undefined) account.delegated = new Set(delegated ? [INVITATIONS_SCOPE] : []);
    if (creator !== undefined) account.creators = creator ? null : new Set();
    if (onlyAda !== undefined) this.world.admins = onlyAda ? new Set([ADA]) : null;
    // Google's own key stays: nobody can delete that.
    if (keys === false) for (const id of [...account.keys.keys()]) if (id !== account.system) account.keys.delete(id);
  }

  private setFault(name: FaultName, rate: number): void {
    if (!(name in FAULTS)) throw new Error(`There is no fault ${name}.`);
    const old = this.on.get(name);
    if (old !== undefined) removeFault(this.world, old.id);
    this.on.delete(name);
    const probability = ALWAYS.includes(name) ? 1 : rate;
    if (rate > 0)
      this.on.set(name, {
        rate: probability,
        id: addFault(this.world, probability >= 1 ? RULES[name] : { ...RULES[name], match: { probability } }),
      });
  }

  private answer(email: string, what: 'accept' | 'decline'): void {
    const done = what === 'accept' ? accept(this.world, email.trim()) : decline(this.world, email.trim());
    if (!done) throw new Error(`${email} has no open invitation.`);
  }
}
