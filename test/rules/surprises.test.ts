// Source: RULES.md §7, the short list.
import { expect } from 'vitest';
import type { Seed } from '../../src/world/seed.ts';
import { add, download, image, images, list, remove, set, show, showImage, update } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const world = { seed: cast({ members: [] }) };
const noImage = `404 No image found with ID ${image}`;

everyDoor(
  'the producer may be a member of its own image, and only an administrator accepts for it',
  world,
  async (t) => {
    expect(await t.says('producer', add('5000001'))).toBe('200');
    expect(await t.says('producer', add('5000001'))).toBe(
      `409 Member 5000001 is duplicated for image ${image}`,
    );
    expect(await t.says('producer', update('5000001', 'accepted'))).toBe(
      '403 You are not authorized to complete modify_member action.',
    );
    expect(await t.says('admin', update('5000001', 'accepted'))).toBe('200');
    expect(await t.says('producer', remove('5000001'))).toBe('204');
  },
);

everyDoor('the name of a tenant is not its id: who is added by name sees nothing', world, async (t) => {
  expect((await t.send({ as: 'producer', ...add('consumer') })).body).toMatchObject({
    member_id: 'consumer',
  });
  expect(await t.says('consumer', showImage())).toBe(noImage);
  expect(await t.says('consumer', list())).toBe(`404 Image ${image} not found.`);
});

const alike: readonly (readonly [stored: string, sent: string])[] = [
  ['MixedCase', 'mixedcase'],
  ['MixedCase', 'MIXEDCASE'],
  ['MixedCase', 'MixedCase '],
  ['accent', 'áccent'],
];
for (const [stored, sent] of alike) {
  everyDoor(`to the database "${sent}" is "${stored}"`, world, async (t) => {
    expect(await t.says('producer', add(stored))).toBe('200');
    expect(await t.says('producer', add(sent))).toBe(`409 Member ${sent} is duplicated for image ${image}`);
  });
}

everyDoor('a member is found in any case, and answered as it was stored', world, async (t) => {
  await t.send({ as: 'producer', ...add('MixedCase') });
  expect((await t.send({ as: 'producer', ...show('mixedcase') })).body).toMatchObject({
    member_id: 'MixedCase',
  });
});

everyDoor('a space in front makes another member', world, async (t) => {
  await t.send({ as: 'producer', ...add('MixedCase') });
  expect(await t.says('producer', add(' MixedCase'))).toBe('200');
});

const id = 'abcdef0123456789abcdef0123456789';
const withHex: Seed = {
  ...cast({ members: [] }),
  tenants: [...cast().tenants, { name: 'hexadecimal', id }],
  users: [...(cast().users ?? []), { name: 'hexadecimal' }],
};
everyDoor('a tenant that was added in upper case is a member', { seed: withHex }, async (t) => {
  await t.send({ as: 'producer', ...add(id.toUpperCase()) });
  expect(await t.says('hexadecimal', showImage())).toBe('200');
  expect((await t.send({ as: 'hexadecimal', ...show(id) })).body).toMatchObject({
    member_id: id.toUpperCase(),
  });
  expect((await t.send({ as: 'hexadecimal', ...update(id, 'accepted') })).body).toMatchObject({
    status: 'accepted',
  });
  expect((await t.send({ as: 'hexadecimal', ...images() })).body).toMatchObject({ images: [{ id: image }] });
});

everyDoor(
  're-adding a removed member in another case keeps the place and the name of the first time',
  world,
  async (t) => {
    await t.send({ as: 'producer', ...add('First') });
    await t.send({ as: 'producer', ...add('second') });
    await t.send({ as: 'producer', ...remove('First') });
    await t.send({ as: 'producer', ...add('First') });
    const { members } = (await t.send({ as: 'producer', ...list() })).body as {
      members: { member_id: string }[];
    };
    expect(members.map(({ member_id }) => member_id)).toEqual(['First', 'second']);
  },
);

everyDoor(
  'what "openstack image set --accept --project" does: accept, and then make the project the owner',
  { seed: cast() },
  async (t) => {
    expect(await t.says('admin', update('123456', 'accepted'))).toBe('200');
    expect((await t.send({ as: 'admin', ...set('owner', '123456') })).body).toMatchObject({
      owner: '123456',
    });
    expect(await t.says('producer', showImage())).toBe(noImage);
    expect(await t.says('consumer', list())).toBe('200');
  },
);

everyDoor(
  'an image that nobody owns is seen by everybody',
  { seed: cast({ owner: null, members: [] }) },
  async (t) => {
    for (const who of ['producer', 'consumer', 'stranger', 'admin']) {
      expect(await t.says(who, showImage())).toBe('200');
      expect(await t.says(who, download())).toBe('200');
    }
  },
);

everyDoor('removing who is no member is 404, and adding twice is 409', { seed: cast() }, async (t) => {
  expect(await t.says('producer', remove('7000001'))).toBe(
    `404 7000001 not found in the member list of the image ${image}.`,
  );
  expect(await t.says('producer', remove('123456'))).toBe('204');
  expect(await t.says('producer', remove('123456'))).toBe(
    `404 123456 not found in the member list of the image ${image}.`,
  );
});
