/** `serve --record`: what it writes when it is closed, what it tells, and what it refuses. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { call, serve, type Serving } from '../cli/calling.ts';

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'image-members-served-'));
afterAll(() => rmSync(folder, { recursive: true }));

const members = '/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6/members';

async function share(fake: Serving): Promise<void> {
  const headers = { 'x-auth-token': 'producer-token', accept: 'application/json' };
  const body = JSON.stringify({ member: '123456', status: 'accepted' });
  await fetch(fake.url + members, { method: 'POST', headers, body });
  await fetch(fake.url + members, { method: 'POST', headers, body: JSON.stringify({ member: '7000001' }) });
  await fetch(`${fake.url}/v2/tasks`, { headers });
}

it.concurrent('closing writes the pact and tells what is in it, what is not, and what nobody read', async () => {
  await using fake = await serve(['--record', join(folder, 'new', 'pacts'), '--consumer', 'client']);
  await share(fake);
  const { code, stderr } = await fake.stop('SIGINT');
  const file = join(folder, 'new', 'pacts', 'client-image-members-api.json');
  expect(code).toBe(0);
  expect(stderr.split('\n').slice(4)).toEqual([
    `Recorded ${file}: 2 interactions out of 3 exchanges. Said again: 0. Left out: 1.`,
    'Left out:',
    '  1 ×  GET /v2/tasks is not served by the fake',
    'Sent, and read by nobody:',
    '  1 ×  body field status of addMember',
    '',
  ]);
  const pact = JSON.parse(readFileSync(file, 'utf8')) as { consumer: object; interactions: unknown[] };
  expect(pact).toMatchObject({ consumer: { name: 'client' } });
  expect(pact.interactions).toHaveLength(2);
});

it.concurrent('with --json it is one object, with --quiet nothing', async () => {
  const options = ['--record', folder, '--consumer'];
  await using loud = await serve([...options, 'loud', '--json']);
  await using quiet = await serve([...options, 'quiet', '--quiet']);
  await share(loud);
  await share(quiet);
  const { stderr } = await loud.stop();
  expect(JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
    recorded: { file: join(folder, 'loud-image-members-api.json'), interactions: 2, exchanges: 3, folded: 0 },
  });
  expect((await quiet.stop()).stderr).toMatch(/^Warning: GET \/v2\/tasks .*\n$/);
  expect(existsSync(join(folder, 'quiet-image-members-api.json'))).toBe(true);
});

it.concurrent('a recording takes a directory and a consumer, and says so before it starts', async () => {
  const both =
    'image-members-fake: a recording takes both --record DIR, where the pact is written, and --consumer NAME, whose it is.\n';
  const used = join(folder, 'used');
  writeFileSync(used, '');
  const [one, other, badName, badPlace] = await Promise.all([
    call(['serve', '--port', '0', '--record', folder]),
    call(['serve', '--port', '0', '--consumer', 'client']),
    call(['serve', '--port', '0', '--record', folder, '--consumer', '../client']),
    call(['serve', '--port', '0', '--record', used, '--consumer', 'client']),
  ]);
  expect([one, other].map(({ code, stderr }) => [code, stderr])).toEqual([
    [2, both],
    [2, both],
  ]);
  expect([badName.code, badName.stderr]).toEqual([
    2,
    expect.stringContaining('A consumer cannot be called "../client"'),
  ]);
  expect([badPlace.code, badPlace.stderr]).toEqual([
    2,
    expect.stringContaining('nothing can be recorded: EEXIST'),
  ]);
});

it.concurrent('a pact that cannot be written any more is told, with exit code 1', async () => {
  const gone = join(folder, 'gone');
  await using fake = await serve(['--record', gone, '--consumer', 'client', '--quiet']);
  rmSync(gone, { recursive: true });
  writeFileSync(gone, '');
  const { code, stderr } = await fake.stop();
  expect(code).toBe(1);
  expect(stderr).toContain(`the pact could not be written to ${gone}, and what was recorded is lost: `);
});
