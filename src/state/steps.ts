import { copyOf } from '../domain/apply.ts';
import type { Change } from '../domain/cloud.ts';
import type { Clock } from '../world/clock.ts';
import type { SetFault } from '../world/fault.ts';
import type { KeptFaults } from '../world/faults.ts';
import type { KeptWorld } from '../world/kept.ts';
import type { SeededRandom } from '../world/random-ids.ts';
import type { Seed } from '../world/seed.ts';
import { type Origin, seeded } from '../world/origin.ts';
import { type Aside, type BytesOf, readChange, writtenChange } from './clouds.ts';

/** A part of a step: something that makes a world different. */
export type Part =
  | { readonly kind: 'changes'; readonly changes: readonly Change[] }
  /** The world went back to where it begins; with a seed, it begins with that from now on. */
  | { readonly kind: 'begun'; readonly at: number; readonly seed: Seed | null }
  | { readonly kind: 'snapshotSaved' | 'snapshotRestored' | 'snapshotDeleted'; readonly name: string }
  | { readonly kind: 'clock'; readonly clock: ClockFacts }
  /** All faults that there are then. One that is stale and new shows what the world is at this moment. */
  | { readonly kind: 'faults'; readonly count: number; readonly faults: readonly WrittenFault[] };

interface WrittenFault {
  readonly fault: SetFault;
  /** When a stale one is over, in milliseconds since 1970. */
  readonly until?: number;
}

/** What a clock shows: a time where it stands still, else how far it is ahead; in milliseconds. */
export interface ClockFacts {
  readonly frozen: boolean;
  readonly at: number;
  readonly offset: number;
}

/** A step: what one request or call has changed, in order. */
export interface Step {
  readonly parts: readonly Part[];
  /** Where the randomness of a world with a seed for it is by then. */
  readonly random?: number;
}

/** What a clock shows now. */
export function clockFacts(clock: Clock): ClockFacts {
  return { frozen: clock.frozen, at: clock.now(), offset: clock.offset };
}

/** Makes a clock show something. */
export function setClock(clock: Clock, { frozen, at, offset }: ClockFacts): void {
  clock[frozen ? 'freeze' : 'run']();
  if (frozen) clock.set(at);
  else clock.advance(offset - clock.offset);
}

/** The faults of a world as a part of a step. */
export function faultsPart({ count, faults }: KeptFaults): Part {
  const written = faults.map(({ fault, stale }) => ({ fault, ...(stale && { until: stale.until }) }));
  return { kind: 'faults', count, faults: written };
}

/** The randomness of a world that has a seed for it. */
export function seededSource({ world }: KeptWorld): SeededRandom | undefined {
  const source = world.randomSource;
  return 'state' in source ? (source as SeededRandom) : undefined;
}

type WrittenPart =
  | Exclude<Part, { readonly kind: 'begun' }>
  | { kind: 'begun'; at: number; seed: string | null };

/**
 * A step as JSON; what stands aside is named in `data`.
 * @param by what tells it from the same step of another process.
 */
export function writtenStep(
  { parts, random }: Step,
  aside: Aside,
  taken: ReadonlyMap<string, unknown>,
  by?: string,
): string {
  const written = parts.map((part): WrittenPart => {
    if (part.kind === 'changes')
      return { ...part, changes: part.changes.map((change) => writtenChange(change, aside)) };
    if (part.kind === 'begun') return { ...part, seed: part.seed && aside(seedBytes(part.seed)) };
    return part;
  });
  const data = taken.size === 0 ? undefined : [...taken.keys()];
  return JSON.stringify({ parts: written, random, data, by });
}

/** A step as it was written: in the places of bytes are the digests that `data` names. */
export interface WrittenStep extends Omit<Step, 'parts'> {
  readonly parts: readonly WrittenPart[];
  readonly data?: readonly string[];
}

/** A step that was written. */
export function readStep({ parts, data, random }: WrittenStep, bytesOf: BytesOf): Step {
  const read = data === undefined ? (parts as readonly Part[]) : parts.map((part) => readPart(part, bytesOf));
  return random === undefined ? { parts: read } : { parts: read, random };
}

function readPart(part: WrittenPart, bytesOf: BytesOf): Part {
  if (part.kind === 'changes')
    return { ...part, changes: part.changes.map((change) => readChange(change, bytesOf)) };
  if (part.kind === 'begun') return { ...part, seed: part.seed === null ? null : seedIn(bytesOf(part.seed)) };
  return part;
}

/** The digests of what stands aside of a text: they are its end, but for what tells it from the same step of another process. */
export function digestsIn(text: string): readonly string[] {
  const at = text.lastIndexOf('"data":[');
  const found = at === -1 ? null : /^"data":\[([^[\]]*)\](?:,"by":"[^"]*")?\}$/.exec(text.slice(at));
  return found === null ? [] : (JSON.parse(`[${found[1]}]`) as readonly string[]);
}

const written: WeakMap<Seed, Uint8Array> = new WeakMap();

/** A seed as bytes, the same each time. */
export function seedBytes(seed: Seed): Uint8Array {
  const known = written.get(seed);
  if (known !== undefined) return known;
  const bytes = new TextEncoder().encode(JSON.stringify(seed));
  written.set(seed, bytes);
  return bytes;
}

/** The seed in some bytes. */
export function seedIn(bytes: Uint8Array): Seed {
  return JSON.parse(new TextDecoder().decode(bytes)) as Seed;
}

/** Makes a world what it was behind a step. */
export function replay(inner: KeptWorld, { parts, random }: Step, begin: (seed: Seed) => void): void {
  for (const part of parts) replayPart(inner, part, begin);
  const source = seededSource(inner);
  if (source !== undefined && random !== undefined) source.state = random;
}

function replayPart(inner: KeptWorld, part: Part, begin: (seed: Seed) => void): void {
  const { world, snapshots, clock, profile } = inner;
  switch (part.kind) {
    case 'changes':
      return world.replay(part.changes);
    case 'begun': {
      const origin: Origin | undefined = part.seed === null ? undefined : seeded(part.seed, profile);
      if (part.seed !== null) begin(part.seed);
      return world.reset(origin, part.at);
    }
    case 'snapshotSaved':
      return snapshots.save(part.name);
    case 'snapshotRestored':
      return snapshots.restore(part.name);
    case 'snapshotDeleted':
      return void snapshots.delete(part.name);
    case 'clock':
      return setClock(clock, part.clock);
    case 'faults':
      return replayFaults(inner, part);
  }
}

function replayFaults(
  { faults, world }: KeptWorld,
  { count, faults: written }: Extract<Part, { readonly kind: 'faults' }>,
): void {
  const known = new Map(faults.kept().faults.map(({ fault, stale }) => [fault.id, stale]));
  faults.become({
    count,
    faults: written.map(({ fault, until }) => ({
      fault,
      stale: until === undefined ? undefined : (known.get(fault.id) ?? { cloud: copyOf(world.cloud), until }),
    })),
  });
}
