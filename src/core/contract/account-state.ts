// An account's states: Google's own, and one of ours.

export type GoogleState = 'NOT_YET_SENT' | 'INVITED' | 'ACCEPTED' | 'DECLINED';

/** Google's four states, and one of ours: an account that is in the sheet but that Google does not list. */
export type AccountState = GoogleState | 'NOT_LISTED';
