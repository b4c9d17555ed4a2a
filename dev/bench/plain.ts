// A figure that no virtual clock gives: a time in the real world, or a size.
export type Plain = {
  readonly row: string;
  readonly unit: 'ms' | 'bytes';
  readonly now: number;
  readonly before: number | null;
  readonly detail: string;
  /** The share by which it may be worse than before without being told as worse: what the machine itself varies by. */
  readonly tolerance: number;
};
