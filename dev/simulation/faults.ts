// What can go wrong at a service call, and what is done to the calls of a run: faults, edits, other people's requests.
import { addFault, clearFaults, type FaultRule } from '../emulator/index';
import { kindOf, type OpKind, type OpName, refusal } from '../platform';
import { Killed } from '../rig';
import type { Office } from './office';

/** Each at one call: the execution ends before or after the call had its effect, or the call throws before or after. */
const ANYWHERE = ['kill-before', 'kill-after', 'throw-before', 'throw-after'] as const;
/** All requests of a fetchAll: it throws after Google acted; every reply is a 500 although Google acted. */
const REPLIES = ['replies-lost', 'replies-500'] as const;
/** Further bad replies, for the random runs. */
const WORSE = [
  'lost-before',
  '500-before',
  '503-after',
  '429',
  '429-wait',
  'html-after',
  'empty-after',
  'truncated-after',
  'unfinished-after',
  'failed-after',
  '401',
  'one-lost-after',
  'some-500-after',
  'slow',
] as const;

export type FaultKind = (typeof ANYWHERE)[number] | (typeof REPLIES)[number] | (typeof WORSE)[number];
export type Strike = { readonly call: number; readonly kind: FaultKind };

const RULES: Readonly<Record<(typeof REPLIES)[number] | (typeof WORSE)[number], FaultRule>> = {
  'replies-lost': { kind: 'lost', when: 'after' },
  'replies-500': { kind: '500', when: 'after' },
  'lost-before': { kind: 'lost', when: 'before' },
  '500-before': { kind: '500', when: 'before' },
  '503-after': { kind: '503', when: 'after', retryAfter: 30 },
  '429': { kind: '429' },
  '429-wait': { kind: '429', retryAfter: 40 },
  'html-after': { kind: 'html', when: 'after' },
  'empty-after': { kind: 'empty', when: 'after' },
  'truncated-after': { kind: 'truncated', when: 'after' },
  'unfinished-after': { kind: 'operation-not-done', when: 'after' },
  'failed-after': { kind: 'operation-error', code: 13, when: 'after' },
  '401': { kind: '401' },
  'one-lost-after': { kind: 'lost', when: 'after', limit: 1 },
  'some-500-after': { kind: '500', when: 'after', match: { every: 2 } },
  slow: { kind: 'slow', ms: 45_000 },
};
const isRule = (kind: FaultKind): kind is keyof typeof RULES => kind in RULES;

/** Calls that change nothing and let nothing take effect: before and after are the same there. */
const WITHOUT_EFFECT: readonly OpKind[] = ['lookup', 'auth', 'utility'];
export const hasEffect = (op: OpName): boolean => !WITHOUT_EFFECT.includes(kindOf(op));
/** Every kind of fault that the campaign tries at a call. */
export const faultsAt = (op: OpName): readonly FaultKind[] =>
  kindOf(op) === 'fetch' ? [...ANYWHERE, ...REPLIES] : ANYWHERE;
export const anyFaultAt = (op: OpName): readonly FaultKind[] =>
  kindOf(op) === 'fetch' ? [...ANYWHERE, ...REPLIES, ...WORSE] : ANYWHERE;
export const isAfter = (kind: FaultKind): boolean => kind === 'kill-after' || kind === 'throw-after';

/** Something that somebody does while call number `call` is under way, just after it had its effect. */
export type Meanwhile = { readonly call: number; readonly act: () => void };

/**
 * Strikes and other people's doings at the calls from now on, counted from 1. Each happens once; calls of what they do
 * themselves do not count.
 */
export class Calls {
  struck = 0;
  private readonly office: Office;
  private count = 0;
  private inside = false;
  private armed: FaultKind | null = null;

  constructor(
    office: Office,
    strikes: readonly Strike[],
    meanwhile: readonly Meanwhile[] = [],
    seen: (op: OpName, execution: number) => void = () => undefined,
  ) {
    this.office = office;
    const byCall = new Map(strikes.map(strike => [strike.call, strike.kind]));
    office.rig.before = (op, _n, { id }) => {
      if (this.inside) return;
      this.count++;
      seen(op, id);
      this.armed = byCall.get(this.count) ?? null;
      if (this.armed !== null) this.strike(op, this.armed);
    };
    office.rig.after = op => {
      if (this.inside) return;
      const kind = this.armed;
      const here = meanwhile.filter(({ call }) => call === this.count);
      if (here.length > 0) {
        this.inside = true;
        for (const { act } of here) act();
        this.inside = false;
      }
      if (kind === null) return;
      clearFaults(office.rig.world);
      if (isAfter(kind)) throw this.fault(op, kind);
    };
  }

  /** Nothing more happens. */
  over(): void {
    this.office.rig.uncrash();
    clearFaults(this.office.rig.world);
  }

  private strike(op: OpName, kind: FaultKind): void {
    this.struck++;
    this.office.note(`FAULT ${kind} at call ${this.count}, ${op}`);
    if (isRule(kind)) addFault(this.office.rig.world, RULES[kind]);
    else if (!isAfter(kind)) throw this.fault(op, kind);
  }

  private fault(op: OpName, kind: FaultKind): Error {
    if (kind.startsWith('kill')) return new Killed(`Killed at call ${this.count}`);
    return kindOf(op) === 'fetch'
      ? refusal('url-unreachable', { url: 'https://cloudidentity.googleapis.com/' })
      : refusal('service-error', { service: op.slice(0, op.indexOf('.')) });
  }
}
