import { apply, type WritableCloud } from '../domain/apply.ts';
import type { Change, Cloud } from '../domain/cloud.ts';
import { forgotten, type Limits } from '../domain/limits.ts';
import type { ErrorBody, Profile } from '../domain/profile.ts';
import type { Admission, Answer, Begun, RandomIds, Context } from '../http/context.ts';
import { admit } from '../http/admit.ts';
import { type HttpRequest, type RequestHead, writable } from '../http/message.ts';
import type { ShownOrder } from '../http/order.ts';
import { type GivenIds, randomIdsFrom, unusedIn } from './random-ids.ts';
import type { Clock } from './clock.ts';
import type { Origin } from './origin.ts';
import { type Counts, countsOf } from './counts.ts';
import { LivingContext } from './living-context.ts';
import { type KnownSecrets, type Secrets, secretsOf } from './secrets.ts';
import { type Sweep, sweepOf } from './sweep.ts';

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
  /** Makes its changes, where somebody keeps them. */
  readonly log?: ChangeLog | undefined;
}

/** Makes changes to a cloud, and notes them. */
export interface ChangeLog {
  apply(cloud: WritableCloud, change: Change): void;
}

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
  /** Answers a request whose body is there: the same at one moment. @returns whether the body was read for it, too. */
  exchange(request: HttpRequest, seen?: Cloud): { readonly answer: Answer; readonly isRead: boolean };
  /** Goes back to where it began, or begins with something else. @param at milliseconds since 1970; now, where left out. */
  reset(origin?: Origin, at?: number): void;
  /** When it began last, in milliseconds since 1970. */
  readonly begunAt: number;
  /** Makes a change that no request asks for. */
  make(change: Change): void;
  /** Makes changes that were decided elsewhere, or before: its log does not hear of them. */
  replay(changes: readonly Change[]): void;
  /** Where its ids come from. */
  readonly randomSource: () => number;
  /** @returns goes back to what it is now, as long as changes that were made since are taken back before. */
  held(): () => void;
  /** Goes on with another cloud, and still goes back to where it began. */
  become(cloud: WritableCloud): void;
}

/**
 * Makes a world.
 * @throws SeedError where its origin is a seed that has what the profile does not.
 */
export function createWorld(making: Making, first: Origin): World {
  return new LivingWorld(making, first);
}

class LivingWorld implements World {
  readonly secrets: Secrets;
  readonly #making: Making;
  #origin: Origin;
  #begunAt: number;
  #living: Living;

  constructor(making: Making, origin: Origin) {
    this.#making = making;
    this.#origin = origin;
    this.#begunAt = momentOf(making.clock);
    this.#living = this.#begun();
    this.secrets = secretsOf(this.cloud, making.known);
  }

  get cloud(): WritableCloud {
    return this.#living.cloud;
  }

  get begunAt(): number {
    return this.#begunAt;
  }

  get randomSource(): () => number {
    return this.#living.given.source;
  }

  context(): Context {
    return this.#contextAt(this.#making.clock.now(), undefined);
  }

