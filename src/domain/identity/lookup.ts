import { folded } from '../collation.ts';
import type { Cloud } from '../cloud.ts';
import type { Tenant, User } from '../model.ts';
import type { Named } from './auth.ts';
import { type Reference, isDefaultDomain } from './domain.ts';
import { type IdentityRefusal, refuseIdentity } from './refusals.ts';

/** A thing of which a login gives the name without a domain. Source: recorded, auth/no-domain. */
function withoutDomain(kind: string): IdentityRefusal {
  return refuseIdentity('expected', { what: 'domain', where: kind });
}

function find<Thing extends Tenant | User>(
  things: ReadonlyMap<string, Thing>,
  name: string,
  domain: Reference,
): Thing | undefined {
  if (!isDefaultDomain(domain)) return undefined;
  const key = folded(name);
  return [...things.values()].find((thing) => folded(thing.name) === key);
}

/**
 * The user that a login names; undefined where there is none. The name wins over the id.
 * Source: asked of Keystone 22.
 */
export function findUser(cloud: Cloud, named: Named): User | IdentityRefusal | undefined {
  if (!named.name && !named.id) return refuseIdentity('expected', { what: 'id or name', where: 'user' });
  if (!named.name) return cloud.users.get(named.id ?? '');
  return named.domain ? find(cloud.users, named.name, named.domain) : withoutDomain('user');
}

/** The tenant that a login asks for, found in the same way. */
export function findTenant(cloud: Cloud, named: Named): Tenant | IdentityRefusal | undefined {
  if (!named.name) return cloud.tenants.get(named.id ?? '');
  return named.domain ? find(cloud.tenants, named.name, named.domain) : withoutDomain('project');
}
