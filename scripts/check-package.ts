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
  'index.js': [4, 560_000],
  'client.js': [2, 10_000],
  'express.js': [5, 580_000],
  'msw.js': [4, 570_000],
  'data.js': [5, 580_000],
  'seed-file.js': [6, 580_000],
  'contract.js': [20, 1_000_000],
  'cli/main.js': [1, 2000],
  'shared/cli.js': [6, 640_000],
};

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
  const sum = loaded.reduce((size, file) => size + readFileSync(file).length, 0);
  if (loaded.length <= files && sum <= bytes) continue;
  console.error(
    `dist/${entry} loads ${loaded.length} files of ${sum} bytes; its budget is ${files} and ${bytes}.`,
  );
  process.exitCode = 1;
}

const file = output('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', packed]).trim();
output('node_modules/.bin/publint', ['run', '--strict', `${packed}/${file}`]);
const untyped = [
  'world.schema.json',
  'fixtures/*',
  'openapi.yaml',
  'openapi.resolved.yaml',
  'control.yaml',
  'pacts/*',
  'package.json',
];
output('node_modules/.bin/attw', [
  `${packed}/${file}`,
  '--profile',
  'esm-only',
  '--exclude-entrypoints',
  ...untyped,
]);

/** Entry points that need nothing but the package, and those with the package that each is for. */
const alone: readonly string[] = ['', '/client', '/seed-file', '/express', '/contract'];
const withPeers: Readonly<Record<string, readonly string[]>> = {
  '/msw': ['msw'],
  '/data': ['@msw/data'],
  '/vitest': ['vitest', 'msw'],
  '/playwright': ['@playwright/test'],
};

/** What TypeScript says in a strict project that checks the types of libraries as well, about this package. */
function typeErrors(entries: readonly string[], module: 'module' | 'commonjs'): readonly string[] {
  const project = `${packed}/project`;
  writeFileSync(`${project}/package.json`, JSON.stringify({ private: true, type: module }));
  const imports = entries.map((entry, place) => `import * as e${place} from 'image-members-fake${entry}';`);
  writeFileSync(
    `${project}/main.ts`,
    [...imports, `console.log(${entries.map((_, n) => `e${n}`)});`].join('\n'),
  );
  const options = [
    '--strict',
    '--noEmit',
    '--skipLibCheck',
    'false',
    '--module',
    'nodenext',
    '--target',
    'es2022',
  ];
  const tsc = `${root}/node_modules/typescript/bin/tsc`;
  const { stdout } = spawnSync(process.execPath, [tsc, ...options, 'main.ts'], {
    cwd: project,
    encoding: 'utf8',
  });
  return stdout.split('\n').filter((line) => /^(?:main\.ts|node_modules\/image-members-fake\/)/.test(line));
}

mkdirSync(`${packed}/project`);
const installing = ['install', '--silent', '--no-audit', '--no-fund', '--prefer-offline', '--omit=peer'];
output('npm', [...installing, '--prefix', `${packed}/project`, `${packed}/${file}`]);
const wrong = [...typeErrors(alone, 'module'), ...typeErrors(alone, 'commonjs')];
for (const [entry, peers] of Object.entries(withPeers)) {
  for (const peer of peers) {
    const place = `${packed}/project/node_modules/${peer}`;
    mkdirSync(dirname(place), { recursive: true });
    if (!existsSync(place)) symlinkSync(resolve(`${root}/node_modules/${peer}`), place);
  }
  wrong.push(...typeErrors([entry], 'module'));
}
if (wrong.length > 0) {
  console.error(['The types need something that is not installed:', ...wrong].join('\n'));
  process.exit(1);
}
console.log(`${file} is fit to publish`);
