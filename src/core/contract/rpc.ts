// The contract between the page and the server: every function the sidebar may call, and what comes back, a file a
// thing as in the folder of requests. Types only.
import type { ArchiveRequests } from './archive';
import type { CheckRequests } from './check';
import type { JobRequests } from './jobs';
import type { LookUpRequests } from './look-up';
import type { MarkRequests } from './mark';
import type { OverviewRequests } from './overview';
import type { PeopleRequests } from './people';
import type { PreviewRequests } from './preview';
import type { ReportRequests } from './reports';
import type { ScheduleRequests } from './schedule';
import type { SettingsRequests } from './settings';
import type { SetupRequests } from './setup';
import type { SignInRequests } from './sign-in';

export type * from './account-state';
export type * from './answer';
export type * from './archive';
export type * from './check';
export type * from './job-status';
export type * from './jobs';
export type * from './kinds';
export type * from './look-up';
export type * from './mark';
export type * from './overview';
export type * from './people';
export type * from './preview';
export type * from './reminder-policy';
export type * from './reports';
export type * from './schedule';
export type * from './settings';
export type * from './setup';
export type * from './sign-in';

/** What google.script.run carries: no Date, no undefined, no function. */
export type Wire = null | boolean | number | string | readonly Wire[] | { readonly [key: string]: Wire };

/** Everything the page may ask. Arguments arrive from a browser and are checked again on the server. */
export type Rpc = OverviewRequests &
  MarkRequests &
  PeopleRequests &
  PreviewRequests &
  LookUpRequests &
  CheckRequests &
  ReportRequests &
  JobRequests &
  ScheduleRequests &
  ArchiveRequests &
  SetupRequests &
  SettingsRequests &
  SignInRequests;

/** The same functions as the page sees them: asynchronous. */
export type Remote = { readonly [K in keyof Rpc]: (...args: Parameters<Rpc[K]>) => Promise<ReturnType<Rpc[K]>> };
