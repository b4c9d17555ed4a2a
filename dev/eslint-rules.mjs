// Lends oxlint the four rules of ESLint that it does not have; oxlint.config.mjs says where they hold.
import { builtinRules } from 'eslint/use-at-your-own-risk';

const LENT = ['max-len', 'no-dupe-args', 'no-octal', 'no-restricted-syntax'];

export default {
  meta: { name: 'eslint-own' },
  rules: Object.fromEntries(LENT.map(name => [name, builtinRules.get(name)])),
};
