import { copyOf } from '../domain/apply.ts';
import type { Cloud } from '../domain/cloud.ts';
import { eightDigits } from '../domain/identity/bootstrap.ts';
import { checkOptions } from '../domain/given-options.ts';
import type { Limits } from '../domain/limits.ts';
import type { Profile } from '../domain/profile.ts';
import type { ReleaseName } from '../domain/releases.ts';
import { shownText } from '../http/masking.ts';
import {
  type HttpRequest,
  type HttpResponse,
  type RequestHead,
  wholeResponse,
  type WholeResponse,
} from '../http/message.ts';
import { type Client, clientOf } from './client.ts';
import { type Clock, clockOver } from './clock.ts';
import { beginIn, exchangeIn, type Write } from './fake-exchange.ts';
import { type Faults, faultsOf } from './faults.ts';
import { type Journal, journalOf, type WritableJournal } from './journal.ts';
import { scriptOf, writerOf } from './journal-writer.ts';
import type { Beginnings, KeptWorld, WorldLog } from './kept.ts';
import { documentation } from './documentation.ts';
import { type FakeOptions, fakeOptions, makingOf, originOf, releaseOf, rulesOf } from './options.ts';
import { type KnownSecrets, knownSecrets } from './secrets.ts';
import type { Seed } from './seed.ts';
import { seedOf } from './snapshot.ts';
import { type Snapshots, snapshotsOf } from './snapshots.ts';
import { tokenFor } from './token.ts';
import { type Origin, seeded } from './origin.ts';
import type { Begun } from '../http/context.ts';
import { createWorld, type World } from './world.ts';

export type { Exchanged } from './journal.ts';
export type { FakeOptions } from './options.ts';

/** A cloud to share images in. */
export interface Fake {
  /** What its world is called; `default` where it has no name. */
  readonly name: string;
  /** What its profile is called. */
  readonly profile: string;
  /** The rules that it follows: those of its profile as its release shows them, with what is observed and bugs. */
  readonly rules: Profile;
  /** The release of OpenStack whose facts it shows; null where its profile follows none. */
  readonly release: ReleaseName | null;
  /** Behaviour that was observed against the documents and is followed, by name. */
  readonly observed: readonly string[];
  /** The bugs on purpose that are on, by name. */
  readonly bugs: readonly string[];
  /** Whether Identity v2.0 is served. */
  readonly identityV2: boolean;
  readonly limits: Limits;
  /** What the world holds at this moment, secrets too. To read from at once: `world()` gives a copy to keep. */
  readonly cloud: Cloud;
  /**
   * Answers a request. Synchronous: whatever it changes is changed when it returns. A fault's delay is not waited for.
   * @throws ConnectionCut where a fault cuts the connection; TypeError for what is no request, with its part.
   */
  exchange(request: HttpRequest): WholeResponse;
  /**
   * Begins a request by its head, for doors that get its body later: it is answered at once, or says how much of the
   * body it reads. `exchange` is both steps in one.
   */
  begin(head: RequestHead): Begun<HttpResponse>;
  /**
   * Whether a text opens something here, or did: a password, an API key, a token, the secret of an application
   * credential.
   */
  isSecret(text: string): boolean;
  /** Keeps another text out of the journal and the log, such as the control token of a server. */
  hide(secret: string): void;
  /**
   * A client that speaks as a user, without a login.
   * @throws Error where the world has no user of that name or id.
   */
  as(user: string): Client;
  /** The last exchanges with the cloud, and why each was answered as it was. Kept at a reset. */
  readonly journal: Journal;
  /** Says to whoever follows the journal that the world is gone. */
  end(): void;
  /** The world's time. */
  readonly clock: Clock;
  /** What goes wrong on purpose. */
  readonly faults: Faults;
  /** States of the world to come back to. */
  readonly snapshots: Snapshots;
  /**
   * Back to the seed: images, members, tokens, everything. The clock runs with the time of day again, and there are no
   * faults; the journal and the snapshots stay.
   * @param seed another seed, which is the world's from now on.
   * @throws SeedError where that is not one, or has what the profile does not; nothing is different then.
   */
  reset(seed?: Seed): void;
  /**
   * A world of its own that begins as this one is now, clock included, and goes back there at a reset. It has no faults,
   * no snapshots, and an empty journal.
   */
  fork(as?: Fork): Fake;
  /** The state as a seed, without passwords and tokens unless `secrets` is true. */
  world(options?: { readonly secrets?: boolean }): Seed;
}

