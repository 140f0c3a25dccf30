// Source: asked of Glance 25.1 without metadata definitions, with the policy defaults of 2023.1 and with the old ones.
import { expect, it } from 'vitest';
import { createFake } from '../../src/world/fake.ts';
import type { ProfileName } from '../../src/domain/profiles.ts';
import type { ReleaseName } from '../../src/domain/releases.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const world = { seed: cast() };
const namespaces = '/v2/metadefs/namespaces';
const erred = '500 The server has either erred or is incapable of performing the requested operation.';
const none = '404 Metadata definition namespace=x was not found.';
const missing = '404 Namespace x not found';

for (const [query, first] of [
  ['', namespaces],
  ['?limit=0', `${namespaces}?limit=0`],
  ['?limit=1&limit=2', `${namespaces}?limit=2`],
  ['?limit=%205%20', `${namespaces}?limit=+5+`],
  ['?foo=a%20b&bar', `${namespaces}?foo=a+b&bar=`],
  [
    '?resource_types=OS::Glance::Image&marker=&sort_key=nope&sort_dir=asc',
    `${namespaces}?resource_types=OS%3A%3AGlance%3A%3AImage&sort_key=nope&sort_dir=asc`,
  ],
  ['?visibility=', `${namespaces}?visibility=`],
  ['?sort_dir=asc&sort_dir=up', `${namespaces}?sort_dir=up`],
])
  everyDoor(`namespaces${query} is a list of none, with the link to its first page`, world, async (t) => {
    const { status, body } = await t.send({ as: 'consumer', path: namespaces + query });
    expect([status, body]).toEqual([
      200,
      { namespaces: [], schema: '/v2/schemas/metadefs/namespaces', first },
    ]);
  });

for (const [query, answer] of [
  ['?limit=-1', '400 limit param must be positive'],
  ['?limit=abc', erred],
  ['?limit=', erred],
  ['?limit=abc&sort_dir=up', erred],
  ['?sort_dir=up&visibility=x', '400 Invalid sort direction: up'],
  ['?visibility=x&limit=-1', '400 Invalid visibility value: x'],
  ['?visibility=public&visibility=shared', '400 Invalid visibility value: shared'],
  ['?marker=x&sort_key=nope', none],
  ['?resource_types=a&marker=x', none],
  ['?marker=', '404 Metadata definition namespace not found for id='],
  ['?sort_key=nope', erred],
  [
    '?foo=%FF',
    '400 Error decoding your request. Either the URL or the request body contained characters that could not be decoded by Glance',
  ],
  ['/x', none],
  ['/x/objects', none],
  ['/x/objects?limit=0', '400 limit param must be positive'],
  ['/x/objects?limit=abc', '400 limit param must be an integer'],
  ['/x/objects?limit=abc&sort_dir=up', '400 Invalid sort direction: up'],
  ['/x/objects/o', none],
  ['/x/properties', missing],
  ['/x/properties?limit=abc', missing],
  ['/x/properties/p', missing],
  ['/x/tags', missing],
  ['/x/tags?limit=', missing],
  ['/x/tags?limit=0', missing],
  ['/x/tags?limit=-5', '400 limit param must be positive'],
  ['/x/tags/t', missing],
  ['/x/resource_types', missing],
  ['/', '404 The resource could not be found.'],
  ['/x/foo', '404 The resource could not be found.'],
])
  everyDoor(`namespaces${query} is ${answer}`, world, async (t) => {
    expect(await t.says('producer', { path: namespaces + query })).toBe(answer);
  });

everyDoor('no types of resource are known', world, async (t) => {
  const { status, body } = await t.send({ as: 'consumer', path: '/v2/metadefs/resource_types' });
  expect([status, body]).toEqual([200, { resource_types: [] }]);
});

for (const [method, path, allow] of [
  ['PUT', namespaces, 'GET, POST'],
  ['POST', `${namespaces}/x`, 'GET, PUT, DELETE'],
  ['PATCH', `${namespaces}/x/tags/t`, 'GET, POST, PUT, DELETE'],
  ['DELETE', '/v2/metadefs/resource_types', 'GET'],
] as const)
  everyDoor(`${method} ${path} is 405, and ${allow} are its methods`, world, async (t) => {
    const { status, headers } = await t.send({ as: 'producer', method, path });
    expect([status, headers.get('allow')]).toEqual([405, allow]);
  });

