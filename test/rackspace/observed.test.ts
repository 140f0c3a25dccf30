/**
 * Where Rackspace's own tests saw something else than its guide says. Source of "observed": cloudroast, images/v2
 * (test_image_membership_sharing_cycle.py) and glance/regression (update image member); of "documented": Cloud
 * Images API v2 guide, Create image member, Update image member.
 */
import { expect, it } from 'vitest';
import { createFake } from '../../src/world/fake.ts';
import { add, list, update } from '../calls.ts';
import { type Call, everyDoor } from '../doors.ts';
import { cloudImages, mayNot, noImage, notAMember } from './sentences.ts';

type Row = readonly [rule: string, who: string, call: Call, documented: string, observed: string];

const sharingOn: readonly Row[] = [
  ['a member shares the image on', 'consumer', add('7000001'), noImage, mayNot('create')],
  [
    'a member that has accepted shares the image on',
    'second-consumer',
    add('7000001'),
    noImage,
    mayNot('create'),
  ],
  ['a member adds itself', 'consumer', add('123456'), noImage, mayNot('create')],
  ['a stranger shares the image', 'stranger', add('7000001'), noImage, noImage],
  ['the owner shares the image', 'producer', add('7000001'), '200', '200'],
];

const statusOfOthers: readonly Row[] = [
  [
    "a member sets another's status",
    'consumer',
    update('9876543', 'pending'),
    notAMember('9876543'),
    mayNot('update'),
  ],
  [
    'a member sets the status of an id that is no member',
    'consumer',
    update('7000001', 'accepted'),
    notAMember('7000001'),
    mayNot('update'),
  ],
  [
    'a member sets the status of an id that is no tenant',
    'consumer',
    update('invalid', 'accepted'),
    notAMember('invalid'),
    mayNot('update'),
  ],
  ['a member sets its own status', 'consumer', update('123456', 'accepted'), '200', '200'],
  [
    'the owner sets the status of a member',
    'producer',
    update('123456', 'accepted'),
    mayNot('update'),
    mayNot('update'),
  ],
  ['a stranger sets the status of a member', 'stranger', update('123456', 'accepted'), noImage, noImage],
];

/** The rows stand as documented by default and with the other switch, and as observed with theirs and with both. */
function toldBothWays(rows: readonly Row[], name: string, other: string): void {
  for (const [rule, who, call, documented, observed] of rows) {
    for (const on of [[], [other], [name], [other, name]]) {
      const answer = on.includes(name) ? observed : documented;
      const world = cloudImages(undefined, { observed: on });
      everyDoor(`${rule}: ${answer.slice(0, 3)} with [${on.join()}]`, world, async (t) => {
        const before = t.fake.world();
        expect(await t.says(who, call)).toBe(answer);
        if (answer !== '200') expect(t.fake.world()).toEqual(before);
      });
    }
  }
}

toldBothWays(sharingOn, 'sharing-on', 'status-of-others');
toldBothWays(statusOfOthers, 'status-of-others', 'sharing-on');

everyDoor(
  'a member sees no other member than itself, whatever is observed',
  cloudImages(undefined, { observed: ['sharing-on', 'status-of-others'] }),
  async (t) => {
    const { body } = await t.send({ as: 'consumer', ...list() });
    expect((body as { members: { member_id: string }[] }).members.map(({ member_id }) => member_id)).toEqual([
      '123456',
    ]);
  },
);

it('an observed behaviour that the profile does not know is refused', () => {
  expect(() => createFake({ profile: 'rackspace', observed: ['nonsense'] })).toThrow(/nonsense/);
  for (const profile of ['glance', 'glance-legacy'] as const)
    expect(() => createFake({ profile, observed: ['sharing-on'] })).toThrow(/sharing-on/);
});
