// English: every word that is shown. `server`: in sheets, menu, dialogs and answers; `page`: in the sidebar. The other
// languages have the same keys. Words in cells that are read back are in stored.ts.
import { NOT_HERE } from '../contract/build-flags';
import type { Installation, ProblemCode, RefusedCode, Remedy, SkipCode, UnknownCode } from '../contract/codes';
import {
  type Action,
  type ActionKind,
  isCheckKind,
  isLineKind,
  type JobKind,
  KINDS,
  type LineKind,
} from '../contract/kinds';
import type { LineAction, LineOutcome } from '../contract/rows';
import type { AccountState, JobView, MarkQuick, SetupStep, SetupStepId, SignInMode } from '../contract/rpc';
import type { LastRun } from '../contract/schedule-run';
import type { SettingKey } from '../contract/settings';
import type { Format, Separators } from './format';

export type Words = ReturnType<typeof server>;
export type PageWords = ReturnType<typeof page>;

export const separators = (): Separators => ({ group: ',', decimal: '.', fewest: 4 });

const googleSays = (google: string): string => `Google says: ${google}`;
const said = (google: string): string => (google === '' ? '' : ` ${googleSays(google)}`);
const COMPARE = 'Compare the spelling and the domain with your verified domains.';
const NOTHING_TO_DO = 'Nothing needs to be done.';
const CHECK_AGAIN = 'They were not checked. Check them again when you want.';
const NO_ANSWER = 'This is no answer to whether they can be invited.';
const LOOK_FIRST =
  'They keep their mark. Look at the account in the Admin console, or start the job again: each is looked up first and mailed only when Google shows that no mail went out.';
const EDITIONS =
  'Google has said of Essentials, Frontline, Nonprofits, most Education and the legacy G Suite editions that they do without it.';
const WORK_ACCOUNT = 'It is an “unmanaged work account”, a kind that Google’s list and invitations leave out.';
const SILENT = 'Not known: Google refused to say.';

const states: Record<AccountState, string> = {
  NOT_YET_SENT: 'Not invited',
  INVITED: 'Invited',
  ACCEPTED: 'Accepted',
  DECLINED: 'Declined',
  NOT_LISTED: 'Not listed',
};
const actions: Record<LineAction, string> = {
  send: 'Send',
  remind: 'Remind',
  cancel: 'Cancel',
  check: 'Check',
  refresh: 'Refresh',
  schedule: 'Scheduled reminders',
  compare: 'Compared',
};
const outcomes: Record<LineOutcome, string> = {
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
};

const refused: Record<RefusedCode, string> = {
  precondition: 'Google refused: the state of the account does not allow it.',
  invalid: 'Google refused the address as not valid for this organisation.',
  'not-found': 'Google does not know this account.',
  forbidden: 'Google does not allow this for the account.',
  conflict: 'Google says that this was already done.',
  'not-supported': 'Google does not offer this in your edition.',
  other: 'Google refused.',
};
const refusedAdvice: Record<RefusedCode, string> = {
  precondition:
    'It may have accepted or declined meanwhile, be managed by now, or belong to a group, an alias or a domain that is not verified. Refresh to see its state.',
  invalid: COMPARE,
  'not-found': 'Check the spelling. Accounts younger than 48 hours may not be known yet.',
  forbidden: 'Check that the domain of the address is verified for your organisation.',
  conflict: 'Refresh to see the state of the account.',
  'not-supported': EDITIONS,
  other: 'Google’s own words are in the Activity sheet.',
};
/** What a refused request did not do. */
const leftAlone: Record<ActionKind, string> = {
  send: 'Nobody was mailed. ',
  remind: 'Nobody was mailed. ',
  cancel: 'This job cancelled none of their invitations; some may be cancelled already. ',
};
const checkRefused: Record<RefusedCode, string> = {
  precondition: SILENT,
  invalid: 'Google does not take this for a valid address.',
  'not-found': 'Not known: Google does not know this account.',
  forbidden: 'Not known: Google does not tell about this address. Its domain may not be one of your verified domains.',
  conflict: 'Not known: Google was working on this account at the same time.',
  'not-supported': 'Not known: Google does not offer this question in your edition.',
  other: SILENT,
};
const unknown: Record<UnknownCode, string> = {
  'no-reply': 'The connection was lost before Google answered.',
  'server-error': 'Google answered with a fault of its own.',
  unreadable: 'Google’s answer could not be read.',
  'new-state': 'Google names a state that this version of the add-on does not know.',
  'not-finished': 'Google had not finished when it answered.',
  'no-change': 'Google said yes, but showed no change of the account.',
  conflict: 'Google was working on this account at the same time.',
};

const skipped: Record<SkipCode, string> = {
  'no-address': 'No address in the row',
  invalid: 'No valid address',
  duplicate: 'Marked in another row too',
  accepted: 'Already accepted',
  declined: 'Declined',
  recent: 'Mailed lately',
  again: 'Invited before',
  'not-invited': 'No invitation to cancel',
  'test-mode': 'Not in the list of the test mode',
  'never-list': 'On the never list',
  'not-eligible': 'Google says that they cannot be invited',
  'not-checked': 'No answer whether they can be invited',
  'mailed-again': 'Mailed again by a later job',
  'taken-back': 'Already cancelled',
  unclear: 'Not certain whether this job mailed them',
  'not-listed': 'No longer listed by Google',
  often: 'Mailed often enough',
};

const setupStates: Record<SetupStep['state'], string> = {
  ok: 'OK',
  failed: 'Failed',
  unchecked: 'Not checked, an earlier step failed',
  note: 'Note',
};

