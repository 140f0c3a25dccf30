import { attributeFields } from '../../domain/images/patch.ts';
import type { FixedAttribute, GivenImage } from '../../domain/ask.ts';
import type { Wire } from '../../domain/profile.ts';
import { type Refusal, refuse } from '../../domain/refusals.ts';
import { codePointLength } from '../code-points.ts';
import { isJsonObject } from '../python-repr.ts';
import { isReserved, neverCreated } from './attributes.ts';
import { imageSchemaRefusal, type SchemaRules } from './image-schemas.ts';

type Body = Readonly<Record<string, unknown>>;

/** What a caller may give: the attributes, and an id. */
const givable: Readonly<Record<string, keyof GivenImage>> = { id: 'id', ...attributeFields };

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

/** Whether a property is an attribute; one that the service withholds is a free property like others. */
function isAttribute(property: string, { withheld }: Wire): boolean {
  return attributes.has(property) && !withheld.includes(property);
}

/** Characters that the name of a free property may have. */
const longestName = 255;

function nameProblem(property: string): Refusal | undefined {
  if (property.length > longestName && codePointLength(property) > longestName)
    return refuse('propertyNameTooLong');
  return isReserved(property) ? refuse('attributeReservedAtCreation', { attribute: property }) : undefined;
}

function newImage(body: Body, free: readonly string[], { wire, quotas }: SchemaRules): GivenImage {
  const given = Object.entries(givable)
    .filter(([key]) => isAttribute(key, wire) && Object.hasOwn(body, key))
    .map(([key, name]) => [name, body[key]]);
  const properties = free.slice(0, quotas.properties + 1).map((key) => [key, body[key]]);
  return {
    ...(Object.fromEntries(given) as Partial<GivenImage>),
    tags: (body['tags'] ?? []) as string[],
    properties: Object.fromEntries(properties) as Record<string, string | null>,
    propertyCount: free.length,
    fixed: fixed.filter((key) => isAttribute(key, wire) && Object.hasOwn(body, key)),
    locations: Object.hasOwn(body, 'locations'),
  };
}

/**
 * Reads the body of POST /v2/images. Attributes that are refused only after the policy come along in
 * `fixed` and `locations`. An array is a server error, unless it holds the name of a read-only attribute.
 * Source: asked of Glance 25.1.
 * @param rules whose schema holds, and which attributes there are.
 */
export function readNewImage(body: unknown, rules: SchemaRules): { readonly image: GivenImage } | Refusal {
  const { wire } = rules;
  const holds = (key: string): boolean =>
    Array.isArray(body) ? body.includes(key) : isJsonObject(body) && Object.hasOwn(body, key);
  const never = neverCreated.find((key) => !wire.withheld.includes(key) && holds(key));
  if (never !== undefined) return refuse('attributeReadOnly', { attribute: never });
  if (!isJsonObject(body)) return refuse('serverErred');
  const misfit = imageSchemaRefusal(body, rules);
  if (misfit !== undefined) return misfit;
  const free = Object.keys(body).filter((key) => !isAttribute(key, wire));
  for (const name of free) {
    const refusal = nameProblem(name);
    if (refusal !== undefined) return refusal;
  }
  return { image: newImage(body, free, rules) };
}
