import { validToken } from '../callers.ts';
import type { Cloud } from '../cloud.ts';
import type { Token } from '../model.ts';
import { type IdentityRefusal, refuseIdentity } from './refusals.ts';

/** Hexadecimal digits in the id of a token that is got by logging in. */
export const tokenDigits: number = 176;

/** How the ids of Keystone's tokens begin. */
export const tokenPrefix: string = 'gAAAAAB';

const form: RegExp = new RegExp(`^${tokenPrefix}[0-9a-f]{${tokenDigits}}$`);

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
  return refuseIdentity(form.test(id) || cloud.tokens.has(id) ? 'tokenGone' : 'tokenUnrecognized');
}
