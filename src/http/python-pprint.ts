import { codePointLength, compareCodePoints, isPythonSpace } from './code-points.ts';
import { escapeOf, isJsonObject, isPlain, pythonRepr, scalarRepr } from './python-repr.ts';

/**
 * Values laid out as Python's `pprint.pformat` lays them out, keys sorted: Glance's schema errors show
 * the schema and the instance in this way. Source: the Python library reference, `pprint`.
 */

/**
 * Characters of a layout that are shown. Each line stands as far to the right as the keys around it are long, so a
 * short text can make a layout of any length.
 */
export const mostShown: number = 2 * 1024 * 1024;

/** What stands behind a layout that was cut off. */
export const cutOff: string = `... (cut off: this fake shows at most ${mostShown} characters of a value)`;

/**
 * A parsed JSON value as `pprint.pformat(value, width=width, sort_dicts=True)` of Python 3.11 lays it out; of more
 * than `mostShown` characters the first ones.
 */
export function pythonPprint(value: unknown, width: number): string {
  const layout = new Layout(width);
  try {
    layout.lay(value, { indent: 0, allowance: 0, level: 0 });
    return layout.text;
  } catch (error) {
    if (error instanceof Full) return layout.text.slice(0, mostShown) + cutOff;
    throw error;
  }
}

/** Where a value stands: columns to its left, columns kept free behind it, and how deep it is nested. */
interface Place {
  readonly indent: number;
  readonly allowance: number;
  readonly level: number;
}

type Entries = readonly (readonly [key: string, value: unknown])[];

/** No more is shown. */
class Full extends Error {}

/** A layout while it is written. */
class Layout {
  text = '';
  private readonly width: number;
  /** The entries of objects in their order: all values around an object look at them too. */
  private readonly sorted: Map<object, Entries> = new Map();

  constructor(width: number) {
    this.width = width;
  }

  lay(value: unknown, { indent, allowance, level }: Place): void {
    const line = this.inOneLine(value, this.width - indent - allowance);
    const inside = { indent: indent + 1, allowance: allowance + 1, level: level + 1 };
    if (line !== undefined) this.write(line);
    else if (typeof value === 'string') this.wrap(value, { indent, allowance, level: level + 1 });
    else if (Array.isArray(value)) this.stack(value, inside);
    else if (isJsonObject(value)) this.stackEntries(this.entriesOf(value), inside);
    else this.write(pythonRepr(value));
  }

  private write(text: string): void {
    this.text += text;
    if (this.text.length > mostShown) throw new Full();
  }

  private breakLine(indent: number, behind = ''): void {
    this.write(`${behind}\n${' '.repeat(indent)}`);
  }

  private entriesOf(value: Record<string, unknown>): Entries {
    const known = this.sorted.get(value);
    if (known !== undefined) return known;
    const entries = Object.entries(value).toSorted(([left], [right]) => compareCodePoints(left, right));
    this.sorted.set(value, entries);
    return entries;
  }

  /** A value on one line, or undefined where that takes more than `room` columns; either is found out in as many steps. */
  private inOneLine(value: unknown, room: number): string | undefined {
    // A column holds a character, which has two units at most.
    if (room <= 0 || (typeof value === 'string' && value.length > 2 * room)) return undefined;
    const scalar = scalarRepr(value);
    if (scalar !== undefined) return codePointLength(scalar) <= room ? scalar : undefined;
    const isList = Array.isArray(value);
    const items: readonly unknown[] = isList ? value : this.entriesOf(value as Record<string, unknown>);
    if (items.length > room) return undefined;
    let inside = '';
    let left = room - 2;
    for (const item of items) {
      const comma = inside === '' ? '' : ', ';
      const text = isList
        ? this.inOneLine(item, left - comma.length)
        : this.entryInOneLine(item as Entries[number], left - comma.length);
      if (text === undefined) return undefined;
      inside += comma + text;
      left -= comma.length + codePointLength(text);
    }
    if (left < 0) return undefined;
    return isList ? `[${inside}]` : `{${inside}}`;
  }

  private entryInOneLine([key, value]: Entries[number], room: number): string | undefined {
    const label = this.inOneLine(key, room);
    const text = label && this.inOneLine(value, room - codePointLength(label) - 2);
    return text && `${label}: ${text}`;
  }

  private stack(items: readonly unknown[], { indent, allowance, level }: Place): void {
    this.write('[');
    for (const [index, item] of items.entries()) {
      if (index > 0) this.breakLine(indent, ',');
      this.lay(item, { indent, allowance: index === items.length - 1 ? allowance : 1, level });
    }
    this.write(']');
  }

