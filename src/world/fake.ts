import { because } from '../domain/because.ts';
import type { Trace } from '../domain/trace.ts';
import { warningsAbout } from '../domain/warnings.ts';
import type { Change } from '../domain/changes.ts';
import type { Cloud } from '../domain/cloud.ts';
import type { Limits } from '../domain/limits.ts';
import type { ErrorBody, Profile } from '../domain/profile.ts';
import { type ProfileName, profileWith } from '../domain/profiles.ts';
import type { Answer } from '../http/context.ts';
import { maskedTarget, shownText } from '../http/masking.ts';
import type { HttpRequest, HttpResponse, RequestHead } from '../http/message.ts';
import { inWords } from './changes-in-words.ts';
import { type Client, clientOf } from './client.ts';
import { control, isControl } from './control.ts';
import { documentation } from './documentation.ts';
import { type Journal, journalOf, type WritableJournal } from './journal.ts';
import type { Seed } from './seed.ts';
import { snapshot } from './snapshot.ts';
import { tokenFor } from './token.ts';
import { answeredAs, type Begun, createWorld, finished, type Making, type World } from './world.ts';

/** How a fake is made; everything has a default. */
export interface FakeOptions {
  /** The world to start from; the documents' own world where none is given. */
  readonly seed?: Seed;
  /** Whose rules the world follows: `glance` (the default), `glance-legacy` or `rackspace`. */
  readonly profile?: ProfileName;
  /** Behaviour that was observed against the documents, by the names of the profile's switches (none). */
  readonly observed?: readonly string[];
  /** Rules that others got wrong and that this cloud gets wrong too, by the names of the bug museum (none). */
  readonly bugs?: readonly string[];
  /** The form of error bodies: `glance` (the default), or `general`, that of Rackspace's other services. */
  readonly errorBody?: ErrorBody;
  /** Whether Identity v2.0 is served beside Keystone v3 (in the profile `rackspace` alone). */
  readonly identityV2?: boolean;
  /** Members an image may have (128; with the rules of `rackspace` as many as one likes). */
  readonly membersPerImage?: number;
  /** Bytes of a JSON body of the image API that are read (1 MiB); a longer one is answered 413. */
  readonly jsonBytes?: number;
  /** Bytes of image data kept in memory, all images together (64 MiB); over it, uploads are answered 413. */
  readonly imageBytes?: number;
  /**
   * Bytes of memory that images without their data, members and application credentials may take, as the fake estimates
   * them (256 MiB); over it, whatever would make the world larger is answered 413.
   */
  readonly worldBytes?: number;
  /** Deleted images that are remembered (10,000). Beyond them the longest deleted is forgotten: its id is free again. */
  readonly deletedImages?: number;
  /**
   * Removed members of an image that are remembered (1,000). Beyond them the longest removed is forgotten: added again, it
   * comes last, with a new `created_at`.
   */
  readonly removedMembers?: number;
  /** Seconds that a token lives that was got by logging in (86400). */
  readonly tokenLifetime?: number;
  /** Tokens got by logging in that are valid at a time (100,000). Beyond them the oldest ends; fixed tokens never do. */
  readonly maxTokens?: number;
  /** Application credentials that a user may have (1,000); over it, another one is answered 403, as Keystone does. */
  readonly credentialsPerUser?: number;
  /** Requests to the image API that a tenant may send in a minute (as many as it likes); over it they are answered 413. */
  readonly requestsPerMinute?: number;
  /** The time, in milliseconds since 1970 (`Date.now`). */
  readonly clock?: () => number;
  /** Where ids and tokens come from: numbers from 0 to 1 (`Math.random`). */
  readonly random?: () => number;
  /** Exchanges that the journal keeps (1000); 0 switches it off. */
  readonly journal?: number;
  /** Called after each exchange with the cloud; must not throw. */
  readonly onExchange?: (exchanged: Exchanged) => void;
}

/** One exchange as it was: what was asked, what was answered, and why. Headers and bodies are left out; `changes` may have secrets in them. */
export interface Exchanged {
  readonly method: string;
  /** Path and query as they were sent, with `***` for the secrets in them. */
  readonly target: string;
  readonly status: number;
  readonly trace: Answer['trace'];
  readonly changes: readonly Change[];
  /** What is allowed and most likely not meant, a sentence each. */
  readonly warnings: readonly string[];
  /** Why it was refused, in one sentence with the names of the world, made when it is read; undefined: it was not. */
  readonly because: string | undefined;
}

