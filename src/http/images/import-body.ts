import type { GivenImport, GivenLocation } from '../../domain/ask.ts';
import { isNearby, seenByPython, sourceVerdict, uriProblem } from '../../domain/images/import-source.ts';
import { importMethods, reservedStores, store } from '../../domain/images/imports.ts';
import type { Profile } from '../../domain/profile.ts';
import { type Refusal, refuse } from '../../domain/refusals.ts';
import { inAscii } from '../code-points.ts';
import { printJson } from '../json.ts';
import { pythonRepr } from '../python-repr.ts';

type Body = Readonly<Record<string, unknown>>;

/**
 * The import behind a request's body. Glance looks at the method and at two flags before it looks for the image; at the
 * stores and the URI after everything else. Source: glance/api/v2/images.py `_validate_import_body`; asked of Glance 25.1.
 * @param header of the request: `x-image-meta-store`.
 * @param profile which ways to import data there are: another one than the fake's three is taken, and 501.
 */
export function readImport(
  body: object,
  header: string | undefined,
  { importMethods: enabled }: Pick<Profile, 'importMethods'>,
): { readonly given: GivenImport } | Refusal {
  if (Array.isArray(body)) return refuse('serverErred');
  const { method: how, all_stores: allStores = false, ...rest } = body as Body;
  if (!Object.hasOwn(body, 'method')) return refuse('importMethodMissing');
  if (typeof how !== 'object' || how === null || Array.isArray(how)) return refuse('serverErred');
  if (!Object.hasOwn(how, 'name')) return refuse('importNameMissing');
  const { name, uri } = how as Body;
  const method = importMethods.find((each) => each === name);
  if (method === undefined || !enabled.includes(method)) return otherMethod(name, enabled);
  const isSure = rest['all_stores_must_succeed'] ?? true;
  if (typeof isSure !== 'boolean' || rest['all_stores_must_succeed'] === null)
    return refuse('importFlagInvalid', { flag: 'all_stores_must_succeed' });
  if (typeof allStores !== 'boolean') return refuse('importFlagInvalid', { flag: 'all_stores' });
  return {
    given: {
      method,
      hasUri: !isFalse(uri),
      sourceProblem: sourceProblem(uri),
      stores: readStores(body as Body, allStores, header),
      allStores,
      request: inAscii(printJson(body)),
    },
  };
}

/** A method that is not enabled, or that the fake does not have. */
function otherMethod(name: unknown, enabled: readonly unknown[]): Refusal {
  const method = pythonText(name);
  return enabled.includes(name)
    ? refuse('notServed', { method: 'POST', path: `v2/images/{image}/import by ${method}` })
    : refuse('importMethodUnknown', { method });
}

/** A value as Python prints it into a text. */
function pythonText(value: unknown): string {
  return typeof value === 'string' ? value : pythonRepr(value);
}

/** What Python takes for false. */
function isFalse(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length === 0 : !value;
}

function sourceProblem(uri: unknown): Refusal | undefined {
  if (isFalse(uri)) return refuse('sourceFiltered', { uri: pythonText(uri ?? null) });
  const verdict = typeof uri === 'string' ? sourceVerdict(uri) : 'failing';
  if (verdict === 'taken') return undefined;
  return verdict === 'failing' ? refuse('serverErred') : refuse('sourceFiltered', { uri: pythonText(uri) });
}

const known: ReadonlySet<unknown> = new Set([store, ...reservedStores]);

/** The stores that the data go to: all, those that are named, or the default. Source: glance/common/utils.py `get_stores_from_request`. */
function readStores(body: Body, allStores: boolean, header: string | undefined): GivenImport['stores'] {
  const isNamed = Object.hasOwn(body, 'stores');
  if (allStores && (isNamed || header !== undefined)) return refuse('storesBesideAll');
  if (isNamed && header !== undefined) return refuse('storesTwice');
  const names = isNamed ? itemsOf(body['stores']) : [header ?? store];
  if (names === undefined) return refuse('serverErred');
  for (const name of names) {
    if (typeof name === 'object' && name !== null) return refuse('serverErred');
    if (!known.has(name)) return refuse('storeUnknown', { store: pythonText(name) });
  }
  return { kind: 'stores', names: names as readonly string[] };
}

/** What Python walks through: the items of a list, the keys of an object, the characters of a text. */
function itemsOf(value: unknown): readonly unknown[] | undefined {
  if (typeof value === 'string') return [...value];
  if (typeof value !== 'object' || value === null) return undefined;
  return Array.isArray(value) ? value : Object.keys(value);
}

/** A body that has passed Glance's schema of a location. */
export interface LocationBody {
  readonly url: string;
  readonly validation_data?: { readonly os_hash_algo?: string; readonly os_hash_value?: string };
}

/** The bytes of a digest. */
const digestBytes: Readonly<Record<string, number>> = { md5: 16, sha1: 20, sha256: 32, sha512: 64 };

/** The location behind a request's body, and what is wrong with it. Source: glance/api/v2/images.py `add_location`; asked of Glance 33. */
export function readLocation(image: string, body: LocationBody): GivenLocation {
  const { url, validation_data: digest = {} } = body;
  const request = inAscii(printJson({ image_id: image, loc_url: url, validation_data: digest }));
  return { url, request, problem: () => digestProblem(digest) ?? locationProblem(url) };
}

function digestProblem({
  os_hash_algo: name = '',
  os_hash_value: value,
}: NonNullable<LocationBody['validation_data']>): Refusal | undefined {
  if (value === undefined) return undefined;
  // As `bytearray.fromhex` reads it: white space may stand between bytes.
  const bytes = value.match(/^\s*(?:[0-9a-f]{2}\s*)*$/i) && value.replaceAll(/\s/g, '').length / 2;
  if (bytes === null) return refuse('digestUnreadable', { value });
  const length = digestBytes[name];
  return length === undefined || bytes === length
    ? undefined
    : refuse('digestLength', { value, name, length: String(length) });
}

/** Only a URL of the web is filtered; any other is taken for a store's. */
function locationProblem(url: string): Refusal | undefined {
  const problem = uriProblem(url);
  if (problem !== undefined) return refuse('locationUnreadable', { problem });
  if (!/^https?:/i.test(seenByPython(url))) return undefined;
  const passes = sourceVerdict(url) === 'taken' && !isNearby(url);
  return passes ? undefined : refuse('locationFiltered', { url });
}
