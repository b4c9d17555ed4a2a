// Between the page and the desk: checks what a browser sent, and turns whatever goes wrong into a problem in plain
// words.
import { GOOGLE_STATES, STATES } from '../core/accounts/account';
import { LONGEST_ADDRESS } from '../core/accounts/address';
import { forLog } from '../core/accounts/redact';
import type { ProblemCode } from '../core/contract/codes';
import { isRecord } from '../core/contract/json';
import { rulesOf } from '../core/contract/kinds';
import {
  COLUMN_ROLES,
  PEOPLE_GROUPS,
  type PeopleGroup,
  type PeopleList,
  type PeopleRoles,
} from '../core/contract/people';
import { isPolicy, PER_RUN } from '../core/contract/reminder-policy';
import type {
  Action,
  Answer,
  CheckSource,
  GoogleState,
  MarkFilter,
  MarkHow,
  MarkQuick,
  PlanOptions,
  PlanSource,
  Problem,
  ReminderPolicy,
  SignInWish,
  TextsByKey,
} from '../core/contract/rpc';
import { Refused } from '../core/google/refused';
import { NEVER } from '../core/settings/never';
import { SETTING_KEYS } from '../core/settings/settings';
import { SIGN_IN_MODES } from '../core/sign-in/sign-in';
import { wordsFor } from '../core/words';
import { isLanguage } from '../core/words/languages';
import { problem } from '../core/words/problem';
import { missingPermissions } from './access';
import { makeApp, NoDocument, type App } from './app';
import { spokenLocale } from './language';
import { codeOfThrown } from './refusals';

export class BadArgument extends Error {}

/**
 * Runs one request of the page. Nothing is thrown at it: an exception becomes a problem, its text goes to the log only.
 * The answer tells the version, by which a page that was opened before an update knows that it is old.
 */
export const handle = <T>(work: (app: App) => Answer<T>): Answer<T> =>
  handleAlone(() => {
    const app = makeApp();
    const done = work(app);
    // Else what was written last would be refused after the answer, where nobody tells it in plain words.
    app.flush();
    return done;
  });

/** The same for what must work also where the app cannot be made: without the permission for the spreadsheet. */
export const handleAlone = <T>(work: () => Answer<T>): Answer<T> => ({ ...answered(work), version: VERSION });

function answered<T>(work: () => Answer<T>): Answer<T> {
  try {
    return work();
  } catch (error) {
    console.error(forLog(String(error)));
    return { ok: false, problem: problemOf(error) };
  }
}

/** What a person can put right is named: which permissions are missing, and which limit of Google's was met. */
function problemOf(error: unknown): Problem {
  const words = wordsFor(spokenLocale());
  const code = codeOf(error);
  const says = code === 'quota-service' || error instanceof Refused;
  const detail = says && error instanceof Error ? words.googleSays(forLog(error.message)) : '';
  const told = problem(code, words, { detail });
  return code === 'scope' ? missingPermissions(told, words) : told;
}

function codeOf(error: unknown): ProblemCode {
  if (error instanceof BadArgument) return 'bad-argument';
  if (error instanceof NoDocument) return 'no-lock';
  return codeOfThrown(error) ?? 'interrupted';
}

const LONGEST_ID = 100;
const LONGEST_SETTING = 6_000;
/** The never list has a limit of its own, which says what is wrong; this one only keeps nonsense out. */
const LONGEST_LIST = 1_000_000;
const isOneOf = <T extends string>(value: unknown, allowed: readonly T[]): value is T =>
  typeof value === 'string' && (allowed as readonly string[]).includes(value);
const wrong = (name: string): never => {
  throw new BadArgument(`Wrong argument: ${name}`);
};
const oneOf = <T extends string>(value: unknown, allowed: readonly T[], name: string): T =>
  isOneOf(value, allowed) ? value : wrong(name);

