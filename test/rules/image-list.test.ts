// Source: RULES.md §4, the list of images and its filters.
import { expect } from 'vitest';
import type { SeedImage } from '../../src/world/seed.ts';
import { image, images } from '../calls.ts';
import { cast, tenants } from '../cast.ts';
import { everyDoor, type Told } from '../doors.ts';

const accepted = [{ member: 'consumer', status: 'accepted' as const }];

/** Images by the hour in which they were made. */
const made: readonly Omit<SeedImage, 'owner'>[] = [
  { name: 'pending', members: [{ member: 'consumer' }] },
  { name: 'accepted', members: accepted },
  { name: 'rejected', members: [{ member: 'consumer', status: 'rejected' }] },
  { name: 'without members' },
  { name: 'private', visibility: 'private', members: accepted },
  { name: 'community', visibility: 'community' },
  { name: 'public', visibility: 'public', data: 'public', disk_format: 'qcow2' },
  { name: 'hidden', os_hidden: true, members: accepted },
];
const own: readonly Omit<SeedImage, 'owner'>[] = [
  { name: 'own private', visibility: 'private', protected: true },
  { name: 'own shared', properties: { colour: 'red' }, tags: ['a', 'b'] },
  { name: 'own community', visibility: 'community' },
];

const idAt = (place: number): string => image.replace(/01$/, String(place).padStart(2, '0'));
const all: readonly SeedImage[] = [
  ...made.map((each) => ({ ...each, owner: 'producer' })),
  ...own.map((each) => ({ ...each, owner: 'consumer' })),
].map((each, place) => ({
  ...each,
  id: idAt(place + 1),
  created_at: `2013-10-07T${String(place + 1).padStart(2, '0')}:00:00Z`,
}));

const world = { seed: { ...cast(), images: all } };

interface Page {
  readonly images: readonly { readonly name: string; readonly id: string }[];
  readonly first: string;
  readonly next?: string;
}

async function page(t: Told, as: string, query = ''): Promise<Page> {
  const { status, body } = await t.send({ as, ...images(query) });
  expect(status).toBe(200);
  return body as Page;
}

const ownOnes = ['own community', 'own shared', 'own private'];

