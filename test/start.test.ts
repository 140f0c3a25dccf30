/** Budgets of the start, as counts that are the same on each machine. Source: none; times are in bench/. */
import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';

const root = `${import.meta.dirname}/..`;

/** Modules that `serve` may load from its sources, packages included: each costs Node the same, however small it is. */
const moduleBudget = 227;

/** What a module prints on stderr that is loaded before a quiet server, which is ended once it listens. */
function besideServe(module: string, ...options: readonly string[]): Promise<string> {
  const words = [...options, '--import', `${root}/test/start/${module}`, `${root}/src/cli/main.mjs`];
  const program = spawn(process.execPath, [...words, 'serve', '--quiet', '--port', '0']);
  let printed = '';
  program.stdout.once('data', () => program.kill('SIGTERM'));
  program.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
  return new Promise((resolve, reject) => {
    program.on('close', () => resolve(printed)).on('error', reject);
  });
}

it('a plain server loads what it serves with, and nothing of contracts, recordings, YAML or help', async () => {
  const loaded = (await besideServe('listed.mjs')).split('\n');
  const files = loaded.filter((each) => each.startsWith('file:'));
  expect(files.filter((each) => each.endsWith('/src/express.ts'))).toHaveLength(1);
  expect(files.length).toBeLessThan(moduleBudget);
  const needless =
    /\/src\/(?:contract|kit|data|inspector|rules-table|yaml-file)|\/cli\/(?:serve\/recording|help|verify|stub|run|control)\.ts|\/node_modules\/(?:yaml|express|msw|@pact-foundation)\//;
  expect(files.filter((each) => needless.test(each))).toEqual([]);
  // An `import` of node:http loads undici, TLS and HTTP/2.
  expect(loaded.filter((each) => /^node:(?:internal\/deps\/undici\/undici|tls|http2)$/.test(each))).toEqual(
    [],
  );
});

it('Node looks for nothing that a source imports of the others', async () => {
  const loaded = (await besideServe('listed.mjs')).split('\n');
  const resolved = loaded.filter((each) => each.startsWith('resolved '));
  expect(resolved).toContain('resolved valibot');
  expect(resolved.filter((each) => each.endsWith('.ts'))).toEqual([]);
});

interface Nursery {
  readonly before: number;
  readonly after: number;
}

it('the part of the heap for new objects stays as large as it was when the server began to listen', async () => {
  const { before, after } = JSON.parse(await besideServe('nursery.mjs')) as Nursery;
  expect(after).toBe(before);
});

it('whoever gives the engine a size for that part has it', async () => {
  const { before, after } = JSON.parse(
    await besideServe('nursery.mjs', '--max-semi-space-size=32'),
  ) as Nursery;
  expect(after).toBeGreaterThan(before);
});
