/** A recording through the doors, as a client's own tests make it; and the pact, verified and searched for secrets. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setupServer } from 'msw/node';
import { afterAll, expect, it } from 'vitest';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import { recorderFor, type Written } from '../../src/contract/recorder.ts';
import { verifyPacts } from '../../src/contract/verify.ts';
import { listen } from '../../src/express.ts';
import { handlers } from '../../src/msw.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake, type Fake } from '../../src/world/fake.ts';
import { at, busy, image, listening, tenants } from './record/listener.ts';

const minute = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'image-members-recorded-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a client's own test suite does: it logs in, shares, looks, downloads, and is refused. */
async function useCloud(url: string): Promise<readonly string[]> {
  const as = async (
    user: string,
    password: string,
  ): Promise<(method: string, path: string, body?: object) => Promise<Response>> => {
    const identity = {
      methods: ['password'],
      password: { user: { name: user, domain: { id: 'default' }, password } },
    };
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify({ auth: { identity } }) };
    const token = (await fetch(`${url}/identity/v3/auth/tokens`, init)).headers.get('x-subject-token') ?? '';
    logins.push(token);
    return (method, path, body) => {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      return fetch(url + path, { method, headers: { ...headers, 'x-auth-token': token }, ...sent });
    };
  };
  const logins: string[] = [];
  const alice = await as('alice', 'correct horse battery');
  const bob = await as('bob', 'bob-secret');
  const dora = await as('dora', 'dora-secret');
  await fetch(`${url}/`);
  await alice('POST', '/v2/images', { name: 'another', disk_format: 'raw', container_format: 'bare' });
  await alice('POST', at('/members'), { member: tenants.delta });
  await alice('POST', at('/members'), { member: tenants.delta });
  await alice('GET', at('/members'));
  await bob('GET', '/v2/images?member_status=pending&visibility=shared');
  await bob('PUT', at(`/members/${tenants.beta}`), { status: 'accepted', member: tenants.beta });
  await bob('GET', '/v2/images');
  await bob('GET', at('/file'));
  await bob('GET', at(`/members/${tenants.gamma}?image_id=${image}`));
  await dora('PUT', at(`/members/${tenants.beta}`), { status: 'rejected' });
  await dora('GET', '/v2/cached_images');
  await fetch(url + at());
  return logins;
}

/** Verifies a pact on a fake with nothing but the cast in it. */
async function verified(file: string): Promise<readonly string[]> {
  const fake = createFake({ seed: readSeedFile('contract') });
  await using served = await listen(fake);
  const verifying = { providerBaseUrl: served.url, cloud: fakeCloud(fake), pacts: [file] };
  const { interactions } = await verifyPacts(verifying);
  return interactions.map(
    ({ sentence, ok, differences }) =>
      `${sentence}: ${ok ? 'holds' : differences.map(({ text }) => text).join()}`,
  );
}

function secretsOf(fake: Fake, logins: readonly string[]): readonly string[] {
  const { tokens, users, applicationCredentials } = fake.cloud;
  return [
    ...logins,
    ...tokens.keys(),
    ...Array.from(users.values(), ({ password }) => password ?? []).flat(),
    ...Array.from(applicationCredentials.values(), ({ secret }) => secret),
  ];
}

const expected = [
  'a caller without a valid token asks which versions there are',
  'a caller without a valid token cannot look at the image',
  'the consumer accepts the image that was offered to it',
  'the consumer cannot look at the second-consumer, a rejected member, of the image that it accepted with image_id={image}',
  'the consumer cannot reject the image that was offered to it for the second-consumer, an accepted member',
  'the consumer downloads the data of the image that it accepted',
  'the consumer finds the image that it accepted in the list of images',
  'the consumer finds the image that was offered to it in the list of images with member_status=pending and visibility=shared',
  'the consumer lists images with member_status=pending and visibility=shared, among them the image that was offered to it',
  'the consumer lists images, among them its private image, without data, and the image that it accepted',
  'the producer adds the consumer to its image',
  'the producer cannot add the consumer, a pending member, to its image',
  'the producer creates an image',
  'the producer lists the members of its image',
  'the producer looks in vain for its private image in the list of images with member_status=pending and visibility=shared',
  'the stranger looks in vain for the image that is not shared with it in the list of images',
  'the stranger looks in vain for the image that is not shared with it in the list of images with member_status=pending and visibility=shared',
].toSorted();

async function check(written: Written, fake: Fake, logins: readonly string[]): Promise<void> {
  expect(written.interactions.map(({ sentence }) => sentence).toSorted()).toEqual(expected);
  expect(written).toMatchObject({ exchanges: 16, folded: 0 });
  expect(written.leftOut.map(({ why, times }) => `${times} × ${why}`)).toEqual([
    '3 × the identity API is not what the pact is about',
    '1 × GET /v2/cached_images is not served by the fake',
  ]);
  expect(written.unread).toEqual([
    { operation: 'showMember', part: 'query parameter', name: 'image_id', times: 1 },
    { operation: 'updateMember', part: 'body field', name: 'member', times: 1 },
  ]);
  const text = readFileSync(written.file, 'utf8');
  expect(secretsOf(fake, logins).filter((secret) => text.includes(secret))).toEqual([]);
  expect((await verified(written.file)).toSorted()).toEqual(
    expected.map((sentence) => `${sentence}: holds`).toSorted(),
  );
}

