// Source: ours: a path of Glance that the fake does not implement is a 501 that says so, behind the check of the token.
import { expect } from 'vitest';
import { image } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const world = { seed: cast() };

for (const path of [
  '/v2/cache/x',
  '/v2/stores/x/y',
  '/v2/cached_images/x',
  '/v2/metadefs/namespaces/x/resource_types/y',
]) {
  everyDoor(
    `${path.replace(image, '{id}')} is Glance's, and said not to be served: 501`,
    world,
    async (t) => {
      const before = t.fake.world();
      for (const method of ['GET', 'POST', 'DELETE']) {
        expect(await t.says('producer', { method, path })).toBe(
          `501 ${method} ${path} is part of Glance, and this fake does not implement it. It implements image sharing. Nothing was changed.`,
        );
      }
      expect(t.fake.world()).toEqual(before);
    },
  );
}

everyDoor('what is not served asks for a token like everything else', world, async (t) => {
  expect((await t.send({ path: '/v2/cached_images' })).status).toBe(401);
});
