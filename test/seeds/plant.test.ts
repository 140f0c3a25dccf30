import { expect, it } from 'vitest';
import { SeedError } from '../../src/world/seed-problems.ts';
import type { Seed, SeedUser } from '../../src/world/seed.ts';
import { acme, planted, plantedImage, withUser } from './worlds.ts';

const tokenOf = (user: Partial<SeedUser>): object | undefined =>
  planted(withUser({ name: 'ann', token: 'ann-token', ...user })).tokens.get('ann-token');

const userOf = (seed: Seed): object | undefined => [...planted(seed).users.values()][0];

it('a bad seed is refused as a whole', () => {
  expect(() => planted({ tenants: acme, images: [{ owner: 'acme' }, { owner: 'nobody' }] })).toThrow(
    SeedError,
  );
});

it('the same seed gives the same ids', () => {
  const seed: Seed = {
    tenants: [{ name: 'acme' }],
    users: [{ name: 'ann', application_credentials: [{ name: 'key' }] }],
    images: [
      { owner: 'acme', name: 'disk' },
      { owner: 'acme', name: 'disk' },
    ],
  };
  const cloud = planted(seed);
  expect([...cloud.tenants.keys()]).toEqual(['cef41eed96b2cb03f04f8adef1c9def6']);
  expect(planted(seed)).toEqual(cloud);
  expect(cloud.images.size).toBe(2);
  for (const id of cloud.images.keys()) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  for (const id of [...cloud.users.keys(), ...cloud.applicationCredentials.keys()]) {
    expect(id).toMatch(/^[0-9a-f]{32}$/);
  }
});

it('an owner and a member may be named by name or by id', () => {
  for (const [owner, member] of [
    ['acme', 'globex'],
    ['a1', 'g1'],
  ] as const) {
    const image = plantedImage({ owner, members: [{ member }] });
    expect([image.owner, image.members.get('g1')?.id]).toEqual(['a1', 'g1']);
  }
});

it('a member that is no tenant is stored as written, and so is a verbatim one', () => {
  const members = [{ member: 'unknown' }, { member: 'globex', verbatim: true }];
  expect(Array.from(plantedImage({ members }).members, ({ id }) => id)).toEqual(['unknown', 'globex']);
});

it('an image without data is queued, shared and without formats', () => {
  expect(plantedImage({})).toMatchObject({
    status: 'queued',
    visibility: 'shared',
    diskFormat: null,
    containerFormat: null,
    size: null,
    virtualSize: null,
    data: null,
    name: null,
  });
});

it('an image with data is active, raw and bare, with the size and the digests of the data', () => {
  expect(plantedImage({ data: 'hé' })).toMatchObject({
    status: 'active',
    diskFormat: 'raw',
    containerFormat: 'bare',
    size: 3,
    virtualSize: 3,
    data: { bytes: new Uint8Array([0x68, 0xc3, 0xa9]), checksum: '33fcd01258e6ba07ef405dc9e721f3a7' },
  });
});

it('an active image for which no data is given has 0 bytes', () => {
  expect(plantedImage({ status: 'active' })).toMatchObject({
    size: 0,
    virtualSize: null,
    diskFormat: 'raw',
    data: { checksum: 'd41d8cd98f00b204e9800998ecf8427e' },
  });
});

it('data that is not raw has no virtual size', () => {
  expect(plantedImage({ data: 'x', disk_format: 'qcow2' })).toMatchObject({ size: 1, virtualSize: null });
});

it('base64 gives any bytes', () => {
  expect(plantedImage({ data_base64: 'AP+A' }).data?.bytes).toEqual(new Uint8Array([0, 255, 128]));
});

it('an image with staged data is uploading, with its size alone', () => {
  expect(plantedImage({ staged: 'abc', disk_format: 'raw' })).toMatchObject({
    status: 'uploading',
    size: 3,
    virtualSize: null,
    data: null,
  });
});

it('times that are left out are the time of planting, in whole seconds', () => {
  const image = plantedImage({ members: [{ member: 'globex' }] });
  expect([image.createdAt, image.updatedAt, image.members.get('g1')?.createdAt]).toEqual(
    Array.from({ length: 3 }, () => '2026-11-22T10:20:30Z'),
  );
});

it('a member that says only when it was added was not changed since', () => {
  const members = [{ member: 'globex', created_at: '2013-10-07T17:58:03Z' }];
  expect([...plantedImage({ members }).members]).toEqual([
    {
      id: 'g1',
      status: 'pending',
      createdAt: '2013-10-07T17:58:03Z',
      updatedAt: '2013-10-07T17:58:03Z',
      removed: false,
    },
  ]);
});

it('a user belongs to the tenant of its roles, of its name, or to the only one', () => {
  expect(userOf(withUser({ name: 'ann', roles: { globex: ['reader'] } }))).toMatchObject({
    defaultTenant: 'g1',
    roles: { g1: ['reader'] },
  });
  expect(userOf(withUser({ name: 'globex' }))).toMatchObject({
    defaultTenant: 'g1',
    roles: { g1: ['member'] },
  });
  expect(userOf({ tenants: [{ name: 'acme', id: 'a1' }], users: [{ name: 'ann' }] })).toMatchObject({
    defaultTenant: 'a1',
    roles: { a1: ['member'] },
  });
});

it('a password that is left out is the name and -secret', () => {
  expect(userOf(withUser({ name: 'acme' }))).toMatchObject({ password: 'acme-secret' });
});

it('a fixed token is for the tenant of the user, with the roles there, and for ever', () => {
  expect(tokenOf({ tenant: 'acme', roles: { acme: ['admin'], globex: ['reader'] } })).toMatchObject({
    scope: { tenant: 'a1' },
    roles: ['admin'],
    methods: ['password'],
    expiresAt: null,
  });
});

it('a fixed token of a user with system roles alone is for the system', () => {
  expect(tokenOf({ system_roles: ['admin'] })).toMatchObject({ scope: 'system', roles: ['admin'] });
});

it('a fixed token of a user without tenant is without scope', () => {
  expect(tokenOf({ tenant: null })).toMatchObject({ scope: 'unscoped', roles: [] });
});

it('an application credential has the roles of its user unless it says less', () => {
  const application_credentials = [{ name: 'all' }, { name: 'less', secret: 's', roles: ['reader'] }];
  const cloud = planted(withUser({ name: 'acme', application_credentials }));
  expect([...cloud.applicationCredentials.values()]).toMatchObject([
    { name: 'all', secret: 'all-secret', tenant: 'a1', roles: ['member'], expiresAt: null },
    { name: 'less', secret: 's', tenant: 'a1', roles: ['reader'] },
  ]);
});

it('images are found whatever the case of their id, and keep it as written', () => {
  const id = 'A96BE11E-8536-4910-92CB-DE50AA19DFE6';
  const cloud = planted({ tenants: [], images: [{ owner: null, id }] });
  expect(cloud.images.get(id.toLowerCase())?.id).toBe(id);
});
