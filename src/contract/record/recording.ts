import { setImmediate } from 'node:timers/promises';
import type { ProfileName } from '../../domain/profiles.ts';
import { type IsSecret, maskedText } from '../../http/masking.ts';
import type { Interaction } from '../interaction.ts';
import type { Answered } from '../teller.ts';
import { broken, type Collection, type LeftOut, leftOutCount, type Recorded } from './collection.ts';
import type { Untold } from './draft.ts';
import { type Budget, type Granted, type Reduced, type Reducer, reducerFor, requestsOf } from './reduce.ts';
import { bearsSecret } from './secrets.ts';
import { withSentences } from './sentences.ts';
import { identityOf } from './steps.ts';

/** What became of the exchanges of a client. */
export interface Recording {
  readonly interactions: readonly Interaction[];
  /** How many exchanges there were with the cloud. */
  readonly exchanges: number;
  /** How many of them said what another had said already. */
  readonly folded: number;
  /** How many interactions may ask for more of a world than they need: there were too many to reduce all of them. */
  readonly unreduced: number;
  readonly leftOut: readonly LeftOut[];
}

/** A recording with the answers to its interactions. */
export interface ToldRecording {
  readonly recording: Recording;
  readonly answered: readonly Answered[];
}

/** Exchanges that say the same, and what became of them. */
interface Result<Made extends Granted> {
  readonly recorded: Recorded;
  readonly result: Made | Untold;
}

/**
 * Makes interactions of what was collected: each reduced to what its answer depended on, and those that are alike made
 * one. All reductions together send a limited number of requests, so that nobody waits for them, and the same exchanges
 * give the same pact on any machine.
 * @param most that number.
 */
export async function recordingOf(
  collection: Collection,
  profile: ProfileName,
  consumer: string,
  most: number,
): Promise<ToldRecording> {
  const reducer = reducerFor(profile, consumer);
  const budget: Budget = { left: most };
  const tried = await inBreaths(collection.recorded(), (recorded) => grantedOf(recorded, reducer));
  const results = await inBreaths(tried.toSorted(cheapestFirst), (each) => reducedOf(each, reducer, budget));
  return toldRecording(collection, results.toSorted(inTime));
}

/** Does one after the other, and lets whatever else there is to do in this process be done in between. */
async function inBreaths<Each, Done>(
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

async function grantedOf(recorded: Recorded, reducer: Reducer): Promise<Result<Granted>> {
  const { lean, full } = recorded;
  return { recorded, result: await reducer.granted(lean, [lean.candidate, full]).catch(broken) };
}

async function reducedOf(
  { recorded, result }: Result<Granted>,
  reducer: Reducer,
  budget: Budget,
): Promise<Result<Reduced>> {
  if ('why' in result) return { recorded, result };
  return { recorded, result: await reducer.reduced(recorded.lean, result, budget).catch(broken) };
}

function cheapestFirst(one: Result<Granted>, other: Result<Granted>): number {
  const cost = ({ result }: Result<Granted>): number => ('why' in result ? 0 : requestsOf(result.candidate));
  return cost(one) - cost(other) || (one.recorded.key < other.recorded.key ? -1 : 1);
}

function inTime(one: Result<Reduced>, other: Result<Reduced>): number {
  return one.recorded.place - other.recorded.place;
}

const secretStays: Untold = { why: 'it holds a secret where it would stay' };

function toldRecording(collection: Collection, results: readonly Result<Reduced>[]): ToldRecording {
  const hasSecret = collection.secretFinder();
  const checked = results.map(({ recorded, result }): Result<Reduced> => {
    const stays = !('why' in result) && bearsSecret(result.candidate, hasSecret);
    return { recorded, result: stays ? secretStays : result };
  });
  const distinct = distinctIn(checked);
  const said = checked.filter(({ result }) => !('why' in result));
  const interactions = withSentences([...distinct.values()].map(({ answered }) => answered.interaction));
  const answered = interactions.map((interaction) => ({
    ...(distinct.get(identityOf(interaction)) as Reduced).answered,
    interaction,
  }));
  const { exchanges } = collection;
  const folded = said.reduce((sum, { recorded }) => sum + recorded.times, -distinct.size);
  const unreduced = [...distinct.values()].filter(({ whole }) => !whole).length;
  const leftOut = leftOutOf(collection.leftOut(), checked, collection.isSecret);
  return { recording: { interactions, exchanges, folded, unreduced, leftOut }, answered };
}

/** The interactions that differ, by what they differ in. */
function distinctIn(results: readonly Result<Reduced>[]): ReadonlyMap<string, Reduced> {
  const distinct = new Map<string, Reduced>();
  for (const { result } of results) {
    if ('why' in result) continue;
    const identity = identityOf(result.answered.interaction);
    const whole = result.whole || (distinct.get(identity)?.whole ?? false);
    distinct.set(identity, { ...result, whole });
  }
  return distinct;
}

/** What is left out and why, with no secret in it: a cloud that refuses a state repeats what it was sent. */
function leftOutOf(
  unheard: readonly LeftOut[],
  results: readonly Result<Reduced>[],
  isSecret: IsSecret,
): readonly LeftOut[] {
  const untold = results.flatMap(({ recorded: { example, times }, result }) =>
    'why' in result ? [{ why: result.why, example, times }] : [],
  );
  const count = leftOutCount();
  for (const { why, example, times } of [...unheard, ...untold])
    count.add(maskedText(why, isSecret), maskedText(example, isSecret), times);
  return count.all();
}
