// Lends oxlint the four rules of ESLint that it does not have; oxlint.config.mjs says where they hold.
import { builtinRules } from 'eslint/use-at-your-own-risk';

const LENT = ['no-dupe-args', 'no-octal', 'no-restricted-syntax'];
const length = builtinRules.get('max-len');

/** A file without a tab or a line that is too long by its number of signs is not taken apart for it. */
const lengthWhereLong = {
  ...length,
  create(context) {
    const { code } = context.options.at(-1);
    const mayBeLong = context.sourceCode.lines.some(line => line.length > code || line.includes('\t'));
    return mayBeLong ? length.create(context) : {};
  },
};

export default {
  meta: { name: 'eslint-own' },
  rules: { 'max-len': lengthWhereLong, ...Object.fromEntries(LENT.map(name => [name, builtinRules.get(name)])) },
};
