import { type Refusal, refuse } from '../domain/refusals.ts';
import { readJson } from './json.ts';
import type { HttpRequest } from './message.ts';

/** Methods whose chunked body counts even when it is empty. */
const bodied: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);
const codings: ReadonlySet<string> = new Set(['chunked', 'compress', 'deflate', 'gzip', 'identity']);

/** Whether a request has a body in Glance's eyes: bytes, or a transfer coding. Source: RULES.md §2, Bodies. */
export function hasBody(request: HttpRequest): boolean {
  const coding = request.headers['transfer-encoding']?.toLowerCase() ?? '';
  return request.body.length > 0 || (codings.has(coding) && bodied.has(request.method));
}

/** The JSON object or array in a request's body, or why there is none. Source: RULES.md §2, Bodies. */
export function readBody(request: HttpRequest): { readonly body: object } | Refusal {
  if (!hasBody(request)) return refuse('bodyExpected');
  const json = readJson(request.body);
  if (json.fault === 'tooDeep') return refuse('serverErred');
  if (json.fault === 'malformed') return refuse('bodyMalformed');
  if (typeof json.value !== 'object' || json.value === null) return refuse('bodyNotContainer');
  return { body: json.value };
}
