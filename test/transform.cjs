// Lets jest read TypeScript through the esbuild that also builds the add-on.
const esbuild = require('esbuild');

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
    });
    return { code };
  },
};
