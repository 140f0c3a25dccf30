/** What the rows say of a run: figures with their units, ratios, and whether an aim was met. Pure. */
import type { Measured } from './results.ts';
import type { Row } from './rows.ts';
import { ratiosOf, type Spread, spreadOf } from './statistics.ts';

/** A row with its figures. */
export interface Comparison {
  readonly row: Row;
  readonly value: Spread;
  /** What it is compared with; undefined where the row has no reference. */
  readonly reference: Spread | undefined;
  /** Subject through reference, round by round. */
  readonly ratio: Spread | undefined;
  /** Undefined where the row has no aim. */
  readonly met: boolean | undefined;
}

/** A row's figures; undefined where they were not measured. */
export function compare(row: Row, measured: Measured | undefined): Comparison | undefined {
  const values = measured?.[row.subject]?.[row.quantity];
  if (values === undefined) return undefined;
  const references = row.reference === undefined ? undefined : measured?.[row.reference]?.[row.quantity];
  if (row.reference !== undefined && references === undefined) return undefined;
  const value = spreadOf(values);
  const ratio = references && spreadOf(ratiosOf(values, references));
  return {
    row,
    value,
    reference: references && spreadOf(references),
    ratio,
    met: metBy(row, ratio ?? value),
  };
}

function metBy({ aim, better }: Row, { median }: Spread): boolean | undefined {
  if (aim === undefined) return undefined;
  return better === 'more' ? median >= aim : median <= aim;
}

/** What a quantity is shown in: what one of its units is in those of the results, and how it is written. */
const units: Readonly<Record<string, readonly [unit: string, divisor: number]>> = {
  rate: ['/s', 1],
  cpu: ['µs', 1],
  wall: ['µs', 1],
  p50: ['ms', 1],
  p99: ['ms', 1],
  start: ['ms', 1],
  startCpu: ['ms', 1],
  started: ['MB', 1e6],
  loaded: ['MB', 1e6],
  memory: ['MB', 1e6],
  peak: ['MB', 1e6],
  bytes: ['B', 1],
  seconds: ['s', 1],
};

/** A figure with its unit and some three digits: `14.3 µs`, `69,300 /s`, `81 MB`. */
export function shown(value: number, quantity: string): string {
  const [unit, divisor] = units[quantity] ?? ['', 1];
  return `${digits(value / divisor)} ${unit}`.trimEnd();
}

/** Three digits that matter; all of them before the point where there are more, since nobody reads 1.2e4. */
function digits(value: number): string {
  if (value >= 1000) return (Math.round(value / 100) * 100).toLocaleString('en-US');
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** A ratio with its range: `1.42 (1.38–1.47)`. */
export function shownRatio({ median, least, most }: Spread): string {
  return `${median.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`;
}

/** What is aimed at: `≥ 1.3`, `≤ 2.50 µs`; empty where nothing is. */
export function shownAim({ aim, better, reference, quantity }: Row): string {
  if (aim === undefined) return '';
  return `${better === 'more' ? '≥' : '≤'} ${reference === undefined ? shown(aim, quantity) : aim}`;
}
