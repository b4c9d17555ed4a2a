// What a simulated person can see and ask: the page's requests, the sheets as they are now, and the trace of all that
// happened.
import { createHash, type Hash } from 'node:crypto';
import { Killed, type Rig, ScriptError } from '../rig';
import type { CellValue, Language, SheetModel } from '../platform';

export const ADA = 'ada@acme.example';
export const BOB = 'bob@acme.example';
/** Characters. */
const PIECE = 100_000;

export type Job = {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly by: string;
  readonly mine: boolean;
  readonly resumeAt: string | null;
  readonly total: number;
  readonly counts: Readonly<Record<'queued' | 'checking' | 'done' | 'refused' | 'unknown' | 'skipped', number>>;
  readonly problem: { readonly code: string } | null;
  readonly groups: readonly { readonly kind: string; readonly reason: string; readonly count: number }[];
  readonly refreshed: Readonly<Record<'listed' | 'added' | 'changed' | 'gone', number>> | null;
  readonly only: readonly string[] | null;
};
export type Plan = { readonly planId: string; readonly addresses: readonly string[] };
/** `code` of a refusal; 'killed': the execution was ended; 'threw': an exception reached the page. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string };
export type Row = Readonly<Record<string, CellValue>> & { readonly row: number };
type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: { readonly code: string } };

/** As often as the add-on asks for; so often that a whole day's quota can come back. */
const TRIGGER_MS = 5 * 60_000;
const MOST_FIRED = 400;

export const NO_OPTIONS = { includeRecent: false, includeDeclined: false, includeAgain: false };
/** As an admin ticks it who wants those of long ago mailed again too: nobody may be mailed twice all the same. */
export const ALSO_AGAIN = { ...NO_OPTIONS, includeAgain: true };
export const hasEnded = (job: Job): boolean => job.status === 'done' || job.status === 'stopped';

const WORDS = {
  accounts: {
    mark: 'Mark',
    email: 'Email',
    state: 'State',
    mails: 'Emails sent',
    changedAt: 'Last change',
    lastAction: 'Last action',
    result: 'Result',
    seenAt: 'Last seen',
    notes: 'Notes',
  },
  activity: {
    at: 'When',
    by: 'By',
    job: 'Job',
    action: 'Action',
    address: 'Email',
    outcome: 'Outcome',
    reason: 'Reason',
    http: 'HTTP status',
    attempts: 'Attempts',
  },
} as const;

export class Office {
  readonly rig: Rig;
  /** Every line of the trace goes here, if anybody wants to see it. */
  print: ((line: string) => void) | null = null;
  private hash: Hash = createHash('sha256');
  /** Hashed in large pieces: a call of the hash for each line takes longer than the hashing. */
  private unhashed = '';
  private startedAt = 0;
  private depth = 0;
  /** Codes of refusals, and of what a job was blocked or ended by, since the run began. */
  readonly heard = new Set<string>();

  constructor(rig: Rig) {
    this.rig = rig;
    rig.watch = (op, args, reply, { id }) => this.note(`#${id} ${op}`, args, reply());
  }

  /** From here on the trace counts. */
  begin(print: ((line: string) => void) | null): void {
    this.hash = createHash('sha256');
    this.unhashed = '';
    this.startedAt = this.rig.clock.now();
    this.print = print;
    this.heard.clear();
    this.note('the host words its exceptions in', this.rig.host.language);
  }
  digest(): string {
    return this.hash.update(this.unhashed).digest('hex').slice(0, 16);
  }

  /** In which language the host's exceptions are from here on. */
  speak(language: Language): void {
    this.rig.host.language = language;
  }

  note(what: string, ...details: readonly string[]): void {
    const line = `${((this.rig.clock.now() - this.startedAt) / 1000).toFixed(3).padStart(9)} ${'  '.repeat(this.depth)}${what} ${details.join(' → ')}`;
    this.unhashed += line;
    if (this.unhashed.length > PIECE) {
      this.hash.update(this.unhashed);
      this.unhashed = '';
    }
    this.print?.(line.length > 400 ? `${line.slice(0, 400)}…` : line);
  }

