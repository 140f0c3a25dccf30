/** What is in an image list. Source: Cloud Images API v2 guide, List images; Concepts (image sharing, standard images). */
import { expect } from 'vitest';
import type { SeedImage } from '../../src/world/seed.ts';
import { images, update } from '../calls.ts';
import { everyDoor } from '../doors.ts';
import { listed } from './listed.ts';
import { cloudImage } from './sentences.ts';

/** Images of a list, oldest first, so that the list (`created_at`, descending) has the last of them first. */
function inTime(...given: readonly SeedImage[]): SeedImage[] {
  return given.map((each, at) => ({
    visibility: 'private',
    created_at: `2013-10-08T1${at}:00:00Z`,
    ...each,
  }));
}

const theirs = { owner: 'second-consumer', data: 'other bytes' };

/** The consumer's own image, images in each status, a public one, one that is nobody's business. */
const world = cloudImage(
  { name: 'pending', tags: ['web'] },
  inTime(
    {
      name: 'accepted',
      owner: 'producer',
      data: '123',
      members: [{ member: 'consumer', status: 'accepted' }],
    },
    { name: 'rejected', owner: 'producer', members: [{ member: 'consumer', status: 'rejected' }] },
    { name: 'offer of another', ...theirs, members: [{ member: 'consumer' }] },
    {
      name: 'own',
      owner: 'consumer',
      data: '1234567',
      tags: ['web', 'db'],
      properties: { auto_disk_config: 'True', 'com.rackspace__1__release_id': '1002' },
      members: [{ member: 'producer' }],
    },
    { name: 'standard', owner: 'admin', visibility: 'public', data: '1', properties: { vm_mode: 'hvm' } },
    { name: 'private of another', ...theirs },
  ),
);

/** What the consumer finds with a query. */
const rows: readonly (readonly [rule: string, query: string, found: readonly string[]])[] = [
  ['by default its own images, accepted ones and standard ones', '', ['standard', 'own', 'accepted']],

  ['visibility=public: the standard ones', '?visibility=public', ['standard']],
  ['visibility=shared: what is shared with it and accepted', '?visibility=shared', ['accepted']],
  ['the offers to it', '?visibility=shared&member_status=pending', ['offer of another', 'pending']],
  ['the offers of one producer', '?visibility=shared&member_status=pending&owner=5000001', ['pending']],
  [
    'the offers of another producer',
    '?visibility=shared&member_status=pending&owner=9876543',
    ['offer of another'],
  ],
  ['what it has accepted', '?visibility=shared&member_status=accepted', ['accepted']],
  ['what it has rejected', '?visibility=shared&member_status=rejected', ['rejected']],
  [
    'what is shared with it at all',
    '?visibility=shared&member_status=all',
    ['offer of another', 'rejected', 'accepted', 'pending'],
  ],

  [
    'member_status speaks of images that are shared with it alone',
    '?member_status=rejected',
    ['standard', 'own', 'rejected'],
  ],
  [
    'everything that it may see',
    '?member_status=all',
    ['standard', 'own', 'offer of another', 'rejected', 'accepted', 'pending'],
  ],

  ['name', '?name=own', ['own']],
  ['name of what it does not see', '?name=private%20of%20another', []],
  ['owner: its own', '?owner=123456', ['own']],
  ['owner: a producer, of whom it has accepted one', '?owner=5000001', ['accepted']],
  ['owner: nobody', '?owner=999', []],
  ['tag', '?tag=db', ['own']],
  ['tag with the offers', '?tag=web&member_status=all', ['own', 'pending']],
  ['two tags: both', '?tag=web&tag=db&member_status=all', ['own']],
  ['status=active', '?status=active', ['standard', 'own', 'accepted']],
  ['status=queued', '?status=queued&member_status=all', ['rejected']],
  ['status=killed', '?status=killed', []],
  ['size_min', '?size_min=3', ['own', 'accepted']],
  ['size_max', '?size_max=3', ['standard', 'accepted']],
  ['size_min and size_max', '?size_min=2&size_max=6', ['accepted']],
  ['size', '?size=7', ['own']],
  ['an attribute by equality: auto_disk_config', '?auto_disk_config=True', ['own']],
  ['an attribute by equality: com.rackspace__1__release_id', '?com.rackspace__1__release_id=1002', ['own']],
  ['an attribute by equality: vm_mode', '?vm_mode=hvm', ['standard']],
  ['an attribute that is otherwise', '?com.rackspace__1__release_id=1', []],
  ['an attribute that no image has', '?flavor_classes=*', []],
];

for (const [rule, query, found] of rows) {
  everyDoor(`a consumer finds ${rule}: ${query}`, world, async (t) => {
    expect(await listed(t, 'consumer', query)).toEqual(found);
  });
}

everyDoor('visibility=private finds own images and no public one', world, async (t) => {
  const found = await listed(t, 'consumer', '?visibility=private');
  expect(found).toContain('own');
  for (const other of ['standard', 'private of another', 'pending', 'rejected'])
    expect(found).not.toContain(other);
});

everyDoor('an own image that is shared is not found by visibility=shared', world, async (t) => {
  expect(await listed(t, 'producer', '?visibility=shared&member_status=all')).toEqual(['own']);
  expect(await listed(t, 'producer')).toEqual(['standard', 'rejected', 'accepted', 'pending']);
});

for (const link of ['self', 'file', 'schema']) {
  everyDoor(`the link "${link}" is no filter: it finds nothing`, world, async (t) => {
    expect(await listed(t, 'consumer', `?${link}=%2Fv2%2Fschemas%2Fimage`)).toEqual([]);
  });
}

everyDoor('a member_status that there is not: 400', world, async (t) => {
  expect(await t.says('consumer', images('?member_status=nonsense'))).toBe('400 Invalid status: nonsense');
});

everyDoor('a size that is no number: 400', world, async (t) => {
  expect(await t.says('consumer', images('?size_min=big'))).toBe(
    '400 Unable to filter on a range with a non-numeric value.',
  );
});

everyDoor('an accepted image comes into the list, a rejected one leaves it', world, async (t) => {
  await t.send({ as: 'consumer', ...update('123456', 'accepted') });
  expect(await listed(t, 'consumer')).toEqual(['standard', 'own', 'accepted', 'pending']);
  await t.send({ as: 'consumer', ...update('123456', 'rejected') });
  expect(await listed(t, 'consumer')).toEqual(['standard', 'own', 'accepted']);
});
