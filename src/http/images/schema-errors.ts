import { codePointLength, compareCodePoints } from '../code-points.ts';
import type { JsonSchema } from '../json-schema.ts';
import { pythonPprint } from '../python-pprint.ts';
import { isJsonObject, pythonRepr } from '../python-repr.ts';

/** The way to a value in the whole, or to its schema in the whole schema. */
export type Path = readonly (string | number)[];

/** One way in which a value does not fit its schema. */
export interface SchemaError {
  /** The keyword that is not satisfied. */
  readonly keyword: string;
  readonly value: unknown;
  readonly schema: JsonSchema;
  readonly path: Path;
  readonly schemaPath: Path;
  /** What jsonschema says. @param shown the value, or what may be shown of it, in Python's notation. */
  message(shown: string): string;
}

/** One step into a value. A path is made of them for the one error that is told. */
interface Step {
  readonly above: Step | undefined;
  readonly depth: number;
  readonly key: string | number;
  readonly way: Path;
}

/** An error of which it is not known yet whether it is the one that is told. */
interface Found {
  readonly check: Check;
  readonly value: unknown;
  readonly schema: JsonSchema;
  readonly step: Step | undefined;
}

/** Takes an error. @returns whether it was enough. */
type Report = (found: Found) => boolean;

/** What a keyword asks of a value itself, and of its parts. */
interface Check {
  readonly keyword: string;
  readonly holds?: (value: unknown) => boolean;
  readonly message?: (shown: string, value: unknown) => string;
  /** @returns whether what it reported was enough. */
  readonly below?: (value: unknown, step: Step | undefined, report: Report) => boolean;
}

const isOfType: Readonly<Record<string, (value: unknown) => boolean>> = {
  null: (value) => value === null,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => typeof value === 'bigint' || Number.isInteger(value),
  array: (value) => Array.isArray(value),
  object: isJsonObject,
};

function typesOf(schema: JsonSchema): readonly string[] {
  return typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
}

