// The numbers that the add-on was to reach, each with what was measured: reached, missed, or not measured here.
import { worseThanBefore } from './compare';
import type { Figures } from './measure';
import { PEOPLE } from './people';
import type { Plain } from './plain';
import { REAL_FILE, REAL_SEND } from './real';
import { MEMORY_MB, type Model, pageByPage } from './rows';
import { PAGES } from './start-up';
import { bytes, seconds, wrapped } from './table';

type Verdict = {
  readonly what: string;
  readonly target: string;
  readonly figure: string;
  readonly reached: boolean | null;
};

/** Of the figures that are there, by the beginning of their row's name. */
type Find = (start: string) => readonly Figures[];

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const named = ({ row, model }: Figures): string => `${row} (${model})`;

/** The worst of some figures decides. */
function worst(
  figures: readonly Figures[],
  of: (figures: Figures) => number,
  most: number,
  what: string,
  target: string,
  show: (value: number) => string,
  strict = false,
): Verdict {
  const order = [...figures].sort((one, other) => of(other) - of(one));
  const top = order[0];
  if (top === undefined) return { what, target, figure: '', reached: null };
  return {
    what,
    target,
    figure: `${show(of(top))} at worst: ${named(top)}`,
    reached: strict ? of(top) < most : of(top) <= most,
  };
}

/** What an admin waits for, with Google's service latencies. Seconds. */
const WAITS = {
  'send 200': 7,
  'send 1,000': 14,
  'send 10,000': 90,
  'check 200': 5,
  'check 10,000': 58,
  'list 2,000': 24,
  'list 2,000 again': 5,
  'list 100,000 again': 42,
};
const waitVerdicts = (find: Find): Verdict[] =>
  Object.entries(WAITS).map(([name, most]) =>
    worst(
      find(name).filter(({ row, model }) => row === name && model === 'google'),
      ({ wallMs }) => wallMs / 1_000,
      most,
      `${name}, with Google's service latencies`,
      `at most ${most} s`,
      value => `${value.toFixed(1)} s`,
    ),
  );

const ROWS_THERE = 'list 2,000';
function largeVerdicts(find: Find): Verdict[] {
  const isGoogle = ({ model }: Figures): boolean => model === 'google';
  const opened = find('sidebar opened ').filter(isGoogle);
  return [
    worst(
      find(ROWS_THERE).filter(figures => figures.row === ROWS_THERE && isGoogle(figures)),
      ({ reachedMs }) => (reachedMs ?? Infinity) / 1_000,
      5,
      `${ROWS_THERE} into a new sheet: until the rows are there`,
      'at most 5 s',
      value => `${value.toFixed(1)} s`,
    ),
    worst(
      opened,
      ({ wallMs }) => wallMs,
      300,
      'sidebar opened on a large sheet: first answer',
      'at most 0.3 s of service delays',
      seconds,
    ),
    worst(opened, ({ cellsRead }) => cellsRead, 0, 'the same: cells read', 'none', String),
  ];
}

function quotaVerdicts(find: Find, accounts: string, perMinute: string): Verdict[] {
  const what = `send ${accounts} against a quota of ${perMinute} a minute`;
  const runs = find(`send ${accounts} at ${perMinute} `);
  const within = (model: Model, how: string): Verdict =>
    worst(
      runs.filter(figures => figures.model === model),
      // A quota of requests has a floor in all rows that begin so.
      ({ wallMs, floorMs }) => wallMs / (floorMs ?? wallMs) - 1,
      accounts === '300' ? 0.05 : 0.02,
      `${what}, ${how}`,
      `within ${accounts === '300' ? 5 : 2} % of what the quota leaves for its requests`,
      percent,
    );
  const mails = Number(accounts.replace(',', ''));
  return [
    within('fetch', '200 ms a reply'),
    ...(perMinute === '6,000' ? [] : [within('google', "with Google's service latencies")]),
    worst(
      runs,
      ({ requests, refused }) => (requests - refused - mails) / mails,
      0.03,
      `${what}: requests beside the mails`,
      'at most 3 %',
      percent,
    ),
    ...(perMinute === '60'
      ? []
      : [
          worst(
            runs,
            ({ refused, requests }) => refused / requests,
            0.03,
            `${what}: requests refused`,
            'under 3 %',
            percent,
            true,
          ),
        ]),
  ];
}

