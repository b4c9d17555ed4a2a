// Counts this person's requests of the day, so that a job knows before Google says so that the day's quota is used up.
import { DAY } from '../contract/time';
import { jsonOf } from '../contract/json';

/**
 * URL Fetch calls a day and person for Google Workspace (quotas page of Apps Script; 20,000 for other accounts); each
 * request of a fetchAll counts.
 */
export const DAILY_FETCHES = 100_000;

/** The quota counts from a day's first request on, for 24 hours. `since`: milliseconds since 1970. */
type Day = { readonly since: number; readonly used: number };

export type DailyQuota = {
  readonly limit: () => number;
  readonly left: () => number;
  /** Called by whoever sends requests. */
  readonly count: (requests: number) => void;
  /** Keeps the count for later executions; a killed one loses the few requests of its last seconds. */
  readonly keep: () => void;
};

export function makeDailyQuota(
  load: () => string | null,
  save: (text: string) => void,
  now: () => number,
  limit: () => number,
): DailyQuota {
  let known: Day | null = null;
  let counted = false;
  const today = (): Day => {
    known ??= read(load());
    if (now() >= known.since + DAY) known = { since: now(), used: 0 };
    return known;
  };
  return {
    limit,
    left: () => Math.max(0, limit() - today().used),
    count: requests => {
      const { since, used } = today();
      known = { since: used === 0 ? now() : since, used: used + requests };
      counted = true;
    },
    keep: () => {
      if (counted) save(JSON.stringify(today()));
      counted = false;
    },
  };
}

function read(text: string | null): Day {
  return { since: 0, used: 0, ...(jsonOf(text ?? '') as Partial<Day> | null) };
}
