// Keeps what the services share, so that many runs can begin from one prepared moment.
import type { State } from './run';

/** Returns what brings it back to how it is now; `copy` parts the values of before from those of later. */
function kept<K, V>(map: Map<K, V>, copy: (value: V) => V): () => void {
  const was = [...map].map(([key, value]) => [key, copy(value)] as const);
  return () => {
    map.clear();
    for (const [key, value] of was) map.set(key, copy(value));
  };
}

export function saveState(state: State): () => void {
  const triggers = [...state.triggers];
  const limits = { ...state.limits };
  const trouble = { ...state.trouble };
  const maps = [
    kept(state.properties, store => new Map(store)),
    kept(state.cache, store => new Map(store)),
    kept(state.menus, menus => [...menus]),
    kept(state.fetched, day => ({ ...day })),
  ];
  return () => {
    for (const restore of maps) restore();
    state.triggers.splice(0, state.triggers.length, ...triggers);
    state.locks.clear();
    Object.assign(state.limits, limits);
    Object.assign(state.trouble, trouble);
  };
}
