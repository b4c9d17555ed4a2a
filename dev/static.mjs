// Types and lint of npm test in one go: ESLint reads the types that the compiler has just worked out, where tsc -b and eslint work them out twice.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import ts from 'typescript';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: found => { throw new Error(ts.flattenDiagnosticMessageText(found.messageText, '\n')); } };
const parsed = file => ts.getParsedCommandLineOfConfigFile(file, {}, host);

/** A file that several parts read is parsed once for all that read it in the same way. */
const files = new Map();
function programOf({ path }) {
  const { options, fileNames, errors, projectReferences } = parsed(ts.resolveProjectReferencePath({ path }));
  const compiler = ts.createCompilerHost(options, true);
  const read = compiler.getSourceFile.bind(compiler);
  compiler.getSourceFile = (name, how, ...rest) => {
    const key = JSON.stringify([name, how]);
    if (!files.has(key)) files.set(key, read(name, how, ...rest));
    return files.get(key);
  };
  const program = ts.createProgram({ rootNames: fileNames, options, host: compiler, projectReferences, configFileParsingDiagnostics: errors });
  // A file counts for the part that it is listed in: others that use it have checked what they use.
  const own = fileNames.map(name => program.getSourceFile(name)).filter(file => file !== undefined);
  const wrong = [
    ...program.getConfigFileParsingDiagnostics(), ...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics(),
    ...own.flatMap(file => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ];
  return { program, wrong };
}

const parts = parsed(join(root, 'tsconfig.json')).projectReferences.map(programOf);
const wrong = parts.flatMap(part => part.wrong);
process.stdout.write(ts.formatDiagnosticsWithColorAndContext(wrong, { getCurrentDirectory: () => root, getCanonicalFileName: name => name, getNewLine: () => '\n' }));
console.log(`types: ${wrong.length === 0 ? 'clean' : 'FAILED'}`);

const eslint = new ESLint({
  cwd: root,
  overrideConfig: { files: ['**/*.ts', '**/*.tsx'], languageOptions: { parserOptions: { projectService: false, programs: parts.map(({ program }) => program) } } },
});
const results = await eslint.lintFiles('.');
const found = results.some(({ errorCount, warningCount }) => errorCount + warningCount > 0);
process.stdout.write(await (await eslint.loadFormatter('stylish')).format(results));
console.log(`lint: ${found ? 'FAILED' : 'clean'}`);
process.exitCode = wrong.length > 0 || found ? 1 : 0;
