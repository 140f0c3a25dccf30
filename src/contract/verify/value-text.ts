/** Values of pacts and answers as texts of one line. */

/** The longest value that is shown whole, in characters. */
const longest = 160;

/** A text with its middle left out where it is too long to be read in a line. */
export function shortened(text: string, most: number = longest): string {
  if (text.length <= most) return text;
  const end = Math.floor(most / 3);
  const start = most - end - 1;
  return `${text.slice(0, start).replace(/[\ud800-\udbff]$/, '')}…${text.slice(-end).replace(/^[\udc00-\udfff]/, '')}`;
}

/** A value as JSON in one line, shortened. */
export function valueText(value: unknown): string {
  return shortened(JSON.stringify(value) ?? 'nothing');
}

/**
 * Two values as texts. Of long ones that begin alike, what is alike is left out: the difference would be in the part
 * that nobody sees.
 */
export function bothTexts(expected: unknown, actual: unknown): readonly [expected: string, actual: string] {
  const [one, other] = [JSON.stringify(expected) ?? 'nothing', JSON.stringify(actual) ?? 'nothing'];
  if (one.length <= longest && other.length <= longest) return [one, other];
  let alike = 0;
  while (alike < one.length && one[alike] === other[alike]) alike += 1;
  const from = alike - 40;
  if (from <= 40) return [shortened(one), shortened(other)];
  return [shortened(`…${one.slice(from)}`), shortened(`…${other.slice(from)}`)];
}

/** A text of the official tool in one line, without its colours. */
export function oneLine(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- The colours of a terminal begin with this character.
      .replaceAll(/\u001b\[[0-9;]*[A-Za-z]/g, '')
      .replaceAll('\r', String.raw`\r`)
      .replaceAll('\n', String.raw`\n`)
  );
}

/** What kind of JSON a value is. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  const kinds: Readonly<Record<string, string>> = {
    string: 'a text',
    number: 'a number',
    boolean: 'true or false',
    object: 'an object',
  };
  return kinds[typeof value] ?? 'nothing';
}

/** Patterns that pacts of this package use, by what they stand for. */
const known: readonly (readonly [pattern: string, name: string])[] = [
  ['[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', '{id}'],
  ['[0-9a-f-]{36}', '{id}'],
  ['\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ', '{time}'],
  ['[^ "<>/?&]+', '{word}'],
  ['[0-9a-fA-F-]+', '{hex}'],
  ['https?://.+/', '{any server}/'],
];

/**
 * What a pattern asks for, as words behind "a text" or "a name": `like "/v2/images/{id}"` where it is a text of which
 * some parts vary, otherwise `that matches ^a+$`.
 */
export function patternText(regex: string): string {
  const text = textOf(regex);
  return text === undefined ? `that matches ${shortened(oneLine(regex))}` : `like ${valueText(text)}`;
}

/** A pattern as a text with the parts that vary in braces; undefined where it is more than that. */
export function textOf(regex: string): string | undefined {
  const [, inner] = /^\^(.*)\$$/s.exec(regex) ?? [];
  if (inner === undefined) return undefined;
  const named = known.reduce((text, [pattern, name]) => text.replaceAll(pattern, name), inner);
  const literals = named.replaceAll(/\{[a-z ]+\}/g, '').replaceAll(/\\[^a-zA-Z0-9]/g, '');
  if (/[\\^$.*+?()[\]{}|]/.test(literals)) return undefined;
  return named.replaceAll(/\\([^a-zA-Z0-9])/g, '$1');
}
