import { type IdentityRefusal, refuseIdentity } from '../../domain/identity/refusals.ts';
import { deepestJson, readJson } from '../json.ts';
import type { HttpRequest } from '../message.ts';
import { isJsonObject } from '../python-repr.ts';

/** Types that Keystone takes for JSON; no type is fine too. Source: recorded, auth/text-plain; asked of Keystone 22. */
const jsonType: RegExp = /^(?:|application\/(?:json|[^/]*\+json))$/i;

/**
 * The JSON object in the body; empty where there is no body. Keystone looks at it before anything else,
 * whatever the path and the method. It fails on one that is nested too deep.
 */
export function readIdentityBody(
  request: HttpRequest,
): { readonly body: Record<string, unknown> } | IdentityRefusal {
  if (request.body.length === 0) return { body: {} };
  const type = (request.headers['content-type'] ?? '').split(';')[0] ?? '';
  if (!jsonType.test(type.trim())) {
    return refuseIdentity('expected', { what: 'application/json', where: 'Content-Type header' });
  }
  const json = readJson(withoutMark(request.body), deepestJson.keystone);
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
