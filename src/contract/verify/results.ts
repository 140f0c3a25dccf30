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
export function verifiedInteractionOf(
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
  const all = mismatch?.mismatches?.map(({ type, mismatch: difference, path }) =>
    type === 'BodyMismatch' && path !== undefined && path !== '/'
      ? `body ${path}: ${difference}`
      : difference,
  );
  return all ?? [mismatch?.message ?? mismatch?.type ?? 'the verifier does not say what differs'];
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
    `      <failure message="${escaped(`the rule ${each.rule || 'of the pact'} does not hold`)}">${escaped(each.differences.join('\n'))}</failure>`,
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
