import type { Interaction, Where } from '../interaction.ts';
import { anImage, asks, change, noImage, offered, only, requests } from './writing.ts';

const { createImage, deleteImage, downloadImage, showImage, updateImage } = requests;
const marked = anImage({ ...offered, tags: ['hardened'], properties: { os_distro: 'debian' } });
const freeName = { state: 'a free name', parameters: { is: 'producer' } } as const;

const defaultIs =
  (visibility: string): Where =>
  ({ defaultVisibility }) =>
    defaultVisibility === visibility;
const thereAre =
  (count: number): Where =>
  ({ visibilities }) =>
    Object.keys(visibilities).length === count;

/** What depends on which visibilities there are. */
const byVisibilities: readonly Interaction[] = [
  ...(
    [
      ['shared', 'a new image is shared, without members'],
      ['private', 'a new image is private'],
    ] as const
  ).flatMap(([visibility, sentence]) =>
    only(defaultIs(visibility), [
      asks('producer', sentence, freeName, createImage({ disk_format: 'raw', container_format: 'bare' })),
    ]),
  ),
  ...(
    [
      [4, 'a visibility must be one of four'],
      [2, 'a visibility must be one of two'],
    ] as const
  ).flatMap(([count, sentence]) =>
    only(thereAre(count), [
      asks('producer', sentence, anImage(), updateImage(change('visibility', 'secret'))),
    ]),
  ),
];

/** Images as far as sharing depends on them. Source: RULES.md §4. */
export const imageInteractions: readonly Interaction[] = [
  ...byVisibilities,
  asks('producer', 'a new image may be private', freeName, createImage({ visibility: 'private' })),
  asks('producer', 'a new image may not be public', freeName, createImage({ visibility: 'public' })),
  asks(
    'producer',
    'a new image belongs to the tenant that creates it',
    freeName,
    createImage({ owner: '${stranger}' }),
  ),
  asks('producer', 'an image keeps its owner', anImage(), updateImage(change('owner', 'somebody'))),
  asks('producer', 'a patch has a media type of its own', anImage(), {
    ...updateImage(change('name', 'x')),
    type: 'application/json',
  }),
  asks(
    'producer',
    'a protected image is not deleted',
    anImage({ ...offered, protected: true }),
    deleteImage(),
  ),
  asks('producer', 'a queued image has no data', anImage({ status: 'queued' }), downloadImage()),
  asks(
    'producer',
    'the data of a deactivated image are for administrators only',
    anImage({ status: 'deactivated' }),
    downloadImage(),
  ),
  asks(
    'administrator',
    'an administrator downloads the data of a deactivated image',
    anImage({ status: 'deactivated' }),
    downloadImage(),
  ),
  asks(
    'consumer',
    'members of a deactivated image may accept',
    anImage({ ...offered, status: 'deactivated' }),
    requests.updateMember('${consumer}', 'accepted'),
  ),
  asks(
    'producer',
    'a queued image may be shared',
    anImage({ status: 'queued' }),
    requests.addMember('${consumer}'),
  ),
  asks('producer', 'a deleted image is gone', anImage({ ...offered, deleted: true }), showImage()),
  asks(
    'producer',
    'the members of a deleted image are gone',
    anImage({ ...offered, deleted: true }),
    requests.listMembers(),
  ),
  asks(
    'consumer',
    'a deleted image is gone for its members',
    anImage({ ...offered, deleted: true }),
    showImage(),
  ),
  asks('consumer', 'the image that is asked for is shown, with its tags and properties', marked, showImage()),
  asks(
    'consumer',
    'the list shows images with their tags and properties',
    marked,
    requests.listImages({ member_status: 'all' }),
  ),
  asks('producer', 'an unknown image', noImage, showImage()),
];
