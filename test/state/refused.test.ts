/** A file that cannot be had is refused, and stays as it is. Damage at each place of one: test/thorough/damage.test.ts. */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHost, type HostOptions } from '../../src/index.ts';
import { FileKeeper } from '../../src/state/file-keeper.ts';
import { sqlite } from '../../src/sqlite.ts';
import { EngineHere } from './engines.ts';
import { filesIn, folder, hostOver, image, newFolder, written } from './stores.ts';

const options: HostOptions = { clock: () => Date.parse('2030-01-01T00:00:00Z') };

/** Why a file is refused; undefined: it is not. It is kept by this thread: the same code as in a thread of its own. */
async function refusal(file: string): Promise<{ kind: string; message: string } | undefined> {
  let engine: EngineHere | undefined;
  try {
    engine = new EngineHere(existsSync(file) ? realpathSync(file) : file);
    const own = engine;
    const host = createHost({ ...options, state: { keep: (kept) => new FileKeeper(own, kept) } });
    await host.ready;
    await host.close();
    return undefined;
  } catch (error) {
    return error as { kind: string; message: string };
  } finally {
    engine?.end();
  }
}

it('a file of something else is refused, and stays as it is', async () => {
  const place = folder();
  for (const [name, text] of [
    ['text', 'some notes\n'.repeat(100)],
    ['short', 'x'],
  ] as const) {
    writeFileSync(`${place}/${name}`, text);
    expect(await refusal(`${place}/${name}`)).toMatchObject({ kind: 'foreign' });
    expect(readFileSync(`${place}/${name}`, 'utf8')).toBe(text);
  }
  const other = new DatabaseSync(`${place}/other.db`);
  other.exec('CREATE TABLE notes (text)');
  other.close();
  expect((await refusal(`${place}/other.db`))?.message).toMatch(/is no state of image-members-fake/);
});

it('a file of a newer version is refused, and stays as it is', async () => {
  const place = folder();
  await written(`${place}/x.db`);
  const database = new DatabaseSync(`${place}/x.db`);
  database.exec('PRAGMA user_version = 99');
  database.close();
  const before = filesIn(place);
  expect(await refusal(`${place}/x.db`)).toMatchObject({
    kind: 'newer',
    message: expect.stringMatching(/version 99/),
  });
  expect(filesIn(place)).toEqual(before);
});

it('a file that another host has is refused by the name of its process', async () => {
  const file = `${folder()}/x.db`;
  const host = await hostOver(file, options);
  const refused = await refusal(file);
  expect(refused?.kind).toBe('locked');
  expect(refused?.message).toContain(`process ${process.pid} on `);
  await host.close();
  expect(await refusal(file)).toBeUndefined();
});

it('a file that was cut off is refused, and stays as it is', async () => {
  const place = folder();
  await written(`${place}/x.db`);
  copyFileSync(`${place}/x.db`, `${place}/cut.db`);
  const bytes = readFileSync(`${place}/cut.db`);
  writeFileSync(`${place}/cut.db`, bytes.subarray(0, bytes.length - 5000));
  expect(await refusal(`${place}/cut.db`)).toMatchObject({ kind: 'damaged' });
  expect(readFileSync(`${place}/cut.db`).length).toBe(bytes.length - 5000);
});

it('a file of state, which has passwords in it, is for its owner alone', async () => {
  const file = `${folder()}/x.db`;
  const host = await hostOver(file, options);
  expect(['', '-wal'].map((end) => statSync(file + end).mode & 0o777)).toEqual([0o600, 0o600]);
  await host.close();
});

it('what is no file is refused, and stays what it is', async () => {
  const place = folder();
  spawnSync('mkfifo', [`${place}/pipe`]);
  mkdirSync(`${place}/directory`);
  for (const name of ['pipe', 'directory'])
    expect(await refusal(`${place}/${name}`)).toMatchObject({
      kind: 'foreign',
      message: `${place}/${name} is no file, and is left as it is. Name a file.`,
    });
  expect(readdirSync(place).toSorted()).toEqual(['directory', 'pipe']);
  expect(statSync(`${place}/pipe`).isFIFO()).toBe(true);
});

it('a link is followed: the file behind it has the worlds', async () => {
  const place = folder();
  writeFileSync(`${place}/x.db`, '');
  symlinkSync(`${place}/x.db`, `${place}/link`);
  await written(`${place}/link`);
  expect(lstatSync(`${place}/link`).isSymbolicLink()).toBe(true);
  expect(statSync(`${place}/x.db`).size).toBeGreaterThan(0);
});

it('a file that is cut off is refused, and nothing is left beside it', async () => {
  const place = folder();
  await written(`${place}/x.db`);
  writeFileSync(`${place}/x.db`, readFileSync(`${place}/x.db`).subarray(0, 9000));
  expect(await refusal(`${place}/x.db`)).toMatchObject({ kind: 'damaged' });
  expect(readdirSync(place)).toEqual(['x.db']);
});

it('a host whose worlds cannot be had is closed, whatever was done to it', async () => {
  const file = `${folder()}/x.db`;
  writeFileSync(file, 'no database');
  const host = createHost({ ...options, state: sqlite(file) });
  host.world.as('producer').members.create(image, '123456');
  await expect(host.ready).rejects.toThrow('is no state of image-members-fake');
  expect(await host.close()).toBeUndefined();
});

/** Files as a server leaves them that is killed, each in a folder of its own: with a log, and with a note of who had it. */
const killed: { readonly place: string; readonly members: Readonly<Record<string, readonly string[]>> } = {
  place: newFolder(),
  members: { damaged: ['one', 'two'], own: ['one'], other: ['another'], alone: ['one'], zeros: ['one'] },
};

