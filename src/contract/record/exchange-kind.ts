import { callerOf } from '../../domain/callers.ts';
import { isHealthcheck } from '../../http/healthcheck.ts';
import { findRoute } from '../../http/route.ts';
import { withoutJsonSuffix } from '../../http/json-suffix.ts';
import { maskedTarget } from '../../http/masking.ts';
import { readPath, type RequestPath } from '../../http/path.ts';
import type { Route } from '../../http/routes.ts';
import { withoutTenant } from '../../http/tenant-path.ts';
import { versionSegments } from '../../http/versions.ts';
import { isControl } from '../../host/place.ts';
import { tokenSent } from './asker.ts';
import type { Kept } from './kept.ts';

/** What an exchange is to a recording. */
export type ExchangeKind =
  /** An operation of the image API, or a path or method that it has not: then there is no route. */
  | {
      readonly kind: 'api';
      readonly path: RequestPath;
      readonly route: Route | undefined;
      readonly parameters: Readonly<Record<string, string>>;
    }
  /** Which versions there are. */
  | { readonly kind: 'versions' }
  /** Not for a pact of the image API; `why` is told in the report. */
  | { readonly kind: 'leftOut'; readonly why: string };

/** An exchange with the image API. */
export type ApiExchange = Extract<ExchangeKind, { readonly kind: 'api' }>;

/** Tells what an exchange is; undefined where it was with the fake itself, and with no cloud. */
export function exchangeKindOf(kept: Kept): ExchangeKind | undefined {
  const { request, response } = kept;
  if (isControl(request)) return undefined;
  const path = readPath(request.target);
  if (path === undefined) return leftOut('its path is not UTF-8');
  const [first = ''] = path.segments;
  if (first === 'identity') return leftOut('the identity API is not what the pact is about');
  if (isHealthcheck(path) || request.method === 'OPTIONS') return leftOut('it is not of the image API');
  if (response.status === 501) return leftOut(`${request.method} ${plain(kept)} is not served by the fake`);
  if (response.status === 300 || first === 'versions') return { kind: 'versions' };
  if (!versionSegments.has(first)) return leftOut('its version stands in the header Accept');
  if (response.status === 302) return leftOut('it is a redirection, which verifiers follow by themselves');
  return apiExchange(kept, { ...path, segments: ['v2', ...path.segments.slice(1)] });
}

/** The exchange by the path as it is routed: without the tenant and the suffix that Cloud Images takes besides. */
function apiExchange(kept: Kept, sent: RequestPath): ApiExchange {
  const { request, profile, before } = kept;
  const { path: plain } = withoutJsonSuffix({ request, path: sent }, profile.wire);
  const token = before.tokens.get(tokenSent(kept) ?? '');
  const own = token === undefined ? plain : withoutTenant(plain, callerOf(token), profile.wire);
  const path = 'words' in own ? plain : own;
  const routed = findRoute(request.method, path, profile.wire.absent);
  if ('refusal' in routed) return { kind: 'api', path, route: undefined, parameters: {} };
  return { kind: 'api', path, ...routed };
}

function leftOut(why: string): ExchangeKind {
  return { kind: 'leftOut', why };
}

/** A target without its query, with no ids and no secrets in it: reports count alike what is alike. */
function plain({ request, isSecret }: Kept): string {
  const path = request.target.replace(/\?.*$/s, '');
  return maskedTarget(path, isSecret).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{32}\b/gi, '…');
}
