// What the platform tells of this copy of the add-on: how it came here, and which of its permissions this person has
// granted.
import type { Installation } from '../core/contract/codes';
import type { Problem } from '../core/contract/rpc';
import { withMissing, type Host } from '../core/requests/setup';
import type { Words } from '../core/words';
import { scopes } from './capabilities';

/** In the reference of AuthorizationInfo, not yet in the types; a person may tick off single boxes at consent. */
type Info = GoogleAppsScript.Script.AuthorizationInfo & { readonly getAuthorizedScopes?: () => string[] | null };

export const access: Host = {
  installation: () => {
    // The names of the enum InstallationSource; any other is a script of one's own.
    const found: Readonly<Record<string, Installation>> = {
      WEB_STORE_ADD_ON: 'person',
      APPS_MARKETPLACE_DOMAIN_ADD_ON: 'admin',
    };
    return found[String(ScriptApp.getInstallationSource())] ?? 'script';
  },
  access: () => {
    const info: Info = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL);
    const wanted = scopes();
    if (info.getAuthorizationStatus() === ScriptApp.AuthorizationStatus.NOT_REQUIRED)
      return { wanted: wanted.length, missing: [], url: null };
    const granted = info.getAuthorizedScopes?.() ?? [];
    return {
      wanted: wanted.length,
      missing: wanted.filter(scope => !granted.includes(scope)),
      url: info.getAuthorizationUrl(),
    };
  },
};

/** Names them in the advice, with the way to Google's page; as it was where the platform does not tell. */
export function missingPermissions(told: Problem, words: Words): Problem {
  try {
    return withMissing(told, access.access(), words);
  } catch {
    return told;
  }
}
