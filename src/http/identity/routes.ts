import {
  createCredential,
  deleteCredential,
  listCredentials,
  showCredential,
} from './application-credentials.ts';
import type { Call, OpenCall, IdentityOutcome } from './call.ts';
import { type Collection, identityCollections, listOf, showOf } from './collections.ts';
import { findKeystonePath, type KeystonePath } from './keystone-paths.ts';
import {
  groupsOfUser,
  ownCatalog,
  ownDomains,
  ownSystem,
  ownTenants,
  tenantsOfUser,
  usersOfGroup,
} from './own-things.ts';
import { listAssignments } from './role-assignments.ts';
import { issueToken, revokeToken, showToken } from './tokens.ts';

/** A handler under the name of its operation. One that is open asks for no token. */
export type Endpoint = { readonly operation: string } & (
  | { readonly open: true; readonly handle: (call: OpenCall) => IdentityOutcome }
  | { readonly open: false; readonly handle: (call: Call) => IdentityOutcome }
);

/** A path below `/identity/v3`. A segment in braces is a parameter. */
export interface IdentityRoute {
  readonly path: string;
  /** The name of the relation in the JSON home document. */
  readonly relation: string;
  /** HEAD answers as GET does. */
  readonly methods: Readonly<Record<string, Endpoint>>;
}

function closed(operation: string, handle: (call: Call) => IdentityOutcome): Endpoint {
  return { operation, open: false, handle };
}

function readable(
  path: string,
  relation: string,
  operation: string,
  handle: (call: Call) => IdentityOutcome,
): IdentityRoute {
  return { path, relation, methods: { GET: closed(operation, handle) } };
}

function routesOf([name, collection]: readonly [string, Collection]): readonly IdentityRoute[] {
  const { one, list, show } = collection;
  return [
    readable(name, name, list, listOf(name, collection)),
    readable(`${name}/{${one}_id}`, one, show, showOf(name, collection)),
  ];
}

const credentials = 'users/{user_id}/application_credentials';

/** Every path of Keystone's that is served, with the methods that are. */
export const identityRoutes: readonly IdentityRoute[] = [
  readable('auth/projects', 'auth_projects', 'list_auth_projects', ownTenants),
  readable('auth/domains', 'auth_domains', 'list_auth_domains', ownDomains),
  readable('auth/system', 'auth_system', 'list_auth_system', ownSystem),
  readable('auth/catalog', 'auth_catalog', 'get_auth_catalog', ownCatalog),
  {
    path: 'auth/tokens',
    relation: 'auth_tokens',
    methods: {
      POST: { operation: 'issue_token', open: true, handle: issueToken },
      GET: closed('validate_token', showToken),
      DELETE: closed('revoke_token', revokeToken),
    },
  },
  ...Object.entries(identityCollections).flatMap(routesOf),
  readable('role_assignments', 'role_assignments', 'list_role_assignments', listAssignments),
  readable('users/{user_id}/projects', 'user_projects', 'list_user_projects', tenantsOfUser),
  readable('users/{user_id}/groups', 'user_groups', 'list_groups_for_user', groupsOfUser),
  readable('groups/{group_id}/users', 'group_users', 'list_users_in_group', usersOfGroup),
  {
    path: credentials,
    relation: 'application_credentials',
    methods: {
      POST: closed('create_application_credential', createCredential),
      GET: closed('list_application_credentials', listCredentials),
    },
  },
  {
    path: `${credentials}/{application_credential_id}`,
    relation: 'application_credential',
    methods: {
      GET: closed('get_application_credential', showCredential),
      DELETE: closed('delete_application_credential', deleteCredential),
    },
  },
];

const served: ReadonlyMap<string, IdentityRoute> = new Map(
  identityRoutes.map((route) => [route.path, route]),
);

/** A path of Keystone's with the methods that are served; the others that it answers are refused with 501. */
export type FoundRoute = KeystonePath & { readonly served: IdentityRoute['methods'] };

/** The path of Keystone that segments below `/v3` lead to, and the values of its parameters; undefined: there is none. */
export function findIdentityRoute(
  segments: readonly string[],
): { readonly route: FoundRoute; readonly parameters: readonly string[] } | undefined {
  const place = findKeystonePath(segments);
  if (place === undefined) return undefined;
  const { found, parameters } = place;
  return { route: { ...found, served: served.get(found.path)?.methods ?? {} }, parameters };
}
