/**
 * Checks the package as npm would publish it: builds and packs it into a directory of its own,
 * then asks publint (is package.json right?), attw (do the types resolve?) and TypeScript (does a project that has installed
 * nothing else compile?).
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import ts from 'typescript';

const root: string = `${import.meta.dirname}/..`;
const packed: string = mkdtempSync(`${tmpdir()}/image-members-fake-`);

/** What the command writes to standard output; its words and the end of this process where it fails. */
function output(command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status === 0) return stdout;
  console.error(
    `${[command, ...args].join(' ')} failed:\n${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`,
  );
  return process.exit(1);
}

process.on('exit', () => rmSync(packed, { recursive: true }));
output('npm', ['run', '--silent', 'build']);

/** The most that entry points load at once, as files of dist/ and their bytes: a test file or a server waits for them. */
const budgets: Readonly<Record<string, readonly [files: number, bytes: number]>> = {
  'index.js': [5, 694_000],
  'client.js': [2, 12_000],
  'express.js': [6, 714_000],
  'msw.js': [5, 698_000],
  'data.js': [6, 705_000],
  'seed-file.js': [7, 711_000],
  'profile-file.js': [7, 740_000],
  'sqlite.js': [9, 736_000],
  'postgres.js': [10, 759_000],
  'contract.js': [32, 1_089_000],
  'cli/main.js': [1, 2000],
  'shared/cli.js': [7, 780_000],
};

/** Entry points that run in browsers, too. */
const browserEntries: readonly string[] = ['index.js', 'client.js', 'msw.js', 'data.js'];

const shown = (number: number): string => number.toLocaleString('en');

