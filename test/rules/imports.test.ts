/** Source: asked of Glance 25.1, with the old and the new policy defaults (imports, tasks). */
import { expect, it } from 'vitest';
import { image } from '../calls.ts';
import { cast } from '../cast.ts';
import { type Call, everyDoor } from '../doors.ts';
import { createFake } from '../../src/world/fake.ts';
import type { Seed } from '../../src/world/seed.ts';

const source = 'http://images.example/cirros.raw';
const zeroes = 'https://images.example/zeroes.raw';
const missing = 'http://images.example/missing.raw';

const downloads = { [source]: 'cirros', [zeroes]: { size: 3 } };
/** The world of the cast, whose image has no data. */
function without(given: object): Seed {
  const { images = [], ...rest } = cast();
  const { id = '', owner = null, members = [] } = images[0] ?? {};
  return { ...rest, images: [{ id, owner, members, ...given }], downloads };
}

const formats = { disk_format: 'raw', container_format: 'bare' };
const queued = { seed: without(formats) };
const staged = { seed: without({ staged: 'staged', ...formats }) };
const active = { seed: { ...cast(), downloads } };

const direct = { method: { name: 'glance-direct' } };
const web = (uri: unknown = source, more: object = {}): object => ({
  method: { name: 'web-download', uri },
  ...more,
});

function imported(body: unknown, headers: Readonly<Record<string, string>> = {}): Call {
  return { method: 'POST', path: `/v2/images/${image}/import`, body, headers };
}

const shown: Call = { path: `/v2/images/${image}` };
const tasks: Call = { path: `/v2/images/${image}/tasks` };

everyDoor('what was staged becomes the data of the image', staged, async (t) => {
  const { status, headers, text } = await t.send({ as: 'producer', ...imported(direct) });
  expect([status, headers.get('content-type'), text]).toEqual([202, 'text/html; charset=UTF-8', '']);
  expect((await t.send({ as: 'producer', ...shown })).body).toMatchObject({
    status: 'active',
    size: 6,
    virtual_size: 6,
    stores: 'fs',
    os_glance_importing_to_stores: '',
    os_glance_failed_import: '',
  });
  expect((await t.send({ as: 'consumer', path: `${shown.path}/file` })).text).toBe('staged');
});

everyDoor('a URI that the seed lists has its bytes', queued, async (t) => {
  expect(await t.says('producer', imported(web()))).toBe('202');
  expect((await t.send({ as: 'producer', path: `${shown.path}/file` })).text).toBe('cirros');
});

everyDoor('an import from any other URI fails, and the image is as before', queued, async (t) => {
  expect(await t.says('producer', imported(web(missing)))).toBe('202');
  const { body } = await t.send({ as: 'producer', ...shown });
  expect(body).toMatchObject({
    status: 'queued',
    size: null,
    os_glance_importing_to_stores: '',
    os_glance_failed_import: 'fs',
  });
  expect(body).not.toHaveProperty('os_glance_import_task');
  expect((await t.send({ as: 'producer', ...tasks })).body).toMatchObject({
    tasks: [{ status: 'failure', message: 'Task failed due to Internal Error', result: null }],
  });
  expect(await t.says('producer', imported(web(zeroes)))).toBe('202');
  expect((await t.send({ as: 'producer', ...shown })).body).toMatchObject({ status: 'active', size: 3 });
});

const slow = { ...queued, importSeconds: 5 };

everyDoor('an import takes its time by the clock of the world', slow, async (t) => {
  await t.says('producer', imported(web()));
  const { body } = await t.send({ as: 'producer', ...shown });
  expect(body).toMatchObject({
    status: 'importing',
    size: null,
    os_glance_importing_to_stores: 'fs',
    os_glance_failed_import: '',
    os_glance_import_task: expect.any(String),
  });
  expect(await t.says('producer', imported(web()))).toBe(
    "409 Image needs to be in 'queued' state to use 'web-download' method",
  );
  t.fake.clock.advance(5000);
  expect((await t.send({ as: 'producer', ...shown })).body).toMatchObject({
    status: 'active',
    updated_at: '2013-10-09T12:00:05Z',
  });
});

everyDoor('an image that is importing can be deleted; its task succeeds all the same', slow, async (t) => {
  await t.says('producer', imported(web()));
  expect(await t.says('producer', { method: 'DELETE', path: shown.path })).toBe('204');
  t.fake.clock.advance(5000);
  const { body } = await t.send({ as: 'admin', path: '/v2/tasks' });
  expect(body).toMatchObject({ tasks: [{ status: 'success' }] });
});

