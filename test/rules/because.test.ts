// Source: the permission table and the order of checks (RULES.md §1, §2, §3), put in words.
import { expect, it } from 'vitest';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake, type Fake, type FakeOptions } from '../../src/world/fake.ts';
import type { Exchanged } from '../../src/world/fake.ts';
import { add, deleteImage, image, list, noImage, remove, show, update } from '../calls.ts';
import { cast, tenants } from '../cast.ts';
import type { Call } from '../doors.ts';

/** A fake whose last exchange is at hand. */
function heard(options: FakeOptions = {}): { fake: Fake; last(): Exchanged | undefined } {
  const all: Exchanged[] = [];
  const fake = createFake({ seed: cast(), onExchange: (exchanged) => void all.push(exchanged), ...options });
  return { fake, last: () => all.at(-1) };
}

/** Why a call is refused to a user. */
function why(
  as: string,
  { method = 'GET', path, body }: Call,
  options: FakeOptions = {},
): string | undefined {
  const { fake, last } = heard(options);
  fake.as(as).request(method, path, body === undefined ? {} : { body: body as object });
  return last()?.because;
}

for (const [as, call, sentence] of [
  [
    'producer',
    update('123456', 'accepted'),
    'only member 123456 (consumer) can change its status; you are the owner, producer',
  ],
  [
    'consumer',
    add('7000001'),
    'only the owner, 5000001 (producer), can add members; you are a member, consumer',
  ],
  [
    'consumer',
    remove('123456'),
    'only the owner, 5000001 (producer), can remove members; you are a member, consumer',
  ],
  ['consumer', show('9876543'), 'a consumer sees only its own membership; you are 123456 (consumer)'],
  [
    'stranger',
    list(),
    'the image is shared: only the owner, 5000001 (producer), and its members can see it; you are stranger, a stranger to it',
  ],
  ['producer', add('123456'), '123456 (consumer) is a member already'],
  ['producer', show('7000001'), '7000001 (stranger) is not a member of the image'],
  ['producer', list(noImage), 'there is no image with this id'],
  ['consumer', update('123456', 'maybe'), 'a member cannot have this status'],
  [
    'consumer',
    deleteImage(image),
    'only the owner, 5000001 (producer), can delete the image; you are a member, consumer',
  ],
] as const)
  it(`${as} learns why: ${sentence}`, () => {
    expect(why(as, call)).toBe(sentence);
  });

it('an image that takes no members says so', () => {
  expect(why('producer', list(), { seed: cast({ visibility: 'private', members: [] }) })).toBe(
    'the image is private, and only shared images have members',
  );
});

it('what is granted has no reason to be refused', () => {
  expect(why('producer', list())).toBe(undefined);
});

it('a role that is missing is named, with those that are there', () => {
  const seed = cast();
  const users = [...(seed.users ?? []), { name: 'reader', roles: { producer: ['reader'] } }];
  expect(why('reader', add('7000001'), { seed: { ...seed, users } })).toBe(
    'to add members, you need the role member; you have reader on 5000001 (producer)',
  );
});

it('a token that is missing, one that nobody knows and one that has expired are three things', () => {
  let now = Date.parse('2026-01-01T00:00:00Z');
  const { fake, last } = heard({ seed: readSeedFile('documentation'), clock: () => now, tokenLifetime: 60 });
  const base = 'http://cloud.test';
  const ask = (headers: Readonly<Record<string, string>>): string | undefined => {
    fake.exchange({ method: 'GET', target: '/v2/images', base, headers, body: new Uint8Array() });
    return last()?.because;
  };
  expect(ask({})).toBe('no token was sent');
  expect(ask({ 'x-auth-token': 'nonsense' })).toBe('unknown token');
  const user = { name: 'consumer', domain: { id: 'default' }, password: 'consumer-secret' };
  const body = new TextEncoder().encode(
    JSON.stringify({ auth: { identity: { methods: ['password'], password: { user } } } }),
  );
  const { headers } = fake.exchange({
    method: 'POST',
    target: '/identity/v3/auth/tokens',
    base,
    headers: {},
    body,
  });
  const token = headers.find(([name]) => name === 'X-Subject-Token')?.[1] ?? '';
  now += 61_000;
  expect(ask({ 'x-auth-token': token })).toBe('the token expired at 2026-01-01T00:01:00.000000Z');
});

