import { grantedOn } from '../../domain/callers.ts';
import type { Cloud } from '../../domain/cloud.ts';
import { refuseIdentity } from '../../domain/identity/refusals.ts';
import type { Domain, RolesByPlace, Tenant } from '../../domain/model.ts';
import { type Call, type IdentityOutcome, listBody, refusedByPolicy } from './call.ts';
import { filtered, linked } from './collections.ts';
import { resourceReply } from './reply.ts';
import { catalog } from './tokens.ts';
import { domainView, tenantView } from './views.ts';

/** The tenants on which a user has a role, disabled ones too. Source: asked of Keystone 22. */
export function tenantsOf(cloud: Cloud, user: string): readonly Tenant[] {
  const roles = cloud.users.get(user)?.roles ?? {};
  return heldOf(cloud.tenants, roles);
}

/** The places on which there are roles. */
function heldOf<Place extends Domain>(
  places: ReadonlyMap<string, Place>,
  roles: RolesByPlace,
): readonly Place[] {
  return [...places.values()].filter(({ id }) => grantedOn(roles, id).length > 0);
}

function tenantList(call: Call, user: string): IdentityOutcome {
  const found = filtered(tenantsOf(call.context.cloud, user).map(tenantView), call.query, [
    'domain_id',
    'enabled',
    'name',
  ]);
  return resourceReply(
    200,
    listBody(
      'projects',
      found.map((item) => linked('projects', item, call.v3)),
      call.self,
    ),
  );
}

/** `GET /v3/auth/projects`: where the caller may get a token for. */
export function ownTenants(call: Call): IdentityOutcome {
  return tenantList(call, call.caller.user);
}

/** `GET /v3/users/{user_id}/projects`. */
export function tenantsOfUser(call: Call): IdentityOutcome {
  const [id = ''] = call.parameters;
  const domains = [call.context.cloud.users.get(id)?.domain];
  const refusal = refusedByPolicy(call, 'list_user_projects', { user: id, domains });
  if (refusal) return refusal;
  return call.context.cloud.users.has(id)
    ? tenantList(call, id)
    : refuseIdentity('notFound', { kind: 'user', id });
}

/** `GET /v3/users/{user_id}/groups`: nobody is in a group. Source: asked of Keystone 22. */
export function groupsOfUser(call: Call): IdentityOutcome {
  const [id = ''] = call.parameters;
  const refusal = refusedByPolicy(call, 'list_groups_for_user', { user: id });
  if (refusal) return refusal;
  if (!call.context.cloud.users.has(id)) return refuseIdentity('notFound', { kind: 'user', id });
  return resourceReply(200, listBody('groups', [], call.self));
}

/** `GET /v3/groups/{group_id}/users`: no such group. Source: asked of Keystone 22. */
export function usersOfGroup(call: Call): IdentityOutcome {
  const [id = ''] = call.parameters;
  const refusal = refusedByPolicy(call, 'list_users_in_group');
  return refusal ?? refuseIdentity('notFound', { kind: 'group', id });
}

/** `GET /v3/auth/domains`: those on which the caller has a role. */
export function ownDomains(call: Call): IdentityOutcome {
  const { domains, users } = call.context.cloud;
  const roles = users.get(call.caller.user)?.domainRoles ?? {};
  const items = heldOf(domains, roles).map((domain) => linked('domains', domainView(domain), call.v3));
  return resourceReply(200, listBody('domains', items, call.self));
}

/** `GET /v3/auth/system`: whether the caller may get a token for the whole system. */
export function ownSystem(call: Call): IdentityOutcome {
  const roles = call.context.cloud.users.get(call.caller.user)?.systemRoles ?? [];
  const system = roles.length > 0 ? [{ all: true }] : [];
  return resourceReply(200, { system, links: { self: call.self } });
}

/** `GET /v3/auth/catalog`: for tokens that are for a project. */
export function ownCatalog(call: Call): IdentityOutcome {
  if (call.caller.tenant === null) return refuseIdentity('noCatalog');
  const { base } = call.request;
  return resourceReply(200, {
    catalog: catalog(call.context.profile, base),
    links: { self: call.self },
  });
}
