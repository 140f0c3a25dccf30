/** `run`: a command, such as a team's tests, with a cloud of its own in its environment. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { shareOf } from '../share.ts';
import { newFolder } from '../state/stores.ts';
import { call, callHere, calling } from './calling.ts';

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true }));

/** A command of a shell that prints into a file: what it prints elsewhere passes through, past whoever calls in this process. */
function printing(file: string, script: string): readonly string[] {
  return ['sh', '-c', `{ ${script}; } > ${folder}/${file}`, 'sh'];
}

function printedIn(file: string): string {
  return readFileSync(`${folder}/${file}`, 'utf8');
}

it.concurrent('the command finds the cloud, one user and a clouds.yaml with all of them in its environment', async () => {
  const what = `{
    env: process.env,
    status: (await fetch(process.env.IMAGE_MEMBERS_FAKE_URL + '/v2/images', { headers: { 'X-Auth-Token': process.env.AUTH_TOKEN } })).status,
    file: (await import('node:fs')).statSync(process.env.OS_CLIENT_CONFIG_FILE).mode & 0o777,
    clouds: (await import('node:fs')).readFileSync(process.env.OS_CLIENT_CONFIG_FILE, 'utf8'),
  }`;
  const print = ['--input-type=module', '--eval', `console.log(JSON.stringify(${what}))`];
  const words = ['run', '--as', 'consumer', '--', process.execPath, ...print];
  const { code, stdout, stderr } = await call(words);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { env, status, file, clouds } = JSON.parse(stdout) as {
    env: Record<string, string>;
    status: number;
    file: number;
    clouds: string;
  };
  const url = env['IMAGE_MEMBERS_FAKE_URL'] ?? '';
  expect(env).toMatchObject({
    OS_AUTH_URL: `${url}/identity/v3`,
    OS_USERNAME: 'consumer',
    OS_PASSWORD: 'consumer-secret',
    OS_PROJECT_NAME: 'consumer',
    API_ENDPOINT: url,
    AUTH_TOKEN: 'consumer-token',
  });
  expect({ status, file }).toEqual({ status: 200, file: 0o600 });
  for (const user of ['producer', 'consumer', 'second-consumer', 'stranger'])
    expect(clouds).toContain(`\n  ${user}:\n`);
  expect(existsSync(env['OS_CLIENT_CONFIG_FILE'] ?? '/')).toBe(false);
  await expect(fetch(url)).rejects.toThrow('fetch failed');
});

it.concurrent('without --as the user is the owner of the first image', async () => {
  await callHere(['run', ...printing('user', 'echo $OS_USERNAME')]);
  expect(printedIn('user')).toBe('producer\n');
});

it.concurrent.for([[], ['--state', `${folder}/worlds.db`]])(
  'an unknown user is refused before the command starts, with the users that there are: %o',
  async (more) => {
    const words = ['run', '--as', 'prodcer', ...more, ...printing(`begun-${more.length}`, 'echo begun')];
    expect(await callHere(words)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'image-members-fake: There is no user prodcer. Did you mean producer? There are: documentation, producer, consumer, second-consumer, stranger.\n',
    });
    expect(existsSync(`${folder}/begun-${more.length}`)).toBe(false);
  },
);

it.concurrent('run lets go of the worlds that it has kept', async () => {
  const file = `${folder}/kept.db`;
  expect(await callHere(['run', '--state', file, 'true'])).toMatchObject({ code: 0 });
  expect(await callHere(['state', file])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('default') as string,
  });
});

it.concurrent('what leads a client to another cloud is not in its environment; what test runners read stays', async () => {
  const own = {
    OS_CLOUD: 'production',
    OS_TOKEN: 'real',
    OS_CACERT: '/ca',
    RS_API_KEY: 'real',
    TENANT_ID: '1',
  };
  const kept = { OS_TEST_TIMEOUT: '5', OS_DEBUG: '1', HOME: '/nowhere' };
  await callHere(['run', ...printing('env', 'env -0')], { ...own, ...kept });
  const pairs = printedIn('env').split('\0');
  const env = Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s, 2))) as NodeJS.ProcessEnv;
  expect(env).toMatchObject(kept);
  for (const name of Object.keys(own)) expect(env[name]).toBeUndefined();
});

