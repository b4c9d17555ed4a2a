// How the page writes a day and a moment: everywhere in the same way.
import { words } from './words';

const DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const day = new Intl.DateTimeFormat(words.dates, DATE);
const moment = new Intl.DateTimeFormat(words.dates, { ...DATE, hour: '2-digit', minute: '2-digit' });

/** ISO 8601; '' for null. */
export const dayOf = (iso: string | null): string => (iso === null ? '' : day.format(new Date(iso)));
export const momentOf = (iso: string | null): string => (iso === null ? '' : moment.format(new Date(iso)));
