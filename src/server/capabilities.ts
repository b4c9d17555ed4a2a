// Which capabilities this build holds, and the scopes of its manifest: the build puts both lists in (build.mjs --with …).
declare const CAPABILITIES: readonly string[];
declare const SCOPES: readonly string[];

export const isBuiltIn = (capability: 'background'): boolean => CAPABILITIES.includes(capability);

export const scopes = (): readonly string[] => SCOPES;
