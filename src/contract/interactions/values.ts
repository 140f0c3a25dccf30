import type { Interaction } from '../interaction.ts';
import type { ImageGiven } from '../provider-states/image-parameters.ts';
import { adding } from './bodies.ts';
import { anImage, asks, noImage, offered, only, requests, takes, takesNone, wordsKnown } from './writing.ts';

const { addMember, createImage, listImages, listMembers, removeMember, showImage, showMember, updateMember } =
  requests;

/** An image of which nothing is as in any other. */
const golden: ImageGiven = {
  name: 'Debian 13 (trixie), golden',
  tags: ['hardened', 'lts'],
  properties: { os_distro: 'debian', os_version: '13', Mixed_Case: 'Ünïcödé <&> "quoted"' },
  members: [{ tenant: 'consumer', status: 'rejected' }],
};
const plain = anImage({
  name: 'plain',
  data: 'Other data.\n',
  tags: ['test'],
  properties: { os_distro: 'alpine' },
  protected: true,
});

/** Names, owners, tags and properties: each image has its own. Source: RULES.md §4. */
const ofImages: readonly Interaction[] = [
  asks('producer', 'an image is shown with its own name, tags and properties', anImage(golden), showImage()),
  asks('consumer', 'a member sees the name, tags and properties of an image', anImage(golden), showImage()),
  asks('producer', 'another image is shown with other values', plain, showImage()),
  asks(
    'producer',
    'the data of an image are its own',
    anImage({ data: 'Data that no other image has.\n' }),
    requests.downloadImage(),
  ),
  asks(
    'stranger',
    'an image of the stranger belongs to the stranger',
    anImage({ owner: 'stranger', name: 'of a stranger' }),
    showImage(),
  ),
  asks('producer', 'an image may have no name', anImage({ name: null }), showImage()),
  asks('producer', 'a hidden image is shown to whom knows its id', anImage({ hidden: true }), showImage()),
  asks(
    'consumer',
    'a hidden image is shown to its members',
    anImage({ ...offered, hidden: true }),
    showImage(),
  ),
  asks('producer', 'a protected image says so', anImage({ protected: true }), showImage()),
  asks('producer', 'a queued image has neither size nor digest', anImage({ status: 'queued' }), showImage()),
  asks('producer', 'a deactivated image says so', anImage({ status: 'deactivated' }), showImage()),
];

const named = { state: 'a free name', parameters: { is: 'producer' } } as const;

/** What is said of a new image comes back. */
const ofNewImages: readonly Interaction[] = [
  asks(
    'producer',
    'a new image has the id that is asked for',
    [noImage, named],
    createImage({ id: '${image}' }),
  ),
  asks('producer', 'an id is given to one image only', [anImage(), named], createImage({ id: '${image}' })),
  asks(
    'producer',
    'a new image has the properties, tags and sizes that are asked for',
    named,
    createImage({
      tags: ['hardened'],
      os_distro: 'debian',
      min_disk: 7,
      min_ram: 512,
      protected: false,
      disk_format: 'qcow2',
      container_format: 'bare',
    }),
  ),
  ...only(takes('shared'), [
    asks('producer', 'a new image may say that it is shared', named, createImage({ visibility: 'shared' })),
  ]),
  asks('producer', 'a new image cannot say its status', named, createImage({ status: 'active' })),
  asks('producer', 'an id of an image is a UUID', named, createImage({ id: 'nothing' })),
];

const several: ImageGiven = {
  members: [
    { tenant: 'somebody' },
    { tenant: 'gone', removed: true },
    { tenant: 'consumer', status: 'accepted' },
  ],
};
const removed = anImage({ members: [{ tenant: 'consumer', status: 'accepted', removed: true }] });
const long = 'm'.repeat(255);

