import type { OptionKinds } from '../domain/given-options.ts';
import { type Limits, longestTime } from '../domain/limits.ts';
import type { ErrorBody, OwnProfile, Profile } from '../domain/profile.ts';
import { type AnyProfile, type ProfileChoice, profileWith } from '../domain/profiles.ts';
import { isReleaseName, type ReleaseName } from '../domain/releases.ts';
import type { MemberOrder, Release } from '../domain/release.ts';
import { remembered } from '../domain/remembered.ts';
import type { ShownOrder } from '../http/order.ts';
import { seededRandom } from './random-ids.ts';
import type { Clock } from './clock.ts';
import type { Exchanged } from './journal.ts';
import { documentation } from './documentation.ts';
import { checkedProfile } from './profile-checked.ts';
import type { Seed } from './seed.ts';
import { type Origin, seeded } from './origin.ts';
import type { Making } from './world.ts';

/** How a fake is made; everything has a default. */
export interface FakeOptions {
  /** The world to start from; the documents' own world where none is given. */
  readonly seed?: Seed;
  /** Whose rules the world follows: `glance` (the default), `glance-legacy` or `rackspace`, or a profile of one's own. */
  readonly profile?: AnyProfile;
  /** The release of OpenStack whose facts it shows: `zed`, `2025.1` or `2026.2` (the newest); none with the profile `rackspace`. */
  readonly release?: ReleaseName;
  /** Behaviour that was observed against the documents, by the names of the profile's switches (none). */
  readonly observed?: readonly string[];
  /** Rules that others got wrong and that this cloud gets wrong too, by the names of `rules --bugs` (none). */
  readonly bugs?: readonly string[];
  /** The form of error bodies: `glance` (the default), or `general`, that of Rackspace's other services. */
  readonly errorBody?: ErrorBody;
  /**
   * The order in which members are listed: as they were `added`, or by their `id`. None is promised by Glance; the default is
   * what was seen of the release, which may list them otherwise for half a second after one was removed.
   */
  readonly memberOrder?: MemberOrder;
  /**
   * Whether members and tags stand in another order in each answer (false), for tests that must not depend on one. It follows
   * from the id of the request, and so is the same in each run with `randomSeed`.
   */
  readonly shuffle?: boolean;
  /** Whether Identity v2.0 is served beside Keystone v3 (in the profile `rackspace` alone). */
  readonly identityV2?: boolean;
  /** Members an image may have (128; with the rules of `rackspace` as many as one likes). */
  readonly membersPerImage?: number;
  /** Bytes of a JSON body of the image API that are read (1 MiB); a longer one is answered 413. */
  readonly jsonBytes?: number;
  /** Bytes of image data kept in memory, all images together (64 MiB); over it, uploads are answered 413. */
  readonly imageBytes?: number;
  /**
   * Bytes of memory that images without their data, members, application credentials, tasks, and the domains, tenants and
   * users that clients create or change may take, as the fake estimates them (256 MiB); over it, whatever would make the world larger is answered 413.
   */
  readonly worldBytes?: number;
  /** Deleted images that are remembered (10,000). Beyond them the longest deleted is forgotten: its id is free again. */
  readonly deletedImages?: number;
  /**
   * Removed members of an image that are remembered (1,000). Beyond them the longest removed is forgotten: added again, it
   * comes last, with a new `created_at`.
   */
  readonly removedMembers?: number;
  /** Imports that are over and remembered as tasks (1,000). Beyond them the oldest is forgotten. */
  readonly tasks?: number;
  /**
   * Seconds of the world's clock that an import takes (0: it is over before the next request). Until then the image is
   * `importing`.
   */
  readonly importSeconds?: number;
  /** Seconds that a token lives that was got by logging in (86400). */
  readonly tokenLifetime?: number;
  /**
   * Seconds that the image API goes on taking a token that it has seen, revoked or not (0). A real Glance keeps it for 300:
   * `token_cache_time` of its keystonemiddleware.
   */
  readonly tokenCache?: number;
  /** Tokens got by logging in that are valid at a time (100,000). Beyond them the oldest ends; fixed tokens never do. */
  readonly maxTokens?: number;
  /** Application credentials that a user may have (1,000); over it, another one is answered 403, as Keystone does. */
  readonly credentialsPerUser?: number;
  /** Domains that a world may have (1,000), those of its seed too; creating another one is answered 413. */
  readonly maxDomains?: number;
  /** Tenants that a world may have (10,000), those of its seed too; creating another one is answered 413. */
  readonly maxTenants?: number;
  /** Users that a world may have (10,000), those of its seed too; creating another one is answered 413. */
  readonly maxUsers?: number;
  /** Roles that a user may have, on all tenants, domains and the system (1,000); granting another one is answered 413. */
  readonly rolesPerUser?: number;
  /** Requests to the image API that a tenant may send in a minute (as many as it likes); over it they are answered 413. */
  readonly requestsPerMinute?: number;
  /** The time, in milliseconds since 1970 (`Date.now`). */
  readonly clock?: () => number;
  /** Where ids and tokens come from: numbers from 0 to 1 (`Math.random`). */
  readonly random?: () => number;
  /** A whole number in place of `random`: the same ids and tokens in each run, and after each reset. */
  readonly randomSeed?: number;
  /** Exchanges that the journal keeps (1000); 0 switches it off. */
  readonly journal?: number;
  /** Called after each exchange with the cloud; must not throw. */
  readonly onExchange?: (exchanged: Exchanged) => void;
}

