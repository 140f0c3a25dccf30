import type { Cloud } from './cloud.ts';
import type { Caller, Role, Token } from './model.ts';

/** The roles that a role brings along (Keystone's bootstrap: admin implies member implies reader). */
export const impliedRoles: Readonly<Record<Role, readonly Role[]>> = {
  admin: ['member', 'reader'],
  member: ['reader'],
};

/** The given roles with all that they imply, each once, in the order reader, member, admin, others. */
export function withImplied(roles: readonly Role[]): readonly Role[] {
  const all = new Set(roles.flatMap((role) => [...(impliedRoles[role] ?? []), role]));
  const ranked = ['reader', 'member', 'admin'].filter((role) => all.delete(role));
  return [...ranked, ...all];
}

/** When a token ends, in milliseconds since 1970; Infinity: never. */
export function endOf({ expiresAt }: Token): number {
  return expiresAt === null ? Infinity : Date.parse(expiresAt);
}

/**
 * The token, where it still counts at `now` (milliseconds since 1970): known to the cloud, not expired, its user
 * and its tenant enabled, and the application credential that it was got with still there.
 */
export function validToken(cloud: Cloud, id: string | undefined, now: number): Token | undefined {
  const token = id === undefined ? undefined : cloud.tokens.get(id);
  if (token === undefined || endOf(token) <= now) return undefined;
  if (cloud.users.get(token.user)?.enabled === false) return undefined;
  if (typeof token.scope === 'object' && cloud.tenants.get(token.scope.tenant)?.enabled === false)
    return undefined;
  const credential = token.applicationCredential;
  return credential === null || cloud.applicationCredentials.has(credential) ? token : undefined;
}

/**
 * The roles that a token brings. Those of an application credential imply nothing: one with `member` alone
 * is refused where Glance asks for `reader`. Source: asked of Keystone 22 and Glance 25.1.
 */
export function effectiveRoles(token: Token): readonly Role[] {
  return token.applicationCredential === null ? withImplied(token.roles) : token.roles;
}

/** Who speaks with this token. */
export function callerOf(token: Token): Caller {
  return {
    user: token.user,
    tenant: typeof token.scope === 'object' ? token.scope.tenant : null,
    system: token.scope === 'system',
    roles: new Set(effectiveRoles(token)),
  };
}
