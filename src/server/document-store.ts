// The document's properties, all read at once: a read costs 50 to 100 ms however much it brings.
import type { Store } from '../core/ports';

/** `forget`: the next `get` reads again. */
export type DocumentStore = Store & { readonly forget: () => void };

export function documentStore(properties: GoogleAppsScript.Properties.Properties): DocumentStore {
  let known: Record<string, string> | null = null;
  const forget = (): void => { known = null; };
  /** Of a change that fails nobody knows whether it was made. */
  function change(work: () => void): void {
    try { work(); } catch (error) { forget(); throw error; }
  }
  return {
    forget,
    get: key => (known ??= properties.getProperties())[key] ?? null,
    fresh: key => properties.getProperty(key),
    set: (key, value) => { change(() => { properties.setProperty(key, value); if (known !== null) known[key] = value; }); },
    remove: key => { change(() => { properties.deleteProperty(key); if (known !== null) known = Object.fromEntries(Object.entries(known).filter(([name]) => name !== key)); }); },
  };
}