function listVerdict(figures: Figures | undefined, accounts: number, what: string): Verdict {
  const target = `fetching at least 3 times faster than one page after another (${seconds(pageByPage(accounts))})`;
  if (figures === undefined) return { what, target, figure: '', reached: null };
  const times = pageByPage(accounts) / figures.fetchMs;
  const most = pageByPage(accounts) / (figures.floorMs ?? figures.fetchMs);
  return {
    what,
    target,
    figure: `${times.toFixed(1)} times: ${seconds(figures.fetchMs)}, and no more than ${most.toFixed(1)} times is possible`,
    reached: times >= 3,
  };
}

function sheetsVerdicts(find: Find): Verdict[] {
  const [usual, paused] = (['perBatch', 'perPausedBatch'] as const).map(of => [
    ...new Set(find('send ').flatMap(figures => figures[of] ?? [])),
  ]);
  const perBatch = [...(usual ?? []), ...(paused ?? [])];
  const [few, many] = ['list 2,000 again', 'list 20,000 again'].map(name =>
    find(name).find(({ model }) => model === 'fetch'),
  );
  return [
    {
      what: 'Sheets calls from one batch to the next',
      target: 'none within a window, and at most 6 where the pace made a pause',
      figure:
        perBatch.length === 0
          ? ''
          : `${(usual ?? []).join(' or ')}${paused?.length === 0 ? '' : `, and ${paused?.join(' or ') ?? ''} where the pace made a pause after it`}`,
      reached: perBatch.length === 0 ? null : (usual ?? []).every(count => count === 0) && Math.max(...perBatch) <= 6,
    },
    {
      what: 'refresh with 20,000 rows already in the sheet',
      target: 'Sheets calls constant in the number of rows',
      figure:
        few === undefined || many === undefined
          ? ''
          : `${many.sheetsCalls}, as many as with 2,000 rows: ${few.sheetsCalls}`,
      reached: few === undefined || many === undefined ? null : few.sheetsCalls === many.sheetsCalls,
    },
  ];
}

const MOST_PASSES = 15;

function summaryVerdicts(find: Find): Verdict[] {
  const [without, along] = ['without', 'with'].map(how => find(`send 1,000 of 100,000 rows, ${how} a Summary`)[0]);
  const ratio = without === undefined || along === undefined ? null : along.wallMs / without.wallMs;
  return [
    worst(
      find('Summary of '),
      ({ passes }) => passes ?? Infinity,
      MOST_PASSES,
      'Summary: passes over whole columns',
      `at most ${MOST_PASSES}`,
      String,
    ),
    {
      what: 'send 1,000 while the Summary of 100,000 rows is computed again and again',
      target: 'within 10 % of one without a Summary',
      figure: ratio === null ? '' : `${percent(ratio - 1)} longer, waits of ${seconds(along?.formulaMs ?? 0)} (google)`,
      reached: ratio === null ? null : ratio <= 1.1,
    },
  ];
}

const PAGE_KB = 135;

function pageVerdict(plain: readonly Plain[]): Verdict {
  const pages = plain.filter(({ row }) => PAGES.some(page => page.row === row));
  return {
    what: 'page as delivered to one person, in the larger language',
    target: `at most ${PAGE_KB} KB`,
    figure: pages.length === 0 ? '' : bytes(Math.max(...pages.map(({ now }) => now))),
    reached: pages.length < PAGES.length ? null : pages.every(({ now }) => now <= PAGE_KB * 1024),
  };
}

