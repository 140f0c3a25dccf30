import type { Seed, SeedTenant, SeedUser } from '../world/seed.ts';

/** Who is in a world: its users and tenants by id. */
export interface Residents {
  readonly users: ReadonlyMap<string, SeedUser>;
  readonly tenants: ReadonlyMap<string, SeedTenant>;
}

/** The users and tenants of a snapshot, in which all ids are written out. */
export function residentsOf({ tenants, users = [] }: Seed): Residents {
  return {
    users: new Map(users.map((user) => [user.id ?? user.name, user])),
    tenants: new Map(tenants.map((tenant) => [tenant.id ?? tenant.name, tenant])),
  };
}
