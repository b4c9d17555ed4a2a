// The set-up check over Apps Script. It works whatever else fails: each port is opened only where the check guards it.
import type { Answer, SetupView } from '../core/contract/rpc';
import { checkSetup } from '../core/requests/setup';
import { actsForOf, loadSignIn } from '../core/sign-in/sign-in';
import { access } from './access';
import { makeBase, usualHttp, whoAmI } from './base';
import type { Pending } from './sheet-table';
import { accountsTable, activityTable } from './sheets';

const NOTHING_WRITTEN: Pending = { note: () => undefined, applied: () => undefined };

export function setupCheck(): Answer<SetupView> {
  const base = makeBase();
  const { clock, settings, triggers, store, own, words, fetches } = base;
  return checkSetup(
    {
      clock,
      settings,
      triggers,
      store,
      quota: fetches,
      http: { fetchAll: (calls, fresh) => usualHttp(base).fetchAll(calls, fresh) },
      get who() {
        return whoAmI();
      },
      get actsFor() {
        return actsForOf(loadSignIn(own));
      },
      get accounts() {
        return accountsTable(SpreadsheetApp.getActive(), store, words, NOTHING_WRITTEN);
      },
      get activity() {
        return activityTable(SpreadsheetApp.getActive(), store, words, NOTHING_WRITTEN);
      },
    },
    words,
    access,
  );
}
