import { rolesGranted } from '../domain/callers.ts';
import { apply, emptyCloud, type WritableCloud } from '../domain/apply.ts';
import { imageKey } from '../domain/collation.ts';
import type { ApplicationCredential, Digests, Role, Tenant, Token, User } from '../domain/model.ts';
import type { Profile } from '../domain/profile.ts';
import { wholeSecond } from '../domain/times.ts';
import type { Seed, SeedApplicationCredential, SeedTenant, SeedUser } from './seed.ts';
import {
  domainFinder,
  domainIdOf,
  domainKey,
  type FindDomain,
  plantedDomain,
  plantedExtra,
} from './seed/domains.ts';
import { forProfile } from './seed/for-profile.ts';
import {
  credentialIdOf,
  type FindTenant,
  homeOf,
  imageIdsOf,
  rolesOfUser,
  stableAuditId,
  tenantFinder,
  tenantIdOf,
  userIdOf,
} from './seed/ids.ts';
import { plantedImage } from './seed/images.ts';
import { downloadsOf, taskOf } from './seed/imports.ts';

/** What a seed needs from the world that it is planted into. */
export interface Planting {
  /** The world's time in milliseconds since 1970: for images and members whose times the seed leaves out. */
  readonly now: number;
  /** Glance's digests of image data; see `Context.digest`. */
  digest(bytes: Uint8Array): Digests;
  /** Whose defaults hold for what the seed leaves out. */
  readonly profile: Profile;
}

/**
 * The cloud that a seed describes. The same seed at the same time gives the same cloud: ids that are left out are
 * made from the names.
 * @param given a seed that `checkedSeed` has let pass: a world that starts anew does not look for its problems again.
 * @throws SeedError where it has what the profile does not; then there is no cloud at all.
 */
export function plant(given: Seed, planting: Planting): WritableCloud {
  const seed = forProfile(given, planting.profile);
  const find = tenantFinder(seed.tenants, tenantIdOf);
  const cloud = emptyCloud(planting.profile.release.roles);
  for (const id of seed.deleted_images ?? []) cloud.deletedImages.set(imageKey(id), null);
  const place: Place = { seed, find, findDomain: domainFinder(seed) };
  for (const domain of seed.domains ?? []) cloud.domains.set(domainIdOf(domain), plantedDomain(domain));
  for (const tenant of seed.tenants) cloud.tenants.set(tenantIdOf(tenant), plantedTenant(tenant, place));
  for (const user of seed.users ?? []) plantUser(cloud, user, place);
  for (const role of rolesIn(seed, cloud)) cloud.roles.add(role);
  plantImages(cloud, seed, planting);
  for (const [uri, download] of downloadsOf(seed)) cloud.downloads.set(uri, download);
  for (const task of seed.tasks ?? []) apply(cloud, { kind: 'taskChanged', task: taskOf(task) });
  return cloud;
}

/** Where a user or a tenant of a seed stands. */
interface Place {
  readonly seed: Seed;
  readonly find: FindTenant;
  readonly findDomain: FindDomain;
}

function plantedTenant(tenant: SeedTenant, { find, findDomain }: Place): Tenant {
  const domain = domainKey(tenant, findDomain);
  const parent = tenant.parent === undefined ? domain : (find(tenant.parent) ?? domain);
  return { ...plantedDomain(tenant), id: tenantIdOf(tenant), domain, parent };
}

/** The roles of a seed: those that it lists, and those that its users have. */
function rolesIn({ roles = [] }: Seed, { users }: WritableCloud): ReadonlySet<Role> {
  const held = [...users.values()].flatMap((user) => [
    ...Object.values(user.roles).flat(),
    ...Object.values(user.domainRoles).flat(),
    ...user.systemRoles,
  ]);
  return new Set([...held, ...roles]);
}

function plantImages(cloud: WritableCloud, seed: Seed, { now, digest }: Planting): void {
  const find = tenantFinder(seed.tenants, tenantIdOf);
  const images = seed.images ?? [];
  const ids = imageIdsOf(images, find);
  for (const [index, seeded] of images.entries()) {
    const id = ids[index] ?? '';
    const { members, ...image } = plantedImage(seeded, { id, at: wholeSecond(now), find, digest });
    apply(cloud, { kind: 'imageCreated', image, members });
  }
}

/** Fixed tokens were always there. A time that does not depend on the clock, so that a snapshot need not keep it. */
const always = '1970-01-01T00:00:00.000000Z';

/** What a password or a secret is where the seed gives none. */
function defaultSecret(name: string): string {
  return `${name}-secret`;
}

/** Puts a user into the cloud, with its token and its application credentials. */
function plantUser(cloud: WritableCloud, seeded: SeedUser, place: Place): void {
  const user = userOf(seeded, place);
  cloud.users.set(user.id, user);
  if (seeded.token !== undefined) apply(cloud, { kind: 'tokenFixed', token: tokenOf(seeded.token, user) });
  for (const each of seeded.application_credentials ?? []) {
    const credential = credentialOf(each, seeded, user, place.find);
    apply(cloud, { kind: 'applicationCredentialCreated', credential });
  }
}

function userOf(seeded: SeedUser, { seed, find, findDomain }: Place): User {
  const home = homeOf(seeded, seed) ?? null;
  const roles = Object.entries(rolesOfUser(seeded, seed));
  const domainRoles = Object.entries(seeded.domain_roles ?? {});
  return {
    id: userIdOf(seeded),
    name: seeded.name,
    domain: domainKey(seeded, findDomain),
    password: seeded.password === undefined ? defaultSecret(seeded.name) : seeded.password,
    apiKey: seeded.api_key ?? `${seeded.name}-api-key`,
    enabled: seeded.enabled ?? true,
    defaultTenant: home === null ? null : (find(home) ?? home),
    roles: Object.fromEntries(roles.map(([tenant, granted]) => [find(tenant) ?? tenant, granted])),
    domainRoles: Object.fromEntries(
      domainRoles.map(([text, granted]) => [findDomain(text) ?? text, granted]),
    ),
    systemRoles: seeded.system_roles ?? [],
    options: seeded.options ?? {},
    extra: plantedExtra(seeded.extra),
  };
}

/** A fixed token, for the user's tenant; without one for the system, or for nothing. */
function tokenOf(id: string, user: User): Token {
  const tenant = user.defaultTenant;
  const lone = user.systemRoles.length > 0 ? 'system' : 'unscoped';
  const elsewhere = lone === 'system' ? user.systemRoles : [];
  return {
    id,
    user: user.id,
    scope: tenant === null ? lone : { tenant },
    roles: tenant === null ? elsewhere : rolesGranted(user, tenant),
    methods: ['password'],
    auditIds: [stableAuditId(id)],
    issuedAt: always,
    expiresAt: null,
    applicationCredential: null,
  };
}

function credentialOf(
  seeded: SeedApplicationCredential,
  owner: SeedUser,
  user: User,
  find: FindTenant,
): ApplicationCredential {
  const named = seeded.tenant;
  const tenant = named === undefined ? user.defaultTenant : named === null ? null : find(named);
  return {
    id: credentialIdOf(owner, seeded),
    name: seeded.name,
    secret: seeded.secret ?? defaultSecret(seeded.name),
    description: seeded.description ?? null,
    user: user.id,
    tenant: tenant ?? null,
    roles: seeded.roles ?? rolesGranted(user, tenant ?? null),
    accessRules: seeded.access_rules ?? [],
    expiresAt: seeded.expires_at ?? null,
    unrestricted: seeded.unrestricted ?? null,
  };
}
