import { WholeFloat } from '../domain/python-float.ts';
import type { SchemaErrors } from '../domain/release.ts';
import { codePointLength, compareCodePoints } from './code-points.ts';
import type { JsonSchema } from './json-schema.ts';
import { isJsonObject, pythonRepr } from './python-repr.ts';

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
  message(shown: string, style: SchemaErrors): string;
}

/** One step into a value. A path is made of them for the one error that is told. */
export interface Step {
  readonly above: Step | undefined;
  readonly depth: number;
  readonly key: string | number;
  readonly way: Path;
}

/** An error of which it is not known yet whether it is the one that is told. */
export interface Found {
  readonly check: Check;
  readonly value: unknown;
  readonly schema: JsonSchema;
  readonly step: Step | undefined;
}

/** Where errors go. */
export interface Search {
  /** Whether an error at a depth could still be the one that is told. */
  wants(depth: number): boolean;
  take(found: Found): void;
}

/** What a keyword asks of a value itself, and of its parts. */
interface Check {
  readonly keyword: string;
  readonly holds?: (value: unknown) => boolean;
  readonly message?: (shown: string, value: unknown, style: SchemaErrors) => string;
  readonly below?: (value: unknown, step: Step | undefined, search: Search) => void;
}

const isOfType: Readonly<Record<string, (value: unknown) => boolean>> = {
  null: (value) => value === null,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => typeof value === 'bigint' || value instanceof WholeFloat || Number.isInteger(value),
  array: (value) => Array.isArray(value),
  object: isJsonObject,
};

function typesOf(schema: JsonSchema): readonly string[] {
  return typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
}

/** Whether the value has a type that its schema asks for; false where the schema asks for none. */
export function matchesType(schema: JsonSchema, value: unknown): boolean {
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
    message: (shown) =>
      `${shown} is not of type ${typesOf(schema)
        .map((each) => pythonRepr(each))
        .join(', ')}`,
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
    message: (shown, _, style) => `${shown} ${shortOf(least, 'is too short', style)}`,
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
  dependentRequired: ({ dependentRequired = {} }) => {
    const missing = (value: object): readonly [string, string] | undefined =>
      Object.entries(dependentRequired)
        .filter(([key]) => Object.hasOwn(value, key))
        .flatMap(([key, needed]) => needed.map((each): [string, string] => [each, key]))
        .find(([each]) => !Object.hasOwn(value, each));
    return {
      holds: (value) => !isJsonObject(value) || missing(value) === undefined,
      message: (_, value) => {
        const [each, key] = missing(value as object) ?? [];
        return `${pythonRepr(each)} is a dependency of ${pythonRepr(key)}`;
      },
    };
  },
  minProperties: ({ minProperties: least = 0 }) => ({
    holds: (value) => !isJsonObject(value) || Object.keys(value).length >= least,
    message: (shown, _, style) => `${shown} ${shortOf(least, 'does not have enough properties', style)}`,
  }),
  maxProperties: ({ maxProperties: most = Infinity }) => ({
    holds: (value) => !isJsonObject(value) || Object.keys(value).length <= most,
    message: (shown) => `${shown} has too many properties`,
  }),
  minItems: ({ minItems: least = 0 }) => ({
    holds: (value) => !Array.isArray(value) || value.length >= least,
    message: (shown, _, style) => `${shown} ${shortOf(least, 'is too short', style)}`,
  }),
  maxItems: ({ maxItems: most = Infinity }) => ({
    holds: (value) => !Array.isArray(value) || value.length <= most,
    message: (shown) => `${shown} is too long`,
  }),
  uniqueItems: () => ({
    holds: (value) =>
      !Array.isArray(value) || new Set(value.map((item) => pythonRepr(item))).size === value.length,
    message: (shown) => `${shown} has non-unique elements`,
  }),
  additionalProperties: (schema) =>
    typeof schema.additionalProperties === 'object' ? othersFit(schema) : noOthers(schema),
  properties: ({ properties = {} }) => {
    const named = Object.entries(properties).map(([key, schema]) => ({
      key,
      schema,
      way: ['properties', key],
    }));
    return {
      below: (value, step, search) => {
        if (!isJsonObject(value)) return;
        for (const { key, schema, way } of named)
          if (Object.hasOwn(value, key)) walk(value[key], schema, stepTo(step, key, way), search);
      },
    };
  },
  items: ({ items: schema = {} }) => ({
    below: (value, step, search) => {
      if (!Array.isArray(value)) return;
      for (let index = 0; index < value.length && search.wants(depthBelow(step)); index += 1)
        walk(value[index], schema, stepTo(step, index, itemsWay), search);
    },
  }),
};

/** What is said of a value in which there is less than there must be. */
function shortOf(least: number, usual: string, { empty }: SchemaErrors): string {
  return least === 1 && empty === 'should be non-empty' ? empty : usual;
}

const itemsWay: Path = ['items'];
export const othersWay: Path = ['additionalProperties'];

/** `additionalProperties` with a schema for them. */
function othersFit({ additionalProperties, properties = {} }: JsonSchema): Omit<Check, 'keyword'> {
  const schema = additionalProperties as JsonSchema;
  return {
    below: (value, step, search) => {
      if (!isJsonObject(value)) return;
      for (const key in value) {
        if (!search.wants(depthBelow(step))) return;
        if (!Object.hasOwn(properties, key)) walk(value[key], schema, stepTo(step, key, othersWay), search);
      }
    },
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
      return `Additional properties are not allowed (${names.map((each) => pythonRepr(each)).join(', ')} ${verb} unexpected)`;
    },
  };
}

function depthBelow(step: Step | undefined): number {
  return (step?.depth ?? 0) + 1;
}

export function stepTo(above: Step | undefined, key: string | number, way: Path): Step {
  return { above, depth: depthBelow(above), key, way };
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

/** Looks for the errors of a value, in the order of its schema's keywords. */
export function walk(value: unknown, schema: JsonSchema, step: Step | undefined, search: Search): void {
  const depth = step?.depth ?? 0;
  for (const check of checksOf(schema)) {
    if (!search.wants(depth)) return;
    if (check.holds?.(value) === false) search.take({ check, value, schema, step });
    check.below?.(value, step, search);
  }
}

export function errorOf({ check: { keyword, message }, value, schema, step }: Found): SchemaError {
  const path: (string | number)[] = [];
  const schemaPath: (string | number)[] = [];
  for (let at = step; at !== undefined; at = at.above) {
    path.unshift(at.key);
    schemaPath.unshift(...at.way);
  }
  return {
    keyword,
    value,
    schema,
    path,
    schemaPath,
    message: (shown, style) => message?.(shown, value, style) ?? '',
  };
}

/** The first error of a value, in the order of its schema's keywords; undefined where it fits. */
export function firstError(value: unknown, schema: JsonSchema): SchemaError | undefined {
  let first: Found | undefined;
  walk(value, schema, undefined, {
    wants: () => first === undefined,
    take: (found) => void (first ??= found),
  });
  return first && errorOf(first);
}
