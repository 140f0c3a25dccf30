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
const shownTo = (t: Told): Promise<unknown> => shown(t, 'service');
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
    `${release}: what a service says is accepted, and a task fails with it, so that the image stays queued`,
    of(release, queued),
    async (t) => {
      const { status, text } = await t.send({ as: 'service', ...post });
      expect([status, text]).toEqual([202, '']);
      const { body: shown } = await t.send({ as: 'producer', path: `/v2/images/${image}` });
      expect(shown).toMatchObject({ status: 'queued' });
      expect(shown).not.toHaveProperty('os_glance_import_task');
      expect((await t.send({ as: 'producer', path: `/v2/images/${image}/tasks` })).body).toEqual({
        tasks: [],
      });
      const { body: tasks } = await t.send({ as: 'consumer', path: `/v2/images/${image}/tasks` });
      expect(tasks).toMatchObject({
        tasks: [
          {
            type: 'location_import',
            status: 'failure',
            input: { image_id: image, loc_url: 'http://store.example/1', validation_data: {} },
            result: null,
            message: 'Task failed due to Internal Error',
          },
        ],
      });
      expect(await shownTo(t)).toEqual([]);
    },
  );

  everyDoor(`${release}: a service's digest and URL are looked at`, of(release, queued), async (t) => {
    const at = (url: string, digest?: object) =>
      t.says('service', { ...post, body: { url, ...(digest && { validation_data: digest }) } });
    const filtered = '400 URI for add location does not pass filtering: ';
    for (const url of [
      'http://127.0.0.1:9/x',
      'HTTP://127.0.0.1/',
      'http://localhost/x',
      'http://169.254.169.254/x',
      'http://[::1]/',
      'http://192.0.2.1:81/',
      'http://a.example:x/',
      'http:/x',
      ' http://127.0.0.1/',
    ])
      expect(await at(url)).toBe(`${filtered}${url}`);
    expect(await at('swift://]')).toBe('400 Invalid IPv6 URL');
    expect(await at('http://[x]/')).toBe("400 'x' does not appear to be an IPv4 or IPv6 address");
    const md5 = (value: string) => at('http://127.0.0.1:9/', { os_hash_algo: 'md5', os_hash_value: value });
    expect(await md5('zz')).toBe('400 os_hash_value (zz) is not a valid hexadecimal value');
    expect(await md5('abcd')).toBe(
      '400 os_hash_value: (abcd) is not the correct size for (md5) (should be (16) bytes)',
    );
    expect(await md5('a'.repeat(32))).toBe(`${filtered}http://127.0.0.1:9/`);
    for (const url of [
      'http://10.0.0.1/',
      'https://192.0.2.1:443/',
      'swift://a:x',
      'file:///etc/passwd',
      'x',
    ])
      expect([url, (await t.send({ ...post, as: 'service', body: { url } })).status]).toEqual([url, 202]);
  });

  everyDoor(`${release}: brackets without end are soon looked through`, of(release, queued), async (t) => {
    // Each bracket that looked for its end through all others would take minutes.
    const url = `http://]${'['.repeat(400_000)}`;
    const answer = await t.says('service', { ...post, body: { url } });
    expect(answer === `400 URI for add location does not pass filtering: ${url}`).toBe(true);
  });

  everyDoor(
    `${release}: one location at a time, and an upload does not wait for it`,
    { ...of(release, queued), importSeconds: 60 },
    async (t) => {
      expect((await t.send({ as: 'service', ...post })).status).toBe(202);
      for (const url of ['x', 'file:///etc/passwd', 'filesystem:///x', 'swift://x', 'cinder://x'])
        expect(await t.says('service', { ...post, body: { url } })).toBe('409 Image has active task');
      const { body } = await t.send({ as: 'producer', path: `/v2/images/${image}` });
      expect(body).toMatchObject({
        status: 'queued',
        os_glance_import_task: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
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
