/** Asks a cloud questions, each in the provider state that it needs, and takes away what was made for them. */
import { type HttpRequest, type HttpResponse, textOf } from '../http/message.ts';
import { stars } from '../http/masking.ts';
import { requestOf } from '../contract/answered-interaction.ts';
import { isPlayer, type Player } from '../contract/cast.ts';
import { jsonOrText, StateError, StateRefused } from '../contract/cloud.ts';
import { ended, NoAnswer } from '../contract/connection.ts';
import type { Interaction } from '../contract/interaction.ts';
import { isCaller, setUp } from '../contract/place.ts';
import type { ProviderStateValues } from '../contract/provider-states.ts';
import { isSilence, removeImages } from '../contract/provider-states/image.ts';
import { withoutIds } from '../contract/verify/findings.ts';
import { type Stage, stageIn } from '../contract/stage.ts';
import type { VerifiedExchange } from '../contract/verify/results.ts';
import { placeOf, type Unasked } from './questions.ts';
import type { SurveyedCloud } from './surveyed-cloud.ts';

/** What a cloud answered to a question, with the values that the provider states gave but for the token, which is masked. */
export interface CloudAnswer {
  readonly kind: 'answered';
  readonly values: ProviderStateValues;
  readonly response: HttpResponse;
  readonly exchange: VerifiedExchange;
  readonly milliseconds: number;
}

/** What became of a question: an answer, or why there is none. */
export type Outcome =
  | CloudAnswer
  | {
      readonly kind: 'unmade';
      readonly why: string;
      /** The status with which the cloud refused a step of the state; left out where it refused none. */
      readonly status?: number;
    }
  | { readonly kind: 'unanswered'; readonly why: string };

/** A question, and what became of it. */
export type AskedQuestion = readonly [question: Interaction, outcome: Outcome];

/** Questions with answers, and those without one, which nobody knows anything from. */
export function divided(
  asked: readonly AskedQuestion[],
  played: ReadonlySet<Player>,
): {
  readonly asked: readonly { readonly question: Interaction; readonly answer: CloudAnswer }[];
  readonly unasked: readonly Unasked[];
} {
  return {
    asked: asked.flatMap(([question, answer]) => (answer.kind === 'answered' ? [{ question, answer }] : [])),
    unasked: asked.flatMap(([question, outcome]) =>
      outcome.kind === 'answered' ? [] : [{ question, why: unaskedBecause(outcome, played) }],
    ),
  };
}

/** Statuses by which a cloud says that somebody may not do something, or shows it nothing to do it with. */
const forbidding: readonly number[] = [401, 403, 404];

/** Whether a player may not make the state that a question needs, and no administrator does: it was not asked. */
export function isForbidden(outcome: Outcome): outcome is Exclude<Outcome, CloudAnswer> {
  return outcome.kind === 'unmade' && forbidding.includes(outcome.status ?? 0);
}

/**
 * Why a question has no answer, as the end of a sentence: the same for all whose state failed at the same step, so without ids and
 * bodies.
 * @param played who plays in the cloud: an administrator might make what others may not.
 */
export function unaskedBecause(outcome: Exclude<Outcome, CloudAnswer>, played: ReadonlySet<Player>): string {
  if (outcome.kind === 'unanswered') return `the cloud gave no answer: ${withoutIds(outcome.why)}`;
  const why = outcome.why.replace(/^[^:]*: /, '');
  const [, step = why, body = ''] = /^(.*? was answered \d+)(.*)$/s.exec(why) ?? [];
  const shown = withoutIds(step).replace(/\/members\/\S+/, '/members/{member}');
  if (!isForbidden(outcome)) {
    const { message = '' } = Object(jsonOrText(body.trim())) as { readonly message?: unknown };
    const words = String(message)
      .replaceAll(/<br \/>|\s+/g, ' ')
      .trim();
    return `the state that they need could not be made: ${`${shown} ${withoutIds(words)}`.trim()}`;
  }
  const help = played.has('administrator') ? '' : ', and nobody plays the administrator, who might';
  return `the state that they need may not be made: ${shown}${help}`;
}

/** The status with which a cloud refused the state of a question. */
export function refusedWith(outcome: Outcome | undefined): number | undefined {
  return outcome?.kind === 'unmade' ? outcome.status : undefined;
}

/** How a survey goes. */
export interface Surveying {
  readonly signal: AbortSignal;
  /** Hears of each question when it is over. */
  readonly heard: (question: Interaction, outcome: Outcome) => void;
}

/** Questions in a row without any answer, behind which the server is taken for gone; before the first answer, one will do. */
const patience = 5;

/** The cloud stopped answering. */
export class CloudGone extends Error {
  override readonly name = 'CloudGone';
}

/**
 * Asks all questions, those that need the same state one after the other: a state is made anew once a request may have
 * changed it. What was made is removed also where the survey ends early.
 * @throws CloudGone where the cloud stops answering; ImagesLeft where something that was made stays; the reason of the signal.
 */
export async function survey(
  cloud: SurveyedCloud,
  questions: readonly Interaction[],
  { signal, heard }: Surveying,
): Promise<void> {
  let silent = 0;
  let isBegun = false;
  for (const group of Map.groupBy(questions, placeOf).values()) {
    const counted: Surveying['heard'] = (question, outcome) => {
      heard(question, outcome);
      silent = outcome.kind === 'unanswered' ? silent + 1 : 0;
      isBegun ||= silent === 0;
      if (silent >= (isBegun ? patience : 1) && outcome.kind === 'unanswered')
        throw new CloudGone(outcome.why);
    };
    await inOnePlace(cloud, readingFirst(group), { signal, heard: counted });
  }
}

