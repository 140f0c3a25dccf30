// Source: asked of Keystone 22, 27 and 30, and of Glance 33 with the old policy (fixtures/recorded: identity/*, residents/*).
import { expect, it } from 'vitest';
import type { ReleaseName } from '../../src/domain/releases.ts';
import { createFake, type Fake } from '../../src/world/fake.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const seed = {
  tenants: [{ name: 'acme' }],
  users: [
    { name: 'ann', password: 'pw', tenant: 'acme', token: 'ann', roles: { acme: ['admin'] } },
    { name: 'mia', password: 'pw', tenant: 'acme', token: 'mia', roles: { acme: ['manager'] } },
    { name: 'dora', password: 'pw', domain_roles: { default: ['admin'] } },
  ],
};

interface Reply {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: unknown;
}

/** Sends a request; one with a value has it as JSON. */
function asked(fake: Fake, target: string, token?: string, value?: unknown): Reply {
  const { status, headers, body } = fake.exchange({
    method: value === undefined ? 'GET' : 'POST',
    target,
    base: 'http://cloud',
    headers: {
      accept: 'application/json',
      ...(value === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { 'x-auth-token': token }),
    },
    body: new TextEncoder().encode(value === undefined ? '' : JSON.stringify(value)),
  });
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const named = new Map(headers.map(([name, each]) => [name.toLowerCase(), each] as const));
  return { status, headers: named, body: text === '' ? undefined : JSON.parse(text) };
}

const names: Readonly<Record<ReleaseName, readonly string[]>> = {
  zed: ['reader', 'member', 'admin', 'manager'],
  '2025.1': ['reader', 'member', 'manager', 'admin', 'service'],
  '2026.2': ['reader', 'member', 'manager', 'admin', 'service'],
};

it.each(Object.entries(names))('the roles of a cloud of %s', (release, expected) => {
  const fake = createFake({ seed, release: release as ReleaseName });
  const { roles } = asked(fake, '/identity/v3/roles', 'ann').body as { roles: { name: string }[] };
  expect(roles.map(({ name }) => name)).toEqual(expected);
});

it.each([
  ['zed', 403],
  ['2025.1', 201],
  ['2026.2', 201],
] as const)('%s: who is a manager creates an image: %i', (release, status) => {
  const fake = createFake({ seed, release });
  expect(asked(fake, '/v2/images', 'mia', { name: 'a' }).status).toBe(status);
});

it.each([
  ['zed', false],
  ['2025.1', false],
  ['2026.2', true],
] as const)('%s: ec2credential is a way of logging in: %s', (release, isNamed) => {
  const body = { auth: { identity: { methods: ['x'], x: {} } } };
  const reply = asked(createFake({ seed, release }), '/identity/v3/auth/tokens', undefined, body);
  const { error } = reply.body as { error: { identity: { methods: string[] } } };
  expect(error.identity.methods.includes('ec2credential')).toBe(isNamed);
});

it('2026.2 with old policies: a token for a domain lists no images', () => {
  const fake = createFake({ seed, profile: 'glance-legacy', release: '2026.2' });
  const user = { name: 'dora', domain: { id: 'default' }, password: 'pw' };
  const auth = {
    identity: { methods: ['password'], password: { user } },
    scope: { domain: { id: 'default' } },
  };
  const login = asked(fake, '/identity/v3/auth/tokens', undefined, { auth });
  const token = login.headers.get('x-subject-token') ?? '';
  const reply = asked(fake, '/v2/images', token);
  const { message } = reply.body as { message: string };
  expect([reply.status, message]).toEqual([
    403,
    'You are not authorized to complete get_images action.<br /><br />\n\n\n',
  ]);
});

for (const [release, name] of [
  ['zed', 'sp_id'],
  ['2025.1', 'service_provider_id'],
  ['2026.2', 'service_provider_id'],
] as const)
  everyDoor(
    `${release}: the home document calls a service provider by ${name}`,
    { seed: cast(), release },
    async (t) => {
      const headers = { accept: 'application/json-home' };
      const { body } = await t.send({ path: '/identity/v3', headers });
      const { resources } = body as { resources: Record<string, object> };
      const names = 'https://docs.openstack.org/api/openstack-identity/3/ext/OS-FEDERATION/1.0';
      expect(resources[`${names}/rel/service_provider`]).toEqual({
        'href-template': `/OS-FEDERATION/service_providers/{${name}}`,
        'href-vars': { [name]: `${names}/param/${name}` },
      });
    },
  );
