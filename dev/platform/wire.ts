// How values cross between an execution and the host: as JSON, with dates tagged. Both sides use this file, each with
// its own Date.

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

/** First letter of a reply: a value follows, an error follows, or the execution has been killed. */
export const REPLY = { value: '=', error: '!', killed: 'x' } as const;
