/** `learn`: what it prints and writes, how it ends, and that an interrupted run goes on where it ended. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { controlClient } from '../../src/client.ts';
import { readProfileFile } from '../../src/profile-file.ts';
import { callHere, calling, serveHere, type Serving } from './calling.ts';

const folder: string = mkdtempSync(join(tmpdir(), 'image-members-learn-test-'));
const clouds: string = join(folder, 'clouds.yaml');
const out: string = join(folder, 'our-cloud.yaml');

let cloud: Serving;
let args: readonly string[];
beforeAll(async () => {
  cloud = await serveHere(['--seed', 'contract', '--bug', 'owner-may-accept', '--members-per-image', '7']);
  const env = ['env', '--seed', 'contract', '--format', 'clouds.yaml', '--url', cloud.url];
  writeFileSync(clouds, (await callHere(env)).stdout);
  const where = ['--provider-base-url', cloud.url, '--clouds', clouds, '--out', out];
  args = ['learn', ...where, '--requests-per-second', '10000', '--most', '10'];
});
afterAll(async () => {
  await cloud[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

it('a run that is interrupted leaves nothing in the cloud, and its answers in a file for its owner', async () => {
  const { child, ended } = calling(args);
  await new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('asking 51 of')) resolve();
    });
  });
  child.kill('SIGINT');
  expect((await ended).code).toBe(130);
  expect((await controlClient({ url: cloud.url }).world()).images ?? []).toEqual([]);
  expect(statSync(`${out}.answers`).mode & 0o777).toBe(0o600);
  expect(readFileSync(`${out}.answers`, 'utf8')).not.toMatch(
    /(?:producer|consumer|stranger|administrator)(?:-reader)?-(?:token|secret)/,
  );
  const { code, stderr } = await callHere(args);
  expect([code, stderr]).toEqual([2, expect.stringContaining('Go on with --resume, or remove it.')]);
});

it('with --resume it goes on, and writes a profile by which a fake answers as the cloud does', async () => {
  const { code, stdout, stderr } = await callHere([...args, '--resume']);
  expect(stderr).toMatch(/^resumed {11}\d+ answers are known$/m);
  expect(stdout).toMatch(/: based on glance, release 2026\.2$/m);
  expect(stdout).toMatch(/^ {2}updateMember\.producer: yes$/m);
  expect(stdout).toMatch(/^ {2}limits\.members_per_image: 7$/m);
  expect(stdout).toMatch(/^ {2}page\.size: 25, as in glance$/m);
  expect(stdout).toMatch(/^(\d+) questions asked: a fake with this profile answers \1 the same\.$/m);
  expect(code).toBe(0);
  expect(existsSync(`${out}.answers`)).toBe(false);
  const own = readProfileFile(out);
  expect(own).toMatchObject({ name: 'our-cloud', permissions: { updateMember: { producer: 'yes' } } });
  expect(own.evidence?.['updateMember.producer']).toMatchObject({ status: 200 });
  expect((await controlClient({ url: cloud.url }).world()).images ?? []).toEqual([]);
});

it('the cloud differs in nothing from the profile that was learnt from it', async () => {
  const where = ['--provider-base-url', cloud.url, '--clouds', clouds, '--profile', out];
  const fast = ['--requests-per-second', '10000', '--without', 'quota'];
  const { code, stdout } = await callHere(['compare', ...where, ...fast]);
  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(/^\d+ questions asked: \d+ answered the same, 0 differently\. \d+ not asked\.$/m),
  ]);
});

it('what is wrong with the command line is said, and nothing is asked', async () => {
  const server = ['learn', '--provider-base-url', cloud.url];
  const wrong: readonly (readonly [args: readonly string[], message: string])[] = [
    [server, 'learn needs to know where to write the profile: --out our-cloud.yaml.'],
    [[...server, '--out', out], `--out ${out} is there already. Remove it, or name another file.`],
    [['learn', '--out', join(folder, 'x.yaml')], 'learn needs to know what to ask: --provider-base-url URL'],
  ];
  for (const [given, message] of wrong) {
    const { code, stderr } = await callHere(given);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  }
});

it('where no profile can be written, and answers that are none, are refused', async () => {
  const at = (file: string): ReturnType<typeof callHere> =>
    callHere([...args.slice(0, 5), '--out', file, ...args.slice(7), '--resume']);
  const nowhere = await at('/proc/our-cloud.yaml');
  expect([nowhere.code, nowhere.stderr]).toEqual([
    69,
    expect.stringContaining('--out /proc/our-cloud.yaml cannot'),
  ]);
  expect(nowhere.stderr).not.toContain('producer');
  const [pipe, empty] = [join(folder, 'pipe.yaml'), join(folder, 'empty.yaml')];
  execFileSync('mkfifo', [`${pipe}.answers`]);
  writeFileSync(`${empty}.answers`, '');
  const [piped, emptied] = [await at(pipe), await at(empty)];
  expect([piped.code, piped.stderr]).toEqual([2, expect.stringContaining(`${pipe}.answers is no file.`)]);
  expect([emptied.code, emptied.stderr]).toEqual([2, expect.stringContaining(`${empty}.answers is empty.`)]);
});
