import { attributeFields } from '../../domain/images/attributes.ts';
import type { FixedAttribute, NewImage } from '../../domain/images/new-image.ts';
import { type Refusal, refuse } from '../../domain/refusals.ts';
import { codePointLength } from '../code-points.ts';
import { isJsonObject } from '../python-repr.ts';
import { isReserved, neverCreated } from './attributes.ts';
import { imageSchemaProblem } from './schema.ts';

type Body = Readonly<Record<string, unknown>>;

/** What a caller may give: the attributes, and an id. */
const givable: Readonly<Record<string, keyof NewImage>> = { id: 'id', ...attributeFields };

/** In the order in which Glance's image factory looks for them. */
const fixed: readonly FixedAttribute[] = [
  'created_at',
  'updated_at',
  'status',
  'checksum',
  'size',
  'virtual_size',
];

const attributes: ReadonlySet<string> = new Set([...Object.keys(givable), ...fixed, 'locations']);

function nameProblem(property: string): Refusal | undefined {
  if (codePointLength(property) > 255) return refuse('propertyNameTooLong');
  return isReserved(property) ? refuse('attributeReservedAtCreation', { attribute: property }) : undefined;
}

/** What is wrong with the body on its own, in the order in which Glance looks. */
function bodyProblem(body: Body): Refusal | undefined {
  const problem = imageSchemaProblem(body);
  if (problem !== undefined) return refuse('schemaMismatch', { problem });
  for (const property of Object.keys(body)) {
    const wrong = attributes.has(property) ? undefined : nameProblem(property);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** A bigint is beyond every limit, so that it need not be exact. */
function plain(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

function newImage(body: Body): NewImage {
  const entries = Object.entries(body);
  const given = entries.flatMap(([key, value]) => {
    const name = Object.hasOwn(givable, key) ? givable[key] : undefined;
    return name === undefined ? [] : [[name, plain(value)]];
  });
  return {
    ...(Object.fromEntries(given) as Partial<NewImage>),
    tags: (body['tags'] ?? []) as string[],
    properties: Object.fromEntries(entries.filter(([key]) => !attributes.has(key))) as Record<
      string,
      string | null
    >,
    fixed: fixed.filter((key) => Object.hasOwn(body, key)),
    locations: Object.hasOwn(body, 'locations'),
  };
}

/**
 * Reads the body of POST /v2/images. Attributes that are refused only after the policy come along in
 * `fixed` and `locations`. An array is a server error, unless it holds the name of a read-only attribute.
 * Source: asked of Glance 25.1.
 */
export function readNewImage(body: unknown): { readonly image: NewImage } | { readonly refusal: Refusal } {
  const holds = (key: string): boolean =>
    Array.isArray(body) ? body.includes(key) : isJsonObject(body) && Object.hasOwn(body, key);
  const never = neverCreated.find(holds);
  if (never !== undefined) return { refusal: refuse('attributeReadOnly', { attribute: never }) };
  if (!isJsonObject(body)) return { refusal: refuse('serverErred') };
  const refusal = bodyProblem(body);
  return refusal === undefined ? { image: newImage(body) } : { refusal };
}
