/**
 * Members of images that are deactivated, deleted, protected, or shared with nobody. Source: Cloud Images API v2
 * guide, Concepts (image statuses: `deactivated`); cloudroast, glance/regression and images/v2.
 */
import { expect } from 'vitest';
import {
  action,
  add,
  deleteImage,
  download,
  image,
  images,
  list,
  noImage as unknownImage,
  remove,
  set,
  show,
  showImage,
  update,
} from '../calls.ts';
import { type Call, everyDoor, type Told } from '../doors.ts';
import { cloudImage, cloudImages, noImage, noSuchImage, notAMember, notOwner } from './sentences.ts';

/** Everything that sharing takes, from the first to the last. */
async function shares(t: Told): Promise<readonly string[]> {
  const said: string[] = [];
  const tell = async (as: string, call: Call): Promise<void> => void said.push(await t.says(as, call));
  await tell('producer', add('7000001'));
  await tell('producer', list());
  await tell('producer', show('7000001'));
  await tell('stranger', update('7000001', 'accepted'));
  await tell('producer', remove('7000001'));
  return said;
}

const deactivated = '403 The requested image has been deactivated. Image data download is forbidden.';

everyDoor(
  'deactivated: list, details, sharing and metadata work, the data is out of reach',
  cloudImage({ status: 'deactivated' }),
  async (t) => {
    expect(await shares(t)).toEqual(['200', '200', '200', '200', '204']);
    expect((await t.send({ as: 'producer', ...images() })).body).toMatchObject({
      images: [{ id: image, status: 'deactivated' }],
    });
    for (const as of ['producer', 'consumer']) {
      expect((await t.send({ as, ...showImage() })).body).toMatchObject({ status: 'deactivated' });
      expect(await t.says(as, download())).toBe(deactivated);
    }
    expect((await t.send({ as: 'producer', ...set('name', 'renamed') })).body).toMatchObject({
      name: 'renamed',
    });
  },
);

everyDoor('deactivated and reactivated: sharing and data work', cloudImages(), async (t) => {
  expect(await t.says('producer', action('deactivate'))).toBe('204');
  expect(await t.says('consumer', download())).toBe(deactivated);
  expect(await t.says('producer', action('reactivate'))).toBe('204');
  expect(await shares(t)).toEqual(['200', '200', '200', '200', '204']);
  expect(await t.says('consumer', download())).toBe('200');
});

const everyCall = (id: string): readonly Call[] => [
  add('7000001', id),
  list(id),
  show('123456', id),
  update('123456', 'accepted', id),
  remove('123456', id),
];

everyDoor('a deleted image has no members any more, for anybody: 404', cloudImages(), async (t) => {
  await t.send({ as: 'producer', ...deleteImage() });
  for (const as of ['producer', 'consumer', 'stranger'])
    for (const call of everyCall(image)) expect(await t.says(as, call)).toBe(noImage);
});

for (const id of [unknownImage, 'no-uuid', '0']) {
  everyDoor(`an image id that is unknown or none (${id}) has no members: 404`, cloudImages(), async (t) => {
    for (const as of ['producer', 'consumer'])
      for (const call of everyCall(id)) expect(await t.says(as, call)).toBe(`404 Image ${id} not found.`);
  });
}

const unshared = cloudImage({ members: [] });

everyDoor(
  'the members of an own image that is shared with nobody are an empty list: 200',
  unshared,
  async (t) => {
    const { status, body } = await t.send({ as: 'producer', ...list() });
    expect(status).toBe(200);
    expect(body).toEqual({ members: [], schema: '/v2/schemas/members' });
  },
);

everyDoor(
  'of an image that is shared with nobody there is no member to get or to delete: 404',
  unshared,
  async (t) => {
    expect(await t.says('producer', show('123456'))).toBe(notAMember('123456'));
    expect(await t.says('producer', remove('123456'))).toBe(notAMember('123456'));
    expect(await t.says('consumer', show('123456'))).toBe(noImage);
  },
);

everyDoor('a member neither changes nor deletes the image: 403', cloudImages(), async (t) => {
  for (const as of ['consumer', 'second-consumer']) {
    expect(await t.says(as, set('name', 'mine'))).toBe(notOwner);
    expect(await t.says(as, deleteImage())).toBe(notOwner);
  }
  expect((await t.send({ as: 'producer', ...showImage() })).body).toMatchObject({ name: 'shared image' });
});

everyDoor('a stranger neither changes nor deletes the image: 404', cloudImages(), async (t) => {
  expect(await t.says('stranger', set('name', 'mine'))).toBe(noSuchImage);
  expect(await t.says('stranger', deleteImage())).toBe(`404 Failed to find image ${image} to delete`);
});

everyDoor('a protected image is not deleted: 403', cloudImage({ protected: true }), async (t) => {
  expect(await t.says('producer', deleteImage())).toBe(
    `403 Image ${image} is protected and cannot be deleted.`,
  );
  expect((await t.send({ as: 'producer', ...set('protected', false) })).status).toBe(200);
  expect(await t.says('producer', deleteImage())).toBe('204');
});
