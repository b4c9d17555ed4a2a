// LockService.
import type { Scope } from '../platform/ops';
import { call, integer } from './call';
import { strict } from './strict';

type Google = GoogleAppsScript.Lock.Lock;

const lock = (scope: Scope): Google =>
  strict('Lock', {
    tryLock: (ms: number) => call('Lock.tryLock', scope, integer('LockService.Lock.tryLock', ms)),
    waitLock: (ms: number) => {
      call('Lock.waitLock', scope, integer('LockService.Lock.waitLock', ms));
    },
    releaseLock: () => {
      call('Lock.releaseLock', scope);
    },
    hasLock: () => call('Lock.hasLock', scope),
  });

export const lockService: Pick<GoogleAppsScript.Lock.LockService, 'getDocumentLock' | 'getScriptLock' | 'getUserLock'> =
  strict('LockService', {
    // Google's type promises a lock; outside a document there is none.
    getDocumentLock: () => (call('Document.exists') ? lock('document') : null) as unknown as Google,
    getScriptLock: () => lock('script'),
    getUserLock: () => lock('user'),
  });
