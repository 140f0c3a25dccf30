import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createFake, type Exchanged, type Fake } from '../../src/world/fake.ts';
import { add, image, images, list, update } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const world = { seed: cast() };

everyDoor('the journal says who did what, what it changed, and why it was refused', world, async (t) => {
  await t.send({ as: 'producer', ...add('7000001') });
  await t.send({ as: 'producer', ...update('123456', 'accepted') });
  await t.send(images());
  const all = t.fake.journal.entries();
  expect(
    all.map(({ number, status, trace, changes, because }) => [
      number,
      status,
      trace.operation,
      changes,
      because,
    ]),
  ).toEqual([
    [1, 200, 'addMember', ['7000001 added'], undefined],
    [
      2,
      403,
      'updateMember',
      [],
      'only member 123456 (consumer) can change its status; you are the owner, producer',
    ],
    [3, 401, null, [], 'no token was sent'],
  ]);
  expect(all[1]?.trace.decision).toEqual({
    image: { id: image, owner: '5000001', visibility: 'shared', status: 'active' },
    member: '123456',
    persona: 'producer',
    outcome: 'no',
    passed: ['imageVisible', 'imageShared', 'callerReads', 'memberOnRecord'],
  });
});

everyDoor(
  'the journal is asked by operation, caller, status, image, method and refusal',
  world,
  async (t) => {
    await t.send({ as: 'producer', ...add('7000001') });
    await t.send({ as: 'consumer', ...list() });
    await t.send({ as: 'consumer', ...add('7000001') });
    const numbers = (query: object): readonly number[] =>
      t.fake.journal.entries(query).map(({ number }) => number);
    expect(numbers({ operation: 'addMember' })).toEqual([1, 3]);
    expect(numbers({ caller: 'consumer' })).toEqual([2, 3]);
    expect(numbers({ caller: '5000001' })).toEqual([1]);
    expect(numbers({ status: 403 })).toEqual([3]);
    expect(numbers({ image, method: 'GET' })).toEqual([2]);
    expect(numbers({ refused: 'callerPermitted', operation: 'addMember' })).toEqual([3]);
    expect(numbers({ refused: 'memberDuplicate' })).toEqual([]);
  },
);

everyDoor(
  'the journal keeps the last exchanges, and numbers all of them',
  { ...world, journal: 2 },
  async (t) => {
    for (const _ of Array.from({ length: 7 })) await t.send({ as: 'consumer', ...list() });
    expect(t.fake.journal.entries().map(({ number }) => number)).toEqual([6, 7]);
    t.fake.journal.clear();
    expect(t.fake.journal.entries()).toEqual([]);
  },
);

everyDoor('a journal of no exchanges keeps none', { ...world, journal: 0 }, async (t) => {
  await t.send({ as: 'consumer', ...list() });
  expect(t.fake.journal.entries()).toEqual([]);
});

everyDoor(
  'a name where an id belongs is warned of, and so is an image that is shared with its owner',
  world,
  async (t) => {
    await t.send({ as: 'producer', ...add('stranger') });
    await t.send({ as: 'producer', ...add('5000001') });
    await t.send({ as: 'producer', ...add('7000001') });
    await t.send({ as: 'producer', ...add('strangr') });
    expect(t.fake.journal.entries().map(({ status, warnings }) => [status, warnings])).toEqual([
      [
        200,
        [
          'stranger is the name of a tenant, and members are ids: the image is not shared with stranger (7000001)',
        ],
      ],
      [200, ['5000001 owns the image: as a member of it, it gains nothing']],
      [200, []],
      [200, ['strangr is no tenant of this world; did you mean 7000001, the id of stranger?']],
    ]);
  },
);

const beside = everyDoor.except('msw', 'such paths are not of the cloud alone');

beside('unexpected are paths that the cloud does not have, and warnings', world, async (t) => {
  await t.send({ as: 'producer', ...list() });
  await t.send({ as: 'producer', path: '/v2/nothing' });
  await t.send({ as: 'producer', path: '/v2/cached_images' });
  await t.send({ as: 'producer', path: '/compute/v2.1/servers' });
  await t.send({ as: 'producer', ...add('stranger') });
  expect(t.fake.journal.unexpected().map(({ number, status }) => [number, status])).toEqual([
    [2, 404],
    [3, 501],
    [4, 300],
    [5, 200],
  ]);
});

