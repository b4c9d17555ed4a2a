// ScriptApp and Session: who runs this, and with what right.
import type { AuthMode as AuthModeName, TriggerSpec } from '../platform/shapes';
import { call } from './call';
import { AuthMode, AuthorizationStatus, InstallationSource, nameOf, valueOf } from './enums';
import { strict } from './strict';

type App = GoogleAppsScript.Script.ScriptApp;
type Trigger = GoogleAppsScript.Script.Trigger;
type Clock = GoogleAppsScript.Script.ClockTriggerBuilder;

const makeTrigger = (id: string, spec: TriggerSpec): Trigger =>
  strict('Trigger', { getUniqueId: () => id, getHandlerFunction: () => spec.functionName }) as unknown as Trigger;
const idOf = (trigger: Trigger): string => trigger.getUniqueId();

function clockBuilder(functionName: string): Clock {
  let spec: TriggerSpec = { functionName, event: 'CLOCK', everyHours: null, everyMinutes: null, afterMs: null };
  const builder: Clock = strict('ClockTriggerBuilder', {
    everyHours: (everyHours: number) => {
      spec = { ...spec, everyHours };
      return builder;
    },
    everyMinutes: (everyMinutes: number) => {
      if (![1, 5, 10, 15, 30].includes(everyMinutes))
        throw new Error(`everyMinutes must be 1, 5, 10, 15 or 30, not ${everyMinutes}`);
      spec = { ...spec, everyMinutes };
      return builder;
    },
    after: (afterMs: number) => {
      spec = { ...spec, afterMs };
      return builder;
    },
    create: () => makeTrigger(call('ScriptApp.newTrigger', spec), spec),
  }) as unknown as Clock;
  return builder;
}

function authorizationInfo(mode: unknown, scopes?: string[]): GoogleAppsScript.Script.AuthorizationInfo {
  const info = call('ScriptApp.getAuthorizationInfo', nameOf(mode) as AuthModeName, scopes ?? null);
  return strict('AuthorizationInfo', {
    getAuthorizationStatus: () => valueOf(AuthorizationStatus, info.status),
    getAuthorizationUrl: () => info.url,
    getAuthorizedScopes: () => info.scopes,
  }) as unknown as GoogleAppsScript.Script.AuthorizationInfo;
}

export const scriptApp: Pick<
  App,
  | 'AuthMode'
  | 'AuthorizationStatus'
  | 'InstallationSource'
  | 'getInstallationSource'
  | 'getOAuthToken'
  | 'getScriptId'
  | 'getAuthorizationInfo'
  | 'requireScopes'
  | 'requireAllScopes'
  | 'newTrigger'
  | 'getProjectTriggers'
  | 'deleteTrigger'
> = strict('ScriptApp', {
  AuthMode,
  AuthorizationStatus,
  InstallationSource,
  getInstallationSource: () => valueOf(InstallationSource, call('ScriptApp.getInstallationSource')),
  getOAuthToken: () => call('ScriptApp.getOAuthToken'),
  getScriptId: () => call('ScriptApp.getScriptId'),
  getAuthorizationInfo: authorizationInfo,
  requireScopes: (mode: unknown, scopes: string[]) => {
    call('ScriptApp.requireScopes', nameOf(mode) as AuthModeName, scopes);
  },
  requireAllScopes: (mode: unknown) => {
    call('ScriptApp.requireScopes', nameOf(mode) as AuthModeName, null);
  },
  newTrigger: (functionName: string) =>
    strict('TriggerBuilder', {
      timeBased: () => clockBuilder(functionName),
    }) as unknown as GoogleAppsScript.Script.TriggerBuilder,
  getProjectTriggers: () => call('ScriptApp.getProjectTriggers').map(({ id, ...spec }) => makeTrigger(id, spec)),
  deleteTrigger: (trigger: Trigger) => {
    call('ScriptApp.deleteTrigger', idOf(trigger));
  },
});

const user = (whose: 'active' | 'effective'): GoogleAppsScript.Base.User =>
  strict('User', { getEmail: () => call('Session.getEmail', whose) }) as unknown as GoogleAppsScript.Base.User;

export const session: Pick<
  GoogleAppsScript.Base.Session,
  'getActiveUser' | 'getEffectiveUser' | 'getActiveUserLocale' | 'getScriptTimeZone' | 'getTemporaryActiveUserKey'
> = strict('Session', {
  getActiveUser: () => user('active'),
  getEffectiveUser: () => user('effective'),
  getActiveUserLocale: () => call('Session.getActiveUserLocale'),
  getScriptTimeZone: () => call('Session.getScriptTimeZone'),
  getTemporaryActiveUserKey: () => call('Session.getTemporaryActiveUserKey'),
});
