import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { serveHere } from './calling.ts';

const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';
const members = `/v2/images/${image}/members`;

function as(user: string, method = 'GET', body?: object): RequestInit {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return { method, headers: { 'x-auth-token': `${user}-token` }, ...sent };
}

function login(user: string, password = `${user}-secret`): RequestInit {
  const domain = { id: 'default' };
  const identity = { methods: ['password'], password: { user: { name: user, domain, password } } };
  const headers = { 'content-type': 'application/json' };
  return { method: 'POST', headers, body: JSON.stringify({ auth: { identity } }) };
}

it.concurrent('with --json the first line of stdout says where the fake answers', async () => {
  await using fake = await serveHere(['--json', '--profile', 'glance-legacy']);
  expect((await fetch(fake.url + members, as('producer'))).status).toBe(200);
  const { stdout } = await fake.stop();
  const { port, origin } = new URL(fake.url);
  expect(JSON.parse(stdout)).toEqual({
    ready: true,
    url: origin,
    port: Number(port),
    profile: 'glance-legacy',
    release: '2026.2',
  });
});

it.concurrent('with --json stderr has an object per request', async () => {
  await using fake = await serveHere(['--json']);
  await fetch(`${fake.url}${members}?of=mine`, as('stranger', 'POST', { member: 'x' }));
  const { stderr } = await fake.stop();
  expect(JSON.parse(stderr)).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
    user: 'stranger',
    tenant: '7000001',
    method: 'POST',
    target: `/v2/images/${image}/members?of=mine`,
    status: 404,
    operation: 'addMember',
    refused: { check: 'imageVisible', refusal: 'imageNotFound' },
    because:
      'the image is shared: only the owner, 5000001 (producer), and its members can see it; you are stranger, a stranger to it',
    unproven: [],
    changes: [],
    unread: ['query parameter of'],
  });
});

it.concurrent.for([[], ['--quiet'], ['--json']])(
  'bugs that are on are warned of at the start (%j)',
  async (more) => {
    await using fake = await serveHere(['--bug', 'owner-may-accept,duplicate-is-500', ...more]);
    const accepted = await fetch(
      `${fake.url}${members}/9876543`,
      as('producer', 'PUT', { status: 'rejected' }),
    );
    expect(accepted.status).toBe(200);
    const { stderr } = await fake.stop();
    expect(stderr.split('\n')[0]).toContain(
      'bugs are on: owner-may-accept, duplicate-is-500. This cloud gets rules wrong on purpose.',
    );
  },
);

it.concurrent('a line per request says who, what, the status, and the change or the check that refused', async () => {
  await using fake = await serveHere();
  await fetch(fake.url + members, as('producer', 'POST', { member: '123456' }));
  await fetch(`${fake.url}${members}/123456`, as('producer', 'PUT', { status: 'accepted' }));
  await fetch(`${fake.url}${members}/123456`, as('consumer', 'PUT', { status: 'accepted' }));
  await fetch(`${fake.url}/v2/images?limit=1`, as('nobody'));
  await fetch(`${fake.url}/identity/v3/auth/tokens`, login('stranger'));
  const { stderr } = await fake.stop();
  const lines = stderr.trimEnd().split('\n');
  expect(lines.every((line, place) => place === 5 || /^\d\d:\d\d:\d\d {2}/.test(line))).toBe(true);
  expect(lines.map((line) => line.replace(/^\d\d:\d\d:\d\d +/, '').replaceAll(/ {2,}/g, '  '))).toEqual([
    'producer@5000001  POST /v2/images/a96be11e…/members  200  123456 added',
    'producer@5000001  PUT /v2/images/a96be11e…/members/123456  403  callerPermitted: notAuthorized – only member 123456 (consumer) can change its status; you are the owner, producer',
    'consumer@123456  PUT /v2/images/a96be11e…/members/123456  200  accepted',
    'nobody  GET /v2/images?limit=1  401  token: tokenInvalid – unknown token',
    'stranger@7000001  POST /identity/v3/auth/tokens  201  logged in',
    'Closed. Nothing was kept.',
  ]);
});

