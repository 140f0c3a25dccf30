// Source: asked of Glance 25.1 with a store of files and show_multiple_locations, show_image_direct_url or other enabled_import_methods.
import { expect } from 'vitest';
import type { OwnProfile } from '../../src/domain/profile.ts';
import { image, images, noImage, patch, showImage } from '../calls.ts';
import { cast } from '../cast.ts';
import { type Call, everyDoor, type Told, type World } from '../doors.ts';

function own(
  differences: Omit<OwnProfile, 'name' | 'based_on'>,
  { base = 'glance', isQueued = false }: { base?: OwnProfile['based_on']; isQueued?: boolean } = {},
): World {
  const { images: all = [], users = [], ...seed } = cast();
  const shown = all.map(({ data, ...each }) => (isQueued ? each : { ...each, data: data ?? '' }));
  const reader = { name: 'reader', tenant: 'producer', roles: { producer: ['reader'] } };
  const profile = { name: 'our-cloud', based_on: base, ...differences };
  return { seed: { ...seed, images: shown, users: [...users, reader] }, profile };
}

const shown = { locations: { multiple: true } };
const url = `file:///var/lib/glance/images/${image}`;
const place = { url, metadata: { store: 'fs' } };
const elsewhere = { url: 'http://192.0.2.1/x', metadata: {} };

const changes = {
  add: { op: 'add', path: '/locations/-', value: elsewhere },
  empty: { op: 'replace', path: '/locations', value: [] },
  replace: { op: 'replace', path: '/locations', value: [elsewhere] },
  remove: { op: 'remove', path: '/locations/0' },
} as const;

/** What somebody is answered who asks for each of the changes. */
async function asked(t: Told, as: string): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const change of Object.values(changes)) answers.push(await t.says(as, patch([change])));
  return answers;
}

async function seen(t: Told, as: string, call: Call = showImage()): Promise<object> {
  const { body } = await t.send({ as, ...call });
  const { locations, direct_url } = body as Readonly<Record<string, unknown>>;
  return { locations, direct_url };
}

const may = (policy: string): string => `403 You are not authorized to complete ${policy} action.`;
const mayNotAdd = may('set_image_location');
const mayNotRemove = may('delete_image_location');
const unfit = '400 Invalid location';
const noEmpty = expect.stringMatching(/^403 .*Cannot set locations to empty list\.$/s);
const last = expect.stringMatching(/^403 .*Cannot remove last location in the image\.$/s);
const untimely = (verb: string, status: string): string =>
  `409 It's not allowed to ${verb} locations if image status is ${status}.`;
const present = `400 Original locations is not empty: [{'id': 1, 'url': '${url}', 'metadata': {'store': 'fs'}, 'status': 'active'}]`;

everyDoor('whoever sees an image sees where its data lies', own(shown), async (t) => {
  for (const as of ['producer', 'reader', 'consumer', 'admin'])
    expect(await seen(t, as)).toEqual({ locations: [place] });
  const { body } = await t.send({ as: 'consumer', ...images('?member_status=all') });
  expect(body).toMatchObject({ images: [{ locations: [place] }] });
});

everyDoor(
  'an image without data shows an empty list, and no direct URL',
  own({ locations: { multiple: true, direct_url: true } }, { isQueued: true }),
  async (t) => {
    expect(await seen(t, 'producer')).toEqual({ locations: [] });
    const create: Call = { method: 'POST', path: '/v2/images', body: {} };
    expect(await seen(t, 'producer', create)).toEqual({ locations: [] });
  },
);

everyDoor('the direct URL alone', own({ locations: { direct_url: true } }), async (t) => {
  expect(await seen(t, 'consumer')).toEqual({ direct_url: url });
});

everyDoor(
  'a deactivated image shows administrators alone where its data lies',
  own({ locations: { multiple: true, direct_url: true } }),
  async (t) => {
    await t.says('admin', { method: 'POST', path: `/v2/images/${image}/actions/deactivate` });
    expect(await seen(t, 'producer')).toEqual({ locations: [] });
    expect(await seen(t, 'admin')).toEqual({ locations: [place], direct_url: url });
    expect(await asked(t, 'admin')).toEqual([
      untimely('add', 'deactivated'),
      noEmpty,
      untimely('replace', 'deactivated'),
      untimely('remove', 'deactivated'),
    ]);
  },
);

everyDoor('who may change locations, and why they stay as they are', own(shown), async (t) => {
  expect(await asked(t, 'producer')).toEqual([unfit, noEmpty, present, mayNotRemove]);
  expect(await asked(t, 'reader')).toEqual([mayNotAdd, noEmpty, mayNotAdd, mayNotRemove]);
  expect(await asked(t, 'consumer')).toEqual([mayNotAdd, noEmpty, mayNotAdd, mayNotRemove]);
  expect(await asked(t, 'admin')).toEqual([unfit, noEmpty, present, last]);
});

