/** Several servers over one database say the same, whatever is lost on the way. With Debian's PostgreSQL. */
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { createHost, type Host, type HostOptions } from '../../src/index.ts';
import { postgres, type PostgresOptions } from '../../src/postgres.ts';
import { callHere, serveHere } from '../cli/calling.ts';
import { doorOf, heldBy, image, type Sender } from '../state/stores.ts';
import { asked, database, type Database } from './database.ts';
import { type Loss, lossyWay } from './lossy.ts';
import { shared } from './shared-kills.ts';

let server: Database;
let made = 0;

beforeAll(async () => {
  server = await database(['fsync=off']);
});

afterAll(() => server[Symbol.asyncDispose]());

/** The URL of a database that nobody has used. */
function fresh(): Promise<string> {
  made += 1;
  return server.made(`worlds${made}`);
}

async function hostAt(url: string, options: PostgresOptions = {}, more: HostOptions = {}): Promise<Host> {
  const host = createHost({ ...more, state: postgres(url, options) });
  onTestFinished(() => host.close());
  await host.ready;
  return host;
}

async function doorAt(url: string, options: PostgresOptions = {}, more: HostOptions = {}): Promise<Sender> {
  return doorOf(await hostAt(url, options, more));
}

const members = `/v2/images/${image}/members`;

function idsIn(body: unknown): readonly string[] {
  return (body as { members: { member_id: string }[] }).members.map(({ member_id: id }) => id);
}

it('what one server has answered, all others have seen', async () => {
  const url = await fresh();
  const [one, other] = [await doorAt(url), await doorAt(url)];
  expect((await one.send('POST', members, { member: '123456' })).status).toBe(200);
  expect((await other.send('POST', members, { member: '123456' })).status).toBe(409);
  expect(
    (await other.send('PUT', `${members}/123456`, { status: 'accepted' }, 'consumer-token')).status,
  ).toBe(200);
  expect((await one.send('GET', `${members}/123456`)).body).toMatchObject({ status: 'accepted' });
  const login = {
    auth: {
      identity: {
        methods: ['password'],
        password: { user: { name: 'producer', domain: { id: 'default' }, password: 'producer-secret' } },
      },
      scope: { project: { name: 'producer', domain: { id: 'default' } } },
    },
  };
  const issued = await one.send('POST', '/identity/v3/auth/tokens', login);
  const token = issued.headers.get('x-subject-token') ?? '';
  expect((await other.send('POST', members, { member: 'by a new token' }, token)).status).toBe(200);
});

it('worlds that one server makes, replaces and drops, their clocks, faults and snapshots are those of all', async () => {
  const url = await fresh();
  const noon = (): number => Date.parse('2030-01-01T12:00:00Z');
  const [one, other] = [await hostAt(url, {}, { clock: noon }), await hostAt(url, {}, { clock: noon })];
  const [first, second] = [await doorOf(one), await doorOf(other)];
  expect((await first.send('PUT', '/_fake/worlds/a', { profile: 'rackspace' })).status).toBe(201);
  expect((await second.send('GET', '/_fake/worlds')).body).toMatchObject({
    worlds: [{ name: 'a', profile: 'rackspace' }],
  });
  expect((await second.send('PUT', '/_fake/worlds/a', {})).status).toBe(201);
  expect((await first.send('GET', '/_fake/worlds/a')).body).toMatchObject({ profile: 'glance' });
  expect((await first.send('POST', `/worlds/a${members}`, { member: '123456' })).status).toBe(200);
  expect((await second.send('PUT', '/_fake/worlds/copy', { from: 'a' })).status).toBe(201);
  expect(idsIn((await first.send('GET', `/worlds/copy${members}`)).body)).toContain('123456');
  const clock = { now: '2031-05-05T00:00:00Z', frozen: true };
  expect((await first.send('PUT', '/worlds/copy/_fake/clock', clock)).status).toBe(200);
  expect((await second.send('GET', '/worlds/copy/_fake/clock')).body).toMatchObject({ frozen: true });
  const fault = { operation: 'addMember', first: 2, status: 503 };
  expect((await second.send('POST', '/worlds/a/_fake/faults', fault)).status).toBe(201);
  for (const [door, status] of [
    [first, 503],
    [second, 503],
    [first, 200],
  ] as const)
    expect((await door.send('POST', `/worlds/a${members}`, { member: 'late' })).status).toBe(status);
  expect((await first.send('PUT', '/worlds/a/_fake/snapshots/s')).status).toBe(204);
  expect((await second.send('DELETE', `/worlds/a${members}/late`)).status).toBe(204);
  expect((await second.send('POST', '/worlds/a/_fake/snapshots/s/restore')).status).toBe(204);
  expect((await first.send('GET', `/worlds/a${members}/late`)).status).toBe(200);
  for (const door of [first, second])
    for (const name of ['', '/worlds/a', '/worlds/copy']) await door.send('GET', name + members);
  expect(heldBy(other)).toEqual(heldBy(one));
  expect((await second.send('DELETE', '/_fake/worlds/a')).status).toBe(204);
  expect((await first.send('GET', '/_fake/worlds/a')).status).toBe(404);
  expect((await first.send('DELETE', '/_fake/worlds/a')).status).toBe(404);
});

