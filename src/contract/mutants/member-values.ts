import { elsewhere, ids, mutantsOf, type Row, set, setEach, type Values } from './rows.ts';
import { answers, type Mutant, saying, takes, textOf, type Twist, withBody, worded } from './words.ts';

const members = '/v2/images/*/members';
const member = `${members}/*`;

/** A change of the text of a refusal. */
const refusal =
  (change: (text: string) => string): Twist =>
  (response) =>
    response.status < 400 ? response : worded(response, change(textOf(response)));

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
    'addMember: memberStorable → serverErred',
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

/** Servers whose members have other values, and which read bodies otherwise. */
export const memberValueMutants: readonly Mutant[] = mutantsOf([...ofMembers, ...ofLists, ...ofBodies]);