/** Without an earlier build there is nothing to be worse than. */
function beforeVerdicts(measured: readonly Figures[], plain: readonly Plain[]): Verdict[] {
  if (!measured.some(({ build }) => build === 'before') && !plain.some(({ before }) => before !== null)) return [];
  const worse = worseThanBefore(measured, plain);
  return [
    {
      what: 'no figure worse than the build before',
      target: 'by more than 3 %; 10 % for starts and clicks, 25 % for computing',
      figure: worse.length === 0 ? 'None is.' : worse.join('; '),
      reached: worse.length === 0,
    },
  ];
}

/** `all`: of both builds, where there are two; the numbers to reach are for the new one. */
export function verdictsOf(all: readonly Figures[], plain: readonly Plain[]): Verdict[] {
  const measured = all.filter(({ build }) => build === 'new');
  const find: Find = start => measured.filter(({ row }) => row.startsWith(start));
  const fetchOnly = (name: string): Figures | undefined =>
    measured.find(({ row, model }) => row === name && model === 'fetch');
  const sent = plain.find(({ row }) => row === REAL_SEND);
  const compared = plain.find(({ row }) => row === PEOPLE);
  const file = plain.find(({ row }) => row === REAL_FILE);
  return [
    ...beforeVerdicts(all, plain),
    listVerdict(fetchOnly('list 2,000'), 2_000, 'list 2,000, usual mix (70 % not invited)'),
    listVerdict(fetchOnly('list 2,000, even states'), 2_000, 'list 2,000, as many in each state'),
    {
      what: 'send 200 in the workbench, real clock',
      target: 'under 3 s from click to done',
      figure: sent === undefined ? '' : seconds(sent.now),
      reached: sent === undefined ? null : sent.now < 3_000,
    },
    {
      what: 'a file of the Admin console with 50,000 rows, read in the page',
      target: 'under 1 s',
      figure: file === undefined ? '' : seconds(file.now),
      reached: file === undefined ? null : file.now < 1_000,
    },
    worst(
      find('preview of 100,000 '),
      ({ computingMs }) => computingMs ?? Infinity,
      1_000,
      'preview of 100,000 marked rows, most skipped: computing',
      'at most 1 s of processor time',
      seconds,
    ),
    ...waitVerdicts(find),
    ...largeVerdicts(find),
    ...quotaVerdicts(find, '10,000', '600'),
    ...quotaVerdicts(find, '10,000', '6,000'),
    ...quotaVerdicts(find, '300', '60'),
    ...sheetsVerdicts(find),
    ...summaryVerdicts(find),
    worst(
      find('list 100,000'),
      ({ rssMB }) => rssMB,
      MEMORY_MB,
      'memory for 100,000 accounts, all in one process',
      `under ${MEMORY_MB} MB`,
      value => `${value} MB`,
      true,
    ),
    worst(
      measured,
      ({ largestProperty }) => largestProperty,
      9 * 1024,
      'largest property',
      "under 9 KB, Google's limit",
      value => `${(value / 1024).toFixed(1)} KB`,
      true,
    ),
    {
      what: PEOPLE,
      target: 'under 5 s of computing',
      figure: compared === undefined ? '' : seconds(compared.now),
      reached: compared === undefined ? null : compared.now < 5_000,
    },
    pageVerdict(plain),
    {
      what: 'crash at every service call of a job',
      target: 'everyone mailed exactly once',
      figure: 'npm run simulate -- --campaign',
      reached: null,
    },
    {
      what: 'fresh clone until the page answers; npm ci && npm test',
      target: 'under 30 s; under 2 minutes',
      figure: 'needs a fresh clone',
      reached: null,
    },
  ];
}

export function verdictLines(verdicts: readonly Verdict[]): string {
  const word = (reached: boolean | null): string => {
    if (reached === null) return 'not here';
    return reached ? 'reached' : 'MISSED';
  };
  return verdicts
    .map(({ what, target, figure, reached }) =>
      wrapped(`${word(reached).padEnd(9)} `, `${what}: ${target}.${figure === '' ? '' : ` ${figure}`}`),
    )
    .join('\n');
}
