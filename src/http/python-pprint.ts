import { codePointLength, compareCodePoints, isPythonSpace } from './code-points.ts';
import { cutOff, escapeOf, isContainer, mostShownOf, pythonRepr, scalarRepr } from './python-repr.ts';

/**
 * Values laid out as Python's `pprint.pformat` lays them out: Glance's schema errors show
 * the schema and the instance in this way. Source: the Python library reference, `pprint`.
 */

/** How a value is laid out. */
export interface LayoutOptions {
  readonly width: number;
  /** Whether the keys of objects are sorted; else they stand in the order in which they were written (true). */
  readonly sorts?: boolean;
  /** Columns before each line but the first (0). */
  readonly margin?: number;
  /** How many arrays and objects may stand in one another (as many as one likes). */
  readonly deepest?: number;
}

/**
 * A parsed JSON value as `pprint.pformat(value, width=width, sort_dicts=sorts)` of Python 3.11 lays it out, as
 * far as it is shown: each line stands as far to the right as the keys around it are long.
 * @returns undefined where it is nested too deep, as far as it is shown.
 */
export function pythonPprint(value: unknown, options: LayoutOptions): string | undefined {
  const layout = new Layout(options, mostShownOf(value));
  try {
    layout.lay(value, { indent: 0, allowance: 0, level: 0 });
  } catch (error) {
    if (error instanceof TooDeep) return undefined;
    if (!(error instanceof Full)) throw error;
  }
  return cutOff(layout.text, value);
}

/** Where a value stands: columns to its left, columns kept free behind it, and how deep it is nested. */
interface Place {
  readonly indent: number;
  readonly allowance: number;
  readonly level: number;
}

type Members = Readonly<Record<string, unknown>>;

/** No more is shown. */
class Full extends Error {}

class TooDeep extends Error {}

/** A layout while it is written. */
class Layout {
  text = '';
  private readonly width: number;
  private readonly sorts: boolean;
  private readonly margin: number;
  private readonly deepest: number;
  private readonly most: number;
  /** What was found out of lists and objects: all values around them look at it too. */
  private readonly sorted: Map<object, readonly string[]> = new Map();
  private readonly widths: Map<object, number> = new Map();

  constructor({ width, sorts = true, margin = 0, deepest = Infinity }: LayoutOptions, most: number) {
    this.width = width;
    this.sorts = sorts;
    this.margin = margin;
    this.deepest = deepest;
    this.most = most;
  }

  /** @param lead what stands before the value. */
  lay(value: unknown, { indent, allowance, level }: Place, lead: string = ''): void {
    const isParted = isContainer(value);
    if (!isParted && typeof value !== 'string') return this.write(lead + pythonRepr(value));
    const fits = this.widthOf(value) <= this.width - indent - allowance;
    // Only values around this one would look at it again, and they are laid out already.
    if (isParted) this.widths.delete(value);
    if (fits) return this.write(lead + this.inOneLine(value));
    this.write(lead);
    if (!isParted) return this.wrap(value, { indent, allowance, level: level + 1 });
    if (level >= this.deepest) throw new TooDeep();
    const inside = { indent: indent + 1, allowance: allowance + 1, level: level + 1 };
    if (Array.isArray(value)) this.stack(value, inside);
    else this.stackMembers(value as Members, inside);
  }

  private write(text: string): void {
    this.text += text;
    if (this.text.length > this.most) throw new Full();
  }

  private lineBreak(indent: number): string {
    return `\n${' '.repeat(this.margin + indent)}`;
  }

  private keysOf(value: Members): readonly string[] {
    const known = this.sorted.get(value);
    if (known !== undefined) return known;
    const keys = Object.keys(value);
    if (!this.sorts) return keys;
    // Without halves of characters the order of units, which costs less, is that of code points.
    if (keys.some((key) => /[\ud800-\udfff]/.test(key))) keys.sort(compareCodePoints);
    else keys.sort();
    this.sorted.set(value, keys);
    return keys;
  }

  /** Columns that a value takes on one line; Infinity where those are more than there are. */
  private widthOf(value: unknown): number {
    // A column holds a character, which has two units at most.
    if (typeof value === 'string' && value.length > 2 * this.width) return Infinity;
    const scalar = scalarRepr(value);
    if (scalar !== undefined) return codePointLength(scalar);
    const known = this.widths.get(value as object);
    if (known !== undefined) return known;
    const width = this.widthOfParts(value as object);
    this.widths.set(value as object, width);
    return width;
  }

  private widthOfParts(value: object): number {
    const isList = Array.isArray(value);
    const items: readonly unknown[] = isList ? value : this.keysOf(value as Members);
    let width = 2;
    for (const [index, item] of items.entries()) {
      const comma = index === 0 ? 0 : 2;
      const behindKey = isList ? 0 : 2 + this.widthOf((value as Members)[item as string]);
      width += comma + this.widthOf(item) + behindKey;
      if (width > this.width) return Infinity;
    }
    return width;
  }

