/**
 * Where nobody knows what Cloud Images answers about members, the answer says so. Source: what the Cloud Images API v2 guide leaves
 * open, and Rackspace's own tests (cloudroast) too.
 */
import { add, list, remove, show, update } from '../calls.ts';
import { cast } from '../cast.ts';
import { type Gap, gapsAreTold } from './gap.ts';
import { cloudImages } from './sentences.ts';

const ownPublic = cloudImages(cast({ visibility: 'public', members: [] }));

gapsAreTold([
  {
    gap: 'errorBody',
    rule: 'any refusal',
    as: 'stranger',
    call: list(),
    status: 404,
    unproven: ['errorBody'],
  },
  {
    gap: 'errorBody',
    rule: 'in the general form as well',
    world: cloudImages(undefined, { errorBody: 'general' }),
    as: 'stranger',
    call: list(),
    status: 404,
    unproven: ['errorBody'],
  },
  {
    gap: 'duplicateMember',
    rule: 'a member is added twice',
    call: add('123456'),
    status: 409,
    unproven: ['errorBody', 'duplicateMember'],
  },
  {
    gap: 'memberAgain',
    rule: 'a member that was removed is added again',
    before: [remove('123456')],
    call: add('123456'),
    status: 200,
    unproven: ['memberAgain'],
  },
  {
    gap: 'updateOfNoMember',
    rule: 'an owner sets the status of one who is no member',
    call: update('7000009', 'accepted'),
    status: 403,
    unproven: ['errorBody', 'updateOfNoMember'],
  },
  {
    gap: 'memberIdForm',
    rule: 'the id of a member is no number',
    call: add('acme'),
    status: 200,
    unproven: ['memberIdForm'],
  },
  {
    gap: 'memberIdForm',
    rule: 'the id of a member is a number with a sign',
    call: add('-1'),
    status: 200,
    unproven: ['memberIdForm'],
  },
  {
    gap: 'memberIdLength',
    rule: 'the id of a member is very long',
    call: add('1'.repeat(256)),
    status: 500,
    unproven: ['errorBody', 'memberIdLength'],
  },
  {
    gap: 'ownerAsMember',
    rule: 'the owner adds itself',
    call: add('5000001'),
    status: 200,
    unproven: ['ownerAsMember'],
  },
  ...[add('7000001'), list(), update('7000001', 'accepted'), remove('7000001')].map((call): Gap => ({
    gap: 'publicMembers',
    rule: `the members of an own public image: ${call.method ?? 'GET'}`,
    world: ownPublic,
    call,
    status: 403,
    unproven: ['errorBody', 'publicMembers'],
  })),
  {
    gap: 'publicMembers',
    rule: 'a member of an own public image',
    world: ownPublic,
    call: show('7000001'),
    status: 404,
    unproven: ['errorBody', 'publicMembers'],
  },
]);
