/**
 * The exit code of `verify` beside that of the official verifier, on the same files and the same server. Measured with
 * pact-cli 1.3.5; both are run. Where ours is another one, the table has the reason.
 */
import { afterAll, expect, it } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import { commandNamed, optionsOf } from '../../src/cli/commands.ts';
import { CommandError } from '../../src/cli/errors.ts';
import { pactsToVerify } from '../../src/cli/verify.ts';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import { serveStates } from '../../src/contract/provider-state-server.ts';
import { stageIn } from '../../src/contract/stage.ts';
import { verifyPacts } from '../../src/contract/verify.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake } from '../../src/world/fake.ts';
import { brokerDouble } from '../broker/double.ts';
import { brokerClient } from '../broker/programs.ts';
import { directory } from '../broker/small-pact.ts';
import { type Called, callHere, serveHere } from '../cli/calling.ts';
import { officialCode } from './servers.ts';

const cloud = await serveHere(['--seed', 'contract', '--quiet']);
const logins = await callHere(['env', '--seed', 'contract', '--format', 'clouds.yaml', '--url', cloud.url]);
const files = await directory({ 'clouds.yaml': logins.stdout });
const fake = createFake({ seed: readSeedFile('contract') });
const states = await serveStates(stageIn(fakeCloud(fake)));
afterAll(async () => {
  await states.close();
  await files[Symbol.asyncDispose]();
  await cloud[Symbol.asyncDispose]();
});

function http(status: number, more: object = {}): object {
  const request = { method: 'GET', path: '/versions' };
  return { type: 'Synchronous/HTTP', description: 'asks', request, response: { status }, ...more };
}

const message = {
  type: 'Asynchronous/Messages',
  description: 'a message',
  contents: { content: { event: 1 }, contentType: 'application/json', encoded: false },
};

function pact(
  interactions: unknown,
  version: string = '4.0',
  provider: string = 'image-members-api',
): string {
  const metadata = { pactSpecification: { version } };
  return JSON.stringify({ consumer: { name: 'c' }, provider: { name: provider }, interactions, metadata });
}

const messages = JSON.stringify({
  consumer: { name: 'c' },
  provider: { name: 'image-members-api' },
  messages: [{ description: 'a message', contents: { event: 1 } }],
  metadata: { pactSpecification: { version: '3.0.0' } },
});
const lost = { providerStates: [{ name: 'unknown' }] };

/** The exit code that `verify` has for what it finds; in this process, since each call of the command takes its time. */
async function ownCode(place: string): Promise<number> {
  try {
    const pacts = await pactsToVerify(
      readArguments('verify', optionsOf(await commandNamed('verify')), ['--pact', place]),
    );
    const { ok } = await verifyPacts({ providerBaseUrl: cloud.url, cloud: fakeCloud(fake), pacts });
    return ok ? 0 : 1;
  } catch (error) {
    if (error instanceof CommandError) return error.exitCode;
    throw error;
  }
}

it('proxies of the environment do not come between the verifier and this machine', async () => {
  const nowhere = 'http://127.0.0.1:1';
  const proxies = { HTTP_PROXY: nowhere, http_proxy: nowhere, ALL_PROXY: nowhere };
  const file = await files.write('proxies.json', pact([http(200)]));
  const args = ['verify', '--provider-base-url', cloud.url, '--clouds', `${files.path}/clouds.yaml`];
  expect(await callHere([...args, '--pact', file], proxies)).toMatchObject({ code: 0 });
});