/** The files of dist/ that one loads at once, itself included. */
function loadedWith(file: string, found: Set<string> = new Set()): ReadonlySet<string> {
  if (found.has(file)) return found;
  found.add(file);
  const text = readFileSync(file, 'utf8');
  for (const [, path = ''] of text.matchAll(/^(?:import|export)[^"\n]*"(\.[^"\n]+)";/gm))
    loadedWith(resolve(dirname(file), path), found);
  return found;
}

for (const [entry, [files, bytes]] of Object.entries(budgets)) {
  const loaded = [...loadedWith(resolve(root, 'dist', entry))];
  if (
    browserEntries.includes(entry) &&
    loaded.some((file) => /^import[^\n]*"node:/m.test(readFileSync(file, 'utf8')))
  ) {
    console.error(`dist/${entry} loads a module of Node, which no browser has.`);
    process.exitCode = 1;
  }
  const sum = loaded.reduce((size, file) => size + readFileSync(file).length, 0);
  if (loaded.length <= files && sum <= bytes) continue;
  for (const [measured, budget, unit] of [
    [loaded.length, files, 'files'],
    [sum, bytes, 'bytes'],
  ] as const)
    if (measured > budget)
      console.error(
        `dist/${entry} loads ${shown(measured)} ${unit}, ${shown(measured - budget)} more than its budget (scripts/check-package.ts)`,
      );
  process.exitCode = 1;
}

const file = output('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', packed]).trim();
output('node_modules/.bin/publint', ['run', '--strict', `${packed}/${file}`]);
const untyped = [
  'world.schema.json',
  'profile.schema.json',
  'fixtures/*',
  'openapi.yaml',
  'openapi.resolved.yaml',
  'control.yaml',
  'pacts/*',
  'package.json',
];
/** Nothing else needs it, and it brings 38 packages: it is installed when it is asked, not with those of the project. */
const attw = '@arethetypeswrong/cli@0.18.5';
output('npm', [
  'exec',
  '--yes',
  `--package=${attw}`,
  '--',
  'attw',
  `${packed}/${file}`,
  '--profile',
  'esm-only',
  '--exclude-entrypoints',
  ...untyped,
]);

/** Entry points that need nothing but the package, and those with the packages that each is for. */
const alone: readonly string[] = [
  '',
  '/client',
  '/seed-file',
  '/profile-file',
  '/sqlite',
  '/postgres',
  '/express',
  '/contract',
];
const withPeers: Readonly<Record<string, readonly string[]>> = {
  '/msw': ['msw'],
  '/data': ['@msw/data'],
  '/vitest': ['vitest', 'msw'],
  '/playwright': ['@playwright/test'],
};

const project = `${packed}/project`;
const installed = `${project}/node_modules/image-members-fake`;

/**
 * What compilers say about this package in a strict project that checks the types of libraries as well, ESM or CommonJS by
 * `ends`. TypeScript 5 reads all `@types` by itself; TypeScript 7 none but those that are referred to, since the project names none.
 */
function typeErrors(entries: readonly string[], ends: readonly ('mts' | 'cts')[]): readonly string[] {
  const files = ends.map((end) => `${entries.length}.${end}`);
  for (const file of files) {
    const imports = entries.map((entry, place) => `import * as e${place} from 'image-members-fake${entry}';`);
    const text = [...imports, `console.log(${entries.map((_, n) => `e${n}`)});`].join('\n');
    writeFileSync(`${project}/${file}`, text);
  }
  return [...saidBy7(files), ...saidBy5(files)];
}

function saidBy7(files: readonly string[]): readonly string[] {
  const tsc = `${root}/node_modules/typescript7/bin/tsc`;
  const strict = ['--strict', '--noEmit', '--skipLibCheck', 'false'];
  const options = [...strict, '--module', 'nodenext', '--target', 'es2022', '--types', ''];
  const { stdout } = spawnSync(process.execPath, [tsc, ...options, ...files], {
    cwd: project,
    encoding: 'utf8',
  });
  return stdout.split('\n').filter((line) => /^(?:\d\.[mc]ts|node_modules\/image-members-fake\/)/.test(line));
}

/** Files that TypeScript 5 has read, for the next program. */
const readBy5: Map<string, ts.SourceFile | undefined> = new Map();

/** Asks about our files alone: most of the time would go into the types of browsers. */
function saidBy5(files: readonly string[]): readonly string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
  };
  const names = files.map((file) => `${project}/${file}`);
  const host = ts.createCompilerHost(options);
  host.getCurrentDirectory = () => project;
  const read = host.getSourceFile;
  host.getSourceFile = (name, ...others) => {
    if (!readBy5.has(name)) readBy5.set(name, read(name, ...others));
    return readBy5.get(name);
  };
  const program = ts.createProgram(names, options, host);
  const isOurs = /\/(?:\d\.[mc]ts$|node_modules\/image-members-fake\/)/;
  const ours = program.getSourceFiles().filter(({ fileName }) => isOurs.test(fileName));
  const found = ours.flatMap((file) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ]);
  return found.map(
    ({ file, messageText }) =>
      `TypeScript ${ts.version}: ${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  );
}

/** The packages that the types of a file come from, and of the files of this package that it imports. */
function packagesOf(file: string, seen: Set<string> = new Set()): readonly string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  return ts
    .preProcessFile(readFileSync(file, 'utf8'))
    .importedFiles.flatMap(({ fileName: name }) =>
      name.startsWith('.')
        ? packagesOf(resolve(dirname(file), name.replace(/\.js$/, '.d.ts')), seen)
        : [/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name],
    );
}

const { dependencies } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

/** The packages that the types of an entry point need and nobody has promised. */
function unpromised(entry: string, peers: readonly string[]): readonly string[] {
  const found = packagesOf(`${installed}/dist/${entry.slice(1) || 'index'}.d.ts`);
  return found
    .filter((name) => !name.startsWith('node:') && !(name in dependencies) && !peers.includes(name))
    .map((name) => `image-members-fake${entry} needs ${name}`);
}

mkdirSync(project);
writeFileSync(`${project}/package.json`, JSON.stringify({ private: true }));
const installing = ['install', '--silent', '--no-audit', '--no-fund', '--prefer-offline', '--omit=peer'];
output('npm', [...installing, '--prefix', project, `${packed}/${file}`]);
/** What readers look for in the installed package, besides its programs. */
const readable: readonly string[] = [
  'README.md',
  'llms.txt',
  'skills/image-members-fake/SKILL.md',
  'examples/README.md',
  'docs/getting-started.md',
];
for (const each of readable.filter((each) => !existsSync(`${installed}/${each}`))) {
  console.error(`The package lacks ${each}: see "files" in package.json.`);
  process.exitCode = 1;
}
const wrong = [
  ...Object.entries({ ...Object.fromEntries(alone.map((entry) => [entry, []])), ...withPeers }).flatMap(
    ([entry, peers]) => unpromised(entry, peers),
  ),
  ...typeErrors(alone, ['mts', 'cts']),
];
for (const peer of new Set(Object.values(withPeers).flat())) {
  const place = `${project}/node_modules/${peer}`;
  mkdirSync(dirname(place), { recursive: true });
  if (!existsSync(place)) symlinkSync(resolve(`${root}/node_modules/${peer}`), place);
}
wrong.push(...typeErrors(Object.keys(withPeers), ['mts']));
if (wrong.length > 0) {
  console.error(['The types need something that is not installed:', ...wrong].join('\n'));
  process.exit(1);
}
if (process.exitCode === undefined) console.log(`${file} is fit to publish`);
