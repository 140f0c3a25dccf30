import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { callHere, serveHere } from './calling.ts';

type Variables = Readonly<Record<string, string>>;

/** The environment of a bash that has evaluated the output of `env`. */
async function evaluated(args: readonly string[], before: Variables = {}): Promise<Variables> {
  const { code, stdout, stderr } = await callHere(['env', ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const script = 'eval "$1"; env -0';
  const bash = await promisify(execFile)('bash', ['--norc', '-c', script, 'bash', stdout], {
    env: { PATH: process.env['PATH'], ...before },
  });
  const pairs = bash.stdout
    .split('\0')
    .map((line) => [line.split('=', 1)[0], line.slice(line.indexOf('=') + 1)]);
  return Object.fromEntries(pairs) as Variables;
}

it('what env prints logs the user in, and its token is good for the image API', async () => {
  await using fake = await serveHere(['--quiet']);
  const env = await evaluated(['--as', 'consumer', '--url', `${fake.url}/`]);
  const domain = { name: env['OS_USER_DOMAIN_NAME'] };
  const user = { name: env['OS_USERNAME'], password: env['OS_PASSWORD'], domain };
  const project = { name: env['OS_PROJECT_NAME'], domain: { name: env['OS_PROJECT_DOMAIN_NAME'] } };
  const auth = { identity: { methods: ['password'], password: { user } }, scope: { project } };
  const login = await fetch(`${env['OS_AUTH_URL']}/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ auth }),
  });
  expect(login.status).toBe(201);
  const { token } = (await login.json()) as {
    token: { project: { id: string }; catalog: [{ endpoints: object[] }] };
  };
  expect(token.project.id).toBe('123456');
  expect(token.catalog[0].endpoints[0]).toMatchObject({ region: env['OS_REGION_NAME'] });
  const tokens = [login.headers.get('x-subject-token') ?? '', env['AUTH_TOKEN'] ?? ''];
  const replies = await Promise.all(
    tokens.map((id) => fetch(`${env['API_ENDPOINT']}/v2/images`, { headers: { 'x-auth-token': id } })),
  );
  expect(replies.map(({ status }) => status)).toEqual([200, 200]);
});

it('env prints all that the OpenStack clients need', async () => {
  const { stdout } = await callHere(['env', '--as', 'consumer']);
  expect(stdout.split('\n').slice(1)).toEqual([
    'export OS_AUTH_URL=http://127.0.0.1:9292/identity/v3',
    'export OS_IDENTITY_API_VERSION=3',
    'export OS_REGION_NAME=RegionOne',
    'export OS_USERNAME=consumer',
    'export OS_PASSWORD=consumer-secret',
    'export OS_USER_DOMAIN_NAME=Default',
    'export OS_PROJECT_NAME=consumer',
    'export OS_PROJECT_DOMAIN_NAME=Default',
    'export API_ENDPOINT=http://127.0.0.1:9292',
    'export AUTH_TOKEN=consumer-token',
    '',
  ]);
});

it('what another user left in the environment is taken away', async () => {
  const before = {
    OS_CLOUD: 'other',
    OS_TOKEN: 'x',
    OS_PROJECT_ID: 'y',
    OS_USER_DOMAIN_ID: 'z',
    AUTH_TOKEN: 'old',
  };
  const env = await evaluated(['--as', 'alpha', '--seed', 'openstack-clients'], before);
  for (const name of Object.keys(before)) expect(env).not.toHaveProperty(name);
  expect(env).toMatchObject({
    OS_USERNAME: 'alpha',
    OS_PASSWORD: 'alpha-secret-password',
    OS_PROJECT_NAME: 'alpha',
  });
});

it('a user of the system gets the scope of the system and no project', async () => {
  const env = await evaluated(['--as', 'system-admin', '--seed', 'roles'], { OS_PROJECT_NAME: 'old' });
  expect(env).toMatchObject({ OS_USERNAME: 'system-admin', OS_SYSTEM_SCOPE: 'all' });
  expect(env).not.toHaveProperty('OS_PROJECT_NAME');
});

it('a password of any characters comes through the shell as it is', async () => {
  const password = 'it\'s "$HOME" `id` \\ & ü';
  const directory = await mkdtemp(`${tmpdir()}/image-members-fake-`);
  const file = `${directory}/seed.json`;
  await writeFile(file, JSON.stringify({ tenants: [{ name: 'acme' }], users: [{ name: 'ann', password }] }));
  const env = await evaluated(['--as', 'ann', '--seed', file]);
  await rm(directory, { recursive: true });
  expect(env['OS_PASSWORD']).toBe(password);
});

it('clouds.yaml has the user as a cloud; without --as it has all users', async () => {
  const [one, all] = await Promise.all([
    callHere(['env', '--as', 'consumer', '--format', 'clouds.yaml', '--url', 'https://fake.example:8443']),
    callHere(['env', '--format', 'clouds.yaml']),
  ]);
  expect(parse(one.stdout)).toEqual({
    clouds: {
      consumer: {
        auth_type: 'password',
        auth: {
          auth_url: 'https://fake.example:8443/identity/v3',
          username: 'consumer',
          password: 'consumer-secret',
          user_domain_name: 'Default',
          project_name: 'consumer',
          project_domain_name: 'Default',
        },
        region_name: 'RegionOne',
        identity_api_version: 3,
      },
    },
  });
  const { clouds } = parse(all.stdout) as { clouds: object };
  expect(Object.keys(clouds)).toEqual([
    'documentation',
    'producer',
    'consumer',
    'second-consumer',
    'stranger',
  ]);
});
