const numeral: RegExp = /\p{Nd}/gu;

/**
 * A whole number as Python's `int` reads it from a text: spaces around, a sign, single underscores between
 * digits, and digits of any script are fine.
 */
export function readWholeNumber(text: string): number | undefined {
  const plain = text.trim().replace(numeral, (digit) => String(valueOf(digit)));
  return /^[+-]?\d+(?:_\d+)*$/.test(plain) ? Number(plain.replaceAll('_', '')) : undefined;
}

/** Digits stand in Unicode in runs of ten, zero first. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % 10;
}
