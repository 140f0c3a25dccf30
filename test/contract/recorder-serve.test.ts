/** `serve --record`: when it writes, what it writes, what it tells, and what it refuses. */
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import {
  callHere,
  serve,
  serveHere,
  type Serving,
  type ServingProcess,
  type Surroundings,
} from '../cli/calling.ts';

const folder = mkdtempSync(join(tmpdir(), 'image-members-served-'));
afterAll(() => rmSync(folder, { recursive: true }));

const members = '/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6/members';

async function share(fake: Serving): Promise<void> {
  const headers = { 'x-auth-token': 'producer-token', accept: 'application/json' };
  const body = JSON.stringify({ member: '123456', status: 'accepted' });
  await fetch(fake.url + members, { method: 'POST', headers, body });
  await fetch(fake.url + members, { method: 'POST', headers, body: JSON.stringify({ member: '7000001' }) });
  await fetch(`${fake.url}/v2/cached_images`, { headers });
}

it.concurrent('closing writes the pact and tells what is in it, what is not, and what nobody read', async () => {
  await using fake = await serveHere(['--record', join(folder, 'new', 'pacts'), '--consumer', 'client']);
  await share(fake);
  const { code, stderr } = await fake.stop('SIGINT');
  const file = join(folder, 'new', 'pacts', 'client-image-members-api.json');
  expect(code).toBe(0);
  const lines = stderr.split('\n').slice(4);
  const notNoticed = lines.slice(lines.indexOf('Not noticed is a server that:'), -1);
  expect(notNoticed).toContain('  names no schema in a member');
  expect(lines).toEqual([
    `Recorded ${file}: 2 interactions out of 3 exchanges. Repeated: 0. Skipped: 1.`,
    'Skipped:',
    '  1 ×  GET /v2/cached_images is not served by the fake',
    'Sent, and read by nobody:',
    '  1 ×  body field status of addMember',
    expect.stringMatching(
      /^The pact notices \d+ of \d+ wrong servers that would answer this client differently\.$/,
    ),
    ...notNoticed,
    '',
  ]);
  const pact = JSON.parse(readFileSync(file, 'utf8')) as { consumer: object; interactions: unknown[] };
  expect(pact).toMatchObject({ consumer: { name: 'client' } });
  expect(pact.interactions).toHaveLength(2);
});

it.concurrent('with --json it is one object, with --quiet nothing', async () => {
  const options = ['--record', folder, '--consumer'];
  await using loud = await serveHere([...options, 'loud', '--json']);
  await using quiet = await serveHere([...options, 'quiet', '--quiet']);
  await share(loud);
  await share(quiet);
  const { stderr } = await loud.stop();
  expect(JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
    recorded: { file: join(folder, 'loud-image-members-api.json'), interactions: 2, exchanges: 3, folded: 0 },
  });
  expect((await quiet.stop()).stderr).toMatch(/^Warning: GET \/v2\/cached_images .*\n$/);
  expect(existsSync(join(folder, 'quiet-image-members-api.json'))).toBe(true);
});

it.concurrent('a recording takes a directory and a consumer, and says so before it starts', async () => {
  const both =
    'image-members-fake: a recording takes both --record DIR, where the pact is written, and --consumer NAME, whose it is.\n';
  const used = join(folder, 'used');
  writeFileSync(used, '');
  const [one, other, badName, badPlace] = await Promise.all([
    callHere(['serve', '--port', '0', '--record', folder]),
    callHere(['serve', '--port', '0', '--consumer', 'client']),
    callHere(['serve', '--port', '0', '--record', folder, '--consumer', '../client']),
    callHere(['serve', '--port', '0', '--record', used, '--consumer', 'client']),
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
    expect.stringMatching(/--record .* cannot be written: EEXIST/),
  ]);
});

it.concurrent('a pact that cannot be written any more is told, with exit code 69', async () => {
  const gone = join(folder, 'gone');
  await using fake = await serveHere(['--record', gone, '--consumer', 'client', '--quiet']);
  await share(fake);
  rmSync(gone, { recursive: true });
  writeFileSync(gone, '');
  const { code, stderr } = await fake.stop();
  expect(code).toBe(69);
  expect(stderr).toContain(`the pact could not be written to ${gone}, and what was recorded is lost: `);
});

