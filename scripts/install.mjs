// Makes the scripts of package.json work right after a clone: installs what package-lock.json names, as far as it is needed.
// With `--run`: what running needs, which is the production packages, and Node 24 where the machine's is older. Else all of it.
// Runs on the Node that the machine has (20 or newer), before anything is installed. Writes to stderr only,
// so that the standard output of the script that follows stays clean.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const onlyRuns = process.argv.includes('--run');
/** npm writes it when an installation is finished. */
const finished = 'node_modules/.package-lock.json';
const ownNode =
  process.platform === 'win32' ? 'node_modules/node/bin/node.exe' : 'node_modules/node/bin/node';

/** The packages that a lock file names, by folder; empty where the file is missing or broken. */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(root + file, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

const locked = packagesOf('package-lock.json');

/** Whether a package of package-lock.json is there only to work on the project. */
function isTool(folder) {
  const { dev = false, devOptional = false } = locked[folder] ?? {};
  return dev || devOptional;
}

/** Whether the machine's own Node runs the sources unbuilt. In a script of npm, `node` may be that of node_modules. */
function hasNode() {
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((each) => !/[/\\]node_modules[/\\]\.bin[/\\]?$/.test(each));
  const env = { ...process.env, PATH: path.join(delimiter) };
  const { stdout } = spawnSync('node', ['-p', 'process.versions.node'], { env, encoding: 'utf8' });
  return Number.parseInt(stdout ?? '', 10) >= 24;
}

/** Whether node_modules holds what is needed. Optional packages may belong to other platforms. */
function isComplete(needsTools) {
  const installed = packagesOf(finished);
  const needed = Object.entries(locked).filter(
    ([folder, { optional }]) => folder !== '' && !optional && (needsTools || !isTool(folder)),
  );
  return (
    needed.every(([folder, { version }]) => installed[folder]?.version === version) &&
    (existsSync(root + ownNode) || (!needsTools && hasNode()))
  );
}

/** What npm is to do. Node is a tool of the project: to run, it is installed as if it were a production package. */
function npmWords(needsTools) {
  const without = ['--omit=dev', '--omit=optional', '--omit=peer'];
  if (needsTools) return ['--include=dev'];
  return hasNode() ? without : [...without, '--save-prod', `node@${locked['node_modules/node'].version}`];
}

/** Runs `npm install`, whatever the caller's npm settings are: as locked, without questions, and not silent about errors. */
function install(needsTools) {
  const words = [
    'install',
    ...npmWords(needsTools),
    '--no-save',
    '--package-lock',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--engine-strict=false',
    '--ignore-scripts=false',
  ];
  const npm = process.env.npm_execpath;
  // A package of Pact counts its installations unless it is told not to. Nothing that is installed here needs the build.
  const env = { ...process.env, SCARF_ANALYTICS: 'false', IMAGE_MEMBERS_FAKE_BUILD: 'no' };
  const options = { cwd: root, env, stdio: ['ignore', 2, 2] };
  return npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...words], options)
    : spawnSync('npm', words, { ...options, shell: process.platform === 'win32' });
}

/**
 * Adds the tools to a finished installation that lacks nothing else: a server may be running out of it. Anything else,
 * such as what an interrupted installation left, makes room for a new one.
 */
function makeRoom(needsTools) {
  const isAddition = needsTools && isComplete(false);
  rmSync(root + (isAddition ? finished : 'node_modules'), { recursive: true, force: true });
}

if (!isComplete(!onlyRuns)) {
  // Who works on the project keeps the tools.
  const needsTools = !onlyRuns || 'node_modules/vitest' in packagesOf(finished);
  const size = onlyRuns
    ? `what running needs: about 13 MB${hasNode() ? '' : ', and Node 24, about 190 MB'}`
    : 'all packages: about 500 MB';
  console.error(`Installing ${size} (once) ...`);
  makeRoom(needsTools);
  const { status, error } = install(needsTools);
  if (status !== 0 || !isComplete(needsTools)) {
    console.error(
      `Could not install: npm ${error ? `did not start (${error.message})` : `ended with status ${status}`}.`,
    );
    console.error('Its messages are above. Is the npm registry in reach (npm ping)? Then try again.');
    process.exit(1);
  }
}