/** Requests that change nothing come first, so that one image does for all of them. */
function readingFirst(group: readonly Interaction[]): readonly Interaction[] {
  return group.toSorted((one, other) => Number(!isReading(one)) - Number(!isReading(other)));
}

function isReading({ request: { method } }: Interaction): boolean {
  return method === 'GET' || method === 'HEAD';
}

async function inOnePlace(
  cloud: SurveyedCloud,
  group: readonly Interaction[],
  { signal, heard }: Surveying,
): Promise<void> {
  const stage = stageIn(cloud.states);
  let state: State | undefined;
  try {
    for (const question of group) {
      signal.throwIfAborted();
      state ??= await stateOf(question, stage);
      const outcome = state.kind === 'made' ? await asked(cloud, question, state.values) : state;
      const isMade = state.kind === 'made' && !mayHaveChanged(question, outcome);
      if (!isMade) state = undefined;
      heard(question, outcome);
      if (!isMade) {
        await removeCreated(cloud, outcome);
        await stage.tearDown();
      }
    }
  } finally {
    await stage.tearDown();
  }
}

/** A provider state, or why it could not be made. */
type State = { readonly kind: 'made'; readonly values: ProviderStateValues } | Exclude<Outcome, CloudAnswer>;

async function stateOf({ given }: Interaction, stage: Stage): Promise<State> {
  try {
    return {
      kind: 'made',
      values: await setUp(
        stage,
        given.filter((each) => !isCaller(each)),
      ),
    };
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    const why = error.message;
    if (error instanceof StateRefused) return { kind: 'unmade', why, status: error.status };
    return { kind: isSilence(error) ? 'unanswered' : 'unmade', why };
  }
}

async function asked(
  cloud: SurveyedCloud,
  question: Interaction,
  made: ProviderStateValues,
): Promise<Outcome> {
  const { caller } = question;
  try {
    const before = caller === null ? '' : await cloud.states.token(caller);
    const first = await askedOnce(cloud, question, made);
    if (first.response.status !== 401 || caller === null) return first;
    // A token may have ended meanwhile. Whatever the player asks next makes the cloud log in anew.
    await cloud.states.ask(caller, { method: 'GET', path: '/v2/images?limit=1' });
    const isSame = (await cloud.states.token(caller)) === before;
    return isSame ? first : await askedOnce(cloud, question, made);
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof StateError)
      return { kind: 'unanswered', why: ended(error.message) };
    throw error;
  }
}

async function askedOnce(
  cloud: SurveyedCloud,
  question: Interaction,
  made: ProviderStateValues,
): Promise<CloudAnswer> {
  const { caller } = question;
  const holder = holderIn(question) ?? caller;
  const values = holder === null ? made : { ...made, ...(await callerValues(cloud, holder)) };
  const request = requestOf(question, values);
  const began = performance.now();
  const response = await cloud.send(request);
  const milliseconds = performance.now() - began;
  const { token, ...shown } = values;
  const exchange = exchangeOf({ ...request, base: cloud.url }, response, token);
  return { kind: 'answered', values: shown, response, exchange, milliseconds };
}

/** The player whose token a state gives: somebody without a good one may spoil it. */
function holderIn({ given }: Interaction): Player | undefined {
  const { is } = given.find(({ state }) => state === 'a caller')?.parameters ?? {};
  return typeof is === 'string' && isPlayer(is) ? is : undefined;
}

async function callerValues({ states }: SurveyedCloud, caller: Player): Promise<ProviderStateValues> {
  return { token: await states.token(caller), tenant: await states.tenant(caller) };
}

function exchangeOf(
  { method, base, target, headers, body }: HttpRequest,
  response: HttpResponse,
  token: string | undefined,
): VerifiedExchange {
  const masked = (text: string): string => (token === undefined ? text : text.replaceAll(token, stars));
  const pairs = (all: Iterable<readonly [string, string]>) =>
    Array.from(all, ([name, value]) => [name, masked(value)] as const);
  return {
    request: { method, url: base + target, headers: pairs(Object.entries(headers)), body: textOf(body) },
    response: {
      status: response.status,
      headers: pairs(response.headers),
      body: masked(textOf(response.body)),
    },
  };
}

/** Requests whose refusal may leave traces: data are read before they are refused. */
const withData: RegExp = /\/(?:file|stage|import)$/;

/** Whether the state may be another one after a question. */
function mayHaveChanged(question: Interaction, outcome: Outcome): boolean {
  if (isReading(question)) return false;
  if (outcome.kind !== 'answered') return true;
  const { status } = outcome.response;
  return status < 400 || status >= 500 || withData.test(question.request.path);
}

/** An image that a question created belongs to whomever the cloud gave it to. */
async function removeCreated({ states, played }: SurveyedCloud, outcome: Outcome): Promise<void> {
  if (outcome.kind !== 'answered' || outcome.response.status !== 201) return;
  const { id, owner } = Object(jsonOrText(textOf(outcome.response.body))) as {
    readonly id?: unknown;
    readonly owner?: unknown;
  };
  if (typeof id !== 'string' || id === '') return;
  for (const player of played)
    if ((await states.tenant(player)) === owner) return removeImages(states, [{ id, owner: player }]);
}
