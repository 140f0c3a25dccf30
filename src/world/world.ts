import { apply, type WritableCloud } from '../domain/apply.ts';
import { endOf } from '../domain/callers.ts';
import type { Change } from '../domain/changes.ts';
import { endedTokens, forgotten } from '../domain/forgetting.ts';
import type { ErrorBody, Profile } from '../domain/profile.ts';
import type { Limits } from '../domain/limits.ts';
import type { Answer, Context } from '../http/context.ts';
import { exchange } from '../http/exchange.ts';
import type { HttpRequest } from '../http/message.ts';
import { chanceFrom } from './chance.ts';
import { digest } from './digest.ts';
import { type Pace, paceOf } from './pace.ts';
import { plant } from './plant.ts';
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
  /** All that an answer may depend on, at this moment. */
  context(): Context;
  /** Answers a request, makes its changes, and forgets what there is too much of, in one step. */
  exchange(request: HttpRequest): Answer;
  reset(): void;
}

/**
 * Makes a world.
 * @throws SeedError where the seed is not one.
 */
export function createWorld({ seed, clock, random, ...fixed }: Making): World {
  const chance = chanceFrom(random);
  const planted = (): WritableCloud => plant(seed, { now: clock(), digest, profile: fixed.profile });
  let cloud = planted();
  let pace: Pace = paceOf(fixed.limits.requestsPerMinute);
  let sweep = sweepOf();
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
    context,
    exchange: (request) => step(cloud, sweep, context(), request),
    reset() {
      cloud = planted();
      pace = paceOf(fixed.limits.requestsPerMinute);
      sweep = sweepOf();
    },
  };
}

/** One exchange: lets go of tokens that have ended, answers, and forgets what there is too much of then. */
function step(cloud: WritableCloud, sweep: Sweep, context: Context, request: HttpRequest): Answer {
  const ended = made(cloud, sweep.ended(cloud, context.now));
  const answer = exchange(request, context);
  const changes = made(cloud, answer.changes);
  sweep.saw(changes);
  const over = made(cloud, forgotten(cloud, changes, context.limits));
  return { ...answer, changes: [...ended, ...changes, ...over] };
}

/** Makes some changes. @returns them. */
function made(cloud: WritableCloud, changes: readonly Change[]): readonly Change[] {
  for (const change of changes) apply(cloud, change);
  return changes;
}

/** Says when tokens have ended. It looks at them when one of them may have, and at most once a second of the clock. */
interface Sweep {
  ended(cloud: WritableCloud, now: number): readonly Change[];
  /** Takes notice of new tokens. */
  saw(changes: readonly Change[]): void;
}

function sweepOf(): Sweep {
  let due = Infinity;
  const next = (end: number): void => {
    due = Math.min(due, Math.ceil(end / 1000) * 1000);
  };
  return {
    ended(cloud, now) {
      if (now < due) return [];
      const found = endedTokens(cloud, now);
      due = Infinity;
      next(found.next);
      return found.tokens.length === 0 ? [] : [{ kind: 'tokensEnded', tokens: found.tokens }];
    },
    saw(changes) {
      for (const change of changes) if (change.kind === 'tokenIssued') next(endOf(change.token));
    },
  };
}
