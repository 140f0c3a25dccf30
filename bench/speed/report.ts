/** The table in the terminal. */
import { type Comparison, compare, shown, shownAim, shownRatio } from './comparison.ts';
import type { Measured } from './results.ts';
import { peerFacts } from './peers.ts';
import { rows } from './rows.ts';
import { spreadOf } from './statistics.ts';

const widths: readonly number[] = [-60, 12, 12, 20, 10];

function columns(cells: readonly string[]): string {
  return cells
    .map((cell, place) => {
      const width = widths[place] ?? 0;
      return width < 0 ? cell.padEnd(-width) : cell.padStart(width);
    })
    .join(' ')
    .trimEnd();
}

/** The head of the table. */
export const head: string = columns(['', 'it', 'reference', 'ratio (range)', 'aim']);

function line({ row, value, reference, ratio, met }: Comparison): string {
  const cells = [
    row.title,
    shown(value.median, row.quantity),
    reference === undefined ? '' : shown(reference.median, row.quantity),
    ratio === undefined ? '' : shownRatio(ratio),
    shownAim(row),
  ];
  return columns(cells) + (met === undefined ? '' : met ? '  met' : '  NOT met');
}

/** The lines of one measurement. */
export function linesOf(name: string, measured: Measured): string[] {
  if (name === 'peers') return peerLines(measured);
  const own = rows.filter(({ measurement }) => measurement === name);
  return own.flatMap((row) => compare(row, measured) ?? []).map(line);
}

/** Peers side by side: requests per second, CPU time of one, start, memory. */
function peerLines(measured: Measured): string[] {
  return Object.entries(measured).map(([name, quantities]) => {
    const cells = ['rate', 'cpu', 'start', 'memory'].map((quantity) => {
      const values = quantities[quantity];
      return values === undefined ? '–' : shown(spreadOf(values).median, quantity);
    });
    return columns([`peers: ${peerFacts[name]?.name ?? name}`, ...cells]);
  });
}
