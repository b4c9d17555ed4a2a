// Patterns with classes of letters, built when they are first used.

/**
 * A regular expression literal is read whenever the script is, also where it is never reached, and a class such as
 * \p{L} takes longer than a whole file of code. So a pattern with one is a text until somebody asks for it.
 */
export function pattern(source: string, flags = 'u'): () => RegExp {
  let built: RegExp | null = null;
  return () => (built ??= new RegExp(source, flags));
}

export const letter = pattern('\\p{L}');
/** What stands over or under a letter, once a text is decomposed. */
export const marks = pattern('\\p{M}', 'gu');
/** Whatever is neither a letter nor a digit. */
export const noWords = pattern('[^\\p{L}\\d]+', 'gu');