const isWhole = (value: unknown, from: number, to: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to;

/** A kind of job that begins from marked rows. */
export const asAction = (value: unknown): Action =>
  typeof value === 'string' && rulesOf(value)?.fromMarks === true ? (value as Action) : wrong('action');
export const asMarkHow = (value: unknown): MarkHow =>
  isRecord(value) ? asRows(value) : oneOf<MarkQuick>(value, ['notInvited', 'neverInvited', 'selection', 'none'], 'how');
export const asSheet = (value: unknown): 'accounts' | 'activity' => oneOf(value, ['accounts', 'activity'], 'sheet');
/** A missing argument comes as undefined, or as null: all states. */
export const asStates = (value: unknown): readonly GoogleState[] | undefined =>
  value === undefined || value === null
    ? undefined
    : Array.isArray(value) && value.length > 0
      ? value.map(state => oneOf(state, GOOGLE_STATES, 'states'))
      : wrong('states');
/** '': that of the Google account. */
export const asLanguage = (value: unknown): string =>
  value === '' || (typeof value === 'string' && isLanguage(value)) ? value : wrong('language');
export const asFlag = (value: unknown): boolean => (typeof value === 'boolean' ? value : wrong('on'));
export const asId = (value: unknown): string =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST_ID ? value : wrong('id');

/** A paste of some megabytes is a mistake, or an attack. */
const LONGEST_TEXT = 5_000_000;
const MOST_ADDRESSES = 100_000;
const isText = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.length <= longest;

export const asText = (value: unknown): string => (isText(value, LONGEST_TEXT) ? value : wrong('text'));

export function asSource(value: unknown): CheckSource {
  const source = isRecord(value) ? value : wrong('source');
  const from = oneOf(source['from'], ['marked', 'selection', 'tab', 'text'], 'from');
  if (from === 'marked') return { from };
  const { text, picked, id } = source as Readonly<Record<'text' | 'picked' | 'id', unknown>>;
  const columns = picked === undefined ? {} : { picked: asColumns(picked) };
  if (from === 'text') return { from, text: asText(text), ...columns };
  return from === 'tab' && id !== undefined ? { from, id: asTab(id), ...columns } : { from, ...columns };
}

/** A sheet has no more. */
const COLUMNS_OF_A_SHEET = 18_278;
const isColumn = (value: unknown): value is number => isWhole(value, 0, COLUMNS_OF_A_SHEET - 1);
const asColumns = (value: unknown): readonly number[] =>
  Array.isArray(value) && value.length <= COLUMNS_OF_A_SHEET && value.every(isColumn) ? value : wrong('picked');

export const asAddresses = (value: unknown): readonly string[] =>
  Array.isArray(value) && value.length <= MOST_ADDRESSES && value.every(text => isText(text, LONGEST_ADDRESS))
    ? value
    : wrong('addresses');

/** No list of people has more columns. */
const MOST_ROLES = 1_000;
export const asRoles = (value: unknown): PeopleRoles =>
  Array.isArray(value) && value.length <= MOST_ROLES
    ? value.map(role => (role === null ? null : oneOf(role, COLUMN_ROLES, 'roles')))
    : wrong('roles');
export const asGroups = (value: unknown): readonly PeopleGroup[] =>
  Array.isArray(value) && value.length <= PEOPLE_GROUPS.length
    ? value.map(group => oneOf(group, PEOPLE_GROUPS, 'groups'))
    : wrong('groups');
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(text => isText(text, LONGEST_TEXT));
export const asCells = (value: unknown): readonly (readonly string[])[] =>
  Array.isArray(value) && value.every(isTexts) ? value : wrong('rows');
export function asPeopleList(value: unknown): PeopleList {
  if (!isRecord(value)) return asTab(value);
  const { name, text, words, domains } = value;
  return isText(name, LONGEST_WISH) && isText(text, LONGEST_TEXT) && isTexts(words) && isTexts(domains)
    ? { name, text, words, domains }
    : wrong('list');
}
/** A sheet's own id. */
const asTab = (value: unknown): number => (isWhole(value, 0, Infinity) ? value : wrong('tab'));

const asRows = (value: Record<string, unknown>): Exclude<MarkHow, MarkQuick> =>
  value['addresses'] === undefined ? asFilter(value) : { addresses: asAddresses(value['addresses']) };

const LONGEST_WISH = 300;
const MOST_CELLS = 10;
const MOST_DAYS = 36_500;
const short = (value: unknown, name: string): string => (isText(value, LONGEST_WISH) ? value : wrong(name));
export const asHeader = (value: unknown): string => short(value, 'header');
const asConditions = (value: unknown): MarkFilter['cells'] =>
  Array.isArray(value) && value.length <= MOST_CELLS && value.every(isRecord)
    ? value.map(({ header, says }) => ({ header: asHeader(header), says: short(says, 'says') }))
    : wrong('cells');
function asFilter(given: Record<string, unknown>): MarkFilter {
  const { state, domain, invitedDays, text, selected, visible } = given;
  const flag = (value: unknown, name: string): boolean => (typeof value === 'boolean' ? value : wrong(name));
  const days =
    invitedDays === null || (typeof invitedDays === 'number' && invitedDays >= 0 && invitedDays <= MOST_DAYS)
      ? invitedDays
      : wrong('invitedDays');
  return {
    state: state === null ? null : oneOf(state, STATES, 'state'),
    domain: short(domain, 'domain'),
    invitedDays: days,
    text: short(text, 'text'),
    // Who asks as it was before knows of no columns, or of one.
    cells: asConditions(given['cells'] ?? (isRecord(given['cell']) ? [given['cell']] : [])),
    selected: flag(selected, 'selected'),
    visible: flag(visible, 'visible'),
  };
}

export function asOptions(value: unknown): PlanOptions {
  const options = isRecord(value) ? value : wrong('options');
  const flag = (name: 'includeRecent' | 'includeDeclined' | 'includeAgain'): boolean => {
    const given = options[name];
    return typeof given === 'boolean' ? given : wrong(name);
  };
  return {
    includeRecent: flag('includeRecent'),
    includeDeclined: flag('includeDeclined'),
    // Who asks as it was before does not know of it.
    includeAgain: options['includeAgain'] === undefined ? false : flag('includeAgain'),
    ...(options['eligibleIn'] === undefined ? {} : { eligibleIn: asId(options['eligibleIn']) }),
    ...(options['despiteCopy'] === true ? { despiteCopy: true } : {}),
  };
}

/** A page of before has no such number to give. */
export const asTyped = (value: unknown): number | null =>
  typeof value === 'number' ? value : value === null || value === undefined ? null : wrong('typed');

export function asTexts(value: unknown): TextsByKey {
  const texts = isRecord(value) ? value : wrong('settings');
  const given = Object.entries(texts).map(([key, text]) =>
    (isOneOf(key, SETTING_KEYS) && isText(text, LONGEST_SETTING)) || (key === NEVER && isText(text, LONGEST_LIST))
      ? ([key, text] as const)
      : wrong('settings'),
  );
  return Object.fromEntries(given);
}

export const asPerRun = (value: unknown): number =>
  isWhole(value, PER_RUN.from, PER_RUN.to) ? value : wrong('perRun');

function asPolicy({ days, most }: Record<string, unknown>): ReminderPolicy {
  const policy = { days, most } as ReminderPolicy;
  return isPolicy(policy) ? policy : wrong('policy');
}

export const asDays = (value: unknown): number => (isWhole(value, 1, MOST_DAYS) ? value : wrong('days'));

/** Google gives a missing argument as undefined, or as null: the marks. */
export function asPlanSource(value: unknown, action: Action): PlanSource {
  if (value === undefined || value === null) return { from: 'marks' };
  const source = isRecord(value) ? value : wrong('source');
  const from = oneOf(source['from'], ['marks', 'job', 'reminders'], 'source');
  if (from === 'marks') return { from };
  if (action !== (from === 'job' ? 'cancel' : 'send')) wrong('source');
  return from === 'job' ? { from, job: asId(source['job']) } : { from, ...asPolicy(source) };
}

/** A key's file has some 2,400 characters. */
const LONGEST_KEY = 8_000;
export function asSignInWish(value: unknown): SignInWish {
  const { mode, serviceAccount, actFor, key } = isRecord(value) ? value : wrong('signIn');
  const text = (given: unknown, longest: number, name: string): string =>
    isText(given, longest) ? given : wrong(name);
  return {
    mode: oneOf(mode, SIGN_IN_MODES, 'mode'),
    serviceAccount: text(serviceAccount, LONGEST_WISH, 'serviceAccount'),
    actFor: text(actFor, LONGEST_WISH, 'actFor'),
    key: text(key, LONGEST_KEY, 'key'),
  };
}