/** Starts a recording of a client of its own. */
function recordingOf(consumer: string): Promise<Serving> {
  return serveHere(['--record', folder, '--consumer', consumer, '--quiet']);
}

/** Starts one in a process of its own, where its input or its output matters. */
function recordingProcessOf(consumer: string, surroundings: Surroundings): Promise<ServingProcess> {
  return serve(['--record', folder, '--consumer', consumer, '--quiet'], surroundings);
}

async function ask(fake: Serving, target: string, user = 'producer'): Promise<number> {
  const headers = { 'x-auth-token': `${user}-token`, accept: 'application/json' };
  return (await fetch(fake.url + target, { headers })).status;
}

function sentencesOf(consumer: string): readonly string[] {
  const text = readFileSync(join(folder, `${consumer}-image-members-api.json`), 'utf8');
  const { interactions } = JSON.parse(text) as { readonly interactions: readonly { description: string }[] };
  return interactions.map(({ description }) => description);
}

const shown = 'the producer lists images, among them its image [listImages: granted]';

it.concurrent('a terminal that closes, too, has the pact written', async () => {
  await using fake = await recordingOf('hung-up');
  expect(await ask(fake, '/v2/images')).toBe(200);
  expect((await fake.stop('SIGHUP')).code).toBe(0);
  expect(sentencesOf('hung-up')).toEqual([shown]);
});

it.concurrent('a pipe that ends, as with the program that started it, has the pact written', async () => {
  await using fake = await recordingProcessOf('orphan', { input: 'pipe' });
  expect(await ask(fake, '/v2/images')).toBe(200);
  expect(await fake.endInput()).toEqual({ code: 0, stdout: `${fake.url}\n`, stderr: '' });
  expect(sentencesOf('orphan')).toEqual([shown]);
});

it.concurrent('a pipe that was at its end from the beginning ends nothing', async () => {
  await using fake = await recordingProcessOf('service', { input: 'ended' });
  for (const target of ['/v2/images', '/v2/images?limit=1', '/']) await ask(fake, target);
  expect((await fake.stop()).code).toBe(0);
  expect(sentencesOf('service')).toContain(shown);
});

it.concurrent('a pipe that ends is nothing to who records nothing', async () => {
  await using fake = await serve(['--quiet'], { input: 'ended' });
  expect(await ask(fake, '/v2/images')).toBe(200);
});

it.concurrent('the pact is written though nobody reads what is printed', async () => {
  await using fake = await serve(['--record', folder, '--consumer', 'unheard']);
  fake.stopReading();
  for (let times = 0; times < 3; times += 1) expect(await ask(fake, '/v2/images')).toBe(200);
  expect((await fake.stop()).code).toBe(0);
  expect(sentencesOf('unheard')).toEqual([shown]);
});

it.concurrent('the pact is written though connections hang', async () => {
  await using fake = await recordingOf('patient');
  const { port } = new URL(fake.url);
  const hanging = [
    'CONNECT elsewhere:443 HTTP/1.1\r\nHost: localhost\r\n',
    'POST /v2/images HTTP/1.1\r\nHost: localhost\r\nX-Auth-Token: producer-token\r\nContent-Length: 9\r\n\r\n{',
  ];
  const sockets = hanging.map((text) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
    return socket.on('error', () => {});
  });
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  expect(await ask(fake, '/v2/images')).toBe(200);
  expect((await fake.stop()).code).toBe(0);
  expect(sentencesOf('patient')).toEqual([shown]);
});

it.concurrent('two processes that write one pact lose nothing of each other', async () => {
  await using one = await recordingOf('shared');
  await using other = await recordingOf('shared');
  await ask(one, members);
  await ask(other, '/v2/images');
  expect((await Promise.all([one.stop(), other.stop()])).map(({ code }) => code)).toEqual([0, 0]);
  expect(sentencesOf('shared')).toEqual([
    'the producer lists images, among them its image [listImages: granted]',
    'the producer lists the members of its image [listMembers: granted]',
  ]);
});

