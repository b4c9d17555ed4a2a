// Lets jest read TypeScript through the esbuild that also builds the add-on. Lines are counted while a file is still a
// module: what makes a script of it, a function for each export, is neither counted nor slowed down.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const esbuild = require('esbuild');
const { createInstrumenter } = require('istanbul-lib-instrument');

const counter = createInstrumenter({ esModules: true, produceSourceMap: true });
const common = { target: 'node20', sourcesContent: false, jsx: 'automatic', jsxImportSource: 'preact' };

/**
 * esbuild exports by getters, two for each name, and each use of an import asks them. Once a module has run, what it
 * exports stays as it is (nothing here exports a variable that changes), so that plain properties say the same.
 */
const PLAIN = "module.exports = Object.defineProperty({ ...module.exports }, '__esModule', { value: true });";

const asScript = (source, file, loader) =>
  esbuild.transformSync(source, {
    ...common,
    loader,
    format: 'cjs',
    sourcemap: 'inline',
    sourcefile: file,
    footer: PLAIN,
  }).code;

function counted(source, file, loader) {
  const { code, map } = esbuild.transformSync(source, {
    ...common,
    loader,
    format: 'esm',
    sourcemap: 'external',
    sourcefile: file,
  });
  const counting = counter.instrumentSync(code, file, JSON.parse(map));
  const written = Buffer.from(JSON.stringify(counter.lastSourceMap())).toString('base64');
  // Types alone leave nothing by which it is known as a module.
  return `${counting}\nexport {};\n//# sourceMappingURL=data:application/json;base64,${written}`;
}

const self = readFileSync(__filename, 'utf8');

module.exports = {
  canInstrument: true,
  process(source, file, { instrument }) {
    const loader = file.endsWith('x') ? 'tsx' : 'ts';
    return {
      code: instrument ? asScript(counted(source, file, loader), file, 'js') : asScript(source, file, loader),
    };
  },
  /** Else jest would keep what an older version of this file has made. */
  getCacheKey: (source, file, { configString, instrument }) =>
    createHash('sha256')
      .update(JSON.stringify([self, source, file, configString, instrument]))
      .digest('hex'),
};
