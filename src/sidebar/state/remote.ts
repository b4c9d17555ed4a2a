// google.script.run as promises of Rpc. A call that fails on the way is answered too, as a problem in plain words:
// nothing here rejects.
import type { Answer, Remote, Rpc } from '../../core/contract/rpc';
import { problemOf } from './faults';

/** The part of google.script.run in use; each setter answers with a new runner, so that calls do not share handlers. */
export type Runner = {
  readonly withSuccessHandler: (handler: (value: unknown) => void) => Runner;
  readonly withFailureHandler: (handler: (error: unknown) => void) => Runner;
};

/** Apps Script turns a return value that it cannot carry into null, without a word. */
const isAnswer = (value: unknown): boolean => typeof value === 'object' && value !== null && 'ok' in value;

export function createRemote(find: () => Runner): Remote {
  const call =
    <K extends keyof Rpc>(name: K) =>
    (...args: Parameters<Rpc[K]>): Promise<ReturnType<Rpc[K]>> =>
      new Promise(resolve => {
        const settle = (answer: Answer<never>): void => resolve(answer as ReturnType<Rpc[K]>);
        const fail = (error: unknown): void => settle({ ok: false, problem: problemOf(error) });
        try {
          const runner = find()
            .withSuccessHandler(value => (isAnswer(value) ? resolve(value as ReturnType<Rpc[K]>) : fail(value)))
            .withFailureHandler(fail) as unknown as Record<K, (...sent: Parameters<Rpc[K]>) => void>;
          runner[name](...args);
        } catch (error) {
          fail(error);
        }
      });
  // Whatever function is asked for: the compiler holds its name to the contract.
  return new Proxy({} as Remote, { get: (_nothing, name) => call(name as keyof Rpc) });
}
