import type { SeedUser } from '../../world/seed.ts';
import type { Residents } from '../residents.ts';

/** Where a cloud is, as far as its users need to know. */
export interface Place {
  readonly url: string;
  readonly region: string;
  /** Whether one logs in at Identity v2.0 too. */
  readonly identityV2: boolean;
}

/** How a user gets into a cloud. */
export interface Access extends Place {
  readonly user: string;
  readonly password: string;
  readonly apiKey: string;
  /** The fixed token of the seed. */
  readonly token: string | undefined;
  /** For whom the user speaks: a tenant, the whole system, or nobody. */
  readonly scope: { readonly tenant: string; readonly id: string } | 'system' | 'none';
}

/** How a user of a world gets into it: on its own tenant, or else the first that it has a role on. */
export function accessOf(user: SeedUser, residents: Residents, place: Place): Access {
  const id = user.tenant ?? Object.keys(user.roles ?? {})[0] ?? '';
  const tenant = residents.tenants.get(id)?.name;
  const lone = (user.system_roles ?? []).length > 0 ? 'system' : 'none';
  return {
    ...place,
    user: user.name,
    password: user.password ?? '',
    apiKey: user.api_key ?? '',
    token: user.token,
    scope: tenant === undefined ? lone : { tenant, id },
  };
}
