import type { Release } from '../../domain/release.ts';
import { parametersIn } from './path.ts';

/**
 * Every path of Keystone's v3 API, of all releases, the parts of it in braces being parameters, with the methods that it answers; behind a bar
 * those that it lists in `Allow` besides, and answers 405 all the same. Where paths fit the same request, the one with more
 * literal text comes first. HEAD goes with GET.
 * Source: asked of Keystone 22, each path with each method, without a token and with one; of Keystone 30, what is new there.
 */
const table: Readonly<Record<string, string>> = {
  'OS-EP-FILTER/endpoint_groups': 'GET POST | PATCH DELETE',
  'OS-EP-FILTER/endpoint_groups/{endpoint_group_id}': 'GET POST PATCH DELETE',
  'OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/endpoints': 'GET',
  'OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/projects': 'GET',
  'OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/projects/{project_id}': 'GET PUT DELETE',
  'OS-EP-FILTER/endpoints/{endpoint_id}/projects': 'GET',
  'OS-EP-FILTER/projects/{project_id}/endpoint_groups': 'GET',
  'OS-EP-FILTER/projects/{project_id}/endpoints': 'GET',
  'OS-EP-FILTER/projects/{project_id}/endpoints/{endpoint_id}': 'GET PUT DELETE',
  'OS-FEDERATION/domains': 'GET',
  'OS-FEDERATION/identity_providers': 'GET | PUT PATCH DELETE',
  'OS-FEDERATION/identity_providers/{idp_id}': 'GET PUT PATCH DELETE',
  'OS-FEDERATION/identity_providers/{idp_id}/protocols': 'GET',
  'OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}': 'GET PUT PATCH DELETE',
  'OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}/auth': 'GET POST',
  'OS-FEDERATION/mappings': 'GET | PUT PATCH DELETE',
  'OS-FEDERATION/mappings/{mapping_id}': 'GET PUT PATCH DELETE',
  'OS-FEDERATION/projects': 'GET',
  'OS-FEDERATION/saml2/metadata': 'GET',
  'OS-FEDERATION/service_providers': 'GET | PUT PATCH DELETE',
  'OS-FEDERATION/service_providers/{service_provider_id}': 'GET PUT PATCH DELETE',
  'OS-INHERIT/domains/{domain_id}/groups/{group_id}/roles/inherited_to_projects': 'GET',
  'OS-INHERIT/domains/{domain_id}/groups/{group_id}/roles/{role_id}/inherited_to_projects': 'GET PUT DELETE',
  'OS-INHERIT/domains/{domain_id}/users/{user_id}/roles/inherited_to_projects': 'GET',
  'OS-INHERIT/domains/{domain_id}/users/{user_id}/roles/{role_id}/inherited_to_projects': 'GET PUT DELETE',
  'OS-INHERIT/projects/{project_id}/groups/{group_id}/roles/{role_id}/inherited_to_projects':
    'GET PUT DELETE',
  'OS-INHERIT/projects/{project_id}/users/{user_id}/roles/{role_id}/inherited_to_projects': 'GET PUT DELETE',
  'OS-OAUTH1/access_token': 'POST | GET',
  'OS-OAUTH1/authorize/{request_token_id}': 'PUT | GET',
  'OS-OAUTH1/consumers': 'GET POST | PATCH DELETE',
  'OS-OAUTH1/consumers/{consumer_id}': 'GET POST PATCH DELETE',
  'OS-OAUTH1/request_token': 'POST | GET',
  'OS-OAUTH2/token': 'POST | GET PUT PATCH DELETE',
  'OS-REVOKE/events': 'GET',
  'OS-SIMPLE-CERT/ca': 'GET',
  'OS-SIMPLE-CERT/certificates': 'GET',
  'OS-TRUST/trusts': 'GET POST | DELETE',
  'OS-TRUST/trusts/{trust_id}': 'GET POST DELETE',
  'OS-TRUST/trusts/{trust_id}/roles': 'GET',
  'OS-TRUST/trusts/{trust_id}/roles/{role_id}': 'GET',
  'auth/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}/websso': 'GET POST',
  'auth/OS-FEDERATION/saml2': 'POST | GET',
  'auth/OS-FEDERATION/saml2/ecp': 'POST | GET',
  'auth/OS-FEDERATION/websso/{protocol_id}': 'GET POST',
  'auth/catalog': 'GET',
  'auth/domains': 'GET',
  'auth/projects': 'GET',
  'auth/system': 'GET',
  'auth/tokens': 'GET POST DELETE',
  'auth/tokens/OS-PKI/revoked': 'GET',
  credentials: 'GET POST | PATCH DELETE',
  'credentials/{credential_id}': 'GET POST PATCH DELETE',
  domains: 'GET POST | PATCH DELETE',
  'domains/config/default': 'GET',
  'domains/config/{group}/default': 'GET',
  'domains/config/{group}/{option}/default': 'GET',
  'domains/{domain_id}': 'GET POST PATCH DELETE',
  'domains/{domain_id}/config': 'GET PUT PATCH DELETE',
  'domains/{domain_id}/config/{group}': 'GET PATCH DELETE',
  'domains/{domain_id}/config/{group}/{option}': 'GET PATCH DELETE',
  'domains/{domain_id}/groups/{group_id}/roles': 'GET',
  'domains/{domain_id}/groups/{group_id}/roles/{role_id}': 'GET PUT DELETE',
  'domains/{domain_id}/users/{user_id}/roles': 'GET',
  'domains/{domain_id}/users/{user_id}/roles/{role_id}': 'GET PUT DELETE',
  ec2tokens: 'POST | GET',
  endpoints: 'GET POST | PATCH DELETE',
  'endpoints/{endpoint_id}': 'GET POST PATCH DELETE',
  'endpoints/{endpoint_id}/OS-ENDPOINT-POLICY/policy': 'GET',
  groups: 'GET POST | PATCH DELETE',
  'groups/{group_id}': 'GET POST PATCH DELETE',
  'groups/{group_id}/users': 'GET',
  'groups/{group_id}/users/{user_id}': 'GET PUT DELETE',
  limits: 'GET POST | PATCH DELETE',
  'limits/model': 'GET POST PATCH DELETE',
  'limits/{limit_id}': 'GET POST PATCH DELETE',
  policies: 'GET POST | PATCH DELETE',
  'policies/{policy_id}': 'GET POST PATCH DELETE',
  'policies/{policy_id}/OS-ENDPOINT-POLICY/endpoints': 'GET',
  'policies/{policy_id}/OS-ENDPOINT-POLICY/endpoints/{endpoint_id}': 'GET PUT DELETE',
  'policies/{policy_id}/OS-ENDPOINT-POLICY/services/{service_id}': 'GET PUT DELETE',
  'policies/{policy_id}/OS-ENDPOINT-POLICY/services/{service_id}/regions/{region_id}': 'GET PUT DELETE',
  projects: 'GET POST | PATCH DELETE',
  'projects/{project_id}': 'GET POST PATCH DELETE',
  'projects/{project_id}/groups/{group_id}/roles': 'GET',
  'projects/{project_id}/groups/{group_id}/roles/{role_id}': 'GET PUT DELETE',
  'projects/{project_id}/tags': 'GET PUT DELETE',
  'projects/{project_id}/tags/{value}': 'GET PUT DELETE',
  'projects/{project_id}/users/{user_id}/roles': 'GET',
  'projects/{project_id}/users/{user_id}/roles/{role_id}': 'GET PUT DELETE',
  regions: 'GET POST PUT PATCH DELETE',
  'regions/{region_id}': 'GET POST PUT PATCH DELETE',
  registered_limits: 'GET POST | PATCH DELETE',
  'registered_limits/{registered_limit_id}': 'GET POST PATCH DELETE',
  role_assignments: 'GET',
  role_inferences: 'GET',
  roles: 'GET POST | PATCH DELETE',
  'roles/{prior_role_id}/implies': 'GET',
  'roles/{prior_role_id}/implies/{implied_role_id}': 'GET PUT DELETE',
  'roles/{role_id}': 'GET POST PATCH DELETE',
  s3tokens: 'POST | GET',
  services: 'GET POST | PATCH DELETE',
  'services/{service_id}': 'GET POST PATCH DELETE',
  'system/groups/{group_id}/roles': 'GET',
  'system/groups/{group_id}/roles/{role_id}': 'GET PUT DELETE',
  'system/users/{user_id}/roles': 'GET',
  'system/users/{user_id}/roles/{role_id}': 'GET PUT DELETE',
  users: 'GET POST | PATCH DELETE',
  'users/{user_id}': 'GET POST PATCH DELETE',
  'users/{user_id}/OS-OAUTH1/access_tokens': 'GET',
  'users/{user_id}/OS-OAUTH1/access_tokens/{access_token_id}': 'GET DELETE',
  'users/{user_id}/OS-OAUTH1/access_tokens/{access_token_id}/roles': 'GET',
  'users/{user_id}/OS-OAUTH1/access_tokens/{access_token_id}/roles/{role_id}': 'GET',
  'users/{user_id}/access_rules': 'GET',
  'users/{user_id}/access_rules/{access_rule_id}': 'GET DELETE',
  'users/{user_id}/application_credentials': 'GET POST',
  'users/{user_id}/application_credentials/{application_credential_id}': 'GET DELETE',
  'users/{user_id}/credentials/OS-EC2': 'GET POST',
  'users/{user_id}/credentials/OS-EC2/{credential_id}': 'GET DELETE',
  'users/{user_id}/groups': 'GET',
  'users/{user_id}/password': 'POST | GET',
  'users/{user_id}/projects': 'GET',
  'users/{user_id}/tokens': 'DELETE',
};

