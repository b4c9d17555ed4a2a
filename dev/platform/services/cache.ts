// CacheService: strings that may be gone at any time, and are gone after their seconds.
import type { Scope } from '../ops';
import { refusal } from '../rules';
import type { HandlersOf, Run } from '../run';
import { storeKey } from './properties';

const KEY_CHARS = 250;
const VALUE_BYTES = 100 * 1024;
const ITEMS = 1000;
const MAX_SECONDS = 21_600;

type Store = Map<string, { readonly value: string; readonly until: number }>;

function store({ state, execution }: Run, scope: Scope): Store {
  const key = storeKey(scope, execution.user.email);
  const found: Store = state.cache.get(key) ?? (new Map() as Store);
  state.cache.set(key, found);
  return found;
}

export const cache: HandlersOf<'Cache'> = {
  'Cache.getAll': (run, scope, keys) => {
    const now = run.state.clock.now();
    const found = store(run, scope);
    const values: Record<string, string> = {};
    for (const key of keys) {
      const item = found.get(key);
      if (item !== undefined && item.until > now) values[key] = item.value;
    }
    return values;
  },
  'Cache.putAll': (run, scope, values, seconds) => {
    const kept = store(run, scope);
    for (const [key, value] of Object.entries(values)) {
      if (key.length > KEY_CHARS) throw refusal('cache-key');
      if (Buffer.byteLength(value) > VALUE_BYTES) throw refusal('cache-value');
      kept.delete(key);
      kept.set(key, { value, until: run.state.clock.now() + Math.min(seconds, MAX_SECONDS) * 1000 });
    }
    // Above a thousand items Google drops the oldest tenth.
    if (kept.size > ITEMS) for (const key of [...kept.keys()].slice(0, kept.size - ITEMS * 0.9)) kept.delete(key);
    return null;
  },
  'Cache.removeAll': (run, scope, keys) => {
    for (const key of keys) store(run, scope).delete(key);
    return null;
  },
};
