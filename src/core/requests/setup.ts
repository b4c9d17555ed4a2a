// The set-up check: of each thing that the add-on needs, whether it is there, and who can put it right and how. One
// small request; changes nothing.
import { domainOf, readAddress } from '../accounts/address';
import { withoutAddresses } from '../accounts/redact';
import { answer } from '../contract/answer';
import type { Installation, ProblemCode, Remedy, StopCode } from '../contract/codes';
import { hasEnded } from '../contract/job-status';
import type { Answer, Problem, SetupStep, SetupStepId, SetupView } from '../contract/rpc';
import { ask, type Google } from '../google/client';
import { thrownCode } from '../google/errors';
import type { Call, Reply } from '../google/http';
import { pageOf } from '../google/reply';
import { listCall, MY_CUSTOMER } from '../google/user-invitations';
import { isWanted } from '../jobs/background';
import { loadRecord } from '../jobs/job';
import type { Deps } from '../ports';
import { lostColumns } from '../sheets/columns';
import type { Words } from '../words';
import { problem } from '../words/problem';
import { stored } from '../words/stored';

type Remedies = Partial<Record<ProblemCode, Remedy>>;
const SCRIPT: Remedies = { 'no-answer': 'no-answer', scope: 'scope', 'api-off': 'api-off' };
const PUBLISHED: Remedies = { ...SCRIPT, 'api-off': 'api-off-published', 'not-built-in': 'not-built-in-published' };
const REMEDIES: Readonly<Record<Installation, Remedies>> = {
  script: SCRIPT,
  person: PUBLISHED,
  admin: { ...PUBLISHED, scope: 'scope-admin' },
};
/**
 * What the platform tells of this copy of the add-on. `missing`: scopes of the manifest that this person has not
 * granted; `url`: where they can.
 */
export type Host = {
  readonly installation: () => Installation;
  readonly access: () => { readonly wanted: number; readonly missing: readonly string[]; readonly url: string | null };
};

/** What asking Google needs, in this order: what fails hides those after it. */
const CHAIN = ['quota', 'answer', 'token', 'api', 'role', 'organisation'] as const;
type Link = (typeof CHAIN)[number];
/** The permissions without which nothing can be asked of Google. */
export const ASKING = /script\.external_request$|cloud-identity\.userinvitations$/;
const SHOWN_DOMAINS = 5;

type Fault = { readonly at: Link | 'permissions'; readonly problem: Problem };
type Found = { readonly customer: string | null; readonly lists: boolean };

/** Each may throw, also when it is only looked up: then its step fails and says so, and the others are still judged. */
export type SetupPorts = Google &
  Pick<Deps, 'quota' | 'store' | 'triggers' | 'who' | 'actsFor' | 'accounts' | 'activity'>;
type Access = ReturnType<Host['access']>;

export function checkSetup(deps: SetupPorts, words: Words, host: Host): Answer<SetupView> {
  const { setup } = words;
  const kind = attempt(() => host.installation(), 'script');
  const customer = attempt(() => deps.settings().customer, MY_CUSTOMER);
  const tell = (code: ProblemCode, detail = '', link: string | null = null): Problem => {
    const remedy = REMEDIES[kind][code];
    const other = customer !== MY_CUSTOMER && (code === 'not-admin' || code === 'bad-customer');
    return problem(code, words, {
      link,
      detail: [remedy === undefined ? '' : setup.remedies[remedy], other ? setup.otherCustomer(customer) : '', detail]
        .filter(text => text !== '')
        .join(' '),
    });
  };
  const step: Step = (id, state, told = '', wrong = null) => ({
    id,
    title: setup.steps[id],
    state,
    told,
    problem: wrong,
  });

  const access = attempt<Access | null>(() => host.access(), null);
  const missing = access?.missing ?? [];
  const canAsk = !missing.some(scope => ASKING.test(scope));
  const asked = canAsk ? askGoogle(deps, tell, words) : null;
  const fault = asked !== null && 'at' in asked ? asked : null;
  const sheet = sheetStep({ deps, missing, words, step, tell });

  const denied = missing.length > 0 ? tell('scope') : fault?.at === 'permissions' ? fault.problem : null;
  const permissions =
    denied !== null
      ? step('permissions', 'failed', notGranted(missing, words), linked(denied, access?.url ?? null, words))
      : access === null
        ? step('permissions', 'unchecked')
        : step('permissions', 'ok', setup.allowed(access.wanted));
  const broken = !canAsk || fault?.at === 'permissions' ? -1 : fault === null ? CHAIN.length : CHAIN.indexOf(fault.at);
  const told: Partial<Record<Link, string>> = {
    quota: attempt(() => setup.quota(deps.quota.left(), deps.quota.limit()), ''),
    role: setup.mayRead,
    organisation:
      asked === null || 'at' in asked
        ? ''
        : setup.organisation(
            customer === MY_CUSTOMER ? attempt(() => domainOf(deps.actsFor ?? deps.who), '') : customer,
            asked.customer,
            asked.lists,
          ),
  };
  const chain = CHAIN.map((id, at) =>
    at < broken
      ? step(id, 'ok', told[id])
      : at > broken || fault === null
        ? step(id, 'unchecked')
        : step(id, 'failed', id === 'quota' ? told.quota : '', fault.problem),
  );
  const steps = [permissions, ...chain, backgroundStep({ deps, missing, words, step, tell }), sheet];
  return answer({
    steps,
    failed: steps.filter(({ state }) => state === 'failed').length,
    installation: setup.installation[kind],
    version: setup.version(VERSION),
    text: textOf(steps, kind, deps.clock.now(), words),
  });
}

