// PropertiesService: three stores of strings with Google's sizes.
import type { Scope } from '../ops';
import { refusal } from '../rules';
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

/** Puts a store's next content in place; where a kill is to lose it, remembers how to take back what changed. */
function replace({ state, execution }: Run, kept: Map<string, string>, next: ReadonlyMap<string, string>): void {
  if (state.trouble.lastWriteLostAtKill) {
    const before = new Map(kept);
    execution.undoProperty = () => {
      for (const key of new Set([...before.keys(), ...next.keys()])) {
        const value = before.get(key);
        // What somebody else has written since stays.
        if (kept.get(key) !== next.get(key)) continue;
        if (value === undefined) kept.delete(key);
        else kept.set(key, value);
      }
    };
  }
  kept.clear();
  for (const [key, value] of next) kept.set(key, value);
}

export const properties: HandlersOf<'Properties'> = {
  'Properties.getProperty': (run, scope, key) => store(run, scope).get(key) ?? null,
  'Properties.getProperties': (run, scope) => Object.fromEntries(store(run, scope)),
  'Properties.setProperties': (run, scope, values, deleteOthers) => {
    const { refuseWrite, cutValuesAt } = run.state.trouble;
    const kept = store(run, scope);
    if (Object.keys(values).some(refuseWrite)) throw refusal('service-quota', { service: 'properties set' });
    const stored = Object.entries(values).map(([key, value]) => [key, value.slice(0, cutValuesAt)] as const);
    const next = new Map([...(deleteOthers ? [] : kept), ...stored]);
    for (const value of Object.values(values))
      if (Buffer.byteLength(value) > VALUE_BYTES) throw refusal('property-value');
    const bytes = [...next].reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
    if (bytes > STORE_BYTES) throw refusal('property-store');
    replace(run, kept, next);
    return null;
  },
  'Properties.deleteProperty': (run, scope, key) => {
    const kept = store(run, scope);
    replace(run, kept, new Map([...kept].filter(([other]) => other !== key)));
    return null;
  },
  'Properties.deleteAllProperties': (run, scope) => {
    replace(run, store(run, scope), new Map());
    return null;
  },
};