it.concurrent.for([[], ['--json']])(
  'no token and no password is in the request lines (%j)',
  async (options) => {
    await using fake = await serveHere(options);
    const logged = await fetch(`${fake.url}/identity/v3/auth/tokens`, login('consumer'));
    const token = logged.headers.get('x-subject-token') ?? '';
    expect(token).not.toBe('');
    const headers = { 'x-auth-token': token, 'x-subject-token': token };
    await fetch(`${fake.url}/identity/v3/auth/tokens`, { headers });
    await fetch(`${fake.url}/v2/images?token=${token}&other=consumer-token`, { headers });
    await fetch(`${fake.url}/identity/v3/auth/tokens`, { method: 'DELETE', headers });
    await fetch(`${fake.url}/v2/images/${token}?a=${token}&p%61ssword=wrong-password`);
    await fetch(`${fake.url}/identity/v3/auth/tokens`, login('consumer', 'wrong-password'));
    await fetch(fake.url + members, as('producer', 'POST', { member: 'consumer-token' }));
    await fetch(`${fake.url}${members}/consumer-token`, as('producer', 'DELETE'));
    const { stderr } = await fake.stop();
    expect(stderr.match(/\*\*\* added/g)).toHaveLength(1);
    for (const secret of [token, 'consumer-secret', 'consumer-token', 'wrong-password'])
      expect(stderr).not.toContain(secret);
  },
);

it.concurrent('a path that Glance has and the fake does not is warned of once', async () => {
  await using fake = await serveHere(['--quiet']);
  const warned = ['/v2/cached_images', '/v2/cached_images?limit=1', '/v2/cached_images'];
  const replies = await Promise.all(warned.map((path) => fetch(fake.url + path, as('producer'))));
  expect(replies.map(({ status }) => status)).toEqual([501, 501, 501]);
  const { stderr } = await fake.stop();
  expect(stderr).toBe(
    'Warning: GET /v2/cached_images is part of Glance, but not of this fake, which does image sharing: it answers 501.\n',
  );
});

it.concurrent('paths that differ in their ids alone are warned of once', async () => {
  await using fake = await serveHere(['--quiet']);
  for (const path of [
    '/v2/cached_images/1',
    '/v2/cached_images/2',
    '/v2.9/cached_images/3',
    '/v2/stores/fast/4',
  ])
    expect((await fetch(fake.url + path, as('producer'))).status).toBe(501);
  const inAccept = { 'x-auth-token': 'producer-token', accept: 'application/vnd.openstack.images-v2' };
  expect((await fetch(`${fake.url}/cached_images/5`, { headers: inAccept })).status).toBe(501);
  const { stderr } = await fake.stop();
  const rest = 'is part of Glance, but not of this fake, which does image sharing: it answers 501.';
  expect(stderr).toBe(`Warning: GET /v2/cached_images/* ${rest}\nWarning: GET /v2/stores/*/* ${rest}\n`);
});

it.concurrent('--quiet prints the URL and nothing else', async () => {
  await using fake = await serveHere(['--quiet']);
  await fetch(fake.url + members, as('producer'));
  expect(await fake.stop()).toEqual({ code: 0, stdout: `${fake.url}\n`, stderr: '' });
});

it.concurrent('without options stdout has the banner', async () => {
  await using fake = await serveHere(['--seed', 'roles', '--profile', 'glance-legacy']);
  const { stdout } = await fake.stop();
  const lines = stdout.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, '  '));
  expect(lines).toContain(`image API  ${fake.url}`);
  expect(lines).toContain(
    'profile  glance-legacy: OpenStack Glance with the old policy defaults (Zed and earlier)',
  );
  expect(lines).toContain('seed  roles');
  expect(lines).toContain(
    `eval "$(image-members-fake env --as consumer-reader --seed roles --profile glance-legacy --url ${fake.url})"`,
  );
});

it.concurrent.for(['SIGINT', 'SIGTERM'] as const)(
  '%s closes it, open connections included',
  async (signal) => {
    await using fake = await serveHere(['--quiet']);
    // fetch keeps its connection open for the next request.
    await (await fetch(fake.url + members, as('producer'))).text();
    expect((await fake.stop(signal)).code).toBe(0);
    await expect(fetch(fake.url)).rejects.toThrow('fetch failed');
  },
);

it.concurrent('a host that is not for this machine alone is warned of', async () => {
  await using fake = await serveHere(['--quiet', '--host', '0.0.0.0']);
  expect((await fake.stop()).stderr).toBe(
    'Warning: 0.0.0.0 is not for this machine alone: whoever reaches it can use the tokens of the seed. /_fake is closed: it needs --control-token or IMAGE_MEMBERS_FAKE_CONTROL_TOKEN.\n',
  );
});