it('a server has one connection, and learns by it whether there were worlds before', async () => {
  const url = await fresh();
  await using way = await lossyWay(server.port);
  const through = url.replace(`:${server.port}`, `:${way.port}`);
  for (const [place, line] of [
    [1, 'seed           documentation'],
    [2, 'has it'],
  ] as const) {
    const { stdout, stderr } = await (
      await serveHere(['--state', through, '--seed', 'documentation'])
    ).stop();
    expect(stdout).toContain(line);
    expect(stderr.includes('applies to new worlds only')).toBe(place === 2);
    expect(way.connections).toBe(place);
  }
});

it('the journal is that of one server', async () => {
  const url = await fresh();
  const [one, other] = [await doorAt(url), await doorAt(url)];
  await one.send('POST', members, { member: '123456' });
  await other.send('GET', members);
  const entries = async (door: Sender): Promise<number> =>
    ((await door.send('GET', '/_fake/journal')).body as { entries: unknown[] }).entries.length;
  expect([await entries(one), await entries(other)]).toEqual([1, 1]);
});

it('data of images goes from one server to the other, and is kept once', async () => {
  const url = await fresh();
  const [one, other] = [await doorAt(url), await doorAt(url)];
  const formats = { disk_format: 'raw', container_format: 'bare' };
  for (const name of ['first', 'second']) {
    const { id } = (await one.send('POST', '/v2/images', { name, ...formats })).body as { id: string };
    const headers = { 'X-Auth-Token': 'producer-token', 'Content-Type': 'application/octet-stream' };
    const put = { method: 'PUT', headers, body: 'own data' };
    expect((await fetch(`${other.url}/v2/images/${id}/file`, put)).status).toBe(204);
    expect((await one.send('GET', `/v2/images/${id}/file`)).body).toBe('own data');
  }
  const bytes = await asked(url, `SELECT 1 FROM data WHERE bytes = 'own data'::bytea`);
  expect(bytes).toHaveLength(1);
});

it('servers that begin at the same moment with an empty database have the same worlds', async () => {
  const url = await fresh();
  const hosts = await Promise.all(Array.from({ length: 4 }, () => hostAt(url)));
  const doors = await Promise.all(hosts.map(doorOf));
  for (const [place, door] of doors.entries())
    expect((await door.send('POST', members, { member: `by ${place}` })).status).toBe(200);
  for (const door of doors) expect(idsIn((await door.send('GET', members)).body)).toHaveLength(5);
  expect(await asked(url, 'SELECT name FROM worlds')).toEqual([{ name: 'default' }]);
});

for (const loss of ['answer', 'statement'] satisfies Loss[]) {
  it(`a change whose ${loss} is lost on the way is made once, and answered as it was`, async () => {
    const url = await fresh();
    await using way = await lossyWay(server.port);
    const through = url.replace(`:${server.port}`, `:${way.port}`);
    const [lossy, other] = [await doorAt(through), await doorAt(url)];
    // The first of a connection has the text of the statement in it.
    way.lose(loss, 'INSERT INTO changes');
    expect((await lossy.send('POST', members, { member: 'one step' })).status).toBe(200);
    expect((await other.send('POST', members, { member: 'one step' })).status).toBe(409);
    way.lose(loss, 'COMMIT');
    expect((await lossy.send('PUT', '/_fake/worlds/made', {})).status).toBe(201);
    expect((await other.send('POST', `/worlds/made${members}`, { member: 'x' })).status).toBe(200);
    way.lose(loss, 'COMMIT');
    expect((await lossy.send('DELETE', '/_fake/worlds/made')).status).toBe(204);
    expect((await other.send('DELETE', '/_fake/worlds/made')).status).toBe(404);
    expect(way.losses).toBe(3);
    expect(idsIn((await lossy.send('GET', members)).body)).toEqual(['9876543', 'one step']);
  });
}

