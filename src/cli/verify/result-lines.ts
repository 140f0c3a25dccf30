import type { Verified, VerifiedInteraction } from '../../contract/verify/results.ts';
import type { Paint } from '../paint.ts';
import { printable } from '../text.ts';

/** The results as they may be printed: their texts come from pacts, and from what a server answered. */
export function printableResults({ ok, interactions }: Verified): Verified {
  const shown = interactions.map((each) => ({
    ...each,
    consumer: printable(each.consumer),
    sentence: printable(each.sentence),
    rule: printable(each.rule),
    differences: each.differences.flatMap(inLines),
  }));
  return { ok, interactions: shown };
}

/** A difference may have several lines; those after the first are not to be taken for ours. */
function inLines(difference: string): readonly string[] {
  return difference.split('\n').map((line, place) => `${place === 0 ? '' : '  '}${printable(line)}`);
}

/**
 * A result per interaction, consumer by consumer, and how many there were; what differs is repeated in the end.
 * @param verified as `printableResults` makes it.
 */
export function resultLines({ interactions }: Verified, paint: Paint): readonly string[] {
  const failed = interactions.filter(({ ok }) => !ok);
  const suites = [...Map.groupBy(interactions, ({ consumer }) => consumer)];
  return [
    ...suites.flatMap(([consumer, own]) => [
      paint('heading', consumer),
      ...own.map((each) => line(each, paint)),
      '',
    ]),
    ...(failed.length === 0
      ? []
      : [paint('heading', 'What differs'), ...failed.flatMap((each) => difference(each, paint)), '']),
    `${interactions.length - failed.length} interactions hold, ${failed.length} do not.`,
  ];
}

function line({ ok, pending, sentence, rule }: VerifiedInteraction, paint: Paint): string {
  const mark = ok ? paint('good', '  ok  ') : paint('broken', pending ? '  pending' : '  FAILED');
  return `${mark} ${sentence}${rule === '' ? '' : paint('faint', `  ${rule}`)}`;
}

function difference(
  { consumer, sentence, rule, differences }: VerifiedInteraction,
  paint: Paint,
): readonly string[] {
  return [
    `  ${paint('broken', sentence)} (${consumer})`,
    ...(rule === '' ? [] : [`    rule: ${rule}`]),
    ...differences.map((each) => `    ${each}`),
  ];
}