/** Whether the value has a type that its schema asks for; false where the schema asks for none. */
function matchesType(schema: JsonSchema, value: unknown): boolean {
  return typesOf(schema).some((type) => isOfType[type]?.(value));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Properties that a schema without others does not name. */
function extras({ properties = {} }: JsonSchema, value: object): readonly string[] {
  return Object.keys(value).filter((key) => !Object.hasOwn(properties, key));
}

/** Python's `$` also matches before a line feed at the end. */
function patternOf({ pattern = '' }: JsonSchema): RegExp {
  return new RegExp(pattern.replace(/\$$/, '\\n?$'));
}

/** The keywords, in jsonschema's words. Each tells one thing at most: no more than the first is ever shown. */
const keywords: Readonly<Record<string, (schema: JsonSchema) => Omit<Check, 'keyword'>>> = {
  type: (schema) => ({
    holds: (value) => matchesType(schema, value),
    message: (shown) => `${shown} is not of type ${typesOf(schema).map(pythonRepr).join(', ')}`,
  }),
  enum: ({ enum: known = [] }) => ({
    holds: (value) => known.includes(value as string),
    message: (shown) => `${shown} is not one of ${pythonRepr(known)}`,
  }),
  maxLength: ({ maxLength: most = Infinity }) => ({
    holds: (value) => !isText(value) || value.length <= most || codePointLength(value) <= most,
    message: (shown) => `${shown} is too long`,
  }),
  minLength: ({ minLength: least = 0 }) => ({
    holds: (value) => !isText(value) || codePointLength(value) >= least,
    message: (shown) => `${shown} is too short`,
  }),
  pattern: (schema) => {
    const form = patternOf(schema);
    return {
      holds: (value) => !isText(value) || form.test(value),
      message: (shown) => `${shown} does not match ${pythonRepr(schema.pattern)}`,
    };
  },
  required: ({ required = [] }) => {
    const missing = (value: object) => required.find((key) => !Object.hasOwn(value, key));
    return {
      holds: (value) => !isJsonObject(value) || missing(value) === undefined,
      message: (_, value) => `${pythonRepr(missing(value as object))} is a required property`,
    };
  },
  minProperties: ({ minProperties: least = 0 }) => ({
    holds: (value) => !isJsonObject(value) || Object.keys(value).length >= least,
    message: (shown) => `${shown} does not have enough properties`,
  }),
  maxProperties: ({ maxProperties: most = Infinity }) => ({
    holds: (value) => !isJsonObject(value) || Object.keys(value).length <= most,
    message: (shown) => `${shown} has too many properties`,
  }),
  additionalProperties: (schema) =>
    typeof schema.additionalProperties === 'object' ? othersFit(schema) : noOthers(schema),
  properties: ({ properties = {} }) => ({
    below: (value, step, report) =>
      isJsonObject(value) &&
      Object.entries(properties).some(
        ([key, schema]) =>
          Object.hasOwn(value, key) &&
          walk(value[key], schema, stepTo(step, key, ['properties', key]), report),
      ),
  }),
  items: ({ items: schema = {} }) => ({
    below: (value, step, report) =>
      Array.isArray(value) &&
      value.some((item, index) => walk(item, schema, stepTo(step, index, ['items']), report)),
  }),
};

/** `additionalProperties` with a schema for them. */
function othersFit({ additionalProperties, properties = {} }: JsonSchema): Omit<Check, 'keyword'> {
  const schema = additionalProperties as JsonSchema;
  const way = ['additionalProperties'];
  return {
    below: (value, step, report) =>
      isJsonObject(value) &&
      Object.keys(value).some(
        (key) => !Object.hasOwn(properties, key) && walk(value[key], schema, stepTo(step, key, way), report),
      ),
  };
}

/** `additionalProperties` that says whether there may be any. */
function noOthers(schema: JsonSchema): Omit<Check, 'keyword'> {
  const allowed = schema.additionalProperties !== false;
  return {
    holds: (value) => allowed || !isJsonObject(value) || extras(schema, value).length === 0,
    message: (_, value) => {
      const names = extras(schema, value as object).toSorted(compareCodePoints);
      const verb = names.length === 1 ? 'was' : 'were';
      return `Additional properties are not allowed (${names.map(pythonRepr).join(', ')} ${verb} unexpected)`;
    },
  };
}

function stepTo(above: Step | undefined, key: string | number, way: Path): Step {
  return { above, depth: (above?.depth ?? 0) + 1, key, way };
}

const compiled: WeakMap<JsonSchema, readonly Check[]> = new WeakMap();

/** The keywords of a schema that ask for something, in its order. */
function checksOf(schema: JsonSchema): readonly Check[] {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const checks = Object.keys(schema).flatMap((keyword) => {
    const check = Object.hasOwn(keywords, keyword) ? keywords[keyword]?.(schema) : undefined;
    return check === undefined ? [] : [{ keyword, ...check }];
  });
  compiled.set(schema, checks);
  return checks;
}

/** Reports the errors of a value, in the order of its schema's keywords. @returns whether the last one was enough. */
function walk(value: unknown, schema: JsonSchema, step: Step | undefined, report: Report): boolean {
  for (const check of checksOf(schema)) {
    if (check.holds?.(value) === false && report({ check, value, schema, step })) return true;
    if (check.below?.(value, step, report)) return true;
  }
  return false;
}

function errorOf({ check: { keyword, message }, value, schema, step }: Found): SchemaError {
  const path: (string | number)[] = [];
  const schemaPath: (string | number)[] = [];
  for (let at = step; at !== undefined; at = at.above) {
    path.unshift(at.key);
    schemaPath.unshift(...at.way);
  }
  return { keyword, value, schema, path, schemaPath, message: (shown) => message?.(shown, value) ?? '' };
}

/** The first error of a value, in the order of its schema's keywords; undefined where it fits. */
export function firstError(value: unknown, schema: JsonSchema): SchemaError | undefined {
  let first: Found | undefined;
  walk(value, schema, undefined, (found) => {
    first = found;
    return true;
  });
  return first && errorOf(first);
}

/** Positive where the first error says more: it stands higher up, or (at one height) the value has the wrong type. */
function relevance(one: Found, other: Found): number {
  const higher = (other.step?.depth ?? 0) - (one.step?.depth ?? 0);
  if (higher !== 0) return higher;
  return Number(matchesType(other.schema, other.value)) - Number(matchesType(one.schema, one.value));
}

/**
 * The error of a value that says most, as jsonschema's `best_match` picks it: among equals the first; undefined where
 * it fits.
 * @param property the value is this property of what the schema describes, and is held against its schema alone.
 */
export function bestError(value: unknown, schema: JsonSchema, property?: string): SchemaError | undefined {
  let best: Found | undefined;
  const report: Report = (found) => {
    if (best === undefined || relevance(found, best) > 0) best = found;
    return false;
  };
  if (property === undefined) walk(value, schema, undefined, report);
  else walkProperty(value, schema, property, report);
  return best && errorOf(best);
}

function walkProperty(value: unknown, schema: JsonSchema, property: string, report: Report): void {
  const { properties = {}, additionalProperties: others } = schema;
  const named = Object.hasOwn(properties, property) ? properties[property] : undefined;
  if (named !== undefined) walk(value, named, stepTo(undefined, property, ['properties', property]), report);
  else if (typeof others === 'object')
    walk(value, others, stepTo(undefined, property, ['additionalProperties']), report);
}

/** Columns that jsonschema lays schema and instance out in. */
const width = 72;

function indexed(word: string, path: Path): string {
  return word + path.map((step) => `[${pythonRepr(step)}]`).join('');
}

function paragraph(heading: string, value: unknown): string {
  return `${heading}:\n    ${pythonPprint(value, width).replaceAll('\n', '\n    ')}`;
}

/**
 * An error as jsonschema prints it: what is wrong, then the schema and the value.
 * @param shown what may be shown of the value.
 */
export function printedError(error: SchemaError, message: string, shown: unknown = error.value): string {
  const place = `Failed validating ${pythonRepr(error.keyword)} in ${indexed('schema', error.schemaPath)}`;
  const instance = `On ${indexed('instance', error.path)}`;
  return [message, paragraph(place, error.schema), paragraph(instance, shown)].join('\n\n');
}
