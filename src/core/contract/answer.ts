// The good answer to a request; the bad one needs words (words/problem.ts).

/**
 * Something a person must know: what happened and what to do next, in whole plain sentences; `link` leads to the
 * remedy.
 */
export type Problem = {
  readonly code: string;
  readonly title: string;
  readonly advice: string;
  readonly link: { readonly text: string; readonly url: string } | null;
};

/**
 * Every call answers with one of these; a server function never throws at the page. `version`: that of the server,
 * which `handle` (src/server/guard.ts) puts into every answer on its way out.
 */
export type Answer<T> = { readonly version?: string } & (
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem }
);

export const answer = <T>(value: T): Answer<T> => ({ ok: true, value });