everyDoor('GET /_fake/journal has the entries as JSON, and no secret', world, async (t) => {
  const { token } = t.fake.as('producer');
  await t.send({ path: `${images('').path}?token=${token}`, token });
  await t.send({ as: 'producer', ...add('123456') });
  const { status, body, text } = await t.send({ path: '/_fake/journal' });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    entries: [
      { number: 1, target: '/v2/images?token=***', at: '2013-10-09T12:00:00.000Z' },
      { number: 2, status: 409, because: '123456 (consumer) is a member already' },
    ],
  });
  expect(text).not.toContain(token);
});

/** The data of an image that is uploaded and deleted, for as long as somebody holds them. */
function dataOfDeleted(fake: Fake): WeakRef<Uint8Array> {
  const id = 'abcdef00-0000-4000-8000-000000000000';
  const producer = fake.as('producer');
  producer.images.create({ id, disk_format: 'raw', container_format: 'bare' });
  const headers = { 'content-type': 'application/octet-stream' };
  producer.request('PUT', `/v2/images/${id}/file`, { body: new Uint8Array(1000), headers });
  const bytes = fake.cloud.images.get(id)?.data?.bytes;
  producer.images.delete(id);
  return new WeakRef(bytes as Uint8Array);
}

it('the journal keeps no data of images', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const statuses: number[] = [];
  const fake = createFake({ ...world, onExchange: ({ status }: Exchanged) => void statuses.push(status) });
  const data = dataOfDeleted(fake);
  await setImmediate();
  collectGarbage();
  expect(statuses).toEqual([201, 204, 204]);
  expect(fake.journal.entries()).toHaveLength(3);
  expect(data.deref()).toBe(undefined);
});

everyDoor('an accept by the owner, and a token in a URL, are warned of', world, async (t) => {
  t.fake.reset({
    tenants: [{ name: 'acme' }, { name: 'beta' }],
    users: [{ name: 'root', tenant: 'acme', roles: { acme: ['admin'] }, token: 'root-token' }],
    images: [{ id: image, owner: 'acme', members: [{ member: 'beta' }] }],
  });
  const beta = [...(t.fake.cloud.images.get(image)?.members ?? [])][0]?.id ?? '';
  expect((await t.send({ token: 'root-token', ...update(beta, 'accepted') })).status).toBe(200);
  await t.send({ token: 'root-token', path: `/v2/images?token=root-token` });
  expect(t.fake.journal.unexpected().map(({ warnings }) => warnings)).toEqual([
    [
      `the owner's administrator made the status of member ${beta} (beta) accepted, which is the consumer's to decide`,
    ],
    [
      'a secret stands in the URL, where servers and proxies log it; tokens belong into the header X-Auth-Token',
    ],
  ]);
});

everyDoor('the journal says what was sent and nobody reads', world, async (t) => {
  const { path, method } = add('7000001');
  await t.send({
    as: 'producer',
    method: method ?? 'POST',
    path: `${path}?dry_run=1`,
    headers: { 'x-request-source': 'dashboard' },
    body: { member: '7000001', status: 'accepted' },
  });
  expect(t.fake.journal.entries()[0]?.unread).toEqual([
    'query parameter dry_run',
    'header x-request-source',
    'body field status',
  ]);
});

it('whoever hears of exchanges hears of each once, at the moment that the journal has, and may keep it', () => {
  let moment = Date.parse('2026-01-01T00:00:00Z');
  const heard: Exchanged[] = [];
  const clock = (): number => (moment += 7);
  const fake = createFake({
    ...world,
    clock,
    journal: 2,
    onExchange: (exchanged) => void heard.push(exchanged),
  });
  for (const member of ['one', 'two', 'three']) fake.as('producer').members.create(image, member);
  expect(heard.map(({ trace, inWords }) => [trace.operation, trace.decision?.member, inWords])).toEqual([
    ['addMember', 'one', ['one added']],
    ['addMember', 'two', ['two added']],
    ['addMember', 'three', ['three added']],
  ]);
  expect(fake.journal.entries().map(({ at }) => at)).toEqual(heard.slice(1).map(({ at }) => at));
});
