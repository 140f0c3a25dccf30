import { validToken } from '../callers.ts';
import type { Cloud } from '../cloud.ts';
import type { Token } from '../model.ts';
import { isTokenId } from './made-secrets.ts';
import { type IdentityRefusal, refuseIdentity } from './refusals.ts';

/**
 * The token that a request is about (not the one that it is sent with), or why it does not count.
 * Source: recorded, validate/*; asked of Keystone 22.
 */
export function subjectToken(cloud: Cloud, id: string, now: number): Token | IdentityRefusal {
  if (id === '') return refuseIdentity('tokenNotGiven');
  const valid = validToken(cloud, id, now);
  if (valid) return valid;
  const credential = cloud.tokens.get(id)?.applicationCredential ?? null;
  if (credential !== null && !cloud.applicationCredentials.has(credential)) {
    return refuseIdentity('notFound', { kind: 'Application Credential', id: credential });
  }
  return refuseIdentity(isTokenId(id) || cloud.tokens.has(id) ? 'tokenGone' : 'tokenUnrecognized');
}
