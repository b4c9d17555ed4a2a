// The error that every service throws, named as on Google.
import type { Language } from './translations';

/** What a script sees as `Exception: message`. */
export class PlatformError extends Error {
  override readonly name = 'Exception';
  /** The same in the language of whoever runs the script; where nothing is given, always as it stands here. */
  readonly in: (language: Language) => string;
  /** Thrown among held-back writes, it comes out when they have all been done: see the rule refused-late. */
  readonly late: boolean;
  constructor(message: string, inLanguage: (language: Language) => string = () => message, late = false) {
    super(message);
    this.in = inLanguage;
    this.late = late;
  }
}
