// What a copy of the file is to know of the settings: they are kept apart from it, so a copy has none, and nobody would
// miss a never list or a test mode. Whether there was one is therefore fastened to the file itself.
import { forLog } from '../core/accounts/redact';
import type { Store } from '../core/ports';
import { LOST, NEVER } from '../core/settings/never';
import { SETTINGS_KEY } from '../core/settings/settings';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
const KEY = 'unmanaged-accounts.limits';

const carriedBy = (spreadsheet: Spreadsheet): GoogleAppsScript.Spreadsheet.DeveloperMetadata[] =>
  spreadsheet.createDeveloperMetadataFinder().withKey(KEY).find();

/**
 * `limits`: `never`, `only`, both with a blank, or nothing. `also`: beside what is there, as another copy of the add-on
 * may have fastened it. A file that refuses it has its settings all the same.
 */
export const carry = (spreadsheet: Spreadsheet, limits: string, also: boolean): void => {
  quietly(() => {
    const marks = carriedBy(spreadsheet);
    const there = marks.map(mark => mark.getValue()).join(' ');
    if (also ? there.includes(limits) : there === limits) return;
    const next = also && there !== '' ? 'never only' : limits;
    for (const mark of marks) mark.remove();
    if (next !== '') spreadsheet.addDeveloperMetadata(KEY, next, SpreadsheetApp.DeveloperMetadataVisibility.DOCUMENT);
  });
};

/** What must not keep from the rest. */
function quietly(work: () => void): void {
  try {
    work();
  } catch (error) {
    console.error(forLog(String(error)));
  }
}

/**
 * Once, in a file that has no settings: it may be a copy, or what was kept is lost. What it had cannot be read from
 * then on, so nobody is mailed before a person has saved it anew.
 */
export function missCarried(spreadsheet: Spreadsheet, store: Store): void {
  if (store.get(NEVER) !== null || store.get(SETTINGS_KEY) !== null) return;
  const limits = String(carriedBy(spreadsheet).map(mark => mark.getValue()));
  // That there was nothing is kept only lest it be asked again.
  if (limits === '')
    quietly(() => {
      store.set(SETTINGS_KEY, '{}');
    });
  else
    store.setAll({
      [SETTINGS_KEY]: JSON.stringify(limits.includes('only') ? { only: LOST } : {}),
      ...(limits.includes('never') ? { [NEVER]: LOST } : {}),
    });
}
