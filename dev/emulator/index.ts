// Everything other parts may use of the emulator.
export type * from './types';
export { ALL_OPTIONS, OPTIONS, defaultOptions, setOptions } from './options';
export { REPORTED_OPTIONS } from './reported-options';
export type { OptionName, Options } from './options';
export {
  addAccounts,
  addServiceAccount,
  advanceClock,
  clearLedger,
  createWorld,
  INVITATIONS_SCOPE,
  mailsTo,
  reset,
  setClock,
} from './world';
export { handle } from './handle';
export { routes } from './path';
export { addFault, clearFaults, removeFault } from './faults';
export { accept, decline, evict, letPeopleAnswer, rename } from './people';
export { seed } from './seed';
export { isGoogle, makeKeyFile, revokeTokens, signInRoutes } from './sign-in';
export { ADMIN_PREFIX, handleAdmin } from './admin';
export { serve } from './serve';
export type { Served } from './serve';
export { coverage } from './coverage';
export type { Coverage } from './coverage';
