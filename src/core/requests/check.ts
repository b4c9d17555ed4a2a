// Checking whether addresses can be invited: what the page asks for before a check, to start it, and about its result.
import { canonical, readAddress } from '../accounts/address';
import { missingColumn } from '../accounts/mark-filter';
import type { Context } from '../context';
import { answer } from '../contract/answer';
import type { AccountRow, ActivityRow } from '../contract/rows';
import type { Answer, Checked, CheckPlan, CheckSource, JobView, ListColumn } from '../contract/rpc';
import { areToPick } from '../lists/columns';
import { keyOf, type Pasted } from '../lists/gathered';
import { readList } from '../lists/read-list';
import { viewOf } from '../jobs/job-view';
import { statesOf } from '../jobs/plan';
import { beginJob } from '../jobs/begin-job';
import { otherJob } from '../jobs/start-job';
import { EMPTY_ROW, rowsIn } from '../sheets/columns';
import { markRows } from '../sheets/mark-rows';
import type { Words } from '../words';

/** More would take longer than anyone waits, and half of a day's requests. */
const MOST_CHECKED = 50_000;

export function checkRequests(context: Context) {
  const { ports, words, refuse, alone } = context;
  /** `cells`: the text of the selected cells, or of the whole tab. */
  function given(source: CheckSource, cells: () => string): Given | Answer<never> {
    switch (source.from) {
      case 'text':
        return readList(source.text, source.picked ?? null);
      case 'selection':
      case 'tab':
        if (source.from === 'tab' && source.id !== undefined && !ports.tabs.list().some(({ id }) => id === source.id))
          return refuse('no-tab');
        return readList(cells(), source.picked ?? null);
      case 'marked': {
        const sheet = ports.accounts.read();
        if (sheet === null) return refuse('no-sheet');
        const missing = missingColumn(sheet);
        return missing === null ? markedIn(sheet.rows) : refuse(missing);
      }
    }
  }

  /** `hidden`: the text of such cells in hidden rows, which is left out and told. */
  function previewCheck(source: CheckSource, cells: () => string, hidden: () => string = () => ''): Answer<CheckPlan> {
    const other = otherJob(context);
    if (other !== null) return other;
    const found = given(source, cells);
    if ('ok' in found) return found;
    const { addresses, invalid, repeated, columns = [] } = found;
    if (addresses.length > MOST_CHECKED) return refuse('too-many');
    const left = ports.quota.left();
    const isShown = new Set(addresses);
    const isOfCells = source.from === 'selection' || source.from === 'tab';
    const chosen = columns.filter(column => column.chosen).map(({ at }) => at);
    // Hidden rows have the same columns, and no header of their own.
    const unseen = isOfCells
      ? readList(hidden(), columns.length > 0 ? chosen : null).addresses.filter(address => !isShown.has(address))
      : [];
    const skipped = [
      { code: 'invalid', reason: words.check.noAddress, addresses: invalid },
      { code: 'repeated', reason: words.check.repeated, addresses: repeated },
      { code: 'hidden', reason: words.check.hidden, addresses: unseen },
    ];
    return answer({
      addresses,
      ...(areToPick(columns, source) ? { columns } : {}),
      skipped: skipped.filter(group => group.addresses.length > 0),
      fetches: { needed: addresses.length, left, limit: ports.quota.limit() },
      warnings: addresses.length > left ? [words.warnings.fetches('check', addresses.length, left)] : [],
    });
  }

  function startCheck(wanted: readonly string[], goOn = false): Answer<JobView> {
    const addresses = validOf(wanted);
    if (addresses.length === 0) return refuse('nothing-to-check');
    if (addresses.length > MOST_CHECKED) return refuse('too-many');
    return alone(() => {
      const other = otherJob(context);
      if (other !== null) return other;
      const begun = beginJob(context, { kind: 'check', addresses }, goOn);
      return begun.ok ? answer(viewOf(context, begun.value)) : begun;
    });
  }

  function checked(jobId: string): Answer<Checked> {
    const lines = rowsIn(ports.activity).filter(line => line.job === jobId && line.address !== '');
    const having = (outcome: ActivityRow['outcome']): string[] =>
      lines.filter(line => line.outcome === outcome).map(line => line.address);
    const eligible = having('eligible');
    const states = eligible.length === 0 ? new Map<string, AccountRow>() : statesOf(rowsIn(ports.accounts));
    return answer({
      declined: eligible.filter(address => states.get(address)?.state === 'DECLINED').length,
      absent: eligible.filter(address => !states.has(address)).length,
      eligible,
      notEligible: having('not-eligible'),
      other: lines
        .filter(({ outcome }) => outcome !== 'eligible' && outcome !== 'not-eligible')
        .map(({ address, reason }) => ({ address, reason })),
    });
  }

  /** Also accounts that Google does not list yet: they can be invited all the same. */
  function addToSheet(
    wanted: readonly string[],
    mark: boolean,
  ): Answer<{ added: number; present: number; marked: number }> {
    const addresses = validOf(wanted);
    if (addresses.length === 0) return refuse('nothing-to-check');
    return alone(() => {
      ports.accounts.ensure();
      const sheet = ports.accounts.read();
      if (sheet === null) return refuse('no-sheet');
      const missing = missingColumn(sheet, false);
      if (missing !== null) return refuse(missing);
      // Both forms of a domain with letters beyond ASCII are one account.
      const keyOfRow = (row: AccountRow): string => keyOf(canonical(row.email));
      const asked = new Set(addresses.map(keyOf));
      const own = sheet.rows.filter(row => asked.has(keyOfRow(row)));
      const present = new Set(own.map(keyOfRow));
      const added = addresses.filter(address => !present.has(keyOf(address)));
      const unmarked = mark ? own.filter(row => !row.mark) : [];
      const rows = markRows(ports, sheet, unmarked);
      if (rows === null) return refuse('rows-moved');
      const results = added.length === 0 ? new Map<string, ActivityRow>() : lastChecks(rowsIn(ports.activity));
      if (added.length > 0)
        ports.accounts.append(added.map(address => newRow(address, mark, results.get(address), words)));
      const marked = new Set(rows.filter(row => row.mark).map(keyOfRow));
      if (mark) for (const address of addresses) marked.add(keyOf(address));
      return answer({ added: added.length, present: present.size, marked: marked.size });
    });
  }

  return { previewCheck, startCheck, checked, addToSheet };
}

