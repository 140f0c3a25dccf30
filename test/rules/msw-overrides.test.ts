// Source: ours: MSW's order of handlers, the newest first.
import { http, HttpResponse } from 'msw';
import { type SetupServer, setupServer } from 'msw/node';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { handlers } from '../../src/msw.ts';
import { createFake, type Fake } from '../../src/world/fake.ts';
import { add, image, list } from '../calls.ts';
import { cast } from '../cast.ts';
import { withFetch } from '../doors/msw.ts';
import { clockAt } from '../doors/clock.ts';
import { tellerOf, type Told } from '../doors/teller.ts';

const cloud = 'https://cloud.test';
let fake: Fake;
let server: SetupServer;

beforeEach(() => {
  fake = createFake({ seed: cast() });
  server = setupServer(...handlers(fake, { baseUrl: cloud }));
  server.listen({ onUnhandledFrame: 'error' });
});

afterEach(() => server.close());

/** Speaks to the fake under a URL. */
function at(base: string): Told {
  const clock = clockAt('2013-10-09T12:00:00Z');
  return tellerOf(
    fake,
    clock,
    { base, send: (wire) => withFetch(base, wire), close: async () => {} },
    () => {},
  );
}

it('a handler of the test comes before the fake, for one answer', async () => {
  server.use(
    http.get(
      `${cloud}/v2/images/:id/members`,
      () => HttpResponse.json({ message: 'maintenance' }, { status: 503 }),
      { once: true },
    ),
  );
  expect(await at(cloud).says('producer', list())).toBe('503 maintenance');
  expect(await at(cloud).says('producer', list())).toBe('200');
});

it('a handler of the test may break the connection', async () => {
  server.use(http.post(`${cloud}/v2/images/:id/members`, () => HttpResponse.error()));
  await expect(at(cloud).says('producer', add('7000001'))).rejects.toThrow(TypeError);
  expect((await at(cloud).send({ as: 'producer', ...list() })).body).toMatchObject({
    members: { length: 2 },
  });
});

it('a handler of the test may look on and leave the answer to the fake', async () => {
  const seen: string[] = [];
  server.use(http.all(`${cloud}/*`, ({ request }) => void seen.push(request.method)));
  expect(await at(cloud).says('producer', add('7000001'))).toBe('200');
  expect(seen).toEqual(['POST']);
});

it('after resetHandlers the fake answers again, in the state that it was in', async () => {
  await at(cloud).says('producer', add('7000001'));
  server.use(http.all(`${cloud}/*`, () => new HttpResponse(null, { status: 503 })));
  expect((await at(cloud).send({ as: 'producer', ...list() })).status).toBe(503);
  server.resetHandlers();
  expect((await at(cloud).send({ as: 'producer', ...list() })).body).toMatchObject({
    members: { length: 3 },
  });
});

it('a login under MSW gets a catalog whose image endpoint is under MSW too', async () => {
  const user = { name: 'consumer', domain: { id: 'default' }, password: 'consumer-secret' };
  const body = {
    auth: { identity: { methods: ['password'], password: { user } }, scope: { project: { id: '123456' } } },
  };
  const login = await at(cloud).send({ method: 'POST', path: '/identity/v3/auth/tokens', body });
  expect(login.status).toBe(201);
  const { catalog } = (
    login.body as { token: { catalog: { type: string; endpoints: { url: string; interface: string }[] }[] } }
  ).token;
  const endpoint = catalog
    .find(({ type }) => type === 'image')
    ?.endpoints.find((each) => each.interface === 'public');
  expect(endpoint?.url).toBe(cloud);
  const token = login.headers.get('x-subject-token') ?? '';
  expect((await at(endpoint?.url ?? '').send({ ...list(), token })).body).toMatchObject({
    members: [{ member_id: '123456' }],
  });
});

it('a 401 names the identity service under the same URL', async () => {
  const { headers } = await at(cloud).send(list());
  expect(headers.get('www-authenticate')).toBe(`Keystone uri="${cloud}/identity"`);
});

for (const base of [
  'https://cloud.test/openstack',
  'http://localhost:9292/image',
  'https://cloud.test/a.b(c)',
]) {
  it(`the fake may answer under ${base}, and links follow`, async () => {
    server.resetHandlers(...handlers(fake, { baseUrl: base }));
    expect(await at(base).says('producer', list())).toBe('200');
    expect((await at(base).send({ as: 'producer', path: '/v2' })).headers.get('location')).toBe(
      `${base}/v2/`,
    );
    expect((await at(base).send(list())).headers.get('www-authenticate')).toBe(
      `Keystone uri="${base}/identity"`,
    );
  });
}

it('a slash at the end of the URL does not matter', async () => {
  server.resetHandlers(...handlers(fake, { baseUrl: 'https://cloud.test/openstack/' }));
  expect(await at('https://cloud.test/openstack').says('producer', list())).toBe('200');
});

it('the URL itself, without a path, gets the versions', async () => {
  expect((await fetch(cloud)).status).toBe(300);
});

it('what only begins like the URL is not the fake', async () => {
  server.resetHandlers(
    ...handlers(fake, { baseUrl: 'https://cloud.test/open' }),
    http.all('*', () => HttpResponse.text('other')),
  );
  for (const url of [
    'https://cloud.test/openstack/v2',
    'https://cloud.test.example/open/v2',
    'https://cloud.test/',
    'http://cloud.test/open/v2',
  ]) {
    expect(await (await fetch(url)).text()).toBe('other');
  }
});

it('two fakes at two URLs know nothing of each other', async () => {
  const other = createFake({ seed: cast({ members: [] }) });
  server.use(...handlers(other, { baseUrl: 'https://other.test' }));
  await at(cloud).says('producer', add('7000001'));
  const { token } = other.as('producer');
  expect((await at('https://other.test').send({ ...list(), token })).body).toMatchObject({ members: [] });
});

it('a URL that is none is refused at once', () => {
  expect(() => handlers(fake, { baseUrl: 'cloud.test' })).toThrow(TypeError);
});

it('fetch with an upper-case image id finds the image', async () => {
  const { body } = await at(cloud).send({ as: 'consumer', ...list(image.toUpperCase()) });
  expect(body).toMatchObject({ members: [{ image_id: image }] });
});
