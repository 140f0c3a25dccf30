import http from 'node:http';
import https from 'node:https';
import { describe, expect, test as plain } from 'vitest';
import { createHost } from '../../src/index.ts';
import { type FakeFixtures, test, withFake } from '../../src/vitest.ts';

const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';

/** A request by a user of the documents' world. */
function by(user: string, method: string = 'GET', body?: object): RequestInit {
  const headers = { 'content-type': 'application/json', 'x-auth-token': `${user}-token` };
  return { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
}

/** Adds a member, which works once in a world; gives the status, and how many members there are then. */
async function added(url: string): Promise<readonly unknown[]> {
  const members = `${url}/v2/images/${image}/members`;
  const { status } = await fetch(members, by('producer', 'POST', { member: '123456' }));
  const listed = (await (await fetch(members, by('producer'))).json()) as { members: object[] };
  return [status, listed.members.length];
}

/** The status of an answer to Node's own client. */
function statusOf(url: string): Promise<number | undefined> {
  const { get } = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    get(url, (response) => resolve(response.resume().statusCode)).on('error', reject);
  });
}

const many = Array.from({ length: 20 }, (_, number) => number);

describe('each test has a world of its own, and none sees another', () => {
  test.concurrent.for(many)('under MSW: %s', async (_, { fake, baseUrl, expect: own }) => {
    own(await added(baseUrl)).toEqual([200, 2]);
    own(fake).toHaveMember(image, 'consumer', 'pending');
    own(fake.journal.entries()).toHaveLength(2);
  });

  test.concurrent.for(many)('on the server: %s', async (_, { fake, serverUrl, expect: own }) => {
    own(await added(serverUrl)).toEqual([200, 2]);
    own(fake).toHaveMember(image, 'consumer', 'pending');
    own(fake.journal.entries()).toHaveLength(2);
  });

  test.concurrent.for(many)(
    'at a URL that cannot change: %s',
    async (_, { fake, answersAt, expect: own }) => {
      const url = 'https://glance.example.org/openstack';
      own(await answersAt(url, () => added(url))).toEqual([200, 2]);
      own(fake).toHaveMember(image, 'consumer', 'pending');
      own(fake.journal.entries()).toHaveLength(2);
    },
  );
});

describe('a file whose tests all have one URL', () => {
  const url = 'https://glance.example.org';
  test.aroundEach((run, { answersAt }) => answersAt(url, run));
  // One after the other: vitest 4.1 loses the context of `aroundEach` where many run at a time.
  test.for([1, 2, 3])('has their worlds there: %s', async (_, { fake, expect: own }) => {
    own(await added(url)).toEqual([200, 2]);
    own(fake).toHaveMember(image, 'consumer', 'pending');
  });
});

describe('both doors', () => {
  test('answer as the same world', async ({ fake, baseUrl, serverUrl }) => {
    await added(baseUrl);
    expect(await added(serverUrl)).toEqual([409, 2]);
    expect(fake).toHaveRefused('addMember', { because: 'is a member already' });
  });

  test("are there for Node's own client", async ({ baseUrl, serverUrl }) => {
    expect([await statusOf(`${baseUrl}/v2/images`), await statusOf(`${serverUrl}/v2/images`)]).toEqual([
      401, 401,
    ]);
  });
});

describe('a world', () => {
  let before = '';
  test('is called as its test', ({ fake }) => {
    before = fake.name;
    expect(fake.name).toMatch(/^is-called-as-its-test-\d+$/);
  });

  test('日本', ({ fake, fakeHost }) => {
    expect(fake.name).toMatch(/^test-\d+$/);
    expect(fakeHost.worlds.find(before)).toBe(undefined);
    expect(fakeHost.worlds.find(fake.name)).toBe(fake);
  });
});

describe('a suite', () => {
  test.override('fakeProfile', 'rackspace');
  test.override('fakeSeed', { tenants: [{ name: 'acme' }], users: [{ name: 'ann', tenant: 'acme' }] });
  test('chooses profile and seed', async ({ fake, serverUrl }) => {
    expect([fake.profile, fake.as('ann').images.list().body.images]).toEqual(['rackspace', []]);
    expect((await fetch(`${serverUrl}/identity/v2.0`)).status).toBe(200);
  });
});

const mine = withFake(plain.extend('answer', () => 42));
mine('a test of one’s own gets the fixtures beside its own', ({ fake, answer }) => {
  expect([fake.profile, answer]).toEqual(['glance', 42]);
});

const few = mine.extend('image', ({ fake }) => fake.as('producer').images.show(image).body);
few('further fixtures build on those of the fake', ({ image: shown }) => {
  expect(shown.name).toBe('Shared image');
});

const small = mine.extend('fakeHost', { scope: 'worker' }, () => createHost({ membersPerImage: 2 }));
small('another host has other limits', async ({ fake, serverUrl, baseUrl }) => {
  expect(fake.limits.membersPerImage).toBe(2);
  expect(await added(baseUrl)).toEqual([200, 2]);
  expect(await added(serverUrl)).toEqual([413, 2]);
});

test('a world is reached through the host that it is of, whatever others there are', async ({
  fake,
  baseUrl,
}) => {
  expect(await added(baseUrl)).toEqual([200, 2]);
  expect(fake.journal.entries()).toHaveLength(2);
});

test('answers are overridden at the server of MSW', async ({ baseUrl, mswServer }) => {
  const { http: over, HttpResponse } = await import('msw');
  mswServer.use(over.get(`${baseUrl}/v2/images`, () => new HttpResponse(null, { status: 418 })));
  expect((await fetch(`${baseUrl}/v2/images`)).status).toBe(418);
  expect((await fetch(`${baseUrl}/v2/schemas/image`, by('producer'))).status).toBe(200);
});

test('a fixture is made where a test asks for it alone', ({ fake }: Pick<FakeFixtures, 'fake'>) => {
  expect(fake.journal.entries()).toEqual([]);
});
