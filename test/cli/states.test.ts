/** `states`: what it prints, and what is left when it ends. Whom its server answers is tried in test/contract. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Running, startCommand, type Variables } from '../broker/programs.ts';
import { type Called, callHere, serveHere, type Serving } from './calling.ts';

const folder: string = mkdtempSync(join(tmpdir(), 'image-members-states-test-'));
const clouds: string = join(folder, 'clouds.yaml');
const secret = 'the-secret-of-a-test';

let cloud: Serving;
beforeAll(async () => {
  cloud = await serveHere(['--seed', 'contract', '--quiet']);
  const { stdout } = await callHere([
    'env',
    '--seed',
    'contract',
    '--format',
    'clouds.yaml',
    '--url',
    cloud.url,
  ]);
  writeFileSync(clouds, stdout);
});
afterAll(async () => {
  await cloud[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** A server of states, and the URL that it prints. */
async function states(
  args: readonly string[] = [],
  variables: Variables = {},
): Promise<{ readonly running: Running; readonly url: string }> {
  const command = ['states', '--target', cloud.url, '--clouds', clouds, '--port', '0', ...args];
  const running = startCommand(command, variables);
  const url = await running.printed(/(?<=: )http:\S+(?=\n)/);
  if (url === undefined) throw new Error((await running.stop()).stderr);
  return { running, url };
}

function post(url: string, change: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(change) });
}

async function valuesOf(reply: Response): Promise<Readonly<Record<string, string>>> {
  return (await reply.json()) as Record<string, string>;
}

const consumer = { state: 'a caller', params: { is: 'consumer' } };

it('the URL that it prints has the secret; what it logs has neither that nor a token', async () => {
  const { running, url } = await states();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{64}$/);
  const { token = '' } = await valuesOf(await post(url, consumer));
  expect(token).not.toBe('');
  await post(url, { state: 'a cat' });
  await post(url, { action: 'teardown', state: 'a caller' });
  const { code, stdout, stderr } = await running.stop();
  expect(code).toBe(0);
  expect(stdout).toBe(`provider states for ${cloud.url}: ${url}\n`);
  expect(stderr).toBe(
    'setup a caller\nsetup a cat: There is no provider state "a cat". There are: a caller, an image, no image, a free name.\nteardown a caller\n',
  );
});

it('a token is worth nothing once the states are no longer served', async () => {
  const { running, url } = await states();
  const { token = '' } = await valuesOf(await post(url, consumer));
  const ask = async (): Promise<number> =>
    (await fetch(`${cloud.url}/v2/images`, { headers: { 'x-auth-token': token } })).status;
  expect(await ask()).toBe(200);
  await running.stop();
  expect(await ask()).toBe(401);
});

it.each<[string, readonly string[], Variables]>([
  ['an option', ['--secret', secret], {}],
  ['the environment', [], { IMAGE_MEMBERS_FAKE_STATES_SECRET: secret }],
  ['the option before the environment', ['--secret', secret], { IMAGE_MEMBERS_FAKE_STATES_SECRET: 'short' }],
])('the secret may come from %s', async (_, args, variables) => {
  const { running, url } = await states(args, variables);
  expect(new URL(url).pathname).toBe(`/${secret}`);
  expect((await post(url, consumer)).status).toBe(200);
  await running.stop();
});

it.each<[string, readonly string[], Variables]>([
  ['--secret', ['--secret', 'fifteen-letters'], {}],
  ['IMAGE_MEMBERS_FAKE_STATES_SECRET', [], { IMAGE_MEMBERS_FAKE_STATES_SECRET: 'fifteen-letters' }],
  ['IMAGE_MEMBERS_FAKE_STATES_SECRET', [], { IMAGE_MEMBERS_FAKE_STATES_SECRET: '' }],
])(
  'a secret that is too short is a mistake, and is not repeated: %s %j %j',
  async (name, args, variables) => {
    const running = startCommand(['states', '--target', cloud.url, '--clouds', clouds, ...args], variables);
    await running.printed(/never/);
    expect(await running.stop()).toEqual({
      code: 2,
      stdout: '',
      stderr: `image-members-fake: ${name} must have at least 16 characters: letters, digits and signs of ASCII, no spaces. \`openssl rand -hex 32\` makes a good one.\n`,
    });
  },
);

it('whoever forgets the secret is told once, on the terminal: verifiers do not show what they are answered', async () => {
  const { running, url } = await states();
  for (const _ of [1, 2]) expect((await post(new URL(url).origin, consumer)).status).toBe(404);
  const { stderr } = await running.stop();
  expect(stderr).toBe(
    'refused: Nothing is found here. Use the whole URL that the state server printed when it started, with the secret in its path.\n',
  );
});

it('--allowed-host takes names, without ports', async () => {
  const wrong = async (names: string): Promise<Called> =>
    callHere(['states', '--target', cloud.url, '--clouds', clouds, '--allowed-host', names]);
  for (const name of ['states.test:9294', 'http://states.test', 'a b'])
    expect(await wrong(`localhost,${name}`)).toEqual({
      code: 2,
      stdout: '',
      stderr: `image-members-fake: --allowed-host must be the name of a host without a port, such as states.test, not ${name}.\n`,
    });
});

it('a state is printed without its control characters, and cut', async () => {
  const { running, url } = await states();
  await post(url, { action: 'teardown', state: `\u001b[2J\u009b31m\n\u202e${'x'.repeat(5000)}` });
  const { stderr } = await running.stop();
  expect(stderr).toBe(`teardown ?[2J?31m??${'x'.repeat(1000 - 'teardown ?[2J?31m??'.length)}…\n`);
});
