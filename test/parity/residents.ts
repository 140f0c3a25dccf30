import type { Seed } from '../../src/world/seed.ts';
import type { Resident } from './side.ts';

/** Who lives in a cloud that parity asks: the personas, each with its tenant and its roles there. */
export const cast: Readonly<Record<string, { readonly tenant: string; readonly roles: readonly string[] }>> =
  {
    admin: { tenant: 'admin', roles: ['admin'] },
    alpha: { tenant: 'alpha', roles: ['member', 'reader'] },
    beta: { tenant: 'beta', roles: ['member', 'reader'] },
    gamma: { tenant: 'gamma', roles: ['member', 'reader'] },
    delta: { tenant: 'delta', roles: ['member', 'reader'] },
    areader: { tenant: 'alpha', roles: ['reader'] },
    breader: { tenant: 'beta', roles: ['reader'] },
  };

const idOf = (kind: string, name: string): string =>
  Buffer.from(`${kind}${name}`.padEnd(16, '-').slice(0, 16)).toString('hex');

/** The residents of a fake. */
export const fakeResidents: Readonly<Record<string, Resident>> = Object.fromEntries(
  Object.entries(cast).map(([name, { tenant }]) => [
    name,
    {
      user: idOf('user ', name),
      tenant: idOf('tenant ', tenant),
      tenantName: tenant,
      password: `${name}-secret`,
    },
  ]),
);

/** A fake's world with these residents and no image. */
export const seedOfResidents: Seed = {
  tenants: [...new Set(Object.values(cast).map(({ tenant }) => tenant))].map((name) => ({
    name,
    id: idOf('tenant ', name),
    ...(name === 'admin' ? { description: 'Bootstrap project for initializing the cloud.' } : {}),
  })),
  users: Object.entries(cast).map(([name, { tenant, roles }]) => ({
    name,
    id: idOf('user ', name),
    password: `${name}-secret`,
    tenant,
    roles: { [tenant]: roles },
    ...(name === 'admin' ? { system_roles: ['admin'] } : {}),
  })),
};
