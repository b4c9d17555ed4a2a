// The Alarm port over time-driven triggers; there is one only in a build with the capability "background".
import type { Alarm } from '../core/ports';
import { isBuiltIn } from './capabilities';

const HANDLER = 'continueInBackground';
/** In a bound script a trigger may run as often as every minute; a published add-on's at most once an hour (guide to installable triggers). */
const EVERY_MINUTES = 5;

export function alarm(): Alarm | null {
  if (!isBuiltIn('background')) return null;
  const mine = (): GoogleAppsScript.Script.Trigger[] => ScriptApp.getProjectTriggers().filter(trigger => trigger.getHandlerFunction() === HANDLER);
  return {
    set: () => {
      if (mine().length > 0) return;
      const builder = ScriptApp.newTrigger(HANDLER).timeBased();
      try {
        builder.everyMinutes(EVERY_MINUTES).create();
      } catch {
        builder.everyHours(1).create();
      }
    },
    isSet: () => mine().length > 0,
    clear: () => { for (const trigger of mine()) ScriptApp.deleteTrigger(trigger); },
  };
}
