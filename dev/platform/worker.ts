// Runs an execution in a thread of its own, as Google does: it blocks at each call while this thread answers, and can
// be ended at any point.
import { join } from 'node:path';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { carryArguments, type Outcome, ScriptError } from './carry';
import type { Host } from './host';
import type { User } from './host-types';
import { repository } from './load';
import type { OpName } from './ops';
import { ruleText } from './rules';
import type { AuthMode } from './shapes';

/** What the thread is started with. */
export type ThreadData = {
  readonly dist: string;
  readonly functionName: string;
  readonly argsJson: string;
  readonly trigger: AuthMode | null;
  readonly port: MessagePort;
  /** Grows by one with every answer. */
  readonly answers: Int32Array;
  /** How far the host's clock is from the machine's, in milliseconds. */
  readonly clockOffset: Float64Array;
};
/** Calls of the host; null says that the script's files have run. */
export type ThreadCall = readonly [op: OpName, argsJson: string] | null;

export type RunOptions = {
  readonly functionName: string;
  readonly args?: readonly unknown[];
  readonly user?: User;
  readonly authMode?: AuthMode;
  readonly inDocument?: boolean;
};
export type RunResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: { readonly name: string; readonly message: string; readonly stack: string } };

/** Called by the platform itself, with an event instead of arguments. */
const TRIGGERS = new Set(['onOpen', 'onInstall', 'onEdit']);

function failure(error: unknown): RunResult {
  if (error instanceof ScriptError)
    return { ok: false, error: { name: error.name, message: error.message, stack: error.scriptStack } };
  return {
    ok: false,
    error: {
      name: error instanceof Error ? error.name : 'Error',
      message: error instanceof Error ? error.message : String(error),
      stack: '',
    },
  };
}

/** Never rejects: what went wrong is in the result, as google.script.run's failure handler gets it. */
export function runInWorker(
  host: Host,
  { functionName, args = [], user = host.user(), authMode = 'FULL', inDocument = true }: RunOptions,
): Promise<RunResult> {
  let argsJson: string;
  try {
    argsJson = carryArguments(args);
  } catch (error) {
    return Promise.resolve(failure(error));
  }
  const execution = host.begin({ functionName, user, authMode, inDocument });
  const { port1: port, port2 } = new MessageChannel();
  const answers = new Int32Array(new SharedArrayBuffer(4));
  const clockOffset = new Float64Array(new SharedArrayBuffer(8));
  const setClock = (): void => {
    clockOffset[0] = host.options.clock.now() - Date.now();
  };
  setClock();
  const data: ThreadData = {
    dist: host.options.dist,
    functionName,
    argsJson,
    trigger: TRIGGERS.has(functionName) ? authMode : null,
    port: port2,
    answers,
    clockOffset,
  };
  const worker = new Worker(join(repository(), '.build', 'execution.cjs'), {
    workerData: data,
    transferList: [port2],
    name: functionName,
  });

  return new Promise(resolve => {
    const limit = setTimeout(() => {
      host.kill(execution.id, ruleText('time-limit'));
    }, host.limitMs);
    const finish = (result: RunResult): void => {
      clearTimeout(limit);
      port.close();
      void worker.terminate();
      resolve(result);
    };
    const end = (outcome: Outcome): void => {
      if (execution.status !== 'running') return;
      const thrown = 'error' in outcome ? outcome.error : null;
      host.end(
        execution,
        thrown === null ? 'done' : 'failed',
        thrown === null ? null : `${thrown.name}: ${thrown.message}`,
      );
      const { status, error } = execution.view;
      if (thrown !== null) finish(failure(new ScriptError(thrown)));
      // What was held back until the end may have failed there.
      else if (status === 'failed')
        finish(failure(new ScriptError({ name: 'Exception', message: (error ?? '').replace(/^Exception: /, '') })));
      else finish({ ok: true, value: 'value' in outcome ? outcome.value : null });
    };
    execution.terminate = () => {
      finish({ ok: false, error: { name: 'ScriptError', message: execution.error ?? 'Killed', stack: '' } });
    };

    port.on('message', (call: ThreadCall) => {
      if (call === null) {
        execution.loading = false;
        return;
      }
      void Promise.resolve(host.call(execution, call[0], call[1])).then(reply => {
        setClock();
        port.postMessage(reply);
        Atomics.add(answers, 0, 1);
        Atomics.notify(answers, 0);
      });
    });
    worker.on('message', (outcome: string) => {
      end(JSON.parse(outcome) as Outcome);
    });
    worker.on('error', error => {
      end({ error: { name: error.name, message: error.message, stack: error.stack ?? '' } });
    });
    worker.on('exit', () => {
      end({ error: { name: 'Error', message: 'The execution ended without an answer.', stack: '' } });
    });
  });
}
