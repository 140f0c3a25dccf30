/**
 * Everything that a client can make more of has a bound. Source: the fake's own limits (src/domain/limits.ts), which keep its
 * memory in bounds; Keystone's `[application_credential] user_limit` (keystone/exception.py, ApplicationCredentialLimitExceeded).
 */
import { expect, it } from 'vitest';
import {
  add,
  createImage,
  deleteImage,
  download,
  image,
  images,
  list,
  remove,
  set,
  show,
  showImage,
  tag,
  update,
  upload,
} from '../calls.ts';
import { createFake } from '../../src/world/fake.ts';
import { cast } from '../cast.ts';
import { type Call, everyDoor, type Told } from '../doors.ts';

/** A member takes 200 bytes, an image 1000, a tag 50, a property 250, and each of their texts two bytes a character. */
const five = { seed: cast(), worldBytes: 5000 };

function full(attempted: number, maximum = 5000): string {
  return (
    '413 The limit has been exceeded on the memory that images, members and application credentials may take. ' +
    `Attempted: ${attempted} bytes, Maximum: ${maximum} bytes. Delete images, or start the fake with a higher limit ` +
    '(--world-bytes, in code worldBytes).'
  );
}

/** Three images more than the cast's, which takes 1478 bytes: 1014 bytes each, with the seven digits of the owner. */
async function filled(t: Told): Promise<void> {
  for (const _ of [1, 2, 3]) expect(await t.says('producer', createImage({}))).toBe('201');
}

everyDoor('what a full world would grow by is refused, whichever operation it is', five, async (t) => {
  await filled(t);
  const before = t.fake.world();
  expect(await t.says('producer', createImage({}))).toBe(full(5534));
  expect(await t.says('producer', set('note', 'x'.repeat(200)))).toBe(full(5178));
  expect(await t.says('producer', tag('x'.repeat(250)))).toBe(full(5070));
  expect(await t.says('producer', add('m'.repeat(150)))).toBe(full(5020));
  expect(t.fake.world()).toEqual(before);
});

everyDoor('what a full world does not grow by is done', five, async (t) => {
  await filled(t);
  expect(await t.says('producer', tag('x'.repeat(210)))).toBe('204');
  expect(await t.says('producer', tag('y'))).toBe(full(5042));
  expect(await t.says('producer', tag('x'.repeat(210)))).toBe('204');
  expect(await t.says('consumer', update('123456', 'accepted'))).toBe('200');
  expect(await t.says('producer', set('name', 'shorter'))).toBe('200');
  expect(await t.says('producer', remove('123456'))).toBe('204');
  expect(await t.says('producer', add('123456'))).toBe('200');
  expect(await t.says('producer', tag('x'.repeat(210), 'DELETE'))).toBe('204');
  expect(await t.says('producer', tag('y'))).toBe('204');
});

everyDoor("Glance's own checks come first", five, async (t) => {
  await filled(t);
  await t.says('producer', tag('x'.repeat(210)));
  expect(await t.says('stranger', add('m'.repeat(150)))).toBe(`404 Image ${image} not found.`);
  expect(await t.says('producer', add('123456'))).toBe(`409 Member 123456 is duplicated for image ${image}`);
  expect(await t.says('producer', createImage({ id: image }))).toBe(`409 Image ID ${image} already exists!`);
});

everyDoor('a deleted image leaves room, with its members; images come and go for ever', five, async (t) => {
  await filled(t);
  expect(await t.says('producer', deleteImage())).toBe('204');
  for (let time = 0; time < 20; time += 1) {
    const { status, body } = await t.send({ as: 'producer', ...createImage({ note: 'x'.repeat(100) }) });
    expect(status).toBe(201);
    expect(await t.says('producer', deleteImage((body as { id: string }).id))).toBe('204');
  }
});

everyDoor('image data is counted by itself', { ...five, imageBytes: 10 }, async (t) => {
  await filled(t);
  const { body } = await t.send({ as: 'producer', ...images('?status=queued&limit=1') });
  const [{ id }] = (body as { images: [{ id: string }] }).images;
  await t.says('producer', set('disk_format', 'raw', id));
  await t.says('producer', set('container_format', 'bare', id));
  expect(await t.says('producer', upload('12345', id))).toBe('204');
  expect(await t.says('producer', deleteImage(id))).toBe('204');
  expect(await t.says('producer', download())).toBe('200');
});

everyDoor(
  'in the profile rackspace, which has no quota of members, the world is the bound',
  { seed: cast({ visibility: 'private' }), profile: 'rackspace', worldBytes: 5000 },
  async (t) => {
    // 3522 bytes are left, for 16 members of seven digits.
    for (let at = 10; at < 26; at += 1) expect(await t.says('producer', add(`80000${at}`))).toBe('200');
    expect(await t.says('producer', add('8000026'))).toBe(full(5116));
  },
);

const ids = ['a', 'b', 'c'].map((digit) => `${digit}0000000-0000-4000-8000-000000000000`) as [
  string,
  string,
  string,
];

