import { type Body } from './message.ts';
import { detached } from '../domain/limits.ts';
import { floatRepr, WholeFloat } from '../domain/python-float.ts';

/** JSON as Python's json module reads and prints it, where that can be seen from outside. */

const decoder: TextDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** How many arrays and objects may stand in one another, in what is read and in what an error shows. */
interface Depths {
  readonly read: number;
  readonly shown: number;
}

/**
 * Where Python, which reads and prints by recursion, gives up: at what the services leave of its 1000 frames. Some
 * values break it one or two levels earlier. Source: asked of Glance 25.1 and Keystone 22 with Python 3.11.
 */
export const deepestJson: { readonly glance: Depths; readonly keystone: Depths } = {
  glance: { read: 857, shown: 286 },
  keystone: { read: 944, shown: 312 },
};

/** An object without the keys that have no value, as JSON writes it. */
export function withoutUndefined<Thing extends object>(
  thing: Thing,
): { readonly [Key in keyof Thing]?: Exclude<Thing[Key], undefined> } {
  const stated = Object.entries(thing).filter(([, value]) => value !== undefined);
  return Object.fromEntries(stated) as { [Key in keyof Thing]?: Exclude<Thing[Key], undefined> };
}

/** Digits that a whole number may have. Source: the Python reference, `sys.int_info.default_max_str_digits`. */
const mostDigits = 4300;

/** A JSON text that was read, or why it was not: it is no JSON, or Python gives up on its depth. */
export type ReadJson =
  | { readonly value: unknown; readonly fault?: undefined }
  | { readonly value?: undefined; readonly fault: 'malformed' | 'tooDeep' };

/**
 * The value of a JSON text, in UTF-8 where it is bytes (a BOM is none of it). Whole numbers beyond 2^53 come as `bigint`; `NaN` and
 * `Infinity` are numbers, as in Python. The time is linear in the bytes.
 *
 * `JSON.parse` takes neither, and tells how a number was written only to a reviver, at twenty times the price.
 * @param depths one of `deepestJson`.
 * @param floats whether whole numbers that were written as floats come as `WholeFloat`, or as numbers like others.
 */
export function readJson(
  json: Body,
  depths: Depths = deepestJson.glance,
  floats: 'apart' | 'alike' = 'alike',
): ReadJson {
  try {
    return {
      value: new Reader(typeof json === 'string' ? json : decoder.decode(json), depths.read, floats).whole(),
    };
  } catch (error) {
    if (error instanceof TooDeep) return { fault: 'tooDeep' };
    if (error instanceof SyntaxError || error instanceof TypeError) return { fault: 'malformed' };
    throw error;
  }
}

class TooDeep extends Error {}

const numeral: RegExp = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const words: readonly (readonly [text: string, value: unknown])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
];

/** Where the characters of JSON stand in ASCII. */
const codes = {
  space: 0x20,
  quote: 0x22,
  comma: 0x2c,
  nine: 0x39,
  colon: 0x3a,
  bracket: 0x5b,
  backslash: 0x5c,
  bracketEnd: 0x5d,
  brace: 0x7b,
  braceEnd: 0x7d,
} as const;

/** Reads one text from its start to its end; throws a SyntaxError where it is no JSON. */
class Reader {
  private readonly text: string;
  private readonly deepest: number;
  private readonly apart: boolean;
  private at = 0;

  constructor(text: string, deepest: number, floats: 'apart' | 'alike') {
    this.text = text;
    this.deepest = deepest;
    this.apart = floats === 'apart';
  }

  whole(): unknown {
    const value = this.value(1);
    if (this.next() !== undefined) throw new SyntaxError();
    return value;
  }

  /** The code of the next character that is no space; undefined at the end. */
  private next(): number | undefined {
    const { text } = this;
    while (this.at < text.length) {
      const code = text.charCodeAt(this.at);
      if (code > codes.space || !(code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09))
        return code;
      this.at += 1;
    }
    return undefined;
  }

  private expect(code: number): void {
    if (this.next() !== code) throw new SyntaxError();
    this.at += 1;
  }

  /** @param level how deep an array or object stands that begins here. */
  private value(level: number): unknown {
    const code = this.next();
    if (code === codes.quote) return this.string();
    if (code === codes.bracket) return this.array(level);
    if (code === codes.brace) return this.object(level);
    return (code !== undefined && code <= codes.nine ? this.number() : undefined) ?? this.word();
  }

  private array(level: number): unknown[] {
    if (level > this.deepest) throw new TooDeep();
    this.at += 1;
    const items: unknown[] = [];
    if (this.next() === codes.bracketEnd) {
      this.at += 1;
      return items;
    }
    for (;;) {
      items.push(this.value(level + 1));
      const code = this.next();
      this.at += 1;
      if (code === codes.bracketEnd) return items;
      if (code !== codes.comma) throw new SyntaxError();
    }
  }

