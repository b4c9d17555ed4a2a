// Everything Google leaves undocumented, as named options: an add-on must be right whatever they say. Tests run over
// this table.
import { HOUR_MS, REPORTED_OPTIONS, yesNo, type OptionRow } from './reported-options';

export const OPTIONS = [
  {
    name: 'cancelLeaves',
    meaning: 'What a cancelled invitation becomes; gone: unknown to get and list until it is sent again.',
    values: ['NOT_YET_SENT', 'gone', 'DECLINED'],
    default: 'NOT_YET_SENT',
    about: 'undocumented',
  },
  {
    name: 'cancelKeepsMailCount',
    meaning: 'Whether mailsSentCount stays as it was after a cancel, instead of starting again at 0.',
    values: yesNo,
    default: true,
    about: 'undocumented',
  },
  {
    name: 'cancelTouchesUpdateTime',
    meaning: 'Whether a cancel is a change that updateTime tells.',
    values: yesNo,
    default: true,
    about: 'undocumented',
  },
  {
    name: 'cancelOfUninvited',
    meaning: 'Cancelling for an unmanaged account that has no open invitation.',
    values: ['FAILED_PRECONDITION', 'NOT_FOUND', 'ok'],
    default: 'FAILED_PRECONDITION',
    about: 'undocumented',
  },
  {
    name: 'cancelOfAnswered',
    meaning: 'Cancelling after the person accepted or declined.',
    values: ['FAILED_PRECONDITION', 'NOT_FOUND', 'ok'],
    default: 'FAILED_PRECONDITION',
    about: 'undocumented',
  },
  {
    name: 'cancelOfStranger',
    meaning: 'Cancelling for an address that is no unmanaged account of a verified domain.',
    values: ['NOT_FOUND', 'FAILED_PRECONDITION', 'INVALID_ARGUMENT'],
    default: 'NOT_FOUND',
    about: 'undocumented',
  },
  {
    name: 'sendToInvited',
    meaning: 'Sending to a person who has an open invitation.',
    values: ['mail', 'ok-without-mail', 'FAILED_PRECONDITION'],
    default: 'mail',
    about: 'undocumented',
  },
  {
    name: 'sendToAccepted',
    meaning: 'Sending to a person who accepted; refused as whoever cannot be invited, by a client that has met it.',
    values: ['INVALID_ARGUMENT', 'NOT_FOUND', 'PERMISSION_DENIED', 'FAILED_PRECONDITION', 'mail', 'ok-without-mail'],
    default: 'INVALID_ARGUMENT',
    about: 'undocumented',
  },
  {
    name: 'sendToDeclined',
    meaning: 'Sending to a person who declined.',
    values: ['mail', 'mail-stays-DECLINED', 'FAILED_PRECONDITION'],
    default: 'mail',
    about: 'undocumented',
  },
  {
    name: 'sendToUninvitable',
    meaning:
      'Sending to an address that is no unmanaged account of a verified domain. GAM handles the first three, and never the last.',
    values: ['INVALID_ARGUMENT', 'NOT_FOUND', 'PERMISSION_DENIED', 'FAILED_PRECONDITION'],
    default: 'INVALID_ARGUMENT',
    about: 'undocumented',
  },
  {
    name: 'getOfUnknown',
    meaning: 'Getting an invitation that is not there, or not yet visible.',
    values: ['NOT_FOUND', 'PERMISSION_DENIED'],
    default: 'NOT_FOUND',
    about: 'undocumented',
  },
  {
    name: 'unknownCustomer',
    meaning: 'Asking for a customer id that is not ours.',
    values: ['PERMISSION_DENIED', 'NOT_FOUND'],
    default: 'PERMISSION_DENIED',
    about: 'undocumented',
  },
  {
    name: 'readLagMs',
    meaning: 'get and list show a change only so long after it.',
    values: [0, 5_000, 90_000],
    default: 0,
    about: 'undocumented',
  },
  {
    name: 'listDelayMs',
    meaning: 'get and list do not know accounts younger than this; Google says 48 hours.',
    values: [48 * HOUR_MS, 24 * HOUR_MS],
    default: 48 * HOUR_MS,
    about: 'undocumented',
  },
  {
    name: 'sentYoungIsListed',
    meaning: 'Whether get and list know an account younger than that once it was invited.',
    values: yesNo,
    default: false,
    about: 'undocumented',
  },
  {
    name: 'operationDone',
    meaning: 'Whether send and cancel answer with a finished operation (they have had their effect in any case).',
    values: yesNo,
    default: true,
    about: 'undocumented',
  },
  {
    name: 'operationCarriesInvitation',
    meaning: 'Whether the operation of a send or cancel tells the invitation, instead of a response type only.',
    values: yesNo,
    default: true,
    about: 'undocumented',
  },
  {
    name: 'operationHasName',
    meaning: 'Whether the operation has a name.',
    values: yesNo,
    default: false,
    about: 'undocumented',
  },
  {
    name: 'acceptedStays',
    meaning: 'Whether get and list still know an invitation that was accepted.',
    values: yesNo,
    default: true,
    about: 'undocumented',
  },
  {
    name: 'defaultValues',
    meaning: "Whether a 0, a false and an empty list are written out; many of Google's servers leave them out.",
    values: ['written', 'omitted'],
    default: 'written',
    about: 'undocumented',
  },
  {
    name: 'updateTimeDigits',
    meaning: 'How fine updateTime is; what does not fit is cut off.',
    values: ['microseconds', 'milliseconds', 'seconds'],
    default: 'microseconds',
    about: 'undocumented',
  },
  {
    name: 'emailCase',
    meaning: 'Whether addresses come back in small letters or as the person typed them.',
    values: ['lower', 'as-typed'],
    default: 'lower',
    about: 'undocumented',
  },
  {
    name: 'emailOrder',
    meaning: "How addresses are compared when sorting; punctuation-ignored: as some languages' rules do.",
    values: ['code-unit', 'punctuation-ignored'],
    default: 'code-unit',
    about: 'undocumented',
  },
  {
    name: 'pageTokenMeans',
    meaning:
      'What a page token points at: the last row seen, or a number of rows to skip (which misses or repeats rows when the list changes in between).',
    values: ['last-row', 'offset'],
    default: 'last-row',
    about: 'undocumented',
  },
  {
    name: 'pageTokenBindsPageSize',
    meaning:
      'Whether a page token is refused with another pageSize; the reference says all other parameters must match.',
    values: yesNo,
    default: true,
    about: 'undocumented',
  },
  {
    name: 'pageTokenLifeMs',
    meaning: 'How long a page token is good for; 0: for ever.',
    values: [0, 10 * 60_000],
    default: 0,
    about: 'undocumented',
  },
  {
    name: 'emptyPages',
    meaning: 'How many pages with a token and without an account list gives before each page that has some.',
    values: [0, 1],
    default: 0,
    about: 'undocumented',
  },

  { name: 'latencyMs', meaning: 'How long every answer takes.', values: [0, 200], default: 0, about: 'environment' },
  {
    name: 'latencySpread',
    meaning: 'Up to this share of latencyMs comes on top by chance.',
    values: [0, 0.5],
    default: 0,
    about: 'environment',
  },
  {
    name: 'clockSkewMs',
    meaning:
      "How far Google's clock, so updateTime and the Date header, is ahead of the world's, which is the script's; an hour either way is worth trying too.",
    values: [0, 20_000, -20_000],
    default: 0,
    about: 'environment',
  },
  {
    name: 'quotaPerMinute',
    meaning: 'Requests a minute before 429; 0: no limit.',
    values: [0, 600],
    default: 0,
    about: 'environment',
  },
  {
    name: 'quotaWindow',
    meaning: "Whether the quota's minute is the clock's, or the last 60 seconds.",
    values: ['fixed', 'sliding'],
    default: 'fixed',
    about: 'environment',
  },
  {
    name: 'quotaRetryAfter',
    meaning: "Whether the quota's 429 says when to come again.",
    values: yesNo,
    default: false,
    about: 'environment',
  },

  {
    name: 'orderByIsObeyed',
    meaning: 'Whether list sorts as asked; if not, always by address.',
    values: yesNo,
    default: true,
    about: 'undocumented',
    source: 'servers of others that stand in for this API leave it out; the reference promises it',
  },
  {
    name: 'updateTimeHasNanos',
    meaning: 'Whether updateTime has nine digits behind the second, whatever updateTimeDigits says.',
    values: yesNo,
    default: false,
    about: 'undocumented',
    source: 'protobuf.dev/programming-guides/json: 0, 3, 6 or 9 digits',
  },
  {
    name: 'quotaCountsRefused',
    meaning: 'Whether requests that the quota refuses count against it too.',
    values: yesNo,
    default: false,
    about: 'undocumented',
    source: 'taers232c/GAMADV-XTD3#223 reports 60 requests a minute (quotaPerMinute) and does not say',
  },
  {
    name: 'quotaRetryInfo',
    meaning:
      "Whether a minute's 429 carries google.rpc.RetryInfo in its body; the header Retry-After is quotaRetryAfter's.",
    values: yesNo,
    default: false,
    about: 'undocumented',
    source: "public reports of whole replies of Google's APIs; google/rpc/error_details.proto",
  },
  {
    name: 'audienceIsChecked',
    meaning:
      'Whether an assertion must be for the token address of Google; clients put the one of their key file there.',
    values: yesNo,
    default: true,
    about: 'undocumented',
    source: 'seen by running clients with a key file that names another token_uri',
  },
  {
    name: 'nullBodyIsTaken',
    meaning: 'Whether send and cancel take the body null, as the client for Go posts it.',
    values: yesNo,
    default: false,
    about: 'undocumented',
    source: 'seen by running google.golang.org/api/cloudidentity with a nil body',
  },
  {
    name: 'everybodyIsUser',
    meaning:
      'Whether every address of a verified domain that no unmanaged account has may be signed in as; if not, only managed accounts, and the users and admins whom the world names, if it names any.',
    values: yesNo,
    default: false,
    about: 'undocumented',
    source: 'public reports of invalid_grant, "Invalid email or User ID", for a subject whom nobody has',
  },
  {
    name: 'quotaPerDay',
    meaning:
      "Requests a day, until midnight in California, before a day's 429, which never says when to come again; 0: no limit.",
    values: [0, 10_000],
    default: 0,
    about: 'undocumented',
    source: "public reports of whole replies of Google's APIs with quota_unit 1/d/{project}",
  },
  {
    name: 'declinedIsTold',
    meaning: 'The state that is told of people who declined: a client may meet one that it does not know.',
    values: ['DECLINED', 'STATE_UNSPECIFIED', 'EXPIRED'],
    default: 'DECLINED',
    about: 'undocumented',
    source:
      'STATE_UNSPECIFIED is in the discovery document; that a state may be added later is the rule of all its enums',
  },
  {
    name: 'pageTokenRepeats',
    meaning: 'Whether list answers every page after the first with the token that it was asked with, for ever.',
    values: yesNo,
    default: false,
    about: 'undocumented',
    source: 'public reports of other listing APIs of Google',
  },
] as const satisfies readonly OptionRow[];

