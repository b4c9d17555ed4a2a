// QUERY as the add-on's own formula writes it: groups of one column, counted and summed, the largest first.
import { compareCells } from '../cell';
import { Block, Day, Fault, NOT_AVAILABLE, notBuilt, type Scalar, type Value } from './values';

const SENTENCE =
  /^select (?<items>\S+)(?: where (?<filled>Col\d+)<>'')? group by (?<by>\S+)(?: order by (?<first>\S+) desc,(?<then>Col\d+) limit (?<limit>\d+))? label (?<labels>.+)$/;
const ITEM = /^(?:(?<work>count|sum)\()?Col(?<col>\d+)\)?$/;

type Item = { readonly work: string | undefined; readonly col: number };
const itemOf = (text: string): Item | null => {
  const { work, col } = ITEM.exec(text)?.groups ?? {};
  return col === undefined ? null : { work, col: Number(col) - 1 };
};

/** A column is of the type that most of its cells have, and the others are taken for empty. */
function typed(rows: readonly (readonly Scalar[])[]): Scalar[][] {
  const columns = (rows[0] ?? []).map((_, at) => {
    const cells = rows.map(row => row[at] ?? null);
    const ofType = (type: 'string' | 'number'): number =>
      cells.filter(cell => (cell instanceof Day ? 'number' : typeof cell) === type).length;
    const major = ofType('number') > ofType('string') ? 'number' : 'string';
    return cells.map(cell => ((cell instanceof Day ? 'number' : typeof cell) === major ? cell : null));
  });
  return rows.map((_, row) => columns.map(column => column[row] ?? null));
}

const plain = (value: Scalar): string | number => (typeof value === 'number' || typeof value === 'string' ? value : '');

export function query([data = null, sentence = null, headers = null]: readonly Value[]): Value {
  if (data instanceof Fault) return data;
  const groups = typeof sentence === 'string' ? SENTENCE.exec(sentence)?.groups : undefined;
  const items = groups?.['items']?.split(',').map(itemOf) ?? [];
  const by = groups?.['by']?.split(',').map(itemOf) ?? [];
  const [filled, first, then] = ['filled', 'first', 'then'].map(name => itemOf(groups?.[name] ?? ''));
  const unlabelled = groups?.['items']
    ?.split(',')
    .filter(text => text.includes('(') && !(groups['labels'] ?? '').split(',').includes(`${text} ''`));
  if (!(data instanceof Block) || headers !== 0 || groups === undefined || [...items, ...by].includes(null))
    return notBuilt('QUERY of another form');
  // Without an empty label Google writes a row of headers above.
  if (unlabelled?.length !== 0) return notBuilt('QUERY of another form');
  const found = new Map<string, (readonly Scalar[])[]>();
  for (const row of typed(data.rows)) {
    if (filled && (row[filled.col] === null || row[filled.col] === '')) continue;
    const key = JSON.stringify(by.map(item => (item === null ? null : (row[item.col] ?? null))));
    const group = found.get(key);
    if (group === undefined) found.set(key, [row]);
    else group.push(row);
  }
  const valueOf = (item: Item, rows: readonly (readonly Scalar[])[]): Scalar => {
    const cells = rows.map(row => row[item.col] ?? null);
    if (item.work === 'count') return cells.filter(cell => cell !== null).length;
    if (item.work === 'sum') return cells.reduce<number>((sum, cell) => sum + (typeof cell === 'number' ? cell : 0), 0);
    return cells[0] ?? null;
  };
  const order = [...found.values()];
  if (first && then)
    order.sort(
      (one, other) =>
        Number(valueOf(first, other)) - Number(valueOf(first, one)) ||
        compareCells(plain(valueOf(then, one)), plain(valueOf(then, other))),
    );
  const rows = order
    .slice(0, Number(groups['limit'] ?? order.length))
    .map(group => items.map(item => (item === null ? null : valueOf(item, group))));
  return rows.length === 0 ? NOT_AVAILABLE : new Block(rows);
}
