import { expect, it } from 'vitest';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import { stageIn } from '../../src/contract/stage.ts';
import { imageParameters, type ImageGiven } from '../../src/contract/states/image-parameters.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake } from '../../src/world/fake.ts';

const seed = readSeedFile('contract');
const tenants = [...createFake({ seed }).cloud.tenants.values()];
const ids = Object.fromEntries(tenants.map(({ name, id }) => [name, id]));

/** What is asked for, and what is then in the world besides the defaults. */
const made: readonly (readonly [string, ImageGiven, object])[] = [
  ['nothing in particular', {}, { visibility: 'shared', status: 'active', owner: ids['producer'] }],
  ['an owner', { owner: 'stranger' }, { owner: ids['stranger'], visibility: 'shared' }],
  ['a queued image', { status: 'queued', formats: false }, { status: 'queued' }],
  ['a deactivated image', { status: 'deactivated' }, { status: 'deactivated' }],
  ['a public image', { visibility: 'public' }, { visibility: 'public', owner: ids['producer'] }],
  [
    'words and properties',
    {
      name: 'golden',
      tags: ['hardened'],
      properties: { os_distro: 'debian' },
      hidden: true,
      protected: true,
    },
    {
      name: 'golden',
      tags: ['hardened'],
      os_hidden: true,
      protected: true,
      properties: { os_distro: 'debian', created_by: 'image-members-fake' },
    },
  ],
  [
    'members that have answered, in their order',
    {
      members: [
        { tenant: 'second-consumer', status: 'accepted' },
        { tenant: 'consumer', status: 'rejected' },
      ],
    },
    {
      members: [
        { member: ids['second-consumer'], status: 'accepted' },
        { member: ids['consumer'], status: 'rejected' },
      ],
    },
  ],
  [
    'a member that was removed, one that is no tenant, and two more',
    { members: [{ tenant: 'consumer', removed: true }, { tenant: 'nobody' }], fill: 2 },
    {
      members: [
        { member: ids['consumer'], removed: true },
        { member: 'nobody', status: 'pending' },
        { member: 'filler-1', status: 'pending' },
        { member: 'filler-2', status: 'pending' },
      ],
    },
  ],
  [
    'members of an image that is private now',
    { visibility: 'private', members: [{ tenant: 'consumer', status: 'accepted' }] },
    { visibility: 'private', members: [{ member: ids['consumer'], status: 'accepted' }] },
  ],
  ['a time in between', { earlier: 'private' }, { visibility: 'shared' }],
];

it.each(made)('an image comes about as asked, and is taken away: %s', async (_, parameters, image) => {
  const fake = createFake({ seed });
  const stage = stageIn(fakeCloud(fake));
  const values = await stage.setUp('an image', parameters);
  const name = parameters.name ?? values['image_name'];
  expect(fake.world().images).toMatchObject([{ id: values['image'], name, ...image }]);
  await stage.tearDown();
  expect(fake.world().images).toEqual([]);
});

it('whatever a state may say of an image is tried above, or is about names and bytes', () => {
  const tried = new Set(made.flatMap(([, parameters]) => Object.keys(parameters)));
  const entries = Object.keys('entries' in imageParameters ? (imageParameters.entries as object) : {});
  expect(entries.filter((name) => !tried.has(name))).toEqual(['as', 'data', 'deleted']);
});
