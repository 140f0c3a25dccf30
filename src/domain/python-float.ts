/** Numbers as Python prints them, where it tells a float from an integer and JavaScript does not. */

/** Python writes an exponent from 1e16 on and below 1e-4, with two digits at least, and `.0` after whole floats. */
export function floatRepr(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  const sign = Object.is(value, -0) ? '-' : '';
  const [mantissa = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= 16 || (value !== 0 && exponent < -4)) {
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const plain =
    exponent < 0 ? value.toFixed(mantissa.replace(/[-.]/g, '').length - 1 - exponent) : String(value);
  return plain.includes('.') ? plain : `${sign}${plain}.0`;
}

/**
 * A whole number that was written as a float, as `2.0`, `-0.0` and `1e3` are. It counts like the number, and prints as
 * Python prints the float.
 */
export class WholeFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  valueOf(): number {
    return this.value;
  }

  toString(): string {
    return floatRepr(this.value);
  }

  toJSON(): number {
    return this.value;
  }
}
