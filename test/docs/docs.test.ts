// The pages for readers: each link leads somewhere, each file, command and test that they name is there, and what they
// list is all there is.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { SCENARIOS } from '../../dev/simulation/scenarios';

const ROOT = join(__dirname, '../..');
const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const PAGES = [
  ...readdirSync(ROOT).filter(name => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => join('docs', name)),
];

/** As GitHub makes them: lower case, blanks to hyphens, no other signs. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replace(/ /g, '-'),
  );

/** Relative links of a page that lead nowhere. */
function deadLinks(page: string, text: string): string[] {
  const targets = [...text.matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter(target => {
    if (/^[a-z]+:/.test(target)) return false;
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? page : relative(ROOT, join(ROOT, dirname(page), path));
    if (!existsSync(join(ROOT, file))) return true;
    return anchor !== undefined && !anchorsOf(path === '' ? text : textOf(file)).includes(anchor);
  });
}

const SOURCES = ['src', 'dev', 'test']
  .flatMap(folder => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }))
  .map(path => basename(path));

/** Files and folders that are named in code: from the root, or a source file by its name alone. */
function missingFiles(text: string): string[] {
  const paths = [
    ...text.matchAll(/`((?:src|dev|test|docs)\/[\w./-]+)`/g),
    ...text.matchAll(/\b(?:node|npx jest) ((?:dev|test)\/[\w./-]+)/g),
  ].map(([, path = '']) => path);
  const names = [...text.matchAll(/`([\w-]+\.tsx?)`/g)].map(([, name = '']) => name);
  return [
    ...paths.filter(path => !['', '.ts', '.test.ts'].some(end => existsSync(join(ROOT, path + end)))),
    ...names.filter(name => !SOURCES.includes(name)),
  ];
}

const { scripts, version } = JSON.parse(textOf('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly version: string;
};
/** npm commands that package.json does not have. */
const missingScripts = (text: string): string[] =>
  [...text.matchAll(/\bnpm (?:run ([a-z-]+)|(start|test)\b)/g)]
    .map(([, name, short = '']) => name ?? short)
    .filter(name => scripts[name] === undefined);

/** `[name](a.test.ts): “its title”`: titles that no test of that file begins or contains. */
function missingTests(page: string, text: string): string[] {
  const named = [...text.matchAll(/\]\(([^()\s]+\.test\.ts)\): “([^”]+)”/g)];
  return named.flatMap(([, file = '', title = '']) =>
    textOf(join(dirname(page), file)).includes(title) ? [] : [title],
  );
}

test.each(PAGES)('%s names only what is there', page => {
  const text = textOf(page);

  expect(deadLinks(page, text)).toEqual([]);
  expect(missingFiles(text)).toEqual([]);
  expect(missingScripts(text)).toEqual([]);
  expect(missingTests(page, text)).toEqual([]);
});

test('a link, heading, file, command or test that is not there is found', () => {
  expect(
    deadLinks('docs/guide.md', '[a](settings.md) [b](gone.md) [c](../README.md#limits) [d](settings.md#gone)'),
  ).toEqual(['gone.md', 'settings.md#gone']);
  expect(missingFiles('`src/core/gone.ts` `src/core` `gone.tsx` `npx jest test/core/gone` node dev/run.mjs')).toEqual([
    'src/core/gone.ts',
    'test/core/gone',
    'gone.tsx',
  ]);
  expect(missingScripts('npm ci && npm start, npm run build, npm run gone')).toEqual(['gone']);
  const title = ['a title', 'that no test has'].join(' ');
  expect(missingTests('README.md', `[a](test/docs/docs.test.ts): “${title}”`)).toEqual([title]);
});

test('the README begins with the two commands, and each promise names its test', () => {
  const text = textOf('README.md');
  const commands = [...text.matchAll(/^```\n([\s\S]*?)\n```$/gm)].map(([, command]) => command);
  expect(commands.slice(0, 2)).toEqual(['npm ci && npm start', 'npm ci && npm test']);

  const promises =
    text
      .split('## What it promises')[1]
      ?.split('\n## ')[0]
      ?.match(/^\| (?!Promise|---).+$/gm) ?? [];
  expect(promises.length).toBeGreaterThan(4);
  for (const promise of promises) expect(promise).toMatch(/\.test\.ts\): “[^”]+”/);
});

test('the page of the simulation has every scenario', () => {
  const listed = [...textOf('docs/simulation.md').matchAll(/^\| (`.+?) \|/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => name),
  );

  expect(listed.sort()).toEqual(SCENARIOS.map(({ name }) => name).sort());
});

test('the changes of this version are told', () => {
  expect(textOf('CHANGELOG.md').split('\n')).toContain(`## ${version}`);
});