/** A cloud to share images in. */
export interface Fake {
  readonly profile: ProfileName;
  /** Behaviour that was observed against the documents and is followed, by name. */
  readonly observed: readonly string[];
  /** The bugs of the museum that are on, by name. */
  readonly bugs: readonly string[];
  /** Whether Identity v2.0 is served. */
  readonly identityV2: boolean;
  readonly limits: Limits;
  /** What the world holds at this moment, secrets too. To read from at once: `world()` gives a copy to keep. */
  readonly cloud: Cloud;
  /** Answers a request. Synchronous: whatever it changes is changed when it returns. */
  exchange(request: HttpRequest): HttpResponse;
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
  /**
   * A client that speaks as a user, without a login.
   * @throws Error where the world has no user of that name or id.
   */
  as(user: string): Client;
  /** The last exchanges with the cloud, and why each was answered as it was. Kept at a reset. */
  readonly journal: Journal;
  /** Back to the seed: images, members, tokens, everything. */
  reset(): void;
  /** The state as a seed, without passwords and tokens unless `secrets` is true. */
  world(options?: { readonly secrets?: boolean }): Seed;
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
    tokenLifetime: 86_400,
    maxTokens: 100_000,
    credentialsPerUser: 1000,
    requestsPerMinute: Infinity,
  };
}

/**
 * Makes a cloud.
 * @throws SeedError where the seed is not one, Error where the profile has no such observed behaviour, or there is no such bug; nothing is
 * made then.
 */
export function createFake(options: FakeOptions = {}): Fake {
  const { profile: name = 'glance', observed = [], bugs = [] } = options;
  const making = makingOf(options, profileWith(name, observed, bugs));
  const { profile, limits, identityV2 } = making;
  const world = createWorld(making);
  const journal = journalOf(options.journal ?? 1000, (user) => world.cloud.users.get(user)?.name);
  const note = noting(world, profile, journal, options);
  const fake: Fake = {
    profile: name,
    observed,
    bugs,
    identityV2,
    limits,
    get cloud() {
      return world.cloud;
    },
    exchange: (request) => finished(fake.begin(request), request.body),
    begin(head) {
      if (isControl(head)) return { kind: 'answered', answer: control(fake, head) };
      return answeredAs(world.begin(head), (answer) => (note(head, answer), answer.response));
    },
    isSecret: world.secrets.has,
    journal,
    as: (user) => clientOf(fake.exchange, tokenFor(world.cloud, user, world.context())),
    reset: () => world.reset(),
    world: ({ secrets = false } = {}) => snapshot(world.cloud, { secrets }),
  };
  return fake;
}

/** All that a world is made of: what the options say, and the defaults of the profile. */
function makingOf(options: FakeOptions, profile: Profile): Making {
  const { seed = documentation, clock = Date.now, random = Math.random } = options;
  const { errorBody = profile.wire.errorBody, identityV2 = profile.identity.servesV2 } = options;
  const limits = limitsOf(options, defaultLimits(profile));
  return { seed, profile, limits, errorBody, identityV2, clock, random };
}

/** Writes answers into the journal, and has a listener hear of them. What costs something is made when it is read. */
function noting(
  world: World,
  profile: Profile,
  journal: WritableJournal,
  { clock = Date.now, onExchange }: FakeOptions,
): (head: RequestHead, answer: Answer) => void {
  const shown = (text: string): string => shownText(text, world.secrets.has);
  return ({ method, target }, { response: { status }, trace: plain, changes }) => {
    const trace = withoutSecrets(plain, shown);
    const warnings = warningsAbout(changes, world.cloud).map(shown);
    // No function below may name `changes`: an entry would keep the data of images that are long deleted.
    const noted = <Own extends object>(own: Own): Own & Noted => ({
      ...own,
      method,
      status,
      trace,
      warnings,
      get target() {
        return maskedTarget(target, world.secrets.has);
      },
      get because() {
        return because(trace, { cloud: world.cloud, profile });
      },
    });
    const words = changes.map((change) => inWords(change, shown));
    journal.write((number) => noted({ number, at: clock(), changes: words }));
    onExchange?.(noted({ changes }));
  };
}

/** What a listener and an entry of the journal have in common. */
type Noted = Omit<Exchanged, 'changes'>;

/** Clients choose what they name: a member, a user. */
function withoutSecrets(trace: Trace, shown: (text: string) => string): Trace {
  const { decision, refused } = trace;
  const member = decision?.member ?? null;
  const { detail } = refused ?? {};
  return {
    ...trace,
    decision: decision && { ...decision, member: member && shown(member) },
    refused:
      refused && detail?.kind === 'userUnknown'
        ? { ...refused, detail: { ...detail, name: shown(detail.name) } }
        : refused,
  };
}

function limitsOf(options: FakeOptions, defaults: Limits): Limits {
  const names = Object.keys(defaults) as (keyof Limits)[];
  const given = names.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]]));
  return { ...defaults, ...(Object.fromEntries(given) as Partial<Limits>) };
}