/** Every option there is. */
export const ALL_OPTIONS = [...OPTIONS, ...REPORTED_OPTIONS] as const;

type Widened<T> = T extends number ? number : T extends boolean ? boolean : T;
type Any = (typeof ALL_OPTIONS)[number];
export type OptionName = Any['name'];
/** A value for every option. */
export type Options = { -readonly [R in Any as R['name']]: Widened<R['values'][number]> };

export const defaultOptions = (): Options =>
  Object.fromEntries(ALL_OPTIONS.map(({ name, default: value }) => [name, value])) as Options;

/** Changes options after checking names and values; on a mistake it throws a sentence and changes nothing. */
export function setOptions(options: Options, changes: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(changes)) {
    const row: OptionRow | undefined = ALL_OPTIONS.find(option => option.name === name);
    if (row === undefined)
      throw new Error(`There is no option ${name}. There is: ${ALL_OPTIONS.map(option => option.name).join(', ')}.`);
    const numeric = typeof row.default === 'number';
    if (numeric && !(typeof value === 'number' && Number.isFinite(value) && (value >= 0 || name === 'clockSkewMs')))
      throw new Error(`${name} must be a number of at least 0, not ${String(value)}.`);
    if (!numeric && !row.values.some(allowed => allowed === value))
      throw new Error(`${name} must be one of ${row.values.join(', ')}, not ${String(value)}.`);
  }
  Object.assign(options, changes);
}
