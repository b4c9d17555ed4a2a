// The rules of send, cancel, get and isInvitableUser. What Google does not say is asked of the options.
import { denied, invalid, notFound, precondition, refuse, unsupported } from './errors';
import type { ApiError } from './errors';
import type { Account, Invitation, World } from './types';
import { change, isInvitable, settleReads, stamp, visibleIn } from './world';

type Kind = 'FAILED_PRECONDITION' | 'INVALID_ARGUMENT' | 'NOT_FOUND' | 'PERMISSION_DENIED';
const ERRORS: Record<Kind, ApiError> = {
  FAILED_PRECONDITION: precondition,
  INVALID_ARGUMENT: invalid('Request contains an invalid argument.'),
  NOT_FOUND: notFound,
  PERMISSION_DENIED: denied,
};

export function getInvitation(world: World, key: string): Account {
  settleReads(world);
  const account = world.accounts.get(key);
  return account !== undefined && visibleIn(world)(account) ? account : refuse(ERRORS[world.options.getOfUnknown]);
}

/** Mails the person and makes the invitation, or refuses. Accounts too young to be listed can be sent to. */
export function sendInvitation(world: World, key: string, request: number): Account {
  const { options } = world;
  const account = world.accounts.get(key);
  const accepted = account?.kind === 'managed' && account.invitation.state === 'ACCEPTED' && !account.invitation.gone;
  if (account === undefined || !(accepted || isInvitable(world, account)))
    return refuse(ERRORS[options.sendToUninvitable]);

  const before = account.invitation;
  const how = accepted
    ? options.sendToAccepted
    : before.gone
      ? 'mail'
      : before.state === 'INVITED'
        ? options.sendToInvited
        : before.state === 'DECLINED'
          ? options.sendToDeclined
          : 'mail';
  if (how === 'ok-without-mail') return account;
  if (how !== 'mail' && how !== 'mail-stays-DECLINED') return refuse(ERRORS[how]);

  const { mails, mailsTo } = world.ledger;
  mails.push({ sequence: mails.length + 1, email: key, at: world.now(), request });
  mailsTo.set(key, (mailsTo.get(key) ?? 0) + 1);
  const state = accepted ? 'ACCEPTED' : how === 'mail-stays-DECLINED' ? 'DECLINED' : 'INVITED';
  const again = before.state === 'INVITED' && !before.gone;
  change(world, account, {
    state,
    mails: before.mails + 1,
    updatedAt: again && !options.sendTouchesUpdateTime ? before.updatedAt : stamp(world),
    gone: false,
  });
  return account;
}

export function cancelInvitation(world: World, key: string, request: number): Account {
  const { options } = world;
  const account = world.accounts.get(key);
  const answered = account?.kind === 'managed' && account.invitation.state === 'ACCEPTED' && !account.invitation.gone;
  if (account === undefined || !(answered || isInvitable(world, account)))
    return refuse(ERRORS[options.cancelOfStranger]);

  const before = account.invitation;
  const open = before.state === 'INVITED' && !before.gone;
  if (!open) {
    const how = before.gone || before.state === 'NOT_YET_SENT' ? options.cancelOfUninvited : options.cancelOfAnswered;
    if (how !== 'ok') return refuse(ERRORS[how]);
  }
  const { cancels } = world.ledger;
  cancels.push({ sequence: cancels.length + 1, email: key, at: world.now(), request, effective: open });
  if (open) change(world, account, afterCancel(world, before));
  return account;
}

const afterCancel = (world: World, before: Invitation): Invitation => ({
  state: world.options.cancelLeaves === 'gone' ? 'NOT_YET_SENT' : world.options.cancelLeaves,
  mails: world.options.cancelKeepsMailCount ? before.mails : 0,
  updatedAt: world.options.cancelTouchesUpdateTime ? stamp(world) : before.updatedAt,
  gone: world.options.cancelLeaves === 'gone',
});

/**
 * Eligible from the account's first moment, whether or not it is listed, invited or has declined; not once it is
 * managed, renamed or taken away. Always live: no lag.
 */
export function isInvitableUser(world: World, key: string): boolean {
  if (!world.options.checkIsSupported) return refuse(unsupported);
  const account = world.accounts.get(key);
  if (!isInvitable(world, account)) return false;
  const open = account.invitation.state === 'INVITED' && !account.invitation.gone;
  return !open || world.options.invitedIsInvitable;
}