it(
  'what a client asks behind MSW is written as a pact that holds, with no secret in it',
  async () => {
    const fake = createFake({ seed: busy });
    const recorder = recorderFor({ consumer: 'behind-msw' });
    const server = setupServer(...handlers(fake, { baseUrl: 'https://cloud.test', record: recorder }));
    server.listen();
    const logins = await useCloud('https://cloud.test');
    server.close();
    await check(await recorder.write(folder), fake, logins);
  },
  minute,
);

it(
  'what a client asks at a port is written as the same pact',
  async () => {
    const fake = createFake({ seed: busy });
    const recorder = recorderFor({ consumer: 'at-a-port' });
    const served = await listen(recorder.through(fake));
    const logins = await useCloud(served.url);
    await served.close();
    await check(await recorder.write(folder), fake, logins);
  },
  minute,
);

it('a request with a secret in it is left out, and the report does not tell it', async () => {
  const { ask, recorder } = listening();
  ask('alice', 'POST', at('/members'), { body: { member: 'correct horse battery' } });
  ask('alice', 'GET', '/v2/images?os_distro=alice-token');
  ask('alice', 'PUT', at('/tags/bob-token'));
  ask('alice', 'PUT', at('/tags/b%256fb-token'));
  ask('alice', 'GET', '/v2/images?p%61ssword=of-another-cloud');
  ask('alice', 'PUT', at('/tags/old-token'), { headers: { 'x-storage-token': 'old-token' } });
  ask('alice', 'GET', '/v2/cached_images/bob%2Dtoken');
  ask('alice', 'GET', '/identity/v2.0/tokens/old-token');
  const { interactions, leftOut } = await recorder.write(folder);
  expect(interactions).toEqual([]);
  expect(leftOut).toEqual([
    { why: 'it holds a secret where it would stay', example: `POST ${at('/members')}`, times: 6 },
    {
      why: 'GET /v2/cached_images/*** is not served by the fake',
      example: 'GET /v2/cached_images/***',
      times: 1,
    },
    {
      why: 'the identity API is not what the pact is about',
      example: 'GET /identity/v2.0/tokens/***',
      times: 1,
    },
  ]);
});

it('what a cloud says of a state that it refuses is told without a secret', async () => {
  const tags = [`bob-token ${'x'.repeat(300)}`];
  const own = { owner: 'acme', id: image, tags, properties: { os_distro: 'debian' } };
  const { ask, recorder } = listening({ seed: { ...busy, images: [own] } });
  const headers = { 'content-type': 'application/openstack-images-v2.1-json-patch' };
  // Without the properties the answer is another, and with them come the tags.
  ask('alice', 'PATCH', at(), { body: [{ op: 'remove', path: '/os_distro' }], headers });
  const { leftOut } = await recorder.write(folder);
  expect(leftOut[0]?.why).toContain(
    'The state could not be made: POST /v2/images as producer was answered 400 ',
  );
  expect(leftOut[0]?.why).toContain("'*** xxx");
  expect(leftOut[0]?.why).not.toContain('bob-token');
});

it('what no provider state can say is left out with the reason', async () => {
  const { ask, recorder } = listening({
    seed: { ...busy, images: [{ name: 'nobody’s', owner: null, id: image, visibility: 'public' }] },
    membersPerImage: 0,
  });
  ask('bob', 'GET', at());
  ask('alice', 'POST', '/v2/images', { body: {} });
  ask('alice', 'GET', '/identity/v3');
  const { leftOut } = await recorder.write(folder);
  expect(leftOut.map(({ why }) => why)).toEqual([
    'no provider state makes an image that nobody owns',
    'an image without a name could not be found again, to take it away',
    'the identity API is not what the pact is about',
  ]);
});

it('an answer that follows from a limit of the recorded fake is left out', async () => {
  const { ask, recorder } = listening({ seed: busy, membersPerImage: 3 });
  expect(ask('alice', 'POST', at('/members'), { body: { member: 'late' } }).status).toBe(413);
  expect((await recorder.write(folder)).leftOut.map(({ why }) => why)).toEqual([
    'in a cloud with nothing else in it the answer is another (addMember: granted)',
  ]);
});

it('a fake that keeps no journal is recorded as well', async () => {
  const { ask, recorder } = listening({ seed: busy, journal: 0 });
  expect(ask('alice', 'GET', at()).status).toBe(200);
  const { exchanges, interactions, leftOut } = await recorder.write(folder);
  expect([exchanges, interactions.length, leftOut]).toEqual([1, 1, []]);
});

it('an exchange with a fault in its way is left out', async () => {
  const { ask, recorder, fake } = listening({ seed: busy });
  fake.faults.add({ operation: 'showImage', status: 503 });
  expect(ask('alice', 'GET', at()).status).toBe(503);
  expect((await recorder.write(folder)).leftOut.map(({ why }) => why)).toEqual([
    'a fault was in its way, which is of the tester and not of the service',
  ]);
});
