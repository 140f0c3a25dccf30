import type { Interaction, RequestTemplate } from '../interaction.ts';
import { anImage, asks, change, offered, only, requests, wordsKnown } from './writing.ts';

const { deleteImage, showImage, updateImage } = requests;
const marked = anImage({
  ...offered,
  tags: ['hardened'],
  properties: { os_distro: 'debian', os_version: '13' },
});
const add = (property: string, value: unknown): object => ({ op: 'add', path: `/${property}`, value });
const remove = (property: string): object => ({ op: 'remove', path: `/${property}` });

/** A change with a body of its own. */
const patching = (body: string, type?: string): RequestTemplate => {
  const plain = updateImage();
  return { ...plain, body, ...(type === undefined ? {} : { type }) };
};

/** Changes of images, their order and their refusals. Source: RULES.md §4; asked of Glance 25.1. */
const changes: readonly (readonly [sentence: string, request: RequestTemplate])[] = [
  ['a name is replaced', updateImage(change('name', 'Debian 13, golden'))],
  ['a property is added', updateImage(add('os_admin_user', 'root'))],
  ['a property that is there is added again', updateImage(add('os_distro', 'fedora'))],
  ['a property is replaced', updateImage(change('os_distro', 'fedora'))],
  ['a property is removed', updateImage(remove('os_distro'))],
  ['a property that is not there cannot be replaced', updateImage(change('os_admin_user', 'root'))],
  ['a property that is not there cannot be removed', updateImage(remove('os_admin_user'))],
  ['tags are replaced', updateImage(change('tags', ['golden', 'lts']))],
  ['all tags are removed', updateImage(change('tags', []))],
  ['the least memory is a number', updateImage(change('min_ram', 1024))],
  ['an image is protected', updateImage(change('protected', true))],
  ['changes are made in their order', updateImage(add('os_x', 'one'), change('os_x', 'two'))],
  ['a list without changes changes nothing', updateImage()],
  ['an id cannot be changed', updateImage(change('id', '00000000-0000-4000-8000-000000000000'))],
  ['a status cannot be changed', updateImage(change('status', 'queued'))],
  ['a time cannot be changed', updateImage(change('created_at', '2020-01-01T00:00:00Z'))],
  ['a size cannot be changed', updateImage(change('size', 1))],
  ['a name cannot be removed', updateImage(remove('name'))],
  ['a change needs a value', updateImage({ op: 'replace', path: '/name' })],
  ['a change needs an operation that is known', updateImage({ op: 'move', path: '/name', value: 'x' })],
  ['a change needs a path', updateImage({ op: 'replace', value: 'x' })],
  ['changes are a list', patching('{"op": "replace", "path": "/name", "value": "x"}')],
  ['changes are JSON', patching('[{"op"')],
];

const shown = anImage({ ...offered, tags: ['hardened'] });

/** Changes, tags and deletions of images. */
export const changeInteractions: readonly Interaction[] = [
  ...changes.map(([sentence, request]) => asks('producer', sentence, marked, request)),
  ...only(wordsKnown, [
    asks('producer', 'an image is hidden', marked, updateImage(change('os_hidden', true))),
    asks(
      'producer',
      'the older media type of changes is taken',
      marked,
      patching(
        '[{"replace": "/name", "value": "Debian 13, golden"}]',
        'application/openstack-images-v2.0-json-patch',
      ),
    ),
  ]),
  asks('consumer', 'a member changes no name', marked, updateImage(change('name', 'taken over'))),
  asks('consumer', 'a member removes no property', marked, updateImage(remove('os_distro'))),
  asks('consumer', 'a member makes no image private', marked, updateImage(change('visibility', 'private'))),
  asks('stranger', 'a stranger changes no name', marked, updateImage(change('name', 'taken over'))),
  asks('producer', 'a tag that is there is added again', shown, requests.tag('PUT')),
  asks('producer', 'a tag that is not there cannot be removed', anImage(), requests.tag('DELETE')),
  asks(
    'producer',
    'a deleted image cannot be deleted',
    anImage({ ...offered, deleted: true }),
    deleteImage(),
  ),
  asks(
    'producer',
    'a deleted image cannot be changed',
    anImage({ ...offered, deleted: true }),
    updateImage(change('name', 'x')),
  ),
  asks('producer', 'a queued image is deleted', anImage({ status: 'queued' }), deleteImage()),
  asks(
    'producer',
    'a deactivated image is deactivated again',
    anImage({ status: 'deactivated' }),
    requests.action('deactivate'),
  ),
  asks('producer', 'an active image is reactivated', anImage(), requests.action('reactivate')),
  asks(
    'producer',
    'a queued image cannot be deactivated',
    anImage({ status: 'queued' }),
    requests.action('deactivate'),
  ),
  asks('producer', 'an image with data takes no other data', anImage(), requests.uploadImage()),
  asks(
    'consumer',
    'a member sees a deactivated image',
    anImage({ ...offered, status: 'deactivated' }),
    showImage(),
  ),
  asks('consumer', 'a member sees a queued image', anImage({ ...offered, status: 'queued' }), showImage()),
  asks(
    'consumer',
    'a member gets no data of a deactivated image',
    anImage({ ...offered, status: 'deactivated' }),
    requests.downloadImage(),
  ),
  asks(
    'consumer',
    'a queued image has no data for its members',
    anImage({ ...offered, status: 'queued' }),
    requests.downloadImage(),
  ),
  asks(
    'producer',
    'an unknown image cannot be deleted',
    { state: 'no image', parameters: {} },
    deleteImage(),
  ),
  asks(
    'producer',
    'an unknown image has no data',
    { state: 'no image', parameters: {} },
    requests.downloadImage(),
  ),
];
