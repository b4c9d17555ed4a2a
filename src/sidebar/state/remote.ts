// google.script.run as promises of Rpc. A call that fails on the way is answered too, as a problem in plain words:
// nothing here rejects.
import type { Answer, Remote, Rpc } from '../../core/contract/rpc';
import { isMissing, problemOf } from './call-failures';

/** The part of google.script.run in use; each setter answers with a new runner, so that calls do not share handlers. */
export type Runner = {
  readonly withSuccessHandler: (handler: (value: unknown) => void) => Runner;
  readonly withFailureHandler: (handler: (error: unknown) => void) => Runner;
};

/** Apps Script turns a return value that it cannot carry into null, without a word. */
const isAnswer = (value: unknown): value is Answer<never> =>
  typeof value === 'object' && value !== null && 'ok' in value;
/** A server that tells no version is not known to be another. */
const isOfThisVersion = ({ version = VERSION }: Answer<never>): boolean => version === VERSION;

/**
 * `outdated` is called once, when the server turns out to be of another version than this page, or without a function
 * that this page calls. From then on nothing more is asked of it, and no answer comes to anybody, of calls under way
 * neither: what it says may mean something else by now.
 */
export function createRemote(find: () => Runner, outdated: () => void): Remote {
  let over = false;
  const end = (): void => {
    if (!over) outdated();
    over = true;
  };
  const call =
    <K extends keyof Rpc>(name: K) =>
    (...args: Parameters<Rpc[K]>): Promise<ReturnType<Rpc[K]>> =>
      new Promise(resolve => {
        if (over) return;
        const settle = (answer: Answer<never>): void => {
          if (!isOfThisVersion(answer)) end();
          if (!over) resolve(answer as ReturnType<Rpc[K]>);
        };
        const fail = (error: unknown): void => {
          if (isMissing(name, error)) end();
          else settle({ ok: false, problem: problemOf(error) });
        };
        try {
          const runner = find()
            .withSuccessHandler(value => (isAnswer(value) ? settle(value) : fail(value)))
            .withFailureHandler(fail) as unknown as Record<K, (...sent: Parameters<Rpc[K]>) => void>;
          runner[name](...args);
        } catch (error) {
          fail(error);
        }
      });
  // Whatever function is asked for: the compiler holds its name to the contract.
  return new Proxy({} as Remote, { get: (_nothing, name) => call(name as keyof Rpc) });
}
