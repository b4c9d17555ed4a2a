// Makes of a problem's code what a person is told: title and advice from the words (`problems` in en.ts), and the link
// to the remedy.
import type { ProblemCode } from '../contract/codes';
import type { Answer, Problem } from '../contract/rpc';
import type { Words } from './index';

const API_PAGE = 'https://console.cloud.google.com/apis/library/cloudidentity.googleapis.com';
const SERVICE_ACCOUNTS = 'https://console.cloud.google.com/iam-admin/serviceaccounts';
/** `product`: called so in every language. */
type Link = { readonly url: string } & ({ readonly product: string } | { readonly word: keyof Words['links'] });
const LINKS: Partial<Record<ProblemCode, Link>> = {
  'api-off': { product: 'Cloud Identity API', url: API_PAGE },
  'not-admin': { word: 'roles', url: 'https://admin.google.com/ac/roles' },
  ...(SERVICE_ACCOUNT
    ? {
        'not-delegated': { word: 'delegation', url: 'https://admin.google.com/ac/owl/domainwidedelegation' },
        'iam-off': {
          product: 'IAM Service Account Credentials API',
          url: 'https://console.cloud.google.com/apis/library/iamcredentials.googleapis.com',
        },
        'not-creator': { word: 'accounts', url: SERVICE_ACCOUNTS },
        'key-refused': { word: 'accounts', url: SERVICE_ACCOUNTS },
        'no-service-account': { word: 'accounts', url: SERVICE_ACCOUNTS },
      }
    : {}),
  'no-answer': { word: 'status', url: 'https://www.google.com/appsstatus/dashboard/' },
};

/** `detail` is added to the advice; `link` replaces the usual one (Google names the very project in its reply). */
export function problem(
  code: ProblemCode,
  words: Words,
  more: { readonly detail?: string; readonly link?: string | null } = {},
): Problem {
  // A code that another build of this copy left behind may have no words here.
  const { title, advice } = (words.problems as Partial<Words['problems']>)[code] ?? words.problems.interrupted;
  const usual = LINKS[code];
  return {
    code,
    title,
    advice: more.detail ? `${advice} ${more.detail}` : advice,
    link:
      usual === undefined
        ? null
        : { text: 'word' in usual ? words.links[usual.word] : usual.product, url: more.link ?? usual.url },
  };
}

export const refuse = (code: ProblemCode, words: Words, detail?: string): Answer<never> => ({
  ok: false,
  problem: problem(code, words, detail === undefined ? {} : { detail }),
});