const sources = new URL('../../src/', import.meta.url).href;
const killing = `
const { createHost } = await import('${sources}index.ts');
const { sqlite } = await import('${sources}sqlite.ts');
for (const [name, members] of Object.entries(JSON.parse(process.env.MEMBERS))) {
  const host = createHost({ state: sqlite(process.env.PLACE + '/' + name + '/x.db') });
  await host.ready;
  for (const member of members) {
    host.world.as('producer').members.create('${image}', member);
    const begun = host.begin({ method: 'GET', target: '/_fake/worlds', base: '', headers: { host: '127.0.0.1' } });
    const answer = begun.kind === 'body' ? begun.finish(new Uint8Array()) : begun.answer;
    await answer.settled;
  }
}
process.kill(process.pid, 'SIGKILL');`;

beforeAll(() => {
  for (const name of Object.keys(killed.members)) mkdirSync(`${killed.place}/${name}`);
  const { stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', killing],
    {
      env: { ...process.env, PLACE: killed.place, MEMBERS: JSON.stringify(killed.members) },
      encoding: 'utf8',
    },
  );
  expect(stderr).toBe('');
  for (const name of Object.keys(killed.members))
    expect(readdirSync(`${killed.place}/${name}`)).toContain('x.db-wal');
});
afterAll(() => rmSync(killed.place, { recursive: true }));

it('a log that is damaged before its last change is refused, and stays as it is; a last change that is not whole is none', async () => {
  const file = `${killed.place}/damaged/x.db`;
  const [log, owner] = [readFileSync(`${file}-wal`), readFileSync(`${file}-owner`)];
  // Its head, its first page, and the number and the sum of that.
  for (const at of [20, 32 + 24 + 100, 32, 32 + 16]) {
    const bytes = Buffer.from(log);
    bytes[at] = (bytes[at] ?? 0) ^ 0x55;
    writeFileSync(`${file}-wal`, bytes);
    expect(await refusal(file)).toMatchObject({
      kind: 'damaged',
      message: expect.stringContaining(`${file}-wal is not what was written, and changes follow`) as string,
    });
    expect(readFileSync(`${file}-wal`).equals(bytes)).toBe(true);
    expect(readFileSync(`${file}-owner`)).toEqual(owner);
  }
  writeFileSync(`${file}-wal`, log.subarray(0, log.length - 100));
  const host = await hostOver(file);
  const { members } = host.world.as('producer').members.list(image).body;
  expect(members.map(({ member_id: id }) => id)).toEqual(['9876543', 'one']);
});

it('files beside a file that do not belong to it are refused, and all of them stay as they are', async () => {
  const place = folder();
  const [own, other] = [`${killed.place}/own/x.db`, `${killed.place}/other/x.db`];
  const foreign = new DatabaseSync(`${place}/notes.db`);
  foreign.exec('PRAGMA journal_mode = WAL; CREATE TABLE notes (text)');
  for (let row = 0; row < 500; row += 1) foreign.exec(`INSERT INTO notes VALUES ('${'x'.repeat(900)}')`);
  const cases: readonly (readonly [what: string, end: string, from: string, problem: RegExp])[] = [
    ['text', '-wal', 'some notes', /-wal does not belong to .*it is no log of such a file.*Move .*-wal away/],
    ['text', '-shm', 'some notes', /-shm does not belong to .*it is no index of SQLite/],
    ['text', '-journal', 'some notes', /-journal does not belong to .*state has no such file/],
    ['file', '-wal', `${place}/notes.db-wal`, /-wal does not belong to .*it is the log of another database/],
    // Somebody has put a copy in the place of a file whose server was killed.
    ['file', '', other, /-wal does not belong to .*it was written for another file that was called/],
  ];
  for (const [kind, end, from, problem] of cases) {
    const here = folder();
    const isLeft = end === '';
    for (const each of isLeft ? readdirSync(dirname(own)) : ['x.db', 'x.db-owner'])
      copyFileSync(`${dirname(own)}/${each}`, `${here}/${each}`);
    if (kind === 'text') writeFileSync(`${here}/x.db${end}`, from);
    else copyFileSync(from, `${here}/x.db${end}`);
    const before = filesIn(here);
    expect(await refusal(`${here}/x.db`)).toMatchObject({
      kind: 'foreign',
      message: expect.stringMatching(problem),
    });
    expect(filesIn(here)).toEqual(before);
  }
  foreign.close();
});

it('a log without its file is refused, and stays as it is; with its file, all is there', async () => {
  const place = `${killed.place}/alone`;
  renameSync(`${place}/x.db`, `${place}/away.db`);
  const before = filesIn(place);
  const message = expect.stringContaining(`${place}/x.db itself is missing or empty`) as string;
  expect(await refusal(`${place}/x.db`)).toMatchObject({ kind: 'foreign', message });
  expect(filesIn(place)).toEqual(before);
  renameSync(`${place}/away.db`, `${place}/x.db`);
  const host = await hostOver(`${place}/x.db`, options);
  expect(host.world.as('producer').members.show(image, 'one').status).toBe(200);
});

it('zeros beside a file, as a power failure leaves them of what was not synced, are nothing', async () => {
  const place = `${killed.place}/zeros`;
  writeFileSync(`${place}/x.db-shm`, Buffer.alloc(5000));
  const host = await hostOver(`${place}/x.db`, options);
  expect(host.world.as('producer').members.show(image, 'one').status).toBe(200);
  await host.close();
  writeFileSync(`${place}/x.db-wal`, Buffer.alloc(4096));
  const again = await hostOver(`${place}/x.db`, options);
  expect(again.world.as('producer').members.show(image, 'one').status).toBe(200);
});
