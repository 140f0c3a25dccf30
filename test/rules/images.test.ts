import { expect } from 'vitest';
import { createImage, deleteImage, image, set, showImage } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const world = { seed: cast(), release: 'zed' } as const;
const unauthorized = (policy: string): string => `403 You are not authorized to complete ${policy} action.`;
const given = 'abcdef00-0000-4000-8000-000000000000';

everyDoor('a new image has its defaults, and a Location', world, async (t) => {
  const { status, headers, text } = await t.send({ as: 'producer', ...createImage({ id: given }) });
  expect(status).toBe(201);
  expect(text).toBe(
    '{"name": null, "disk_format": null, "container_format": null, "visibility": "shared", "size": null, ' +
      '"virtual_size": null, "status": "queued", "checksum": null, "protected": false, "min_ram": 0, "min_disk": 0, ' +
      '"owner": "5000001", "os_hidden": false, "os_hash_algo": null, "os_hash_value": null, ' +
      `"id": "${given}", "created_at": "2013-10-09T12:00:00Z", "updated_at": "2013-10-09T12:00:00Z", "tags": [], ` +
      `"self": "/v2/images/${given}", "file": "/v2/images/${given}/file", "schema": "/v2/schemas/image"}`,
  );
  expect(headers.get('location')).toBe(`${t.base}/v2/images/${given}`);
  expect(headers.get('openstack-image-import-methods')).toBe('glance-direct,web-download,copy-image');
  expect(headers.get('openstack-image-store-ids')).toBe('fs,os_glance_staging_store,os_glance_tasks_store');
});

everyDoor('a new image is what its body says, its own properties first', world, async (t) => {
  const body = {
    name: 'n',
    disk_format: 'qcow2',
    container_format: 'bare',
    min_disk: 1,
    min_ram: 2,
    protected: true,
    os_hidden: true,
    visibility: 'private',
    tags: ['b', 'a', 'a'],
    hw_prop: 'v',
  };
  const { body: made } = await t.send({ as: 'producer', ...createImage(body) });
  expect(made).toMatchObject({
    ...body,
    tags: expect.toSatisfy((tags: string[]) => tags.toSorted().join() === 'a,b'),
  });
  expect(Object.keys(made as object)[0]).toBe('hw_prop');
});

everyDoor('an image that nobody named gets an id of its own', world, async (t) => {
  const ids = [];
  for (const _ of [1, 2])
    ids.push(((await t.send({ as: 'producer', ...createImage({}) })).body as { id: string }).id);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ids[0]).not.toBe(ids[1]);
});

everyDoor('whoever has a tenant creates images for it', world, async (t) => {
  for (const as of ['producer', 'consumer', 'stranger', 'admin']) {
    expect(await t.says(as, createImage({ name: as }))).toBe('201');
  }
});

for (const [visibility, answer] of [
  ['private', '201'],
  ['shared', '201'],
  ['community', '201'],
  ['public', unauthorized('publicize_image')],
] as const) {
  everyDoor(
    `a ${visibility} image is created by ${visibility === 'public' ? 'administrators only' : 'everybody'}`,
    world,
    async (t) => {
      expect(await t.says('producer', createImage({ visibility }))).toBe(answer);
      expect(await t.says('admin', createImage({ visibility }))).toBe('201');
    },
  );
}

everyDoor('an id is given once, whatever its case', world, async (t) => {
  expect(await t.says('producer', createImage({ id: given }))).toBe('201');
  expect(await t.says('producer', createImage({ id: given }))).toBe(`409 Image ID ${given} already exists!`);
  expect(await t.says('consumer', createImage({ id: given }))).toBe(`409 Image ID ${given} already exists!`);
  expect(await t.says('producer', showImage(given.toUpperCase()))).toBe('200');
});

everyDoor('only administrators create images for other tenants', world, async (t) => {
  const { body } = await t.send({ as: 'producer', ...createImage({ owner: '123456' }) });
  expect(body).toMatchObject({
    message:
      "Access was denied to this resource.<br /><br />\nYou are not permitted to create images owned by '123456'\n\n",
  });
  expect((await t.send({ as: 'admin', ...createImage({ owner: '123456' }) })).body).toMatchObject({
    owner: '123456',
  });
  expect((await t.send({ as: 'producer', ...createImage({ owner: '5000001' }) })).status).toBe(201);
  expect((await t.send({ as: 'admin', ...createImage({ owner: null }) })).body).toMatchObject({
    owner: null,
  });
  expect((await t.send({ as: 'producer', ...createImage({ owner: null }) })).text).toContain(
    "owned by 'None'",
  );
});

const unfit = (problem: string, failed: string, schema: string, at: string, value: string): string =>
  `400 Provided object does not match schema 'image': ${problem}\n\nFailed validating ${failed}:\n    ${schema}\n\nOn instance${at}:\n    ${value}`;

