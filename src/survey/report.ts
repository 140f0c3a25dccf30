/** A comparison as text, as Markdown and as JUnit's XML, by the lines and cells of the permission table. */
import { printable } from '../http/printable.ts';
import { codeBlock, markdownCode, markdownText } from '../contract/page/markdown-text.ts';
import { leading } from '../contract/verify/findings.ts';
import { junitOf } from '../contract/verify/junit.ts';
import { curlOf } from '../contract/verify/repeating.ts';
import { type VerifiedInteraction, verifiedOf } from '../contract/verify/results.ts';
import { shortened } from '../contract/verify/value-text.ts';
import { type Compared, verifiedBy } from './comparison.ts';
import { placeText, type Unasked } from './questions.ts';

/** A comparison that is over. */
export interface Comparison {
  /** The cloud and the rules of the fake, as a line. */
  readonly about: string;
  readonly compared: readonly Compared[];
  readonly unasked: readonly Unasked[];
  /** How many answers prove nothing, since nobody knows what the service itself answers. */
  readonly unproven: number;
}

/** The questions that were answered otherwise. */
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
  const groups = [...Map.groupBy(differing(comparison), ({ cell }) => cell)];
  return [
    ...(all ? [...comparison.compared.map(questionLine), ''] : []),
    ...groups.flatMap(([cell, own]) => [
      heading(`${cell}  (${counted(own.length, 'question')})`),
      ...own.flatMap(detailLines),
      '',
    ]),
    ...unaskedLines(comparison, all),
    summaryOf(comparison),
  ];
}

function questionLine({ question, cell, rule, differences }: Compared): string {
  return `${differences.length === 0 ? '  same   ' : '  DIFFERS'} ${printable(question.sentence)}  ${cell}; ${rule}`;
}

function detailLines(each: Compared): readonly string[] {
  const rows = rowsOf(each).map(([name, text]) => `    ${name.padEnd(7)}  ${printable(text)}`);
  return [`  ${printable(each.question.sentence)}`, ...rows];
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

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
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
  return `${counted(compared.length, 'question')} asked: ${compared.length - count} answered the same, ${count} otherwise.${rest}`;
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
  for (const [cell, own] of Map.groupBy(differing(comparison), (each) => each.cell)) {
    const section = sectionOf(cell, own);
    size += Buffer.byteLength(section.join('\n'));
    if (size < longest) lines.push(...section);
    else left += 1;
  }
  if (left > 0) lines.push(`The details of ${counted(left, 'further cell')} are left out.`, '');
  return lines.join('\n');
}

function sectionOf(cell: string, own: readonly Compared[]): readonly string[] {
  return [
    `#### ${markdownCode(cell)}: ${counted(own.length, 'question')}`,
    '',
    ...own.flatMap((each) => {
      const rows = rowsOf(each);
      return [
        `**${markdownText(each.question.sentence)}**`,
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
  return junitOf(verifiedOf([...compared.map(verifiedBy), ...unasked.map(skippedBy)]));
}

/** A question that was not asked, as a case that is skipped. */
function skippedBy({ question, why }: Unasked): VerifiedInteraction {
  const { caller, sentence, given } = question;
  return {
    consumer: caller ?? 'nobody',
    sentence,
    rule: '',
    ok: false,
    pending: true,
    differences: [{ kind: 'other', where: '', text: `not asked, since ${why}` }],
    states: given,
    milliseconds: 0,
  };
}
