import type { Caller } from '../model.ts';
import type { ResidentRules } from '../release.ts';

/** What a request aims at, as far as a rule looks at it. */
export interface PolicyTarget {
  readonly user?: string | undefined;
  readonly tenant?: string | undefined;
  readonly domain?: string | undefined;
  /** The domains of all that it aims at: of the user and of the tenant of a role. Left out: any will do. */
  readonly domains?: readonly (string | undefined)[];
  /** The domain of the tenant of the caller's token. */
  readonly home?: string | undefined;
}

type Rule =
  | 'admin'
  | 'systemReader'
  | 'domainReader'
  | 'service'
  | 'self'
  | 'ownTenant'
  | 'ownDomain'
  | 'anyone';

/** The reasons for which a caller may do something. Source: Keystone's default policies. */
const rules: { readonly [R in Rule]: (caller: Caller, target: PolicyTarget) => boolean } = {
  /** Role admin on a project or on the system. */
  admin: (caller: Caller) => caller.roles.has('admin'),
  /** Role reader on the system. */
  systemReader: (caller: Caller) => caller.system && caller.roles.has('reader'),
  /** Role reader on the domain of all that it aims at. */
  domainReader: (caller: Caller, { domains = [] }: PolicyTarget) =>
    caller.domain !== null &&
    caller.roles.has('reader') &&
    domains.every((domain) => domain === caller.domain),
  /** Role service, which services like Glance hold. */
  service: (caller: Caller) => caller.roles.has('service'),
  /** What it aims at is the caller, or belongs to the caller. */
  self: (caller: Caller, target: PolicyTarget) => target.user === caller.user,
  /** It aims at the project of the caller's token. */
  ownTenant: (caller: Caller, target: PolicyTarget) =>
    caller.tenant !== null && target.tenant === caller.tenant,
  /** It aims at the domain of the caller's token, or of the project of that. */
  ownDomain: (caller: Caller, { domain, home }: PolicyTarget) =>
    domain !== undefined && (domain === caller.domain || domain === home),
  /** Whoever has a token. */
  anyone: () => true,
};

const table = {
  validate_token: ['admin', 'systemReader', 'service', 'self'],
  revoke_token: ['admin', 'self'],
  list_projects: ['admin', 'systemReader', 'domainReader'],
  get_project: ['admin', 'systemReader', 'domainReader', 'ownTenant'],
  create_project: ['admin'],
  update_project: ['admin'],
  delete_project: ['admin'],
  list_user_projects: ['admin', 'systemReader', 'domainReader', 'self'],
  list_users: ['admin', 'systemReader', 'domainReader'],
  get_user: ['admin', 'systemReader', 'domainReader', 'self'],
  create_user: ['admin'],
  update_user: ['admin'],
  delete_user: ['admin'],
  list_domains: ['admin', 'systemReader'],
  get_domain: ['admin', 'systemReader', 'ownDomain'],
  create_domain: ['admin'],
  update_domain: ['admin'],
  delete_domain: ['admin'],
  list_grants: ['admin', 'systemReader', 'domainReader'],
  check_grant: ['admin', 'systemReader', 'domainReader'],
  create_grant: ['admin'],
  revoke_grant: ['admin'],
  list_system_grants_for_user: ['admin', 'systemReader'],
  check_system_grant_for_user: ['admin', 'systemReader'],
  create_system_grant_for_user: ['admin'],
  revoke_system_grant_for_user: ['admin'],
  list_services: ['admin', 'systemReader'],
  get_service: ['admin', 'systemReader'],
  list_endpoints: ['admin', 'systemReader'],
  get_endpoint: ['admin', 'systemReader'],
  list_regions: ['anyone'],
  get_region: ['anyone'],
  list_groups: ['admin', 'systemReader'],
  get_group: ['admin', 'systemReader'],
  list_users_in_group: ['admin', 'systemReader'],
  list_groups_for_user: ['admin', 'systemReader', 'self'],
  list_roles: ['admin', 'systemReader'],
  get_role: ['admin', 'systemReader'],
  list_role_assignments: ['admin', 'systemReader', 'domainReader'],
  list_application_credentials: ['admin', 'systemReader', 'self'],
  get_application_credential: ['admin', 'systemReader', 'self'],
  create_application_credential: ['self'],
  delete_application_credential: ['admin', 'self'],
} as const;

/** The name of a policy of Keystone; on the wire it stands behind `identity:`. */
export type PolicyName = keyof typeof table;

/**
 * Who may do what: any one of the rules suffices.
 * Source: recorded from Keystone 22 (14-keystone projects/*) and asked of it with admin, system, domain, reader and unscoped tokens.
 */
const policies: { readonly [P in PolicyName]: readonly Rule[] } = table;

/** Policies that are for tokens for a project or for the system, where scopes are enforced. Source: asked of Keystone 27, 30. */
const notForDomains: ReadonlySet<PolicyName> = new Set([
  'create_domain',
  'update_domain',
  'delete_domain',
  'list_system_grants_for_user',
  'check_system_grant_for_user',
  'create_system_grant_for_user',
  'revoke_system_grant_for_user',
]);

/** Whether the caller may do this. @param scopes whether the release looks at what a token is for. */
export function permits(
  policy: PolicyName,
  caller: Caller,
  target: PolicyTarget,
  scopes: ResidentRules['scopes'],
): boolean {
  if (scopes === 'enforced' && caller.domain !== null) {
    if (notForDomains.has(policy)) return false;
    if (policy === 'list_domains') return caller.roles.has('reader');
  }
  return policies[policy].some((rule) => rules[rule](caller, target));
}
