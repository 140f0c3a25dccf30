/** `serve` with the rules of Rackspace Cloud Images, and with its logins and error bodies elsewhere. */
import { expect, it } from 'vitest';
import { requestLines } from '../../src/cli/serve/request-lines.ts';
import { serveHere } from './calling.ts';

const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';
const members = `/v2/images/${image}/members`;

function as(user: string, member?: string): RequestInit {
  const headers = { 'x-auth-token': `${user}-token`, 'content-type': 'application/json' };
  return member === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify({ member }) };
}

function login(username: string): RequestInit {
  const auth = { 'RAX-KSKEY:apiKeyCredentials': { username, apiKey: `${username}-api-key` } };
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ auth }),
  };
}

it.concurrent('a line ends with what is unproven, and what every refusal has comes last', async () => {
  await using fake = await serveHere(['--profile', 'rackspace']);
  await fetch(fake.url + members, as('producer', '7000001'));
  await fetch(fake.url + members, as('producer', '7000001'));
  await fetch(fake.url + members, as('producer', 'acme'));
  await fetch(fake.url + members, as('consumer'));
  const { stderr } = await fake.stop();
  const lines = stderr.split('\n').map((line) => line.slice(8).trim().replaceAll(/ {2,}/g, '  '));
  expect(lines.slice(0, 4)).toEqual([
    'producer@5000001  POST /v2/images/a96be11e…/members  200  7000001 added',
    'producer@5000001  POST /v2/images/a96be11e…/members  409  memberNew: memberDuplicate – 7000001 (stranger) is a member already  unproven: duplicateMember, errorBody',
    'producer@5000001  POST /v2/images/a96be11e…/members  200  acme added  unproven: memberIdForm',
    'consumer@123456  GET /v2/images/a96be11e…/members  404  imageVisible: imageNotFound – the image is private: only the owner, 5000001 (producer), and its members can see it; you are consumer, a stranger to it  unproven: errorBody',
  ]);
});

it.concurrent('with --json what is unproven is a list, whether or not there is any', async () => {
  await using fake = await serveHere(['--profile', 'rackspace', '--json']);
  await fetch(fake.url + members, as('producer'));
  await fetch(fake.url + members, as('stranger'));
  const { stdout, stderr } = await fake.stop();
  expect(JSON.parse(stdout)).toMatchObject({ ready: true, profile: 'rackspace' });
  const told = stderr.trimEnd().split('\n');
  expect(told.map((line) => (JSON.parse(line) as { unproven: unknown }).unproven)).toEqual([
    [],
    ['errorBody'],
  ]);
});

it('on a terminal what every refusal has is faint, and the rest is not', () => {
  const line = requestLines({ users: new Map(), tenants: new Map() }, (tone, text) => `<${tone} ${text}>`);
  const facts = {
    user: 'ann',
    tenant: '1',
    method: 'POST',
    target: '/',
    operation: null,
    changes: [],
    unread: [],
    because: null,
  };
  const refused = { check: 'memberNew', refusal: 'memberDuplicate' };
  const both = line(
    { ...facts, status: 409, refused, unproven: ['errorBody', 'duplicateMember'] },
    '12:00:00',
  );
  expect(both).toMatch(/ memberNew: memberDuplicate {2}unproven: duplicateMember<faint , errorBody>$/);
  const alone = line({ ...facts, status: 409, refused, unproven: ['errorBody'] }, '12:00:00');
  expect(alone).toMatch(/ memberNew: memberDuplicate {2}<faint unproven: errorBody>$/);
});

it.concurrent('behaviour is as observed, error bodies are general, and requests have a limit, if asked for', async () => {
  await using fake = await serveHere([
    '--quiet',
    '--profile=rackspace',
    '--observed=sharing-on, status-of-others',
    '--error-body=general',
    '--requests-per-minute=1000000',
  ]);
  const refused = await fetch(fake.url + members, as('second-consumer', '7000001'));
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ forbidden: { code: 403, message: 'Forbidden' } });
});

it.concurrent('a tenant that asks more often than it may is told 413', async () => {
  await using fake = await serveHere(['--requests-per-minute', '1', '--quiet']);
  const ask = async (): Promise<number> => (await fetch(`${fake.url}/v2/images`, as('producer'))).status;
  // Minutes are those of the clock: three requests are in two of them at most.
  expect([await ask(), await ask(), await ask()]).toContain(413);
});

it.concurrent.for([
  [['--profile', 'rackspace'], 200],
  [['--identity-v2'], 200],
  [[], 404],
] as const)('Identity v2.0 is where the profile or an option has it (%j)', async ([options, status]) => {
  await using fake = await serveHere([...options, '--quiet']);
  expect((await fetch(`${fake.url}/identity/v2.0/tokens`, login('consumer'))).status).toBe(status);
});

it.concurrent('no API key and no token of Identity v2.0 is in the request lines', async () => {
  await using fake = await serveHere(['--profile', 'rackspace']);
  const logged = await fetch(`${fake.url}/identity/v2.0/tokens`, login('consumer'));
  const { access } = (await logged.json()) as { access: { token: { id: string } } };
  const headers = { 'x-auth-token': access.token.id };
  const own = `${fake.url}/identity/v2.0/tokens/${access.token.id}`;
  await fetch(own, { headers });
  await fetch(own, { method: 'DELETE', headers });
  await fetch(own, { headers });
  const { stderr } = await fake.stop();
  expect(stderr).toContain('consumer@123456');
  for (const secret of [access.token.id, 'consumer-api-key']) expect(stderr).not.toContain(secret);
});
