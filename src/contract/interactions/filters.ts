import type { Interaction, RequestTemplate } from '../interaction.ts';
import type { ImageGiven } from '../provider-states/image-parameters.ts';
import { anImage, asks, offered, only, requests, takes, takesNone } from './writing.ts';

const { listImages } = requests;
const marked = anImage({
  ...offered,
  tags: ['hardened'],
  properties: { os_distro: 'debian' },
  protected: true,
});

type Query = NonNullable<RequestTemplate['query']>;

/** What a filter finds, and what it does not find. Source: RULES.md §4. */
const filters: readonly (readonly [sentence: string, query: Query])[] = [
  ['an unknown parameter is a property that no image has', { colour: 'red' }],
  ['images are found by a property', { os_distro: 'debian' }],
  ['images with another property are not found', { os_distro: 'fedora' }],
  ['images are found by a tag', { tag: 'hardened' }],
  ['images without a tag are not found', { tag: 'unpatched' }],
  ['images are found by two filters', { os_distro: 'debian', tag: 'hardened' }],
  ['both of two filters count', { os_distro: 'debian', tag: 'unpatched' }],
  ['images are found by their status', { status: 'active' }],
  ['images of another status are not found', { status: 'queued' }],
  ['images are found by their format', { disk_format: 'raw' }],
  ['images of another format are not found', { disk_format: 'qcow2' }],
  ['images are found by whether they are protected', { protected: 'true' }],
  ['images that are protected are not found among the others', { protected: 'false' }],
  ['images are found by their owner', { owner: '${producer}' }],
  ['images of another owner are not found', { owner: '${stranger}' }],
  ['images are found by their id', { id: '${image}' }],
  ['images are found by a size that they reach', { size_min: '1' }],
  ['images are not found by a size that they do not reach', { size_min: '100000' }],
  ['images that are not hidden are not among the hidden ones', { os_hidden: 'true' }],
  ['shared images are not among the private ones', { visibility: 'private' }],
  ['a limit above the number of images has no next page', { limit: '5' }],
];

/** What strangers look for in vain. */
const prying: readonly (readonly [called: string, query: Query])[] = [
  ['whatever the member status', { member_status: 'all' }],
  ['by visibility', { visibility: 'shared', member_status: 'all' }],
  ['by owner', { owner: '${producer}' }],
  ['by id', { id: '${image}' }],
  ['by property', { os_distro: 'debian' }],
  ['by tag', { tag: 'hardened' }],
  ['among the hidden ones', { os_hidden: 'true' }],
];

const small: ImageGiven = { data: 'Small.\n', members: [{ tenant: 'consumer', status: 'accepted' }] };
const large: ImageGiven = { ...small, as: 'other', data: 'Larger by far.\n' };
const two = [anImage({ ...small, timed: true }), anImage({ ...large, timed: true })];
const both = { name: 'in:${image_name},${other_name}' };

/** Orders and pages of two images. */
const orders: readonly (readonly [sentence: string, query: Query])[] = [
  ['the newest image comes first', {}],
  ['the oldest image comes first where the direction is asc', { sort_dir: 'asc' }],
  ['images are sorted by size', { sort_key: 'size', sort_dir: 'asc' }],
  ['images are sorted by size, the largest first', { sort_key: 'size', sort_dir: 'desc' }],
  ['images are sorted by size in the newer way of writing', { sort: 'size:asc' }],
  ['images are sorted by size, the largest first, in the newer way of writing', { sort: 'size:desc' }],
  ['a page has no more images than its limit', { sort_key: 'size', sort_dir: 'asc', limit: '1' }],
  ['a page that is full has a next one', { sort_key: 'size', sort_dir: 'asc', limit: '2' }],
  ['a page begins after its marker', { sort_key: 'size', sort_dir: 'asc', limit: '1', marker: '${image}' }],
  ['a page after the last image is empty', { sort_key: 'size', sort_dir: 'asc', marker: '${other}' }],
];

/** Queries that are refused. */
const refused: readonly (readonly [sentence: string, query: Query])[] = [
  ['an unknown sort direction', { sort_dir: 'up' }],
  ['both ways of writing an order', { sort: 'size:asc', sort_key: 'name' }],
  ['a limit with a fraction', { limit: '1.5' }],
  ['an empty limit', { limit: '' }],
  ['a marker that is the id of no image', { marker: '00000000-0000-4000-8000-000000000000' }],
  ['an empty member status', { member_status: '' }],
  ['an unknown word for hidden', { os_hidden: 'maybe' }],
];

/** Filters, orders and pages of the image list. */
export const filterInteractions: readonly Interaction[] = [
  ...filters.map(([sentence, query]) => asks('producer', sentence, marked, listImages(query))),
  ...filters
    .slice(0, 5)
    .map(([sentence, query]) =>
      asks('consumer', `${sentence}, among offers`, marked, listImages({ member_status: 'all', ...query })),
    ),
  ...prying.map(([called, query]) =>
    asks('stranger', `a stranger finds no image of another ${called}`, marked, listImages(query)),
  ),
  ...only(takes('shared'), [
    asks(
      'stranger',
      'a stranger finds no image of another among those of any visibility',
      marked,
      listImages({ visibility: 'all' }),
    ),
  ]),
  ...orders.map(([sentence, query]) => asks('consumer', sentence, two, listImages({ ...both, ...query }))),
  ...refused.map(([sentence, query]) => asks('consumer', sentence, anImage(), listImages(query))),
  asks(
    'producer',
    "the producer's own hidden image is not in its list",
    anImage({ hidden: true }),
    listImages(),
  ),
  asks(
    'producer',
    "the producer's own hidden image is among the hidden ones",
    anImage({ hidden: true }),
    listImages({ os_hidden: 'true' }),
  ),
  ...(['queued', 'deactivated'] as const).map((status) =>
    asks('producer', `a ${status} image is in the list`, anImage({ status }), listImages()),
  ),
  asks('producer', 'a deleted image is in no list', anImage({ ...offered, deleted: true }), listImages()),
  asks(
    'consumer',
    'a deleted image is in no list of offers',
    anImage({ ...offered, deleted: true }),
    listImages({ member_status: 'all' }),
  ),
  asks(
    'consumer',
    'an image that no longer offers itself is in no list',
    anImage({ members: [{ tenant: 'consumer', status: 'accepted', removed: true }] }),
    listImages({ member_status: 'all' }),
  ),
  ...only(takesNone('private'), [
    asks(
      'consumer',
      'private images of another are in no list, whoever was a member',
      anImage({ ...offered, visibility: 'private' }),
      listImages({ visibility: 'private' }),
    ),
  ]),
];
