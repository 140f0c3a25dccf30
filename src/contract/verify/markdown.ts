/** A verification as Markdown for a pull request. */
import { counted } from '../../http/printable.ts';
import { codeBlock, htmlCode, markdownCode } from '../page/markdown-text.ts';
import { stateText } from '../state-text.ts';
import { type Counts, countsOf, type Finding, findingsOf, leading } from './findings.ts';
import { answerOf, curlOf } from './repeating.ts';
import type { Verified, VerifiedInteraction } from './results.ts';
import { shortened } from './value-text.ts';

/** A comment of GitHub may have 65536 characters. */
const longest = 60_000;

/** How many interactions of a finding are shown. */
const shownOfFinding = 3;

/**
 * A verification as GitHub's Markdown: counts, what is wrong, and some interactions of each finding, at most 60 kB.
 * Whatever pacts and servers wrote stands in it as code, so that it forms neither Markdown nor HTML.
 */
export function markdownOf(verified: Verified): string {
  const { interactions } = verified;
  const findings = findingsOf(verified);
  const head = [
    `**${headline(countsOf(interactions))}**`,
    '',
    ...countTable(interactions),
    ...(findings.length === 0 ? [] : ['', '#### What differs', '', ...findingTable(findings)]),
  ];
  const bound = longest - 200;
  const sections: string[] = [];
  let size = bytes(head.join('\n'));
  for (const finding of findings) {
    const section = sectionOf(finding).join('\n');
    size += bytes(section) + 1;
    if (size > bound) break;
    sections.push(section);
  }
  const left = findings.length - sections.length;
  const note =
    left === 0
      ? []
      : ['', `The details of ${counted(left, 'further finding')} ${left === 1 ? 'is' : 'are'} left out.`];
  return [...head, ...sections, ...note, ''].join('\n');
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}

function headline({ all, fail, pending }: Counts): string {
  const more =
    pending === 0
      ? ''
      : `; ${pending === 1 ? '1 pending one does' : `${pending} pending ones do`} not hold either, and ${pending === 1 ? 'fails' : 'fail'} nothing`;
  if (all === 0) return 'There was no interaction to verify, so nothing is proven.';
  return fail === 0
    ? `${all - pending === 1 ? 'The one interaction holds' : `All ${all - pending} interactions hold`}${more}`
    : `${fail} of ${counted(all, 'interaction')} ${fail === 1 ? 'does' : 'do'} not hold${more}`;
}

/** Consumers beyond these are summed up. */
const mostConsumers = 30;

function countTable(interactions: readonly VerifiedInteraction[]): readonly string[] {
  const suites = [...Map.groupBy(interactions, ({ consumer }) => consumer)];
  const row = (name: string, own: readonly VerifiedInteraction[]): string => {
    const { hold, fail, pending } = countsOf(own);
    return `| ${name} | ${hold} | ${fail} | ${pending} |`;
  };
  const rest = suites.slice(mostConsumers).flatMap(([, own]) => own);
  return [
    '| consumer | hold | do not | pending |',
    '|---|--:|--:|--:|',
    ...suites.slice(0, mostConsumers).map(([consumer, own]) => row(code(consumer), own)),
    ...(rest.length === 0 ? [] : [row(`${suites.length - mostConsumers} others`, rest)]),
  ];
}

const mostFindings = 40;

function findingTable(findings: readonly Finding[]): readonly string[] {
  const rows = findings.slice(0, mostFindings).map(({ text, interactions }) => {
    const [first] = interactions;
    return `| ${code(text)} | ${interactions.length} | ${code(first?.sentence ?? '')} |`;
  });
  const left = findings.length - rows.length;
  return [
    '| finding | interactions | such as |',
    '|---|--:|---|',
    ...rows,
    ...(left > 0 ? [`| and ${left} more | | |`] : []),
  ];
}

function sectionOf({ text, variants, interactions }: Finding): readonly string[] {
  const count = `${interactions.length} interaction${interactions.length === 1 ? '' : 's'}`;
  const left = interactions.length - shownOfFinding;
  return [
    '',
    `<details><summary>${htmlCode(shortened(text, 400))}: ${count}</summary>`,
    '',
    ...variants.slice(0, shownOfFinding).map(([variant, times]) => `- ${times} × ${code(variant)}`),
    ...interactions.slice(0, shownOfFinding).flatMap(interactionLines),
    ...(left > 0 ? ['', `… and ${left} more.`] : []),
    '',
    '</details>',
  ];
}

function interactionLines(each: VerifiedInteraction): readonly string[] {
  const { sentence, consumer, rule, states, differences } = each;
  const shown = leading(differences).slice(0, shownOfFinding * 2);
  const left = differences.length - shown.length;
  const answer = answerOf(each);
  return [
    '',
    `**${code(sentence)}** (${code(consumer)})`,
    '',
    ...(rule === '' ? [] : [`- rule: ${code(rule)}`]),
    ...states.map((state) => `- given: ${code(stateText(state))}`),
    ...shown.map(({ text }) => `- differs: ${code(text)}`),
    ...(left > 0 ? [`- and ${left} more difference${left === 1 ? '' : 's'}`] : []),
    ...(answer === '' ? [] : [`- answer: ${code(answer)}`]),
    ...(curlOf(each).length === 0 ? [] : ['', ...codeBlock(curlOf(each), 'sh')]),
  ];
}

/** A text from elsewhere, not too long, as code. */
function code(text: string): string {
  return markdownCode(shortened(text, 400));
}
