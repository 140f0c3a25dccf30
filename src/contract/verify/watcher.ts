/** Which interaction a verifier is at, by what it asks of us: its states, its request, its teardowns. */
import { Unfinished } from '../connection.ts';
import type { ProviderStateChanged } from '../provider-state-server.ts';
import type { ProviderStateValues } from '../provider-states.ts';
import type { PactInteraction } from './pact.ts';
import type { Difference, VerifiedExchange } from './results.ts';

/** What is known of an interaction that a verifier has begun. */
export interface WatchedInteraction {
  readonly interaction: PactInteraction;
  /** What the states gave, by the names of the values. */
  readonly values: ProviderStateValues;
  /** The states that could not be made or taken away, an unanswered request, and values that are others. */
  readonly troubles: readonly Difference[];
  readonly exchange: VerifiedExchange | undefined;
}

/** Compares the values of an answer with those that the states gave. */
export type Compare = (
  interaction: PactInteraction,
  values: ProviderStateValues,
  answer: NonNullable<VerifiedExchange['response']>,
) => readonly Difference[];

/** What the watcher of a run hears, and what it knows in the end. */
export interface Watcher {
  /** A change of the provider's state. @returns whether the interaction is over without a request. */
  changed(change: ProviderStateChanged): boolean;
  /** A request reaches the server. @returns who hears what comes of it. */
  asks(): WatchedRequest;
  /** What was taken away too late, or not at all. */
  stays(why: string): void;
  readonly watched: readonly WatchedInteraction[];
  /** What does not fit the pact: then nobody knows which interaction is at work. */
  misfit(): string | undefined;
}

/** A request that belongs to an interaction. */
export interface WatchedRequest {
  /** The server did not answer it in full. */
  unanswered(why: string, exchange: VerifiedExchange): void;
  /** It was answered. @returns whether the answer has the values of the states. */
  answered(exchange: VerifiedExchange): boolean;
}

/** An interaction at work. */
interface Course {
  readonly interaction: PactInteraction;
  readonly values: Record<string, string>;
  readonly troubles: Difference[];
  exchange: VerifiedExchange | undefined;
  setups: number;
  /** Whether one of its states could not be made: no request and no teardown follows. */
  isBroken: boolean;
}

/**
 * Follows a run of the official verifier, which takes the interactions in the order of the pact: it posts each state of
 * an interaction, or an empty one where it has none, goes on with the others where one failed, and then sends the
 * request and the teardowns, which it leaves out after a state that failed. So each call belongs to one interaction.
 * @param begins hears of each interaction.
 */
export function watcherOf(
  interactions: readonly PactInteraction[],
  { begins, compare }: { readonly begins: () => void; readonly compare: Compare },
): Watcher {
  const courses: Course[] = [];
  let misfit: string | undefined;
  return {
    changed(change) {
      if (beginsNext(courses.at(-1), change)) {
        courses.push(...coursesOf(interactions[courses.length]));
        begins();
      }
      const course = courses.at(-1);
      const why = course === undefined ? 'nothing has begun' : misfitOf(course, change);
      if (why !== undefined) misfit ??= `${change.action} of ${JSON.stringify(change.state)}: ${why}`;
      if (course === undefined || why !== undefined) return false;
      note(course, change);
      return course.isBroken && course.setups >= statesIn(course.interaction);
    },
    asks() {
      const course = courses.at(-1);
      const why = course === undefined ? 'nothing has begun' : requestMisfit(course);
      if (why !== undefined) misfit ??= `a request: ${why}`;
      return requestOf(course, compare);
    },
    stays: (why) => void courses.at(-1)?.troubles.push(stateDifference('', why)),
    watched: courses,
    misfit: () => misfit,
  };
}

/** How many setups come: where there is no state, one for the empty state. */
function statesIn(interaction: PactInteraction | undefined): number {
  return interaction === undefined ? 0 : Math.max(1, interaction.states.length);
}

function beginsNext(last: Course | undefined, { action }: ProviderStateChanged): boolean {
  return action === 'setup' && (last?.setups ?? 0) >= statesIn(last?.interaction);
}

function coursesOf(interaction: PactInteraction | undefined): readonly Course[] {
  if (interaction === undefined) return [];
  return [{ interaction, values: {}, troubles: [], exchange: undefined, setups: 0, isBroken: false }];
}

function note(course: Course, { action, state, trouble, values }: ProviderStateChanged): void {
  if (action === 'setup') course.setups += 1;
  Object.assign(course.values, values);
  if (trouble === undefined) return;
  if (action === 'setup') course.isBroken = true;
  course.troubles.push(stateDifference(state, trouble));
}

function stateDifference(where: string, text: string): Difference {
  return { kind: 'state', where, text };
}

/** Why a change of state is not the one that the pact has next; undefined where it is. */
function misfitOf(course: Course, { action, state }: ProviderStateChanged): string | undefined {
  const { interaction, setups, isBroken } = course;
  const { states, description } = interaction;
  if (action === 'teardown') {
    const isDue = setups >= statesIn(interaction) && !isBroken;
    return isDue ? undefined : `"${description}" is not done`;
  }
  if (setups >= statesIn(interaction)) return `"${description}" is the last one`;
  const expected = states[setups]?.state ?? '';
  return state === expected ? undefined : `"${description}" has the state ${JSON.stringify(expected)} there`;
}

function requestMisfit({ interaction, setups, isBroken }: Course): string | undefined {
  if (isBroken) return `a state of "${interaction.description}" failed`;
  return setups < statesIn(interaction) ? `"${interaction.description}" lacks states` : undefined;
}

function requestOf(course: Course | undefined, compare: Compare): WatchedRequest {
  return {
    unanswered(text, exchange) {
      if (course === undefined) return;
      course.exchange = exchange;
      course.troubles.push({ kind: 'unanswered', where: '', text });
    },
    answered(exchange) {
      if (course === undefined) return true;
      course.exchange = exchange;
      const { response } = exchange;
      const found = response === undefined ? [] : compare(course.interaction, course.values, response);
      course.troubles.push(...found);
      return found.length === 0;
    },
  };
}

/** Requests in a row that nobody answers before the server counts as gone. */
const mostLost = 3;

/** What a request fails with where its server is gone or hangs. A connection that is closed may be a fault of one route. */
const isGone: RegExp = /^(?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** Notices that a server is gone. */
export interface Outage {
  /** A request failed with this error. */
  saw(error: unknown): void;
  answered(): void;
}

/** @param gone hears once that the server answers nothing any more, with the last error. */
export function outageOf(gone: (error: unknown) => void): Outage {
  let inARow = 0;
  return {
    saw(error) {
      if (error instanceof Unfinished || !isGone.test(codeOf(error) ?? '')) inARow = 0;
      else if ((inARow += 1) === mostLost) gone(error);
    },
    answered: () => void (inARow = 0),
  };
}

/** The system's code of an error, or of what caused it. */
function codeOf(error: unknown): string | undefined {
  const { code, cause } = Object(error) as { readonly code?: string; readonly cause?: unknown };
  return code ?? (cause === undefined ? undefined : codeOf(cause));
}
