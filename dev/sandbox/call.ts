// The one way out of an execution: a synchronous call of the host.
import type { OpName, Ops } from '../platform/ops';
import { copyOf, decode, isBlock, ownOf, REPLY, type Reply } from '../platform/wire';

/** Put into the context by the transport; taken away before the script's own files are loaded. */
type Ports = {
  __call?: (op: string, args: readonly unknown[]) => Reply;
  __now?: () => number;
  __random?: (() => number) | undefined;
};

const ports = globalThis as unknown as Ports;
const { __call: send, __now: clock, __random: random } = ports;
delete ports.__call;
delete ports.__now;
delete ports.__random;
if (random !== undefined) Math.random = random;

export const now = (): number => clock?.() ?? 0;

export function exception(message: string, name = 'Exception'): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

export function call<K extends OpName>(op: K, ...args: Parameters<Ops[K]>): ReturnType<Ops[K]> {
  const reply = send?.(op, args) ?? REPLY.killed;
  if (typeof reply !== 'string') return (isBlock(reply) ? copyOf(reply) : ownOf(reply.value)) as ReturnType<Ops[K]>;
  const letter = reply.charAt(0);
  if (letter === REPLY.value) return decode(reply.slice(1)) as ReturnType<Ops[K]>;
  // Catching this gets a script no further: every later call is answered the same.
  if (letter === REPLY.killed) throw exception('The execution has been ended.');
  const { name, message } = JSON.parse(reply.slice(1)) as { readonly name: string; readonly message: string };
  throw exception(message, name);
}

/** Refuses arguments that Google would not find a method for. */
export function refuse(method: string, given: readonly unknown[]): never {
  const kind = (value: unknown): string =>
    value === null || value === undefined
      ? 'null'
      : Array.isArray(value)
        ? 'number[]'
        : value instanceof Date
          ? 'Date'
          : value.constructor === Object
            ? '(class)'
            : typeof value === 'string'
              ? 'String'
              : typeof value === 'number'
                ? 'number'
                : typeof value;
  throw exception(`The parameters (${given.map(kind).join(',')}) don't match the method signature for ${method}.`);
}

/** A whole number, as Google's signatures demand. */
export function integer(method: string, value: unknown): number {
  if (typeof value !== 'number' || Number.isNaN(value)) refuse(method, [value]);
  return Math.trunc(value);
}
