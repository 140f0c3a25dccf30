/** Pages of an image list. Source: Cloud Images API v2 guide, List images; Paginated collections. */
import { expect } from 'vitest';
import type { SeedImage } from '../../src/world/seed.ts';
import { cast } from '../cast.ts';
import { everyDoor, type World } from '../doors.ts';
import { listed, pageOf } from './listed.ts';
import { cloudImages } from './sentences.ts';

const idAt = (place: number): string => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;

/** As many images of the producer, the first the oldest, all of them accepted by the consumer. */
function many(count: number): World {
  const some = Array.from({ length: count }, (_, place): SeedImage => {
    const created_at = new Date(Date.UTC(2013, 9, 1) + place * 60_000).toISOString().replace('.000', '');
    const members = [{ member: 'consumer', status: 'accepted' as const }];
    return {
      id: idAt(place),
      name: `image ${place}`,
      owner: 'producer',
      visibility: 'private',
      created_at,
      members,
    };
  });
  return cloudImages({ ...cast(), images: some });
}

for (const query of ['', '?limit=101', '?limit=1000']) {
  everyDoor(`a page has 100 images where more are asked for: "${query}"`, many(130), async (t) => {
    const page = await pageOf(t, 'producer', query);
    expect(page.images).toHaveLength(100);
    expect(page.images[0]?.id).toBe(idAt(129));
    const rest = await pageOf(t, 'producer', (page.next ?? '').replace('/v2/images', ''));
    expect(rest.images.map(({ id }) => id)).toEqual(Array.from({ length: 30 }, (_, at) => idAt(29 - at)));
    expect(rest.next).toBeUndefined();
  });
}

everyDoor(
  'as many images may be shared with a consumer as one likes (Cloud Images FAQ)',
  many(130),
  async (t) => {
    const first = await listed(t, 'consumer', '?visibility=shared');
    const second = await listed(t, 'consumer', `?visibility=shared&marker=${idAt(30)}`);
    expect(new Set([...first, ...second]).size).toBe(130);
  },
);

everyDoor('exactly 100 images are one page, whose next one is empty', many(100), async (t) => {
  const { images: page, next } = await pageOf(t, 'producer');
  expect([page.length, next]).toEqual([100, `/v2/images?marker=${idAt(0)}`]);
  expect(await listed(t, 'producer', `?marker=${idAt(0)}`)).toEqual([]);
});

everyDoor('limit and marker lead through the list, as the guide has it', many(5), async (t) => {
  const first = await pageOf(t, 'producer', '?limit=3');
  expect(first).toMatchObject({
    images: [{ name: 'image 4' }, { name: 'image 3' }, { name: 'image 2' }],
    first: '/v2/images?limit=3',
    next: `/v2/images?limit=3&marker=${idAt(2)}`,
    schema: '/v2/schemas/images',
  });
  expect(Object.keys(first).toSorted()).toEqual(['first', 'images', 'next', 'schema']);
  const second = await pageOf(t, 'producer', `?limit=3&marker=${idAt(2)}`);
  expect(second).toMatchObject({
    images: [{ name: 'image 1' }, { name: 'image 0' }],
    first: '/v2/images?limit=3',
    schema: '/v2/schemas/images',
  });
  expect(second.next).toBeUndefined();
});

everyDoor('the link to the next page keeps the query', many(5), async (t) => {
  const { first, next } = await pageOf(t, 'consumer', '?visibility=shared&sort_dir=asc&limit=2');
  expect(first).toBe('/v2/images?visibility=shared&sort_dir=asc&limit=2');
  expect(next).toBe(`/v2/images?visibility=shared&sort_dir=asc&limit=2&marker=${idAt(1)}`);
});

everyDoor('behind the last image there is an empty list', many(2), async (t) => {
  expect(await pageOf(t, 'producer', `?marker=${idAt(0)}`)).toEqual({
    images: [],
    first: '/v2/images',
    schema: '/v2/schemas/images',
  });
});

everyDoor('the schema is under the address that the list names', many(1), async (t) => {
  const { schema } = await pageOf(t, 'producer');
  expect((await t.send({ as: 'producer', path: schema })).body).toMatchObject({ name: 'images' });
});
