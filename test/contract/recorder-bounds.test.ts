/** What a long recording comes to: exchanges that say the same are kept once, and what is kept is bounded. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { recordingLines } from '../../src/cli/serve/recording.ts';
import { cloudBefore } from '../../src/contract/record/recorded-exchange.ts';
import { recordingFrom } from '../../src/contract/record/recording.ts';
import { listenerFor } from '../../src/contract/recorder.ts';
import { bytesOf } from '../../src/http/message.ts';
import { createFake } from '../../src/world/fake.ts';
import { triesAll } from '../share.ts';
import { anImage, at, busy, caller, image, listening, witness } from './record/listener.ts';

const patience = { timeout: 300_000 };
const folder = mkdtempSync(join(tmpdir(), 'image-members-bounds-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The most is what takes a recorder long. */
const most = triesAll ? 800 : 100;

it(`${most} members, added and removed again, are three interactions`, patience, async () => {
  const { ask, recorded } = listening();
  for (let place = 0; place < most; place += 1) {
    ask('alice', 'POST', at('/members'), { body: { member: `tenant-${place}` } });
    ask('alice', 'GET', at(`/members/tenant-${place}`));
    ask('alice', 'DELETE', at(`/members/tenant-${place}`));
  }
  const isMember = anImage({ members: [witness, { tenant: 'consumer' }] });
  expect(await recorded()).toEqual({
    'the producer removes the consumer, a pending member, from its image': {
      caller: 'producer',
      given: [isMember, caller('producer')],
      request: { method: 'DELETE', path: '/v2/images/${image}/members/${consumer}' },
    },
    'the producer looks at the consumer, a pending member, of its image': {
      caller: 'producer',
      given: [isMember, caller('producer')],
      request: { method: 'GET', path: '/v2/images/${image}/members/${consumer}' },
    },
    'the producer adds the consumer to its image': {
      caller: 'producer',
      given: [anImage({ members: [witness] }), caller('producer')],
      request: {
        method: 'POST',
        path: '/v2/images/${image}/members',
        body: { member: '${consumer}' },
      },
    },
  });
});

it('a list says no more with a fourth member of one status', async () => {
  const { ask, recorder } = listening({
    seed: { ...busy, images: [{ id: image, name: 'golden', owner: 'acme' }] },
  });
  for (let place = 0; place < 40; place += 1) {
    ask('alice', 'GET', at('/members'));
    ask('alice', 'POST', at('/members'), { body: { member: `tenant-${place}` } });
  }
  const lists = (await recorder.interactions()).filter(({ request }) => request.method === 'GET');
  const members = lists.map(({ given }) => (given[0]?.parameters['members'] ?? []) as readonly object[]);
  expect(members.toSorted((one, other) => one.length - other.length)).toEqual([
    [],
    [{ tenant: 'consumer' }],
    [{ tenant: 'consumer' }, { tenant: 'second-consumer' }],
    [{ tenant: 'consumer' }, { tenant: 'second-consumer' }, { tenant: 'stranger' }],
  ]);
});

it('a member whose id is written in another case is the same member', async () => {
  const { ask, recorded } = listening({
    seed: { ...busy, images: [{ id: image, owner: 'acme', members: [{ member: 'Ann', verbatim: true }] }] },
  });
  expect(ask('alice', 'GET', at('/members/ANN')).status).toBe(200);
  expect(Object.keys(await recorded())).toEqual([
    'the producer looks at the consumer, a pending member, of its image',
  ]);
});

it('a member that is called as no tenant is stays as it is', async () => {
  const { ask, recorded } = listening();
  ask('alice', 'POST', at('/members'), { body: { member: 'x'.repeat(256) } });
  ask('alice', 'POST', at('/members'), { body: { member: 'two words' } });
  const bodies = Object.values(await recorded()).map(({ request }) => request.body);
  expect(bodies).toEqual([{ member: 'two words' }, { member: 'x'.repeat(256) }]);
});

it('exchanges that come when enough are kept are left out, but for those that say what is kept', async () => {
  const { ask, recorder } = listening({ seed: busy }, { exchanges: 2 });
  for (const user of ['alice', 'bob', 'dora', 'root', 'bob']) ask(user, 'GET', at());
  const written = await recorder.write(folder);
  expect(written).toMatchObject({ exchanges: 5, folded: 1 });
  expect(written.interactions.map(({ caller: who }) => who)).toEqual(['consumer', 'producer']);
  expect(written.leftOut).toEqual([
    {
      why: 'the recording is full: it keeps at most 64 MiB, and 2 different exchanges',
      example: `GET ${at()}`,
      times: 2,
    },
  ]);
});

