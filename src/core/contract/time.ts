// Time as all rooms count it: milliseconds since 1970, and the clock that tells it.

export type Clock = {
  readonly now: () => number /** Blocks for `ms` milliseconds. */;
  readonly sleep: (ms: number) => void;
};

export const DAY = 86_400_000;

/** Milliseconds since 1970 → ISO 8601 in UTC, as the page gets it. */
export const isoOf = (time: number): string => new Date(time).toISOString();
export const isoOrNull = (time: number | null): string | null => (time === null ? null : isoOf(time));
