// The quota of requests per minute: off unless the option quotaPerMinute says otherwise. Refused requests do not count.
import { quotaSpent } from './errors';
import type { ApiError } from './errors';
import type { World } from './types';

const MINUTE_MS = 60_000;

/** Counts a request, or says why it is refused. */
export function chargeQuota(world: World): ApiError | null {
  const { quotaPerMinute, quotaWindow, quotaRetryAfter } = world.options;
  if (quotaPerMinute === 0) return null;
  const now = world.now();
  const sliding = quotaWindow === 'sliding';
  const opened = sliding ? now - MINUTE_MS : Math.floor(now / MINUTE_MS) * MINUTE_MS - 1;
  const times = world.inner.quota;
  const kept = times.findIndex(time => time > opened && time <= now);
  times.splice(0, kept < 0 ? times.length : kept);
  if (times.length < quotaPerMinute) {
    times.push(now);
    return null;
  }
  const free = sliding ? (times[times.length - quotaPerMinute] ?? now) + MINUTE_MS : opened + 1 + MINUTE_MS;
  const seconds = Math.max(1, Math.ceil((free - now) / 1000));
  return { ...quotaSpent(quotaPerMinute), ...(quotaRetryAfter ? { headers: { 'retry-after': String(seconds) } } : {}) };
}
