// Groups what did not go well in a job by its reason, with what to do about it.
import type { RefusedCode } from '../contract/codes';
import type { ResultGroup } from '../contract/rpc';
import { allWords, type Words } from '../words';
import type { Line } from './queue';

/** A store value holds 9 KB: so many groups of such examples fit. */
const MOST_GROUPS = 8;
const EXAMPLES = 5;
const LONGEST_EXAMPLE = 60;
const REFUSED: readonly RefusedCode[] = ['precondition', 'invalid', 'not-found', 'forbidden', 'conflict', 'other'];

/** `removed`: lines that a person deleted while the job ran. */
export function groupsOf(lines: readonly Line[], removed: number, words: Words): ResultGroup[] {
  const action = lines[0]?.action ?? null;
  const groups = new Map<string, { kind: ResultGroup['kind']; reason: string; addresses: string[] }>();
  for (const line of lines) {
    const kind = kindOf(line);
    if (kind === null) continue;
    const reason = line.reason;
    const group = groups.get(`${kind} ${reason}`) ?? { kind, reason, addresses: [] };
    group.addresses.push(line.address);
    groups.set(`${kind} ${reason}`, group);
  }
  const sorted = [...groups.values()].sort((one, other) => other.addresses.length - one.addresses.length);
  const rest = sorted.slice(MOST_GROUPS);
  const more = (['refused', 'unknown', 'skipped'] as const).flatMap((kind): ResultGroup[] => {
    const count = rest.reduce((sum, group) => sum + (group.kind === kind ? group.addresses.length : 0), 0);
    return count === 0
      ? []
      : [{ kind, reason: words.results.moreReasons, advice: adviceFor(kind, '', action, words), count, examples: [] }];
  });
  const gone: ResultGroup[] =
    removed === 0
      ? []
      : [
          {
            kind: 'skipped',
            reason: words.results.removed,
            advice: action === 'cancel' ? words.advice.cancelStopped : words.advice.stopped,
            count: removed,
            examples: [],
          },
        ];
  return sorted
    .slice(0, MOST_GROUPS)
    .map(
      ({ kind, reason, addresses }): ResultGroup => ({
        kind,
        reason,
        count: addresses.length,
        advice: adviceFor(kind, reason, action, words),
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

function adviceFor(kind: ResultGroup['kind'], reason: string, action: Line['action'], { advice }: Words): string {
  if (action === 'check') return advice.check[kind];
  const isCancel = action === 'cancel';
  if (kind === 'refused') return advice.refused(refusedCodeOf(reason), isCancel);
  const stopped = allWords().some(({ results }) =>
    [results.stopped, results.stoppedCancel, results.stoppedCheck].includes(reason),
  );
  if (stopped) return isCancel ? advice.cancelStopped : advice.stopped;
  return kind === 'unknown' && isCancel ? advice.cancelUnknown : advice[kind];
}

/** The lines keep the sentence, not the code; each code's sentence begins in its own way, in every language. */
const refusedCodeOf = (reason: string): RefusedCode =>
  REFUSED.find(code => allWords().some(words => reason.startsWith(words.results.refused(code, '')))) ?? 'other';
