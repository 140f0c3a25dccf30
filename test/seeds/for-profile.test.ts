/** What a seed leaves out, as each profile fills it in. Source: contracts/CLOUD-IMAGES.md §2, §6; decisions/0003. */
import { expect, it } from 'vitest';
import { profiles } from '../../src/domain/profiles.ts';
import { readSeedFile, worldNames } from '../../src/seed-file.ts';
import { createFake } from '../../src/world/fake.ts';
import { forProfile } from '../../src/world/seed/for-profile.ts';
import { numbered } from '../../src/world/seed/ids.ts';
import type { Seed } from '../../src/world/seed.ts';
import { acme, planted } from './worlds.ts';

const seed: Seed = {
  tenants: [{ name: 'acme' }, { name: 'globex', id: '554433' }],
  users: [
    { name: 'acme' },
    { name: 'ann', id: '7', roles: { acme: ['reader'] } },
    { name: 'root', system_roles: ['admin'] },
    { name: 'nobody', tenant: null },
  ],
  images: [
    { owner: 'acme', name: 'plain', members: [{ member: 'globex' }] },
    { owner: 'acme', name: 'shared', visibility: 'shared' },
    { owner: 'acme', name: 'public', visibility: 'public' },
  ],
};

it.each(['glance', 'glance-legacy'] as const)('%s leaves every seed as it is', (name) => {
  expect(forProfile(seed, profiles[name])).toEqual(seed);
  for (const world of worldNames()) {
    const given = readSeedFile(world);
    expect(forProfile(given, profiles[name])).toEqual(given);
  }
});

it('rackspace has numbers for tenants and users that have no id, the same each time', () => {
  const cloud = planted(seed, 'rackspace');
  expect([...cloud.tenants.keys()]).toEqual(['8105197', '554433']);
  expect([...cloud.users.keys()].every((id) => /^(?:7|[1-9]\d{6})$/.test(id))).toBe(true);
  expect(planted(seed, 'rackspace')).toEqual(cloud);
  expect([...planted({ tenants: [{ name: 'x' }, { name: 'acme' }] }, 'rackspace').tenants.keys()][1]).toBe(
    '8105197',
  );
});

it('a number that is taken, or that is a name, is passed over', () => {
  const ids = (others: readonly { name: string; id?: string }[]): readonly (string | undefined)[] =>
    numbered('tenant', [...others, { name: 'acme' }]).map(({ id }) => id);
  expect(ids([{ name: 'x', id: '8105197' }])[1]).toMatch(/^[1-9]\d{6}$/);
  expect(ids([{ name: 'x', id: '8105197' }])[1]).not.toBe('8105197');
  expect(ids([{ name: '8105197', id: 'x' }])[1]).not.toBe('8105197');
});

it('rackspace: a user for whom no roles are named owns its account', () => {
  const users = [...planted(seed, 'rackspace').users.values()];
  expect(users.map(({ name, defaultTenant, roles }) => [name, defaultTenant, roles])).toEqual([
    ['acme', '8105197', { '8105197': ['identity:user-admin'] }],
    ['ann', '8105197', { '8105197': ['reader'] }],
    ['root', null, {}],
    ['nobody', null, {}],
  ]);
});

it('rackspace: owners and members that are named are found by their numbers', () => {
  const [image] = planted(seed, 'rackspace').images.values();
  expect([image?.owner, image?.members.get('554433')?.id]).toEqual(['8105197', '554433']);
});

it('rackspace: what is shared, or says nothing, is private; what is public stays so', () => {
  const images = [...planted(seed, 'rackspace').images.values()];
  expect(images.map(({ name, visibility }) => [name, visibility])).toEqual([
    ['plain', 'private'],
    ['shared', 'private'],
    ['public', 'public'],
  ]);
});

it('rackspace has no community images, and says so', () => {
  const images = [{ owner: 'acme' }, { owner: 'acme' }, { owner: 'acme', visibility: 'community' }] as const;
  expect(() => createFake({ seed: { tenants: acme, images }, profile: 'rackspace' })).toThrow(
    'images[2].visibility: the profile rackspace has no community images. Use public or private, or start another profile.',
  );
  expect(() => createFake({ seed: { tenants: acme, images } })).not.toThrow();
});

it('a seed is not changed by planting it', () => {
  const copy = structuredClone(seed);
  planted(seed, 'rackspace');
  expect(seed).toEqual(copy);
});

it('an API key that is left out is the name and -api-key; a user is enabled unless it says otherwise', () => {
  const users = [{ name: 'acme' }, { name: 'globex', api_key: 'k', enabled: false }];
  expect([...planted({ tenants: acme, users }).users.values()]).toMatchObject([
    { apiKey: 'acme-api-key', enabled: true },
    { apiKey: 'k', enabled: false },
  ]);
});
