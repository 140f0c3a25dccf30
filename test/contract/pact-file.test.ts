/** The file of a recorded pact: added to, replaced as a whole, and written by one at a time. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { NoPactError } from '../../src/contract/pact-merge.ts';
import { makeDirectory, replaceFile, underLock } from '../../src/contract/shared-file.ts';
import { at, listening } from './record/listener.ts';

const root = mkdtempSync(join(tmpdir(), 'image-members-pact-file-'));
afterAll(() => rmSync(root, { recursive: true }));

const name = 'client-image-members-api.json';
const page = name.replace('.json', '.md');

/** A directory of its own. */
function directory(): string {
  return mkdtempSync(join(root, 'pacts-'));
}

type Exchange = readonly [user: string, method: string, target: string, body?: object];

/** Records exchanges, and writes them. */
async function record(
  folder: string,
  ...exchanges: readonly Exchange[]
): Promise<{ readonly interactions: number; readonly kept: number; readonly text: string }> {
  const { ask, recorder } = listening();
  for (const [user, method, target, body] of exchanges)
    ask(user, method, target, body === undefined ? {} : { body });
  const { interactions, kept, file } = await recorder.write(folder);
  return { interactions: interactions.length, kept, text: readFileSync(file, 'utf8') };
}

function descriptionsIn(text: string): readonly string[] {
  const { interactions } = JSON.parse(text) as { readonly interactions: readonly { description: string }[] };
  return interactions.map(({ description }) => description);
}

const show: Exchange = ['bob', 'GET', at()];
const list: Exchange = ['alice', 'GET', at('/members')];

it('who records the same twice has it once, and the file is the same to the byte', async () => {
  const folder = directory();
  const once = await record(folder, show, list);
  const again = await record(folder, list, show);
  expect([once.kept, again.kept]).toEqual([0, 0]);
  expect(again.text).toBe(once.text);
});

it('two recordings are as one that heard both', async () => {
  const [apart, together] = [directory(), directory()];
  await record(apart, show);
  const second = await record(apart, list);
  expect([second.interactions, second.kept]).toEqual([1, 1]);
  expect(second.text).toBe((await record(together, show, list)).text);
});

it('different requests under one sentence are both kept, and keep their names when they are recorded again', async () => {
  const folder = directory();
  const create = (ram: number): Exchange => ['alice', 'POST', '/v2/images', { name: 'new', min_ram: ram }];
  await record(folder, create(1));
  const { text } = await record(folder, create(2));
  expect(descriptionsIn(text)).toEqual([
    'the producer creates an image (2) [createImage: granted]',
    'the producer creates an image [createImage: granted]',
  ]);
  await record(folder, create(1));
  expect((await record(folder, create(2))).text).toBe(text);
});

it('recorders that write at the same moment lose nothing of each other', async () => {
  const folder = directory();
  const users = ['alice', 'anna', 'bob', 'dora', 'root'];
  await Promise.all(users.map((user) => record(folder, [user, 'GET', at()])));
  expect(descriptionsIn(readFileSync(join(folder, name), 'utf8'))).toHaveLength(users.length);
  expect(readdirSync(folder)).toEqual([name, page]);
});

it('beside a pact stands a page for reviewers, of all interactions that the pact has', async () => {
  const folder = directory();
  await record(folder, show);
  await record(folder, list);
  const text = readFileSync(join(folder, page), 'utf8');
  expect(text.match(/^\| the .* \*\*200\*\* */gm)).toHaveLength(2);
});

it('a page that somebody else wrote stays', async () => {
  const folder = directory();
  writeFileSync(join(folder, page), '# Notes');
  await record(folder, show);
  expect(readFileSync(join(folder, page), 'utf8')).toBe('# Notes');
});

it('what others wrote into a pact stays as they wrote it', async () => {
  const folder = directory();
  const { text } = await record(folder, show);
  const pact = JSON.parse(text) as { interactions: object[] };
  const foreign = `{"description": "a foreign one", "request": {"method": "GET", "path": "/"},
    "response": {"status": 200, "body": {"content": {"n": [1.0, 12345678901234567890]}}}, "type": "Synchronous/HTTP"}`;
  const own = JSON.stringify(pact.interactions[0]);
  const whole = JSON.stringify({ ...pact, interactions: ['here'] }).replace('"here"', `${foreign}, ${own}`);
  writeFileSync(join(folder, name), whole);
  const written = await record(folder, list);
  expect(written.kept).toBe(2);
  expect(descriptionsIn(written.text)).toContain('a foreign one');
  expect(written.text.replaceAll(/\s+/g, '')).toContain('{"n":[1.0,12345678901234567890]}');
});

const pact = (consumer: string, version = '4.0'): string =>
  JSON.stringify({
    consumer: { name: consumer },
    provider: { name: 'image-members-api' },
    interactions: [],
    metadata: { pactSpecification: { version } },
  });

