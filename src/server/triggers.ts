// The Alarm port over time-driven triggers; there is one only in a build with the capability "background".
import type { TriggerRate, Triggers } from '../core/ports';
import { telling } from './refusals';

/** A function for each rate, because a trigger tells which function it calls and not how often. */
const HANDLERS: Record<TriggerRate, string> = { often: 'continueInBackground', hourly: 'keepSchedule' };
/**
 * In a bound script a trigger may run as often as every minute; a published add-on's at most once an hour (guide to
 * installable triggers).
 */
const EVERY_MINUTES = 5;

export function timeTriggers(): Triggers {
  // The first that each of these does, so it tells for all whether there is the permission.
  const all = (): GoogleAppsScript.Script.Trigger[] =>
    telling(/script\.scriptapp$/, () => ScriptApp.getProjectTriggers());
  const mine = (rate: TriggerRate): GoogleAppsScript.Script.Trigger[] =>
    all().filter(trigger => trigger.getHandlerFunction() === HANDLERS[rate]);
  const builder = (rate: TriggerRate): GoogleAppsScript.Script.ClockTriggerBuilder =>
    ScriptApp.newTrigger(HANDLERS[rate]).timeBased();
  const hourly = (rate: TriggerRate): void => {
    builder(rate).everyHours(1).create();
  };
  return {
    isSet: rate => mine(rate).length > 0,
    set: rate => {
      if (mine(rate).length > 0) return;
      try {
        if (rate === 'often') builder(rate).everyMinutes(EVERY_MINUTES).create();
        else hourly(rate);
      } catch (error) {
        // A published add-on has one time-driven trigger for each person and sheet: both functions do the same, so the
        // other one will do.
        if (all().length > 0) return;
        if (rate === 'hourly') throw error;
        hourly(rate);
      }
    },
    clear: rate => {
      for (const trigger of mine(rate)) ScriptApp.deleteTrigger(trigger);
    },
  };
}
