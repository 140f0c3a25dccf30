import type { Cloud } from './cloud.ts';
import type { Caller, Role, Token, User } from './model.ts';
import { remembered } from './remembered.ts';
import type { Detail } from './trace.ts';

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

/** The roles that were granted to a user on a tenant. A tenant may be called `constructor`. */
export function rolesGranted({ roles }: Pick<User, 'roles'>, tenant: string | null): readonly Role[] {
  return tenant !== null && Object.hasOwn(roles, tenant) ? (roles[tenant] ?? []) : [];
}

/** When a token ends, in milliseconds since 1970; Infinity: never. */
export const endOf: (token: Token) => number = remembered(({ expiresAt }) =>
  expiresAt === null ? Infinity : Date.parse(expiresAt),
);

/** The token, where it still counts at `now` (milliseconds since 1970). See `tokenProblem`. */
export function validToken(cloud: Cloud, id: string | undefined, now: number): Token | undefined {
  const token = id === undefined ? undefined : cloud.tokens.get(id);
  return token === undefined || problemOf(cloud, token, now) !== undefined ? undefined : token;
}

/**
 * Why what was sent as a token does not count: none was, the cloud does not know it, it has expired, its user or its tenant
 * is disabled, or the application credential that it was got with is gone.
 */
export function tokenProblem(cloud: Cloud, id: string | undefined, now: number): Detail | undefined {
  if (id === undefined || id === '') return { kind: 'tokenMissing' };
  const token = cloud.tokens.get(id);
  return token === undefined ? { kind: 'tokenUnknown' } : problemOf(cloud, token, now);
}

function problemOf(cloud: Cloud, token: Token, now: number): Detail | undefined {
  const { expiresAt, user, scope, applicationCredential } = token;
  if (expiresAt !== null && endOf(token) <= now) return { kind: 'tokenExpired', at: expiresAt };
  if (cloud.users.get(user)?.enabled === false) return { kind: 'userDisabled', user };
  if (typeof scope === 'object' && cloud.tenants.get(scope.tenant)?.enabled === false)
    return { kind: 'tenantDisabled', tenant: scope.tenant };
  const gone = applicationCredential !== null && !cloud.applicationCredentials.has(applicationCredential);
  return gone ? { kind: 'credentialGone' } : undefined;
}

/**
 * Why the image API does not take a token that counts: it was got with an application credential that has access rules,
 * and Glance has no service type to check them by. Source: keystonemiddleware; asked of Glance 25.1.
 */
export function ruledOut(cloud: Cloud, { applicationCredential }: Token): Detail | undefined {
  const credential = cloud.applicationCredentials.get(applicationCredential ?? '');
  return credential !== undefined && credential.accessRules.length > 0 ? { kind: 'accessRules' } : undefined;
}

/**
 * The roles that a token brings. Those of an application credential imply nothing: one with `member` alone
 * is refused where Glance asks for `reader`. Source: asked of Keystone 22 and Glance 25.1.
 */
export function effectiveRoles(token: Token): readonly Role[] {
  return token.applicationCredential === null ? withImplied(token.roles) : token.roles;
}

/** Who speaks with this token. */
export const callerOf: (token: Token) => Caller = remembered((token) => ({
  user: token.user,
  tenant: typeof token.scope === 'object' ? token.scope.tenant : null,
  system: token.scope === 'system',
  roles: new Set(effectiveRoles(token)),
}));
