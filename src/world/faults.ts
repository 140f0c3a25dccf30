import { closestWord } from '../domain/closest-word.ts';
import type { Cloud } from '../domain/cloud.ts';
import { imageKey } from '../domain/collation.ts';
import { answerableStatuses, type HeadFacts, operationNames } from '../http/fault-reply.ts';
import { seededRandom } from './random-ids.ts';

/** Something that goes wrong on purpose: in which requests, how often, and what. */
export interface Fault {
  /** The name of an operation: `addMember`, `issue_token`. Left out: any request. */
  readonly operation?: string;
  /** The name or id of a user or a tenant: in the requests of a token that it has. */
  readonly caller?: string;
  /** The id or the name of the image in the path. */
  readonly image?: string;
  readonly method?: string;

  /** Of these requests, only so many, the first ones. */
  readonly first?: number;
  /** Of these requests, only each so-many-th: with 3, the third, the sixth. */
  readonly every?: number;
  /** Of these requests, only a share, from 0 to 1. Which ones is drawn, and the same each time. */
  readonly share?: number;
  /** Where the draw begins (1). */
  readonly seed?: number;

  /** Answers 401, 413, 429, 500 or 503 in the words of the service, and does nothing. */
  readonly status?: number;
  /** Seconds, for the header `Retry-After` of that answer. */
  readonly retryAfter?: number;
  /** Milliseconds by which the answer is late; what was asked is done at once. */
  readonly delay?: number;
  /**
   * Cuts the connection. `before-headers`: nothing is done and nothing answered. `after-headers`: it is done, and the
   * answer ends behind its head and half of its body. `answer-lost`: it is done, and nothing answered.
   */
  readonly cut?: 'before-headers' | 'after-headers' | 'answer-lost';
  /** For so many seconds of the world's clock, reading shows images and members as they were when the fault was set. */
  readonly stale?: number;
}

/** A fault of a world. */
export interface SetFault extends Fault {
  /** Counted from 1 since the world was made. */
  readonly id: number;
  /** Requests that were of its kind. */
  readonly matched: number;
  /** Requests in which it happened. */
  readonly applied: number;
}

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

/** What a fault did to a request, as one sentence. */
export function faultSentence({ id, status, delay, cut, stale }: SetFault): string {
  const what = [
    status === undefined ? [] : `answered ${status}`,
    cut === undefined ? [] : cutWords[cut],
    stale === undefined ? [] : 'showed images as they were when it was set',
    delay === undefined ? [] : `delayed the answer by ${delay} ms`,
  ].flat();
  return `fault ${id} ${what.join(', and ')}`;
}

const cutWords: Readonly<Record<NonNullable<Fault['cut']>, string>> = {
  'before-headers': 'cut the connection before anything was done',
  'after-headers': 'cut the connection after the headers; it is done',
  'answer-lost': 'cut the connection before the answer; it is done',
};

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
  readonly stale: { readonly cloud: Cloud; readonly until: number } | undefined;
}

