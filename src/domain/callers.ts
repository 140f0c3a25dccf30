import type { Cloud } from './cloud.ts';
import type { Caller, Role, RolesByPlace, Token, User } from './model.ts';
import type { RoleFacts } from './release.ts';
import { remembered, rememberedLast } from './remembered.ts';
import type { Detail } from './trace.ts';

/** The given roles with all that they imply, each once, those of every cloud first, in their order. */
export function withImplied(roles: readonly Role[], { builtIn, implied }: RoleFacts): readonly Role[] {
  const brought = (role: Role): readonly Role[] =>
    Object.hasOwn(implied, role) ? (implied[role] ?? []) : [];
  const all = new Set(roles.flatMap((role) => [...brought(role), role]));
  const ranked = builtIn.filter((role) => all.delete(role));
  return [...ranked, ...all];
}

/** Whether who has a role has one of some others by it. */
export function reaches(role: Role, others: readonly Role[], facts: RoleFacts): boolean {
  return withImplied([role], facts).some((each) => others.includes(each));
}

/** The roles that were granted to a user on a tenant. A tenant may be called `constructor`. */
export function rolesGranted({ roles }: Pick<User, 'roles'>, tenant: string | null): readonly Role[] {
  return tenant === null ? [] : grantedOn(roles, tenant);
}

/** The roles that stand at a place. */
export function grantedOn(roles: RolesByPlace, place: string): readonly Role[] {
  return Object.hasOwn(roles, place) ? (roles[place] ?? []) : [];
}

/** When a token ends, in milliseconds since 1970; Infinity: never. */
export const endOf: (token: Token) => number = remembered(({ expiresAt }) =>
  expiresAt === null ? Infinity : Date.parse(expiresAt),
);

/** The id of the tenant that a token is for; null: it is for something else. */
export function tenantOf({ scope }: Pick<Token, 'scope'>): string | null {
  return typeof scope === 'object' && 'tenant' in scope ? scope.tenant : null;
}

/** The id of the domain that a token is for; null: it is for something else. */
export function domainOf({ scope }: Pick<Token, 'scope'>): string | null {
  return typeof scope === 'object' && 'domain' in scope ? scope.domain : null;
}

/**
 * The token with the roles of now, where it still counts at `now` (milliseconds since 1970). See `tokenProblem`.
 */
export function validToken(cloud: Cloud, id: string | undefined, now: number): Token | undefined {
  const token = id === undefined ? undefined : cloud.tokens.get(id);
  if (token === undefined || problemOf(cloud, token, now) !== undefined) return undefined;
  const user = cloud.users.get(token.user);
  return user && current(cloud.roleFacts)(token)(user);
}

/**
 * Why what was sent as a token does not count: none was, the cloud does not know it, it has expired, its user or its
 * tenant is gone or disabled, by itself or with its domain, or the application credential that it was got with is gone.
 */
export function tokenProblem(cloud: Cloud, id: string | undefined, now: number): Detail | undefined {
  if (id === undefined || id === '') return { kind: 'tokenMissing' };
  const token = cloud.tokens.get(id);
  return token === undefined ? { kind: 'tokenUnknown' } : problemOf(cloud, token, now);
}

function problemOf(cloud: Cloud, token: Token, now: number): Detail | undefined {
  const { expiresAt, applicationCredential } = token;
  if (expiresAt !== null && endOf(token) <= now) return { kind: 'tokenExpired', at: expiresAt };
  const user = cloud.users.get(token.user);
  if (user === undefined) return { kind: 'userGone' };
  if (!user.enabled) return { kind: 'userDisabled', user: user.id };
  const closed = closedDomain(cloud, user.domain) ?? placeProblem(cloud, token);
  if (closed !== undefined) return closed;
  const gone = applicationCredential !== null && !cloud.applicationCredentials.has(applicationCredential);
  return gone ? { kind: 'credentialGone' } : undefined;
}

/** Why what a token is for is closed to everybody; undefined: it is not. */
function placeProblem(cloud: Cloud, { scope }: Token): Detail | undefined {
  if (typeof scope !== 'object') return undefined;
  if ('domain' in scope) return closedDomain(cloud, scope.domain);
  const tenant = cloud.tenants.get(scope.tenant);
  if (tenant === undefined) return { kind: 'tenantGone' };
  return tenant.enabled
    ? closedDomain(cloud, tenant.domain)
    : { kind: 'tenantDisabled', tenant: scope.tenant };
}

function closedDomain({ domains }: Cloud, id: string): Detail | undefined {
  return domains.get(id)?.enabled ? undefined : { kind: 'domainClosed', domain: id };
}

/** A token with the roles that its user has by now: Keystone looks them up each time. Source: asked of Keystone 22, 27, 30. */
const current: (facts: RoleFacts) => (token: Token) => (user: User) => Token = remembered((facts) =>
  remembered((token) =>
    rememberedLast((user) => {
      const held = rolesFor(user, token.scope, facts);
      const roles =
        token.applicationCredential === null ? held : token.roles.filter((role) => held.includes(role));
      const before = effectiveRoles(token, facts);
      return roles.join() === before.join() ? token : { ...token, roles };
    }),
  ),
);

/** The roles that a user has on what a token may be for, with those that they imply. */
export function rolesFor(user: User, scope: Token['scope'], facts: RoleFacts): readonly Role[] {
  if (scope === 'unscoped') return [];
  if (scope === 'system') return withImplied(user.systemRoles, facts);
  return withImplied(
    'tenant' in scope ? rolesGranted(user, scope.tenant) : grantedOn(user.domainRoles, scope.domain),
    facts,
  );
}

/**
 * Whether a token was got for something on which its user has no role any more. A fixed token is good without a role, as
 * a seed may have it.
 */
export function isStripped({ fixedTokens }: Cloud, { id, user, scope, roles }: Token): boolean {
  return scope !== 'unscoped' && roles.length === 0 && fixedTokens.get(user) !== id;
}

/**
 * Why the image API does not take a token that counts: it was got with an application credential that has access rules,
 * and Glance has no service type to check them by; or its user has no role left. Source: keystonemiddleware; asked of
 * Glance 25.1, Keystone 22.
 */
export function ruledOut(cloud: Cloud, token: Token): Detail | undefined {
  if (isStripped(cloud, token)) return { kind: 'rolesGone', user: token.user };
  const credential = cloud.applicationCredentials.get(token.applicationCredential ?? '');
  return credential !== undefined && credential.accessRules.length > 0 ? { kind: 'accessRules' } : undefined;
}

/**
 * The roles that a token brings. Those of an application credential imply nothing: one with `member` alone
 * is refused where Glance asks for `reader`. Source: asked of Keystone 22 and Glance 25.1.
 */
export function effectiveRoles(token: Token, facts: RoleFacts): readonly Role[] {
  return token.applicationCredential === null ? withImplied(token.roles, facts) : token.roles;
}

const callerBy: (facts: RoleFacts) => (token: Token) => Caller = remembered((facts) =>
  remembered((token) => ({
    user: token.user,
    tenant: tenantOf(token),
    domain: domainOf(token),
    system: token.scope === 'system',
    roles: new Set(effectiveRoles(token, facts)),
  })),
);

/** Who speaks with this token. */
export function callerOf(token: Token, { roleFacts }: Pick<Cloud, 'roleFacts'>): Caller {
  return callerBy(roleFacts)(token);
}
