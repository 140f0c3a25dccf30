import { type IdentityRefusal, refuseIdentity } from '../../domain/identity/refusals.ts';
import type { Release, SchemaErrors } from '../../domain/release.ts';
import type { JsonSchema } from '../json-schema.ts';
import { deepestJson, readJson } from '../json.ts';
import { isSecretName, stars } from '../masking.ts';
import type { HttpRequest } from '../message.ts';
import { isJsonObject, shownRepr } from '../python-repr.ts';
import { firstError, type SchemaError } from '../schema-errors.ts';
import { printedError } from '../schema-print.ts';

/** Types that Keystone takes for JSON; no type is fine too. Source: recorded, auth/text-plain; asked of Keystone 22. */
const jsonType: RegExp = /^(?:application\/(?:json|[^/]*\+json))$/i;

/**
 * The JSON object in the body; empty where there is no body. Keystone looks at it before anything else,
 * whatever the path and the method. It fails on one that is nested too deep.
 */
export function readIdentityBody(
  request: HttpRequest,
): { readonly body: Record<string, unknown> } | IdentityRefusal {
  if (request.body.length === 0) return { body: {} };
  const sent = request.headers['content-type'] ?? '';
  const [type = ''] = sent.split(';');
  if (sent !== '' && !jsonType.test(type.trim())) {
    return refuseIdentity('expected', { what: 'application/json', where: 'Content-Type header' });
  }
  const json = readJson(withoutMark(request.body), deepestJson.keystone, 'apart');
  if (json.fault === 'tooDeep') return refuseIdentity('serverErred');
  return isJsonObject(json.value)
    ? { body: json.value }
    : refuseIdentity('expected', { what: 'valid JSON', where: 'request body' });
}

/** Keystone reads over a byte order mark. */
function withoutMark(body: Uint8Array): Uint8Array {
  const [first, second, third] = body;
  return first === 0xef && second === 0xbb && third === 0xbf ? body.subarray(3) : body;
}

/**
 * The refusal of a value that does not fit its schema; undefined where it fits. The first error is told.
 * Passwords and secrets are shown as `***`, where Keystone shows them. On a value that is nested too deep to be printed
 * Keystone fails.
 * Source: recorded, 14-keystone auth/empty-auth, auth/no-methods; asked of Keystone 22.
 */
export function schemaRefusal(
  value: unknown,
  schema: JsonSchema,
  { schemaErrors: style }: Release,
): IdentityRefusal | undefined {
  const error = firstError(value, schema);
  if (error === undefined) return undefined;
  const { shown, told } = toldOf(error, style);
  const message = error.path.length > 0 ? `Invalid input for field '${error.path.join('/')}': ${told}` : told;
  const problem = printedError(error, { message, shown, deepest: deepestJson.keystone.shown, style });
  return problem === undefined ? refuseIdentity('serverErred') : refuseIdentity('schemaNotMet', { problem });
}

/**
 * The refusal of a whole body that does not fit its schema, as newer releases put it: in one line, with the last step to
 * the value for its name. Source: asked of Keystone 27 and 30.
 */
export function wholeRefusal(
  body: object,
  schema: JsonSchema,
  { schemaErrors: style }: Release,
): IdentityRefusal | undefined {
  const error = firstError(body, schema);
  if (error === undefined) return undefined;
  const { shown, told } = toldOf(error, style);
  const field = error.path.at(-1);
  const value = typeof shown === 'string' ? shown : shownRepr(shown);
  const problem =
    field === undefined ? told : `Invalid input for field/attribute ${field}. Value: ${value}. ${told}`;
  return refuseIdentity('schemaNotMet', { problem });
}

/** What may be shown of the value of an error, and what is said of it. */
function toldOf(error: SchemaError, style: SchemaErrors): { readonly shown: unknown; readonly told: string } {
  const shown = redacted(error.value, error.path);
  return { shown, told: error.message(shownRepr(shown), style) };
}

/** Keys whose texts and numbers an error may show, in the small letters in which they are compared. */
const shownKeys: ReadonlySet<string> = new Set(
  [
    'methods id name domain project scope system all unscoped os-trust:trust',
    'username tenantname tenantid',
    'description roles expires_at unrestricted access_rules path method service',
    'enabled is_domain domain_id parent_id default_project_id tags options email',
  ].flatMap((row) => row.split(' ')),
);

/** How deep what a client sends is looked at: no part of a login or of an application credential is deeper. */
const deepest = 12;

/** Where a part of a request stands. */
interface Place {
  /** The nearest key above it, in small letters. */
  readonly key: string;
  /** Whether it belongs to something that opens a door. */
  readonly secret: boolean;
  readonly depth: number;
}

/**
 * A part of a request as an error may show it: with `***` in place of all texts and numbers but those whose key says
 * that they are none of a secret. So a password is not shown either where it has a name of its own, or stands where
 * something else is expected. A single character hides nothing: Keystone's own answers to such are kept.
 * @param path where the part stands in the whole.
 */
export function redacted(value: unknown, path: readonly (string | number)[]): unknown {
  return shown(value, path.reduce(inside, { key: '', secret: false, depth: 0 }));
}

function inside({ key, secret, depth }: Place, step: string | number): Place {
  if (typeof step === 'number') return { key, secret, depth: depth + 1 };
  const name = step.toLowerCase();
  return { key: name, secret: secret || opensDoor(name, key), depth: depth + 1 };
}

/** Whether all below a key is secret. Credentials have a name besides, and `identity.password` says whose one it is. */
function opensDoor(key: string, above: string): boolean {
  const holdsMore = /credentials?$/.test(key) || (key === 'password' && above === 'identity');
  return isSecretName(key) && !holdsMore;
}

function shown(value: unknown, place: Place): unknown {
  if (value === null) return null;
  if (place.secret || place.depth > deepest) return stars;
  if (Array.isArray(value)) return value.map((item, index) => shown(item, inside(place, index)));
  if (isJsonObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, shown(item, inside(place, key))]),
    );
  const isHarmless = typeof value === 'boolean' || (typeof value === 'string' && value.length <= 1);
  return isHarmless || shownKeys.has(place.key) ? value : stars;
}
