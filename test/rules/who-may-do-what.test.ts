// Source: RULES.md §2 for the old policy defaults, §3 for the new ones.
import { expect } from 'vitest';
import type { MemberStatus, Visibility } from '../../src/domain/model.ts';
import { add, image, list, remove, show, update } from '../calls.ts';
import { cast } from '../cast.ts';
import { type Call, everyDoor } from '../doors.ts';
import { inShort } from '../doors/teller.ts';

const noImage = `404 Image ${image} not found.`;
const notAMember = (member: string): string =>
  `404 ${member} not found in the member list of the image ${image}.`;
const unauthorized = (action: string): string => `403 You are not authorized to complete ${action} action.`;
const mayNot = (action: string): string => `403 Not allowed to ${action} members for image ${image}.`;

/** Rule, who asks, what for, the answer today, and the answer of the old policies where it is another. */
type Row = readonly [rule: string, who: string, call: Call, answer: string, legacy?: string];

const shared: readonly Row[] = [
  ['the producer adds a member', 'producer', add('7000001'), '200'],
  ['an administrator adds a member', 'admin', add('7000001'), '200'],
  ['the producer adds itself', 'producer', add('5000001'), '200'],
  [
    'a consumer may not add a member',
    'consumer',
    add('7000001'),
    unauthorized('add_member'),
    mayNot('create'),
  ],
  ['a consumer may not add itself', 'consumer', add('123456'), unauthorized('add_member'), mayNot('create')],
  ['a stranger may not add itself', 'stranger', add('7000001'), noImage],

  ['the producer lists the members', 'producer', list(), '200'],
  ['an administrator lists the members', 'admin', list(), '200'],
  ['a consumer lists the members', 'consumer', list(), '200'],
  ['a stranger may not list the members', 'stranger', list(), noImage],

  ['the producer sees a member', 'producer', show('123456'), '200'],
  ['an administrator sees a member', 'admin', show('123456'), '200'],
  ['a consumer sees itself', 'consumer', show('123456'), '200'],
  ['a consumer may not see another consumer', 'consumer', show('9876543'), notAMember('9876543')],
  ['the producer sees no member where there is none', 'producer', show('7000001'), notAMember('7000001')],
  ['an administrator sees no member where there is none', 'admin', show('7000001'), notAMember('7000001')],
  ['a consumer sees no member where there is none', 'consumer', show('7000001'), notAMember('7000001')],
  ['a stranger may not see a member', 'stranger', show('123456'), noImage],

  [
    'the producer may not accept for a member',
    'producer',
    update('123456', 'accepted'),
    unauthorized('modify_member'),
    mayNot('update'),
  ],
  ['an administrator accepts for a member', 'admin', update('123456', 'accepted'), '200'],
  ['a consumer accepts for itself', 'consumer', update('123456', 'accepted'), '200'],
  ['a consumer rejects for itself', 'consumer', update('123456', 'rejected'), '200'],
  ['a consumer may not accept for another', 'consumer', update('9876543', 'accepted'), notAMember('9876543')],
  [
    'the producer updates no member where there is none',
    'producer',
    update('7000001', 'accepted'),
    notAMember('7000001'),
    mayNot('update'),
  ],
  [
    'an administrator updates no member where there is none',
    'admin',
    update('7000001', 'accepted'),
    notAMember('7000001'),
  ],
  [
    'a consumer updates no member where there is none',
    'consumer',
    update('7000001', 'accepted'),
    notAMember('7000001'),
  ],
  ['a stranger may not accept for itself', 'stranger', update('7000001', 'accepted'), noImage],

  ['the producer removes a member', 'producer', remove('123456'), '204'],
  ['an administrator removes a member', 'admin', remove('123456'), '204'],
  [
    'a consumer may not remove itself',
    'consumer',
    remove('123456'),
    unauthorized('delete_member'),
    mayNot('delete'),
  ],
  [
    'a consumer may not remove another consumer',
    'consumer',
    remove('9876543'),
    notAMember('9876543'),
    mayNot('delete'),
  ],
  [
    'the producer removes no member where there is none',
    'producer',
    remove('7000001'),
    notAMember('7000001'),
  ],
  [
    'an administrator removes no member where there is none',
    'admin',
    remove('7000001'),
    notAMember('7000001'),
  ],
  [
    'a consumer removes no member where there is none',
    'consumer',
    remove('7000001'),
    notAMember('7000001'),
    mayNot('delete'),
  ],
  ['a stranger may not remove a member', 'stranger', remove('123456'), noImage],
];

const seed = cast();

for (const [rule, who, call, answer, legacy = answer] of shared) {
  everyDoor(rule, { seed }, async (t) => {
    expect(await t.says(who, call)).toBe(answer);
  });
  everyDoor(`${rule}, by the old policies too`, { seed, profile: 'glance-legacy' }, async (t) => {
    expect(await t.says(who, call)).toBe(legacy);
  });
}

/** A world where the consumer is a member in a status. */
function consumerIn(status: MemberStatus): { seed: ReturnType<typeof cast> } {
  return { seed: cast({ members: [{ member: 'consumer', status }, { member: 'second-consumer' }] }) };
}

