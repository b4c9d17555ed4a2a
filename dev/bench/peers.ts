// What other tools took for the same jobs, measured on one machine of 2 cores, and under which conditions.

/** By the name of a row. */
export const PEERS: Readonly<Record<string, string>> = {
  'list 2,000': 'GAM7 4.75 s [1]; Node client 2.03 s [2]',
  'send 200':
    'GAM7 43.0 to 43.9 s as it comes, 9.9 s at best when tuned [1]; Node client 40.4 s one at a time, 4.0 s ten, 0.27 s all at once [2]; GSM about 36 s [3]',
  'send 1,000 at 600 a minute, fixed':
    'none with a quota; GAM7 with every 5th of 40 sends answered 429: 19.3 s instead of 10.3 s [1]',
  'check 200': 'GAM7 41.2 s, one after another [1]',
};

/** Of the sources [1], [2] and [3]. */
export const CONDITIONS: readonly string[] = [
  'GAM7 7.48.00 from source (Python 3.11) against a TLS stub on the same machine: 200 ms fixed a request, no quota, connections that cost next to nothing. Lists 100 a page, after one discovery request. Sends with 5 processes; tuned: multiprocess_pool_limit -1 and 16 processes. No sheet, no write-ahead log, no look at what a lost answer did.',
  "Google's Node client 21.2.1 in one process against the same stub, a loop around its methods: 200 a page; as many sends at a time as said. Nothing is recorded, no POST is tried again.",
  'GSM v0.12.0: calculated from its source, not run: 4 threads, 200 ms a reply and its default delay of 500 ms after every call.',
];
