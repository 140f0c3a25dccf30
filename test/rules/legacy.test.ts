import { expect } from 'vitest';
import { readSeedFile } from '../../src/seed-file.ts';
import {
  action,
  add,
  createImage,
  deleteImage,
  download,
  image,
  images,
  list,
  patch,
  remove,
  set,
  show,
  showImage,
  tag,
  update,
  upload,
} from '../calls.ts';
import { cast } from '../cast.ts';
import { type Call, everyDoor } from '../doors.ts';

const unauthorized = (policy: string): string => `403 You are not authorized to complete ${policy} action.`;
const mayNot = (verb: string): string => `403 Not allowed to ${verb} members for image ${image}.`;
const notAMember = (member: string): string =>
  `404 ${member} not found in the member list of the image ${image}.`;
const noImage = `404 Image ${image} not found.`;
const notOwner = '403 You do not own this image';

/** Rule, who asks, what for, the answer today, the answer of the old policies. */
type Row = readonly [rule: string, who: string, call: Call, today: string, legacy: string];

function tell(rows: readonly Row[], seed: ReturnType<typeof cast>): void {
  for (const [rule, who, call, today, legacy] of rows) {
    everyDoor(rule, { seed }, async (t) => {
      expect(await t.says(who, call)).toBe(today);
    });
    everyDoor(
      `${rule}, by the old policies`,
      { seed, profile: 'glance-legacy', release: 'zed' },
      async (t) => {
        expect(await t.says(who, call)).toBe(legacy);
      },
    );
  }
}

const asConsumer: readonly Row[] = [
  [
    'a consumer may not change the image',
    'consumer',
    set('name', 'x'),
    unauthorized('modify_image'),
    notOwner,
  ],
  ['a consumer may not delete the image', 'consumer', deleteImage(), unauthorized('delete_image'), notOwner],
  [
    'a consumer may not deactivate the image',
    'consumer',
    action('deactivate'),
    unauthorized('deactivate'),
    notOwner,
  ],
  [
    'a consumer may not reactivate the image',
    'consumer',
    action('reactivate'),
    unauthorized('reactivate'),
    notOwner,
  ],
  [
    'a consumer may not tag the image',
    'consumer',
    tag('x'),
    unauthorized('modify_image'),
    `403 Not allowed to update tags for image ${image}.`,
  ],
  ['a consumer may change nothing of the image', 'consumer', patch([]), '200', '200'],
];
tell(asConsumer, cast());

tell(
  [
    [
      'a consumer may not (de)activate a queued image, which nobody may',
      'consumer',
      action('deactivate'),
      unauthorized('deactivate'),
      notOwner,
    ],
  ],
  readSeedFile('image-states'),
);

tell(
  [
    [
      'a consumer may not give the image to the community',
      'consumer',
      set('visibility', 'community'),
      unauthorized('communitize_image'),
      notOwner,
    ],
  ],
  cast(),
);

// The old policies' words for an upload were asked of Glance 25.1: the state of the image does not matter.
tell(
  [
    [
      'a consumer may not upload',
      'consumer',
      upload('x'),
      unauthorized('upload_image'),
      `403 Not allowed to upload image data for image ${image}`,
    ],
  ],
  cast(),
);

const roles = readSeedFile('roles');
const asReader: readonly Row[] = [
  ['a reader of the producer sees the image', 'producer-reader', showImage(), '200', '200'],
  ['a reader of the consumer sees the image', 'consumer-reader', showImage(), '200', '200'],
  ['a reader of the producer lists images', 'producer-reader', images(), '200', '200'],
  ['a reader of the producer lists members', 'producer-reader', list(), '200', '200'],
  ['a reader of the consumer lists members', 'consumer-reader', list(), '200', '200'],
  ['a reader of the producer sees a member', 'producer-reader', show('123456'), '200', '200'],
  ['a reader of the consumer sees itself', 'consumer-reader', show('123456'), '200', '200'],
  [
    'a reader of the producer may not download',
    'producer-reader',
    download(),
    unauthorized('download_image'),
    '200',
  ],
  [
    'a reader of the consumer may not download',
    'consumer-reader',
    download(),
    unauthorized('download_image'),
    '200',
  ],
  [
    'a reader of the producer may not add a member',
    'producer-reader',
    add('x'),
    unauthorized('add_member'),
    '200',
  ],
  [
    'a reader of the producer may not remove a member',
    'producer-reader',
    remove('123456'),
    unauthorized('delete_member'),
    '204',
  ],
  [
    'a reader of the producer may not update a member',
    'producer-reader',
    update('123456', 'accepted'),
    unauthorized('modify_member'),
    mayNot('update'),
  ],
  [
    'a reader of the consumer may not accept',
    'consumer-reader',
    update('123456', 'accepted'),
    unauthorized('modify_member'),
    '200',
  ],
  [
    'a reader of the consumer may not add a member',
    'consumer-reader',
    add('x'),
    unauthorized('add_member'),
    mayNot('create'),
  ],
  [
    'a reader of the consumer may not remove another',
    'consumer-reader',
    remove('x'),
    notAMember('x'),
    mayNot('delete'),
  ],
  [
    'a reader of the producer may not create an image',
    'producer-reader',
    createImage({}),
    unauthorized('add_image'),
    '201',
  ],
  [
    'a reader of the consumer may not create an image',
    'consumer-reader',
    createImage({}),
    unauthorized('add_image'),
    '201',
  ],
  [
    'a reader of the producer may not change the image',
    'producer-reader',
    set('name', 'x'),
    unauthorized('modify_image'),
    '200',
  ],
  [
    'a reader of the producer may not delete the image',
    'producer-reader',
    deleteImage(),
    unauthorized('delete_image'),
    '204',
  ],
];
tell(asReader, roles);

const asAdministrator: readonly Row[] = [
  [
    'an administrator of the producer accepts for the consumer',
    'producer-admin',
    update('123456', 'accepted'),
    '200',
    '200',
  ],
  ['an administrator of the consumer removes the consumer', 'consumer-admin', remove('123456'), '204', '204'],
  ['a member of the consumer accepts', 'consumer-member', update('123456', 'accepted'), '200', '200'],
  ['a member of the producer adds a member', 'producer-member', add('x'), '200', '200'],
];
tell(asAdministrator, roles);

const notFound = '404 The resource could not be found.';
const asSystem: readonly Row[] = [
  [
    'an administrator of the system lists members by the old policies only',
    'system-admin',
    list(),
    notFound,
    '200',
  ],
  [
    'an administrator of the system adds a member by the old policies only',
    'system-admin',
    add('x'),
    notFound,
    '200',
  ],
  [
    'an administrator of the system creates an image by the old policies only',
    'system-admin',
    createImage({}),
    unauthorized('add_image'),
    '201',
  ],
  ['who has no tenant sees no shared image', 'without-tenant', list(), noImage, noImage],
  [
    'who has no tenant creates an image by the old policies only',
    'without-tenant',
    createImage({}),
    unauthorized('add_image'),
    '201',
  ],
];
tell(asSystem, roles);

everyDoor(
  'by the old policies who has no tenant creates an image that nobody owns',
  { seed: roles, profile: 'glance-legacy', release: 'zed' },
  async (t) => {
    for (const as of ['without-tenant', 'system-admin']) {
      expect((await t.send({ as, ...createImage({}) })).body).toMatchObject({ owner: null });
    }
  },
);
