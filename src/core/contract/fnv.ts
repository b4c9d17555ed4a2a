// FNV-1a over a text, 32 bits: tells that something has changed, and keeps no forger out.

/** A whole number from 0 to below 2³². Another `seed` gives another hash of the same text. */
export function fnv1a(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
