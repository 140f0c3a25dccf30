import { codePointLength, compareCodePoints, pythonSpace } from './code-points.ts';
import { isJsonObject, pythonRepr, scalarRepr } from './python-repr.ts';

/**
 * Values laid out as Python's `pprint.pformat` lays them out, keys sorted: Glance's schema errors show
 * the schema and the instance in this way. Source: the Python library reference, `pprint`.
 */

/** Where a value stands: columns to its left, columns kept free behind it, and how deep it is nested. */
interface Place {
  readonly width: number;
  readonly indent: number;
  readonly allowance: number;
  readonly level: number;
}

const lines: RegExp =
  /\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]|[^\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+(?:\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029])?/g;
const words: RegExp = new RegExp(`[^${pythonSpace}]+[${pythonSpace}]*|[${pythonSpace}]+`, 'g');

function sortedEntries(value: Record<string, unknown>): [string, unknown][] {
  return Object.entries(value).toSorted(([left], [right]) => compareCodePoints(left, right));
}

function oneLine(value: unknown): string {
  const scalar = scalarRepr(value);
  if (scalar !== undefined) return scalar;
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  const entries = sortedEntries(value as Record<string, unknown>);
  return `{${entries.map(([key, item]) => `${pythonRepr(key)}: ${oneLine(item)}`).join(', ')}}`;
}

/** A line that is too wide, cut behind words into literals. The last one leaves `allowance` columns free. */
function wrappedWords(line: string, width: number, allowance: number): string[] {
  const parts = line.match(words) ?? [];
  const literals: string[] = [];
  let current = '';
  parts.forEach((part, index) => {
    const room = index === parts.length - 1 ? width - allowance : width;
    if (codePointLength(pythonRepr(current + part)) <= room) current += part;
    else {
      if (current !== '') literals.push(pythonRepr(current));
      current = part;
    }
  });
  if (current !== '') literals.push(pythonRepr(current));
  return literals;
}

/** A long text as adjacent literals, one under the other; alone it stands in brackets. */
function wrappedText(text: string, place: Place): string {
  const alone = place.level === 1 ? 1 : 0;
  const indent = place.indent + alone;
  const width = place.width - indent;
  const rows = text.match(lines) ?? [];
  const literals = rows.flatMap((line, index) => {
    const allowance = index === rows.length - 1 ? place.allowance + alone : 0;
    const literal = pythonRepr(line);
    return codePointLength(literal) <= width - allowance ? [literal] : wrappedWords(line, width, allowance);
  });
  if (literals.length <= 1) return pythonRepr(text);
  const wrapped = literals.join(`\n${' '.repeat(indent)}`);
  return alone ? `(${wrapped})` : wrapped;
}

interface Item {
  readonly label: string;
  readonly value: unknown;
}

/** The items of a list or dict, each on its own line. */
function stacked(items: readonly Item[], place: Place): string {
  const indent = place.indent + 1;
  const laidOut = items.map(
    ({ label, value }, index) =>
      label +
      laid(value, {
        ...place,
        indent: indent + codePointLength(label),
        allowance: index === items.length - 1 ? place.allowance + 1 : 1,
      }),
  );
  return laidOut.join(`,\n${' '.repeat(indent)}`);
}

function laid(value: unknown, place: Place): string {
  const text = oneLine(value);
  if (codePointLength(text) <= place.width - place.indent - place.allowance) return text;
  const inside = { ...place, level: place.level + 1 };
  if (typeof value === 'string') return wrappedText(value, inside);
  if (Array.isArray(value))
    return `[${stacked(
      value.map((item) => ({ label: '', value: item })),
      inside,
    )}]`;
  if (!isJsonObject(value)) return text;
  const items = sortedEntries(value).map(([key, item]) => ({ label: `${pythonRepr(key)}: `, value: item }));
  return `{${stacked(items, inside)}}`;
}

/** A parsed JSON value as `pprint.pformat(value, width=width, sort_dicts=True)` of Python 3.11 lays it out. */
export function pythonPprint(value: unknown, width: number): string {
  return laid(value, { width, indent: 0, allowance: 0, level: 0 });
}
