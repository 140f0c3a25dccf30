/** The middle of some numbers, and how far they spread. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Median, least and most. Of an even number of values the median is the mean of the two in the middle.
 * @throws RangeError where there are none.
 */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const [least, most] = [sorted.at(0), sorted.at(-1)];
  if (least === undefined || most === undefined) throw new RangeError('no values to take the median of');
  const half = sorted.length / 2;
  const middle = sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1);
  return { median: middle.reduce((sum, each) => sum + each, 0) / middle.length, least, most };
}

/**
 * The ratios of two series, round by round: what slows a whole round down slows both. Rounds that only one of them has
 * are left out.
 */
export function ratiosOf(ours: readonly number[], theirs: readonly number[]): number[] {
  return ours.slice(0, theirs.length).map((value, round) => value / (theirs[round] ?? Number.NaN));
}
