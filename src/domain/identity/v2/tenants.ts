import { folded } from '../../collation.ts';
import type { Cloud } from '../../cloud.ts';
import type { Tenant } from '../../model.ts';
import type { IdentityFacts } from '../../profile.ts';
import type { AuthV2 } from './auth.ts';

/** What the wire calls a tenant: of Rackspace's, id and name are one. Source: guide, Configure environment variables. */
export function tenantNameV2({ id, name }: Tenant, { tenantNamedById }: IdentityFacts): string {
  return tenantNamedById ? id : name;
}

/** The tenant that a login names. Where tenants are named by their ids, the name that the seed gave finds it too. */
export function findTenantV2(
  cloud: Cloud,
  { by, text }: NonNullable<AuthV2['tenant']>,
  { tenantNamedById }: IdentityFacts,
): Tenant | undefined {
  const withId = by === 'id' || tenantNamedById ? cloud.tenants.get(text) : undefined;
  if (by === 'id' || withId !== undefined) return withId;
  const key = folded(text);
  return [...cloud.tenants.values()].find(({ name }) => folded(name) === key);
}
