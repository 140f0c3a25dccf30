import type { HttpRequest } from '../../http/message.ts';
import {
  answers,
  type Mutant,
  saying,
  takes,
  textOf,
  type Twist,
  withBody,
  withQuery,
  without,
  worded,
} from './words.ts';

const members = '/v2/images/*/members';
const member = `${members}/*`;
const image = '/v2/images/*';
const images = '/v2/images';
const elsewhere = 'a0000000-0000-4000-8000-00000000000a';

type Values = Readonly<Record<string, unknown>>;
type Row = readonly [does: string, rule: string, pact: string, mistake: Mutant['mistake']];

/** Rows as mutants. */
function mutantsOf(rows: readonly Row[]): readonly Mutant[] {
  return rows.map(([does, rule, pact, mistake]) => ({ does, rule, pact, mistake }));
}

const set = (values: Values): Twist => saying((body: object) => ({ ...body, ...values }));

/** A change of each item of a list in an answer. */
const each = (key: string, change: (item: Values, place: number) => unknown): Twist =>
  saying((body: Values) => ({ ...body, [key]: (body[key] as readonly Values[]).map(change) }));

const setEach = (key: string, values: Values): Twist => each(key, (item) => ({ ...item, ...values }));

/** A change of the text of a refusal. */
const refusal =
  (change: (text: string) => string): Twist =>
  (response) =>
    response.status < 400 ? response : worded(response, change(textOf(response)));

const later = '2031-01-01T00:00:00Z';
const ids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const filterless = (name: string): Mutant['mistake'] =>
  takes(`GET ${images}`, (request) => withQuery(request, (query) => query.delete(name)));

/** Values of members that are others than they should be. */
const ofMembers: readonly Row[] = (
  [
    ['POST', members, 'addMember: granted', 'producer'],
    ['GET', member, 'showMember: granted', 'producer'],
    ['PUT', member, 'updateMember: granted', 'consumer'],
  ] as const
).flatMap(([method, path, rule, pact]): readonly Row[] => {
  const at = `${method} ${path}`;
  return [
    [`names another image in ${method} of a member`, rule, pact, answers(at, set({ image_id: elsewhere }))],
    [
      `names another member in ${method} of a member`,
      rule,
      pact,
      answers(at, set({ member_id: 'x'.repeat(32) })),
    ],
    [
      `names the schema of lists in ${method} of a member`,
      rule,
      pact,
      answers(at, set({ schema: '/v2/schemas/members' })),
    ],
    [`has an object for a status in ${method} of a member`, rule, pact, answers(at, set({ status: {} }))],
    [`writes times as numbers in ${method} of a member`, rule, pact, answers(at, set({ created_at: 1 }))],
  ];
});

const ofLists: readonly Row[] = [
  [
    'names another image in a list of members',
    'listMembers: granted',
    'producer',
    answers(`GET ${members}`, setEach('members', { image_id: elsewhere })),
  ],
  [
    'lists another member in place of each',
    'listMembers: granted',
    'producer',
    answers(`GET ${members}`, setEach('members', { member_id: 'x'.repeat(32) })),
  ],
  [
    'lists all members as pending',
    'listMembers: granted',
    'producer',
    answers(`GET ${members}`, setEach('members', { status: 'pending' })),
  ],
  [
    'lists each member twice',
    'listMembers: granted',
    'producer',
    answers(
      `GET ${members}`,
      saying((body: Values) => ({ ...body, members: [body['members'], body['members']].flat() })),
    ),
  ],
  [
    'lists one member at most',
    'listMembers: granted',
    'producer',
    answers(
      `GET ${members}`,
      saying((body: Values) => ({ ...body, members: (body['members'] as readonly unknown[]).slice(0, 1) })),
    ),
  ],
  [
    'lists members without an object around them',
    'listMembers: granted',
    'producer',
    answers(
      `GET ${members}`,
      saying((body: Values) => body['members']),
    ),
  ],
  [
    'names the schema of one member in their list',
    'listMembers: granted',
    'producer',
    answers(`GET ${members}`, set({ schema: '/v2/schemas/member' })),
  ],
  [
    'moves statuses between members',
    'listMembers: granted',
    'producer',
    answers(
      `GET ${members}`,
      saying((body: Values) => {
        const all = body['members'] as readonly Values[];
        return {
          ...body,
          members: all.map((one, place) => ({ ...one, status: all[all.length - 1 - place]?.['status'] })),
        };
      }),
    ),
  ],
  [
    'pages lists of members',
    'listMembers: granted',
    'producer',
    (fake) => (request) => {
      const response = fake.exchange(request);
      const limit = /members\?limit=(\d+)/.exec(request.target)?.[1];
      return limit === undefined
        ? response
        : saying((body: Values) => ({
            ...body,
            members: (body['members'] as readonly unknown[]).slice(0, Number(limit)),
          }))(response, request, fake);
    },
  ],
  [
    'filters lists of members by status',
    'listMembers: granted',
    'producer',
    (fake) => (request) => {
      const response = fake.exchange(request);
      const status = /members\?.*status=(\w+)/.exec(request.target)?.[1];
      return status === undefined
        ? response
        : saying((body: Values) => ({
            ...body,
            members: (body['members'] as readonly Values[]).filter((one) => one['status'] === status),
          }))(response, request, fake);
    },
  ],
];

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
    (fake) => (request) =>
      fake.exchange(
        isNewNamed(request) ? withBody(request, ({ id: _, ...rest }: { id?: string }) => rest) : request,
      ),
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
    takes(`POST ${images}`, (request) =>
      withBody(request, ({ status: _, ...rest }: { status?: string }) => rest),
    ),
  ],
];