it('what is kept takes no more memory than it may', async () => {
  const { ask, recorder } = listening({ seed: busy }, { bytes: 20_000 });
  for (let place = 0; place < 100; place += 1) ask('alice', 'GET', `/v2/images?os_distro=debian-${place}`);
  const { interactions, derived, leftOut } = await recorder.write(folder);
  expect(interactions.length).toBeGreaterThan(2);
  expect(interactions.length).toBeLessThan(30);
  expect(leftOut.map(({ times }) => times)).toEqual([100 - (interactions.length - derived)]);
});

it('a body that is longer than is read is left out', async () => {
  const { ask, recorder } = listening();
  ask('alice', 'POST', '/v2/images', { body: { name: 'long', os_distro: 'x'.repeat(70_000) } });
  const { leftOut } = await recorder.write(folder);
  expect(leftOut.map(({ why }) => why)).toEqual(['its body is longer than 64 KiB']);
});

it('reasons and unread names are counted one by one as long as they are few', async () => {
  const { ask, recorder } = listening();
  const places = Array.from({ length: 1000 }, (_, place) => place);
  for (const place of places) {
    ask('bob', 'GET', `/v2/cached_images/${'x'.repeat(300)}${place}`);
    ask('bob', 'GET', `/v2/cached_images/${place}`);
  }
  ask('bob', 'GET', `${at()}?${places.map((place) => `parameter-${place}=1`).join('&')}`);
  const { leftOut, unread } = await recorder.write(folder);
  expect(leftOut.length).toBeLessThanOrEqual(501);
  expect(leftOut.reduce((sum, { times }) => sum + times, 0)).toBe(2000);
  expect(leftOut.slice(0, 2)).toEqual([
    { why: expect.stringMatching(/^.{200}$/) as string, example: expect.any(String) as string, times: 1000 },
    { why: 'for further reasons', example: 'GET /v2/cached_images/499', times: 501 },
  ]);
  expect(unread).toHaveLength(501);
  expect(unread.find(({ name }) => name === '…')?.times).toBe(500);
});

it('interactions that are not reduced for want of trials are kept, and the report says so', async () => {
  const ear = listenerFor({ bytes: 1_000_000, exchanges: 100 });
  const heard = ear.through(createFake({ seed: busy }));
  const headers = { accept: '*/*', 'x-auth-token': 'bob-token' };
  heard.exchange({ method: 'GET', target: at(), base: 'http://cloud.test', headers, body: bytesOf('') });
  const [none, enough] = await Promise.all(
    [0, 1000].map((trials) => recordingFrom(ear.collection, ear.rules(), 'client', trials, false)),
  );
  expect(none?.recording).toMatchObject({ unreduced: 1, leftOut: [] });
  expect(none?.recording.interactions[0]?.request.headers).toEqual({ Accept: '*/*' });
  expect(enough?.recording).toMatchObject({ unreduced: 0, leftOut: [] });
  expect(enough?.recording.interactions[0]?.request.headers).toBeUndefined();
  const written = { ...(none as NonNullable<typeof none>).recording, file: 'pact.json', kept: 0, unread: [] };
  expect(recordingLines(written)).toEqual([
    'Recorded pact.json: 1 interaction out of 1 exchange. Repeated: 0. Skipped: 0.',
    'Not reduced: 1. There were too many to try all that could be taken out of their provider states.',
  ]);
});

it('an exchange costs no copy of the world', () => {
  const { cloud } = createFake({ seed: busy });
  const asked = { base: 'http://cloud.test', headers: { 'x-auth-token': 'bob-token' }, body: bytesOf('') };
  expect(cloudBefore(cloud, { ...asked, method: 'GET', target: '/v2/images' })).toBe(cloud);
  const { images } = cloudBefore(cloud, { ...asked, method: 'DELETE', target: at() });
  expect([...images.keys()]).toEqual([image]);
});

it('a body that is nested too deep for readers of pacts is left out, with the reason', async () => {
  const { ask, recorder } = listening();
  let nested: unknown = 'x';
  for (let level = 0; level < 800; level += 1) nested = [nested];
  ask('alice', 'POST', at('/members'), { body: { member: nested } });
  ask('alice', 'GET', at('/members'));
  const { interactions, leftOut } = await recorder.write(folder);
  expect(interactions.map(({ request }) => request.method)).toEqual(['GET']);
  expect(leftOut.map(({ why, times }) => [why, times])).toEqual([
    ['its JSON is nested deeper than readers of pacts can follow', 1],
  ]);
});
