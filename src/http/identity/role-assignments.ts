import type { Cloud } from '../../domain/cloud.ts';
import { roleId } from '../../domain/identity/bootstrap.ts';
import type { GrantPlace } from '../../domain/identity/grants.ts';
import type { Role, RolesByPlace, Tenant, User } from '../../domain/model.ts';
import { type Call, type IdentityOutcome, listBody, refusedByPolicy } from './call.ts';
import { resourceReply } from './reply.ts';
import { domainReference } from './views.ts';

/** A role that somebody has somewhere; `prior` is the granted role that brings it along. */
interface Assignment {
  readonly user: string;
  readonly place: GrantPlace;
  readonly role: Role;
  readonly prior: Role | null;
}

function granted(cloud: Cloud): readonly Assignment[] {
  const users = [...cloud.users.values()];
  const on = (user: string, place: GrantPlace, roles: readonly Role[]): Assignment[] =>
    roles.map((role) => ({ user, place, role, prior: null }));
  const onAll = (user: string, kind: 'tenant' | 'domain', places: RolesByPlace): Assignment[] =>
    Object.entries(places).flatMap(([id, roles]) => on(user, { kind, id }, roles));
  return [
    ...users.flatMap((user) => onAll(user.id, 'tenant', user.roles)),
    ...users.flatMap((user) => onAll(user.id, 'domain', user.domainRoles)),
    ...users.flatMap((user) => on(user.id, { kind: 'system' }, user.systemRoles)),
  ];
}

function withImpliedOnes(assignment: Assignment, { roleFacts }: Cloud): readonly Assignment[] {
  const implied = roleFacts.implied[assignment.role] ?? [];
  return [assignment, ...implied.map((role: Role) => ({ ...assignment, role, prior: assignment.role }))];
}

/** A flag of the query: there, and not `0` or `false`. */
function flag(query: URLSearchParams, name: string): boolean {
  return query.has(name) && !/^(?:0|false)$/i.test(query.get(name) ?? '');
}

function idIn(kind: 'tenant' | 'domain', { place }: Assignment): string | null {
  return place.kind === kind ? place.id : null;
}

/** What a query may ask for, and where it stands in an assignment. Nobody has a role by group. */
const filters: Readonly<Record<string, (assignment: Assignment) => string | null>> = {
  'user.id': ({ user }) => user,
  'role.id': ({ role }) => roleId(role),
  'scope.project.id': (assignment) => idIn('tenant', assignment),
  'scope.system': ({ place }) => (place.kind === 'system' ? 'all' : null),
  'group.id': () => null,
  'scope.domain.id': (assignment) => idIn('domain', assignment),
};

/** `GET /v3/role_assignments`. Source: recorded, projects//role_assignments, residents/*; asked of Keystone 22. */
export function listAssignments(call: Call): IdentityOutcome {
  const refusal = refusedByPolicy(call, 'list_role_assignments');
  if (refusal) return refusal;
  const { query, context, caller } = call;
  const all = granted(context.cloud).filter((each) => isWithin(each, caller.domain, context.cloud));
  const wanted = Object.entries(filters).flatMap(([name, read]) => {
    const value = query.get(name);
    return value === null ? [] : [{ read, value }];
  });
  const found = (
    flag(query, 'effective') ? all.flatMap((each) => withImpliedOnes(each, context.cloud)) : all
  ).filter((assignment) => wanted.every(({ read, value }) => read(assignment) === value));
  const names = flag(query, 'include_names') ? context.cloud : undefined;
  const items = found.map((assignment) => view(assignment, call.v3, names));
  return resourceReply(200, listBody('role_assignments', items, call.self));
}

/** Whether a token may list an assignment: one for a domain those on it and on its tenants. */
function isWithin({ place }: Assignment, domain: string | null, { tenants }: Cloud): boolean {
  if (domain === null) return true;
  if (place.kind === 'system') return false;
  return place.id === domain || (place.kind === 'tenant' && tenants.get(place.id)?.domain === domain);
}

function view({ user, place, role, prior }: Assignment, v3: string, names: Cloud | undefined): object {
  const priorLink = prior !== null && {
    prior_role: `${v3}/prior_role/${roleId(role)}/implies/${roleId(prior)}`,
  };
  const scope = { tenant: 'projects', domain: 'domains', system: 'system' }[place.kind];
  const path = place.kind === 'system' ? scope : `${scope}/${place.id}`;
  return {
    links: { assignment: `${v3}/${path}/users/${user}/roles/${roleId(prior ?? role)}`, ...priorLink },
    scope: scopeView(place, names),
    user: { id: user, ...(names && inDomain(names.users.get(user), names)) },
    role: { id: roleId(role), ...(names && { name: role }) },
  };
}

function scopeView(place: GrantPlace, names: Cloud | undefined): object {
  if (place.kind === 'system') return { system: { all: true } };
  const { id } = place;
  if (place.kind === 'domain') return { domain: names ? domainReference(names, id) : { id } };
  return { project: { id, ...(names && inDomain(names.tenants.get(id), names)) } };
}

function inDomain(thing: Tenant | User | undefined, cloud: Cloud): object {
  return thing === undefined ? {} : { name: thing.name, domain: domainReference(cloud, thing.domain) };
}
