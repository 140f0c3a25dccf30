import { expect, it } from 'vitest';
import { seedProblems } from '../../src/world/seed-problems.ts';
import { pathText } from '../../src/world/seed/problem.ts';
import { acme } from './worlds.ts';

const id = 'a96be11e-8536-4910-92cb-de50aa19dfe6';

/** Where and what, without the mends. */
function told(seed: unknown): string[] {
  return seedProblems(seed).map(({ path, problem }) => `${pathText(path)}: ${problem}`);
}

const image = (fields: object): object => ({ tenants: acme, images: [{ owner: 'acme', ...fields }] });
const user = (fields: object): object => ({ tenants: acme, users: [{ name: 'ann', ...fields }] });

it.each([
  [
    'an unknown owner',
    image({ owner: 'acmee' }),
    'images[0].owner: no tenant has the name or id `acmee`; did you mean `acme`?',
  ],
  [
    'an id twice',
    {
      tenants: [
        { name: 'a', id: '1' },
        { name: 'b', id: '1' },
      ],
    },
    'tenants[1].id: `1` is the id of tenants[0] too',
  ],
  [
    'a name twice',
    { tenants: [{ name: 'Ann' }, { name: 'ann' }] },
    'tenants[1].name: `ann` is the name of tenants[0] too',
  ],
  [
    'a name that is the id of another',
    { tenants: [{ name: 'a', id: '1' }, { name: '1' }] },
    'tenants[1].name: `1` is the id of tenants[0]',
  ],
  [
    'a user twice',
    { tenants: [{ name: 'a' }], users: [{ name: 'ann' }, { name: 'Ann' }] },
    'users[1].name: `Ann` is the name of users[0] too',
  ],
  [
    'a user of an unknown tenant',
    user({ tenant: 'x', roles: {} }),
    'users[0].tenant: no tenant has the name or id `x`',
  ],
  [
    'roles on an unknown tenant',
    user({ tenant: 'acme', roles: { x: ['member'] } }),
    'users[0].roles.x: no tenant has the name or id `x`',
  ],
  [
    'roles on one tenant twice',
    user({ tenant: 'acme', roles: { acme: ['member'], a1: ['reader'] } }),
    'users[0].roles.a1: `a1` and `acme` are one tenant',
  ],
  [
    'a user between two tenants',
    user({}),
    'users[0]: user `ann` has neither a tenant nor roles, and there is more than one tenant',
  ],
  [
    'a token without roles',
    user({ tenant: 'acme', roles: { globex: ['member'] }, token: 't' }),
    'users[0].token: the token is for tenant `acme`, where user `ann` has no roles',
  ],
  [
    'an application credential with more rights than its user',
    user({ roles: { acme: ['reader'] }, application_credentials: [{ name: 'c', roles: ['member'] }] }),
    'users[0].application_credentials[0].roles: user `ann` does not have role `member` on tenant `acme`',
  ],
  [
    'an image twice',
    {
      tenants: [],
      images: [
        { owner: null, id },
        { owner: null, id: id.toUpperCase() },
      ],
    },
    `images[1].id: \`${id.toUpperCase()}\` is the id of images[0] too`,
  ],
  [
    'an image that was deleted',
    { tenants: [], images: [{ owner: null, id }], deleted_images: [id] },
    `images[0].id: \`${id}\` stands under \`deleted_images\` too`,
  ],
  [
    'data of a queued image',
    image({ status: 'queued', data: 'x' }),
    'images[0].data: an image that is `queued` has no `data`',
  ],
  [
    'staged data of an active image',
    image({ status: 'active', staged: 'x' }),
    'images[0].staged: an image that is `active` has no `staged`',
  ],
  [
    'data in two forms',
    image({ data: 'x', data_base64: 'eA==' }),
    'images[0].data_base64: `data_base64` and `data` are both there',
  ],
  [
    'base64 that was cut',
    image({ data_base64: 'eA=' }),
    'images[0].data_base64: the number of characters is no multiple of 4: base64 was cut short',
  ],
  [
    'a field as property',
    image({ properties: { name: 'x' } }),
    'images[0].properties.name: `name` is a field of every image, no property',
  ],
  [
    'a member by name and by id',
    image({ members: [{ member: 'globex' }, { member: 'g1' }] }),
    'images[0].members[1].member: `g1` is members[0] already',
  ],
  [
    'a member in two spellings',
    image({ members: [{ member: 'Zoë', removed: true }, { member: 'zoe ' }] }),
    'images[0].members[1].member: `zoe ` is members[0] already',
  ],
])('%s is a problem of meaning', (_, seed, problem) => {
  expect(told(seed)).toEqual([problem]);
});

it('two images may have one name', () => {
  expect(
    told({
      tenants: acme,
      images: [
        { owner: 'acme', name: 'x' },
        { owner: 'acme', name: 'x' },
      ],
    }),
  ).toEqual([]);
});
