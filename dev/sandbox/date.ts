// Date as the host's clock shows it, so that "7 days later" holds inside an execution too.
import { now } from './call';

const Real = Date;

export const hostDate: DateConstructor = new Proxy(Real, {
  construct: (target, given: ConstructorParameters<DateConstructor> | [], newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as Date,
  apply: () => new Real(now()).toString(),
  get: (target, property): unknown => (property === 'now' ? now : Reflect.get(target, property)),
});
