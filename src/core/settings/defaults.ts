// What holds where nothing is set, as far as other rooms need to know it.

/** Who was mailed within so many days is skipped. */
export const RECENT_DAYS = 7;
