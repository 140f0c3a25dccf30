/** `run`: a command, such as a team's tests, with a cloud of its own in its environment. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { call, calling } from './calling.ts';

/** Prints a part of the command's own surroundings as JSON. */
function printing(what: string): readonly string[] {
  return [process.execPath, '--input-type=module', '--eval', `console.log(JSON.stringify(${what}))`];
}

it.concurrent('the command finds the cloud, one user and a clouds.yaml with all of them in its environment', async () => {
  const what = `{
    env: process.env,
    status: (await fetch(process.env.IMAGE_MEMBERS_FAKE_URL + '/v2/images', { headers: { 'X-Auth-Token': process.env.AUTH_TOKEN } })).status,
    file: (await import('node:fs')).statSync(process.env.OS_CLIENT_CONFIG_FILE).mode & 0o777,
    clouds: (await import('node:fs')).readFileSync(process.env.OS_CLIENT_CONFIG_FILE, 'utf8'),
  }`;
  const { code, stdout, stderr } = await call(['run', '--as', 'consumer', '--', ...printing(what)]);
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
  const { stdout } = await call(['run', ...printing('process.env.OS_USERNAME')]);
  expect(JSON.parse(stdout)).toBe('producer');
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
  const { ended } = calling(['run', ...printing('process.env')], { env: { ...own, ...kept } });
  const { stdout } = await ended;
  const env = JSON.parse(stdout) as NodeJS.ProcessEnv;
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
  expect(await call(['run', '--', ...command])).toEqual({ code, stdout: '', stderr });
});

it.concurrent('options of the command are its own, with -- and without it', async () => {
  for (const words of [['--'], []]) {
    const { stdout } = await call(['run', ...words, 'echo', '--seed', '-x', '--', '--help']);
    expect(stdout).toBe('--seed -x -- --help\n');
  }
});

it.concurrent('without a command it says how it is called, with exit code 2', async () => {
  const { code, stderr } = await call(['run', '--seed', 'quota', '--']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^image-members-fake: run needs a command: .*run \[OPTIONS\] -- COMMAND/);
});

it.concurrent('the command reads what run was given, and its own output passes through', async () => {
  const { child, ended } = calling(['run', '--', 'sh', '-c', 'cat; echo to-stderr >&2'], { input: 'pipe' });
  child.stdin?.end('typed');
  expect(await ended).toEqual({ code: 0, stdout: 'typed', stderr: 'to-stderr\n' });
});

it.concurrent('--log prints a line per request', async () => {
  const get = `fetch(process.env.API_ENDPOINT + '/v2/images').then(({ status }) => status)`;
  const { stdout, stderr } = await call(['run', '--log', '--', ...printing(`await ${get}`)]);
  expect(stdout).toBe('401\n');
  expect(stderr).toMatch(/^\d\d:\d\d:\d\d {2}nobody +GET \/v2\/images +401/);
});

it.concurrent.for(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
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

it.concurrent('with --record there is a pact of what the command asked, whatever its exit code', async () => {
  const directory = mkdtempSync(`${tmpdir()}/image-members-fake-`);
  const ask = `await fetch(process.env.API_ENDPOINT + '/v2/images', { headers: { 'X-Auth-Token': process.env.AUTH_TOKEN } }); process.exitCode = 5`;
  const recording = ['--record', directory, '--consumer', 'our-client'];
  const { code, stderr } = await call([
    'run',
    ...recording,
    '--',
    process.execPath,
    '--input-type=module',
    '--eval',
    ask,
  ]);
  expect(code).toBe(5);
  expect(stderr).toContain('1 interaction out of 1 exchange.');
  const pact = JSON.parse(readFileSync(`${directory}/our-client-image-members-api.json`, 'utf8')) as {
    interactions: unknown[];
  };
  expect(pact.interactions).toHaveLength(1);
  rmSync(directory, { recursive: true });
});

it.concurrent('a pact that cannot be written is exit code 69, unless the command had failed by itself', async () => {
  const directory = mkdtempSync(`${tmpdir()}/image-members-fake-`);
  const recording = ['--record', `${directory}/pacts`, '--consumer', 'our-client', '--'];
  writeFileSync(`${directory}/file`, '');
  // While the command runs, the place of the pact becomes a file.
  for (const [exit, code] of [
    [0, 69],
    [4, 4],
  ] as const) {
    const block = `curl -s -H "X-Auth-Token: $AUTH_TOKEN" -o ${directory}/got $API_ENDPOINT/v2/images; rm -rf ${directory}/pacts; touch ${directory}/pacts; exit ${exit}`;
    rmSync(`${directory}/pacts`, { recursive: true, force: true });
    const called = await call(['run', ...recording, 'sh', '-c', block]);
    expect(called.code).toBe(code);
    expect(called.stderr).toContain('the pact could not be written');
  }
  rmSync(directory, { recursive: true });
});
