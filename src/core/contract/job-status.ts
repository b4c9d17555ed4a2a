// What a job's status says, of its record and of what the page sees of it alike.

/**
 * `running`: call `advance` now. `waiting`: call it at `resumeAt` (Google asked for a pause, or an unclear mail is
 * being looked at again).
 * `paused`: by a person. `blocked`: nothing more can succeed until `problem` is solved; `resume` tries again. `done`,
 * `stopped`: ended.
 */
export type JobStatus = 'running' | 'waiting' | 'paused' | 'blocked' | 'done' | 'stopped';

/** Nothing more comes of it. */
export const hasEnded = ({ status }: { readonly status: JobStatus }): boolean =>
  status === 'done' || status === 'stopped';
