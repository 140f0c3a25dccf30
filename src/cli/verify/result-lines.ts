import type { Verified, VerifiedInteraction } from '../../contract/verify/outcome.ts';
import type { Paint } from '../paint.ts';
import { printable } from '../text.ts';

/** A result per interaction, consumer by consumer, and how many there were; what differs is repeated in the end. */
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
  return `${mark} ${printable(sentence)}${rule === '' ? '' : paint('faint', `  ${rule}`)}`;
}

function difference(
  { consumer, sentence, rule, differences }: VerifiedInteraction,
  paint: Paint,
): readonly string[] {
  return [
    `  ${paint('broken', printable(sentence))} (${consumer})`,
    ...(rule === '' ? [] : [`    rule: ${rule}`]),
    ...differences.flatMap((each) => each.split('\n').map((text) => `    ${printable(text)}`)),
  ];
}