/** Who asks, with which query, and the names in the answer, newest first. */
const lists: readonly (readonly [rule: string, who: string, query: string, names: readonly string[]])[] = [
  [
    'the list has own images, public ones, and accepted ones, the newest first',
    'consumer',
    '',
    [...ownOnes, 'public', 'accepted'],
  ],
  ['a stranger lists public images', 'stranger', '', ['public']],
  [
    'the producer lists all of its own but the hidden ones',
    'producer',
    '',
    ['public', 'community', 'private', 'without members', 'rejected', 'accepted', 'pending'],
  ],

  [
    'member_status=accepted is the default',
    'consumer',
    '?member_status=accepted',
    [...ownOnes, 'public', 'accepted'],
  ],
  [
    'member_status=pending brings pending ones in place of accepted ones',
    'consumer',
    '?member_status=pending',
    [...ownOnes, 'public', 'pending'],
  ],
  [
    'member_status=rejected brings rejected ones',
    'consumer',
    '?member_status=rejected',
    [...ownOnes, 'public', 'rejected'],
  ],
  [
    'member_status=all brings all three',
    'consumer',
    '?member_status=all',
    [...ownOnes, 'public', 'rejected', 'accepted', 'pending'],
  ],
  [
    'member_status given twice asks for an image property, which no image has',
    'consumer',
    '?member_status=pending&member_status=accepted',
    [],
  ],

  [
    'visibility=shared lists own shared images and those shared with the caller',
    'consumer',
    '?visibility=shared',
    ['own shared', 'accepted'],
  ],
  [
    'visibility=shared and member_status go together',
    'consumer',
    '?visibility=shared&member_status=all',
    ['own shared', 'rejected', 'accepted', 'pending'],
  ],
  [
    'visibility=shared lists own images without members',
    'producer',
    '?visibility=shared',
    ['without members', 'rejected', 'accepted', 'pending'],
  ],
  ['visibility=private lists own private images', 'consumer', '?visibility=private', ['own private']],
  ['visibility=public lists public images', 'consumer', '?visibility=public', ['public']],
  [
    'visibility=community lists the community images of all',
    'consumer',
    '?visibility=community',
    ['own community', 'community'],
  ],
  [
    'visibility=all brings the community images of others',
    'consumer',
    '?visibility=all',
    ['own community', 'own shared', 'own private', 'public', 'community', 'accepted'],
  ],
  ['an empty visibility is one that no image has', 'consumer', '?visibility=', []],

  ['owner is a filter on top', 'consumer', `?owner=${tenants.producer}`, ['public', 'accepted']],
  ['an owner is no way to what one may not see', 'stranger', `?owner=${tenants.producer}`, ['public']],
  ['hidden images have to be asked for', 'consumer', '?os_hidden=true', ['hidden']],
  ['hidden may be asked for in any case', 'producer', '?os_hidden=TRUE', ['hidden']],
  ['os_hidden=false is the default', 'stranger', '?os_hidden=False', ['public']],
  ['protected=true lists protected images', 'consumer', '?protected=true', ['own private']],

  ['a name is compared', 'consumer', '?name=public', ['public']],
  ['a name is compared without case and accents', 'consumer', '?name=P%C3%9BBLIC', ['public']],
  ['in: gives several names', 'consumer', '?name=in:public,accepted', ['public', 'accepted']],
  ['eq: gives one', 'consumer', '?name=eq:public', ['public']],
  ['status is a filter', 'consumer', '?status=active', ['public']],
  ['disk_format is a filter', 'consumer', '?disk_format=qcow2', ['public']],
  ['an id is a filter', 'consumer', `?id=${idAt(7)}`, ['public']],
  ['a tag is a filter', 'consumer', '?tag=a', ['own shared']],
  ['two tags have to be there both', 'consumer', '?tag=a&tag=c', []],
  ['any other parameter is a filter on an image property', 'consumer', '?colour=red', ['own shared']],
  ['a parameter that is no property empties the list', 'consumer', '?unknown=1', []],
  ['member is no parameter', 'consumer', `?member=${tenants.consumer}`, []],
  ['is_public is no parameter', 'consumer', '?is_public=true', []],

  [
    'sort=name:asc',
    'consumer',
    '?sort=name:asc',
    ['accepted', 'own community', 'own private', 'own shared', 'public'],
  ],
  [
    'sort=name is descending',
    'consumer',
    '?sort=name',
    ['public', 'own shared', 'own private', 'own community', 'accepted'],
  ],
  [
    'sort_key and sort_dir',
    'consumer',
    '?sort_key=name&sort_dir=asc',
    ['accepted', 'own community', 'own private', 'own shared', 'public'],
  ],
  [
    'sort_dir alone',
    'consumer',
    '?sort_dir=asc',
    ['accepted', 'public', 'own private', 'own shared', 'own community'],
  ],
  [
    'nothing comes before something, ascending',
    'consumer',
    '?sort=disk_format:asc,name:asc',
    ['accepted', 'own community', 'own private', 'own shared', 'public'],
  ],
  [
    'several keys, each with a direction',
    'consumer',
    '?sort=status:desc,created_at:asc',
    ['accepted', 'own private', 'own shared', 'own community', 'public'],
  ],

  [
    'an administrator lists all but hidden images and the community images of others',
    'admin',
    '',
    [...ownOnes.slice(1), 'public', 'private', 'without members', 'rejected', 'accepted', 'pending'],
  ],
  [
    'member_status does nothing for an administrator',
    'admin',
    '?member_status=rejected',
    [...ownOnes.slice(1), 'public', 'private', 'without members', 'rejected', 'accepted', 'pending'],
  ],
  [
    'visibility=community lists them for an administrator',
    'admin',
    '?visibility=community',
    ['own community', 'community'],
  ],
];

for (const [rule, who, query, names] of lists) {
  everyDoor(rule, world, async (t) => {
    expect((await page(t, who, query)).images.map(({ name }) => name)).toEqual(names);
  });
}

