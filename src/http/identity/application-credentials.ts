import type { CredentialAsk } from '../../domain/identity/credential-ask.ts';
import { credentialsOf } from '../../domain/identity/credential-proof.ts';
import { newCredential, refusedToRestricted } from '../../domain/identity/create-credential.ts';
import { newCredentialSecret } from '../../domain/identity/made-secrets.ts';
import { type PolicyName } from '../../domain/identity/policies.ts';
import { type IdentityRefusal, isIdentityRefusal, refuseIdentity } from '../../domain/identity/refusals.ts';
import type { ApplicationCredential } from '../../domain/model.ts';
import { worldExceeded } from '../../domain/usage.ts';
import { applicationCredentialSchema } from './application-credential-schema.ts';
import { type Call, type Outcome, listBody, refusedByPolicy } from './call.ts';
import { filtered } from './filters.ts';
import { resourceReply } from './reply.ts';
import { linked } from './resources.ts';
import { schemaRefusal } from './schema-problem.ts';
import { credentialView } from './views.ts';

const name = 'application_credentials';

/** `POST /v3/users/{user_id}/application_credentials`. */
export function createCredential(call: Call): Outcome {
  const { context, token } = call;
  const [user = ''] = call.parameters;
  const refusal =
    refusedByPolicy(call, 'create_application_credential', { user }) ??
    refusedToRestricted(context.cloud, token);
  if (refusal) return refusal;
  const given = Object.hasOwn(call.body, 'application_credential') ? call.body['application_credential'] : {};
  const misfit = schemaRefusal(given, applicationCredentialSchema);
  if (misfit) return misfit;
  const { cloud, now, limits } = context;
  const made = newCredential({ cloud, now, token, limits }, given as CredentialAsk);
  if (isIdentityRefusal(made)) return made;
  const secret = made.secret ?? newCredentialSecret(context.chance.hex);
  const credential: ApplicationCredential = { ...made, id: context.chance.hex(32), secret };
  const changes = [{ kind: 'applicationCredentialCreated', credential }] as const;
  const exceeded = worldExceeded(cloud, limits, changes);
  if (exceeded !== undefined) return refuseIdentity('worldFull', exceeded);
  const body = { application_credential: linked(name, { ...credentialView(credential), secret }, call.v3) };
  return { ...resourceReply(201, body), changes };
}

/** `GET /v3/users/{user_id}/application_credentials`. */
export function listCredentials(call: Call): Outcome {
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
export function showCredential(call: Call): Outcome {
  const credential = named(call, 'get_application_credential');
  if (isIdentityRefusal(credential)) return credential;
  return resourceReply(200, { application_credential: linked(name, credentialView(credential), call.v3) });
}

/** `DELETE /v3/users/{user_id}/application_credentials/{application_credential_id}`. */
export function deleteCredential(call: Call): Outcome {
  const credential = named(call, 'delete_application_credential');
  if (isIdentityRefusal(credential)) return credential;
  const refusal = refusedToRestricted(call.context.cloud, call.token);
  if (refusal) return refusal;
  return {
    status: 204,
    headers: [],
    changes: [{ kind: 'applicationCredentialDeleted', credential: credential.id }],
  };
}
