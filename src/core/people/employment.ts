// Tells from a list's status and leave date whether somebody has left; what it cannot tell for certain it says. Pure.
import { DAY } from '../contract/time';
import { plain } from '../lists/headers';
import { headerKey } from './headers';

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(' '));
/** A status of a woman and of a man is one word: suspendida is suspendido, désactivée désactivé. */
const ofMan = (word: string): string => word.replace(/a$/, 'o').replace(/ee$/, 'e');

/** Of somebody who works here. Without blanks, marks and capitals, as `headerKey` makes them, and of a man. */
const HERE = /* @__PURE__ */ wordsOf(
  'active enabled employed employe current present hired contractor external externo extern externe intern ' +
    'permanent temporary onleave leave leaveofabsence maternityleave parentalleave gardenleave noticeperiod ' +
    'pendingtermination onboarding provisioned pending invited staged member owner admin lockedout fulltime parttime ' +
    'user activo alto empleado contratisto aktiv beschaftigt angestellt freigegeben vollzeit teilzeit elternzeit ' +
    'mutterschutz actif enposte enconge ativo contratado ferias afastado licencio excedencio bajamedico ' +
    'tiempocompleto',
);
/** Of somebody who does not any more, or whose account was switched off. */
const GONE = /* @__PURE__ */ wordsOf(
  'disabled inactive terminated left leaver suspended former deactivated resigned retired retire deprovisioned departed ' +
    'ended deleted archived blocked dismissed notactive notemployed separated deceased offboarded inactivo bajo ' +
    'dadodebajo bajavoluntario cesado suspendido desactivado deshabilitado exempleado despedido jubilado inaktiv ' +
    'nichtaktiv gekundigt ausgetreten ausgeschieden deaktiviert gesperrt ehemalig ehemalige pensioniert inactif ' +
    'demissionnaire parti partie sorti sortie desactive suspendu suspendue ancien ancienne licencie retraite ' +
    'inativo desligado demitido suspenso desativado bloqueado aposentado',
);
const YES = /* @__PURE__ */ wordsOf('true yes y si s ja j oui o sim verdadero wahr vrai verdadeiro x 1');
const NO = /* @__PURE__ */ wordsOf('false no n nein non nao falso falsch faux 0');
/** Headers under which a yes means that the account is off. */
const OFF_HEADERS =
  /suspen[ds]|disabled|deleted|des?activ|desativ|deaktiv|gesperrt|lock|bloqu|archived|ina[ck]?tiv|inactif|terminat|^left|leaver|former|departed|ausge|ehemalig|(?:^|de|en)baja/;

export type Standing = 'here' | 'gone' | 'untold' | 'unclear';

/** A digit is a word too: `headerKey` would take it for the number of a column. */
const key = (text: string): string => (/^\s*[01]\s*$/.test(text) ? text.trim() : headerKey(text));

/** Active Directory has it among other flags: as a bit, or as PowerShell names them. */
const isOffBy = (flags: string): boolean => (Number(flags) & 2) !== 0 || /disable/i.test(flags);

/** `header` tells which way a yes goes. */
export function standingOf(status: string, header: string): Standing {
  // Workday: Active - Payroll Eligible.
  const word = key(status.replace(/ [-–] .*$/, ''));
  if (status !== '' && headerKey(header) === 'useraccountcontrol') return isOffBy(status) ? 'gone' : 'here';
  if (word === '') return 'untold';
  const isOff = OFF_HEADERS.test(headerKey(header));
  if (YES.has(word)) return isOff ? 'gone' : 'here';
  if (NO.has(word)) return isOff ? 'here' : 'gone';
  if (GONE.has(ofMan(word))) return 'gone';
  return HERE.has(ofMan(word)) ? 'here' : 'unclear';
}

/** From day before month or month before day nobody can tell by one date: the column may. */
export type DayOrder = 'day-first' | 'month-first' | 'unknown';

