// Asks Google, a batch at a time, and sorts the replies: a stale token is replaced once, and a 403 about one address is
// told from one about the admin.

import { isAskable } from '../accounts/address';
import type { ProblemCode } from '../contract/codes';
import type { Verb } from '../contract/kinds';
import type { Settings } from '../contract/settings';
import type { Clock } from '../contract/time';
import { thrownCode } from './errors';
import type { Call, Http, Reply } from './http';
import type { Eligibility } from './outcome';
import { NO_REPLY, type Look, type Outcome } from './outcome';
import { eligibilityOf, lookOf, outcomeOf, pageOf } from './reply';
import { actionCall, getCall, isInvitableCall, listCall } from './user-invitations';

/** What asking takes: the day's clock, the way to Google, and whose accounts, so many at once. */
export type Google = {
  readonly clock: Pick<Clock, 'now'>;
  readonly http: Http;
  readonly settings: () => Pick<Settings, 'customer' | 'atOnce'>;
};

/**
 * One outcome for each call. `halt`: what the platform itself refuses, so that nothing more can succeed until a person
 * acts.
 */
export type Asked<T> = { readonly outcomes: readonly T[]; readonly halt: ProblemCode | null };

type Sorted = { readonly kind: string; readonly code?: string };

/**
 * Asks once; those refused for a stale token are asked once more with a fresh one (a 401 was certainly not applied).
 */
export function ask<T extends Sorted>(
  deps: Google,
  calls: readonly Call[],
  sort: (reply: Reply | null, now: number) => T,
): Asked<T> {
  if (calls.length === 0) return { outcomes: [], halt: null };
  let halt: ProblemCode | null = null;
  const { atOnce } = deps.settings();
  const fetch = (some: readonly Call[], fresh: boolean): T[] => {
    if (some.length > atOnce) return [...fetch(some.slice(0, atOnce), fresh), ...fetch(some.slice(atOnce), fresh)];
    let replies: Reply[] = [];
    // No reply to any of them: each is settled by looking.
    try {
      replies = deps.http.fetchAll(some, fresh);
    } catch (error) {
      halt = thrownCode(error);
    }
    return some.map((_call, at) => sort(replies[at] ?? null, deps.clock.now()));
  };
  const first = fetch(calls, false);
  const stale = first.map((outcome, at) => (outcome.code === 'token' ? at : -1)).filter(at => at >= 0);
  if (stale.length === 0) return { outcomes: first, halt };
  const second = fetch(
    stale.map(at => calls[at]).filter(call => call !== undefined),
    true,
  );
  return { outcomes: first.map((outcome, at) => second[stale.indexOf(at)] ?? outcome), halt };
}

const NOT_ASKABLE = { kind: 'refused', code: 'invalid', http: 0, google: '' } as const;

/**
 * One request for each address. An address that no URL can hold is refused here: building its request would throw for
 * all the others, at every try.
 */
function askEach<T extends Sorted>(
  deps: Google,
  addresses: readonly string[],
  callOf: (customer: string, address: string) => Call,
  sort: (reply: Reply | null, now: number) => T,
): Asked<T | typeof NOT_ASKABLE> {
  const { customer } = deps.settings();
  const askable = addresses.filter(isAskable);
  const asked = ask(
    deps,
    askable.map(address => callOf(customer, address)),
    sort,
  );
  if (askable.length === addresses.length) return asked;
  let next = 0;
  return {
    ...asked,
    outcomes: addresses.map(address => (isAskable(address) ? asked.outcomes[next++] : null) ?? NOT_ASKABLE),
  };
}

const isDenied = (outcome: Sorted): boolean => outcome.kind === 'stop' && outcome.code === 'not-admin';

/**
 * Sends or cancels. A 403 is about the address alone when Google takes others of the batch, or says that this one
 * cannot be invited.
 */
export function askAction(deps: Google, addresses: readonly string[], verb: Verb): Asked<Outcome> {
  const asked = askEach<Outcome>(
    deps,
    addresses,
    (customer, address) => actionCall(customer, address, verb),
    outcomeOf,
  );
  const denied = addresses.filter((_address, at) => isDenied(asked.outcomes[at] ?? NO_REPLY));
  if (denied.length === 0) return asked;
  const mayManage = asked.outcomes.some(outcome => outcome.kind === 'done');
  const eligibility = mayManage ? [] : askInvitable(deps, denied).outcomes;
  const outcomes = asked.outcomes.map((outcome, at): Outcome => {
    const { http, google } = outcome;
    const alone =
      isDenied(outcome) && (mayManage || eligibility[denied.indexOf(addresses[at] ?? '')]?.kind === 'not-eligible');
    return alone ? { kind: 'refused', code: 'forbidden', http, google } : outcome;
  });
  return { ...asked, outcomes };
}

/**
 * Looks at accounts. To whom Google shows other accounts, a 403 says that this one is not there (Google's way not to
 * tell).
 */
export function askLooks(deps: Google, addresses: readonly string[]): Asked<Look> {
  const asked = askEach<Look>(deps, addresses, getCall, lookOf);
  if (!asked.outcomes.some(isDenied)) return asked;
  const mayRead = asked.outcomes.some(look => look.kind === 'found') || mayList(deps);
  return mayRead
    ? {
        ...asked,
        outcomes: asked.outcomes.map(
          (look): Look => (isDenied(look) ? { kind: 'absent', http: look.http, google: look.google } : look),
        ),
      }
    : asked;
}

function askInvitable(deps: Google, addresses: readonly string[]): Asked<Eligibility> {
  return askEach<Eligibility>(deps, addresses, isInvitableCall, (reply, now) =>
    reply === null ? NO_REPLY : eligibilityOf(reply, now),
  );
}

/** Asks whether accounts can be invited. To whom Google tells it of others, a 403 is about this address alone. */
export function askEligibility(deps: Google, addresses: readonly string[]): Asked<Eligibility> {
  const asked = askInvitable(deps, addresses);
  if (!asked.outcomes.some(isDenied)) return asked;
  const mayAsk = asked.outcomes.some(({ kind }) => kind === 'eligible' || kind === 'not-eligible') || mayList(deps);
  return mayAsk
    ? {
        ...asked,
        outcomes: asked.outcomes.map(
          (reply): Eligibility =>
            reply.kind === 'stop' && isDenied(reply)
              ? { kind: 'refused', code: 'forbidden', http: reply.http, google: reply.google }
              : reply,
        ),
      }
    : asked;
}

/** Whether Google answers this admin at all. */
export function mayList(deps: Google): boolean {
  const call = listCall(deps.settings().customer, { filter: null, orderBy: null, pageToken: null });
  return (
    ask(deps, [call], (reply, now) => ({ kind: reply !== null && pageOf(reply, now).ok ? 'yes' : 'no' })).outcomes[0]
      ?.kind === 'yes'
  );
}
