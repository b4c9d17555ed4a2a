// What every request works with: the ports, the words of the person who asks, the way to refuse, and the sheet's lock.
import { domainOf } from './accounts/address';
import type { ProblemCode } from './contract/codes';
import type { Answer } from './contract/rpc';
import { MY_CUSTOMER } from './google/user-invitations';
import type { Deps } from './ports';
import type { Words } from './words';
import { refuse } from './words/problem';

export type Context = {
  readonly ports: Deps;
  readonly words: Words;
  /** The answer that tells a person of this problem; `detail` is added to the advice. */
  readonly refuse: (code: ProblemCode, detail?: string) => Answer<never>;
  /**
   * Runs `work` alone in this sheet, or answers `busy` after `waitMs` milliseconds. The lock goes with the execution
   * even if that is killed.
   */
  readonly alone: <T>(work: () => Answer<T>, waitMs?: number) => Answer<T>;
};

/** Two requests of one page may meet: so long one waits for the other. Milliseconds. */
const SHORT_WAIT_MS = 2_000;

export function makeContext(ports: Deps, words: Words): Context {
  const no: Context['refuse'] = (code, detail) => refuse(code, words, detail);
  return {
    ports,
    words,
    refuse: no,
    alone: (work, waitMs = SHORT_WAIT_MS) => {
      if (!ports.lock.take(waitMs)) return no('busy');
      try {
        return work();
      } finally {
        leave(ports);
      }
    },
  };
}

/** What an execution that holds the lock does last. */
export function leave(ports: Deps): void {
  ports.quota.keep();
  ports.flush();
  ports.lock.release();
}

/** What the admin would call the organisation: its domain, or its customer id. */
export const organisationOf = ({ who, actsFor }: Pick<Deps, 'who' | 'actsFor'>, customer: string): string =>
  customer === MY_CUSTOMER ? domainOf(actsFor ?? who) : customer;
