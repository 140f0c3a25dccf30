import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setupServer } from 'msw/node';
import { afterEach, expect, it } from 'vitest';
import { controlClient } from '../../src/client.ts';
import { listen } from '../../src/express.ts';
import { createFake, createHost } from '../../src/index.ts';
import { handlers } from '../../src/msw.ts';

const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';
const headers = { 'content-type': 'application/json', 'x-auth-token': 'producer-token' };

const closing: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

it('with a seed for randomness, a restored and a forked world make no id that is taken', () => {
  const fake = createFake({ randomSeed: 1 });
  const create = (from = fake): string => from.as('producer').images.create({ name: 'a' }).body.id;
  const first = create();
  fake.snapshots.save('one');
  fake.snapshots.restore('one');
  const ids = [first, create(), create(fake.fork()), create(fake.fork())];
  expect(new Set(ids).size).toBe(4);
  fake.reset(fake.world({ secrets: true }));
  const images = fake.cloud.images.size;
  create();
  expect(fake.cloud.images.size).toBe(images + 1);
});

it('two worlds of a host make different tokens from one seed for randomness', () => {
  const host = createHost({ randomSeed: 7 });
  const id = (name: string): string => host.worlds.open(name).as('producer').images.create({ name }).body.id;
  expect(id('one')).not.toBe(id('two'));
});

it('a delay ends with its client', async () => {
  const fake = createFake();
  fake.faults.add({ delay: 600_000 });
  const server = await listen(fake);
  const ended = new AbortController();
  const answer = fetch(`${server.url}/v2/images`, { signal: ended.signal });
  await new Promise<void>((resolve) => void fake.journal.subscribe(() => resolve()));
  ended.abort();
  await expect(answer).rejects.toThrow('aborted');
  await server.close();
  expect(process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length).toBeLessThan(5);
});

it('the control plane reads bodies where no image may be kept', async () => {
  const server = await listen(createHost({ imageBytes: 0 }));
  closing.push(server.close);
  expect((await controlClient({ url: server.url }).clock.set({ frozen: true })).frozen).toBe(true);
});

it('what a world begins with counts once for all worlds of a host', () => {
  const data = 'x'.repeat(1000);
  const seed = {
    tenants: [{ name: 'acme' }],
    users: [{ name: 'acme', token: 'acme-token' }],
    images: [{ owner: 'acme', name: 'i', data }],
  };
  const host = createHost({ seed, imageBytes: 2000 });
  for (const number of Array.from({ length: 20 }).keys()) host.worlds.open(`w${number}`);
  expect(host.worlds.open('w3').limits.imageBytes).toBe(2000);
});

it('who follows a world learns that it is gone, and keeps it from idling', async () => {
  let now = 0;
  const host = createHost({ worldIdle: 1, clock: () => now });
  const server = await listen(host);
  closing.push(server.close);
  const client = controlClient({ url: server.url });
  await client.worlds.make('mine');
  const entries = (await client.inWorld('mine').journal.follow())[Symbol.asyncIterator]();
  now = 5000;
  expect(host.worlds.find('mine')).toBeDefined();
  await client.worlds.delete('mine');
  expect(await entries.next()).toEqual({ done: true, value: undefined });
});

it('a request whose world is replaced before its body is there, is one to the new world', async () => {
  const host = createHost();
  const base = 'http://cloud.test';
  const begun = host.begin({ method: 'POST', target: `/worlds/x/v2/images/${image}/members`, base, headers });
  host.worlds.make('x');
  const body = new TextEncoder().encode('{"member":"7000001"}');
  expect(begun.kind === 'body' && begun.finish(body).status).toBe(200);
  expect(host.worlds.find('x')?.as('producer').members.show(image, '7000001').status).toBe(200);
});

it.each(['null', 'false', '0', '""', '[]'])('a seed that is %s is refused', async (body) => {
  const server = await listen(createHost());
  closing.push(server.close);
  const answer = await fetch(`${server.url}/_fake/world`, { method: 'PUT', headers, body });
  expect([answer.status, Object.keys((await answer.json()) as object)]).toEqual([400, ['error', 'problems']]);
});

it('a world keeps nothing of the seed that it was given', () => {
  const roles = { acme: ['member'] };
  const seed = { tenants: [{ name: 'acme' }], users: [{ name: 'ann', tenant: 'acme', roles }] };
  const fake = createFake({ seed });
  roles.acme.length = 0;
  fake.reset();
  expect(fake.as('ann').images.list().status).toBe(200);
});

