import type { ImageChange } from '../../domain/ask.ts';
import { isRefused, type Refusal, refuse } from '../../domain/refusals.ts';
import { pythonStrip } from '../code-points.ts';
import { isJsonObject, shownRepr } from '../python-repr.ts';
import { isReserved, neverPatched } from './attributes.ts';
import { imageSchemaRefusal, type SchemaRules } from './image-schemas.ts';

/** A pointer, and what stands behind its first slash, cut at the others. */
interface Cut {
  readonly pointer: string;
  readonly parts: readonly string[];
}

function isBlank(part: string): boolean {
  return pythonStrip(part) === '';
}

/** What Glance does not take in a JSON pointer, in the order in which it looks. */
const rules: readonly (readonly [broken: (cut: Cut) => boolean, refusal: Refusal['name']])[] = [
  [({ pointer }) => !pointer.startsWith('/'), 'pointerWithoutSlash'],
  [
    ({ parts }) => parts.some((part, at) => at > 0 && at < parts.length - 1 && isBlank(part)),
    'pointerSlashesAdjacent',
  ],
  [({ pointer }) => pointer.length > 1 && pointer.endsWith('/'), 'pointerSlashTrailing'],
  [({ parts }) => parts.length === 2 && parts.every(isBlank), 'pointerEmpty'],
  [({ pointer }) => /~(?:[^01]|$)/.test(pointer), 'pointerEscapeUnknown'],
];

function decoded(part: string): string {
  const plain = part.includes('~') ? part.replaceAll('~1', '/').replaceAll('~0', '~') : part;
  return pythonStrip(plain);
}

/**
 * The parts of a JSON pointer in Glance's limited form: white space around a part is dropped, and two
 * slashes at the start count as one. Source: asked of Glance 25.1; RFC 6901 for the escapes.
 */
function readPointer(pointer: string): { readonly parts: readonly string[] } | Refusal {
  const parts = pointer.slice(1).split('/');
  const broken = rules.find(([isBroken]) => isBroken({ pointer, parts }));
  if (broken !== undefined) return refuse(broken[1], { pointer });
  const doubled = parts.length > 1 && parts[0] === '';
  return { parts: (doubled ? parts.slice(1) : parts).map(decoded) };
}

/** The dialects of JSON patch, by the version in their media type. */
export type PatchVersion = '2.0' | '2.1';

/** What an entry of a patch asks for, its path not looked at yet. */
export interface RawOperation {
  readonly op: ImageChange['op'];
  readonly path: unknown;
}

type Raw = Readonly<Record<string, unknown>>;
type ReadOperation = RawOperation | Refusal;

/** The operations that Glance knows, in its order. */
const operations: readonly ImageChange['op'][] = ['add', 'remove', 'replace'];

/** v2.1: `{"op": "add", "path": "/a", "value": …}` (RFC 6902). */
function named(raw: Raw): ReadOperation {
  const given = Object.hasOwn(raw, 'op') ? raw['op'] : null;
  if (given === null) return refuse('patchOperationMissing');
  const op = operations.find((each) => each === given);
  if (op === undefined) {
    return refuse('patchOperationUnknown', { op: typeof given === 'string' ? given : shownRepr(given) });
  }
  if (!Object.hasOwn(raw, 'path')) return refuse('patchPathMissing');
  return { op, path: raw['path'] };
}

/** v2.0: `{"add": "/a", "value": …}` (draft 4 of what became RFC 6902). */
function keyed(raw: Raw): ReadOperation {
  const [op, other] = operations.filter((each) => Object.hasOwn(raw, each));
  if (other !== undefined) return refuse('patchOperationsSeveral');
  return op === undefined ? refuse('patchOperationNone') : { op, path: raw[op] };
}

/** How each dialect writes operation and path. */
const dialects: Readonly<Record<PatchVersion, (raw: Raw) => ReadOperation>> = { '2.0': keyed, '2.1': named };

/** Operation and path of an entry of a patch in its dialect. */
function readOperation(raw: Raw, version: PatchVersion): ReadOperation {
  return dialects[version](raw);
}

type ReadChange = { readonly change: ImageChange } | Refusal;

/** How many parts the path of an operation has where it is not one. */
const depths: Readonly<Record<string, Readonly<Record<ImageChange['op'], number>>>> = {
  locations: { add: 2, remove: 2, replace: 1 },
};

/** A change as far as path and value say, before Glance looks at what they say. */
function shaped(raw: Readonly<Record<string, unknown>>, version: PatchVersion): ReadChange {
  const operation = readOperation(raw, version);
  if (isRefused(operation)) return operation;
  const { op, path: pointer } = operation;
  if (typeof pointer !== 'string') return refuse('serverErred');
  const read = readPointer(pointer);
  if (isRefused(read)) return read;
  const path = read.parts;
  const property = path[0] ?? '';
  const depth = Object.hasOwn(depths, property) ? depths[property]?.[op] : 1;
  if (path.length !== depth) return refuse('pointerDepth', { path: path.join('/') });
  const change = { op, property, path, strictAdd: version === '2.0' };
  if (op === 'remove') return { change };
  if (!Object.hasOwn(raw, 'value')) return refuse('patchValueMissing', { op });
  return { change: { ...change, value: raw['value'] } };
}

/** What forbids a change whatever the image: the attribute is not the caller's, or the value does not fit the schema. */
function changeProblem({ op, property, path, value }: ImageChange, rules: SchemaRules): Refusal | undefined {
  if (neverPatched.has(property) && !rules.wire.withheld.includes(property))
    return refuse('attributeReadOnly', { attribute: property });
  if (isReserved(property)) return refuse('attributeReserved', { attribute: property });
  if (op === 'remove') return undefined;
  return imageSchemaRefusal(path.length === 1 ? value : [value], rules, property);
}

function readEntry(raw: unknown, version: PatchVersion, rules: SchemaRules): ReadChange {
  if (!isJsonObject(raw)) return refuse('patchEntryNotObject');
  const read = shaped(raw, version);
  const problem = isRefused(read) ? undefined : changeProblem(read.change, rules);
  return problem ?? read;
}

/**
 * Reads the body of PATCH /v2/images/{id}, entry by entry: the first entry that is wrong decides.
 * Nothing here depends on the image. Source: asked of Glance 25.1 (patches to an image that is not there).
 * @param rules whose schema holds, and which attributes there are.
 */
export function readPatch(
  body: unknown,
  version: PatchVersion,
  rules: SchemaRules,
): { readonly changes: readonly ImageChange[] } | Refusal {
  if (!Array.isArray(body)) return refuse('patchNotArray');
  const changes: ImageChange[] = [];
  for (const raw of body) {
    const read = readEntry(raw, version, rules);
    if (isRefused(read)) return read;
    changes.push(read.change);
  }
  return { changes };
}
