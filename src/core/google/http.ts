// One request to Google and its reply, as the core knows them; the server folder sends them with UrlFetchApp.
import type { NotSignedIn } from './outcome';

/** One request to the API; `url` is complete and already escaped. `body` goes with POST. */
export type Call = { readonly method: 'get' | 'post'; readonly url: string; readonly body: string | null };
/** Header names in lower case. `unsent`: there was no token for the request, so it never left; the status is 0. */
export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly unsent?: NotSignedIn;
};
export type Http = {
  /**
   * All calls at once, replies in their order, whatever their status. `fresh` asks for a new access token.
   * Throws when the network failed: then any of the calls may or may not have reached Google.
   */
  readonly fetchAll: (calls: readonly Call[], newToken: boolean) => Reply[];
};
