// Recognises the columns of a list of people by the words of its header, as exports call them in five languages. Pure.
import { marks, noWords } from '../contract/pattern';
import { readAddress } from '../accounts/address';
import { COLUMN_ROLES, type ColumnRole, type PeopleRoles } from '../contract/people';
import { headerKind, isOthers } from '../lists/headers';

/** Rows of texts, the header first. */
export type PeopleTable = readonly (readonly string[])[];

/**
 * In each role the words that say it best come first: of several columns the best is taken. English, Spanish, German,
 * French, Portuguese, with a stroke for each blank. Those of work addresses are known where lists are read.
 */
const WORDS: Readonly<Record<Exclude<ColumnRole, 'address'>, string>> = {
  other:
    'proxy_addresses proxy_address aliases alias email_aliases email_alias email_addresses other_emails ' +
    'other_email other_mails other_addresses other_address additional_emails additional_email secondary_email ' +
    'secondary_emails work_secondary_email smtp_addresses non_editable_aliases user_principal_name upn login ' +
    'alias_de_correo otros_correos otras_direcciones correo_secundario ' +
    'weitere_adressen weitere_e_mail_adressen alias_adressen anmeldename ' +
    'autres_adresses adresse_secondaire adresses_secondaires alias_de_messagerie ' +
    'outros_e_mails outros_enderecos e_mail_secundario enderecos_alternativos',
  name:
    'full_name display_name employee_name worker_name name legal_name preferred_name name_full_name worker ' +
    'employee person fn cn name_formatted last_name_first_name nombre_completo nombre_y_apellidos apellidos_y_nombre empleado persona ' +
    'vollstandiger_name anzeigename mitarbeiter mitarbeiterin mitarbeitername ' +
    'nom_complet nom_et_prenom nom_prenom prenom_nom salarie employe ' +
    'nome_completo funcionario colaborador colaboradora',
  given: 'first_name given_name forename name_given_name nombre nombre_de_pila vorname prenom nome primeiro_nome',
  family:
    'last_name surname family_name name_family_name sn apellidos apellido primer_apellido nachname ' +
    'familienname nom nom_de_famille sobrenome ultimo_nome apelido',
  department:
    'department department_name dept organizations_department division business_unit team ' +
    'supervisory_organization org_unit_path cost_center cost_center_name departamento area equipo seccion ' +
    'abteilung bereich service departement direction equipe setor',
  manager:
    'manager manager_email supervisor_email manager_name manager_display_name line_manager reports_to reporting_to supervisor ' +
    'jefe jefa responsable gerente superior supervisora vorgesetzter vorgesetzte fuhrungskraft ' +
    'responsable_hierarchique superieur gestor gestora chefe',
  language:
    'preferred_language language lang locale idioma idioma_preferido lengua sprache bevorzugte_sprache ' +
    'langue langue_preferee lingua',
  status:
    'employment_status worker_status employee_status account_status active_status status account_enabled ' +
    'enabled active is_active suspended is_suspended disabled is_disabled account_disabled deleted ' +
    'user_account_control blocked block_credential inactive terminated leaver locked former archived ' +
    'estado situacion situacion_laboral estatus activo activa suspendido desactivado inactivo bloqueado baja ' +
    'beschaftigungsstatus aktiv konto_aktiv konto_aktiviert deaktiviert gesperrt ausgeschieden inaktiv ' +
    'statut etat actif compte_actif desactive suspendu situacao ativo inativo desativado suspenso',
  leave:
    'leave_date leaving_date date_left termination_date employee_leave_date_time last_day last_day_of_work ' +
    'last_working_day exit_date end_date contract_end_date account_expires account_expiration_date ' +
    'fecha_de_baja fecha_de_salida fecha_de_cese fecha_de_terminacion fecha_fin fecha_de_fin fin_de_contrato ultimo_dia ' +
    'austrittsdatum austritt letzter_arbeitstag enddatum vertragsende ' +
    'date_de_depart date_de_sortie date_de_fin dernier_jour fin_de_contrat ' +
    'data_de_saida data_de_desligamento data_de_demissao data_de_termino data_fim ultimo_dia_de_trabalho',
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
      role === 'address' ? [] : WORDS[role].split(' ').map((word, rank) => [headerKey(word), { role, rank }] as const),
    ),
  ));

/** What stands around the names of JSON. */
const AROUND = /^(?:profile|attributes|organizations(?: primary)?|urn:\S*) /i;
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
