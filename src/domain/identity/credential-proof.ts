import { folded } from '../collation.ts';
import type { Cloud } from '../cloud.ts';
import type { ApplicationCredential, User } from '../model.ts';
import type { Auth, Named } from './auth.ts';
import { findUser } from './lookup.ts';
import { type Proof, freshProof, sameSecret } from './proof.ts';
import { type IdentityRefusal, isIdentityRefusal, refuseIdentity } from './refusals.ts';

/** What a login with an application credential says. */
interface Given {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly secret?: unknown;
  readonly user?: Named | null;
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
  if (given.id !== undefined) {
    const id = String(given.id);
    return (
      cloud.applicationCredentials.get(id) ??
      refuseIdentity('notFound', { kind: 'Application Credential', id })
    );
  }
  if (given.name === undefined) {
    return refuseIdentity('expected', { what: 'name or ID', where: 'application credential' });
  }
  const user = ownerNamed(cloud, given.user);
  if (isIdentityRefusal(user)) return user;
  return credentialNamed(cloud, user.id, String(given.name)) ?? refuseIdentity('notAuthenticated');
}

function ownerNamed(cloud: Cloud, named: Named | null | undefined): User | IdentityRefusal {
  if (!named?.id && !named?.name) {
    return refuseIdentity('expected', { what: 'user', where: 'application credential' });
  }
  const user = named.id ? cloud.users.get(named.id) : findUser(cloud, named);
  if (user) return user;
  return named.id
    ? refuseIdentity('notAuthenticated')
    : refuseIdentity('notFound', { kind: 'user', id: named.name ?? '' });
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
