import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, it, vi } from 'vitest';
import { command, type Running, startCommand, type Variables } from './programs.ts';
import { directory } from './small-pact.ts';

vi.setConfig({ testTimeout: 60_000 });

const answer = (member: string): object => ({
  description: `the member ${member}`,
  providerStates: [{ name: member }],
  request: { method: 'GET', path: '/v2/members', headers: { 'X-Auth-Token': 'a-token' } },
  response: { status: 200, headers: { 'Content-Type': 'application/json' }, body: { member } },
});

const pacts = await directory({
  'pact.json': JSON.stringify({
    consumer: { name: 'consumer' },
    provider: { name: 'provider' },
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
  expect(await command(['stub', '--pact', pacts.path, '--port', String(port)])).toEqual({
    code: 2,
    stdout: '',
    stderr: `image-members-fake: port ${port} of 0.0.0.0 is taken. Choose another with --port, or let --port 0 find a free one.\n`,
  });
  other.close();
});
