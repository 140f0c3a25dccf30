import { unknownIn as unknownPlace } from '../../domain/unproven.ts';
import { type AnsweredInteraction, answererFor } from '../answered-interaction.ts';
import { StateError } from '../cloud.ts';
import { isProven } from '../fitting.ts';
import type { Interaction } from '../interaction.ts';
import type { ImageGiven } from '../provider-states/image-parameters.ts';
import { type Candidate, interactionFrom } from './candidate.ts';
import { comparableAnswer, knownOfCandidate } from './comparison.ts';
import type { Draft } from './draft.ts';
import { imageValues } from './participants.ts';
import { type RecordedRules, type Skipped, skipped } from './recorded-exchange.ts';
import { isInvolved, withEarlier, withWitness } from './witness.ts';

/** A candidate that is answered as the recorded exchange was, and that answer. */
export interface Reproduced {
  readonly kind: 'reproduced';
  readonly candidate: Candidate;
  readonly answered: AnsweredInteraction;
}

/** A candidate after it was made smaller, as far as that went. */
export interface Reduced extends Reproduced {
  /** Whether everything was tried that could make it smaller. */
  readonly whole: boolean;
}

/** Makes drafts into interactions that are answered as the recorded exchange was. */
export interface Reducer {
  /** The draft with one of the candidates, the first that is answered as the recorded exchange was. */
  reproduced(draft: Draft, candidates: readonly Candidate[]): Promise<Reproduced | Skipped>;
  /** What was reproduced, without all that its answer does not depend on. */
  reduced(draft: Draft, reproduced: Reproduced, budget: Budget): Promise<Reduced>;
}

/** How many requests trials may still send. */
export interface Budget {
  left: number;
}

/** A reducer that asks a fake with the same rules. */
export function reducerFor({ profile, release }: RecordedRules, consumer: string): Reducer {
  const answer = answererFor(profile, undefined, release);
  const answeredTo = (candidate: Candidate): Promise<AnsweredInteraction> =>
    answer(interactionFrom(candidate, consumer));
  const tried = (candidate: Candidate, draft: Draft): Promise<Reproduced | Skipped> =>
    reproduction(candidate, draft, answeredTo);
  return {
    async reproduced(draft, candidates) {
      let last: Reproduced | Skipped = skipped('');
      for (const candidate of candidates) {
        last = await tried(candidate, draft);
        if (last.kind === 'reproduced') return last;
      }
      return last;
    },
    async reduced(draft, reproduced, budget) {
      const smaller = await smallest(reproduced, budget, (candidate) => tried(candidate, draft));
      const candidate = inFixedOrder(smaller.candidate);
      const isTidy = contentText(candidate) === contentText(smaller.candidate);
      const tidy = isTidy ? smaller : { ...smaller, candidate, answered: await answeredTo(candidate) };
      return telling(tidy, draft, budget, (each) => tried(each, draft));
    },
  };
}

/** With what a wrong server would show and our answer does not depend on. */
async function telling(
  from: Reduced,
  { earlier }: Draft,
  budget: Budget,
  isSame: (candidate: Candidate) => Promise<Reproduced | Skipped>,
): Promise<Reduced> {
  let current = from;
  for (const more of [withWitness, withEarlier(earlier)]) {
    const next = more(current.candidate);
    if (next === undefined || budget.left <= 0) continue;
    budget.left -= requestsOf(next);
    const tried = await isSame(next);
    if (tried.kind === 'reproduced') current = { ...tried, whole: from.whole };
  }
  return current;
}

async function reproduction(
  candidate: Candidate,
  draft: Draft,
  answeredTo: (candidate: Candidate) => Promise<AnsweredInteraction>,
): Promise<Reproduced | Skipped> {
  try {
    const answered = await answeredTo(candidate);
    const why = isProven(answered) ? difference(answered, candidate, draft) : unknownIn(answered);
    return why === undefined ? { kind: 'reproduced', candidate, answered } : skipped(why);
  } catch (error) {
    if (error instanceof StateError) return skipped(error.message);
    throw error;
  }
}

