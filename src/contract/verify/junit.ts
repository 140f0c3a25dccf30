import { stateText } from '../state-text.ts';
import { countsOf, fails } from './findings.ts';
import { curlOf } from './repeating.ts';
import type { Verified, VerifiedInteraction } from './results.ts';
import { printable } from '../../http/printable.ts';

/**
 * A verification as JUnit's XML, which every CI shows: a suite per consumer, a case per interaction with its rule as the
 * class. A provider state that could not be made is an error, everything else a failure; pending ones are skipped, and so
 * is what was not asked, with the reason.
 */
export function junitOf({ interactions }: Verified): string {
  const suites = Map.groupBy(interactions, ({ consumer }) => consumer);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="image-members-api" ${totals(interactions)}>`,
    ...[...suites].flatMap(([consumer, own]) => [
      `  <testsuite name="${escaped(consumer)}" ${totals(own)}>`,
      ...own.flatMap(caseOf),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

/** An interaction that was not asked. */
export function skipped(
  { sentence, why }: { readonly sentence: string; readonly why: string },
  { consumer = 'left out', states = [] }: Partial<Pick<VerifiedInteraction, 'consumer' | 'states'>> = {},
): VerifiedInteraction {
  const about = { consumer, sentence, rule: '', states, leftOut: why };
  return { ...about, ok: false, pending: true, differences: [], milliseconds: 0 };
}

function totals(own: readonly VerifiedInteraction[]): string {
  const { all, fail, pending } = countsOf(own);
  const errors = own.filter((each) => fails(each) && isError(each)).length;
  return `tests="${all}" failures="${fail - errors}" errors="${errors}" skipped="${pending}" time="${seconds(own)}"`;
}

function isError({ differences }: VerifiedInteraction): boolean {
  return differences.some(({ kind }) => kind === 'state');
}

function caseOf(each: VerifiedInteraction): readonly string[] {
  const head = `    <testcase classname="${escaped(each.rule || each.consumer)}" name="${escaped(each.sentence)}" time="${seconds([each])}"`;
  if (each.ok) return [`${head}/>`];
  if (each.leftOut !== undefined)
    return [`${head}>`, `      <skipped message="${escaped(each.leftOut)}"/>`, '    </testcase>'];
  const { text = '' } = each.differences[0] ?? {};
  const more = each.differences.length - 1;
  const message = escaped(`${text}${more > 0 ? ` (and ${more} more)` : ''}`);
  const kind = isError(each) ? 'error' : 'failure';
  const inside = each.pending
    ? `<skipped message="pending: ${message}"/>`
    : `<${kind} message="${message}" type="${each.differences[0]?.kind ?? 'other'}">${detailOf(each)}</${kind}>`;
  return [`${head}>`, `      ${inside}`, '    </testcase>'];
}

function detailOf(each: VerifiedInteraction): string {
  const { differences, states, rule } = each;
  return [
    ...differences.map(({ text }) => text),
    ...(rule === '' ? [] : [`rule: ${rule}`]),
    ...states.map((state) => `given: ${stateText(state)}`),
    ...curlOf(each),
  ]
    .map(escaped)
    .join('\n');
}

function seconds(all: readonly VerifiedInteraction[]): string {
  return (all.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000).toFixed(3);
}

/** A text in one line. */
function escaped(text: string): string {
  return (
    printable(text)
      // XML 1.0 has no way to write what is no Char of its section 2.2.
      .replaceAll(/[^\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
