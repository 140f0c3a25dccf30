import { gaps } from '../../domain/gaps.ts';
import type { ProfileName } from '../../domain/profiles.ts';
import { StateError } from '../cloud.ts';
import { isProven } from '../fitting.ts';
import { type Answered, tellerFor } from '../teller.ts';
import { type Candidate, interactionOf } from './candidate.ts';
import type { Draft, Untold } from './draft.ts';
import { toldKnown } from './known.ts';
import { likenessOf } from './likeness.ts';
import { identityOf, stepsFor } from './steps.ts';
import { tidy } from './tidy.ts';

/** A candidate that is answered as the recorded exchange was, and that answer. */
export interface Granted {
  readonly candidate: Candidate;
  readonly answered: Answered;
}

/** A candidate after it was made smaller, as far as that went. */
export interface Reduced extends Granted {
  /** Whether everything was tried that could make it smaller. */
  readonly whole: boolean;
}

/** Makes drafts into interactions that are answered as the recorded exchange was. */
export interface Reducer {
  /** The draft with one of the candidates, the first that is answered as the recorded exchange was. */
  granted(draft: Draft, candidates: readonly Candidate[]): Promise<Granted | Untold>;
  /** What was granted, without all that its answer does not depend on. */
  reduced(draft: Draft, granted: Granted, budget: Budget): Promise<Reduced>;
}

/** How many requests trials may still send. */
export interface Budget {
  left: number;
}

/** A reducer that asks a fake of a profile. */
export function reducerFor(profile: ProfileName, consumer: string): Reducer {
  const tell = tellerFor(profile);
  const told = (candidate: Candidate): Promise<Answered> => tell(interactionOf(candidate, consumer));
  const tried = async (candidate: Candidate, draft: Draft): Promise<Granted | Untold> => {
    const answered = await orUntold(told(candidate));
    if ('why' in answered) return answered;
    const why = isProven(answered) ? difference(answered, candidate, draft) : unknownIn(answered);
    return why === undefined ? { candidate, answered } : { why };
  };
  return {
    async granted(draft, candidates) {
      let last: Granted | Untold = { why: '' };
      for (const candidate of candidates) {
        last = await tried(candidate, draft);
        if (!('why' in last)) return last;
      }
      return last;
    },
    async reduced(draft, granted, budget) {
      const smaller = await smallest(granted, budget, (candidate) => tried(candidate, draft));
      const candidate = tidy(smaller.candidate);
      const isTidy = textOf(candidate) === textOf(smaller.candidate);
      return isTidy ? smaller : { ...smaller, candidate, answered: await told(candidate) };
    },
  };
}

/** What is not as it was recorded; undefined where nothing is. */
function difference(
  { response, values, rule }: Answered,
  candidate: Candidate,
  { likeness, general, status }: Draft,
): string | undefined {
  const isSame = general
    ? status === response.status
    : likeness === likenessOf(response, toldKnown(candidate, values), candidate.openLists);
  return isSame ? undefined : `in a cloud with nothing else in it the answer is another (${rule})`;
}

/** Why an answer says nothing of the service itself. */
function unknownIn({ unproven }: Answered): string {
  return `nobody knows ${unproven
    .filter((gap) => gap !== 'errorBody')
    .map((gap) => gaps[gap].unknown)
    .join(', and ')}`;
}

async function orUntold(answered: Promise<Answered>): Promise<Answered | Untold> {
  try {
    return await answered;
  } catch (error) {
    if (error instanceof StateError) return { why: error.message };
    throw error;
  }
}

/** Tries one step after the other, until none is granted any more, or too much was tried. */
async function smallest(
  from: Granted,
  budget: Budget,
  isSame: (candidate: Candidate) => Promise<Granted | Untold>,
): Promise<Reduced> {
  let current = from;
  let said = textOf(from.candidate);
  for (const step of stepsFor(from.candidate)) {
    const next = step(current.candidate);
    const text = next && textOf(next);
    if (next === undefined || text === undefined || text === said) continue;
    if (budget.left <= 0) return { ...current, whole: false };
    budget.left -= requestsOf(next);
    const tried = await isSame(next);
    if (!('why' in tried)) [current, said] = [tried, text];
  }
  return current === from ? { ...current, whole: true } : smallest(current, budget, isSame);
}

/** What a candidate says: another one that says the same needs no trial. */
function textOf(candidate: Candidate): string {
  return identityOf(interactionOf(candidate, ''));
}

/** About as many requests as it takes to make the states of a candidate, to ask, and to take the states away. */
export function requestsOf({ images }: Candidate): number {
  const each = images.map(({ members = [], fill = 0 }) => 5 + 2 * members.length + fill);
  return each.reduce((sum, requests) => sum + requests, 5);
}
