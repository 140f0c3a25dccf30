import { type AnyProfile, baseOf, nameOf, profiles } from '../domain/profiles.ts';
import { checkOptions, type OptionKinds } from '../domain/given-options.ts';
import type { ReleaseName } from '../domain/releases.ts';
import type { HttpResponse } from '../http/message.ts';
import { jsonReply } from '../http/reply.ts';
import { type Fake, fakeNamed, otherRandom } from '../world/fake.ts';
import { type FakeOptions, rulesOf } from '../world/options.ts';
import type { KnownSecrets } from '../world/secrets.ts';
import type { Seed } from '../world/seed.ts';
import { plainName } from '../world/snapshots.ts';
import type { Origin } from '../world/origin.ts';
import type { Keeper } from './state.ts';
import { quoted } from './place.ts';
import type { Sharing } from './sharing.ts';

/** How a world differs from the others of its host. */
export interface WorldOptions {
  /** Its seed; that of the host where none is given. */
  readonly seed?: Seed;
  /** A built-in one or one's own; that of the host by its name, too. */
  readonly profile?: AnyProfile;
  readonly release?: ReleaseName;
  readonly observed?: readonly string[];
  /** Names of bugs on purpose. */
  readonly bugs?: readonly string[];
  /** The name of a world whose copy it begins as: what is there now, clock included. Goes with none of the others. */
  readonly from?: string;
}

const worldOptions: OptionKinds<WorldOptions> = {
  seed: 'any',
  profile: 'any',
  release: 'text',
  observed: 'list',
  bugs: 'list',
  from: 'text',
};

/** A world of a host, for who looks over all of them. */
export interface WorldFacts {
  readonly name: string;
  /** What its profile is called. */
  readonly profile: string;
  readonly release: ReleaseName | null;
  readonly images: number;
  /** Seconds since somebody asked it for something. */
  readonly idle: number;
}

