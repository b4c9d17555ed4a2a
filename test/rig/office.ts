// The shipped bundle as one admin uses it: the sidebar's calls with their types, and a look at sheet and mails.
import { join } from 'node:path';
import type { AccountSpec } from '../../dev/emulator/index';
import { randomFrom } from '../../dev/emulator/random';
import { Killed, ScriptError, startRig, type Rig, type RigOptions } from '../../dev/rig';
import type { Answer, JobView, PlanOptions, Rpc } from '../../src/core/contract/rpc';

export { Killed };
/** The bundle with that capability, made by `node dev/run.mjs --build-only`. */
export const WITH_BACKGROUND = join(__dirname, '../../.build/with-background');
export const ADA = 'ada@acme.example';
export const BOB = 'bob@acme.example';
export const NO_OPTIONS: PlanOptions = { includeRecent: false, includeDeclined: false, includeAgain: false };
export const people = (count: number): AccountSpec[] =>
  Array.from({ length: count }, (_, at) => ({ email: `p${String(at + 1).padStart(3, '0')}@acme.example` }));

export type Value<A> = Extract<A, { readonly ok: true }> extends { readonly value: infer T } ? T : never;
export type Office = ReturnType<typeof openOffice>;

/** Each has chance of its own, the same at each run of the tests. */
let opened = 0;

export function openOffice(options: RigOptions = {}) {
  const { world } = options;
  const rig: Rig = startRig({
    sameContext: true,
    random: randomFrom(++opened),
    ...options,
    world:
      world !== undefined && 'ledger' in world
        ? world
        : { domains: ['acme.example'], now: Date.UTC(2026, 10, 21, 9), ...world },
  });

  /** One call of the page; what comes back has crossed as JSON. A killed execution gives null. */
  function ask<K extends keyof Rpc>(name: K, args: Parameters<Rpc[K]>, who = ADA): ReturnType<Rpc[K]> | null {
    try {
      return rig.as(who).run(name, ...args) as ReturnType<Rpc[K]>;
    } catch (error) {
      if (error instanceof Killed) return null;
      throw error instanceof ScriptError ? new Error(`${name} threw at the page: ${error.message}`) : error;
    }
  }
  function get<K extends keyof Rpc>(name: K, args: Parameters<Rpc[K]>, who = ADA): Value<ReturnType<Rpc[K]>> {
    const answer = ask(name, args, who) as Answer<Value<ReturnType<Rpc[K]>>> | null;
    if (answer?.ok !== true) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    return answer.value;
  }
  const code = <K extends keyof Rpc>(name: K, args: Parameters<Rpc[K]>, who = ADA): string => {
    const answer = ask(name, args, who) as Answer<unknown> | null;
    return answer === null ? 'killed' : answer.ok ? 'ok' : answer.problem.code;
  };

  const sheetId = (name = 'Accounts'): number => {
    const sheet = rig.spreadsheet.sheetNamed(name);
    if (sheet === null) throw new Error(`No sheet ${name}`);
    return sheet.id;
  };
  /** Cells by header word, one record a row. */
  const rows = (name = 'Accounts'): Record<string, string>[] => {
    const [header = [], ...body] = rig.sheet(name);
    return body.map(cells => Object.fromEntries(header.map((word, at) => [word, cells[at] ?? ''])));
  };
  const column = (word: string, name = 'Accounts'): number => (rig.sheet(name)[0] ?? []).indexOf(word) + 1;

  const office = {
    rig,
    users: options.users,
    ask,
    get,
    code,
    sheetId,
    rows,
    column,
    row: (email: string) => rows().find(row => row['Email']?.trim().toLowerCase() === email),
    rowNumber: (email: string) => rows().findIndex(row => row['Email'] === email) + 2,
    lines: (email: string) => rows('Activity').filter(row => row['Email'] === email),
    mails: () => Object.fromEntries([...rig.world.ledger.mailsTo].sort()),
    tick: (...emails: string[]) => {
      for (const email of emails) rig.person.tick(sheetId(), office.rowNumber(email), column('Mark'), true);
    },
    markAll: () => {
      get('mark', ['notInvited']);
    },
    drive: (job: JobView, who = ADA): JobView => {
      let view = job;
      for (let turns = 0; turns < 300 && (view.status === 'running' || view.status === 'waiting'); turns++) {
        if (view.resumeAt !== null) rig.clock.advance(Date.parse(view.resumeAt) - rig.clock.now());
        view = get('advance', [view.id], who);
      }
      return view;
    },
    /** The settings as they are, but for these texts. */
    save: (texts: Readonly<Record<string, string>>, who = ADA) => {
      const before = get('settings', [], who).texts;
      return get('saveSettings', [{ ...before, ...texts }, before], who);
    },
    refresh: (who = ADA): JobView => office.drive(get('refresh', [], who), who),
    begin: (action: 'send' | 'cancel', chosen = NO_OPTIONS): JobView => {
      const { planId, addresses } = get('preview', [action, chosen]);
      return get('start', [action, chosen, planId, addresses.length]);
    },
    run: (action: 'send' | 'cancel', chosen = NO_OPTIONS): JobView => office.drive(office.begin(action, chosen)),
  };
  return office;
}

/** The same spreadsheet and the world behind it under another bundle; a copied file has no properties. */
export function under(dist: string | undefined, { rig, users }: Office, properties: 'kept' | 'none' = 'kept'): Office {
  const office = openOffice({
    spreadsheet: rig.spreadsheet,
    world: rig.world,
    ...(users === undefined ? {} : { users }),
    ...(dist === undefined ? {} : { dist }),
  });
  if (properties === 'kept')
    for (const [key, value] of rig.host.properties('document')) office.rig.host.properties('document').set(key, value);
  return office;
}
