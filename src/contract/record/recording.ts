import type { ProfileName } from '../../domain/profiles.ts';
import { maskedTarget, maskedText } from '../../http/masking.ts';
import { inTurn } from '../in-turn.ts';
import type { Interaction } from '../interaction.ts';
import { type Candidate, interactionOf } from './candidate.ts';
import { type Draft, draftOf, type Untold } from './draft.ts';
import { exchangeKindOf } from './exchange-kind.ts';
import type { Kept } from './kept.ts';
import { type Known, likenessOf } from './likeness.ts';
import { type Reducer, reducerFor } from './reduce.ts';
import { bearsSecret, secretsOf } from './secrets.ts';
import { withSentences } from './sentences.ts';
import { identityOf } from './steps.ts';
import { tidy } from './tidy.ts';
import { versionsCandidate } from './versions.ts';

/** Exchanges that are in no pact, with the reason. */
export interface LeftOut {
  readonly why: string;
  /** One of them: `GET /v2/tasks`. */
  readonly example: string;
  readonly times: number;
}

/** What became of the exchanges of a client. */
export interface Recording {
  readonly interactions: readonly Interaction[];
  /** How many exchanges there were with the cloud. */
  readonly exchanges: number;
  /** How many of them said what another had said already. */
  readonly folded: number;
  readonly leftOut: readonly LeftOut[];
}

const nothingKnown: Known = { ids: new Map(), names: new Map(), images: new Map() };

/** Makes interactions of exchanges: each reduced to what its answer depended on, and those that are alike made one. */
export async function recordingOf(
  all: readonly Kept[],
  profile: ProfileName,
  consumer: string,
): Promise<Recording> {
  const secrets = secretsOf(all);
  const telling = { reducer: reducerFor(profile, consumer), secrets, consumer, told: new Map() };
  const drafts = all.flatMap((kept) => {
    const draft = orBroken(() => draftFor(kept));
    return draft === undefined ? [] : [{ kept, draft }];
  });
  const results = await inTurn(drafts, async ({ kept, draft }) => ({
    kept,
    result: 'why' in draft ? draft : await tellOnce(draft, kept, telling).catch(broken),
  }));
  const recorded = results.flatMap(({ result }) => ('why' in result ? [] : [result]));
  const distinct = new Map(recorded.map((each) => [identityOf(each), each]));
  return {
    interactions: withSentences([...distinct.values()]),
    exchanges: drafts.length,
    folded: recorded.length - distinct.size,
    leftOut: leftOutOf(results),
  };
}

/** One exchange that this program fails on must not cost the others. What the error says may repeat a secret. */
function broken(error: unknown): Untold {
  const kind = error instanceof Error ? error.name : 'no error';
  return { why: `the recorder fails on it, which is a mistake of this program (${kind})` };
}

function orBroken<Value>(draft: () => Value): Value | Untold {
  try {
    return draft();
  } catch (error) {
    return broken(error);
  }
}

interface Result {
  readonly kept: Kept;
  readonly result: Interaction | Untold;
}

function leftOutOf(results: readonly Result[]): readonly LeftOut[] {
  // A cloud that refuses a state repeats what it was sent.
  const untold = results.flatMap(({ kept, result }) =>
    'why' in result ? [{ kept, why: maskedText(result.why, kept.isSecret) }] : [],
  );
  return Array.from(
    Map.groupBy(untold, ({ why }) => why),
    ([why, [first, ...more]]) => ({
      why,
      example: first === undefined ? '' : exampleOf(first.kept),
      times: more.length + 1,
    }),
  );
}

/** What an exchange says before it is reduced; undefined where it is none with a cloud. */
function draftFor(kept: Kept): Draft | Untold | undefined {
  const exchange = exchangeKindOf(kept);
  switch (exchange?.kind) {
    case 'api':
      return draftOf(kept, exchange);
    case 'versions':
      return { candidate: versionsCandidate(kept.request), known: nothingKnown };
    default:
      return exchange;
  }
}

interface Telling {
  readonly reducer: Reducer;
  readonly secrets: readonly string[];
  readonly consumer: string;
  readonly told: Map<string, Promise<Interaction | Untold>>;
}

/** Reduces a draft, unless one that says the same was reduced already. */
function tellOnce(draft: Draft, kept: Kept, telling: Telling): Promise<Interaction | Untold> {
  const { candidate, known } = draft;
  const key = JSON.stringify([candidate, likenessOf(kept.response, known, candidate.openLists)]);
  const result = telling.told.get(key) ?? tellOne(draft, kept, telling);
  telling.told.set(key, result);
  return result;
}

async function tellOne(
  draft: Draft,
  kept: Kept,
  { reducer, secrets, consumer }: Telling,
): Promise<Interaction | Untold> {
  const reduced: Candidate | Untold = await reducer.reduce(draft, kept.response);
  if ('why' in reduced) return reduced;
  if (bearsSecret(reduced, kept, secrets)) return { why: 'it holds a secret where it would stay' };
  return interactionOf(tidy(reduced), consumer);
}

/** What was asked, without the query: values in it may be anything. */
function exampleOf({ request, isSecret }: Kept): string {
  return `${request.method} ${maskedTarget(request.target.replace(/\?.*$/s, ''), isSecret)}`;
}
