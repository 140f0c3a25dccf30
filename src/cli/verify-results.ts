/** The results of a verification as lines. */
import { stateText } from '../contract/state-text.ts';
import { countsOf, type Finding, findingsOf, leading } from '../contract/verify/findings.ts';
import { answerOf, curlOf } from '../contract/verify/repeating.ts';
import type { Verified, VerifiedInteraction } from '../contract/verify/results.ts';
import { counted, printable } from '../http/printable.ts';
import type { Paint } from './paint.ts';

/** How results are printed. */
interface Printing {
  readonly paint: Paint;
  /** Whether each interaction has a line, and each that does not hold its details. */
  readonly all: boolean;
}

/** Without `--all`: how many findings, interactions of each, and differences of an interaction are printed. */
const most = { findings: 20, interactions: 3, differences: 8, variants: 4 };

/**
 * How many interactions of each consumer hold, what is wrong, each once with some of the interactions that show it, and
 * the sum. Texts of pacts and servers are printable.
 */
export function resultLines(verified: Verified, printing: Printing): readonly string[] {
  const { interactions } = verified;
  const { paint, all } = printing;
  const { hold, pending } = countsOf(interactions);
  const findings = findingsOf(verified);
  const shown = all ? findings : findings.slice(0, most.findings);
  const left = findings.length - shown.length;
  const detailed = new Set<VerifiedInteraction>();
  return [
    ...(all ? everyLine(interactions, paint) : consumerLines(interactions, paint)),
    '',
    ...(findings.length === 0 ? [] : [paint('heading', 'What differs'), '']),
    ...shown.flatMap((finding) => [...findingLines(finding, printing, detailed), '']),
    ...(left === 0 ? [] : [`and ${counted(left, 'further finding')}, which --all prints`, '']),
    ...pendingLines(interactions, printing),
    `${counted(hold, 'interaction')} ${hold === 1 ? 'holds' : 'hold'}, ${interactions.length - hold} ${interactions.length - hold === 1 ? 'does' : 'do'} not${pending === 0 ? '' : `, ${pending} of them pending`}.`,
  ];
}

function consumerLines(interactions: readonly VerifiedInteraction[], paint: Paint): readonly string[] {
  const suites = [...Map.groupBy(interactions, ({ consumer }) => printable(consumer))];
  const width = Math.max(0, ...suites.map(([consumer]) => consumer.length));
  return suites.map(([consumer, own]) => {
    const { hold, fail, pending } = countsOf(own);
    const others = [
      ...(fail === 0 ? [] : [paint('broken', `${fail} ${fail === 1 ? 'does' : 'do'} not`)]),
      ...(pending === 0 ? [] : [paint('refused', `${pending} pending`)]),
    ];
    return `${consumer.padEnd(width)}  ${[paint('good', `${String(hold).padStart(3)} ${hold === 1 ? 'holds' : 'hold'}`), ...others].join(', ')}`;
  });
}

function everyLine(interactions: readonly VerifiedInteraction[], paint: Paint): readonly string[] {
  const suites = [...Map.groupBy(interactions, ({ consumer }) => consumer)];
  return suites.flatMap(([consumer, own], place) => [
    ...(place === 0 ? [] : ['']),
    paint('heading', printable(consumer)),
    ...own.map((each) => resultLine(each, paint)),
  ]);
}

function resultLine({ ok, pending, sentence, rule }: VerifiedInteraction, paint: Paint): string {
  const mark = ok ? paint('good', '  ok  ') : paint('broken', pending ? '  pending' : '  FAILED');
  return `${mark} ${printable(sentence)}${rule === '' ? '' : paint('faint', `  ${printable(rule)}`)}`;
}

function findingLines(
  { text, variants, interactions, isState }: Finding,
  { paint, all }: Printing,
  detailed: Set<VerifiedInteraction>,
): readonly string[] {
  const count = `${interactions.length} interaction${interactions.length === 1 ? '' : 's'}`;
  const shown = all ? interactions : interactions.slice(0, most.interactions);
  const left = interactions.length - shown.length;
  return [
    `${paint('broken', oneLine(text.replace(/\.$/, '')))}: ${count}${isState ? ' not sent' : ''}`,
    ...variants.slice(0, most.variants).map(([variant, times]) => `  ${times} × ${oneLine(variant)}`),
    ...(variants.length > most.variants ? [`  and in ${variants.length - most.variants} other ways`] : []),
    ...shown.flatMap((each) => {
      const isNew = !detailed.has(each);
      detailed.add(each);
      return [resultLine(each, paint), ...(isNew ? detailLines(each, all) : [])];
    }),
    ...(left === 0 ? [] : [`  … and ${left} more, which --all prints`]),
  ];
}

function detailLines(each: VerifiedInteraction, all: boolean): readonly string[] {
  const { consumer, states, differences } = each;
  const shown = all ? differences : leading(differences).slice(0, most.differences);
  const answer = answerOf(each);
  const left = differences.length - shown.length;
  const rows: readonly (readonly [name: string, text: string])[] = [
    ['consumer', consumer],
    ...states.map((state) => ['given', stateText(state)] as const),
    ...shown.map(({ text }) => ['differs', text] as const),
    ...(left === 0
      ? []
      : [['', `and ${left} more difference${left === 1 ? '' : 's'}, which --all prints`] as const]),
    ...(answer === '' ? [] : [['answer', answer] as const]),
    ...curlOf(each).map((line) => ['repeat', line] as const),
  ];
  return rows.map(([name, text]) => `         ${name.padEnd(8)}  ${oneLine(text)}`);
}

/** Pacts that are pending fail nothing, but somebody waits for them. */
function pendingLines(
  interactions: readonly VerifiedInteraction[],
  { paint, all }: Printing,
): readonly string[] {
  const pending = interactions.filter((each) => each.pending);
  const shown = all ? pending : pending.slice(0, most.interactions);
  const left = pending.length - shown.length;
  if (pending.length === 0) return [];
  return [
    paint('heading', 'Pending'),
    ...shown.flatMap((each) => [resultLine(each, paint), ...detailLines(each, all)]),
    ...(left === 0 ? [] : [`  … and ${left} more, which --all prints`]),
    '',
  ];
}

function oneLine(text: string): string {
  return printable(text.replaceAll('\n', String.raw`\n`));
}