  begin(head: RequestHead, seen?: Cloud): Begun<Answer> {
    const now = this.#making.clock.now();
    const ended = this.#settle(now);
    const context = this.#contextAt(now, seen);
    const admission = admit(head, context);
    if (admission.kind === 'body') return new Admitted(this, admission, { seen, before: ended });
    return { kind: 'answered', answer: this.#end(admission.answer, context, ended) };
  }

  exchange(request: HttpRequest, seen?: Cloud): ReturnType<World['exchange']> {
    const now = this.#making.clock.now();
    const ended = this.#settle(now);
    const context = this.#contextAt(now, seen);
    const admission = admit(request, context);
    const isRead = admission.kind === 'body';
    const answer = isRead ? admission.finish(request.body, context) : admission.answer;
    return { answer: this.#end(answer, context, ended), isRead };
  }

  /** Answers a request whose body is there, in the world as it is by now. */
  finish(admission: Open, body: Uint8Array, { seen, before }: Beginning): Answer {
    const now = this.#making.clock.now();
    const ended = joined(before, this.#settle(now));
    const later = this.#contextAt(now, seen);
    return this.#end(admission.finish(body, later), later, ended);
  }

  /** Makes what happens by itself once its time has come. @returns all that was changed. */
  #settle(now: number): readonly Change[] {
    const living = this.#living;
    const { cloud, sweep } = living;
    const ended = made(living, sweep.ended(cloud, now));
    return joined(ended, made(living, sweep.imported(cloud, now, this.#making.limits)));
  }

  #contextAt(now: number, seen: Cloud | undefined): Context {
    return new LivingContext(this.#living, this.#making, now, seen);
  }

  #end(answer: Answer, { now, limits }: Context, before: readonly Change[]): Answer {
    const { changes, trace, fields } = answer;
    const after = settled(this.#living, changes, now, limits);
    if (after.length > 0) this.secrets.note(after);
    const response = writable(answer.response);
    const all = joined(before, after);
    if (response === answer.response && all === changes) return answer;
    return { response, changes: all, trace, fields };
  }

  make(change: Change): void {
    made(this.#living, [change]);
  }

  replay(changes: readonly Change[]): void {
    const { cloud, sweep } = this.#living;
    made({ cloud, log: undefined }, changes);
    sweep.saw(changes);
    this.secrets.note(changes);
  }

  become(cloud: WritableCloud): void {
    this.#goOn({ ...this.#living, ...aroundCloud(cloud, this.#living.given) });
  }

  reset(origin: Origin = this.#origin, at: number = this.#making.clock.now()): void {
    const before = [this.#origin, this.#begunAt] as const;
    [this.#origin, this.#begunAt] = [origin, at];
    try {
      this.#goOn(this.#begun());
    } catch (error) {
      [this.#origin, this.#begunAt] = before;
      throw error;
    }
  }

  held(): () => void {
    const [living, origin, begunAt] = [this.#living, this.#origin, this.#begunAt];
    return () => {
      if (this.#living !== living) this.#goOn(living);
      [this.#origin, this.#begunAt] = [origin, begunAt];
    };
  }

  #begun(): Living {
    const { random, limits, log } = this.#making;
    const given = randomIdsFrom(random());
    return { ...aroundCloud(this.#origin(this.#begunAt), given), given, counts: countsOf(limits), log };
  }

  #goOn(living: Living): void {
    this.#living = living;
    this.secrets.follow(living.cloud);
  }
}

type Open = Extract<Admission, { readonly kind: 'body' }>;

/** The time of a clock. @throws TypeError where it is none: it is said once, not by whatever comes of it later. */
function momentOf(clock: Clock): number {
  const moment = clock.now();
  if (Number.isFinite(moment)) return moment;
  throw new TypeError(
    'The option clock must return milliseconds since 1970, as Date.now does, and does not.',
  );
}

/** What a request has from when it began. */
interface Beginning {
  readonly seen: Cloud | undefined;
  /** What was changed then. */
  readonly before: readonly Change[];
}

/** A request that waits for its body. A world may be reset before that is there. */
class Admitted {
  readonly kind = 'body';
  readonly most: number;
  readonly #world: LivingWorld;
  readonly #admission: Open;
  readonly #beginning: Beginning;

  constructor(world: LivingWorld, admission: Open, beginning: Beginning) {
    this.most = admission.most;
    this.#world = world;
    this.#admission = admission;
    this.#beginning = beginning;
  }

  finish(body: Uint8Array): Answer {
    return this.#world.finish(this.#admission, body, this.#beginning);
  }
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
  readonly log: ChangeLog | undefined;
}

/** What begins anew around a cloud. */
function aroundCloud(cloud: WritableCloud, given: GivenIds): Pick<Living, 'cloud' | 'randomIds' | 'sweep'> {
  return { cloud, randomIds: unusedIn(cloud, given), sweep: sweepOf(cloud) };
}

/**
 * Makes the changes of an answer with what they lead to at once, and forgets what there is too much of then.
 * @returns all that was changed.
 */
function settled(living: Living, changes: readonly Change[], now: number, limits: Limits): readonly Change[] {
  if (changes.length === 0) return changes;
  const { cloud, sweep } = living;
  made(living, changes);
  sweep.saw(changes);
  const all = joined(changes, made(living, sweep.imported(cloud, now, limits)));
  return joined(all, made(living, forgotten(cloud, all, limits)));
}

/** Changes and others behind them: mostly there are none of the one or the other. */
function joined(changes: readonly Change[], others: readonly Change[]): readonly Change[] {
  if (others.length === 0) return changes;
  return changes.length === 0 ? others : [...changes, ...others];
}

/** Makes some changes. @returns them. */
function made({ cloud, log }: Pick<Living, 'cloud' | 'log'>, changes: readonly Change[]): readonly Change[] {
  for (const change of changes)
    if (log === undefined) apply(cloud, change);
    else log.apply(cloud, change);
  return changes;
}
