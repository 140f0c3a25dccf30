/**
 * Where Cloud Images differs from Glance today: the same calls in the same world, by both rules. Source: Cloud Images
 * API v2 guide; Glance 25.1.
 */
import { expect } from 'vitest';
import type { Seed } from '../../src/world/seed.ts';
import { add, createImage, image, images, list, remove, show, showImage, update } from '../calls.ts';
import { cast } from '../cast.ts';
import { type Call, everyDoor } from '../doors.ts';
import { cloudImages, mayNot, noImage, notAMember } from './sentences.ts';

const mayNotList = `403 Not allowed to list members for image ${image}: Only shared images have members.`;
const unauthorized = (action: string): string => `403 You are not authorized to complete ${action} action.`;

/** A seed that both read: what Glance calls shared is private in Cloud Images. */
const shared = cast();
const unshared = cast({ visibility: 'private', members: [] });
const crowded = cast({
  members: Array.from({ length: 128 }, (_, at) => ({ member: String(8_000_000 + at) })),
});

type Row = readonly [rule: string, seed: Seed, who: string, call: Call, rackspace: string, glance: string];

const rows: readonly Row[] = [
  ['a private image takes members', unshared, 'producer', add('7000001'), '200', mayNot('create')],
  ['a private image has a list of members', unshared, 'producer', list(), '200', mayNotList],
  [
    'a private image has no member',
    unshared,
    'producer',
    show('7000001'),
    notAMember('7000001'),
    '404 Only shared images have members.',
  ],
  [
    'the owner removes nobody from a private image',
    unshared,
    'producer',
    remove('7000001'),
    notAMember('7000001'),
    mayNot('delete'),
  ],
  ['a member shares the image on', shared, 'consumer', add('7000001'), noImage, unauthorized('add_member')],
  [
    "a member sets another's status",
    shared,
    'consumer',
    update('9876543', 'pending'),
    notAMember('9876543'),
    notAMember('9876543'),
  ],
  [
    'the owner sets a status',
    shared,
    'producer',
    update('123456', 'accepted'),
    mayNot('update'),
    unauthorized('modify_member'),
  ],
  [
    'an admin of another account sees the image',
    shared,
    'admin',
    showImage(),
    `404 No image found with ID ${image}`,
    '200',
  ],
  [
    'an admin of another account accepts for a member',
    shared,
    'admin',
    update('123456', 'accepted'),
    noImage,
    '200',
  ],
  [
    'the 129th member',
    crowded,
    'producer',
    add('7000001'),
    '200',
    `413 Image member limit exceeded for image ${image}: The limit has been exceeded on the number of allowed image members for this image. Attempted: 129, Maximum: 128:`,
  ],
  [
    'a list of everything',
    shared,
    'producer',
    images('?visibility=all'),
    '400 Invalid visibility value: all',
    '200',
  ],
  [
    'an image that is shared from the start',
    shared,
    'producer',
    createImage({ visibility: 'shared' }),
    '400',
    '201',
  ],
];

for (const [rule, seed, who, call, rackspace, glance] of rows) {
  everyDoor(`${rule}: ${rackspace.slice(0, 3)} in Cloud Images`, cloudImages(seed), async (t) => {
    const answer = await t.says(who, call);
    expect(answer.slice(0, rackspace.length)).toBe(rackspace);
  });
  everyDoor(`${rule}: ${glance.slice(0, 3)} in Glance`, { seed }, async (t) => {
    expect(await t.says(who, call)).toBe(glance);
  });
}
