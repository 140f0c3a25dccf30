import type { Cloud } from '../../domain/cloud.ts';
import { folded } from '../../domain/collation.ts';
import { rolesOf } from '../../domain/identity/bootstrap.ts';
import { endpoints, services } from '../../domain/identity/catalog.ts';
import type { PolicyName, PolicyTarget } from '../../domain/identity/policies.ts';
import { refuseIdentity } from '../../domain/identity/refusals.ts';
import type { Release } from '../../domain/release.ts';
import type { Context } from '../context.ts';
import { isJsonObject } from '../python-repr.ts';
import { type Call, listBody, type IdentityOutcome, refusedByPolicy } from './call.ts';
import { resourceReply } from './reply.ts';
import {
  domainAsTenantView,
  domainView,
  endpointView,
  regionView,
  roleView,
  serviceView,
  tenantView,
  userView,
} from './views.ts';

/** A kind of thing that may be listed and shown. */
export interface Collection {
  /** The word for one; the list's word has an `s` behind it. */
  readonly one: string;
  readonly list: PolicyName;
  readonly show: PolicyName;
  /** What the policy of showing looks at, for the thing with that id. */
  readonly target: (id: string, cloud: Cloud) => PolicyTarget;
  /** Whether a missing thing is told before the policy is asked. */
  readonly missingFirst: boolean;
  readonly filters: readonly string[];
  /** Filters that hold where the query does not name them. */
  readonly unless: Readonly<Record<string, string>>;
  /** All of them, as the wire shows them; `base` is where the fake answers. */
  readonly items: (context: Context, base: string) => readonly Item[];
  /** The one with that id, where the cloud finds it without looking at all. */
  readonly item?: (id: string, cloud: Cloud) => Item | undefined;
  /** The field that tells the domain of a thing, where a token for a domain lists the things of that domain alone. */
  readonly byDomain?: (release: Release) => string | undefined;
}

/** A thing as the wire shows it. */
type Item = Readonly<Record<string, unknown>>;

/** The collections by their names on the wire. */
export type CollectionName =
  | 'projects'
  | 'users'
  | 'domains'
  | 'services'
  | 'endpoints'
  | 'regions'
  | 'groups'
  | 'roles';

const plain = { target: () => ({}), missingFirst: false, unless: {} };

/**
 * Source: recorded, 14-keystone projects/*, residents/*; filters and the order of policy and look-up asked of Keystone 22.
 * Keystone lists by id; this fake lists in the order of the seed.
 */
export const identityCollections: { readonly [C in CollectionName]: Collection } = {
  projects: {
    ...plain,
    one: 'project',
    list: 'list_projects',
    show: 'get_project',
    target: (id, { tenants }) => ({ tenant: id, domains: [tenants.get(id)?.domain] }),
    filters: ['domain_id', 'enabled', 'is_domain', 'name', 'parent_id'],
    unless: { is_domain: 'false' },
    items: ({ cloud: { tenants, domains } }) => [
      ...Array.from(tenants.values(), tenantView),
      ...Array.from(domains.values(), domainAsTenantView),
    ],
    item: (id, { tenants, domains }) =>
      shownAs(tenantView, tenants.get(id)) ?? shownAs(domainAsTenantView, domains.get(id)),
    byDomain: () => 'domain_id',
  },
  users: {
    ...plain,
    one: 'user',
    list: 'list_users',
    show: 'get_user',
    target: (id, { users }) => ({ user: id, domains: [users.get(id)?.domain] }),
    filters: ['domain_id', 'enabled', 'name'],
    items: ({ cloud }) => Array.from(cloud.users.values(), userView),
    item: (id, { users }) => shownAs(userView, users.get(id)),
    byDomain: () => 'domain_id',
  },
  domains: {
    ...plain,
    one: 'domain',
    list: 'list_domains',
    show: 'get_domain',
    target: (id, { domains }) => ({ domain: domains.has(id) ? id : undefined }),
    filters: ['enabled', 'name'],
    items: ({ cloud }) => Array.from(cloud.domains.values(), domainView),
    item: (id, { domains }) => shownAs(domainView, domains.get(id)),
    byDomain: ({ residents }) => (residents.scopes === 'enforced' ? 'id' : undefined),
  },
  services: {
    ...plain,
    one: 'service',
    list: 'list_services',
    show: 'get_service',
    filters: ['name', 'type'],
    items: ({ profile }) => services(profile.identity).map(serviceView),
  },
  endpoints: {
    ...plain,
    one: 'endpoint',
    list: 'list_endpoints',
    show: 'get_endpoint',
    missingFirst: true,
    filters: ['interface', 'region_id', 'service_id'],
    items: ({ profile }, base) => endpoints(profile).map((endpoint) => endpointView(endpoint, base)),
  },
  regions: {
    ...plain,
    one: 'region',
    list: 'list_regions',
    show: 'get_region',
    filters: ['parent_region_id'],
    items: ({ profile }) => [regionView(profile.identity.region)],
  },
  // No world has groups: who logs in has its roles by itself.
  groups: {
    ...plain,
    one: 'group',
    list: 'list_groups',
    show: 'get_group',
    filters: ['domain_id', 'name'],
    items: () => [],
  },
  roles: {
    ...plain,
    one: 'role',
    list: 'list_roles',
    show: 'get_role',
    missingFirst: true,
    filters: ['domain_id', 'name'],
    items: ({ cloud }) => rolesOf(cloud).map(roleView),
  },
};

