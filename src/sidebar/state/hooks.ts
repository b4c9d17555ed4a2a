// The hooks of the page: the store as state, and a ticking clock.
import { useEffect, useState } from 'preact/hooks';
import type { App } from './app';
import type { State } from './store';

export function useStore(app: App): State {
  const [state, set] = useState(app.get());
  useEffect(() => {
    set(app.get()); // what changed between the first drawing and now
    return app.subscribe(() => set(app.get()));
  }, [app]);
  return state;
}

/** The time, renewed every so many milliseconds. */
export function useNow(app: App, every: number): number {
  const [now, set] = useState(app.now());
  useEffect(() => {
    const timer = setInterval(() => set(app.now()), every);
    return () => clearInterval(timer);
  }, [app, every]);
  return now;
}
