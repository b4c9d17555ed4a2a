// The types of own-objects.cjs, which jest loads before it can read TypeScript.
import type { Script } from 'node:vm';
export declare const ownObjects: (except?: string) => Script;
