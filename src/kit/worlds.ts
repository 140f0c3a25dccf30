import { createHost, type Host } from '../host/host.ts';
import type { WorldOptions } from '../host/worlds.ts';
import type { AnyProfile } from '../domain/profiles.ts';
import type { ReleaseName } from '../domain/releases.ts';
import type { Fake } from '../world/fake.ts';
import type { Seed } from '../world/seed.ts';

/** A host for the tests of one worker. A world stays as long as its test lasts, with a debugger before it too. */
export function hostForTests(): Host {
  return createHost({ worldIdle: Infinity });
}

/** What a test may choose about its world; undefined: as the host has it. */
export interface WorldChoice {
  readonly seed: Seed | undefined;
  readonly profile: AnyProfile | undefined;
  readonly release: ReleaseName | undefined;
}

/** The world of a test. */
export interface TestWorld {
  readonly fake: Fake;
  /** Takes the world away. */
  end(): void;
}

let made = 0;

/**
 * Makes a world for a test, with a name of its own that begins as the test is called.
 * @throws SeedError where the seed is refused.
 */
export function worldForTest(host: Host, title: string, { seed, profile, release }: WorldChoice): TestWorld {
  made += 1;
  const words = title
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
  const name = `${words || 'test'}-${made}`;
  const options: WorldOptions = {
    ...(seed && { seed }),
    ...(profile && { profile }),
    ...(release && { release }),
  };
  const fake = host.worlds.make(name, options);
  return { fake, end: () => void host.worlds.delete(name) };
}
