import { checkOptions, type OptionKinds } from '../domain/given-options.ts';
import type { Limits } from '../domain/limits.ts';
import { maskedTarget } from '../http/masking.ts';
import type { HttpResponse, RequestHead } from '../http/message.ts';
import { documentation } from '../world/documentation.ts';
import { type Fake, fakeNamed } from '../world/fake.ts';
import { type FakeOptions, fakeOptions, rulesOf, withCheckedProfile } from '../world/options.ts';
import { callListener } from '../world/journal.ts';
import { type KnownSecrets, knownSecrets } from '../world/secrets.ts';
import { seeded } from '../world/origin.ts';
import { answeredAs, type Begun, finished } from '../http/context.ts';
import { beginControl } from './control.ts';
import { sharing, type Sharing } from './sharing.ts';
import type { Keeper, KeptHost, State } from './state.ts';
import { isControlTarget, isOpenControl, placeIn } from './place.ts';
import {
  missingWorld,
  noWorlds,
  WorldError,
  worldRefusal,
  type KeptWorlds,
  type Worlds,
  worldsOf,
} from './worlds.ts';

/** How a host is made; everything has a default. What is said of a world holds for all of them. */
export interface HostOptions extends FakeOptions {
  /** Worlds that it holds at a time besides the default one (1000). 0: there are none, and `/worlds` is no path. */
  readonly worlds?: number;
  /** Seconds after which a world is gone that nobody asks for anything (3600). */
  readonly worldIdle?: number;
  /** Called after each request to the control plane that is no question; must not throw. */
  readonly onControl?: (controlled: Controlled) => void;
  /** What keeps its worlds, such as `sqlite('x.db')`; left out: they are gone when the program ends. */
  readonly state?: State;
}

/** The options of a host besides those of its worlds. */
const ownOptions: OptionKinds<Omit<HostOptions, keyof FakeOptions>> = {
  worlds: 'count',
  worldIdle: 'count',
  onControl: 'function',
  state: 'any',
};

/** What somebody did at the control plane. */
export interface Controlled {
  /** The name of the world. */
  readonly world: string;
  readonly method: string;
  /** Path and query as they were sent, with `***` for secrets. */
  readonly target: string;
  readonly status: number;
}

/** Something that stands between a world and its door, such as a recorder. */
export interface Through {
  through(fake: Fake): Fake;
}

/** Many worlds behind one door. */
export interface Host {
  /** The world of requests that name none. */
  readonly world: Fake;
  readonly worlds: Worlds;
  readonly limits: Limits;
  /** Begins a request in the world that it names, or at the control plane. */
  begin(head: RequestHead): Begun<HttpResponse>;
  /** The same host, with something between its worlds and the door. */
  through(listener: Through): Host;
  /**
   * Its worlds are those that its state has kept; until then it answers 503. At once, where it has no state.
   * @throws StateError where they cannot be had.
   */
  readonly ready: Promise<void>;
  /**
   * An answer that somebody else has made from its worlds: settled once what they hold is kept, and refused before they are
   * there. As it is, where it has no state.
   */
  kept(head: RequestHead, answer: HttpResponse): HttpResponse;
  /** Waits until everything is kept that was done, and lets go of the state. */
  close(): Promise<void>;
}

/**
 * Makes a host with its default world.
 * @throws as `createFake`.
 */
export function createHost(options: HostOptions = {}): Host {
  checkOptions<HostOptions>('createHost', options, { ...fakeOptions, ...ownOptions });
  const { worlds: most = 1000, worldIdle = 3600, onControl, state, ...given } = options;
  const common = withCheckedProfile(given);
  const { seed = documentation, clock = Date.now } = common;
  const origin = seeded(seed, rulesOf(common));
  const [share, known] = [sharing(), knownSecrets()];
  const keeper = state?.keep(keptHost(common, { share, known }, () => parts));
  const log = keeper?.log('default');
  const world = share.joined((limits) => fakeNamed('default', common, { origin, limits, known, log }));
  const founding = { most, idle: worldIdle, clock, common, origin, share, known };
  const worlds = worldsOf({ ...founding, default: () => parts.world, keeper });
  const parts: Parts = { world, worlds, onControl, keeper };
  keeper?.start();
  return hostWith(parts);
}

/** A host as its keeper sees it. @param parts its parts, once they are there. */
function keptHost(
  common: FakeOptions,
  { share, known }: { readonly share: Sharing; readonly known: KnownSecrets },
  parts: () => Parts,
): KeptHost {
  return {
    common,
    restore(name, own, beginning) {
      const make = (limits: (own: Limits) => Limits): Fake =>
        fakeNamed(name, own, { ...beginning, known, limits });
      return share.joined(make, true);
    },
    place(name, fake) {
      if (name === 'default' && fake !== undefined) parts().world = fake;
      else parts().worlds.place(name, fake);
    },
    find: (name) => (name === 'default' ? parts().world : parts().worlds.kept(name)),
    left: (fake) => share.left(fake),
  };
}

