/** How players get into Rackspace's cloud: with an API key, at Identity v2.0. Logins at Keystone are tried on a real one. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readClouds } from '../../src/contract/clouds-file.ts';
import { enterCloud } from '../../src/contract/login.ts';
import { listen } from '../../src/express.ts';
import { loginsIn, rackspace } from './rackspace-logins.ts';

const folder = mkdtempSync(join(tmpdir(), 'image-members-login-'));
afterAll(() => rmSync(folder, { recursive: true }));

it.each(['', '/', '/v2.0', '/v2.0/'])(
  'an API key lets into the account of its user, at "%s"',
  async (end) => {
    const fake = rackspace();
    await using served = await listen(fake);
    const { token, tenant } = await enterCloud(
      'producer',
      loginsIn(folder, `${served.url}/identity${end}`, fake)['producer']!,
    );
    expect(fake.cloud.tokens.get(token)?.scope).toEqual({ tenant });
    expect(fake.cloud.tenants.get(tenant)?.name).toBe('producer');
  },
);

it('a key that is wrong is told without the key', async () => {
  await using served = await listen(rackspace());
  const login = { authUrl: `${served.url}/identity`, username: 'producer', apiKey: 'wr0ng' };
  await expect(enterCloud('producer', login)).rejects.toThrow(
    `The login of the producer at ${served.url}/identity/v2.0/tokens was answered 401. Are user and API key right?`,
  );
});

it.each(['http://ann:hunter2@127.0.0.1:5000/v3', 'ann:hunter2@127.0.0.1:5000', 'hunter2'])(
  'an address of Keystone that is none, or that carries a password, is refused without it',
  (auth_url) => {
    const file = join(folder, 'wrong.yaml');
    writeFileSync(
      file,
      JSON.stringify({ clouds: { producer: { auth: { auth_url, password: 'hunter2' } } } }),
    );
    expect(() => readClouds(file).login('producer')).toThrow(
      `the cloud producer in ${file} has an auth_url that is no URL such as http://keystone.example:5000/v3, or has a user in it.`,
    );
  },
);
