import { isRefused } from '../refusals.ts';
import { rolesFor } from '../callers.ts';
import type { Cloud } from '../cloud.ts';
import type { Domain, Role, Tenant, Token, User } from '../model.ts';
import { findDomain } from './bootstrap.ts';
import { findTenant } from './finding.ts';
import type { Auth, AuthScope, Proof } from './proofs.ts';
import { type IdentityRefusal, refuseIdentity } from './refusals.ts';

/** What a login wants its token for. */
type Wanted = { readonly tenant: Tenant } | { readonly domain: Domain } | 'system' | 'unscoped' | 'default';

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
  if (kind !== 'project') return wantedElsewhere(cloud, kind, scope);
  const tenant = findTenant(cloud, scope.project ?? {});
  if (!tenant) return refuseIdentity('notAuthenticated', {}, { kind: 'scopeUnknown' });
  return isRefused(tenant) ? tenant : { wanted: { tenant } };
}

/** A domain; or why there is none, and no trust. Source: asked of Keystone 22. */
function wantedElsewhere(
  cloud: Cloud,
  kind: 'domain' | 'OS-TRUST:trust',
  scope: AuthScope,
): { readonly wanted: Wanted } | IdentityRefusal {
  if (kind === 'domain') {
    const domain = findDomain(cloud, scope.domain ?? {});
    return domain ? { wanted: { domain } } : refuseIdentity('notAuthenticated');
  }
  const { id } = (scope['OS-TRUST:trust'] ?? {}) as { readonly id?: string };
  return id
    ? refuseIdentity('notAuthenticated')
    : refuseIdentity('expected', { what: 'trust_id', where: 'trust' });
}

/** What the user gets of what is wanted. Without a wish: the default tenant, where the user has a role there. */
export function grantScope(cloud: Cloud, proof: Proof, wanted: Wanted): Granted | IdentityRefusal {
  const { user } = proof;
  if (proof.credential) {
    const { tenant, roles } = proof.credential;
    const held = rolesFor(user, { tenant: tenant ?? '' }, cloud.roleFacts);
    const left = roles.filter((role) => held.includes(role));
    return onTenant(cloud, cloud.tenants.get(tenant ?? ''), left);
  }
  if (wanted === 'unscoped') return unscoped;
  if (wanted === 'system') {
    const roles = rolesFor(user, 'system', cloud.roleFacts);
    return roles.length > 0 ? { scope: 'system', roles } : refuseIdentity('notAuthenticated');
  }
  if (wanted === 'default') {
    const tenant = user.defaultTenant ?? '';
    const granted = onTenant(cloud, cloud.tenants.get(tenant), rolesFor(user, { tenant }, cloud.roleFacts));
    return isRefused(granted) ? unscoped : granted;
  }
  if (proof.system) return refuseIdentity('forbidden', { action: downscoped });
  if ('domain' in wanted) return onDomain(cloud, wanted.domain, user);
  return onTenant(cloud, wanted.tenant, rolesFor(user, { tenant: wanted.tenant.id }, cloud.roleFacts), user);
}

function onDomain({ roleFacts }: Cloud, { id, enabled }: Domain, user: User): Granted | IdentityRefusal {
  const roles = rolesFor(user, { domain: id }, roleFacts);
  return enabled && roles.length > 0 ? { scope: { domain: id }, roles } : refuseIdentity('notAuthenticated');
}

const downscoped =
  'Using a system-scoped token to create a project-scoped or domain-scoped token is not allowed.';

/** @param user whose roles they are, for the journal. */
function onTenant(
  cloud: Cloud,
  tenant: Tenant | undefined,
  roles: readonly Role[],
  user?: User,
): Granted | IdentityRefusal {
  const isOpen = tenant?.enabled && cloud.domains.get(tenant.domain)?.enabled;
  if (isOpen && roles.length === 0 && user !== undefined)
    return refuseIdentity('notAuthenticated', {}, { kind: 'roleMissing', user: user.id, tenant: tenant.id });
  if (!isOpen || roles.length === 0) return refuseIdentity('notAuthenticated');
  return { scope: { tenant: tenant.id }, roles };
}
