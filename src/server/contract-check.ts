// Types only, checked by the compiler: every request of the contract has its function in main.ts. One that is missing
// is named in the error here.
import type { Rpc } from '../core/contract/rpc';
import type * as main from './main';

type In<Functions, Name extends keyof Functions> = Name;
export type EveryRequest = In<typeof main, keyof Rpc>;
