import type { Cloud } from '../domain/cloud.ts';
import { imageKey } from '../domain/collation.ts';
import type { HeadFacts } from '../http/fault-reply.ts';
import { type Fault, faultProblem, type SetFault } from './fault.ts';
import { seededRandom } from './random-ids.ts';

/** The faults of a world. */
export interface Faults {
  /**
   * Sets a fault. It holds until it is removed, all are cleared, or the world is reset. Of several that a request
   * fits, the one that was set first happens.
   * @throws FaultError where it cannot be meant: an operation, a caller, a status that is not there, no effect at all.
   */
  add(fault: Fault): SetFault;
  list(): readonly SetFault[];
  /** @returns whether there was one. */
  remove(id: number): boolean;
  clear(): void;
}

/** A fault that cannot be meant. Its message says what is wrong and what would be right. */
export class FaultError extends Error {
  override readonly name = 'FaultError';
}

/** A fault that happens in a request. */
export interface HappeningFault {
  readonly fault: SetFault;
  /** The cloud to be seen in its place, where the fault has a stale one. */
  readonly seen: Cloud | undefined;
}

/** The faults of a world as the world asks for them. */
export interface WorldFaults extends Faults {
  /** Whether there are any: nothing needs to be known of a request otherwise. */
  readonly any: boolean;
  /** The one that happens in a request. It is counted: to be asked once for each request. */
  happening(facts: HeadFacts, method: string): HappeningFault | undefined;
  /** All of them, to go on with later or elsewhere. */
  kept(): KeptFaults;
  /** Goes on with these. */
  become(kept: KeptFaults): void;
}

/** The faults of a world as plain data, but for the clouds that stale ones show. */
export interface KeptFaults {
  /** How many were set since the world was made. */
  readonly count: number;
  readonly faults: readonly KeptFault[];
}

/** A fault with what it shows, where it is a stale one. */
export interface KeptFault {
  readonly fault: SetFault;
  readonly stale?: { readonly cloud: Cloud; readonly until: number } | undefined;
}

/** What faults need to know of their world. */
export interface FaultyWorld {
  cloud(): Cloud;
  /** A cloud of its own with what the world holds. */
  copy(): Cloud;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Faults that a world may have at a time. */
const most = 100;

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD']);

interface Kept {
  fault: SetFault;
  /** Says of each request of the kind whether it happens. */
  readonly happens: () => boolean;
  readonly stale: KeptFault['stale'];
}

/** A world without faults. */
export function faultsOf(world: FaultyWorld): WorldFaults {
  return new SetFaults(world);
}

/** A class, so that the faults of all worlds have one form to the engine. Its functions are taken from it, each alone. */
class SetFaults implements WorldFaults {
  readonly #world: FaultyWorld;
  readonly #kept = new Map<number, Kept>();
  #count = 0;

  constructor(world: FaultyWorld) {
    this.#world = world;
  }

  get any(): boolean {
    return this.#kept.size > 0;
  }

  readonly add: WorldFaults['add'] = (given) => {
    makeRoom(this.#kept, given, this.#world);
    this.#count += 1;
    const fault = { ...given, id: this.#count, matched: 0, applied: 0 };
    this.#kept.set(this.#count, keptFrom({ fault, stale: staleIn(this.#world, given) }));
    return fault;
  };

  readonly list: WorldFaults['list'] = () => Array.from(this.#kept.values(), ({ fault }) => fault);

  readonly remove: WorldFaults['remove'] = (id) => this.#kept.delete(id);

  readonly clear: WorldFaults['clear'] = () => this.#kept.clear();

  readonly happening: WorldFaults['happening'] = (facts, method) =>
    happeningIn(this.#kept.values(), facts, method, this.#world);

  readonly kept: WorldFaults['kept'] = () => ({
    count: this.#count,
    faults: Array.from(this.#kept.values(), ({ fault, stale }) => ({ fault, stale })),
  });

  readonly become: WorldFaults['become'] = (other) => {
    this.#count = other.count;
    this.#kept.clear();
    for (const each of other.faults) this.#kept.set(each.fault.id, keptFrom(each));
  };
}

/** Forgets faults that are over. @throws FaultError where there can be no other, or it cannot be meant. */
function makeRoom(kept: Map<number, Kept>, given: Fault, world: FaultyWorld): void {
  for (const [id, { stale }] of kept) if (stale !== undefined && world.now() >= stale.until) kept.delete(id);
  const problem = faultProblem(given, world.cloud());
  if (problem !== undefined) throw new FaultError(`The fault is refused: ${problem}`);
  if (kept.size >= most)
    throw new FaultError(`The world has ${most} faults, and can have no more. Remove some first.`);
}

/** A fault that goes on behind the requests that it has counted. */
function keptFrom({ fault, stale }: KeptFault): Kept {
  const happens = drawOf(fault);
  for (let seen = 0; seen < fault.matched; seen += 1) happens();
  return { fault, happens, stale };
}

function staleIn({ copy, now }: FaultyWorld, { stale }: Fault): Kept['stale'] {
  return stale === undefined ? undefined : { cloud: copy(), until: now() + stale * 1000 };
}

/** The first fault that happens in a request. Those before it that fit are counted, too. */
function happeningIn(
  faults: Iterable<Kept>,
  facts: HeadFacts,
  method: string,
  world: FaultyWorld,
): HappeningFault | undefined {
  for (const each of faults) {
    if (!isMeant(each, { facts, method }, world)) continue;
    const happens = each.happens();
    const { matched, applied } = each.fault;
    each.fault = { ...each.fault, matched: matched + 1, applied: applied + (happens ? 1 : 0) };
    if (happens) return { fault: each.fault, seen: each.stale?.cloud };
  }
  return undefined;
}

/** Says of one request after the other whether a fault happens in it. */
function drawOf({ first, every, share, seed = 1 }: Fault): () => boolean {
  const random = seededRandom(seed);
  let seen = 0;
  return () => {
    seen += 1;
    if (first !== undefined) return seen <= first;
    if (every !== undefined) return seen % every === 0;
    return share === undefined || random() < share;
  };
}

function isMeant(
  { fault, stale }: Kept,
  { facts, method }: { readonly facts: HeadFacts; readonly method: string },
  world: FaultyWorld,
): boolean {
  if (stale !== undefined && (!reading.has(method) || world.now() >= stale.until)) return false;
  const { tenants, users, images } = world.cloud();
  const { caller, image } = facts;
  const callers = caller && [
    caller.user,
    users.get(caller.user)?.name,
    caller.tenant,
    tenants.get(caller.tenant ?? '')?.name,
  ];
  const named = image === null ? [] : [image, images.get(imageKey(image))?.name];
  return (
    (fault.operation === undefined || fault.operation === facts.operation) &&
    (fault.method === undefined || fault.method === method) &&
    (fault.caller === undefined || (callers ?? []).includes(fault.caller)) &&
    (fault.image === undefined || named.includes(fault.image))
  );
}
