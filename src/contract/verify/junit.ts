import { type Verified, type VerifiedInteraction } from './outcome.ts';

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
