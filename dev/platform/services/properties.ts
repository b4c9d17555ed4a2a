// PropertiesService: three stores of strings with Google's sizes.
import { PlatformError } from '../errors';
import type { Scope } from '../ops';
import { ruleText } from '../rules';
import type { HandlersOf, Run } from '../run';

const VALUE_BYTES = 9 * 1024;
const STORE_BYTES = 500 * 1024;

export const storeKey = (scope: Scope, email: string): string => (scope === 'user' ? `user:${email}` : scope);

function store({ state, execution }: Run, scope: Scope): Map<string, string> {
  const key = storeKey(scope, execution.user.email);
  const found = state.properties.get(key) ?? new Map<string, string>();
  state.properties.set(key, found);
  return found;
}

export const properties: HandlersOf<'Properties'> = {
  'Properties.getProperty': (run, scope, key) => store(run, scope).get(key) ?? null,
  'Properties.getProperties': (run, scope) => Object.fromEntries(store(run, scope)),
  'Properties.setProperties': (run, scope, values, deleteOthers) => {
    const kept = store(run, scope);
    const next = new Map([...(deleteOthers ? [] : kept), ...Object.entries(values)]);
    for (const value of Object.values(values))
      if (Buffer.byteLength(value) > VALUE_BYTES) throw new PlatformError(ruleText('property-value'));
    const bytes = [...next].reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
    if (bytes > STORE_BYTES) throw new PlatformError(ruleText('property-store'));
    kept.clear();
    for (const [key, value] of next) kept.set(key, value);
    return null;
  },
  'Properties.deleteProperty': (run, scope, key) => {
    store(run, scope).delete(key);
    return null;
  },
  'Properties.deleteAllProperties': (run, scope) => {
    store(run, scope).clear();
    return null;
  },
};
