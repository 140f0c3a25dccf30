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
  /** Whether a difference is written down as accepted; the walk ends there, and counts. */
  readonly listed?: (difference: Difference) => boolean;
  readonly onFinding?: (finding: Finding) => void;
  readonly onWalk?: (done: number) => void;
  /** Ends the run early; images are taken away first. */
  readonly signal?: AbortSignal;
}

/** What came of all walks. */
export interface WalkResult {
  readonly walks: number;
  readonly calls: number;
  /** Walks that ended at an accepted difference. */
  readonly listed: number;
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
  readonly count: { walks: number; calls: number; listed: number; differing: number; unsteady: number };
}

/**
 * Makes up walks and tells each to the cloud and to a fake of its own, until one answer differs or the walk ends.
 * The first walk that meets a kind of difference is shrunk to the calls that it needs.
 */
export async function runWalks(options: WalkOptions): Promise<WalkResult> {
  const count = { walks: 0, calls: 0, listed: 0, differing: 0, unsteady: 0 };
  const run: Run = { options, kinds: new Map(), findings: [], count };
  let next = options.seed;
  const worker = async (): Promise<void> => {
    while (next < options.seed + options.walks && options.signal?.aborted !== true) {
      await walkFrom(next++, run);
      count.walks += 1;
      options.onWalk?.(count.walks);
    }
  };
  await Promise.all(Array.from({ length: options.together ?? 4 }, worker));
  return { ...count, findings: run.findings };
}

async function walkFrom(seed: number, run: Run): Promise<void> {
  const { options, findings } = run;
  const walks = new Walks(options.steps, options.make);
  let least: { walk: Walk; difference: Difference } | undefined;
  const property = asyncProperty(walks, async (walk) => {
    const difference = await tellTwice(walk, seed, run);
    if (difference === undefined) return;
    walks.failed(walk, difference.index);
    least = { walk: walk.slice(0, difference.index + 1), difference };
    throw new Error(difference.parts.join('; '));
  });
  await check(property, { seed, numRuns: 1, unbiased: true });
  if (least === undefined) return;
  const finding = { seed, steps: options.steps, ...least };
  findings.push(finding);
  options.onFinding?.(finding);
}

/** What the walk of this seed is to be shrunk for: a difference of a kind that is nobody else's, and that shows twice. */
async function tellTwice(walk: Walk, seed: number, run: Run): Promise<Difference | undefined> {
  const { kinds, count } = run;
  const first = await tellOnce(walk, run);
  if (first === undefined) return undefined;
  const owner = kinds.get(kindOf(first));
  const shrinking = [...kinds.values()].includes(seed);
  if (owner !== undefined && owner !== seed && !shrinking) count.differing += 1;
  if (shrinking ? owner !== seed : owner !== undefined) return undefined;
  const again = await tellOnce(walk, run);
  const steady = again !== undefined && kindOf(again) === kindOf(first);
  if (!shrinking) count[steady ? 'differing' : 'unsteady'] += 1;
  if (!steady) return undefined;
  if (!shrinking) kinds.set(kindOf(first), seed);
  return again;
}

async function tellOnce(walk: Walk, { options, count }: Run): Promise<Difference | undefined> {
  const { real, rules, signal, listed } = options;
  const { calls, difference }: Told = await tell(walk, real, fakeSide(rules), signal);
  count.calls += calls;
  if (difference === undefined) return undefined;
  if (listed?.(difference) !== true) return difference;
  count.listed += 1;
  return undefined;
}
