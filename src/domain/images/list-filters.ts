import { folded } from '../collation.ts';
import type { Image } from '../model.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { remembered } from '../remembered.ts';
import { filterWords, listedValues, quoteProblem, readIsoTime, readWholeNumber } from './filter-words.ts';
import { type Column, columnOf, columns, leadingNumber, numberIn } from './image-columns.ts';

/** Whether an image passes a filter. */
export type Condition = (image: Image) => boolean;
/** What became of a filter. */
export type Filter = Condition | Refusal;

/** Names that Glance's image class uses for something else than columns: filters on them find nothing, or fail. */
const methods: ReadonlySet<string> = new Set([
  'delete',
  'get',
  'items',
  'iteritems',
  'keys',
  'metadata',
  'registry',
  'save',
  'to_dict',
  'update',
  'values',
]);
const relations: ReadonlySet<string> = new Set(['locations', 'members', 'properties', 'tags']);

const comparisons: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  gt: (value, threshold) => value > threshold,
  gte: (value, threshold) => value >= threshold,
  lt: (value, threshold) => value < threshold,
  lte: (value, threshold) => value <= threshold,
  neq: (value, threshold) => value !== threshold,
  eq: (value, threshold) => value === threshold,
};

/** `size_min=5`, `size_max=5`. */
function range(key: string, value: string): Filter {
  const bound = readWholeNumber(value);
  if (bound === undefined) return refuse('filterRangeNotNumeric');
  const name = key.slice(0, -4);
  if (!Object.hasOwn(columns, name)) return refuse('serverErred');
  const column = columnOf(name);
  return (image) => {
    const number = numberIn(column, image);
    return number !== null && (key.endsWith('_min') ? number >= bound : number <= bound);
  };
}

/** `created_at=gt:2026-01-01T00:00:00Z`. */
function time(key: string, value: string): Filter {
  const { operator, text } = filterWords(value);
  const threshold = readIsoTime(text);
  if (threshold === undefined) return refuse('filterTimeInvalid', { filter: key });
  const compare = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
  if (compare === undefined) return refuse('filterTimeOperatorUnknown');
  const column = columnOf(key);
  return (image) => compare(Date.parse(String(column.read(image))), threshold);
}

function oneOf(column: Column, texts: readonly string[]): Condition {
  const wanted = new Set(texts.map(folded));
  return (image) => {
    const value = column.read(image);
    return typeof value === 'string' && wanted.has(folded(value));
  };
}

/** `name=in:a,"b,c"`, `name=eq:a`, `name=a`. */
function word(key: string, value: string): Filter {
  const { operator, text } = filterWords(value);
  if (operator === 'eq') return oneOf(columnOf(key), [text]);
  if (operator !== 'in') return refuse('filterOperatorUnknown', { operator });
  return quoteProblem(text) ?? oneOf(columnOf(key), listedValues(text));
}

/** A name and a value as the database compares them, in one text. */
function pair(name: string, value: string): string {
  return JSON.stringify([folded(name), folded(value)]);
}

const pairsOf = remembered((properties: Image['properties']): ReadonlySet<string> => {
  const entries = Object.entries(properties).flatMap(([name, value]) =>
    value === null ? [] : pair(name, value),
  );
  return new Set(entries);
});

/** A filter on a property of the image: name and value are compared as the database compares texts. */
function property(key: string, value: string): Condition {
  const wanted = pair(key, value);
  return ({ properties }) => pairsOf(properties).has(wanted);
}

/** Whether a parameter is a filter on a property. */
export function isProperty(key: string): boolean {
  return !hasForm(key) && !relations.has(key) && !methods.has(key) && !Object.hasOwn(columns, key);
}

/** A filter on any other column, or on a property. */
function equal(key: string, value: string): Filter {
  if (relations.has(key)) return refuse('serverErred');
  if (methods.has(key)) return () => false;
  if (!Object.hasOwn(columns, key)) return property(key, value);
  const column = columnOf(key);
  if (column.holds === 'text') return oneOf(column, [value]);
  const number = leadingNumber(value);
  return (image) => numberIn(column, image) === number;
}

/** The filters whose values have a form of their own; Glance reads them before all others. */
const formed: Readonly<Record<string, (key: string, value: string) => Filter>> = {
  created_at: time,
  updated_at: time,
  name: word,
  id: word,
  status: word,
  container_format: word,
  disk_format: word,
};

/** Whether Glance reads the value of a filter before it looks at filters without a form. */
export function hasForm(key: string): boolean {
  return /_(?:min|max)$/.test(key) || Object.hasOwn(formed, key);
}

/**
 * What one parameter of the image list asks for. A parameter that is no attribute is a filter on a
 * property of that name. Source: RULES.md §4, GET /v2/images; asked of Glance 25.1.
 */
export function filterOf(key: string, value: string): Filter {
  const read = /_(?:min|max)$/.test(key) ? range : Object.hasOwn(formed, key) ? formed[key] : undefined;
  return (read ?? equal)(key, value);
}

/** A text column, or a tag, is one text. */
export function columnIs(key: string, value: string): Condition {
  return oneOf(columnOf(key), [value]);
}

const foldedTags = remembered((tags: readonly string[]): ReadonlySet<string> => new Set(tags.map(folded)));

/** An image carries a tag. */
export function carriesTag(tag: string): Condition {
  const wanted = folded(tag);
  return ({ tags }) => foldedTags(tags).has(wanted);
}
