// Which capabilities this build holds: the build puts the list in (build.mjs --with …).
declare const CAPABILITIES: readonly string[];

export const isBuiltIn = (capability: 'background'): boolean => CAPABILITIES.includes(capability);
