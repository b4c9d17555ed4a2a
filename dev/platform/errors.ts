// The error that every service throws, named as on Google.

/** What a script sees as `Exception: message`. */
export class PlatformError extends Error {
  override readonly name = 'Exception';
}
