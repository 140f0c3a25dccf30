import { refuseIdentity } from '../../domain/identity/refusals.ts';
import {
  changedPassword,
  changedUser,
  createdUser,
  deletedUser,
  mergedOptions,
  type UserChanges,
} from '../../domain/identity/users.ts';
import { detached } from '../../domain/limits.ts';
import type { User } from '../../domain/model.ts';
import { isRefused } from '../../domain/refusals.ts';
import {
  type Call,
  decidedReply,
  type IdentityOutcome,
  noContent,
  type OpenCall,
  refusedByPolicy,
} from './call.ts';
import { schemaRefusal } from './body.ts';
import { linked } from './collections.ts';
import { resourceReply } from './reply.ts';
import {
  domainFor,
  extraOf,
  type Fields,
  fieldsOf,
  given,
  newFields,
  otherId,
  stripped,
  tooMany,
} from './resident-fields.ts';
import { passwordSchema, userSchemas } from './resident-schemas.ts';
import { extraView, userView } from './views.ts';

/** Fields of a user of which Keystone knows what they mean; the last ones it never shows. */
const known: readonly string[] = [
  'password',
  'default_project_id',
  'password_expires_at',
  'federated',
  'tenants',
  'groups',
  'domains',
];

/** `POST /v3/users`. */
export function createUser(call: Call): IdentityOutcome {
  const refusal = refusedByPolicy(call, 'create_user');
  if (refusal) return refusal;
  const read = newFields(call, userSchemas);
  if (isRefused(read)) return read;
  const { name = '', enabled = true, password = null, options = {}, ...fields } = read.fields;
  const { cloud, limits, randomIds } = call.context;
  const user: User = {
    id: randomIds.hex(32),
    name: stripped(name),
    domain: domainFor(call, fields.domain_id),
    password: password === null ? null : detached(password),
    apiKey: randomIds.hex(32),
    enabled,
    defaultTenant: fields.default_project_id ?? null,
    roles: {},
    domainRoles: {},
    systemRoles: [],
    options: mergedOptions({}, options),
    extra: extraOf(fields, known),
  };
  const full = tooMany(cloud.users.size, limits.maxUsers, 'users');
  const decided = full ?? createdUser(cloud, user);
  // Whether a name is taken only the database tells, behind all else.
  if (isRefused(decided) && decided.name !== 'userNameTaken') return decided;
  return providerRefusal(fields) ?? decidedReply(call, decided, () => userReply(201, call, userView(user)));
}

/** No identity provider is set up for federated logins. */
function providerRefusal({ federated = [] }: Fields): IdentityOutcome | undefined {
  const [first] = federated;
  return first && refuseIdentity('providerUnknown', { id: first.idp_id });
}

function userReply(
  status: number,
  call: Call,
  user: Record<string, unknown>,
): ReturnType<typeof resourceReply> {
  return resourceReply(status, { user: linked('users', user, call.v3) });
}

/** `PATCH /v3/users/{user_id}`. The answer shows the own fields a second time, together. */
export function updateUser(call: Call): IdentityOutcome {
  const [id = ''] = call.parameters;
  const { cloud } = call.context;
  const refusal = refusedByPolicy(call, 'update_user');
  if (refusal) return refusal;
  const before = cloud.users.get(id);
  if (before === undefined) return refuseIdentity('notFound', { kind: 'user', id });
  const read = fieldsOf(call, 'user', userSchemas.update);
  if (isRefused(read)) return read;
  const other = otherId(read.fields, id);
  if (other) return other;
  const decided = changedUser(cloud, before, changesIn(read.fields));
  if (isRefused(decided)) return decided;
  const [change] = decided;
  const user = change?.kind === 'userChanged' ? change.user : before;
  return (
    providerRefusal(read.fields) ??
    decidedReply(call, decided, () =>
      userReply(200, call, { ...userView(user), extra: extraView(user.extra) }),
    )
  );
}

function changesIn({ name, enabled, password, options, ...fields }: Fields): UserChanges {
  return {
    ...given('name', name === undefined ? undefined : stripped(name)),
    ...given('enabled', enabled),
    ...given('password', typeof password === 'string' ? detached(password) : password),
    ...given('defaultTenant', fields.default_project_id),
    ...given('options', options),
    ...given('domain', fields.domain_id),
    extra: extraOf(fields, known),
  };
}

/** `DELETE /v3/users/{user_id}`. */
export function deleteUser(call: Call): IdentityOutcome {
  const [id = ''] = call.parameters;
  const { cloud } = call.context;
  const refusal = refusedByPolicy(call, 'delete_user');
  if (refusal) return refusal;
  const user = cloud.users.get(id);
  if (user === undefined) return refuseIdentity('notFound', { kind: 'user', id });
  return decidedReply(call, deletedUser(cloud, user), () => noContent);
}

/** `POST /v3/users/{user_id}/password`: by who knows the password, with or without a token. */
export function changePassword(call: OpenCall): IdentityOutcome {
  const [id = ''] = call.parameters;
  const given = Object.hasOwn(call.body, 'user') ? call.body['user'] : {};
  const { cloud, profile } = call.context;
  const misfit = schemaRefusal(given, passwordSchema, profile.release);
  if (misfit) return misfit;
  const { original_password: original = '', password } = given as Fields;
  if (profile.release.residents.unknownUser === 'notFound' && !cloud.users.has(id))
    return refuseIdentity('notFound', { kind: 'user', id });
  const decided = changedPassword(cloud, id, original, detached(password ?? ''));
  return decidedReply(call, decided, () => noContent);
}
