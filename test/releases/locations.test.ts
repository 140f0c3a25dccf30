// Source: asked of Glance 25, 30 and 33, of each persona, visibility and role (fixtures/recorded: uploads/locations).
import { expect } from 'vitest';
import type { ReleaseName } from '../../src/domain/releases.ts';
import { image } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor, type Told, type World } from '../doors.ts';

const path = `/v2/images/${image}/locations`;
const post = { method: 'POST', path, body: { url: 'http://store.example/1' } };

/** A world with services: one of the consumer's tenant, one of a stranger's; the image has data, unless it is `queued`. */
function of(
  release: ReleaseName,
  { owner = 'producer', isQueued = false } = {},
): World & { release: ReleaseName } {
  const { images = [], users = [], ...seed } = cast({ owner });
  const more = [
    { name: 'service', tenant: 'consumer', roles: { consumer: ['service'] } },
    { name: 'foreign-service', tenant: 'stranger', roles: { stranger: ['service'] } },
    { name: 'reader', tenant: 'producer', roles: { producer: ['reader'] } },
  ];
  const shown = images.map(({ data: bytes, ...image }) =>
    isQueued ? image : { ...image, data: bytes ?? '' },
  );
  return { seed: { ...seed, images: shown, users: [...users, ...more] }, release };
}

const queued = { isQueued: true };
const notAdded = '403 You are not authorized to complete add_image_location action.';
const notShown = '403 You are not authorized to complete fetch_image_location action.';
const noStore = '403 http store must be enabled to use location API by normal user.';
const data = [{ url: `file:///var/lib/glance/images/${image}`, metadata: { store: 'fs' } }];

async function shown(t: Told, as: string): Promise<unknown> {
  const { status, body } = await t.send({ as, path });
  return status === 200 ? body : status;
}

everyDoor('zed has no such path', of('zed'), async (t) => {
  for (const as of ['producer', 'admin', 'service'])
    expect([as, (await t.send({ as, path })).status]).toEqual([as, 404]);
  expect((await t.send({ as: 'producer', ...post })).status).toBe(404);
});

for (const release of ['2025.1', '2026.2'] as const) {
  const isNew = release === '2026.2';

  everyDoor(
    `${release}: services and, from 2026.2 on, administrators know where data lies`,
    of(release),
    async (t) => {
      for (const as of ['producer', 'consumer', 'reader'])
        expect([as, await t.says(as, { path })]).toEqual([as, notShown]);
      for (const as of ['stranger', 'foreign-service']) expect([as, await shown(t, as)]).toEqual([as, 404]);
      expect(await shown(t, 'service')).toEqual(data);
      expect(await shown(t, 'admin')).toEqual(isNew ? data : 403);
    },
  );

  everyDoor(
    `${release}: the owner may say where data lies, and no store takes it`,
    of(release, queued),
    async (t) => {
      expect(await t.says('producer', post)).toBe(noStore);
      expect(await t.says('admin', post)).toBe(isNew ? noStore : notAdded);
      for (const as of ['consumer', 'reader']) expect([as, await t.says(as, post)]).toEqual([as, notAdded]);
      expect((await t.send({ as: 'stranger', ...post })).status).toBe(404);
    },
  );

  everyDoor(
    `${release}: what a service says is filtered, and then not done: 501`,
    of(release, queued),
    async (t) => {
      const at = (url: string) => t.says('service', { ...post, body: { url } });
      expect(await at('http://127.0.0.1:9/x')).toBe(
        '400 URI for add location does not pass filtering: http://127.0.0.1:9/x',
      );
      expect(await at('http://store.example/1')).toMatch(/^501 /);
      expect(await at('swift://store')).toMatch(/^501 /);
    },
  );

  everyDoor(`${release}: an image with data takes no other, whoever asks`, of(release), async (t) => {
    for (const as of ['producer', 'consumer', 'admin'])
      expect([as, await t.says(as, post)]).toEqual([
        as,
        "409 It's not allowed to add locations if image status is active.",
      ]);
  });

  everyDoor(`${release}: the body is looked at before the image`, of(release), async (t) => {
    const { status, body } = await t.send({ ...post, as: 'stranger', body: { url: 5 } });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain(
      "Provided object does not match schema 'location': 5 is not of type 'string'",
    );
    const half = { url: 'x', validation_data: { os_hash_algo: 'md5' } };
    expect(await t.says('producer', { ...post, body: half })).toContain(
      "'os_hash_value' is a dependency of 'os_hash_algo'",
    );
  });

  everyDoor(
    `${release}: another method is 405, and a body with GET breaks Glance`,
    of(release),
    async (t) => {
      const { status, headers } = await t.send({ as: 'producer', method: 'PUT', path });
      expect([status, headers.get('allow')]).toEqual([405, 'POST']);
    },
  );
}

everyDoor(
  'of a deactivated image, administrators alone know where its data lies',
  of('2026.2'),
  async (t) => {
    await t.send({ as: 'producer', method: 'POST', path: `/v2/images/${image}/actions/deactivate` });
    expect(await shown(t, 'admin')).toEqual(data);
    expect(await shown(t, 'service')).toEqual([]);
  },
);

everyDoor(
  '2025.1: an administrator may do to its own image what an owner may',
  of('2025.1', { isQueued: true, owner: 'admin' }),
  async (t) => {
    expect(await t.says('admin', post)).toBe(noStore);
    expect(await t.says('admin', { path })).toBe(notShown);
  },
);