for (const status of ['pending', 'accepted', 'rejected'] as const) {
  everyDoor(`what a consumer may do does not change once it is ${status}`, consumerIn(status), async (t) => {
    expect(await t.says('consumer', add('7000001'))).toBe(unauthorized('add_member'));
    expect(await t.says('consumer', add('123456'))).toBe(unauthorized('add_member'));
    expect(await t.says('consumer', list())).toBe('200');
    expect(await t.says('consumer', show('123456'))).toBe('200');
    expect(await t.says('consumer', show('9876543'))).toBe(notAMember('9876543'));
    expect(await t.says('consumer', remove('123456'))).toBe(unauthorized('delete_member'));
    expect(await t.says('consumer', remove('9876543'))).toBe(notAMember('9876543'));
    expect(await t.says('consumer', update('9876543', 'accepted'))).toBe(notAMember('9876543'));
    expect(await t.says('consumer', update('123456', 'pending'))).toBe('200');
  });

  everyDoor(
    `the producer may remove a member that is ${status}, and not update it`,
    consumerIn(status),
    async (t) => {
      expect(await t.says('producer', update('123456', 'accepted'))).toBe(unauthorized('modify_member'));
      expect(await t.says('producer', add('123456'))).toBe(
        `409 Member 123456 is duplicated for image ${image}`,
      );
      expect(await t.says('producer', remove('123456'))).toBe('204');
    },
  );

  for (const next of ['pending', 'accepted', 'rejected'] as const) {
    everyDoor(
      `a consumer goes from ${status} to ${next}, and so does an administrator for it`,
      consumerIn(status),
      async (t) => {
        const replied = await t.send({ as: 'consumer', ...update('123456', next) });
        expect(replied.status).toBe(200);
        expect(replied.body).toMatchObject({ member_id: '123456', status: next });
        await t.send({ as: 'admin', ...update('123456', status) });
        expect(await t.says('admin', update('123456', next))).toBe('200');
        expect((await t.send({ as: 'producer', ...show('123456') })).body).toMatchObject({ status: next });
      },
    );
  }
}

everyDoor('a removed member is a stranger', { seed }, async (t) => {
  await t.send({ as: 'producer', ...remove('123456') });
  for (const call of [
    add('123456'),
    list(),
    show('123456'),
    update('123456', 'accepted'),
    remove('123456'),
  ]) {
    expect(await t.says('consumer', call)).toBe(noImage);
  }
});

const unshared: readonly (readonly [rule: string, call: Call, answer: string])[] = [
  ['takes no new member', add('7000001'), mayNot('create')],
  [
    'has no member list',
    list(),
    `403 Not allowed to list members for image ${image}: Only shared images have members.`,
  ],
  ['has no member to show', show('123456'), '404 Only shared images have members.'],
  ['has no member to update', update('123456', 'accepted'), mayNot('update')],
  ['has no member to remove', remove('123456'), mayNot('delete')],
];

const visibleTo: Readonly<Record<Exclude<Visibility, 'shared'>, readonly string[]>> = {
  private: ['producer', 'admin'],
  public: ['producer', 'admin', 'consumer', 'stranger'],
  community: ['producer', 'admin', 'consumer', 'stranger'],
};

for (const visibility of ['private', 'public', 'community'] as const) {
  for (const [rule, call, answer] of unshared) {
    for (const profile of ['glance', 'glance-legacy'] as const) {
      const world = { seed: cast({ visibility }), profile };
      everyDoor(`a ${visibility} image ${rule}, whoever asks (${profile})`, world, async (t) => {
        for (const who of ['producer', 'admin', 'consumer', 'stranger']) {
          const expected = visibleTo[visibility].includes(who) ? answer : noImage;
          expect(`${who}: ${await t.says(who, call)}`).toBe(`${who}: ${expected}`);
        }
      });
    }
  }

  everyDoor(
    `a ${visibility} image without members on record is treated no differently`,
    { seed: cast({ visibility, members: [] }) },
    async (t) => {
      for (const [, call, answer] of unshared) expect(await t.says('producer', call)).toBe(answer);
    },
  );
}

const everyCall = [add('7000001'), list(), show('123456'), update('123456', 'accepted'), remove('123456')];
const notVerified =
  '401 This server could not verify that you are authorized to access the document you requested. ' +
  'Either you supplied the wrong credentials (e.g., bad password), or your browser does not understand how to supply the credentials required.';

everyDoor('who sends no token is nobody', { seed }, async (t) => {
  for (const call of everyCall) expect(inShort(await t.send(call))).toBe(notVerified);
});

everyDoor('who sends a wrong token is nobody', { seed }, async (t) => {
  for (const call of everyCall)
    expect(inShort(await t.send({ ...call, token: 'nonsense' }))).toBe(notVerified);
});

everyDoor('who is nobody is told where to log in', { seed }, async (t) => {
  const { headers } = await t.send(list());
  expect(headers.get('www-authenticate')).toBe(`Keystone uri="${t.base}/identity"`);
  expect(headers.get('x-openstack-request-id')).toBeNull();
});
