import { region } from '../../domain/identity/domain.ts';
import type { SeedUser } from '../../world/seed.ts';
import type { Residents } from '../residents.ts';

/** How a user gets into a cloud. */
export interface Access {
  readonly url: string;
  readonly region: string;
  readonly user: string;
  readonly password: string;
  /** The fixed token of the seed. */
  readonly token: string | undefined;
  /** For whom the user speaks: a tenant by its name, the whole system, or nobody. */
  readonly scope: { readonly tenant: string } | 'system' | 'none';
}

/** How a user of a world gets into it: on its own tenant, or else the first that it has a role on. */
export function accessOf(user: SeedUser, residents: Residents, url: string): Access {
  const home = user.tenant ?? Object.keys(user.roles ?? {})[0];
  const tenant = home === undefined ? undefined : residents.tenants.get(home)?.name;
  const lone = (user.system_roles ?? []).length > 0 ? 'system' : 'none';
  return {
    url,
    region,
    user: user.name,
    password: user.password ?? '',
    token: user.token,
    scope: tenant === undefined ? lone : { tenant },
  };
}
