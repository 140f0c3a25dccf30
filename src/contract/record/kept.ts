import type { Cloud } from '../../domain/cloud.ts';
import { imageKey } from '../../domain/collation.ts';
import type { Profile } from '../../domain/profile.ts';
import type { IsSecret } from '../../http/masking.ts';
import type { HttpRequest, HttpResponse } from '../../http/message.ts';
import { readPath } from '../../http/path.ts';

/** An exchange of a client with a fake, with what it may be about, as that was before it. */
export interface Kept {
  /** What it names is as it was before; whatever else is in it is for the moment, and never kept. */
  readonly before: Cloud;
  /** Whose rules the fake follows. */
  readonly profile: Profile;
  /** Whether a text opens something in the fake, or did, or was sent as a token by a client. */
  readonly isSecret: IsSecret;
  readonly request: HttpRequest;
  readonly response: HttpResponse;
}

/** Bodies that are longer say no more in a contract, and would be read over and over. */
export const longestBody: number = 64 * 1024;

/**
 * What a request may be about, to be looked at once it is answered. A request that only reads finds the cloud as it
 * left it. Of any other the images that it names are taken out before: values in a cloud are replaced, never written to.
 */
export function sceneOf(cloud: Cloud, request: HttpRequest): Cloud {
  if (request.method === 'GET' || request.method === 'HEAD') return cloud;
  const keys = [...idsIn(request)].map(imageKey);
  const token = request.headers['x-auth-token'] || request.headers['x-storage-token'] || '';
  return {
    ...cloud,
    tokens: picked(cloud.tokens, [token]),
    images: picked(cloud.images, keys),
    deletedImages: picked(cloud.deletedImages, keys),
  };
}

/** Everything that may be the id of an image: the segments of the path, and ids in the body. */
function idsIn(request: HttpRequest): ReadonlySet<string> {
  const segments = readPath(request.target)?.segments ?? [];
  const text = isData(request) || isLong(request) ? '' : new TextDecoder().decode(request.body);
  const named = segments.flatMap((segment) => [segment, segment.replace(/\.json$/, '')]);
  return new Set([...named, ...(text.match(uuids) ?? [])]);
}

const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

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
const mostBytes = 1024;

/** A request without what nobody will look at any more. */
export function lightened(request: HttpRequest): HttpRequest {
  return isData(request) ? { ...request, body: request.body.slice(0, mostBytes) } : request;
}
