// Source: docs/SPEED.md; what an exchange costs, in counts that do not depend on the machine.
import { expect, it } from 'vitest';
import { profileWith } from '../../src/domain/profiles.ts';
import type { Token } from '../../src/domain/model.ts';
import { clockOver } from '../../src/world/clock.ts';
import { documentation } from '../../src/world/documentation.ts';
import { createFake, type Exchanged } from '../../src/world/fake.ts';
import { makingOf } from '../../src/world/options.ts';
import { randomIdsFrom, seededRandom } from '../../src/world/random-ids.ts';
import { knownSecrets } from '../../src/world/secrets.ts';
import { seeded } from '../../src/world/origin.ts';
import { finished } from '../../src/http/context.ts';
import { createWorld } from '../../src/world/world.ts';

const none = new Uint8Array();
const request = {
  method: 'GET',
  target: '/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6/members',
  base: 'http://cloud.test',
  headers: { 'x-auth-token': 'producer-token' },
  body: none,
};

/** A map that counts how often it is asked for one thing, and for all. */
class CountingMap<Key, Value> extends Map<Key, Value> {
  looks = 0;
  walks = 0;

  override get(key: Key): Value | undefined {
    this.looks += 1;
    return super.get(key);
  }

  override keys(): MapIterator<Key> {
    this.walks += 1;
    return super.keys();
  }

  override values(): MapIterator<Value> {
    this.walks += 1;
    return super.values();
  }

  override entries(): MapIterator<[Key, Value]> {
    this.walks += 1;
    return super.entries();
  }

  override [Symbol.iterator](): MapIterator<[Key, Value]> {
    this.walks += 1;
    return super[Symbol.iterator]();
  }
}

it('a request looks at its own token, once, however many there are', () => {
  const profile = profileWith('glance');
  const tokens = new CountingMap<string, Token>();
  const origin = seeded(documentation, profile);
  const making = { ...makingOf({}, profile, clockOver(Date.now)), known: knownSecrets() };
  const world = createWorld(making, (now) => {
    const cloud = origin(now);
    for (const [id, token] of cloud.tokens) tokens.set(id, token);
    return Object.assign(cloud, { tokens });
  });
  const before = { looks: tokens.looks, walks: tokens.walks };
  expect(finished(world.begin(request), none).response.status).toBe(200);
  expect({ looks: tokens.looks - before.looks, walks: tokens.walks - before.walks }).toEqual({
    looks: 1,
    walks: 0,
  });
});

it('an exchange in code is one moment: the clock is read for it once, and once for its entry in the journal', () => {
  let reads = 0;
  const clock = (): number => {
    reads += 1;
    return 0;
  };
  const fake = createFake({ clock });
  for (const method of ['GET', 'POST', 'NONE']) {
    const before = reads;
    fake.exchange({ ...request, method });
    expect(reads - before).toBe(2);
  }
});

it('a reply is text for a door', () => {
  const { body } = finished(createFake().begin(request), none);
  expect(typeof body).toBe('string');
});

it('a reply to code becomes bytes when they are read, and only once', () => {
  const response = createFake().exchange(request);
  const { body } = response;
  expect(body).toBeInstanceOf(Uint8Array);
  expect(response.body).toBe(body);
  expect({ ...response }.body).toBe(body);
  expect(response.headers).toContainEqual(['Content-Length', String(body.length)]);
});

it('the length of a reply is that of its bytes, not of its letters', () => {
  const fake = createFake();
  const created = fake.as('producer').images.create({ name: 'ÄÖÜ €' });
  const { body, headers } = fake.exchange({ ...request, target: `/v2/images/${created.body.id}` });
  expect(new TextDecoder().decode(body)).toContain('"name": "ÄÖÜ €"');
  expect(headers).toContainEqual(['Content-Length', String(body.length)]);
});

it('a journal that is full keeps the newest exchanges in their order', () => {
  const fake = createFake({ journal: 3 });
  for (let sent = 0; sent < 8; sent += 1) fake.exchange(request);
  expect(fake.journal.entries().map(({ number }) => number)).toEqual([6, 7, 8]);
  fake.journal.clear();
  fake.exchange(request);
  expect(fake.journal.entries().map(({ number }) => number)).toEqual([9]);
});

it('a journal keeps what was sent, however much it is, and forgets the rest', () => {
  const fake = createFake({ journal: 200 });
  const long = 'ä'.repeat(1500);
  for (let sent = 0; sent < 1000; sent += 1)
    fake.exchange({ ...request, target: `/v2/images/${sent}?name=${encodeURIComponent(long.slice(sent))}` });
  const entries = fake.journal.entries();
  expect(entries.map(({ number }) => number)).toEqual(Array.from({ length: 200 }, (_, place) => 801 + place));
  expect(entries[0]?.target).toBe(`/v2/images/800?name=${encodeURIComponent(long)}`.slice(0, 2048) + '…');
  expect(fake.journal.entries()[7]).toBe(entries[7]);
});

it('an exchange that a listener hears is plain data as JSON', () => {
  const heard: Exchanged[] = [];
  const fake = createFake({ onExchange: (exchanged) => void heard.push(exchanged), clock: () => 0 });
  fake.exchange(request);
  const [entry] = fake.journal.entries();
  const { number: _, changes: inWords, ...rest } = entry ?? {};
  expect(JSON.parse(JSON.stringify(heard[0]))).toEqual({ ...rest, changes: [], inWords });
});

it('the same seed of randomness gives the same ids', () => {
  const { uuid } = randomIdsFrom(seededRandom(7));
  expect(uuid()).toBe('00fb8673-8b42-4c83-9484-f3e32248c1e8');
});

it('ids of the platform are UUIDs of version 4, no two alike', () => {
  const { uuid } = randomIdsFrom(Math.random);
  const made = Array.from({ length: 2000 }, uuid);
  for (const id of made)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(made).size).toBe(made.length);
  // Each digit that is not fixed is any of the sixteen.
  for (const place of [0, 7, 9, 12, 15, 17, 20, 22, 24, 35])
    expect(new Set(made.map((id) => id[place])).size).toBe(16);
});
