// The quotas of requests: off unless the options quotaPerMinute and quotaPerDay say otherwise.
import { quotaSpent } from './errors';
import type { ApiError } from './errors';
import type { World } from './types';

const MINUTE_MS = 60_000;
/** Google's daily quotas begin anew at midnight there. */
const californian = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' });

/** Counts a request, or says why it is refused. */
export const chargeQuota = (world: World): ApiError | null => chargeMinute(world) ?? chargeDay(world);

function chargeDay(world: World): ApiError | null {
  const { quotaPerDay, quotaCountsRefused } = world.options;
  if (quotaPerDay === 0) return null;
  const day = californian.format(world.now());
  const today = world.inner.quotaToday?.day === day ? world.inner.quotaToday : { day, count: 0 };
  world.inner.quotaToday = today;
  const refused = today.count >= quotaPerDay;
  if (!refused || quotaCountsRefused) today.count += 1;
  return refused ? quotaSpent({ per: 'day', limit: quotaPerDay }) : null;
}

function chargeMinute(world: World): ApiError | null {
  const { quotaPerMinute, quotaWindow, quotaRetryAfter, quotaRetryInfo, quotaCountsRefused } = world.options;
  if (quotaPerMinute === 0) return null;
  const now = world.now();
  const sliding = quotaWindow === 'sliding';
  const opened = sliding ? now - MINUTE_MS : Math.floor(now / MINUTE_MS) * MINUTE_MS - 1;
  const times = world.inner.quota;
  const kept = times.findIndex(time => time > opened && time <= now);
  times.splice(0, kept < 0 ? times.length : kept);
  const refused = times.length >= quotaPerMinute;
  if (!refused || quotaCountsRefused) times.push(now);
  if (!refused) return null;
  const free = sliding ? (times[times.length - quotaPerMinute] ?? now) + MINUTE_MS : opened + 1 + MINUTE_MS;
  const seconds = Math.max(1, Math.ceil((free - now) / 1000));
  return {
    ...quotaSpent({ per: 'minute', limit: quotaPerMinute, retryInfo: quotaRetryInfo ? seconds : undefined }),
    ...(quotaRetryAfter ? { headers: { 'retry-after': String(seconds) } } : {}),
  };
}