everyDoor('by old rules', own(shown, { base: 'glance-legacy' }), async (t) => {
  expect(await asked(t, 'producer')).toEqual([unfit, noEmpty, present, last]);
  expect(await asked(t, 'consumer')).toEqual([unfit, noEmpty, present, '403 You do not own this image']);
});

everyDoor('without data', own(shown, { isQueued: true }), async (t) => {
  expect(await asked(t, 'producer')).toEqual([unfit, noEmpty, unfit, mayNotRemove]);
  expect(await asked(t, 'admin')).toEqual([unfit, noEmpty, unfit, untimely('remove', 'queued')]);
});

everyDoor('the place that there is may be named again, and no other', own(shown), async (t) => {
  const replace = (value: readonly object[]): Call => patch([{ op: 'replace', path: '/locations', value }]);
  expect(await t.says('producer', replace([place]))).toBe('200');
  expect(await t.says('producer', replace([place, elsewhere]))).toBe(present);
  for (const metadata of [{ tier: 'cold' }, { store: 'other' }, { store: 1 }, { store: 'fs', tier: 'cold' }])
    expect(await t.says('producer', replace([{ url, metadata }]))).toMatch(/^501 /);
  const at = (where: string): Call => patch([{ op: 'add', path: `/locations/${where}`, value: elsewhere }]);
  expect(await t.says('producer', at('9'))).toBe(unfit);
  expect(await t.says('producer', at('x'))).toBe('400 Invalid position for adding a location.');
});

everyDoor('one change that is refused refuses all', own(shown), async (t) => {
  const rename = { op: 'replace', path: '/name', value: 'renamed' };
  expect(await t.says('admin', patch([rename, changes.remove]))).toEqual(last);
  expect((await t.send({ as: 'producer', ...showImage() })).body).toMatchObject({ name: 'shared image' });
});

everyDoor('without the setting nobody changes locations', own({}), async (t) => {
  expect(await seen(t, 'producer')).toEqual({});
  expect(await t.says('producer', patch([changes.add]))).toBe(
    "403 It's not allowed to add locations if locations are invisible.",
  );
});

const imported = (name: string, id: string = image): Call => ({
  method: 'POST',
  path: `/v2/images/${id}/import`,
  body: { method: { name, uri: 'http://192.0.2.1/x' } },
});
const unknown = (method: string): string => `400 Unknown import method name '${method}'.`;
const staged = (id: string, type: string): Call => ({
  method: 'PUT',
  path: `/v2/images/${id}/stage`,
  headers: { 'content-type': type },
  body: 'abc',
});

everyDoor(
  'a way to import data that is not enabled is unknown to everybody, whatever the image is',
  own({ import_methods: ['glance-direct'] }, { isQueued: true }),
  async (t) => {
    for (const as of ['producer', 'reader', 'consumer', 'stranger'])
      expect(await t.says(as, imported('web-download'))).toBe(unknown('web-download'));
    expect(await t.says('producer', imported('copy-image', noImage))).toBe(unknown('copy-image'));
    expect(await t.says('stranger', imported('glance-direct'))).toBe(`404 No image found with ID ${image}`);
    expect(await t.says('producer', staged(image, 'application/octet-stream'))).toBe('204');
    const { body } = await t.send({ as: 'producer', path: '/v2/info/import' });
    expect(body).toMatchObject({ 'import-methods': { value: ['glance-direct'] } });
    const { headers } = await t.send({ as: 'producer', method: 'POST', path: '/v2/images', body: {} });
    expect(headers.get('openstack-image-import-methods')).toBe('glance-direct');
  },
);

everyDoor(
  'without glance-direct nobody stages data, whatever the image and the media type are',
  own({ import_methods: [] }, { isQueued: true }),
  async (t) => {
    const off = "404 'glance-direct' method is not available at this site.";
    for (const id of [image, noImage])
      for (const type of ['application/octet-stream', 'application/json'])
        expect(await t.says('consumer', staged(id, type))).toBe(off);
    const { headers } = await t.send({ as: 'producer', method: 'POST', path: '/v2/images', body: {} });
    expect(headers.has('openstack-image-import-methods')).toBe(false);
  },
);

everyDoor(
  'a way to import data that the fake does not have is taken, and answered 501',
  own({ import_methods: ['glance-download'] }),
  async (t) => {
    expect(await t.says('producer', imported('glance-download'))).toMatch(/^501 .*glance-download/);
  },
);
