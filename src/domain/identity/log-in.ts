import { isRefused } from '../refusals.ts';
import type { Cloud } from '../cloud.ts';
import type { Token } from '../model.ts';
import type { LoginFacts } from '../release.ts';
import { type Auth, type AuthScope, type Proof, proofs } from './proofs.ts';
import type { NamedReference } from './bootstrap.ts';
import { type IdentityRefusal, refuseIdentity } from './refusals.ts';
import { grantScope, wantedScope } from './scope.ts';
import { identityTime } from '../times.ts';

/** A token before it gets its ids. */
export interface GrantedLogin extends Omit<Token, 'id' | 'auditIds'> {
  /** The audit id at the root of the chain of tokens; null for a fresh login. */
  readonly chain: string | null;
}

/** The world in which a login happens. */
export interface LoginSetting {
  readonly cloud: Cloud;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Seconds that a fresh token lives. */
  readonly lifetime: number;
  readonly logins: LoginFacts;
}

/**
 * Decides a login: what the token stands for, or why there is none. What is looked at, first to last: the
 * references, the methods, the scope, the secrets, the roles.
 * Source: recorded from Keystone 22 (14-keystone auth/*, appcred/*) and asked of it.
 */
export function logIn(setting: LoginSetting, auth: Auth): GrantedLogin | IdentityRefusal {
  const refusal = incompleteReference(auth) ?? refusedMethod(auth, setting.logins);
  if (refusal) return refusal;
  const scope = wantedScope(setting.cloud, auth.scope);
  if (isRefused(scope)) return scope;
  const proof = prove(setting, auth);
  if (isRefused(proof)) return proof;
  const granted = grantScope(setting.cloud, proof, scope.wanted);
  if (isRefused(granted)) return granted;
  return {
    ...granted,
    user: proof.user.id,
    methods: proof.methods,
    chain: proof.chain,
    issuedAt: identityTime(setting.now),
    expiresAt: endOf(proof, setting),
    applicationCredential: proof.credential?.id ?? null,
  };
}

/** A token does not outlive what it was got with. Source: asked of Keystone 22. */
function endOf(proof: Proof, { now, lifetime }: LoginSetting): string | null {
  const full = identityTime(now + lifetime * 1000);
  if (proof.expiresAt === undefined) return full;
  return proof.credential !== null && proof.expiresAt !== null && proof.expiresAt > full
    ? full
    : proof.expiresAt;
}

/** Where users, projects and domains stand; each must have an id or a name. */
function incompleteReference({ identity, scope }: Auth): IdentityRefusal | undefined {
  const user = identity.password?.user;
  const wanted: AuthScope = typeof scope === 'object' ? scope : {};
  const places: readonly (readonly [field: string, reference: NamedReference | undefined])[] = [
    ['identity/password/user', user],
    ['identity/password/user/domain', user?.domain],
    ['scope/project', wanted.project],
    ['scope/project/domain', wanted.project?.domain],
    ['scope/domain', wanted.domain],
  ];
  const incomplete = places.find(([, it]) => it && it.id === undefined && it.name === undefined);
  return incomplete && refuseIdentity('idOrNameMissing', { field: incomplete[0] });
}

function refusedMethod({ identity, scope }: Auth, logins: LoginFacts): IdentityRefusal | undefined {
  const missing = identity.methods.find((method) => !Object.hasOwn(identity, method));
  if (missing !== undefined) return refuseIdentity('expected', { what: missing, where: 'identity' });
  if (identity.methods.some((method) => !logins.methods.includes(method))) return unsupported(logins);
  const scoped = scope !== undefined && identity.methods.includes('application_credential');
  return scoped ? refuseIdentity('credentialWithScope') : undefined;
}

function unsupported({ methods }: LoginFacts): IdentityRefusal {
  return { ...refuseIdentity('methodUnsupported'), identity: { methods } };
}

/** All methods together: each must hold, and for one and the same user. */
function prove({ cloud, now, logins }: LoginSetting, { identity }: Auth): Proof | IdentityRefusal {
  let whole: Proof | undefined;
  for (const method of new Set(identity.methods)) {
    const proof = proofs[method]?.(cloud, identity, now, logins) ?? unsupported(logins);
    if (isRefused(proof)) return proof;
    if (whole && whole.user.id !== proof.user.id) return refuseIdentity('notAuthenticated');
    whole = whole ? joined(whole, proof) : { ...proof, methods: [...new Set(proof.methods)] };
  }
  return whole ?? refuseIdentity('notAuthenticated');
}

function joined(one: Proof, other: Proof): Proof {
  return {
    user: one.user,
    methods: [...new Set([...one.methods, ...other.methods])],
    chain: one.chain ?? other.chain,
    expiresAt: one.expiresAt === undefined ? other.expiresAt : one.expiresAt,
    system: one.system || other.system,
    credential: one.credential ?? other.credential,
  };
}
