// Source: RULES.md §4, uploads, staging, downloads and the states of an image.
import { expect } from 'vitest';
import { readSeedFile } from '../../src/seed-file.ts';
import { action, createImage, download, image, noImage, showImage, upload } from '../calls.ts';
import { cast } from '../cast.ts';
import { type Call, everyDoor } from '../doors.ts';

const world = { seed: cast({ data: '0123456789' }), release: 'zed' } as const;
const states = { seed: readSeedFile('image-states') };
const old = { ...states, release: 'zed' } as const;
const [queued, staged, active, deactivated] = [1, 2, 3, 4].map((place) => image.replace(/1$/, String(place)));
const unauthorized = (policy: string): string => `403 You are not authorized to complete ${policy} action.`;

const empty = { seed: readSeedFile('image-states') };
const formatted = {
  id: 'abcdef00-0000-4000-8000-000000000000',
  disk_format: 'raw',
  container_format: 'bare',
};

everyDoor('an upload makes a queued image active, with size and digests', empty, async (t) => {
  await t.send({ as: 'producer', ...createImage(formatted) });
  const uploaded = await t.send({ as: 'producer', ...upload('0123456789', formatted.id) });
  expect([uploaded.status, uploaded.bytes.length]).toEqual([204, 0]);
  expect((await t.send({ as: 'producer', ...showImage(formatted.id) })).body).toMatchObject({
    status: 'active',
    size: 10,
    virtual_size: 10,
    checksum: '781e5e245d69b566979b86e28d23f2c7',
    os_hash_algo: 'sha512',
    os_hash_value:
      'bb96c2fc40d2d54617d6f276febe571f623a8dadf0b734855299b0e107fda32cf6b69f2da32b36445d73690b93cbd0f7bfc20e0f7f28553d2a4428f23b716e90',
    stores: 'fs',
  });
});

everyDoor('an upload of nothing makes an active image of no bytes', empty, async (t) => {
  await t.send({ as: 'producer', ...createImage(formatted) });
  expect(await t.says('producer', upload('', formatted.id))).toBe('204');
  const shown = await t.send({ as: 'producer', ...showImage(formatted.id) });
  expect(shown.body).toMatchObject({
    status: 'active',
    size: 0,
    virtual_size: null,
    checksum: 'd41d8cd98f00b204e9800998ecf8427e',
  });
  const { status, bytes } = await t.send({ as: 'producer', ...download(formatted.id) });
  expect([status, bytes.length]).toEqual([200, 0]);
});

everyDoor('bytes come back as they went in', empty, async (t) => {
  const bytes = Uint8Array.from({ length: 256 }, (_, value) => value);
  await t.send({ as: 'producer', ...createImage(formatted) });
  await t.send({ as: 'producer', ...upload(bytes, formatted.id) });
  expect((await t.send({ as: 'producer', ...download(formatted.id) })).bytes).toEqual(bytes);
});

everyDoor.except('msw', 'fetch sets the framing itself')('an upload may come in chunks', empty, async (t) => {
  await t.send({ as: 'producer', ...createImage(formatted) });
  const { headers, ...asked } = upload('chunked', formatted.id);
  expect(
    await t.says('producer', { ...asked, headers: { ...headers, 'transfer-encoding': 'chunked' } }),
  ).toBe('204');
  expect((await t.send({ as: 'producer', ...download(formatted.id) })).text).toBe('chunked');
});

const refusedUploads: readonly (readonly [rule: string, who: string, call: Call, answer: string])[] = [
  [
    'data is uploaded once',
    'producer',
    upload('x', active),
    '409 Image status transition from active to saving is not allowed',
  ],
  [
    'there is no upload to a staged image',
    'producer',
    upload('x', staged),
    '409 Image status transition from uploading to saving is not allowed',
  ],
  [
    'data needs formats',
    'producer',
    upload('x', queued),
    '400 Properties disk_format, container_format must be set prior to saving data.',
  ],
  ['a consumer uploads nothing', 'consumer', upload('x', queued), unauthorized('upload_image')],
  [
    'a stranger finds no image to upload to',
    'stranger',
    upload('x', queued),
    `404 No image found with ID ${queued}`,
  ],
  [
    'there is no upload to an image that is not there',
    'producer',
    upload('x', noImage),
    `404 No image found with ID ${noImage}`,
  ],
  [
    'data is staged once',
    'producer',
    upload('x', staged, 'stage'),
    '409 Image status transition from uploading to uploading is not allowed',
  ],
  [
    'an active image takes no staged data',
    'producer',
    upload('x', active, 'stage'),
    '409 Image status transition from active to uploading is not allowed',
  ],
  ['a consumer stages nothing', 'consumer', upload('x', queued, 'stage'), unauthorized('modify_image')],
];
for (const [rule, who, call, answer] of refusedUploads) {
  everyDoor(rule, states, async (t) => {
    expect(await t.says(who, call)).toBe(answer);
  });
}

