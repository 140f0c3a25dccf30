import { copyOf, type WritableCloud } from '../domain/apply.ts';
import type { Beginning } from '../world/fake.ts';
import type { SetFault } from '../world/fault.ts';
import type { Beginnings, KeptWorld } from '../world/kept.ts';
import { type FakeOptions, originOf, rulesOf } from '../world/options.ts';
import type { Seed } from '../world/seed.ts';
import type { Origin } from '../world/origin.ts';
import { type Aside, type BytesOf, readCloud, type WrittenCloud, writtenCloud } from './clouds.ts';
import { type ClockFacts, clockFacts, seedBytes, seededSource, seedIn, setClock } from './steps.ts';
import { withoutUndefined } from '../http/json.ts';

/** What a world is as a whole, as JSON: where its log begins, and what a snapshot of it holds. */
interface WrittenWorld {
  readonly options: WorldIdentity;
  /** The digest of a seed, or a cloud. */
  readonly beginnings: { readonly seed: string } | { readonly cloud: WrittenCloud };
  /** When it began last. */
  readonly begunAt: number;
  /** Null: what it begins with. */
  readonly cloud: WrittenCloud | null;
  readonly clock: ClockFacts;
  readonly random?: number | undefined;
  readonly faults: { readonly count: number; readonly faults: readonly WrittenFault[] };
  readonly snapshots: readonly (readonly [name: string, cloud: WrittenCloud])[];
  readonly data?: readonly string[] | undefined;
}

interface WrittenFault {
  readonly fault: SetFault;
  readonly stale?: { readonly cloud: WrittenCloud; readonly until: number } | undefined;
}

/** Options that make a world what it is: they are kept with it. Limits are those of the process. */
type WorldIdentity = Pick<
  FakeOptions,
  'profile' | 'release' | 'observed' | 'bugs' | 'identityV2' | 'randomSeed' | 'errorBody'
>;

const identityNames: readonly (keyof WorldIdentity)[] = [
  'profile',
  'release',
  'observed',
  'bugs',
  'identityV2',
  'randomSeed',
  'errorBody',
];

/** What of the options of a world is kept with it. */
export function identityOf(options: FakeOptions): WorldIdentity {
  const named = identityNames.map((name) => [name, options[name]] as const);
  return { profile: 'glance', ...withoutUndefined(Object.fromEntries(named)) };
}

/** The options of this process for a world that was made with others. */
function optionsFor(common: FakeOptions, identity: WorldIdentity): FakeOptions {
  const own: readonly string[] = ['seed', ...identityNames];
  const limits = Object.entries(common).filter(([name]) => !own.includes(name));
  return { ...Object.fromEntries(limits), ...identity };
}

/** A world as a text. @param isNew whether nothing was done to what it begins with. */
export function writtenWorld(
  inner: KeptWorld,
  beginnings: Beginnings,
  { aside, taken }: { readonly aside: Aside; readonly taken: ReadonlyMap<string, unknown> },
  isNew: boolean,
): string {
  const { world, clock, faults, snapshots, options } = inner;
  const { count, faults: kept } = faults.kept();
  const written: WrittenWorld = {
    options: identityOf(options),
    beginnings:
      'seed' in beginnings
        ? { seed: aside(seedBytes(beginnings.seed)) }
        : { cloud: writtenCloud(beginnings.cloud, aside) },
    begunAt: world.begunAt,
    cloud: isNew ? null : writtenCloud(world.cloud, aside),
    clock: clockFacts(clock),
    random: seededSource(inner)?.state,
    faults: {
      count,
      faults: kept.map(({ fault, stale }) => ({
        fault,
        stale: stale && { ...stale, cloud: writtenCloud(stale.cloud, aside) },
      })),
    },
    snapshots: snapshots.kept().map(([name, cloud]) => [name, writtenCloud(cloud, aside)] as const),
  };
  return JSON.stringify({ ...written, data: [...taken.keys()] });
}

/** Makes what worlds begin with of seeds. Worlds of one seed share what they begin with. */
export function originsOf(): (seed: Seed, digest: string, options: FakeOptions) => Origin {
  const known = new Map<string, Origin>();
  return (seed, digest, options) => {
    const key = `${digest} ${JSON.stringify(identityOf(options))}`;
    const origin = known.get(key) ?? originOf({ ...options, seed }, rulesOf(options));
    known.set(key, origin);
    return origin;
  };
}

/** A world that was written, before it is made. */
export interface ReadWorld {
  readonly options: FakeOptions;
  readonly beginning: Pick<Beginning, 'origin' | 'beginnings'>;
  /** Makes the world what it was; its log does not hear of that. */
  fill(inner: KeptWorld): void;
}

/** Reads a world. @param common the options of this process. */
export function readWorld(
  text: string,
  common: FakeOptions,
  bytesOf: BytesOf,
  origins: ReturnType<typeof originsOf>,
): ReadWorld {
  const written = JSON.parse(text) as WrittenWorld;
  const options = optionsFor(common, written.options);
  return {
    options,
    beginning: beginningOf(written.beginnings, options, bytesOf, origins),
    fill: (inner) => fill(inner, written, bytesOf),
  };
}

function beginningOf(
  beginnings: WrittenWorld['beginnings'],
  options: FakeOptions,
  bytesOf: BytesOf,
  origins: ReturnType<typeof originsOf>,
): ReadWorld['beginning'] {
  if ('cloud' in beginnings) {
    const cloud: WritableCloud = readCloud(beginnings.cloud, rulesOf(options).release.roles, bytesOf);
    return { beginnings: { cloud }, origin: () => copyOf(cloud) };
  }
  const seed = seedIn(bytesOf(beginnings.seed));
  return { beginnings: { seed }, origin: origins(seed, beginnings.seed, options) };
}

function fill(inner: KeptWorld, written: WrittenWorld, bytesOf: BytesOf): void {
  const { world, clock, faults, snapshots } = inner;
  const read = (cloud: WrittenCloud): WritableCloud => readCloud(cloud, world.cloud.roleFacts, bytesOf);
  setClock(clock, written.clock);
  world.reset(undefined, written.begunAt);
  if (written.cloud !== null) world.become(read(written.cloud));
  const source = seededSource(inner);
  if (source !== undefined && written.random !== undefined) source.state = written.random;
  snapshots.become(written.snapshots.map(([name, cloud]) => [name, read(cloud)] as const));
  faults.become({
    count: written.faults.count,
    faults: written.faults.faults.map(({ fault, stale }) => ({
      fault,
      stale: stale && { ...stale, cloud: read(stale.cloud) },
    })),
  });
}
