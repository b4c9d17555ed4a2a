// The words that are written into cells and read back, or compared by colours, filters and formulas: apart from the
// words that are only shown, and never lost. To change one, add an edition to its language that holds only what
// changes, and write it into test/core/words/stored.frozen.json too: sheets made before keep their own words.
import type { AccountRow, ActivityRow, Employment, LineAction, LineOutcome, PersonRow } from '../contract/rows';
import type { AccountState } from '../contract/rpc';
import type { Language } from './languages';

type Table<Code extends string> = Readonly<Record<Code, string>>;
export type StoredWords = {
  readonly states: Table<AccountState>;
  readonly actions: Table<LineAction>;
  readonly outcomes: Table<LineOutcome>;
  readonly accountHeaders: Table<keyof AccountRow>;
  readonly activityHeaders: Table<keyof ActivityRow>;
  readonly peopleHeaders: Table<Exclude<keyof PersonRow, 'email'>>;
  readonly employments: Table<Employment>;
  readonly sheets: Table<'accounts' | 'activity' | 'summary'>;
  /** Number formats of a sheet's cells. */
  readonly timeFormats: Table<'day' | 'minute' | 'second'>;
};
type TableName = keyof StoredWords;
/** What one edition sets; the first of a language sets nearly everything. */
export type Edition = { readonly [T in TableName]?: Partial<StoredWords[T]> };
/** By the tag of the language; English first. In each, editions are only ever added at the end. */
export type Editions = Readonly<Record<string, readonly Edition[]>>;

/** What a sheet made under an edition (from 1) of a language is written in for as long as there is that sheet. */
export type SheetWords = StoredWords & { readonly tag: string; readonly edition: number };

const en = [
  {
    states: {
      NOT_YET_SENT: 'Not invited',
      INVITED: 'Invited',
      ACCEPTED: 'Accepted',
      DECLINED: 'Declined',
      NOT_LISTED: 'Not listed',
    },
    actions: {
      send: 'Send',
      remind: 'Remind',
      cancel: 'Cancel',
      check: 'Check',
      refresh: 'Refresh',
      schedule: 'Scheduled reminders',
    },
    outcomes: {
      queued: 'Queued',
      sending: 'Sending',
      checking: 'Checking',
      done: 'Done',
      eligible: 'Eligible',
      'not-eligible': 'Not eligible',
      refused: 'Refused',
      unknown: 'Unknown',
      skipped: 'Skipped',
      stopped: 'Stopped',
    },
    accountHeaders: {
      mark: 'Mark',
      email: 'Email',
      state: 'State',
      mails: 'Emails sent',
      changedAt: 'Last change',
      lastAction: 'Last action',
      result: 'Result',
      seenAt: 'Last seen',
      notes: 'Notes',
    },
    activityHeaders: {
      at: 'When',
      by: 'By',
      job: 'Job',
      action: 'Action',
      address: 'Email',
      outcome: 'Outcome',
      reason: 'Reason',
      http: 'HTTP status',
      attempts: 'Attempts',
      code: 'Code',
    },
    sheets: { accounts: 'Accounts', activity: 'Activity', summary: 'Summary' },
    timeFormats: { day: 'yyyy-mm-dd', minute: 'yyyy-mm-dd hh:mm', second: 'yyyy-mm-dd hh:mm:ss' },
  },
  {
    actions: { compare: 'Compared' },
    peopleHeaders: { person: 'Person', department: 'Department', employment: 'Employment' },
    employments: { employed: 'Employed', left: 'Left', ambiguous: 'Ambiguous', unlisted: 'Not on the list' },
  },
] as const satisfies readonly Edition[];

const es = [
  {
    states: {
      NOT_YET_SENT: 'Sin invitar',
      INVITED: 'Invitada',
      ACCEPTED: 'Aceptada',
      DECLINED: 'Rechazada',
      NOT_LISTED: 'No listada',
    },
    actions: {
      send: 'Enviar',
      remind: 'Recordar',
      cancel: 'Cancelar',
      check: 'Comprobar',
      refresh: 'Actualizar',
      schedule: 'Recordatorios programados',
    },
    outcomes: {
      queued: 'En cola',
      sending: 'Enviando',
      checking: 'Comprobando',
      done: 'Hecho',
      eligible: 'Apta',
      'not-eligible': 'No apta',
      refused: 'Denegado',
      unknown: 'Incierto',
      skipped: 'Omitido',
      stopped: 'Detenido',
    },
    accountHeaders: {
      mark: 'Marca',
      email: 'Correo',
      state: 'Estado',
      mails: 'Enviados',
      changedAt: 'Último cambio',
      lastAction: 'Última acción',
      result: 'Resultado',
      seenAt: 'Visto',
      notes: 'Notas',
    },
    activityHeaders: {
      at: 'Cuándo',
      by: 'Quién',
      job: 'Tarea',
      action: 'Acción',
      address: 'Correo',
      outcome: 'Resultado',
      reason: 'Motivo',
      http: 'Estado HTTP',
      attempts: 'Intentos',
      code: 'Código',
    },
    sheets: { accounts: 'Cuentas', activity: 'Actividad', summary: 'Resumen' },
    timeFormats: { day: 'dd/mm/yyyy', minute: 'dd/mm/yyyy hh:mm', second: 'dd/mm/yyyy hh:mm:ss' },
  },
  {
    actions: { compare: 'Comparación' },
    peopleHeaders: { person: 'Persona', department: 'Departamento', employment: 'Situación laboral' },
    employments: { employed: 'En plantilla', left: 'Ya no está', ambiguous: 'Dudosa', unlisted: 'Fuera de la lista' },
  },
] as const satisfies readonly Edition[];

