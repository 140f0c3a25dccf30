/** What the Cloud Images API v2 guide documents is not unproven; and of Glance's rules nothing is. */
import { expect, it } from 'vitest';
import { createFake } from '../../src/world/fake.ts';
import { add, deleteImage, images, list, remove, set, show, showImage, tag, update } from '../calls.ts';
import { cast } from '../cast.ts';
import { type Call, everyDoor } from '../doors.ts';
import { cloudImages, overheard } from './sentences.ts';

/** A life of an image, every answer of it documented. */
const documented: readonly (readonly [as: string, call: Call, status: number])[] = [
  ['producer', images(), 200],
  ['producer', showImage(), 200],
  ['producer', add('7000001'), 200],
  ['producer', list(), 200],
  ['producer', show('7000001'), 200],
  ['stranger', update('7000001', 'accepted'), 200],
  ['stranger', images('?visibility=shared'), 200],
  ['stranger', showImage(), 200],
  ['producer', remove('7000001'), 204],
  ['producer', set('name', 'renamed'), 200],
  ['producer', tag('web'), 204],
  ['producer', { path: '/v2/schemas/member' }, 200],
  ['producer', { path: '/v2/5000001/images' }, 200],
  ['producer', deleteImage(), 204],
];

const { world, heard } = overheard(cloudImages());

everyDoor('what is documented is not unproven', world, async (t) => {
  heard.length = 0;
  for (const [as, call, status] of documented) expect((await t.send({ as, ...call })).status).toBe(status);
  expect(heard.map(({ trace }) => trace.unproven)).toEqual(documented.map(() => []));
});

for (const profile of ['glance', 'glance-legacy'] as const) {
  const glance = overheard({ seed: cast(), profile, requestsPerMinute: 11 });

  everyDoor(
    `nothing is unproven with the rules of ${profile}, whatever is asked`,
    glance.world,
    async (t) => {
      glance.heard.length = 0;
      const asked: readonly (readonly [as: string, call: Call, status: number])[] = [
        ['producer', add('123456'), 409],
        ['producer', remove('123456'), 204],
        ['producer', add('123456'), 200],
        ['producer', add('acme'), 200],
        ['producer', add('1'.repeat(256)), 500],
        ['producer', add('5000001'), 200],
        ['producer', update('123456', 'accepted'), 403],
        ['consumer', add('7000001'), 403],
        ['stranger', list(), 404],
        ['producer', set('com.rackspace.a', 'b'), 200],
        ['producer', { path: '/v2/123456/images' }, 404],
        ['producer', set('visibility', 'private'), 200],
        ['producer', list(), 403],
        ['producer', list(), 413],
      ];
      for (const [as, call, status] of asked) expect((await t.send({ as, ...call })).status).toBe(status);
      expect(glance.heard.map(({ trace }) => trace.unproven)).toEqual(asked.map(() => []));
    },
  );
}

it('answers that ask for no token are not unproven', () => {
  const told: unknown[] = [];
  const fake = createFake({ profile: 'rackspace', onExchange: ({ trace }) => told.push(trace.unproven) });
  const body = new Uint8Array();
  for (const target of ['/', '/versions', '/healthcheck'])
    fake.exchange({ method: 'GET', target, base: 'http://cloud.test', headers: {}, body });
  expect(told).toEqual([[], [], []]);
});
