/** What became of one interaction. */
export interface VerifiedInteraction {
  /** The consumer of the pact. */
  readonly consumer: string;
  /** The interaction's sentence, without the rule behind it. */
  readonly sentence: string;
  /** The rule that the fake answers by: `addMember: callerPermitted → notAuthorized`. Empty in pacts of other tools. */
  readonly rule: string;
  readonly ok: boolean;
  /** Whether it differs, but its pact is pending: then it fails nothing. */
  readonly pending: boolean;
  /** What differs, a line each; where the provider state could not be made, why. */
  readonly differences: readonly string[];
  readonly milliseconds: number;
}

/** What became of a verification. */
export interface Verified {
  readonly ok: boolean;
  readonly interactions: readonly VerifiedInteraction[];
}

/** A result of the official verifier, as its report has it. */
export interface ReportedInteraction {
  readonly consumer?: string;
  readonly description: string;
  readonly duration: string;
  readonly result: string;
  readonly pending?: boolean;
  readonly mismatch?: ReportedMismatch;
}

interface ReportedMismatch {
  readonly type?: string;
  readonly message?: string;
  readonly mismatches?: readonly {
    readonly type: string;
    readonly mismatch: string;
    readonly path?: string;
    readonly key?: string;
  }[];
}

/** Sums up. A verification without any interaction has proven nothing, and is not well. */
export function verifiedOf(interactions: readonly VerifiedInteraction[]): Verified {
  const ok = interactions.length > 0 && interactions.every((each) => each.ok || each.pending);
  return { ok, interactions };
}

/** One result in our words. `troubles` are those of its provider states. */
export function interactionOf(
  consumer: string,
  reported: ReportedInteraction,
  troubles: readonly string[],
): VerifiedInteraction {
  const [, sentence = reported.description, rule = ''] =
    /^(.*) \[([^[\]]+)\]$/s.exec(reported.description) ?? [];
  const ok = reported.result === 'OK' && troubles.length === 0;
  return {
    consumer: reported.consumer ?? consumer,
    sentence,
    rule,
    ok,
    pending: reported.pending ?? false,
    differences: ok ? [] : [...troubles, ...(troubles.length > 0 ? [] : differencesIn(reported.mismatch))],
    milliseconds: millisecondsOf(reported.duration),
  };
}

function differencesIn(mismatch: ReportedMismatch | undefined): readonly string[] {
  const all = mismatch?.mismatches?.map(({ type, mismatch: told, path }) =>
    type === 'BodyMismatch' && path !== undefined && path !== '/' ? `body ${path}: ${told}` : told,
  );
  return all ?? [mismatch?.message ?? mismatch?.type ?? 'the verifier does not say what differs'];
}

/** `21ms`, `1.2s`. */
function millisecondsOf(duration: string): number {
  const [, number = '0', unit = 'ms'] = /^([\d.]+)\s*(ms|s|m)?/.exec(duration) ?? [];
  return Math.round(Number(number) * { ms: 1, s: 1000, m: 60_000 }[unit as 'ms' | 's' | 'm']);
}