function isNewNamed({ method, target, body }: HttpRequest): boolean {
  return method === 'POST' && target === images && textOf({ body }).includes('free-name');
}

const ofTimes: readonly Row[] = [
  [
    'moves the creation of a member with its status',
    'updateMember: granted',
    'consumer',
    answers(
      `PUT ${member}`,
      saying((body: Values) => ({ ...body, created_at: body['updated_at'] })),
    ),
  ],
  [
    'does not move the update of a member',
    'updateMember: granted',
    'consumer',
    answers(
      `PUT ${member}`,
      saying((body: Values) => ({ ...body, updated_at: body['created_at'] })),
    ),
  ],
  [
    'shows every member as never updated',
    'showMember: granted',
    'producer',
    answers(
      `GET ${member}`,
      saying((body: Values) => ({ ...body, updated_at: body['created_at'] })),
    ),
  ],
  [
    'shows members as created when they were updated',
    'showMember: granted',
    'producer',
    answers(
      `GET ${member}`,
      saying((body: Values) => ({ ...body, created_at: body['updated_at'] })),
    ),
  ],
  [
    'lists members as created when they were updated',
    'listMembers: granted',
    'producer',
    answers(
      `GET ${members}`,
      each('members', (item) => ({ ...item, created_at: item['updated_at'] })),
    ),
  ],
  [
    'creates a member anew that is added again',
    'addMember: granted',
    'producer',
    answers(
      `POST ${members}`,
      saying((body: Values) => ({ ...body, created_at: body['updated_at'] })),
    ),
  ],
  [
    'shows images as updated later',
    'showImage: granted',
    'producer',
    answers(`GET ${image}`, (response, request, fake) => {
      const touched = (fake.cloud.images.get(request.target.split('/')[3] ?? '')?.members.length ?? 0) > 0;
      return touched ? set({ updated_at: later })(response, request, fake) : response;
    }),
  ],
  [
    'shows images as created when they were updated',
    'showImage: granted',
    'producer',
    answers(
      `GET ${image}`,
      saying((body: Values) => ({ ...body, created_at: body['updated_at'] })),
    ),
  ],
  [
    'lists images as created when they were updated',
    'listImages: granted',
    'consumer',
    answers(
      `GET ${images}`,
      each('images', (item) => ({ ...item, created_at: item['updated_at'] })),
    ),
  ],
  [
    'does not move the update of an image',
    'updateImage: granted',
    'producer',
    answers(
      `PATCH ${image}`,
      saying((body: Values) => ({ ...body, updated_at: body['created_at'] })),
    ),
  ],
  [
    'moves the creation of an image with a change',
    'updateImage: granted',
    'producer',
    answers(
      `PATCH ${image}`,
      saying((body: Values) => ({ ...body, created_at: body['updated_at'] })),
    ),
  ],
];

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

