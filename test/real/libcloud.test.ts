/** Sharing with Debian's unchanged Apache Libcloud, which logs in by Identity v2.0, in the program libcloud_story.py. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { listen } from '../../src/express.ts';
import { createFake } from '../../src/world/fake.ts';
import { printed, run } from './command.ts';
import { python } from './setup.ts';

const program = fileURLToPath(new URL('libcloud_story.py', import.meta.url));
const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';

/** How Libcloud calls the ways of logging in, and what it is given as the key. */
const logins = [
  ['2.0_apikey', 'api-key'],
  ['2.0_password', 'secret'],
] as const;

/** What came of a story, told as a user of the cloud at `url`. */
async function tell(
  url: string,
  version: string,
  [user, key]: readonly [user: string, key: string],
  ...story: readonly string[]
): Promise<unknown> {
  const env = {
    AUTH_URL: `${url}/identity/v2.0/tokens`,
    AUTH_VERSION: version,
    IMAGE_URL: url,
    REGION: 'DFW',
    SERVICE: 'cloudImages',
    USERNAME: user,
    SECRET: `${user}-${key}`,
  };
  return printed(await run(python, [program, ...story], env, '/'));
}

it.each(logins)(
  'Libcloud shares an image, accepts it and takes it back, logged in by %s',
  async (version, key) => {
    await using cloud = await listen(createFake({ profile: 'rackspace' }));
    const as = (user: string, ...story: readonly string[]): Promise<unknown> =>
      tell(cloud.url, version, [user, key], ...story);
    const member = { image, member: '123456' };
    expect(await as('producer', 'share', image, '123456')).toEqual({
      added: { ...member, status: 'pending' },
      members: [
        { ...member, status: 'pending' },
        { image, member: '9876543', status: 'accepted' },
      ],
      got: { ...member, status: 'pending' },
      'answer of the owner': 403,
      nobody: 404,
    });
    expect(await as('consumer', 'accept', image, '123456')).toEqual({
      before: false,
      accepted: { ...member, status: 'accepted' },
      after: true,
      image: 'private',
      'shares it on': 404,
      another: 404,
    });
    expect(await as('producer', 'unshare', image, '123456')).toEqual({
      at: '/v2',
      removed: 204,
      again: 404,
    });
  },
);

it.each(logins)('Libcloud is not let in with a wrong secret, by %s', async (version) => {
  await using cloud = await listen(createFake({ profile: 'rackspace' }));
  expect(await tell(cloud.url, version, ['producer', 'nonsense'], 'enter')).toEqual({ refused: 401 });
});

it('Libcloud logs in to Glance by Identity v2.0, where that is switched on', async () => {
  await using cloud = await listen(createFake({ identityV2: true }));
  expect(await tell(cloud.url, '2.0_password', ['producer', 'secret'], 'enter')).toEqual({ refused: null });
});
