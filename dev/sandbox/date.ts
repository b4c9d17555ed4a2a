// Date as the host's clock shows it, so that "7 days later" holds inside an execution too.
import { now } from './call';

const Real = Date;

/** No proxy: a script makes a date for each cell that has one. */
function HostDate(...given: unknown[]): Date | string {
  if ((new.target as unknown) === undefined) return new Real(now()).toString();
  const args = given.length === 0 ? [now()] : given;
  return new.target === HostDate && args.length === 1
    ? new Real(args[0] as number)
    : (Reflect.construct(Real, args, new.target === HostDate ? Real : new.target) as Date);
}

export const hostDate = Object.defineProperties(HostDate, {
  ...Object.getOwnPropertyDescriptors(Real),
  now: { value: now, writable: true, configurable: true, enumerable: false },
}) as unknown as DateConstructor;
