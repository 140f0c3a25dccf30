/** Budgets of the start, as counts that are the same on each machine. Source: none; times are in bench/. */
import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';

const root = `${import.meta.dirname}/..`;

/** Modules that `serve` may load from its sources, packages included: each costs Node the same, however small it is. */
const moduleBudget = 230;

/** All that a quiet server has loaded once it answers. */
function loadedByServe(): Promise<readonly string[]> {
  const options = ['--import', `${root}/test/start/listed.mjs`, `${root}/src/cli/main.mjs`];
  const program = spawn(process.execPath, [...options, 'serve', '--quiet', '--port', '0']);
  let listed = '';
  program.stdout.once('data', () => program.kill('SIGTERM'));
  program.stderr.setEncoding('utf8').on('data', (text: string) => (listed += text));
  return new Promise((resolve, reject) => {
    program.on('close', () => resolve(listed.split('\n'))).on('error', reject);
  });
}

it('a plain server loads what it serves with, and nothing of contracts, recordings, YAML or help', async () => {
  const loaded = await loadedByServe();
  const files = loaded.filter((each) => each.startsWith('file:'));
  expect(files.filter((each) => each.endsWith('/src/express.ts'))).toHaveLength(1);
  expect(files.length).toBeLessThan(moduleBudget);
  const needless =
    /\/src\/(?:contract|kit|data|inspector|rules-table|yaml-file)|\/cli\/(?:help|verify|stub|run|control)\.ts|\/node_modules\/(?:yaml|express|msw|@pact-foundation)\//;
  expect(files.filter((each) => needless.test(each))).toEqual([]);
  // An `import` of node:http loads undici, TLS and HTTP/2.
  expect(loaded.filter((each) => /^node:(?:internal\/deps\/undici\/undici|tls|http2)$/.test(each))).toEqual(
    [],
  );
});