/** Member ids and bodies that are read otherwise. */
const ofBodies: readonly Row[] = [
  [
    'refuses numbers as members',
    'addMember: granted',
    'producer',
    answers(`POST ${members}`, (response, request) =>
      /"member":\s*\d/.test(textOf(request)) ? { ...response, status: 400 } : response,
    ),
  ],
  [
    'writes members that look like numbers as numbers',
    'showMember: granted',
    'producer',
    answers(
      `GET ${member}`,
      saying((body: Values) => ({
        ...body,
        member_id: /^\d{1,9}$/.test(String(body['member_id']))
          ? Number(body['member_id'])
          : body['member_id'],
      })),
    ),
  ],
  [
    'takes member ids of any length',
    'addMember: stored → memberIdTooLong',
    'producer',
    takes(`POST ${members}`, (request) =>
      withBody(request, (body: { member?: unknown }) => ({
        ...body,
        member: typeof body.member === 'string' ? body.member.slice(0, 255) : body.member,
      })),
    ),
  ],
  [
    'refuses member ids beyond 64 characters',
    'addMember: granted',
    'producer',
    answers(`POST ${members}`, (response, request) =>
      textOf(request).length > 100 ? { ...response, status: 400 } : response,
    ),
  ],
  [
    'writes member ids in lower case',
    'addMember: granted',
    'producer',
    answers(
      `POST ${members}`,
      saying((body: Values) => ({ ...body, member_id: String(body['member_id']).toLowerCase() })),
    ),
  ],
  [
    'cuts spaces off member ids',
    'addMember: granted',
    'producer',
    answers(
      `POST ${members}`,
      saying((body: Values) => ({ ...body, member_id: String(body['member_id']).trim() })),
    ),
  ],
  [
    'writes member ids in ASCII',
    'addMember: granted',
    'producer',
    answers(
      `POST ${members}`,
      saying((body: Values) => ({
        ...body,
        member_id: String(body['member_id']).replaceAll(/[^\u0000-\u007f]/g, '?'),
      })),
    ),
  ],
  [
    'cuts spaces off a status',
    'updateMember: statusKnown → statusUnknown',
    'consumer',
    takes(`PUT ${member}`, (request) =>
      withBody(request, (body: { status?: unknown }) => ({
        ...body,
        status: typeof body.status === 'string' ? body.status.trim() : body.status,
      })),
    ),
  ],
  [
    'believes the member of a body',
    'updateMember: granted',
    'consumer',
    answers(`PUT ${member}`, (response, request, fake) => {
      const named = /"member_id":\s*"([^"]+)"/.exec(textOf(request))?.[1];
      return named === undefined ? response : set({ member_id: named })(response, request, fake);
    }),
  ],
  [
    'names no id in its refusals',
    'addMember: memberNew → memberDuplicate',
    'producer',
    answers(
      `POST ${members}`,
      refusal((text) => text.replaceAll(ids, 'it')),
    ),
  ],
  [
    'names another image in its refusals',
    'addMember: memberNew → memberDuplicate',
    'producer',
    answers(
      `POST ${members}`,
      refusal((text) => text.replaceAll(ids, elsewhere)),
    ),
  ],
  [
    'escapes the names in its refusals',
    'showMember: memberOnRecord → memberNotFound',
    'producer',
    answers(
      `GET ${member}`,
      refusal((text) => text.replace('<b>', '&lt;b&gt;')),
    ),
  ],
  [
    'writes the code of a refusal as a number',
    'addMember: memberNew → memberDuplicate',
    'producer',
    answers(
      `POST ${members}`,
      refusal((text) => text.replace(/"code": "(\d+)[^"]*"/, '"code": $1')),
    ),
  ],
  [
    'gives its refusals no title',
    'addMember: memberNew → memberDuplicate',
    'producer',
    answers(
      `POST ${members}`,
      refusal((text) => text.replace(/, "title": "[^"]*"/, '')),
    ),
  ],
  [
    'writes members as text',
    'showMember: granted',
    'producer',
    answers(`GET ${member}`, (response) => ({
      ...response,
      headers: response.headers.map(([name, value]) => [
        name,
        name.toLowerCase() === 'content-type' ? 'text/plain' : value,
      ]),
    })),
  ],
];

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

/** Servers whose values are others than those that were given to them. */
export const valueMutants: readonly Mutant[] = mutantsOf([
  ...ofMembers,
  ...ofLists,
  ...ofImages,
  ...ofNewImages,
  ...ofTimes,
  ...ofFilters,
  ...ofBodies,
  ...ofChanges,
]);
