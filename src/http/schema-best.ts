import type { SchemaErrors } from '../domain/release.ts';
import { compareCodePoints } from './code-points.ts';
import type { JsonSchema } from './json-schema.ts';
import {
  errorOf,
  type Found,
  matchesType,
  othersWay,
  type SchemaError,
  type Search,
  type Step,
  stepTo,
  walk,
} from './schema-errors.ts';

/** The search for the error that stands highest up; among those at one height, for the first whose value has a wrong type. */
class BestSearch implements Search {
  best: Found | undefined;

  wants(depth: number): boolean {
    if (this.best === undefined) return true;
    const reached = this.best.step?.depth ?? 0;
    return depth < reached || (depth === reached && this.isBeatable(this.best));
  }

  take(found: Found): void {
    const { best } = this;
    const depth = found.step?.depth ?? 0;
    if (best === undefined || depth < (best.step?.depth ?? 0) || this.beats(found, best)) this.best = found;
  }

  /** Whether another error at the same height could be told in place of one. */
  protected isBeatable({ schema, value }: Found): boolean {
    return matchesType(schema, value);
  }

  /** Whether an error is told in place of one at the same height. */
  protected beats({ schema, value }: Found, best: Found): boolean {
    return this.isBeatable(best) && !matchesType(schema, value);
  }
}

/** The same, where the greatest path counts before the type. */
class GreatestPathSearch extends BestSearch {
  protected override isBeatable(best: Found): boolean {
    return best.step !== undefined || super.isBeatable(best);
  }

  protected override beats(found: Found, best: Found): boolean {
    const order = comparePaths(found.step, best.step);
    return order > 0 || (order === 0 && matchesType(best.schema, best.value) && super.beats(found, best));
  }
}

/** Compares paths of one length as Python compares lists: by the first step in which they differ. */
function comparePaths(one: Step | undefined, other: Step | undefined): number {
  if (one === other || one === undefined || other === undefined) return 0;
  const above = comparePaths(one.above, other.above);
  if (above !== 0) return above;
  if (typeof one.key === 'number' && typeof other.key === 'number') return one.key - other.key;
  return compareCodePoints(String(one.key), String(other.key));
}

const searches: { readonly [T in SchemaErrors['told']]: typeof BestSearch } = {
  first: BestSearch,
  'greatest path': GreatestPathSearch,
};

/**
 * The error of a value that says most, as jsonschema's `best_match` picks it: among equals the first; undefined where
 * it fits.
 * @param style of the release's jsonschema.
 * @param property the value is this property of what the schema describes, and is held against its schema alone.
 */
export function bestError(
  value: unknown,
  schema: JsonSchema,
  style: SchemaErrors,
  property?: string,
): SchemaError | undefined {
  const search = new searches[style.told]();
  if (property === undefined) walk(value, schema, undefined, search);
  else walkProperty(value, schema, property, search);
  return search.best && errorOf(search.best);
}

function walkProperty(value: unknown, schema: JsonSchema, property: string, search: Search): void {
  const { properties = {}, additionalProperties: others } = schema;
  const named = Object.hasOwn(properties, property) ? properties[property] : undefined;
  if (named !== undefined) walk(value, named, stepTo(undefined, property, ['properties', property]), search);
  else if (typeof others === 'object') walk(value, others, stepTo(undefined, property, othersWay), search);
}
