// The people who get the mails: they accept or decline.
import type { Account, World } from './types';
import { change, keyOf, stamp } from './world';

const isOpen = (account: Account): boolean => account.invitation.state === 'INVITED' && !account.invitation.gone;

function answer(world: World, account: Account | undefined, state: 'ACCEPTED' | 'DECLINED'): boolean {
  if (account === undefined || !isOpen(account)) return false;
  change(world, account, { ...account.invitation, state, updatedAt: stamp(world) });
  if (state === 'ACCEPTED') account.kind = 'managed';
  return true;
}

/** False, and nothing happens, when the person has no open invitation. */
export const accept = (world: World, email: string): boolean =>
  answer(world, world.accounts.get(keyOf(email)), 'ACCEPTED');
export const decline = (world: World, email: string): boolean =>
  answer(world, world.accounts.get(keyOf(email)), 'DECLINED');

/**
 * Of everyone with an open invitation, about so many percent accept and so many decline, chosen by the world's chance.
 */
export function letPeopleAnswer(
  world: World,
  { acceptPercent = 0, declinePercent = 0 }: { acceptPercent?: number; declinePercent?: number },
): { accepted: number; declined: number } {
  const done = { accepted: 0, declined: 0 };
  for (const account of world.accounts.values()) {
    if (!isOpen(account)) continue;
    const lot = world.random() * 100;
    if (lot < acceptPercent) done.accepted += Number(answer(world, account, 'ACCEPTED'));
    else if (lot < acceptPercent + declinePercent) done.declined += Number(answer(world, account, 'DECLINED'));
  }
  return done;
}
