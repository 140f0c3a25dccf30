import { expect, it } from 'vitest';
import type { ContractCloud } from '../../src/contract/cloud.ts';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import { type ImageGiven, imageParameters } from '../../src/contract/provider-states/image-parameters.ts';
import { stageIn } from '../../src/contract/stage.ts';
import type { ProfileName } from '../../src/domain/profiles.ts';
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

/** A fake as a cloud that keeps what is asked of the image collection. */
function listening(profile: ProfileName) {
  const fake = createFake({ seed, profile });
  const cloud = fakeCloud(fake);
  const asked: string[] = [];
  const ask: ContractCloud['ask'] = (player, request) => {
    if (request.method === 'POST' && request.path === '/v2/images')
      asked.push((request.body as { visibility?: string }).visibility ?? 'none');
    return cloud.ask(player, request);
  };
  return { fake, asked, stage: stageIn({ ...cloud, ask }) };
}

it('an image is shared where there is such a visibility, else as any new image, and that is asked once', async () => {
  const [glance, rackspace] = [listening('glance'), listening('rackspace')];
  const members = [{ tenant: 'consumer', status: 'accepted' }];
  for (const { stage } of [glance, rackspace])
    for (const given of [{ members }, { members, visibility: 'private' }])
      await stage.setUp('an image', given);
  expect(glance.asked).toEqual(['shared', 'shared']);
  expect(rackspace.asked).toEqual(['shared', 'none', 'none']);
  const accepted = [{ status: 'accepted' }];
  expect(rackspace.fake.world().images).toMatchObject([
    { visibility: 'private', members: accepted },
    { visibility: 'private', members: accepted },
  ]);
  await rackspace.stage.tearDown();
  expect(rackspace.fake.world().images).toEqual([]);
});

it('what the owner gets wrong is told as the last answer has it', async () => {
  const { stage } = listening('glance');
  await expect(stage.setUp('an image', { tags: ['x'.repeat(256)] })).rejects.toThrow(
    /POST \/v2\/images as producer was answered 400/,
  );
});

it('whatever a state may say of an image is tried above, or is about names and bytes', () => {
  const tried = new Set(made.flatMap(([, parameters]) => Object.keys(parameters)));
  const entries = Object.keys('entries' in imageParameters ? (imageParameters.entries as object) : {});
  expect(entries.filter((name) => !tried.has(name))).toEqual(['as', 'data', 'deleted', 'timed']);
});

it('the times of a timed image are values, each of another second', async () => {
  const fake = createFake({ seed, clock: () => Date.parse('2026-01-15T09:30:00Z') });
  const stage = stageIn(fakeCloud(fake));
  const values = await stage.setUp('an image', {
    timed: true,
    members: [{ tenant: 'second-consumer', status: 'accepted' }],
  });
  const times = Object.fromEntries(Object.entries(values).filter(([name]) => name.endsWith('_at')));
  expect(times).toEqual({
    image_created_at: '2026-01-15T09:30:00Z',
    image_updated_at: '2026-01-15T09:30:01Z',
    second_consumer_created_at: '2026-01-15T09:30:03Z',
    second_consumer_updated_at: '2026-01-15T09:30:04Z',
  });
});
