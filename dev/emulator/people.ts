// The people who have the accounts: they accept, decline, or take another address; and an admin who takes theirs.
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

function leave(world: World, email: string, kind: 'managed' | 'renamed'): boolean {
  const account = world.accounts.get(keyOf(email));
  if (account?.kind !== 'unmanaged') return false;
  account.kind = kind;
  change(world, account, { ...account.invitation, updatedAt: stamp(world), gone: true });
  return true;
}

/** The person takes an address elsewhere; no unmanaged account has this one any more. False where none had it. */
export const rename = (world: World, email: string): boolean => leave(world, email, 'renamed');
/**
 * An admin makes a user, a group or an alias of that address, which takes it from the person for good. False where no
 * unmanaged account had it.
 */
export const evict = (world: World, email: string): boolean => leave(world, email, 'managed');

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
