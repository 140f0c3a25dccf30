import { isRefused } from '../../domain/refusals.ts';
import type { Cloud } from '../../domain/cloud.ts';
import { imageKey } from '../../domain/collation.ts';
import { membersFrom } from '../../domain/member-table.ts';
import type { Caller, Visibility } from '../../domain/model.ts';
import { hasOneOf, isAdministrator } from '../../domain/case.ts';
import type { Profile } from '../../domain/profile.ts';
import type { AnyProfile } from '../../domain/profiles.ts';
import type { ReleaseName } from '../../domain/releases.ts';
import type { Trace, TracedCaller } from '../../domain/trace.ts';
import { isHealthcheck, versionSegments } from '../../http/admit.ts';
import { isPreflight } from '../../http/cors.ts';
import { withoutJsonSuffix, readPath, type RequestPath, withoutTenant } from '../../http/path.ts';
import { type IsSecret, maskedTarget } from '../../http/masking.ts';
import type { HttpRequest, HttpResponse } from '../../http/message.ts';
import { findRoute } from '../../http/route.ts';
import type { Route } from '../../http/routes.ts';
import { type CastTenant, isPlayer, type Player } from '../cast.ts';

/** Whose rules the recorded fakes follow, and which release they show. */
export interface RecordedRules {
  readonly profile: AnyProfile;
  readonly release: ReleaseName | undefined;
}

/** An exchange of a client with a fake, with what it may be about, as that was before it. */
export interface RecordedExchange {
  /** What it names is as it was before; whatever else is in it is for the moment, and never kept. */
  readonly before: Cloud;
  /** Whose rules the fake follows. */
  readonly profile: Profile;
  /** Whether a text opens something in the fake, or did, or was sent as a token by a client. */
  readonly isSecret: IsSecret;
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  /** How the answer came about: who sent the request, what it was, which check refused it. */
  readonly trace: Trace;
  /** Visibilities that images had before with members on record, by their ids; left out where none is known. */
  readonly earlier?: ReadonlyMap<string, Visibility>;
}

/** Bodies that are longer say no more in a contract, and would be read over and over. */
export const longestBody: number = 64 * 1024;

/**
 * What a request may be about, to be looked at once it is answered. A request that only reads finds the cloud as it
 * left it. Of any other the images that it names are taken out before, with their members as they are then.
 */
export function cloudBefore(cloud: Cloud, request: HttpRequest): Cloud {
  if (request.method === 'GET' || request.method === 'HEAD') return cloud;
  const keys = [...idsIn(request)].map(imageKey);
  const images = picked(cloud.images, keys);
  return {
    ...cloud,
    images: new Map(
      Array.from(images, ([key, image]) => [key, { ...image, members: membersFrom([...image.members]) }]),
    ),
    deletedImages: picked(cloud.deletedImages, keys),
  };
}

/** Everything that may be the id of an image: the segments of the path, and ids in the body. */
function idsIn(request: HttpRequest): ReadonlySet<string> {
  const segments = readPath(request.target)?.segments ?? [];
  const text = isData(request) || isLong(request) ? '' : new TextDecoder().decode(request.body);
  const named = segments.flatMap((segment) => [segment, segment.replace(/\.json$/, '')]);
  return new Set([...named, ...(text.match(imageIds) ?? [])]);
}

const imageIds = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

function picked<Value>(map: ReadonlyMap<string, Value>, keys: readonly string[]): ReadonlyMap<string, Value> {
  const found = keys.filter((key) => map.has(key));
  return new Map(found.map((key) => [key, map.get(key) as Value]));
}

function isData({ headers }: HttpRequest): boolean {
  return headers['content-type'] === 'application/octet-stream';
}

/** Whether a body is longer than is read for a contract. Of data the beginning is enough. */
export function isLong(request: HttpRequest): boolean {
  return !isData(request) && request.body.length > longestBody;
}

/** Of data that are uploaded the first bytes are kept: a contract has data of its own instead of long ones. */
const keptDataBytes = 1024;

/** A request without what nobody will look at any more. */
export function withoutLongData(request: HttpRequest): HttpRequest {
  return isData(request) ? { ...request, body: request.body.slice(0, keptDataBytes) } : request;
}