type Given = Pasted & { readonly columns?: readonly ListColumn[] };

function markedIn(rows: readonly AccountRow[]): Pasted {
  const found = new Set<string>();
  const invalid: string[] = [];
  const repeated = new Set<string>();
  for (const row of rows) {
    if (!row.mark) continue;
    const read = readAddress(row.email);
    if (!read.ok) invalid.push(row.email.trim() === '' ? '—' : row.email);
    else if (found.has(read.address)) repeated.add(read.address);
    else found.add(read.address);
  }
  return { addresses: [...found], invalid, repeated: [...repeated] };
}

const validOf = (texts: readonly string[]): string[] => [
  ...new Set(
    texts.flatMap(text => {
      const read = readAddress(text);
      return read.ok ? [read.address] : [];
    }),
  ),
];

/** The last clear answer to a check, by address. */
function lastChecks(lines: readonly ActivityRow[]): Map<string, ActivityRow> {
  const last = new Map<string, ActivityRow>();
  for (const line of lines)
    if (
      (line.outcome === 'eligible' || line.outcome === 'not-eligible') &&
      (line.at ?? 0) >= (last.get(line.address)?.at ?? 0)
    )
      last.set(line.address, line);
  return last;
}

/** Its state is what Google will say of it at the next refresh. */
const newRow = (email: string, mark: boolean, check: ActivityRow | undefined, words: Words): AccountRow => ({
  ...EMPTY_ROW,
  mark,
  email,
  lastAction: check === undefined ? '' : words.lastAction('check', check.job),
  result: check?.reason ?? '',
});