/** What a fork may have for itself. */
export interface Fork {
  readonly name?: string;
  readonly limits?: NonNullable<Beginning['limits']>;
  readonly log?: Beginning['log'];
}

/** A fault has cut the connection of a request that was made in code. */
export class ConnectionCut extends Error {
  override readonly name = 'ConnectionCut';
}

/**
 * Makes a cloud.
 * @throws TypeError for an option that is unknown or not of its kind, SeedError where the seed is not one, ProfileError where the profile is not, Error where the profile has no such
 * observed behaviour or no releases, or there is no such release or bug; nothing is made then.
 */
export function createFake(options: FakeOptions = {}): Fake {
  checkOptions('createFake', options, fakeOptions);
  return fakeNamed('default', options);
}

/** What whoever makes a fake may say besides its options. */
export interface Beginning {
  /** What it begins with in place of its seed. */
  readonly origin?: Origin;
  readonly clock?: Clock;
  /** Its rules, where they are worked out already; those of its options, where left out. */
  readonly rules?: Profile;
  /** The secrets that it shares with others. */
  readonly known?: KnownSecrets;
  /** Its limits, where they depend on others. */
  readonly limits?: (own: Limits) => Limits;
  /** Keeps what becomes of it. */
  readonly log?: WorldLog | undefined;
  /** What it begins with, where that is not the seed of its options. */
  readonly beginnings?: Beginnings;
}

/**
 * Makes a cloud.
 * @param name of the world, as its journal has it.
 * @throws as `createFake`.
 */
export function fakeNamed(name: string, options: FakeOptions, beginning: Beginning = {}): Fake {
  const { observed = [], bugs = [] } = options;
  const profile = beginning.rules ?? rulesOf(options);
  const { origin, clock: plain = clockOver(options.clock ?? Date.now), known = knownSecrets() } = beginning;
  const { log, beginnings = { seed: options.seed ?? documentation } } = beginning;
  const clock = log?.clock(plain) ?? plain;
  const { limits: asked, ...making } = makingOf(options, profile, clock);
  const limits = beginning.limits?.(asked) ?? asked;
  const world = createWorld({ ...making, limits, known, log }, origin ?? originOf(options, profile));
  const named = { name, profile: profile.name, rules: profile, release: releaseOf(profile) };
  const own = { ...named, observed, bugs, identityV2: making.identityV2, limits, clock };
  const facts = { ...own, isSecret: world.secrets.has, hide: known.add };
  const parts = { world, profile, options, beginnings, clock: plain };
  return fakeOver(parts, facts, known, log);
}

/** What of a fake is settled when its world is made. */
type FakeFacts = Pick<
  Fake,
  | 'name'
  | 'profile'
  | 'rules'
  | 'release'
  | 'observed'
  | 'bugs'
  | 'identityV2'
  | 'limits'
  | 'clock'
  | 'isSecret'
  | 'hide'
>;

/** Where a fake has its world. */
const worldOf: unique symbol = Symbol('world');

interface Worldly {
  readonly [worldOf]: World;
}

/** One getter for all fakes: an object literal with a getter is a form of its own to the engine, which keeps it for long. */
const cloudProperty: PropertyDescriptor & ThisType<Worldly> = {
  enumerable: true,
  configurable: true,
  get() {
    return this[worldOf].cloud;
  },
};

/** The same object with the cloud of its world, as it is whenever it is asked for. */
function withCloud(own: Omit<Fake, 'cloud'> & Worldly): Fake {
  return Object.defineProperty(own as typeof own & Pick<Fake, 'cloud'>, 'cloud', cloudProperty);
}