/** `title`: what happened. `advice`: what was kept and what to do next. */
const problems: Record<ProblemCode, { title: string; advice: string }> = {
  busy: {
    title: 'Another run is working in this sheet.',
    advice: 'Wait a moment and try again. Nothing was started twice.',
  },
  'other-job': {
    title: 'Another job is not finished yet.',
    advice: 'One job runs at a time in a sheet. Continue or stop it first.',
  },
  'plan-changed': {
    title: 'The marks or the list changed after the preview.',
    advice: 'Nothing was sent. Look at the new preview and confirm again.',
  },
  'nothing-to-do': {
    title: 'No marked row can be worked on.',
    advice: 'Mark rows in the Accounts sheet; the preview tells why others are skipped.',
  },
  'nobody-due': {
    title: 'Nobody is due for a reminder.',
    advice: 'Reminders go to people who were invited, have not answered, and were not mailed lately or too often.',
  },
  'nothing-to-undo': { title: 'There is nothing to cancel.', advice: 'No invitation of that job is still open.' },
  'no-sheet': {
    title: 'There is no Accounts sheet yet.',
    advice: 'Refresh to list your organisation’s unmanaged accounts.',
  },
  'no-email-column': {
    title: 'The Email column of the Accounts sheet is missing.',
    advice: 'Nothing was changed. Undo its deletion (Ctrl+Z), or name the column with the addresses “Email”.',
  },
  'no-mark-column': {
    title: 'The Mark column of the Accounts sheet is missing.',
    advice: 'Undo its deletion (Ctrl+Z), or refresh to get a new one.',
  },
  'log-lost': {
    title: 'The lines of this job are no longer in the Activity sheet.',
    advice:
      'They are the record of who was mailed, so the job has ended. Undo the deletion (Ctrl+Z), or refresh before you send again.',
  },
  'log-edited': {
    title: 'Lines of this job were changed by hand in the Activity sheet.',
    advice:
      'Nothing more is sent: the list is not the confirmed one any more. Undo the change (Ctrl+Z) and resume, or stop the job; those left keep their mark.',
  },
  'refresh-first': {
    title: 'Refresh before you send again.',
    advice:
      'Records in the Activity sheet were deleted or changed. A refresh asks Google who has been invited, so that nobody is mailed twice.',
  },
  'other-copy': {
    title: 'Another copy of the add-on is at work in this sheet.',
    advice:
      'It was installed twice, and the two do not see each other. Wait until that job has ended; if nobody works on it any more, go on all the same.',
  },
  'rows-moved': {
    title: 'Refresh first: rows were moved while a run was cut off.',
    advice:
      'Some rows may show what belongs to others. A refresh puts every row right; then look at the marks once more.',
  },
  'newer-job': {
    title: 'This job was begun by a newer version of the add-on.',
    advice: 'Go on in the copy of the add-on that began it. Or stop it, and refresh before you send again.',
  },
  'no-job': {
    title: 'This job is not there any more.',
    advice: 'It has ended, or another one was started. Open the sidebar again to see how things stand.',
  },
  'not-yours': {
    title: 'Somebody else is running this job.',
    advice: 'You can follow it here, and take it over when it stands still.',
  },
  token: {
    title: 'Google did not accept your sign-in.',
    advice: 'Reload the spreadsheet, and allow access again if you are asked.',
  },
  'api-off': {
    title: 'The Cloud Identity API is switched off for this add-on’s Cloud project.',
    advice:
      'Switch it on and wait a few minutes. If you cannot open that project, link the script to a standard Cloud project first (Project settings in the Apps Script editor). For a service account it is that account’s project.',
  },
  scope: {
    title: 'The add-on lacks a permission.',
    advice: 'Open Extensions, choose the add-on again and tick every box on Google’s consent page.',
  },
  'not-admin': {
    title: 'Google says that you may not do this.',
    advice:
      'You, or the admin whom the service account acts for, need a role that may manage user invitations, such as super admin. If a super admin is refused, Google may not offer this to your edition, such as Essentials or Frontline.',
  },
  project: {
    title: 'Google refuses the Cloud project that this add-on belongs to.',
    advice: 'It was deleted, suspended, or you may not use it. An owner of the project sees why in the Cloud console.',
  },
  billing: {
    title: 'Google wants billing switched on for this add-on’s Cloud project.',
    advice: 'An owner of the project switches it on in the Cloud console, under Billing.',
  },
  policy: {
    title: 'A policy of your organisation forbids this request.',
    advice:
      'An administrator can allow it: in the Admin console under Security, API controls, or in the Cloud console under VPC Service Controls.',
  },
  'not-supported': { title: 'Google does not offer this to your organisation.', advice: EDITIONS },
  'no-delegation': {
    title: 'This copy of the add-on cannot sign in with a service account in that way.',
    advice:
      'Ask whoever installed the add-on for “key”, or, for an account without a key, for “delegation”. Or choose your own sign-in: More > Sign-in in the sidebar.',
  },
  'quota-day': { title: 'Today’s quota is used up.', advice: 'Try again tomorrow.' },
  'quota-service': {
    title: 'Google lets scripts do this no more often today.',
    advice: 'It is a limit for all your scripts together, not one of invitations. Nothing is lost: try again tomorrow.',
  },
  'slow-down': { title: 'Google keeps asking to slow down.', advice: 'Try again in some minutes.' },
  'no-answer': {
    title: 'Google cannot be reached, or does not answer.',
    advice: 'Check the connection and try again.',
  },
  unreadable: {
    title: 'Google’s answer could not be read.',
    advice: 'Nothing was changed. Try again in a few minutes.',
  },
  'list-broken': {
    title: 'Google’s list could not be read to its end.',
    advice:
      'What was read is in the sheet, and nobody was called gone. Try again later; states that were not read may be old.',
  },
  'list-incomplete': {
    title: 'Google did not answer about every account.',
    advice: 'The list counts as not refreshed in full. Refresh again; the result names those that are left.',
  },
  'bad-customer': {
    title: 'Google does not know this organisation.',
    advice: 'Sign in with an admin account of the organisation whose accounts these are.',
  },
  'bad-argument': {
    title: 'The sidebar asked for something that does not exist.',
    advice: 'Nothing was done. Reload the spreadsheet to get the newest sidebar.',
  },
  'no-lock': {
    title: 'The add-on can only work inside a spreadsheet.',
    advice: 'Open it from the Extensions menu of the spreadsheet.',
  },
  interrupted: {
    title: 'The run was interrupted.',
    advice: 'Nothing was lost: what may have been mailed is looked up first. Resume to continue.',
  },
  'not-begun': {
    title: 'The run was interrupted before it began.',
    advice: 'Nothing was asked of Google, and nothing was mailed. Start it again.',
  },
  'no-header': {
    title: 'The row of headers of the Accounts sheet was deleted.',
    advice:
      'An account stands in its place and would be left out. Undo that (Ctrl+Z), or refresh: it puts the row back.',
  },
  'email-formulas': {
    title: 'Formulas give addresses, and may give others at each look.',
    advice: 'Copy the Email column, paste it in its place as values only (Ctrl+Shift+V), then refresh.',
  },
  'email-names': {
    title: 'The Email column holds names instead of addresses.',
    advice:
      'They were turned into people chips, whose addresses no add-on can read. Undo that (Ctrl+Z), or delete the rows and refresh.',
  },
  'sheet-refuses': {
    title: 'Google Sheets does not let the add-on write.',
    advice:
      'Cells may be protected or merged, columns frozen, a rule for their content may reject it, or the file may be full. Take that away, or make room.',
  },
  'store-refuses': {
    title: 'The spreadsheet cannot keep any more notes of the add-on.',
    advice: 'Its properties are full, perhaps of other scripts’. Shorten the never list, or have a script make room.',
  },
  'not-an-address': {
    title: 'This is not one email address.',
    advice: 'Check the spelling. To check several at once, use “Check eligibility”.',
  },
  'not-told': { title: 'Google does not tell about this address.', advice: COMPARE },
  'nothing-to-check': {
    title: 'There is no address to check.',
    advice: 'Mark rows, select cells with addresses in any sheet, or paste addresses.',
  },
  'too-many': { title: 'These are too many addresses for one check.', advice: 'Check at most 50,000 at a time.' },
  'no-tab': { title: 'This tab is gone.', advice: 'Choose another one.' },
  'empty-tab': {
    title: 'There is no list here.',
    advice: 'It needs a row of headers, such as Email and Name, and a row for each person below it.',
  },
  'tab-changed': {
    title: 'The columns of the tab have changed.',
    advice: 'Choose the tab again, so that its columns are read anew.',
  },
  'column-gone': {
    title: 'The Accounts sheet has no such column any more.',
    advice: 'Open the form again and choose another one.',
  },
  'mark-nothing': {
    title: 'Nothing was chosen, so nothing was marked.',
    advice: 'Choose a state, a domain, a number of days, a text, or only the selected rows.',
  },
  'mark-never': {
    title: 'No row can fit all of this, so nothing was marked.',
    advice: 'Write one domain only, and combine days since the invitation with “Invited” or with any state.',
  },
  'selection-invalid': {
    title: 'None of the selected rows has a valid address.',
    advice: 'Correct the address, or select other rows.',
  },
  'selection-elsewhere': {
    title: 'No rows of the Accounts sheet are selected.',
    advice: 'Select rows in the Accounts sheet, then try again.',
  },
  'number-differs': {
    title: 'The number of addresses was not typed correctly.',
    advice: 'Nothing was started. For so many addresses, type their number before you confirm.',
  },
  'test-mode': {
    title: 'The test mode was switched on.',
    advice:
      'Nothing more is sent: this job has addresses outside the list of the test mode. Switch it off in the settings and resume, or stop the job.',
  },
  'settings-unread': {
    title: 'Some settings could not be read.',
    advice: 'Open the settings: they name each one, and what holds until it is saved again.',
  },
  'not-built-in': {
    title: 'This copy of the add-on cannot run in the background.',
    advice:
      'Background runs need one more permission, so they are built in only on request: ask whoever installed the add-on for “background”. Until then keep the sidebar open; a closed one loses nothing.',
  },
  'activity-columns': {
    title: 'Columns of the Activity sheet were deleted.',
    advice:
      'Undo their deletion (Ctrl+Z) if you can. The next job puts them back at the right end, but what they held is gone.',
  },
  'nothing-to-archive': {
    title: 'No line can be archived.',
    advice: 'None is that old, or those that are may still be needed.',
  },
  'archive-unsure': {
    title: 'The Activity sheet was changed while lines were being moved.',
    advice:
      'Nothing was lost; some lines may stand in both sheets until you archive again. Take away a filter of that sheet, leave it alone for a moment and try again.',
  },
  'invalid-rows': {
    title: 'Some rows have no valid address.',
    advice: 'They are left alone. Correct the address to include them.',
  },
  'duplicate-rows': {
    title: 'Some addresses stand in more than one row.',
    advice: 'Each person is mailed once, and all rows of an address show the same. You may delete the spare ones.',
  },
  'missing-columns': {
    title: 'Columns of the Accounts sheet were deleted.',
    advice: 'The next refresh puts them back at the right end. Your other columns stay as they are.',
  },
  ...(BACKGROUND
    ? {
        'no-trigger': {
          title: 'The trigger that continues the job in the background is gone.',
          advice:
            'Somebody deleted it. Open the job in the sidebar and switch “Continue in the background” off and on again.',
        },
        'schedule-lost': {
          title: 'Scheduled reminders do not run.',
          advice:
            'Their trigger is gone, switched off, or no longer has the permission it needs. Under Reminders, whoever switched them on may switch them on again; anybody else switches them off and then on.',
        },
        'schedule-held': { title: 'Scheduled reminders wait.', advice: 'They are tried again every hour.' },
        'schedule-ended': {
          title: 'Your scheduled reminders are off.',
          advice: 'Under Reminders you can switch them on again.',
        },
        'schedule-taken': {
          title: 'Somebody else has switched scheduled reminders on.',
          advice: 'There is one schedule for a sheet. Switch it off first to run it as yourself.',
        },
        'schedule-paused': { title: 'The job was paused by a person.', advice: 'Resume or stop it.' },
        'schedule-changed': {
          title: 'Somebody else has changed the settings of the reminders.',
          advice:
            'By them people would be reminded sooner, or more often, than the owner of the schedule agreed to. Nobody is reminded until the owner switches the schedule off and on again.',
        },
      }
    : ({} as never)),
  ...(SERVICE_ACCOUNT
    ? {
        'not-delegated': {
          title: 'The service account may not act for users of your organisation.',
          advice:
            'A super admin opens Domain-wide delegation in the Admin console, chooses Add new, and writes the account’s client ID (the long number called Unique ID in the Cloud console) and exactly this scope: https://www.googleapis.com/auth/cloud-identity.userinvitations – it takes minutes, at times a day, to hold.',
        },
        'no-service-account': {
          title: 'Google does not know this service account.',
          advice: 'Compare its address with the Cloud console. It may have been deleted or switched off.',
        },
        'key-refused': {
          title: 'The key of the service account is not accepted.',
          advice:
            'Its file is damaged, or it was deleted, switched off or has expired. Make a new one in the Cloud console and choose its file under More > Sign-in in the sidebar.',
        },
        'no-key': {
          title: 'You have no key for the service account.',
          advice: 'Choose its file under More > Sign-in in the sidebar. Each person enters their own.',
        },
        'no-such-admin': {
          title: 'Google does not know the admin whom the service account acts for.',
          advice:
            'Under More > Sign-in in the sidebar, write the primary address of an admin of your organisation, not an alias.',
        },
        'not-creator': {
          title: 'You may not sign for this service account, or there is no such account.',
          advice:
            'Check its address. Then get the role Service Account Token Creator on it (Cloud console, the account, Principals with access): being Owner of the project is not enough.',
        },
        'iam-off': {
          title: 'The IAM Service Account Credentials API is switched off for this add-on’s Cloud project.',
          advice: 'Switch it on and wait a few minutes.',
        },
        'sign-in-refused': {
          title: 'Google refused to sign in the service account.',
          advice: 'Check the account, its key and the admin under More > Sign-in in the sidebar.',
        },
      }
    : ({} as never)),
};

