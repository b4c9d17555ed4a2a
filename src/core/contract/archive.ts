// The contract of the archive of Activity.
import type { Answer } from './answer';

/**
 * What would be archived: how many lines, the times of the first and the last, the least age in days that holds, and
 * how many older ones stay because their person may still be invited or reminded.
 */
export type ArchivePlan = {
  readonly lines: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly days: number;
  readonly open: number;
};

export type Archived = { readonly lines: number; readonly sheet: string };

export type ArchiveRequests = {
  /** The least age in days that is granted is the recency guard, and never under 90. */
  previewArchive: (days: number) => Answer<ArchivePlan>;
  /**
   * Moves lines of the Activity sheet that are older than so many days to a dated sheet, as far as nothing is decided
   * from them any more.
   */
  archive: (days: number) => Answer<Archived>;
};
