import { randomUUID } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import { type Called, callHere, serveHere } from '../cli/calling.ts';
import { pem } from '../contract/tls.ts';
import { brokerDouble } from '../broker/double.ts';
import { brokerClient, type Variables } from '../broker/programs.ts';
import { proxy } from '../broker/proxy.ts';
import { directory, type PactText, provider, smallPact } from '../broker/small-pact.ts';

/** A cloud that keeps the pacts, and a file with the logins of its players. */
const cloud = await serveHere(['--seed', 'contract', '--quiet']);
const files = await directory();
const players = await callHere(['env', '--seed', 'contract', '--format', 'clouds.yaml', '--url', cloud.url]);
const logins = await files.write('clouds.yaml', players.stdout);

afterAll(async () => {
  await cloud.stop();
  await files[Symbol.asyncDispose]();
});

/** A broker, and what lets one in. */
interface Broker extends AsyncDisposable {
  readonly variables: Variables;
  /** What the double was asked for and does not have. */
  missing(): readonly string[];
}

/** The broker of the environment, PACT_BROKER_BASE_URL; the double where there is none. */
async function broker(): Promise<Broker> {
  if (process.env['PACT_BROKER_BASE_URL'] === undefined) return doubleWith({ token: randomUUID() });
  const variables = Object.entries(process.env).filter(([name]) => name.startsWith('PACT_BROKER_'));
  return {
    variables: Object.fromEntries(variables) as Variables,
    missing: () => [],
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

async function doubleWith(
  credentials: NonNullable<Parameters<typeof brokerDouble>[0]>,
  withTls = false,
): Promise<Broker> {
  const double = await brokerDouble(credentials, withTls);
  const variables = Object.entries(credentials).map(([name, value]) => [
    `PACT_BROKER_${name.toUpperCase()}`,
    value,
  ]);
  return {
    variables: { PACT_BROKER_BASE_URL: double.url, ...(Object.fromEntries(variables) as Variables) },
    missing: () => double.heard.filter((each) => each.endsWith(' 404')),
    [Symbol.asyncDispose]: () => double[Symbol.asyncDispose](),
  };
}

/** Publishes a pact with our command, under a new version, which is given. */
async function publish(pact: PactText, { variables }: Broker): Promise<string> {
  await using pacts = await directory({ 'pact.json': JSON.stringify(pact) });
  const version = randomUUID();
  const url = variables['PACT_BROKER_BASE_URL'] ?? '';
  const options = ['--broker-base-url', url, '--version', version, '--branch', 'main'];
  const published = await callHere(['publish', ...options, '--pact', pacts.path], variables);
  expect(published).toMatchObject({ code: 0, stderr: '' });
  return version;
}

/** Verifies the pact on the cloud with our command, and publishes the results under a version of the provider. */
function verify({ consumer }: PactText, version: string, { variables }: Broker): Promise<Called> {
  const server = ['--provider-base-url', cloud.url, '--clouds', logins];
  // A broker that others use as well has their pacts, too.
  const selectors = JSON.stringify([{ consumer: consumer.name, branch: 'main' }]);
  const source = ['--broker-base-url', variables['PACT_BROKER_BASE_URL'] ?? '', '--selectors', selectors];
  const results = [
    '--provider-version',
    version,
    '--provider-branch',
    'main',
    '--publish-verification-results',
  ];
  return callHere(['verify', ...server, ...source, ...results], variables);
}

/** What the official tool says: its exit code, and its words. */
function canIDeploy(
  pact: PactText,
  version: string,
  { variables }: Broker,
  where: readonly string[] = [],
): Promise<Called> {
  return brokerClient(
    ['can-i-deploy', '--pacticipant', pact.consumer.name, '--version', version, ...where],
    variables,
  );
}

const no = { code: 1, stdout: expect.stringContaining('Computer says no') as string };
const yes = { code: 0, stdout: expect.stringContaining('Computer says yes') as string };

it('can-i-deploy says no until a verification is published, and yes then', async () => {
  await using there = await broker();
  const pact = await smallPact();
  const version = await publish(pact, there);
  expect(await canIDeploy(pact, version, there)).toMatchObject(no);
  expect(await verify(pact, randomUUID(), there)).toMatchObject({ code: 0 });
  expect(await canIDeploy(pact, version, there)).toMatchObject(yes);
  expect(there.missing()).toEqual([]);
});

it('can-i-deploy says no when the verification that is published failed', async () => {
  await using there = await broker();
  const kept = await smallPact();
  const interactions = kept.interactions.map((each) => ({
    ...each,
    response: { ...each.response, status: 418 },
  }));
  const broken = { ...kept, interactions };
  const version = await publish(broken, there);
  expect(await verify(broken, randomUUID(), there)).toMatchObject({ code: 1 });
  expect(await canIDeploy(broken, version, there)).toMatchObject(no);
});

it('can-i-deploy to an environment says no until the verified provider is deployed there', async () => {
  await using there = await broker();
  const pact = await smallPact();
  const [consumerVersion, providerVersion] = [await publish(pact, there), randomUUID()];
  expect(await verify(pact, providerVersion, there)).toMatchObject({ code: 0 });
  const where = ['--to-environment', 'test'];
  expect(await canIDeploy(pact, consumerVersion, there, where)).toMatchObject(no);
  const deployed = ['--pacticipant', provider, '--version', providerVersion, '--environment', 'test'];
  expect(await brokerClient(['record-deployment', ...deployed], there.variables)).toMatchObject({ code: 0 });
  expect(await canIDeploy(pact, consumerVersion, there, where)).toMatchObject(yes);
  expect(there.missing()).toEqual([]);
});

it('a broker that wants a user and a password lets them in', async () => {
  await using there = await doubleWith({ username: 'pat', password: 'pa:ss' });
  const pact = await smallPact();
  const version = await publish(pact, there);
  expect(await verify(pact, randomUUID(), there)).toMatchObject({ code: 0 });
  expect(await canIDeploy(pact, version, there)).toMatchObject(yes);
});

it('a broker with a certificate of an authority of its own is reached through a proxy, and nothing else is', async () => {
  await using double = await doubleWith({ token: randomUUID() }, true);
  await using between = await proxy();
  const variables = {
    ...double.variables,
    NODE_EXTRA_CA_CERTS: pem('authority.pem'),
    HTTPS_PROXY: between.url,
    HTTP_PROXY: 'http://127.0.0.1:1',
  };
  const there = { ...double, variables };
  const pact = await smallPact();
  await publish(pact, there);
  const own = between.heard.length;
  const verified = await verify(pact, randomUUID(), there);
  expect(verified).toMatchObject({ code: 0 });
  const host = new URL(double.variables['PACT_BROKER_BASE_URL'] ?? '').host;
  expect(new Set(between.heard)).toEqual(new Set([`CONNECT ${host}`]));
  expect(own).toBeGreaterThan(0);
  expect(double.missing()).toEqual([]);
});
