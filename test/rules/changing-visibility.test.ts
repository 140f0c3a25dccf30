import { expect } from 'vitest';
import { image, noImage, patch, set, showImage } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const visibilities = ['private', 'shared', 'community', 'public'] as const;
const unauthorized = (policy: string): string => `403 You are not authorized to complete ${policy} action.`;

for (const from of visibilities) {
  for (const to of visibilities) {
    everyDoor(
      `the producer takes an image from ${from} to ${to}${to === 'public' ? ' only as an administrator' : ''}`,
      { seed: cast({ visibility: from }) },
      async (t) => {
        expect(await t.says('producer', set('visibility', to))).toBe(
          to === 'public' ? unauthorized('publicize_image') : '200',
        );
        expect(await t.says('admin', set('visibility', to))).toBe('200');
        expect((await t.send({ as: 'producer', ...showImage() })).body).toMatchObject({ visibility: to });
      },
    );
  }
}

const world = { seed: cast(), release: 'zed' } as const;

everyDoor('a consumer changes no visibility', world, async (t) => {
  expect(await t.says('consumer', set('visibility', 'private'))).toBe(unauthorized('modify_image'));
  expect(await t.says('consumer', set('visibility', 'shared'))).toBe(unauthorized('modify_image'));
  expect(await t.says('consumer', set('visibility', 'community'))).toBe(unauthorized('communitize_image'));
  expect(await t.says('consumer', set('visibility', 'public'))).toBe(unauthorized('publicize_image'));
});

everyDoor(
  'by the old policies a consumer does not own the image',
  { ...world, profile: 'glance-legacy' },
  async (t) => {
    expect(await t.says('consumer', set('visibility', 'private'))).toBe('403 You do not own this image');
  },
);

everyDoor('a stranger finds no image to change', world, async (t) => {
  expect(await t.says('stranger', set('visibility', 'private'))).toBe(`404 No image found with ID ${image}`);
});

const wrong =
  "400 Provided object does not match schema 'image': 'bogus' is not one of ['community', 'public', 'private', 'shared']\n\n" +
  "Failed validating 'enum' in schema['properties']['visibility']:\n" +
  "    {'description': 'Scope of image accessibility',\n" +
  "     'enum': ['community', 'public', 'private', 'shared'],\n" +
  "     'type': 'string'}\n\nOn instance['visibility']:\n    'bogus'";

everyDoor('a wrong visibility is refused before the image is looked up', world, async (t) => {
  for (const who of ['producer', 'consumer', 'stranger', 'admin']) {
    expect(await t.says(who, set('visibility', 'bogus'))).toBe(wrong);
    expect(await t.says(who, set('visibility', 'bogus', noImage))).toBe(wrong);
  }
});

everyDoor('the visibility is written in small letters', world, async (t) => {
  expect(await t.says('producer', set('visibility', 'SHARED'))).toMatch(
    /^400 Provided object does not match schema 'image': 'SHARED' is not one of/,
  );
  expect(await t.says('producer', set('visibility', null))).toMatch(
    /^400 Provided object does not match schema 'image': None is not of type 'string'/,
  );
  expect(await t.says('producer', set('visibility', 1))).toMatch(
    /^400 Provided object does not match schema 'image': 1 is not of type 'string'/,
  );
});

everyDoor('add and replace both change the visibility, remove does not', world, async (t) => {
  for (const op of ['add', 'replace']) {
    expect(await t.says('producer', patch([{ op, path: '/visibility', value: 'private' }]))).toBe('200');
  }
  const { body } = await t.send({ as: 'producer', ...patch([{ op: 'remove', path: '/visibility' }]) });
  expect(body).toMatchObject({
    message: 'Access was denied to this resource.<br /><br />\nProperty visibility may not be removed.\n\n',
  });
});

const types: readonly (readonly [type: string | null, shown: string])[] = [
  ['application/json', 'application/json'],
  ['application/json-patch+json', 'application/json-patch+json'],
  ['Application/Openstack-Images-V2.1-Json-Patch', 'Application/Openstack-Images-V2.1-Json-Patch'],
  ['application/openstack-images-v2-json-patch', 'application/openstack-images-v2-json-patch'],
  ['text/plain', 'text/plain'],
];
for (const [type, shown] of types) {
  everyDoor(`a change in ${type} is not supported, and the reply says what is`, world, async (t) => {
    const asked = { ...set('visibility', 'private'), headers: { 'content-type': type } };
    const { status, headers, body } = await t.send({ as: 'producer', ...asked });
    expect(status).toBe(415);
    expect(body).toEqual({
      message: `The request media type ${shown} is not supported by this server.\n<br /><br />\n`,
      code: '415 Unsupported Media Type',
      title: 'Unsupported Media Type',
    });
    expect(headers.get('accept-patch')).toBe(
      'application/openstack-images-v2.0-json-patch, application/openstack-images-v2.1-json-patch',
    );
  });
}

everyDoor('a change without a media type is taken for plain text', world, async (t) => {
  const body = new TextEncoder().encode('[]');
  const asked = { method: 'PATCH', path: showImage().path, body };
  expect(await t.says('producer', asked)).toBe(
    '415 The request media type text/plain is not supported by this server.',
  );
});

everyDoor('parameters of the media type do not matter', world, async (t) => {
  const asked = {
    ...set('visibility', 'private'),
    headers: { 'content-type': 'application/openstack-images-v2.1-json-patch; charset=utf-8' },
  };
  expect(await t.says('producer', asked)).toBe('200');
});

everyDoor('the older media type has its own form of a change', world, async (t) => {
  const older = { 'content-type': 'application/openstack-images-v2.0-json-patch' };
  const asked = { ...patch([{ replace: '/visibility', value: 'private' }]), headers: older };
  expect((await t.send({ as: 'producer', ...asked })).body).toMatchObject({ visibility: 'private' });
});
