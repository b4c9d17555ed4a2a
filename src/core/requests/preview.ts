// From "Send invitations" to a queued job: exactly whom it would concern, and the one confirmation that starts just
// that.
import { canonical } from '../accounts/address';
import { organisationOf, type Context } from '../context';
import { answer } from '../contract/answer';
import type { ProblemCode, SkipCode } from '../contract/codes';
import { KINDS } from '../contract/kinds';
import type { Action, Answer, JobView, PlanOptions, PlanSource, PlanView } from '../contract/rpc';
import { DAY } from '../contract/time';
import { mustBeAsked } from '../jobs/again';
import { beginJob } from '../jobs/begin-job';
import { viewOf } from '../jobs/job-view';
import { passOver } from '../jobs/other-copy';
import { MARKS, NO_OPTIONS, planIdOf, statesOf, type Skip } from '../jobs/plan';
import { EMPTY_PLAN } from '../jobs/plan-sources';
import { kindOf, otherJob, planNow, type Planned, type Wanted } from '../jobs/start-job';
import { sweepRequests } from '../jobs/sweep';
import { placesKey, rowsIn } from '../sheets/columns';

/** In the person's own properties: when they first confirmed a sending, below what they had to know of it. */
const WARNED = 'warned.firstSending';

const CHANGES: readonly string[] = ['rows-moved', 'plan-changed'] satisfies ProblemCode[];
const SHOWN = 5;

