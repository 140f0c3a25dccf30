/**
 * What a shared image is. Source: Cloud Images API v2 guide, Concepts (image sharing); Cloud Images FAQ
 * (rackspace-how-to).
 */
import { expect } from 'vitest';
import type { Seed } from '../../src/world/seed.ts';
import { add, deleteImage, list, set, showImage, update } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor, type World } from '../doors.ts';
import { listed } from './listed.ts';
import { cloudImage, cloudImages, noSuchImage } from './sentences.ts';

const accepted = cloudImage({ members: [{ member: 'consumer', status: 'accepted' }] });

everyDoor('a shared image is no copy: consumers see what the owner changes', accepted, async (t) => {
  await t.send({ as: 'producer', ...set('name', 'renamed') });
  expect(await listed(t, 'consumer')).toEqual(['renamed']);
});

everyDoor(
  'accepting holds for all users of the account (Cloud Images FAQ)',
  cloudImages(withColleague()),
  async (t) => {
    await t.send({ as: 'consumer', ...update('123456', 'accepted') });
    expect(await listed(t, 'colleague')).toEqual(['shared image']);
  },
);

function withColleague(): Seed {
  const seed = cast({ visibility: 'private' });
  return { ...seed, users: [...(seed.users ?? []), { name: 'colleague', tenant: 'consumer' }] };
}

everyDoor('deleting the image takes it from everyone', cloudImages(), async (t) => {
  expect(await t.says('producer', deleteImage())).toBe('204');
  for (const as of ['producer', 'consumer', 'second-consumer']) {
    expect(await t.says(as, showImage())).toBe(noSuchImage);
    expect(await listed(t, as, '?member_status=all')).toEqual([]);
  }
});

everyDoor(
  'an image may have more members than Glance allows: no quota is documented',
  crowded(128),
  async (t) => {
    expect(await t.says('producer', add('554433'))).toBe('200');
    const { body } = await t.send({ as: 'producer', ...list() });
    expect((body as { members: unknown[] }).members).toHaveLength(129);
  },
);

function crowded(count: number): World {
  return cloudImage({
    members: Array.from({ length: count }, (_, at) => ({ member: String(8_000_000 + at) })),
  });
}
