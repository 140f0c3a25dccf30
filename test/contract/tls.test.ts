/** The TLS settings of a clouds.yaml hold for logins, provider states and the official verifier alike. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readClouds } from '../../src/contract/clouds-file.ts';
import { realCloud } from '../../src/contract/real-cloud.ts';
import { shippedPacts } from '../../src/contract/shipped.ts';
import { stageIn } from '../../src/contract/stage.ts';
import { verifyPacts } from '../../src/contract/verify.ts';
import type { Verified } from '../../src/contract/verify/results.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake, type Fake } from '../../src/world/fake.ts';
import { listenWithTls, pem } from './tls.ts';

const folder = mkdtempSync(join(tmpdir(), 'image-members-tls-'));
afterAll(() => rmSync(folder, { recursive: true }));

const authority = `cacert: ${pem('authority.pem')}`;
const client = `${authority}\n    cert: ${pem('client.pem')}\n    key: ${pem('client-key.pem')}`;

/** All players of a fake that is served at a URL, with the settings of TLS. */
function cloudAt(url: string, settings: string, keystone: string = url): ReturnType<typeof realCloud> {
  const users = [
    'producer',
    'producer-reader',
    'consumer',
    'consumer-reader',
    'second-consumer',
    'stranger',
    'administrator',
  ];
  const clouds = users.map((user) => {
    const project = user.replace('-reader', '');
    const auth = `{ auth_url: '${keystone}/identity/v3', username: ${user}, password: ${user}-secret, project_name: ${project} }`;
    return `  ${user}:\n    auth: ${auth}\n    ${settings}\n`;
  });
  const file = join(folder, 'clouds.yaml');
  writeFileSync(file, `clouds:\n${clouds.join('')}`);
  const { names, login } = readClouds(file);
  return realCloud({ imageUrl: url, logins: Object.fromEntries(names.map((name) => [name, login(name)])) });
}

function contractFake(): Fake {
  return createFake({ seed: readSeedFile('contract') });
}

/** Some interactions of strangers: enough for logins, provider states and the verifier to go through TLS. */
const strangers = [join(folder, 'strangers.json')];
for (const file of shippedPacts('glance').filter((each) =>
  each.endsWith('/stranger-image-members-api.json'),
)) {
  const pact = JSON.parse(readFileSync(file, 'utf8')) as { interactions: readonly object[] };
  writeFileSync(strangers[0] ?? '', JSON.stringify({ ...pact, interactions: pact.interactions.slice(0, 6) }));
}

function verified(url: string, settings: string): Promise<Verified> {
  return verifyPacts({ providerBaseUrl: url, cloud: cloudAt(url, settings), pacts: strangers });
}

it.each([
  ['cacert', false, authority],
  ['verify: false', false, 'verify: false'],
  ['insecure: true', false, 'insecure: true'],
  ['a certificate of the client', true, client],
])('provider states are made and the contracts verified with %s', async (_, clients, settings) => {
  await using server = await listenWithTls(contractFake(), { clients });
  const { interactions } = await verified(server.url, settings);
  expect(interactions.filter(({ ok }) => !ok)).toEqual([]);
  expect(interactions).toHaveLength(6);
});

it('without the authority, it says so', async () => {
  await using server = await listenWithTls(contractFake());
  await expect(verified(server.url, 'verify: true')).rejects.toThrow(
    /provider: https:.* is signed by nobody that this machine trusts.*\n {2}\S+: The login of the .* is signed by nobody that this machine trusts/,
  );
});

it('a server that no one reaches is named by its own URL, not by that of the relay', async () => {
  const fake = contractFake();
  await using server = await listenWithTls(fake);
  const url = 'https://localhost:1';
  const cloud = cloudAt(url, authority, server.url);
  const verifying = verifyPacts({ providerBaseUrl: url, cloud, pacts: strangers });
  await expect(verifying).rejects.toThrow('nothing listens at localhost:1 (connection refused)');
  await expect(verifying).rejects.not.toThrow('http://127.0.0.1');
});

it('each player is reached as its own cloud says', async () => {
  await using server = await listenWithTls(contractFake(), { clients: true });
  const cloud = cloudAt(server.url, client);
  const stage = stageIn(cloud);
  const { image = '' } = await stage.setUp('an image', {});
  const reply = await cloud.ask('producer', { method: 'GET', path: `/v2/images/${image}` });
  expect(reply.status).toBe(200);
  await stage.tearDown();
  await cloud.logOut();
});
