/**
 * What each role may do. Source: permissions matrix for RBAC, Cloud Images (rackspace-how-to), row by row; Cloud Images
 * API v2 guide, Role-based access control. With which code a role is refused is documented nowhere: 403, unproven.
 */
import { expect } from 'vitest';
import type { Seed } from '../../src/world/seed.ts';
import {
  add,
  createImage,
  deleteImage,
  images,
  list,
  remove,
  set,
  show,
  showImage,
  tag,
  update,
} from '../calls.ts';
import { cast } from '../cast.ts';
import { type Call, everyDoor } from '../doors.ts';
import { cloudImages } from './sentences.ts';

const schema = (name: string): Call => ({ path: `/v2/schemas/${name}` });

/** A row of the matrix: on whose account the user is, and which of observer, creator and admin may do it. */
type Row = readonly [
  operation: string,
  account: 'producer' | 'consumer',
  call: Call,
  observer: boolean,
  creator: boolean,
  admin: boolean,
];

const matrix: readonly Row[] = [
  ['List images', 'producer', images(), true, true, true],
  ['Get image details', 'producer', showImage(), true, true, true],
  ['Update image', 'producer', set('name', 'renamed'), false, false, true],
  ['Delete image', 'producer', deleteImage(), false, false, true],
  ['Create image member', 'producer', add('7000001'), false, true, true],
  ['List image members (owner)', 'producer', list(), true, true, true],
  ['List image members (member)', 'consumer', list(), true, true, true],
  ['Get image member details (owner)', 'producer', show('123456'), true, true, true],
  ['Get image member details (member)', 'consumer', show('123456'), true, true, true],
  ['Update image member', 'consumer', update('123456', 'accepted'), false, false, true],
  ['Delete image member', 'producer', remove('123456'), false, false, true],
  ['Add image tag', 'producer', tag('web'), true, true, true],
  ['Delete image tag', 'producer', tag('db', 'DELETE'), true, true, true],
];

/** Schemas are shown to whoever has a role. */
const schemas = ['image', 'images', 'member', 'members'];

/** Which column of the matrix a user with some roles is in; `none` where the roles are of no use here. */
const columns: readonly (readonly [
  roles: readonly string[],
  column: 'none' | 'observer' | 'creator' | 'admin',
])[] = [
  [['cloudImages:observer'], 'observer'],
  [['observer'], 'observer'],
  [['cloudImages:creator'], 'creator'],
  [['cloudImages:admin'], 'admin'],
  [['admin'], 'admin'],
  [['identity:user-admin'], 'admin'],
  // not Rackspace's: Keystone's two, so that one seed serves all profiles
  [['reader'], 'observer'],
  [['member'], 'admin'],
  [[], 'none'],
  [['cloudFiles:admin'], 'none'],
  // "If a user has two roles, the stronger one wins"
  [['cloudImages:observer', 'cloudImages:creator'], 'creator'],
  [['cloudImages:creator', 'observer'], 'creator'],
  [['observer', 'cloudImages:admin'], 'admin'],
  [['admin', 'cloudImages:observer'], 'admin'],
  [['cloudImages:creator', 'admin'], 'admin'],
];

/** The cast, and a user with some roles on an account. */
function withRoles(account: string, roles: readonly string[]): Seed {
  const seed = cast({ visibility: 'private', tags: ['db'] });
  return {
    ...seed,
    users: [...(seed.users ?? []), { name: 'clerk', tenant: account, roles: { [account]: roles } }],
  };
}

for (const [roles, column] of columns) {
  const named = `[${roles.join(', ')}]`;

  for (const [operation, account, call, ...may] of matrix) {
    const allowed = column !== 'none' && may[{ observer: 0, creator: 1, admin: 2 }[column]] === true;
    everyDoor(
      `${operation}: ${allowed ? 'yes' : 'no'} with ${named}`,
      cloudImages(withRoles(account, roles)),
      async (t) => {
        const before = t.fake.world();
        const { status } = await t.send({ as: 'clerk', ...call });
        if (allowed) return expect([200, 204]).toContain(status);
        expect(status).toBe(403);
        expect(t.fake.world()).toEqual(before);
      },
    );
  }

  everyDoor(`Get schemas: with ${named}`, cloudImages(withRoles('producer', roles)), async (t) => {
    for (const name of schemas) {
      const { status } = await t.send({ as: 'clerk', ...schema(name) });
      expect([name, status]).toEqual([name, 200]);
    }
  });
}

/** Not in the matrix: who is to create members may create images, an observer may not. */
for (const [roles, status] of [
  [['cloudImages:observer'], 403],
  [['cloudImages:creator'], 201],
  [['cloudImages:admin'], 201],
] as const) {
  everyDoor(
    `an image is created with [${roles.join()}]: ${status}`,
    cloudImages(withRoles('producer', roles)),
    async (t) => {
      expect((await t.send({ as: 'clerk', ...createImage({ name: 'new' }) })).status).toBe(status);
    },
  );
}

everyDoor(
  'roles count on the account of the token alone',
  cloudImages(withRoles('stranger', ['cloudImages:admin'])),
  async (t) => {
    expect((await t.send({ as: 'clerk', ...set('name', 'mine') })).status).toBe(404);
  },
);
