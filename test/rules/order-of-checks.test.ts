import { expect } from 'vitest';
import { add, deleteImage, image, list, noImage, remove, show, showImage, update } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';
import { inShort } from '../doors/teller.ts';

const world = { seed: cast() };
const privately = { seed: cast({ visibility: 'private' }) };
const notVerified = /^401 This server could not verify/;
const notFound = '404 The resource could not be found.';

const beside = everyDoor.except('msw', 'such paths are not of the cloud alone');

everyDoor('OPTIONS comes before the token, and before the route', world, async (t) => {
  for (const path of ['/v2/images', list().path, '/v2/nothing', '/']) {
    const { status, text } = await t.send({ method: 'OPTIONS', path });
    expect([status, text]).toEqual([200, '']);
  }
});

beside('OPTIONS comes before the version', world, async (t) => {
  const { status, text } = await t.send({ method: 'OPTIONS', path: '/nothing' });
  expect([status, text]).toEqual([200, '']);
});

beside('the version in the URL comes before the token', world, async (t) => {
  for (const path of ['/', '/foo', '/v1/images', '/v3/images', '/images']) {
    expect((await t.send({ path })).status).toBe(300);
  }
});

everyDoor('the token comes before the route and before the method', world, async (t) => {
  for (const token of [undefined, 'nonsense']) {
    const who = token === undefined ? {} : { token };
    expect(inShort(await t.send({ ...who, path: '/v2/nothing' }))).toMatch(notVerified);
    expect(inShort(await t.send({ ...who, method: 'PATCH', path: list().path }))).toMatch(notVerified);
    expect(inShort(await t.send({ ...who, method: 'POST', path: list().path, body: '{' }))).toMatch(
      notVerified,
    );
    expect(inShort(await t.send({ ...who, ...list(noImage) }))).toMatch(notVerified);
  }
});

everyDoor('the method comes before the body and before the image', world, async (t) => {
  const asked = { method: 'PATCH', path: list(noImage).path, body: '{' };
  expect(await t.says('stranger', asked)).toBe('405 The method PATCH is not allowed for this resource.');
});

everyDoor(
  'the body comes before the image: a missing one, one of others, a private one',
  world,
  async (t) => {
    for (const who of ['producer', 'consumer', 'second-consumer', 'stranger', 'admin']) {
      const empty = { method: 'POST', path: list(noImage).path, body: {} };
      expect(await t.says(who, empty)).toBe('400 Member to be added not specified');
      expect(await t.says(who, add('', image))).toBe("400 Member can't be empty");
      const statusless = { method: 'PUT', path: show('123456', noImage).path, body: {} };
      expect(await t.says(who, statusless)).toBe('400 Status not specified');
    }
  },
);

everyDoor('the body comes before the visibility of the image', privately, async (t) => {
  for (const who of ['producer', 'consumer', 'stranger', 'admin']) {
    const empty = { method: 'POST', path: list().path, body: {} };
    expect(await t.says(who, empty)).toBe('400 Member to be added not specified');
  }
});

everyDoor.except('msw', 'fetch sends no body with GET')(
  'a body where none belongs comes before the image',
  world,
  async (t) => {
    const asked = { path: list(noImage).path, body: '{}' };
    expect(await t.says('stranger', asked)).toBe('400 A body is not expected with this request.');
  },
);

everyDoor('a DELETE with a body is refused before the image is looked up', world, async (t) => {
  const asked = { ...remove('123456', noImage), body: '{}' };
  expect(await t.says('stranger', asked)).toBe('400 A body is not expected with this request.');
});

everyDoor('the image comes before its members, for administrators too', world, async (t) => {
  for (const who of ['producer', 'consumer', 'stranger', 'admin']) {
    for (const call of [
      add('x', noImage),
      list(noImage),
      show('x', noImage),
      update('x', 'y', noImage),
      remove('x', noImage),
    ]) {
      expect(await t.says(who, call)).toBe(`404 Image ${noImage} not found.`);
    }
  }
});