export function previewRequests(context: Context) {
  const { ports, words, refuse, alone } = context;
  const { clock, settings, quota: fetches, actsFor, userStore } = ports;
  /** Whose accounts, and in whose name: a plan for others is another plan. */
  const askedFor = (): string => [settings().customer, actsFor ?? ''].join(' ').trim();
  const idOf = ({ action, options, source }: Wanted, addresses: readonly string[]): string =>
    planIdOf({ action, options, addresses, customer: askedFor(), source });

  /** Where rows seem to move, or a plan to change, it may be formulas that give other addresses at each look. */
  function explained(refused: Answer<never>): Answer<never> {
    if (refused.ok || !CHANGES.includes(refused.problem.code)) return refused;
    const rows = ports.accounts.formulas();
    return rows.length === 0
      ? refused
      : refuse('email-formulas', words.notices.invalidRows(rows.slice(0, SHOWN).join(', ')));
  }

  function preview(action: Action, options: PlanOptions = NO_OPTIONS, source: PlanSource = MARKS): Answer<PlanView> {
    const other = otherJob(context);
    if (other !== null) return other;
    const wanted = { action, options, source };
    const planned = planNow(context, wanted);
    if (!('plan' in planned)) return explained(planned);
    const { addresses, again, skipped } = planned.plan;
    const { customer, recentDays, typeAbove } = settings();
    const groups = new Map<string, { code: SkipCode; reason: string; addresses: string[] }>();
    for (const skip of skipped) {
      const reason = reasonOf(skip, source);
      const group = groups.get(`${skip.code} ${reason}`) ?? { code: skip.code, reason, addresses: [] };
      groups.set(`${skip.code} ${reason}`, group);
      group.addresses.push(skip.shown);
    }
    return answer({
      planId: idOf(wanted, addresses),
      action,
      source,
      by: ports.signature,
      organisation: organisationOf(ports, customer),
      addresses,
      again,
      options,
      recentDays,
      mustType: addresses.length > typeAbove,
      skipped: [...groups.values()],
      fetches: { needed: requestsFor(planned, wanted), left: fetches.left(), limit: fetches.limit() },
      warnings: warningsOf(planned, wanted),
    });
  }

  function reasonOf({ code, never }: Skip, source: PlanSource): string {
    if (never !== undefined) return words.neverList(never.reason, never.by);
    if (code === 'often' && source.from === 'reminders') return words.mailedTimes(source.most);
    if (code === 'again') return words.invitedBefore(settings().recentDays);
    if (code !== 'recent') return words.skipped[code];
    return words.mailedLately(source.from === 'reminders' ? source.days : settings().recentDays);
  }

  /** The first invitations that this person sends with the add-on. */
  const isFirst = ({ action, source }: Wanted): boolean =>
    KINDS[action].mails && source.from === 'marks' && userStore.get(WARNED) === null;

  /** How many of them have left, as a comparison has written beside their accounts. */
  function haveLeft(addresses: readonly string[]): number {
    if (ports.store.get(placesKey('people')) === null) return 0;
    const chosen = new Set(addresses);
    return rowsIn(ports.people).filter(({ email, employment }) => employment === 'left' && chosen.has(canonical(email)))
      .length;
  }

  /**
   * Requests that the job makes where nothing fails. Whoever is mailed again is asked about and looked at first. What a
   * cancelled invitation has become Google tells in its answer.
   */
  function requestsFor({ plan: { addresses, lookFirst }, rows }: Planned, wanted: Wanted): number {
    const kind = kindOf(wanted);
    if (!KINDS[kind].mails) return addresses.length;
    const states = statesOf(rows);
    const asked = addresses.filter(address => mustBeAsked(kind, states.get(address)?.state ?? null)).length;
    const known = addresses.filter(address => states.has(address)).length - asked;
    const unknown = addresses.length - asked - known;
    const sweeping = sweepRequests(ports.store, clock.now(), known, unknown);
    return addresses.length + 2 * asked + lookFirst.size + sweeping;
  }

  /** Sentences worth reading before a confirmation. */
  function warningsOf(planned: Planned, wanted: Wanted): string[] {
    const { plan, refreshedAt, reminded } = planned;
    const { action } = wanted;
    const { warnings } = words;
    const { recentDays, only } = settings();
    const count = requestsFor(planned, wanted);
    const gone = KINDS[action].mails ? haveLeft(plan.addresses) : 0;
    const left = fetches.left();
    const days = refreshedAt === null ? 0 : Math.floor((clock.now() - refreshedAt) / DAY);
    const said: readonly (readonly [boolean, () => string])[] = [
      [isFirst(wanted), () => warnings.firstSending],
      [only !== null, () => warnings.testMode],
      [reminded, () => warnings.reminded],
      [count > left, () => warnings.fetches(action, count, left)],
      [refreshedAt === null, () => warnings.neverRefreshed],
      [days >= 1, () => warnings.refreshedDaysAgo(days)],
      [plan.recent > 0, () => warnings.again(plan.recent, recentDays)],
      [plan.lookFirst.size > 0, () => warnings.unclear(plan.lookFirst.size)],
      [plan.notListed > 0, () => warnings.notListed(plan.notListed, action)],
      [gone > 0, () => warnings.haveLeft(gone)],
    ];
    return said.flatMap(([holds, tell]) => (holds ? [tell()] : []));
  }

  /**
   * `typed`: the number of recipients as the admin typed it, for those who would confirm hundreds as quickly as one.
   * `goOn`: works on it at once, for as long as a slice lasts; else it is only queued.
   */
  function start(
    action: Action,
    options: PlanOptions,
    planId: string,
    typed: number | null = null,
    source: PlanSource = MARKS,
    goOn = false,
  ): Answer<JobView> {
    return alone(() => {
      const other = otherJob(context);
      if (other !== null) return other;
      const wanted = { action, options, source };
      const planned = planNow(context, wanted);
      if (!('plan' in planned)) return explained(planned);
      const { addresses, lookFirst } = planned.plan;
      if (idOf(wanted, addresses) !== planId) return explained(refuse('plan-changed'));
      if (addresses.length === 0) return refuse(EMPTY_PLAN[source.from]);
      if (addresses.length > settings().typeAbove && typed !== addresses.length) return refuse('number-differs');
      const { hasLog, rows, copy } = planned;
      if (copy !== null) passOver(ports.store, copy);
      // Whoever confirms a sending has seen what stands above it.
      if (isFirst(wanted)) userStore.set(WARNED, String(clock.now()));
      const begun = beginJob(context, { kind: kindOf(wanted), addresses, lookFirst, rows, hasLog }, goOn);
      return begun.ok ? answer(viewOf(context, begun.value)) : begun;
    });
  }

  return { preview, start };
}
