import type { Release } from '../../domain/release.ts';

const names = 'https://docs.openstack.org/api/openstack-identity/3';

/**
 * The relations of Keystone's JSON home document and their paths below `/v3`, by the extension that they belong to; those of
 * the API itself belong to none. Source: asked of Keystone 22, 27 and 30.
 */
const relations: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '': {
    access_rule: 'users/{user_id}/access_rules/{access_rule_id}',
    access_rules: 'users/{user_id}/access_rules',
    application_credential: 'users/{user_id}/application_credentials/{application_credential_id}',
    application_credentials: 'users/{user_id}/application_credentials',
    auth_catalog: 'auth/catalog',
    auth_domains: 'auth/domains',
    auth_projects: 'auth/projects',
    auth_system: 'auth/system',
    auth_tokens: 'auth/tokens',
    credential: 'credentials/{credential_id}',
    credentials: 'credentials',
    domain: 'domains/{domain_id}',
    domain_config: 'domains/{domain_id}/config',
    domain_config_default: 'domains/config/default',
    domain_config_default_group: 'domains/config/{group}/default',
    domain_config_default_option: 'domains/config/{group}/{option}/default',
    domain_config_group: 'domains/{domain_id}/config/{group}',
    domain_config_option: 'domains/{domain_id}/config/{group}/{option}',
    domain_group_role: 'domains/{domain_id}/groups/{group_id}/roles/{role_id}',
    domain_group_roles: 'domains/{domain_id}/groups/{group_id}/roles',
    domain_user_role: 'domains/{domain_id}/users/{user_id}/roles/{role_id}',
    domain_user_roles: 'domains/{domain_id}/users/{user_id}/roles',
    domains: 'domains',
    endpoint: 'endpoints/{endpoint_id}',
    endpoints: 'endpoints',
    group: 'groups/{group_id}',
    group_user: 'groups/{group_id}/users/{user_id}',
    group_users: 'groups/{group_id}/users',
    groups: 'groups',
    implied_role: 'roles/{prior_role_id}/implies/{implied_role_id}',
    implied_roles: 'roles/{prior_role_id}/implies',
    limit: 'limits/{limit_id}',
    limit_model: 'limits/model',
    limits: 'limits',
    policies: 'policies',
    policy: 'policies/{policy_id}',
    project: 'projects/{project_id}',
    project_group_role: 'projects/{project_id}/groups/{group_id}/roles/{role_id}',
    project_group_roles: 'projects/{project_id}/groups/{group_id}/roles',
    project_tags: 'projects/{project_id}/tags/{value}',
    project_user_role: 'projects/{project_id}/users/{user_id}/roles/{role_id}',
    project_user_roles: 'projects/{project_id}/users/{user_id}/roles',
    projects: 'projects',
    region: 'regions/{region_id}',
    regions: 'regions',
    registered_limit: 'registered_limits/{registered_limit_id}',
    registered_limits: 'registered_limits',
    role: 'roles/{role_id}',
    role_assignments: 'role_assignments',
    role_inferences: 'role_inferences',
    roles: 'roles',
    service: 'services/{service_id}',
    services: 'services',
    system_group_role: 'system/groups/{group_id}/roles/{role_id}',
    system_group_roles: 'system/groups/{group_id}/roles',
    system_user_role: 'system/users/{user_id}/roles/{role_id}',
    system_user_roles: 'system/users/{user_id}/roles',
    user: 'users/{user_id}',
    user_change_password: 'users/{user_id}/password',
    user_groups: 'users/{user_id}/groups',
    user_projects: 'users/{user_id}/projects',
    user_tokens: 'users/{user_id}/tokens',
    users: 'users',
  },
  'OS-EC2/1.0': {
    ec2tokens: 'ec2tokens',
    user_credential: 'users/{user_id}/credentials/OS-EC2/{credential_id}',
    user_credentials: 'users/{user_id}/credentials/OS-EC2',
  },
  'OS-ENDPOINT-POLICY/1.0': {
    endpoint_policy: 'endpoints/{endpoint_id}/OS-ENDPOINT-POLICY/policy',
    endpoint_policy_association: 'policies/{policy_id}/OS-ENDPOINT-POLICY/endpoints/{endpoint_id}',
    policy_endpoints: 'policies/{policy_id}/OS-ENDPOINT-POLICY/endpoints',
    region_and_service_policy_association:
      'policies/{policy_id}/OS-ENDPOINT-POLICY/services/{service_id}/regions/{region_id}',
    service_policy_association: 'policies/{policy_id}/OS-ENDPOINT-POLICY/services/{service_id}',
  },
  'OS-EP-FILTER/1.0': {
    endpoint_group: 'OS-EP-FILTER/endpoint_groups/{endpoint_group_id}',
    endpoint_group_to_project_association:
      'OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/projects/{project_id}',
    endpoint_groups: 'OS-EP-FILTER/endpoint_groups',
    endpoint_projects: 'OS-EP-FILTER/endpoints/{endpoint_id}/projects',
    endpoints_in_endpoint_group: 'OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/endpoints',
    project_endpoint: 'OS-EP-FILTER/projects/{project_id}/endpoints/{endpoint_id}',
    project_endpoint_groups: 'OS-EP-FILTER/projects/{project_id}/endpoint_groups',
    project_endpoints: 'OS-EP-FILTER/projects/{project_id}/endpoints',
    projects_associated_with_endpoint_group: 'OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/projects',
  },
  'OS-FEDERATION/1.0': {
    domains: 'auth/domains',
    ecp: 'auth/OS-FEDERATION/saml2/ecp',
    identity_provider: 'OS-FEDERATION/identity_providers/{idp_id}',
    identity_provider_protocol: 'OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}',
    identity_provider_protocol_auth: 'OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}/auth',
    identity_provider_protocols: 'OS-FEDERATION/identity_providers/{idp_id}/protocols',
    identity_providers: 'OS-FEDERATION/identity_providers',
    identity_providers_websso:
      'auth/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}/websso',
    mapping: 'OS-FEDERATION/mappings/{mapping_id}',
    mappings: 'OS-FEDERATION/mappings',
    metadata: 'OS-FEDERATION/saml2/metadata',
    projects: 'auth/projects',
    saml2: 'auth/OS-FEDERATION/saml2',
    service_provider: 'OS-FEDERATION/service_providers/{service_provider_id}',
    service_providers: 'OS-FEDERATION/service_providers',
    websso: 'auth/OS-FEDERATION/websso/{protocol_id}',
  },
  'OS-INHERIT/1.0': {
    domain_group_role_inherited_to_projects:
      'OS-INHERIT/domains/{domain_id}/groups/{group_id}/roles/{role_id}/inherited_to_projects',
    domain_group_roles_inherited_to_projects:
      'OS-INHERIT/domains/{domain_id}/groups/{group_id}/roles/inherited_to_projects',
    domain_user_role_inherited_to_projects:
      'OS-INHERIT/domains/{domain_id}/users/{user_id}/roles/{role_id}/inherited_to_projects',
    domain_user_roles_inherited_to_projects:
      'OS-INHERIT/domains/{domain_id}/users/{user_id}/roles/inherited_to_projects',
    project_group_role_inherited_to_projects:
      'OS-INHERIT/projects/{project_id}/groups/{group_id}/roles/{role_id}/inherited_to_projects',
    project_user_role_inherited_to_projects:
      'OS-INHERIT/projects/{project_id}/users/{user_id}/roles/{role_id}/inherited_to_projects',
  },
  'OS-OAUTH1/1.0': {
    access_tokens: 'OS-OAUTH1/access_token',
    authorize_request_token: 'OS-OAUTH1/authorize/{request_token_id}',
    consumer: 'OS-OAUTH1/consumers/{consumer_id}',
    consumers: 'OS-OAUTH1/consumers',
    request_tokens: 'OS-OAUTH1/request_token',
    user_access_token: 'users/{user_id}/OS-OAUTH1/access_tokens/{access_token_id}',
    user_access_token_role: 'users/{user_id}/OS-OAUTH1/access_tokens/{access_token_id}/roles/{role_id}',
    user_access_token_roles: 'users/{user_id}/OS-OAUTH1/access_tokens/{access_token_id}/roles',
    user_access_tokens: 'users/{user_id}/OS-OAUTH1/access_tokens',
  },
  'OS-OAUTH2/1.0': {
    token: 'OS-OAUTH2/token',
  },
  'OS-PKI/1.0': {
    revocations: 'auth/tokens/OS-PKI/revoked',
  },
  'OS-REVOKE/1.0': {
    events: 'OS-REVOKE/events',
  },
  'OS-SIMPLE-CERT/1.0': {
    ca_certificate: 'OS-SIMPLE-CERT/ca',
    certificates: 'OS-SIMPLE-CERT/certificates',
  },
  'OS-TRUST/1.0': {
    trust: 'OS-TRUST/trusts/{trust_id}',
    trust_role: 'OS-TRUST/trusts/{trust_id}/roles/{role_id}',
    trust_roles: 'OS-TRUST/trusts/{trust_id}/roles',
    trusts: 'OS-TRUST/trusts',
  },
  's3tokens/1.0': {
    s3tokens: 's3tokens',
  },
};

