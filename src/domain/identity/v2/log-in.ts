import { validToken } from '../../callers.ts';
import { folded } from '../../collation.ts';
import type { User } from '../../model.ts';
import type { IdentityFacts } from '../../profile.ts';
import type { Login, LoginSetting } from '../log-in.ts';
import { loginDetail } from '../proofs.ts';
import { type Proof, freshProof, sameSecret } from '../proof.ts';
import { isIdentityRefusal } from '../refusals.ts';
import { type Granted, grantScope } from '../scope.ts';
import { identityTime } from '../../times.ts';
import type { AuthV2, CredentialsV2 } from './auth.ts';
import { isRefusalV2, type RefusalV2, refuseV2 } from './refusals.ts';
import { findTenantV2 } from './tenants.ts';

/** The world in which a login happens, and what its profile says of logins. */
export interface LoginSettingV2 extends LoginSetting {
  readonly facts: IdentityFacts;
}

/**
 * Decides a login of Identity v2.0: what the token stands for, or why there is none. What is looked at, first to
 * last: the secret, whether the user is enabled, the tenant. Without a tenant it is the user's default one.
 * Source: CLOUD-IMAGES.md §6; rackerlabs/docs-cloud-identity, Authenticate as user, Authenticate as tenant with token.
 */
export function logInV2(setting: LoginSettingV2, auth: AuthV2): Login | RefusalV2 {
  const proof = prove(setting, auth);
  if (isRefusalV2(proof)) return proof;
  const granted = grant(setting, auth, proof);
  if (isRefusalV2(granted)) return granted;
  const { now, lifetime } = setting;
  const end = identityTime(now + lifetime * 1000);
  return {
    ...granted,
    user: proof.user.id,
    methods: proof.methods,
    chain: proof.chain,
    issuedAt: identityTime(now),
    expiresAt: proof.expiresAt === undefined ? end : proof.expiresAt,
    applicationCredential: null,
  };
}

function prove(setting: LoginSettingV2, { credentials, tenant }: AuthV2): Proof | RefusalV2 {
  if (credentials.kind !== 'token') return proveSecret(setting, credentials);
  return tenant === undefined ? refuseV2('tenantNotNamed') : proveToken(setting, credentials.id);
}

type Secret = Exclude<CredentialsV2, { readonly kind: 'token' }>;

/** What the secrets are, and what the methods of a token are called that was got with them. */
const secrets: {
  readonly [K in Secret['kind']]: { readonly method: string; readonly of: (user: User) => string };
} = {
  apiKey: { method: 'apikey', of: (user: User) => user.apiKey },
  password: { method: 'password', of: (user: User) => user.password },
};

/** That a user is disabled is told to nobody else. */
function proveSecret({ cloud }: LoginSettingV2, { kind, username, secret }: Secret): Proof | RefusalV2 {
  const key = folded(username);
  const user = [...cloud.users.values()].find(({ name }) => folded(name) === key);
  if (user === undefined || !sameSecret(secrets[kind].of(user), secret)) {
    const wrong = kind === 'apiKey' ? 'apiKeyWrong' : 'passwordWrong';
    return refuseV2('credentialsWrong', {}, loginDetail(user, username, wrong, false));
  }
  return user.enabled ? freshProof(user, secrets[kind].method, null) : refuseV2('userDisabled');
}

/** A new token lives no longer than the one that it was got with. One of an application credential gets none, as in v3. */
function proveToken({ cloud, now }: LoginSettingV2, id: string): Proof | RefusalV2 {
  const token = validToken(cloud, id, now);
  const user = cloud.users.get(token?.user ?? '');
  if (token === undefined || user === undefined || token.applicationCredential !== null) {
    return refuseV2('tokenNotAuthenticated');
  }
  return {
    user,
    methods: [...new Set([...token.methods, 'token'])],
    chain: token.auditIds.at(-1) ?? null,
    expiresAt: token.expiresAt,
    system: token.scope === 'system',
    credential: null,
  };
}

function grant({ cloud, facts }: LoginSettingV2, auth: AuthV2, proof: Proof): Granted | RefusalV2 {
  const tenant = auth.tenant && findTenantV2(cloud, auth.tenant, facts);
  const wanted = auth.tenant === undefined ? 'default' : (tenant ?? 'nothing');
  const granted = grantScope(cloud, proof, wanted);
  if (!isIdentityRefusal(granted)) return granted;
  const refused = auth.credentials.kind === 'token' ? 'tenantNotOfToken' : 'tenantNotOfUser';
  const { name, id } = proof.user;
  return refuseV2(refused, { tenant: auth.tenant?.text ?? '', user: name, id });
}
