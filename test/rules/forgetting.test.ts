/**
 * A log of changes replays to the same world, forgetting included, and what a world takes is counted as it changes.
 * Source: the fake's own (src/domain/cloud.ts, src/domain/limits.ts).
 */
import { array, assert, constantFrom, nat, property, tuple } from 'fast-check';
import { expect, it } from 'vitest';
import { apply } from '../../src/domain/apply.ts';
import type { Change, Cloud } from '../../src/domain/cloud.ts';
import { createFake, type Fake } from '../../src/world/fake.ts';
import { image } from '../calls.ts';
import { cast } from '../cast.ts';
import { seededRandom } from '../../src/world/random-ids.ts';
import { clockAt } from '../doors/clock.ts';
import { planted } from '../seeds/worlds.ts';

const seed = {
  ...cast(),
  users: cast().users!.map((user) => ({ ...user, token: `${user.name}-token` })),
};

const limits = { maxTokens: 2, deletedImages: 1, removedMembers: 1, tokenLifetime: 20 };

/** A world with small limits, and the log of all that changed in it. */
function logged(): { readonly fake: Fake; readonly log: readonly Change[]; pass(seconds: number): void } {
  const log: Change[] = [];
  const clock = clockAt('2013-10-09T12:00:00Z');
  const fake = createFake({
    seed,
    ...limits,
    clock: clock.now,
    random: seededRandom(7),
    onExchange: ({ changes }) => log.push(...structuredClone(changes)),
  });
  return { fake, log, pass: clock.pass };
}

const auth = {
  identity: {
    methods: ['password'],
    password: { user: { name: 'producer', domain: { id: 'default' }, password: 'producer-secret' } },
  },
};

type Act = (fake: Fake, text: string) => unknown;

/** The newest image, which is the one of the beginning where there is no other. */
function newest(fake: Fake): string {
  return fake.as('producer').images.list({ limit: '1' }).body.images[0]?.id ?? image;
}

/** What is done in a world, by the producer; some of it is refused. */
const acts: readonly Act[] = [
  (fake, text) => fake.as('producer').images.create({ name: text, [`p${text}`]: text }),
  (fake) => newest(fake) !== image && fake.as('producer').images.delete(newest(fake)),
  (fake, text) => fake.as('producer').images.update(newest(fake), { name: text, [text]: text }),
  (fake, text) =>
    fake.as('producer').request('PUT', `/v2/images/${newest(fake)}/tags/x${encodeURIComponent(text)}`),
  (fake, text) =>
    fake.as('producer').request('DELETE', `/v2/images/${newest(fake)}/tags/x${encodeURIComponent(text)}`),
  (fake, text) => fake.as('producer').members.create(image, text),
  (fake, text) => fake.as('producer').members.delete(image, text),
  (fake) => fake.as('producer').request('POST', '/identity/v3/auth/tokens', { body: { auth } }),
];

const text = constantFrom('a', 'B', 'c', 'á', 'long'.repeat(20));
const steps = array(tuple(constantFrom(...acts), text, nat({ max: 3 })), { minLength: 30, maxLength: 60 });

/** A world in which some steps were done, with seconds between them, and the log of its changes. */
function lived(walk: readonly (readonly [Act, string, number])[]): ReturnType<typeof logged> {
  const world = logged();
  for (const [act, what, seconds] of walk) {
    world.pass(seconds);
    act(world.fake, what);
  }
  return world;
}

/** What a cloud holds, with its maps as lists: their order counts. */
function held(cloud: Cloud): unknown {
  return Object.entries(cloud).map(([part, value]) => [part, value instanceof Map ? [...value] : value]);
}

it('a log of changes replays to the same world, whatever was forgotten meanwhile', () => {
  const kinds = new Set<string>();
  assert(
    property(steps, (walk) => {
      const { fake, log } = lived(walk);
      const again = planted(seed);
      for (const change of log) {
        kinds.add(change.kind);
        apply(again, change);
      }
      expect(held(again)).toEqual(held(fake.cloud));
    }),
    { numRuns: 40, seed: 1 },
  );
  const forgetting = ['tokensEnded', 'deletedImagesForgotten', 'removedMembersForgotten'];
  expect([...kinds]).toEqual(expect.arrayContaining(forgetting));
});

it('what is counted step by step is what a count of the whole world gives', () => {
  assert(
    property(steps, (walk) => {
      const { fake } = lived(walk);
      expect(fake.cloud.usage).toEqual(planted(fake.world({ secrets: true })).usage);
    }),
    { numRuns: 40, seed: 1 },
  );
});
