import { effectiveRoles } from '../../domain/callers.ts';
import { type CatalogEndpoint, endpointsOf, services } from '../../domain/identity/catalog.ts';
import { defaultDomain } from '../../domain/identity/domain.ts';
import { roleId } from '../../domain/identity/roles.ts';
import { farAway } from '../../domain/times.ts';
import type { Token } from '../../domain/model.ts';
import type { IdentityFacts } from '../../domain/profile.ts';
import type { Context } from '../context.ts';

const domain = { id: defaultDomain.id, name: defaultDomain.name };

/** Where an endpoint answers. */
export function endpointUrl(endpoint: CatalogEndpoint, base: string): string {
  return base + endpoint.service.path;
}

/** The service catalog. `base` is where the fake answers. */
export function catalog(facts: IdentityFacts, base: string): readonly object[] {
  return services(facts).map((service) => ({
    endpoints: endpointsOf(service, facts).map((endpoint) => ({
      id: endpoint.id,
      interface: endpoint.interface,
      region_id: endpoint.region,
      url: endpointUrl(endpoint, base),
      region: endpoint.region,
    })),
    id: service.id,
    type: service.type,
    name: service.name,
  }));
}

/** The cloud that a token is of, and whose rules it follows. */
type Where = Pick<Context, 'cloud' | 'profile'>;

/** A token as Keystone shows it. `base` undefined: without the catalog. Source: recorded, auth/*, appcred/auth. */
export function tokenBody(token: Token, { cloud, profile }: Where, base: string | undefined): object {
  const body = {
    methods: token.methods,
    user: {
      domain,
      id: token.user,
      name: cloud.users.get(token.user)?.name ?? token.user,
      password_expires_at: null,
    },
    audit_ids: token.auditIds,
    expires_at: token.expiresAt ?? farAway,
    issued_at: token.issuedAt,
    ...scopeBody(token, cloud),
    ...(token.scope !== 'unscoped' && base !== undefined && { catalog: catalog(profile.identity, base) }),
    ...credentialBody(token, cloud),
  };
  return { token: body };
}

function scopeBody(token: Token, cloud: Context['cloud']): object {
  if (token.scope === 'unscoped') return {};
  const roles = effectiveRoles(token).map((name) => ({ id: roleId(name), name }));
  // Keystone prints these the other way round than on a project.
  if (token.scope === 'system') return { roles: roles.toReversed(), system: { all: true } };
  const id = token.scope.tenant;
  return { project: { domain, id, name: cloud.tenants.get(id)?.name ?? id }, is_domain: false, roles };
}

function credentialBody(token: Token, cloud: Context['cloud']): object {
  const credential = cloud.applicationCredentials.get(token.applicationCredential ?? '');
  if (!credential) return {};
  const { id, name, unrestricted } = credential;
  return { application_credential: { id, name, restricted: unrestricted !== true } };
}