/** A world without faults. */
export function faultsOf(world: FaultyWorld): WorldFaults {
  const kept = new Map<number, Kept>();
  let count = 0;
  return {
    get any() {
      return kept.size > 0;
    },
    add(given) {
      for (const [id, { stale }] of kept)
        if (stale !== undefined && world.now() >= stale.until) kept.delete(id);
      const problem = faultProblem(given, world.cloud());
      if (problem !== undefined) throw new FaultError(`The fault is refused: ${problem}`);
      if (kept.size >= most)
        throw new FaultError(`The world has ${most} faults, and can have no more. Remove some first.`);
      count += 1;
      const fault = { ...given, id: count, matched: 0, applied: 0 };
      kept.set(count, { fault, happens: drawOf(given), stale: staleIn(world, given) });
      return fault;
    },
    list: () => Array.from(kept.values(), ({ fault }) => fault),
    remove: (id) => kept.delete(id),
    clear: () => kept.clear(),
    happening: (facts, method) => happeningIn(kept.values(), facts, method, world),
  };
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

/** What is wrong with a fault, and what would be right; undefined: nothing. */
function faultProblem(fault: Fault, { users, tenants }: Cloud): string | undefined {
  if (typeof fault !== 'object' || fault === null) return 'it is no object.';
  const { operation, caller, image, method, cut } = fault;
  for (const [name, value] of Object.entries({ operation, caller, image, method, cut }))
    if (value !== undefined && typeof value !== 'string') return `\`${name}\` must be a text.`;
  const unknown = Object.keys(fault).find((name) => !fields.includes(name));
  if (unknown !== undefined) return unknownName('field', unknown, fields);
  if (operation !== undefined && !operationNames.includes(operation))
    return unknownName('operation', operation, operationNames);
  const callers = [...users.values(), ...tenants.values()].flatMap(({ id, name }) => [name, id]);
  if (caller !== undefined && !callers.includes(caller))
    return unknownName('user or tenant', caller, callers);
  if (method !== undefined && !methods.includes(method)) return unknownName('method', method, methods);
  return countProblem(fault) ?? effectProblem(fault);
}

/** The fields of a fault. */
const fields: readonly string[] = [
  'operation',
  'caller',
  'image',
  'method',
  'first',
  'every',
  'share',
  'seed',
  'status',
  'retryAfter',
  'delay',
  'cut',
  'stale',
] satisfies (keyof Fault)[];

const methods: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

function countProblem(fault: Fault): string | undefined {
  const { first, every, share, seed } = fault;
  const named = Object.entries({ first, every, share }).filter(([, value]) => value !== undefined);
  if (named.length > 1)
    return `\`${named.map(([name]) => name).join('` and `')}\` cannot stand together. Leave one of them.`;
  for (const [name, value] of Object.entries({ first, every }))
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 1))
      return `\`${name}\` must be a whole number from 1 on.`;
  if (share !== undefined && !(share >= 0 && share <= 1)) return '`share` must be a number from 0 to 1.';
  if (seed !== undefined && !Number.isSafeInteger(seed)) return '`seed` must be a whole number.';
  return undefined;
}

/** Milliseconds of the longest delay, and seconds of the longest time to wait or to be stale. */
const [longestDelay, longestWait] = [600_000, 31_536_000];

function effectProblem(fault: Fault): string | undefined {
  const { status, retryAfter, delay, cut, stale } = fault;
  if ([status, delay, cut, stale].every((effect) => effect === undefined))
    return 'it has no effect. Add `status`, `delay`, `cut` or `stale`.';
  const main = Object.entries({ status, cut, stale }).filter(([, value]) => value !== undefined);
  if (main.length > 1)
    return `\`${main.map(([name]) => name).join('` and `')}\` cannot stand together. Leave one of them.`;
  if (status !== undefined && !answerableStatuses.includes(status))
    return `\`status\` must be one of ${answerableStatuses.join(', ')}, not ${status}.`;
  if (retryAfter !== undefined && status === undefined) return '`retryAfter` goes with `status`.';
  if (cut !== undefined && !cuts.includes(cut)) return unknownName('cut', String(cut), cuts);
  const numbers = {
    retryAfter: [retryAfter, longestWait],
    delay: [delay, longestDelay],
    stale: [stale, longestWait],
  };
  for (const [name, [value, largest = 0]] of Object.entries(numbers))
    if (value !== undefined && !(Number.isInteger(value) && value >= 0 && value <= largest))
      return `\`${name}\` must be a whole number from 0 to ${largest}.`;
  return undefined;
}

const cuts: readonly string[] = ['before-headers', 'after-headers', 'answer-lost'];

function unknownName(kind: string, name: string, known: readonly string[]): string {
  const meant = closestWord(name, known);
  const shown = name.slice(0, 100);
  const hint =
    meant === undefined
      ? `There are: ${[...new Set(known)].slice(0, 40).join(', ')}.`
      : `Did you mean ${meant}?`;
  return `there is no ${kind} ${shown}. ${hint}`;
}
