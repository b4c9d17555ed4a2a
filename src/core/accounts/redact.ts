// Takes out of a text whatever may be somebody's address, however it is written: for the log, and for texts that are
// passed on to others.

/** Of an address of the web only where it leads; a scope has no person in it. */
const WEB = /(https?:\/\/[^/\s"'<>]+)\/(?!auth\/[\w./-]+)[^\s"'<>]*/gi;
/** What is quoted may be anybody's data: a cell, a name, half an address, and a quote within. */
const QUOTED = /"[^]*"|“[^]*”|«[^]*»|「[^]*」/g;
const SIGN = String.raw`(?:[@＠﹫]|%(?:25)*40|\\u0040|&#(?:64|x40);)`;
const PART = String.raw`[^\s<>()"“”«»「」『』,;:、。：]`;
const ADDRESS = new RegExp(`${PART}*${SIGN}${PART}*`, 'gi');
/** A key, a token. */
const LONG = /[\w+/=-]{40,}/g;

/** `instead`: what stands where an address was. */
export const withoutAddresses = (text: string, instead: string): string => text.replace(ADDRESS, instead);

/** Nothing of anybody is left in it: no address, nothing quoted, no key. */
export const forLog = (text: string): string =>
  withoutAddresses(text.replace(WEB, '$1/…').replace(QUOTED, '"…"'), '(address)').replace(LONG, '…');
