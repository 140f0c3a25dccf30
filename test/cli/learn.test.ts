/** `learn`: what it prints and writes, how it ends, and that an interrupted run goes on where it ended. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { controlClient } from '../../src/client.ts';
import { readProfileFile } from '../../src/profile-file.ts';
import { answersFile } from '../../src/survey/answers-file.ts';
import { triesAll } from '../share.ts';
import { callHere, calling, serveHere, type Serving } from './calling.ts';

const folder: string = mkdtempSync(join(tmpdir(), 'image-members-learn-test-'));
const clouds: string = join(folder, 'clouds.yaml');
/** Clouds of some players alone: without the others, fewer questions are asked. */
const three: string = join(folder, 'three.yaml');
const two: string = join(folder, 'two.yaml');
const out: string = join(folder, 'our-cloud.yaml');

let cloud: Serving;
let args: readonly string[];
beforeAll(async () => {
  cloud = await serveHere(['--seed', 'contract', '--bug', 'owner-may-accept', '--members-per-image', '7']);
  const env = ['env', '--seed', 'contract', '--format', 'clouds.yaml', '--url', cloud.url];
  const { stdout } = await callHere(env);
  writeFileSync(clouds, stdout);
  const without = (players: string): string =>
    stdout.replaceAll(new RegExp(`^ {2}(${players}):`, 'gm'), '  not-$1:');
  writeFileSync(three, without('administrator|\\S+-reader|stranger'));
  writeFileSync(two, without('administrator|\\S+-reader|stranger|second-consumer'));
  const where = ['--provider-base-url', cloud.url, '--clouds', triesAll ? clouds : three, '--out', out];
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
  expect(stdout).toMatch(
    /^(\d+) questions asked: a fake with this profile answers \1 the same\. \d+ not asked\.$/m,
  );
  expect(stdout).toMatch(/^unknown, since an image took 10 tags, and no more were tried: limits\.tags$/m);
  expect(stdout).toMatch(/^not asked: 19 questions, since times are not compared$/m);
  expect(code).toBe(0);
  expect(existsSync(`${out}.answers`)).toBe(false);
  const own = readProfileFile(out);
  expect(own).toMatchObject({ name: 'our-cloud', permissions: { updateMember: { producer: 'yes' } } });
  expect(own.evidence?.['updateMember.producer']).toMatchObject({ status: 200 });
  expect((await controlClient({ url: cloud.url }).world()).images ?? []).toEqual([]);
});

it('the cloud differs in nothing from the profile that was learnt from it', async () => {
  const where = ['--provider-base-url', cloud.url, '--clouds', two, '--profile', out];
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

it('where no profile can be written, and what is no file of answers, is refused', async () => {
  const at = (file: string): ReturnType<typeof callHere> =>
    callHere([...args.slice(0, 5), '--out', file, ...args.slice(7), '--resume']);
  const nowhere = await at('/proc/our-cloud.yaml');
  expect([nowhere.code, nowhere.stderr]).toEqual([
    69,
    expect.stringContaining('--out /proc/our-cloud.yaml cannot'),
  ]);
  expect(nowhere.stderr).not.toContain('producer');
  const pipe = join(folder, 'pipe.yaml');
  execFileSync('mkfifo', [`${pipe}.answers`]);
  const piped = await at(pipe);
  expect([piped.code, piped.stderr]).toEqual([2, expect.stringContaining(`${pipe}.answers is no file.`)]);
});

it('answers go on with the players and options that they were asked for with, in whichever order these are', () => {
  const file = join(folder, 'asked.answers');
  const players = { producer: 'alice in project acme', consumer: 'bob in project beta' };
  const asked = { cloud: 'http://glance', players, without: ['quota', 'imports'], most: 200 } as const;
  const settings = { own: {}, evidence: {}, unknown: {} };
  // What a run leaves that was killed as it made the file has no answers: it begins anew.
  writeFileSync(file, '');
  answersFile(file, asked).keepSettings(settings);
  const { producer, consumer } = players;
  const turned = { ...asked, players: { consumer, producer }, without: ['imports', 'quota'] };
  expect(answersFile(file, turned).known.settings).toEqual(settings);
  const refused = (others: object): unknown => {
    try {
      return answersFile(file, { ...asked, ...others });
    } catch (error) {
      return (error as Error).message;
    }
  };
  const frame = (what: string): string =>
    `${file} has answers that were asked for with other options: ${what}. Go on with the same ones as before, or remove the file to ask anew.`;
  expect(refused({ most: 100 })).toBe(frame('--most was 200 and is 100'));
  expect(refused({ without: [] })).toBe(frame('--without was imports,quota and is left out'));
  expect(refused({ players: { producer, administrator: 'root' } })).toBe(
    frame('the consumer was bob in project beta and is nobody; the administrator was nobody and is root'),
  );
  expect(refused({ cloud: 'http://other' })).toBe(
    `${file} has the answers of http://glance, not of http://other. Remove it, or name another file.`,
  );
});
