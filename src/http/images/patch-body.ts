import type { ImageChange } from '../../domain/images/image-change.ts';
import type { Wire } from '../../domain/profile.ts';
import { type Refusal, refuse } from '../../domain/refusals.ts';
import { isJsonObject } from '../python-repr.ts';
import { isReserved, neverPatched } from './attributes.ts';
import { imageSchemas } from './image-schemas.ts';
import { readPointer } from './json-pointer.ts';
import { type PatchVersion, readOperation } from './patch-operation.ts';
import { imageSchemaRefusal } from './schema.ts';

type Read = { readonly change: ImageChange } | { readonly refusal: Refusal };

/** How many parts the path of an operation has where it is not one. */
const depths: Readonly<Record<string, Readonly<Record<ImageChange['op'], number>>>> = {
  locations: { add: 2, remove: 2, replace: 1 },
};

/** A change as far as path and value say, before Glance looks at what they say. */
function shaped(raw: Readonly<Record<string, unknown>>, version: PatchVersion): Read {
  const operation = readOperation(raw, version);
  if ('refusal' in operation) return operation;
  const { op, path: pointer } = operation;
  if (typeof pointer !== 'string') return { refusal: refuse('serverErred') };
  const read = readPointer(pointer);
  if ('refusal' in read) return read;
  const path = read.parts;
  const property = path[0] ?? '';
  const depth = Object.hasOwn(depths, property) ? depths[property]?.[op] : 1;
  if (path.length !== depth) return { refusal: refuse('pointerDepth', { path: path.join('/') }) };
  const change = { op, property, path, strictAdd: version === '2.0' };
  if (op === 'remove') return { change };
  if (!Object.hasOwn(raw, 'value')) return { refusal: refuse('patchValueMissing', { op }) };
  return { change: { ...change, value: raw['value'] } };
}

/** What forbids a change whatever the image: the attribute is not the caller's, or the value does not fit the schema. */
function changeProblem({ op, property, path, value }: ImageChange, wire: Wire): Refusal | undefined {
  if (neverPatched.has(property) && !wire.withheld.includes(property))
    return refuse('attributeReadOnly', { attribute: property });
  if (isReserved(property)) return refuse('attributeReserved', { attribute: property });
  if (op === 'remove') return undefined;
  return imageSchemaRefusal(path.length === 1 ? value : [value], imageSchemas[wire.schemas], property);
}

function readEntry(raw: unknown, version: PatchVersion, wire: Wire): Read {
  if (!isJsonObject(raw)) return { refusal: refuse('patchEntryNotObject') };
  const read = shaped(raw, version);
  const problem = 'change' in read ? changeProblem(read.change, wire) : undefined;
  return problem === undefined ? read : { refusal: problem };
}

/**
 * Reads the body of PATCH /v2/images/{id}, entry by entry: the first entry that is wrong decides.
 * Nothing here depends on the image. Source: asked of Glance 25.1 (patches to an image that is not there).
 * @param wire whose schema holds, and which attributes there are.
 */
export function readPatch(
  body: unknown,
  version: PatchVersion,
  wire: Wire,
): { readonly changes: readonly ImageChange[] } | { readonly refusal: Refusal } {
  if (!Array.isArray(body)) return { refusal: refuse('patchNotArray') };
  const changes: ImageChange[] = [];
  for (const raw of body) {
    const read = readEntry(raw, version, wire);
    if ('refusal' in read) return read;
    changes.push(read.change);
  }
  return { changes };
}