function attempt<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

/** What the platform threw at a step, in its own words where we have none. */
function thrownProblem(error: unknown, words: Words, tell: Tell): Problem {
  const code = thrownCode(error);
  const said = error instanceof Error ? words.googleSays(withoutAddresses(error.message, words.setup.someAddress)) : '';
  return tell(code ?? 'no-answer', code === null || code === 'quota-service' ? said : '');
}

function notGranted(missing: readonly string[], { setup }: Words): string {
  const names = missing.map(scope => setup.scopes[scope.replace(/^.*\/auth\//, '')] ?? scope).join(', ');
  return names === '' ? '' : setup.notAllowed(names);
}
const linked = (told: Problem, url: string | null, { setup }: Words): Problem => ({
  ...told,
  link: url === null ? told.link : { text: setup.allow, url },
});

/** A problem with permissions, with their names and the way to Google's page. */
export const withMissing = (told: Problem, { missing, url }: Access, words: Words): Problem =>
  linked({ ...told, advice: `${told.advice} ${notGranted(missing, words)}`.trim() }, url, words);

function askGoogle(deps: SetupPorts, tell: Tell, words: Words): Fault | Found {
  try {
    return askForOne(deps, tell, words);
  } catch (error) {
    const problem = thrownProblem(error, words, tell);
    const at = problem.code === 'scope' ? 'permissions' : problem.code.startsWith('quota-') ? 'quota' : 'answer';
    return { at, problem };
  }
}

/** One page of one account. What comes back tells how far the request got. */
function askForOne(deps: SetupPorts, tell: Tell, words: Words): Fault | Found {
  const at = (place: Fault['at'], code: ProblemCode, detail = '', link: string | null = null): Fault => ({
    at: place,
    problem: tell(code, detail, link),
  });
  if (deps.quota.left() < 1) return at('quota', 'quota-day');
  const raw = (reply: Reply | null): { kind: 'raw'; code: string; reply: Reply | null } => ({
    kind: 'raw',
    code: reply?.status === 401 ? 'token' : '',
    reply,
  });
  // A token that is still kept would hide a key or a delegation that is gone.
  const { clock, settings, http } = deps;
  const anew = { clock, settings, http: { fetchAll: (calls: readonly Call[]) => http.fetchAll(calls, true) } };
  const { outcomes, halt } = ask(
    anew,
    [listCall(deps.settings().customer, { filter: null, orderBy: null, pageToken: null }, 1)],
    raw,
  );
  deps.quota.keep();
  const reply = outcomes[0]?.reply ?? null;
  if (halt !== null) return at(halt === 'scope' ? 'permissions' : 'quota', halt);
  if (reply === null) return at('answer', 'no-answer');
  const page = pageOf(reply, deps.clock.now());
  if (page.ok)
    return {
      customer: /"name":\s*"customers\/(C\w+)\//.exec(reply.body)?.[1] ?? null,
      lists: page.page.accounts.length > 0,
    };
  const { failure } = page;
  const google =
    failure.http === 0
      ? ''
      : failure.google === ''
        ? `HTTP ${failure.http}`
        : `${words.googleSays(failure.google)} (HTTP ${failure.http})`;
  switch (failure.kind) {
    case 'later':
      return at('answer', 'slow-down', google);
    case 'unknown':
      return at('answer', failure.code === 'unreadable' ? 'unreadable' : 'no-answer', google);
    case 'refused':
      return at('organisation', 'bad-customer', google);
    // Its link says it better than Google's sentence around the same link.
    case 'stop':
      return at(
        STOPPED_AT[failure.code] ?? 'token',
        failure.code,
        failure.code === 'api-off' ? '' : google,
        failure.link,
      );
  }
}
/** All others are about signing in. */
const STOPPED_AT: Partial<Record<StopCode, Fault['at']>> = {
  'api-off': 'api',
  scope: 'permissions',
  'not-admin': 'role',
  'quota-day': 'quota',
};

type Step = (id: SetupStepId, state: SetupStep['state'], told?: string, wrong?: Problem | null) => SetupStep;
type Tell = (code: ProblemCode, detail?: string, link?: string | null) => Problem;
type Checking = {
  readonly deps: SetupPorts;
  readonly missing: readonly string[];
  readonly words: Words;
  readonly step: Step;
  readonly tell: Tell;
};

function backgroundStep({ deps, missing, words, step, tell }: Checking): SetupStep {
  const { triggers, store } = deps;
  if (triggers === null) return step('background', 'note', '', tell('not-built-in'));
  if (missing.some(scope => scope.endsWith('script.scriptapp'))) return step('background', 'unchecked');
  try {
    const job = loadRecord(store);
    const waits =
      job !== null && !hasEnded(job) && job.by === deps.who && job.status !== 'paused' && isWanted(store, job);
    if (waits && !triggers.isSet('often') && !triggers.isSet('hourly'))
      return step('background', 'failed', '', tell('no-trigger'));
  } catch (error) {
    return step('background', 'failed', '', thrownProblem(error, words, tell));
  }
  return step('background', 'ok');
}

function sheetStep(checking: Checking): SetupStep {
  const { missing, words, step, tell } = checking;
  if (missing.some(scope => scope.endsWith('spreadsheets.currentonly'))) return step('sheet', 'unchecked');
  try {
    return readSheets(checking);
  } catch (error) {
    return step('sheet', 'failed', '', thrownProblem(error, words, tell));
  }
}

function readSheets({ deps, words, step, tell }: Checking): SetupStep {
  const { setup, notices } = words;
  const sheet = deps.accounts.read();
  if (sheet === null) return step('sheet', 'note', '', tell('no-sheet'));
  const addresses = new Set(
    sheet.rows.map(row => readAddress(row.email)).flatMap(read => (read.ok ? [read.address] : [])),
  );
  const domains = [...new Set([...addresses].map(domainOf))];
  const told = setup.accounts(
    addresses.size,
    domains.slice(0, SHOWN_DOMAINS),
    Math.max(0, domains.length - SHOWN_DOMAINS),
  );
  if (sheet.missing.includes('email')) return step('sheet', 'failed', told, tell('no-email-column'));
  if (sheet.missing.length > 0)
    return step(
      'sheet',
      'failed',
      told,
      tell(
        'missing-columns',
        notices.missingColumns(sheet.missing.map(key => stored.newest(words.tag).accountHeaders[key]).join(', ')),
      ),
    );
  const log = deps.activity.read();
  const lost = log === null ? [] : lostColumns(log);
  if (lost.length > 0)
    return step(
      'sheet',
      'failed',
      told,
      tell(
        'activity-columns',
        notices.missingColumns(lost.map(key => stored.newest(words.tag).activityHeaders[key]).join(', ')),
      ),
    );
  return step('sheet', 'ok', told);
}

/** For somebody who is asked for help: no address of anybody is in it, and no link that lets somebody in. */
function textOf(steps: readonly SetupStep[], kind: Installation, now: number, { setup }: Words): string {
  const linkOf = ({ id, problem: wrong }: SetupStep): string => (id === 'permissions' ? '' : (wrong?.link?.url ?? ''));
  const lines = steps
    .map(step => [step, linkOf(step)] as const)
    .map(([{ title, state, told, problem: wrong }, link]) =>
      `[${setup.states[state]}] ${title}: ${[told, ...(wrong === null ? [] : [wrong.title, wrong.advice, link])].filter(text => text !== '').join(' ')}`.replace(
        /: $/,
        '',
      ),
    );
  const about = [
    `${setup.title}, ${new Date(now).toISOString().slice(0, 16)}Z`,
    setup.installation[kind],
    setup.version(VERSION),
  ];
  const text = [...about, '', ...lines].join('\n');
  return withoutAddresses(text, setup.someAddress);
}
