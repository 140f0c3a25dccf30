import { pythonPprint } from '../python-pprint.ts';
import { pythonRepr } from '../python-repr.ts';
import { type SchemaError, matchesType, schemaErrors } from './schema-errors.ts';
import type { JsonSchema } from '../json-schema.ts';

/** Columns that jsonschema lays schema and instance out in. */
const width = 72;

/** Positive where the first error says more: it stands higher up, or (at one height) the value has the wrong type. */
function relevance(one: SchemaError, other: SchemaError): number {
  const higher = other.path.length - one.path.length;
  return higher !== 0 ? higher : Number(matchesType(other)) - Number(matchesType(one));
}

/** The error that is told, as jsonschema's `best_match` picks it: among equals the first. */
function mostRelevant(errors: readonly SchemaError[]): SchemaError | undefined {
  return errors.reduce<SchemaError | undefined>(
    (best, error) => (best === undefined || relevance(error, best) > 0 ? error : best),
    undefined,
  );
}

function indexed(word: string, path: readonly (string | number)[]): string {
  return word + path.map((step) => `[${pythonRepr(step)}]`).join('');
}

function paragraph(heading: string, value: unknown): string {
  return `${heading}:\n    ${pythonPprint(value, width).replaceAll('\n', '\n    ')}`;
}

/**
 * What Glance says of an image, or of a part of one, that does not fit a schema `image`, its own or another; undefined where it fits.
 * The text follows `Provided object does not match schema 'image': `, has several lines, and stands in a 400.
 * Lengths count in code points. Where several properties are free ones and wrong, Glance names any of them;
 * this fake names the first. Source: asked of Glance 25.1 with jsonschema 4.10.
 */
export function imageSchemaProblem(image: unknown, schema: JsonSchema): string | undefined {
  const error = mostRelevant(schemaErrors({ value: image, schema, path: [], schemaPath: [] }));
  if (error === undefined) return undefined;
  const place = `Failed validating ${pythonRepr(error.keyword)} in ${indexed('schema', error.schemaPath)}`;
  return [
    error.message,
    paragraph(place, error.schema),
    paragraph(`On ${indexed('instance', error.path)}`, error.value),
  ].join('\n\n');
}
