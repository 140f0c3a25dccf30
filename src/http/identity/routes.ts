import {
  createCredential,
  deleteCredential,
  listCredentials,
  showCredential,
} from './application-credentials.ts';
import type { Call, OpenCall, IdentityOutcome } from './call.ts';
import { credentialSchemas } from './credential-schemas.ts';
import { type CollectionName, identityCollections, listOf, showOf } from './collections.ts';
import { checkGrant, createGrant, grantPlaces, listGrants, revokeGrant } from './grants.ts';
import type { Release } from '../../domain/release.ts';
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
import {
  createDomain,
  createProject,
  deleteDomain,
  deleteProject,
  updateDomain,
  updateProject,
} from './projects.ts';
import type { JsonSchema } from '../json-schema.ts';
import { type BodySchemas, domainSchemas, projectSchemas, userSchemas } from './resident-schemas.ts';
import { listAssignments } from './role-assignments.ts';
import { issueToken, revokeToken, showToken } from './tokens.ts';
import { changePassword, createUser, deleteUser, updateUser } from './users.ts';

/** A handler under the name of its operation. One that is open asks for no token. */
export type Endpoint = {
  readonly operation: string;
  /** What is held against the whole body before the token, where the release does so. */
  readonly body?: JsonSchema;
} & (
  | { readonly open: true; readonly handle: (call: OpenCall) => IdentityOutcome }
  | { readonly open: false; readonly handle: (call: Call) => IdentityOutcome }
);

type Methods = Readonly<Record<string, Endpoint>>;

/** A path below `/identity/v3`. A segment in braces is a parameter. */
export interface IdentityRoute {
  readonly path: string;
  /** HEAD answers as GET does. */
  readonly methods: Methods;
}

function closed(operation: string, handle: (call: Call) => IdentityOutcome, schemas?: BodySchemas): Endpoint {
  return { operation, open: false, handle, ...(schemas && { body: schemas.whole }) };
}

function readable(path: string, operation: string, handle: (call: Call) => IdentityOutcome): IdentityRoute {
  return { path, methods: { GET: closed(operation, handle) } };
}

/** What may be done with the things of a collection besides reading them. */
const writes: { readonly [C in CollectionName]?: { readonly all: Methods; readonly one: Methods } } = {
  projects: {
    all: { POST: closed('create_project', createProject, projectSchemas.create) },
    one: {
      PATCH: closed('update_project', updateProject, projectSchemas.update),
      DELETE: closed('delete_project', deleteProject),
    },
  },
  users: {
    all: { POST: closed('create_user', createUser, userSchemas.create) },
    one: {
      PATCH: closed('update_user', updateUser, userSchemas.update),
      DELETE: closed('delete_user', deleteUser),
    },
  },
  domains: {
    all: { POST: closed('create_domain', createDomain, domainSchemas.create) },
    one: {
      PATCH: closed('update_domain', updateDomain, domainSchemas.update),
      DELETE: closed('delete_domain', deleteDomain),
    },
  },
};

function routesOf(name: CollectionName): readonly IdentityRoute[] {
  const collection = identityCollections[name];
  const { one, list, show } = collection;
  const { all = {}, one: each = {} } = writes[name] ?? {};
  return [
    { path: name, methods: { GET: closed(list, listOf(name, collection)), ...all } },
    {
      path: `${name}/{${one}_id}`,
      methods: { GET: closed(show, showOf(name, collection)), ...each },
    },
  ];
}

function grantRoutes(kind: keyof typeof grantPlaces): readonly IdentityRoute[] {
  const { path, policies } = grantPlaces[kind];
  const all = `${path}/users/{user_id}/roles`;
  return [
    readable(all, policies.list, listGrants(kind)),
    {
      path: `${all}/{role_id}`,
      methods: {
        GET: closed(policies.check, checkGrant(kind)),
        PUT: closed(policies.create, createGrant(kind)),
        DELETE: closed(policies.revoke, revokeGrant(kind)),
      },
    },
  ];
}

const credentials = 'users/{user_id}/application_credentials';

/** Every path of Keystone's that is served, with the methods that are. */
export const identityRoutes: readonly IdentityRoute[] = [
  readable('auth/projects', 'list_auth_projects', ownTenants),
  readable('auth/domains', 'list_auth_domains', ownDomains),
  readable('auth/system', 'list_auth_system', ownSystem),
  readable('auth/catalog', 'get_auth_catalog', ownCatalog),
  {
    path: 'auth/tokens',
    methods: {
      POST: { operation: 'issue_token', open: true, handle: issueToken },
      GET: closed('validate_token', showToken),
      DELETE: closed('revoke_token', revokeToken),
    },
  },
  ...(Object.keys(identityCollections) as CollectionName[]).flatMap(routesOf),
  ...(['tenant', 'domain', 'system'] as const).flatMap(grantRoutes),
  readable('role_assignments', 'list_role_assignments', listAssignments),
  readable('users/{user_id}/projects', 'list_user_projects', tenantsOfUser),
  {
    path: 'users/{user_id}/password',
    methods: { POST: { operation: 'change_password', open: true, handle: changePassword } },
  },
  readable('users/{user_id}/groups', 'list_groups_for_user', groupsOfUser),
  readable('groups/{group_id}/users', 'list_users_in_group', usersOfGroup),
  {
    path: credentials,
    methods: {
      POST: closed('create_application_credential', createCredential, credentialSchemas),
      GET: closed('list_application_credentials', listCredentials),
    },
  },
  {
    path: `${credentials}/{application_credential_id}`,
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

/** The path of Keystone that segments below `/v3` lead to, and the values of its parameters; undefined: the release has none. */
export function findIdentityRoute(
  segments: readonly string[],
  release?: Release,
): { readonly route: FoundRoute; readonly parameters: readonly string[] } | undefined {
  const place = findKeystonePath(segments, release);
  if (place === undefined) return undefined;
  const { found, parameters } = place;
  return { route: { ...found, served: served.get(found.path)?.methods ?? {} }, parameters };
}