it('a login says what was wrong with it, to who reads the journal alone', () => {
  const { fake, last } = heard({ seed: cast(), identityV2: true });
  const base = 'http://cloud.test';
  const logIn = (name: string, password: string, project?: string): string | undefined => {
    const user = { name, domain: { id: 'default' }, password };
    const scope = project === undefined ? {} : { scope: { project: { id: project } } };
    const auth = { identity: { methods: ['password'], password: { user } }, ...scope };
    const body = new TextEncoder().encode(JSON.stringify({ auth }));
    const reply = fake.exchange({
      method: 'POST',
      target: '/identity/v3/auth/tokens',
      base,
      headers: {},
      body,
    });
    expect(new TextDecoder().decode(reply.body)).not.toMatch(/consumer|wrong/);
    return last()?.because;
  };
  expect(logIn('consumer', 'wrong')).toBe('wrong password for consumer');
  expect(logIn('consumr', 'wrong')).toBe('no user consumr; did you mean consumer?');
  expect(logIn('somebody-else', 'wrong')).toBe('no user somebody-else');
  expect(logIn('consumer-secret', 'wrong')).toBe('no user ***');
  expect(logIn('consumer', 'consumer-secret', '5000001')).toBe('consumer has no role on 5000001 (producer)');
  expect(logIn('consumer', 'consumer-secret', '5000002')).toBe('the login names an unknown project');
  const credentials = { username: 'consumer', apiKey: 'wrong' };
  const body = new TextEncoder().encode(
    JSON.stringify({ auth: { 'RAX-KSKEY:apiKeyCredentials': credentials } }),
  );
  fake.exchange({ method: 'POST', target: '/identity/v2.0/tokens', base, headers: {}, body });
  expect(last()?.because).toBe('wrong API key for consumer');
  fake.exchange({ method: 'GET', target: '/identity/v3/users', base, headers: {}, body: new Uint8Array() });
  expect(last()?.because).toBe('no token was sent');
});

it('a secret that is named as a member is in no trace', () => {
  const { fake, last } = heard();
  const { token } = fake.as('producer');
  fake.as('producer').members.create(image, token);
  expect(JSON.stringify([last()?.trace, fake.journal.entries()])).not.toContain(token);
});

it('the sentence is of no use to whoever asks: the answer stays that of the service', () => {
  const { fake } = heard();
  expect(fake.as('producer').members.update(image, tenants.consumer, 'accepted').message).toBe(
    'You are not authorized to complete modify_member action.',
  );
});

for (const [what, method, path, options] of [
  ['a path that is no UTF-8', 'GET', '/v2/images/%FF', {}],
  [
    'a range of endless digits',
    'GET',
    `/v2/images/${image}/file`,
    { headers: { Range: `bytes=${'9'.repeat(5000)}-` } },
  ],
  [
    'an answer that cannot be written',
    'PATCH',
    `/v2/images/${image}`,
    {
      headers: { Accept: 'text/plain', 'Content-Type': 'application/openstack-images-v2.1-json-patch' },
      body: '[{"op":"\\uD800","path":"/name","value":"x"}]',
    },
  ],
] as const)
  it(`${what} breaks Glance, which answers without words; the log says so`, () => {
    const { fake, last } = heard({ release: '2025.1' });
    const { status, message } = fake.as('producer').request(method, path, options);
    expect({ status, message }).toEqual({ status: 500, message: '' });
    expect(last()?.because).toBe('Glance itself breaks on such a request, and answers without words');
  });

for (const [as, method, body, sentence] of [
  [
    'consumer',
    'PATCH',
    [{ op: 'replace', path: '/visibility', value: 'community' }],
    'only the owner, 5000001 (producer), can change the image; you are a member, consumer',
  ],
  [
    'producer',
    'PATCH',
    [{ op: 'replace', path: '/visibility', value: 'public' }],
    'you can change the image, but not so: that needs publicizeImage or deleteLocation; you are the owner, producer',
  ],
  [
    'producer',
    'POST',
    { visibility: 'public' },
    'you can create images for this owner, but not so: that needs publicizeImage; you are the owner, producer',
  ],
] as const)
  it(`${as} learns why it may not give the visibility: ${sentence}`, () => {
    const { fake, last } = heard();
    const type = method === 'POST' ? 'application/json' : 'application/openstack-images-v2.1-json-patch';
    const path = method === 'POST' ? '/v2/images' : `/v2/images/${image}`;
    const headers = { 'Content-Type': type };
    expect(fake.as(as).request(method, path, { headers, body: JSON.stringify(body) }).status).toBe(403);
    expect(last()?.because).toBe(sentence);
  });
