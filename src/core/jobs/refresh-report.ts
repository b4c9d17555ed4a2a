// The end of a refresh: what it found, in words and in Activity, and what counts as up to date by it.
import type { ResultGroup } from '../contract/rpc';
import type { Deps } from '../ports';
import { rowsIn } from '../sheets/columns';
import { rowsRightAgain } from '../sheets/write-intent';
import type { Words } from '../words';
import { seenOf } from './ask-missing';
import { forgetEnded } from './ended-jobs';
import * as job from './job';
import {
  REFRESH_FIRST,
  REFRESHED_AT,
  REFRESHED_PART,
  SEEN_AT,
  saveGroups,
  signatureOf,
  type RefreshedPart,
} from './job';
import { partOf, type Left, type ListingState } from './listing';
import type { RefreshRun } from './listing-pages';

/** What a refresh found, and of which states if not of all. */
export const toldOf = (
  { results, states }: Words,
  { listed, added, changed, gone }: ListingState['result'],
  part: ReturnType<typeof partOf>,
  left: { readonly unasked: number; readonly strangers: number } = { unasked: 0, strangers: 0 },
): string =>
  [
    ...(part === null ? [] : [results.only(part.map(state => states[state]).join(', '))]),
    ...(left.unasked === 0 ? [] : [results.unasked(left.unasked)]),
    results.refreshed(listed, added, changed, gone),
    ...(left.strangers === 0 ? [] : [results.strangers(left.strangers)]),
  ].join(' · ');

/** `first`: no execution before this one worked on the refresh. */
export function finish(deps: Deps, words: Words, run: RefreshRun, first: boolean): void {
  const now = deps.clock.now();
  if (!run.ensured) deps.accounts.ensure();
  deps.activity.ensure();
  // Counted where it counts, in the sheet: an interrupted execution may have written rows without counting them.
  const listed = run.seen ?? seenOf(rowsIn(deps.accounts), run.listing);
  const result = { ...run.listing.result, listed };
  run.listing = { ...run.listing, found: listed, result, dressing: false };
  const part = partOf(run.listing);
  const { unasked = NONE_LEFT, strangers = NONE_LEFT } = run.listing;
  const logged = !first && rowsIn(deps.activity).some(row => row.job === run.record.id);
  if (!logged)
    deps.activity.append([
      {
        at: now,
        by: signatureOf(run.record),
        job: run.record.id,
        action: 'refresh',
        address: '',
        outcome: 'done',
        reason: toldOf(words, result, part, { unasked: unasked.count, strangers: strangers.count }),
        code: unasked.count > 0 ? 'refreshed-in-part' : 'refreshed',
        http: null,
        attempts: null,
      },
    ]);
  deps.flush();
  saveGroups(deps.store, leftGroups(unasked, strangers, words));
  run.record = { ...job.finish(run.record), counts: { ...run.record.counts, unknown: unasked.count } };
  // Who could not be asked about may have been mailed, or may have answered: nothing counts as up to date by this.
  if (unasked.count > 0) return;
  const at = Math.max(now, run.listing.startedAt);
  // What only a look at every account can put right stays to be done.
  // Saved with the record, in one write: either both are there or none.
  const seenAt = run.listing.startedAt;
  if (part !== null) run.also.set(REFRESHED_PART, JSON.stringify({ at, states: part, seenAt } satisfies RefreshedPart));
  else {
    run.also.set(SEEN_AT, String(seenAt));
    run.also.set(REFRESHED_AT, String(at));
    if (deps.store.get(REFRESH_FIRST) !== null) {
      deps.store.remove(REFRESH_FIRST);
      forgetEnded(deps.store);
    }
    rowsRightAgain(deps.store, run.listing.startedAt);
  }
}

const NONE_LEFT: Left = { count: 0, examples: [] };

function leftGroups(unasked: Left, strangers: Left, { results, advice }: Words): ResultGroup[] {
  const groups: readonly ResultGroup[] = [
    { kind: 'unknown', reason: results.unasked(unasked.count), advice: advice.unasked, ...unasked },
    { kind: 'skipped', reason: results.strangers(strangers.count), advice: advice.strangers, ...strangers },
  ];
  return groups.filter(({ count }) => count > 0);
}
