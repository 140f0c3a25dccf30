import { checkOptions } from '../domain/given-options.ts';
import type { Cloud } from '../domain/cloud.ts';
import { defaultDomain } from '../domain/identity/bootstrap.ts';
import type { ApplicationCredential, Tenant, User } from '../domain/model.ts';
import { seedBesides, seedDomains, seedOwn } from './seed/domains.ts';
import { snapshotImage } from './seed/images.ts';
import { seedDownloads, seedTask } from './seed/imports.ts';
import type { Seed, SeedApplicationCredential, SeedTenant, SeedUser } from './seed.ts';

/** What a snapshot holds besides the plain state. */
export interface SnapshotOptions {
  /**
   * Whether passwords, API keys, fixed tokens and secrets are in it, and those in the URLs that images are imported from. Without
   * them, planting falls back to the defaults, and URLs have `***`.
   */
  readonly secrets?: boolean;
}

/**
 * A cloud as a seed, with all ids and times. With `secrets`, planting it gives the same cloud, apart from tokens that
 * were got by logging in: they are never in it.
 */
export function seedOf(cloud: Cloud, options: SnapshotOptions = {}): Seed {
  checkOptions('world', options, { secrets: 'boolean' });
  const { secrets = false } = options;
  const names = new Set(Array.from(cloud.tenants.values(), (tenant) => tenant.name));
  return {
    ...seedDomains(cloud.domains),
    tenants: Array.from(cloud.tenants.values(), seedTenant),
    ...seedRoles(cloud),
    users: seedUsers(cloud, secrets),
    images: Array.from(cloud.images.values(), (image) => snapshotImage(image, cloud.tenants, names)),
    deleted_images: [...cloud.deletedImages.keys()],
    ...(cloud.downloads.size === 0 ? {} : { downloads: seedDownloads(cloud.downloads, secrets) }),
    ...(cloud.tasks.size === 0
      ? {}
      : { tasks: Array.from(cloud.tasks.values(), (task) => seedTask(task, secrets)) }),
  };
}

function seedTenant({ id, name, domain, parent, ...besides }: Tenant): SeedTenant {
  return {
    name,
    id,
    ...inDomain(domain),
    ...(parent === domain ? {} : { parent }),
    ...seedBesides(besides),
  };
}

/** The domain of a tenant or a user, unless it is the default one. */
function inDomain(domain: string): Pick<SeedTenant, 'domain'> {
  return domain === defaultDomain.id ? {} : { domain };
}

/** Roles that nobody has, which users do not tell of. */
function seedRoles({ roles, users }: Cloud): Pick<Seed, 'roles'> {
  const held = new Set(
    [...users.values()].flatMap((user) => [
      ...Object.values(user.roles).flat(),
      ...Object.values(user.domainRoles).flat(),
      ...user.systemRoles,
    ]),
  );
  const others = [...roles].filter((role) => !held.has(role));
  return others.length === 0 ? {} : { roles: others };
}

function seedUsers({ users, fixedTokens, applicationCredentials }: Cloud, secrets: boolean): SeedUser[] {
  const credentials = Map.groupBy(applicationCredentials.values(), ({ user }) => user);
  return Array.from(users.values(), (user) =>
    seedUser(user, fixedTokens.get(user.id), credentials.get(user.id) ?? [], secrets),
  );
}

function seedUser(
  user: User,
  token: string | undefined,
  credentials: readonly ApplicationCredential[],
  secrets: boolean,
): SeedUser {
  return {
    name: user.name,
    id: user.id,
    ...inDomain(user.domain),
    ...(secrets ? { password: user.password, api_key: user.apiKey } : {}),
    ...(user.enabled ? {} : { enabled: false }),
    tenant: user.defaultTenant,
    roles: user.roles,
    ...(Object.keys(user.domainRoles).length === 0 ? {} : { domain_roles: user.domainRoles }),
    ...(user.systemRoles.length === 0 ? {} : { system_roles: user.systemRoles }),
    ...(secrets && token !== undefined ? { token } : {}),
    ...(credentials.length === 0
      ? {}
      : { application_credentials: credentials.map((each) => seedCredential(each, secrets)) }),
    ...seedOwn(user),
  };
}

function seedCredential(credential: ApplicationCredential, secrets: boolean): SeedApplicationCredential {
  const { id, name, secret, description, tenant, roles, accessRules, expiresAt, unrestricted } = credential;
  return {
    name,
    id,
    ...(secrets ? { secret } : {}),
    ...(description === null ? {} : { description }),
    tenant,
    roles,
    ...(accessRules.length === 0 ? {} : { access_rules: accessRules }),
    ...(expiresAt === null ? {} : { expires_at: expiresAt }),
    ...(unrestricted === null ? {} : { unrestricted }),
  };
}
