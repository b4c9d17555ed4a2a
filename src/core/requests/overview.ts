// What the sidebar shows when it opens: who asks and for whom, accounts by state, how many are marked, the job there
// is, and what is wrong with the sheet.
import { readAddress } from '../accounts/address';
import { areNames } from '../accounts/mark-filter';
import { organisationOf, type Context } from '../context';
import { answer } from '../contract/answer';
import type { AccountRow } from '../contract/rows';
import type { Answer, Overview, Problem } from '../contract/rpc';
import { isoOf } from '../contract/time';
import { loadPart, loadRecord, REFRESHED_AT } from '../jobs/job';
import { viewOf } from '../jobs/job-view';
import type { Table } from '../ports';
import { nextRemindersAt, scheduleTrouble } from '../schedule/outlook';
import { loadNever } from '../settings/never';
import { loadSettings } from '../settings/settings';
import { numbersOf, oldNumbers, type Numbers } from '../sheets/numbers';
import type { Words } from '../words';
import { problem } from '../words/problem';
import { stored } from '../words/stored';

/** So many accounts are read so fast that old numbers, and a second question, would only disturb. */
const FEW = 1_000;

/** `quick`: what was counted last, if that was many: a sheet of 100,000 rows takes seconds to read. */
export function overview(context: Context, quick = false): Answer<Overview> {
  const { ports, words } = context;
  const { store, clock, who, actsFor } = ports;
  const { settings, broken } = loadSettings({ document: store, user: ports.userStore });
  const old = quick ? oldNumbers(store) : null;
  const state =
    old === null || Object.values(old.numbers.counts).reduce((sum, count) => sum + count, 0) <= FEW
      ? { ...overviewOf(ports.accounts.read(), words), asOf: null }
      : { ...old.numbers, hasSheet: true, notices: [], asOf: isoOf(old.at) };
  const record = loadRecord(store);
  const refreshedAt = store.get(REFRESHED_AT);
  const part = loadPart(store);
  const isOld = part === null || part.at < Number(refreshedAt ?? 0);
  const trouble = BACKGROUND ? scheduleTrouble(context) : null;
  return answer({
    ...state,
    notices: [
      ...(trouble === null ? [] : [trouble]),
      ...(broken.length > 0 || loadNever(store) === null ? [problem('settings-unread', words)] : []),
      ...state.notices,
    ],
    who,
    actsFor,
    organisation: organisationOf(ports, settings.customer),
    testMode: settings.only,
    reminders: { days: settings.remindDays, most: settings.remindMost },
    remindersAt: BACKGROUND ? nextRemindersAt(context) : null,
    refreshedAt: refreshedAt === null ? null : isoOf(Number(refreshedAt)),
    refreshedPart: isOld ? null : { ...part, at: isoOf(part.at) },
    job: record === null ? null : viewOf(context, record),
    requestsLeft: ports.quota.left(),
    now: isoOf(clock.now()),
  });
}

type Sheet = ReturnType<Table<AccountRow>['read']>;
const SHOWN = 5;

export function overviewOf(sheet: Sheet, words: Words): Numbers & Pick<Overview, 'hasSheet' | 'notices'> {
  const seen = new Set<string>();
  const invalid: number[] = [];
  const duplicates = new Set<string>();
  for (const row of sheet?.rows ?? []) {
    const read = readAddress(row.email);
    if (!read.ok) {
      if (read.fault !== 'empty' || row.mark) invalid.push(row.row);
      continue;
    }
    if (seen.has(read.address)) duplicates.add(read.address);
    seen.add(read.address);
  }
  return {
    hasSheet: sheet !== null,
    ...numbersOf(sheet?.rows ?? []),
    notices: notices(sheet, invalid, [...duplicates], words),
  };
}

function notices(sheet: Sheet, invalid: readonly number[], duplicates: readonly string[], words: Words): Problem[] {
  const some = (list: readonly (string | number)[]): string =>
    list.slice(0, SHOWN).join(', ') + (list.length > SHOWN ? ` ${words.dialogs.and(list.length - SHOWN)}` : '');
  const missing = sheet?.missing ?? [];
  return [
    ...(sheet?.headless === true ? [problem('no-header', words)] : []),
    ...(areNames(sheet?.rows ?? []) ? [problem('email-names', words)] : []),
    ...(missing.includes('email') ? [problem('no-email-column', words)] : []),
    ...(missing.length > 0 && !missing.includes('email')
      ? [
          problem('missing-columns', words, {
            detail: words.notices.missingColumns(
              missing.map(key => stored.newest(words.tag).accountHeaders[key]).join(', '),
            ),
          }),
        ]
      : []),
    ...(invalid.length > 0
      ? [problem('invalid-rows', words, { detail: words.notices.invalidRows(some(invalid)) })]
      : []),
    ...(duplicates.length > 0
      ? [problem('duplicate-rows', words, { detail: words.notices.duplicateRows(some(duplicates)) })]
      : []),
  ];
}
