import { expect, it } from 'vitest';
import { seedProblems } from '../../src/world/seed-problems.ts';
import { pathText } from '../../src/world/seed/problem.ts';
import { acme } from './worlds.ts';

/** Where and what, without the mends. */
function told(seed: unknown): string[] {
  return seedProblems(seed).map(({ path, problem }) => `${pathText(path)}: ${problem}`);
}

const image = (fields: object): object => ({ tenants: acme, images: [{ owner: 'acme', ...fields }] });
const user = (fields: object): object => ({ tenants: acme, users: [{ name: 'ann', ...fields }] });

it('a seed needs no more than an empty list of tenants', () => {
  expect(told({ tenants: [] })).toEqual([]);
});

it('a key that is left undefined counts as left out', () => {
  expect(told({ tenants: acme, users: undefined, images: [{ owner: null, id: undefined }] })).toEqual([]);
});

it.each([
  ['nothing', null, ': must be a mapping, but is empty (null)'],
  ['a list', [], ': must be a mapping, but is a list'],
  ['no tenants', {}, 'tenants: `tenants` is missing'],
  [
    'a mistyped key',
    image({ visiblity: 'shared' }),
    'images[0].visiblity: unknown key `visiblity`; did you mean `visibility`?',
  ],
  ['a list of downloads', { tenants: acme, downloads: ['x'] }, 'downloads: must be a mapping, but is a list'],
  [
    'a list of properties',
    image({ properties: ['x'] }),
    'images[0].properties: must be a mapping, but is a list',
  ],
  [
    'a list of lists of roles',
    user({ tenant: 'acme', roles: [['member']] }),
    'users[0].roles: must be a mapping, but is a list',
  ],
  [
    'a download called as JavaScript calls something of its own',
    JSON.parse('{"tenants": [], "downloads": {"__proto__": 5}}') as object,
    'downloads.__proto__: must be a mapping, but is a number (not shown)',
  ],
  ['a strange key', { tenants: [], flavors: [] }, 'flavors: unknown key `flavors`'],
  ['an unknown status', image({ status: 'on' }), 'images[0].status: `on` is no `status`'],
  [
    'a mistyped status',
    image({ members: [{ member: 'globex', status: 'acepted' }] }),
    'images[0].members[0].status: `acepted` is no `status`; did you mean `accepted`?',
  ],
  [
    'a number as member',
    image({ members: [{ member: 5 }] }),
    'images[0].members[0].member: must be text, but is the number 5',
  ],
  ['a text as flag', image({ protected: 'yes' }), 'images[0].protected: must be true or false, but is `yes`'],
  [
    'half a gigabyte',
    image({ min_disk: 0.5 }),
    'images[0].min_disk: must be a whole number, but is the number 0.5',
  ],
  [
    'less than nothing',
    image({ min_ram: -1 }),
    'images[0].min_ram: must be a number from 0 on, but is the number -1',
  ],
  ['roles as a list', user({ roles: ['member'] }), 'users[0].roles: must be a mapping, but is a list'],
  ['an image without owner', { tenants: [], images: [{}] }, 'images[0].owner: `owner` is missing'],
  ['an id that is no UUID', image({ id: '5' }), 'images[0].id: `5` is not a UUID'],
  ['a date', image({ created_at: '2013-10-07' }), 'images[0].created_at: `2013-10-07` is not a time'],
  [
    'a month too many',
    image({ created_at: '2013-13-07T00:00:00Z' }),
    'images[0].created_at: `2013-13-07T00:00:00Z` is not a time',
  ],
  [
    'a day too many',
    image({ created_at: '2013-02-30T00:00:00Z' }),
    'images[0].created_at: `2013-02-30T00:00:00Z` is in no calendar',
  ],
  [
    'an unknown format',
    image({ disk_format: 'qcow' }),
    'images[0].disk_format: `qcow` is no `disk_format`; did you mean `qcow2`?',
  ],
  [
    'an emoji as member',
    image({ members: [{ member: '🚀' }] }),
    'images[0].members[0].member: `🚀` is no member id that Glance stores',
  ],
  [
    'a key that objects of JavaScript have',
    image({ constructor: 'x' }),
    'images[0].constructor: unknown key `constructor`',
  ],
  [
    'the key __proto__',
    JSON.parse('{"tenants": [{"name": "acme", "__proto__": {"id": "1"}}]}'),
    'tenants[0].__proto__: unknown key `__proto__`',
  ],
  [
    'a property of that name that is no text',
    image({ properties: JSON.parse('{"__proto__": 5}') as object }),
    'images[0].properties.__proto__: must be text, but is the number 5',
  ],
  [
    'roles on a tenant of such a name that are no list',
    user({ roles: { constructor: 'member' } }),
    'users[0].roles.constructor: must be a list, but is a string (not shown)',
  ],
  ['an empty name', { tenants: [{ name: '' }] }, 'tenants[0].name: `` is empty'],
])('%s is a problem of shape', (_, seed, problem) => {
  expect(told(seed)).toEqual([problem]);
});