/** What is not as it was recorded; undefined where nothing is. */
function difference(
  { response, values, rule }: AnsweredInteraction,
  candidate: Candidate,
  { comparable, general, status }: Draft,
): string | undefined {
  const isSame = general
    ? status === response.status
    : comparable === comparableAnswer(response, knownOfCandidate(candidate, values), candidate.openLists);
  return isSame ? undefined : `in a cloud with nothing else in it the answer is another (${rule})`;
}

/** Why an answer says nothing of the service itself. */
function unknownIn({ unproven }: AnsweredInteraction): string {
  return `unproven: ${unproven
    .filter((name) => name !== 'errorBody')
    .map(unknownPlace)
    .join(', and ')}`;
}

/** Tries one step after the other, until none is reproduced any more, or too much was tried. */
async function smallest(
  from: Reproduced,
  budget: Budget,
  isSame: (candidate: Candidate) => Promise<Reproduced | Skipped>,
): Promise<Reduced> {
  let current = from;
  let content = contentText(from.candidate);
  for (const step of stepsFor(from.candidate)) {
    const next = step(current.candidate);
    const text = next && contentText(next);
    if (next === undefined || text === undefined || text === content) continue;
    if (budget.left <= 0) return { ...current, whole: false };
    budget.left -= requestsOf(next);
    const tried = await isSame(next);
    if (tried.kind === 'reproduced') [current, content] = [tried, text];
  }
  return current === from ? { ...current, whole: true } : smallest(current, budget, isSame);
}

/** What a candidate says: another one that says the same needs no trial. */
function contentText(candidate: Candidate): string {
  return identityOf(interactionFrom(candidate, ''));
}

/** About as many requests as it takes to make the states of a candidate, to ask, and to take the states away. */
export function requestsOf({ images }: Candidate): number {
  const each = images.map(({ members = [], fill = 0 }) => 5 + 2 * members.length + fill);
  return each.reduce((sum, requests) => sum + requests, 5);
}

/** A way to make a candidate smaller; undefined where there is nothing to take out. */
type Step = (candidate: Candidate) => Candidate | undefined;

/** What an image bears, and few answers depend on. */
const contentParameters = [
  'fill',
  'data',
  'properties',
  'tags',
  'formats',
  'protected',
  'hidden',
] as const satisfies readonly (keyof ImageGiven)[];

/** What may be left out of the state of an image, each by itself. */
const removable = [...contentParameters, 'status', 'visibility'] as const;

/**
 * All steps for a candidate, those that take out most first. How the caller stands to the image stays, and how those
 * stand that the request names: our answer may not depend on it, and that of a server with a bug may.
 */
function stepsFor(candidate: Candidate): readonly Step[] {
  const { images, request } = candidate;
  const isKept = (tenant: string): boolean => isInvolved(candidate, tenant);
  return [
    withoutContentParameters,
    everyImage((image) => keepingMembers(image, ({ tenant }) => isKept(tenant))),
    ...images.flatMap((image) => stepsOfImage(image, isKept)),
    ...images.map(({ as }) => withoutImage(as)),
    plainBody,
    ...Object.keys(request.headers ?? {}).map(withoutHeader),
    asProducer,
  ];
}

/** A candidate without what most often goes: what its images merely bear, and the media type of a body that it has not. */
export function leanOf(candidate: Candidate): Candidate {
  const lean = withoutContentParameters(candidate);
  return withoutHeader('Content-Type')(lean) ?? lean;
}

function withoutContentParameters(candidate: Candidate): Candidate {
  return { ...candidate, images: candidate.images.map((image) => without(image, ...contentParameters)) };
}

