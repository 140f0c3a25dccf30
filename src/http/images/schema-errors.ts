import { codePointLength, compareCodePoints } from '../code-points.ts';
import type { JsonSchema } from '../json-schema.ts';
import { isJsonObject, pythonRepr } from '../python-repr.ts';

/** One way in which a value does not fit its schema. */
export interface SchemaError {
  readonly message: string;
  /** The keyword that is not satisfied. */
  readonly keyword: string;
  /** Where the value stands in the whole. */
  readonly path: readonly (string | number)[];
  /** Where the schema of the value stands in the whole schema. */
  readonly schemaPath: readonly (string | number)[];
  readonly value: unknown;
  readonly schema: JsonSchema;
}

type At = Pick<SchemaError, 'path' | 'schemaPath' | 'value' | 'schema'>;

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
export function matchesType({ schema, value }: Pick<SchemaError, 'schema' | 'value'>): boolean {
  return typesOf(schema).some((type) => isOfType[type]?.(value));
}

/** Python's `$` also matches before a line feed at the end. */
function fits(pattern: string, text: string): boolean {
  return new RegExp(pattern.replace(/\$$/, '\\n?$')).test(text);
}

function unexpected(at: At): string | undefined {
  if (at.schema.additionalProperties !== false || !isJsonObject(at.value)) return undefined;
  const named = at.schema.properties ?? {};
  const extras = Object.keys(at.value)
    .filter((key) => !Object.hasOwn(named, key))
    .toSorted(compareCodePoints);
  if (extras.length === 0) return undefined;
  const verb = extras.length === 1 ? 'was' : 'were';
  return `Additional properties are not allowed (${extras.map(pythonRepr).join(', ')} ${verb} unexpected)`;
}

/** The keywords that speak of the value itself: what is wrong by each, in jsonschema's words. */
const own: Readonly<Record<string, (at: At) => readonly string[]>> = {
  type: (at) =>
    matchesType(at)
      ? []
      : [`${pythonRepr(at.value)} is not of type ${typesOf(at.schema).map(pythonRepr).join(', ')}`],
  enum: ({ schema, value }) =>
    schema.enum?.includes(value as string)
      ? []
      : [`${pythonRepr(value)} is not one of ${pythonRepr(schema.enum)}`],
  maxLength: ({ schema, value }) =>
    typeof value === 'string' && codePointLength(value) > (schema.maxLength ?? Infinity)
      ? [`${pythonRepr(value)} is too long`]
      : [],
  minLength: ({ schema, value }) =>
    typeof value === 'string' && codePointLength(value) < (schema.minLength ?? 0)
      ? [`${pythonRepr(value)} is too short`]
      : [],
  pattern: ({ schema, value }) =>
    typeof value === 'string' && !fits(schema.pattern ?? '', value)
      ? [`${pythonRepr(value)} does not match ${pythonRepr(schema.pattern)}`]
      : [],
  required: ({ schema, value }) =>
    isJsonObject(value)
      ? (schema.required ?? [])
          .filter((key) => !Object.hasOwn(value, key))
          .map((key) => `${pythonRepr(key)} is a required property`)
      : [],
  minProperties: ({ schema, value }) =>
    isJsonObject(value) && Object.keys(value).length < (schema.minProperties ?? 0)
      ? [`${pythonRepr(value)} does not have enough properties`]
      : [],
  maxProperties: ({ schema, value }) =>
    isJsonObject(value) && Object.keys(value).length > (schema.maxProperties ?? Infinity)
      ? [`${pythonRepr(value)} has too many properties`]
      : [],
  additionalProperties: (at) => [unexpected(at)].filter((message) => message !== undefined),
};

function below(
  at: At,
  key: string | number,
  value: unknown,
  schema: JsonSchema,
  way: readonly (string | number)[],
): SchemaError[] {
  return schemaErrors({ value, schema, path: [...at.path, key], schemaPath: [...at.schemaPath, ...way] });
}

/** The keywords that hold schemas for the parts of a value. */
const inner: Readonly<Record<string, (at: At) => readonly SchemaError[]>> = {
  properties: (at) => {
    const { value } = at;
    if (!isJsonObject(value)) return [];
    return Object.entries(at.schema.properties ?? {}).flatMap(([key, schema]) =>
      Object.hasOwn(value, key) ? below(at, key, value[key], schema, ['properties', key]) : [],
    );
  },
  additionalProperties: (at) => {
    const { additionalProperties: schema, properties = {} } = at.schema;
    if (typeof schema !== 'object' || !isJsonObject(at.value)) return [];
    return Object.entries(at.value).flatMap(([key, value]) =>
      Object.hasOwn(properties, key) ? [] : below(at, key, value, schema, ['additionalProperties']),
    );
  },
  items: (at) => {
    const schema = at.schema.items;
    if (schema === undefined || !Array.isArray(at.value)) return [];
    return at.value.flatMap((value, index) => below(at, index, value, schema, ['items']));
  },
};

/** Everything in which a value does not fit its schema, in the order of the schema's keywords. */
export function schemaErrors(at: At): SchemaError[] {
  return Object.keys(at.schema).flatMap((keyword) => [
    ...(own[keyword]?.(at) ?? []).map((message) => ({ ...at, message, keyword })),
    ...(inner[keyword]?.(at) ?? []),
  ]);
}
