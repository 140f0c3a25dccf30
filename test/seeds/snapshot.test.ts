import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { apply } from '../../src/domain/apply.ts';
import { profiles } from '../../src/domain/profiles.ts';
import { readSeedFile, worldNames } from '../../src/seed-file.ts';
import type { Seed } from '../../src/world/seed.ts';
import { checkedSeed } from '../../src/world/seed-problems.ts';
import { seedOf } from '../../src/world/snapshot.ts';
import { digest } from '../../src/world/digest.ts';
import { plant } from '../../src/world/plant.ts';
import { acme, now, planted } from './worlds.ts';

/** The snapshot planted much later, by way of JSON. */
function again(seed: Seed): ReturnType<typeof planted> {
  return plant(checkedSeed(JSON.parse(JSON.stringify(seed))), {
    now: now + 1e9,
    digest,
    profile: profiles.glance,
  });
}

it.each(worldNames())('planting a snapshot of %s with secrets gives the same cloud', (name) => {
  const cloud = planted(readSeedFile(name));
  expect(again(seedOf(cloud, { secrets: true }))).toEqual(cloud);
});

it('planting a snapshot with secrets gives the same cloud, whatever the world', () => {
  fc.assert(
    fc.property(worlds, (seed) => {
      const cloud = planted(seed);
      expect(again(seedOf(cloud, { secrets: true }))).toEqual(cloud);
    }),
    { numRuns: 200 },
  );
});

it('a snapshot keeps what the API can do and a seed would read otherwise', () => {
  const cloud = planted({ tenants: acme, images: [{ owner: 'acme', name: 'disk' }] });
  const [image] = cloud.images.values();
  const at = '2026-11-22T10:20:30Z';
  const byName = { id: 'globex', status: 'pending', createdAt: at, updatedAt: at, removed: false } as const;
  apply(cloud, { kind: 'memberAdded', image: image!.id, member: byName });
  apply(cloud, { kind: 'imageChanged', image: { ...cloud.images.get(image!.id)!, owner: 'globex' } });
  expect(again(seedOf(cloud))).toEqual(cloud);
});

it('a deleted image stays deleted', () => {
  const cloud = planted({ tenants: acme, images: [{ owner: 'acme' }] });
  const [image] = cloud.images.values();
  apply(cloud, { kind: 'imageDeleted', image: image!.id, left: { ...image!, status: 'deleted' } });
  expect(seedOf(cloud)).toMatchObject({ images: [], deleted_images: [image!.id] });
});

it('a snapshot has no secrets unless they are asked for', () => {
  const cloud = planted({
    tenants: acme,
    users: [
      {
        name: 'acme',
        password: 'hidden-password',
        api_key: 'hidden-api-key',
        token: 'hidden-token',
        application_credentials: [{ name: 'c', secret: 'hidden-secret' }],
      },
    ],
  });
  expect(JSON.stringify(seedOf(cloud))).not.toContain('hidden');
  expect(JSON.stringify(seedOf(cloud, { secrets: true })).match(/hidden-[\w-]+/g)).toEqual([
    'hidden-password',
    'hidden-api-key',
    'hidden-token',
    'hidden-secret',
  ]);
});

it('what an image is imported from shows its secrets only in a snapshot with secrets', () => {
  const uri = 'http://me:hidden@images.example/é?at=1&temp_url_sig=hidden#key=hidden';
  const requests = [
    `{"method": {"name": "web-download", "uri": "${uri.replace('é', String.raw`\u00e9`)}"}, "all": 1.0}`,
    `{"image_id": "1", "loc_url": "swift+https://acme:me:hidden@auth.example/v3", "validation_data": {}}`,
    `{"method": {"name": "glance-direct"}, "token": ["hidden"]}`,
  ];
  const cloud = planted({
    tenants: acme,
    downloads: { [uri]: 'data' },
    tasks: requests.map((request, place) => taskFor(`00000000-0000-4000-8000-00000000000${place}`, request)),
  });
  expect(again(seedOf(cloud, { secrets: true })).tasks).toEqual(cloud.tasks);
  const shown = seedOf(cloud);
  expect(Object.keys(shown.downloads!)).toEqual(['http://me:***@images.example/é?at=1&temp_url_sig=***']);
  expect(shown.tasks!.map(({ request }) => request)).toEqual([
    String.raw`{"method": {"name": "web-download", "uri": "http://me:***@images.example/\u00e9?at=1&temp_url_sig=***"}, "all": 1.0}`,
    `{"image_id": "1", "loc_url": "swift+https://acme:***@auth.example/v3", "validation_data": {}}`,
    `{"method": {"name": "glance-direct"}, "token": ["***"]}`,
  ]);
  expect(again(shown).downloads.size).toBe(1);
});

