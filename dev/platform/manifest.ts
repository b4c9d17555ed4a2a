// appsscript.json: the scopes and addresses it grants, and what each call needs.
import { readFileSync } from 'node:fs';
import type { AuthMode } from './shapes';
import type { OpKind, OpName } from './ops';

export type Manifest = {
  readonly timeZone: string;
  readonly oauthScopes: readonly string[];
  readonly urlFetchWhitelist: readonly string[] | null;
};

const AUTH = 'https://www.googleapis.com/auth/';
const SHEETS = [`${AUTH}spreadsheets.currentonly`, `${AUTH}spreadsheets`];
const SHEET_SERVICES = new Set([
  'SpreadsheetApp',
  'Spreadsheet',
  'Sheet',
  'Range',
  'RangeList',
  'Filter',
  'Protection',
  'DeveloperMetadata',
  'DeveloperMetadataFinder',
]);

export function readManifest(dist: string): Manifest {
  const read = JSON.parse(readFileSync(`${dist}/appsscript.json`, 'utf8')) as Partial<Manifest>;
  return {
    timeZone: read.timeZone ?? 'America/New_York',
    oauthScopes: read.oauthScopes ?? [],
    urlFetchWhitelist: read.urlFetchWhitelist ?? null,
  };
}

/** Any one of these scopes is enough; null means that none is needed. */
export function scopesFor(op: OpName): readonly string[] | null {
  const service = op.slice(0, op.indexOf('.'));
  if (SHEET_SERVICES.has(service)) return SHEETS;
  if (service === 'UrlFetchApp') return [`${AUTH}script.external_request`];
  switch (op) {
    case 'Ui.showSidebar':
    case 'Ui.showModalDialog':
      return [`${AUTH}script.container.ui`];
    case 'ScriptApp.newTrigger':
    case 'ScriptApp.getProjectTriggers':
    case 'ScriptApp.deleteTrigger':
      return [`${AUTH}script.scriptapp`];
    case 'Session.getEmail':
      return [`${AUTH}userinfo.email`];
    default:
      return null;
  }
}

const ALWAYS = new Set<OpName>(['Ui.addMenu', 'Session.getActiveUserLocale', 'Session.getScriptTimeZone']);
const NEVER_LIMITED = new Set<OpName>([
  'UrlFetchApp.fetch',
  'UrlFetchApp.fetchAll',
  'Ui.showSidebar',
  'Ui.showModalDialog',
  'ScriptApp.getOAuthToken',
  'ScriptApp.newTrigger',
  'ScriptApp.getProjectTriggers',
  'ScriptApp.deleteTrigger',
]);

/**
 * Editor add-ons: NONE has menus, locale, logger and utilities only; LIMITED has no fetching, no sidebars and no token.
 */
export function allowedIn(mode: AuthMode, op: OpName, kind: OpKind): boolean {
  if (mode === 'FULL' || kind === 'utility' || kind === 'sleep' || ALWAYS.has(op)) return true;
  return mode === 'LIMITED' && !NEVER_LIMITED.has(op);
}