it('a list in place of a mapping is told how this mapping is written', () => {
  const mends = (seed: unknown): string[] => seedProblems(seed).map(({ mend }) => mend);
  expect(mends(user({ roles: ['member'] }))).toEqual(['Write {TENANT: [ROLE]}, such as {acme: [member]}']);
  expect(mends(user({ domain_roles: 'admin' }))).toEqual([
    'Write {DOMAIN: [ROLE]}, such as {Default: [member]}',
  ]);
  expect(mends(image({ properties: ['x'] }))).toEqual(['Write {NAME: TEXT}, such as {os_version: "22.10"}']);
});

it('a member id has at most 255 characters', () => {
  expect(told(image({ members: [{ member: 'é'.repeat(255) }] }))).toEqual([]);
  expect(told(image({ members: [{ member: 'é'.repeat(256) }] }))).toHaveLength(1);
});

it('all problems of a shape are told at once', () => {
  expect(told({ tenants: [{ nme: 'a', ids: 1 }], imgs: [] })).toEqual([
    'tenants[0].name: `name` is missing',
    'tenants[0].nme: unknown key `nme`; did you mean `name`?',
    'tenants[0].ids: unknown key `ids`; did you mean `id`?',
    'imgs: unknown key `imgs`; did you mean `images`?',
  ]);
});

it('no problem shows a password, an API key, a secret or a token', () => {
  const users = [
    {
      name: 'ann',
      password: 918273,
      api_key: 918273,
      tenant: 'acme',
      application_credentials: [{ name: 'c', secret: 918273 }],
    },
    { name: 'bob', token: 918273 },
  ];
  const shape = JSON.stringify(seedProblems({ tenants: acme, users }));
  const twice = JSON.stringify(
    seedProblems({
      tenants: [{ name: 'a' }],
      users: [
        { name: 'ann', token: '918273' },
        { name: 'bob', token: '918273' },
      ],
    }),
  );
  expect(shape).toContain('not shown');
  expect(twice).toContain('the token is that of users[0] (`ann`) too');
  expect(shape + twice).not.toContain('918273');
});

it.each([
  ['users', { users: '918273' }],
  ['a user', { users: ['ann:918273'] }],
  ['application credentials', user({ application_credentials: '918273' })],
  ['an application credential', user({ application_credentials: ['id:918273'] })],
  ['the seed', '918273'],
])('nor what stands in the place of %s', (_, seed) => {
  const problems = JSON.stringify(seedProblems(typeof seed === 'string' ? seed : { tenants: acme, ...seed }));
  expect(problems).toContain('a string (not shown)');
  expect(problems).not.toContain('918273');
});

it('a mend says what to write', () => {
  const seed = { tenants: acme, images: [{ owner: 'initech', members: [{ member: 'globex' }] }] };
  expect(seedProblems(seed).map(({ mend }) => mend)).toEqual([
    'Use `acme` or `globex`, or add it under `tenants`',
  ]);
  expect(seedProblems(image({ members: [{ member: 123456 }] }))[0]?.mend).toBe('Put it in quotes: "123456"');
});

it('keys at the top that begin with x- are free, and nowhere else', () => {
  expect(told({ tenants: acme, 'x-anchors': [{ any: 'thing' }], 'x-': null })).toEqual([]);
  expect(told(image({ 'x-note': 'kept' }))).toEqual(['images[0].x-note: unknown key `x-note`']);
});

it('a number that has lost digits is not quoted as if it were right', () => {
  const seed = { tenants: [{ name: 'acme', id: 2 ** 64 }] };
  expect(seedProblems(seed)[0]?.mend).toBe('Put it in quotes, with all its digits');
});

it('base64 of many megabytes is checked without a stack overflow', () => {
  expect(told(image({ data_base64: 'QUJD'.repeat(4_000_000) }))).toEqual([]);
});
