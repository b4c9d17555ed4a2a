// Every text that the page shows, in one typed catalogue: to change or translate a sentence, change it here.
import type { AccountState, Action, JobKind, JobView, MarkHow } from '../core/rpc';

const format = new Intl.NumberFormat('en');
const number = (value: number): string => format.format(value);
const many = (count: number, one: string, more = `${one}s`): string => `${number(count)} ${count === 1 ? one : more}`;
const two = (value: number): string => String(value).padStart(2, '0');
const accounts = (count: number): string => many(count, 'account');
const addresses = (count: number): string => many(count, 'address', 'addresses');

/** 17 → 0:17, 75 → 1:15, 3700 → 1 h 01 min. */
function duration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes}:${two(whole % 60)}` : `${number(Math.floor(minutes / 60))} h ${two(minutes % 60)} min`;
}

function ago(seconds: number): string {
  if (seconds < 60) return 'just now';
  if (seconds < 3600) return `${many(Math.floor(seconds / 60), 'minute')} ago`;
  if (seconds < 86_400) return `${many(Math.floor(seconds / 3600), 'hour')} ago`;
  return `${many(Math.floor(seconds / 86_400), 'day')} ago`;
}

function rate(perSecond: number): string {
  if (perSecond >= 10) return `${number(Math.round(perSecond))} a second`;
  if (perSecond >= 1) return `${number(Math.round(perSecond * 10) / 10)} a second`;
  return `${number(Math.max(1, Math.round(perSecond * 60)))} a minute`;
}

const did: Record<Action, string> = { send: 'sent', cancel: 'cancelled' };
const invitations = (count: number): string => many(count, 'invitation');

/** "117 sent · 2 refused · 1 being checked": only what there is. */
function tally(kind: JobKind, counts: JobView['counts']): string {
  const done = kind === 'refresh' ? 'read' : did[kind];
  const parts: readonly (readonly [number, string])[] = [
    [counts.done, done], [counts.refused, 'refused'], [counts.unknown, 'not certain'], [counts.skipped, 'skipped'], [counts.checking, 'being checked'],
  ];
  return parts.filter(([count], index) => index === 0 || count > 0).map(([count, word]) => `${number(count)} ${word}`).join(' · ');
}

const states: Record<AccountState | 'unknown', string> = {
  NOT_YET_SENT: 'Not invited', INVITED: 'Invited', ACCEPTED: 'Accepted', DECLINED: 'Declined', NOT_LISTED: 'Not listed', unknown: 'Not known yet',
};
const marks: Record<MarkHow, string> = { notInvited: 'All not invited', selection: 'The selected rows', none: 'Clear all marks' };

export const en = {
  number,
  addresses,
  back: 'Back',
  done: 'Done',
  tryAgain: 'Try again',
  opening: 'Opening…',
  newWindow: '(opens in a new window)',
  signedInAs: (who: string) => `Signed in as ${who}`,

  faults: {
    lost: { title: 'Connection lost', advice: 'Google did not answer. Check the connection and try again.' },
    authorisation: { title: 'Permission needed', advice: 'Google needs your permission first. Close this sidebar, open it again from the Extensions menu and agree when Google asks.' },
    accounts: {
      title: 'Google could not tell which account is meant',
      advice: 'This happens when the browser is signed in to several Google accounts. Sign out of the others, or open the sheet in a private window or another browser profile, signed in as the admin only.',
    },
  },

  counts: {
    title: 'Accounts',
    states,
    none: 'No accounts in the list',
    summary: (parts: readonly (readonly [AccountState | 'unknown', number])[]) => parts.map(([state, count]) => `${states[state]}: ${number(count)}`).join(', '),
    refreshed: (seconds: number) => `Refreshed ${ago(seconds)}`,
    never: 'Not refreshed yet',
    refresh: 'Refresh',
    opening: 'Starting…',
  },
  first: {
    title: 'Find unmanaged accounts',
    what: 'Unmanaged accounts are personal Google accounts that people made with an address of your organisation. This add-on lists them in a sheet, invites them to become managed accounts, and takes invitations back.',
    next: 'Refresh to list the unmanaged accounts. Nobody is mailed by that.',
    refresh: 'Refresh',
  },
  missing: {
    empty: 'Google lists no unmanaged accounts',
    title: 'Is somebody missing?',
    intro: 'An account that you know of may be missing because:',
    reasons: [
      'It is new, or the domain was verified lately: Google needs 24 to 48 hours to list it.',
      'Its address is in an alias domain.',
      'Your address is only its alternate address.',
      'Its owner belongs to a family group.',
    ],
    anyway: 'You can invite it before Google lists it: type the address into the Accounts sheet and mark it.',
    open: 'Open the Accounts sheet',
  },
  notices: (count: number) => `${many(count, 'thing')} to look at in the sheet`,

  marks: {
    marked: (count: number) => `${number(count)} marked`,
    menu: 'Mark',
    how: marks,
    after: (marked: number, changed: number) => (changed === 0 ? `Nothing changed: ${number(marked)} marked` : `${number(marked)} marked, ${many(changed, 'row')} changed`),
    nothing: 'Nothing is marked. Tick boxes in the Accounts sheet, or use Mark.',
    send: 'Send invitations',
    cancel: 'Cancel invitations',
  },

  preview: {
    title: { send: 'Send invitations?', cancel: 'Cancel invitations?' },
    loading: 'Checking who is marked…',
    updating: 'Updating…',
    who: { send: (count: number) => `${addresses(count)} will be mailed`, cancel: (count: number) => `${many(count, 'invitation')} will be cancelled` },
    by: 'By',
    organisation: 'Organisation',
    requests: 'Requests',
    requestsOf: (needed: number, left: number) => `${number(needed)} of ${number(left)} left today`,
    list: { send: 'Addresses that will be mailed', cancel: 'Addresses whose invitation will be cancelled' },
    find: 'Find an address',
    found: (count: number, all: number) => `${number(count)} of ${addresses(all)}`,
    noneFound: 'No address matches.',
    first: (shown: number, all: number) => `First ${number(shown)} of ${number(all)}. Scroll for more.`,
    skipped: (count: number) => `${number(count)} skipped`,
    options: 'Include',
    recent: (days: number) => `People mailed in the last ${many(days, 'day')}`,
    declined: 'People who declined',
    confirm: { send: (count: number) => `Send ${invitations(count)}`, cancel: (count: number) => `Cancel ${invitations(count)}` },
    starting: 'Starting…',
    nobody: { send: 'Nobody to invite', cancel: 'No invitation to cancel' },
    nobodyMarked: 'No row with a valid address is marked. Mark rows in the Accounts sheet and come back.',
    nobodyLeft: 'Everyone who is marked is skipped, for the reasons below.',
    changed: 'The marks have changed since you saw this preview. Nothing was started. This is the new preview.',
  },

  job: {
    title: { send: 'Sending invitations', cancel: 'Cancelling invitations', refresh: 'Refreshing the list' },
    theirs: (by: string, kind: JobKind) => `${by} ${{ send: 'is sending invitations', cancel: 'is cancelling invitations', refresh: 'is refreshing the list' }[kind]}`,
    theirsHint: 'One job runs at a time. This page shows how far it is.',
    stale: 'This job has not moved for a while; its sidebar may be closed. You can continue it as yourself.',
    takeOver: 'Take over',
    of: (finished: number, total: number, percent: number) => `${number(finished)} of ${number(total)} (${percent} %)`,
    found: (count: number) => `${accounts(count)} found`,
    bar: 'Progress',
    tally,
    rate,
    left: (seconds: number) => `${duration(seconds)} left`,
    stays: 'Keep this sidebar open. If it closes, the job waits and goes on when you open it again.',
    background: {
      label: 'Continue in the background',
      on: 'You may close this sidebar: the job goes on every few minutes until it is done.',
      question: 'Can it run without the sidebar?',
      notBuiltIn: 'Not in this copy of the add-on. Background runs need one more permission, so they are built in only on request: npm run push -- --with background.',
    },
    waiting: (seconds: number) => `Goes on in ${duration(seconds)}`,
    waitingNow: 'Going on…',
    waitingWhy: 'Waiting a little before Google is asked again. Nothing is lost.',
    paused: 'Paused. What is left waits until you resume.',
    theirPaused: 'Paused.',
    pause: 'Pause',
    resume: 'Resume',
    stop: 'Stop',
    asking: { pause: 'Pausing…', resume: 'Resuming…', stop: 'Stopping…', takeOver: 'Taking over…' },
    stopTitle: { send: 'Stop sending?', cancel: 'Stop cancelling?', refresh: 'Stop refreshing?' },
    stopAdvice: {
      send: (left: number) => `${addresses(left)} not mailed yet will not be mailed and keep their mark.`,
      cancel: (left: number) => `${invitations(left)} not cancelled yet will stay and keep their mark.`,
      refresh: () => 'What was read so far is kept. Refresh again to read the rest.',
    },
    stopYes: { send: 'Stop sending', cancel: 'Stop cancelling', refresh: 'Stop refreshing' },
    stopNo: 'Keep going',
    lost: { title: 'Connection lost', advice: 'Nothing is lost: the job continues when you are back.' },
    retryIn: (seconds: number) => `Next try in ${duration(seconds)}`,
    retrying: 'Trying again…',
    retryNow: 'Retry now',
    rests: (kind: JobKind, finished: number, total: number) => (kind === 'refresh' ? 'A refresh waits to be resumed.' : `A job waits to be resumed: ${number(finished)} of ${number(total)} done.`),
    show: 'Show job',
    said: (title: string, howFar: string, standing: string) => `${title}: ${howFar}. ${standing}`,
  },

  result: {
    title: {
      done: { send: 'Invitations sent', cancel: 'Invitations cancelled', refresh: 'List refreshed' },
      stopped: { send: 'Sending stopped', cancel: 'Cancelling stopped', refresh: 'Refresh stopped' },
    },
    none: { send: 'No invitation was sent', cancel: 'No invitation was cancelled' },
    fine: { send: (count: number) => `${invitations(count)} sent.`, cancel: (count: number) => `${invitations(count)} cancelled.` },
    mixed: (action: Action, done: number, total: number) => `${number(done)} of ${invitations(total)} ${did[action]}.`,
    left: { send: (count: number) => `${number(count)} not sent, as the job was stopped.`, cancel: (count: number) => `${number(count)} not cancelled, as the job was stopped.` },
    keep: 'Those left keep their mark.',
    kinds: { refused: (count: number) => `${number(count)} refused`, unknown: (count: number) => `${number(count)} not certain`, skipped: (count: number) => `${number(count)} skipped` },
    examples: (shown: number, all: number) => (shown === all ? `Show ${addresses(all)}` : `Show ${number(shown)} of ${addresses(all)}`),
    listed: 'Listed by Google',
    added: 'Added to the sheet',
    changed: 'Changed',
    gone: 'No longer listed',
    activity: 'Open Activity',
    last: (kind: JobKind, job: string) => `Last job: ${kind === 'refresh' ? 'list refreshed' : job}`,
    show: 'Show result',
  },
};

export type Words = typeof en;
export const words: Words = en;
