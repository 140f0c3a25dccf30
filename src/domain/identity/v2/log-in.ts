import { isRefused } from '../../refusals.ts';
import { validToken } from '../../callers.ts';
import type { Cloud } from '../../cloud.ts';
import { folded } from '../../collation.ts';
import type { Tenant, User } from '../../model.ts';
import type { IdentityFacts } from '../../profile.ts';
import { identityTime } from '../../times.ts';
import type { GrantedLogin, LoginSetting } from '../log-in.ts';
import { freshProof, loginDetail, type Proof, sameSecret } from '../proofs.ts';
import { type Granted, grantScope } from '../scope.ts';
import { type RefusalV2, refuseV2 } from './refusals.ts';

/** Who logs in, and by what. */
export type CredentialsV2 =
  | { readonly kind: 'apiKey' | 'password'; readonly username: string; readonly secret: string }
  | { readonly kind: 'token'; readonly id: string };

/** What a login of Identity v2.0 says (`auth` of `POST /v2.0/tokens`). */
export interface AuthV2 {
  readonly credentials: CredentialsV2;
  /** The tenant that the token is wanted for, named in one of two ways. */
  readonly tenant: { readonly by: 'id' | 'name'; readonly text: string } | undefined;
}

/** How a token was got, in the words of its `methods` and of `RAX-AUTH:authenticatedBy`. Source: guide, Token response object. */
export const authenticatedBy: Readonly<Record<string, string>> = { apikey: 'APIKEY', password: 'PASSWORD' };

/** The world in which a login happens, and what its profile says of logins. */
export interface LoginSettingV2 extends Omit<LoginSetting, 'logins'> {
  readonly facts: IdentityFacts;
}

/**
 * Decides a login of Identity v2.0: what the token stands for, or why there is none. What is looked at, first to
 * last: the secret, whether the user is enabled, the tenant. Without a tenant it is the user's default one.
 * Source: CLOUD-IMAGES.md §6; rackerlabs/docs-cloud-identity, Authenticate as user, Authenticate as tenant with token.
 */
export function logInV2(setting: LoginSettingV2, auth: AuthV2): GrantedLogin | RefusalV2 {
  const proof = prove(setting, auth);
  if (isRefused(proof)) return proof;
  const granted = grant(setting, auth, proof);
  if (isRefused(granted)) return granted;
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
  readonly [K in Secret['kind']]: { readonly method: string; readonly of: (user: User) => string | null };
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
  if (auth.tenant === undefined || tenant !== undefined) {
    const granted = grantScope(cloud, proof, tenant === undefined ? 'default' : { tenant });
    if (!isRefused(granted)) return granted;
  }
  const refused = auth.credentials.kind === 'token' ? 'tenantNotOfToken' : 'tenantNotOfUser';
  const { name, id } = proof.user;
  return refuseV2(refused, { tenant: auth.tenant?.text ?? '', user: name, id });
}

/** What the wire calls a tenant: of Rackspace's, id and name are one. Source: guide, Configure environment variables. */
export function tenantNameV2({ id, name }: Tenant, { tenantNamedById }: IdentityFacts): string {
  return tenantNamedById ? id : name;
}

/** The tenant that a login names. Where tenants are named by their ids, the name that the seed gave finds it too. */
function findTenantV2(
  cloud: Cloud,
  { by, text }: NonNullable<AuthV2['tenant']>,
  { tenantNamedById }: IdentityFacts,
): Tenant | undefined {
  const withId = by === 'id' || tenantNamedById ? cloud.tenants.get(text) : undefined;
  if (by === 'id' || withId !== undefined) return withId;
  const key = folded(text);
  return [...cloud.tenants.values()].find(({ name }) => folded(name) === key);
}
