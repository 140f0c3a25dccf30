import type { RequiredProviderState } from '../interaction.ts';

/** Something that is not as the pact has it, or the reason for which nobody knows. */
export interface Difference {
  /**
   * What it is about: the provider state could not be made; the server did not answer; its status, a header or the
   * body is another; a value of the answer is not the one that a provider state gave; anything else.
   */
  readonly kind: 'state' | 'unanswered' | 'status' | 'header' | 'body' | 'value' | 'other';
  /** The place: `$.images[2].visibility` in a body, the name of a header, the sentence of a state; else empty. */
  readonly where: string;
  /** What the pact has there, and what the server answered, as one line each; left out where there is nothing to show. */
  readonly expected?: string;
  readonly actual?: string;
  /** All of it as a sentence. */
  readonly text: string;
}

/** A request as it was sent, and the answer. Tokens are masked. */
export interface VerifiedExchange {
  readonly request: {
    readonly method: string;
    /** The whole URL, of the server itself. */
    readonly url: string;
    readonly headers: readonly (readonly [name: string, value: string])[];
    /** Empty where there was none. */
    readonly body: string;
  };
  /** Left out where the server did not answer. */
  readonly response?: {
    readonly status: number;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly body: string;
  };
}

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
  /** Why it was not asked at all; such a one counts as pending. */
  readonly leftOut?: string;
  /** What differs; where a provider state could not be made, that alone. */
  readonly differences: readonly Difference[];
  /** The provider states of the interaction. */
  readonly states: readonly RequiredProviderState[];
  /** What was sent to the server and answered by it; left out where nothing was. */
  readonly exchange?: VerifiedExchange;
  readonly milliseconds: number;
}

/** What became of a verification. */
export interface Verified {
  readonly ok: boolean;
  readonly interactions: readonly VerifiedInteraction[];
}

/** Sums up. As with the official verifier, a verification without any interaction fails nothing. */
export function verifiedOf(interactions: readonly VerifiedInteraction[]): Verified {
  return { ok: interactions.every((each) => each.ok || each.pending), interactions };
}
