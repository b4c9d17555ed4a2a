// The words that stand over columns of addresses in exports, in English, Spanish, German, French and Portuguese.
import { marks } from '../contract/pattern';

/**
 * `work`: surely the work address. `place`: an address, perhaps of a house. `login`: a name to sign in with. `other`:
 * private, somebody else's, an old one.
 */
export type HeaderKind = 'work' | 'mail' | 'place' | 'login' | 'other' | 'none';

const MAIL =
  /\b(?:e ?)?mail(?:s|adresses?|address(?:es)?)?\b|smtp|messagerie|\bcorreos?\b|\bcorreio\b|\bcourriels?\b|\bmel\b|electroni(?:que|c[oa])|eletronic[oa]/;
const LOGIN =
  /^(?:(?:.* )?(?:user ?principal ?name|upn|name ?id)|login(?: ?id| ?name)?|sign in name|user(?: ?name| ?id)?|account(?: ?name)?|(?:nom(?:br)?e de )?usuario|benutzer(?:name)?|anmeldename|konto|(?:nom d )?utilisateur|identifiant|c(?:ompte|onta|uenta)|invitee|m(?:ember|iembro|itglied|embr[eo])|who)$/;
/** Bare words for an address: with addresses below them. */
const PLACE = /^(?:address(?:es)?|adress(?:e|en)|direccion(?:es)?|enderecos?|adresses)$/;
const WORK =
  /\bwork\b|\bpro\b|\bstaff\b|\bmember\b|invitee|\bbusiness\b|\bcompany\b|\bcorporate\b|\boffic(?:e|ial)\b|geschaft|dienst|firmen|haupt|primar|prof[ei]ss?ion|traba(?:jo|lho)|laboral|corporativ|\bempresa\b|entreprise|principal\b|windowsemail|verified domain/;
const OTHER =
  /recover|se[ck](?:und|ond)(?:[ar]|\b)|secours|particular|alternat|\bother(?:email)?\b|\bperso\b|personn?[ae]l|pessoal|privat|\bprive|\bhome\b|manager|supervisor|\bboss\b|vorgesetzt|responsab|\bjef[ea]\b|gestor|\bchef\b|superi(?:or|eur)|hierarch|assist[ae]nt|\bnew\b|\bold\b|previous|former|forward|reply|sponsor|owner|creat|invite[dr]\b|organi|partner|recruit|request|\blead(?:er)?\b|\bgr(?:oup(?:e|pe)?|upo|uppe)\b|\bhr\b|parent|member of|emergenc|notif|billing|\b[2-9]\b|\bcasa\b|recuper|wiederher|zweit|weitere|andere|autre|\bou?tr[oa]\b|alias|approver|contact person|referr/;
/** About an address, and none. */
const ABOUT =
  /display|\bcode\b|\btype\b|\btyp\b|nickname|subject|count|number|status|\bdate\b|sent|format|mailbox ?size|verified$/;

/** Without capitals, accents, and what forms put in brackets: `Correo electrónico (trabajo)` → correo electronico. */
export const plain = (header: string): string =>
  header
    .normalize('NFKD')
    .replace(marks(), '')
    .replace(/\[[^\]]*\]/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/ required$/, '')
    .trim();

/** Whether it stands over what is private, somebody else's, or no longer in use, with a word for mail or without. */
export const isOthers = (header: string): boolean => OTHER.test(plain(header));

export function headerKind(header: string): HeaderKind {
  if (header.length > 80 || header.includes('@')) return 'none';
  const words = plain(header);
  if (LOGIN.test(words)) return 'login';
  if (PLACE.test(words)) return 'place';
  if (!MAIL.test(words) || ABOUT.test(words)) return 'none';
  if (OTHER.test(words)) return 'other';
  return WORK.test(words) ? 'work' : 'mail';
}
