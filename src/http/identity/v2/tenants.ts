import { tenantsOf } from '../own-things.ts';
import { documentReply } from '../reply.ts';
import type { CallV2, OutcomeV2 } from './call.ts';
import { tenantV2 } from './views.ts';

/** `GET /v2.0/tenants`: those on which the caller has a role. Source: rackerlabs/docs-cloud-identity, List tenants. */
export function listTenantsV2({ context, caller }: CallV2): OutcomeV2 {
  const { cloud, profile } = context;
  const tenants = tenantsOf(cloud, caller.user).map((tenant) => tenantV2(tenant, profile.identity));
  return documentReply(200, { tenants, tenants_links: [] });
}