  private inOneLine(value: unknown): string {
    const scalar = scalarRepr(value);
    if (scalar !== undefined) return scalar;
    if (Array.isArray(value)) return `[${value.map((item) => this.inOneLine(item)).join(', ')}]`;
    const members = value as Members;
    const entries = this.keysOf(members).map((key) => `${pythonRepr(key)}: ${this.inOneLine(members[key])}`);
    return `{${entries.join(', ')}}`;
  }

  private stack(items: readonly unknown[], { indent, allowance, level }: Place): void {
    const between = { indent, allowance: 1, level };
    const lineBreak = items.length > 1 ? this.lineBreak(indent) : '';
    this.write('[');
    for (const [index, item] of items.entries()) {
      const place = index < items.length - 1 ? between : { indent, allowance, level };
      this.lay(item, place, index === 0 ? '' : `,${lineBreak}`);
    }
    this.write(']');
  }

  private stackMembers(members: Members, { indent, allowance, level }: Place): void {
    const keys = this.keysOf(members);
    const lineBreak = keys.length > 1 ? this.lineBreak(indent) : '';
    this.write('{');
    for (const [index, key] of keys.entries()) {
      const label = `${pythonRepr(key)}: `;
      const behind = index === keys.length - 1 ? allowance : 1;
      const place = { indent: indent + codePointLength(label), allowance: behind, level };
      this.lay(members[key], place, index === 0 ? label : `,${lineBreak}${label}`);
    }
    this.write('}');
  }

  /** A long text as adjacent literals, one under the other; alone it stands in brackets. */
  private wrap(text: string, { indent, allowance, level }: Place): void {
    const alone = level === 1 ? 1 : 0;
    const rooms = { width: this.width - indent - alone, allowance: allowance + alone };
    const lineBreak = this.lineBreak(indent + alone);
    let first: string | undefined;
    let several = false;
    eachLiteral(text, rooms, (literal) => {
      if (first === undefined) {
        first = literal;
        return;
      }
      if (!several) this.write((alone ? '(' : '') + pythonRepr(first));
      several = true;
      this.write(lineBreak + pythonRepr(literal));
    });
    if (!several) this.write(pythonRepr(text));
    else if (alone) this.write(')');
  }
}

/** A part of a text, with the columns that its literal takes: quotes count as one until both kinds are in it. */
class Part {
  end = 0;
  private readonly whole: string;
  private start = 0;
  private width = 0;
  private singles = 0;
  private doubled = false;

  constructor(whole: string) {
    this.whole = whole;
  }

  get text(): string {
    return this.whole.slice(this.start, this.end);
  }

  get columns(): number {
    return 2 + this.width + (this.doubled ? this.singles : 0);
  }

  /** Makes it the part between two places. */
  set(start: number, end: number): void {
    [this.start, this.end, this.width, this.singles, this.doubled] = [start, end, 0, 0, false];
    for (let at = start; at < end; at += 1) {
      const unit = this.whole.charCodeAt(at);
      if (unit === 0x27) this.singles += 1;
      else if (unit === 0x22) this.doubled = true;
      const code = unit < 0xd800 ? unit : (this.whole.codePointAt(at) ?? unit);
      this.width += escapeOf(code).length || 1;
      if (code > 0xffff) at += 1;
    }
  }

  /** Takes in the part that follows, where both fit into so many columns. @returns whether they do. */
  take(next: Part, columns: number): boolean {
    const doubled = this.doubled || next.doubled;
    const singles = this.singles + next.singles;
    const width = this.width + next.width;
    if (2 + width + (doubled ? singles : 0) > columns) return false;
    this.end = next.end;
    this.width = width;
    this.singles = singles;
    this.doubled = doubled;
    return true;
  }
}

/** The texts of the literals that a text is cut into: its lines, and what is wider than `width`, behind words. */
function eachLiteral(
  text: string,
  { width, allowance }: { readonly width: number; readonly allowance: number },
  found: (literal: string) => void,
): void {
  const line = new Part(text);
  for (let start = 0; start < text.length; start = line.end) {
    line.set(start, lineEnd(text, start));
    // The last line leaves some columns free.
    const free = line.end === text.length ? allowance : 0;
    if (line.columns <= width - free) found(line.text);
    else eachWords(text, { start, end: line.end, width, free }, found);
  }
}

function eachWords(
  text: string,
  { start, end, width, free }: Readonly<Record<'start' | 'end' | 'width' | 'free', number>>,
  found: (literal: string) => void,
): void {
  let [current, word] = [new Part(text), new Part(text)];
  current.set(start, start);
  for (let from = start; from < end; from = word.end) {
    word.set(from, wordEnd(text, from, end));
    if (current.take(word, word.end === end ? width - free : width)) continue;
    if (current.text !== '') found(current.text);
    [current, word] = [word, current];
    word.end = current.end;
  }
  found(current.text);
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
