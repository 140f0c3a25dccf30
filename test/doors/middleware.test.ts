/** Source: none but Node's own HTTP. In whichever application, behind whichever middleware, the answers are those of a port. */
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { controlClient } from '../../src/client.ts';
import { imageMembers, listen } from '../../src/express.ts';
import { createHost, type Host } from '../../src/host/host.ts';
import { createFake } from '../../src/world/fake.ts';
import { add, createImage, image, images, list, remove, show, showImage, update, upload } from '../calls.ts';
import { cast } from '../cast.ts';
import type { Call } from '../doors.ts';
import { seededRandom } from '../../src/world/random-ids.ts';
import { story } from '../story.ts';
import { apps, commonMiddleware, serveApp, takingErrors } from './apps.ts';
import { clockAt } from './clock.ts';
import { overSocket } from './express.ts';
import { tellerOf, type WireReply } from './teller.ts';

const id = 'abcdef00-0000-4000-8000-000000000000';
const user = { name: 'producer', domain: { id: 'default' }, password: 'producer-secret' };
const password = { methods: ['password'], password: { user } };
const login = { auth: { identity: password, scope: { project: { id: '5000001' } } } };

/** Requests whose answers have each kind of head and body. */
const calls: readonly (Call & { readonly as?: string })[] = [
  { path: '/v2/images' },
  { path: '/' },
  { method: 'POST', path: '/identity/v3/auth/tokens', body: login },
  { path: '/identity/v3' },
  { as: 'producer', path: '/v2' },
  { as: 'producer', ...createImage({ id, disk_format: 'raw', container_format: 'bare' }) },
  { as: 'producer', ...upload('0123456789', id) },
  { as: 'producer', path: `/v2/images/${id}/file` },
  { as: 'producer', path: `/v2/images/${id}/file`, headers: { range: 'bytes=2-5' } },
  { as: 'producer', ...showImage(), method: 'HEAD' },
  { as: 'producer', ...add('7000001') },
  { as: 'producer', ...add('7000001') },
  { as: 'producer', ...list() },
  { as: 'consumer', ...update('123456', 'accepted') },
  { as: 'consumer', ...show('123456') },
  { as: 'consumer', ...images('?visibility=shared') },
  { as: 'producer', ...remove('7000001') },
  { as: 'producer', ...add('') },
  { path: '/v2/images', method: 'OPTIONS' },
  { path: '/healthcheck' },
];

/** A cloud whose ids, tokens and times are always the same. */
function cloud(): Host {
  return createHost({
    seed: cast(),
    clock: clockAt('2013-10-09T12:00:00Z').now,
    random: seededRandom(7),
  });
}

const ofMiddleware: ReadonlySet<string> = new Set([
  'date',
  'keep-alive',
  'x-response-time',
  'set-cookie',
  'x-powered-by',
]);

/** An answer as it came, in the case and in the order of its headers, without those of the middleware. */
function seen({ status, headers, body }: WireReply): object {
  const own = headers
    .filter(([name]) => !ofMiddleware.has(name.toLowerCase()))
    // Compression writes behind what an answer varies with.
    .map(([name, value]) => [name, name === 'Vary' ? value.replace(/(?:, )?Accept-Encoding$/, '') : value])
    .filter(([name, value]) => name !== 'Vary' || value !== '');
  return { status, headers: own, text: new TextDecoder().decode(body) };
}

/** The answers to all calls at a URL, which is always called by the same name. */
async function answers(host: Host, url: string): Promise<readonly object[]> {
  const all: object[] = [];
  const send = async (wire: Parameters<typeof overSocket>[1]): Promise<WireReply> => {
    const reply = await overSocket(url, { ...wire, headers: { ...wire.headers, host: 'cloud.test' } });
    all.push(seen(reply));
    return reply;
  };
  const door = { base: url, send, close: async () => {} };
  const teller = tellerOf(host.world, clockAt('2013-10-09T12:00:00Z'), door, () => {});
  for (const call of calls) await teller.send(call);
  return all;
}

async function answersOfPort(): Promise<readonly object[]> {
  const host = cloud();
  await using server = await listen(host, { allowedHosts: 'all' });
  return await answers(host, server.url);
}

