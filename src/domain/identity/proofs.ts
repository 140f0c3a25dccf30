import { WholeFloat } from '../python-float.ts';
import { isRefused } from '../refusals.ts';
import type { Cloud } from '../cloud.ts';
import type { ApplicationCredential, User } from '../model.ts';
import type { Detail } from '../trace.ts';
import type { NamedReference } from './bootstrap.ts';
import { credentialNamed, findUser, type Named } from './finding.ts';
import { type IdentityRefusal, refuseIdentity } from './refusals.ts';
import type { LoginFacts } from '../release.ts';
import { subjectToken } from './tokens.ts';

/** What a login says, once it fits Keystone's schema (`auth` of `POST /v3/auth/tokens`). */
export interface Auth {
  readonly identity: {
    readonly methods: readonly string[];
    readonly password?: { readonly user?: Named & { readonly password?: string } };
    readonly token?: { readonly id: string };
    /** Keystone's schema says nothing of it, so it may be anything. */
    readonly application_credential?: unknown;
    readonly mapped?: unknown;
  };
  readonly scope?: string | AuthScope;
}

/** What the token is asked for; exactly one of these. */
export interface AuthScope {
  readonly project?: Named;
  readonly domain?: NamedReference;
  readonly system?: { readonly all?: boolean };
  readonly unscoped?: unknown;
  readonly 'OS-TRUST:trust'?: unknown;
}

/** Proves who logs in, by one method. */
type Prove = (
  cloud: Cloud,
  identity: Auth['identity'],
  now: number,
  facts: LoginFacts,
) => Proof | IdentityRefusal;

const provePassword: Prove = (cloud, { password }) => {
  if (!password?.user) return refuseIdentity('expected', { what: 'user', where: 'None' });
  const user = findUser(cloud, password.user);
  if (user && isRefused(user)) return user;
  const isRight = sameSecret(user?.password ?? null, password.user.password);
  if (user?.enabled && isRight && cloud.domains.get(user.domain)?.enabled)
    return freshProof(user, 'password', null);
  const { name, id } = password.user;
  return refuseIdentity(
    'notAuthenticated',
    {},
    loginDetail(user, name ?? id ?? '', 'passwordWrong', isRight),
  );
};

/** Why a login with a secret is refused; the service says one thing in all three cases. */
export function loginDetail(
  user: User | undefined,
  name: string,
  wrong: 'passwordWrong' | 'apiKeyWrong',
  isRight: boolean,
): Detail {
  if (user === undefined) return { kind: 'userUnknown', name };
  if (!isRight) return { kind: wrong, user: user.id };
  return user.enabled
    ? { kind: 'domainClosed', domain: user.domain }
    : { kind: 'userDisabled', user: user.id };
}

const delegated = 'Using a delegated token to create another token is not allowed.';

/** Keystone 22 breaks on a token that was got with an application credential, later ones refuse it. */
const proveToken: Prove = (cloud, identity, now, facts) => {
  const token = subjectToken(cloud, identity.token?.id ?? '', now);
  if (isRefused(token)) return token;
  if (token.applicationCredential !== null)
    return facts.delegated === 'refused'
      ? refuseIdentity('forbidden', { action: delegated })
      : refuseIdentity('serverErred');
  const user = cloud.users.get(token.user);
  if (!user) return refuseIdentity('notAuthenticated');
  return {
    user,
    methods: [...token.methods, 'token'],
    chain: token.auditIds.at(-1) ?? null,
    expiresAt: token.expiresAt,
    system: token.scope === 'system',
    credential: null,
  };
};

/** A way that Keystone names and that nobody is set up for here. */
const proveNothing: Prove = () => refuseIdentity('notAuthenticated');

/**
 * By a federated login, where no identity provider is set up. What is no object Python complains of. With an id it is a
 * token's. Source: asked of Keystone 22.
 */
function proveMapped(cloud: Cloud, { mapped }: Auth['identity'], now: number): IdentityRefusal {
  const malformed = (problem: string): IdentityRefusal => refuseIdentity('schemaNotMet', { problem });
  if (mapped === null) return malformed("argument of type 'NoneType' is not iterable");
  if (typeof mapped === 'string') return malformed("string indices must be integers, not 'str'");
  if (Array.isArray(mapped)) return malformed('list indices must be integers or slices, not str');
  if (typeof mapped !== 'object' || mapped instanceof WholeFloat)
    return malformed(`argument of type '${pythonType(mapped)}' is not iterable`);
  const { id, identity_provider: provider, protocol } = mapped as Readonly<Record<string, unknown>>;
  if (id !== undefined) return unmappedToken(cloud, id, now);
  if (!provider) return refuseIdentity('expected', { what: 'identity_provider', where: 'mapped' });
  if (!protocol) return refuseIdentity('expected', { what: 'protocol', where: 'mapped' });
  return refuseIdentity('notFound', { kind: 'Identity Provider', id: printed(provider) ?? '' });
}

/** What becomes of a token that is shown as a federated one. */
function unmappedToken(cloud: Cloud, id: unknown, now: number): IdentityRefusal {
  if (typeof id !== 'string')
    return refuseIdentity('schemaNotMet', { problem: "object of type 'int' has no len()" });
  const token = subjectToken(cloud, id, now);
  return isRefused(token) ? token : refuseIdentity('serverErred');
}

