/** A comparison as text, as Markdown and as JUnit's XML, by the lines and cells of the permission table. */
import { counted, printable } from '../http/printable.ts';
import { codeBlock, markdownCode, markdownText } from '../contract/page/markdown-text.ts';
import { leading } from '../contract/verify/findings.ts';
import { junitOf, skipped } from '../contract/verify/junit.ts';
import { curlOf } from '../contract/verify/repeating.ts';
import { verifiedOf } from '../contract/verify/results.ts';
import { shortened } from '../contract/verify/value-text.ts';
import type { Alike } from './alike.ts';
import { type Compared, verifiedBy } from './comparison.ts';
import { placeText, type Unasked } from './questions.ts';

/** A comparison that is over. */
export interface Comparison {
  /** The cloud and the rules of the fake, as a line. */
  readonly about: string;
  readonly compared: readonly Compared[];
  /** Those that were answered differently, by their causes. */
  readonly alike: readonly Alike[];
  readonly unasked: readonly Unasked[];
  /** How many answers prove nothing, since nobody knows what the service itself answers. */
  readonly unproven: number;
}

/** The questions that were answered differently. */
export function differing({ compared }: Comparison): readonly Compared[] {
  return compared.filter(({ differences }) => differences.length > 0);
}

/** Differences of a question that are printed at most. */
const mostDifferences = 6;

/** How a comparison is printed. */
export interface TextOptions {
  /** Marks a heading; the same text where there are no colours. */
  readonly heading: (text: string) => string;
  /** Whether each question has a line. */
  readonly all: boolean;
}

/** A comparison as lines for a terminal, without control characters from elsewhere. */
export function textLines(comparison: Comparison, { heading, all }: TextOptions): readonly string[] {
  const cells = [...Map.groupBy(comparison.alike, ({ cell }) => cell)];
  return [
    ...(all ? [...comparison.compared.map(questionLine), ''] : []),
    ...cells.flatMap(([cell, own]) => [
      heading(`${cell}  (${countedIn(own)})`),
      ...own.flatMap((each) => alikeLines(each, all)),
      '',
    ]),
    ...unaskedLines(comparison, all),
    summaryOf(comparison),
  ];
}

function questionLine({ question, cell, rule, differences }: Compared): string {
  return `${differences.length === 0 ? '  same   ' : '  DIFFERS'} ${printable(question.sentence)}  ${cell}; ${rule}`;
}

/** The first question of a cause in full, and the others by their sentences, or in full as well. */
function alikeLines(each: Alike, all: boolean): readonly string[] {
  const [first, ...others] = each.members;
  const shown = all ? [...rowsOf(first), ...lineRows(each)] : alikeRows(each);
  return [
    ...detailLines(first, shown),
    ...(all ? others.flatMap((other) => detailLines(other, rowsOf(other))) : []),
  ];
}

function detailLines({ question }: Compared, rows: Rows): readonly string[] {
  return [
    `  ${printable(question.sentence)}`,
    ...rows.map(([name, text]) => `    ${name.padEnd(7)}  ${printable(text)}`),
  ];
}

/** Further questions of a cause that are named. */
const mostNamed = 3;

function alikeRows(each: Alike): Rows {
  const [first, ...others] = each.members;
  const left = others.length - mostNamed;
  return [
    ...rowsOf(first),
    ...lineRows(each),
    ...others.slice(0, mostNamed).map(({ question }) => ['also', question.sentence] as const),
    ...(left > 0 ? [['', `and ${counted(left, 'question')} more that the cloud answers so`] as const] : []),
  ];
}

function lineRows({ line }: Alike): Rows {
  return line === undefined ? [] : [['profile', line]];
}

function countedIn(own: readonly Alike[]): string {
  return counted(
    own.reduce((sum, { members }) => sum + members.length, 0),
    'question',
  );
}

type Rows = readonly (readonly [name: string, text: string])[];

