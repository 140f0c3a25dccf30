import type { Cloud } from '../cloud.ts';
import { folded } from '../collation.ts';
import type { ApplicationCredential, Tenant, User } from '../model.ts';
import { remembered } from '../remembered.ts';
import { findDomain, type NamedReference } from './bootstrap.ts';
import { type IdentityRefusal, refuseIdentity } from './refusals.ts';

/** What a request names, found in a cloud. */

/** A user or project as a login names it: by its id, or by its name and its domain. */
export interface Named extends NamedReference {
  readonly domain?: NamedReference;
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

/** A thing of which a login gives the name without a domain. Source: recorded, auth/no-domain. */
function withoutDomain(kind: string): IdentityRefusal {
  return refuseIdentity('expected', { what: 'domain', where: kind });
}

/** The tenant or user of a name in a domain. Names know no case. @param except the id of one that is not meant. */
export function findNamed<Thing extends Tenant | User>(
  things: ReadonlyMap<string, Thing>,
  name: string,
  domain: string,
  except?: string,
): Thing | undefined {
  const key = folded(name);
  return things
    .values()
    .find((thing) => thing.domain === domain && foldedName(thing) === key && thing.id !== except);
}

const foldedName: (thing: Tenant | User) => string = remembered(({ name }) => folded(name));

function find<Thing extends Tenant | User>(
  cloud: Cloud,
  things: ReadonlyMap<string, Thing>,
  name: string,
  reference: NamedReference,
): Thing | undefined {
  const domain = findDomain(cloud, reference);
  return domain && findNamed(things, name, domain.id);
}

/**
 * The user that a login names; undefined where there is none. The name wins over the id.
 * Source: asked of Keystone 22.
 */
export function findUser(cloud: Cloud, named: Named): User | IdentityRefusal | undefined {
  if (!named.name && !named.id) return refuseIdentity('expected', { what: 'id or name', where: 'user' });
  if (!named.name) return cloud.users.get(named.id ?? '');
  return named.domain ? find(cloud, cloud.users, named.name, named.domain) : withoutDomain('user');
}

/** The tenant that a login asks for, found in the same way. */
export function findTenant(cloud: Cloud, named: Named): Tenant | IdentityRefusal | undefined {
  if (!named.name) return cloud.tenants.get(named.id ?? '');
  return named.domain ? find(cloud, cloud.tenants, named.name, named.domain) : withoutDomain('project');
}