/** Names of what no edition in the list sets, such as "actions.remind"; never when there is nothing. */
type CodesIn<E, T extends TableName> = E extends Readonly<Record<T, infer Words>> ? keyof Words : never;
type Missing<List extends readonly Edition[]> = {
  [T in TableName]: `${T}.${Exclude<keyof StoredWords[T] & string, CodesIn<List[number], T>>}`;
}[TableName];
/** Does not compile while a word is missing from all editions of a language. */
const complete = <List extends readonly Edition[]>(
  list: List & ([Missing<List>] extends [never] ? unknown : { readonly missing: Missing<List> }),
): readonly Edition[] => list;

export const EDITIONS: Readonly<Record<Language, readonly Edition[]>> = {
  en: /* @__PURE__ */ complete(en),
  es: /* @__PURE__ */ complete(es),
};

/**
 * Of each word the last that was set up to that edition; of a word that came later, the first that there is. An edition
 * that we do not know yet, left by a newer build, is our newest.
 */
function wordsAt(list: readonly Edition[], edition: number): StoredWords {
  const byWeight = [...list.slice(edition).reverse(), ...list.slice(0, edition)];
  const table = <T extends TableName>(name: T): StoredWords[T] =>
    // `complete` has seen to it that nothing is missing.
    Object.assign({}, ...byWeight.map(set => set[name])) as StoredWords[T];
  return {
    states: table('states'),
    actions: table('actions'),
    outcomes: table('outcomes'),
    accountHeaders: table('accountHeaders'),
    activityHeaders: table('activityHeaders'),
    peopleHeaders: table('peopleHeaders'),
    employments: table('employments'),
    sheets: table('sheets'),
    timeFormats: table('timeFormats'),
  };
}

/** The tables whose codes stand in the cells of our columns. */
export type Coded = 'states' | 'actions' | 'outcomes' | 'employments';
export type Vocabulary = {
  /** English where the language is unknown. */
  readonly under: (tag: string, edition: number) => SheetWords;
  /** What a sheet made now is written in. */
  readonly newest: (tag: string) => SheetWords;
  /** All editions of all languages; of each language the newest first. */
  readonly every: () => readonly SheetWords[];
  /** A word of any edition of any language, or the bare code, capitals ignored → the code. */
  readonly codeOf: (text: string, table: Coded) => string | null;
  /** All words that a cell may hold for a code, and the code itself, once each, capitals ignored. */
  readonly wordsOf: (code: string, table: Coded) => readonly string[];
};

export function vocabularyOf(editions: Editions): Vocabulary {
  const languages = Object.entries(editions);
  const listOf = (tag: string) => languages.find(([known]) => known === tag) ?? languages[0] ?? ['', []];
  // Each of our sheets asks for them anew.
  const made = new Map<string, SheetWords>();
  const under = (asked: string, edition: number): SheetWords => {
    const [tag, list] = listOf(asked);
    const known = Math.min(Math.max(1, edition || 1), list.length);
    const name = `${tag} ${known}`;
    const words = made.get(name) ?? { ...wordsAt(list, known), tag, edition: known };
    made.set(name, words);
    return words;
  };
  let all: readonly SheetWords[] | null = null;
  const every = (): readonly SheetWords[] =>
    (all ??= languages.flatMap(([tag, list]) => list.map((_, index) => under(tag, list.length - index))));
  const codes = new Map<Coded, ReadonlyMap<string, string>>();
  const codesIn = (table: Coded): ReadonlyMap<string, string> =>
    new Map(
      every().flatMap(words =>
        Object.entries(words[table]).flatMap(([code, word]) => [
          [word.toLowerCase(), code] as const,
          [code.toLowerCase(), code] as const,
        ]),
      ),
    );
  return {
    under,
    newest: tag => under(tag, Infinity),
    every,
    codeOf: (text, table) => {
      const known = codes.get(table) ?? codesIn(table);
      codes.set(table, known);
      return known.get(text.trim().toLowerCase()) ?? null;
    },
    wordsOf: (code, table) => {
      const words = [...every().map(one => (one[table] as Readonly<Record<string, string>>)[code] ?? code), code];
      return words.filter(
        (word, index) => words.findIndex(other => other.toLowerCase() === word.toLowerCase()) === index,
      );
    },
  };
}

export const stored: Vocabulary = /* @__PURE__ */ vocabularyOf(EDITIONS);

/**
 * Which edition a sheet was made under, when nothing says so: of those that call it by its name, the one most of whose
 * words are `seen` in it; of several that fit as well the first. `seen` is not asked where the name tells it all.
 */
export function likeliest(
  named: readonly SheetWords[],
  wordsIn: (words: SheetWords) => readonly string[],
  seen: () => readonly string[],
): SheetWords | undefined {
  if (named.length < 2) return named[0];
  const there = new Set(seen().map(word => word.trim().toLowerCase()));
  const fits = named.map(words => wordsIn(words).filter(word => there.has(word.toLowerCase())).length);
  return named[fits.indexOf(Math.max(...fits))];
}
