import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, type Listening } from '../../src/express.ts';
import { createHost, type Host } from '../../src/host/host.ts';
import { handlers } from '../../src/msw.ts';

const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';
const members = `/v2/images/${image}/members`;

/** A request by a user of the documents' world. */
function by(user: string, method: string = 'GET', body?: object, headers: object = {}): RequestInit {
  return {
    method,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'x-auth-token': `${user}-token`,
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

/** What a consumer sees of its membership after it was added and has accepted, in the world of this URL. */
async function story(url: string): Promise<readonly unknown[]> {
  const before = await fetch(url + members, by('producer'));
  const added = await fetch(url + members, by('producer', 'POST', { member: '7000001' }));
  const accepted = await fetch(`${url}${members}/7000001`, by('stranger', 'PUT', { status: 'accepted' }));
  const after = (await (await fetch(url + members, by('producer'))).json()) as { members: object[] };
  return [
    ((await before.json()) as { members: object[] }).members.length,
    added.status,
    accepted.status,
    after.members.length,
  ];
}

describe('one server', () => {
  let host: Host;
  let server: Listening;
  beforeAll(async () => {
    host = createHost({ worlds: 300 });
    server = await listen(host);
  });
  afterAll(() => server.close());

  it('200 tests at a time have a world each, and none sees another', async () => {
    const names = Array.from({ length: 200 }, (_, number) => `test-${number}`);
    const told = await Promise.all(names.map((name) => story(`${server.url}/worlds/${name}`)));
    expect(new Set(told.map((each) => JSON.stringify(each)))).toEqual(new Set(['[1,200,200,2]']));
    expect(host.worlds.list().length).toBe(200);
    expect(host.world.journal.entries()).toEqual([]);
  });

  it('links and the catalog of a world stay inside it', async () => {
    const url = `${server.url}/worlds/linked`;
    const login = {
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: 'consumer', domain: { id: 'default' }, password: 'consumer-secret' } },
        },
        scope: { project: { id: '123456' } },
      },
    };
    const issued = await fetch(`${url}/identity/v3/auth/tokens`, by('nobody', 'POST', login));
    const { token } = (await issued.json()) as { token: { catalog: { endpoints: { url: string }[] }[] } };
    const urls = token.catalog.flatMap(({ endpoints }) => endpoints.map((endpoint) => endpoint.url));
    expect(urls.length).toBeGreaterThan(0);
    expect(urls.filter((each) => !each.startsWith(url))).toEqual([]);
    const versions = (await (await fetch(`${url}/`)).json()) as { versions: { links: { href: string }[] }[] };
    expect(versions.versions.every(({ links }) => links[0]?.href.startsWith(url))).toBe(true);
    const found = await fetch(
      `${url}/v2/images`,
      by('x', 'GET', undefined, {
        'x-auth-token': issued.headers.get('x-subject-token') ?? '',
      }),
    );
    expect(found.status).toBe(200);
  });

  it('a header names a world for clients whose URL cannot change', async () => {
    const header = { 'x-fake-world': 'by-header' };
    await fetch(server.url + members, by('producer', 'POST', { member: 'x' }, header));
    expect(host.worlds.find('by-header')?.as('producer').members.list(image).body.members).toHaveLength(2);
    expect(host.world.as('producer').members.list(image).body.members).toHaveLength(1);
  });

  it.each([
    ['a/../b', '/worlds/..%2Fb/v2/images'],
    ['a name that begins with a dot', '/worlds/.hidden/v2/images'],
    ['the default one by its name', '/worlds/default/v2/images'],
    ['101 characters', `/worlds/${'a'.repeat(101)}/v2/images`],
  ])('a name that cannot be one is refused: %s', async (_, path) => {
    const answer = await fetch(server.url + path, by('producer'));
    const { error } = (await answer.json()) as { error: string };
    expect([answer.status, error]).toEqual([
      400,
      'A world cannot be called so: its name is of up to 100 letters, digits, ".", "_", "~" and "-", begins with a letter or a digit, and is not "default".',
    ]);
  });
});

