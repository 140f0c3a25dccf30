// Source: ours: links as RULES.md §6 has them, below the path of the mount.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, it } from 'vitest';
import { imageMembers } from '../../src/express.ts';
import { createFake, type Fake } from '../../src/world/fake.ts';
import { add, createImage, list, upload } from '../calls.ts';
import { cast } from '../cast.ts';
import type { Call } from '../doors.ts';
import { inShort, type Replied, tellerOf } from '../doors/teller.ts';
import { clockAt } from '../doors/clock.ts';
import { overSocket } from '../doors/express.ts';

/** An application of the user's own, with a fake in it. */
interface Mounted extends AsyncDisposable {
  readonly url: string;
  send(call: Call & { readonly as?: string }): Promise<Replied>;
}

async function serve(fake: Fake, app: RequestListener): Promise<Mounted> {
  const server: Server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async (): Promise<void> => void server.close().closeAllConnections();
  const { send } = tellerOf(
    fake,
    clockAt('2013-10-09T12:00:00Z'),
    { base: url, send: (wire) => overSocket(url, wire), close },
    () => {},
  );
  return { url, send, [Symbol.asyncDispose]: close };
}

it('mounted at a prefix, a Location, a redirect and the versions follow', async () => {
  const fake = createFake({ seed: cast() });
  await using app = await serve(fake, express().use('/openstack', imageMembers(fake)));
  const made = await app.send({
    as: 'producer',
    ...createImage({ id: 'abcdef00-0000-4000-8000-000000000000' }),
    path: '/openstack/v2/images',
  });
  expect(made.headers.get('location')).toBe(
    `${app.url}/openstack/v2/images/abcdef00-0000-4000-8000-000000000000`,
  );
  const redirect = await app.send({ as: 'producer', path: '/openstack/v2' });
  expect([redirect.status, redirect.headers.get('location')]).toEqual([302, `${app.url}/openstack/v2/`]);
  const versions = await app.send({ path: '/openstack/versions' });
  expect(versions.body).toMatchObject({ versions: { 0: { links: [{ href: `${app.url}/openstack/v2/` }] } } });
});

it('mounted at a prefix, the challenge of a 401 names the identity service there', async () => {
  const fake = createFake({ seed: cast() });
  await using app = await serve(fake, express().use('/openstack', imageMembers(fake)));
  const { status, headers } = await app.send({ path: '/openstack/v2/images' });
  expect([status, headers.get('www-authenticate')]).toEqual([
    401,
    `Keystone uri="${app.url}/openstack/identity"`,
  ]);
});

it('mounted at a prefix, a login gets a catalog that leads there', async () => {
  const fake = createFake({ seed: cast() });
  await using app = await serve(fake, express().use('/openstack', imageMembers(fake)));
  const user = { name: 'producer', domain: { id: 'default' }, password: 'producer-secret' };
  const scope = { project: { id: '5000001' } };
  const body = { auth: { identity: { methods: ['password'], password: { user } }, scope } };
  const {
    status,
    headers,
    body: token,
  } = await app.send({ method: 'POST', path: '/openstack/identity/v3/auth/tokens', body });
  expect(status).toBe(201);
  const { catalog } = (token as { token: { catalog: { type: string; endpoints: { url: string }[] }[] } })
    .token;
  const urls = catalog
    .filter(({ type }) => type === 'image')
    .flatMap(({ endpoints }) => endpoints.map(({ url }) => url));
  expect(new Set(urls)).toEqual(new Set([`${app.url}/openstack`]));
  const listed = await app.send({
    path: '/openstack/v2/images',
    headers: { 'x-auth-token': headers.get('x-subject-token') },
  });
  expect(listed.status).toBe(200);
});

it('beside the fake the routes of the application are its own', async () => {
  const fake = createFake({ seed: cast() });
  const own = express()
    .get('/before', (_, response) => void response.send('before'))
    .use(imageMembers(fake))
    .get('/after', (_, response) => void response.send('after'));
  await using app = await serve(fake, own);
  expect((await app.send({ path: '/before' })).text).toBe('before');
  expect((await app.send({ path: '/after' })).text).toBe('after');
  expect((await app.send({ path: '/nothing' })).status).toBe(404);
  expect((await app.send({ as: 'consumer', ...list() })).body).toMatchObject({
    members: [{ member_id: '123456' }],
  });
});

it('without an application it is a listener, and answers each path', async () => {
  const fake = createFake({ seed: cast() });
  await using app = await serve(fake, imageMembers(fake));
  expect((await app.send({ as: 'consumer', ...list() })).status).toBe(200);
  expect((await app.send({ as: 'consumer', path: '/nothing' })).status).toBe(300);
});

it('two fakes at two prefixes know nothing of each other', async () => {
  const [one, other] = [createFake({ seed: cast() }), createFake({ seed: cast() })];
  await using app = await serve(
    one,
    express().use('/one', imageMembers(one)).use('/other', imageMembers(other)),
  );
  const added = await app.send({ as: 'producer', ...add('7000001'), path: `/one${list().path}` });
  expect(added.status).toBe(200);
  const { token } = other.as('producer');
  const { body } = await app.send({ path: `/other${list().path}`, headers: { 'x-auth-token': token } });
  expect(body).toMatchObject({ members: { length: 2 } });
});

it('a body that a parser has read before is understood', async () => {
  const fake = createFake({ seed: cast() });
  const own = express().use(express.json()).use(imageMembers(fake));
  await using app = await serve(fake, own);
  expect((await app.send({ as: 'producer', ...add('7000001') })).body).toMatchObject({
    member_id: '7000001',
  });
  expect(inShort(await app.send({ as: 'producer', ...add('') }))).toBe("400 Member can't be empty");
});

it('a body that a parser has left alone is understood', async () => {
  const fake = createFake({ seed: cast() });
  const own = express().use(express.json()).use(imageMembers(fake));
  await using app = await serve(fake, own);
  const untyped = { ...add('7000001'), headers: { 'content-type': 'text/plain' } };
  expect((await app.send({ as: 'producer', ...untyped })).status).toBe(200);
  expect((await app.send({ as: 'producer', ...list() })).status).toBe(200);
});

it('bytes and text that a parser has read come through', async () => {
  const fake = createFake({ seed: cast() });
  const own = express().use(
    express.raw({ type: 'application/octet-stream' }),
    express.text(),
    imageMembers(fake),
  );
  await using app = await serve(fake, own);
  const id = 'abcdef00-0000-4000-8000-000000000000';
  await app.send({
    as: 'producer',
    ...createImage({ id, disk_format: 'raw', container_format: 'bare' }),
    headers: { 'content-type': 'text/plain' },
  });
  expect((await app.send({ as: 'producer', ...upload('0123456789', id) })).status).toBe(204);
  expect((await app.send({ as: 'producer', path: `/v2/images/${id}/file` })).text).toBe('0123456789');
});