const refused: readonly (readonly [rule: string, world: object, body: unknown, answer: string])[] = [
  ['needs a method', queued, {}, "400 Import request requires a 'method' field."],
  ['needs the name of a method', queued, { method: {} }, "400 Import request requires a 'name' field."],
  ['knows three methods', queued, { method: { name: ['x'] } }, "400 Unknown import method name '['x']'."],
  [
    'takes a method that is no mapping for a fault',
    queued,
    { method: 'web-download' },
    '500 The server has either erred or is incapable of performing the requested operation.',
  ],
  ['takes flags only', queued, web(source, { all_stores: 1 }), "400 'all_stores' must be boolean value only"],
  ['is not for an active image', active, web(), '409 Image with status active cannot be target for import'],
  [
    'from a URI is for a queued image',
    staged,
    web(),
    "409 Image needs to be in 'queued' state to use 'web-download' method",
  ],
  [
    'of staged data needs staged data',
    queued,
    direct,
    "409 Image needs to be staged before 'glance-direct' method can be used",
  ],
  [
    'needs the formats',
    { seed: without({ disk_format: 'raw' }) },
    web(),
    "409 'container_format' needs to be set before import",
  ],
  ['knows its stores', queued, web(source, { stores: ['fs', 'x'] }), '409 Store for identifier x not found'],
  [
    'goes to all stores or to some',
    queued,
    web(source, { stores: ['fs'], all_stores: true }),
    "400 All_stores parameter can't be used with x-image-meta-store header or stores parameter",
  ],
  ['needs a URI', queued, web(null), '400 URI for web-download does not pass filtering: None'],
  [
    'comes from http or https',
    queued,
    web('ftp://images.example/x'),
    '400 URI for web-download does not pass filtering: ftp://images.example/x',
  ],
  [
    'comes from port 80 or 443',
    queued,
    web('http://images.example:8080/x'),
    '400 URI for web-download does not pass filtering: http://images.example:8080/x',
  ],
  [
    'that copies data to other stores is for administrators',
    active,
    { method: { name: 'copy-image' } },
    '403 You are not authorized to complete copy_image action.',
  ],
];
for (const [rule, world, body, answer] of refused) {
  everyDoor(`an import ${rule}`, world, async (t) => {
    const before = t.fake.world();
    expect(await t.says('producer', imported(body))).toBe(answer);
    expect(t.fake.world()).toEqual(before);
  });
}

everyDoor('the status of the image is looked at before the caller', queued, async (t) => {
  expect(await t.says('stranger', imported(direct))).toBe(`404 No image found with ID ${image}`);
  expect(await t.says('consumer', imported(direct))).toBe(
    "409 Image needs to be staged before 'glance-direct' method can be used",
  );
  expect(await t.says('consumer', imported(web()))).toBe(
    '403 You are not authorized to complete modify_image action.',
  );
});

everyDoor(
  'with the old defaults, only the owner imports',
  { ...queued, profile: 'glance-legacy' },
  async (t) => {
    expect(await t.says('consumer', imported(web()))).toBe('403 You do not own this image');
  },
);

everyDoor('a store stands in the body or in a header', queued, async (t) => {
  expect(await t.says('producer', imported(web(), { 'x-image-meta-store': 'x' }))).toBe(
    '409 Store for identifier x not found',
  );
  const twice = imported(web(source, { stores: ['fs'] }), { 'x-image-meta-store': 'fs' });
  expect(await t.says('producer', twice)).toBe(
    "400 Stores parameter and x-image-meta-store header can't be both specified",
  );
});

everyDoor('imports are seen by the tenant that started them, and by administrators', queued, async (t) => {
  const headers = { 'x-openstack-request-id': 'req-1' };
  await t.send({ as: 'producer', ...imported(web(), headers) });
  const { body } = await t.send({ as: 'producer', ...tasks });
  expect(body).toMatchObject({
    tasks: [
      {
        type: 'api_image_import',
        status: 'success',
        owner: '5000001',
        image_id: image,
        request_id: 'req-1',
        created_at: '2013-10-09T12:00:00.000000',
        expires_at: '2013-10-11T12:00:00.000000',
        input: { image_id: image, import_req: web(), backend: ['fs'] },
        result: { image_id: image },
        message: 'Copied 0 MiB',
      },
    ],
  });
  expect((await t.send({ as: 'consumer', ...tasks })).body).toEqual({ tasks: [] });
  expect(await t.says('stranger', tasks)).toBe('404 The resource could not be found.');
  expect(await t.says('producer', { path: '/v2/tasks' })).toBe(
    '403 You are not authorized to complete tasks_api_access action.',
  );
  const listed = (await t.send({ as: 'admin', path: '/v2/tasks?limit=1' })).body as {
    readonly tasks: readonly { readonly id: string }[];
  };
  const id = listed.tasks[0]?.id;
  expect(listed).toMatchObject({ first: '/v2/tasks?limit=1', next: `/v2/tasks?limit=1&marker=${id}` });
  expect((await t.send({ as: 'admin', path: `/v2/tasks/${id}` })).body).toMatchObject({
    id,
    image_id: image,
  });
  expect(await t.says('admin', { path: '/v2/tasks/x' })).toBe('404 Could not find task x');
  t.fake.clock.advance(49 * 3_600_000);
  expect((await t.send({ as: 'producer', ...tasks })).body).toEqual({ tasks: [] });
});