/** A fake over its world. */
function fakeOver(
  parts: Omit<KeptWorld, 'faults' | 'snapshots'>,
  facts: FakeFacts,
  known: KnownSecrets,
  log: WorldLog | undefined,
): Fake {
  const { world, profile, options } = parts;
  const plain = plainParts(world, facts);
  const faults = log?.faults(plain.faults) ?? plain.faults;
  const { journal, write } = journalFor(parts, facts, log);
  const answering = { world, faults, write };
  const fake: Fake = withCloud({
    ...facts,
    [worldOf]: world,
    journal,
    faults,
    exchange: (request) => whole(exchangeIn(answering, request)),
    begin: (head) => beginIn(answering, head),
    snapshots: log?.snapshots(plain.snapshots) ?? plain.snapshots,
    as: (user) => clientOf(fake.exchange, tokenFor(world, user)),
    reset: (other) => reset(fake, world, other === undefined ? undefined : seeded(other, profile)),
    end: journal.end,
    fork: forking(() => fake, options, known),
    world: (shown) => seedOf(world.cloud, shown),
  });
  return log?.joined(fake, { ...parts, ...plain }) ?? fake;
}

/** What a world has besides its cloud, as nobody hears of it. */
function plainParts(world: World, { clock, isSecret }: FakeFacts): Pick<KeptWorld, 'faults' | 'snapshots'> {
  const common = { cloud: () => world.cloud, now: clock.now };
  return {
    faults: faultsOf({ ...common, copy: () => copyOf(world.cloud) }),
    snapshots: snapshotsOf(world, (text) => shownText(text, isSecret)),
  };
}

function journalFor(
  { world, profile, options }: Omit<KeptWorld, 'faults' | 'snapshots'>,
  { name, clock, isSecret }: FakeFacts,
  log: WorldLog | undefined,
): { readonly journal: Pick<WritableJournal<never, unknown>, keyof Journal | 'end'>; readonly write: Write } {
  const journaled = { cloud: () => world.cloud, now: clock.now, name, profile, isSecret };
  const journal = journalOf(options.journal ?? 1000, scriptOf(journaled));
  const pen = writerOf(journaled, journal, options.onExchange);
  return { journal, write: log?.writing(pen) ?? pen };
}

function reset({ clock, faults }: Fake, world: World, origin: Origin | undefined): void {
  // What is planted is of the time that the clock shows then.
  clock.reset();
  world.reset(origin);
  faults.clear();
}

/** Makes forks, of which each has a number: the same fork is the same in each run. */
function forking(fake: () => Fake, options: FakeOptions, known: KnownSecrets): Fake['fork'] {
  let forks = 0;
  return (as = {}) => {
    checkOptions('fork', as, { name: 'text', limits: 'any', log: 'any' });
    forks += 1;
    return forked(fake(), { options, number: forks, known }, as);
  };
}

function forked(
  { name, cloud, clock, identityV2, rules }: Fake,
  {
    options,
    number,
    known,
  }: { readonly options: FakeOptions; readonly number: number; readonly known: KnownSecrets },
  { name: own = name, limits, log }: Fork,
): Fake {
  const copy = copyOf(cloud);
  const common = { ...options, identityV2, ...otherRandom(options, `${own}, fork ${number}`) };
  return fakeNamed(own, common, {
    origin: () => copyOf(copy),
    clock: clockOver(options.clock ?? Date.now, clock),
    rules,
    known,
    log,
    beginnings: { cloud: copy },
    ...(limits && { limits }),
  });
}

/** A seed of randomness of its own for another world, so that two worlds do not make the same tokens. */
export function otherRandom({ randomSeed }: FakeOptions, name: string): Pick<FakeOptions, 'randomSeed'> {
  if (randomSeed === undefined) return {};
  return { randomSeed: Number.parseInt(eightDigits(`${randomSeed} ${name}`), 16) };
}

/** An answer to a request that was made in code. */
function whole(response: HttpResponse): WholeResponse {
  const { status, headers, body, delivery } = response;
  if (delivery?.cut !== undefined) throw new ConnectionCut(`There is no answer: ${delivery.why}.`);
  return wholeResponse(delivery === undefined ? response : { status, headers, body });
}
