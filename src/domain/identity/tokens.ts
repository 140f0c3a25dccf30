import { isStripped, tenantOf, tokenProblem, validToken } from '../callers.ts';
import type { Cloud } from '../cloud.ts';
import type { Token } from '../model.ts';
import type { Detail } from '../trace.ts';
import { eightDigits } from './bootstrap.ts';
import { type IdentityRefusal, refuseIdentity } from './refusals.ts';

/**
 * The secrets that a cloud makes up itself. Each has a form that nothing else in a cloud has, so that it is known for
 * a secret wherever it stands, and also when it opens nothing any more: nobody has to remember it for that.
 */

/** Random hexadecimal digits, as many as are asked for. */
type Hex = (digits: number) => string;

/**
 * The id of a token, as Keystone's Fernet tokens look: `gAAAAAB` and then 176 characters of URL-safe base64, which are
 * hexadecimal digits here.
 * Source: asked of Keystone 22.
 */
export function newTokenId(hex: Hex): string {
  return `gAAAAAB${hex(176)}`;
}

/** Whether a text has the form of the ids that `newTokenId` makes. */
function isTokenId(text: string): boolean {
  return /^gAAAAAB[0-9a-f]{176}$/.test(text);
}

/**
 * The id of a token of Identity v2.0: 32 hexadecimal digits. The ids of tenants, users and application credentials
 * look the same, so the last eight digits are a check of the others.
 * Source of the form: rackerlabs/docs-cloud-identity, Authenticate as user.
 */
export function newTokenIdV2(hex: Hex): string {
  const random = hex(24);
  return random + eightDigits(random);
}

/** The secret of an application credential: 86 characters, as Keystone makes them, which are hexadecimal digits here. */
export function newCredentialSecret(hex: Hex): string {
  return hex(86);
}

/** Whether a text has the form of a secret that a cloud makes up: one of those above, or any Fernet token. */
export function isMadeSecret(text: string): boolean {
  if (/^gAAAAA[\w-]*=*$/.test(text)) return true;
  if (text.length === 32) return text.endsWith(eightDigits(text.slice(0, 24)));
  return text.length === 86 && /^[0-9a-f]*$/.test(text);
}

/**
 * The token that a request is about (not the one that it is sent with), or why it does not count.
 * Source: recorded, validate/*; asked of Keystone 22.
 */
export function subjectToken(cloud: Cloud, id: string, now: number): Token | IdentityRefusal {
  if (id === '') return refuseIdentity('tokenNotGiven');
  const valid = validToken(cloud, id, now);
  if (valid) return isStripped(cloud, valid) ? refuseIdentity('notFound', { kind: 'token', id }) : valid;
  const known = cloud.tokens.get(id);
  const problem = tokenProblem(cloud, id, now);
  return (known && lostWith(cloud, known, problem)) ?? refuseIdentity(goneOrUnknown(id, known));
}

function goneOrUnknown(id: string, known: Token | undefined): 'tokenGone' | 'tokenUnrecognized' {
  return isTokenId(id) || known !== undefined ? 'tokenGone' : 'tokenUnrecognized';
}

/**
 * The refusal of a token that was lost with something else, which it names; undefined: it ended by itself. Keystone looks
 * for these before it looks whether the token was revoked.
 * @param problem why the token does not count.
 */
export function lostWith(
  cloud: Cloud,
  token: Token,
  problem: Detail | undefined,
): IdentityRefusal | undefined {
  switch (problem?.kind) {
    case 'credentialGone':
      return refuseIdentity('notFound', {
        kind: 'Application Credential',
        id: token.applicationCredential ?? '',
      });
    case 'userGone':
      return refuseIdentity('notFound', { kind: 'user', id: token.user });
    case 'tenantGone':
      return refuseIdentity('notFound', { kind: 'project', id: tenantOf(token) ?? '' });
    case 'tenantDisabled':
      return refuseIdentity('tokenOfClosed', { kind: 'project', id: problem.tenant });
    case 'domainClosed':
      return cloud.domains.has(problem.domain)
        ? refuseIdentity('tokenOfClosed', { kind: 'domain', id: problem.domain })
        : refuseIdentity('notFound', { kind: 'domain', id: problem.domain });
    default:
      return undefined;
  }
}
