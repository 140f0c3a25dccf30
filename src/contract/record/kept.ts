import type { Cloud } from '../../domain/cloud.ts';
import type { Profile } from '../../domain/profile.ts';
import type { IsSecret } from '../../http/masking.ts';
import type { HttpRequest, HttpResponse } from '../../http/message.ts';

/** An exchange of a client with a fake, and the world as it was before it. */
export interface Kept {
  readonly before: Cloud;
  /** Whose rules the fake follows. */
  readonly profile: Profile;
  /** Whether a text opens something in the fake, or did, or was sent as a token by a client. */
  readonly isSecret: IsSecret;
  readonly request: HttpRequest;
  readonly response: HttpResponse;
}

/**
 * A cloud as it is now, to keep. Only the maps are copied: what they hold is replaced when it changes, never written to.
 * @param last the copy before, which is given back where nothing has changed since.
 */
export function copyOf(cloud: Cloud, last: Cloud | undefined): Cloud {
  if (last !== undefined && isSame(cloud, last)) return last;
  return {
    tenants: new Map(cloud.tenants),
    users: new Map(cloud.users),
    tokens: new Map(cloud.tokens),
    applicationCredentials: new Map(cloud.applicationCredentials),
    images: new Map(cloud.images),
    deletedImages: new Map(cloud.deletedImages),
  };
}

function isSame(one: Cloud, other: Cloud): boolean {
  return (Object.keys(other) as (keyof Cloud)[]).every((name) => holdsTheSame(one[name], other[name]));
}

function holdsTheSame(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): boolean {
  if (one.size !== other.size) return false;
  for (const [key, value] of one) if (other.get(key) !== value) return false;
  return true;
}

/** Of data that are uploaded the first bytes are kept: a contract has data of its own instead of long ones. */
const mostBytes = 1024;

/** A request without what nobody will look at any more. */
export function lightened(request: HttpRequest): HttpRequest {
  const isData = request.headers['content-type'] === 'application/octet-stream';
  return isData ? { ...request, body: request.body.slice(0, mostBytes) } : request;
}
