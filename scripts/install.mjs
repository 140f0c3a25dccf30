// Makes `npm start` and `npm test` work right after a clone: installs what package-lock.json names, where it is not there yet.
// Runs on the Node that the machine has (20 or newer), before anything is installed. Writes to stderr only,
// so that the standard output of the script that follows stays clean.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
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

/** Whether node_modules holds what package-lock.json asks for. Optional packages may belong to other platforms. */
function isComplete() {
  if (!existsSync(root + ownNode)) return false;
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(packagesOf('package-lock.json')).every(
    ([folder, { version, optional }]) => folder === '' || optional || installed[folder]?.version === version,
  );
}

/** Runs `npm ci`, whatever the caller's npm settings are: with the tools, without questions, and not silent about errors. */
function install() {
  const flags = [
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--engine-strict=false',
    '--ignore-scripts=false',
  ];
  const npm = process.env.npm_execpath;
  // A package of Pact counts its installations unless it is told not to.
  const env = { ...process.env, SCARF_ANALYTICS: 'false' };
  const options = { cwd: root, env, stdio: ['ignore', 2, 2] };
  return npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, 'ci', ...flags], options)
    : spawnSync('npm', ['ci', ...flags], { ...options, shell: process.platform === 'win32' });
}

if (!isComplete()) {
  console.error('Installing the packages of package-lock.json (npm ci; once, about 500 MB) ...');
  const { status, error } = install();
  if (status !== 0 || !isComplete()) {
    console.error(
      `Could not install: npm ci ${error ? `did not start (${error.message})` : `ended with status ${status}`}.`,
    );
    console.error('Its messages are above. Is the npm registry in reach (npm ping)? Try again: npm ci');
    process.exit(1);
  }
}