it.each([
  ['no JSON', 'is there already, and is not JSON'],
  ['null', 'is there already, and is no pact: it has no interactions with descriptions'],
  ['{"interactions": [null]}', 'is there already, and is no pact: it has no interactions with descriptions'],
  [pact('another'), 'is there already, and is no pact of client with image-members-api'],
  [pact('client', '2.0.0'), 'is there already, and is a pact of version 2.0.0 of the Pact specification'],
])('what is no pact that could be added to is left alone: %s', async (text, why) => {
  const folder = directory();
  writeFileSync(join(folder, name), text);
  const writing = record(folder, show);
  await expect(writing).rejects.toThrow(NoPactError);
  await expect(writing).rejects.toThrow(why);
  expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
  expect(readdirSync(folder)).toEqual([name]);
});

it('a pact behind a symbolic link is written where the link leads, with the permissions that it has', async () => {
  const [folder, elsewhere] = [directory(), directory()];
  await record(elsewhere, show);
  chmodSync(join(elsewhere, name), 0o600);
  symlinkSync(join(elsewhere, name), join(folder, name));
  await record(folder, list);
  expect(lstatSync(join(folder, name)).isSymbolicLink()).toBe(true);
  expect(descriptionsIn(readFileSync(join(elsewhere, name), 'utf8'))).toHaveLength(2);
  expect(statSync(join(elsewhere, name)).mode & 0o777).toBe(0o600);
});

it('a folder is made with those above it; where the system refuses, it says why', () => {
  const folder = mkdtempSync(join(tmpdir(), 'made-'));
  makeDirectory(join(folder, 'a', 'b', 'c'));
  makeDirectory(join(folder, 'a', 'b', 'c'));
  expect(existsSync(join(folder, 'a', 'b', 'c'))).toBe(true);
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeDirectory(join(folder, 'file', 'a'))).toThrow('EEXIST');
  rmSync(folder, { recursive: true });
});

it.skipIf(!existsSync('/proc/self'))('in /proc no folder can be made, and that is said', () => {
  expect(() => makeDirectory('/proc/a/b')).toThrow("ENOENT: no such file or directory, mkdir '/proc/a'");
});

it('no folder is made the way of Node, which does not end there', () => {
  const sources = globSync(join(import.meta.dirname, '../../src/**/*.ts'));
  const own = sources.filter((file) => /\bmkdir(?:Sync)?\([^)]*recursive/.test(readFileSync(file, 'utf8')));
  expect(sources.length).toBeGreaterThan(100);
  expect(own).toEqual([]);
});

it('a device is no place for a pact', async () => {
  const folder = directory();
  symlinkSync('/dev/full', join(folder, name));
  await expect(record(folder, show)).rejects.toThrow('is there already, and is no file');
});

it('where a file cannot be replaced, what is there stays, and nothing is left beside it', () => {
  const folder = directory();
  mkdirSync(join(folder, 'taken'));
  expect(() => replaceFile(join(folder, 'taken'), 'text')).toThrow('EISDIR');
  expect(() => replaceFile(join(folder, 'missing', 'file'), 'text')).toThrow('ENOENT');
  expect(readdirSync(folder)).toEqual(['taken']);
});

/** A clock that a pause sets forward. */
function waiting(now = Date.now()): { now(): number; pause(milliseconds: number): Promise<void> } {
  let time = now;
  return {
    now: () => time,
    async pause(milliseconds) {
      time += milliseconds;
    },
  };
}

/** The id of a process that has ended. */
function endedProcess(): number {
  return Number(execFileSync(process.execPath, ['-p', 'process.pid']));
}

it('a lock of a process that has ended is taken away at once', async () => {
  const file = join(directory(), 'file');
  writeFileSync(`${file}.lock`, JSON.stringify({ pid: endedProcess(), host: hostname() }));
  const time = waiting();
  const start = time.now();
  expect(await underLock(file, () => 'done', time)).toBe('done');
  expect(time.now()).toBe(start);
  expect(existsSync(`${file}.lock`)).toBe(false);
});

it.each(['', JSON.stringify({ pid: 1, host: 'another machine' })])(
  'a lock that is older than ten seconds is taken away: %j',
  async (owner) => {
    const file = join(directory(), 'file');
    writeFileSync(`${file}.lock`, owner);
    const time = waiting();
    utimesSync(`${file}.lock`, time.now() / 1000, time.now() / 1000);
    const start = time.now();
    expect(await underLock(file, () => 'done', time)).toBe('done');
    expect(time.now() - start).toBeGreaterThanOrEqual(10_000);
    expect(time.now() - start).toBeLessThan(11_000);
  },
);

it('who waits for half a minute gives up, and says which file to delete', async () => {
  const file = join(directory(), 'file');
  const time = waiting();
  const renew = async (milliseconds: number): Promise<void> => {
    await time.pause(milliseconds);
    writeFileSync(`${file}.lock`, JSON.stringify({ pid: process.pid, host: hostname() }));
    utimesSync(`${file}.lock`, time.now() / 1000, time.now() / 1000);
  };
  await renew(0);
  await expect(underLock(file, () => 'done', { now: time.now, pause: renew })).rejects.toThrow(
    `${file} is being written by another process. If there is none, delete ${file}.lock.`,
  );
  expect(existsSync(`${file}.lock`)).toBe(true);
});

it('work that fails leaves no lock', async () => {
  const file = join(directory(), 'file');
  const failing = underLock(file, () => {
    throw new Error('no space');
  });
  await expect(failing).rejects.toThrow('no space');
  expect(readdirSync(join(file, '..'))).toEqual([]);
});
