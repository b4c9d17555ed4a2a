// Recognises the columns of a list of people by the words of its header, as exports call them in five languages. Pure.
import { marks, noWords } from '../contract/pattern';
import { readAddress } from '../accounts/address';
import { COLUMN_ROLES, type ColumnRole, type PeopleRoles } from '../contract/people';
import { headerKind, isOthers } from '../lists/headers';

/** Rows of texts, the header first. */
export type PeopleTable = readonly (readonly string[])[];

/**
 * In each role the words that say it best come first: of several columns the best is taken. English, Spanish, German,
 * French, Portuguese. Those of work addresses are known where lists are read.
 */
const WORDS: Readonly<Record<Exclude<ColumnRole, 'address'>, string>> = {
  other:
    'proxy addresses, proxy address, aliases, alias, email aliases, email alias, email addresses, other emails, ' +
    'other email, other mails, other addresses, other address, additional emails, additional email, secondary email, ' +
    'secondary emails, work secondary email, smtp addresses, non editable aliases, user principal name, upn, login, ' +
    'alias de correo, otros correos, otras direcciones, correo secundario, ' +
    'weitere adressen, weitere e mail adressen, alias adressen, anmeldename, ' +
    'autres adresses, adresse secondaire, adresses secondaires, alias de messagerie, ' +
    'outros e mails, outros enderecos, e mail secundario, enderecos alternativos',
  name:
    'full name, display name, employee name, worker name, name, legal name, preferred name, name full name, worker, ' +
    'employee, person, fn, cn, name formatted, nombre completo, nombre y apellidos, apellidos y nombre, empleado, persona, ' +
    'vollstandiger name, anzeigename, mitarbeiter, mitarbeiterin, mitarbeitername, ' +
    'nom complet, nom et prenom, nom prenom, prenom nom, salarie, employe, ' +
    'nome completo, funcionario, colaborador, colaboradora',
  given:
    'first name, given name, forename, name given name, nombre, nombre de pila, vorname, prenom, nome, primeiro nome',
  family:
    'last name, surname, family name, name family name, sn, apellidos, apellido, primer apellido, nachname, ' +
    'familienname, nom, nom de famille, sobrenome, ultimo nome, apelido',
  department:
    'department, department name, dept, organizations department, division, business unit, team, ' +
    'supervisory organization, org unit path, cost center, cost center name, departamento, area, equipo, seccion, ' +
    'abteilung, bereich, service, departement, direction, equipe, setor',
  manager:
    'manager, manager email, supervisor email, manager name, manager display name, line manager, reports to, reporting to, supervisor, ' +
    'jefe, jefa, responsable, gerente, superior, supervisora, vorgesetzter, vorgesetzte, fuhrungskraft, ' +
    'responsable hierarchique, superieur, gestor, gestora, chefe',
  language:
    'preferred language, language, lang, locale, idioma, idioma preferido, lengua, sprache, bevorzugte sprache, ' +
    'langue, langue preferee, lingua',
  status:
    'employment status, worker status, employee status, account status, active status, status, account enabled, ' +
    'enabled, active, is active, suspended, is suspended, disabled, is disabled, account disabled, deleted, ' +
    'user account control, blocked, block credential, inactive, terminated, leaver, locked, former, archived, ' +
    'estado, situacion, situacion laboral, estatus, activo, activa, suspendido, desactivado, inactivo, bloqueado, baja, ' +
    'beschaftigungsstatus, aktiv, konto aktiv, konto aktiviert, deaktiviert, gesperrt, ausgeschieden, inaktiv, ' +
    'statut, etat, actif, compte actif, desactive, suspendu, situacao, ativo, inativo, desativado, suspenso',
  leave:
    'leave date, leaving date, date left, termination date, employee leave date time, last day, last day of work, ' +
    'last working day, exit date, end date, contract end date, account expires, account expiration date, ' +
    'fecha de baja, fecha de salida, fecha de cese, fecha de terminacion, fecha fin, fecha de fin, fin de contrato, ultimo dia, ' +
    'austrittsdatum, austritt, letzter arbeitstag, enddatum, vertragsende, ' +
    'date de depart, date de sortie, date de fin, dernier jour, fin de contrat, ' +
    'data de saida, data de desligamento, data de demissao, data de termino, data fim, ultimo dia de trabalho',
};

