import { apply, type WritableCloud } from '../domain/apply.ts';
import type { ErrorBody, Profile } from '../domain/profile.ts';
import type { Limits } from '../domain/limits.ts';
import type { Admission, Answer, Context } from '../http/context.ts';
import { admit } from '../http/exchange.ts';
import type { RequestHead } from '../http/message.ts';
import { chanceFrom } from './chance.ts';
import { digest } from './digest.ts';
import { type Pace, paceOf } from './pace.ts';
import { plantChecked } from './plant.ts';
import { checkedSeed } from './seed-error.ts';
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
  /** Begins a request by its head; each answer has made its changes, in one step. */
  begin(head: RequestHead): Begun<Answer>;
  reset(): void;
}

/** The answer to a request whose body is there. */
export function finished<Answered>(begun: Begun<Answered>, body: Uint8Array): Answered {
  return begun.kind === 'answered' ? begun.answer : begun.finish(body);
}

/** A request whose head was read: answered, or to be finished with its body. */
export type Begun<Answered> =
  | { readonly kind: 'answered'; readonly answer: Answered }
  | {
      readonly kind: 'body';
      /** Bytes of the body that are read; one that is longer may be cut off behind one byte more. */
      readonly most: number;
      /** Answers the request with this body. To be called once. */
      readonly finish: (body: Uint8Array) => Answered;
    };

/** The same request with its answer, once there is one, made into something else. */
export function answeredAs<From, To>(begun: Begun<From>, make: (answer: From) => To): Begun<To> {
  if (begun.kind === 'answered') return { kind: 'answered', answer: make(begun.answer) };
  return { ...begun, finish: (body) => make(begun.finish(body)) };
}

/**
 * Makes a world.
 * @throws SeedError where the seed is not one.
 */
export function createWorld({ seed, clock, random, ...fixed }: Making): World {
  const chance = chanceFrom(random);
  // Whatever becomes of the given seed: a world goes back to what it began with.
  const own = structuredClone(checkedSeed(seed));
  const planted = (): WritableCloud => plantChecked(own, { now: clock(), digest, profile: fixed.profile });
  let cloud = planted();
  let pace: Pace = paceOf(fixed.limits.requestsPerMinute);
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
    begin: (head) =>
      answeredAs(begun(admit(head, context()), context), (answer) => {
        for (const change of answer.changes) apply(cloud, change);
        return answer;
      }),
    reset() {
      cloud = planted();
      pace = paceOf(fixed.limits.requestsPerMinute);
    },
  };
}

/** An admission that is finished in the world as it is by then. */
function begun(admission: Admission, context: () => Context): Begun<Answer> {
  if (admission.kind === 'answered') return admission;
  return { ...admission, finish: (body) => admission.finish(body, context()) };
}
