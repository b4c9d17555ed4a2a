// How values cross between an execution and the host, each with its own Date and Array: whoever gets a value makes a
// copy of its own, of what JSON could carry. Between threads they cross as JSON, with dates tagged.
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

/** Text as REPLY has it; cells, most of all that crosses; or another value that has been answered. */
export type Reply = string | Block | Answer;
export type Answer = { readonly value: unknown };

export const isBlock = (reply: Block | Answer): reply is Block => Array.isArray(reply);

/** A list copied item by item: dates in lists are dates on the other side, too. */
function ownList(list: readonly unknown[]): unknown[] {
  const own: unknown[] = [];
  for (const item of list) own.push(isDate(item) ? new Date(item.getTime()) : (ownOf(item) ?? null));
  return own;
}

/**
 * The own copy of whoever gets the value, as it would be after a way through JSON: no list, no object and no date is
 * the other side's.
 */
export function ownOf(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return asJson(value);
    case 'object': {
      if (value === null) return null;
      if (Array.isArray(value)) return ownList(value);
      if (isDate(value)) return value.toJSON();
      const own: Record<string, unknown> = {};
      for (const key of Object.keys(value)) {
        const inner = ownOf((value as Readonly<Record<string, unknown>>)[key]);
        if (inner !== undefined) own[key] = inner;
      }
      return own;
    }
    default:
      return undefined;
  }
}

/** Of whichever side. */
const isDate = (value: unknown): value is Date =>
  typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === '[object Date]';

/** As ownOf, for cells. Most lines of most blocks are one and the same that is empty: see SheetModel.values. */
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

/** First letter of a reply as text: a value follows, an error follows, or the execution has been killed. */
export const REPLY = { value: '=', error: '!', killed: 'x' } as const;

/** As it crosses to another thread: cells are copied by the way itself, other values may be what it cannot copy. */
export const asText = (reply: Reply): string | Block =>
  typeof reply === 'string' || isBlock(reply) ? reply : textOf(reply);

/** The whole reply as text, for whoever keeps a record of it. */
export const textOf = (reply: Reply): string =>
  typeof reply === 'string' ? reply : REPLY.value + encode(isBlock(reply) ? reply : reply.value);