  private object(level: number): Record<string, unknown> {
    if (level > this.deepest) throw new TooDeep();
    this.at += 1;
    const members: Record<string, unknown> = {};
    if (this.next() === codes.braceEnd) {
      this.at += 1;
      return members;
    }
    for (;;) {
      this.member(members, level);
      const code = this.next();
      this.at += 1;
      if (code === codes.braceEnd) return members;
      if (code !== codes.comma) throw new SyntaxError();
    }
  }

  private member(members: Record<string, unknown>, level: number): void {
    if (this.next() !== codes.quote) throw new SyntaxError();
    const key = this.string();
    this.expect(codes.colon);
    const value = this.value(level + 1);
    if (key === '__proto__') {
      Object.defineProperty(members, key, { value, enumerable: true, writable: true, configurable: true });
    } else members[key] = value;
  }

  private string(): string {
    const start = this.at;
    for (let plain = true; ; this.at += 1) {
      const code = this.text.charCodeAt(this.at + 1);
      if (code === codes.quote) {
        this.at += 2;
        return plain ? this.part(start + 1, this.at - 1) : JSON.parse(this.text.slice(start, this.at));
      }
      // Comparing with NaN, the code behind the end, is false.
      if (!(code >= codes.space)) throw new SyntaxError();
      if (code !== codes.backslash) continue;
      plain = false;
      this.at += 1;
    }
  }

  /** A part of the text that does not keep the whole of it, where that is much longer: a world may keep the part. */
  private part(start: number, end: number): string {
    const part = this.text.slice(start, end);
    return this.text.length > 2 * part.length + 64 ? detached(part) : part;
  }

  private number(): number | bigint | WholeFloat | undefined {
    numeral.lastIndex = this.at;
    if (!numeral.test(this.text)) return undefined;
    const source = this.text.slice(this.at, numeral.lastIndex);
    this.at = numeral.lastIndex;
    const value = Number(source);
    if (/[.eE]/.test(source)) return this.apart && Number.isInteger(value) ? new WholeFloat(value) : value;
    if (Number.isSafeInteger(value)) return value;
    if (source.length - Number(source.startsWith('-')) > mostDigits) throw new SyntaxError();
    return BigInt(source);
  }

  private word(): unknown {
    const found = words.find(([text]) => this.text.startsWith(text, this.at));
    if (found === undefined) throw new SyntaxError();
    this.at += found[0].length;
    return found[1];
  }
}

/** The JSON text of a value, spaced as Python spaces it; text outside ASCII stays as it is. */
export function printJson(value: unknown): string {
  // Written for speed, what is most frequent first: an answer is hardly more than this text.
  if (typeof value === 'string') return printText(value);
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') return printNumber(value);
  if (typeof value === 'bigint' || value instanceof WholeFloat) return String(value);
  if (Array.isArray(value)) return `[${value.map(printJson).join(', ')}]`;
  return typeof value === 'object' ? printObject(value) : JSON.stringify(value);
}

function printNumber(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return Number.isFinite(value) ? floatRepr(value) : 'null';
}

function printObject(value: object): string {
  let printed = '';
  for (const key of Object.keys(value)) {
    const item: unknown = (value as Readonly<Record<string, unknown>>)[key];
    if (item === undefined) continue;
    if (printed !== '') printed += ', ';
    printed += printKey(key);
    printed += printJson(item);
  }
  return `{${printed}}`;
}

/** Keys that were printed before: nearly all are names of attributes. */
const printedKeys = new Map<string, string>();
const mostKeys = 1000;

function printKey(key: string): string {
  const known = printedKeys.get(key);
  if (known !== undefined) return known;
  const printed = `${printText(key)}: `;
  if (printedKeys.size < mostKeys) printedKeys.set(key, printed);
  return printed;
}

/** Characters that JSON may have to escape: quotes, backslashes, control characters and halves of characters. */
const escaped: RegExp = /[\x00-\x1f"\\\ud800-\udfff]/;

function printText(text: string): string {
  return escaped.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** A text as JSON. */
export interface TextAsJson {
  readonly json: string;
  readonly isAscii: boolean;
}

const simple: RegExp = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;
const ascii: RegExp = /^[\x00-\x7f]*$/;

/** A text as JSON, and whether that is in ASCII. */
export function textAsJson(text: string): TextAsJson {
  if (simple.test(text)) return { json: `"${text}"`, isAscii: true };
  const json = printText(text);
  return { json, isAscii: ascii.test(json) };
}

/**
 * JSON with escapes for all that is not ASCII, as Python writes it by default: so do WebOb's errors and the database of
 * tasks, all else of Glance has it as it is. Source: asked of Glance 25.1.
 */
export function inAscii(json: string): string {
  return json.replace(/[\x7f-\uffff]+/g, (units) => {
    let escaped = '';
    for (let at = 0; at < units.length; at += 1) escaped += escapeOf(units.charCodeAt(at));
    return escaped;
  });
}

const escapes: string[] = [];
const escapeOf = (unit: number): string => (escapes[unit] ??= `\\u${unit.toString(16).padStart(4, '0')}`);
