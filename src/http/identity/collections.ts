import { endpoints, services } from '../../domain/identity/catalog.ts';
import type { PolicyName, PolicyTarget } from '../../domain/identity/policies.ts';
import { rolesOf } from '../../domain/identity/roles.ts';
import type { Context } from '../context.ts';
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
  readonly target: (id: string) => PolicyTarget;
  /** Whether a missing thing is told before the policy is asked. */
  readonly missingFirst: boolean;
  readonly filters: readonly string[];
  /** Filters that hold where the query does not name them. */
  readonly unless: Readonly<Record<string, string>>;
  /** All of them, as the wire shows them; `base` is where the fake answers. */
  readonly items: (context: Context, base: string) => readonly Record<string, unknown>[];
}

/** The collections by their names on the wire. */
export type CollectionName =
  | 'projects'
  | 'users'
  | 'domains'
  | 'services'
  | 'endpoints'
  | 'regions'
  | 'roles';

const plain = { target: () => ({}), missingFirst: false, unless: {} };

/**
 * Source: recorded, 14-keystone projects/*; filters and the order of policy and look-up asked of Keystone 22.
 * Keystone lists by id; this fake lists in the order of the seed.
 */
export const collections: { readonly [C in CollectionName]: Collection } = {
  projects: {
    ...plain,
    one: 'project',
    list: 'list_projects',
    show: 'get_project',
    target: (id) => ({ tenant: id }),
    filters: ['domain_id', 'enabled', 'is_domain', 'name', 'parent_id'],
    unless: { is_domain: 'false' },
    items: ({ cloud }) => [...[...cloud.tenants.values()].map(tenantView), domainAsTenantView()],
  },
  users: {
    ...plain,
    one: 'user',
    list: 'list_users',
    show: 'get_user',
    target: (id) => ({ user: id }),
    filters: ['domain_id', 'enabled', 'name'],
    items: ({ cloud }) => [...cloud.users.values()].map(userView),
  },
  domains: {
    ...plain,
    one: 'domain',
    list: 'list_domains',
    show: 'get_domain',
    target: (id) => ({ domain: id }),
    filters: ['enabled', 'name'],
    items: () => [domainView()],
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
    items: ({ profile }, base) => endpoints(profile.identity).map((endpoint) => endpointView(endpoint, base)),
  },
  regions: {
    ...plain,
    one: 'region',
    list: 'list_regions',
    show: 'get_region',
    filters: ['parent_region_id'],
    items: ({ profile }) => [regionView(profile.identity.region)],
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
