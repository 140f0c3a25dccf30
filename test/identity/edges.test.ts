// Source: asked of Keystone 22 and keystonemiddleware.
import { expect, test } from 'vitest';
import { images } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';
import { TestCloud } from './test-cloud.ts';

const user = { id: 'u-ann', password: 'pw-ann' };

function loggedIn(identity: object, scope?: unknown) {
  const { status, json } = new TestCloud().send('POST', '/v3/auth/tokens', {
    body: { auth: { identity, ...(scope === undefined ? {} : { scope }) } },
  });
  return [status, json.error?.message ?? ''];
}

test('Keystone breaks on a login by OAuth, and looks for the identity provider of a federated one', () => {
  expect(loggedIn({ methods: ['oauth1'], oauth1: {} })[0]).toBe(500);
  const mapped = (given: unknown) => loggedIn({ methods: ['mapped'], mapped: given });
  expect(mapped({})[1]).toMatch(/^Expecting to find identity_provider in mapped\./);
  expect(mapped({ identity_provider: 'x' })[1]).toMatch(/^Expecting to find protocol in mapped\./);
  expect(mapped({ identity_provider: 'x', protocol: 'y' })).toEqual([
    404,
    'Could not find Identity Provider: x.',
  ]);
  expect(mapped({ id: 'x' })).toEqual([404, 'Could not recognize Fernet token']);
  expect(mapped(null)).toEqual([400, "argument of type 'NoneType' is not iterable"]);
  expect(mapped(1.5)).toEqual([400, "argument of type 'float' is not iterable"]);
});

test('a trust and an unknown domain are looked for before the secrets', () => {
  const nobody = { methods: ['password'], password: {} };
  expect(loggedIn(nobody, { 'OS-TRUST:trust': { id: 'x' } })[0]).toBe(401);
  expect(loggedIn(nobody, { domain: { id: 'x' } })[0]).toBe(401);
  const nameless = loggedIn({ methods: ['password'], password: { user } }, { 'OS-TRUST:trust': {} });
  expect(nameless[1]).toMatch(/^Expecting to find trust_id in trust\./);
});

test('the token in X-Subject-Token is looked at whatever is asked for', () => {
  const cloud = new TestCloud();
  const status = (path: string, subject: string) =>
    cloud.send('GET', path, { token: 'ann-token', headers: { 'x-subject-token': subject } }).status;
  for (const path of ['/v3/auth/tokens', '/v3/auth/projects', '/v3/users', '/v3/roles'])
    expect([status(path, ''), status(path, 'x')]).toEqual([404, 404]);
  expect(status('/v3/auth/projects', 'ann-token')).toBe(200);
});

/** A seed may name a user's id. */
const userId = 'u-producer';
const named = { ...cast(), users: [{ name: 'producer', id: userId, tenant: 'producer' }] };

const rule = { path: '/v2/images', method: 'GET', service: 'image' };

function create(given: object) {
  return new TestCloud().send('POST', '/v3/users/u-ann/application_credentials', {
    token: 'ann-token',
    body: { application_credential: { name: 'ci', ...given } },
  });
}

test('access rules of an application credential are kept', () => {
  const made = create({ access_rules: [rule] }).json.application_credential;
  expect(made.access_rules).toEqual([{ id: expect.any(String), ...rule }]);
  expect(create({ access_rules: [] }).json.application_credential).not.toHaveProperty('access_rules');
  expect(create({ access_rules: [rule, rule] }).status).toBe(409);
  expect(create({ access_rules: [{}] }).status).toBe(500);
});

everyDoor(
  'a Glance without a service type takes no token with access rules: 401',
  { seed: named },
  async (t) => {
    const given = { name: 'ci', secret: 's', access_rules: [rule] };
    const path = `/identity/v3/users/${userId}/application_credentials`;
    const made = await t.send({
      as: 'producer',
      method: 'POST',
      path,
      body: { application_credential: given },
    });
    expect(made.status).toBe(201);
    const credential = (made.body as { application_credential: { id: string } }).application_credential;
    const login = await t.send({
      method: 'POST',
      path: '/identity/v3/auth/tokens',
      body: {
        auth: {
          identity: {
            methods: ['application_credential'],
            application_credential: { id: credential.id, secret: 's' },
          },
        },
      },
    });
    const token = login.headers.get('x-subject-token') ?? '';
    expect(login.status).toBe(201);
    expect((await t.send({ ...images(), headers: { 'x-auth-token': token } })).status).toBe(401);
  },
);

for (const [tokenCache, status] of [
  [0, 401],
  [300, 200],
] as const) {
  const world = { seed: named, tokenCache };
  everyDoor(
    `with a token cache of ${tokenCache} s a revoked token that was used is ${status}`,
    world,
    async (t) => {
      const password = { user: { id: userId, password: 'producer-secret' } };
      const login = await t.send({
        method: 'POST',
        path: '/identity/v3/auth/tokens',
        body: { auth: { identity: { methods: ['password'], password } } },
      });
      const token = login.headers.get('x-subject-token') ?? '';
      const headers = { 'x-auth-token': token, 'x-subject-token': token };
      expect((await t.send({ ...images(), headers })).status).toBe(200);
      expect((await t.send({ method: 'DELETE', path: '/identity/v3/auth/tokens', headers })).status).toBe(
        204,
      );
      expect((await t.send({ ...images(), headers })).status).toBe(status);
      t.clock.pass(300);
      expect((await t.send({ ...images(), headers })).status).toBe(401);
    },
  );
}
