import { expect } from 'vitest';
import { createImage, image, set, showImage, tag } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const world = { seed: cast() };
const unauthorized = (policy: string): string => `403 You are not authorized to complete ${policy} action.`;

everyDoor('the producer tags an image, once and more than once', world, async (t) => {
  expect(await t.says('producer', tag('x'))).toBe('204');
  expect(await t.says('producer', tag('x'))).toBe('204');
  expect(await t.says('admin', tag('a%20b'))).toBe('204');
  const { body } = await t.send({ as: 'consumer', ...showImage() });
  expect((body as { tags: string[] }).tags.toSorted()).toEqual(['a b', 'x']);
});

everyDoor('a tag that is not there is not removed', world, async (t) => {
  expect(await t.says('producer', tag('x', 'DELETE'))).toBe('404 The resource could not be found.');
  await t.send({ as: 'producer', ...tag('x') });
  expect(await t.says('producer', tag('x', 'DELETE'))).toBe('204');
});

everyDoor('others do not tag an image', world, async (t) => {
  for (const method of ['PUT', 'DELETE'] as const) {
    expect(await t.says('consumer', tag('x', method))).toBe(unauthorized('modify_image'));
    expect(await t.says('stranger', tag('x', method))).toBe(`404 Image ${image} not found.`);
  }
});

everyDoor('a tag has up to 255 characters, and its request no body', world, async (t) => {
  expect(await t.says('producer', tag('y'.repeat(255)))).toBe('204');
  expect(await t.says('producer', tag('z'.repeat(256)))).toMatch(
    /^400 Provided object does not match schema 'image': 'z{256}' is too long/,
  );
  expect(await t.says('producer', { ...tag('b'), body: 'x' })).toBe(
    '400 A body is not expected with this request.',
  );
  expect(await t.says('producer', tag('a%2Fb'))).toBe('404 The resource could not be found.');
});

everyDoor('repeated tags count until they are stored', world, async (t) => {
  const tooMany =
    '413 The limit has been exceeded on the number of allowed image tags. Attempted: 129, Maximum: 128';
  const tags = (count: number): string[] => Array.from({ length: count }, () => 't');
  expect(await t.says('producer', set('tags', tags(129)))).toBe(tooMany);
  expect(await t.says('producer', createImage({ tags: tags(129) }))).toBe(tooMany);
  const { body } = await t.send({ as: 'producer', ...set('tags', tags(128)) });
  expect((body as { tags: string[] }).tags).toEqual(['t']);
});
