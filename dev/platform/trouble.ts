// What a test may let befall an add-on in its host, beside what comes of the limits.
import type { OpName } from './ops';

/** Nothing of it by default. May be changed at any time. */
export type Trouble = {
  /** An execution that is killed loses the last of its changes to property stores, as if it had been on its way. */
  lastWriteLostAtKill: boolean;
  /** The property writes that are refused with the words of a day's quota. */
  refuseWrite: (key: string) => boolean;
  /** A longer property is stored without what follows this many characters. */
  cutValuesAt: number;
  /** The calls whose service has used up the user's day; the exception names the service. */
  quotaSpent: (op: OpName) => boolean;
  /** The calls whose service is asked too often in a short time; the exception names the service, and a remedy. */
  tooFast: (op: OpName) => boolean;
  /** What lacks a permission is refused in words that name none: see the rule authorization-required. */
  namelessRefusals: boolean;
  /** tryLock, waitLock and releaseLock throw, for the script takes locks too often. */
  lockBusy: boolean;
  /** Range.copyTo leaves out the rows that a filter hides, and those behind them close up. */
  copySkipsFiltered: boolean;
  /** No column can be inserted into a sheet with frozen columns: see the rule insert-frozen. */
  freezeBarInTheWay: boolean;
};

export const noTrouble = (): Trouble => ({
  lastWriteLostAtKill: false,
  refuseWrite: () => false,
  cutValuesAt: Infinity,
  quotaSpent: () => false,
  tooFast: () => false,
  namelessRefusals: false,
  lockBusy: false,
  copySkipsFiltered: false,
  freezeBarInTheWay: false,
});
