/** What a recording makes of exchanges: who asked, what, and the state that the answer depended on. */
import { expect, it } from 'vitest';
import { recorderFor } from '../../src/contract/recorder.ts';
import { createFake } from '../../src/world/fake.ts';
import { anImage, at, caller, listening, tenants, witness } from './record/listener.ts';

const patch = { 'content-type': 'application/openstack-images-v2.1-json-patch' };

it('a world of five tenants and seven members is reduced to the member that mattered, and one that did not', async () => {
  const { ask, recorded } = listening();
  expect(ask('bob', 'PUT', at(`/members/${tenants.beta}`), { body: { status: 'accepted' } }).status).toBe(
    200,
  );
  expect(await recorded()).toEqual({
    'the consumer accepts the image that was offered to it': {
      caller: 'consumer',
      given: [anImage({ members: [witness, { tenant: 'consumer' }] }), caller('consumer')],
      request: {
        method: 'PUT',
        path: '/v2/images/${image}/members/${consumer}',
        body: { status: 'accepted' },
      },
    },
  });
});

it('what an answer tells of other members stays, under names of the contract', async () => {
  const { ask, recorded } = listening();
  ask('alice', 'GET', at('/members'));
  const [[sentence, { given }] = ['', { given: [] }]] = Object.entries(await recorded());
  expect(sentence).toBe('the producer lists the members of its image');
  expect(given).toEqual([
    anImage({
      members: [
        { tenant: 'consumer' },
        { tenant: 'second-consumer', status: 'rejected' },
        { tenant: 'stranger', status: 'accepted' },
        { tenant: 'member-4' },
        { tenant: 'member-5' },
        { tenant: 'member-6', status: 'accepted' },
      ],
    }),
    caller('producer'),
  ]);
});

it('users are told by what they are to the image', async () => {
  const { ask, recorded } = listening();
  for (const user of ['alice', 'anna', 'bob', 'dora', 'root']) ask(user, 'GET', at());
  const all = Object.entries(await recorded()).map(([sentence, { caller: who }]) => [who, sentence]);
  expect(all).toEqual([
    ['administrator', 'the administrator looks at the image that it accepted'],
    ['consumer', 'the consumer looks at the image that was offered to it'],
    ['producer', 'the producer looks at its image'],
    ['producer-reader', "the producer's reader looks at its image"],
    ['stranger', 'the stranger cannot look at the image that is not shared with it'],
  ]);
});

it('exchanges that say the same are one interaction, and how its participants stand is a part of it', async () => {
  const { ask, recorder } = listening();
  for (const user of ['bob', 'gill', 'bob']) ask(user, 'GET', at());
  ask('alice', 'POST', at('/members'), { body: { member: tenants.beta } });
  ask('alice', 'POST', at('/members'), { body: { member: tenants.gamma } });
  expect((await recorder.interactions()).map(({ sentence }) => sentence)).toEqual([
    'the consumer looks at the image that it rejected',
    'the consumer looks at the image that was offered to it',
    'the producer cannot add the consumer, a rejected member, to its image',
    'the producer cannot add the consumer, a pending member, to its image',
  ]);
});

it('the order of the exchanges makes no difference', async () => {
  const asked = [
    ['bob', 'GET', at()],
    ['alice', 'GET', at('/members')],
    ['dora', 'GET', at()],
    ['gill', 'GET', '/v2/images?member_status=rejected'],
  ] as const;
  const [one, other] = [listening(), listening()];
  for (const [user, method, target] of asked) one.ask(user, method, target);
  for (const [user, method, target] of asked.toReversed()) other.ask(user, method, target);
  expect(await one.recorder.interactions()).toEqual(await other.recorder.interactions());
});

it('a status that made a difference is in the state, one that made none is not', async () => {
  const { ask, recorded } = listening();
  ask('gill', 'GET', '/v2/images?member_status=rejected&visibility=shared');
  ask('gill', 'GET', at('/file'));
  expect(await recorded()).toMatchObject({
    'the consumer lists images with member_status=rejected and visibility=shared, among them the image that it rejected':
      {
        given: [anImage({ members: [{ tenant: 'consumer', status: 'rejected' }] }), caller('consumer')],
        openLists: true,
      },
    'the consumer downloads the data of the image that it rejected': {
      given: [anImage({ members: [{ tenant: 'consumer' }] }), caller('consumer')],
    },
  });
});

it('a list that is narrowed by name holds exactly what the contract made', async () => {
  const { ask, recorded } = listening();
  ask('bob', 'GET', '/v2/images?name=golden');
  ask('bob', 'GET', '/v2/images?name=nothing');
  const all = await recorded();
  expect(all).toEqual({
    'the consumer lists images with name={image_name}, without the image that was offered to it': {
      caller: 'consumer',
      given: [anImage({ members: [{ tenant: 'consumer' }] }), caller('consumer')],
      request: { method: 'GET', path: '/v2/images', query: { name: '${image_name}' } },
    },
    'the producer lists images with name={free_name}': {
      caller: 'producer',
      given: [{ state: 'a free name', parameters: { is: 'producer' } }, caller('producer')],
      request: { method: 'GET', path: '/v2/images', query: { name: '${free_name}' } },
    },
  });
});