/** Members keep what they are called, and their own status. Source: RULES.md §2, Bodies. */
const ofMembers: readonly Interaction[] = [
  ...only(wordsKnown, [
    asks('producer', 'a number may be a member', anImage(), addMember(5)),
    asks('producer', 'a truth value may be a member', anImage(), addMember(true)),
    asks('producer', 'a member id may have 255 characters', anImage({}), addMember(long)),
    asks(
      'producer',
      'a member id of 255 characters is found',
      anImage({ members: [{ tenant: long }] }),
      showMember(long),
    ),
    asks('producer', 'a member id has no more than 255 characters', anImage({}), addMember(`${long}m`)),
    asks('producer', 'a member id keeps its capitals', anImage({}), addMember('MixedCase')),
    asks('producer', 'a member id keeps its spaces', anImage({}), addMember(' in the middle')),
    asks('producer', 'a member id may have letters of any script', anImage({}), addMember('süß-東京')),
    asks('producer', 'a refusal names a member as it is called', anImage({}), showMember('a%3Cb%3E%26c')),
    asks('producer', 'a zero is no member', anImage({}), addMember(0)),
    asks('producer', 'an empty list is no member', anImage({}), addMember([])),
  ]),
  asks('producer', 'a number as text may be a member', anImage({}), addMember('7000001')),
  asks(
    'producer',
    'a member whose id is a number is shown with a text',
    anImage({ members: [{ tenant: '7000001' }] }),
    showMember('7000001'),
  ),
  asks('producer', 'members have a status each', anImage(several), listMembers()),
  asks('producer', 'a removed member is not shown', removed, showMember('${consumer}')),
  asks('producer', 'a member is removed only once', removed, removeMember('${consumer}')),
  asks('administrator', 'a removed member is not updated', removed, updateMember('${consumer}', 'accepted')),
  asks(
    'producer',
    'members that were added before a removed one stay',
    anImage({ members: [{ tenant: 'consumer' }, { tenant: 'somebody', removed: true }] }),
    listMembers(),
  ),
  asks('consumer', 'only the status in a body counts', anImage(), {
    ...updateMember('${consumer}', 'accepted'),
    body: { status: 'accepted', member_id: '${second_consumer}', image_id: 'another', member: 'nobody' },
  }),
  asks('consumer', 'a status has no spaces', anImage(), updateMember('${consumer}', ' accepted')),
  asks('consumer', 'a status is not empty', anImage(), updateMember('${consumer}', '')),
  asks('consumer', 'a status is not null', anImage(), updateMember('${consumer}', null)),
  asks('producer', 'the list of members has no pages', anImage(several), {
    ...listMembers(),
    query: { limit: '1' },
  }),
  asks('producer', 'the list of members has no filters', anImage(several), {
    ...listMembers(),
    query: { status: 'accepted', marker: 'somebody' },
  }),
  asks(
    'producer',
    'a body with two keys adds one member',
    anImage({}),
    adding('{"members": ["a"], "member": "somebody"}'),
  ),
  asks('producer', 'a protected image takes members', anImage({ protected: true }), addMember('${consumer}')),
  asks('producer', 'a hidden image takes members', anImage({ hidden: true }), addMember('${consumer}')),
  asks(
    'producer',
    'a protected image loses members',
    anImage({ ...offered, protected: true }),
    removeMember('${consumer}'),
  ),
  ...(['add', 'update', 'remove'] as const).map((does) => {
    const gone = anImage({ ...offered, deleted: true });
    const request = {
      add: addMember('${stranger}'),
      update: updateMember('${consumer}', 'accepted'),
      remove: removeMember('${consumer}'),
    }[does];
    const caller = does === 'update' ? 'consumer' : 'producer';
    return asks(caller, `the ${caller} cannot ${does} members of a deleted image`, gone, request);
  }),
];

const pending = anImage({ members: [{ tenant: 'consumer' }] });
const other = (more: ImageGiven) => anImage({ as: 'other', ...more });

/** What happens to one image happens to no other. */
const apart: readonly Interaction[] = [
  asks(
    'consumer',
    'a status that is set on one image is that of this image alone',
    [pending, other({ members: [{ tenant: 'consumer', status: 'rejected' }] })],
    showMember('${consumer}'),
  ),
  asks(
    'consumer',
    'a member that is removed from one image stays in another',
    [pending, other({ members: [{ tenant: 'consumer', removed: true }] })],
    showMember('${consumer}'),
  ),
  asks(
    'producer',
    'a member of one image is none of another',
    [anImage({}), other({ members: [{ tenant: 'consumer' }] })],
    listMembers(),
  ),
  asks(
    'consumer',
    'a member of one image does not see another',
    [anImage({}), other({ members: [{ tenant: 'consumer', status: 'accepted' }] })],
    showImage(),
  ),
  asks(
    'producer',
    'a tenant may be a member of two images',
    [anImage({}), other({ members: [{ tenant: 'consumer' }] })],
    addMember('${consumer}'),
  ),
  ...only(takesNone('private'), [
    asks(
      'consumer',
      'an image that becomes private takes no other with it',
      [pending, other({ members: [{ tenant: 'consumer' }], visibility: 'private' })],
      showImage(),
    ),
  ]),
  asks(
    'consumer',
    'a list filters by name',
    [pending, other({ members: [{ tenant: 'consumer' }] })],
    listImages({ member_status: 'all' }),
  ),
];

/** Values that come back as they were given, and where they belong. */
export const valueInteractions: readonly Interaction[] = [
  ...ofImages,
  ...ofNewImages,
  ...ofMembers,
  ...apart,
];
