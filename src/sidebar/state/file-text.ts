// The text of a file that a person chose, in whichever coding a program wrote it.
import type { Problem } from '../../core/contract/rpc';
import { words } from '../words';

/** Excel writes "Unicode text" so; the marks stand at the beginning. */
const MARKS: readonly (readonly [string, number, number])[] = [
  ['utf-16le', 0xff, 0xfe],
  ['utf-16be', 0xfe, 0xff],
];

export const noText = (): Problem => ({ code: 'no-text', ...words.check.noText, link: null });

/** null for what is no text, such as a workbook, which is a ZIP archive; and for a file that is gone. */
export async function textOf(file: Blob): Promise<string | null> {
  const bytes = await bytesOf(file);
  if (bytes === null) return null;
  const wide = MARKS.find(([, first, second]) => bytes[0] === first && bytes[1] === second);
  if (wide !== undefined) return new TextDecoder(wide[0]).decode(bytes);
  if (bytes.subarray(0, 4096).includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What Excel calls CSV without more in Western Europe and America.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

async function bytesOf(file: Blob): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
}
