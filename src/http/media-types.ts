import type { Profile } from '../domain/profile.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import type { Release } from '../domain/release.ts';
import { readJson } from './json.ts';
import type { HttpRequest, RequestHead } from './message.ts';
import type { Route } from './routes.ts';

/** The refusal of a media type, with the headers that go with it. */
export interface RefusedType {
  readonly refusal: Refusal;
  readonly headers: readonly (readonly [string, string])[];
}

/** The refusal of a body by its media type, before it is read; undefined where it is taken. Source: RULES.md §4 Changing visibility. */
export function refusedByHead(request: RequestHead, route: Route, profile: Profile): RefusedType | undefined {
  const { mediaTypes: types } = route;
  return types.length > 0 && !types.includes(mediaTypeOf(request, profile))
    ? unsupported(request, route, profile.release)
    : undefined;
}

/**
 * Whether a body is taken for JSON. Where the service wants a media type of it, JSON is taken whatever it calls itself: a
 * command of the guide sends it as a form. Source: CLOUD-IMAGES.md §4.
 */
export function isTakenForJson(request: HttpRequest, profile: Profile): boolean {
  const { jsonTypes } = profile.wire;
  if (jsonTypes.length === 0 || jsonTypes.includes(mediaTypeOf(request, profile))) return true;
  return readJson(request.body).fault === undefined;
}

/** Glance compares media types letter by letter, Cloud Images as RFC 9110 has it. */
export function mediaTypeOf(request: RequestHead, { wire }: Profile): string {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
  return wire.jsonTypes.length > 0 ? type.toLowerCase() : type;
}

/** The refusal of a request whose media type a route does not take. Source: RULES.md §4 Changing visibility; RELEASES.md, 415. */
export function unsupported(
  request: RequestHead,
  { operation, mediaTypes }: Route,
  { mediaTypes: { explained, untyped } }: Release,
): RefusedType {
  const sent = request.headers['content-type'];
  const expected = mediaTypes.toSorted().join(', ');
  const isPatch = operation === 'updateImage';
  const detail = isPatch
    ? `Image PATCH expects Content-Type one of: ${expected}`
    : `Invalid content type ${sent ?? 'None'}`;
  const words = { mediaType: sent ?? untyped, ...(explained && { detail }) };
  return {
    refusal: refuse('mediaTypeUnsupported', words),
    headers: isPatch ? [['Accept-Patch', expected]] : [],
  };
}