it.concurrent.for<[string, readonly string[], number, string]>([
  ['its own exit code', ['sh', '-c', 'exit 7'], 7, ''],
  ['128 and the number of the signal that ended it', ['sh', '-c', 'kill -TERM $$'], 143, ''],
  [
    '127 where it was not found',
    ['no-such-command'],
    127,
    'image-members-fake: the command no-such-command was not found. Is it installed, and is it in PATH?\n',
  ],
  [
    '126 where it cannot be run',
    [import.meta.dirname],
    126,
    `image-members-fake: ${import.meta.dirname} cannot be run: spawn ${import.meta.dirname} EACCES.\n`,
  ],
])('the exit code of a command: %s', async ([, command, code, stderr]) => {
  expect(await callHere(['run', '--', ...command])).toEqual({ code, stdout: '', stderr });
});

it.concurrent('options of the command are its own, with -- and without it', async () => {
  for (const words of [['--'], []]) {
    const print = printing('options', 'echo "$@"');
    expect(await callHere(['run', ...words, ...print, '--seed', '-x', '--', '--help'])).toMatchObject({
      code: 0,
    });
    expect(printedIn('options')).toBe('--seed -x -- --help\n');
  }
});

it.concurrent('without a command it says how it is called, with exit code 2', async () => {
  const { code, stderr } = await callHere(['run', '--seed', 'quota', '--']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^image-members-fake: run needs a command: .*run \[OPTIONS\] -- COMMAND/);
});

it.concurrent('the command reads what run was given, and its own output passes through', async () => {
  const { child, ended } = calling(['run', '--', 'sh', '-c', 'cat; echo to-stderr >&2'], { input: 'pipe' });
  child.stdin?.end('typed');
  expect(await ended).toEqual({ code: 0, stdout: 'typed', stderr: 'to-stderr\n' });
});

it.concurrent('--log prints a line per request', async () => {
  const get = `curl -s -w '%{http_code}' -o ${folder}/got $API_ENDPOINT/v2/images`;
  const { stderr } = await callHere(['run', '--log', '--', ...printing('status', get)]);
  expect(printedIn('status')).toBe('401');
  expect(stderr).toMatch(/^\d\d:\d\d:\d\d {2}nobody +GET \/v2\/images +401/);
});

it.concurrent.for(shareOf(['SIGINT', 'SIGTERM', 'SIGHUP'] as const, 3))(
  '%s is passed on, and the command may end well',
  async (signal) => {
    const script = `trap 'echo ended well; exit 3' ${signal.slice(3)}; echo $OS_CLIENT_CONFIG_FILE; while :; do sleep 0.05; done`;
    const { child, ended } = calling(['run', '--', 'sh', '-c', script]);
    const file = await new Promise<string>((resolve) =>
      child.stdout.once('data', (line: Buffer) => resolve(`${line}`.trim())),
    );
    expect(existsSync(file)).toBe(true);
    child.kill(signal);
    expect(await ended).toMatchObject({ code: 3, stdout: `${file}\nended well\n` });
    expect(existsSync(file)).toBe(false);
  },
);

/** Asks for a list that a pact can hold. */
const ask = `curl -s -H "X-Auth-Token: $AUTH_TOKEN" -o ${folder}/got $API_ENDPOINT/v2/images`;

it.concurrent('with --record there is a pact of what the command asked, whatever its exit code', async () => {
  const recording = ['--record', `${folder}/recorded`, '--consumer', 'our-client', '--'];
  const { code, stderr } = await callHere(['run', ...recording, 'sh', '-c', `${ask}; exit 5`]);
  expect(code).toBe(5);
  expect(stderr).toContain('1 interaction out of 1 exchange.');
  const pact = JSON.parse(printedIn('recorded/our-client-image-members-api.json')) as {
    interactions: unknown[];
  };
  expect(pact.interactions).toHaveLength(1);
});

it.concurrent('a pact that cannot be written is exit code 69, unless the command had failed by itself', async () => {
  const pacts = `${folder}/pacts`;
  const recording = ['--record', pacts, '--consumer', 'our-client', '--'];
  // While the command runs, the place of the pact becomes a file.
  for (const [exit, code] of [
    [0, 69],
    [4, 4],
  ] as const) {
    const block = `${ask}; rm -rf ${pacts}; touch ${pacts}; exit ${exit}`;
    rmSync(pacts, { recursive: true, force: true });
    const called = await callHere(['run', ...recording, 'sh', '-c', block]);
    expect(called.code).toBe(code);
    expect(called.stderr).toContain('the pact could not be written');
  }
});
