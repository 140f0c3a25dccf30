import type { Written } from '../../contract/recorder.ts';
import { listed, printable } from '../text.ts';

/** What a recording came to, for people: the file, the counts, what is in no pact and why, what nobody read. */
export function recordingLines(written: Written): readonly string[] {
  const { file, interactions, exchanges, folded, leftOut, unread, kept, unreduced } = written;
  const left = leftOut.reduce((sum, { times }) => sum + times, 0);
  const before = kept === 0 ? '' : ` Kept from earlier recordings: ${kept}.`;
  return [
    `Recorded ${printable(file)}: ${counted(interactions.length, 'interaction')} out of ${counted(exchanges, 'exchange')}. Said again: ${folded}. Left out: ${left}.${before}`,
    ...(unreduced === 0
      ? []
      : [
          `Not reduced: ${unreduced}. There were too many to try all that could be taken out of their provider states.`,
        ]),
    ...section(
      'Left out:',
      leftOut.map(({ why, example, times }) => [times, why.includes(example) ? why : `${why}: ${example}`]),
    ),
    ...section(
      'Sent, and read by nobody:',
      unread.map(({ operation, part, name, times }) => [times, `${part} ${name} of ${operation}`]),
    ),
  ];
}

/** Lines under a title, the most frequent first; none where there is nothing to tell. */
function section(
  title: string,
  rows: readonly (readonly [times: number, what: string])[],
): readonly string[] {
  if (rows.length === 0) return [];
  const sorted = rows.toSorted(([one], [other]) => other - one);
  return [
    title,
    ...listed(
      sorted.map(([times, what]): [string, string] => [`${times} ×`, what]),
      2,
    ),
  ];
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
