// The core's requests over ports in memory, driven as the page does it: the quickest place to see what the core
// decides.
import { mailsTo, type AccountSpec } from '../../dev/emulator/index';
import { makeContext } from '../../src/core/context';
import type { Answer, JobView, PlanOptions } from '../../src/core/contract/rpc';
import type { Deps } from '../../src/core/ports';
import { makeRequests, type Requests } from '../../src/core/requests';
import { settingsRequests } from '../../src/core/requests/settings';
import { stored } from '../../src/core/words/stored';
import { ADA, Killed, makeMemory, words, type MemorySpec } from '../memory/ports';

export { Killed, words };
/** What stands in the cells. */
export const written = stored.newest('en');
export const NO_OPTIONS: PlanOptions = { includeRecent: false, includeDeclined: false, includeAgain: false };

export type Office = ReturnType<typeof makeOffice>;

export function makeOffice(spec: MemorySpec = {}) {
  const memory = makeMemory(spec);
  const { world, sheets } = memory;
  const me = spec.who ?? ADA;

  /** One execution: see makeMemory. */
  function execution(who: string): { desk: Requests; deps: Deps; end: () => void } {
    const { deps, end } = memory.execution(who);
    return { desk: makeRequests(makeContext(deps, words)), deps, end };
  }

  /** Runs one request as the page would, each in an execution of its own. A killed one gives null. */
  function ask<T>(request: (desk: Requests) => T, who = me): T | null {
    const { desk, end } = execution(who);
    try {
      return request(desk);
    } catch (error) {
      if (error instanceof Killed) return null;
      throw error;
    } finally {
      end();
    }
  }

  /** One request about the settings, in an execution of its own. */
  function settings<T>(
    who: string | undefined,
    request: (desk: ReturnType<typeof settingsRequests>, deps: Deps) => T,
  ): T {
    const { deps, end } = execution(who ?? me);
    try {
      return request(settingsRequests(deps, words), deps);
    } finally {
      end();
    }
  }

  const office = {
    ...memory,
    ask,
    settings,
    execution,
    mails: (address: string) => mailsTo(world, address),
    row: (email: string) => sheets.accounts.rows.find(row => String(row['email']).trim().toLowerCase() === email),
    lines: (email: string) => sheets.activity.rows.filter(row => row['address'] === email),
    /** Drives a job as the sidebar does, to its end or until a person is needed. */
    drive: (job: JobView, who?: string): JobView => {
      let view = job;
      for (let turns = 0; turns < 500 && (view.status === 'running' || view.status === 'waiting'); turns++) {
        if (view.resumeAt !== null) memory.pass(Math.max(0, Date.parse(view.resumeAt) - memory.now()));
        view = value(office.ask(desk => desk.advance(view.id), who));
      }
      return view;
    },
    refresh: (): JobView => office.drive(value(office.ask(desk => desk.refresh()))),
    markAll: (): void => {
      for (const row of sheets.accounts.rows) row['mark'] = true;
    },
    begin: (action: 'send' | 'cancel', options = NO_OPTIONS): JobView => {
      const plan = value(office.ask(desk => desk.preview(action, options)));
      return value(office.ask(desk => desk.start(action, options, plan.planId, plan.addresses.length)));
    },
    run: (action: 'send' | 'cancel', options = NO_OPTIONS): JobView => office.drive(office.begin(action, options)),
  };
  return office;
}

/** The value of an answer that must be one. */
export function value<T>(given: Answer<T> | null): T {
  if (given?.ok !== true) throw new Error(`Expected a value, got ${JSON.stringify(given)}`);
  return given.value;
}
export const code = (given: Answer<unknown> | null): string =>
  given === null ? 'killed' : given.ok ? 'ok' : given.problem.code;
export const people = (count: number): AccountSpec[] =>
  Array.from({ length: count }, (_, at) => ({ email: `p${String(at + 1).padStart(3, '0')}@acme.example` }));
