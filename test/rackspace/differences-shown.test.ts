/**
 * What Cloud Images shows differently from Glance today, in the same world. Source: Cloud Images API v2 guide; Glance
 * 25.1.
 */
import type { Seed, SeedImage } from '../../src/world/seed.ts';
import { expect } from 'vitest';
import { createImage, images, showImage } from '../calls.ts';
import { cast } from '../cast.ts';
import { type Call, everyDoor } from '../doors.ts';

/** A seed that both read: what Glance calls shared is private in Cloud Images. */
const shared = cast();

/** What is shown differently: where to look, and the value by both rules. */
const shown: readonly (readonly [
  rule: string,
  who: string,
  call: Call,
  place: string,
  rackspace: unknown,
  glance: unknown,
])[] = [
  ['visibility to the owner', 'producer', showImage(), 'visibility', 'private', 'shared'],
  ['visibility to a member', 'consumer', showImage(), 'visibility', 'private', 'shared'],
  ['os_hidden', 'producer', showImage(), 'os_hidden', undefined, false],
  ['visibility of a new image', 'producer', createImage({}), 'visibility', 'private', 'shared'],
  [
    'schema of a member',
    'producer',
    { path: '/v2/schemas/member' },
    'properties.schema',
    { type: 'string' },
    { type: 'string', readOnly: true },
  ],
];

for (const [rule, who, call, place, rackspace, glance] of shown) {
  for (const [profile, value] of [
    ['rackspace', rackspace],
    ['glance', glance],
  ] as const) {
    everyDoor(`${rule}: ${JSON.stringify(value)} with ${profile}`, { seed: shared, profile }, async (t) => {
      const { body } = await t.send({ as: who, ...call });
      if (value === undefined) expect(body).not.toHaveProperty(place);
      else expect(body).toHaveProperty(place, value);
    });
  }
}

const hundred: Seed = {
  ...cast(),
  images: Array.from({ length: 130 }, (_, at): SeedImage => ({ name: `image ${at}`, owner: 'producer' })),
};

for (const [profile, size, most] of [
  ['rackspace', 100, 100],
  ['glance', 25, 130],
] as const) {
  everyDoor(
    `a page is ${size} images, ${most} if more are asked for, with ${profile}`,
    { seed: hundred, profile },
    async (t) => {
      const count = async (query: string): Promise<number> =>
        ((await t.send({ as: 'producer', ...images(query) })).body as { images: unknown[] }).images.length;
      expect([await count(''), await count('?limit=1000')]).toEqual([size, most]);
    },
  );
}
