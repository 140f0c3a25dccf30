/** A host that is made again over its file has the worlds that it had. */
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sqlite } from '../../src/sqlite.ts';
import { createHost } from '../../src/index.ts';
import { doorOf, folder, heldBy, hostOver, image } from './stores.ts';

const members = `/v2/images/${image}/members`;
const login = {
  auth: {
    identity: {
      methods: ['password'],
      password: { user: { name: 'producer', domain: { id: 'default' }, password: 'producer-secret' } },
    },
    scope: { project: { name: 'producer', domain: { id: 'default' } } },
  },
};
const noon = Date.parse('2030-01-01T12:00:00Z');

it('images, data, members, tokens and times are as they were', async () => {
  const file = `${folder()}/x.db`;
  const clock = (): number => noon;
  const host = await hostOver(file, { clock });
  const { send, url } = await doorOf(host);
  expect((await send('POST', members, { member: '123456' })).status).toBe(200);
  expect((await send('PUT', `${members}/123456`, { status: 'accepted' }, 'consumer-token')).status).toBe(200);
  expect((await send('DELETE', `${members}/9876543`)).status).toBe(204);
  const formats = { disk_format: 'raw', container_format: 'bare' };
  const made = (await send('POST', '/v2/images', { name: 'own', ...formats })).body as { id: string };
  const headers = { 'X-Auth-Token': 'producer-token', 'Content-Type': 'application/octet-stream' };
  await fetch(`${url}/v2/images/${made.id}/file`, { method: 'PUT', headers, body: 'own data' });
  const deleted = (await send('POST', '/v2/images', { name: 'deleted' })).body as { id: string };
  expect((await send('DELETE', `/v2/images/${deleted.id}`)).status).toBe(204);
  const token = (await send('POST', '/identity/v3/auth/tokens', login)).headers.get('x-subject-token') ?? '';
  const before = heldBy(host);
  await host.close();

  const again = await hostOver(file, { clock });
  expect(heldBy(again)).toEqual(before);
  const door = await doorOf(again);
  expect((await door.send('GET', `/v2/images/${made.id}/file`)).body).toBe('own data');
  expect((await door.send('GET', members, undefined, token)).status).toBe(200);
  expect((await door.send('POST', '/v2/images', { id: deleted.id })).status).toBe(409);
});

it('the order that members have right after a removal outlives the host', async () => {
  const file = `${folder()}/x.db`;
  let now = noon;
  const clock = (): number => now;
  const host = await hostOver(file, { clock });
  const { send } = await doorOf(host);
  for (const member of ['b', 'a', 'c']) expect((await send('POST', members, { member })).status).toBe(200);
  expect((await send('DELETE', `${members}/c`)).status).toBe(204);
  await host.close();

  const again = await hostOver(file, { clock });
  const door = await doorOf(again);
  const listed = async (): Promise<string[]> => {
    const { body } = await door.send('GET', members);
    const ids = (body as { members: { member_id: string }[] }).members.map(({ member_id: id }) => id);
    return ids.filter((id) => id === 'a' || id === 'b');
  };
  expect(await listed()).toEqual(['b', 'a']);
  now += 500;
  expect(await listed()).toEqual(['a', 'b']);
});

it('worlds that were made, replaced and deleted, with what they go back to, are as they were', async () => {
  const file = `${folder()}/x.db`;
  const host = await hostOver(file, { clock: () => noon });
  const { send } = await doorOf(host);
  expect((await send('GET', `/worlds/opened${members}`)).status).toBe(200);
  expect((await send('PUT', '/_fake/worlds/old', { profile: 'rackspace' })).status).toBe(201);
  expect((await send('PUT', '/_fake/worlds/seeded', { seed: { tenants: [{ name: 'solo' }] } })).status).toBe(
    201,
  );
  expect((await send('POST', `/worlds/opened${members}`, { member: '123456' })).status).toBe(200);
  expect((await send('PUT', '/_fake/worlds/copy', { from: 'opened' })).status).toBe(201);
  expect((await send('DELETE', `/worlds/copy${members}/123456`)).status).toBe(204);
  expect((await send('PUT', '/_fake/worlds/gone')).status).toBe(201);
  expect((await send('DELETE', '/_fake/worlds/gone')).status).toBe(204);
  expect((await send('PUT', '/_fake/worlds/opened')).status).toBe(201);
  const before = heldBy(host);
  await host.close();

  const again = await hostOver(file, { clock: () => noon });
  expect(
    again.worlds
      .list()
      .map(({ name, profile }) => `${name} ${profile}`)
      .toSorted(),
  ).toEqual(['copy glance', 'old rackspace', 'opened glance', 'seeded glance']);
  expect(heldBy(again)).toEqual(before);
  again.worlds.open('copy').reset();
  expect(again.worlds.open('copy').as('producer').members.show(image, '123456').status).toBe(200);
  again.worlds.open('seeded').reset();
  expect(
    again.worlds
      .open('seeded')
      .world()
      .tenants.map(({ name }) => name),
  ).toEqual(['solo']);
});

