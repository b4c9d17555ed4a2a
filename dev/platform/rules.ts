// What Google refuses and in which words, each with where that is written. The stand-ins take every refusal from this
// table. Spanish and Japanese are in translations.ts.
import { PlatformError } from './errors';
import { type Language, TRANSLATIONS } from './translations';

/**
 * `C`: in Google's own text. `2nd`: in public reports. `?`: not confirmed; the stricter reading was taken, so that
 * nothing works here that may fail there.
 * {name} in a text is filled in.
 */
export type Rule = { readonly text: string; readonly source: string; readonly sure: 'C' | '2nd' | '?' };

const DOCS = 'https://developers.google.com/apps-script';
const QUOTAS = `${DOCS}/guides/services/quotas`;

export const RULES = {
  'rows-mismatch': {
    text: 'The number of rows in the data does not match the number of rows in the range. The data has {data} but the range has {range}.',
    source: `${DOCS}/reference/spreadsheet/range#setValues(Object)`,
    sure: 'C',
  },
  'columns-mismatch': {
    text: 'The number of columns in the data does not match the number of columns in the range. The data has {data} but the range has {range}.',
    source: `${DOCS}/reference/spreadsheet/range#setValues(Object)`,
    sure: 'C',
  },
  'range-outside': {
    text: 'The coordinates of the range are outside the dimensions of the sheet.',
    source: 'public reports of getRange',
    sure: '2nd',
  },
  'range-no-rows': {
    text: 'The number of rows in the range must be at least 1.',
    source: 'public reports of getRange',
    sure: '2nd',
  },
  'range-no-columns': {
    text: 'The number of columns in the range must be at least 1.',
    source: 'public reports of getRange',
    sure: '2nd',
  },
  'range-not-found': { text: 'Range not found', source: 'public reports of getRange', sure: '2nd' },
  'rows-outside': { text: 'Those rows are out of bounds.', source: 'public reports of deleteRows', sure: '2nd' },
  'columns-outside': {
    text: 'Those columns are out of bounds.',
    source: 'public reports of deleteColumns',
    sure: '2nd',
  },
  'delete-all-rows': {
    text: "You can't delete all the rows on the sheet.",
    source: 'public reports of deleteRows',
    sure: '2nd',
  },
  'delete-all-columns': {
    text: "You can't delete all the columns on the sheet.",
    source: 'public reports of deleteColumns',
    sure: '2nd',
  },
  'delete-all-unfrozen': {
    text: 'Sorry, it is not possible to delete all non-frozen rows.',
    source: 'public reports of deleteRows',
    sure: '2nd',
  },
  'delete-last-sheet': {
    text: "You can't remove all the sheets in a document.",
    source: 'public reports of deleteSheet',
    sure: '2nd',
  },
  'sheet-name-taken': {
    text: 'A sheet with the name "{name}" already exists. Please enter another name.',
    source: 'public reports of insertSheet',
    sure: '2nd',
  },
  'sheet-gone': { text: 'Sheet {id} not found', source: 'public reports of calls on a deleted sheet', sure: '2nd' },
  'cell-too-long': {
    text: 'Your input contains more than the maximum of 50000 characters in a single cell.',
    source: 'https://support.google.com/drive/answer/37603',
    sure: '2nd',
  },
  'too-many-cells': {
    text: 'This action would increase the number of cells in the workbook above the limit of 10000000 cells.',
    source: 'https://support.google.com/drive/answer/37603',
    sure: '2nd',
  },
  validation: {
    text: 'The data you entered in cell {cell} violates the data validation rules set on this cell.',
    source: 'public reports of setValue',
    sure: '2nd',
  },
  'filter-exists': {
    text: "You can't create a filter in a sheet that already has a filter.",
    source: `${DOCS}/reference/spreadsheet/range#createFilter()`,
    sure: '2nd',
  },
  'filter-merged': {
    text: "You can't create a filter over a range containing vertical merges.",
    source: 'public programs that repeat or avoid it, odoo/o-spreadsheet among them',
    sure: '2nd',
  },
  'sort-merged': {
    text: "You can't sort a range containing vertical merges.",
    source: 'public programs that sort in other ways because of it',
    sure: '2nd',
  },
  'freeze-merged': {
    text: "You can't freeze rows which contain only part of a merged cell.",
    source: 'public programs that avoid it, where it had broken off what they made',
    sure: '2nd',
  },
  'insert-frozen': {
    text: "You can't insert a column here right now. Try dragging the freeze bar to the left, then insert the column.",
    source: 'https://github.com/google/google-api-javascript-client/issues/155; for which frozen columns is not told',
    sure: '?',
  },
  'typed-validation': {
    text: 'This operation is not allowed on cells in typed columns.',
    source: 'public reports of setDataValidation and insertCheckboxes in a table; tanaikech.github.io, 2024-11-02',
    sure: '2nd',
  },
  'typed-format': {
    text: "You can't set the number format of cells in a typed column.",
    source: 'public reports of setNumberFormat in a table',
    sure: '2nd',
  },
  'table-filter': {
    text: 'You cannot create a filter that intersects a table.',
    source: 'public reports of createFilter on a table',
    sure: '2nd',
  },
  'refused-late': {
    text: '',
    source:
      'public reports: what a table refuses comes out at the next flush or read, and what else was written in the batch stays',
    sure: '2nd',
  },
  'fixed-ranges': {
    text: '',
    source:
      'public programs that create their filter anew: rows added below the last row of a filter or a conditional format are outside it, rows inserted before that row are inside',
    sure: '2nd',
  },
  'boxes-count': {
    text: '',
    source: 'public programs that work around it: a tick box is content, so getLastRow is the last box',
    sure: '2nd',
  },
  'sheet-name-case': {
    text: '',
    source: 'public programs: names are unique whatever their capitals, but getSheetByName tells capitals apart',
    sure: '2nd',
  },
  'chip-name': {
    text: '',
    source: 'tanaikech.github.io, 2025-06-20: the value of a person chip is the name, and the address cannot be read',
    sure: '2nd',
  },
  'subtotal-visible': {
    text: '',
    source:
      'https://support.google.com/docs/answer/3093649: SUBTOTAL leaves out what a filter hides, and with codes above 100 what a person hid; rows that only a filter view, or the filter of a table, hides are not told of: a stand-in has neither',
    sure: 'C',
  },
  'new-sheet-size': {
    text: '',
    source: 'https://support.google.com/drive/answer/37603: 26 columns and 1,000 rows, all of which count',
    sure: '2nd',
  },
  'copy-skips-filtered': {
    text: '',
    source: 'reports disagree whether copyTo leaves out rows that a filter hides; see Trouble',
    sure: '?',
  },
  'no-cells-in-front': {
    text: '',
    source: `${DOCS}/reference/spreadsheet/selection: null where the sheet in front has no cells`,
    sure: 'C',
  },
  'chart-sheet': {
    text: 'This operation is not supported on a sheet without cells.',
    source: 'SheetType.OBJECT; that its cells cannot be asked for is sure, the words are ours',
    sure: '?',
  },
  protected: {
    text: 'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
    source: 'public reports; RomainVialard/ErrorHandler. When it comes out, at once or late, is not told: late',
    sure: '2nd',
  },
  'metadata-place': {
    text: 'Adding developer metadata to arbitrary ranges is not currently supported. Developer metadata may only be added to the top-level spreadsheet, an individual sheet, or an entire row or column.',
    source: `${DOCS}/reference/spreadsheet/range#addDeveloperMetadata(String)`,
    sure: 'C',
  },
  signature: {
    text: "The parameters ({given}) don't match the method signature for {method}.",
    source: 'public reports',
    sure: '2nd',
  },
  'property-value': { text: 'Argument too large: value', source: QUOTAS, sure: 'C' },
  'property-store': {
    text: 'You have exceeded the property storage quota. Please remove some properties and try again.',
    source: QUOTAS,
    sure: 'C',
  },
  'service-quota': {
    text: 'Service invoked too many times for one day: {service}.',
    source: `${QUOTAS}; public reports with urlfetch, email, properties get and others`,
    sure: '2nd',
  },
  'service-burst': {
    text: 'Service invoked too many times in a short time: {service}. Try Utilities.sleep(1000) between calls.',
    source: `${QUOTAS}; public reports of fetchAll with many requests at once`,
    sure: 'C',
  },
  'cache-key': { text: 'Argument too large: key', source: `${DOCS}/reference/cache/cache`, sure: 'C' },
  'cache-value': { text: 'Argument too large: value', source: `${DOCS}/reference/cache/cache`, sure: 'C' },
  'rsa-key': {
    text: 'Invalid argument: key',
    source: `${DOCS}/reference/utilities/utilities#computeRsaSha256Signature(String,String)`,
    sure: '?',
  },
  'lock-timeout': {
    text: 'Lock timeout: another process was holding the lock for too long.',
    source: `${DOCS}/reference/lock/lock#waitLock(Integer)`,
    sure: 'C',
  },
  scope: {
    text: 'You do not have permission to call {method}. Required permissions: {scopes}',
    source: `${DOCS}/concepts/scopes`,
    sure: 'C',
  },
  authorization: {
    text: 'You do not have permission to call {method}. Required permissions: {scopes}',
    source: 'https://developers.google.com/workspace/add-ons/concepts/editor-auth-lifecycle',
    sure: 'C',
  },
  'authorization-required': {
    text: 'Authorization is required to perform that action. Please run the script again to authorize it.',
    source: 'public reports; RomainVialard/ErrorHandler. It names no permission; when Google says this is not told',
    sure: '2nd',
  },
  'at-load': {
    text: '{method} was called while the script was loading: in AuthMode.NONE that breaks the menu.',
    source: 'https://developers.google.com/workspace/add-ons/concepts/editor-auth-lifecycle',
    sure: 'C',
  },
  'ui-context': { text: 'Cannot call {method} from this context.', source: `${DOCS}/reference/base/ui`, sure: '2nd' },
  'url-not-listed': {
    text: 'Request to {url} failed because the URL has not been whitelisted in the script manifest.',
    source: 'https://developers.google.com/apps-script/manifest/allowlist-url',
    sure: '2nd',
  },
  'url-length': {
    text: 'Limit Exceeded: URLFetch URL Length.',
    source: `${DOCS}/reference/url-fetch/url-fetch-app`,
    sure: 'C',
  },
  'url-invalid': { text: 'Invalid argument: {url}', source: 'public reports of fetch', sure: '2nd' },
  'url-unreachable': { text: 'Address unavailable: {url}', source: 'public reports of fetchAll', sure: '2nd' },
  'url-status': {
    text: 'Request failed for {host} returned code {status}. Truncated server response: {body} (use muteHttpExceptions option to examine full response)',
    source: `${DOCS}/reference/url-fetch/url-fetch-app`,
    sure: 'C',
  },
  'fetch-quota': { text: 'Service invoked too many times for one day: urlfetch.', source: QUOTAS, sure: 'C' },
  'no-document': {
    text: 'Cannot call a method of Spreadsheet: the script is not in a document.',
    source: `${DOCS}/guides/bound`,
    sure: '?',
  },
  'url-attribute': {
    text: 'Attribute provided with invalid value: {name}',
    source: 'public reports of fetch',
    sure: '2nd',
  },
  'run-illegal': {
    text: 'Failed due to illegal value in property: {name}',
    source: 'https://developers.google.com/apps-script/guides/html/reference/run',
    sure: 'C',
  },
  'run-no-function': {
    text: 'Script function not found: {name}',
    source: 'https://developers.google.com/apps-script/guides/html/reference/run',
    sure: 'C',
  },
  'run-date-result': {
    text: '',
    source: 'https://github.com/enuchi/React-Google-Apps-Script/issues/28: a result that holds a Date arrives as null',
    sure: '2nd',
  },
  'lock-busy': {
    text: 'There are too many LockService operations against the same script.',
    source: 'public reports of tryLock and of releaseLock; RomainVialard/ErrorHandler',
    sure: '2nd',
  },
  'service-error': {
    text: 'Service error: {service}',
    source: 'public reports of a service that fails for a moment, as “Spreadsheets”',
    sure: '2nd',
  },
  'time-limit': { text: 'Exceeded maximum execution time', source: QUOTAS, sure: '2nd' },
  'no-document-lock': {
    text: '',
    source: `${DOCS}/reference/lock/lock-service#getDocumentLock(): null outside a document`,
    sure: 'C',
  },
  'release-by-holder': {
    text: '',
    source: `${DOCS}/reference/lock/lock#releaseLock(): no effect for an execution that does not hold the lock`,
    sure: 'C',
  },
  'writes-buffered': {
    text: '',
    source: `${DOCS}/reference/spreadsheet/spreadsheet-app#flush(): writes may be held back until a flush, a read or the end; a killed execution may lose them`,
    sure: 'C',
  },
  'email-unknown': {
    text: '',
    source: `${DOCS}/reference/base/session: the address may be empty where a simple trigger runs`,
    sure: 'C',
  },
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof RULES;
export type Filled = Readonly<Record<string, string | number>>;

/** Google words its exceptions in the language of whoever runs the script; the service's tables have these. */
export function ruleText(name: RuleName, filled: Filled = {}, language: Language = 'en'): string {
  const text = language === 'en' ? RULES[name].text : (TRANSLATIONS[language][name]?.text ?? RULES[name].text);
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => (key in filled ? String(filled[key]) : whole));
}

/** What a service throws; the host puts it into the language of whoever runs the script. */
export const refusal = (name: RuleName, filled: Filled = {}): PlatformError =>
  new PlatformError(ruleText(name, filled), language => ruleText(name, filled, language));

/** The same for what Google refuses only when it does what was written: the rest of the batch is done all the same. */
export const lateRefusal = (name: RuleName, filled: Filled = {}): PlatformError =>
  new PlatformError(ruleText(name, filled), language => ruleText(name, filled, language), true);