/** `Email Address [Required]`, `emailAddress` and `E-MAIL_ADDRESS` are one word; so are `aliases.0` and `aliases`. */
export const headerKey = (header: string): string =>
  header
    .replace(/\[[^\]]*\]|\([^)]*\)/g, ' ')
    .normalize('NFD')
    .replace(marks(), '')
    .toLowerCase()
    .replace(noWords(), '')
    .replace(/\d+(?:value|address)?$/, '');

type Known = { readonly role: ColumnRole; readonly rank: number };
let knownWords: ReadonlyMap<string, Known> | null = null;

/** Role and rank of each word. Made when it is first asked for: every run of the script would begin with it. */
const known = (): ReadonlyMap<string, Known> =>
  (knownWords ??= new Map(
    COLUMN_ROLES.flatMap(role =>
      role === 'address' ? [] : WORDS[role].split(', ').map((word, rank) => [headerKey(word), { role, rank }] as const),
    ),
  ));

/** What stands around the names of JSON. */
const AROUND = /^(?:profile|organizations(?: primary)?|urn:\S*) /i;
/** How many rows are looked at to see what a column without a word that we know holds. */
const LOOKED_AT = 200;

/** `Employee #` is a number, and no name. A private address (recovery, home) has no role: it is nobody's business. */
function roleOf([header = '', ...cells]: readonly string[]): Known | undefined {
  if (header.includes('#')) return undefined;
  const bare = header.replace(AROUND, '');
  const kind = headerKind(bare);
  if (kind !== 'work' && kind !== 'mail') return known().get(headerKey(bare));
  const isEmpty = !cells.some(cell => cell.includes('@'));
  return known().get(headerKey(bare)) ?? { role: 'address', rank: Number(isEmpty) * 2 + Number(kind === 'mail') };
}

/** What each column is taken for, until a person says otherwise. */
export function rolesOf(table: PeopleTable): PeopleRoles {
  const header = table[0] ?? [];
  const rows = table.slice(0, 1 + LOOKED_AT);
  const columns = header.map((_, at) => roleOf(rows.map(row => row[at] ?? '')));
  const best = new Map<ColumnRole, number>();
  columns.forEach((found, at) => {
    if (found === undefined) return;
    const before = columns[best.get(found.role) ?? -1];
    if (before === undefined || found.rank < before.rank) best.set(found.role, at);
  });
  const roles = columns.map((found, at): ColumnRole | null => {
    if (found === undefined) return null;
    return found.role === 'other' || best.get(found.role) === at ? found.role : null;
  });
  if (!roles.includes('address')) {
    const at = addressColumn(table, roles);
    if (at !== null) roles[at] = 'address';
  }
  return roles;
}

/** A UPN, where there is no mail; else the column in which nearly all cells are addresses. */
function addressColumn(table: PeopleTable, roles: PeopleRoles): number | null {
  const header = table[0] ?? [];
  const upn = header.findIndex((name, at) => roles[at] === 'other' && !isOthers(name));
  if (upn >= 0) return upn;
  const rows = table.slice(1, 1 + LOOKED_AT);
  const shares = header.map((_, at) => {
    const cells = rows.map(row => row[at] ?? '').filter(cell => cell.trim() !== '');
    const fitting = roles[at] === null && !isOthers(header[at] ?? '') ? cells : [];
    return fitting.filter(cell => readAddress(cell).ok).length / Math.max(1, cells.length);
  });
  const most = Math.max(0, ...shares);
  return most > 0.5 ? shares.indexOf(most) : null;
}