const queries: readonly (readonly [query: string, answer: string])[] = [
  ['limit=x', '400 limit param must be an integer'],
  ['marker=x', '400 Invalid marker format'],
  ['marker=', '400 Task with the given id  was not found'],
  ['sort_key=x', '400 Sort key supplied was not valid.'],
  ['sort_dir=x', '400 Invalid sort direction: x'],
  ['status=x', '400 Invalid status value: x'],
  ['type=api_image_import', '400 Invalid type value: api_image_import'],
];
for (const [query, answer] of queries) {
  everyDoor(`the list of tasks refuses ${query}`, queued, async (t) => {
    expect(await t.says('admin', { path: `/v2/tasks?${query}` })).toBe(answer);
  });
}

everyDoor('whoever has a token learns how data is imported, and whereto', queued, async (t) => {
  expect((await t.send({ as: 'stranger', path: '/v2/info/import' })).body).toEqual({
    'import-methods': {
      description: 'Import methods available.',
      type: 'array',
      value: ['glance-direct', 'web-download', 'copy-image'],
    },
  });
  expect((await t.send({ as: 'stranger', path: '/v2/info/stores' })).body).toEqual({
    stores: [{ id: 'fs', default: 'true' }],
  });
});

everyDoor('making and deleting tasks is not served; other methods are none', queued, async (t) => {
  expect(await t.says('admin', { method: 'POST', path: '/v2/tasks', body: {} })).toMatch(/^501 /);
  expect(await t.says('admin', { method: 'DELETE', path: '/v2/tasks/x' })).toMatch(/^501 /);
  const { status, headers } = await t.send({ as: 'admin', method: 'PUT', path: '/v2/tasks', body: {} });
  expect([status, headers.get('allow')]).toEqual([405, 'GET, POST']);
  expect(await t.says('producer', { ...tasks, method: 'POST', body: {} })).toBe(
    '404 The resource could not be found.',
  );
});

everyDoor(
  'Cloud Images imports by other means, which are not served',
  { seed: cast(), profile: 'rackspace' },
  async (t) => {
    expect(await t.says('producer', imported(web()))).toMatch(/^501 /);
    expect(await t.says('producer', { path: '/v2/info/import' })).toMatch(/^501 /);
  },
);

everyDoor('an import that does not fit into the world fails', { ...queued, imageBytes: 5 }, async (t) => {
  expect(await t.says('producer', imported(web()))).toBe('202');
  expect((await t.send({ as: 'producer', ...shown })).body).toMatchObject({
    status: 'queued',
    os_glance_failed_import: 'fs',
  });
  expect(await t.says('producer', imported(web(zeroes)))).toBe('202');
  expect((await t.send({ as: 'producer', ...shown })).body).toMatchObject({ status: 'active' });
});

everyDoor('staged data needs no more room once it is imported', { ...staged, imageBytes: 6 }, async (t) => {
  expect(await t.says('producer', imported(direct))).toBe('202');
  expect((await t.send({ as: 'producer', ...shown })).body).toMatchObject({ status: 'active', size: 6 });
});

everyDoor('only so many imports that are over are remembered', { ...queued, tasks: 1 }, async (t) => {
  await t.says('producer', imported(web(missing)));
  await t.says('producer', imported(web()));
  const { body } = await t.send({ as: 'producer', ...tasks });
  expect(body).toMatchObject({ tasks: [{ status: 'success' }] });
});

everyDoor('an import without a store gets stuck, and is taken over after an hour', queued, async (t) => {
  await t.says('producer', imported(web(source, { stores: [] })));
  expect((await t.send({ as: 'producer', ...shown })).body).toMatchObject({
    status: 'queued',
    os_glance_import_task: expect.any(String),
  });
  expect(await t.says('producer', imported(web()))).toBe('409 Image has active task');
  t.fake.clock.advance(3_600_000);
  expect(await t.says('producer', imported(web()))).toBe('202');
});

it('a snapshot of a world in which images are importing goes on where it was', () => {
  const at = Date.parse('2026-01-15T09:30:00Z');
  const world = createFake({ ...slow, clock: () => at });
  world.as('producer').request('POST', `/v2/images/${image}/import`, { body: web() });
  const later = [createFake({ seed: world.world(), clock: () => at + 5000 }), world.fork()];
  later[1]?.clock.advance(5000);
  const read = later.map((fake) => fake.as('producer').request('GET', shown.path).body);
  expect(read).toMatchObject([
    { status: 'active', updated_at: '2026-01-15T09:30:05Z' },
    { status: 'active', updated_at: '2026-01-15T09:30:05Z' },
  ]);
});

it('the journal says how an import went, without the password and the signature in its URI', () => {
  const fake = createFake({ ...queued, clock: () => 0 });
  const uri = 'http://me:hidden@images.example/none?X-Amz-Credential=hidden&at=1&sig=hidden';
  fake.as('producer').request('POST', `/v2/images/${image}/import`, { body: web(uri) });
  expect(fake.journal.entries().at(-1)?.changes).toEqual([
    'image is shared, importing',
    'import of http://me:***@images.example/none?X-Amz-Credential=***&at=1&sig=*** started',
    'image is shared, queued',
    'import of http://me:***@images.example/none?X-Amz-Credential=***&at=1&sig=*** failed',
  ]);
});