it('a tenant may have the name of what every object has', async () => {
  const fake = createFake({
    seed: {
      tenants: [{ name: 'constructor', id: 'constructor' }, { name: 'a' }],
      users: [{ name: 'u', token: 't', tenant: 'a' }],
    },
  });
  const user = { name: 'u', domain: { id: 'default' }, password: 'u-secret' };
  const auth = {
    identity: { methods: ['password'], password: { user } },
    scope: { project: { id: 'constructor' } },
  };
  expect(fake.as('u').request('POST', '/identity/v3/auth/tokens', { body: { auth } }).status).toBe(401);
});

it('a world of another profile takes the switches of its own', async () => {
  const server = await listen(createHost({ profile: 'rackspace', observed: ['sharing-on'] }));
  closing.push(server.close);
  const client = controlClient({ url: server.url });
  expect((await client.worlds.make('g', { profile: 'glance' })).profile).toBe('glance');
  await expect(client.worlds.make('r', { observed: ['nothing'] })).rejects.toThrow(
    'The profile rackspace has no observed behaviour called "nothing".',
  );
});

it('under MSW an answer without a body is cut before its headers', async () => {
  const fake = createFake();
  fake.faults.add({ operation: 'removeMember', cut: 'after-headers' });
  const server = setupServer(...handlers(fake, { baseUrl: 'https://cut.test' }));
  server.listen();
  closing.push(async () => server.close());
  const url = `https://cut.test/v2/images/${image}/members/9876543`;
  await expect(fetch(url, { method: 'DELETE', headers })).rejects.toThrow(/fetch/);
  expect(fake.as('producer').members.show(image, '9876543').status).toBe(404);
});

it('a name that a URL takes for another path is refused by the client', () => {
  const client = controlClient({ url: 'http://127.0.0.1:9' });
  for (const name of ['..', '.', '', 'a/b']) expect(() => client.inWorld(name)).toThrow('cannot be a name');
});

it('what is planted at a reset is of the time that the clock shows then', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const seed = { tenants: [{ name: 'acme' }], users: [{ name: 'acme' }], images: [{ owner: 'acme' }] };
  const fake = createFake({ seed, clock: () => now });
  fake.clock.set(Date.parse('2035-01-01T00:00:00Z'));
  fake.reset();
  expect([...fake.cloud.images.values()][0]?.createdAt).toBe('2026-01-01T00:00:00Z');
});

it('a secret of one world stays one in the journals of the others', () => {
  const host = createHost();
  host.worlds.make('b', {
    seed: { tenants: [{ name: 'b' }], users: [{ name: 'b', token: 'SECRETTOKENB' }] },
  });
  host.world.hide('sesame');
  host.world.as('producer').request('GET', '/v2/images?v=SECRETTOKENB&y=sesame');
  expect(host.world.journal.entries()[0]?.target).toBe('/v2/images?v=***&y=***');
});

it('a page of another site neither makes worlds nor follows the journal', async () => {
  const host = createHost();
  const server = await listen(host);
  closing.push(server.close);
  const foreign = { headers: { 'sec-fetch-site': 'cross-site' } };
  const statuses = await Promise.all(
    ['/worlds/p/v2/images', '/_fake/journal/events', '/_fake/health', '/v2/images'].map(
      async (path) => (await fetch(server.url + path, foreign)).status,
    ),
  );
  expect([statuses, host.worlds.list()]).toEqual([[403, 403, 200, 401], []]);
});

it('a failure of the service is unexpected, whatever fault is applied to it', () => {
  const fake = createFake({ bugs: ['duplicate-is-500'] });
  fake.faults.add({ delay: 0 });
  fake.as('producer').members.create(image, '9876543');
  expect(fake.journal.unexpected()).toHaveLength(1);
});

it('names in a difference begin no line of their own', () => {
  const fake = createFake();
  fake.snapshots.save('before');
  fake.as('producer').images.update(image, { name: '\u001b[31mred\nimage x is gone' });
  expect(fake.snapshots.diff('before')[0]).toContain('?[31mred?image x is gone');
});

it('a client asks again where a kept connection was closed under a question, and changes nothing twice', async () => {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.method);
    // As a server does whose time for idle connections ends while the next request is on its way.
    if (asked.length % 2 === 0) request.socket.destroy();
    else response.setHeader('content-type', 'application/json').end('{"ready":true}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closing.push(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const client = controlClient({ url: `http://127.0.0.1:${port}` });
  expect([await client.ready(), await client.ready()]).toEqual([true, true]);
  await expect(client.clock.advance(1)).rejects.toThrow(`http://127.0.0.1:${port} cannot be reached`);
  expect(asked).toEqual(['GET', 'GET', 'GET', 'POST']);
});
