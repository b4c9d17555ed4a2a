// What it takes to compare as many people as a large customer has with as many accounts: the script's own computing.
import { insert } from '../platform/sheet-structure';
import { startRig } from '../rig';
import { hrList } from '../server/hr-list';
import type { Build } from './builds';
import { processorMs } from './meter';
import type { Plain } from './plain';

export const PEOPLE = 'compare 40,000 people with 40,000 accounts';
const ACCOUNTS = 40_000;
const NAMES = ['ann', 'bob', 'cid', 'dee', 'eve', 'fay', 'gus', 'hal'];

/** Processor time of one comparison and of one writing, the stand-in's own included; and the Sheets calls of both. */
function compareOnce({ dist }: Build, count: number): { readonly ms: number; readonly calls: number } {
  const rig = startRig({ dist, world: { domains: ['acme.example'] } });
  const job = (rig.run('refresh') as { readonly value: { readonly id: string } }).value;
  rig.run('advance', job.id);
  const accounts = rig.spreadsheet.sheetNamed('Accounts');
  if (accounts === null) throw new Error('The refresh made no Accounts sheet.');
  const addresses = Array.from(
    { length: count },
    (_, at) => `${NAMES[at % NAMES.length] ?? ''}.surname${String.fromCharCode(97 + (at % 26))}${at}@acme.example`,
  );
  if (count >= accounts.maxRows)
    insert(accounts, 'rows', accounts.maxRows + 1, count + 1 - accounts.maxRows, accounts.maxRows);
  accounts.put({ row: 2, col: 2, rows: count, cols: 2 }, (row, col) =>
    col === 0 ? (addresses[row] ?? '') : 'Not invited',
  );
  const hr = rig.spreadsheet.addSheet('HR');
  rig.person.paste(hr.id, 1, 1, hrList(addresses, rig.clock.now()).rows);
  const before = rig.calls.list.length;
  const began = processorMs();
  const compared = rig.run('comparePeople', hr.id, null) as {
    readonly ok: boolean;
    readonly value: { readonly roles: unknown; readonly accounts: number };
  };
  if (!compared.ok || compared.value.accounts !== count) throw new Error(`Not compared: ${JSON.stringify(compared)}`);
  const written = rig.run('writePeople', hr.id, compared.value.roles, [
    'staff',
    'left',
    'other',
    'ambiguous',
    'nobody',
  ]);
  const ms = processorMs() - began;
  if (!(written as { readonly ok: boolean }).ok) throw new Error(`Not written: ${JSON.stringify(written)}`);
  return { ms, calls: rig.calls.list.length - before };
}

/** An earlier build may not know how. */
export function measurePeople(builds: readonly Build[], count = ACCOUNTS): Plain {
  const build = builds.find(({ name }) => name === 'new');
  const { ms, calls } = build === undefined ? { ms: NaN, calls: NaN } : compareOnce(build, count);
  return {
    row: PEOPLE,
    unit: 'ms',
    now: ms,
    before: null,
    detail: `processor time to compare and to write what was found, the stand-in included; ${calls} calls`,
    tolerance: 0.25,
  };
}
