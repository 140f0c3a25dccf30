/** Runs the checks that read the sources, as many at a time as there are cores, and prints what those say that fail. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';

/**
 * What is checked: those that take longest begin first. Types are checked by TypeScript 7; what reads or writes them as a library
 * has 5.9. The packed package is checked by `npm run check:package`, which builds and installs it, and so takes as long as all of these.
 */
const checks: readonly string[] = [
  'node node_modules/typescript7/bin/tsc -p . --checkers 1',
  'knip',
  'redocly lint --format=summary',
  'oxlint --deny-warnings',
  'oxfmt --check',
];

/** @returns whether a check has passed. */
async function passes(check: string): Promise<boolean> {
  const begun = performance.now();
  const child = spawn(check, {
    cwd: `${import.meta.dirname}/..`,
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'passed' : 'FAILED'} ${check} (${seconds} s)`);
  if (code !== 0) console.error(stdout + stderr);
  return code === 0;
}

const queue = [...checks];
async function work(): Promise<void> {
  for (let next = queue.shift(); next !== undefined; next = queue.shift())
    if (!(await passes(next))) process.exitCode = 1;
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
