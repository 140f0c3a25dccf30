/**
 * Who may do what with an image itself. Source: Cloud Images API v2 guide, Update image ("an image that you own"),
 * Concepts (standard images); cloudroast, images/v2 (member: 403). Of creating, uploading and deactivating the guide has
 * no page: what is told here is what Glance does, and unproven.
 */
import { expect } from 'vitest';
import type { Seed } from '../../src/world/seed.ts';
import { action, createImage, deleteImage, download, image, set, showImage, tag, upload } from '../calls.ts';
import { cast } from '../cast.ts';
import { type Call, everyDoor } from '../doors.ts';
import { cloudImage, cloudImages } from './sentences.ts';

type Row = readonly [
  operation: string,
  call: Call,
  owner: number,
  member: number,
  onlooker: number,
  stranger: number,
];

const rows: readonly Row[] = [
  ['get', showImage(), 200, 200, 200, 404],
  ['download', download(), 200, 200, 200, 404],
  ['change', set('name', 'mine'), 200, 403, 403, 404],
  ['delete', deleteImage(), 204, 403, 403, 404],
  ['tag', tag('mine'), 204, 403, 403, 404],
  ['untag', tag('web', 'DELETE'), 204, 403, 403, 404],
  ['deactivate', action('deactivate'), 204, 403, 403, 404],
  ['reactivate', action('reactivate'), 204, 403, 403, 404],
];

for (const [operation, call, owner, member, onlooker, stranger] of rows) {
  for (const [caller, as, status, visibility] of [
    ['the owner', 'producer', owner, 'private'],
    ['a member', 'consumer', member, 'private'],
    ['whoever sees a public image', 'stranger', onlooker, 'public'],
    ['a stranger', 'stranger', stranger, 'private'],
  ] as const) {
    everyDoor(
      `${operation} an image, ${caller}: ${status}`,
      cloudImage({ visibility, tags: ['web'] }),
      async (t) => {
        const before = t.fake.world();
        expect((await t.send({ as, ...call })).status).toBe(status);
        if (status >= 400) expect(t.fake.world()).toEqual(before);
      },
    );
  }
}

/** An image that waits for its data. */
const queued = { status: 'queued', disk_format: 'raw', container_format: 'bare' } as const;

function waiting(visibility: 'private' | 'public'): Seed {
  const seed = cast({ visibility, ...queued });
  const images = (seed.images ?? []).map(({ data: _data, ...each }) => each);
  const clerks = ['observer', 'creator', 'admin'].map((role) => ({
    name: role === 'admin' ? 'administrator' : role,
    tenant: 'producer',
    roles: { producer: [`cloudImages:${role}`] },
  }));
  return { ...seed, images, users: [...(seed.users ?? []), ...clerks] };
}

for (const [caller, as, status, visibility] of [
  ['the owner', 'producer', 204, 'private'],
  ['a creator of the account', 'creator', 204, 'private'],
  ['an observer of the account', 'observer', 403, 'private'],
  ['a member', 'consumer', 403, 'private'],
  ['whoever sees a public image', 'stranger', 403, 'public'],
  ['a stranger', 'stranger', 404, 'private'],
] as const) {
  everyDoor(`upload data, ${caller}: ${status} (unproven)`, cloudImages(waiting(visibility)), async (t) => {
    expect((await t.send({ as, ...upload('bytes') })).status).toBe(status);
    const shown = { as: 'producer', ...showImage() };
    expect((await t.send(shown)).body).toMatchObject({ status: status === 204 ? 'active' : 'queued' });
  });
}

everyDoor(
  'by role, unproven: an observer downloads, an admin alone deactivates',
  cloudImages(waiting('private')),
  async (t) => {
    await t.send({ as: 'producer', ...upload('bytes') });
    expect((await t.send({ as: 'observer', ...download() })).text).toBe('bytes');
    for (const as of ['observer', 'creator'])
      for (const name of ['deactivate', 'reactivate'] as const)
        expect((await t.send({ as, ...action(name) })).status).toBe(403);
    for (const name of ['deactivate', 'reactivate'] as const)
      expect((await t.send({ as: 'administrator', ...action(name) })).status).toBe(204);
  },
);

everyDoor('nobody stages data: there is no such path, 404', cloudImages(waiting('private')), async (t) => {
  expect((await t.send({ as: 'producer', ...upload('bytes', image, 'stage') })).status).toBe(404);
});

everyDoor('an image is created for the own account alone', cloudImages(), async (t) => {
  expect((await t.send({ as: 'producer', ...createImage({ owner: '5000001' }) })).status).toBe(201);
  expect((await t.send({ as: 'producer', ...createImage({ owner: '123456' }) })).status).toBe(403);
});