/** Parameters whose names in the document are others than in the path, or belong to an extension. Source: the same. */
const parameterNames: Readonly<Record<string, string>> = {
  access_token_id: 'ext/OS-OAUTH1/1.0/param/access_token_id',
  consumer_id: 'ext/OS-OAUTH1/1.0/param/consumer_id',
  endpoint_group_id: 'ext/OS-EP-FILTER/1.0/param/endpoint_group_id',
  group: 'param/config_group',
  idp_id: 'ext/OS-FEDERATION/1.0/param/idp_id',
  implied_role_id: 'param/role_id',
  mapping_id: 'ext/OS-FEDERATION/1.0/param/mapping_id',
  option: 'param/config_option',
  prior_role_id: 'param/role_id',
  protocol_id: 'ext/OS-FEDERATION/1.0/param/protocol_id',
  request_token_id: 'ext/OS-OAUTH1/1.0/param/request_token_id',
  service_provider_id: 'ext/OS-FEDERATION/1.0/param/service_provider_id',
  sp_id: 'ext/OS-FEDERATION/1.0/param/sp_id',
  trust_id: 'ext/OS-TRUST/1.0/param/trust_id',
  value: 'param/tag_value',
};

/** What Keystone says of these besides. Source: the same. */
const experimental: ReadonlySet<string> = new Set([
  'limit',
  'limit_model',
  'limits',
  'registered_limit',
  'registered_limits',
]);

