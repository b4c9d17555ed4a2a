// Tells from a list's status and leave date whether somebody has left; what it cannot tell for certain it says. Pure.
import { DAY } from '../contract/time';
import { headerKey } from './headers';

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Of somebody who works here. Without blanks, marks and capitals, as `headerKey` makes them. */
const HERE = /* @__PURE__ */ wordsOf(
  'active enabled employed employee current present hired contractor external externo externa extern externe intern ' +
    'permanent temporary onleave leave leaveofabsence gardenleave noticeperiod pendingtermination onboarding provisioned pending invited staged member owner admin ' +
    'user activo activa alta empleado empleada contratista aktiv beschaftigt angestellt freigegeben actif active ' +
    'present enposte ativo ativa contratado contratada ferias afastado afastada licencia baja medica',
);
/** Of somebody who does not any more, or whose account was switched off. */
const GONE = /* @__PURE__ */ wordsOf(
  'disabled inactive terminated left leaver suspended former deactivated resigned retired retiree deprovisioned departed ' +
    'ended deleted archived blocked dismissed notactive offboarded inactivo inactiva baja cesado cesada suspendido ' +
    'suspendida desactivado desactivada deshabilitado deshabilitada exempleado exempleada despedido despedida ' +
    'jubilado jubilada inaktiv ausgetreten ausgeschieden deaktiviert gesperrt ehemalig ehemalige pensioniert inactif ' +
    'parti partie sorti sortie desactive desactivee suspendu suspendue ancien ancienne licencie licenciee retraite ' +
    'inativo inativa desligado desligada demitido demitida suspenso suspensa desativado desativada bloqueado ' +
    'bloqueada aposentado aposentada',
);
const YES = /* @__PURE__ */ wordsOf('true yes y si s ja j oui o sim verdadero wahr vrai verdadeiro x 1');
const NO = /* @__PURE__ */ wordsOf('false no n nein non nao falso falsch faux 0');
/** Headers under which a yes means that the account is off. */
const OFF_HEADERS = /suspend|suspens|disabled|deleted|desactiv|desativ|deaktiv|gesperrt|blocked|bloque|archived/;

export type Standing = 'here' | 'gone' | 'untold' | 'unclear';

/** A digit is a word too: `headerKey` would take it for the number of a column. */
const key = (text: string): string => (/^\s*[01]\s*$/.test(text) ? text.trim() : headerKey(text));

/** `header` tells which way a yes goes. */
export function standingOf(status: string, header: string): Standing {
  // Workday: Active - Payroll Eligible.
  const word = key(status.replace(/ [-–] .*$/, ''));
  // Active Directory has it among other flags, as a bit.
  if (status !== '' && headerKey(header) === 'useraccountcontrol') return (Number(status) & 2) === 0 ? 'here' : 'gone';
  if (word === '') return 'untold';
  const isOff = OFF_HEADERS.test(headerKey(header));
  if (YES.has(word)) return isOff ? 'gone' : 'here';
  if (NO.has(word)) return isOff ? 'here' : 'gone';
  if (GONE.has(word)) return 'gone';
  return HERE.has(word) ? 'here' : 'unclear';
}

/** From day before month or month before day nobody can tell by one date: the column may. */
export type DayOrder = 'day-first' | 'month-first' | 'unknown';

const NUMBERS = /^\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:\D.*)?$/;

export function dayOrderOf(cells: readonly string[]): DayOrder {
  let dayFirst = false;
  let monthFirst = false;
  for (const cell of cells) {
    const [, one, two] = NUMBERS.exec(cell) ?? [];
    if (Number(one) > 12 || /^\s*\d{1,2}\.\d{1,2}\.\d{4}/.test(cell)) dayFirst = true;
    if (Number(two) > 12) monthFirst = true;
  }
  if (dayFirst === monthFirst) return 'unknown';
  return dayFirst ? 'day-first' : 'month-first';
}

/** What systems write for "never". */
const NEVER = /^\s*(?:never|nunca|nie|jamais|none|null|n\/a|-+|—|0|9223372036854775807)?\s*$/i;
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

function daysIn(cell: string, order: DayOrder): number[] {
  if (FILETIME.test(cell)) return [Math.floor((Number(cell) / 10_000 - SINCE_1601_MS) / DAY) * DAY];
  const iso = /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\D.*)?$/.exec(cell);
  if (iso !== null) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const [, one, two, year] = (NUMBERS.exec(cell) ?? []).map(Number);
  if (one === undefined || two === undefined || year === undefined) return [];
  return [
    ...(order === 'month-first' ? [] : dayOf(year, two, one)),
    ...(order === 'day-first' || (order === 'unknown' && one === two) ? [] : dayOf(year, one, two)),
  ];
}

/** None where there is no such day. */
function dayOf(year: number, month: number, day: number): number[] {
  const at = Date.UTC(year, month - 1, day);
  const date = new Date(at);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? [at] : [];
}
