import type { HttpRequest } from '../../http/message.ts';
import { elsewhere, ids, mutantsOf, type Row, set, setEach, type Values } from './rows.ts';
import { answers, lacking, type Mutant, saying, takes, textOf, withBody, without, worded } from './words.ts';

const image = '/v2/images/*';
const images = '/v2/images';

/** Values of images that are others than they should be. */
const wrongValues: readonly (readonly [does: string, values: Values])[] = [
  ['has another id', { id: elsewhere }],
  ['has another owner', { owner: 'x'.repeat(32) }],
  ['has no owner', { owner: null }],
  ['has another name', { name: 'another' }],
  ['has no name', { name: null }],
  ['links to another image', { self: `/v2/images/${elsewhere}` }],
  ['links to the data of another image', { file: `/v2/images/${elsewhere}/file` }],
  ['names the schema of lists', { schema: '/v2/schemas/images' }],
  ['has no tags', { tags: [] }],
  ['has a tag that nobody set', { tags: ['surprise'] }],
  ['is public', { visibility: 'public' }],
  ['is never protected', { protected: false }],
  ['is always protected', { protected: true }],
  ['is never hidden', { os_hidden: false }],
  ['is always active', { status: 'active' }],
  ['needs memory', { min_ram: 64 }],
  ['has a size as text', { size: '23' }],
  ['has a digest of another length', { checksum: 'abc' }],
  ['has a time with an offset', { created_at: '2026-01-15T09:30:00+00:00' }],
  ['has distributions as numbers', { os_distro: 5 }],
];
const ofImages: readonly Row[] = wrongValues.flatMap(([does, values]): readonly Row[] => [
  [`shows an image that ${does}`, 'showImage: granted', 'producer', answers(`GET ${image}`, set(values))],
  [
    `lists images of which each ${does}`,
    'listImages: granted',
    'producer',
    answers(`GET ${images}`, setEach('images', values)),
  ],
]);

const ofNewImages: readonly Row[] = [
  [
    'ignores the id that is asked for',
    'createImage: granted',
    'producer',
    (fake) => (request) => fake.exchange(isNewNamed(request) ? withBody(request, lacking('id')) : request),
  ],
  [
    'ignores the name of a new image',
    'createImage: granted',
    'producer',
    answers(`POST ${images}`, set({ name: null })),
  ],
  [
    'ignores the tags of a new image',
    'createImage: granted',
    'producer',
    answers(`POST ${images}`, set({ tags: [] })),
  ],
  [
    'has new images active',
    'createImage: granted',
    'producer',
    answers(`POST ${images}`, set({ status: 'active' })),
  ],
  [
    'names the wrong owner of a new image',
    'createImage: granted',
    'producer',
    answers(`POST ${images}`, set({ owner: 'x'.repeat(32) })),
  ],
  [
    'answers 200 to a new image',
    'createImage: granted',
    'producer',
    answers(`POST ${images}`, (response) =>
      response.status === 201 ? { ...response, status: 200 } : response,
    ),
  ],
  [
    'does not say where a new image is',
    'createImage: granted',
    'producer',
    answers(`POST ${images}`, without('location')),
  ],
  [
    'says that a new image is elsewhere',
    'createImage: granted',
    'producer',
    answers(`POST ${images}`, (response) => ({
      ...response,
      headers: response.headers.map(([name, value]) => [
        name,
        name.toLowerCase() === 'location' ? value.replace(ids, elsewhere) : value,
      ]),
    })),
  ],
  [
    'gives an id to two images',
    'createImage: imageIdFree → imageIdTaken',
    'producer',
    answers(`POST ${images}`, (response) =>
      response.status === 409 ? { ...response, status: 201 } : response,
    ),
  ],
  [
    'lets a new image say its status',
    'createImage: valuesValid → attributeReadOnly',
    'producer',
    takes(`POST ${images}`, (request) => withBody(request, lacking('status'))),
  ],
];

function isNewNamed({ method, target, body }: HttpRequest): boolean {
  return method === 'POST' && target === images && textOf({ body }).includes('free-name');
}

/** Changes of images that are made otherwise. */
const ofChanges: readonly Row[] = [
  [
    'answers a change with what was there before',
    'updateImage: granted',
    'producer',
    (fake) => (request) => {
      const before =
        request.method === 'PATCH'
          ? fake.exchange({ ...request, method: 'GET', body: new Uint8Array() })
          : undefined;
      const response = fake.exchange(request);
      return before?.status === 200 && response.status === 200
        ? {
            ...before,
            headers: response.headers.map((pair) =>
              pair[0].toLowerCase() === 'content-length'
                ? (['content-length', String(before.body.length)] as const)
                : pair,
            ),
          }
        : response;
    },
  ],
  [
    'answers a change with 204',
    'updateImage: granted',
    'producer',
    answers(`PATCH ${image}`, (response) =>
      response.status === 200 ? { ...worded(response, ''), status: 204 } : response,
    ),
  ],
  [
    'adds in place of replacing',
    'updateImage: changesPossible → propertyMissing',
    'producer',
    answers(`PATCH ${image}`, (response) =>
      response.status === 409 ? { ...response, status: 200 } : response,
    ),
  ],
  [
    'lets times be changed',
    'updateImage: request → attributeReadOnly',
    'producer',
    answers(`PATCH ${image}`, (response) =>
      textOf(response).includes('read-only') ? { ...response, status: 200 } : response,
    ),
  ],
  [
    'adds to tags where they are replaced',
    'updateImage: granted',
    'producer',
    answers(
      `PATCH ${image}`,
      saying((body: Values) => ({
        ...body,
        tags: [...new Set(['hardened', ...(body['tags'] as readonly string[])])],
      })),
    ),
  ],
  [
    'gives other data',
    'downloadImage: granted',
    'producer',
    answers(`GET ${image}/file`, (response) =>
      response.status === 200 ? worded(response, 'Other data.') : response,
    ),
  ],
  [
    'does not give the digest of data',
    'downloadImage: granted',
    'producer',
    answers(`GET ${image}/file`, without('content-md5')),
  ],
  [
    'answers 200 to a deletion of an image',
    'deleteImage: granted',
    'producer',
    answers(`DELETE ${image}`, (response) =>
      response.status === 204 ? { ...response, status: 200 } : response,
    ),
  ],
  [
    'deletes twice',
    'deleteImage: imageVisible → noImageToDelete',
    'producer',
    answers(`DELETE ${image}`, (response) =>
      response.status === 404 ? { ...response, status: 204 } : response,
    ),
  ],
  [
    'has a tag added once only',
    'addTag: granted',
    'producer',
    (fake) => (request) => {
      const has = /\/tags\/(\w+)/.exec(request.target)?.[1];
      const there =
        request.method === 'PUT' &&
        has !== undefined &&
        fake.cloud.images.get(request.target.split('/')[3] ?? '')?.tags.includes(has) === true;
      const response = fake.exchange(request);
      return there ? { ...response, status: 409 } : response;
    },
  ],
  [
    'removes tags that are not there',
    'removeTag: tagPresent → resourceNotFound',
    'producer',
    answers(`DELETE ${image}/tags/*`, (response) =>
      response.status === 404 ? { ...response, status: 204 } : response,
    ),
  ],
];

/** Servers whose images have other values, or change otherwise. */
export const imageValueMutants: readonly Mutant[] = mutantsOf([...ofImages, ...ofNewImages, ...ofChanges]);
