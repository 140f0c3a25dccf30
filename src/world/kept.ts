import type { WritableCloud } from '../domain/apply.ts';
import type { Profile } from '../domain/profile.ts';
import type { Clock } from './clock.ts';
import type { WorldFaults } from './faults.ts';
import type { Write } from './fake-exchange.ts';
import type { FakeOptions } from './options.ts';
import type { Seed } from './seed.ts';
import type { KeptSnapshots } from './snapshots.ts';
import type { ChangeLog, World } from './world.ts';

/**
 * Whoever keeps what becomes of a world: in a file, in a database. It hears of everything that makes the world different.
 * A world without one pays nothing.
 */
export interface WorldLog extends ChangeLog {
  /** The same clock; whoever moves it is noted. */
  clock(clock: Clock): Clock;
  /** The same faults; what is set, removed and counted is noted. */
  faults(faults: WorldFaults): WorldFaults;
  /** The same snapshots; what is saved, restored and deleted is noted. */
  snapshots(snapshots: KeptSnapshots): KeptSnapshots;
  /** The journal's pen, which waits until it is settled what is answered. */
  writing(write: Write): Write;
  /** Takes a world in. @returns its fake, whose resets are noted. */
  joined<Joining extends Resettable>(fake: Joining, inner: KeptWorld): Joining;
}

/** A fake, as far as its log has to know it. */
export interface Resettable {
  reset(seed?: Seed): void;
}

/** What a world begins with, and goes back to: a seed, or what another world was. */
export type Beginnings = { readonly seed: Seed } | { readonly cloud: WritableCloud };

/** A world as its keeper sees it: without notes of what the keeper itself does. */
export interface KeptWorld {
  readonly world: World;
  readonly profile: Profile;
  readonly options: FakeOptions;
  readonly beginnings: Beginnings;
  readonly clock: Clock;
  readonly faults: WorldFaults;
  readonly snapshots: KeptSnapshots;
}