  private stackEntries(entries: Entries, { indent, allowance, level }: Place): void {
    this.write('{');
    for (const [index, [key, value]] of entries.entries()) {
      if (index > 0) this.breakLine(indent, ',');
      const label = `${pythonRepr(key)}: `;
      this.write(label);
      const [behind, before] = [index === entries.length - 1 ? allowance : 1, codePointLength(label)];
      this.lay(value, { indent: indent + before, allowance: behind, level });
    }
    this.write('}');
  }

  /** A long text as adjacent literals, one under the other; alone it stands in brackets. */
  private wrap(text: string, { indent, allowance, level }: Place): void {
    const alone = level === 1 ? 1 : 0;
    const rooms = { width: this.width - indent - alone, allowance: allowance + alone };
    let first: Literal | undefined;
    let several = false;
    eachLiteral(text, rooms, (literal) => {
      if (first === undefined) {
        first = literal;
        return;
      }
      if (!several) this.write((alone ? '(' : '') + pythonRepr(first.text));
      several = true;
      this.breakLine(indent + alone);
      this.write(pythonRepr(literal.text));
    });
    if (!several) this.write(pythonRepr(text));
    else if (alone) this.write(')');
  }
}

/** A part of a text, with the columns that its literal takes: quotes count as one until both kinds are in it. */
class Literal {
  private readonly whole: string;
  private readonly start: number;
  private end: number;
  private width = 0;
  private singles = 0;
  private doubled = false;

  constructor(whole: string, start: number, end: number) {
    this.whole = whole;
    this.start = start;
    this.end = end;
    for (let at = start; at < end; at += 1) {
      const unit = whole.charCodeAt(at);
      if (unit === 0x27) this.singles += 1;
      else if (unit === 0x22) this.doubled = true;
      const code = isPlain(unit) ? unit : (whole.codePointAt(at) ?? unit);
      this.width += isPlain(code) ? 1 : escapeOf(code).length || 1;
      if (code > 0xffff) at += 1;
    }
  }

  get text(): string {
    return this.whole.slice(this.start, this.end);
  }

  get columns(): number {
    return 2 + this.width + (this.doubled ? this.singles : 0);
  }

  /** Takes in the part that follows, where both fit into so many columns. */
  take(next: Literal, columns: number): boolean {
    const doubled = this.doubled || next.doubled;
    const singles = this.singles + next.singles;
    const width = this.width + next.width;
    if (2 + width + (doubled ? singles : 0) > columns) return false;
    [this.end, this.width, this.singles, this.doubled] = [next.end, width, singles, doubled];
    return true;
  }
}

/** The literals that a text is cut into: its lines, and what is wider than `width`, behind words. */
function eachLiteral(
  text: string,
  { width, allowance }: { readonly width: number; readonly allowance: number },
  found: (literal: Literal) => void,
): void {
  for (let start = 0; start < text.length;) {
    const end = lineEnd(text, start);
    // The last line leaves some columns free.
    const free = end === text.length ? allowance : 0;
    const line = new Literal(text, start, end);
    if (line.columns <= width - free) found(line);
    else eachWords(text, { start, end, width, free }, found);
    start = end;
  }
}

function eachWords(
  text: string,
  { start, end, width, free }: Readonly<Record<'start' | 'end' | 'width' | 'free', number>>,
  found: (literal: Literal) => void,
): void {
  let current = new Literal(text, start, start);
  for (let from = start; from < end;) {
    const to = wordEnd(text, from, end);
    const word = new Literal(text, from, to);
    if (!current.take(word, to === end ? width - free : width)) {
      if (current.text !== '') found(current);
      current = word;
    }
    from = to;
  }
  found(current);
}

/** Where the line ends that begins at a place, its line break included. */
function lineEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x0d && text.charCodeAt(at + 1) === 0x0a) return at + 2;
    if (isLineBreak(code)) return at + 1;
  }
  return text.length;
}

function isLineBreak(code: number): boolean {
  if (code <= 0x1e) return (code >= 0x0a && code <= 0x0d) || code >= 0x1c;
  return code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** Where the word ends that begins at a place, the white space behind it included. */
function wordEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && !isPythonSpace(text.charCodeAt(at))) at += 1;
  while (at < end && isPythonSpace(text.charCodeAt(at))) at += 1;
  return at;
}