const wrong: readonly (readonly [body: object, answer: string])[] = [
  [
    { min_disk: '1' },
    unfit(
      "'1' is not of type 'integer'",
      "'type' in schema['properties']['min_disk']",
      "{'description': 'Amount of disk space (in GB) required to boot image.',\n     'type': 'integer'}",
      "['min_disk']",
      "'1'",
    ),
  ],
  [
    { protected: 'true' },
    unfit(
      "'true' is not of type 'boolean'",
      "'type' in schema['properties']['protected']",
      "{'description': 'If true, image will not be deletable.',\n     'type': 'boolean'}",
      "['protected']",
      "'true'",
    ),
  ],
  [
    { os_hidden: 'true' },
    unfit(
      "'true' is not of type 'boolean'",
      "'type' in schema['properties']['os_hidden']",
      "{'description': 'If true, image will not appear in default image list '\n                    'response.',\n     'type': 'boolean'}",
      "['os_hidden']",
      "'true'",
    ),
  ],
  [
    { tags: 'x' },
    unfit(
      "'x' is not of type 'array'",
      "'type' in schema['properties']['tags']",
      "{'description': 'List of strings related to the image',\n     'items': {'maxLength': 255, 'type': 'string'},\n     'type': 'array'}",
      "['tags']",
      "'x'",
    ),
  ],
  [
    { tags: [1] },
    unfit(
      "1 is not of type 'string'",
      "'type' in schema['properties']['tags']['items']",
      "{'maxLength': 255, 'type': 'string'}",
      "['tags'][0]",
      '1',
    ),
  ],
  [
    { foo: 1 },
    unfit(
      "1 is not of type 'string'",
      "'type' in schema['additionalProperties']",
      "{'type': 'string'}",
      "['foo']",
      '1',
    ),
  ],
  [
    { foo: null },
    unfit(
      "None is not of type 'string'",
      "'type' in schema['additionalProperties']",
      "{'type': 'string'}",
      "['foo']",
      'None',
    ),
  ],
  [
    { foo: {} },
    unfit(
      "{} is not of type 'string'",
      "'type' in schema['additionalProperties']",
      "{'type': 'string'}",
      "['foo']",
      '{}',
    ),
  ],
  [
    { deleted: true },
    unfit(
      "True is not of type 'string'",
      "'type' in schema['additionalProperties']",
      "{'type': 'string'}",
      "['deleted']",
      'True',
    ),
  ],
  [{ min_disk: -1 }, "400 Invalid value '-1' for parameter 'min_disk': Cannot be a negative value"],
  [{ status: 'active' }, "403 Attribute 'status' is read-only."],
  [{ self: 'x' }, "403 Attribute 'self' is read-only."],
  [{ schema: 'x' }, "403 Attribute 'schema' is read-only."],
  [{ file: 'x' }, "403 Attribute 'file' is read-only."],
  [{ size: 1 }, "403 Attribute 'size' is read-only."],
  [{ created_at: '2013-10-09T12:00:00Z' }, "403 Attribute 'created_at' is read-only."],
  [{ checksum: 'x' }, "403 Attribute 'checksum' is read-only."],
  [{ stores: 'x' }, "403 Attribute 'stores' is read-only."],
  [{ locations: [] }, "403 Attribute 'locations' is reserved."],
  [
    { location: 'x' },
    "403 Access was denied to this resource.<br /><br />\nAttribute 'location' is reserved.",
  ],
  [
    { os_glance_x: 'x' },
    "403 Access was denied to this resource.<br /><br />\nAttribute 'os_glance_x' is reserved.",
  ],
  [[], '500 The server has either erred or is incapable of performing the requested operation.'],
];
for (const [body, answer] of wrong) {
  everyDoor(`${JSON.stringify(body)} makes no image`, world, async (t) => {
    expect(await t.says('producer', createImage(body))).toBe(answer);
  });
}

everyDoor('a wrong id, disk format and container format say what would do', world, async (t) => {
  expect(await t.says('producer', createImage({ id: 'nope' }))).toMatch(
    /^400 Provided object does not match schema 'image': 'nope' does not match '\^\(\[0-9a-fA-F\]\)/,
  );
  expect(await t.says('producer', createImage({ disk_format: 'bogus' }))).toMatch(
    /^400 Provided object does not match schema 'image': 'bogus' is not one of \[None, 'ami', 'ari', 'aki', 'vhd', 'vhdx', 'vmdk', 'raw', 'qcow2', 'vdi', 'iso', 'ploop'\]\n/,
  );
  expect(await t.says('producer', createImage({ container_format: 'bogus' }))).toMatch(
    /^400 Provided object does not match schema 'image': 'bogus' is not one of \[None, 'ami', 'ari', 'aki', 'bare', 'ovf', 'ova', 'docker', 'compressed'\]\n/,
  );
});

everyDoor('a body that is no JSON object makes no image', world, async (t) => {
  const post = { method: 'POST', path: '/v2/images' };
  expect(await t.says('producer', post)).toBe('400 Body expected in request.');
  expect(await t.says('producer', { ...post, body: '{' })).toBe('400 Malformed JSON in request body.');
  expect(await t.says('producer', { ...post, body: '"x"' })).toBe(
    '400 Unexpected body type. Expected list/dict.',
  );
});

everyDoor('only the producer and administrators delete an image', world, async (t) => {
  expect(await t.says('consumer', deleteImage())).toBe(unauthorized('delete_image'));
  expect(await t.says('stranger', deleteImage())).toBe(`404 Failed to find image ${image} to delete`);
  expect(await t.says('producer', { ...deleteImage(), body: 'x' })).toBe(
    '400 A body is not expected with this request.',
  );
  expect(await t.says('producer', deleteImage())).toBe('204');
  expect(await t.says('producer', deleteImage())).toBe(`404 Failed to find image ${image} to delete`);
});

everyDoor('an administrator deletes an image', world, async (t) => {
  expect(await t.says('admin', deleteImage())).toBe('204');
});

everyDoor(
  'a protected image is not deleted before it is unprotected',
  { seed: cast({ protected: true }) },
  async (t) => {
    for (const who of ['producer', 'admin']) {
      expect(await t.says(who, deleteImage())).toBe(`403 Image ${image} is protected and cannot be deleted.`);
    }
    await t.send({ as: 'producer', ...set('protected', false) });
    expect(await t.says('producer', deleteImage())).toBe('204');
  },
);
