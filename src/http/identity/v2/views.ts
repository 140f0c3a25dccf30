import { effectiveRoles, tenantOf } from '../../../domain/callers.ts';
import { roleId } from '../../../domain/identity/bootstrap.ts';
import { endpointsOf, listedByV2 } from '../../../domain/identity/catalog.ts';
import { authenticatedBy, tenantNameV2 } from '../../../domain/identity/v2/log-in.ts';
import type { Role, Tenant, Token } from '../../../domain/model.ts';
import type { IdentityFacts } from '../../../domain/profile.ts';
import { farAway } from '../../../domain/times.ts';
import type { Context } from '../../context.ts';
import { endpointUrl } from '../views.ts';

/** How Identity v2.0 shows its things. Source: rackerlabs/docs-cloud-identity, Authenticate as user, Validate token, List tenants. */

/** A token and its user, as `token` and `user` of `access`. */
export function accessV2(
  token: Token,
  { cloud, profile }: Context,
): { readonly token: object; readonly user: object } {
  const tenant = tenantOf(token);
  const held = cloud.tenants.get(tenant ?? '');
  return {
    token: {
      id: token.id,
      expires: new Date(Date.parse(token.expiresAt ?? farAway)).toISOString(),
      ...(held && { tenant: { id: held.id, name: tenantNameV2(held, profile.identity) } }),
      'RAX-AUTH:authenticatedBy': token.methods.flatMap((method) => authenticatedBy[method] ?? []),
    },
    user: {
      id: token.user,
      name: cloud.users.get(token.user)?.name ?? token.user,
      roles: effectiveRoles(token, cloud.roleFacts).map((role) => roleV2(role, tenant)),
      'RAX-AUTH:defaultRegion': profile.identity.region,
    },
  };
}

/** A service of the catalog, with its addresses under `publicURL` and the like. */
export interface CatalogEntryV2 {
  readonly name: string;
  readonly type: string;
  readonly endpoints: readonly object[];
}

/** The catalog for a token; for one without a tenant it is empty, as Keystone has it. `base` is where the fake answers. */
export function catalogV2(token: Token, facts: IdentityFacts, base: string): readonly CatalogEntryV2[] {
  const tenantId = tenantOf(token);
  if (tenantId === null) return [];
  return listedByV2(facts).map((service) => {
    const { name, type } = service;
    const urls = endpointsOf(service, facts).map((endpoint) => [
      `${endpoint.interface}URL`,
      endpointUrl(endpoint, base),
    ]);
    return {
      name,
      type,
      endpoints: [{ ...Object.fromEntries(urls), region: facts.region, tenantId }],
    };
  });
}

/** A tenant in a list. */
export function tenantV2(tenant: Tenant, facts: IdentityFacts): object {
  const { id, description, enabled } = tenant;
  return { id, name: tenantNameV2(tenant, facts), ...(description !== '' && { description }), enabled };
}

/** A role as Identity v2.0 shows it. */
export interface RoleV2 {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** The tenant that it is for; a role that is for the whole account has none. */
  readonly tenantId?: string;
}

/** The roles of an account that the guide prints. Source: rackerlabs/docs-cloud-identity, Authenticate as user, Validate token. */
const ofAccount: Readonly<Record<Role, { readonly id: string; readonly description: string }>> = {
  'identity:user-admin': { id: '3', description: 'User Admin Role.' },
  'identity:default': { id: '2', description: 'Default Role.' },
};

/** A role of a token for a tenant, or for none. */
function roleV2(name: Role, tenant: string | null): RoleV2 {
  const known = Object.hasOwn(ofAccount, name) ? ofAccount[name] : undefined;
  if (known !== undefined) return { id: known.id, name, description: known.description };
  const role = { id: roleId(name), name, description: `The role ${name}.` };
  return tenant === null ? role : { ...role, tenantId: tenant };
}