everyDoor('an image id need not be a UUID to be looked up', world, async (t) => {
  expect(await t.says('producer', list('not-a-uuid'))).toBe('404 Image not-a-uuid not found.');
  expect(await t.says('producer', show('x', '1'))).toBe('404 Image 1 not found.');
  expect(await t.says('producer', add('x', `%7B${image}%7D`))).toBe(`404 Image {${image}} not found.`);
  expect(await t.says('producer', showImage('not-a-uuid'))).toBe('404 No image found with ID not-a-uuid');
});

everyDoor('the visibility comes before the member, the duplicate and the status', privately, async (t) => {
  const mayNot = (verb: string): string => `403 Not allowed to ${verb} members for image ${image}.`;
  for (const who of ['producer', 'admin']) {
    expect(await t.says(who, add('123456'))).toBe(mayNot('create'));
    expect(await t.says(who, update('nobody', 'accepted'))).toBe(mayNot('update'));
    expect(await t.says(who, update('123456', 'nonsense'))).toBe(mayNot('update'));
    expect(await t.says(who, remove('nobody'))).toBe(mayNot('delete'));
    expect(await t.says(who, show('nobody'))).toBe('404 Only shared images have members.');
  }
});

everyDoor('the member comes before the policy', world, async (t) => {
  const nobody = `404 nobody not found in the member list of the image ${image}.`;
  expect(await t.says('producer', update('nobody', 'accepted'))).toBe(nobody);
  expect(await t.says('consumer', remove('nobody'))).toBe(nobody);
});

everyDoor('the policy comes before the duplicate', world, async (t) => {
  expect(await t.says('consumer', add('9876543'))).toBe(
    '403 You are not authorized to complete add_member action.',
  );
});

everyDoor('the value of the status comes last', world, async (t) => {
  const nonsense = update('123456', 'nonsense');
  expect(await t.says('stranger', nonsense)).toBe(`404 Image ${image} not found.`);
  expect(await t.says('second-consumer', nonsense)).toBe(
    `404 123456 not found in the member list of the image ${image}.`,
  );
  expect(await t.says('producer', nonsense)).toBe(
    '403 You are not authorized to complete modify_member action.',
  );
  for (const who of ['consumer', 'admin']) {
    expect(await t.says(who, nonsense)).toBe(
      '400 Incorrect request: Status must be "pending", "accepted" or "rejected".',
    );
    expect(await t.says(who, update('nobody', 'nonsense'))).toBe(
      `404 nobody not found in the member list of the image ${image}.`,
    );
  }
});

everyDoor(
  'by the old policies ownership comes before the member',
  { ...world, profile: 'glance-legacy' },
  async (t) => {
    expect(await t.says('producer', update('nobody', 'nonsense'))).toBe(
      `403 Not allowed to update members for image ${image}.`,
    );
    expect(await t.says('consumer', remove('nobody'))).toBe(
      `403 Not allowed to delete members for image ${image}.`,
    );
  },
);

everyDoor('the quota comes before the duplicate', { ...world, membersPerImage: 2 }, async (t) => {
  expect(await t.says('producer', add('123456'))).toMatch(/^413 Image member limit exceeded/);
});

everyDoor('a deleted image is no image for anybody', world, async (t) => {
  expect(await t.says('producer', deleteImage())).toBe('204');
  for (const who of ['producer', 'consumer', 'stranger', 'admin']) {
    expect(await t.says(who, list())).toBe(`404 Image ${image} not found.`);
    expect(await t.says(who, add('x'))).toBe(`404 Image ${image} not found.`);
    expect(await t.says(who, showImage())).toBe(`404 No image found with ID ${image}`);
  }
});

everyDoor('a refused request changes nothing', world, async (t) => {
  const before = t.fake.world();
  await t.says('consumer', add('7000001'));
  await t.says('producer', update('123456', 'accepted'));
  await t.says('consumer', update('123456', 'nonsense'));
  await t.says('consumer', remove('123456'));
  await t.says('producer', add('123456'));
  await t.says('stranger', add('7000001'));
  expect(t.fake.world()).toEqual(before);
});

everyDoor('an unknown route is 404 for whoever has a token', world, async (t) => {
  for (const who of ['producer', 'stranger', 'admin']) {
    expect(await t.says(who, { path: '/v2/nothing' })).toBe(notFound);
    expect(await t.says(who, { method: 'POST', path: `${list().path}/x/y`, body: '{' })).toBe(notFound);
  }
});
