/**
 * An admin is the admin of an account: it does not stand above ownership. Source: Cloud Images API v2 guide, Role-based
 * access control; permissions matrix for RBAC (rackspace-how-to).
 */
import { expect } from 'vitest';
import type { Seed } from '../../src/world/seed.ts';
import {
  add,
  createImage,
  deleteImage,
  download,
  image,
  list,
  remove,
  set,
  show,
  showImage,
  tag,
  update,
} from '../calls.ts';
import { cast } from '../cast.ts';
import { type Call, everyDoor } from '../doors.ts';
import { listed } from './listed.ts';
import { cloudImages, mayNot, noImage, noSuchImage, notAMember, notOwner } from './sentences.ts';

const admins = ['admin', 'cloudImages:admin', 'identity:user-admin'];

/** The cast, and an admin of an account. */
function adminOf(account: string, role: string): Seed {
  const seed = cast({ visibility: 'private' });
  return {
    ...seed,
    users: [...(seed.users ?? []), { name: 'boss', tenant: account, roles: { [account]: [role] } }],
  };
}

/** What the admin of another account is told. */
const hidden: readonly (readonly [call: Call, answer: string])[] = [
  [add('1000000'), noImage],
  [list(), noImage],
  [show('123456'), noImage],
  [update('123456', 'accepted'), noImage],
  [remove('123456'), noImage],
  [showImage(), noSuchImage],
  [download(), noSuchImage],
  [set('name', 'mine'), noSuchImage],
  [deleteImage(), `404 Failed to find image ${image} to delete`],
  [tag('web'), noImage],
];

for (const role of admins) {
  everyDoor(
    `${role} of another account: the image is not there, 404`,
    cloudImages(adminOf('admin', role)),
    async (t) => {
      const before = t.fake.world();
      for (const [call, answer] of hidden) expect(await t.says('boss', call)).toBe(answer);
      expect(await listed(t, 'boss', '?member_status=all')).toEqual([]);
      expect(t.fake.world()).toEqual(before);
    },
  );

  everyDoor(`${role} of the owner sets no status: 403`, cloudImages(adminOf('producer', role)), async (t) => {
    expect(await t.says('boss', update('123456', 'accepted'))).toBe(mayNot('update'));
  });

  everyDoor(
    `${role} of a member is a member: it sees and sets its own status alone`,
    cloudImages(adminOf('consumer', role)),
    async (t) => {
      expect(await t.says('boss', add('7000001'))).toBe(noImage);
      expect(await t.says('boss', show('9876543'))).toBe(notAMember('9876543'));
      expect(await t.says('boss', update('9876543', 'pending'))).toBe(notAMember('9876543'));
      expect(await t.says('boss', remove('123456'))).toBe(mayNot('delete'));
      expect(await t.says('boss', set('name', 'mine'))).toBe(notOwner);
      expect(await t.says('boss', update('123456', 'accepted'))).toBe('200');
    },
  );

  everyDoor(
    `${role} creates no image for another account: 403`,
    cloudImages(adminOf('admin', role)),
    async (t) => {
      expect(await t.says('boss', createImage({ name: 'theirs', owner: '5000001' }))).toBe(
        "403 You are not permitted to create images owned by '5000001'.",
      );
      expect(await listed(t, 'producer')).toEqual(['shared image']);
    },
  );

  everyDoor(
    `${role} gives no image away, and makes none public: 403`,
    cloudImages(adminOf('producer', role)),
    async (t) => {
      for (const call of [set('owner', '1000000'), set('visibility', 'public')])
        expect((await t.send({ as: 'boss', ...call })).status).toBe(403);
      expect((await t.send({ as: 'boss', ...showImage() })).body).toMatchObject({
        owner: '5000001',
        visibility: 'private',
      });
    },
  );
}
