import { type Refusal, refuse } from '../../domain/refusals.ts';
import { deepestJson } from '../json.ts';
import type { JsonSchema } from '../json-schema.ts';
import { shownRepr } from '../python-repr.ts';
import { bestError, printedError } from './schema-errors.ts';

/**
 * The refusal of an image that does not fit a schema `image`, Glance's own or another; undefined where it fits.
 * The text follows `Provided object does not match schema 'image': `, has several lines, and stands in a 400.
 * Lengths count in code points. Where several properties are free ones and wrong, Glance names any of them;
 * this fake names the first. On a value that is nested too deep to be printed Glance fails.
 * Source: asked of Glance 25.1 with jsonschema 4.10.
 * @param property the value is this property of an image, without the others.
 */
export function imageSchemaRefusal(
  value: unknown,
  schema: JsonSchema,
  property?: string,
): Refusal | undefined {
  const error = bestError(value, schema, property);
  if (error === undefined) return undefined;
  const { value: shown } = error;
  const message = error.message(shownRepr(shown));
  const problem = printedError(error, { message, shown, deepest: deepestJson.glance.shown });
  return problem === undefined ? refuse('serverErred') : refuse('schemaMismatch', { problem });
}
