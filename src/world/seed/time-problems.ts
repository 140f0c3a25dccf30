import { seedFormats } from './formats.ts';
import type { SeedProblem } from './problem.ts';

/** Times of the right form that no calendar knows, such as the 30th of February. */
export function timeProblems(
  timed: { readonly created_at?: string; readonly updated_at?: string },
  path: readonly (string | number)[],
): readonly SeedProblem[] {
  return (['created_at', 'updated_at'] as const).flatMap((key) => {
    const time = timed[key];
    if (time === undefined || isReal(time)) return [];
    return {
      path: [...path, key],
      problem: `\`${time}\` is in no calendar`,
      mend: seedFormats.time.mend,
    };
  });
}

/** JavaScript takes the 30th of February for the 2nd of March. */
function isReal(time: string): boolean {
  const at = new Date(time);
  return !Number.isNaN(at.getTime()) && at.toISOString() === time.replace('Z', '.000Z');
}
