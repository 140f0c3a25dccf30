import type { CatalogEndpoint, CatalogService } from '../../domain/identity/catalog.ts';
import { defaultDomain, roleId } from '../../domain/identity/bootstrap.ts';
import type { ApplicationCredential, Role, Tenant, User } from '../../domain/model.ts';
import { endpointUrl, rulesView } from './tokens.ts';

/** How Keystone shows its things, without their links. Source: recorded, 14-keystone projects/*, appcred/create. */

/** A tenant, which Keystone calls a project. */
export function tenantView({ id, name, description, enabled }: Tenant): Record<string, unknown> {
  const parent = { parent_id: defaultDomain.id, is_domain: false, tags: [], options: {} };
  return { id, name, domain_id: defaultDomain.id, description, enabled, ...parent };
}

/** The one domain, as a domain. */
export function domainView(): Record<string, unknown> {
  return { ...defaultDomain, enabled: true, tags: [], options: {} };
}

/** The one domain, as a project. */
export function domainAsTenantView(): Record<string, unknown> {
  const { id, name, description } = defaultDomain;
  const parent = { parent_id: null, is_domain: true, tags: [], options: {} };
  return { id, name, domain_id: null, description, enabled: true, ...parent };
}

/** A user. */
export function userView({ id, name, enabled, defaultTenant }: User): Record<string, unknown> {
  return {
    id,
    name,
    domain_id: defaultDomain.id,
    enabled,
    ...(defaultTenant !== null && { default_project_id: defaultTenant }),
    password_expires_at: null,
    options: {},
  };
}

/** A service. */
export function serviceView({ name, description, id, type }: CatalogService): Record<string, unknown> {
  return { name, ...(description !== undefined && { description }), id, type, enabled: true };
}

/** An endpoint of a fake that answers at `base`. */
export function endpointView(endpoint: CatalogEndpoint, base: string): Record<string, unknown> {
  return {
    id: endpoint.id,
    interface: endpoint.interface,
    region_id: endpoint.region,
    service_id: endpoint.service.id,
    url: endpointUrl(endpoint, base),
    enabled: true,
    region: endpoint.region,
  };
}

/** A region. */
export function regionView(id: string): Record<string, unknown> {
  return { id, description: '', parent_region_id: null };
}

/** A role. */
export function roleView(name: Role): Record<string, unknown> {
  return { id: roleId(name), name, domain_id: null, description: null, options: { immutable: true } };
}

/** An application credential, without its secret. */
export function credentialView(credential: ApplicationCredential): Record<string, unknown> {
  return {
    id: credential.id,
    name: credential.name,
    description: credential.description,
    user_id: credential.user,
    project_id: credential.tenant,
    system: null,
    expires_at: credential.expiresAt?.replace(/Z$/, '') ?? null,
    unrestricted: credential.unrestricted,
    roles: credential.roles.map(roleView),
    ...rulesView(credential),
  };
}
