// The thread of one execution: loads the script, runs one function, and waits, blocked, for the answer to each call.
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { loadScript } from './platform/load';
import { encode, ownOf, type Reply } from './platform/wire';
import type { ThreadCall, ThreadData } from './platform/worker';

const { dist, functionName, argsJson, trigger, port, answers, clockOffset } = workerData as ThreadData;
const tell = (message: ThreadCall): void => {
  port.postMessage(message);
};

function call(op: string, args: readonly unknown[]): Reply {
  const seen = Atomics.load(answers, 0);
  port.postMessage([op, encode(ownOf(args))]);
  Atomics.wait(answers, 0, seen);
  return (receiveMessageOnPort(port) as { readonly message: Reply }).message;
}

function outcome(): string {
  try {
    const invoke = loadScript(dist, { call, now: () => Date.now() + (clockOffset[0] ?? 0) });
    tell(null);
    return invoke(functionName, argsJson, trigger);
  } catch (error) {
    const { name = 'Error', message = String(error), stack = '' } = error as Partial<Error>;
    return JSON.stringify({ error: { name, message, stack } });
  }
}

parentPort?.postMessage(outcome());