export const server = ({ number, plural }: Format) => ({
  tag: 'en',
  number,
  googleSays,
  otherCopy: (by: string, count: number) =>
    `${count === 1 ? 'One line of it is' : `${count} lines of it are`} open${by === '' ? '' : `, started by ${by}`}.`,
  states,
  actions,
  outcomes,
  skipped,
  plainSheet: (sheet: string, google: string): string =>
    `The sheet ${sheet} takes no tick boxes, formats or filter from the add-on, perhaps because it is a table. All else works; a row with TRUE under Mark is marked. ${googleSays(google)}`,
  neverList: (reason: string, by: string): string => `On the never list: ${reason}${by === '' ? '' : ` (${by})`}`,
  /** 0: no matter how long ago. */
  invitedBefore: (days: number): string =>
    days === 0 ? skipped.again : `Invited before, ${plural(days, 'day')} ago or longer`,
  mailedLately: (days: number): string => `Mailed in the last ${plural(days, 'day')}`,
  people: {
    compared: (people: number, accounts: number, written: number) =>
      `Compared with a list of ${plural(people, 'person', 'people')}: ${plural(accounts, 'account')}, ${plural(written, 'row')} changed`,
    forgotten: (rows: number) => `Comparison forgotten: ${plural(rows, 'row')} cleared`,
    managedBy: (name: string) => `manager: ${name}`,
  },
  check: {
    repeated: 'Given more than once, checked once',
    hidden: 'In hidden rows',
    noAddress: 'No valid address',
  },
  mailedTimes: (most: number): string => `Mailed ${plural(most, 'time')} or more`,
  problems,
  /** After the advice, where a job waits for it. */
  resume:
    'Then press Resume. Nothing was lost: the job goes on where it stopped, and looks up first what it may have done already.',
  links: {
    roles: 'Admin roles',
    status: 'Google Workspace status',
    delegation: 'Domain-wide delegation',
    accounts: 'Service accounts',
  },
  schedule: BACKGROUND
    ? {
        /** `isOn`: else nothing comes next. */
        ran: (
          { how, due, counts: { done, refused: no, unknown: unclear, skipped: left } }: LastRun,
          isOn: boolean,
        ): string => {
          if (how === 'nobody') return 'Nobody was due for a reminder.';
          const more = due - done - no - unclear - left;
          const parts = [
            `${plural(done, 'reminder')} sent`,
            ...(no ? [`${number(no)} refused`] : []),
            ...(unclear ? [`${number(unclear)} not certain`] : []),
            ...(left ? [`${number(left)} skipped`] : []),
          ];
          return `${how === 'stopped' ? 'Stopped: ' : ''}${parts.join(', ')}.${more > 0 && how === 'sent' && isOn ? ` ${number(more)} more were due than a run may mail; they come next.` : ''}`;
        },
        switchedOn: (perRun: number): string => `Switched on, with at most ${plural(perRun, 'mail')} in one run.`,
        switchedOff: (owner: string): string => `Switched off.${owner === '' ? '' : ` They ran as ${owner}.`}`,
        offBy: (by: string): string => (by === '' ? '' : `Switched off by ${by}.`),
        held: (title: string, by: string): string => `Now: ${title}${by === '' ? '' : ` (${by})`}`,
      }
    : NOT_HERE,
  /** The Last action cell; the job's id ties the row to its line in Activity. */
  lastAction: (action: LineAction, job: string): string => `${actions[action]} · ${job}`,
  results: {
    done: {
      send: 'Invitation mailed',
      remind: 'Reminder mailed',
      cancel: 'Invitation cancelled',
    } satisfies Record<ActionKind, string>,
    refused: (code: RefusedCode, google: string): string => refused[code] + said(google),
    checking: (code: UnknownCode | null): string =>
      `${code === null ? 'The run was interrupted.' : unknown[code]} Looking whether it was done.`,
    retry: 'It was certainly not done; it is tried again.',
    later: (google: string): string => `Google asked to wait.${said(google)}`,
    waiting: (google: string): string => `Waiting until the job is resumed.${said(google)}`,
    gaveUp: 'Not done: Google failed several times, and its records show that nothing was done.',
    moreReasons: 'Other reasons: see the Activity sheet.',
    removed: 'Left out: the line was deleted from the Activity sheet.',
    neverList: (reason: string): string => `Not mailed: on the never list (${reason})`,
    acceptedMeanwhile: 'Not sent again: the person has accepted meanwhile.',
    declinedMeanwhile: 'Not sent again: the person has declined meanwhile.',
    invitedMeanwhile: 'Not sent: meanwhile invited from elsewhere.',
    cancelledMeanwhile: 'Not sent: meanwhile the invitation was cancelled from elsewhere.',
    gone: 'No longer invitable: joined, renamed or taken over.',
    heldBack: 'Not sent: Google’s answer does not tell, in this organisation, whether the person has joined meanwhile.',
    unclear: {
      absent: 'Not certain: Google does not show enough of this account yet to tell whether it was done.',
      stopped: 'Not certain: the job was stopped before Google was asked whether it was done.',
      silent: 'Not certain: Google did not answer when asked about this account.',
    },
    stopped: {
      send: 'Not sent: the job was stopped first.',
      remind: 'Not sent: the job was stopped first.',
      cancel: 'Not cancelled: the job was stopped first.',
      check: 'Not checked: the job was stopped first.',
    } satisfies Record<LineKind, string>,
    eligible: 'Eligible: can be invited',
    notEligible: 'Not eligible: Google knows no unmanaged account with this primary address in a verified domain.',
    checkRefused: (code: RefusedCode, google: string): string => checkRefused[code] + said(google),
    checkAgain: (code: UnknownCode): string => `${unknown[code]} It is asked again.`,
    checkSilent: 'Not known: Google did not answer. Check again later.',
    only: (names: string): string => `Only ${names}`,
    unasked: (n: number): string =>
      `Not complete: Google did not answer about ${plural(n, 'account')}, left as they were`,
    strangers: (n: number): string =>
      `${plural(n, 'account')} in a state that this version does not know, left as they were`,
    refreshed: (listed: number, added: number, changed: number, gone: number): string =>
      `${plural(listed, 'account')} listed: ${number(added)} new, ${number(changed)} changed, ${number(gone)} no longer listed`,
  },
  advice: {
    refused: (code: RefusedCode, kind: LineKind): string =>
      isCheckKind(kind)
        ? `${NO_ANSWER} ${COMPARE}`
        : (code === 'conflict' ? '' : leftAlone[kind]) + refusedAdvice[code],
    unknown: {
      send: LOOK_FIRST,
      remind:
        'Look at the account in the Admin console, or send reminders again: each is looked up first and mailed only when Google shows that no mail went out.',
      cancel: 'They keep their mark. Refresh to see the states, and cancel again those that are still invited.',
      check: `${NO_ANSWER} Check them again later.`,
    } satisfies Record<LineKind, string>,
    skipped: {
      send: NOTHING_TO_DO,
      remind: NOTHING_TO_DO,
      cancel: NOTHING_TO_DO,
      check: CHECK_AGAIN,
    } satisfies Record<LineKind, string>,
    unasked:
      'Refresh again later. Until then the list counts as not refreshed in full. If it stays so, correct the address or delete the row.',
    strangers: 'Their rows keep the state that they had. Look at them in the Admin console, and update the add-on.',
    heldBack:
      'Nobody of them was mailed, and who had a mark keeps it. Decide for each: the Admin console can invite them again.',
    stopped: {
      send: 'They keep their mark. Start again when you want; who was mailed already is skipped.',
      remind: 'Send reminders again when you want; who was mailed already is not due.',
      cancel: 'They keep their mark. Start again when you want.',
      check: CHECK_AGAIN,
    } satisfies Record<LineKind, string>,
  },
  warnings: {
    firstSending:
      'Before your first invitations, look at “Conflicting accounts management” in the Admin console (Account, Account settings): where nothing is chosen there, Directory Sync (GCDS) takes addresses from unmanaged accounts. Whoever creates a user, a group or an alias with such an address does so too. That is for good: the account can never be invited again.',
    testMode: 'The test mode is on: only addresses and domains in its list are worked on.',
    neverRefreshed: 'The list has never been refreshed in full, so not all states are known.',
    refreshedDaysAgo: (days: number): string => `The list was refreshed ${plural(days, 'day')} ago.`,
    again: (n: number, days: number): string =>
      `${plural(n, 'person was', 'people were')} mailed in the last ${plural(days, 'day')} and will get another mail.`,
    fetches: (kind: JobKind, needed: number, left: number): string =>
      `The ${isCheckKind(kind) ? 'check' : 'job'} needs about ${number(needed)} of today’s requests to Google, and ${plural(left, 'is', 'are')} left. It will stop there and can be resumed tomorrow.`,
    unclear: (n: number): string =>
      `For ${plural(n, 'address', 'addresses')} an earlier job could not find out whether a mail went out. Each is looked up first, and mailed only if none did.`,
    notListed: (n: number, action: Action): string =>
      `${plural(n, 'address is', 'addresses are')} not listed by Google.${KINDS[action].mails ? ' Accounts younger than 48 hours can be invited all the same; others are refused.' : ''}`,
    haveLeft: (n: number): string =>
      `${plural(n, 'of these people has', 'of these people have')} left, says the column Employment.`,
    reminded: 'These were reminders: the invitation itself is cancelled, also that of the mails before.',
  },
  settings: {
    customer: 'Write an id such as C01abc23d, or nothing for your own organisation.',
    number: (from: number, to: number, mayBeEmpty: boolean): string =>
      `Write a whole number from ${number(from)} to ${number(to)}${mayBeEmpty ? ', or nothing' : ''}.`,
    entry: (entry: string): string => `“${entry}” is neither an address nor a domain.`,
    entries: (most: number): string => `At most ${number(most)} addresses and domains.`,
    reason: (entry: string, most: number): string =>
      `Write a comma and a reason after “${entry}”, of at most ${number(most)} characters.`,
    longList: 'The list is too long for the place where it is kept. Write domains, or shorter reasons.',
    lostNever:
      'This file is a copy, or its settings were lost: it had a never list, which did not come along. Nobody can be mailed until you copy the list from the settings of the original, or save it empty, with nothing else changed.',
    unreadNever:
      'What was stored cannot be read, so nobody can be mailed. Write the list again, or save it empty, with nothing else changed.',
    changedNever: (added: readonly string[], removed: readonly string[]): string => {
      const some = (lines: readonly string[]): string =>
        `“${lines.slice(0, 3).join('”, “')}”${lines.length > 3 ? ` and ${number(lines.length - 3)} more` : ''}`;
      return [
        'Somebody else changed the list meanwhile.',
        ...(added.length > 0 ? [`New: ${some(added)}.`] : []),
        ...(removed.length > 0 ? [`Taken out: ${some(removed)}.`] : []),
        'Save again to overwrite it with yours.',
      ].join(' ');
    },
    unread: (key: SettingKey): string =>
      key === 'only'
        ? 'What was stored cannot be read, so nobody can be mailed. Write the list again, or save it empty, with nothing else changed, to switch the test mode off.'
        : 'What was stored cannot be read. The usual value holds until you save.',
    changed: (text: string): string =>
      `Somebody else changed this meanwhile, to ${text === '' ? 'nothing' : `“${text}”`}. Save again to overwrite it.`,
  },
  setup: {
    title: 'Set-up check',
    states: setupStates,
    steps: {
      permissions: 'Permissions',
      quota: 'Requests left today',
      answer: 'Connection to Google',
      token: 'Sign-in',
      api: 'Cloud Identity API',
      role: 'Administrator role',
      organisation: 'Organisation',
      background: 'Background runs',
      sheet: 'Sheets',
    } satisfies Record<SetupStepId, string>,
    installation: {
      script: 'A script of your own, in this sheet',
      person: 'An add-on that you installed from the Marketplace',
      admin: 'An add-on that an administrator of your organisation installed',
    } satisfies Record<Installation, string>,
    version: (version: string): string => `Version ${version}`,
    result: (failed: number): string =>
      failed === 0 ? 'Nothing is missing' : `${plural(failed, 'thing needs', 'things need')} attention`,
    allowed: (wanted: number): string => `All ${number(wanted)} are granted.`,
    notAllowed: (names: string): string => `Not granted: ${names}.`,
    allow: 'Grant them on Google’s page',
    scopes: {
      'spreadsheets.currentonly': 'this spreadsheet',
      'script.container.ui': 'the sidebar',
      'script.external_request': 'calling Google’s API',
      'cloud-identity.userinvitations': 'user invitations',
      'userinfo.email': 'your address',
      'script.scriptapp': 'background runs',
      'cloud-platform': 'signing for a service account',
    } as Readonly<Record<string, string>>,
    quota: (left: number, limit: number): string =>
      `${number(left)} of ${number(limit)}, as far as the add-on has counted.`,
    mayRead: 'You may read the list. Whether you may send, Google tells only when somebody is invited.',
    organisation: (asked: string, id: string | null, lists: boolean): string =>
      `${asked}${id === null || id === asked ? '' : ` (customer id ${id})`}. Google lists ${lists ? 'accounts there' : 'no unmanaged account there'}.`,
    otherCustomer: (id: string): string =>
      `The settings name the organisation ${id} instead of that of your sign-in: compare it.`,
    accounts: (count: number, domains: readonly string[], more: number): string =>
      `${plural(count, 'account')} in the Accounts sheet${domains.length === 0 ? '' : `, of ${domains.join(', ')}${more > 0 ? ` and ${number(more)} more` : ''}`}.`,
    someAddress: '(address)',
    /** Beyond the usual advice: who can put it right. */
    remedies: {
      'no-answer':
        'If it stays so, ask an administrator: where scripts may call listed addresses only, https://cloudidentity.googleapis.com/ must be among them.',
      scope:
        'If Google does not ask, remove the add-on’s access at myaccount.google.com/connections and open it again.',
      'scope-admin':
        'An administrator can grant them for all: Admin console, Apps, Google Workspace Marketplace apps, Apps list, this add-on, Data access.',
      'api-off':
        'An owner of the Cloud project can switch it on: the one that the script is linked to, under Project settings in the Apps Script editor.',
      'api-off-published':
        'Only who published this add-on can switch it on, in the Cloud project it was published from: send them this check as text.',
      'not-built-in-published': 'Only who published this add-on can build them in.',
    } satisfies Record<Remedy, string>,
  },
  signIn: SERVICE_ACCOUNT
    ? {
        actingFor: (who: string, admin: string): string => `${who} for ${admin}`,
        works: (who: string): string => `It works: Google answers${who === '' ? '' : ` ${who}`}.`,
        fields: {
          serviceAccount: 'Write the service account’s address, such as inviter@my-project.iam.gserviceaccount.com.',
          actFor: 'Write the address of an admin of your organisation.',
          key: 'This is not the JSON key file of a service account.',
        },
      }
    : NOT_HERE,
  notices: {
    invalidRows: (rows: string): string => `Rows ${rows}.`,
    duplicateRows: (addresses: string): string => `${addresses}.`,
    missingColumns: (names: string): string => `Missing: ${names}.`,
  },
  /** Of accounts that an invitation did not bring in. */
  unanswered: [
    {
      title: 'What you can do',
      points: [
        'Talk to the person, then invite again: an invitation moves the account with all its data.',
        'Or create a managed user with that address. The person keeps the personal account and its data, not the address.',
        'An account in a family group, or with signs that Google does not support in an address, cannot be transferred: its owner leaves the group, or takes another address, first.',
      ],
    },
    {
      title: 'What Google does when you create the user',
      points: [
        'The personal account becomes a “conflicting account”, with a temporary name such as ann%acme.com@gtempaccount.com.',
        'At the next sign-in the person chooses another address for it, for example one of Gmail.',
        'Its files and other data stay in it. They do not move to the managed user, and you cannot see them.',
        'The new managed user starts empty.',
        'This is final: the personal account can never be invited again. A group or an alias with the address does the same.',
      ],
    },
  ],
  menu: {
    open: 'Open sidebar',
    refresh: 'Refresh list',
    mark: 'Mark',
    markNotInvited: 'All not invited',
    markSelection: 'Selected rows',
    clearMarks: 'Clear all marks',
    send: 'Send invitations to marked…',
    cancel: 'Cancel invitations of marked…',
    remind: 'Send reminders…',
    undo: 'Cancel the last sending…',
    check: 'Check eligibility',
    checkMarked: 'Marked rows…',
    checkSelection: 'Selected cells…',
    continueJob: 'Continue the job',
    stopJob: 'Stop the job',
    summary: 'Summary',
    setup: 'Check the set-up',
  },
  summary: {
    title: 'Summary of the unmanaged accounts',
    about: (accounts: string, activity: string): string =>
      `The numbers follow the sheets “${accounts}” and “${activity}” by themselves. Write beside them what you like; “Summary” in the menu repairs what was deleted.`,
    accounts: 'Accounts',
    unknown: 'Not known yet',
    total: 'All',
    domain: 'Domain',
    others: 'Other domains',
    noDepartment: 'Others, or none',
    noRoom: 'Something is in the way of these numbers: choose “Summary” in the menu',
    week: 'Week from',
    sent: 'Invitations sent',
    reminders: 'Reminders sent',
    chartStates: 'Accounts by state',
    chartWeeks: 'Sent and accepted, by week',
  },
  protectActivity: 'Record of who was mailed, and queue of running jobs',
  sidebarTitle: 'Unmanaged accounts',
  dialogs: {
    title: {
      send: (n: number): string => `Send ${plural(n, 'invitation')}?`,
      remind: (n: number): string => `Send ${plural(n, 'reminder')}?`,
      cancel: (n: number): string => `Cancel ${plural(n, 'invitation')}?`,
    } satisfies Record<ActionKind, (n: number) => string>,
    checkTitle: (n: number): string => `Check ${plural(n, 'address', 'addresses')}?`,
    checkText: 'Google is asked whether each can be invited. Nobody is mailed.',
    checked: (eligible: number, notEligible: number, unclear: number): string =>
      [
        `${number(eligible)} can be invited`,
        `${number(notEligible)} cannot`,
        ...(unclear ? [`${number(unclear)} without an answer`] : []),
      ].join(', '),
    typeNumber: (n: number): string => `To confirm, type the number of addresses (${number(n)}).`,
    remindWho: (days: number, most: number): string =>
      `To those invited without an answer, last mailed at least ${plural(days, 'day')} ago, and fewer than ${plural(most, 'time')}. The settings say other numbers for good, the sidebar for once.`,
    sum: {
      send: (n: number, left: number): string => `${number(n)} to mail · ${number(left)} skipped`,
      cancel: (n: number, left: number): string => `${number(n)} to cancel · ${number(left)} skipped`,
    },
    and: (n: number): string => `and ${number(n)} more`,
    skipped: (n: number, reason: string): string => `Skipped: ${number(n)} (${reason.toLowerCase()})`,
    by: (who: string, organisation: string): string => `As ${who} for ${organisation}.`,
    marked: (n: number, hidden: number): string =>
      [
        `${plural(n, 'address is', 'addresses are')} marked now.`,
        ...(hidden === 0 ? [] : [`${plural(hidden, 'hidden row')} left out.`]),
      ].join(' '),
    progress: (finished: number, total: number): string => `${number(finished)} of ${number(total)}`,
    ended: (done: number, refusedCount: number, unknownCount: number, skippedCount: number): string =>
      [
        `${number(done)} done`,
        ...(refusedCount ? [`${number(refusedCount)} refused`] : []),
        ...(unknownCount ? [`${number(unknownCount)} not certain`] : []),
        ...(skippedCount ? [`${number(skippedCount)} skipped`] : []),
      ].join(', '),
    notFinished:
      'The job is not finished yet. It continues from the sidebar, or with “Continue the job” in the menu; nothing is lost.',
    noJob: 'There is no unfinished job.',
    takeOverTitle: (by: string): string => `Take over the job of ${by}?`,
    takeOverText: 'From now on it is done with your sign-in and from your requests of the day.',
    stopTitle: (by: string): string => `Stop the job of ${by}?`,
    stopText: (left: number, kind: JobKind): string =>
      isLineKind(kind)
        ? `${plural(left, 'address', 'addresses')} not worked on yet will be left as they are and keep their mark.`
        : 'What was read so far is kept.',
  },
});

