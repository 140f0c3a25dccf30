/** What a recording makes of exchanges with Cloud Images: no more than its documents say, under the names of the cast. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import { verifyPacts } from '../../src/contract/verify.ts';
import { listen } from '../../src/express.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake } from '../../src/world/fake.ts';
import { anImage, caller, type Listener, listening, witness } from './record/listener.ts';

const folder = mkdtempSync(join(tmpdir(), 'image-members-rackspace-'));
afterAll(() => rmSync(folder, { recursive: true }));

const profile = 'rackspace';
const offered = '/v2/images/6b2ac3a1-0000-4000-8000-000000000001';
const [consumer, stranger] = ['123456', '7000001'];

/** A client of accounts with numbers for ids. */
function account(options: object = {}): Listener {
  return listening({ seed: readSeedFile('rackspace'), profile, ...options });
}

it('an offer is a private image with a member, and who is observer, user or user of another account is told', async () => {
  const { ask, recorded } = account();
  ask('consumer-observer', 'GET', `${offered}/members`);
  ask('consumer', 'PUT', `${offered}/members/${consumer}`, { body: { status: 'accepted' } });
  ask('producer-admin', 'POST', `${offered}/members`, { body: { member: stranger } });
  const member = { members: [witness, { tenant: 'consumer' }] };
  expect(await recorded()).toEqual({
    "the consumer's reader lists the members of the image that was offered to it": {
      caller: 'consumer-reader',
      given: [anImage(member), caller('consumer-reader')],
      request: { method: 'GET', path: '/v2/images/${image}/members' },
    },
    'the producer adds the consumer to its image': {
      caller: 'producer',
      given: [anImage({ members: [witness] }), caller('producer')],
      request: { method: 'POST', path: '/v2/images/${image}/members', body: { member: '${consumer}' } },
    },
    'the consumer accepts the image that was offered to it': {
      caller: 'consumer',
      given: [anImage(member), caller('consumer')],
      request: {
        method: 'PUT',
        path: '/v2/images/${image}/members/${consumer}',
        body: { status: 'accepted' },
      },
    },
  });
});

it('an answer that nobody knows is left out, and told what is not known', async () => {
  const { ask, recorder } = account();
  for (let time = 0; time < 2; time += 1)
    ask('producer', 'POST', `${offered}/members`, { body: { member: consumer } });
  ask('producer-observer', 'POST', `${offered}/members`, { body: { member: stranger } });
  ask('producer', 'GET', `/v2/${consumer}/images`);
  const { interactions, leftOut } = await recorder.write(folder);
  expect(interactions).toEqual([]);
  expect(leftOut.map(({ why, times }) => [why, times])).toEqual([
    ['unproven: the response to adding a member twice', 2],
    ['unproven: the response to a caller without the role, and before which check', 1],
    ["unproven: the response to a tenant in the path that is not the token's", 1],
  ]);
});

it('a tenant in the path is that of whoever asks', async () => {
  const { ask, recorded } = account();
  ask('consumer', 'GET', `/v2/${consumer}/images/6b2ac3a1-0000-4000-8000-000000000001/members`);
  expect(Object.keys(await recorded())).toEqual([
    'the consumer lists the members of the image that was offered to it',
  ]);
});

it.each(['glance', 'general'] as const)(
  'a pact that was recorded with error bodies of the form %s holds with the other one, too',
  { timeout: 300_000 },
  async (errorBody) => {
    const { ask, recorder } = account({ errorBody });
    ask('consumer', 'GET', '/v2/images?visibility=shared&member_status=pending');
    ask('consumer', 'PUT', `${offered}/members/${consumer}`, { body: { status: 'accepted' } });
    ask('consumer', 'PUT', `${offered}/members/${consumer}`, { body: { status: 'maybe' } });
    ask('consumer', 'POST', `${offered}/members`, { body: { member: stranger } });
    ask('producer', 'PUT', `${offered}/members/${consumer}`, { body: { status: 'accepted' } });
    ask('stranger', 'GET', offered);
    ask('producer', 'DELETE', `${offered}/members/${consumer}`);
    ask(null, 'GET', offered);
    const { file, leftOut } = await recorder.write(folder);
    expect(leftOut).toEqual([]);
    const other = errorBody === 'glance' ? 'general' : 'glance';
    const fake = createFake({ seed: readSeedFile('contract'), profile, errorBody: other });
    await using served = await listen(fake);
    const verifying = { providerBaseUrl: served.url, cloud: fakeCloud(fake), pacts: [file] };
    const { interactions } = await verifyPacts(verifying);
    expect(interactions.map(({ ok, sentence }) => [sentence, ok])).toHaveLength(12);
    expect(interactions.filter(({ ok }) => !ok)).toEqual([]);
  },
);
