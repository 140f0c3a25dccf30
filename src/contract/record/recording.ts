import { setImmediate } from 'node:timers/promises';
import { readJson } from '../../http/json.ts';
import { type IsSecret, maskedText } from '../../http/masking.ts';
import type { AnsweredInteraction } from '../answered-interaction.ts';
import type { Interaction } from '../interaction.ts';
import {
  type DistinctExchange,
  type ExchangeCollection,
  failure,
  skippedCount,
  type SkippedExchanges,
} from './collection.ts';
import { type Skipped, skipped } from './recorded-exchange.ts';
import {
  type Budget,
  identityOf,
  type Reduced,
  type Reducer,
  type RecordedRules,
  reducerFor,
  type Reproduced,
  requestsOf,
} from './reduction.ts';
import { bearsSecret } from './secrets.ts';
import { type Judged, withSentences } from './sentences.ts';
import { shapeOf } from './shape.ts';

/** What became of the exchanges of a client. */
export interface Recording {
  readonly interactions: readonly Interaction[];
  /** How many exchanges there were with the cloud. */
  readonly exchanges: number;
  /** How many interactions are derived from lists: each asks whether a certain image is in one. */
  readonly derived: number;
  /** How many of the exchanges said what another had said already. */
  readonly folded: number;
  /** How many interactions may ask for more of a world than they need: there were too many to reduce all of them. */
  readonly unreduced: number;
  readonly leftOut: readonly SkippedExchanges[];
}

/** A recording with the answers to its interactions. */
export interface AnsweredRecording {
  readonly recording: Recording;
  readonly answered: readonly AnsweredInteraction[];
}

/** Exchanges that say the same, and what became of them. */
interface Result<Made extends Reproduced> {
  readonly recorded: DistinctExchange;
  readonly result: Made | Skipped;
}

/**
 * Makes interactions of what was collected: each reduced to what its answer depended on, and those that are alike made
 * one. All reductions together send a limited number of requests, so that nobody waits for them, and the same exchanges
 * give the same pact on any machine.
 * @param most that number.
 * @param strict whether all of an answer is asked for that contracts ask, in place of what a client needs of it.
 */
export async function recordingFrom(
  collection: ExchangeCollection,
  rules: RecordedRules,
  consumer: string,
  most: number,
  strict: boolean,
): Promise<AnsweredRecording> {
  const reducer = reducerFor(rules, consumer);
  const budget: Budget = { left: most };
  const tried = await withPauses(collection.recorded(), (recorded) => reproducedOf(recorded, reducer));
  const results = await withPauses(tried.toSorted(cheapestFirst), (each) => reducedOf(each, reducer, budget));
  return answeredRecording(collection, results.toSorted(inTime), strict);
}

/** Does one after the other, and lets whatever else there is to do in this process be done in between. */
async function withPauses<Each, Done>(
  all: readonly Each[],
  work: (each: Each) => Promise<Done>,
): Promise<readonly Done[]> {
  const done: Done[] = [];
  for (const each of all) {
    done.push(await work(each));
    await setImmediate();
  }
  return done;
}

async function reproducedOf(recorded: DistinctExchange, reducer: Reducer): Promise<Result<Reproduced>> {
  const { lean, full } = recorded;
  return { recorded, result: await reducer.reproduced(lean, [lean.candidate, full]).catch(failure) };
}

async function reducedOf(
  { recorded, result }: Result<Reproduced>,
  reducer: Reducer,
  budget: Budget,
): Promise<Result<Reduced>> {
  if (result.kind === 'skipped') return { recorded, result };
  return { recorded, result: await reducer.reduced(recorded.lean, result, budget).catch(failure) };
}

function cheapestFirst(one: Result<Reproduced>, other: Result<Reproduced>): number {
  const cost = ({ result }: Result<Reproduced>): number =>
    result.kind === 'skipped' ? 0 : requestsOf(result.candidate);
  return cost(one) - cost(other) || (one.recorded.key < other.recorded.key ? -1 : 1);
}

function inTime(one: Result<Reduced>, other: Result<Reduced>): number {
  return one.recorded.place - other.recorded.place;
}

const secretStays: Skipped = skipped('it holds a secret where it would stay');

function answeredRecording(
  collection: ExchangeCollection,
  results: readonly Result<Reduced>[],
  strict: boolean,
): AnsweredRecording {
  const hasSecret = collection.secretFinder();
  const checked = results.map(({ recorded, result }): Result<Reduced> => {
    const stays = result.kind === 'reproduced' && bearsSecret(result.candidate, hasSecret);
    return { recorded, result: stays ? secretStays : result };
  });
  const distinct = distinctIn(checked);
  const reproduced = checked.filter(({ result }) => result.kind === 'reproduced');
  const interactions = withSentences([...distinct.values()].map(({ answered }) => judgedOf(answered)));
  const answered = interactions.map((interaction) => {
    const own = withoutNextPage({
      ...(distinct.get(identityOf(interaction)) as Reduced).answered,
      interaction,
    });
    return strict ? own : { ...own, expectation: shapeOf(own) };
  });
  const { exchanges } = collection;
  const said = reproduced.filter(({ recorded }) => recorded.times > 0);
  const saying = distinctIn(said).size;
  const folded = said.reduce((sum, { recorded }) => sum + recorded.times, -saying);
  const unreduced = [...distinct.values()].filter(({ whole }) => !whole).length;
  const leftOut = skippedIn(collection.leftOut(), checked, collection.isSecret);
  const derived = distinct.size - saying;
  return { recording: { interactions, exchanges, derived, folded, unreduced, leftOut }, answered };
}

function judgedOf({ interaction, response: { status, body } }: AnsweredInteraction): Judged {
  const { images } = (readJson(body)?.value ?? {}) as { readonly images?: unknown };
  return { interaction, granted: status < 400, found: Array.isArray(images) && images.length > 0 };
}

/**
 * Says of a list that holds what the contract made, and nothing else, that no page follows it: clients follow the link to a next
 * page wherever it leads.
 */
function withoutNextPage(answered: AnsweredInteraction): AnsweredInteraction {
  const { interaction, expectation, rule } = answered;
  const { json } = (expectation.body ?? {}) as { readonly json?: object };
  const isWhole = rule === 'listImages: granted' && !interaction.openLists && !('next' in (json ?? {}));
  return isWhole ? { ...answered, interaction: { ...interaction, absent: ['$.next'] } } : answered;
}

/** The interactions that differ, by what they differ in. */
function distinctIn(results: readonly Result<Reduced>[]): ReadonlyMap<string, Reduced> {
  const distinct = new Map<string, Reduced>();
  for (const { result } of results) {
    if (result.kind === 'skipped') continue;
    const identity = identityOf(result.answered.interaction);
    const whole = result.whole || (distinct.get(identity)?.whole ?? false);
    distinct.set(identity, { ...result, whole });
  }
  return distinct;
}

/** What is left out and why, with no secret in it: a cloud that refuses a state repeats what it was sent. */
function skippedIn(
  uncollected: readonly SkippedExchanges[],
  results: readonly Result<Reduced>[],
  isSecret: IsSecret,
): readonly SkippedExchanges[] {
  const unreproduced = results.flatMap(({ recorded: { example, times }, result }) =>
    result.kind === 'skipped' && times > 0 ? [{ why: result.why, example, times }] : [],
  );
  const count = skippedCount();
  for (const { why, example, times } of [...uncollected, ...unreproduced])
    count.add(maskedText(why, isSecret), maskedText(example, isSecret), times);
  return count.all();
}
