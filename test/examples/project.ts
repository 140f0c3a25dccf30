import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { cleanFolder, root } from '../getting/steps.ts';

/** An example in a folder of its own, installed. It is gone when it is disposed of. */
export interface Project extends Disposable {
  readonly path: string;
  /** The variables with which its commands find what is installed. */
  readonly env: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const own = 'image-members-fake';

/** Keeps what Node compiled from one example to the next: npm, Vite and the runners are mostly compiling. */
const compiled = `${tmpdir()}/image-members-fake-compiled`;

/**
 * Copies an example elsewhere and makes it what it is after its installation: this package and those that its package.json
 * names are in `node_modules`, and no others.
 * @param fetched whether npm fetches its dependencies; otherwise they are linked from the project.
 * @throws Error where it names a package that the project does not have, or npm cannot fetch it.
 */
export function installedExample(
  name: string,
  { fetched = false }: { readonly fetched?: boolean } = {},
): Project {
  const folder = cleanFolder();
  const { path } = folder;
  cpSync(`${root}examples/${name}`, path, {
    recursive: true,
    filter: (file) => !file.includes('node_modules'),
  });
  if (fetched)
    execFileSync('npm', ['install', '--omit=dev', '--no-package-lock', '--no-audit', '--no-fund'], {
      cwd: path,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  for (const each of fetched ? [] : packagesOf(`${path}/package.json`))
    link(`${root}node_modules/${each}`, `${path}/node_modules/${each}`);
  installOwn(path);
  const programs = [`${path}/node_modules/.bin`, `${root}node_modules/.bin`, process.env['PATH'] ?? ''];
  return Object.assign(folder, { env: { PATH: programs.join(':'), NODE_COMPILE_CACHE: compiled } });
}

/** The packages that a package.json names besides this one; none where there is no such file. */
function packagesOf(file: string): readonly string[] {
  if (!existsSync(file)) return [];
  const { dependencies, devDependencies } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  return Object.keys({ ...dependencies, ...devDependencies }).filter((each) => each !== own);
}

/** Puts this package into a folder as npm does, but with its sources in place of what is built of them. */
function installOwn(path: string): void {
  const installed = `${path}/node_modules/${own}`;
  for (const each of ['src', 'fixtures', 'contracts']) link(root + each, `${installed}/${each}`);
  const built = readFileSync(`${root}package.json`, 'utf8');
  writeFileSync(`${installed}/package.json`, built.replaceAll(/"\.\/dist\/(.+?)\.js"/g, '"./src/$1.ts"'));
  mkdirSync(`${path}/node_modules/.bin`, { recursive: true });
  const main = `#!/bin/sh\nexec "${process.execPath}" "${root}src/cli/main.mjs" "$@"\n`;
  writeFileSync(`${path}/node_modules/.bin/${own}`, main, { mode: 0o755 });
}

function link(target: string, path: string): void {
  if (!existsSync(target)) throw new Error(`${target} is not there to be linked`);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}

/** The commands of an example's README: those of its first block. */
export function commandsOf(name: string): readonly string[] {
  const text = readFileSync(`${root}examples/${name}/README.md`, 'utf8');
  const [, block = ''] = /^```sh\n([\s\S]*?)^```$/m.exec(text) ?? [];
  return block.trimEnd().split('\n');
}
