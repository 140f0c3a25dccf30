import type { Values } from './states.ts';
import type { Matcher } from './template.ts';

/** A text of an answer as a contract asks for it. */
export type Pattern = (text: string) => string | Matcher;

/** What a time of the API looks like. */
export const time: string = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`;
/** What the id of an image looks like. */
export const uuid: string = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const word = '[^ "<>/?&]+';

/** Whatever differs from cloud to cloud besides the values of the states: what it looks like. */
const accidents: readonly (readonly [found: RegExp, expression: string])[] = [
  [new RegExp(time, 'g'), time],
  [new RegExp(uuid, 'g'), uuid],
];

/**
 * Finds in texts what differs from cloud to cloud – the values of provider states, ids, times – and leaves the rest
 * of the text literal.
 */
export function patternsOf(values: Values): { readonly patternOf: Pattern } {
  const known = [...new Set(Object.values(values))].filter((value) => value.length > 4);
  const parts: readonly (readonly [RegExp, string])[] = [
    ...accidents,
    ...known
      .toSorted((one, other) => other.length - one.length)
      .map((value): readonly [RegExp, string] => [new RegExp(escaped(value), 'g'), word]),
  ];
  const any = new RegExp(parts.map(([{ source }]) => source).join('|'));
  return {
    patternOf: (text) => {
      if (!any.test(text)) return text;
      const expression = expressionOf(text, parts);
      return expression === escaped(text)
        ? text
        : { 'pact:matcher:type': 'regex', regex: `^${expression}$`, value: text };
    },
  };
}

/** The text as a regular expression: what a part finds becomes its expression, the rest stands for itself. */
function expressionOf(text: string, parts: readonly (readonly [RegExp, string])[]): string {
  const [first, ...rest] = parts;
  if (first === undefined) return escaped(text);
  const [found, expression] = first;
  return text
    .split(found)
    .map((piece) => expressionOf(piece, rest))
    .join(expression);
}

/** The text with nothing in it that a regular expression takes for more than itself, in Rust as in JavaScript. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
