// Groups what did not go well in a job by its reason, with what to do about it.
import type { RefusedCode } from '../contract/codes';
import type { LineKind } from '../contract/kinds';
import { mustDecide, refusedCodeIn } from '../contract/line-reason';
import type { ResultGroup } from '../contract/rpc';
import type { Words } from '../words';
import type { Line } from './queue';

/** A store value holds 9 KB: so many groups of such examples fit. */
const MOST_GROUPS = 8;
const EXAMPLES = 5;
const LONGEST_EXAMPLE = 60;

/** Of a job of the kind `job`. `removed`: lines that a person deleted while it ran. */
export function groupsOf(job: LineKind, lines: readonly Line[], removed: number, words: Words): ResultGroup[] {
  const groups = new Map<string, { kind: ResultGroup['kind']; reason: string; advice: string; addresses: string[] }>();
  for (const line of lines) {
    const kind = kindOf(line);
    if (kind === null) continue;
    const { reason } = line;
    const known = groups.get(`${kind} ${reason}`);
    const group = known ?? { kind, reason, advice: adviceFor(kind, line, job, words), addresses: [] };
    group.addresses.push(line.address);
    groups.set(`${kind} ${reason}`, group);
  }
  const sorted = [...groups.values()].sort((one, other) => other.addresses.length - one.addresses.length);
  const rest = sorted.slice(MOST_GROUPS);
  const more = (['refused', 'unknown', 'skipped'] as const).flatMap((kind): ResultGroup[] => {
    const count = rest.reduce((sum, group) => sum + (group.kind === kind ? group.addresses.length : 0), 0);
    const advice = adviceFor(kind, null, job, words);
    return count === 0 ? [] : [{ kind, reason: words.results.moreReasons, advice, count, examples: [] }];
  });
  const gone: ResultGroup[] =
    removed === 0
      ? []
      : [
          {
            kind: 'skipped',
            reason: words.results.removed,
            advice: words.advice.stopped[job],
            count: removed,
            examples: [],
          },
        ];
  return sorted
    .slice(0, MOST_GROUPS)
    .map(
      ({ kind, reason, advice, addresses }): ResultGroup => ({
        kind,
        reason,
        count: addresses.length,
        advice,
        examples: addresses
          .slice(0, EXAMPLES)
          .map(address => (address.length > LONGEST_EXAMPLE ? `${address.slice(0, LONGEST_EXAMPLE - 1)}…` : address)),
      }),
    )
    .concat(more, gone);
}

function kindOf(line: Line): ResultGroup['kind'] | null {
  switch (line.outcome) {
    case 'refused':
      return 'refused';
    case 'unknown':
    case null:
      return 'unknown';
    case 'skipped':
    case 'stopped':
      return 'skipped';
    case 'queued':
    case 'sending':
    case 'checking':
    case 'done':
    case 'eligible':
    case 'not-eligible':
      return null;
  }
}

/** `line`: one of the group, or null for a group of several reasons. */
function adviceFor(kind: ResultGroup['kind'], line: Line | null, job: LineKind, { advice }: Words): string {
  if (line?.outcome === 'stopped') return advice.stopped[job];
  if (line !== null && mustDecide(line.code)) return advice.heldBack;
  switch (kind) {
    case 'refused':
      return advice.refused(line === null ? 'other' : refusedCodeOf(line), job);
    case 'unknown':
      return advice.unknown[job];
    case 'skipped':
      return advice.skipped[job];
  }
}

/** Lines of version 0.1 have no code: their status tells nearly as much. */
function refusedCodeOf({ code, http }: Line): RefusedCode {
  const told = refusedCodeIn(code);
  if (told !== null || code !== '') return told ?? 'other';
  return REFUSED_BY_STATUS[http ?? 0] ?? 'other';
}
const REFUSED_BY_STATUS: Readonly<Record<number, RefusedCode>> = {
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
};