function shownAs<Thing>(view: (thing: Thing) => Item, thing: Thing | undefined): Item | undefined {
  return thing === undefined ? undefined : view(thing);
}

/** A thing with its link, as lists and single replies carry it. Links that a client gave it stay. */
export function linked(name: string, item: Item, v3: string): object {
  const own = isJsonObject(item['links']) ? item['links'] : {};
  return { ...item, links: { ...own, self: `${v3}/${name}/${String(item['id'])}` } };
}

/** `GET /v3/<name>`: the things that the query asks for. */
export function listOf(name: string, collection: Collection): (call: Call) => IdentityOutcome {
  return (call) => {
    const refusal = refusedByPolicy(call, collection.list);
    if (refusal) return refusal;
    const { domain } = call.caller;
    const all = collection.items(call.context, call.request.base);
    const field = domain === null ? undefined : collection.byDomain?.(call.context.profile.release);
    const items = field === undefined ? all : all.filter((each) => each[field] === domain);
    const query = new URLSearchParams(call.query);
    for (const [filter, value] of Object.entries(collection.unless))
      if (!query.has(filter)) query.set(filter, value);
    const found = filtered(items, query, collection.filters);
    return resourceReply(
      200,
      listBody(
        name,
        found.map((item) => linked(name, item, call.v3)),
        call.self,
      ),
    );
  };
}

/** `GET /v3/<name>/{id}`: one thing. */
export function showOf(name: string, collection: Collection): (call: Call) => IdentityOutcome {
  return (call) => {
    const [id = ''] = call.parameters;
    const { context, request } = call;
    const item = collection.item
      ? collection.item(id, context.cloud)
      : collection.items(context, request.base).find((each) => each['id'] === id);
    const refusal = refusedByPolicy(call, collection.show, collection.target(id, context.cloud));
    if (refusal && (item || !collection.missingFirst)) return refusal;
    if (!item) return refuseIdentity('notFound', { kind: collection.one, id });
    return resourceReply(200, { [collection.one]: linked(name, item, call.v3) });
  };
}

type Test = (value: string) => boolean;

/** How a filter may compare, by what stands behind its name. Source: Keystone's API reference, filtering. */
const comparisons: Readonly<Record<string, (sought: string) => Test>> = {
  contains: (sought) => (value) => value.includes(sought),
  icontains: (sought) => foldedTest(sought, (value, key) => value.includes(key)),
  startswith: (sought) => (value) => value.startsWith(sought),
  istartswith: (sought) => foldedTest(sought, (value, key) => value.startsWith(key)),
  endswith: (sought) => (value) => value.endsWith(sought),
  iendswith: (sought) => foldedTest(sought, (value, key) => value.endsWith(key)),
};

function equals(sought: string): Test {
  return foldedTest(sought, (value, key) => value === key);
}

function foldedTest(sought: string, compare: (value: string, key: string) => boolean): Test {
  const key = folded(sought);
  return (value) => compare(folded(value), key);
}

/** An empty value means yes. Source: asked of Keystone 22. */
function truth(sought: string): string {
  return /^(?:0|f|false|off|n|no)$/i.test(sought) ? 'false' : 'true';
}

/**
 * The items that the query asks for. Other filters than the given ones, and comparisons that there are not, are
 * ignored, as Keystone ignores them; of a filter that is given twice the first counts.
 */
export function filtered(
  items: readonly Item[],
  query: URLSearchParams,
  filters: readonly string[],
): readonly Item[] {
  // The last entry of a name stays in a map.
  const first = new Map([...query].toReversed());
  const tests = [...first].flatMap(([key, sought]) => {
    const [filter = '', comparison = '', more] = key.split('__');
    const known = Object.hasOwn(comparisons, comparison) ? comparisons[comparison] : undefined;
    const testFor = comparison === '' ? equals : known;
    if (testFor === undefined || more !== undefined || !filters.includes(filter)) return [];
    return [{ filter, passes: testFor(sought), truth: truth(sought) }];
  });
  return items.filter((item) =>
    tests.every(({ filter, passes, truth: wanted }) => {
      const value = item[filter];
      if (typeof value === 'boolean') return String(value) === wanted;
      return typeof value === 'string' && passes(value);
    }),
  );
}