/** A year of two digits stands last only behind a full stop or a slash. */
const NUMBERS = /^\s*(\d{1,2})[./-](\d{1,2})(?:[./-](?=\d{4})|[./])(\d{4}|\d\d)(?:\D.*)?$/;

export function dayOrderOf(cells: readonly string[]): DayOrder {
  let dayFirst = false;
  let monthFirst = false;
  for (const cell of cells) {
    const [, one, two] = NUMBERS.exec(cell) ?? [];
    if (Number(one) > 12 || /^\s*\d{1,2}\.\d{1,2}\.\d\d/.test(cell)) dayFirst = true;
    if (Number(two) > 12) monthFirst = true;
  }
  if (dayFirst === monthFirst) return 'unknown';
  return dayFirst ? 'day-first' : 'month-first';
}

/** What systems write for "never": the day on which Windows begins to count is one of these, or the day before it. */
const NEVER = /^\s*(?:never|nunca|nie|jamais|none|null|n\/a|-+|—|0|9223372036854775807)?\s*$|\b160[01]\b/i;
/** Hours ahead of UTC of the place where the day ends last: only then has somebody left everywhere. */
const LAST_PLACE_MS = DAY / 2;

/** Whether that day is over, everywhere: `unclear` where one way to read the date says so and another does not. */
export function leaveOf(cell: string, order: DayOrder, now: number): Standing {
  if (NEVER.test(cell)) return 'untold';
  const days = daysIn(cell, order);
  if (days.length === 0) return 'unclear';
  const past = days.filter(day => day + DAY + LAST_PLACE_MS <= now).length;
  if (past === 0) return 'here';
  return past === days.length ? 'gone' : 'unclear';
}

/** Active Directory counts tenths of microseconds since 1601. */
const FILETIME = /^\s*\d{17,18}\s*$/;
const SINCE_1601_MS = 11_644_473_600_000;
const ISO = /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\D.*)?$/;
/** By their first letters, in five languages. */
const MONTHS = 'jan|ene fe[bv] mae?r a[pbv]r ma[iy] jun|juin jul|juil aug|ago|aou se[pt] o[ck]t|out nov d[ei][cz]';

function daysIn(cell: string, order: DayOrder): number[] {
  if (FILETIME.test(cell)) return [Math.floor((Number(cell) / 10_000 - SINCE_1601_MS) / DAY) * DAY];
  const iso = ISO.exec(cell.replace(/^\s*(\d{4})(\d\d)(\d\d)\s*$/, '$1-$2-$3'));
  if (iso !== null) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const [, one, two, year] = (NUMBERS.exec(cell) ?? []).map(Number);
  if (one === undefined || two === undefined || year === undefined) return namedDay(cell);
  return [
    ...(order === 'month-first' ? [] : dayOf(year, two, one)),
    ...(order === 'day-first' || (order === 'unknown' && one === two) ? [] : dayOf(year, one, two)),
  ];
}

/** 1-Nov-2026, Nov 1, 2026, 1. November 2026: the last word that is a month, since a weekday may stand first. */
function namedDay(cell: string): number[] {
  const text = plain(cell);
  const [one = '', two = ''] = text.match(/\d+/g) ?? [];
  const [day, year] = one.length === 4 ? [two, one] : [one, two];
  const months = (text.match(/[a-z]{3,}/g) ?? []).map(
    word => MONTHS.split(' ').findIndex(month => new RegExp(`^(?:${month})`).test(word)) + 1,
  );
  const month = months.filter(at => at > 0).pop();
  return month === undefined || year === '' ? [] : dayOf(Number(year), month, Number(day));
}

/** None where there is no such day. A year of two digits is one of this century. */
function dayOf(year: number, month: number, day: number): number[] {
  const at = Date.UTC(year < 100 ? 2_000 + year : year, month - 1, day);
  const date = new Date(at);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? [at] : [];
}
