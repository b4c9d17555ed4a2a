// Which capabilities this build holds, and the scopes of its manifest: the build puts both lists in (build.mjs --with …), and with a capability its own file.
import type { SignJwt } from '../core/sign-in';

declare const CAPABILITIES: readonly string[];
declare const SCOPES: readonly string[];

export const isBuiltIn = (capability: 'background'): boolean => CAPABILITIES.includes(capability);

export const scopes = (): readonly string[] => SCOPES;

/** Filled in by a capability's file while the script loads: what the usual build must not even contain, such as an address it may not call. */
export const extras: { signJwt: SignJwt | null } = { signJwt: null };
