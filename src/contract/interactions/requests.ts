import type { Interaction, RequestTemplate } from '../interaction.ts';
import { anImage, asks, noImage, requests } from './writing.ts';

const { addMember, listMembers, removeMember, showMember, updateMember } = requests;

const adding = (body: string, type = 'application/json'): RequestTemplate => ({
  ...addMember(''),
  body,
  type,
});
const updating = (body: string): RequestTemplate => ({ ...updateMember('${consumer}', ''), body });
const without = ({ method, path }: RequestTemplate): RequestTemplate => ({ method, path });

/** Bodies that are not what they should be. Source: RULES.md §2, Bodies. */
const bodies: readonly Interaction[] = [
  asks('producer', 'a member must be named', anImage(), adding('{}')),
  asks('producer', 'a member must not be empty', anImage(), addMember('')),
  asks('producer', 'a member must not be null', anImage(), addMember(null)),
  asks('producer', 'a member is not called member_id', anImage(), adding('{"member_id": "somebody"}')),
  asks('producer', 'a new member stands in an object', anImage(), adding('["somebody"]')),
  asks('producer', 'a body must be an object or a list', anImage(), adding('"somebody"')),
  asks('producer', 'a body must be JSON', anImage(), adding('{"member": ')),
  asks('producer', 'a new member wants a body', anImage(), without(addMember(''))),
  asks('producer', 'a member has no characters of four bytes', anImage(), addMember('🐟')),
  asks('producer', 'a member may be anything that is a text', anImage(), addMember('nobody in particular')),
  asks('producer', 'nobody looks at the media type of a new member', anImage(), {
    ...adding('{"member": "somebody"}'),
    type: 'text/plain',
  }),
  asks(
    'producer',
    'other words beside a new member are not read',
    anImage(),
    adding('{"member": "somebody", "status": "accepted"}'),
  ),
  asks('producer', 'a body is read before the image is looked up', noImage, adding('{}')),
  asks('stranger', 'a body is read before it is asked who asks', anImage(), adding('{}')),
  asks('consumer', 'a status must be given', anImage(), updating('{}')),
  asks('consumer', 'a status must be one of three', anImage(), updateMember('${consumer}', 'maybe')),
  asks('consumer', 'a status is written small', anImage(), updateMember('${consumer}', 'ACCEPTED')),
  asks('consumer', 'a status is a text', anImage(), updateMember('${consumer}', true)),
  asks('consumer', 'a status stands in an object', anImage(), updating('["accepted"]')),
  asks('consumer', 'a new status must be JSON', anImage(), updating('accepted')),
  asks('producer', 'a status is looked at last', anImage(), updateMember('${consumer}', 'maybe')),
  asks('consumer', 'a new status wants a body', anImage(), without(updateMember('${consumer}', ''))),
  asks('consumer', 'a new status must be an object or a list', anImage(), updating('"accepted"')),
  asks('producer', 'a member is looked at without a body', anImage(), {
    ...showMember('${consumer}'),
    body: { a: 1 },
  }),
  asks('producer', 'a list of members is asked for without a body', anImage(), {
    ...listMembers(),
    body: { a: 1 },
  }),
  asks('producer', 'a member is removed without a body', anImage(), {
    ...removeMember('${consumer}'),
    body: { a: 1 },
  }),
];

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
  asks('producer', 'what there is not is not found', anImage(), { method: 'GET', path: '/v2/nothing' }),
  asks('producer', 'a word that is no id is no image', anImage(), {
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
const errors: readonly Interaction[] = formats.map(([accept, called]) =>
  asks('producer', `an error comes ${called}`, anImage(), { ...adding('{}'), headers: { Accept: accept } }),
);

/** Without a good token. Source: RULES.md §1.2. */
const tokens: readonly Interaction[] = (
  [
    ['without a token, members are not listed', listMembers(), {}],
    ['without a token, nobody is added', addMember('${stranger}'), {}],
    ['without a token, no member is shown', showMember('${consumer}'), {}],
    ['without a token, nobody accepts', updateMember('${consumer}', 'accepted'), {}],
    ['without a token, nobody is removed', removeMember('${consumer}'), {}],
    [
      'without a token, even a path that there is not is not told',
      { method: 'GET', path: '/v2/nothing' },
      {},
    ],
    ['a token that is none counts for nothing', listMembers(), { 'X-Auth-Token': 'no-token-of-anybody' }],
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
    ['a good token counts for nothing as a bearer token', { Authorization: 'Bearer ${token}' }],
    ['a good token may come as X-Storage-Token', { 'X-Storage-Token': '${token}' }],
  ] as const
).map(([sentence, headers]) => ({
  ...asks('producer', sentence, anImage(), { ...listMembers(), headers }),
  caller: null,
}));

const described = ['member', 'members', 'image', 'images', 'metadefs/namespace', 'metadefs/resource_type'];
const schemas: readonly Interaction[] = described.map((name) =>
  asks('consumer', `the schema ${name} describes it`, [], { method: 'GET', path: `/v2/schemas/${name}` }),
);

/** How requests are read before anybody looks at an image. */
export const readings: readonly Interaction[] = [
  ...bodies,
  ...routes,
  ...errors,
  ...tokens,
  ...otherHeaders,
  ...schemas,
];
