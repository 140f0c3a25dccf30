import type { SeedUser } from '../world/seed.ts';
import type { CommandArguments } from './arguments.ts';
import { unknownWordError, UsageError } from './errors.ts';
import { fakeOf } from './fakes.ts';
import { type Residents, residentsOf } from './residents.ts';
import { shellQuoted } from '../http/shell.ts';
import { isPrintable, jsonText } from '../http/printable.ts';
import { oneOf, webUrl } from './values.ts';

/** `env`: prints how a user logs in. @throws UsageError where there is no such user, or an option is not right. */
export async function runEnv(args: CommandArguments): Promise<void> {
  const format = oneOf(args, 'format', ['sh', 'clouds.yaml']);
  const url = webUrl(args, 'url') ?? 'http://127.0.0.1:9292';
  const fake = await fakeOf(args);
  const { region } = fake.rules.identity;
  const cloud = { url, region, identityV2: fake.identityV2 };
  const residents = residentsOf(fake.world({ secrets: true }));
  const wanted = args.text('as');
  if (wanted === undefined && format === 'sh') throw new UsageError(missingUser(residents));
  const users = wanted === undefined ? [...residents.users.values()] : [userNamed(wanted, residents)];
  const all = users.map((user) => accessOf(user, residents, cloud));
  const text = format === 'sh' ? all.map(shellExports).join('\n') : await cloudsYaml(all);
  process.stdout.write(`${text}\n`);
}

function missingUser({ users }: Residents): string {
  const names = Array.from(users.values(), ({ name }) => name);
  return `env needs to know who to be: --as USER. There are: ${names.join(', ') || 'none'}.`;
}

/** By name, then by id. @throws UsageError where there is none. */
export function userNamed(wanted: string, { users }: Residents): SeedUser {
  const all = [...users.values()];
  const user = all.find(({ name }) => name === wanted) ?? users.get(wanted);
  if (user !== undefined) return user;
  throw unknownWordError(
    'user',
    wanted,
    Array.from(all, ({ name }) => name),
  );
}

/** Where a cloud is, as far as its users need to know. */
export interface CloudPlace {
  readonly url: string;
  readonly region: string;
  /** Whether one logs in at Identity v2.0 too. */
  readonly identityV2: boolean;
}

/** How a user gets into a cloud. */
export interface UserAccess extends CloudPlace {
  readonly user: string;
  readonly password: string;
  readonly apiKey: string;
  /** The fixed token of the seed. */
  readonly token: string | undefined;
  /** For whom the user speaks: a tenant, the whole system, or nobody. */
  readonly scope: { readonly tenant: string; readonly id: string } | 'system' | 'none';
}

/** How a user of a world gets into it: on its own tenant, or else the first that it has a role on. */
export function accessOf(user: SeedUser, residents: Residents, place: CloudPlace): UserAccess {
  const id = user.tenant ?? Object.keys(user.roles ?? {})[0] ?? '';
  const tenant = residents.tenants.get(id)?.name;
  const lone = (user.system_roles ?? []).length > 0 ? 'system' : 'none';
  return {
    ...place,
    user: user.name,
    password: user.password ?? '',
    apiKey: user.api_key ?? '',
    token: user.token,
    scope: tenant === undefined ? lone : { tenant, id },
  };
}

/** What the clients of OpenStack and of Rackspace and the documentation read from the environment, besides what is set. */
export const unsetVariables: readonly string[] = [
  'AUTH_TOKEN',
  'OS_APPLICATION_CREDENTIAL_ID',
  'OS_APPLICATION_CREDENTIAL_NAME',
  'OS_APPLICATION_CREDENTIAL_SECRET',
  'OS_AUTH_TYPE',
  'OS_CLOUD',
  'OS_DOMAIN_ID',
  'OS_DOMAIN_NAME',
  'OS_ENDPOINT',
  'OS_IMAGE_ENDPOINT_OVERRIDE',
  'OS_PROJECT_DOMAIN_ID',
  'OS_PROJECT_DOMAIN_NAME',
  'OS_PROJECT_ID',
  'OS_PROJECT_NAME',
  'OS_SYSTEM_SCOPE',
  'OS_TENANT_ID',
  'OS_TENANT_NAME',
  'OS_TOKEN',
  'OS_TRUST_ID',
  'OS_USER_DOMAIN_ID',
  'OS_USER_ID',
  'RS_API_KEY',
  'RS_AUTH_TOKEN',
  'RS_AUTH_URL',
  'RS_PASSWORD',
  'RS_REGION_NAME',
  'RS_TENANT_ID',
  'RS_TENANT_NAME',
  'RS_USERNAME',
  'TENANT_ID',
];

