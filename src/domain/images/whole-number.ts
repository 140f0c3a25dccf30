/**
 * A whole number as Python's `int` reads it from a text: spaces around, a sign, and single underscores
 * between digits are fine. Digits of other scripts are not read, unlike there.
 */
export function readWholeNumber(text: string): number | undefined {
  const trimmed = text.trim();
  return /^[+-]?\d+(?:_\d+)*$/.test(trimmed) ? Number(trimmed.replaceAll('_', '')) : undefined;
}