/**
 * The resources of the JSON home document: all that a Keystone of the release has. What the fake does not serve is 501.
 * @param prefix of the paths: empty in the document of the version, `/v3` in that of the root.
 */
export function homeResources(
  { lackingPaths, homeParameters }: Release,
  prefix: '' | '/v3',
): Readonly<Record<string, object>> {
  const resources = Object.entries(relations).flatMap(([extension, paths]) =>
    Object.entries(paths)
      .filter(([, path]) => !lackingPaths.includes(path))
      .map(([relation, path]) => {
        const name = extension === '' ? `rel/${relation}` : `ext/${extension}/rel/${relation}`;
        const hints = experimental.has(relation) ? { hints: { status: 'experimental' } } : {};
        return [`${names}/${name}`, { ...target(`${prefix}/${path}`, homeParameters), ...hints }] as const;
      }),
  );
  return Object.fromEntries(resources);
}

function target(path: string, called: Release['homeParameters']): object {
  const template = path.replaceAll(/(?<=\{)\w+(?=\})/g, (name) => called[name] ?? name);
  const parameters = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  if (parameters.length === 0) return { href: path };
  return {
    'href-template': template,
    'href-vars': Object.fromEntries(
      parameters.map((name) => [name, `${names}/${parameterNames[name] ?? `param/${name}`}`]),
    ),
  };
}
