import { isRefused } from '../refusals.ts';
import { effectiveRoles, withImplied, tenantOf } from '../callers.ts';
import type { Cloud } from '../cloud.ts';
import { folded } from '../collation.ts';
import type { Limits } from '../limits.ts';
import type { AccessRule, ApplicationCredential, Role, Token } from '../model.ts';
import type { Release } from '../release.ts';
import { readIdentityTime } from '../times.ts';
import { roleId, rolesOf } from './bootstrap.ts';
import { credentialNamed, credentialsOf } from './finding.ts';
import { type IdentityRefusal, refuseIdentity } from './refusals.ts';

/** What a client says of a new application credential, once it fits Keystone's schema. */
export interface CredentialAsk {
  readonly name: string;
  readonly description?: string | null;
  readonly secret?: string | null;
  readonly expires_at?: string | null;
  readonly roles?: readonly { readonly id?: string; readonly name?: string }[];
  readonly unrestricted?: boolean;
  readonly access_rules?: readonly Partial<AccessRule>[];
}

/** Keys that a new application credential may have. Some are read over. */
const credentialKeys: ReadonlySet<string> = new Set([
  'name',
  'description',
  'secret',
  'expires_at',
  'roles',
  'unrestricted',
  'access_rules',
  'id',
  'project_id',
  'user_id',
  'system',
]);

/** Keys that an access rule may have. */
const ruleKeys: ReadonlySet<string> = new Set(['id', 'path', 'method', 'service']);

/** An application credential before it gets its id; a null secret is to be made up. */
export interface NewCredential extends Omit<ApplicationCredential, 'id' | 'secret'> {
  readonly secret: string | null;
}

/** Where and with what an application credential is asked for. */
interface Setting {
  readonly cloud: Cloud;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly token: Token;
  readonly limits: Limits;
  readonly release: Release;
  /** Makes up the id of an access rule. */
  readonly newId: () => string;
}

const restricted =
  "Using method 'application_credential' is not allowed for managing additional application credentials.";

/**
 * Refuses a token that was got with an application credential, unless that one is unrestricted: it may neither
 * make nor delete application credentials. Source: asked of Keystone 22.
 */
export function refusedToRestricted(cloud: Cloud, token: Token): IdentityRefusal | undefined {
  if (token.applicationCredential === null) return undefined;
  const credential = cloud.applicationCredentials.get(token.applicationCredential);
  return credential?.unrestricted ? undefined : refuseIdentity('forbidden', { action: restricted });
}

/**
 * Decides what a new application credential is, or why there is none.
 * Source: recorded, appcred/create; asked of Keystone 22; the limit: keystone/application_credential/core.py.
 */
export function newCredential(
  { cloud, now, token, limits, release, newId }: Setting,
  ask: CredentialAsk,
): NewCredential | IdentityRefusal {
  const roles = rolesFor(cloud, token, ask, release);
  if (isRefused(roles)) return roles;
  const expiry = expiryOf(ask, now);
  if (isRefused(expiry)) return expiry;
  const maximum = limits.credentialsPerUser;
  if (credentialsOf(cloud, token.user).length >= maximum)
    return refuseIdentity('credentialLimitExceeded', { maximum: String(maximum) });
  const unknown = unknownKeyword(ask);
  if (unknown !== undefined) return unknown;
  const rules = rulesOf(ask.access_rules ?? []);
  if (rules === undefined) return refuseIdentity('serverErred');
  const isTaken = credentialNamed(cloud, token.user, ask.name) !== undefined || rules.isRepeated;
  if (isTaken) return refuseIdentity('nameTaken', { name: ask.name });
  return {
    name: ask.name,
    description: ask.description ?? null,
    secret: ask.secret || null,
    user: token.user,
    tenant: tenantOf(token),
    roles: roles.roles,
    accessRules: named(rules.rules, credentialsOf(cloud, token.user), newId),
    expiresAt: expiry.expiresAt,
    unrestricted: ask.unrestricted ?? null,
  };
}

/** Keys that Keystone's models do not have break them, the credential's before those of its access rules. */
function unknownKeyword(ask: CredentialAsk): IdentityRefusal | undefined {
  const unknown = Object.keys(ask).find((key) => !credentialKeys.has(key));
  if (unknown !== undefined)
    return refuseIdentity('keywordUnknown', { key: unknown, model: 'ApplicationCredentialModel' });
  const odd = (ask.access_rules ?? []).flatMap(Object.keys).find((key) => !ruleKeys.has(key));
  return odd === undefined
    ? undefined
    : refuseIdentity('keywordUnknown', { key: odd, model: 'AccessRuleModel' });
}

/** An access rule before it has its id. */
type Rule = Omit<AccessRule, 'id'>;

function isSameRule(one: Rule, other: Rule): boolean {
  return one.service === other.service && one.path === other.path && one.method === other.method;
}

/** The access rules of a new credential; undefined: one lacks a part, on which Keystone breaks. Source: asked of Keystone 22. */
function rulesOf(
  asked: readonly Partial<AccessRule>[],
): { readonly rules: readonly Rule[]; readonly isRepeated: boolean } | undefined {
  const rules = asked.map(({ service, path, method }) => ({ service, path, method }));
  if (rules.some((rule) => Object.values(rule).includes(undefined))) return undefined;
  const whole = rules as readonly Rule[];
  const isRepeated = new Set(whole.map((rule) => JSON.stringify(rule))).size < whole.length;
  return { rules: whole, isRepeated };
}

/** A rule that the user has already keeps its id. Source: asked of Keystone 22. */
function named(
  rules: readonly Rule[],
  credentials: readonly ApplicationCredential[],
  newId: () => string,
): readonly AccessRule[] {
  const known = rules.length === 0 ? [] : credentials.flatMap(({ accessRules }) => accessRules);
  return rules.map((rule) => {
    const { id } = known.find((each) => isSameRule(each, rule)) ?? { id: newId() };
    return { id, ...rule };
  });
}

/** Without a wish: all roles of the token. Source: asked of Keystone 22; RELEASES.md, Keystone 27. */
function rolesFor(
  cloud: Cloud,
  token: Token,
  { roles = [] }: CredentialAsk,
  { credentialRoles }: Release,
): { readonly roles: readonly Role[] } | IdentityRefusal {
  const held = effectiveRoles(token, cloud.roleFacts);
  // Of two roles with one name the first counts.
  const known = rolesOf(cloud).toReversed();
  const byId = new Map(known.map((role) => [roleId(role), role]));
  const byName = new Map(known.map((role) => [folded(role), role]));
  const wanted = new Set<Role>();
  for (const { id = '', name } of roles) {
    const role = name === undefined ? byId.get(id) : byName.get(folded(name));
    if (role === undefined && name !== undefined) return refuseIdentity('roleUndefined', { role: name });
    if (role === undefined || !held.includes(role)) return refuseIdentity('roleNotHeld');
    wanted.add(role);
  }
  if (wanted.size === 0) return { roles: held };
  const implied = credentialRoles === 'with implied' ? withImplied([...wanted], cloud.roleFacts) : [];
  return { roles: [...new Set([...wanted, ...implied])] };
}

function expiryOf(
  { expires_at }: CredentialAsk,
  now: number,
): { readonly expiresAt: string | null } | IdentityRefusal {
  if (expires_at === undefined || expires_at === null) return { expiresAt: null };
  const expiresAt = readIdentityTime(expires_at);
  if (expiresAt === undefined) return refuseIdentity('timeMalformed');
  return Date.parse(expiresAt) < now ? refuseIdentity('expiresInPast') : { expiresAt };
}
