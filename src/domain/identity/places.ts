import { tenantOf } from '../callers.ts';
import type { Change, Cloud } from '../cloud.ts';
import { folded } from '../collation.ts';
import type { Domain, RolesByPlace, Tenant, User } from '../model.ts';
import { findNamed } from './finding.ts';
import { type IdentityRefusal, refuseIdentity } from './refusals.ts';
import { type Decided, deletedUser, tokensEnded, type WantedOptions, withWanted } from './users.ts';

/**
 * Domains and tenants. Keystone keeps a domain as a project that acts as one: the projects at the top of a domain
 * stand below it, and what holds for a project mostly holds for a domain.
 * Source: asked of Keystone 22 (fixtures/recorded: residents/*), and of 27 and 30.
 */

/** How many places may stand one below the other, the domain being the first. Keystone's `max_project_tree_depth`. */
const deepestTree = 6;

/** The name of a domain that Keystone keeps for federated users: it breaks where a domain is called so. */
const federated = 'federated';

/** A domain or a tenant by its id: both are projects to Keystone. */
export function findPlace({ tenants, domains }: Cloud, id: string): Tenant | Domain | undefined {
  return tenants.get(id) ?? domains.get(id);
}

/** Whether a place is a tenant, and no domain. */
export function isTenant(place: Tenant | Domain): place is Tenant {
  return 'parent' in place;
}

/** Decides a new domain. */
export function createdDomain(cloud: Cloud, domain: Domain): Decided {
  if (folded(domain.name) === federated) return refuseIdentity('serverErred');
  return domainTaken(cloud, domain) ?? [{ kind: 'domainCreated', domain }];
}

function domainTaken({ domains }: Cloud, { id, name }: Domain, isNew = true): IdentityRefusal | undefined {
  const key = folded(name);
  const other = domains.values().find((each) => (isNew || each.id !== id) && isSame(each, id, key));
  return other && refuseIdentity('domainNameTaken', { name });
}

function isSame(domain: Domain, id: string, key: string): boolean {
  return domain.id === id || folded(domain.name) === key;
}

/** Decides a new tenant. Its domain and what stands above it are looked at before its name. */
export function createdTenant(cloud: Cloud, tenant: Tenant): Decided {
  const { id, name, domain, parent } = tenant;
  if (!cloud.domains.has(domain)) return refuseIdentity('notThere', { kind: 'domain', id: domain });
  const above = findPlace(cloud, parent);
  if (above === undefined) return refuseIdentity('notThere', { kind: 'project', id: parent });
  if (!isTenant(above) && parent !== domain) return refuseIdentity('parentDiffers', { parent, domain });
  if (isTenant(above) && above.domain !== domain)
    return refuseIdentity('parentElsewhere', { domain, parent: above.domain });
  const line = lineAbove(cloud, above);
  const disabled = [...line, above].find(({ enabled }) => !enabled);
  if (disabled) return refuseIdentity('branchDisabled', { id: disabled.id });
  if (line.length + 2 > deepestTree) return refuseIdentity('branchTooDeep', { id: parent });
  if (findNamed(cloud.tenants, name, domain)) return refuseIdentity('projectNameTaken', { name, id });
  return [{ kind: 'tenantCreated', tenant }];
}

/** What stands above a place, the nearest first; its domain is the last. */
function lineAbove(cloud: Cloud, place: Tenant | Domain): readonly (Tenant | Domain)[] {
  const line: (Tenant | Domain)[] = [];
  for (let at = place; isTenant(at) && line.length <= deepestTree;) {
    const above = findPlace(cloud, at.parent);
    if (above === undefined) break;
    line.push(above);
    at = above;
  }
  return line;
}

/** All tenants below a place. */
function treeBelow({ tenants }: Cloud, id: string): readonly Tenant[] {
  const children = Map.groupBy(tenants.values(), ({ parent }) => parent);
  const found: Tenant[] = [];
  for (let level = children.get(id) ?? []; level.length > 0;) {
    found.push(...level);
    level = level.flatMap((each) => children.get(each.id) ?? []);
  }
  return found;
}

/** What a client wants to be different of a domain or a tenant. */
export interface PlaceChanges extends Partial<Omit<Domain, 'id' | 'extra' | 'options'>> {
  readonly options?: WantedOptions;
  readonly extra: Domain['extra'];
  /** Fields that never change: a client may send them as they are. */
  readonly fixed: {
    readonly domain_id?: unknown;
    readonly parent_id?: unknown;
    readonly is_domain?: unknown;
  };
  /** Whether the request names the id; only then Keystone can tell of a name that is taken. */
  readonly namesId: boolean;
}

/** Decides a change of a domain or a tenant. */
export function changedPlace(cloud: Cloud, before: Tenant | Domain, changes: PlaceChanges): Decided {
  const { fixed: _, namesId: __, ...wanted } = changes;
  const after = withWanted(before, wanted);
  const refusal = fixedRefusal(before, changes) ?? switchRefusal(cloud, before, after);
  if (refusal) return refusal;
  const change: Change = isTenant(after)
    ? { kind: 'tenantChanged', tenant: after }
    : { kind: 'domainChanged', domain: after };
  const taken = nameRefusal(cloud, after, changes);
  if (taken) return taken;
  return !before.enabled && after.enabled ? [change, ...reopening(cloud, after)] : [change];
}

