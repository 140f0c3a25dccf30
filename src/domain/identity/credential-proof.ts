import { folded } from '../collation.ts';
import type { Cloud } from '../cloud.ts';
import type { ApplicationCredential, User } from '../model.ts';
import type { Auth, Named } from './auth.ts';
import type { Reference } from './domain.ts';
import { findUser } from './lookup.ts';
import { type Proof, freshProof, sameSecret } from './proof.ts';
import { type IdentityRefusal, isIdentityRefusal, refuseIdentity } from './refusals.ts';

/** What a login with an application credential says. No schema holds for it: each part may be any JSON value. */
interface Given {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly secret?: unknown;
  readonly user?: unknown;
}

/** Proves who logs in by an application credential. Source: recorded, appcred/*; asked of Keystone 22. */
export function proveCredential(
  cloud: Cloud,
  identity: Auth['identity'],
  now: number,
): Proof | IdentityRefusal {
  const given = identity.application_credential;
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return refuseIdentity('serverErred');
  const credential = findCredential(cloud, given);
  if (isIdentityRefusal(credential)) return credential;
  const user = cloud.users.get(credential.user);
  return user?.enabled && opens(credential, given, now)
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
  if (isIdentityRefusal(user)) return user;
  if (name === undefined) return refuseIdentity('serverErred');
  return credentialNamed(cloud, user.id, name) ?? refuseIdentity('notAuthenticated');
}

function ownerNamed(cloud: Cloud, given: unknown): User | IdentityRefusal {
  if (typeof given !== 'object')
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
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}

function isReference(value: unknown): value is Reference {
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
  return typeof value === 'object' ? undefined : String(value);
}

/** The application credentials of a user. */
export function credentialsOf(cloud: Cloud, user: string): readonly ApplicationCredential[] {
  return [...cloud.applicationCredentials.values()].filter((credential) => credential.user === user);
}

/** The application credential of that user with that name; names know no case. */
export function credentialNamed(cloud: Cloud, user: string, name: string): ApplicationCredential | undefined {
  const key = folded(name);
  return credentialsOf(cloud, user).find((credential) => folded(credential.name) === key);
}