function rowsOf({ question, rule, expected, actual, differences, exchange }: Compared): Rows {
  const told = leading(differences);
  const shown = told.slice(0, mostDifferences).map(({ text }) => ['differs', short(text)] as const);
  const left = told.length - shown.length;
  return [
    ['as', question.caller ?? 'nobody'],
    ['given', placeText(question)],
    ['fake', `${short(expected)} (${rule})`],
    ...(actual === '' ? [] : [['cloud', short(actual)] as const]),
    ...(actual === '' || told.every(({ kind }) => kind !== 'status') ? shown : []),
    ...(left === 0 ? [] : [['', `and ${left} more`] as const]),
    ...curlOf(exchange === undefined ? {} : { exchange }).map((line) => ['repeat', line] as const),
  ];
}

function short(text: string): string {
  return shortened(text, 240);
}

/** @param all whether each question that was not asked has a line. */
function unaskedLines({ unasked, unproven }: Comparison, all: boolean = false): readonly string[] {
  const reasons = [...Map.groupBy(unasked, ({ why }) => why)];
  return [
    ...reasons.flatMap(([why, own]) => [
      printable(`not asked: ${counted(own.length, 'question')}, since ${why}`),
      ...(all ? own.map(({ question }) => `  ${printable(question.sentence)}`) : []),
    ]),
    ...(unproven === 0
      ? []
      : [`not compared: ${counted(unproven, 'answer')}, since nobody knows what the service itself answers`]),
    ...(reasons.length > 0 || unproven > 0 ? [''] : []),
  ];
}

/** The last line of a comparison. */
export function summaryOf(comparison: Comparison): string {
  const { compared } = comparison;
  const count = differing(comparison).length;
  const left = comparison.unasked.length;
  const rest = left === 0 ? '' : ` ${left} not asked.`;
  return `${counted(compared.length, 'question')} asked: ${compared.length - count} answered the same, ${count} differently.${rest}`;
}

/** Bytes of Markdown at most: a comment of GitHub may have 65536 characters. */
const longest = 60_000;

/** A comparison as GitHub's Markdown. What clouds wrote stands in it as code. */
export function comparisonMarkdown(comparison: Comparison): string {
  const head = [
    `**${summaryOf(comparison)}**`,
    '',
    markdownText(comparison.about),
    '',
    ...unaskedLines(comparison).map((line) => (line === '' ? '' : `- ${markdownText(line)}`)),
  ];
  const lines = [...head];
  let size = Buffer.byteLength(lines.join('\n'));
  let left = 0;
  for (const [cell, own] of Map.groupBy(comparison.alike, (each) => each.cell)) {
    const section = sectionOf(cell, own);
    size += Buffer.byteLength(section.join('\n'));
    if (size < longest) lines.push(...section);
    else left += 1;
  }
  if (left > 0) lines.push(`The details of ${counted(left, 'further cell')} are left out.`, '');
  return lines.join('\n');
}

function sectionOf(cell: string, own: readonly Alike[]): readonly string[] {
  return [
    `#### ${markdownCode(cell)}: ${countedIn(own)}`,
    '',
    ...own.flatMap((each) => {
      const rows = alikeRows(each);
      return [
        `**${markdownText(each.members[0].question.sentence)}**`,
        '',
        ...rows
          .filter(([name]) => name !== 'repeat')
          .map(([name, text]) => `- ${name} ${markdownCode(text)}`),
        '',
        ...rows.filter(([name]) => name === 'repeat').flatMap(([, text]) => [...codeBlock([text], 'sh'), '']),
      ];
    }),
  ];
}

/** A comparison as JUnit's XML: a suite per player, a case per question, its cell and check as the class. */
export function comparisonJunit({ compared, unasked }: Comparison): string {
  return junitOf(
    verifiedOf([
      ...compared.map(verifiedBy),
      ...unasked.map(({ question, why }) =>
        skipped(
          { sentence: question.sentence, why: `not asked, since ${why}` },
          { consumer: question.caller ?? 'nobody', states: question.given },
        ),
      ),
    ]),
  );
}
