// What the formula bar tells of a cell: a text that gives the same cell again when it is typed.
import { type Cell, isFormula } from '../platform/index';

/** Texts that Sheets would read as a number, date, truth value or formula; they were entered with an apostrophe. */
const READ_AS_SOMETHING_ELSE =
  /^(?:['=+]|\s*(?:[+-]?\$?[\d.,]+(?:[eE][+-]?\d+)?%?|\d{4}-\d{1,2}-\d{1,2}.*|\d{1,2}\/\d{1,2}\/\d{4}.*|true|false)\s*$)/i;

export function typedText(cell: Cell, format: string | undefined, zone: string): string {
  if (isFormula(cell)) return cell.formula;
  if (typeof cell === 'string')
    return cell !== '' && format !== '@' && READ_AS_SOMETHING_ELSE.test(cell) ? `'${cell}` : cell;
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (typeof cell === 'number')
    return format?.endsWith('%') === true ? `${Number((cell * 100).toPrecision(12))}%` : String(cell);
  return dateText(cell, zone);
}

function dateText(date: Date, zone: string): string {
  const parts = new Map(
    formatter(zone)
      .formatToParts(date)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? '';
  const day = `${part('year')}-${part('month')}-${part('day')}`;
  const time = `${part('hour')}:${part('minute')}:${part('second')}`;
  return time === '00:00:00' ? day : `${day} ${time}`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(zone: string): Intl.DateTimeFormat {
  const made =
    formatters.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
  formatters.set(zone, made);
  return made;
}
