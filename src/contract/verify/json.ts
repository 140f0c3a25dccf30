import { type Counts, countsOf, findingsOf } from './findings.ts';
import type { Verified } from './results.ts';

/** A verification as its JSON report has it. Names stay as they are; new ones may come. */
export interface VerifiedReport extends Verified {
  readonly counts: Counts;
  /** What is wrong, each once, with the places of its interactions in the list. */
  readonly findings: readonly { readonly text: string; readonly interactions: readonly number[] }[];
}

/** A verification with its counts and findings. */
export function reportOf(verified: Verified): VerifiedReport {
  const places = new Map(verified.interactions.map((each, place) => [each, place]));
  const findings = findingsOf(verified).map(({ text, interactions }) => ({
    text,
    interactions: interactions.map((each) => places.get(each) ?? -1),
  }));
  return {
    ok: verified.ok,
    counts: countsOf(verified.interactions),
    findings,
    interactions: verified.interactions,
  };
}
