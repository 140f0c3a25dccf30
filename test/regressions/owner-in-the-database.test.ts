import { expect } from 'vitest';
import { images, list, set, showImage } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const capitals = {
  seed: {
    tenants: [
      { name: 'acme', id: 'abc' },
      { name: 'other', id: 'xyz' },
    ],
    users: [{ name: 'acme' }],
    images: [
      {
        name: 'a',
        owner: 'ABC',
        owner_verbatim: true,
        visibility: 'shared',
        members: [{ member: 'acme', status: 'accepted' }, { member: 'other' }],
      },
      { name: 'b', owner: 'ABC', owner_verbatim: true, visibility: 'private' },
    ],
  },
} as const;

everyDoor('an owner in other letters lists its image and all its members', capitals, async ({ send }) => {
  const { body } = await send({ as: 'acme', ...images('?sort=name:asc') });
  const [a, b] = (body as { images: { id: string; name: string }[] }).images;
  expect([a?.name, b?.name]).toEqual(['a', 'b']);
  const members = await send({ as: 'acme', ...list(a?.id) });
  expect(members.body).toMatchObject({ members: [{ member_id: 'abc' }, { member_id: 'xyz' }] });
});

everyDoor('an image given to nobody is everybody’s to see', { seed: cast() }, async ({ send }) => {
  expect((await send({ as: 'admin', ...set('owner', '') })).body).toMatchObject({ owner: '' });
  expect((await send({ as: 'stranger', ...showImage() })).body).toMatchObject({ owner: null });
});
