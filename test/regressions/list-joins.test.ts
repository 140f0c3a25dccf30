// Source: asked of Glance 25.1: MySQL joins 61 tables at most, one for each tag and each property besides the images'.
import { expect } from 'vitest';
import { images } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const world = { seed: cast() };

function repeated(count: number, parameter: (index: number) => string): string {
  return `?${Array.from({ length: count }, (_, index) => parameter(index)).join('&')}`;
}

everyDoor('a list takes 60 filters on properties and tags, and fails on more', world, async ({ send }) => {
  const status = async (query: string) => (await send({ as: 'producer', ...images(query) })).status;
  for (const parameter of [
    (index: number) => `p${index}=x`,
    (index: number) => `tag=t${index}`,
    () => 'tag=t',
    (index: number) => (index % 2 === 0 ? `p${index}=x` : `tag=t${index}`),
  ]) {
    expect(await status(repeated(60, parameter))).toBe(200);
    expect(await status(repeated(61, parameter))).toBe(500);
  }
  expect(await status(`?tags=${'a'.repeat(60)}`)).toBe(200);
  expect(await status(`?tags=${'a'.repeat(61)}`)).toBe(500);
});

everyDoor('filters on columns, and one filter again and again, join no tables', world, async ({ send }) => {
  const status = async (query: string) => (await send({ as: 'producer', ...images(query) })).status;
  expect(await status(repeated(700, () => 'p=x'))).toBe(200);
  expect(await status(`${repeated(60, (index) => `p${index}=x`)}&size_min=0&min_ram=0&status=active`)).toBe(
    200,
  );
});

everyDoor('a key that sorts once more decides nothing', world, async ({ send }) => {
  const names = async (query: string) => {
    const { body } = await send({ as: 'admin', ...images(query) });
    return (body as { images: { name: string }[] }).images.map(({ name }) => name);
  };
  for (const name of ['b', 'a', 'c'])
    await send({ as: 'producer', method: 'POST', path: '/v2/images', body: { name } });
  expect(await names('?sort=name:asc,name:desc')).toEqual(['a', 'b', 'c', 'shared image']);
  expect(await names(`?sort=${'name:desc,'.repeat(500)}name:asc`)).toEqual(['shared image', 'c', 'b', 'a']);
});