const two = (value: number): string => String(value).padStart(2, '0');
/** What was done; null: what came of it is told in numbers of its own. */
const did = {
  send: 'sent',
  cancel: 'cancelled',
  remind: 'sent',
  check: null,
  refresh: 'read',
} satisfies Record<JobKind, string | null>;
const marks: Record<MarkQuick, string> = {
  notInvited: 'All not invited',
  neverInvited: 'Mark those never invited',
  selection: 'The selected rows',
  none: 'Clear all marks',
};

export function page({ number, plural }: Format) {
  const pageStates: Record<AccountState | 'unknown', string> = { ...states, unknown: 'Not known yet' };
  const accounts = (count: number): string => plural(count, 'account');
  const addresses = (count: number): string => plural(count, 'address', 'addresses');

  /** 17 → 0:17, 75 → 1:15, 3700 → 1 h 01 min. */
  function duration(seconds: number): string {
    const whole = Math.max(0, Math.ceil(seconds));
    const minutes = Math.floor(whole / 60);
    return minutes < 60
      ? `${minutes}:${two(whole % 60)}`
      : `${number(Math.floor(minutes / 60))} h ${two(minutes % 60)} min`;
  }

  function ago(seconds: number): string {
    if (seconds < 60) return 'just now';
    if (seconds < 3600) return `${plural(Math.floor(seconds / 60), 'minute')} ago`;
    if (seconds < 86_400) return `${plural(Math.floor(seconds / 3600), 'hour')} ago`;
    return `${plural(Math.floor(seconds / 86_400), 'day')} ago`;
  }

  function rate(perSecond: number): string {
    if (perSecond >= 10) return `${number(Math.round(perSecond))} a second`;
    if (perSecond >= 1) return `${number(Math.round(perSecond * 10) / 10)} a second`;
    return `${number(Math.max(1, Math.round(perSecond * 60)))} a minute`;
  }

  const invitations = (count: number): string => plural(count, 'invitation');
  const reminders = (count: number): string => plural(count, 'reminder');
  const mails: Record<ActionKind, (count: number) => string> = {
    send: invitations,
    cancel: invitations,
    remind: reminders,
  };
  const share = (name: ActionKind, done: number, total: number): string =>
    `${number(done)} of ${mails[name](total)} ${did[name]}`;
  const titles: Record<JobKind, string> = {
    send: 'Sending invitations',
    cancel: 'Cancelling invitations',
    check: 'Checking eligibility',
    refresh: 'Refreshing the list',
    remind: 'Sending reminders',
  };

  /** "117 sent · 2 refused · 1 under way": only what there is. */
  function tally(kind: JobKind, counts: JobView['counts']): string {
    const told = did[kind];
    const done: readonly (readonly [number, string])[] =
      told === null
        ? [
            [counts.eligible, 'can be invited'],
            [counts.done - counts.eligible, 'cannot'],
          ]
        : [[counts.done, told]];
    const parts: readonly (readonly [number, string])[] = [
      ...done,
      [counts.refused, 'refused'],
      [counts.unknown, told === null ? 'without an answer' : 'not certain'],
      [counts.skipped, 'skipped'],
      [counts.checking, 'under way'],
    ];
    return parts
      .filter(([count], index) => index === 0 || count > 0)
      .map(([count, word]) => `${number(count)} ${word}`)
      .join(' · ');
  }

  const stillMailed = 'Pausing first. Whoever is being asked at this moment is still mailed.';
  const notSent = (count: number): string => `${number(count)} not sent, as the job was stopped.`;
  const small = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
  const changedSince = (what: string): string =>
    `${what} changed since you saw this preview. Nothing was started. This is the new preview.`;

  return {
    tag: 'en',
    /** For dates: 29 Nov 2026, 18:14. */
    dates: 'en-GB',
    number,
    back: 'Back',
    done: 'Done',
    tryAgain: 'Try again',
    /** `press`: what the button says that does it. */
    ask: (press: string) => `${press}?`,
    opening: 'Opening…',
    newWindow: '(opens in a new window)',
    language: { label: 'Language', account: 'As in my Google account' },
    signedInAs: (who: string, actsFor: string | null) =>
      `Signed in as ${who}${actsFor === null ? '' : `, asking Google for ${actsFor}`}`,
    requestsLeft: (count: number) => `${plural(count, 'request')} left today`,

    callFailures: {
      lost: { title: 'Connection lost', advice: 'Google did not answer. Check the connection and try again.' },
      unclear: {
        title: 'Google broke the call off',
        advice:
          'Try again. If it stays so, close this sidebar and open it from the Extensions menu: Google may need your permission again. With several Google accounts in one browser, open the sheet in a private window, signed in as the admin only.',
      },
      authorisation: {
        title: 'Permission needed',
        advice: 'Close this sidebar, open it again from the Extensions menu and agree when Google asks.',
      },
      accounts: {
        title: 'Google could not tell which account is meant',
        advice:
          'This happens with several Google accounts in one browser. Open the sheet in a private window, signed in as the admin only.',
      },
    },

    outdated: {
      title: 'The add-on was updated',
      again: 'Open the sidebar again',
      advice:
        'Choose “Open sidebar” in the menu of the add-on, under Extensions. A running job goes on from the new sidebar, and nothing is lost.',
    },

    counts: {
      title: 'Accounts',
      states: pageStates,
      /** After any number but one. */
      statesOfMany: pageStates,
      summary: (parts: readonly (readonly [AccountState | 'unknown', number])[]) =>
        parts.map(([state, count]) => `${pageStates[state]}: ${number(count)}`).join(', '),
      refreshed: (seconds: number) => `Refreshed ${ago(seconds)}`,
      ago,
      asOf: (seconds: number) => `Counted ${ago(seconds)}. The rows are being counted anew…`,
      never: 'Not refreshed in full yet',
      refresh: 'Refresh',
      choose: 'Refresh only some states',
      only: (names: string) => `Only ${names.toLowerCase()}`,
      opening: 'Starting…',
    },
    first: {
      title: 'Find unmanaged accounts',
      what: 'Unmanaged accounts are personal Google accounts that people made with an address of your organisation. This add-on lists them in a sheet, invites them to become managed accounts, and cancels invitations.',
      next: 'Refresh to list the unmanaged accounts. Nobody is mailed by that.',
    },
    missing: {
      empty: 'Google lists no unmanaged accounts',
      title: 'Is somebody missing?',
      intro: 'An account that you know of may be missing because:',
      reasons: [
        'It is new, or the domain was verified lately: Google needs 24 to 48 hours to list it.',
        'Its address is in an alias domain.',
        'Your address is only its alternate address.',
        WORK_ACCOUNT,
      ],
      anyway: 'You can invite it before Google lists it: type the address into the Accounts sheet and mark it.',
      open: 'Open the Accounts sheet',
    },
    notices: (count: number) => `${plural(count, 'thing')} to look at`,

    marks: {
      marked: (count: number) => `${number(count)} marked`,
      menu: 'Mark',
      how: marks,
      after: (marked: number, changed: number, hidden: number) =>
        (changed === 0
          ? `Nothing changed: ${number(marked)} marked`
          : `${number(marked)} marked, ${plural(changed, 'row')} changed`) +
        (hidden === 0
          ? ''
          : `. ${plural(hidden, 'hidden row')} left out. To mark those too, untick “Leave out hidden rows” under Mark > By state, domain…`),
      form: {
        open: 'By state, domain, date, text…',
        title: 'Mark the rows that fit all of this',
        state: 'State',
        anyState: 'Any',
        domain: 'Domain',
        days: 'Invited more than so many days ago',
        wrongDays: 'Write a whole number of days.',
        faults: {
          nothing: 'Choose at least one condition. Without any, every row would be marked.',
          domain: 'Write one domain, such as acme.com. For several, mark one after the other.',
          days: 'Nobody is invited and in that state too: choose “Invited” or “Any”, or leave this empty.',
        },
        text: 'Text in the address or the notes',
        column: 'Column',
        also: 'And in the column',
        says: (header: string) => `“${header}” says exactly`,
        selected: 'Only selected rows',
        visible: 'Leave out hidden rows',
        visibleHint: 'Hidden by a filter or by hand. What a filter view hides cannot be seen, and is marked too.',
        mark: 'Mark',
        close: 'Close',
      },
      /** Where a sending would mail nobody of those marked for the first time. */
      noneNew: (cancel: number) =>
        cancel === 0
          ? 'Sending would skip them: they have answered, or were invited before.'
          : `Sending would skip them, ${number(cancel)} as invited already. You can cancel their invitations, or use Reminders below.`,
      nothing: 'Nothing is marked. Tick boxes in the Accounts sheet, or use Mark.',
      send: 'Send invitations',
      cancel: 'Cancel invitations',
    },

    more: 'More',
    sheets: { summary: 'Show the Summary sheet', activity: 'Show the Activity sheet' },
    archive: {
      title: 'Archive old Activity lines',
      what: 'Lines that nothing depends on any more move to a sheet of their own, named like “Activity 2026-11-22”.',
      stays:
        'Recent jobs stay, mails to people who may still be invited or reminded, and uncertain attempts. Look up then shows only what is still in Activity.',
      older: 'Older than',
      days: (days: number) => plural(days, 'day'),
      loading: 'Counting…',
      plan: (count: number, from: string, to: string) =>
        `${plural(count, 'line')}, from ${from} to ${to}, can be moved.`,
      none: 'No line that old can be moved.',
      open: (count: number) =>
        `${plural(count, 'older line stays', 'older lines stay')}, because of people who may still be invited or reminded.`,
      longer: (days: number) =>
        `Only lines older than ${plural(days, 'day')}, because “Days between two mails” is set to that.`,
      move: (count: number) => (count === 0 ? 'Move lines' : `Move ${plural(count, 'line')}`),
      moving: 'Moving…',
      done: (count: number, sheet: string) => `${plural(count, 'line')} moved to the sheet “${sheet}”.`,
    },

    preview: {
      loading: 'Checking whom it concerns…',
      updating: 'Updating…',
      sum: {
        send: (count: number, skipped: number) => `${number(count)} to mail · ${number(skipped)} skipped`,
        cancel: (count: number, skipped: number) => `${number(count)} to cancel · ${number(skipped)} skipped`,
      },
      firstTime: (count: number) => `${addresses(count)} for the first time`,
      again: (count: number) => `${addresses(count)} mailed again`,
      mails: (count: number | null) => (count === null ? 'mailed before' : `${plural(count, 'mail')} so far`),
      by: 'By',
      organisation: 'Organisation',
      requests: 'Requests',
      requestsOf: (needed: number, left: number) => `About ${number(needed)} of ${number(left)} left today`,
      time: 'Time',
      /** Google's quota is reported as 60 requests a minute, and may be 600. */
      timeOf: (needed: number) => `About ${duration(needed)} at 60 requests a minute, ${duration(needed / 10)} at 600`,
      list: { send: 'Addresses that will be mailed', cancel: 'Addresses whose invitation will be cancelled' },
      find: 'Find an address',
      found: (count: number, all: number) => `${number(count)} of ${addresses(all)}`,
      noneFound: 'No address matches.',
      first: (shown: number, all: number) => `First ${number(shown)} of ${number(all)}. Scroll for more.`,
      skipped: (count: number) => `${number(count)} skipped`,
      options: 'Include',
      checkFirst: 'Check eligibility first (a request for each)',
      onlyEligible: 'Only those who can be invited, by the check',
      checked: (yes: number, no: number, none: number) =>
        `Checked: ${number(yes)} can be invited, ${number(no)} cannot, ${number(none)} without an answer.`,
      recent: (days: number) => `People mailed in the last ${plural(days, 'day')}`,
      invitedBefore: (days: number) =>
        days === 0 ? 'People invited before' : `People invited before, ${plural(days, 'day')} ago or longer`,
      declined: 'People who declined',
      confirm: {
        send: (count: number) => `Send ${invitations(count)}`,
        cancel: (count: number) => `Cancel ${invitations(count)}`,
      },
      type: (count: number) => `Type ${number(count)} to confirm`,
      starting: 'Starting…',
      despiteCopy: 'Go on all the same',
      cancelled:
        'A mail cannot be recalled, but the link in it stops working. The accounts count as not invited again.',
      nobody: { send: 'Nobody to invite', cancel: 'No invitation to cancel' },
      nobodyMarked: 'No row with a valid address is marked. Mark rows in the Accounts sheet and come back.',
      nobodyLeft: 'Everyone is skipped, for the reasons below.',
      from: {
        marks: null,
        job: {
          title: 'Cancel what this job sent?',
          nobody: 'Nothing to cancel',
          none: 'This job mailed nobody whose invitation is still open.',
        },
        reminders: {
          title: 'Send reminders?',
          nobody: 'Nobody to remind',
          none: 'Nobody in the list is waiting for an answer.',
        },
      },
      mail: {
        title: 'What Google’s mail looks like',
        from: 'From',
        sender: 'The Google Cloud Team',
        about: 'Subject',
        subject: (organisation: string) => `“${organisation} is requesting that you transfer your Google account”`,
        what: 'A link in it leads to a page of Google’s, where the person accepts or declines. Many take such a mail for fraud: announce it before you send.',
        reported:
          'As help desks report it; Google may word it otherwise, and names your organisation as the Admin console does.',
      },
      policy: (days: number, most: number) =>
        `Invited and without an answer, last mailed at least ${plural(days, 'day')} ago, mailed fewer than ${plural(most, 'time')}.`,
      refreshFirst: 'Refresh the list first',
      remind: (count: number) => `Send ${reminders(count)}`,
      changedList: changedSince('The list has'),
      changed: changedSince('The marks have'),
    },

    followUp: {
      title: 'Follow up',
      loading: 'Looking…',
      reminders: 'Reminders',
      remindersWhat:
        'Mail those again who were invited and have not answered. Nobody who accepted, declined, or is no longer listed is mailed.',
      policy: {
        days: {
          before: 'Last mailed at least',
          after: (days: number): string => (days === 1 ? 'day ago' : 'days ago'),
        },
        most: { before: 'At most', after: (most: number) => `${most === 1 ? 'mail' : 'mails'} to one person in all` },
      },
      limits: (daysFrom: number, daysTo: number, mailsFrom: number, mailsTo: number) =>
        `Days: ${daysFrom} to ${daysTo}. Mails: ${mailsFrom} to ${mailsTo}.`,
      remind: 'Preview reminders',
      schedule: {
        title: 'Send reminders on a schedule',
        what: 'Once a day the list is refreshed, and everyone who is due by then is reminded, with the sidebar closed. Nobody who accepted or declined, and nobody twice within the days between two mails.',
      },
      scheduled: BACKGROUND
        ? {
            policy: (days: number, most: number) =>
              `Last mailed at least ${plural(days, 'day')} ago, at most ${plural(most, 'mail')} to one person in all. The settings say these numbers.`,
            asYou:
              'The first run comes within the hour. It runs as you, with your permissions, until you or another editor of this sheet switches it off. Test mode and settings hold.',
            perRun: {
              before: 'At most',
              after: (most: number): string => (most === 1 ? 'mail in one run' : 'mails in one run'),
            },
            perRunLimits: (from: number, to: number) => `Write a number from ${number(from)} to ${number(to)}.`,
            why: 'Those beyond it come with the next run.',
            type: (count: number, above: number) =>
              `That is more than ${number(above)}: type ${number(count)} to confirm that so many may be mailed unseen`,
            on: 'Switch on',
            off: 'Switch off',
            again: 'Switch on again',
            working: 'One moment…',
            offWhat: 'Switching off also stops a scheduled job that is under way.',
            wasOff: (by: string, when: string) => `Switched off${by === '' ? '' : ` by ${by}`}, ${when}.`,
            wasOffMine: (when: string) => `You switched them off, ${when}.`,
            isOn: (by: string) => `On, as ${by}.`,
            isOnMine: 'On, as you.',
            theirs: 'It runs with that person’s permissions. To run it as yourself, switch it off and on.',
            most: (count: number) => `At most ${plural(count, 'mail')} in one run.`,
            last: (when: string, text: string) => `Last run, ${when}: ${text}`,
            never: 'It has not run yet.',
            nextAt: (when: string) => `Next run: ${when} or within the hour after.`,
            soon: 'Next run: within the hour.',
            daily: (when: string | null) => `every day, next ${when ?? 'within the hour'}`,
            due: (count: number) =>
              count === 0 ? 'Nobody is due, as the list is now.' : `Due, as the list is now: ${addresses(count)}`,
            more: (count: number) => `${plural(count, 'more comes', 'more come')} with later runs.`,
          }
        : NOT_HERE,
      pastJobs: 'Recent jobs',
      noJobs: 'No job that sends or cancels invitations has ended yet.',
      job: share,
      cancelJob: 'Cancel these invitations…',
      unanswered: 'Declined and ignored',
      nobody: (days: number) =>
        `Nobody declined, and nobody has left an invitation unanswered for ${plural(days, 'day')}.`,
      declined: (count: number) => `${number(count)} declined`,
      ignored: (count: number, days: number) =>
        `${number(count)} invited more than ${plural(days, 'day')} ago, no answer`,
      file: 'Create the users at once',
      fileWhat:
        'It has the columns that Google’s bulk upload requires. Before you upload it, fill in the passwords and check the names; afterwards, delete it.',
      passwords:
        'A spreadsheet program changes passwords without a word: 0012 becomes 12, +12 loses its plus, =x becomes an error. Import all columns as text, or use a text editor.',
      namesListed: (count: number) => `${plural(count, 'name')} from your list of people`,
      guessed: (count: number) => `${plural(count, 'name')} guessed from the address`,
      nameless: (count: number) =>
        `${plural(count, 'line lacks', 'lines lack')} a first or a last name. Google requires both: write them in.`,
      leftOut: (count: number) =>
        `${addresses(count)} not in the file: Google allows no such signs in the address of a user`,
      download: (count: number) => `Download CSV (${addresses(count)})`,
      upload: 'Upload it in the Admin console: Directory, Users, Bulk update users.',
    },

    people: {
      title: 'Compare with your people',
      what: 'Your people, from a tab or a file, beside the Accounts sheet. Nobody is mailed, and only what you write into the sheet is kept.',
      file: 'Open a file…',
      tooLong: {
        title: 'This file is too long.',
        advice: 'Use fewer columns, or make it a tab: File > Import.',
      },
      tab: 'The list',
      choose: 'Choose…',
      working: 'Working…',
      columns: (used: number, all: number) => `Columns: ${number(used)} of ${number(all)} used`,
      unused: 'Not used',
      noAddresses: 'No column of addresses was recognised. Choose it here.',
      roles: {
        address: 'Work address',
        other: 'Other addresses',
        name: 'Name',
        given: 'First name',
        family: 'Last name',
        department: 'Department',
        manager: 'Manager',
        language: 'Language',
        status: 'Status',
        leave: 'Leave date',
      },
      again: 'Compare with these columns',
      sums: (people: number, all: number) => `${plural(people, 'person', 'people')}, ${accounts(all)}`,
      repeated: (rows: number) =>
        `${plural(rows, 'row is', 'rows are')} of people who stand in the list already: each counts once.`,
      unclear: (examples: readonly string[], more: boolean) =>
        `Whether somebody has left cannot be told for certain from: ${examples.join(', ')}${more ? '…' : ''}. They count as not having left.`,
      groups: {
        staff: {
          title: (n: number) => `${n === 1 ? 'person' : 'people'} with an unmanaged account`,
          help: 'Their work address is the account. Those that accepted count too.',
        },
        left: {
          title: (n: number): string =>
            n === 1 ? 'account of somebody who has left' : 'accounts of people who have left',
          help: 'Disabled in the list, or their last day is over. Look before you invite them.',
        },
        other: {
          title: (_n: number) => 'under another address of a person',
          help: 'An alias or second address from the list is the account.',
        },
        ambiguous: {
          title: (_n: number) => 'ambiguous: of several people',
          help: 'Several people of the list have this address. Only a person can decide.',
        },
        nobody: {
          title: (n: number) => `${n === 1 ? 'account' : 'accounts'} of nobody on the list`,
          help: 'A name that looks alike is only a suggestion: nothing is matched by it.',
        },
        unlisted: {
          title: (n: number) => `${n === 1 ? 'person' : 'people'} whom Google does not list`,
          help: 'Google’s list may be a day or two late. Asking costs a request for each; the cost is shown first.',
        },
      },
      near: (names: string) => `looks like ${names}`,
      noAddress: 'no address in the list',
      mark: 'Mark these',
      write: 'Write these',
      ask: (before: number, count: number, all: number) =>
        `Ask Google about ${count === all ? '' : `${number(before + 1)} to `}${number(before + count)}`,
      writeAll: 'Write all into Accounts',
      written: (rows: number) =>
        `Person, Department and Employment stand beside the accounts: ${rows === 0 ? 'nothing differed' : `${plural(rows, 'row')} changed`}.`,
      next: 'Mark by what was written…',
      forget: 'Forget the comparison',
      forgetAdvice: 'Person, Department and Employment are emptied in every row that a comparison filled.',
      keep: 'Keep it',
      forgotten: (rows: number) => `Comparison forgotten: ${plural(rows, 'row')} cleared.`,
      since: 'Since the last comparison',
      noChange: 'Nothing new since the last comparison.',
      changed: {
        left: (count: number) => `${number(count)} left`,
        gone: (count: number) => `${number(count)} not on the list any more`,
        found: (count: number) => `${number(count)} employed now`,
      },
    },
    check: {
      found: (eligible: number, total: number) => `${number(eligible)} of ${addresses(total)} can be invited.`,
      title: 'Look up or check',
      field: 'One address, or a list of addresses',
      lookUp: 'Look up',
      menu: 'Check eligibility',
      from: {
        text: 'The addresses pasted here',
        marked: 'The marked rows',
        selection: 'The selected cells of any sheet',
        tab: 'The whole tab in front',
        file: 'A file…',
      },
      previewTitle: 'Check eligibility?',
      why: 'Google is asked whether each of them can be invited. Nobody is mailed, and marks stay as they are.',
      loading: 'Reading the addresses…',
      who: (count: number) => `${addresses(count)} will be checked`,
      noAddress: 'No valid address',
      repeated: 'Given more than once, checked once',
      columns: 'Columns with addresses',
      columnsHelp: 'Only the ticked ones are read.',
      column: (at: number) => `Column ${number(at)}`,
      isList: (count: number) => `This is a list of ${addresses(count)}.`,
      noText: {
        title: 'This file cannot be read as text.',
        advice: 'Open it in Google Sheets, and choose its tab here.',
      },
      nobody: 'No address to check',
      nobodyAdvice:
        'Paste addresses, open a file, mark rows in the Accounts sheet, or select cells with addresses, and come back.',
      confirm: (count: number) => `Check ${addresses(count)}`,
      eligible: (count: number) => `${number(count)} can be invited`,
      notEligible: (count: number) => `${number(count)} cannot be invited`,
      reasonsIntro: 'Google does not say why. Likely reasons:',
      reasons: [
        'Its domain is not one of your verified domains, or is an alias domain.',
        'It is a managed account already.',
        'It is only an alternate address, or nobody made a personal Google account with it.',
        WORK_ACCOUNT,
      ],
      listing: 'Reading the result…',
      notLoaded: 'The lists could not be read. They are in Activity.',
      add: 'Add the eligible ones to the Accounts sheet',
      markToo: 'Mark these too, to invite them',
      after: (added: number, present: number, marked: number) =>
        `${added === 0 ? 'None' : number(added)} added${present === 0 ? '' : `, ${plural(present, 'was', 'were')} there already`}. ${number(marked)} marked now.`,
      declined: (count: number) =>
        `Of these, ${number(count)} declined an invitation. The preview skips them unless you include them.`,
    },

    lookUp: {
      loading: 'Asking Google…',
      again: 'Ask again',
      state: 'State',
      notListed: 'Not listed by Google',
      notKnown: 'Not known',
      mails: 'Emails sent',
      changed: 'Last change',
      eligible: 'Can be invited',
      yes: 'Yes',
      no: 'No',
      row: 'In the sheet',
      rowOf: (row: number, marked: boolean) => `Row ${number(row)}${marked ? ', marked' : ''}`,
      noRow: 'No row yet',
      mark: 'Mark it',
      add: 'Add it and mark it',
      next: 'Then send or cancel with the usual preview.',
      history: 'What was done before',
      none: 'Nothing from this sheet.',
    },

    settings: {
      title: 'Settings',
      open: 'Open settings',
      save: 'Save',
      saving: 'Saving…',
      saved: 'Settings saved.',
      usually: (text: string) => `Usually ${text}.`,
      between: (from: number, to: number) => `From ${number(from)} to ${number(to)}.`,
      groups: { safety: 'Against mails by mistake', reminders: 'Reminders', google: 'Requests and organisation' },
      testMode: 'Test mode is on.',
      testModeOn: (only: readonly string[]) =>
        only.length === 0
          ? 'Its list could not be read, so nobody can be mailed. See the settings.'
          : `Only these can be mailed: ${only.slice(0, 3).join(', ')}${only.length > 3 ? ` and ${number(only.length - 3)} more` : ''}.`,
      fields: {
        only: {
          label: 'Test mode: only these addresses or domains',
          help: 'Send and cancel skip everybody else. Empty: off.',
        },
        typeAbove: {
          label: 'Ask for the number when there are more than',
          help: 'To send to or cancel more addresses than this, their number must be typed.',
        },
        recentDays: {
          label: 'Days between two mails',
          help: 'Who was mailed within so many days is skipped, unless you say otherwise in the preview.',
        },
        remindDays: {
          label: 'Days since the last mail',
          help: 'Who was mailed more lately is not reminded.',
        },
        remindMost: {
          label: 'Mails to one person in all',
          help: 'The invitation counts too. Reminders start from both numbers.',
        },
        perMinute: { label: 'Requests a minute at most', help: 'Empty: as fast as Google allows.' },
        atOnce: {
          label: 'Requests at once',
          help: 'Larger is faster with slow replies; Apps Script has refused large bursts.',
        },
        customer: {
          label: 'Organisation',
          help: 'Empty: that of your own sign-in. Else its customer id, such as C01abc23d. Refresh after a change.',
        },
        fetchesADay: {
          label: 'Your requests a day',
          help: 'Google allows 100,000 with Workspace and 20,000 with other accounts. For you alone, in every sheet.',
        },
        never: {
          label: 'Never list: nobody mails these',
          help: 'One a line: address or domain, comma, reason. No sending and no reminder goes to them, scheduled ones neither.',
        },
      } satisfies Record<SettingKey | 'never', { label: string; help: string }>,
      neverWho: 'Who wrote which entry',
    },
    signIn: {
      title: 'Sign-in',
      open: 'Open Sign-in',
      now: (who: string) => `In use: ${who}`,
      acting: (account: string, admin: string) => `${account} for ${admin}`,
      choose: 'Ask Google with',
      modes: {
        own: { label: 'Your own sign-in', help: 'The usual way: nothing to set up. You must be an admin yourself.' },
        key: {
          label: 'A service account with a key',
          help: SERVICE_ACCOUNT
            ? 'It acts for an admin whom you name. The key is kept for you alone: other editors of the sheet cannot read it.'
            : '',
        },
        delegation: {
          label: 'A service account without a key',
          help: SERVICE_ACCOUNT
            ? 'It acts for an admin whom you name; Google signs for it because you have the role Service Account Token Creator.'
            : '',
        },
      } satisfies Record<SignInMode, { label: string; help: string }>,
      notBuiltIn: (mode: Exclude<SignInMode, 'own'>) =>
        `This copy of the add-on cannot do it${mode === 'key' ? '' : ': it needs a very broad permission'}. Ask whoever installed it for “${mode}”.`,
      account: SERVICE_ACCOUNT
        ? {
            fields: {
              serviceAccount: {
                label: 'Service account',
                help: 'Its address, such as inviter@my-project.iam.gserviceaccount.com.',
              },
              key: { label: 'Key file (JSON)', help: 'As the Cloud console gives it out.' },
              actFor: {
                label: 'Acts for this admin',
                help: 'The primary address of an admin who may manage user invitations. Activity names both of you.',
              },
            },
            kept: (email: string, id: string) => `A key of ${email} is kept (${id}…).`,
            anyway: 'Use it anyway',
            usedAnyway: 'In use now, although the test failed.',
            removed: 'The key is gone from here. Delete it in the Cloud console too, if nothing else uses it.',
            remove: 'Remove it',
          }
        : NOT_HERE,
      use: 'Test and use',
      trying: 'Asking Google…',
    },

    setup: {
      title: 'Set-up check',
      open: 'Check the set-up',
      running: 'Checking step by step… This takes a few seconds.',
      result: (failed: number) =>
        failed === 0 ? 'Nothing is missing.' : `${plural(failed, 'thing needs', 'things need')} attention.`,
      states: setupStates,
      again: 'Check again',
      copy: 'Copy as text',
      copied: 'Copied. It holds nobody’s address.',
      notCopied: 'Press Ctrl+C to copy the selected text. It holds nobody’s address.',
      text: 'The check as text',
    },

    job: {
      title: titles,
      theirs: (by: string, name: JobKind) => `${by} is ${small(titles[name])}`,
      theirsHint:
        'One job runs at a time. When it has stood still for a minute and a half, you can take it over here. Meanwhile you can look people up, mark rows and change settings.',
      meanwhile: 'Do something else meanwhile',
      goesOn: (title: string, howFar: string) => `${title}: ${howFar}`,
      stale: 'This job has not moved for a while; its sidebar may be closed. You can continue it as yourself.',
      takeOver: 'Take over',
      of: (finished: number, total: number, percent: number) => `${number(finished)} of ${number(total)} (${percent}%)`,
      found: (count: number) => `${accounts(count)} found`,
      dressing: (count: number) => `${accounts(count)} found. The rows are there; the sheet is still being dressed.`,
      bar: 'Progress',
      tally,
      rate,
      left: (seconds: number) => `${duration(seconds)} left`,
      stays: 'Keep this sidebar open. If it closes, the job waits and goes on when you open it again.',
      background: BACKGROUND
        ? {
            label: 'Continue in the background',
            on: 'You may close this sidebar: the job goes on every few minutes until it is done.',
          }
        : NOT_HERE,
      notInBackground: BACKGROUND
        ? NOT_HERE
        : {
            question: 'Can it run without the sidebar?',
            answer:
              'Not in this copy of the add-on: it needs one more permission. Ask whoever installed it for “background”.',
          },
      waiting: (seconds: number) => `Goes on in ${duration(seconds)}`,
      waitingNow: 'Going on…',
      theirsWaiting: (by: string, seconds: number) =>
        `It goes on when the sidebar of ${by} is open. If it does not, you can take it over in ${duration(seconds)}.`,
      theirsSilent: (seconds: number) =>
        `It has stood still for a while. You can take it over in ${duration(seconds)}.`,
      theirsInBackground: 'It goes on in the background within minutes.',
      waitingWhy: 'Waiting a little before Google is asked again. Nothing is lost.',
      paused: 'Paused. What is left waits until you resume.',
      theirPaused: 'Paused.',
      pause: 'Pause',
      resume: 'Resume',
      stop: 'Stop',
      asking: { pause: 'Pausing…', resume: 'Resuming…', stop: 'Stopping…', takeOver: 'Taking over…' },
      stopAdvice: {
        send: (left: number) => `${addresses(left)} not mailed yet will not be mailed and keep their mark.`,
        remind: (left: number) => `${addresses(left)} not reminded yet will not be mailed.`,
        cancel: (left: number) => `${invitations(left)} not cancelled yet will stay and keep their mark.`,
        check: (left: number) => `${addresses(left)} will not be checked. What was found so far is kept.`,
        refresh: () => 'What was read so far is kept. Refresh again to read the rest.',
      },
      stopWaits: {
        send: stillMailed,
        remind: stillMailed,
        cancel: 'Pausing first. What is being asked at this moment is still cancelled.',
        check: 'Pausing first. Whoever is being asked at this moment is still checked.',
      },
      stopUnclear: (count: number) =>
        `${number(count)} already asked, without a clear answer yet: they end as “Not certain”, and you decide about them.`,
      stopYes: {
        send: 'Stop sending',
        remind: 'Stop reminding',
        cancel: 'Stop cancelling',
        check: 'Stop checking',
        refresh: 'Stop refreshing',
      },
      stopNo: 'Keep going',
      lost: { title: 'Connection lost', advice: 'Nothing is lost: the job continues when you are back.' },
      retryIn: (seconds: number) => `Next try in ${duration(seconds)}`,
      retrying: 'Trying again…',
      retryNow: 'Retry now',
      rests: (finished: number, total: number) =>
        `A job waits to be resumed: ${number(finished)} of ${number(total)} done.`,
      listRests: 'A refresh waits to be resumed.',
      show: 'Show job',
      said: (title: string, howFar: string, standing: string) => `${title}: ${howFar}. ${standing}`,
    },

    result: {
      title: {
        done: {
          send: 'Invitations sent',
          cancel: 'Invitations cancelled',
          check: 'Eligibility checked',
          refresh: 'List refreshed',
          remind: 'Reminders sent',
        },
        stopped: {
          send: 'Sending stopped',
          cancel: 'Cancelling stopped',
          check: 'Check stopped',
          refresh: 'Refresh stopped',
          remind: 'Reminders stopped',
        },
      },
      notComplete: 'List refreshed, but not completely',
      none: { send: 'No invitation was sent', cancel: 'No invitation was cancelled', remind: 'No reminder was sent' },
      fine: (name: ActionKind, count: number) => `${mails[name](count)} ${did[name]}`,
      mixed: share,
      left: {
        send: notSent,
        remind: notSent,
        cancel: (count: number) => `${number(count)} not cancelled, as the job was stopped.`,
      },
      keep: 'Those left stay marked as they were.',
      stillMarked: (count: number) => `Still marked in the sheet: ${number(count)}`,
      kinds: {
        refused: (count: number) => `${number(count)} refused`,
        unknown: (count: number) => `${number(count)} not certain`,
        skipped: (count: number) => `${number(count)} skipped`,
      },
      examples: (shown: number, all: number) =>
        shown === all ? `Show ${addresses(all)}` : `Show ${number(shown)} of ${addresses(all)}`,
      listed: 'Listed by Google',
      added: 'Added to the sheet',
      changed: 'Changed',
      gone: 'No longer listed',
      only: (names: string) =>
        `Read: only ${names}. Accounts no longer there were looked up; other rows stay as they were.`,
      activity: 'Show in Activity',
      unclear: (count: number) =>
        `${number(count)} not certain: the job ended before Google’s answer was clear. Look at Activity before you send again.`,
      last: (parts: readonly string[]) => `Last job: ${small(parts.join(', '))}`,
      show: 'Show result',
    },
  };
}
