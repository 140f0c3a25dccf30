import { apply, copyOf, type WritableCloud } from '../domain/apply.ts';
import { endOf } from '../domain/callers.ts';
import type { Change, Cloud } from '../domain/cloud.ts';
import { endedImports } from '../domain/images/imports.ts';
import { tableOf } from '../domain/member-table.ts';
import { endedTokens, forgotten, type Limits } from '../domain/limits.ts';
import type { ErrorBody, Profile } from '../domain/profile.ts';
import type { Image } from '../domain/model.ts';
import type { Answer, RandomIds, Context } from '../http/context.ts';
import { admit } from '../http/admit.ts';
import { type RequestHead, writable } from '../http/message.ts';
import type { ShownOrder } from '../http/order.ts';
import { wholeSecond } from '../domain/times.ts';
import { type GivenIds, randomIdsFrom, unusedIn } from './random-ids.ts';
import type { Clock } from './clock.ts';
import { digest } from './digest.ts';
import { type Counts, countsOf } from './token-cache.ts';
import { plant } from './plant.ts';
import { checkedSeed } from './seed-problems.ts';
import { type KnownSecrets, type Secrets, secretsOf } from './secrets.ts';
import type { Seed } from './seed.ts';

/** What a world is made of, besides what it begins with. */
export interface Making {
  readonly profile: Profile;
  readonly limits: Limits;
  readonly errorBody: ErrorBody;
  readonly identityV2: boolean;
  readonly order: ShownOrder;
  readonly clock: Clock;
  /** A source of numbers from 0 up to 1, asked for once at each beginning. */
  readonly random: () => () => number;
  /** The secrets that are known besides those of this world: by others of its host, and by former ones. */
  readonly known: KnownSecrets;
}

/** What a world begins with, made anew each time that it goes back there. @param now milliseconds since 1970. */
export type Origin = (now: number) => WritableCloud;

