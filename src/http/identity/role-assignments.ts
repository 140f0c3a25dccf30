import type { Cloud } from '../../domain/cloud.ts';
import { impliedRoles } from '../../domain/callers.ts';
import { defaultDomain, roleId } from '../../domain/identity/bootstrap.ts';
import type { Role } from '../../domain/model.ts';
import { type Call, type IdentityOutcome, listBody, refusedByPolicy } from './call.ts';
import { resourceReply } from './reply.ts';

/** A role that somebody has somewhere; `prior` is the granted role that brings it along. */
interface Assignment {
  readonly user: string;
  /** Null: on the whole system. */
  readonly tenant: string | null;
  readonly role: Role;
  readonly prior: Role | null;
}

function granted(cloud: Cloud): readonly Assignment[] {
  const users = [...cloud.users.values()];
  const on = (user: string, tenant: string | null, roles: readonly Role[]): Assignment[] =>
    roles.map((role) => ({ user, tenant, role, prior: null }));
  return [
    ...users.flatMap((user) =>
      Object.entries(user.roles).flatMap(([tenant, roles]) => on(user.id, tenant, roles)),
    ),
    ...users.flatMap((user) => on(user.id, null, user.systemRoles)),
  ];
}

function withImpliedOnes(assignment: Assignment): readonly Assignment[] {
  const implied = impliedRoles[assignment.role] ?? [];
  return [assignment, ...implied.map((role) => ({ ...assignment, role, prior: assignment.role }))];
}

/** A flag of the query: there, and not `0` or `false`. */
function flag(query: URLSearchParams, name: string): boolean {
  return query.has(name) && !/^(?:0|false)$/i.test(query.get(name) ?? '');
}

/** What a query may ask for, and where it stands in an assignment. Nobody has a role by group or on a domain. */
const filters: Readonly<Record<string, (assignment: Assignment) => string | null>> = {
  'user.id': ({ user }) => user,
  'role.id': ({ role }) => roleId(role),
  'scope.project.id': ({ tenant }) => tenant,
  'scope.system': ({ tenant }) => (tenant === null ? 'all' : null),
  'group.id': () => null,
  'scope.domain.id': () => null,
};

/** `GET /v3/role_assignments`. Source: recorded, projects//role_assignments; asked of Keystone 22. */
export function listAssignments(call: Call): IdentityOutcome {
  const refusal = refusedByPolicy(call, 'list_role_assignments');
  if (refusal) return refusal;
  const { query, context } = call;
  const all = granted(context.cloud);
  const wanted = Object.entries(filters).flatMap(([name, read]) => {
    const value = query.get(name);
    return value === null ? [] : [{ read, value }];
  });
  const found = (flag(query, 'effective') ? all.flatMap(withImpliedOnes) : all).filter((assignment) =>
    wanted.every(({ read, value }) => read(assignment) === value),
  );
  const names = flag(query, 'include_names') ? context.cloud : undefined;
  const items = found.map((assignment) => view(assignment, call.v3, names));
  return resourceReply(200, listBody('role_assignments', items, call.self));
}

function view({ user, tenant, role, prior }: Assignment, v3: string, names: Cloud | undefined): object {
  const domain = names && { domain: { id: defaultDomain.id, name: defaultDomain.name } };
  const scope = tenant === null ? 'system' : `projects/${tenant}`;
  const priorLink = prior !== null && {
    prior_role: `${v3}/prior_role/${roleId(role)}/implies/${roleId(prior)}`,
  };
  return {
    links: { assignment: `${v3}/${scope}/users/${user}/roles/${roleId(prior ?? role)}`, ...priorLink },
    scope:
      tenant === null
        ? { system: { all: true } }
        : {
            project: {
              id: tenant,
              ...(names && { name: names.tenants.get(tenant)?.name ?? tenant }),
              ...domain,
            },
          },
    user: { id: user, ...(names && { name: names.users.get(user)?.name ?? user }), ...domain },
    role: { id: roleId(role), ...(names && { name: role }) },
  };
}