/** Who sent a request: the tenant, and the strongest role on it, as the cast has them. */
export interface RecordedCaller {
  readonly tenant: string | null;
  readonly role: 'admin' | 'member' | 'reader';
}

/** Who sent a request; null where there was no good token. */
export function recordedCallerOf({ trace, profile }: RecordedExchange): RecordedCaller | null {
  if (trace.caller === null) return null;
  const caller = callerFrom(trace.caller);
  const { tenant } = caller;
  if (isAdministrator(caller, profile)) return { tenant, role: 'admin' };
  return { tenant, role: isMember(caller, profile) ? 'member' : 'reader' };
}

function callerFrom({ tenant, user, roles }: TracedCaller): Caller {
  return { tenant, user, domain: null, system: false, roles: new Set(roles) };
}

/** Whether somebody may do whatever the role `member` lets do, whatever its own role is called. */
function isMember(caller: Caller, { roles }: Profile): boolean {
  const levels = Object.values(roles).filter((each) => each.includes('member'));
  return levels.every((each) => hasOneOf(caller, each));
}

/**
 * The player that is nearest to a caller whose tenant has a part. Where the cast has nobody just like it, the
 * recorded answer will not come out again, and the exchange is reported.
 */
export function playerOf({ role }: RecordedCaller, part: CastTenant): Player {
  if (role === 'admin') return 'administrator';
  const reader = `${part}-reader`;
  return role === 'reader' && isPlayer(reader) ? reader : part;
}

/** Why an exchange is in no pact; the report of the recording lists the reason. */
export interface Skipped {
  readonly kind: 'skipped';
  readonly why: string;
}

/** An exchange that is in no pact. */
export function skipped(why: string): Skipped {
  return { kind: 'skipped', why };
}

/** What an exchange is to a recording. */
type ExchangeKind =
  /** An operation of the image API, or a path or method that it has not: then there is no route. */
  | {
      readonly kind: 'api';
      readonly path: RequestPath;
      readonly route: Route | undefined;
      readonly parameters: Readonly<Record<string, string>>;
    }
  /** Which versions there are. */
  | { readonly kind: 'versions' }
  | Skipped;

/** An exchange with the image API. */
export type ApiExchange = Extract<ExchangeKind, { readonly kind: 'api' }>;

/** What an exchange with the cloud is to a recording. */
export function exchangeKindOf(recorded: RecordedExchange): ExchangeKind {
  const { request, response, trace, profile } = recorded;
  const path = readPath(request.target);
  if (path === undefined) return skipped('its path is not UTF-8');
  const [first = ''] = path.segments;
  if (first === 'identity') return skipped('the identity API is not what the pact is about');
  if (isPreflight(request)) return skipped('a browser sent it before a request of a page (CORS preflight)');
  if (isHealthcheck(path, profile.release) || request.method === 'OPTIONS')
    return skipped('it is not of the image API');
  if (trace.refused?.refusal === 'notServed')
    return skipped(`${request.method} ${plain(recorded)} is not served by the fake`);
  if (response.status === 300 || first === 'versions') return { kind: 'versions' };
  if (!versionSegments(profile.release).has(first)) return skipped('its version stands in the header Accept');
  if (response.status === 302) return skipped('it is a redirection, which verifiers follow by themselves');
  return apiExchange(recorded, { ...path, segments: ['v2', ...path.segments.slice(1)] });
}

/** The exchange by the path as it is routed: without the tenant and the suffix that Cloud Images takes besides. */
function apiExchange(recorded: RecordedExchange, sent: RequestPath): ApiExchange {
  const { request, profile, trace } = recorded;
  const { path: plain } = withoutJsonSuffix({ request, path: sent }, profile.wire);
  const own = trace.caller === null ? plain : withoutTenant(plain, callerFrom(trace.caller), profile.wire);
  const path = isRefused(own) ? plain : own;
  const routed = findRoute(request.method, path, profile);
  if (routed.kind === 'unrouted') return { kind: 'api', path, route: undefined, parameters: {} };
  return { kind: 'api', path, route: routed.route, parameters: routed.parameters };
}

/** A target without its query, with no ids and no secrets in it: reports count alike what is alike. */
function plain({ request, isSecret }: RecordedExchange): string {
  const path = request.target.replace(/\?.*$/s, '');
  return maskedTarget(path, isSecret).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{32}\b/gi, '…');
}
