import { isRefused } from '../refusals.ts';
import { rolesGranted, withImplied } from '../callers.ts';
import type { Cloud } from '../cloud.ts';
import type { Role, Tenant, Token, User } from '../model.ts';
import { isDefaultDomain } from './bootstrap.ts';
import { type Auth, type AuthScope, findTenant, type Proof } from './proofs.ts';
import { type IdentityRefusal, refuseIdentity } from './refusals.ts';

/** What a login wants its token for. `nothing` is what nobody has a role on: the domain. */
type Wanted = Tenant | 'system' | 'unscoped' | 'nothing' | 'default';

/** What a token will stand for. */
export interface Granted {
  readonly scope: Token['scope'];
  readonly roles: readonly Role[];
}

const unscoped: Granted = { scope: 'unscoped', roles: [] };

/** Kinds of scope, as Keystone names them. */
const kinds = ['system', 'project', 'domain', 'OS-TRUST:trust', 'unscoped'] as const;

/** The scope that a login asks for. Source: recorded, auth/*; asked of Keystone 22. */
export function wantedScope(
  cloud: Cloud,
  scope: Auth['scope'],
): { readonly wanted: Wanted } | IdentityRefusal {
  if (scope === undefined) return { wanted: 'default' };
  if (scope === 'unscoped') return { wanted: 'unscoped' };
  const given = typeof scope === 'string' ? [] : kinds.filter((kind) => Object.hasOwn(scope, kind));
  const [kind] = given;
  if (typeof scope === 'string' || kind === undefined || given.length > 1) {
    const what = 'system, project, domain, OS-TRUST:trust or unscoped';
    return refuseIdentity('expected', { what, where: 'scope' });
  }
  if (kind === 'system' || kind === 'unscoped') return { wanted: kind };
  if (kind !== 'project') return wantedElsewhere(kind, scope);
  const tenant = findTenant(cloud, scope.project ?? {});
  if (!tenant) return refuseIdentity('notAuthenticated', {}, { kind: 'scopeUnknown' });
  return isRefused(tenant) ? tenant : { wanted: tenant };
}

/** A domain that there is, on which nobody has a role; or why there is none, and no trust. Source: asked of Keystone 22. */
function wantedElsewhere(
  kind: 'domain' | 'OS-TRUST:trust',
  scope: AuthScope,
): { readonly wanted: Wanted } | IdentityRefusal {
  if (kind === 'domain')
    return isDefaultDomain(scope.domain ?? {}) ? { wanted: 'nothing' } : refuseIdentity('notAuthenticated');
  const { id } = (scope['OS-TRUST:trust'] ?? {}) as { readonly id?: string };
  return id
    ? refuseIdentity('notAuthenticated')
    : refuseIdentity('expected', { what: 'trust_id', where: 'trust' });
}

/** What the user gets of what is wanted. Without a wish: the default tenant, where the user has a role there. */
export function grantScope(cloud: Cloud, proof: Proof, wanted: Wanted): Granted | IdentityRefusal {
  if (proof.credential)
    return onTenant(cloud.tenants.get(proof.credential.tenant ?? ''), proof.credential.roles);
  if (wanted === 'unscoped') return unscoped;
  if (wanted === 'nothing')
    return proof.system
      ? refuseIdentity('forbidden', { action: downscoped })
      : refuseIdentity('notAuthenticated');
  if (wanted === 'system') {
    const roles = withImplied(proof.user.systemRoles);
    return roles.length > 0 ? { scope: 'system', roles } : refuseIdentity('notAuthenticated');
  }
  if (wanted === 'default') {
    const granted = onTenant(
      cloud.tenants.get(proof.user.defaultTenant ?? ''),
      rolesOn(proof.user, proof.user.defaultTenant),
    );
    return isRefused(granted) ? unscoped : granted;
  }
  if (proof.system) return refuseIdentity('forbidden', { action: downscoped });
  return onTenant(wanted, rolesOn(proof.user, wanted.id), proof.user);
}

const downscoped =
  'Using a system-scoped token to create a project-scoped or domain-scoped token is not allowed.';

function rolesOn(user: User, tenant: string | null): readonly Role[] {
  return withImplied(rolesGranted(user, tenant));
}

/** @param user whose roles they are, for the journal. */
function onTenant(
  tenant: Tenant | undefined,
  roles: readonly Role[],
  user?: User,
): Granted | IdentityRefusal {
  if (tenant?.enabled && roles.length === 0 && user !== undefined)
    return refuseIdentity('notAuthenticated', {}, { kind: 'roleMissing', user: user.id, tenant: tenant.id });
  if (!tenant?.enabled || roles.length === 0) return refuseIdentity('notAuthenticated');
  return { scope: { tenant: tenant.id }, roles };
}