everyDoor(
  'beyond the limit the longest deleted image is forgotten, and its id is free again',
  { seed: cast(), deletedImages: 2 },
  async (t) => {
    for (const id of ids) await t.send({ as: 'producer', ...createImage({ id }) });
    const [one, two, three] = ids;
    for (const id of [two, one, three]) expect(await t.says('producer', deleteImage(id))).toBe('204');
    expect(t.fake.world().deleted_images).toEqual([one, three]);
    expect(await t.says('producer', createImage({ id: two }))).toBe('201');
    for (const id of [one, three])
      expect(await t.says('producer', createImage({ id }))).toBe(`409 Image ID ${id} already exists!`);
  },
);

everyDoor(
  'beyond the limit the longest removed member of an image is forgotten: added again, it comes last, and anew',
  { seed: cast(), removedMembers: 2, memberOrder: 'added' },
  async (t) => {
    for (const member of ['m1', 'm2', 'm3']) await t.send({ as: 'producer', ...add(member) });
    for (const member of ['m2', 'm1', 'm3']) expect(await t.says('producer', remove(member))).toBe('204');
    t.clock.pass(60);
    for (const member of ['m1', 'm2', 'm3']) await t.send({ as: 'producer', ...add(member) });
    const { body } = await t.send({ as: 'producer', ...list() });
    const { members } = body as { members: { member_id: string; created_at: string }[] };
    expect(members.map((each) => `${each.member_id} ${each.created_at}`)).toEqual([
      '123456 2013-10-07T17:58:03Z',
      '9876543 2013-10-07T17:58:55Z',
      'm1 2013-10-09T12:00:00Z',
      'm3 2013-10-09T12:00:00Z',
      'm2 2013-10-09T12:01:00Z',
    ]);
  },
);

everyDoor(
  'a member that was added again and is removed anew was not removed longest ago',
  { seed: cast(), removedMembers: 1 },
  async (t) => {
    await t.send({ as: 'producer', ...add('m1') });
    for (const call of [remove('m1'), add('m1'), remove('123456'), remove('m1')])
      await t.send({ as: 'producer', ...call });
    const removed = t.fake.world().images?.[0]?.members?.filter((member) => member.removed);
    expect(removed?.map(({ member }) => member)).toEqual(['m1']);
    expect(await t.says('producer', show('123456'))).toMatch(/^404 /);
  },
);

const byPassword = {
  methods: ['password'],
  password: { user: { name: 'producer', domain: { id: 'default' }, password: 'producer-secret' } },
};

/** Logs in. @returns the token. */
async function logIn(t: Told, identity: object = byPassword): Promise<string> {
  const call: Call = { method: 'POST', path: '/identity/v3/auth/tokens', body: { auth: { identity } } };
  const { status, headers } = await t.send(call);
  expect(status).toBe(201);
  return headers.get('x-subject-token') ?? '';
}

/** How the image list answers these tokens. */
async function statuses(t: Told, tokens: readonly string[]): Promise<readonly number[]> {
  const replies = [];
  for (const token of tokens) replies.push((await t.send({ token, ...images() })).status);
  return replies;
}

/** The documents' world has five fixed tokens. */
const fixed = 5;

everyDoor(
  'beyond the limit the oldest login token ends; fixed ones never do',
  { maxTokens: 2 },
  async (t) => {
    const tokens = [await logIn(t), await logIn(t), await logIn(t)];
    expect(await statuses(t, [...tokens, 'producer-token'])).toEqual([401, 200, 200, 200]);
    for (const _ of [1, 2, 3, 4]) await logIn(t);
    expect(await statuses(t, [...tokens, 'producer-token'])).toEqual([401, 401, 401, 200]);
    expect(t.fake.cloud.tokens.size).toBe(fixed + 2);
  },
);

everyDoor('a token of fake.as() is a fixed one', { seed: cast(), maxTokens: 1 }, async (t) => {
  const { token } = t.fake.as('consumer');
  const tokens = [await logIn(t), await logIn(t)];
  expect(await statuses(t, [token, ...tokens])).toEqual([200, 401, 200]);
  expect(t.fake.as('consumer').token).toBe(token);
});

everyDoor('a token out of a fixed one never expires, but is a login token', { maxTokens: 1 }, async (t) => {
  const again = { methods: ['token'], token: { id: 'producer-token' } };
  const one = await logIn(t, again);
  t.clock.pass(10 * 86_400);
  expect(await statuses(t, [one])).toEqual([200]);
  expect(JSON.stringify(t.fake.world({ secrets: true }))).not.toContain(one);
  const other = await logIn(t, again);
  expect(await statuses(t, [one, other])).toEqual([401, 200]);
});

