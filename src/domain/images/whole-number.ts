const numeral: RegExp = /\p{Nd}/gu;

/** Digits that Python reads. Source: the Python reference, `sys.int_info.default_max_str_digits`. */
const mostDigits = 4300;

/**
 * A whole number as Python's `int` reads it from a text: spaces around, a sign, single underscores between
 * digits, and digits of any script are fine.
 */
export function readWholeNumber(text: string): number | undefined {
  const plain = text.trim().replace(numeral, (digit) => String(valueOf(digit)));
  if (!/^[+-]?\d+(?:_\d+)*$/.test(plain)) return undefined;
  const digits = plain.replaceAll(/[+_-]/g, '');
  return digits.length > mostDigits ? undefined : Number(plain.replaceAll('_', ''));
}

/** Digits stand in Unicode in runs of ten, zero first. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % 10;
}