/** The options of a world. Limits are checked with their bounds. */
export const fakeOptions: OptionKinds<FakeOptions> = {
  seed: 'any',
  profile: 'any',
  release: 'text',
  observed: 'list',
  bugs: 'list',
  errorBody: ['glance', 'general'],
  memberOrder: ['added', 'id'],
  shuffle: 'boolean',
  identityV2: 'boolean',
  clock: 'function',
  random: 'function',
  randomSeed: 'number',
  journal: 'count',
  onExchange: 'function',
  membersPerImage: 'any',
  jsonBytes: 'any',
  imageBytes: 'any',
  worldBytes: 'any',
  deletedImages: 'any',
  removedMembers: 'any',
  tasks: 'any',
  importSeconds: 'any',
  tokenLifetime: 'any',
  tokenCache: 'any',
  maxTokens: 'any',
  credentialsPerUser: 'any',
  maxDomains: 'any',
  maxTenants: 'any',
  maxUsers: 'any',
  rolesPerUser: 'any',
  requestsPerMinute: 'any',
};

/**
 * The rules that a world follows: those of its profile, as its release shows them, with its switches and bugs.
 * @throws ProfileError where an own profile is not one; Error as `profileWith`.
 */
export function rulesOf({ profile = 'glance', ...choice }: FakeOptions): Profile {
  return typeof profile === 'string'
    ? profileWith(profile, choice)
    : ownRules(checkedProfile(profile), choice);
}

/** The same options, with an own profile that was checked: worlds that are made with them share its rules. */
export function withCheckedProfile(options: FakeOptions): FakeOptions {
  const { profile } = options;
  return profile === undefined || typeof profile === 'string'
    ? options
    : { ...options, profile: checkedProfile(profile) };
}

/** Worlds of one own profile share their rules, and so what is made once for a profile, where nothing else is asked for. */
function ownRules(own: OwnProfile, choice: ProfileChoice): Profile {
  const { observed = [], bugs = [], release } = choice;
  const isPlain = observed.length === 0 && bugs.length === 0 && release === undefined;
  return isPlain ? plainRules(own) : profileWith(own, choice);
}

const plainRules: (own: OwnProfile) => Profile = remembered((own) => profileWith(own));

/** The release that a profile shows; null where it follows none. */
export function releaseOf({ release: { name }, releaseIsFree }: Profile): ReleaseName | null {
  return releaseIsFree && isReleaseName(name) ? name : null;
}

/** Nearly every test begins with the documents' own world: it is planted once for each profile. */
const documented: (profile: Profile) => Origin = remembered((profile) => seeded(documentation, profile));

/**
 * What a world begins with.
 * @throws SeedError where its seed is not one, or has what the profile does not.
 */
export function originOf({ seed = documentation }: FakeOptions, profile: Profile): Origin {
  return seed === documentation ? documented(profile) : seeded(seed, profile);
}

/** The limits of a world that asks for none. */
function defaultLimits({ membersPerImage }: Profile): Limits {
  return {
    membersPerImage,
    jsonBytes: 1024 * 1024,
    imageBytes: 64 * 1024 * 1024,
    worldBytes: 256 * 1024 * 1024,
    deletedImages: 10_000,
    removedMembers: 1000,
    tasks: 1000,
    importSeconds: 0,
    tokenLifetime: 86_400,
    tokenCache: 0,
    maxTokens: 100_000,
    credentialsPerUser: 1000,
    maxDomains: 1000,
    maxTenants: 10_000,
    maxUsers: 10_000,
    rolesPerUser: 1000,
    requestsPerMinute: Infinity,
  };
}

/**
 * All that a world is made of: what the options say, and the defaults of the profile.
 * @throws RangeError for a limit that is none.
 */
export function makingOf(options: FakeOptions, profile: Profile, clock: Clock): Omit<Making, 'known'> {
  const { random = Math.random, randomSeed } = options;
  const { errorBody = profile.wire.errorBody, identityV2 = profile.identity.servesV2 } = options;
  const limits = limitsOf(options, defaultLimits(profile));
  const source = (): (() => number) => (randomSeed === undefined ? random : seededRandom(randomSeed));
  const order = shownOrder(options, profile.release);
  return { profile, limits, errorBody, identityV2, order, clock, random: source };
}

/** An order that is asked for holds at any time. */
function shownOrder(options: FakeOptions, release: Release): ShownOrder {
  const { memberOrder: members, shuffle: shuffled = false } = options;
  if (members === undefined)
    return { members: release.memberOrder, afterRemoval: release.afterRemoval, shuffled };
  return { members, afterRemoval: { order: members, milliseconds: 0 }, shuffled };
}

/** Limits that are times: the world's clock has to show where they end. */
const times: ReadonlySet<string> = new Set(['importSeconds', 'tokenLifetime', 'tokenCache']);

/** @throws RangeError for a limit that is no number, negative, or a time without an end. */
function limitsOf(options: FakeOptions, defaults: Limits): Limits {
  const names = Object.keys(defaults) as (keyof Limits)[];
  for (const name of names) {
    const value: unknown = options[name];
    const most = times.has(name) ? longestTime : Infinity;
    if (value !== undefined && !(typeof value === 'number' && value >= 0 && value <= most))
      throw new RangeError(
        `\`${name}\` must be a number from 0 ${most === Infinity ? 'on' : `to ${most}`}, and is ${String(value)}.`,
      );
  }
  const given = names.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]]));
  return { ...defaults, ...(Object.fromEntries(given) as Partial<Limits>) };
}
