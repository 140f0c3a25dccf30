import { cast } from '../parity/residents.ts';
import type { Resident } from '../parity/side.ts';
import type { Keystone } from './keystone.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * Sees to it that all personas live in a cloud: makes the tenants and users that are missing, and gives them
 * their roles. Users that are there already keep their password.
 * @param passwords by persona.
 */
export async function settle(
  keystone: Keystone,
  passwords: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, Resident>>> {
  const idIn = findOrMake(keystone);
  const residents: Record<string, Resident> = {};
  for (const [persona, { tenant, roles }] of Object.entries(cast)) {
    const password = passwords[persona];
    if (password === undefined) throw new Error(`the password of ${persona} is unknown`);
    const project = await idIn('projects', tenant);
    const user = await idIn('users', persona, { password, default_project_id: project });
    for (const role of roles)
      await keystone.put(`/projects/${project}/users/${user}/roles/${await idIn('roles', role)}`);
    residents[persona] = { user, tenant: project, tenantName: tenant, password };
  }
  return residents;
}

/** Where the two services of a cloud are. */
export interface Places {
  /** Keystone, without version. */
  readonly identity: string;
  /** The Glance that the catalog is to name. */
  readonly glance: string;
}

/**
 * Enters Glance in a Keystone: its own user, with role admin in the project `service`. The catalog then names both services where
 * they are now: databases outlive a choice of ports.
 */
export async function register(keystone: Keystone, password: string, places: Places): Promise<void> {
  const idIn = findOrMake(keystone);
  const project = await idIn('projects', 'service');
  const user = await idIn('users', 'glance', { password });
  await keystone.put(`/projects/${project}/users/${user}/roles/${await idIn('roles', 'admin')}`);
  const image = await idIn('services', 'glance', { type: 'image' });
  const identity = await idIn('services', 'keystone', { type: 'identity' });
  for (const face of ['public', 'internal', 'admin']) {
    await place(keystone, image, face, places.glance);
    await place(keystone, identity, face, `${places.identity}/v3/`);
  }
}

async function place(keystone: Keystone, service: string, face: string, url: string): Promise<void> {
  const query = `service_id=${service}&interface=${face}`;
  const { endpoints } = await keystone.get<{ endpoints: readonly { id: string; url: string }[] }>(
    `/endpoints?${query}`,
  );
  const [found] = endpoints;
  if (found === undefined) {
    const endpoint = { service_id: service, interface: face, url, region_id: 'RegionOne' };
    await keystone.post('/endpoints', { endpoint });
  } else if (found.url !== url) await keystone.patch(`/endpoints/${found.id}`, { endpoint: { url } });
}

/** The id of what has a name in a collection of Keystone; it is made where it is missing. */
function findOrMake(
  keystone: Keystone,
): (collection: string, name: string, extra?: object) => Promise<string> {
  return async (collection, name, extra = {}) => {
    const all = await keystone.get<Record<string, Named[]>>(`/${collection}?name=${name}`);
    const found = all[collection]?.[0];
    if (found !== undefined) return found.id;
    const kind = collection.slice(0, -1);
    const inDomain = kind === 'project' || kind === 'user' ? { domain_id: 'default', enabled: true } : {};
    const made = await keystone.post<Record<string, Named>>(`/${collection}`, {
      [kind]: { name, ...inDomain, ...extra },
    });
    return (made[kind] as Named).id;
  };
}

/** Where Keystone's catalog says that the image API is; empty where it does not. */
export async function imageEndpoint(keystone: Keystone): Promise<string> {
  const { services } = await keystone.get<{ services: Named[] }>('/services?type=image');
  const { endpoints } = await keystone.get<{ endpoints: readonly { url: string; interface: string }[] }>(
    `/endpoints?service_id=${services[0]?.id ?? ''}&interface=public`,
  );
  return services.length === 0 ? '' : (endpoints[0]?.url ?? '').replace(/\/$/, '');
}