/** The environment of a user, for a POSIX shell to evaluate. @throws UsageError as `userVariables`. */
export function shellExports(access: UserAccess): string {
  const set = userVariables(access);
  const unset = unsetVariables.filter((name) => !Object.hasOwn(set, name));
  return [
    `unset ${unset.join(' ')}`,
    ...Object.entries(set).map(([name, value]) => `export ${name}=${shellQuoted(value)}`),
  ].join('\n');
}

/**
 * The environment of a user.
 * @throws UsageError where a value cannot be in an environment.
 */
export function userVariables(access: UserAccess): Readonly<Record<string, string>> {
  const set = keystoneVariables(access);
  const impossible = Object.keys(set).find((name) => set[name]?.includes('\0'));
  if (impossible === undefined) return set;
  throw new UsageError(
    `${impossible} of ${access.user} would have a NUL character, which no variable can hold. Use clouds.yaml: env --format clouds.yaml.`,
  );
}

function keystoneVariables(access: UserAccess): Readonly<Record<string, string>> {
  const { url, region, user, password, token, scope, identityV2 } = access;
  return {
    OS_AUTH_URL: `${url}/identity/v3`,
    OS_IDENTITY_API_VERSION: '3',
    OS_REGION_NAME: region,
    OS_USERNAME: user,
    OS_PASSWORD: password,
    OS_USER_DOMAIN_NAME: 'Default',
    ...(typeof scope === 'object'
      ? { OS_PROJECT_NAME: scope.tenant, OS_PROJECT_DOMAIN_NAME: 'Default' }
      : {}),
    ...(scope === 'system' ? { OS_SYSTEM_SCOPE: 'all' } : {}),
    ...(identityV2 ? rackspaceVariables(access) : {}),
    API_ENDPOINT: url,
    ...(token === undefined ? {} : { AUTH_TOKEN: token }),
  };
}

/** What the clients of Rackspace read, and the tenant as the examples of its guides call it. */
function rackspaceVariables({
  url,
  region,
  user,
  apiKey,
  scope,
}: UserAccess): Readonly<Record<string, string>> {
  return {
    RS_AUTH_URL: `${url}/identity/v2.0`,
    RS_USERNAME: user,
    RS_API_KEY: apiKey,
    RS_REGION_NAME: region,
    ...(typeof scope === 'object' ? { TENANT_ID: scope.id } : {}),
  };
}

/**
 * A `clouds.yaml` in which each user is a cloud of its name.
 * @param cacert the file with the certificate that its clients have to trust.
 */
export async function cloudsYaml(all: readonly UserAccess[], cacert?: string): Promise<string> {
  const { stringify } = await import('yaml');
  const clouds = Object.fromEntries(
    all.map((access) => [access.user, { ...cloud(access), ...(cacert === undefined ? {} : { cacert }) }]),
  );
  const first = all[0]?.user ?? '';
  const chosen = isPrintable(first) ? shellQuoted(first) : 'NAME';
  const hint = `# Put it into the directory where you work, or into ~/.config/openstack, and choose a cloud:\n# export OS_CLOUD=${chosen}\n`;
  const text = stringify({ clouds }).trimEnd();
  // JSON is YAML, and can write any character in signs that steer no terminal.
  return hint + (text.split('\n').every(isPrintable) ? text : jsonText({ clouds }, 2));
}

function cloud({ url, region, user, password, scope }: UserAccess): object {
  return {
    auth_type: 'password',
    auth: {
      auth_url: `${url}/identity/v3`,
      username: user,
      password,
      user_domain_name: 'Default',
      ...(typeof scope === 'object' ? { project_name: scope.tenant, project_domain_name: 'Default' } : {}),
      ...(scope === 'system' ? { system_scope: 'all' } : {}),
    },
    region_name: region,
    identity_api_version: 3,
  };
}