const keys = 'name, status, container_format, disk_format, size, id, created_at, updated_at';
const refusals: readonly (readonly [query: string, answer: string])[] = [
  ['?member_status=nonsense', '400 Invalid status: nonsense'],
  ['?member_status=Accepted', '400 Invalid status: Accepted'],
  ['?member_status=', '400 Invalid status:'],
  ['?visibility=nonsense', '400 Invalid visibility value: nonsense'],
  ['?visibility=Shared', '400 Invalid visibility value: Shared'],
  ['?protected=True', "400 Invalid value 'True' for 'protected' filter. Valid values are 'true' or 'false'."],
  ['?os_hidden=x', "400 Invalid value 'x' for 'os_hidden' filter. Valid values are 'true' or 'false'."],
  ['?name=neq:x', "400 Unable to filter by unknown operator 'neq'."],
  ['?size_min=x', '400 Unable to filter on a range with a non-numeric value.'],
  ['?limit=', '400 limit param must be an integer'],
  ['?limit=x', '400 limit param must be an integer'],
  ['?limit=1.5', '400 limit param must be an integer'],
  ['?limit=-1', '400 limit param must be positive'],
  ['?marker=nope', '400 No image found with ID nope'],
  ['?sort=nope', `400 Invalid sort key: nope. It must be one of the following: ${keys}.`],
  ['?sort_key=nope', `400 Invalid sort key: nope. It must be one of the following: ${keys}.`],
  ['?sort=name:up', '400 Invalid sort direction: up'],
  ['?sort_dir=up', '400 Invalid sort direction: up'],
  ['?sort=name&sort_key=name', '400 Old and new sorting syntax cannot be combined'],
  ['?sort=name&sort_dir=asc', '400 Old and new sorting syntax cannot be combined'],
];
for (const [query, answer] of refusals) {
  everyDoor(`${query} is refused: ${answer.slice(4)}`, world, async (t) => {
    expect(await t.says('consumer', images(query))).toBe(answer);
    expect(await t.says('admin', images(query))).toBe(answer);
  });
}

everyDoor(
  'pages follow each other by their markers, and a full one has a next one even where nothing follows',
  world,
  async (t) => {
    const first = await page(t, 'consumer', '?limit=3');
    expect(first.images.map(({ name }) => name)).toEqual(ownOnes);
    expect([first.first, first.next]).toEqual(['/v2/images?limit=3', `/v2/images?limit=3&marker=${idAt(9)}`]);
    const second = await page(t, 'consumer', first.next?.slice('/v2/images'.length));
    expect(second.images.map(({ name }) => name)).toEqual(['public', 'accepted']);
    expect([second.first, second.next]).toEqual(['/v2/images?limit=3', undefined]);
    const exact = await page(t, 'consumer', '?limit=5');
    expect(exact.next).toBe(`/v2/images?limit=5&marker=${idAt(2)}`);
    expect((await page(t, 'consumer', exact.next?.slice('/v2/images'.length))).images).toEqual([]);
  },
);

everyDoor('a page of no images has no next one', world, async (t) => {
  expect(await page(t, 'consumer', '?limit=0')).toEqual({
    images: [],
    first: '/v2/images?limit=0',
    schema: '/v2/schemas/images',
  });
});

everyDoor('a page has 25 images where no limit is given', { seed: many(30) }, async (t) => {
  const { images: listed, first, next } = await page(t, 'producer');
  expect([listed.length, first]).toEqual([25, '/v2/images']);
  expect(next).toBe(`/v2/images?marker=${listed[24]?.id}`);
});

function many(count: number): ReturnType<typeof cast> {
  return {
    ...cast(),
    images: Array.from({ length: count }, (_, place) => ({ owner: 'producer', name: `image ${place}` })),
  };
}

everyDoor('links repeat the query, encoded anew', world, async (t) => {
  const { first, next } = await page(t, 'consumer', '?sort=name:asc,id:desc&limit=1');
  expect(first).toBe('/v2/images?sort=name%3Aasc%2Cid%3Adesc&limit=1');
  expect(next).toBe(`/v2/images?sort=name%3Aasc%2Cid%3Adesc&limit=1&marker=${idAt(2)}`);
  expect((await page(t, 'consumer', '?name=a%20b%26c&limit=1&limit=2')).first).toBe(
    '/v2/images?name=a+b%26c&limit=2',
  );
});

everyDoor('a marker that the caller may not see is refused', world, async (t) => {
  expect(await t.says('stranger', images(`?marker=${idAt(5)}`))).toBe(
    `403 Forbidding request, image ${idAt(5)} not visible`,
  );
});

everyDoor.except('msw', 'fetch sends no body with GET')(
  'a body with the image list is ignored',
  world,
  async (t) => {
    expect(await t.says('consumer', { ...images(), body: 'nonsense' })).toBe('200');
  },
);

everyDoor(
  'images of the same second are told apart by their ids, the greater first',
  { seed: sameSecond() },
  async (t) => {
    expect((await page(t, 'producer')).images.map(({ id }) => id)).toEqual([idAt(3), idAt(2), idAt(1)]);
    expect((await page(t, 'producer', '?sort_dir=asc')).images.map(({ id }) => id)).toEqual([
      idAt(1),
      idAt(2),
      idAt(3),
    ]);
  },
);

function sameSecond(): ReturnType<typeof cast> {
  const created_at = '2013-10-07T17:00:00Z';
  return {
    ...cast(),
    images: [2, 3, 1].map((place) => ({ id: idAt(place), owner: 'producer', created_at })),
  };
}
