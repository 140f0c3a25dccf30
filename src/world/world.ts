import { apply, type WritableCloud } from '../domain/apply.ts';
import { endOf } from '../domain/callers.ts';
import type { Change } from '../domain/changes.ts';
import { endedTokens, forgotten } from '../domain/forgetting.ts';
import type { ErrorBody, Profile } from '../domain/profile.ts';
import type { Limits } from '../domain/limits.ts';
import type { Admission, Answer, Context } from '../http/context.ts';
import { admit } from '../http/exchange.ts';
import { type RequestHead, writable } from '../http/message.ts';
import { chanceFrom } from './chance.ts';
import { digest } from './digest.ts';
import { type Pace, paceOf } from './pace.ts';
import { plant } from './plant.ts';
import { checkedSeed } from './seed-error.ts';
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
  let living = livingFrom(own, clock(), fixed);
  const secrets = secretsOf(living.cloud);
  const context = (): Context => ({
    ...fixed,
    cloud: living.cloud,
    now: clock(),
    chance,
    digest,
    pace: (tenant) => living.pace.count(tenant, clock()),
  });
  return {
    get cloud() {
      return living.cloud;
    },
    secrets,
    context,
    begin: (head) => beginIn(() => living, head, context, secrets),
    reset() {
      living = livingFrom(own, clock(), fixed);
    },
  };
}

/** Begins a request in a world that may be reset before its body is there: each step takes the world as it is by then. */
function beginIn(
  living: () => Living,
  head: RequestHead,
  context: () => Context,
  secrets: Secrets,
): Begun<Answer> {
  const now = context();
  const ended = made(living().cloud, living().sweep.ended(living().cloud, now.now));
  return answeredAs(begun(admit(head, now), context), (answer) => {
    const changes = settled(living(), answer.changes, now.limits);
    secrets.note(changes);
    return { ...answer, response: writable(answer.response), changes: [...ended, ...changes] };
  });
}

/** What a reset begins anew. */
interface Living {
  readonly cloud: WritableCloud;
  readonly pace: Pace;
  readonly sweep: Sweep;
}

function livingFrom(
  seed: Seed,
  now: number,
  { profile, limits }: Pick<Making, 'profile' | 'limits'>,
): Living {
  const cloud = plant(seed, { now, digest, profile });
  return { cloud, pace: paceOf(limits.requestsPerMinute), sweep: sweepOf() };
}

/** Makes the changes of an answer, and forgets what there is too much of then. @returns all that was changed. */
function settled({ cloud, sweep }: Living, changes: readonly Change[], limits: Limits): readonly Change[] {
  if (changes.length === 0) return changes;
  made(cloud, changes);
  sweep.saw(changes);
  return [...changes, ...made(cloud, forgotten(cloud, changes, limits))];
}

/** Makes some changes. @returns them. */
function made(cloud: WritableCloud, changes: readonly Change[]): readonly Change[] {
  for (const change of changes) apply(cloud, change);
  return changes;
}

/** How long an expired token is remembered, in milliseconds: so that whoever still sends it can learn that it has expired. */
const remembered = 3_600_000;

/** Says when tokens have ended, and nobody needs to know of them any more. It looks at them when one of them may have, and at most once a second of the clock. */
interface Sweep {
  ended(cloud: WritableCloud, now: number): readonly Change[];
  /** Takes notice of new tokens. */
  saw(changes: readonly Change[]): void;
}

function sweepOf(): Sweep {
  let due = Infinity;
  const next = (end: number): void => {
    due = Math.min(due, Math.ceil(end / 1000) * 1000 + remembered);
  };
  return {
    ended(cloud, now) {
      if (now < due) return [];
      const found = endedTokens(cloud, now - remembered);
      due = Infinity;
      next(found.next);
      return found.tokens.length === 0 ? [] : [{ kind: 'tokensEnded', tokens: found.tokens }];
    },
    saw(changes) {
      for (const change of changes) if (change.kind === 'tokenIssued') next(endOf(change.token));
    },
  };
}

/** An admission that is finished in the world as it is by then. */
function begun(admission: Admission, context: () => Context): Begun<Answer> {
  if (admission.kind === 'answered') return admission;
  return { ...admission, finish: (body) => admission.finish(body, context()) };
}
