// Source: RULES.md §1 (the quota is 413, before the duplicate) and §7.10.
import { expect } from 'vitest';
import { readSeedFile } from '../../src/seed-file.ts';
import { add, image, list, remove, update } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const full = { seed: readSeedFile('quota') };
const exceeded = (attempted: number, maximum: number): string =>
  `413 Image member limit exceeded for image ${image}: The limit has been exceeded on the number of allowed image members ` +
  `for this image. Attempted: ${attempted}, Maximum: ${maximum}:`;

everyDoor('an image has up to 128 members', full, async (t) => {
  expect(await t.says('producer', add('one more'))).toBe(exceeded(129, 128));
  expect((await t.send({ as: 'producer', ...list() })).body).toMatchObject({ members: { length: 128 } });
});

everyDoor(
  'at the quota a duplicate, and an id that is too long, are over it all the same',
  full,
  async (t) => {
    expect(await t.says('producer', add('123456'))).toBe(exceeded(129, 128));
    expect(await t.says('producer', add('x'.repeat(300)))).toBe(exceeded(129, 128));
  },
);

everyDoor('at the quota the body and who asks come first', full, async (t) => {
  expect(await t.says('producer', add(''))).toBe("400 Member can't be empty");
  expect(await t.says('second-consumer', add('x'))).toBe(`404 Image ${image} not found.`);
});

everyDoor('at the quota members are updated like anywhere', full, async (t) => {
  expect(await t.says('consumer', update('123456', 'rejected'))).toBe('200');
});

everyDoor('a removal leaves room for one', full, async (t) => {
  expect(await t.says('producer', remove('2000002'))).toBe('204');
  expect(await t.says('producer', add('9876543'))).toBe('200');
  expect(await t.says('producer', add('one more'))).toBe(exceeded(129, 128));
});

everyDoor('the 413 has the title of its time', full, async (t) => {
  const { body } = await t.send({ as: 'producer', ...add('one more') });
  expect(body).toMatchObject({ code: '413 Request Entity Too Large', title: 'Request Entity Too Large' });
});

everyDoor('the quota can be set', { seed: cast(), membersPerImage: 2 }, async (t) => {
  expect(await t.says('producer', add('x'))).toBe(exceeded(3, 2));
  expect(await t.says('admin', add('x'))).toBe(exceeded(3, 2));
});
