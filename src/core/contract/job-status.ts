// What a job's status says, of its record and of what the page sees of it alike.
import type { JobStatus } from './rpc';

/** Nothing more comes of it. */
export const hasEnded = ({ status }: { readonly status: JobStatus }): boolean =>
  status === 'done' || status === 'stopped';
