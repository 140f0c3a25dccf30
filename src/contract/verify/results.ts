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
  readonly mismatches?: readonly {
    readonly type: string;
    readonly mismatch: string;
    readonly path?: string;
    readonly key?: string;
  }[];
}

/** Sums up. As with the official verifier, a verification without any interaction fails nothing. */
export function verifiedOf(interactions: readonly VerifiedInteraction[]): Verified {
  return { ok: interactions.every((each) => each.ok || each.pending), interactions };
}

/** What is known of an interaction besides the report of the official verifier. */
interface KnownInteraction extends Pick<VerifiedInteraction, 'consumer' | 'pending' | 'states'> {
  /** What went wrong with its states or its request, and values that are others. */
  readonly troubles: readonly Difference[];
  readonly exchange: VerifiedExchange | undefined;
}

/** One result in our words. */
export function verifiedInteractionOf(
  reported: ReportedInteraction,
  { consumer, pending, states, exchange, troubles }: KnownInteraction,
): VerifiedInteraction {
  const [, sentence = reported.description, rule = ''] =
    /^(.*) \[([^[\]]+)\]$/s.exec(reported.description) ?? [];
  const ok = reported.result === 'OK' && troubles.length === 0;
  return {
    consumer,
    sentence,
    rule,
    ok,
    pending: pending && !ok,
    differences: ok ? [] : differencesOf(reported, troubles),
    states,
    ...(exchange === undefined ? {} : { exchange }),
    milliseconds: millisecondsOf(reported.duration),
  };
}

/** Where a state failed or nothing was answered, the report knows less. */
function differencesOf(
  { result, mismatch }: ReportedInteraction,
  troubles: readonly Difference[],
): readonly Difference[] {
  const isReason =
    troubles.some(({ kind }) => kind === 'state' || kind === 'unanswered') ||
    (troubles.length > 0 && mismatch?.mismatches === undefined);
  return [...troubles, ...(isReason || result === 'OK' ? [] : differencesIn(mismatch))];
}

function differencesIn(mismatch: ReportedMismatch | undefined): readonly Difference[] {
  const all = mismatch?.mismatches?.map(({ type, mismatch: text, path }): Difference => {
    const inBody = type === 'BodyMismatch' && path !== undefined && path !== '/';
    return inBody
      ? { kind: 'body', where: path, text: `body ${path}: ${text}` }
      : { kind: 'other', where: '', text };
  });
  const text = mismatch?.message ?? mismatch?.type ?? 'the verifier does not say what differs';
  return all ?? [{ kind: 'other', where: '', text }];
}

/** `21ms`, `1.2s`. */
function millisecondsOf(duration: string): number {
  const [, number = '0', unit = 'ms'] = /^([\d.]+)\s*(ms|s|m)?/.exec(duration) ?? [];
  return Math.round(Number(number) * { ms: 1, s: 1000, m: 60_000 }[unit as 'ms' | 's' | 'm']);
}

/** A verification as JUnit's XML, which every CI shows: a suite per consumer, the rule as the class of a case. */
export function junitOf({ interactions }: Verified): string {
  const suites = Map.groupBy(interactions, ({ consumer }) => consumer);
  const failures = interactions.filter(fails).length;
  const totals = `tests="${interactions.length}" failures="${failures}" errors="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="image-members-api" ${totals} time="${seconds(interactions)}">`,
    ...[...suites].flatMap(([consumer, own]) => suiteOf(consumer, own)),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteOf(consumer: string, own: readonly VerifiedInteraction[]): readonly string[] {
  const counts = `tests="${own.length}" failures="${own.filter(fails).length}" errors="0"`;
  return [
    `  <testsuite name="${escaped(consumer)}" ${counts} time="${seconds(own)}">`,
    ...own.flatMap(caseOf),
    '  </testsuite>',
  ];
}

function caseOf(each: VerifiedInteraction): readonly string[] {
  const head = `    <testcase classname="${escaped(each.rule || each.consumer)}" name="${escaped(each.sentence)}" time="${seconds([each])}"`;
  if (!fails(each)) return [`${head}/>`];
  return [
    `${head}>`,
    `      <failure message="${escaped(`the rule ${each.rule || 'of the pact'} does not hold`)}">${escaped(each.differences.map(({ text }) => text).join('\n'))}</failure>`,
    '    </testcase>',
  ];
}

function fails({ ok, pending }: VerifiedInteraction): boolean {
  return !ok && !pending;
}

function seconds(all: readonly VerifiedInteraction[]): string {
  return (all.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000).toFixed(3);
}

function escaped(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // XML 1.0 has no way to write what is no Char of its section 2.2.
      .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
  );
}
