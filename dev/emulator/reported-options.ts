// Options for behaviour of Google's that others have reported, and the shape of every option.

export type OptionRow = {
  readonly name: string;
  readonly meaning: string;
  /** For strings and booleans all there are; for numbers the ones worth trying. */
  readonly values: readonly (string | number | boolean)[];
  readonly default: string | number | boolean;
  /** 'undocumented': how Google may behave. 'environment': the network and the clock around it. */
  readonly about: 'undocumented' | 'environment';
  /** Where it was reported. */
  readonly source?: string;
};

export const yesNo = [true, false] as const;
export const HOUR_MS = 3_600_000;

/**
 * Behaviour that was reported of Google, or of what stands between, under which more than a usual run can promise is
 * not so: scenarios of their own draw from it (evidence, two-sheets, two-copies, weeks). A row moves into OPTIONS as
 * soon as all that a usual run promises holds under each of its values.
 */
export const REPORTED_OPTIONS = [
  {
    name: 'listLagMs',
    meaning: 'list shows a change only so long after it, where that is longer than readLagMs.',
    values: [0, 36 * HOUR_MS, 72 * HOUR_MS],
    default: 0,
    about: 'undocumented',
    source: 'GAM-team/GAM#1481: the list is an index that lags by 24 to 72 hours',
  },
  {
    name: 'getLagMs',
    meaning: 'get shows a change only so long after it, where that is longer than readLagMs.',
    values: [0, 90_000, 36 * HOUR_MS, 72 * HOUR_MS],
    default: 0,
    about: 'undocumented',
    source: 'GAM-team/GAM#1481 tells it of list; of get nobody says',
  },
  {
    name: 'sendTouchesUpdateTime',
    meaning: 'Whether sending to somebody who is invited already is a change that updateTime tells.',
    values: yesNo,
    default: true,
    about: 'undocumented',
    source: 'not documented and not reported: either may be so',
  },
  {
    name: 'mailCountIsTold',
    meaning: 'Whether an invitation tells mailsSentCount at all.',
    values: yesNo,
    default: true,
    about: 'undocumented',
    source: 'not documented that it is always there: either may be so',
  },
  {
    name: 'invitedIsInvitable',
    meaning: 'What isInvitableUser says of somebody who is invited and has not answered.',
    values: yesNo,
    default: true,
    about: 'undocumented',
    source:
      "true by the reference's definition (a consumer account with a primary address in a verified domain); nobody reports it",
  },
  {
    name: 'checkIsSupported',
    meaning: 'Whether the edition has isInvitableUser; without it the method answers 501 for everybody.',
    values: yesNo,
    default: true,
    about: 'undocumented',
    source:
      'workspaceupdates.googleblog.com, July 2022, and the reference: not for Workspace Essentials customers; the error itself is a guess',
  },
] as const satisfies readonly (OptionRow & { readonly source: string })[];
