import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { AnyProfile } from '../../domain/profiles.ts';
import { type HttpRequest, type HttpResponse, textOf } from '../../http/message.ts';
import type { Fake } from '../../world/fake.ts';
import { type AnsweredInteraction, answererFor } from '../answered-interaction.ts';
import { jsonOrText, StateError } from '../cloud.ts';
import { answerDifferences } from '../matching.ts';
import { mutants } from '../mutants.ts';
import type { Mutant } from '../mutants/words.ts';

/** What a pact finds out of servers that were made wrong on purpose. */
export interface Sensitivity {
  /** Servers that answer something that the pact asks otherwise than a right one, and do not satisfy the pact. */
  readonly noticed: readonly string[];
  /** Those that satisfy it all the same. */
  readonly unnoticed: readonly string[];
  /** How many servers were not tried: there was too much to ask them. */
  readonly untried: number;
  /** How many interactions of the pact they were tried with, the first ones. */
  readonly interactions: number;
}

/** Interactions that all servers together are asked: some seconds. */
const mostAsked = 2000;

/** Interactions of a pact that servers are tried with: some seconds more. */
const mostTried = 200;

/**
 * Asks each wrong server what a pact asks and it would see differently, in the provider states of the pact.
 * @param most how many interactions are asked at most; servers that would come then are not tried.
 */
export async function sensitivityOf(
  answered: readonly AnsweredInteraction[],
  profile: AnyProfile,
  most: number = mostAsked,
): Promise<Sensitivity> {
  const all = answered.slice(0, mostTried);
  const possible = mutants.filter((each) => each.profile === undefined || each.profile === profile);
  const touched = await touchedBy(possible, all, profile);
  const [noticed, unnoticed]: [string[], string[]] = [[], []];
  let [left, tried] = [most, 0];
  for (const mutant of possible) {
    const own = [...(touched.get(mutant) ?? [])];
    left -= own.length;
    if (left < 0) break;
    tried += 1;
    const outcome = await outcomeOf(mutant, own, profile);
    if (outcome === 'noticed') noticed.push(mutant.does);
    if (outcome === 'unnoticed') unnoticed.push(mutant.does);
    await setImmediate();
  }
  return { noticed, unnoticed, untried: possible.length - tried, interactions: all.length };
}

/**
 * By wrong servers the interactions in which they take a request for another or give another answer, be it while a
 * provider state is made. A few calls find that out, where to ask all servers everything would take minutes.
 */
async function touchedBy(
  possible: readonly Mutant[],
  all: readonly AnsweredInteraction[],
  profile: AnyProfile,
): Promise<ReadonlyMap<Mutant, ReadonlySet<AnsweredInteraction>>> {
  const touched = new Map(possible.map((each) => [each, new Set<AnsweredInteraction>()]));
  let current: AnsweredInteraction | undefined;
  const answer = answererFor(profile, (fake) => (request) => {
    const note = (response: HttpResponse): void => {
      for (const [mutant, own] of touched)
        if (current !== undefined && !own.has(current) && touches(mutant, fake, request, response))
          own.add(current);
    };
    // Some look at the cloud as it was before, and some at the answer.
    note({ status: 200, headers: [], body: new Uint8Array() });
    const response = fake.exchange(request);
    note(response);
    return response;
  });
  for (current of all) {
    await answer(current.interaction);
    await setImmediate();
  }
  return touched;
}

/** Whether a wrong server passes on another request than this one, or another answer than the one that it gets. */
function touches({ mistake }: Mutant, fake: Fake, request: HttpRequest, response: HttpResponse): boolean {
  let passed: HttpRequest | undefined;
  const probe: Fake = Object.create(fake, {
    exchange: {
      value: (sent: HttpRequest) => {
        passed = sent;
        return response;
      },
    },
  });
  try {
    return mistake(probe)(request) !== response || passed !== request;
  } catch {
    return true;
  }
}

type Outcome = 'noticed' | 'unnoticed' | 'same';

async function outcomeOf(
  { mistake }: Mutant,
  all: readonly AnsweredInteraction[],
  profile: AnyProfile,
): Promise<Outcome> {
  if (all.length === 0) return 'same';
  const answer = answererFor(profile, mistake);
  let outcome: Outcome = 'same';
  for (const asked of all) {
    const wrong = await answer(asked.interaction).catch(refusedState);
    if (wrong === undefined || answerDifferences(asked, wrong).length > 0) return 'noticed';
    if (!isSameAnswer(asked.response, wrong.response)) outcome = 'unnoticed';
  }
  return outcome;
}

/** A server on which a provider state cannot be made does not satisfy the pact. */
function refusedState(error: unknown): undefined {
  if (!(error instanceof StateError)) throw error;
}

/** Headers that differ from one answer to the next. */
const passing: ReadonlySet<string> = new Set(['x-openstack-request-id', 'date', 'content-length']);

function isSameAnswer(one: HttpResponse, other: HttpResponse): boolean {
  return isDeepStrictEqual(comparable(one), comparable(other));
}

function comparable({ status, headers, body }: HttpResponse): unknown {
  const lasting = headers.map(([name, value]) => [name.toLowerCase(), value]);
  const kept = lasting.filter(([name = '']) => !passing.has(name)).toSorted();
  return [status, kept, jsonOrText(textOf(body))];
}