it.each<[what: string, code: number, files: Readonly<Record<string, string>>]>([
  ['a pending interaction holds', 0, { 'p.json': pact([http(200, { pending: true })]) }],
  ['a pending interaction fails', 0, { 'p.json': pact([http(418, { pending: true }), http(200)]) }],
  ['one that is not pending fails, too', 1, { 'p.json': pact([http(418, { pending: true }), http(418)]) }],
  ['a state fails of a pending one', 0, { 'p.json': pact([http(200, { pending: true, ...lost })]) }],
  ['a state fails', 1, { 'p.json': pact([http(200, lost), http(200)]) }],
  ['version 3 knows nothing of pending', 1, { 'p.json': pact([http(418, { pending: true })], '3.0.0') }],
  ['version 2 holds', 0, { 'p.json': pact([http(200, { providerState: 'no image' })], '2.0.0') }],
  [
    'version 1 fails by its state',
    1,
    { 'p.json': pact([http(200, { provider_state: 'unknown' })], '1.0.0') },
  ],
  ['there are no interactions', 0, { 'p.json': pact([]) }],
  ['a file of another provider', 0, { 'p.json': pact([http(200)], '4.0', 'billing') }],
  ['a file of messages', 1, { 'p.json': messages }],
  ['a message among others', 1, { 'p.json': pact([message, http(200)]) }],
  ['a pending message', 0, { 'p.json': pact([{ ...message, pending: true }, http(200)]) }],
  ['the same description twice', 1, { 'p.json': pact([http(200), http(418)]) }],
  ['an unknown kind of interaction', 1, { 'p.json': pact([{ type: 'Gestures', description: 'a gesture' }]) }],
  ['no JSON', 1, { 'p.json': 'not a pact' }],
  ['a list', 1, { 'p.json': '[]' }],
  ['a directory with nothing in it', 0, {}],
  [
    'a directory with other providers alone',
    0,
    { 'a.json': pact([http(418)], '4.0', 'x'), 'b.json': pact([http(418)], '4.0', 'y') },
  ],
  [
    'a directory with another provider',
    0,
    { 'a.json': pact([http(418)], '4.0', 'x'), 'b.json': pact([http(200)]) },
  ],
  ['a directory with a file that is no JSON', 1, { 'a.json': 'not a pact', 'b.json': pact([http(200)]) }],
  ['a directory with messages', 1, { 'a.json': messages, 'b.json': pact([http(200)]) }],
])('%s: exit code %i of both', async (_, code, texts) => {
  await using folder = await directory(texts);
  const isFile = Object.keys(texts).join() === 'p.json';
  const place = isFile ? `${folder.path}/p.json` : folder.path;
  const official = officialCode(cloud.url, [isFile ? `--file=${place}` : `--dir=${place}`], {
    PACT_PROVIDER_STATE_CHANGE_URL: states.url,
  });
  expect({ official: await official, own: await ownCode(place) }).toEqual({ official: code, own: code });
});

it.each([
  ['with selectors', ['--selectors', '[{"mainBranch":true}]']],
  ['without', []],
])('pending pacts of a broker fail nothing, %s', async (_, selectors) => {
  await using broker = await brokerDouble();
  broker.pending.add('new-client');
  for (const [consumer, status] of [
    ['old', 200],
    ['new-client', 418],
  ] as const) {
    const text = pact([http(status)]).replace('"c"', JSON.stringify(consumer));
    const file = await files.write(`${consumer}.json`, text);
    const options = ['--consumer-app-version=1', '--branch=main', `--broker-base-url=${broker.url}`];
    expect(await brokerClient(['publish', file, ...options], {})).toMatchObject({ code: 0 });
  }
  const args = ['verify', '--provider-base-url', cloud.url, '--clouds', `${files.path}/clouds.yaml`];
  const asked = [
    ...args,
    '--broker-base-url',
    broker.url,
    '--provider-version',
    '1',
    '--provider-branch',
    'main',
    ...selectors,
  ];
  const pending = await callHere([...asked, '--enable-pending']);
  expect(pending).toMatchObject({ code: 0 });
  expect(pending.stderr).toContain(`${broker.url} has 2 pacts of image-members-api (old, new-client)`);
  expect(pending.stdout).toContain('old           1 holds\n');
  expect(pending.stdout).toContain('new-client    0 hold, 1 pending\n');
  expect(await callHere(asked)).toMatchObject({ code: 1 });
});

it('a broker that is down, refuses, has moved, or is none, is one line with what to do', async () => {
  await using broker = await brokerDouble({ token: 'right' });
  const args = ['verify', '--provider-base-url', cloud.url, '--clouds', `${files.path}/clouds.yaml`];
  const at = (url: string, variables: Readonly<Record<string, string>> = {}): Promise<Called> =>
    callHere([...args, '--broker-base-url', url], variables);
  const [down, refused, wrong, none, empty] = await Promise.all([
    at('http://127.0.0.1:1'),
    at(broker.url),
    at(`${broker.url}/elsewhere`, { PACT_BROKER_TOKEN: 'right' }),
    at(`${cloud.url}/versions`),
    at(broker.url, { PACT_BROKER_TOKEN: 'right' }),
  ]);
  expect([down, refused, wrong, none, empty].map(({ code }) => code)).toEqual([69, 69, 69, 69, 1]);
  expect(down.stderr).toContain('nothing listens at 127.0.0.1:1 (connection refused)');
  expect(refused.stderr).toContain('401. It wants credentials: set PACT_BROKER_TOKEN');
  expect(wrong.stderr).toContain('404. There is no Pact Broker at this URL: is its path right?');
  expect(none.stderr).toContain('  broker: ');
  expect(empty.stderr).toContain('the broker has no pact of this provider');
});