it.concurrent('the limits are those that are given', async () => {
  await using fake = await serveHere([
    '--members-per-image',
    '1',
    '--image-bytes',
    '40B',
    '--token-lifetime',
    '60',
  ]);
  expect((await fetch(fake.url + members, as('producer', 'POST', { member: '123456' }))).status).toBe(413);
  const created = await fetch(
    `${fake.url}/v2/images`,
    as('producer', 'POST', { disk_format: 'raw', container_format: 'bare' }),
  );
  const { id } = (await created.json()) as { id: string };
  const headers = { 'x-auth-token': 'producer-token', 'content-type': 'application/octet-stream' };
  const upload = { method: 'PUT', headers, body: 'eleven more' };
  expect((await fetch(`${fake.url}/v2/images/${id}/file`, upload)).status).toBe(413);
  const logged = await fetch(`${fake.url}/identity/v3/auth/tokens`, login('consumer'));
  const { token } = (await logged.json()) as { token: { issued_at: string; expires_at: string } };
  expect(Date.parse(token.expires_at) - Date.parse(token.issued_at)).toBe(60_000);
});

it.concurrent('how much is kept is what is given, and what is forgotten is logged', async () => {
  const kept = { 'deleted-images': '0', 'removed-members': '0', 'max-tokens': '1' };
  const given = { ...kept, 'world-bytes': '4kB', 'credentials-per-user': '0' };
  await using fake = await serveHere(Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]));
  const send = async (method: string, path: string, body?: object): Promise<number> =>
    (await fetch(fake.url + path, as('producer', method, body))).status;
  const id = 'abcdef00-0000-4000-8000-000000000000';
  for (const _ of [1, 2]) {
    expect(await send('POST', '/v2/images', { id })).toBe(201);
    expect(await send('DELETE', `/v2/images/${id}`)).toBe(204);
  }
  expect(await send('POST', '/v2/images', { name: 'x'.repeat(255), note: 'x'.repeat(1000) })).toBe(413);
  expect(await send('DELETE', `${members}/9876543`)).toBe(204);
  for (const _ of [1, 2]) await fetch(`${fake.url}/identity/v3/auth/tokens`, login('consumer'));
  const world = await (await fetch(`${fake.url}/_fake/world`)).json();
  const { id: user } = (world as { users: { id: string; name: string }[] }).users.find(
    ({ name }) => name === 'producer',
  )!;
  const headers = { 'x-auth-token': 'producer-token', 'content-type': 'application/json' };
  const body = JSON.stringify({ application_credential: { name: 'one' } });
  const path = `/identity/v3/users/${user}/application_credentials`;
  expect((await fetch(fake.url + path, { method: 'POST', headers, body })).status).toBe(403);
  const { stderr } = await fake.stop();
  for (const words of [
    '204  image deleted, 1 deleted image forgotten',
    '204  9876543 removed, 2 removed members forgotten',
    '201  logged in, 1 token ended',
    '413  roomLeft: worldFull',
  ])
    expect(stderr).toContain(words);
});

it.concurrent('with a control token, that is what resets the fake, and the banner says so', async () => {
  await using fake = await serveHere(['--control-token', 'a-token-of-ours']);
  const reset = `${fake.url}/_fake/reset`;
  const json = { 'content-type': 'application/json' };
  expect((await fetch(reset, { method: 'POST', headers: json })).status).toBe(403);
  expect(
    (await fetch(reset, { method: 'POST', headers: { 'x-control-token': 'a-token-of-ours' } })).status,
  ).toBe(204);
  expect((await fetch(`${fake.url}/_fake/health`)).status).toBe(200);
  const { stdout, stderr } = await fake.stop();
  expect(stdout).toContain(`curl -X POST -H "X-Control-Token: $IMAGE_MEMBERS_FAKE_CONTROL_TOKEN" ${reset}`);
  expect(stdout + stderr).not.toContain('a-token-of-ours');
});

it('a member that is no id of a tenant is warned of at the start, with the id that was meant', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fake-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const members = ['beta', 'bet'].map((member) => ({ member, verbatim: true }));
  const seed = {
    tenants: [{ name: 'acme' }, { name: 'beta', id: '42' }],
    images: [{ name: 'golden', owner: 'acme', members }],
  };
  await writeFile(join(folder, 'seed.json'), JSON.stringify(seed));
  const { stderr } = await (await serveHere(['--seed', join(folder, 'seed.json')])).stop();
  expect(stderr).toMatch(
    /has a member beta, which is the name of a tenant, and members are ids; did you mean 42, the id of beta\?/,
  );
  expect(stderr).toMatch(/has a member bet, which is no tenant; did you mean 42, the id of beta\?/);
});
