/** The results of the official verifier's report, with what else is known of each interaction. */
import type { OfficialMismatch } from './body-differences.ts';
import { differencesBetween, type PactFileInteraction } from './differences.ts';
import type { Difference, VerifiedExchange, VerifiedInteraction } from './results.ts';
import { oneLine } from './value-text.ts';

/** A result of the official verifier, as its report has it. */
export interface ReportedInteraction {
  readonly description: string;
  readonly duration: string;
  readonly result: string;
  readonly mismatch?: ReportedMismatch;
}

export interface ReportedMismatch {
  readonly type?: string;
  readonly message?: string;
  readonly mismatches?: readonly OfficialMismatch[];
}

/** What is known of an interaction besides the report of the official verifier. */
interface KnownInteraction extends Pick<VerifiedInteraction, 'consumer' | 'pending' | 'states'> {
  /** What went wrong with its states or its request, and values that are others. */
  readonly troubles: readonly Difference[];
  readonly exchange: VerifiedExchange | undefined;
  /** The interaction as the pact file has it; left out where no interaction is meant. */
  readonly content?: PactFileInteraction;
}

/** One result in our words. */
export function verifiedInteractionOf(
  reported: ReportedInteraction,
  known: KnownInteraction,
): VerifiedInteraction {
  const { consumer, pending, states, exchange, troubles } = known;
  const [, sentence = reported.description, rule = ''] =
    /^(.*) \[([^[\]]+)\]$/s.exec(reported.description) ?? [];
  const ok = reported.result === 'OK' && troubles.length === 0;
  return {
    consumer,
    sentence,
    rule,
    ok,
    pending: pending && !ok,
    differences: ok ? [] : differencesOf(reported, known),
    states,
    ...(exchange === undefined ? {} : { exchange }),
    milliseconds: millisecondsOf(reported.duration),
  };
}

/** Where a state failed or nothing was answered, the report knows less. */
function differencesOf(
  { result, mismatch }: ReportedInteraction,
  { troubles, exchange, content }: KnownInteraction,
): readonly Difference[] {
  const isReason =
    troubles.some(({ kind }) => kind === 'state' || kind === 'unanswered') ||
    (troubles.length > 0 && mismatch?.mismatches === undefined);
  if (isReason || result === 'OK') return troubles;
  const { mismatches = [] } = mismatch ?? {};
  const found = differencesBetween({ interaction: content, exchange, mismatches });
  if (found.length + troubles.length > 0) return together(troubles, found);
  const text = mismatch?.message ?? mismatch?.type ?? 'the verifier does not say what differs';
  return [{ kind: 'other', where: '', text: oneLine(text) }];
}

/** The status first, since the rest may follow from it; of a place that the verifier speaks of, its word alone. */
function together(troubles: readonly Difference[], found: readonly Difference[]): readonly Difference[] {
  const places = new Set(found.map(({ where }) => where.toLowerCase()));
  const others = troubles.filter(({ kind, where }) => kind !== 'value' || !places.has(where.toLowerCase()));
  const all = [...others, ...found];
  return [...all.filter(({ kind }) => kind === 'status'), ...all.filter(({ kind }) => kind !== 'status')];
}

/** `21ms`, `1.2s`. */
function millisecondsOf(duration: string): number {
  const [, number = '0', unit = 'ms'] = /^([\d.]+)\s*(ms|s|m)?/.exec(duration) ?? [];
  return Math.round(Number(number) * { ms: 1, s: 1000, m: 60_000 }[unit as 'ms' | 's' | 'm']);
}
