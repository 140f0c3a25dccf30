import { imageRefusals } from '../refusals/images.ts';
import type { Detail } from '../trace.ts';

/** The name of a refusal, as journals and logs show it. */
export type IdentityRefusalName =
  | 'notAuthenticated'
  | 'methodUnsupported'
  | 'credentialWithScope'
  | 'expected'
  | 'idOrNameMissing'
  | 'schemaNotMet'
  | 'tokenNotGiven'
  | 'tokenUnrecognized'
  | 'tokenGone'
  | 'tokenOfClosed'
  | 'notFound'
  | 'notThere'
  | 'assignmentNotFound'
  | 'forbidden'
  | 'noCatalog'
  | 'roleUndefined'
  | 'roleNotHeld'
  | 'credentialLimitExceeded'
  | 'worldFull'
  | 'residentsFull'
  | 'tooMany'
  | 'nameTaken'
  | 'domainNameTaken'
  | 'projectNameTaken'
  | 'userNameTaken'
  | 'userRenameTaken'
  | 'fixedField'
  | 'fixedForGood'
  | 'onlyOnce'
  | 'immutable'
  | 'domainIdMalformed'
  | 'parentDiffers'
  | 'parentElsewhere'
  | 'onlyRoots'
  | 'branchDisabled'
  | 'branchTooDeep'
  | 'parentsDisabled'
  | 'childrenEnabled'
  | 'childrenLeft'
  | 'domainEnabled'
  | 'defaultIsDomain'
  | 'providerUnknown'
  | 'accountDisabled'
  | 'passwordLocked'
  | 'keywordUnknown'
  | 'expiresInPast'
  | 'timeMalformed'
  | 'notServed'
  | 'serverErred';

/** A refusal of Keystone: its status, its words, and where the rule comes from. `{name}` is filled in by the check. */
export interface IdentityRefusalRow {
  readonly status: number;
  readonly words: string;
  /** What stands beside the words under `identity`, where something does. */
  readonly identity?: object;
  readonly source: string;
}

const malformed =
  ' The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.';

/** A refusal whose status and words Keystone 22 was asked for. */
function asked(status: number, words: string): IdentityRefusalRow {
  return { status, words, source: 'asked of Keystone 22' };
}

/** A domain or a project whose name is taken. */
function conflict(words: string): IdentityRefusalRow {
  return asked(409, `Conflict occurred attempting to store project - ${words}`);
}