/** The paths that ask for no token of their own. Source: asked of Keystone 22. */
const tokenless: ReadonlySet<string> = new Set([
  'OS-FEDERATION/saml2/metadata',
  'OS-OAUTH1/access_token',
  'OS-OAUTH1/request_token',
  'OS-SIMPLE-CERT/ca',
  'OS-SIMPLE-CERT/certificates',
  'auth/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}/websso',
  'auth/OS-FEDERATION/saml2',
  'auth/OS-FEDERATION/saml2/ecp',
  'auth/tokens/OS-PKI/revoked',
  'users/{user_id}/password',
]);

/** A path of Keystone's v3 API. */
export interface KeystonePath {
  /** Below `/v3`, with parameters in braces. */
  readonly path: string;
  /** The methods that it answers, but for HEAD and OPTIONS. */
  readonly methods: ReadonlySet<string>;
  /** The value of the header `Allow`. Keystone's order is another one in each process. */
  readonly allow: string;
  /** Whether it asks for no token. */
  readonly tokenless: boolean;
}

const order: readonly string[] = ['DELETE', 'PUT', 'PATCH', 'HEAD', 'OPTIONS', 'POST', 'GET'];

function keystonePath([path, row]: readonly [string, string]): KeystonePath {
  const [answered = '', besides = ''] = row.split(' | ');
  const named = [...answered.split(' '), ...besides.split(' ')];
  const listed = new Set(['OPTIONS', ...named, ...(named.includes('GET') ? ['HEAD'] : [])]);
  const methods = order.filter((method) => listed.has(method));
  const allow = methods.length === 3 ? 'OPTIONS, HEAD, GET' : methods.join(', ');
  return { path, methods: new Set(answered.split(' ')), allow, tokenless: tokenless.has(path) };
}

/** The paths by how many segments they have. */
const byLength: ReadonlyMap<number, readonly KeystonePath[]> = Map.groupBy(
  Object.entries(table).map(keystonePath),
  ({ path }) => path.split('/').length,
);

/**
 * The path of Keystone that segments below `/v3` fit, with its parameters; undefined where there is none.
 * @param release whose Keystone it is; left out: the newest.
 */
export function findKeystonePath(
  segments: readonly string[],
  { lackingPaths }: Pick<Release, 'lackingPaths'> = { lackingPaths: [] },
): { readonly found: KeystonePath; readonly parameters: readonly string[] } | undefined {
  for (const found of byLength.get(segments.length) ?? []) {
    const parameters = parametersIn(found.path, segments);
    if (parameters !== undefined && !lackingPaths.includes(found.path)) return { found, parameters };
  }
  return undefined;
}
