// The capability "background" (npm run build -- --with background): time-driven triggers that continue a job and send
// scheduled reminders while the sidebar is closed.
import { handle } from './guard';

/** An execution ends at 6 minutes: so long a background run works, its writes included. Milliseconds. */
const RUN_MS = 270_000;

/**
 * What the triggers call: as whoever asked for it, in the spreadsheet the script is bound to. Whatever goes wrong is in
 * the job's record, or tried again by the next run.
 */
export function continueInBackground(): void {
  handle(app => app.requests.continueInBackground(RUN_MS));
}

/**
 * The schedule's own, once an hour. Both do all there is to do, whichever comes first: a published add-on may have only
 * one of them.
 */
export const keepSchedule = continueInBackground;
