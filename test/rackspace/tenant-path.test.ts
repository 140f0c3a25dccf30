/**
 * The tenant in the path, as older clients put it there. Source: php-opencloud (its catalog's URL ends in
 * `/v2/123456`), rackerlabs/mimic. What is said to another tenant than the token's is documented nowhere.
 */
import { expect } from 'vitest';
import {
  action,
  add,
  createImage,
  deleteImage,
  download,
  image,
  images,
  list,
  remove,
  set,
  show,
  showImage,
  tag,
  update,
  upload,
} from '../calls.ts';
import { cast } from '../cast.ts';
import { type Call, everyDoor } from '../doors.ts';
import { pageOf } from './listed.ts';
import { cloudImages, nothingThere } from './sentences.ts';

/** Every operation, and what it answers to who may do it. */
const everyOperation: readonly (readonly [who: 'producer' | 'consumer', call: Call, status: number])[] = [
  ['producer', images('?name=shared%20image'), 200],
  ['producer', showImage(), 200],
  ['producer', add('7000001'), 200],
  ['producer', list(), 200],
  ['consumer', list(), 200],
  ['producer', show('123456'), 200],
  ['consumer', update('123456', 'accepted'), 200],
  ['producer', remove('123456'), 204],
  ['producer', tag('web'), 204],
  ['producer', tag('web', 'DELETE'), 204],
  ['producer', set('name', 'renamed'), 200],
  ['producer', download(), 200],
  ['producer', action('deactivate'), 204],
  ['producer', action('reactivate'), 204],
  [
    'producer',
    createImage({ id: 'e0000000-0000-4000-8000-000000000001', disk_format: 'raw', container_format: 'bare' }),
    201,
  ],
  ['producer', upload('new bytes', 'e0000000-0000-4000-8000-000000000001'), 204],
  ['producer', deleteImage(), 204],
  ...['image', 'images', 'member', 'members'].map(
    (name) => ['producer', { path: `/v2/schemas/${name}` }, 200] as const,
  ),
];

const tenants = { producer: '5000001', consumer: '123456' };

function under(tenant: string, call: Call): Call {
  return { ...call, path: call.path.replace(/^\/v2\//, `/v2/${tenant}/`) };
}

const world = cloudImages();

everyDoor('every operation works with the tenant of the token in the path', world, async (t) => {
  for (const [as, call, status] of everyOperation) {
    const reply = await t.send({ as, ...under(tenants[as], call) });
    expect([call.method, call.path, reply.status]).toEqual([call.method, call.path, status]);
  }
});

for (const [whose, tenant] of [
  ['of another account', '7000001'],
  ['of a member', '9876543'],
  ['that nobody knows', '999'],
] as const) {
  everyDoor(
    `no operation works with a tenant ${whose} in the path: 403, nothing changed`,
    world,
    async (t) => {
      const before = t.fake.world();
      for (const [as, call] of everyOperation)
        expect(await t.says(as, under(tenant, call))).toBe(
          `403 The tenant ${tenant} in the path is not the token's.`,
        );
      expect(t.fake.world()).toEqual(before);
    },
  );
}

everyDoor("a tenant in the path gives nobody another's rights", world, async (t) => {
  expect((await t.send({ as: 'stranger', ...under('5000001', remove('123456')) })).status).toBe(403);
  expect((await t.send({ as: 'stranger', ...under('7000001', remove('123456')) })).status).toBe(404);
  expect((await t.send(under('5000001', list()))).status).toBe(401);
});

everyDoor('answers name addresses without the tenant', world, async (t) => {
  const { status, body } = await t.send({ as: 'producer', ...under('5000001', showImage()) });
  expect(status).toBe(200);
  expect(body).toMatchObject({ self: `/v2/images/${image}`, schema: '/v2/schemas/image' });
  expect((await pageOf(t, 'producer')).first).toBe('/v2/images');
});

everyDoor('an unknown path with the tenant in it is unknown: 404', world, async (t) => {
  expect(await t.says('producer', { path: `/v2/5000001/images/${image}/nonsense` })).toBe(nothingThere);
  expect(await t.says('producer', { path: '/v2/5000001/nonsense' })).toBe(nothingThere);
});

// The guide's commands append `/v2/images` to an endpoint that may itself end in `/v2`; the page is wrong there.
everyDoor('/v2/v2/images is no address: 404', world, async (t) => {
  expect(await t.says('producer', { path: '/v2/v2/images' })).toBe(nothingThere);
  expect(await t.says('producer', { path: `/v2/v2/images/${image}/members` })).toBe(nothingThere);
});

for (const profile of ['glance', 'glance-legacy'] as const) {
  everyDoor(`${profile} has no tenant in its paths: 404`, { seed: cast(), profile }, async (t) => {
    for (const [as, call] of everyOperation) {
      const reply = await t.says(as, under(tenants[as], call));
      expect(reply).toBe(nothingThere);
    }
  });
}
