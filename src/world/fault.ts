import { shortened, suggestion } from '../domain/closest-word.ts';
import type { Cloud } from '../domain/cloud.ts';
import { answerableStatuses, operationNames, someOperations } from '../http/fault-reply.ts';

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

/**
 * What is wrong with a fault, and what would be right; undefined: nothing.
 * @param cloud that it is for; undefined: not known, and so any caller may be in it.
 */
export function faultProblem(fault: Fault, cloud: Cloud | undefined): string | undefined {
  if (typeof fault !== 'object' || fault === null) return 'it is no object.';
  const { operation, caller, image, method, cut } = fault;
  for (const [name, value] of Object.entries({ operation, caller, image, method, cut }))
    if (value !== undefined && typeof value !== 'string') return `\`${name}\` must be a text.`;
  const unknown = Object.keys(fault).find((name) => !fields.includes(name));
  if (unknown !== undefined) return unknownName('field', unknown, fields);
  if (operation !== undefined && !operationNames.includes(operation))
    return unknownName('operation', operation, operationNames);
  if (caller !== undefined && cloud !== undefined) {
    const callers = [...cloud.users.values(), ...cloud.tenants.values()].flatMap(({ id, name }) => [
      name,
      id,
    ]);
    if (!callers.includes(caller)) return unknownName('user or tenant', caller, callers);
  }
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
  const names = [...new Set(known)];
  // Users and operations may be many; the fields are few enough to be named in full.
  const some = names.length > fields.length ? shortened(names) : names.join(', ');
  const listed = known === operationNames ? someOperations() : some;
  return `there is no ${kind} ${name.slice(0, 100)}.${suggestion(name, known) || ` There are: ${listed}.`}`;
}
