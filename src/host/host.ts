import type { Limits } from '../domain/limits.ts';
import { maskedTarget } from '../http/masking.ts';
import type { HttpResponse, RequestHead } from '../http/message.ts';
import { documentation } from '../world/documentation.ts';
import { type Fake, fakeNamed } from '../world/fake.ts';
import { type FakeOptions, rulesOf } from '../world/options.ts';
import { knownSecrets } from '../world/secrets.ts';
import { answeredAs, type Begun, finished, seeded } from '../world/world.ts';
import { beginControl } from './control.ts';
import { isControlTarget, isOpenControl, placeIn } from './place.ts';
import {
  missingWorld,
  noWorlds,
  sharing,
  WorldError,
  worldRefusal,
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
}

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
}

/**
 * Makes a host with its default world.
 * @throws as `createFake`.
 */
export function createHost(options: HostOptions = {}): Host {
  const { worlds: most = 1000, worldIdle = 3600, onControl, ...common } = options;
  const { seed = documentation, clock = Date.now } = common;
  const origin = seeded(seed, rulesOf(common));
  const [share, known] = [sharing(), knownSecrets()];
  const world = share.joined((limits) => fakeNamed('default', common, { origin, limits, known }));
  const worlds = worldsOf({ most, idle: worldIdle, clock, common, origin, share, known, default: world });
  return hostWith({ world, worlds, onControl });
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
  return 'worlds' in served ? served : hostWith({ world: served, worlds: noWorlds, onControl: undefined });
}

interface Parts extends Pick<Host, 'world' | 'worlds'> {
  readonly onControl: HostOptions['onControl'];
}

function hostWith(parts: Parts, listener?: Through): Host {
  const { world, worlds } = parts;
  const heard = new WeakMap<Fake, Fake>();
  const through = (fake: Fake): Fake => {
    if (listener === undefined) return fake;
    const known = heard.get(fake) ?? heardBy(listener, fake);
    heard.set(fake, known);
    return known;
  };
  return {
    world,
    worlds,
    limits: world.limits,
    begin: (head) => beginAt(parts, head, through),
    through: (other) => hostWith(parts, other),
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

function controlledBy({ worlds, onControl }: Parts, world: Fake, head: RequestHead): Begun<HttpResponse> {
  const begun = beginControl({ worlds }, world, head);
  if (onControl === undefined || asking.has(head.method)) return begun;
  return answeredAs(begun, (answer) => {
    const target = maskedTarget(head.target, world.isSecret);
    onControl({ world: world.name, method: head.method, target, status: answer.status });
    return answer;
  });
}
