// The languages of the add-on. To add one: a file beside en.ts with the same keys, and a line here; the compiler finds what is missing.
import { en } from './en';

export type Words = typeof en;

const BY_TAG: Readonly<Record<string, Words>> = { en };
export const languages: readonly Words[] = Object.values(BY_TAG);

/** The words for a locale such as `en`, `en_GB` or `pt-BR`: by its language, else English. */
export const wordsFor = (locale: string): Words => BY_TAG[locale.slice(0, 2).toLowerCase()] ?? en;
