/** `env` where Identity v2.0 is served. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { callHere, serveHere } from './calling.ts';

const before = {
  RS_PASSWORD: 'old',
  RS_AUTH_TOKEN: 'old',
  RS_API_KEY: 'old',
  TENANT_ID: 'old',
  OS_CLOUD: 'old',
};

/** What a bash prints that has evaluated the output of `env`. */
async function bash(args: readonly string[], script: string): Promise<string> {
  const { code, stdout, stderr } = await callHere(['env', ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const ran = await promisify(execFile)('bash', ['--norc', '-c', `eval "$1"; ${script}`, 'bash', stdout], {
    env: { PATH: process.env['PATH'], ...before },
  });
  return ran.stdout;
}

it.concurrent('env prints what the clients of Rackspace read, and the region', async () => {
  const { stdout } = await callHere(['env', '--as', 'consumer', '--profile', 'rackspace']);
  const [unset = '', ...set] = stdout.trimEnd().split('\n');
  expect(set).toEqual([
    'export OS_AUTH_URL=http://127.0.0.1:9292/identity/v3',
    'export OS_IDENTITY_API_VERSION=3',
    'export OS_REGION_NAME=DFW',
    'export OS_USERNAME=consumer',
    'export OS_PASSWORD=consumer-secret',
    'export OS_USER_DOMAIN_NAME=Default',
    'export OS_PROJECT_NAME=consumer',
    'export OS_PROJECT_DOMAIN_NAME=Default',
    'export RS_AUTH_URL=http://127.0.0.1:9292/identity/v2.0',
    'export RS_USERNAME=consumer',
    'export RS_API_KEY=consumer-api-key',
    'export RS_REGION_NAME=DFW',
    'export TENANT_ID=123456',
    'export API_ENDPOINT=http://127.0.0.1:9292',
    'export AUTH_TOKEN=consumer-token',
  ]);
  for (const name of ['RS_PASSWORD', 'RS_AUTH_TOKEN', 'RS_TENANT_ID', 'OS_CLOUD'])
    expect(unset.split(' ')).toContain(name);
});

it.concurrent('other profiles have them with --identity-v2, and take them away without', async () => {
  const names = ['RS_AUTH_URL', 'RS_API_KEY', 'RS_REGION_NAME', 'TENANT_ID', 'RS_PASSWORD'];
  const shown = `echo "${names.map((name) => `$${name}`).join('|')}"`;
  expect(await bash(['--as', 'consumer', '--identity-v2'], shown)).toBe(
    'http://127.0.0.1:9292/identity/v2.0|consumer-api-key|RegionOne|123456|\n',
  );
  expect(await bash(['--as', 'consumer'], shown)).toBe('||||\n');
});

it.concurrent('the API key logs in, and the cURL examples of the guide run as they stand', async () => {
  await using fake = await serveHere(['--profile', 'rackspace', '--quiet']);
  const as = ['--profile', 'rackspace', '--url', fake.url, '--as'];
  // Source: docs-cloud-images, Creating an image member.
  const share = String.raw`curl -s $API_ENDPOINT/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6/members \
   -X POST \
   -d '{"member":"123456"}' -H "X-Auth-Token: $AUTH_TOKEN" \
   -H "Content-Type:application/json"`;
  expect(JSON.parse(await bash([...as, 'producer'], share))).toMatchObject({
    member_id: '123456',
    status: 'pending',
  });
  // Source: docs-cloud-images, Send an authentication request.
  const login = String.raw`curl -s $RS_AUTH_URL/tokens -X POST -H "Content-type: application/json" \
   -d "{\"auth\":{\"RAX-KSKEY:apiKeyCredentials\":{\"username\":\"$RS_USERNAME\",\"apiKey\":\"$RS_API_KEY\"}}}"`;
  const { access } = JSON.parse(await bash([...as, 'consumer'], login)) as {
    access: { token: { tenant: { id: string } }; serviceCatalog: { endpoints: { region: string }[] }[] };
  };
  const region = access.serviceCatalog[0]?.endpoints[0]?.region;
  const own = await bash([...as, 'consumer'], 'echo "$TENANT_ID $RS_REGION_NAME"');
  expect(own).toBe(`${access.token.tenant.id} ${region}\n`);
});

it.concurrent('clouds.yaml stays a login with a password, with the region of the profile', async () => {
  const command = 'env --as consumer --format clouds.yaml --profile rackspace';
  const { stdout } = await callHere(command.split(' '));
  expect(parse(stdout)).toMatchObject({
    clouds: {
      consumer: {
        auth_type: 'password',
        auth: { auth_url: 'http://127.0.0.1:9292/identity/v3', password: 'consumer-secret' },
        region_name: 'DFW',
        identity_api_version: 3,
      },
    },
  });
});
