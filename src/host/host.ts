import type { Limits } from '../domain/limits.ts';
import { profileWith } from '../domain/profiles.ts';
import type { HttpResponse, RequestHead } from '../http/message.ts';
import { documentation } from '../world/documentation.ts';
import { type Fake, fakeNamed } from '../world/fake.ts';
import type { FakeOptions } from '../world/options.ts';
import { type Begun, seeded } from '../world/world.ts';
import { beginControl } from './control.ts';
import { isControlTarget, placeIn } from './place.ts';
import { noWorlds, sharing, WorldError, worldRefusal, type Worlds, worldsOf } from './worlds.ts';

/** How a host is made; everything has a default. What is said of a world holds for all of them. */
export interface HostOptions extends FakeOptions {
  /** Worlds that it holds at a time besides the default one (1000). 0: there are none, and `/worlds` is no path. */
  readonly worlds?: number;
  /** Seconds after which a world is gone that nobody asks for anything (3600). */
  readonly worldIdle?: number;
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
  const { worlds: most = 1000, worldIdle = 3600, ...common } = options;
  const { profile = 'glance', observed = [], bugs = [], seed = documentation, clock = Date.now } = common;
  const origin = seeded(seed, profileWith(profile, observed, bugs));
  const share = sharing();
  const world = share.joined((limits) => fakeNamed('default', common, { origin, limits }));
  return hostWith(world, worldsOf({ most, idle: worldIdle, clock, common, origin, share, default: world }));
}

/** What doors serve: a host as it is, a fake as a host with this world alone. */
export function hostOf(served: Fake | Host): Host {
  return 'worlds' in served ? served : hostWith(served, noWorlds);
}

function hostWith(world: Fake, worlds: Worlds, listener?: Through): Host {
  const heard = new WeakMap<Fake, Fake>();
  const through = (fake: Fake): Fake => {
    if (listener === undefined) return fake;
    const known = heard.get(fake) ?? listener.through(fake);
    heard.set(fake, known);
    return known;
  };
  const host: Host = {
    world,
    worlds,
    limits: world.limits,
    begin: (head) => beginAt(host, head, through),
    through: (other) => hostWith(world, worlds, other),
  };
  return host;
}

function beginAt(host: Host, head: RequestHead, through: (fake: Fake) => Fake): Begun<HttpResponse> {
  const place = placeIn(head);
  const isNamed = place.world !== undefined && (host.worlds.most > 0 || place.prefix === '');
  if (!isNamed) {
    return isControlTarget(head.target)
      ? beginControl(host, host.world, head)
      : through(host.world).begin(head);
  }
  const below = { ...head, target: place.target, base: head.base + place.prefix };
  try {
    const world = host.worlds.open(place.world);
    return isControlTarget(below.target) ? beginControl(host, world, below) : through(world).begin(below);
  } catch (error) {
    if (error instanceof WorldError) return { kind: 'answered', answer: worldRefusal(error) };
    throw error;
  }
}