for (const [method, path] of [
  ['POST', namespaces],
  ['DELETE', `${namespaces}/x`],
  ['PUT', `${namespaces}/x/objects/o`],
  ['POST', `${namespaces}/x/tags/t`],
  ['DELETE', `${namespaces}/x/resource_types/t`],
] as const)
  everyDoor(`${method} ${path} writes: 501, and 401 without a token`, world, async (t) => {
    expect(await t.says('admin', { method, path })).toBe(
      `501 ${method} ${path} is part of Glance, and this fake does not implement it. It implements image sharing. Nothing was changed.`,
    );
    expect((await t.send({ method, path })).status).toBe(401);
  });

/** What callers see of the lists: a reader of a tenant, a user whose role Glance does not know, a token without a tenant, one of the system. */
function seenBy(profile: ProfileName, release?: ReleaseName): Readonly<Record<string, readonly number[]>> {
  const fake = createFake({
    profile,
    ...(release && { release }),
    seed: {
      tenants: [{ name: 'acme' }],
      users: [
        { name: 'reader', password: 'secret', roles: { acme: ['reader'] } },
        { name: 'other', password: 'secret', roles: { acme: ['painter'] } },
        { name: 'root', password: 'secret', roles: { acme: ['admin'] }, system_roles: ['admin'] },
      ],
    },
  });
  const token = (user: string, scope: unknown): string => {
    const password = { user: { name: user, domain: { id: 'default' }, password: 'secret' } };
    const auth = { identity: { methods: ['password'], password }, scope };
    const reply = fake.exchange({
      method: 'POST',
      target: '/identity/v3/auth/tokens',
      base: 'http://cloud.test',
      headers: { 'content-type': 'application/json' },
      body: new TextEncoder().encode(JSON.stringify({ auth })),
    });
    return reply.headers.find(([name]) => name.toLowerCase() === 'x-subject-token')?.[1] ?? '';
  };
  const acme = { project: { name: 'acme', domain: { id: 'default' } } };
  const tokens = {
    reader: token('reader', acme),
    other: token('other', acme),
    admin: token('root', acme),
    unscoped: token('reader', 'unscoped'),
    system: token('root', { system: { all: true } }),
  };
  const statuses = (sent: string): number[] =>
    [namespaces, '/v2/metadefs/resource_types', `${namespaces}?sort_dir=up`].map(
      (target) =>
        fake.exchange({
          method: 'GET',
          target,
          base: 'http://cloud.test',
          headers: { 'x-auth-token': sent },
          body: new Uint8Array(),
        }).status,
    );
  return Object.fromEntries(Object.entries(tokens).map(([name, sent]) => [name, statuses(sent)]));
}

it('today, who has no role on a tenant learns of no list, but of a bad query', () => {
  expect(seenBy('glance')).toEqual({
    reader: [200, 200, 400],
    other: [404, 404, 400],
    admin: [200, 200, 400],
    unscoped: [404, 404, 400],
    system: [404, 404, 400],
  });
});

it('with the old policy defaults, every token sees the lists', () => {
  const all = [200, 200, 400];
  expect(seenBy('glance-legacy', 'zed')).toEqual({
    reader: all,
    other: all,
    admin: all,
    unscoped: all,
    system: all,
  });
});

it('Cloud Images has no metadata definitions: 501', () => {
  const statuses = [...new Set(Object.values(seenBy('rackspace')).flat())];
  expect(statuses.filter((status) => status !== 401)).toEqual([501]);
});

for (const [name, keys] of [
  ['namespaces', ['name', 'properties', 'links', 'definitions']],
  ['object', ['name', 'properties', 'additionalProperties', 'definitions', 'required']],
  ['objects', ['name', 'properties', 'links', 'definitions']],
  ['property', ['name', 'properties', 'additionalProperties', 'definitions', 'required']],
  ['properties', ['name', 'properties', 'links', 'definitions']],
  ['resource_types', ['name', 'properties', 'links']],
  ['tag', ['name', 'properties', 'additionalProperties', 'required']],
  ['tags', ['name', 'properties', 'links']],
] as const)
  everyDoor(`the schema metadefs/${name} is served`, world, async (t) => {
    const { status, body } = await t.send({ as: 'consumer', path: `/v2/schemas/metadefs/${name}` });
    expect([status, Object.keys(body as object)]).toEqual([200, keys]);
  });
