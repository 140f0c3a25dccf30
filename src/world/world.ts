import { apply, type WritableCloud } from '../domain/apply.ts';
import type { ErrorBody, Profile } from '../domain/profile.ts';
import type { Limits } from '../domain/limits.ts';
import type { Answer, Context } from '../http/context.ts';
import { exchange } from '../http/exchange.ts';
import { type HttpRequest, writable } from '../http/message.ts';
import { chanceFrom } from './chance.ts';
import { digest } from './digest.ts';
import { type Pace, paceOf } from './pace.ts';
import { plant } from './plant.ts';
import { type Secrets, secretsOf } from './secrets.ts';
import type { Seed } from './seed.ts';

/** What a world is made of. */
export interface Making {
  readonly seed: Seed;
  readonly profile: Profile;
  readonly limits: Limits;
  readonly errorBody: ErrorBody;
  readonly identityV2: boolean;
  /** The time in milliseconds since 1970. */
  readonly clock: () => number;
  /** Numbers from 0 up to 1. */
  readonly random: () => number;
}

/** One living cloud: it answers, changes, and goes back to its seed. Worlds share nothing. */
export interface World {
  readonly cloud: WritableCloud;
  readonly secrets: Secrets;
  /** All that an answer may depend on, at this moment. */
  context(): Context;
  /** Answers a request and makes its changes, in one step. */
  exchange(request: HttpRequest): Answer;
  reset(): void;
}

/**
 * Makes a world.
 * @throws SeedError where the seed is not one.
 */
export function createWorld({ seed, clock, random, ...fixed }: Making): World {
  const chance = chanceFrom(random);
  let { cloud, pace } = beginning(seed, clock(), fixed);
  const secrets = secretsOf(cloud);
  const context = (): Context => ({
    ...fixed,
    cloud,
    now: clock(),
    chance,
    digest,
    pace: (tenant) => pace.count(tenant, clock()),
  });
  return {
    get cloud() {
      return cloud;
    },
    secrets,
    context,
    exchange(request) {
      const answer = exchange(request, context());
      for (const change of answer.changes) apply(cloud, change);
      secrets.note(answer.changes);
      return { ...answer, response: writable(answer.response) };
    },
    reset() {
      ({ cloud, pace } = beginning(seed, clock(), fixed));
    },
  };
}

/** The cloud of a seed, in which nothing is counted yet. */
function beginning(
  seed: Seed,
  now: number,
  { profile, limits }: Pick<Making, 'profile' | 'limits'>,
): { readonly cloud: WritableCloud; readonly pace: Pace } {
  return { cloud: plant(seed, { now, digest, profile }), pace: paceOf(limits.requestsPerMinute) };
}
