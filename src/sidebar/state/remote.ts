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
  return {
    overview: call('overview'),
    mark: call('mark'),
    preview: call('preview'),
    start: call('start'),
    pastJobs: call('pastJobs'),
    unanswered: call('unanswered'),
    schedule: call('schedule'),
    switchSchedule: call('switchSchedule'),
    refresh: call('refresh'),
    lookUp: call('lookUp'),
    previewCheck: call('previewCheck'),
    startCheck: call('startCheck'),
    checked: call('checked'),
    addToSheet: call('addToSheet'),
    advance: call('advance'),
    progress: call('progress'),
    pause: call('pause'),
    resume: call('resume'),
    stop: call('stop'),
    takeOver: call('takeOver'),
    background: call('background'),
    showActivity: call('showActivity'),
    summary: call('summary'),
    showSheet: call('showSheet'),
    speak: call('speak'),
    checkSetup: call('checkSetup'),
    previewArchive: call('previewArchive'),
    archive: call('archive'),
    settings: call('settings'),
    saveSettings: call('saveSettings'),
    signIn: call('signIn'),
    useSignIn: call('useSignIn'),
    removeKey: call('removeKey'),
  };
}
