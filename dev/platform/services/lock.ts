// LockService: one execution at a time per document, user or script.
import type { MaybePromise } from '../host-types';
import type { Scope } from '../ops';
import { refusal } from '../rules';
import type { Execution, HandlersOf, LockState, Run, State } from '../run';
import { then } from '../then';
import { storeKey } from './properties';

const PIECE_MS = 50;

function lockOf({ state, execution }: Run, scope: Scope): LockState {
  const key = storeKey(scope, execution.user.email);
  const found = state.locks.get(key) ?? { holder: null, waiters: [] };
  state.locks.set(key, found);
  return found;
}

function acquire(run: Run, scope: Scope, ms: number): MaybePromise<boolean> {
  if (run.state.trouble.lockBusy) throw refusal('lock-busy');
  const lock = lockOf(run, scope);
  const {
    execution,
    state: { clock },
  } = run;
  lock.holder ??= execution;
  if (lock.holder === execution) return true;
  // On a virtual clock nobody else moves while this execution waits.
  if (clock.virtual) return then(clock.wait(ms), () => false);
  return new Promise(resolve => {
    const waiter = {
      execution,
      grant: () => {
        resolve(true);
      },
    };
    lock.waiters.push(waiter);
    const giveUp = async (): Promise<void> => {
      // In pieces, so that no long timer is left behind when the lock came sooner.
      for (let left = ms; left > 0 && lock.waiters.includes(waiter); left -= PIECE_MS)
        await clock.wait(Math.min(left, PIECE_MS));
      const place = lock.waiters.indexOf(waiter);
      if (place < 0) return;
      lock.waiters.splice(place, 1);
      resolve(false);
    };
    void giveUp();
  });
}

function pass(lock: LockState): void {
  const next = lock.waiters.shift();
  lock.holder = next?.execution ?? null;
  next?.grant();
}

/** At an execution's end its locks go to whoever waits. */
export function releaseAll(state: State, execution: Execution): void {
  for (const lock of state.locks.values()) {
    const others = lock.waiters.filter(waiter => waiter.execution !== execution);
    lock.waiters.splice(0, lock.waiters.length, ...others);
    if (lock.holder === execution) pass(lock);
  }
}

export const lock: HandlersOf<'Lock' | 'Document'> = {
  'Document.exists': ({ execution }) => execution.inDocument,
  'Lock.tryLock': acquire,
  'Lock.waitLock': (run, scope, ms) =>
    then(acquire(run, scope, ms), got => {
      if (!got) throw refusal('lock-timeout');
      return null;
    }),
  'Lock.releaseLock': (run, scope) => {
    if (run.state.trouble.lockBusy) throw refusal('lock-busy');
    const found = lockOf(run, scope);
    if (found.holder === run.execution) pass(found);
    return null;
  },
  'Lock.hasLock': (run, scope) => lockOf(run, scope).holder === run.execution,
};
