// Wall clocks of named time zones, and Java's date patterns as Utilities.formatDate and number formats use them.

const partsOf = new Map<string, Intl.DateTimeFormat>();

function offsetMs(instant: number, zone: string): number {
  if (zone === 'Etc/UTC' || zone === 'UTC' || zone === 'GMT') return 0;
  let format = partsOf.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    partsOf.set(zone, format);
  }
  const part = Object.fromEntries(
    format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  ) as Record<string, number>;
  const wall = Date.UTC(
    part['year'] ?? 1970,
    (part['month'] ?? 1) - 1,
    part['day'],
    part['hour'],
    part['minute'],
    part['second'],
  );
  return wall - Math.floor(instant / 1000) * 1000;
}

/** A date whose UTC fields read as the wall clock of the zone does. */
export const wallClock = (instant: number, zone: string): Date => new Date(instant + offsetMs(instant, zone));

/** The instant at which the zone's wall clock shows the UTC fields of `wall`. */
export function instantOf(wall: number, zone: string): number {
  const guess = wall - offsetMs(wall, zone);
  return wall - offsetMs(guess, zone);
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const pad = (value: number, width: number): string => String(value).padStart(width, '0');

function zoneText(instant: number, zone: string, letter: string): string {
  const minutes = Math.round(offsetMs(instant, zone) / 60_000);
  if (letter === 'X' && minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60), 2)}${letter === 'X' ? ':' : ''}${pad(size % 60, 2)}`;
}

/** Java's SimpleDateFormat, the letters in common use. */
export function formatDate(instant: number, zone: string, pattern: string): string {
  const wall = wallClock(instant, zone);
  const hours = wall.getUTCHours();
  return pattern.replace(
    /'([^']*)'|([a-zA-Z])\2*/g,
    (match: string, quoted: string | undefined, letter: string | undefined) => {
      if (letter === undefined) return quoted === '' ? "'" : (quoted ?? match);
      const width = match.length;
      switch (letter) {
        case 'y':
          return width === 2 ? pad(wall.getUTCFullYear() % 100, 2) : pad(wall.getUTCFullYear(), width);
        case 'M': {
          const name = MONTHS[wall.getUTCMonth()] ?? '';
          return width >= 4 ? name : width === 3 ? name.slice(0, 3) : pad(wall.getUTCMonth() + 1, width);
        }
        case 'd':
          return pad(wall.getUTCDate(), width);
        case 'E':
          return (DAYS[wall.getUTCDay()] ?? '').slice(0, width >= 4 ? undefined : 3);
        case 'H':
          return pad(hours, width);
        case 'h':
          return pad(hours % 12 === 0 ? 12 : hours % 12, width);
        case 'a':
          return hours < 12 ? 'AM' : 'PM';
        case 'm':
          return pad(wall.getUTCMinutes(), width);
        case 's':
          return pad(wall.getUTCSeconds(), width);
        case 'S':
          return pad(wall.getUTCMilliseconds(), width);
        case 'Z':
        case 'X':
          return zoneText(instant, zone, letter);
        case 'z':
          return zone === 'Etc/UTC' ? 'UTC' : zone;
        default:
          throw new RangeError(`Illegal pattern character '${letter}'`);
      }
    },
  );
}
