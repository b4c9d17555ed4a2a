// What every start of the script and every opening of the sidebar costs before anything is done: time to parse and
// start, and bytes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import type { OpName } from '../platform';
import { freshContext, invokeOf } from '../platform/load';
import { ownOf, type Reply } from '../platform/wire';
import { startRig } from '../rig';
import type { Build } from './builds';
import { median } from './measure';
import { processorMs } from './meter';
import type { Plain } from './plain';

export const START = 'start of the script';
export const CODE = 'bytes of Code.js';
/** As showSidebar hands it to HtmlService, for one person, who reads one language. */
export const PAGES = [
  { row: 'page as delivered, English', locale: 'en' },
  { row: 'page as delivered, Spanish', locale: 'es' },
] as const;
export const START_ROWS: readonly string[] = [START, CODE, ...PAGES.map(({ row }) => row)];

const STARTS = 400;
const USER = 'ada@acme.example';

/**
 * Milliseconds of processor time from the text of the script to the end of onOpen, in a context that has seen nothing
 * of it. The engine keeps what it compiled by the text, so each start has a text of its own.
 */
function startOnce(code: string, dist: string): number {
  const { host, clock } = startRig({ dist });
  const execution = host.begin({ functionName: 'onOpen', authMode: 'LIMITED' });
  const context = freshContext({
    call: (op, args) => host.callHere(execution, op as OpName, ownOf(args) as unknown[]) as Reply,
    now: clock.now,
  });
  const began = processorMs();
  new Script(code, { filename: 'Code.js' }).runInContext(context);
  execution.loading = false;
  const outcome = invokeOf(context)('onOpen', '[]', 'LIMITED');
  const took = processorMs() - began;
  host.end(execution, 'done');
  if (outcome.startsWith('{"error"') || host.menus(USER).length === 0)
    throw new Error(`onOpen made no menu: ${outcome}`);
  return took;
}

const codeOf = ({ dist }: Build): string => readFileSync(join(dist, 'Code.js'), 'utf8');

/** Of one build and the other in turns, of which each begins every second time. */
function measureStarts(builds: readonly Build[], starts: number): ReadonlyMap<Build['name'], number> {
  const sides = builds.map(build => ({ build, code: codeOf(build), times: [] as number[] }));
  for (let at = 0; at < starts; at++)
    for (const { build, code, times } of at % 2 === 0 ? sides : [...sides].reverse())
      times.push(startOnce(`${code}\n// ${build.name} ${at}`, build.dist));
  return new Map(sides.map(({ build, times }) => [build.name, median(times)]));
}

/** Bytes of the page that a person with this language in their Google account is given. */
function pageBytes({ dist }: Build, locale: string): number {
  const rig = startRig({ dist, users: [{ email: USER, locale }] });
  rig.run('showSidebar');
  if (rig.sidebar === null) throw new Error('showSidebar showed nothing.');
  return Buffer.byteLength(rig.sidebar.html);
}

export function measureStartUp(builds: readonly Build[], wanted: (row: string) => boolean, starts = STARTS): Plain[] {
  const sized = (row: string, of: (build: Build) => number): Plain => {
    const [now, before] = (['new', 'before'] as const).map(name => builds.filter(build => build.name === name).map(of));
    return { row, unit: 'bytes', now: now?.[0] ?? NaN, before: before?.[0] ?? null, detail: '', tolerance: 0.03 };
  };
  const figures: Plain[] = [];
  if (wanted(START)) {
    const times = measureStarts(builds, starts);
    figures.push({
      row: START,
      unit: 'ms',
      now: times.get('new') ?? NaN,
      before: times.get('before') ?? null,
      detail: `processor time to parse it and run onOpen; median of ${starts}`,
      tolerance: 0.1,
    });
  }
  if (wanted(CODE)) figures.push(sized(CODE, build => Buffer.byteLength(codeOf(build))));
  for (const { row, locale } of PAGES) if (wanted(row)) figures.push(sized(row, build => pageBytes(build, locale)));
  return figures;
}
