// Utilities, Logger and console.
import { fromBase64, fromUtf8, toBase64, toUtf8 } from './bytes';
import { call, exception, refuse } from './call';
import { Charset, DigestAlgorithm, nameOf } from './enums';
import { strict } from './strict';

const bytesOf = (value: unknown): number[] => (Array.isArray(value) ? (value as number[]) : toUtf8(String(value)));
const webSafe = (text: string): string => text.replace(/\+/g, '-').replace(/\//g, '_');

type Blob = GoogleAppsScript.Base.Blob;

const newBlob = (data: unknown, contentType: string | null = null, name: string | null = null): Blob => {
  const bytes = bytesOf(data);
  return strict('Blob', {
    getBytes: () => bytes,
    getDataAsString: () => fromUtf8(bytes),
    getContentType: () => contentType,
    getName: () => name,
  }) as unknown as Blob;
};

type Methods =
  | 'sleep'
  | 'computeDigest'
  | 'computeRsaSha256Signature'
  | 'base64Encode'
  | 'base64EncodeWebSafe'
  | 'base64Decode'
  | 'base64DecodeWebSafe'
  | 'formatDate'
  | 'getUuid'
  | 'newBlob'
  | 'DigestAlgorithm'
  | 'Charset';

export const utilities = strict<Pick<GoogleAppsScript.Utilities.Utilities, Methods>>('Utilities', {
  DigestAlgorithm,
  Charset,
  sleep: (ms: number) => {
    call('Utilities.sleep', ms);
  },
  computeDigest: (algorithm: unknown, value: unknown) =>
    call('Utilities.computeDigest', nameOf(algorithm), bytesOf(value)),
  // Text is taken as UTF-8 here; Google's default for it is US-ASCII, so a script that signs more must say so.
  computeRsaSha256Signature: (value: unknown, key: unknown, charset?: unknown) => {
    if (typeof value !== 'string' || typeof key !== 'string')
      refuse('Utilities.computeRsaSha256Signature', [value, key]);
    if (charset === undefined && /[^ -~]/.test(value))
      throw exception(
        'not implemented in the workbench: Utilities.computeRsaSha256Signature of other than ASCII without a charset',
        'NotImplemented',
      );
    return call('Utilities.computeRsaSha256Signature', bytesOf(value), key);
  },
  base64Encode: (value: unknown) => toBase64(bytesOf(value)),
  base64EncodeWebSafe: (value: unknown) => webSafe(toBase64(bytesOf(value))),
  base64Decode: (text: string) => fromBase64(text),
  base64DecodeWebSafe: (text: string) => fromBase64(text),
  formatDate: (date: { getTime: () => number }, zone: string, pattern: string) =>
    call('Utilities.formatDate', date.getTime(), zone, pattern),
  getUuid: () => call('Utilities.getUuid'),
  newBlob,
});

function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return value.stack ?? String(value);
  try {
    return value === undefined ? 'undefined' : JSON.stringify(value);
  } catch {
    return String(value);
  }
}

const write =
  (level: string) =>
  (...values: readonly unknown[]): void => {
    call('Logger.log', level, values.map(shown).join(' '));
  };

export const logger = strict('Logger', {
  log: (...values: readonly unknown[]) => {
    write('INFO')(...values);
  },
  clear: () => undefined,
  getLog: () => '',
});
export const scriptConsole = strict('console', {
  log: write('DEBUG'),
  info: write('INFO'),
  warn: write('WARNING'),
  error: write('ERROR'),
  time: () => undefined,
  timeEnd: () => undefined,
});
