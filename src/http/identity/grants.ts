import {
  assignmentMissing,
  granted,
  type GrantPlace,
  grantsOf,
  revoked,
  roleOfId,
} from '../../domain/identity/grants.ts';
import { findPlace, isTenant } from '../../domain/identity/places.ts';
import type { PolicyName } from '../../domain/identity/policies.ts';
import { type IdentityRefusal, refuseIdentity } from '../../domain/identity/refusals.ts';
import type { Role, User } from '../../domain/model.ts';
import { isRefused } from '../../domain/refusals.ts';
import {
  type Call,
  decidedReply,
  type IdentityOutcome,
  listBody,
  noContent,
  refusedByPolicy,
} from './call.ts';
import { linked } from './collections.ts';
import { resourceReply } from './reply.ts';
import { roleView } from './views.ts';

/** What a request about the roles of a user at a place does. */
type Deed = 'list' | 'check' | 'create' | 'revoke';

/** Where roles are granted, by what stands in the path. */
interface PlaceRow {
  /** The path, up to the user. */
  readonly path: string;
  readonly policies: { readonly [D in Deed]: PolicyName };
  /** The parts of the path in the order in which Keystone looks for them. */
  readonly order: readonly ('place' | 'role' | 'user')[];
}

const grantPolicies = {
  list: 'list_grants',
  check: 'check_grant',
  create: 'create_grant',
  revoke: 'revoke_grant',
} as const;

/** The places by their kinds. Source: asked of Keystone 22, each with parts that are not there. */
export const grantPlaces: { readonly [K in GrantPlace['kind']]: PlaceRow } = {
  tenant: {
    path: 'projects/{project_id}',
    policies: grantPolicies,
    order: ['role', 'user', 'place'],
  },
  domain: {
    path: 'domains/{domain_id}',
    policies: grantPolicies,
    order: ['place', 'role', 'user'],
  },
  system: {
    path: 'system',
    policies: {
      list: 'list_system_grants_for_user',
      check: 'check_system_grant_for_user',
      create: 'create_system_grant_for_user',
      revoke: 'revoke_system_grant_for_user',
    },
    order: ['role', 'user'],
  },
};

/** What a request names, as far as it is there. */
interface Named {
  readonly place: GrantPlace;
  readonly user: User | undefined;
  readonly userId: string;
  readonly role: Role;
}

/** What the request names, and whether the caller may do that with it. What is not there is told before the policy is asked. */
function named(call: Call, kind: GrantPlace['kind'], deed: Deed): Named | IdentityRefusal {
  const { cloud } = call.context;
  const [placeId = '', userId = '', roleId = ''] =
    kind === 'system' ? ['', ...call.parameters] : call.parameters;
  const user = cloud.users.get(userId);
  const role = roleOfId(cloud, roleId);
  const place = kind === 'domain' ? cloud.domains.get(placeId) : findPlace(cloud, placeId);
  const missing = {
    place: () => place === undefined && { kind: kind === 'domain' ? 'domain' : 'project', id: placeId },
    role: () => deed !== 'list' && role === undefined && { kind: 'role', id: roleId },
    user: () => deed !== 'revoke' && user === undefined && { kind: 'user', id: userId },
  };
  for (const part of grantPlaces[kind].order) {
    const what = missing[part]();
    if (what) return refuseIdentity('notFound', what);
  }
  const domain = place && (isTenant(place) ? place.domain : kind === 'domain' ? place.id : undefined);
  const refusal = refusedByPolicy(call, grantPlaces[kind].policies[deed], {
    domains: [user?.domain, domain],
  });
  if (refusal) return refusal;
  return { place: kind === 'system' ? { kind } : { kind, id: placeId }, user, userId, role: role ?? '' };
}

type Handler = (call: Call) => IdentityOutcome;

/** `GET …/roles`: the roles that a user was granted at a place. */
export function listGrants(kind: GrantPlace['kind']): Handler {
  return (call) => {
    const found = named(call, kind, 'list');
    if (isRefused(found)) return found;
    const roles = found.user === undefined ? [] : grantsOf(found.user, found.place);
    const items = roles.map((role) => linked('roles', roleView(role), call.v3));
    return resourceReply(200, listBody('roles', items, call.self));
  };
}

/** `GET …/roles/{role_id}`: whether a user was granted a role at a place. */
export function checkGrant(kind: GrantPlace['kind']): Handler {
  return (call) => {
    const found = named(call, kind, 'check');
    if (isRefused(found)) return found;
    const { user, userId, place, role } = found;
    const isHeld = user !== undefined && grantsOf(user, place).includes(role);
    return isHeld ? noContent : assignmentMissing(place, role, userId);
  };
}

/** `PUT …/roles/{role_id}`: grants a user a role at a place. */
export function createGrant(kind: GrantPlace['kind']): Handler {
  return (call) => {
    const found = named(call, kind, 'create');
    if (isRefused(found)) return found;
    const { user, place, role } = found;
    const { rolesPerUser } = call.context.limits;
    return user === undefined
      ? refuseIdentity('notFound', { kind: 'user', id: found.userId })
      : decidedReply(call, granted(user, place, role, rolesPerUser), () => noContent);
  };
}

/** `DELETE …/roles/{role_id}`: takes a role of a user at a place away. */
export function revokeGrant(kind: GrantPlace['kind']): Handler {
  return (call) => {
    const found = named(call, kind, 'revoke');
    if (isRefused(found)) return found;
    return decidedReply(call, revoked(found.user, found), () => noContent);
  };
}
