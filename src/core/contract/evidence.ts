// What a line of the Activity sheet knows beside its words: when its attempt began, and what Google told of the account
// before. Both stand in the Code cell behind the reason, because a cell with a date holds a wall clock and no instant:
// after a change of the spreadsheet's time zone it is another moment.
import { fnv1a } from './fnv';
import type { AccountState } from './rpc';

/** As Google last told it before the attempt. `changedAt`: milliseconds since 1970; null where Google does not tell. */
export type Known = {
  readonly state: AccountState;
  readonly mails: number | null;
  readonly changedAt: number | null;
};
export type Evidence = {
  readonly reason: string;
  /** When the attempt began, or what was told of it came; milliseconds since 1970. */
  readonly at: number | null;
  readonly known: Known | null;
};

const numberOf = (text: string | undefined): number | null => {
  const number = Number(text === undefined || text === '' || text === '-' ? Number.NaN : text);
  return Number.isFinite(number) ? number : null;
};
const textOf = (number: number | null): string => (number === null ? '-' : String(number));

/** `checking/no-reply @1795251600123 INVITED/1/1795165200000` → its parts; a part that is not there is null. */
export function evidenceIn(code: string): Evidence {
  const parts = code.split(' ').filter(part => part !== '');
  const at = parts.find(part => part.startsWith('@'));
  const [state, mails, changedAt] = (parts.find(part => KNOWN.test(part)) ?? '').split('/');
  return {
    reason: parts.find(part => part !== at && !isSeal(part) && !KNOWN.test(part)) ?? '',
    at: numberOf(at?.slice(1)),
    known:
      state === undefined || state === ''
        ? null
        : { state: state as AccountState, mails: numberOf(mails), changedAt: numberOf(changedAt) },
  };
}
const KNOWN = /^(?:NOT_YET_SENT|INVITED|ACCEPTED|DECLINED|NOT_LISTED)\/[\d-]+\/[\d-]+$/;

export const codeWith = ({ reason, at, known }: Evidence): string =>
  [
    reason,
    ...(at === null ? [] : [`@${at}`]),
    ...(known === null ? [] : [`${known.state}/${textOf(known.mails)}/${textOf(known.changedAt)}`]),
  ].join(' ');

// The seal holds a line together: who, what became of it, and what is known. A column sorted alone, or an outcome typed
// over, parts them; then none of the three is believed.
type Sealed = { readonly address: string; readonly outcome: string | null; readonly code: string };
const isSeal = (part: string): boolean => part.startsWith('#');

/** Of address, outcome and the rest of the code. */
const sealOf = ({ address, outcome }: Sealed, rest: readonly string[]): string =>
  `#${fnv1a([address, outcome ?? '', ...rest].join(' ')).toString(36)}`;
const restOf = (code: string): readonly string[] => code.split(' ').filter(part => part !== '' && !isSeal(part));

/** The line, its code with a seal of what stands there now. */
export function sealed<L extends Sealed>(line: L): L {
  const rest = restOf(line.code);
  return { ...line, code: [...rest, sealOf(line, rest)].join(' ') };
}
const sealIn = (code: string): string | undefined => code.split(' ').find(isSeal);
/** Whether the line carries a seal that is not its own. */
export function isParted(line: Sealed): boolean {
  const seal = sealIn(line.code);
  return seal !== undefined && seal !== sealOf(line, restOf(line.code));
}
/** As lines of version 0.1 are; of any other, somebody took the Code away. */
export const isUnsealed = ({ code }: Sealed): boolean => sealIn(code) === undefined;
