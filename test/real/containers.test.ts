/**
 * Dockerfile and action.yml: their steps, one by one in a clean folder, as far as that goes without a daemon. They install
 * what they need from the npm registry.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { instructionsOf, wordsOf } from '../getting/dockerfile.ts';
import { cleanFolder, copyInto, inBash, root, runSteps, type Step } from '../getting/steps.ts';

vi.setConfig({ testTimeout: 600_000 });

const offline = { npm_config_prefer_offline: 'true' };

it('the image is made, answers, is healthy, and stops when it is stopped', async () => {
  using folder = cleanFolder();
  const instructions = instructionsOf('Dockerfile');
  const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'USER', 'EXPOSE', 'HEALTHCHECK', 'ENTRYPOINT', 'CMD'];
  expect(instructions.filter(([name]) => !known.includes(name))).toEqual([]);
  for (const [name, rest] of instructions.filter(([each]) => each === 'COPY' || each === 'RUN')) {
    if (name === 'COPY') copyInto(folder.path, rest.split(' ').slice(0, -1));
    const { code } = await inBash(name === 'RUN' ? rest : 'true', folder.path, offline);
    expect(code).toBe(0);
  }
  console.warn(
    'NOT DONE HERE: FROM, USER and EXPOSE of the Dockerfile, and port 9292: there is no Docker daemon.',
  );
  const [entry = '', ...words] = [...wordsOf('ENTRYPOINT'), ...wordsOf('CMD'), '--port', '0', '--quiet'];
  const child = spawn(entry, words, { cwd: folder.path, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  const { value: url } = (await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next()) as {
    value: string;
  };
  const at = ['--url', url.replace('0.0.0.0', '127.0.0.1')];
  const look = (words: readonly string[]) => inBash([...words, ...at].join(' '), folder.path, {});
  expect(await look(wordsOf('HEALTHCHECK'))).toMatchObject({ code: 0, output: '' });
  const program = [...wordsOf('ENTRYPOINT'), 'serve', '--port', '0', '--state'].join(' ');
  const database = await inBash(`${program} postgres://127.0.0.1:1/worlds 2>&1`, folder.path, {});
  expect([database.code, database.output]).toEqual([69, expect.stringContaining('ECONNREFUSED')]);
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(await look([...wordsOf('HEALTHCHECK').slice(0, -1), '0'])).toMatchObject({ code: 69 });
});

it('the action runs a command with a cloud and ends with its exit code', async () => {
  using clone = cleanFolder();
  copyInto(clone.path, ['package.json', 'package-lock.json', 'scripts', 'src', 'fixtures', 'contracts']);
  const { runs } = parse(readFileSync(`${root}action.yml`, 'utf8')) as { runs: { steps: readonly Step[] } };
  const running = (inputs: Readonly<Record<string, string>>) => ({
    folder: clone.path,
    env: offline,
    values: {
      'github.action_path': clone.path,
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`inputs.${name}`, value])),
    },
  });
  const run =
    'test "$OS_USERNAME" = consumer\ncurl -sf -H "X-Auth-Token: $AUTH_TOKEN" $IMAGE_MEMBERS_FAKE_URL/v2/images';
  const ends = await runSteps(runs.steps, running({ run, options: '--as consumer' }));
  expect(ends.map(({ code, output }) => (code === 0 ? 0 : output))).toEqual([0, 0]);
  expect(ends[1]?.output).toContain('"images"');
  const failing = await runSteps(runs.steps, running({ run: 'exit 5' }));
  expect(failing.map(({ code }) => code)).toEqual([0, 5]);
});
