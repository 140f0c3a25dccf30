/**
 * Where nobody knows what Cloud Images answers to a request, the answer says so. Source: what the Cloud Images API v2 guide leaves
 * open, and Rackspace's own tests (cloudroast) too.
 */
import { expect } from 'vitest';
import type { Seed } from '../../src/world/seed.ts';
import { add, createImage, list, remove, set, show } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';
import { gapsAreTold } from './gap.ts';
import { cloudImages, overheard } from './sentences.ts';

const observer = { world: cloudImages(observing()), as: 'clerk' };

gapsAreTold([
  {
    gap: 'roleRefusal',
    rule: 'who lacks the role',
    ...observer,
    call: add('7000001'),
    status: 403,
    unproven: ['errorBody', 'roleRefusal'],
  },
  {
    gap: 'roleRefusal',
    rule: 'who lacks the role to delete',
    ...observer,
    call: remove('123456'),
    status: 403,
    unproven: ['errorBody', 'roleRefusal'],
  },
  {
    gap: 'roleRefusal',
    rule: 'who lacks the role to create an image',
    ...observer,
    call: createImage({}),
    status: 403,
    unproven: ['errorBody', 'roleRefusal'],
  },
  {
    gap: 'roleRefusal',
    rule: 'who lacks the role to change an image',
    ...observer,
    call: set('name', 'mine'),
    status: 403,
    unproven: ['errorBody', 'roleRefusal'],
  },
  {
    gap: 'reservedProperty',
    rule: 'a property that begins with com.rackspace',
    call: set('com.rackspace.a', 'b'),
    status: 403,
    unproven: ['errorBody', 'reservedProperty'],
  },
  {
    gap: 'reservedProperty',
    rule: 'an image with one',
    call: createImage({ 'com.rackspace.a': 'b' }),
    status: 403,
    unproven: ['errorBody', 'reservedProperty'],
  },
  {
    gap: 'tenantInPath',
    rule: "a tenant in the path that is not the token's",
    call: { path: '/v2/123456/images' },
    status: 403,
    unproven: ['errorBody', 'tenantInPath'],
  },
  {
    gap: 'rateLimit',
    rule: 'too many requests',
    world: cloudImages(undefined, { requestsPerMinute: 1 }),
    before: [list()],
    call: list(),
    status: 413,
    unproven: ['errorBody', 'rateLimit'],
  },
]);

/** The cast, and an observer of the producer's account. */
function observing(): Seed {
  const seed = cast({ visibility: 'private' });
  const clerk = { name: 'clerk', tenant: 'producer', roles: { producer: ['cloudImages:observer'] } };
  return { ...seed, users: [...(seed.users ?? []), clerk] };
}

const bodied = overheard(cloudImages());

everyDoor.except('msw', 'fetch sends no body with GET')(
  'unproven, bodyNotExpected: a body with GET and DELETE',
  bodied.world,
  async (t) => {
    for (const call of [list(), show('123456'), remove('123456')]) {
      bodied.heard.length = 0;
      expect((await t.send({ as: 'producer', ...call, body: { status: 'accepted' } })).status).toBe(400);
      expect(bodied.heard.map(({ trace }) => trace.unproven)).toEqual([['errorBody', 'bodyNotExpected']]);
    }
  },
);
