import { expect } from 'vitest';
import { mirrorOf } from '../../src/data.ts';
import { everyDoor } from '../doors.ts';

everyDoor('what comes through a door is in the mirror with the reply', {}, async ({ fake, send }) => {
  const mirror = mirrorOf(fake);
  const [image] = mirror.images.all();
  await send({
    as: 'producer',
    method: 'POST',
    path: `/v2/images/${image?.id}/members`,
    body: { member: 'new' },
  });
  expect(mirror.members.findFirst((q) => q.where({ member: 'new' }))).toMatchObject({
    image: image?.id,
    status: 'pending',
  });
});

everyDoor('a reset through the control plane is in the mirror with the reply', {}, async ({ fake, send }) => {
  const mirror = mirrorOf(fake);
  const [image] = mirror.images.all();
  fake.as('producer').members.create(image?.id ?? '', 'new');
  await send({ method: 'POST', path: '/_fake/reset', headers: { 'content-type': 'application/json' } });
  expect(mirror.members.all()).toMatchObject([{ member: '9876543', status: 'accepted' }]);
});
