// Makes a stand-in refuse loudly what it does not have.
import { exception } from './call';

/** What the language itself looks for on any object. */
const INNATE = new Set(['then', 'toJSON', 'constructor', 'prototype', 'nodeType', 'asymmetricMatch', 'inspect']);

export function strict<F extends object>(name: string, facade: F): F {
  return new Proxy(facade, {
    get(target, property, receiver): unknown {
      if (property in target) return Reflect.get(target, property, receiver);
      if (typeof property === 'symbol' || INNATE.has(property)) return undefined;
      throw exception(`not implemented in the workbench: ${name}.${property}`, 'NotImplemented');
    },
    set(target, property, value): boolean {
      if (property in target) return Reflect.set(target, property, value);
      throw exception(`${name}.${String(property)} cannot be set.`, 'TypeError');
    },
  });
}