/** A world that cannot be made. */
export class WorldError extends Error {
  override readonly name = 'WorldError';
  /** `name`: it cannot be called so; `full`: there are as many as there may be; `missing`: it is not there; `options`: it cannot be made so. */
  readonly kind: 'name' | 'full' | 'missing' | 'options';
  constructor(kind: WorldError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** The worlds of a host by name. */
export interface Worlds {
  /** How many there may be at a time. */
  readonly most: number;
  /**
   * The world of a name. One that is not there yet is made, from the seed of the host.
   * @throws WorldError where it cannot be called so, or there are too many.
   */
  open(name: string): Fake;
  /**
   * Makes a world, in place of one of the same name.
   * @throws WorldError as `open`, and where there is no world to copy; SeedError where the seed is refused; Error where
   * the profile has no such observed behaviour; TypeError for an option that is unknown. What was there stays then.
   */
  make(name: string, options?: WorldOptions): Fake;
  find(name: string): Fake | undefined;
  /** @returns whether there was one. */
  delete(name: string): boolean;
  list(): readonly WorldFacts[];
}

/** The worlds of a host as its keeper has them. */
export interface KeptWorlds extends Worlds {
  /** The world of a name, without asking it for anything. */
  kept(name: string): Fake | undefined;
  /** Puts a world in its place, or takes it away: without notes, and whatever there is. */
  place(name: string, fake: Fake | undefined): void;
}

/** The error for a world that is not there. */
export function missingWorld(name: string): WorldError {
  return new WorldError(
    'missing',
    `There is no world ${quoted(name)}. A world is there once a client of the cloud has used it, or it was made (PUT /_fake/worlds/NAME, image-members-fake world --make).`,
  );
}

/** What is answered where a world cannot be had. */
export function worldRefusal({ kind, message }: WorldError): HttpResponse {
  const status = { name: 400, options: 400, missing: 404, full: 503 }[kind];
  return jsonReply(status, { error: message });
}

/** Where there is one world, and there can be no other. */
export const noWorlds: KeptWorlds = {
  most: 0,
  open() {
    throw new WorldError(
      'missing',
      'There is one world here, without a name: X-Fake-World cannot choose another.',
    );
  },
  make() {
    throw new WorldError('missing', 'There is one world here, and there can be no other. A host has many.');
  },
  find: () => undefined,
  delete: () => false,
  list: () => [],
  kept: () => undefined,
  place() {},
};

/** What the worlds of a host are made from. */
export interface Founding {
  readonly most: number;
  /** Seconds. */
  readonly idle: number;
  readonly clock: () => number;
  readonly common: FakeOptions;
  readonly origin: Origin;
  readonly share: Sharing;
  readonly known: KnownSecrets;
  readonly default: () => Fake;
  readonly keeper: Keeper | undefined;
}

interface Kept {
  readonly fake: Fake;
  asked: number;
}

/** The worlds of a host, of which there are none yet. */
export function worldsOf(founding: Founding): KeptWorlds {
  if (founding.most === 0) return noWorlds;
  const { most, clock } = founding;
  const kept = keptWorlds(founding);
  const made = (name: string, options: WorldOptions): Fake => {
    if (!kept.has(name)) checkRoom(name, most, kept);
    const fake = worldFrom(name, options, founding, kept.find);
    kept.put(name, fake);
    return fake;
  };
  return {
    most,
    find: kept.find,
    open: (name) => kept.find(name) ?? made(name, {}),
    make(name, options = {}) {
      checkOptions('worlds.make', options, worldOptions);
      return made(name, options);
    },
    delete: kept.drop,
    list: () => kept.all().map(([name, { fake, asked }]) => factsOf(name, fake, clock() - asked)),
    kept: kept.peek,
    place: kept.place,
  };
}

/** The worlds that there are, without those that nobody has asked for too long. */
interface LivingWorlds {
  peek(name: string): Fake | undefined;
  place(name: string, fake: Fake | undefined): void;
  find(name: string): Fake | undefined;
  has(name: string): boolean;
  put(name: string, fake: Fake): void;
  drop(name: string): boolean;
  /** How many there are, with those that nobody has asked for too long. */
  size(): number;
  all(): readonly (readonly [string, Kept])[];
}

/** Whether nobody has asked a world since a moment, and nobody follows it. */
function isIdle({ fake, asked }: Kept, since: number): boolean {
  return asked < since && fake.journal.listeners === 0;
}

function keptWorlds(founding: Founding): LivingWorlds {
  const { clock, idle } = founding;
  const kept = new Map<string, Kept>();
  const drop = (name: string, isIdle: boolean = false): boolean => {
    left(kept.get(name)?.fake, isIdle, founding);
    return kept.delete(name);
  };
  const living = (name: string): Kept | undefined => {
    const found = kept.get(name);
    if (found !== undefined && !isIdle(found, clock() - idle * 1000)) return found;
    drop(name, true);
    return undefined;
  };
  const place = (name: string, fake: Fake): void => void kept.set(name, { fake, asked: clock() });
  return {
    peek: (name) => kept.get(name)?.fake,
    place: (name, fake) => void (fake === undefined ? kept.delete(name) : place(name, fake)),
    find(name) {
      const found = living(name);
      if (found !== undefined) found.asked = clock();
      return found?.fake;
    },
    has: (name) => living(name) !== undefined,
    put: (name, fake) => void (drop(name), place(name, fake)),
    drop: (name) => drop(name),
    size: () => kept.size,
    all: () => [...kept].filter(([name]) => living(name) !== undefined),
  };
}

/** A world is no more. */
function left(fake: Fake | undefined, isIdle: boolean, { share, keeper }: Founding): void {
  if (fake === undefined) return;
  keeper?.dropped(fake, isIdle);
  share.left(fake);
  fake.end();
}

function factsOf(name: string, { profile, release, cloud }: Fake, idle: number): WorldFacts {
  return { name, profile, release, images: cloud.images.size, idle: Math.round(idle / 1000) };
}

/** @throws WorldError where a world cannot be called so, or there are too many even without those that idle. */
function checkRoom(name: string, most: number, kept: LivingWorlds): void {
  if (!plainName.test(name) || name === 'default')
    throw new WorldError(
      'name',
      'A world cannot be called so: its name is of up to 100 letters, digits, ".", "_", "~" and "-", begins with a letter or a digit, and is not "default".',
    );
  if (kept.size() < most || kept.all().length < most) return;
  throw new WorldError(
    'full',
    `There are ${most} worlds, and there can be no more at a time. Delete one (DELETE /_fake/worlds/NAME), or start with a greater --worlds (\`worlds\` in code).`,
  );
}

function worldFrom(
  name: string,
  { from, ...own }: WorldOptions,
  { common, origin, share, known, default: standard, keeper }: Founding,
  find: (name: string) => Fake | undefined,
): Fake {
  const log = keeper?.log(name);
  if (from !== undefined) {
    const model = from === 'default' ? standard() : find(from);
    if (model === undefined)
      throw new WorldError('missing', `There is no world ${from.slice(0, 100)} to copy.`);
    return share.joined((limits) => model.fork({ name, limits, log }));
  }
  const isPlain = Object.values(own).every((value) => value === undefined);
  const beginning = isPlain ? { known, origin } : { known };
  const chosen = { ...own, ...profileOf(own, common) };
  const options = { ...commonFor(chosen, common), ...chosen, ...otherRandom(common, name) };
  checkSwitches(options);
  return share.joined((limits) => fakeNamed(name, options, { ...beginning, limits, log }), !isPlain);
}

/** The profile that is meant: that of the host may be called by its name. */
function profileOf(
  { profile }: WorldOptions,
  { profile: common = 'glance' }: FakeOptions,
): Pick<WorldOptions, 'profile'> {
  if (profile === undefined) return {};
  return { profile: profile === nameOf(common) ? common : profile };
}

/** Switches are those of a profile, and not each follows a release: another one does not have them. */
function commonFor({ profile }: WorldOptions, common: FakeOptions): FakeOptions {
  if (profile === undefined || profile === (common.profile ?? 'glance')) return common;
  const { observed: _, release, ...others } = common;
  return release !== undefined && profiles[baseOf(profile)]?.releaseIsFree ? { ...others, release } : others;
}

/** @throws WorldError where the profile is none, or does not have a switch or a release, or there is no such bug. */
function checkSwitches(options: FakeOptions): void {
  try {
    rulesOf(options);
  } catch (error) {
    throw new WorldError('options', (error as Error).message);
  }
}
