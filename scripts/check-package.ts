/**
 * Checks the package as npm would publish it: builds and packs it into a directory of its own,
 * then asks publint (is package.json right?) and attw (do the types resolve?).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';

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
const file = output('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', packed]).trim();
output('node_modules/.bin/publint', ['run', '--strict', `${packed}/${file}`]);
const untyped = [
  'world.schema.json',
  'fixtures/*',
  'openapi.yaml',
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
console.log(`${file} is fit to publish`);
