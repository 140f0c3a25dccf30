/** Dockerfile, compose.yaml and action.yml: their steps, one by one in a clean folder, as far as that goes without a daemon. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { commandNamed, optionsOf } from '../../src/cli/commands.ts';
import { cleanFolder, copyInto, inBash, root, runSteps, type Step } from './steps.ts';

vi.setConfig({ testTimeout: 600_000 });

/** The instructions of a Dockerfile, in their order. */
function instructionsOf(file: string): readonly (readonly [name: string, rest: string])[] {
  const lines = readFileSync(`${root}${file}`, 'utf8')
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n/g, ' ');
  return Array.from(
    lines.matchAll(/^([A-Z]+) +(.*)$/gm),
    ([, name = '', rest = '']) => [name, rest] as const,
  );
}

/** The words of an instruction in its JSON form. */
function wordsOf(name: string): readonly string[] {
  const [, rest = ''] = instructionsOf('Dockerfile').find(([each]) => each === name) ?? [];
  return JSON.parse(rest.slice(rest.indexOf('['))) as string[];
}

const offline = { npm_config_prefer_offline: 'true' };
const hasRegistry = spawnSync('npm', ['ping', '--fetch-retries=0'], { timeout: 20_000 }).status === 0;
if (!hasRegistry)
  console.warn('NOT DONE HERE: the images and the action are not installed: no npm registry is in reach.');

it.runIf(hasRegistry)('the image is made, answers, is healthy, and stops when it is stopped', async () => {
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
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(await look([...wordsOf('HEALTHCHECK').slice(0, -1), '0'])).toMatchObject({ code: 69 });
});

it('what the image copies is what its context lets through', () => {
  const copied = instructionsOf('Dockerfile').flatMap(([name, rest]) =>
    name === 'COPY' ? rest.split(' ').slice(0, -1) : [],
  );
  const context = readFileSync(`${root}.dockerignore`, 'utf8').split('\n');
  expect(context[0]).toBe('*');
  for (const name of copied) {
    expect(context).toContain(`!${name}`);
    expect(existsSync(root + name)).toBe(true);
  }
});

it('compose.yaml builds that image and passes variables that the program reads', async () => {
  const { services } = parse(readFileSync(`${root}compose.yaml`, 'utf8')) as {
    services: { cloud: { build: string; ports: string[]; environment: Record<string, null> } };
  };
  expect(services.cloud.build).toBe('.');
  expect(services.cloud.ports).toEqual(['127.0.0.1:9292:9292']);
  expect(Object.keys(services.cloud.environment)).toEqual(['IMAGE_MEMBERS_FAKE_CONTROL_TOKEN']);
  expect(Object.keys(optionsOf(await commandNamed('serve')))).toEqual(
    expect.arrayContaining(wordsOf('CMD').flatMap((word) => /^--(.*)/.exec(word)?.[1] ?? [])),
  );
  console.warn('NOT DONE HERE: compose.yaml is read, not run: there is no Docker daemon.');
});

it.runIf(hasRegistry)('the action runs a command with a cloud and ends with its exit code', async () => {
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
