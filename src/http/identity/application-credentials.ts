import { isRefused } from '../../domain/refusals.ts';
import {
  type CredentialAsk,
  newCredential,
  refusedToRestricted,
} from '../../domain/identity/create-credential.ts';
import type { PolicyName } from '../../domain/identity/policies.ts';
import { credentialsOf } from '../../domain/identity/finding.ts';
import { type IdentityRefusal, refuseIdentity } from '../../domain/identity/refusals.ts';
import { newCredentialSecret } from '../../domain/identity/tokens.ts';
import { worldExceeded } from '../../domain/usage.ts';
import type { ApplicationCredential } from '../../domain/model.ts';
import { credentialSchemas } from './credential-schemas.ts';
import { fieldsOf } from './resident-fields.ts';
import { type Call, listBody, type IdentityOutcome, refusedByPolicy } from './call.ts';
import { filtered, linked } from './collections.ts';
import { resourceReply } from './reply.ts';
import { credentialView } from './views.ts';

const name = 'application_credentials';

/** `POST /v3/users/{user_id}/application_credentials`. */
export function createCredential(call: Call): IdentityOutcome {
  const { context, token } = call;
  const [user = ''] = call.parameters;
  const refusal =
    refusedByPolicy(call, 'create_application_credential', { user }) ??
    refusedToRestricted(context.cloud, token);
  if (refusal) return refusal;
  const read = fieldsOf(call, 'application_credential', credentialSchemas);
  if (isRefused(read)) return read;
  const { cloud, now, limits, profile } = context;
  const newId = (): string => context.randomIds.hex(32);
  const made = newCredential(
    { cloud, now, token, limits, release: profile.release, newId },
    read.fields as CredentialAsk,
  );
  if (isRefused(made)) return made;
  const secret = made.secret ?? newCredentialSecret(context.randomIds.hex);
  const credential: ApplicationCredential = { ...made, id: context.randomIds.hex(32), secret };
  const changes = [{ kind: 'applicationCredentialCreated', credential }] as const;
  const exceeded = worldExceeded(cloud, limits, changes);
  if (exceeded !== undefined) return refuseIdentity('worldFull', exceeded);
  const body = { application_credential: linked(name, { ...credentialView(credential), secret }, call.v3) };
  return { ...resourceReply(201, body), changes };
}

/** `GET /v3/users/{user_id}/application_credentials`. */
export function listCredentials(call: Call): IdentityOutcome {
  const [user = ''] = call.parameters;
  const refusal = refusedByPolicy(call, 'list_application_credentials', { user });
  if (refusal) return refusal;
  const all = credentialsOf(call.context.cloud, user);
  const found = filtered(all.map(credentialView), call.query, ['name']);
  return resourceReply(
    200,
    listBody(
      name,
      found.map((item) => linked(name, item, call.v3)),
      call.self,
    ),
  );
}

/** The one that the path names. Whose it is counts, not whose it is in the path. Source: asked of Keystone 22. */
function named(call: Call, policy: PolicyName): ApplicationCredential | IdentityRefusal {
  const [user = '', id = ''] = call.parameters;
  const credential = call.context.cloud.applicationCredentials.get(id);
  const refusal = refusedByPolicy(call, policy, { user: credential?.user ?? user });
  return refusal ?? credential ?? refuseIdentity('notFound', { kind: 'Application Credential', id });
}

/** `GET /v3/users/{user_id}/application_credentials/{application_credential_id}`. */
export function showCredential(call: Call): IdentityOutcome {
  const credential = named(call, 'get_application_credential');
  if (isRefused(credential)) return credential;
  return resourceReply(200, { application_credential: linked(name, credentialView(credential), call.v3) });
}

/** `DELETE /v3/users/{user_id}/application_credentials/{application_credential_id}`. */
export function deleteCredential(call: Call): IdentityOutcome {
  const credential = named(call, 'delete_application_credential');
  if (isRefused(credential)) return credential;
  const refusal = refusedToRestricted(call.context.cloud, call.token);
  if (refusal) return refusal;
  return {
    status: 204,
    headers: [],
    changes: [{ kind: 'applicationCredentialDeleted', credential: credential.id }],
  };
}