it('without its database a server is not ready and answers 503, and then it goes on by itself', async () => {
  const url = await fresh();
  const door = await doorAt(url, { patience: 5 });
  expect((await door.send('POST', members, { member: 'before' })).status).toBe(200);
  await server.stop();
  for (const method of ['GET', 'POST']) {
    const refused = await door.send(method, members, method === 'POST' ? { member: 'meanwhile' } : undefined);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(JSON.stringify(refused.body)).toContain('Nothing was changed');
    expect(JSON.stringify(refused.body)).not.toContain('secret');
  }
  expect((await door.send('GET', '/_fake/ready')).body).toMatchObject({ ready: false });
  expect((await door.send('GET', '/_fake/health')).status).toBe(200);
  await server.start();
  expect((await door.send('GET', '/_fake/ready')).status).toBe(200);
  expect((await door.send('POST', members, { member: 'after' })).status).toBe(200);
  expect(idsIn((await door.send('GET', members)).body).toSorted()).toEqual(['9876543', 'after', 'before']);
});

it('local reads see at once what their own server has changed, and in a second or so what others have', async () => {
  const url = await fresh();
  const [local, other] = [await doorAt(url, { reads: 'local' }), await doorAt(url)];
  expect((await local.send('POST', members, { member: 'own' })).status).toBe(200);
  expect(idsIn((await local.send('GET', members)).body)).toContain('own');
  expect((await other.send('POST', members, { member: 'foreign' })).status).toBe(200);
  await expect
    .poll(async () => idsIn((await local.send('GET', members)).body), { timeout: 30_000, interval: 100 })
    .toContain('foreign');
});

it('worlds that code changes past every door are refused: no other server would know', async () => {
  const host = await hostAt(await fresh());
  const add = (): unknown => host.world.as('producer').members.create(image, '123456');
  expect(add).toThrow('they change by requests');
  const door = await doorOf(host);
  expect(idsIn((await door.send('GET', members)).body)).toEqual(['9876543']);
});

it('after enough steps a world is kept as a whole, and others who are far behind read that', async () => {
  const url = await fresh();
  const [one, other] = [await hostAt(url), await hostAt(url)];
  const [first, second] = [await doorOf(one), await doorOf(other)];
  const { id } = (await first.send('POST', '/v2/images', { name: 'x' })).body as { id: string };
  const headers = {
    'X-Auth-Token': 'producer-token',
    'Content-Type': 'application/openstack-images-v2.1-json-patch',
  };
  const kept = async (): Promise<number> =>
    Number((await asked(url, 'SELECT MAX(seq) AS seq FROM snapshots'))[0]?.['seq']);
  for (let count = 0; (await kept()) === 0; count += 1) {
    const body = JSON.stringify([{ op: 'add', path: '/much', value: `${count} ${'x'.repeat(60_000)}` }]);
    expect((await fetch(`${first.url}/v2/images/${id}`, { method: 'PATCH', headers, body })).status).toBe(
      200,
    );
  }
  await asked(url, 'DELETE FROM changes WHERE seq < (SELECT MAX(seq) FROM snapshots)');
  await second.send('GET', members);
  expect(heldBy(other)).toEqual(heldBy(one));
});

it('`state` lists, exports, compacts and drops the worlds of a database, and does not show its password', async () => {
  const url = await fresh();
  const door = await doorAt(url);
  await door.send('POST', `/worlds/a${members}`, { member: '123456' });
  const listed = await callHere(['state', url]);
  expect(listed.stdout).toMatch(/^NAME .*\na +glance +1 .*\n|default/m);
  const seed = JSON.parse((await callHere(['state', url, '--export', 'a'])).stdout) as { images: object[] };
  expect(JSON.stringify(seed.images)).toContain('123456');
  expect((await callHere(['state', url, '--compact'])).code).toBe(0);
  expect((await callHere(['state', url, '--drop', 'a'])).stdout).toBe('World a is dropped.\n');
  expect((await door.send('GET', '/_fake/worlds')).body).toEqual({ worlds: [] });
  const missing = await callHere(['state', url, '--export', 'b']);
  expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('There are: default.') });
  for (const wrong of [url.replace('/worlds', '/no-worlds'), url.replace(String(server.port), '1')]) {
    const refused = await callHere(['state', wrong]);
    expect(refused.code).toBeGreaterThan(0);
    expect(refused.stderr).toContain('127.0.0.1');
    expect(refused.stderr + refused.stdout).not.toMatch(/secret|%20/);
  }
});

