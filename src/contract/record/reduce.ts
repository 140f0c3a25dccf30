import { gaps } from '../../domain/gaps.ts';
import type { ProfileName } from '../../domain/profiles.ts';
import { readJson } from '../../http/json.ts';
import type { HttpResponse } from '../../http/message.ts';
import { StateError } from '../cloud.ts';
import { isProven } from '../fitting.ts';
import type { Interaction } from '../interaction.ts';
import { type Answered, tellerFor } from '../teller.ts';
import { type Candidate, interactionOf } from './candidate.ts';
import type { Draft, Untold } from './draft.ts';
import { toldKnown } from './known.ts';
import { likenessOf } from './likeness.ts';
import { identityOf, stepsFor } from './steps.ts';

/** Makes drafts into interactions that are answered as the recorded exchange was. */
export interface Reducer {
  /** A draft without all that its answer does not depend on. */
  reduce(draft: Draft, recorded: HttpResponse): Promise<Candidate | Untold>;
}

/** A reducer that asks a fake of a profile. */
export function reducerFor(profile: ProfileName, consumer: string): Reducer {
  const tell = tellerFor(profile);
  const isTold = async (
    candidate: Candidate,
    { known }: Draft,
    recorded: HttpResponse,
  ): Promise<string | undefined> => {
    const told = await answerTo(interactionOf(candidate, consumer), tell);
    if ('why' in told) return told.why;
    if (!isProven(told)) return unknownIn(told);
    const images = new Map([...known.images].filter(([name]) => isIn(candidate, name)));
    const { openLists } = candidate;
    const wanted = likenessOf(recorded, { ...known, images: openLists ? images : known.images }, openLists);
    const answered = likenessOf(told.response, toldKnown(candidate, told.values), openLists);
    return wanted === answered || (isGeneral(recorded) && recorded.status === told.response.status)
      ? undefined
      : `in a cloud with nothing else in it the answer is another (${told.rule})`;
  };
  return {
    async reduce(draft, recorded) {
      const why = await isTold(draft.candidate, draft, recorded);
      if (why !== undefined) return { why };
      return smallest(draft.candidate, async (each) => (await isTold(each, draft, recorded)) === undefined);
    },
  };
}

/** Why an answer says nothing of the service itself. */
function unknownIn({ unproven }: Answered): string {
  return `nobody knows ${unproven
    .filter((gap) => gap !== 'errorBody')
    .map((gap) => gaps[gap].unknown)
    .join(', and ')}`;
}

/** Whether a refusal has the general form of Rackspace's services. A contract is told in the other one, and asks for neither. */
function isGeneral({ status, body }: HttpResponse): boolean {
  const value = status < 400 ? undefined : readJson(body)?.value;
  const [root] = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return typeof root === 'object' && root !== null && 'code' in root;
}

async function answerTo(
  interaction: Interaction,
  tell: (interaction: Interaction) => Promise<Answered>,
): Promise<Answered | Untold> {
  try {
    return await tell(interaction);
  } catch (error) {
    if (error instanceof StateError) return { why: error.message };
    throw error;
  }
}

function isIn({ images }: Candidate, template: string): boolean {
  return images.some(({ as }) => template === `\${${as}}`);
}

/** Tries one step after the other, until none is granted any more. */
async function smallest(
  from: Candidate,
  isSame: (candidate: Candidate) => Promise<boolean>,
): Promise<Candidate> {
  const smaller = await stepsFor(from).reduce(async (before, step) => {
    const current = await before;
    const next = step(current);
    const isGranted = next !== undefined && differs(next, current) && (await isSame(next));
    return isGranted ? next : current;
  }, Promise.resolve(from));
  return differs(smaller, from) ? smallest(smaller, isSame) : smaller;
}

function differs(one: Candidate, other: Candidate): boolean {
  return identityOf(interactionOf(one, '')) !== identityOf(interactionOf(other, ''));
}