everyDoor('a revoked token makes room', { maxTokens: 2 }, async (t) => {
  const [one, two] = [await logIn(t), await logIn(t)];
  const headers = { 'x-subject-token': two };
  await t.send({ token: two, method: 'DELETE', path: '/identity/v3/auth/tokens', headers });
  const three = await logIn(t);
  expect(await statuses(t, [one, two, three])).toEqual([200, 401, 200]);
});

everyDoor('whoever revokes a fixed token gets another by fake.as()', {}, async (t) => {
  const headers = { 'x-subject-token': 'producer-token' };
  await t.send({ token: 'producer-token', method: 'DELETE', path: '/identity/v3/auth/tokens', headers });
  expect(await statuses(t, ['producer-token', t.fake.as('producer').token])).toEqual([401, 200]);
});

everyDoor(
  'expired tokens are kept for an hour, so that the log can say that they have expired',
  { tokenLifetime: 60 },
  async (t) => {
    const early = [await logIn(t), await logIn(t)];
    t.clock.pass(30);
    const late = await logIn(t);
    t.clock.pass(30);
    expect(await statuses(t, [...early, late])).toEqual([401, 401, 200]);
    expect(t.fake.cloud.tokens.size).toBe(fixed + 3);
    t.clock.pass(3600);
    await t.send({ path: '/versions' });
    expect(t.fake.cloud.tokens.size).toBe(fixed + 1);
    t.clock.pass(30);
    await t.send({ path: '/versions' });
    expect(t.fake.cloud.tokens.size).toBe(fixed);
  },
);

/** The path of the producer's application credentials. */
function credentialsOf(t: Told): string {
  const user = t.fake.world().users?.find(({ name }) => name === 'producer');
  return `/identity/v3/users/${user?.id}/application_credentials`;
}

/** Makes an application credential of the producer. */
function createCredential(t: Told, given: object): ReturnType<Told['send']> {
  const path = credentialsOf(t);
  return t.send({ as: 'producer', method: 'POST', path, body: { application_credential: given } });
}

everyDoor('a token that ends with its application credential goes before older ones', {}, async (t) => {
  await logIn(t);
  const expires_at = '2013-10-09T12:00:10.500000Z';
  await createCredential(t, { name: 'short', secret: 's', expires_at });
  const user = { name: 'producer', domain: { id: 'default' } };
  await logIn(t, {
    methods: ['application_credential'],
    application_credential: { name: 'short', secret: 's', user },
  });
  t.clock.pass(3610);
  await t.send({ path: '/versions' });
  expect(t.fake.cloud.tokens.size).toBe(fixed + 2);
  t.clock.pass(1);
  await t.send({ path: '/versions' });
  expect(t.fake.cloud.tokens.size).toBe(fixed + 1);
});

everyDoor('a user has only so many application credentials', { credentialsPerUser: 2 }, async (t) => {
  const { body } = await createCredential(t, { name: 'one' });
  const { id } = (body as { application_credential: { id: string } }).application_credential;
  expect((await createCredential(t, { name: 'two' })).status).toBe(201);
  // Before the name is looked at, and behind what it is asked for with.
  expect((await createCredential(t, { name: 'one', roles: [{ name: 'nonsense' }] })).status).toBe(404);
  const refused = await createCredential(t, { name: 'one' });
  expect(refused.body).toEqual({
    error: {
      code: 403,
      message: 'Unable to create additional application credentials, maximum of 2 already exceeded for user.',
      title: 'Forbidden',
    },
  });
  const path = `${credentialsOf(t)}/${id}`;
  expect((await t.send({ as: 'producer', method: 'DELETE', path })).status).toBe(204);
  expect((await createCredential(t, { name: 'three' })).status).toBe(201);
});

everyDoor(
  "what an application credential takes counts too, and is refused in Keystone's form",
  { seed: cast(), worldBytes: 5000 },
  async (t) => {
    const { status, body } = await createCredential(t, {
      name: 'big',
      secret: 's',
      description: 'x'.repeat(2000),
    });
    expect(status).toBe(413);
    // 1478 bytes are taken; the credential takes 1000, and two for each of 2004 characters.
    expect(body).toEqual({
      error: {
        code: 413,
        message: full(6486).slice('413 '.length),
        title: 'Request Entity Too Large',
      },
    });
    expect(await t.says('producer', showImage())).toBe('200');
  },
);

it.each([
  [{ importSeconds: NaN }, '`importSeconds` must be a number from 0 to 1000000000, and is NaN.'],
  [{ tokenLifetime: 1e300 }, '`tokenLifetime` must be a number from 0 to 1000000000, and is 1e+300.'],
  [{ membersPerImage: '12' }, '`membersPerImage` must be a number from 0 on, and is 12.'],
  [{ imageBytes: -1 }, '`imageBytes` must be a number from 0 on, and is -1.'],
])('the limits %j are refused, and the message names the option', (options, message) => {
  expect(() => createFake(options as object)).toThrow(new RangeError(message));
});

it('a limit may be infinite', () => {
  expect(createFake({ imageBytes: Infinity }).limits.imageBytes).toBe(Infinity);
});
