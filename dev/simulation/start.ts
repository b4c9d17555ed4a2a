// The prepared moments from which runs begin: a small customer, a sheet, and marked rows. Made once, then brought back
// for each run.
import { accept, addAccounts, createWorld, type Options, setOptions } from '../emulator/index';
import { type Language, LANGUAGES, SpreadsheetModel } from '../platform';
import { GOOGLE_LATENCY, startRig } from '../rig';
import { ADA, ALSO_AGAIN, BOB, Office } from './office';
import { Chance } from './chance';
import { saveWorld } from './save-world';

export type Goal = 'send' | 'cancel' | 'refresh' | 'check';
/**
 * `many`: enough for several batches; `new`: as many, and nobody marked was invited before. `pages`: enough for several
 * pages of Google's list.
 */
export type Size = 'small' | 'many' | 'new' | 'pages';
export type Start = { readonly goal: Goal; readonly size: Size };

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 21, 9);
const at = (name: string): string => `${name}@acme.example`;
export const YOUNG = at('young');
export const STRANGER = at('stranger');
export const LATE = at('late');
export const UNMARKED = at('unmarked');
export const DECLINED = at('declined');
const MORE = Array.from({ length: 22 }, (_, index) => at(`more${String(index + 10)}`));
/**
 * These must end as the admin wishes, whatever happens; of the young nobody can know, and Google refuses the others.
 */
const PAGES = Array.from({ length: 450 }, (_, index) => at(`page${String(index + 100)}`));
const moreOf = (size: Size): readonly string[] => (size === 'pages' ? PAGES : size === 'small' ? [] : MORE);
export const sureOnes = ({ size }: Start): readonly string[] => [
  at('ann'),
  at('big.cap'),
  at('carl'),
  ...(size === 'new' ? [] : [at('old')]),
  ...moreOf(size),
];

let chance = new Chance(0);

class Starts {
  private readonly made = new Map<string, { readonly office: Office; readonly restore: (seed: number) => void }>();
  /** An office as it was when it was prepared; only one at a time may be in use. */
  open(dist: string | null, start: Start, options: Partial<Options>, seed: number): Office {
    const key = `${start.goal} ${start.size} ${dist ?? ''}`;
    let found = this.made.get(key);
    if (found === undefined) {
      chance = new Chance(0);
      const office = prepare(dist, start);
      const [rig, world] = [office.rig.save(), saveWorld(office.rig.world)];
      found = {
        office,
        restore: one => {
          rig();
          world(one);
        },
      };
      this.made.set(key, found);
    }
    found.restore(seed);
    chance = new Chance(seed);
    found.office.speak(languageOf(seed));
    setOptions(found.office.rig.world.options, options);
    return found.office;
  }
}
export const starts = new Starts();

/** That of the host's exceptions. By a chance of its own, so that what else a seed draws stays as it was. */
export const languageOf = (seed: number): Language => new Chance(~seed).pick(LANGUAGES);

const must = (ok: boolean, what: string): void => {
  if (!ok) throw new Error(`The start could not be prepared: ${what}`);
};

/** As a person who opens the sidebar and waits. */
export function drive(office: Office, id: string, who: string): void {
  for (let turn = 0; turn < 50; turn++) {
    const job = office.ask<{ status: string; resumeAt: string | null }>('advance', [id], who);
    if (!job.ok) return;
    if (job.value.resumeAt !== null) office.pass(Math.max(0, Date.parse(job.value.resumeAt) - office.rig.clock.now()));
    if (job.value.status !== 'running' && job.value.status !== 'waiting') return;
  }
}

function refresh(office: Office): void {
  const job = office.ask<{ id: string }>('refresh', [], ADA);
  if (job.ok) drive(office, job.value.id, ADA);
  const ended = office.progress(ADA);
  must(ended.ok && ended.value?.status === 'done', 'the refresh');
}

function tick(office: Office, wanted: (address: string) => boolean): void {
  const sheet = office.sheet('accounts');
  for (const row of office.rows('accounts'))
    if (sheet !== null && wanted(String(row['email']).toLowerCase()))
      office.rig.person.tick(sheet.id, row.row, office.column('accounts', 'mark'), true);
}

function prepare(dist: string | null, start: Start): Office {
  const old = { state: 'INVITED', mails: 1, updatedAt: NOW - 30 * 24 * HOUR } as const;
  const world = createWorld({
    domains: ['acme.example'],
    now: NOW,
    options: { latencyMs: 150 },
    accounts: [
      { email: at('ann') },
      { email: 'Big.Cap@acme.example' },
      { email: at('carl') },
      { email: at('old'), ...old },
      { email: at('accepted'), state: 'ACCEPTED', mails: 1 },
      { email: DECLINED, state: 'DECLINED', mails: 1 },
      { email: LATE, ...old },
      { email: UNMARKED },
      { email: YOUNG, createdAt: NOW - HOUR },
      ...moreOf(start.size).map(email => ({ email })),
    ],
  });
  const rig = startRig({
    ...(dist === null ? {} : { dist }),
    world,
    latency: GOOGLE_LATENCY,
    users: [{ email: ADA }, { email: BOB }],
    spreadsheet: new SpreadsheetModel({ newRows: 40 }),
    random: () => chance.next(),
    sameContext: true,
  });
  const office = new Office(rig);
  refresh(office);
  const sheet = office.sheet('accounts');
  must(sheet !== null, 'no sheet');
  if (sheet === null) return office;
  const { person } = rig;
  const email = office.column('accounts', 'email');
  const next = sheet.lastRow() + 1;
  person.paste(sheet.id, next, email, [[YOUNG], [` ${STRANGER.toUpperCase()} `]]);
  sheet.setStyle(
    { row: next, col: 1, rows: 2, cols: 1 },
    { validation: { kind: 'checkbox', checked: true, unchecked: false, allowInvalid: true, help: null } },
  );
  person.type(sheet.id, 1, sheet.lastColumn() + 1, 'Team');
  for (const row of office.rows('accounts')) {
    person.type(
      sheet.id,
      row.row,
      office.column('accounts', 'notes'),
      `note of ${String(row['email']).trim().toLowerCase()}`,
    );
    person.type(sheet.id, row.row, sheet.lastColumn(), `team of ${String(row['email']).trim().toLowerCase()}`);
  }
  accept(world, LATE);
  const unmarked = [UNMARKED, ...(start.size === 'new' ? [LATE, at('old')] : [])];
  tick(office, address => !unmarked.includes(address));
  if (start.goal === 'refresh') changeWorld(office);
  if (start.goal === 'cancel') sendFirst(office);
  office.pass(60_000);
  return office;
}

/** What the refresh has to find: one new, one gone, one changed. */
function changeWorld({ rig: { world } }: Office): void {
  addAccounts(world, [{ email: at('new1') }, { email: at('new2') }]);
  world.accounts.delete(at('carl'));
  world.inner.byEmail = world.inner.byTime = null;
  accept(world, at('old'));
}

function sendFirst(office: Office): void {
  const plan = office.ask<{ planId: string }>('preview', ['send', ALSO_AGAIN], ADA);
  const job = plan.ok ? office.ask<{ id: string }>('start', ['send', ALSO_AGAIN, plan.value.planId], ADA) : plan;
  if (job.ok) drive(office, job.value.id, ADA);
  must(office.rig.world.ledger.mails.length > 0, 'nobody was mailed');
  office.pass(24 * HOUR);
  tick(office, () => true);
}