function pythonType(value: unknown): string {
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'bigint' || Number.isInteger(value) ? 'int' : 'float';
}

/** The ways of logging in. Source: recorded, auth/unknown-method. */
export const proofs: Readonly<Record<string, Prove>> = {
  external: proveNothing,
  password: provePassword,
  token: proveToken,
  oauth1: () => refuseIdentity('serverErred'),
  mapped: proveMapped,
  application_credential: proveCredential,
  ec2credential: proveNothing,
};

/** What one way of logging in has proved. */
export interface Proof {
  readonly user: User;
  readonly methods: readonly string[];
  /** The audit id at the root of the chain of tokens; null for a fresh login. */
  readonly chain: string | null;
  /** The end that the proof sets to the token; null: none that ever comes; undefined: it sets none. */
  readonly expiresAt: string | null | undefined;
  /** It was proved by a token for the whole system. */
  readonly system: boolean;
  readonly credential: ApplicationCredential | null;
}

/** Whether what a client sent is a secret. Takes as long as what was sent is long, wherever the two differ. */
export function sameSecret(secret: string | null, sent: unknown): boolean {
  if (secret === null || typeof sent !== 'string') return false;
  let difference = secret.length ^ sent.length;
  for (let at = 0; at < sent.length; at += 1)
    difference |= sent.charCodeAt(at) ^ secret.charCodeAt(at % (secret.length || 1));
  return difference === 0;
}

/** The proof of a user who has given a secret. */
export function freshProof(user: User, method: string, credential: ApplicationCredential | null): Proof {
  const expiresAt = credential?.expiresAt ?? undefined;
  return { user, methods: [method], chain: null, expiresAt, system: false, credential };
}

/** What a login with an application credential says. No schema holds for it: each part may be any JSON value. */
interface Given {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly secret?: unknown;
  readonly user?: unknown;
}

/** Proves who logs in by an application credential. Source: recorded, appcred/*; asked of Keystone 22. */
function proveCredential(cloud: Cloud, identity: Auth['identity'], now: number): Proof | IdentityRefusal {
  const given = identity.application_credential;
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return refuseIdentity('serverErred');
  const credential = findCredential(cloud, given);
  if (isRefused(credential)) return credential;
  const user = cloud.users.get(credential.user);
  return user?.enabled && cloud.domains.get(user.domain)?.enabled && opens(credential, given, now)
    ? freshProof(user, 'application_credential', credential)
    : refusedFor(given);
}

function opens(credential: ApplicationCredential, given: Given, now: number): boolean {
  const expired = credential.expiresAt !== null && Date.parse(credential.expiresAt) <= now;
  return !expired && sameSecret(credential.secret, given.secret);
}

function refusedFor({ secret }: Given): IdentityRefusal {
  const readable = secret === undefined || secret === null || typeof secret === 'string';
  return readable
    ? refuseIdentity('notAuthenticated')
    : refuseIdentity('expected', { what: 'string', where: 'password' });
}

function findCredential(cloud: Cloud, given: Given): ApplicationCredential | IdentityRefusal {
  if (isGiven(given.id)) {
    const id = printed(given.id);
    if (id === undefined) return refuseIdentity('serverErred');
    return (
      cloud.applicationCredentials.get(id) ??
      refuseIdentity('notFound', { kind: 'Application Credential', id })
    );
  }
  if (!isGiven(given.name)) {
    return refuseIdentity('expected', { what: 'name or ID', where: 'application credential' });
  }
  const name = printed(given.name);
  const user = ownerNamed(cloud, given.user);
  if (isRefused(user)) return user;
  if (name === undefined) return refuseIdentity('serverErred');
  return credentialNamed(cloud, user.id, name) ?? refuseIdentity('notAuthenticated');
}

function ownerNamed(cloud: Cloud, given: unknown): User | IdentityRefusal {
  if (typeof given !== 'object' || given instanceof WholeFloat)
    return refuseIdentity(given === undefined ? 'expected' : 'serverErred', ofOwner);
  const { id, name, domain } = (given ?? {}) as Readonly<Record<keyof Named, unknown>>;
  if (!id && !name) return refuseIdentity('expected', ofOwner);
  const wanted = printed(id || name);
  if (wanted === undefined || !isReference(domain)) return refuseIdentity('serverErred');
  const user = id ? cloud.users.get(wanted) : findUser(cloud, { name: wanted, domain });
  if (user) return user;
  return id ? refuseIdentity('notAuthenticated') : refuseIdentity('notFound', { kind: 'user', id: wanted });
}

/** Whether Python takes a value for true. Source: asked of Keystone 22 with empty ids and names. */
function isGiven(value: unknown): boolean {
  if (value instanceof WholeFloat) return value.value !== 0;
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}

function isReference(value: unknown): value is NamedReference {
  if (typeof value !== 'object' || value === null) return value === undefined;
  return [(value as Named).id, (value as Named).name].every((text) =>
    ['undefined', 'string'].includes(typeof text),
  );
}

const ofOwner = { what: 'user', where: 'application credential' };

/**
 * An id or a name as Keystone prints it where it finds nothing of that name; undefined: an object, on which it fails.
 * Source: asked of Keystone 22 with numbers, lists and objects for ids and names.
 */
function printed(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value))
    return JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? `${item}` : item));
  return typeof value === 'object' && !(value instanceof WholeFloat) ? undefined : String(value);
}
