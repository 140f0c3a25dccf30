/**
 * Who may do what with the members of an image. Source: Cloud Images API v2 guide, Image sharing operations (the
 * prose of each operation); where the guide says nothing of a caller, cloudroast, images/v2.
 */
import { expect } from 'vitest';
import { add, list, remove, show, update } from '../calls.ts';
import { type Call, everyDoor } from '../doors.ts';
import { cloudImage, cloudImages, mayNot, noImage, notAMember } from './sentences.ts';

type Row = readonly [rule: string, who: string, call: Call, answer: string];

const rows: readonly Row[] = [
  // Create image member: "If the user making the call is not the image owner, the response is HTTP 404"
  ['the owner creates a member', 'producer', add('7000001'), '200'],
  ['a member creates no member: 404', 'consumer', add('7000001'), noImage],
  ['a member does not create itself again: 404', 'consumer', add('123456'), noImage],
  ['another member creates no member: 404', 'second-consumer', add('7000001'), noImage],
  ['a stranger creates no member: 404', 'stranger', add('7000001'), noImage],
  ['a tenant that nobody knows may be made a member', 'producer', add('554433'), '200'],

  // List image members
  ['the owner lists the members', 'producer', list(), '200'],
  ['a member lists the members', 'consumer', list(), '200'],
  ['a stranger lists no members: 404', 'stranger', list(), noImage],

  // Get image member details
  ['the owner gets a member', 'producer', show('123456'), '200'],
  ['the owner gets no member where there is none: 404', 'producer', show('7000001'), notAMember('7000001')],
  ['a member gets itself', 'consumer', show('123456'), '200'],
  ['a member does not get another one: 404', 'consumer', show('9876543'), notAMember('9876543')],
  ['a stranger gets no member: 404', 'stranger', show('123456'), noImage],
  ['a stranger does not get itself: 404', 'stranger', show('7000001'), noImage],

  // Update image member
  ['the owner does not set a status: 403', 'producer', update('123456', 'accepted'), mayNot('update')],
  [
    'the owner sets no status of a tenant that is no member: 403',
    'producer',
    update('7000001', 'accepted'),
    mayNot('update'),
  ],
  ['a member sets its own status', 'consumer', update('123456', 'accepted'), '200'],
  [
    "a member does not set another's status: 404",
    'consumer',
    update('9876543', 'pending'),
    notAMember('9876543'),
  ],
  [
    'a member sets no status of who is no member: 404',
    'consumer',
    update('7000001', 'accepted'),
    notAMember('7000001'),
  ],
  ['a stranger sets no status: 404', 'stranger', update('7000001', 'accepted'), noImage],
  ["a stranger does not set a member's status: 404", 'stranger', update('123456', 'accepted'), noImage],

  // Delete image member
  ['the owner deletes a member', 'producer', remove('123456'), '204'],
  [
    'the owner deletes no member where there is none: 404',
    'producer',
    remove('7000001'),
    notAMember('7000001'),
  ],
  ['a member does not delete itself: 403', 'consumer', remove('123456'), mayNot('delete')],
  ['a member does not delete another one: 403', 'consumer', remove('9876543'), mayNot('delete')],
  ['a stranger deletes no member: 404', 'stranger', remove('123456'), noImage],
];

const world = cloudImages();

for (const [rule, who, call, answer] of rows) {
  everyDoor(`${rule} (Cloud Images guide)`, world, async (t) => {
    const before = t.fake.world();
    expect(await t.says(who, call)).toBe(answer);
    if (!answer.startsWith('2')) expect(t.fake.world()).toEqual(before);
  });
}

/** What a caller that is neither owner nor member is told of a public image. */
const ofAPublicImage: readonly (readonly [rule: string, call: Call, answer: string])[] = [
  ['creates no member: 404', add('7000001'), noImage],
  ['lists no members: 404', list(), noImage],
  ['gets no member: 404', show('7000001'), noImage],
  ['sets no status: 404', update('7000001', 'accepted'), noImage],
  ['deletes no member: 404', remove('7000001'), noImage],
];

for (const [rule, call, answer] of ofAPublicImage) {
  everyDoor(
    `who sees an image because it is public ${rule} (Cloud Images guide)`,
    cloudImage({ visibility: 'public', members: [] }),
    async (t) => {
      expect(await t.says('stranger', call)).toBe(answer);
    },
  );
}
