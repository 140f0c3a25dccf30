import { Mistake } from '../mistake.ts';
import { shellQuoted } from '../shell.ts';
import type { Access } from './access.ts';

/** What the clients of OpenStack and of Rackspace and the documentation read from the environment, besides what is set. */
const inTheWay: readonly string[] = [
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

/**
 * The environment of a user, for a POSIX shell to evaluate.
 * @throws Mistake where a value cannot be in an environment.
 */
export function shellExports(access: Access): string {
  const set = variables(access);
  const impossible = Object.keys(set).find((name) => set[name]?.includes('\0'));
  if (impossible !== undefined)
    throw new Mistake(
      `${impossible} of ${access.user} would have a NUL character, which no variable can hold. Use --format clouds.yaml.`,
    );
  const unset = inTheWay.filter((name) => !Object.hasOwn(set, name));
  return [
    `unset ${unset.join(' ')}`,
    ...Object.entries(set).map(([name, value]) => `export ${name}=${shellQuoted(value)}`),
  ].join('\n');
}

function variables(access: Access): Readonly<Record<string, string>> {
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
    ...(identityV2 ? variablesOfV2(access) : {}),
    API_ENDPOINT: url,
    ...(token === undefined ? {} : { AUTH_TOKEN: token }),
  };
}

/** What the clients of Rackspace read, and the tenant as the examples of its guides call it. */
function variablesOfV2({ url, region, user, apiKey, scope }: Access): Readonly<Record<string, string>> {
  return {
    RS_AUTH_URL: `${url}/identity/v2.0`,
    RS_USERNAME: user,
    RS_API_KEY: apiKey,
    RS_REGION_NAME: region,
    ...(typeof scope === 'object' ? { TENANT_ID: scope.id } : {}),
  };
}