describe('MSW', () => {
  const host = createHost();
  const baseUrl = 'https://cloud.test';
  const server = setupServer(...handlers(host, { baseUrl }));
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
  afterAll(() => server.close());

  it('50 tests at a time have a world each, and none sees another', async () => {
    const names = Array.from({ length: 50 }, (_, number) => `test-${number}`);
    const told = await Promise.all(names.map((name) => story(`${baseUrl}/worlds/${name}`)));
    expect(new Set(told.map((each) => JSON.stringify(each)))).toEqual(new Set(['[1,200,200,2]']));
  });

  it('within a boundary the handlers answer for the world of the test', async () => {
    const inWorld = (world: string): Promise<readonly unknown[]> =>
      server.boundary(async () => {
        server.use(...handlers(host, { baseUrl, world }));
        return story(baseUrl);
      })();
    const told = await Promise.all(Array.from({ length: 20 }, (_, number) => inWorld(`bound-${number}`)));
    expect(new Set(told.map((each) => JSON.stringify(each)))).toEqual(new Set(['[1,200,200,2]']));
    expect(host.world.as('producer').members.list(image).body.members).toHaveLength(1);
  });
});

describe('a host', () => {
  it('has no more worlds than it may; one that idles makes room', () => {
    let now = 0;
    const host = createHost({ worlds: 2, worldIdle: 60, clock: () => now });
    host.worlds.open('one');
    now = 50_000;
    host.worlds.open('two');
    expect(() => host.worlds.open('three')).toThrow(
      'There are 2 worlds, and there can be no more at a time. Delete one (DELETE /_fake/worlds/NAME), or start with a greater --worlds (`worlds` in code).',
    );
    now = 61_000;
    host.worlds.open('three');
    expect(host.worlds.list()).toEqual([
      { name: 'two', profile: 'glance', release: '2026.2', images: 1, idle: 11 },
      { name: 'three', profile: 'glance', release: '2026.2', images: 1, idle: 0 },
    ]);
    expect([host.worlds.delete('two'), host.worlds.delete('two')]).toEqual([true, false]);
  });

  it('makes a world with a seed and a profile of its own, whole or not at all', () => {
    const host = createHost();
    const own = host.worlds.make('own', {
      seed: { tenants: [{ name: 'acme' }], users: [{ name: 'acme' }], images: [] },
      profile: 'rackspace',
    });
    expect([own.profile, own.cloud.images.size, own.identityV2]).toEqual(['rackspace', 0, true]);
    expect(() => host.worlds.make('own', { seed: { tenants: [{ name: '' }] } })).toThrow('refused');
    expect(host.worlds.find('own')).toBe(own);
  });

  it('a world that begins as a copy of another has what is there, clock included, and goes its own way', () => {
    const host = createHost({ clock: () => 0 });
    host.world.as('producer').members.create(image, '123456');
    host.world.as('consumer').members.update(image, '123456', 'accepted');
    host.world.clock.advance(3_600_000);
    const copy = host.worlds.make('copy', { from: 'default' });
    expect(copy.clock.now()).toBe(3_600_000);
    copy.as('producer').members.delete(image, '123456');
    expect(host.world.as('consumer').members.show(image, '123456').body.status).toBe('accepted');
    copy.reset();
    expect(copy.as('consumer').members.show(image, '123456').body.status).toBe('accepted');
    expect(() => host.worlds.make('other', { from: 'nowhere' })).toThrow(
      'There is no world nowhere to copy.',
    );
  });

  it('the bytes that images may take are for all worlds together', () => {
    // The 30 bytes of the seed's image are shared by all worlds.
    const host = createHost({ imageBytes: 140 });
    const upload = (name: string): number => {
      const client = host.worlds.open(name).as('producer');
      const { id } = client.images.create({ name: 'a', disk_format: 'raw', container_format: 'bare' }).body;
      const headers = { 'content-type': 'application/octet-stream' };
      return client.request('PUT', `/v2/images/${id}/file`, { body: new Uint8Array(60), headers }).status;
    };
    expect([upload('one'), upload('two')]).toEqual([204, 413]);
    host.worlds.delete('one');
    expect(upload('two')).toBe(204);
  });

  it('without worlds, their path is no path of the cloud, and the header that names one is refused', async () => {
    await using server = await listen(createHost({ worlds: 0 }));
    const path = await fetch(`${server.url}/worlds/mine/v2/images`, by('producer'));
    const header = await fetch(
      server.url + members,
      by('producer', 'GET', undefined, { 'x-fake-world': 'mine' }),
    );
    expect([path.status, header.status]).toEqual([300, 404]);
  });
});