function taskFor(id: string, request: string): NonNullable<Seed['tasks']>[number] {
  const at = '2026-11-22T10:20:30Z';
  return {
    id,
    image: '00000000-0000-4000-8000-000000000009',
    owner: 'acme',
    user: 'acme',
    request_id: 'req-00000000-0000-4000-8000-000000000001',
    status: 'failure',
    request,
    stores: [],
    created_at: at,
    updated_at: at,
  };
}

it('tokens that were got by logging in are in no snapshot', () => {
  const cloud = planted({ tenants: acme, users: [{ name: 'acme', token: 'fixed' }] });
  const fixed = cloud.tokens.get('fixed')!;
  const token = { ...fixed, id: 'passing', expiresAt: '2030-01-01T00:00:00.000000Z' };
  apply(cloud, { kind: 'tokenIssued', token });
  expect(JSON.stringify(seedOf(cloud, { secrets: true }))).not.toContain('passing');
});

const time = fc
  .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`);

const ids = new Map([
  ['acme', 'a1'],
  ['globex', 'g1'],
]);

const member = fc.record(
  {
    member: fc.constantFrom('acme', 'a1', 'globex', 'g1', 'unknown', 'a/b', ' '),
    verbatim: fc.boolean(),
    status: fc.constantFrom('pending', 'accepted', 'rejected'),
    removed: fc.boolean(),
    created_at: time,
    updated_at: time,
  },
  { requiredKeys: ['member'] },
);

const content = fc.oneof(
  fc.constant({}),
  fc.record({ status: fc.constantFrom('active', 'deactivated'), data: fc.string({ unit: 'grapheme' }) }),
  fc.record({
    status: fc.constant('active'),
    data_base64: fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64')),
  }),
  fc.record({ staged: fc.string() }),
);

const image = fc
  .tuple(
    fc.record(
      {
        owner: fc.constantFrom(null, 'acme', 'g1', 'nobody', 'globex'),
        owner_verbatim: fc.constant(true),
        name: fc.option(fc.string()),
        visibility: fc.constantFrom('public', 'community', 'shared', 'private'),
        protected: fc.boolean(),
        os_hidden: fc.boolean(),
        disk_format: fc.constantFrom('raw', 'qcow2', null),
        min_ram: fc.nat(),
        tags: fc.array(fc.string()),
        properties: fc.dictionary(
          fc.string({ minLength: 1 }).map((key) => `p${key}`),
          fc.option(fc.string()),
        ),
        created_at: time,
        updated_at: time,
        members: fc.uniqueArray(member, {
          selector: ({ member: id }) => ids.get(id) ?? id,
        }),
      },
      { requiredKeys: ['owner', 'owner_verbatim'] },
    ),
    content,
  )
  .map(([fields, data]) => ({ ...fields, ...data }));

const user = fc.record(
  {
    name: fc.constantFrom('acme', 'globex'),
    password: fc.string({ minLength: 1 }).map((text) => `x${text}`),
    api_key: fc.string({ minLength: 1 }).map((text) => `k${text}`),
    enabled: fc.boolean(),
    tenant: fc.constantFrom(null, 'acme', 'g1'),
    system_roles: fc.constantFrom(['admin'], []),
    application_credentials: fc.constantFrom(
      [],
      [{ name: 'one', tenant: 'acme', roles: [], unrestricted: true, description: 'd' }],
    ),
  },
  { requiredKeys: ['name'] },
);

const worlds = fc.record({
  tenants: fc.constant([...acme, { name: 'off', enabled: false, description: 'closed' }]),
  users: fc.uniqueArray(user, { selector: ({ name }) => name }),
  images: fc.array(image, { maxLength: 4 }),
  deleted_images: fc.uniqueArray(fc.uuid()),
}) as fc.Arbitrary<Seed>;
