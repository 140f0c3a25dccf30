import { asyncProperty, check } from 'fast-check';
import { fakeSide, type Rules } from '../fake-side.ts';
import type { Side } from '../side.ts';
import { type Maker, Walks } from './arbitrary.ts';
import { type Finding, kindOf } from './finding.ts';
import type { Walk } from './step.ts';
import { type Difference, type Told, tell } from './telling.ts';

/** What walks are taken, and where. */
export interface WalkOptions {
  readonly real: Side;
  /** The rules that the cloud goes by. */
  readonly rules: Rules;
  readonly walks: number;
  /** Calls in a walk. */
  readonly steps: number;
  /** The first walk's; each next one has the next number. */
  readonly seed: number;
  /** Makes them up (walks about images). */
  readonly make?: Maker;
  /** Walks at a time (4). */
  readonly together?: number;
  /** Lesser walks that are told at most, to find the calls that a difference needs (60). */
  readonly lesser?: number;
  /** Whether a difference is written down as accepted: the walk goes past it where the call only looked, else it ends there. */
  readonly listed?: (difference: Difference) => boolean;
  readonly onFinding?: (finding: Finding) => void;
  readonly onWalk?: (done: number) => void;
  /** Ends the run early; images are taken away first. */
  readonly signal?: AbortSignal;
}

/** What came of all walks. */
export interface WalkResult {
  /** Walks that were told to their ends. */
  readonly walks: number;
  readonly calls: number;
  /** Walks that ended at an accepted difference. */
  readonly listed: number;
  /** Walks that went past an accepted difference. */
  readonly passed: number;
  /** Walks that ended at a difference that is in `findings`. */
  readonly differing: number;
  /** Walks that met a difference which did not show again: chance, or a cloud that stumbled. */
  readonly unsteady: number;
  /** One for each kind of difference. */
  readonly findings: readonly Finding[];
}

interface Run {
  readonly options: WalkOptions;
  /** Kinds of differences that a walk has taken for its own. */
  readonly kinds: Map<string, number>;
  readonly findings: Finding[];
  readonly count: { walks: number; calls: number };
  /** How walks ended that did not agree, by their seeds. What shrinking meets changes nothing about it. */
  readonly ends: Map<number, 'listed' | 'differing' | 'unsteady'>;
  /** Walks that went past an accepted difference, by their seeds. */
  readonly passed: Set<number>;
}

/**
 * Makes up walks and tells each to the cloud and to a fake of its own, until one answer differs or the walk ends.
 * The first walk that meets a kind of difference is shrunk to the calls that it needs.
 */
export async function runWalks(options: WalkOptions): Promise<WalkResult> {
  const count = { walks: 0, calls: 0 };
  const run: Run = { options, kinds: new Map(), findings: [], count, ends: new Map(), passed: new Set() };
  let next = options.seed;
  const isInterrupted = (): boolean => options.signal?.aborted === true;
  const worker = async (): Promise<void> => {
    while (next < options.seed + options.walks && !isInterrupted()) {
      const seed = next++;
      await walkFrom(seed, run);
      // One that was interrupted before anything differed proves nothing.
      if (isInterrupted() && !run.ends.has(seed)) return;
      count.walks += 1;
      options.onWalk?.(count.walks);
    }
  };
  await Promise.all(Array.from({ length: options.together ?? 4 }, worker));
  const ended = (how: string): number => [...run.ends.values()].filter((each) => each === how).length;
  const ends = { listed: ended('listed'), differing: ended('differing'), unsteady: ended('unsteady') };
  return { ...count, ...ends, passed: run.passed.size, findings: run.findings };
}

async function walkFrom(seed: number, run: Run): Promise<void> {
  const { options, findings } = run;
  const walks = new Walks(options.steps, options.make);
  const { lesser = 60 } = options;
  let least: { walk: Walk; difference: Difference } | undefined;
  let told = 0;
  let failure: { readonly error: unknown } | undefined;
  const property = asyncProperty(walks, async (walk) => {
    // What goes wrong with the telling itself is no difference, and nothing to shrink.
    if (failure !== undefined || told++ > lesser) return;
    const difference = await tellTwice(walk, seed, run).catch((error: unknown) => {
      failure = { error };
      return undefined;
    });
    if (difference === undefined) return;
    walks.failed(walk, difference.index);
    least = { walk: walk.slice(0, difference.index + 1), difference };
    throw new Error(difference.parts.join('; '));
  });
  await check(property, { seed, numRuns: 1, unbiased: true });
  if (failure !== undefined) throw failure.error;
  if (least === undefined) return;
  const finding = { seed, steps: options.steps, ...least };
  findings.push(finding);
  options.onFinding?.(finding);
}

/**
 * What the walk of this seed is to be shrunk for: a difference of a kind that is nobody else's, and that shows twice. The
 * kind is taken before it is told again: walks beside it leave it alone meanwhile.
 */
async function tellTwice(walk: Walk, seed: number, run: Run): Promise<Difference | undefined> {
  const { kinds } = run;
  const first = await tellOnce(walk, seed, run);
  if (first === undefined) return undefined;
  const kind = kindOf(first);
  const shrinking = run.ends.get(seed) === 'differing';
  const owner = kinds.get(kind);
  if (owner !== undefined ? owner !== seed : shrinking) {
    end(seed, 'differing', run);
    return undefined;
  }
  kinds.set(kind, seed);
  const again = await tellOnce(walk, seed, run);
  const steady = again !== undefined && kindOf(again) === kind;
  end(seed, steady ? 'differing' : 'unsteady', run);
  if (!steady && !shrinking) kinds.delete(kind);
  return steady ? again : undefined;
}

function end(seed: number, how: 'listed' | 'differing' | 'unsteady', { ends }: Run): void {
  if (!ends.has(seed)) ends.set(seed, how);
}

async function tellOnce(walk: Walk, seed: number, run: Run): Promise<Difference | undefined> {
  const { real, rules, signal, listed } = run.options;
  const { calls, difference, passed }: Told = await tell(walk, real, fakeSide(rules), { signal, listed });
  run.count.calls += calls;
  if (passed > 0) run.passed.add(seed);
  if (difference === undefined) return undefined;
  if (listed?.(difference) !== true) return difference;
  end(seed, 'listed', run);
  return undefined;
}