for (const name of Object.keys(apps)) {
  const everything = Object.entries(commonMiddleware);
  for (const [what, middleware] of [
    ...everything.map(([what, each]) => [what, [each]] as const),
    ['all of them', everything.map(([, each]) => each)] as const,
  ])
    it(`in ${name}, behind ${what}, the answers are those of a port`, async () => {
      const host = cloud();
      const before = middleware.map((make) => ['/', make()] as const);
      await using app = await serveApp(name, [...before, ['/', imageMembers(host)]]);
      expect(await answers(host, app.url)).toEqual(await answersOfPort());
    });

  it(`in ${name}, mounted at a path behind all of them, the story of the documents comes true, compressed`, async () => {
    const before = Object.values(commonMiddleware).map((make) => ['/', make()] as const);
    await using app = await serveApp(name, [...before, ['/openstack', imageMembers(createFake())]]);
    const codings = new Set<string | null>();
    await story(async (path, init) => {
      const reply = await fetch(`${app.url}/openstack${path}`, init);
      codings.add(reply.headers.get('content-encoding'));
      return reply;
    });
    expect(codings).toContain('gzip');
  });

  it(`in ${name}, mounted at a path, links, catalog and challenge lead there, and worlds are below it`, async () => {
    await using app = await serveApp(name, [['/openstack', imageMembers(createHost({ seed: cast() }))]]);
    for (const base of [`${app.url}/openstack`, `${app.url}/openstack/worlds/mine`]) {
      const challenge = (await fetch(`${base}/v2/images`)).headers.get('www-authenticate');
      expect(challenge).toBe(`Keystone uri="${base}/identity"`);
      const entered = await fetch(`${base}/identity/v3/auth/tokens`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(login),
      });
      const { token } = (await entered.json()) as { token: { catalog: { endpoints: { url: string }[] }[] } };
      const urls = token.catalog.flatMap(({ endpoints }) => endpoints.map(({ url }) => url));
      expect(new Set(urls)).toEqual(new Set([base, `${base}/identity/v3/`]));
      const versions = (await (await fetch(`${base}?x=1`)).json()) as { versions: { links: object[] }[] };
      expect(versions.versions[0]?.links).toEqual([{ rel: 'self', href: `${base}/v2/` }]);
    }
  });

  it(`in ${name}, what is not the fake's goes on, and so does an unexpected error`, async () => {
    const broken = (): never => {
      throw new Error('unexpected');
    };
    const errors: unknown[] = [];
    const own = (_: unknown, response: { end(text: string): void }): void => response.end('own');
    await using app = await serveApp(name, [
      ['/openstack', imageMembers({ ...createHost(), begin: broken })],
      ['/openstack', own],
      ['/', takingErrors((error) => errors.push(error))],
    ]);
    expect(await (await fetch(`${app.url}/openstack/page`)).text()).toBe('own');
    expect((await fetch(`${app.url}/openstack/v2/images`)).status).toBe(500);
    expect(errors).toEqual([new Error('unexpected')]);
  });

  it(`in ${name}, who follows the journal hears of each request at once`, async () => {
    const fake = createFake();
    const before = Object.values(commonMiddleware).map((make) => ['/', make()] as const);
    await using app = await serveApp(name, [...before, ['/openstack', imageMembers(fake)]]);
    const ended = new AbortController();
    const entries = await controlClient({ url: `${app.url}/openstack` }).journal.follow({}, ended.signal);
    fake.as('producer').images.list();
    const { value } = (await entries[Symbol.asyncIterator]().next()) as { value: { target: string } };
    expect(value.target).toMatch(/^\/v2\/images/);
    ended.abort();
  });

  it(`in ${name}, a fault cuts a compressed answer behind its first half, and before its head`, async () => {
    const fake = createFake({ seed: cast() });
    const before = Object.values(commonMiddleware).map((make) => ['/', make()] as const);
    await using app = await serveApp(name, [...before, ['/', imageMembers(fake)]]);
    const headers = { 'x-auth-token': fake.as('producer').token, 'accept-encoding': 'gzip' };
    for (const cut of ['after-headers', 'before-headers'] as const) {
      fake.faults.clear();
      fake.faults.add({ cut });
      const came = await new Promise((resolve) => {
        const sent = request(`${app.url}/v2/images/${image}/members`, { headers }, (response) => {
          response.on('error', (error) => resolve([response.statusCode, error.message])).resume();
        });
        sent.on('error', (error) => resolve([error.message])).end();
      });
      expect(came).toEqual(cut === 'after-headers' ? [200, 'aborted'] : ['socket hang up']);
    }
  });
}

it.each([
  ['nothing', undefined, 'undefined'],
  ['the function that makes a fake', createFake, 'function'],
  ['an object that is none', {}, 'object'],
])('%s instead of a fake is refused when the middleware is made', (_, served, what) => {
  expect(() => imageMembers(served as never)).toThrow(
    new TypeError(
      `A door serves a fake or a host, as createFake() and createHost() make them, and not what it got (${what}).`,
    ),
  );
});

it('a request that middleware has paused, to look something up first, is read all the same', async () => {
  const pausing = (incoming: IncomingMessage, _: ServerResponse, next: () => void): void => {
    incoming.pause();
    setImmediate(next);
  };
  const fake = createFake();
  await using app = await serveApp('Express 5', [
    ['/', pausing],
    ['/', imageMembers(fake)],
  ]);
  const headers = { 'x-auth-token': fake.as('producer').token, 'content-type': 'application/json' };
  const made = await fetch(`${app.url}/v2/images`, { method: 'POST', headers, body: '{"name": "paused"}' });
  expect([made.status, await made.json()]).toMatchObject([201, { name: 'paused' }]);
});
