import { apply, type WritableCloud } from '../../domain/apply.ts';
import type { ApplicationCredential, Token, User } from '../../domain/model.ts';
import type { Seed, SeedApplicationCredential, SeedUser } from '../seed.ts';
import { credentialIdOf, stableAuditId, userIdOf } from './ids.ts';
import { type FindTenant, homeOf, rolesOf } from './tenants.ts';

/** Fixed tokens were always there. A time that does not depend on the clock, so that a snapshot need not keep it. */
const always = '1970-01-01T00:00:00.000000Z';

/** What a password or a secret is where the seed gives none. */
export function defaultSecret(name: string): string {
  return `${name}-secret`;
}

/** Puts a user into the cloud, with its token and its application credentials. */
export function plantUser(cloud: WritableCloud, seeded: SeedUser, seed: Seed, find: FindTenant): void {
  const user = userOf(seeded, seed, find);
  cloud.users.set(user.id, user);
  if (seeded.token !== undefined) apply(cloud, { kind: 'tokenFixed', token: tokenOf(seeded.token, user) });
  for (const each of seeded.application_credentials ?? []) {
    const credential = credentialOf(each, seeded, user, find);
    apply(cloud, { kind: 'applicationCredentialCreated', credential });
  }
}

function userOf(seeded: SeedUser, seed: Seed, find: FindTenant): User {
  const home = homeOf(seeded, seed) ?? null;
  const roles = Object.entries(rolesOf(seeded, seed));
  return {
    id: userIdOf(seeded),
    name: seeded.name,
    password: seeded.password ?? defaultSecret(seeded.name),
    apiKey: seeded.api_key ?? `${seeded.name}-api-key`,
    enabled: seeded.enabled ?? true,
    defaultTenant: home === null ? null : (find(home) ?? home),
    roles: Object.fromEntries(roles.map(([tenant, granted]) => [find(tenant) ?? tenant, granted])),
    systemRoles: seeded.system_roles ?? [],
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
    roles: tenant === null ? elsewhere : (user.roles[tenant] ?? []),
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
  const tenant = seeded.tenant === undefined ? user.defaultTenant : find(seeded.tenant);
  return {
    id: credentialIdOf(owner, seeded),
    name: seeded.name,
    secret: seeded.secret ?? defaultSecret(seeded.name),
    description: seeded.description ?? null,
    user: user.id,
    tenant: tenant ?? '',
    roles: seeded.roles ?? user.roles[tenant ?? ''] ?? [],
    expiresAt: seeded.expires_at ?? null,
    unrestricted: seeded.unrestricted ?? null,
  };
}
