import { once } from 'node:events';
import { get, type OutgoingHttpHeaders } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, expect, it } from 'vitest';
import { callHere } from '../cli/calling.ts';
import { type Running, startCommand, type Variables } from './programs.ts';
import { directory } from './small-pact.ts';

const answer = (member: string): object => ({
  description: `the member ${member}`,
  providerStates: [{ name: member }],
  request: { method: 'GET', path: '/v2/members', headers: { 'X-Auth-Token': 'a-token' } },
  response: { status: 200, headers: { 'Content-Type': 'application/json' }, body: { member } },
});

const pacts = await directory({
  'pact.json': JSON.stringify({
    consumer: { name: 'consumer' },
    provider: { name: 'image-members-api' },
    interactions: [answer('one'), answer('two')],
    metadata: { pactSpecification: { version: '3.0.0' } },
  }),
});

afterAll(() => pacts[Symbol.asyncDispose]());

/** A stub on any free port, once it says where it answers. */
async function stub(
  options: readonly string[] = [],
  variables: Variables = {},
): Promise<{ readonly running: Running; readonly url: string }> {
  const running = startCommand(['stub', '--port', '0', '--pact', pacts.path, ...options], variables);
  const url = await running.printed(/http:\/\/[\d.]+:\d+(?=,)/);
  if (url === undefined) throw new Error(`stub did not start: ${(await running.stop()).stderr}`);
  return { running, url };
}

it('a stub gives the same request the same answer, and says that it can do no more', async () => {
  const { running, url } = await stub();
  const headers = { 'X-Auth-Token': 'a-token' };
  const ask = async (): Promise<unknown> => (await fetch(`${url}/v2/members`, { headers })).json();
  const [first, second] = [await ask(), await ask()];
  expect(second).toEqual(first);
  expect((await fetch(`${url}/v2/members`, { method: 'PUT' })).status).toBe(404);
  const { stdout } = await running.stop();
  expect(stdout).toContain('It knows no state: the same request always has the same answer.');
});

/** The status of an answer to a request with some headers, and which pages may read it. */
async function answerTo(
  url: string,
  headers: OutgoingHttpHeaders,
): Promise<{ readonly status: number | undefined; readonly body: string }> {
  const [response] = await once(get(`${url}/v2/members`, { headers }), 'response');
  return { status: response.statusCode, body: await text(response) };
}

const member = '{"member":"one"}';

it('a stub answers nobody whose name for it is not its own, and no page of another origin', async () => {
  const { running, url } = await stub(['--allowed-host', 'stub.test']);
  const { host, port } = new URL(url);
  for (const own of [host, `localhost:${port}`, 'stub.test', 'stub.test:80'])
    expect(await answerTo(url, { host: own })).toEqual({ status: 200, body: member });
  for (const foreign of [`evil.test:${port}`, 'localhost', `192.0.2.1:${port}`])
    expect(await answerTo(url, { host: foreign })).toMatchObject({
      status: 403,
      body: expect.stringContaining('start it with --allowed-host NAME') as string,
    });
  expect(await answerTo(url, { origin: url })).toEqual({ status: 200, body: member });
  for (const origin of ['http://evil.test', 'null', 'http://localhost:3000', `https://${host}`])
    expect(await answerTo(url, { origin })).toMatchObject({
      status: 403,
      body: expect.stringContaining('Start stub with --cors to answer pages.') as string,
    });
  await running.stop();
});

it('--cors lets pages of this machine and of the allowed hosts read, and no others', async () => {
  const { running, url } = await stub(['--cors', '--allowed-host', 'app.test']);
  for (const origin of ['http://localhost:3000', 'https://127.0.0.1', 'http://[::1]:8080', 'http://app.test'])
    expect(await answerTo(url, { origin })).toEqual({ status: 200, body: member });
  for (const origin of ['http://evil.test', 'null', 'http://localhost.evil.test', 'http://a.app.test'])
    expect(await answerTo(url, { origin })).toMatchObject({ status: 403 });
  await running.stop();
});

it('a body goes through a stub as it is, and who leaves does no harm', async () => {
  const { running, url } = await stub();
  const body = 'x'.repeat(5_000_000);
  const left = fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(1) });
  await expect(left).rejects.toThrow('timeout');
  expect((await fetch(`${url}/v2/members`, { method: 'POST', body })).status).toBe(404);
  expect((await answerTo(url, {})).status).toBe(200);
  await running.stop();
});

it.for<NodeJS.Signals>(['SIGINT', 'SIGTERM'])(
  '%s closes the stub server as well, with exit code 0',
  async (signal) => {
    const { running, url } = await stub();
    expect(await running.stop(signal)).toMatchObject({ code: 0, stderr: '' });
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  },
);

it('a stub prints no header of any request', async () => {
  const { running, url } = await stub();
  await fetch(`${url}/v2/members`, { headers: { 'X-Auth-Token': 'a-token' } });
  await fetch(`${url}/v2/members`, { headers: { 'X-Auth-Token': 'another-token' } });
  const { stdout, stderr } = await running.stop();
  expect(stdout + stderr).not.toContain('-token');
});

it('--cors answers what browsers ask before they ask', async () => {
  const [without, withCors] = [await stub(), await stub(['--cors'])];
  const statuses = [without, withCors].map(
    async ({ url }) => (await fetch(`${url}/v2/members`, { method: 'OPTIONS' })).status,
  );
  expect(await Promise.all(statuses)).toEqual([404, 200]);
  for (const { running } of [without, withCors]) await running.stop();
});

it('a stub asks no broker, though the environment names one', async () => {
  const { running, url } = await stub([], { PACT_BROKER_BASE_URL: 'http://127.0.0.1:1' });
  expect((await fetch(url)).status).toBe(404);
  await running.stop();
});

it('a port that is taken: one line that says what to do, and exit code 2', async () => {
  const other = createServer();
  await once(other.listen(0, '0.0.0.0'), 'listening');
  const { port } = other.address() as AddressInfo;
  expect(await callHere(['stub', '--pact', pacts.path, '--port', String(port)])).toEqual({
    code: 2,
    stdout: '',
    stderr: `image-members-fake: port ${port} of 127.0.0.1 is taken. Choose another port; 0 finds a free one.\n`,
  });
  other.close();
});
