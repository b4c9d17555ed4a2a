// Lets jest read TypeScript through the esbuild that also builds the add-on.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const esbuild = require('esbuild');

/**
 * esbuild exports by getters, two for each name, and each use of an import asks them. Once a module has run, what it
 * exports stays as it is (nothing here exports a variable that changes), so that plain properties say the same.
 */
const PLAIN = "module.exports = Object.defineProperty({ ...module.exports }, '__esModule', { value: true });";
const self = readFileSync(__filename, 'utf8');

module.exports = {
  process(source, file) {
    const { code } = esbuild.transformSync(source, {
      loader: file.endsWith('x') ? 'tsx' : 'ts',
      format: 'cjs',
      target: 'node20',
      sourcemap: 'inline',
      sourcesContent: false,
      sourcefile: file,
      jsx: 'automatic',
      jsxImportSource: 'preact',
      footer: PLAIN,
    });
    return { code };
  },
  /** Else jest would keep what an older version of this file has made. */
  getCacheKey: (source, file, { configString, instrument }) =>
    createHash('sha256')
      .update(JSON.stringify([self, source, file, configString, instrument]))
      .digest('hex'),
};