it('a list of several images that are named is in any order, and of a page of them nothing is said', async () => {
  const { ask, fake, recorder } = listening();
  const ids = ['shared', 'private'].map(
    (visibility) =>
      fake.as('alice').images.create({ name: visibility, visibility: visibility as 'shared' }).body.id,
  );
  ask('alice', 'GET', `/v2/images?id=in:${ids.join(',')}`);
  ask('alice', 'GET', `/v2/images?limit=1&id=in:${ids.join(',')}`);
  expect(await recorder.interactions()).toMatchObject([
    { request: { query: { id: 'in:${image},${second_image}' } }, openLists: true },
  ]);
});

it('what is created gets a free name, wherever the client repeats it', async () => {
  const { ask, recorded } = listening();
  const body = { name: 'trixie', disk_format: 'raw', container_format: 'bare', object: 'images/trixie' };
  expect(ask('alice', 'POST', '/v2/images', { body }).status).toBe(201);
  expect(await recorded()).toMatchObject({
    'the producer creates an image': {
      given: [{ state: 'a free name', parameters: { is: 'producer' } }, caller('producer')],
      request: { body: { ...body, name: '${free_name}', object: 'images/${free_name}' } },
    },
  });
});

it('long data and data that are no text are replaced', async () => {
  const { ask, fake, recorded } = listening();
  const { id } = fake
    .as('alice')
    .images.create({ name: 'big', disk_format: 'raw', container_format: 'bare' }).body;
  const sent = { body: 'x'.repeat(5000), headers: { 'content-type': 'application/octet-stream' } };
  expect(ask('alice', 'PUT', `/v2/images/${id}/file`, sent).status).toBe(204);
  expect(await recorded()).toMatchObject({
    'the producer uploads data for its image, without data': {
      given: [anImage({ status: 'queued' }), caller('producer')],
      request: { body: 'The data of an image.\n', type: 'application/octet-stream' },
    },
  });
});

it('who has no good token is nobody, and keeps no token', async () => {
  const { ask, recorded } = listening();
  ask(null, 'GET', at());
  ask('nobody', 'GET', at());
  expect(await recorded()).toEqual({
    'a caller without a valid token cannot look at the image': {
      caller: null,
      given: [anImage()],
      request: { method: 'GET', path: '/v2/images/${image}' },
    },
  });
});

it('an image that is gone, one that never was, and a word that is no id are three things', async () => {
  const { ask, fake, recorded } = listening();
  fake.as('alice').images.delete(fake.as('alice').images.create({ name: 'late' }).body.id);
  const [gone = ''] = fake.world().deleted_images ?? [];
  for (const id of [gone, crypto.randomUUID(), 'golden']) ask('alice', 'GET', `/v2/images/${id}`);
  expect(Object.values(await recorded()).map(({ request, given }) => [request.path, given[0]])).toEqual([
    ['/v2/images/${image}', anImage({ deleted: true })],
    ['/v2/images/${image}', { state: 'no image', parameters: {} }],
    ['/v2/images/no-id', caller('producer')],
  ]);
});

it('a refusal in another format keeps the header that asked for it, a grant does not', async () => {
  const { ask, recorded } = listening();
  const headers = { accept: '*/*' };
  ask('dora', 'GET', at(), { headers });
  ask('bob', 'GET', at(), { headers });
  const all = Object.values(await recorded()).map(({ caller: who, request }) => [who, request.headers]);
  expect(all).toEqual([
    ['consumer', undefined],
    ['stranger', { Accept: '*/*' }],
  ]);
});

it('what the client prepares through `as` is not recorded', async () => {
  const { fake, recorder } = listening();
  fake.as('alice').members.list(at().slice('/v2/images/'.length));
  expect(await recorder.interactions()).toEqual([]);
});

it('a change that only one state explains keeps it', async () => {
  const { ask, recorded } = listening();
  ask('alice', 'PATCH', at(), { body: [{ op: 'remove', path: '/os_distro' }], headers: patch });
  const [{ given, request } = { given: [], request: {} }] = Object.values(await recorded());
  expect(given).toEqual([anImage({ properties: { os_distro: 'debian' } }), caller('producer')]);
  expect(request).toMatchObject({
    body: '[{"op":"remove","path":"/os_distro"}]',
    type: patch['content-type'],
  });
});

it('a full image is filled by nobody in particular', async () => {
  const { ask, fake, recorded } = listening();
  const producer = fake.as('alice');
  for (let place = 0; place < 122; place += 1) producer.members.create(at().slice(11), `somebody-${place}`);
  expect(ask('alice', 'POST', at('/members'), { body: { member: 'late' } }).status).toBe(413);
  expect(Object.values(await recorded()).map(({ given }) => given[0])).toEqual([anImage({ fill: 128 })]);
});

it('a recorder hears fakes of one profile, and a consumer has a name for a file', () => {
  const recorder = recorderFor({ consumer: 'client' });
  recorder.through(createFake());
  expect(() => recorder.through(createFake({ profile: 'glance-legacy' }))).toThrow(
    'The recorder hears a fake of the profile glance already. Make another for glance-legacy.',
  );
  expect(() => recorderFor({ consumer: '../client' })).toThrow('A consumer cannot be called "../client"');
});