function fixedRefusal(
  before: Tenant | Domain,
  { fixed, options, ...fields }: PlaceChanges,
): IdentityRefusal | undefined {
  const [domain, parent] = isTenant(before) ? [before.domain, before.parent] : [null, null];
  if ('domain_id' in fixed && fixed.domain_id !== domain)
    return refuseIdentity('fixedField', { field: 'Domain ID' });
  const { extra, namesId, ...rest } = fields;
  const others = Object.keys({ ...rest, ...extra, ...fixed }).length + (namesId ? 1 : 0);
  const unlocks = options?.['immutable'] === false || options?.['immutable'] === null;
  if (before.options['immutable'] === true && !(unlocks && others === 0)) return immutable(before, 'update');
  if ('parent_id' in fixed && fixed.parent_id !== parent)
    return refuseIdentity('fixedForGood', { field: 'parent_id' });
  if ('is_domain' in fixed && fixed.is_domain !== !isTenant(before))
    return refuseIdentity('onlyOnce', { field: 'is_domain' });
  return undefined;
}

function immutable(place: Tenant | Domain, verb: 'update' | 'delete'): IdentityRefusal {
  return refuseIdentity('immutable', { verb, kind: isTenant(place) ? 'project' : 'domain', id: place.id });
}

function switchRefusal(
  cloud: Cloud,
  before: Tenant | Domain,
  after: Tenant | Domain,
): IdentityRefusal | undefined {
  const { id } = before;
  if (!before.enabled && after.enabled && lineAbove(cloud, before).some(({ enabled }) => !enabled))
    return refuseIdentity('parentsDisabled', { id });
  const closes = isTenant(before) && before.enabled && !after.enabled;
  return closes && treeBelow(cloud, id).some(({ enabled }) => enabled)
    ? refuseIdentity('childrenEnabled', { id })
    : undefined;
}

/** Where a project's name is taken, Keystone breaks over its own message, unless the request names the id. */
function nameRefusal(
  cloud: Cloud,
  after: Tenant | Domain,
  { namesId }: PlaceChanges,
): IdentityRefusal | undefined {
  if (!isTenant(after)) return domainTaken(cloud, after, false);
  const { id, name, domain } = after;
  if (findNamed(cloud.tenants, name, domain, id) === undefined) return undefined;
  return namesId ? refuseIdentity('projectNameTaken', { name, id }) : refuseIdentity('serverErred');
}

/** What ends where a place is opened again: the tokens for a tenant from before. Those of a domain count again. */
function reopening(cloud: Cloud, place: Tenant | Domain): readonly Change[] {
  return isTenant(place) ? tokensEnded(cloud, (token) => tenantOf(token) === place.id) : [];
}

/** Decides that a tenant goes, with the roles that there were on it. */
export function deletedTenant(cloud: Cloud, tenant: Tenant): Decided {
  const { id, options } = tenant;
  if (options['immutable'] === true) return immutable(tenant, 'delete');
  if (cloud.tenants.values().some(({ parent }) => parent === id))
    return refuseIdentity('childrenLeft', { id });
  return [...leaving(cloud, [id]), { kind: 'tenantDeleted', tenant: id }];
}

/** Decides that a domain goes, with its tenants and users. */
export function deletedDomain(cloud: Cloud, domain: Domain): Decided {
  const { id, options, enabled } = domain;
  if (options['immutable'] === true) return immutable(domain, 'delete');
  if (enabled) return refuseIdentity('domainEnabled');
  const [tenants, users] = [inDomain(cloud.tenants, id), inDomain(cloud.users, id)];
  const gone = new Set(users.map((user) => user.id));
  return [
    ...leaving(cloud, [id, ...tenants.map((tenant) => tenant.id)], gone),
    ...users.flatMap((user) => deletedUser(cloud, user)),
    ...tenants.map((tenant): Change => ({ kind: 'tenantDeleted', tenant: tenant.id })),
    { kind: 'domainDeleted', domain: id },
  ];
}

function inDomain<Thing extends Tenant | User>(
  things: ReadonlyMap<string, Thing>,
  domain: string,
): readonly Thing[] {
  return [...things.values()].filter((thing) => thing.domain === domain);
}

/** The users that lose roles, or their default tenant, with some places. @param except users that go themselves. */
function leaving(
  cloud: Cloud,
  places: readonly string[],
  except: ReadonlySet<string> = new Set(),
): readonly Change[] {
  const gone = new Set(places);
  return cloud.users
    .values()
    .filter((user) => !except.has(user.id))
    .flatMap((user): Change[] => {
      const after = withoutPlaces(user, gone);
      return after === user ? [] : [{ kind: 'userChanged', user: after }];
    })
    .toArray();
}

function withoutPlaces(user: User, gone: ReadonlySet<string>): User {
  const { defaultTenant, roles, domainRoles } = user;
  const named = [defaultTenant ?? '', ...Object.keys(roles), ...Object.keys(domainRoles)];
  if (!named.some((place) => gone.has(place))) return user;
  const without = (places: RolesByPlace): RolesByPlace =>
    Object.fromEntries(Object.entries(places).filter(([place]) => !gone.has(place)));
  return {
    ...user,
    defaultTenant: defaultTenant !== null && gone.has(defaultTenant) ? null : defaultTenant,
    roles: without(roles),
    domainRoles: without(domainRoles),
  };
}
