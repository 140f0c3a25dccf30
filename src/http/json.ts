/** JSON as Python's json module reads and prints it, where that can be seen from outside. */

const decoder: TextDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const notNumbers: RegExp = /"(?:[^"\\]|\\.)*"|-?(?:NaN|Infinity)/g;

/**
 * The value of a JSON text in UTF-8. Whole numbers beyond 2^53 come as `bigint`; `NaN` and `Infinity`,
 * which Python takes, as `NaN`.
 * @returns undefined where the bytes are not such a text (a BOM included).
 */
export function readJson(bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    const text = decoder.decode(bytes);
    const standIn = absentFrom(text);
    const plain = text.replace(notNumbers, (found) =>
      found.startsWith('"') ? found : JSON.stringify(standIn),
    );
    return { value: JSON.parse(plain, reviver(standIn)) };
  } catch {
    return undefined;
  }
}

/** A word that a text does not have. */
function absentFrom(text: string): string {
  let word = 'not-a-number';
  while (text.includes(word)) word += '-';
  return word;
}

type Reviver = (this: object, key: string, value: unknown, context?: { readonly source?: string }) => unknown;

/** Whole numbers that were written as floats (`2.0`, `1e3`), by the object that holds them. */
const floats: WeakMap<object, Set<string>> = new WeakMap();

/** Whether a whole number of a JSON text was written as a float: Python keeps the two apart. */
export function isWrittenAsFloat(holder: object, key: string): boolean {
  return floats.get(holder)?.has(key) ?? false;
}

function reviver(standIn: string): Reviver {
  return function (key, value, context) {
    if (value === standIn) return NaN;
    const source = context?.source ?? '';
    if (typeof value === 'number' && Number.isInteger(value) && /[.eE]/.test(source))
      floats.set(this, (floats.get(this) ?? new Set()).add(key));
    const great = typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source);
    return great ? BigInt(source) : value;
  };
}

/** The JSON text of a value, spaced as Python spaces it; text outside ASCII stays as it is. */
export function printJson(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(printJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}: ${printJson(item)}`).join(', ')}}`;
  }
  return JSON.stringify(value);
}
