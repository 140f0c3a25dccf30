// Source: what differs between the tables of a profile and those of its base.
import { expect, it } from 'vitest';
import { writeOwnPacts } from '../../src/contract/own-pacts.ts';
import type { OwnProfile } from '../../src/domain/profile.ts';
import { statusesIn } from '../contract/pacts.ts';
import { cleanFolder } from '../getting/steps.ts';

const without = ['imports', 'locations'] as const;

it('what the rules do not have is the reason: a visibility, an administrator, an operation', async () => {
  using folder = cleanFolder();
  const profile: OwnProfile = {
    name: 'our-cloud',
    based_on: 'glance',
    administrators: [],
    visibilities: ['private', 'shared'],
    default_visibility: 'private',
    absent: ['downloadImage'],
    limits: { members_per_image: null },
  };
  const { leftOut } = await writeOwnPacts(profile, folder.path, { without });
  const why = new Map(leftOut.map((each) => [each.sentence, each.why]));
  expect(why.get('the administrator adds a member')).toBe('nobody is an administrator');
  expect(why.get('the producer downloads the data')).toBe('there is no downloadImage');
  expect(why.get('an onlooker adds a member')).toBe('no image is community');
  expect(why.get('the producer makes it a community image')).toBe('images are private, shared alone');
  expect(why.get('a new image is shared, without members')).toBe(
    'an image that is created without visibility is private',
  );
  expect(why.get('an image takes 128 members and no more')).toBe('an image takes any number of members');
});

it('full images are asked for at the limit of the profile', async () => {
  using folder = cleanFolder();
  const profile: OwnProfile = { name: 'our-cloud', based_on: 'glance', limits: { members_per_image: 20 } };
  const { changed, leftOut } = await writeOwnPacts(profile, folder.path, { without });
  expect(leftOut).toEqual([]);
  expect(changed).toEqual([
    'an image takes 20 members and no more',
    'a removed member leaves room for another, where an image takes 20',
    'a full image is refused before a duplicate member, where an image takes 20',
  ]);
  expect([...statusesIn(folder.path, 'producer-with-quota-our-cloud').values()]).toEqual([413, 200, 413]);
});

it('members have a role of each level that a profile names, administrators those that it names', async () => {
  using folder = cleanFolder();
  const profile: OwnProfile = {
    name: 'our-cloud',
    based_on: 'glance',
    permissions: { addMember: { role: 'sharer' } },
    roles: {
      reader: ['reader', 'operator'],
      member: ['writer', 'operator'],
      sharer: ['image_sharer', 'operator'],
    },
    administrators: ['operator'],
  };
  const { changed, leftOut } = await writeOwnPacts(profile, folder.path, { without });
  const refused = 'refused without a role of the level sharer: the second consumer adds a member';
  expect([changed, leftOut]).toEqual([[refused], []]);
  expect(statusesIn(folder.path, 'consumer-our-cloud').get(refused)).toBe(403);
});

it('each line with a level of its own is asked without a role of it, by an owner or by whom an image is offered', async () => {
  using folder = cleanFolder();
  const profile: OwnProfile = {
    name: 'our-cloud',
    based_on: 'glance',
    permissions: {
      addMember: { role: 'sharer' },
      removeMember: { role: 'sharer' },
      updateMember: { role: 'answerer' },
      showMember: { role: 'looker' },
    },
    roles: { sharer: ['sharer'], looker: ['looker'], answerer: ['answerer'] },
  };
  const { changed, leftOut } = await writeOwnPacts(profile, folder.path, { without });
  expect(changed.filter((each) => each.startsWith('refused'))).toEqual([
    'refused without a role of the level sharer: the second consumer adds a member',
    'refused without a role of the level looker: the second consumer looks at itself',
  ]);
  expect(leftOut.filter(({ sentence }) => sentence.startsWith('refused'))).toEqual([
    {
      sentence: 'refused without a role of the level sharer: the second consumer removes the consumer',
      why: 'none of the players comes to it without a role of the level sharer',
    },
    {
      sentence: 'refused without a role of the level answerer: the second consumer accepts for the consumer',
      why: 'none of the players comes to it without a role of the level answerer',
    },
  ]);
});