for (const to of ['file', 'stage'] as const) {
  everyDoor(`to ${to} only an octet stream is sent`, old, async (t) => {
    const asked = { ...upload('x', queued, to), headers: { 'content-type': 'application/json' } };
    expect(await t.says('producer', asked)).toBe(
      '415 The request media type application/json is not supported by this server.',
    );
    const untyped = { ...upload(new Uint8Array([1]), queued, to), headers: {} };
    expect(await t.says('producer', untyped)).toBe(
      '415 The request media type text/plain is not supported by this server.',
    );
  });
}

everyDoor(
  'staged data makes an image wait for its import, with a size and nothing to download',
  states,
  async (t) => {
    expect(await t.says('producer', upload('xyz', queued, 'stage'))).toBe('204');
    expect((await t.send({ as: 'producer', ...showImage(queued) })).body).toMatchObject({
      status: 'uploading',
      size: 3,
      virtual_size: null,
      checksum: null,
    });
    expect(await t.says('producer', download(queued))).toBe('204');
  },
);

everyDoor('an image without data has nothing to download: 204', states, async (t) => {
  const { status, headers, bytes } = await t.send({ as: 'consumer', ...download(queued) });
  expect([status, headers.get('content-type'), bytes.length]).toEqual([204, null, 0]);
});

everyDoor('a download is an octet stream with its digest, whatever is accepted', world, async (t) => {
  const { status, headers, text } = await t.send({ as: 'consumer', ...download() });
  expect([status, text]).toEqual([200, '0123456789']);
  expect(headers.get('content-type')).toBe('application/octet-stream');
  expect(headers.get('content-md5')).toBe('781e5e245d69b566979b86e28d23f2c7');
  expect(headers.get('content-length')).toBe('10');
});

const parts: readonly (readonly [range: string, text: string, contentRange: string])[] = [
  ['bytes=0-3', '0123', 'bytes 0-3/10'],
  ['bytes=4-', '456789', 'bytes 4-9/10'],
  ['bytes=-3', '789', 'bytes 7-9/10'],
];
for (const [range, text, contentRange] of parts) {
  everyDoor(`${range} downloads a part`, world, async (t) => {
    const replied = await t.send({ as: 'consumer', ...download(), headers: { range } });
    expect([replied.status, replied.text, replied.headers.get('content-range')]).toEqual([
      206,
      text,
      contentRange,
    ]);
    expect(replied.headers.get('content-md5')).toBe('781e5e245d69b566979b86e28d23f2c7');
  });
}

const notAvailable = '416 The Range requested is not available.<br /><br />\n';
const impossible: readonly (readonly [range: string, answer: string])[] = [
  [
    'bytes=50-60',
    `${notAvailable}Invalid start position in Range header. Start position MUST be in the inclusive range [0, 9].`,
  ],
  ['bogus', `${notAvailable}Invalid Range header.`],
  [
    'bytes=0-1,4-5',
    '400 Requests with multiple ranges are not supported in Glance. You may make multiple single-range requests instead.',
  ],
];
for (const [range, answer] of impossible) {
  everyDoor(`${range} is no part of ten bytes`, world, async (t) => {
    expect(await t.says('consumer', { ...download(), headers: { range } })).toBe(answer);
  });
}

everyDoor('the data of a deactivated image is for administrators only', states, async (t) => {
  const forbidden = '403 The requested image has been deactivated. Image data download is forbidden.';
  expect(await t.says('producer', download(deactivated))).toBe(forbidden);
  expect(await t.says('consumer', download(deactivated))).toBe(forbidden);
  expect(await t.says('stranger', download(deactivated))).toBe(`404 No image found with ID ${deactivated}`);
  expect((await t.send({ as: 'admin', ...download(deactivated) })).text).toBe('deactivated');
});

everyDoor('an image is deactivated and reactivated, as often as one likes', world, async (t) => {
  for (const [name, status] of [
    ['deactivate', 'deactivated'],
    ['reactivate', 'active'],
  ] as const) {
    expect(await t.says('producer', action(name))).toBe('204');
    expect(await t.says('producer', action(name))).toBe('204');
    expect((await t.send({ as: 'consumer', ...showImage() })).body).toMatchObject({ status });
  }
  expect(await t.says('admin', action('deactivate'))).toBe('204');
});

everyDoor('others neither deactivate nor reactivate', world, async (t) => {
  for (const name of ['deactivate', 'reactivate'] as const) {
    expect(await t.says('consumer', action(name))).toBe(unauthorized(name));
    expect(await t.says('stranger', action(name))).toBe(`404 No image found with ID ${image}`);
    expect(await t.says('producer', { ...action(name), body: 'x' })).toBe(
      '400 A body is not expected with this request.',
    );
  }
});

everyDoor('what has no data is neither deactivated nor reactivated', states, async (t) => {
  expect(await t.says('producer', action('deactivate', queued))).toBe(
    "403 Not allowed to deactivate image in status 'queued'",
  );
  expect(await t.says('producer', action('reactivate', queued))).toBe(
    "403 Not allowed to reactivate image in status 'queued'",
  );
  expect(await t.says('producer', action('deactivate', staged))).toBe(
    "403 Not allowed to deactivate image in status 'uploading'",
  );
});