function stepsOfImage(
  { as, members = [] }: ImageGiven,
  isKept: (tenant: string) => boolean,
): readonly Step[] {
  const others = members.filter(({ tenant }) => !isKept(tenant));
  return [
    ofImage(as, (image) => keepingMembers(image, ({ tenant }) => isKept(tenant))),
    ...others.map(({ tenant }) =>
      ofImage(as, (image) => keepingMembers(image, (each) => each.tenant !== tenant)),
    ),
    ...others.flatMap(({ tenant }) => [
      ofImage(as, (image) => changed(image, tenant, { removed: false })),
      ofImage(as, (image) => changed(image, tenant, { status: 'pending' })),
    ]),
    ...removable.map((name) => ofImage(as, (image) => without(image, name))),
  ];
}

function without(image: ImageGiven, ...names: readonly (keyof ImageGiven)[]): ImageGiven {
  const left: { [Name in keyof ImageGiven]: ImageGiven[Name] } = { ...image };
  for (const name of names) delete left[name];
  return left;
}

type Keep = (member: NonNullable<ImageGiven['members']>[number]) => boolean;

function keepingMembers(image: ImageGiven, keep: Keep): ImageGiven {
  return { ...image, members: (image.members ?? []).filter(keep) };
}

function changed(image: ImageGiven, tenant: string, change: object): ImageGiven {
  const members = (image.members ?? []).map((each) =>
    each.tenant === tenant ? { ...each, ...change } : each,
  );
  return { ...image, members };
}

function everyImage(change: (image: ImageGiven) => ImageGiven): Step {
  return (candidate) => ({ ...candidate, images: candidate.images.map(change) });
}

function ofImage(as: string | undefined, change: (image: ImageGiven) => ImageGiven): Step {
  return (candidate) => ({
    ...candidate,
    images: candidate.images.map((image) => (image.as === as ? change(image) : image)),
  });
}

/** Takes out an image that the request does not name. Open lists expect all that are there: none is too much. */
function withoutImage(as = 'image'): Step {
  return (candidate) => {
    const isNamed = new RegExp(`\\$\\{${as}(?:_name)?\\}`).test(JSON.stringify(candidate.request));
    if (candidate.openLists || isNamed) return undefined;
    return { ...candidate, images: candidate.images.filter((image) => image.as !== as) };
  };
}

/** A body as the media type that bodies have anyway. */
function plainBody(candidate: Candidate): Candidate | undefined {
  const { type, ...request } = candidate.request;
  return type === undefined ? undefined : { ...candidate, request };
}

function withoutHeader(name: string): Step {
  return (candidate) => {
    const { headers = {}, ...request } = candidate.request;
    const { [name]: left, ...rest } = headers;
    if (left === undefined) return undefined;
    return {
      ...candidate,
      request: Object.keys(rest).length === 0 ? request : { ...request, headers: rest },
    };
  };
}

/** Where no image and no tenant has a part, who asks may make no difference. */
function asProducer(candidate: Candidate): Candidate | undefined {
  const { caller, images, request } = candidate;
  const isRelated =
    images.length > 0 ||
    /\$\{(?!image)\w+\}/.test(JSON.stringify(request)) ||
    /^\/v2[.\d]*\/images$/.test(request.path);
  return caller === null || isRelated ? undefined : { ...candidate, caller: 'producer' };
}

/** The text that identifies an interaction: two with the same one are the same. */
export function identityOf({ caller, given, request, openLists }: Interaction): string {
  const { method, path, query, headers, body, type } = request;
  const sorted = Object.entries(query ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const named = Object.entries(headers ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([method, path, sorted, caller, given, named, body, type, openLists]);
}

/** The images of an open list, each kind once and in an order of their own: which were there first was by chance. */
function inFixedOrder(candidate: Candidate): Candidate {
  const isNamed = /\$\{\w*image\w*\}/.test(JSON.stringify(candidate.request));
  if (!candidate.openLists || isNamed) return candidate;
  const kinds = new Map(candidate.images.map((image) => [JSON.stringify({ ...image, as: '' }), image]));
  const sorted = [...kinds].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const images = sorted.map(([, image], place): ImageGiven => ({
    ...image,
    as: imageValues[place] ?? 'image',
  }));
  return { ...candidate, images };
}