/** Every refusal of the identity API. */
export const identityRefusals: { readonly [N in IdentityRefusalName]: IdentityRefusalRow } = {
  notAuthenticated: {
    status: 401,
    words: 'The request you have made requires authentication.',
    source: 'recorded: auth/wrong-password',
  },
  methodUnsupported: {
    status: 401,
    words: 'Attempted to authenticate with an unsupported method.',
    identity: {},
    source: 'recorded: auth/unknown-method',
  },
  credentialWithScope: {
    status: 401,
    words:
      'Error authenticating with application credential: Application credentials cannot request a scope.',
    identity: {},
    source: 'recorded: appcred/auth-with-scope',
  },
  expected: {
    status: 400,
    words: `Expecting to find {what} in {where}.${malformed}`,
    source: 'recorded: auth/no-domain, auth/malformed',
  },
  idOrNameMissing: {
    status: 400,
    words: 'Invalid input for field {field}: id or name must be present.',
    source: 'asked of Keystone 22: a user, project or domain of {}',
  },
  schemaNotMet: { status: 400, words: '{problem}', source: 'recorded: auth/empty-auth, auth/no-methods' },
  tokenNotGiven: {
    status: 404,
    words: 'No token in the request',
    source: 'asked of Keystone 22: no X-Subject-Token, as admin',
  },
  tokenUnrecognized: {
    status: 404,
    words: 'Could not recognize Fernet token',
    source: 'recorded: auth/token-method-bad',
  },
  tokenGone: {
    status: 404,
    words: 'Failed to validate token',
    source: 'recorded: validate/revoked-validate',
  },
  tokenOfClosed: {
    status: 404,
    words: 'Unable to validate token because {kind} {id} is disabled',
    source: 'asked of Keystone 22: the token of a disabled project',
  },
  notThere: {
    status: 400,
    words: 'Could not find {kind}: {id}.',
    source: 'asked of Keystone 22: a project in a domain, or below a project, that is not there',
  },
  assignmentNotFound: {
    status: 404,
    words:
      'Could not find role assignment with role: {role}, user or group: {user}, project, domain, or system: {place}.',
    source: 'asked of Keystone 22',
  },
  notFound: {
    status: 404,
    words: 'Could not find {kind}: {id}.',
    source: 'recorded: projects//projects/beta as admin',
  },
  forbidden: {
    status: 403,
    words: 'You are not authorized to perform the requested action: {action}.',
    source: 'recorded: validate/other-as-user-GET',
  },
  noCatalog: {
    status: 403,
    words: 'You are not authorized to perform the requested action.',
    source: 'asked of Keystone 22: /auth/catalog with an unscoped token',
  },
  roleUndefined: {
    status: 404,
    words: 'Role {role} is not defined',
    source: 'asked of Keystone 22: application credential, unknown role',
  },
  roleNotHeld: {
    status: 400,
    words: 'Invalid application credential: Cannot create an application credential with unassigned role',
    source: 'asked of Keystone 22: application credential, role not held',
  },
  credentialLimitExceeded: {
    status: 403,
    words:
      'Unable to create additional application credentials, maximum of {maximum} already exceeded for user.',
    source: 'Keystone 22, keystone/exception.py: ApplicationCredentialLimitExceeded',
  },
  worldFull: imageRefusals.worldFull,
  residentsFull: {
    ...imageRefusals.worldFull,
    words:
      'The limit has been exceeded on the memory that images, members, application credentials, domains, projects and users may take. Attempted: {attempted} bytes, Maximum: {maximum} bytes. Delete some, or start the fake with a higher limit (--world-bytes, in code worldBytes).',
  },
  tooMany: {
    status: 413,
    words:
      'This world has {maximum} {things}, which is its limit. Delete some, or start the fake with a higher limit ({option}, in code {name}).',
    source: "the fake's own: a Keystone has no such limit, and a world must not grow for ever",
  },
  domainNameTaken: conflict(
    'it is not permitted to have two projects acting as domains with the same name: {name}.',
  ),
  projectNameTaken: conflict(
    'it is not permitted to have two projects with either the same name or same id in the same domain: name is {name}, project id {id}.',
  ),
  userNameTaken: {
    status: 409,
    words:
      'Conflict occurred attempting to store user - Duplicate entry found with name {name} at domain ID {domain}.',
    source: 'asked of Keystone 22: POST /users with a name that is taken',
  },
  userRenameTaken: {
    status: 409,
    words: 'Conflict occurred attempting to store user - Duplicate entry found with name {name}.',
    source: 'asked of Keystone 22: PATCH /users with a name that is taken',
  },
  fixedField: asked(400, 'Cannot change {field}'),
  fixedForGood: asked(403, 'Update of `{field}` is not allowed.'),
  onlyOnce: asked(400, 'Update of `{field}` is not allowed.'),
  immutable: asked(
    403,
    'Unable to {verb} immutable {kind} resource: `{id}. Set resource option "immutable" to false first.',
  ),
  domainIdMalformed: asked(400, 'Domain ID does not conform to required UUID format.'),
  parentDiffers: asked(
    400,
    "Cannot create project, the parent ({parent}) is acting as a domain, but this project's domain id ({domain}) does not match the parent's id.",
  ),
  parentElsewhere: asked(
    400,
    'Cannot create project, since it specifies its domain_id {domain}, but specifies a parent in a different domain ({parent}).',
  ),
  onlyRoots: asked(400, 'only root projects are allowed to act as domains.'),
  branchDisabled: asked(400, 'cannot create a project in a branch containing a disabled project: {id}'),
  branchTooDeep: asked(403, 'Max hierarchy depth reached for {id} branch.'),
  parentsDisabled: asked(403, 'Cannot enable project {id} since it has disabled parents'),
  childrenEnabled: asked(403, 'Cannot disable project {id} since its subtree contains enabled projects.'),
  childrenLeft: asked(
    403,
    'Cannot delete the project {id} since it is not a leaf in the hierarchy. Use the cascade option if you want to delete a whole subtree.',
  ),
  domainEnabled: asked(403, 'Cannot delete a domain that is enabled, please disable it first.'),
  defaultIsDomain: asked(400, "User's default project ID cannot be a domain ID: {id}"),
  providerUnknown: asked(400, 'Could not find Identity Provider: {id}'),
  accountDisabled: asked(401, 'The account is disabled for user: {id}.'),
  passwordLocked: asked(
    400,
    'You cannot change your password at this time due to password policy disallowing password changes. Please contact your administrator to reset your password.',
  ),
  nameTaken: {
    status: 409,
    words:
      'Conflict occurred attempting to store application_credential - Duplicate entry found with name {name}.',
    source: 'asked of Keystone 22: application credential, name used twice',
  },
  keywordUnknown: {
    status: 400,
    words: "'{key}' is an invalid keyword argument for {model}",
    source: 'asked of Keystone 22: application credential, unknown key',
  },
  expiresInPast: {
    status: 400,
    words: `The 'expires_at' must not be before now.${malformed}`,
    source: 'asked of Keystone 22',
  },
  timeMalformed: {
    status: 400,
    words: `Timestamp not in expected format.${malformed}`,
    source: 'asked of Keystone 22',
  },
  notServed: {
    status: 501,
    words:
      '{method} /v3/{path} is part of Keystone, and this fake does not implement it. It implements logins, projects, users, domains, roles, and what else image sharing reads of Keystone. Nothing was changed.',
    source: "the fake's own: a clear no where a silent wrong answer would stand",
  },
  serverErred: {
    status: 500,
    words: 'An unexpected error prevented the server from fulfilling your request.',
    source: 'asked of Keystone 22: payloads that it breaks on',
  },
};

/** A decision that refuses: which refusal, and what its words are filled in with. */
export interface IdentityRefusal {
  readonly kind: 'refused';
  readonly name: IdentityRefusalName;
  readonly values: Readonly<Record<string, string>>;
  /** What stands beside the words under `identity`, where that is not the same in all releases. */
  readonly identity?: object;
  /** What more is known, for the trace. */
  readonly detail?: Detail | undefined;
}

/** Refuses. */
export function refuseIdentity(
  name: IdentityRefusalName,
  values: Readonly<Record<string, string>> = {},
  detail?: Detail,
): IdentityRefusal {
  return { kind: 'refused', name, values, ...(detail && { detail }) };
}
