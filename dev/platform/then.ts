// Goes on at once where a value is there, and later where it is promised: the same service code serves both transports.
import type { MaybePromise } from './host-types';

export const then = <A, B>(value: MaybePromise<A>, next: (value: A) => MaybePromise<B>): MaybePromise<B> =>
  value instanceof Promise ? value.then(next) : next(value);
