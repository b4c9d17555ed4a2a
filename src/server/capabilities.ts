// The scopes of this build's manifest, which the build puts in, and what a capability's own file adds.
import type { SignJwt } from '../core/sign-in/service-account';

declare const SCOPES: readonly string[];

export const scopes = (): readonly string[] => SCOPES;

/**
 * Filled in by a capability's file while the script loads: what the usual build must not even contain, such as an
 * address it may not call.
 */
export const extras: { signJwt: SignJwt | null } = { signJwt: null };
