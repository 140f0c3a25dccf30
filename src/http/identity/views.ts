import type { CatalogEndpoint, CatalogService } from '../../domain/identity/catalog.ts';
import type { Cloud } from '../../domain/cloud.ts';
import { roleId } from '../../domain/identity/bootstrap.ts';
import type { ApplicationCredential, Domain, Extra, Role, Tenant, User } from '../../domain/model.ts';
import { deepestJson, readJson } from '../json.ts';

/** How Keystone shows its things, without their links. Source: recorded, 14-keystone projects/*, appcred/create. */

/** A tenant, which Keystone calls a project. */
export function tenantView(tenant: Tenant): Record<string, unknown> {
  return projectView(tenant, tenant.domain, tenant.parent);
}

/** A domain as a project. */
export function domainAsTenantView(domain: Domain): Record<string, unknown> {
  return projectView(domain, null, null);
}

function projectView(place: Domain, domain: string | null, parent: string | null): Record<string, unknown> {
  const { id, name, description, enabled, tags, options, extra } = place;
  const family = { parent_id: parent, is_domain: domain === null };
  return { ...extraView(extra), id, name, domain_id: domain, description, enabled, ...family, tags, options };
}

/** A domain. */
export function domainView(domain: Domain): Record<string, unknown> {
  const { id, name, description, enabled, tags, options, extra } = domain;
  return { ...extraView(extra), id, name, description, enabled, tags, options };
}

/** A user. */
export function userView({
  id,
  name,
  domain,
  enabled,
  defaultTenant,
  options,
  extra,
}: User): Record<string, unknown> {
  return {
    ...extraView(extra),
    id,
    name,
    domain_id: domain,
    enabled,
    ...(defaultTenant !== null && { default_project_id: defaultTenant }),
    password_expires_at: null,
    options,
  };
}

/** What clients gave a thing of their own. */
export function extraView(extra: Extra): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(extra).map(([key, text]) => [key, readJson(text, deepestJson.keystone, 'apart').value]),
  );
}

/** A domain as tokens and assignments name it. */
export function domainReference({ domains }: Pick<Cloud, 'domains'>, id: string): object {
  return { id, name: domains.get(id)?.name ?? id };
}

/** A service. */
export function serviceView({ name, description, id, type }: CatalogService): Record<string, unknown> {
  return { name, ...(description !== undefined && { description }), id, type, enabled: true };
}

/** Where an endpoint answers. */
export function endpointUrl(endpoint: CatalogEndpoint, base: string): string {
  return base + endpoint.service.path;
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

/** The access rules of an application credential, where it has some. */
export function rulesView({ accessRules }: ApplicationCredential): object {
  return accessRules.length === 0 ? {} : { access_rules: accessRules };
}