/** One living cloud: it answers, changes, and goes back to where it began. Worlds share nothing. */
export interface World {
  readonly cloud: WritableCloud;
  readonly secrets: Secrets;
  /** All that an answer may depend on, at this moment. */
  context(): Context;
  /**
   * Begins a request by its head; each answer has made its changes, in one step.
   * @param seen the cloud that the request sees in place of the living one, for a request that changes nothing.
   */
  begin(head: RequestHead, seen?: Cloud): Begun<Answer>;
  /** Goes back to where it began, or begins with something else. */
  reset(origin?: Origin): void;
  /** Goes on with another cloud, and still goes back to where it began. */
  become(cloud: WritableCloud): void;
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

/** Stands for the time of planting, which no seed can mean. */
const unplanted: number = Date.UTC(-1, 0);

/**
 * The cloud of a seed. It is planted once, and what does not depend on the time is shared between all that begin with it.
 * @throws SeedError where the seed is not one, or has what the profile does not.
 */
export function seeded(seed: Seed, profile: Profile): Origin {
  const { images, ...others } = checkedSeed(seed);
  // Whatever becomes of the seed: a world goes back to what it began with. Of images, planting takes over texts alone.
  const own: Seed = { ...structuredClone(others), ...(images && { images }) };
  const planted = plant(own, { now: unplanted, digest, profile });
  const undated = wholeSecond(unplanted);
  const isUndated = ({ createdAt, updatedAt }: Dated): boolean =>
    createdAt === undated || updatedAt === undated;
  const without = planted.images
    .entries()
    .filter(([, image]) => [image, ...image.members].some(isUndated))
    .toArray();
  return (now) => {
    const cloud = copyOf(planted);
    const at = wholeSecond(now);
    const dated = <Thing extends Dated>(thing: Thing): Thing => ({
      ...thing,
      createdAt: thing.createdAt === undated ? at : thing.createdAt,
      updatedAt: thing.updatedAt === undated ? at : thing.updatedAt,
    });
    for (const [key, image] of without)
      cloud.images.set(key, { ...dated(image), members: tableOf(image.members).as(dated) });
    return cloud;
  };
}

type Dated = Pick<Image, 'createdAt' | 'updatedAt'>;

/**
 * Makes a world.
 * @throws SeedError where its origin is a seed that has what the profile does not.
 */
export function createWorld({ clock, random, known, ...fixed }: Making, first: Origin): World {
  let origin = first;
  let living = livingFrom(origin(clock.now()), randomIdsFrom(random()), countsOf(fixed.limits));
  const secrets = secretsOf(living.cloud, known);
  const context = (): Context => contextOf(living, fixed, clock.now);
  const goOn = (cloud: WritableCloud, given: GivenIds, counts: Counts): void => {
    living = livingFrom(cloud, given, counts);
    secrets.follow(cloud);
  };
  return {
    secrets,
    context,
    become: (cloud) => goOn(cloud, living.given, living.counts),
    get cloud() {
      return living.cloud;
    },
    begin: (head, seen) => beginIn(() => living, head, seenIn(context, seen), secrets),
    reset(other = origin) {
      goOn(other(clock.now()), randomIdsFrom(random()), countsOf(fixed.limits));
      origin = other;
    },
  };
}

function contextOf(
  { cloud, randomIds, counts: { rateLimit, tokens } }: Living,
  fixed: Omit<Making, 'clock' | 'random' | 'known'>,
  now: () => number,
): Context {
  const at = now();
  const { profile, limits, errorBody, identityV2, order } = fixed;
  return {
    profile,
    limits,
    errorBody,
    identityV2,
    order,
    cloud,
    now: at,
    randomIds,
    digest,
    rateLimit: (tenant) => rateLimit.count(tenant, at),
    recall: (id, valid) => tokens.recall(id, valid, at),
  };
}

/** The context of a request, with the images of another cloud where it sees one. */
function seenIn(context: () => Context, seen: Cloud | undefined): () => Context {
  if (seen === undefined) return context;
  const { images, deletedImages } = seen;
  return () => {
    const own = context();
    return { ...own, cloud: { ...own.cloud, images, deletedImages } };
  };
}

/** Begins a request in a world that may be reset before its body is there: each step takes the world as it is by then. */
function beginIn(
  living: () => Living,
  head: RequestHead,
  context: () => Context,
  secrets: Secrets,
): Begun<Answer> {
  const before: Change[] = [];
  const settle = (): Context => {
    const now = context();
    const changes = settledBy(living(), now);
    if (changes.length === 0) return now;
    before.push(...changes);
    return context();
  };
  const end = (answer: Answer, { now, limits }: Context): Answer => {
    const { response, trace, fields } = answer;
    const after = settled(living(), answer.changes, now, limits);
    if (after.length > 0) secrets.note(after);
    const changes = before.length === 0 ? after : [...before, ...after];
    return { response: writable(response), changes, trace, fields };
  };
  const at = settle();
  const admission = admit(head, at);
  if (admission.kind === 'answered') return { kind: 'answered', answer: end(admission.answer, at) };
  const finish = (body: Uint8Array): Answer => {
    const later = settle();
    return end(admission.finish(body, later), later);
  };
  return { kind: 'body', most: admission.most, finish };
}

/** Makes what happens by itself once its time has come. @returns all that was changed. */
function settledBy({ cloud, sweep }: Living, { now, limits }: Context): readonly Change[] {
  const ended = made(cloud, sweep.ended(cloud, now));
  const imported = made(cloud, sweep.imported(cloud, now, limits));
  if (ended.length === 0) return imported;
  return imported.length === 0 ? ended : [...ended, ...imported];
}

/** What begins anew with each cloud. */
interface Living {
  readonly cloud: WritableCloud;
  /** Where ids come from, without those that are taken. */
  readonly randomIds: RandomIds;
  /** The same as it was given. */
  readonly given: GivenIds;
  readonly counts: Counts;
  readonly sweep: Sweep;
}

function livingFrom(cloud: WritableCloud, given: GivenIds, counts: Counts): Living {
  return { cloud, randomIds: unusedIn(cloud, given), given, counts, sweep: sweepOf(cloud) };
}

/**
 * Makes the changes of an answer with what they lead to at once, and forgets what there is too much of then.
 * @returns all that was changed.
 */
function settled(
  { cloud, sweep }: Living,
  changes: readonly Change[],
  now: number,
  limits: Limits,
): readonly Change[] {
  if (changes.length === 0) return changes;
  made(cloud, changes);
  sweep.saw(changes);
  const all = [...changes, ...made(cloud, sweep.imported(cloud, now, limits))];
  return [...all, ...made(cloud, forgotten(cloud, all, limits))];
}

/** Makes some changes. @returns them. */
function made(cloud: WritableCloud, changes: readonly Change[]): readonly Change[] {
  for (const change of changes) apply(cloud, change);
  return changes;
}

/** How long an expired token is remembered, in milliseconds: so that whoever still sends it can learn that it has expired. */
const remembered = 3_600_000;

/** Says what has ended by itself. It looks for it when something may have, for tokens at most once a second of the clock. */
interface Sweep {
  /** Tokens that have ended, and that nobody needs to know of any more. */
  ended(cloud: WritableCloud, now: number): readonly Change[];
  /** Imports that have ended. */
  imported(cloud: WritableCloud, now: number, limits: Limits): readonly Change[];
  /** Takes notice of new tokens and imports. */
  saw(changes: readonly Change[]): void;
}

const none: readonly Change[] = [];

function sweepOf({ tokens }: Cloud): Sweep {
  let due = Infinity;
  let importDue = -Infinity;
  const next = (end: number): void => {
    due = Math.min(due, Math.ceil(end / 1000) * 1000 + remembered);
  };
  for (const token of tokens.values()) next(endOf(token));
  return {
    ended(cloud, now) {
      if (now < due) return none;
      const found = endedTokens(cloud, now - remembered);
      due = Infinity;
      next(found.next);
      return found.tokens.length === 0 ? [] : [{ kind: 'tokensEnded', tokens: found.tokens }];
    },
    imported(cloud, now, limits) {
      if (now < importDue) return none;
      const found = endedImports({ cloud, now, limits, digest });
      importDue = found.next;
      return found.changes;
    },
    saw(changes) {
      for (const change of changes) {
        if (change.kind === 'tokenIssued') next(endOf(change.token));
        if (change.kind === 'taskChanged') importDue = -Infinity;
      }
    },
  };
}
