// Properties of the document, or of one person, all read at once: a read costs 50 to 100 ms however much it brings.
import type { Store } from '../core/ports';

export function propertyStore(open: () => GoogleAppsScript.Properties.Properties): Store {
  let known: Record<string, string> | null = null;
  const forget = (): void => {
    known = null;
  };
  /** Of a change that fails nobody knows whether it was made. */
  function change(work: () => void): void {
    try {
      work();
    } catch (error) {
      forget();
      throw error;
    }
  }
  return {
    forget,
    get: key => (known ??= open().getProperties())[key] ?? null,
    latest: key => open().getProperty(key),
    set: (key, value) => {
      change(() => {
        open().setProperty(key, value);
        if (known !== null) known[key] = value;
      });
    },
    setAll: values => {
      change(() => {
        open().setProperties({ ...values });
        if (known !== null) known = { ...known, ...values };
      });
    },
    remove: key => {
      change(() => {
        open().deleteProperty(key);
        if (known !== null) known = Object.fromEntries(Object.entries(known).filter(([name]) => name !== key));
      });
    },
  };
}