it.concurrent('a second recording is added to the first, and says what it keeps of it', async () => {
  await using first = await recordingOf('twice');
  await ask(first, members);
  await first.stop();
  await using second = await serveHere(['--record', folder, '--consumer', 'twice']);
  await ask(second, '/v2/images');
  expect((await second.stop()).stderr).toContain(
    '1 interaction out of 1 exchange. Repeated: 0. Skipped: 0. Kept from earlier recordings: 1.\n',
  );
  expect(sentencesOf('twice')).toHaveLength(2);
});

it.concurrent('what stands there and is no pact is refused at the start, and left alone', async () => {
  const file = join(folder, 'notes-image-members-api.json');
  writeFileSync(file, 'my notes');
  const { code, stderr } = await callHere([
    'serve',
    '--port',
    '0',
    '--record',
    folder,
    '--consumer',
    'notes',
  ]);
  expect([code, stderr]).toEqual([
    2,
    `image-members-fake: nothing can be recorded: ${file} is there already, and is not JSON. Move it away, or record into another directory.\n`,
  ]);
  expect(readFileSync(file, 'utf8')).toBe('my notes');
});

it.concurrent('a pact that cannot be written in full leaves the earlier one, and nothing beside it', async () => {
  const own = mkdtempSync(join(folder, 'full-'));
  const options = ['--record', own, '--consumer', 'client', '--quiet'];
  await using first = await serveHere(options);
  await ask(first, '/v2/images');
  await first.stop();
  const file = join(own, 'client-image-members-api.json');
  const earlier = readFileSync(file, 'utf8');
  await using second = await serve(options, { fileBlocks: 8 });
  for (let limit = 1; limit <= 20; limit += 1) await ask(second, `/v2/images?limit=${limit}`);
  const { code, stderr } = await second.stop();
  expect(code).toBe(69);
  expect(stderr).toContain(`the pact could not be written to ${own}, and what was recorded is lost: `);
  expect(stderr).toContain('A pact that was there before is unchanged.\n');
  expect(readFileSync(file, 'utf8')).toBe(earlier);
  expect(readdirSync(own)).toEqual(['client-image-members-api.json', 'client-image-members-api.md']);
});

it.concurrent('a recording is as long as one lets it be', async () => {
  await using fake = await serveHere(['--record', folder, '--consumer', 'short', '--record-exchanges', '1']);
  await ask(fake, '/v2/images');
  await ask(fake, members);
  expect((await fake.stop()).stderr).toContain(
    '  1 ×  the recording is full: it keeps at most 64 MiB, and 1 different exchange',
  );
  expect(sentencesOf('short')).toEqual([shown]);
});

it.concurrent('where nothing is recorded there is no file, the exit code is 1, and what to do', async () => {
  const none = join(folder, 'none');
  await using silent = await serveHere(['--record', none, '--consumer', 'client', '--quiet']);
  const unused = await silent.stop();
  expect([unused.code, readdirSync(none)]).toEqual([1, []]);
  expect(unused.stderr).toContain('no request came to the cloud. Does the client use the URL of this cloud?');
  await using other = await serveHere(['--record', none, '--consumer', 'client', '--quiet']);
  await fetch(`${other.url}/v2/cached_images`, { headers: { 'x-auth-token': 'producer-token' } });
  const elsewhere = await other.stop();
  expect([elsewhere.code, readdirSync(none)]).toEqual([1, []]);
  expect(elsewhere.stderr).toContain('none of 1 exchange is one that a pact can hold');
});

it.concurrent('a consumer has any name that a file can have', async () => {
  const named = join(folder, 'named');
  await using fake = await serveHere(['--record', named, '--consumer', 'Matching Service', '--quiet']);
  await share(fake);
  expect((await fake.stop()).code).toBe(0);
  expect(readdirSync(named)).toEqual([
    'Matching Service-image-members-api.json',
    'Matching Service-image-members-api.md',
  ]);
});
