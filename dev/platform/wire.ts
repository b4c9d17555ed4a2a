// How values cross between an execution and the host: as JSON, with dates tagged, or as a block of cells, copied. Both
// sides use this file, each with its own Date and Array.
import type { Block } from './ops';
import type { CellValue } from './shapes';

type Tagged = { readonly $date: number };

const isTagged = (value: object): value is Tagged => '$date' in value;

/** Dates inside nested arrays become tags; what holds none is returned as it is, uncopied. */
function tag(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.getTime() };
  if (!Array.isArray(value)) return value;
  let copy: unknown[] | null = null;
  for (let index = 0; index < value.length; index++) {
    const old: unknown = value[index];
    if (typeof old !== 'object' || old === null) continue;
    const tagged = tag(old);
    if (tagged === old) continue;
    copy ??= [...(value as unknown[])];
    copy[index] = tagged;
  }
  return copy ?? value;
}

function untag(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const list: unknown[] = value;
    for (let index = 0; index < list.length; index++)
      if (typeof list[index] === 'object') list[index] = untag(list[index]);
    return list;
  }
  return isTagged(value) ? new Date(value.$date) : value;
}

export const encode = (value: unknown): string => JSON.stringify(tag(value ?? null));
export const decode = (text: string): unknown => untag(JSON.parse(text));

/** Text as REPLY has it; or cells, most of all that crosses, which as JSON would take several times as long. */
export type Reply = string | Block;

/**
 * The own copy of whoever gets the block: no array and no date is the other side's, and numbers are what JSON has.
 * Most lines of most blocks are one and the same that is empty: see SheetModel.values.
 */
export function copyOf(block: Block): CellValue[][] {
  const copy: CellValue[][] = [];
  let last: readonly CellValue[] | null = null;
  let own: CellValue[] = [];
  for (const line of block) {
    own = line === last ? own.slice() : ownLine(line);
    last = line;
    copy.push(own);
  }
  return copy;
}

function ownLine(line: readonly CellValue[]): CellValue[] {
  const own: CellValue[] = [];
  for (const cell of line)
    if (typeof cell === 'object') own.push(new Date(cell.getTime()));
    else own.push(typeof cell === 'number' ? asJson(cell) : cell);
  return own;
}

/** JSON has no negative zero, and null for what is not finite. */
const asJson = (number: number): CellValue => (Number.isFinite(number) ? number + 0 : (null as unknown as CellValue));

/** First letter of a reply: a value follows, an error follows, or the execution has been killed. */
export const REPLY = { value: '=', error: '!', killed: 'x' } as const;

/** The whole reply as text, for whoever keeps a record of it. */
export const textOf = (reply: Reply): string => (typeof reply === 'string' ? reply : REPLY.value + encode(reply));