it('a compacted database has each world as a whole, and no data that nothing speaks of; servers go on meanwhile', async () => {
  const url = await fresh();
  const host = await hostAt(url);
  const door = await doorOf(host);
  const formats = { disk_format: 'raw', container_format: 'bare' };
  const ids: string[] = [];
  for (const name of ['stays', 'goes']) {
    const { id } = (await door.send('POST', '/v2/images', { name, ...formats })).body as { id: string };
    ids.push(id);
    const headers = { 'X-Auth-Token': 'producer-token', 'Content-Type': 'application/octet-stream' };
    const put = { method: 'PUT', headers, body: name.repeat(100_000) };
    expect((await fetch(`${door.url}/v2/images/${id}/file`, put)).status).toBe(204);
  }
  expect((await door.send('DELETE', `/v2/images/${ids[1]}`)).status).toBe(204);
  expect((await callHere(['state', url, '--compact'])).stdout).toMatch(
    /^1 world was rewritten as a full copy\. postgres:.* had \d+ bytes, and has \d+ now\. /,
  );
  // Ten minutes later.
  await asked(url, 'UPDATE changes SET at = at - 660000');
  const { stdout } = await callHere(['state', url, '--compact']);
  const [, before, after] = /^postgres:.* had (\d+) bytes, and has (\d+) now\. /.exec(stdout) ?? [];
  expect(Number(before) - Number(after)).toBeGreaterThan(400_000);
  expect(
    await asked(url, 'SELECT SUBSTR(bytes, 1, 4) AS bytes FROM data WHERE LENGTH(bytes) > 300000'),
  ).toEqual([{ bytes: Buffer.from('stay') }]);
  expect((await door.send('POST', members, { member: 'afterwards' })).status).toBe(200);
  await door.send('GET', `/worlds/of-a-job${members}`);
  expect((await callHere(['state', url, '--drop-idle', '0s'])).stdout).toBe(
    '1 world unchanged for 0s or longer is dropped: of-a-job.\n',
  );
  expect((await door.send('GET', '/_fake/worlds')).body).toEqual({ worlds: [] });
  expect(heldBy(await hostAt(url))).toEqual(heldBy(host));
});

it('tables of another program, and those of a newer version, are refused and stay as they are', async () => {
  const [foreign, newer] = [await fresh(), await fresh()];
  await asked(foreign, 'CREATE TABLE data (own INTEGER)');
  await expect(createHost({ state: postgres(foreign) }).ready).rejects.toThrow('of another program (data)');
  expect(
    await asked(foreign, `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`),
  ).toEqual([{ table_name: 'data' }]);
  await (await hostAt(newer)).close();
  await asked(newer, `UPDATE meta SET value = '99' WHERE name = 'version'`);
  await expect(createHost({ state: postgres(newer) }).ready).rejects.toThrow('by a newer image-members-fake');
});

it('tables of another program that are called as some of ours are refused, whatever version they say', async () => {
  const meta = 'CREATE TABLE meta (name TEXT, value TEXT)';
  const versions = ['1', '0.5', '0', 'ours', ''];
  const all = 'CREATE TABLE worlds (id INTEGER); CREATE TABLE other (id INTEGER)';
  for (const version of versions) {
    const url = await fresh();
    await asked(url, `${meta}; INSERT INTO meta VALUES ('version', '${version}'); ${all}`);
    for (const args of [
      ['serve', '--port', '0', '--state', url],
      ['state', url],
    ])
      expect(await callHere(args)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(
          'has tables of another program (meta, worlds), and is left as it is.',
        ),
      });
    expect(await asked(url, 'SELECT * FROM worlds')).toEqual([]);
  }
  const broken = await fresh();
  await (await hostAt(broken)).close();
  await asked(broken, `UPDATE meta SET value = '0.5' WHERE name = 'version'`);
  await expect(createHost({ state: postgres(broken) }).ready).rejects.toThrow('tables of another program');
  await asked(broken, `UPDATE meta SET value = '1' WHERE name = 'version'`);
  await asked(broken, 'ALTER TABLE changes ALTER seq TYPE TEXT');
  const refused = await callHere(['state', broken]);
  expect(refused).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('refuses a statement: operator'),
  });
});

it('three servers, 64 connections, servers killed and the database restarted: all that was seen has one order', async () => {
  const plan = { seconds: 25, servers: 3, connections: 64, every: 4, restarts: 2, seed: 3 };
  const { statuses, kills, restarts, told, ...found } = await shared(plan);
  expect(found).toEqual({ unordered: [], wrong: [], agree: true });
  expect(kills).toBeGreaterThan(2);
  expect(restarts).toBe(2);
  expect(told).toBeGreaterThan(1000);
  expect(statuses['200']).toBeGreaterThan(100);
});