  ask<T>(name: string, args: readonly unknown[], who: string): Reply<T> {
    this.note(`${who} asks ${name}`, JSON.stringify(args));
    this.depth++;
    const reply = this.reply<T>(name, args, who);
    this.depth--;
    this.hear(reply);
    this.note(
      reply.ok ? `${name} answers` : `${name} fails: ${reply.code}`,
      reply.ok ? JSON.stringify(reply.value) : '',
    );
    return reply;
  }
  private hear(reply: Reply<unknown>): void {
    if (!reply.ok) this.heard.add(reply.code);
    else {
      const code = (reply.value as Partial<Job> | null)?.problem?.code;
      if (code !== undefined) this.heard.add(code);
    }
  }
  private reply<T>(name: string, args: readonly unknown[], who: string): Reply<T> {
    try {
      const answer = this.rig.as(who).run(name, ...args) as Answer<T> | null;
      // A trigger's function answers nobody.
      if (answer === null) return { ok: false, code: 'no answer' };
      return answer.ok ? answer : { ok: false, code: answer.problem.code };
    } catch (error) {
      if (error instanceof Killed) return { ok: false, code: 'killed' };
      if (error instanceof ScriptError) return { ok: false, code: 'threw' };
      throw error;
    }
  }

  /** The time-driven triggers, every five minutes, until none is left. False when they would go on for ever. */
  fireUntilQuiet(): boolean {
    for (let turn = 0; turn < MOST_FIRED; turn++) {
      if (this.rig.host.triggered().length === 0) return true;
      this.pass(TRIGGER_MS);
      this.fire();
    }
    return false;
  }
  /** Every trigger there is, once. */
  fire(): void {
    for (const { functionName, user } of [...this.rig.host.triggered()]) {
      const ended = this.reply(functionName, [], user);
      this.note(`trigger of ${user}`, functionName, ended.ok ? 'done' : ended.code);
    }
  }

  progress(who: string): Reply<Job | null> {
    return this.ask('progress', [], who);
  }
  pass(ms: number): void {
    this.rig.clock.advance(ms);
  }

  sheet(name: 'accounts' | 'activity'): SheetModel | null {
    // The sheet's id and the language it was made in.
    const id = this.rig.host.properties('document').get(`sheet.${name}`)?.split(' ')[0];
    return (
      this.rig.spreadsheet.sheets.find(sheet => String(sheet.id) === id) ??
      this.rig.spreadsheet.sheetNamed(name === 'accounts' ? 'Accounts' : 'Activity')
    );
  }
  /** Where a column of ours is; 0 when it is not there. */
  column(name: 'accounts' | 'activity', key: string): number {
    const sheet = this.sheet(name);
    if (sheet === null) return 0;
    const found = this.rig.spreadsheet.metadata.find(
      { sheetId: sheet.id },
      { key: 'unmanaged-accounts.column', value: `${name}.${key}` },
    )[0];
    // A column that only tells has no name of its own, and is known by its word.
    if (typeof found?.index === 'number') return found.index;
    const header = sheet.values({ row: 1, col: 1, rows: 1, cols: sheet.maxColumns })[0] ?? [];
    return header.indexOf(Object.entries(WORDS[name]).find(([known]) => known === key)?.[1] ?? '\n') + 1;
  }
  /**
   * Rows below the header that have anything in them, by the keys of our columns; `columns`: by header word as well.
   */
  rows(name: 'accounts' | 'activity'): Row[] {
    const sheet = this.sheet(name);
    if (sheet === null || sheet.lastColumn() === 0) return [];
    const found = this.rig.spreadsheet.metadata.find({ sheetId: sheet.id }, { key: 'unmanaged-accounts.column' });
    const places = found.flatMap(({ value, index }): [string, number][] =>
      index === null || value?.startsWith(`${name}.`) !== true ? [] : [[value.slice(name.length + 1), index - 1]],
    );
    const [header = [], ...lines] = sheet.values({ row: 1, col: 1, rows: sheet.lastRow(), cols: sheet.lastColumn() });
    // A column that lost its metadata is still known by its word.
    for (const [key, word] of Object.entries(WORDS[name])) {
      const at = header.findIndex((cell, place) => cell === word && !places.some(([, taken]) => taken === place));
      if (at >= 0 && !places.some(([known]) => known === key)) places.push([key, at]);
    }
    const foreign = header.flatMap((word, at): [string, number][] =>
      word === '' || places.some(([, place]) => place === at) ? [] : [[`foreign ${String(word)}`, at]],
    );
    const all = [...places, ...foreign];
    return lines.flatMap((cells, index) => {
      if (!cells.some(cell => cell !== '' && cell !== false)) return [];
      const row: Record<string, CellValue> = {};
      for (const [key, at] of all) row[key] = cells[at] ?? '';
      return [{ ...row, row: index + 2 }];
    });
  }
}

export const textOf = (row: Row, key: string): string => {
  const value = row[key];
  return value === undefined ? '' : value instanceof Date ? value.toISOString() : String(value);
};
export const addressOf = (row: Row): string => textOf(row, 'email').trim().toLowerCase();
