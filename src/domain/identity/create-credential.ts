import { isRefused } from '../refusals.ts';
import { effectiveRoles } from '../callers.ts';
import type { Cloud } from '../cloud.ts';
import { folded } from '../collation.ts';
import type { Limits } from '../limits.ts';
import type { ApplicationCredential, Role, Token } from '../model.ts';
import { readIdentityTime } from '../times.ts';
import { roleId, rolesOf } from './bootstrap.ts';
import { credentialNamed, credentialsOf } from './proofs.ts';
import { type IdentityRefusal, refuseIdentity } from './refusals.ts';

/** What a client says of a new application credential, once it fits Keystone's schema. */
export interface CredentialAsk {
  readonly name: string;
  readonly description?: string | null;
  readonly secret?: string | null;
  readonly expires_at?: string | null;
  readonly roles?: readonly { readonly id?: string; readonly name?: string }[];
  readonly unrestricted?: boolean;
}

/**
 * Keys that a new application credential may have. Some are read over; access rules are none of them, because
 * this fake could not enforce them.
 */
const credentialKeys: ReadonlySet<string> = new Set([
  'name',
  'description',
  'secret',
  'expires_at',
  'roles',
  'unrestricted',
  'id',
  'project_id',
  'user_id',
]);

/** An application credential before it gets its id; a null secret is to be made up. */
export interface NewCredential extends Omit<ApplicationCredential, 'id' | 'secret'> {
  readonly secret: string | null;
}

/** Where and with what an application credential is asked for. */
interface Setting {
  readonly cloud: Cloud;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly token: Token;
  readonly limits: Limits;
}

const restricted =
  "Using method 'application_credential' is not allowed for managing additional application credentials.";

/**
 * Refuses a token that was got with an application credential, unless that one is unrestricted: it may neither
 * make nor delete application credentials. Source: asked of Keystone 22.
 */
export function refusedToRestricted(cloud: Cloud, token: Token): IdentityRefusal | undefined {
  if (token.applicationCredential === null) return undefined;
  const credential = cloud.applicationCredentials.get(token.applicationCredential);
  return credential?.unrestricted ? undefined : refuseIdentity('forbidden', { action: restricted });
}

/**
 * Decides what a new application credential is, or why there is none.
 * Source: recorded, appcred/create; asked of Keystone 22; the limit: keystone/application_credential/core.py.
 */
export function newCredential(
  { cloud, now, token, limits }: Setting,
  ask: CredentialAsk,
): NewCredential | IdentityRefusal {
  if (typeof token.scope !== 'object') {
    return refuseIdentity('forbidden', { action: 'identity:create_application_credential' });
  }
  const roles = rolesFor(cloud, token, ask);
  if (isRefused(roles)) return roles;
  const expiry = expiryOf(ask, now);
  if (isRefused(expiry)) return expiry;
  const maximum = limits.credentialsPerUser;
  if (credentialsOf(cloud, token.user).length >= maximum)
    return refuseIdentity('credentialLimitExceeded', { maximum: String(maximum) });
  const unknown = Object.keys(ask).find((key) => !credentialKeys.has(key));
  if (unknown !== undefined) return refuseIdentity('keywordUnknown', { key: unknown });
  if (credentialNamed(cloud, token.user, ask.name)) return refuseIdentity('nameTaken', { name: ask.name });
  return {
    name: ask.name,
    description: ask.description ?? null,
    secret: ask.secret || null,
    user: token.user,
    tenant: token.scope.tenant,
    roles: roles.roles,
    expiresAt: expiry.expiresAt,
    unrestricted: ask.unrestricted ?? null,
  };
}

/** Without a wish: all roles of the token. */
function rolesFor(
  cloud: Cloud,
  token: Token,
  { roles = [] }: CredentialAsk,
): { readonly roles: readonly Role[] } | IdentityRefusal {
  const held = effectiveRoles(token);
  // Of two roles with one name the first counts.
  const known = rolesOf(cloud).toReversed();
  const byId = new Map(known.map((role) => [roleId(role), role]));
  const byName = new Map(known.map((role) => [folded(role), role]));
  const wanted = new Set<Role>();
  for (const { id = '', name } of roles) {
    const role = name === undefined ? byId.get(id) : byName.get(folded(name));
    if (role === undefined && name !== undefined) return refuseIdentity('roleUndefined', { role: name });
    if (role === undefined || !held.includes(role)) return refuseIdentity('roleNotHeld');
    wanted.add(role);
  }
  return { roles: wanted.size > 0 ? [...wanted] : held };
}

function expiryOf(
  { expires_at }: CredentialAsk,
  now: number,
): { readonly expiresAt: string | null } | IdentityRefusal {
  if (expires_at === undefined || expires_at === null) return { expiresAt: null };
  const expiresAt = readIdentityTime(expires_at);
  if (expiresAt === undefined) return refuseIdentity('timeMalformed');
  return Date.parse(expiresAt) < now ? refuseIdentity('expiresInPast') : { expiresAt };
}
