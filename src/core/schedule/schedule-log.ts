// What the schedule writes into the Activity sheet: its runs, what held them up, and who switched it on and off. Other
// reports that are of no job and no address go the same way.
import type { Context } from '../context';
import { answer } from '../contract/answer';
import type { LineReason } from '../contract/line-reason';
import { distrust, hasRefreshed } from '../jobs/job';
import { loadEnded, saveEnded } from './schedule';

/**
 * `at`, `by`: where they are not now and this person. `since`: not if the line stands there already, no older than
 * that.
 */
export type ScheduleLine = {
  readonly outcome: 'done' | 'stopped';
  readonly code: LineReason;
  readonly reason: string;
  readonly job?: string;
  readonly at?: number;
  readonly by?: string;
  readonly since?: number;
};

/** The caller holds the lock. */
export function logSchedule(context: Context, { since = Infinity, ...line }: ScheduleLine): void {
  const sheet = context.ports.activity.read();
  const isThere = sheet?.rows.some(
    ({ action, code, reason, at }) =>
      action === 'schedule' && (code === line.code || reason === line.reason) && (at ?? 0) >= since,
  );
  if (isThere === true) return;
  report(context, 'schedule', line, sheet !== null);
}

/** The caller holds the lock. `isThere`: whether there is an Activity sheet. */
export function report(
  { ports }: Context,
  action: 'schedule' | 'compare',
  line: Omit<ScheduleLine, 'since'>,
  isThere: boolean,
): void {
  const { activity, store, clock } = ports;
  // A person deleted the sheet, and with it the record of who was mailed: that it is made anew must not hide it
  // (planNow in jobs/start-job.ts).
  if (!isThere && hasRefreshed(store)) distrust(store, clock.now());
  activity.ensure();
  activity.append([
    {
      at: clock.now(),
      by: ports.signature,
      job: '',
      action,
      address: '',
      http: null,
      attempts: null,
      ...line,
    },
  ]);
  ports.flush();
}

/** The caller holds the lock. */
export function tellEnd(context: Context): void {
  const { ports, words } = context;
  const ended = loadEnded(ports.store);
  if (ended === null || ended.told) return;
  const { was, by, signature, at } = ended;
  const reason = words.schedule.switchedOff(was === by ? '' : was);
  logSchedule(context, { outcome: 'done', code: 'switched-off', reason, at, by: signature });
  saveEnded(ports.store, { ...ended, told: true });
}

/**
 * A switch is never kept waiting: while somebody works in the sheet, the line of its end is left to the next turn of
 * the trigger.
 */
export const isEndTold = (context: Context): boolean =>
  loadEnded(context.ports.store)?.told !== false ||
  context.alone(() => {
    tellEnd(context);
    return answer(null);
  }).ok;
