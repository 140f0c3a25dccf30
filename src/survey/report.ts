/** A comparison as text, as Markdown and as JUnit's XML, by the lines and cells of the permission table; and what was learnt, as text. */
import type { OwnProfile } from '../domain/profile.ts';
import { profiles } from '../domain/profiles.ts';
import { textOf } from '../http/message.ts';
import { counted, printable } from '../http/printable.ts';
import { jsonOrText } from '../contract/cloud.ts';
import { codeBlock, markdownCode, markdownText } from '../contract/page/markdown-text.ts';
import { leading } from '../contract/verify/findings.ts';
import { junitOf, skipped } from '../contract/verify/junit.ts';
import { curlOf } from '../contract/verify/repeating.ts';
import { verifiedOf } from '../contract/verify/results.ts';
import { shortened } from '../contract/verify/value-text.ts';
import type { Alike } from './alike.ts';
import { type Compared, verifiedBy } from './comparison.ts';
import type { LearntProfile } from './learnt-profile.ts';
import { placeText, type Unasked } from './questions.ts';
import { wordsIn } from './settings.ts';

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
function unaskedLines(
  { unasked, unproven }: Pick<Comparison, 'unasked' | 'unproven'>,
  all: boolean = false,
): readonly string[] {
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
  const { compared, unasked } = comparison;
  const count = differing(comparison).length;
  return `${counted(compared.length, 'question')} asked: ${compared.length - count} answered the same, ${count} differently.${restText(unasked)}`;
}

function restText({ length }: readonly Unasked[]): string {
  return length === 0 ? '' : ` ${length} not asked.`;
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

/** What was learnt of a cloud. */
export interface LearntReport extends LearntProfile {
  /** Where the profile was written. */
  readonly file: string;
  /** What is to be said of cells, by their entries. */
  readonly notes: Readonly<Record<string, string>>;
  /** How many questions the cloud answered. */
  readonly asked: number;
  readonly unasked: readonly Unasked[];
}

/** What was learnt as lines: what the profile says, what nobody knows and why, what it cannot say, and how far it comes. */
export function learntLines({
  own,
  inexpressible,
  file,
  notes,
  asked,
  unasked,
}: LearntReport): readonly string[] {
  const release = own.release === undefined ? '' : `, release ${own.release}`;
  const unknown = Map.groupBy(Object.entries(own.unknown ?? {}), ([, why]) => why);
  return [
    `${file}: based on ${own.based_on}${release}`,
    ...entriesOf(own).map((entry) => `  ${entry}`),
    ...Object.entries(notes).map(([entry, note]) => `${entry}: ${note}`),
    ...[...unknown].map(([why, all]) => `unknown, since ${why}: ${all.map(([entry]) => entry).join(', ')}`),
    ...inexpressible.map(
      ({ question, cell, answer: { response } }) =>
        `cannot be expressed: ${question.sentence} (${cell ?? 'no cell'}): ${response.status} ${wordsIn(jsonOrText(textOf(response.body)))}`,
    ),
    ...unaskedLines({ unasked, unproven: 0 }),
    `${counted(asked, 'question')} asked: a fake with this profile answers ${asked - inexpressible.length} the same.${restText(unasked)}`,
  ];
}

/** What the profile says, an entry each: `addMember.producer: no`; what was measured and is as in the base says so. */
function entriesOf(own: OwnProfile): readonly string[] {
  const { name: _, based_on: __, release: ___, evidence: ____, unknown: _____, ...stated } = own;
  const usual = usualSettings(own.based_on);
  return Object.entries(stated).flatMap(([key, value]) => {
    if (typeof value !== 'object' || Array.isArray(value)) return [`${key}: ${[value].flat().join(', ')}`];
    return Object.entries(value as object).flatMap(([name, each]): string[] =>
      key === 'permissions'
        ? Object.entries(each as object).map(([column, cell]) => `${name}.${column}: ${valueText(cell)}`)
        : [
            `${key}.${name}: ${valueText(each)}${usual[`${key}.${name}`] === each ? `, as in ${own.based_on}` : ''}`,
          ],
    );
  });
}

/** The settings of a built-in profile that are measured in a cloud, by their entries; null: there is no limit. */
function usualSettings(base: OwnProfile['based_on']): Readonly<Record<string, number | null>> {
  const { page, membersPerImage, quotas } = profiles[base];
  const limit = (most: number): number | null => (Number.isFinite(most) ? most : null);
  return {
    'page.size': page.size,
    'page.most': page.most,
    'limits.members_per_image': limit(membersPerImage),
    'limits.properties': limit(quotas.properties),
    'limits.tags': limit(quotas.tags),
  };
}

function valueText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