it('clock, faults, snapshots, resets and another seed are as they were', async () => {
  const file = `${folder()}/x.db`;
  const host = await hostOver(file, { clock: () => noon });
  const { send } = await doorOf(host);
  await send('PUT', '/_fake/snapshots/first');
  await send('POST', members, { member: '123456' });
  await send('PUT', '/_fake/snapshots/second');
  await send('POST', '/_fake/snapshots/first/restore');
  expect(
    (await send('PUT', '/worlds/b/_fake/clock', { now: '2031-05-05T00:00:00Z', frozen: true })).status,
  ).toBe(200);
  expect((await send('POST', '/_fake/clock/advance', { seconds: 100 })).status).toBe(200);
  expect(
    (await send('POST', '/_fake/faults', { operation: 'addMember', first: 3, status: 503 })).status,
  ).toBe(201);
  expect((await send('POST', '/_fake/faults', { operation: 'listMembers', stale: 9000 })).status).toBe(201);
  expect((await send('POST', members, { member: 'refused' })).status).toBe(503);
  await send('DELETE', `${members}/9876543`);
  expect((await send('PUT', '/worlds/c/_fake/world', { tenants: [{ name: 'other' }] })).status).toBe(204);
  expect((await send('POST', '/worlds/b/_fake/reset', {})).status).toBe(204);
  const before = heldBy(host);
  await host.close();

  const again = await hostOver(file, { clock: () => noon });
  expect(heldBy(again)).toEqual(before);
  const door = await doorOf(again);
  const listed = (await door.send('GET', members)).body as { members: { member_id: string }[] };
  expect(listed.members.map(({ member_id: id }) => id)).toEqual(['9876543']);
  for (const status of [503, 503, 200])
    expect((await door.send('POST', members, { member: 'late' })).status).toBe(status);
});

it('randomness with a seed goes on where it was', async () => {
  const file = `${folder()}/x.db`;
  const other = await hostOver(`${folder()}/y.db`, { randomSeed: 7 });
  const ids = (host: typeof other): string => host.world.as('producer').images.create({ name: 'x' }).body.id;
  const [one, two] = [ids(other), ids(other)];
  const host = await hostOver(file, { randomSeed: 7 });
  expect(ids(host)).toBe(one);
  await host.close();
  expect(ids(await hostOver(file, { randomSeed: 7 }))).toBe(two);
});

it('until its worlds are there, a server says that it is not ready', async () => {
  const file = `${folder()}/x.db`;
  const first = await hostOver(file);
  const door = await doorOf(first);
  await door.send('POST', members, { member: '123456' });
  await first.close();

  const host = createHost({ state: sqlite(file) });
  const ask = (path: string): Promise<Response> =>
    Promise.resolve(host.begin({ method: 'GET', target: path, base: 'http://x', headers: {} })).then(
      (begun) => {
        const { status, body, headers } =
          begun.kind === 'answered' ? begun.answer : begun.finish(new Uint8Array());
        return new Response(body as string, { status, headers: headers as [string, string][] });
      },
    );
  const [ready, alive, members404] = [ask('/_fake/ready'), ask('/_fake/health'), ask(members)];
  expect(await (await ready).json()).toMatchObject({ ready: false, worlds: 0 });
  expect((await ready).status).toBe(503);
  expect((await alive).status).toBe(200);
  expect((await members404).headers.get('retry-after')).toBe('1');
  await host.ready;
  expect(await (await ask('/_fake/ready')).json()).toEqual({ ready: true });
  await host.close();
});

it('a closed file stands alone, whether it was new or there before', async () => {
  const place = folder();
  await (await hostOver(`${place}/x.db`)).close();
  expect(readdirSync(place)).toEqual(['x.db']);
  await (await hostOver(`${place}/x.db`)).close();
  expect(readdirSync(place)).toEqual(['x.db']);
});