/**
 * What doors serve: a host as it is, a fake as a host with this world alone.
 * @throws TypeError for what is neither, as programs without types may pass it.
 */
export function hostOf(served: Fake | Host): Host {
  const isServed =
    typeof served === 'object' && served !== null && ('worlds' in served || 'exchange' in served);
  if (!isServed)
    throw new TypeError(
      `A door serves a fake or a host, as createFake() and createHost() make them, and not what it got (${typeof served}).`,
    );
  return 'worlds' in served
    ? served
    : hostWith({ world: served, worlds: noWorlds, onControl: undefined, keeper: undefined });
}

interface Parts {
  /** The default world: another one, once its state is there. */
  world: Fake;
  readonly worlds: KeptWorlds;
  readonly onControl: HostOptions['onControl'];
  readonly keeper: Keeper | undefined;
}

function hostWith(parts: Parts, listener?: Through): Host {
  const { worlds, keeper } = parts;
  const heard = new WeakMap<Fake, Fake>();
  const through = (fake: Fake): Fake => {
    if (listener === undefined) return fake;
    const known = heard.get(fake) ?? heardBy(listener, fake);
    heard.set(fake, known);
    return known;
  };
  const begin = (head: RequestHead): Begun<HttpResponse> => beginAt(parts, head, through);
  return {
    get world() {
      return parts.world;
    },
    worlds,
    limits: parts.world.limits,
    begin: keeper === undefined ? begin : (head) => keeper.begin(head, begin),
    through: (other) => hostWith(parts, other),
    ready: keeper?.ready ?? Promise.resolve(),
    kept(head, answer) {
      const begun = keeper?.begin(head, () => ({ kind: 'answered', answer }));
      return begun?.kind === 'answered' ? begun.answer : answer;
    },
    close: async () => keeper?.close(),
  };
}

/** One pact cannot hold the rules of two profiles or releases: a world of another one answers, and is not recorded. */
function heardBy(listener: Through, fake: Fake): Fake {
  try {
    return listener.through(fake);
  } catch {
    return fake;
  }
}

/** Methods that change nothing. */
const asking: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

function beginAt(parts: Parts, head: RequestHead, through: (fake: Fake) => Fake): Begun<HttpResponse> {
  const { worlds } = parts;
  const place = placeIn(head);
  const isNamed = place.world !== undefined && (worlds.most > 0 || place.prefix === '');
  const below = isNamed ? { ...head, target: place.target, base: head.base + place.prefix } : head;
  const isControl = isControlTarget(below.target);
  try {
    if (!isNamed || isOpenControl(below))
      return isControl ? controlledBy(parts, parts.world, below) : through(parts.world).begin(below);
    const world = chosen(worlds, place.world, isControl && asking.has(head.method));
    if (isControl) return controlledBy(parts, world, below);
    return inLivingWorld(parts, world, through(world).begin(below), () => beginAt(parts, head, through));
  } catch (error) {
    if (error instanceof WorldError) return { kind: 'answered', answer: worldRefusal(error) };
    throw error;
  }
}

/**
 * The world of a name, made where there is none yet; who only looks at it makes none.
 * @throws WorldError where it cannot be had.
 */
function chosen(worlds: Worlds, name: string, isLook: boolean): Fake {
  if (!isLook) return worlds.open(name);
  const found = worlds.find(name);
  if (found === undefined && worlds.most > 0) throw missingWorld(name);
  return found ?? worlds.open(name);
}

/** A world may be gone or replaced before a body is there: then the request is one to the world that there is by then. */
function inLivingWorld(
  { worlds }: Parts,
  world: Fake,
  begun: Begun<HttpResponse>,
  again: () => Begun<HttpResponse>,
): Begun<HttpResponse> {
  if (begun.kind === 'answered' || worlds.most === 0) return begun;
  return {
    ...begun,
    finish: (body) => (worlds.find(world.name) === world ? begun.finish(body) : finished(again(), body)),
  };
}

function controlledBy(
  { worlds, onControl, keeper }: Parts,
  world: Fake,
  head: RequestHead,
): Begun<HttpResponse> {
  const begun = beginControl({ worlds }, world, head);
  if (onControl === undefined || asking.has(head.method)) return begun;
  return answeredAs(begun, (answer) => {
    const target = maskedTarget(head.target, world.isSecret);
    const tell = (status: number = answer.status): void =>
      void callListener('onControl', onControl, { world: world.name, method: head.method, target, status });
    if (keeper === undefined) tell();
    else keeper.hold(tell);
    return answer;
  });
}
