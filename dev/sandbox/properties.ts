// PropertiesService and CacheService.
import type { Scope } from '../platform/ops';
import { call, refuse } from './call';
import { strict } from './strict';

type Google = GoogleAppsScript.Properties.Properties;

/** Stores hold text; Google writes other values out. */
const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

class PropertiesFacade
  implements
    Pick<
      Google,
      | 'getProperty'
      | 'getProperties'
      | 'getKeys'
      | 'setProperty'
      | 'setProperties'
      | 'deleteProperty'
      | 'deleteAllProperties'
    >
{
  private readonly store: Scope;
  constructor(store: Scope) {
    this.store = store;
  }

  getProperty(key: string): string | null {
    return call('Properties.getProperty', this.store, key);
  }
  getProperties(): Record<string, string> {
    return call('Properties.getProperties', this.store);
  }
  getKeys(): string[] {
    return Object.keys(this.getProperties());
  }

  setProperty(key: unknown, value: unknown): Google {
    if (typeof key !== 'string' || value === undefined || value === null)
      refuse('PropertiesService.Properties.setProperty', [key, value]);
    call('Properties.setProperties', this.store, { [key]: text(value) }, false);
    return this.self;
  }

  setProperties(values: Record<string, string>, deleteOthers = false): Google {
    call(
      'Properties.setProperties',
      this.store,
      Object.fromEntries(Object.entries<unknown>(values).map(([key, value]) => [key, text(value)])),
      deleteOthers,
    );
    return this.self;
  }

  deleteProperty(key: string): Google {
    call('Properties.deleteProperty', this.store, key);
    return this.self;
  }

  deleteAllProperties(): Google {
    call('Properties.deleteAllProperties', this.store);
    return this.self;
  }

  private get self(): Google {
    return this;
  }
}

const properties = (store: Scope): Google => strict('Properties', new PropertiesFacade(store));

export const propertiesService: GoogleAppsScript.Properties.PropertiesService = strict('PropertiesService', {
  // Google's type promises a store; outside a document there is none.
  getDocumentProperties: () => (call('Document.exists') ? properties('document') : null) as unknown as Google,
  getScriptProperties: () => properties('script'),
  getUserProperties: () => properties('user'),
});

type Cache = GoogleAppsScript.Cache.Cache;

class CacheFacade implements Pick<Cache, 'get' | 'getAll' | 'put' | 'putAll' | 'remove' | 'removeAll'> {
  private readonly store: Scope;
  constructor(store: Scope) {
    this.store = store;
  }

  get(key: string): string | null {
    return call('Cache.getAll', this.store, [key])[key] ?? null;
  }
  getAll(keys: string[]): Record<string, string> {
    return call('Cache.getAll', this.store, keys);
  }
  put(key: string, value: unknown, seconds = 600): void {
    call('Cache.putAll', this.store, { [key]: text(value) }, seconds);
  }
  putAll(values: Record<string, string>, seconds = 600): void {
    call('Cache.putAll', this.store, values, seconds);
  }
  remove(key: string): void {
    call('Cache.removeAll', this.store, [key]);
  }
  removeAll(keys: string[]): void {
    call('Cache.removeAll', this.store, keys);
  }
}

const cache = (store: Scope): Cache => strict('Cache', new CacheFacade(store));

export const cacheService: GoogleAppsScript.Cache.CacheService = strict('CacheService', {
  getDocumentCache: () => (call('Document.exists') ? cache('document') : null),
  getScriptCache: () => cache('script'),
  getUserCache: () => cache('user'),
});
