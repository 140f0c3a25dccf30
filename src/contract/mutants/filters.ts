import { elsewhere, ids, mutantsOf, type Row, set, type Values } from './rows.ts';
import { answers, type Mutant, saying, takes, withQuery } from './words.ts';

const images = '/v2/images';

const filterless = (name: string): Mutant['mistake'] =>
  takes(`GET ${images}`, (request) => withQuery(request, (query) => query.delete(name)));

const ofFilters: readonly Row[] = [
  ...[
    'os_distro',
    'tag',
    'status',
    'disk_format',
    'protected',
    'owner',
    'size_min',
    'colour',
    'name',
    'visibility',
  ].map((name): Row => [
    `does not look at the filter ${name}`,
    'listImages: granted',
    'producer',
    filterless(name),
  ]),
  ...['limit', 'sort_dir', 'sort_key', 'sort', 'marker'].map((name): Row => [
    `does not look at ${name}`,
    'listImages: granted',
    'consumer',
    filterless(name),
  ]),
  [
    'refuses filters that it does not know',
    'listImages: granted',
    'producer',
    answers(`GET ${images}`, (response, { target }) =>
      target.includes('colour') ? { ...response, status: 400 } : response,
    ),
  ],
  [
    'has a next page always',
    'listImages: granted',
    'producer',
    answers(`GET ${images}`, set({ next: '/v2/images?marker=x' })),
  ],
  [
    'begins its next page elsewhere',
    'listImages: granted',
    'consumer',
    answers(
      `GET ${images}`,
      saying((body: Values) =>
        'next' in body ? { ...body, next: String(body['next']).replace(ids, elsewhere) } : body,
      ),
    ),
  ],
  [
    'lists the last image first',
    'listImages: granted',
    'consumer',
    answers(
      `GET ${images}`,
      saying((body: Values) => ({ ...body, images: (body['images'] as readonly unknown[]).toReversed() })),
    ),
  ],
  [
    'names the first page without its filters',
    'listImages: granted',
    'producer',
    answers(`GET ${images}`, set({ first: '/v2/images' })),
  ],
  [
    'names the schema of one image in their list',
    'listImages: granted',
    'producer',
    answers(`GET ${images}`, set({ schema: '/v2/schemas/image' })),
  ],
];

/** Servers that filter, sort and page otherwise. */
export const filterMutants: readonly Mutant[] = mutantsOf([...ofFilters]);
