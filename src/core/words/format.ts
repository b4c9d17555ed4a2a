// Numbers as people of a language and country write them. By hand: of Intl, Apps Script promises nothing.

/** Between thousands, before decimals, and how many digits there must be before thousands are parted at all. */
export type Separators = { readonly group: string; readonly decimal: string; readonly fewest: number };

export type Format = {
  readonly number: (value: number) => string;
  /** "1 row", "1,200 rows": for languages with two forms, of which the second usually has an s more. */
  readonly plural: (count: number, one: string, many?: string) => string;
};

/** A whole number as people write it: 1204, 1,204 or 1 204. Null for anything else. */
export const numberIn = (text: string): number | null =>
  /^(\d+|\d{1,3}([.,\s'’]\d{3})+)$/.test(text.trim()) ? Number(text.replace(/\D/g, '')) : null;

/** One decimal at most. */
export function formatOf({ group, decimal, fewest }: Separators): Format {
  const number = (value: number): string => {
    const [whole = '', fraction] = String(Math.round(value * 10) / 10).split('.');
    const parted = whole.length < fewest ? whole : whole.replace(/\B(?=(\d{3})+$)/g, group);
    return fraction === undefined ? parted : parted + decimal + fraction;
  };
  return { number, plural: (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}` };
}
