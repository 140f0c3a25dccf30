/** The contracts on two real Glance servers, one with today's policy defaults and one with the old ones. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ProfileName } from '../../src/domain/profiles.ts';
import { run } from './command.ts';
import { contractCloud, type ContractCloudUnderTest } from './contract-cloud.ts';

const minutes = 60_000;
const main = join(import.meta.dirname, '../../src/cli/main.mjs');
const both: readonly ProfileName[] = ['glance', 'glance-legacy'];

let cloud: ContractCloudUnderTest;
beforeAll(async () => {
  cloud = await contractCloud('contracts');
}, 10 * minutes);
afterAll(async () => cloud?.[Symbol.asyncDispose](), minutes);

function environment(): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', HOME: cloud.folder };
}

function start(...args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [main, ...args], { env: environment(), cwd: cloud.folder });
}

/** What has been printed once the words are among it. The stream stays open: a program whose reader leaves, leaves too. */
function printedUntil(stream: NodeJS.ReadableStream, words: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes(words)) resolve(text);
    });
    stream.once('end', () => reject(new Error(`it ended without "${words}": ${text}`)));
  });
}

it.each(both)(
  'all contracts hold on a real Glance with the rules of %s, and leave nothing behind',
  async (profile) => {
    const before = await cloud.images(profile);
    const junit = join(cloud.folder, `${profile}.xml`);
    const where = ['--provider-base-url', cloud.glance(profile), '--clouds', cloud.cloudsFile];
    const args = [main, 'verify', ...where, '--profile', profile, '--junit', junit];
    const { status, stdout, stderr } = await run(process.execPath, args, environment(), cloud.folder);
    const failed = stdout.split('What differs')[1] ?? '';
    expect({ status, failed, stderr: status === 0 ? '' : stderr }).toEqual({
      status: 0,
      failed: '',
      stderr: '',
    });
    expect(stdout).toMatch(/^\d{3,} interactions hold, 0 do not\.$/m);
    expect(readFileSync(junit, 'utf8')).toMatch(
      /<testsuites name="image-members-api" tests="\d{3,}" failures="0"/,
    );
    expect(await cloud.images(profile)).toEqual(before);
    const passwords = Object.values(cloud.running.residents).map(({ password }) => password);
    for (const text of [stdout, stderr, readFileSync(junit, 'utf8')])
      expect(passwords.filter((password) => text.includes(password))).toEqual([]);
  },
  10 * minutes,
);

it(
  'a verification that is interrupted takes away what it has made',
  async () => {
    const before = await cloud.images('glance');
    const child = start(
      'verify',
      '--provider-base-url',
      cloud.glance('glance'),
      '--clouds',
      cloud.cloudsFile,
    );
    child.stdout.resume();
    await printedUntil(child.stderr, 'verifying 51 of');
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([130, null]);
    expect(await cloud.images('glance')).toEqual(before);
  },
  2 * minutes,
);

it('the pacts of one profile differ on a server of the other, and the report names the rules', async () => {
  const pact = join(import.meta.dirname, '../../contracts/pacts/producer-glance-image-members-api.json');
  const where = ['--provider-base-url', cloud.glance('glance-legacy'), '--clouds', cloud.cloudsFile];
  const args = [main, 'verify', ...where, '--pact', pact];
  const { status, stdout } = await run(process.execPath, args, environment(), cloud.folder);
  expect(status).toBe(1);
  expect(stdout).toContain(
    'FAILED the producer accepts for the consumer  updateMember: callerPermitted → notAuthorized',
  );
});

it('provider states are served to verifiers of any language, and go when the server is closed', async () => {
  const before = await cloud.images('glance');
  const target = ['--target', cloud.glance('glance'), '--clouds', cloud.cloudsFile];
  const child = start('states', ...target, '--port', '0');
  child.stderr.resume();
  const [url = ''] = /http:\/\/127\S+$/m.exec(await printedUntil(child.stdout, '\n')) ?? [];
  const ask = async (body: object): Promise<readonly [number, Record<string, string>]> => {
    const headers = { 'content-type': 'application/json' };
    const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return [reply.status, (await reply.json()) as Record<string, string>];
  };
  const params = {
    visibility: 'public',
    protected: true,
    members: [{ tenant: 'consumer', status: 'accepted' }],
  };
  const [made, values] = await ask({ action: 'setup', state: 'an image', params });
  expect(made).toBe(200);
  expect(await cloud.images('glance')).toContain(values['image']);
  const [refused, told] = await ask({ action: 'setup', state: 'a picture', params: {} });
  expect([refused, told['error']]).toEqual([
    422,
    'There is no provider state "a picture". There are: a caller, an image, no image, a free name.',
  ]);
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(await cloud.images('glance')).toEqual(before);
});
