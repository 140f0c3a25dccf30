import type { Interaction } from '../interaction.ts';
import { adding, bodies } from './bodies.ts';
import { anImage, asks, depending, only, requests, wordsKnown } from './writing.ts';

const { addMember, listMembers, removeMember, showMember, updateMember } = requests;

const path = listMembers().path;

/** Paths and methods that there are not. Source: RULES.md §2, Routes and methods. */
const routes: readonly Interaction[] = [
  asks('producer', 'members take no HEAD', anImage(), { method: 'HEAD', path }),
  asks('producer', 'members take no PUT', anImage(), { method: 'PUT', path, body: {} }),
  asks('producer', 'members take no DELETE', anImage(), { method: 'DELETE', path }),
  asks('producer', 'a member takes no POST', anImage(), {
    method: 'POST',
    path: `${path}/\${consumer}`,
    body: {},
  }),
  asks('producer', 'a slash at the end is another path', anImage(), { method: 'GET', path: `${path}/` }),
  asks('producer', 'an unknown path is not found', anImage(), { method: 'GET', path: '/v2/nothing' }),
  asks('producer', 'an image id that is not a UUID is not found', anImage(), {
    method: 'GET',
    path: '/v2/images/nothing/members',
  }),
];

const formats: readonly (readonly [accept: string, called: string])[] = [
  ['text/html', 'as a page'],
  ['text/plain', 'as text'],
  ['application/json, text/plain, */*', 'as a page, where JSON is as good'],
];

/** Errors in the format that `Accept` asks for. Source: RULES.md §5. */
const errors: readonly Interaction[] = only(
  wordsKnown,
  formats.map(([accept, called]) =>
    asks('producer', `an error comes ${called}`, anImage(), { ...adding('{}'), headers: { Accept: accept } }),
  ),
);

/** Without a good token. Source: RULES.md §1.2. */
const tokens: readonly Interaction[] = (
  [
    ['without a token, members are not listed', listMembers(), {}],
    ['without a token, nobody is added', addMember('${stranger}'), {}],
    ['without a token, no member is shown', showMember('${consumer}'), {}],
    ['without a token, nobody accepts', updateMember('${consumer}', 'accepted'), {}],
    ['without a token, nobody is removed', removeMember('${consumer}'), {}],
    ['without a token, an unknown path is 401 like any other', { method: 'GET', path: '/v2/nothing' }, {}],
    ['an unknown token is refused', listMembers(), { 'X-Auth-Token': 'no-token-of-anybody' }],
  ] as const
).map(([sentence, request, headers]) => ({
  consumer: 'stranger',
  sentence,
  caller: null,
  given: [anImage()],
  request: { ...request, headers },
}));

/** A good token in other headers: one of them counts. Source: RULES.md §7 item 19. */
const otherHeaders: readonly Interaction[] = (
  [
    ['a valid token as a bearer token is refused', { Authorization: 'Bearer ${token}' }],
    ['a valid token may come as X-Storage-Token', { 'X-Storage-Token': '${token}' }],
  ] as const
).map(([sentence, headers]) => ({
  ...asks('producer', sentence, anImage(), { ...listMembers(), headers }),
  caller: null,
}));

const schema = (name: string): Interaction =>
  asks('consumer', `the schema ${name} describes it`, [], { method: 'GET', path: `/v2/schemas/${name}` });
const schemas: readonly Interaction[] = [
  ...['member', 'members', 'image', 'images'].map(schema),
  // Rackspace documents none of metadata definitions.
  ...only(
    ({ wire }) => wire.schemas === 'glance',
    ['metadefs/namespace', 'metadefs/resource_type'].map(schema),
  ),
  ...only(
    ({ wire }) => !wire.absent.includes('showTaskSchema'),
    [
      ...['task', 'tasks'].map(schema),
      ...depending('imports', [
        asks('producer', 'the cloud says how data can be imported', [], {
          method: 'GET',
          path: '/v2/info/import',
        }),
        asks('producer', 'the cloud says which stores there are', [], {
          method: 'GET',
          path: '/v2/info/stores',
        }),
      ]),
    ],
  ),
];

/** How requests are read before anybody looks at an image. */
export const readings: readonly Interaction[] = [
  ...bodies,
  ...routes,
  ...errors,
  ...tokens,
  ...otherHeaders,
  ...schemas,
];
