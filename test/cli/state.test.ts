/** `state` shows and changes what `serve --state` has kept. */
import { chmodSync, copyFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { callAsNobody, callHere, serveHere } from './calling.ts';
import { doorOf, filesIn, folder, heldBy, hostOver, image, senderTo } from '../state/stores.ts';
import { done } from '../state/many-changes.ts';

it('worlds are listed with their sizes, exported as seeds, dropped, and compacted', async () => {
  const file = `${folder()}/x.db`;
  const host = await hostOver(file);
  const { send } = await doorOf(host);
  await send('POST', `/worlds/mine/v2/images/${image}/members`, { member: 'somebody' });
  await host.close();

  const listed = await callHere(['state', file]);
  expect(listed.stdout).toMatch(
    /^NAME +PROFILE +STEPS +BYTES +MADE +CHANGED\ndefault +glance +0 .*\nmine +glance +1 /,
  );
  const exported = await callHere(['state', file, '--export', 'mine']);
  const seed = JSON.parse(exported.stdout) as { images: { members: { member: string }[] }[] };
  expect(seed.images[0]?.members.at(-1)?.member).toBe('somebody');
  expect(exported.stdout).not.toContain('producer-token');

  expect((await callHere(['state', file, '--drop', 'other'])).stderr).toMatch(
    /no world other there. There are: default, mine/,
  );
  expect((await callHere(['state', file, '--drop', 'mine'])).code).toBe(0);
  expect((await callHere(['state', file])).stdout).not.toContain('mine');
});

it('a compacted file has each world as a whole, and says how long it was; the worlds are as they were', async () => {
  const file = `${folder()}/x.db`;
  const options = { clock: () => Date.parse('2030-01-01T00:00:00Z') };
  const host = await hostOver(file, options);
  const { send } = await doorOf(host);
  for (let count = 0; count < 12; count += 1) await send('PUT', `/worlds/mine/_fake/snapshots/s${count % 3}`);
  for (let count = 0; count < 40; count += 1) {
    const { id } = (await send('POST', '/v2/images', { name: 'x', note: 'x'.repeat(9000) })).body as {
      id: string;
    };
    await send('DELETE', `/v2/images/${id}`);
  }
  const before = heldBy(host);
  await host.close();
  const length = statSync(file).size;
  const { stdout } = await callHere(['state', file, '--compact']);
  const [, , now] =
    /^2 worlds were rewritten as full copies\. .*x\.db had (\d+) bytes, and has (\d+) now\.\n$/.exec(
      stdout,
    ) ?? [];
  expect(statSync(file).size).toBe(Number(now));
  expect(Number(now)).toBeLessThan(length / 2);
  expect((await callHere(['state', file])).stdout).toMatch(/^default +glance +0 .*\nmine +glance +0 /m);
  expect(heldBy(await hostOver(file, options))).toEqual(before);
});

it('worlds that nobody has changed for so long are dropped, but for the default one', async () => {
  const file = `${folder()}/x.db`;
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2030-01-01T00:00:00Z') });
  onTestFinished(() => void vi.useRealTimers());
  const host = await hostOver(file, { worldIdle: 10_000_000 });
  const members = `/v2/images/${image}/members`;
  for (const world of ['old', 'read', 'changed'])
    await done(host, 'POST', `/worlds/${world}${members}`, { member: '123456' });
  vi.setSystemTime(Date.parse('2030-01-03T00:00:00Z'));
  await done(host, 'GET', `/worlds/read${members}`);
  await done(host, 'POST', `/worlds/changed${members}`, { member: 'another' });
  await done(host, 'GET', `/worlds/new${members}`);
  await host.close();
  const state = (...args: readonly string[]): Promise<{ stdout: string; stderr: string }> =>
    callHere(['state', file, ...args]);
  vi.setSystemTime(Date.parse('2030-01-08T00:00:00Z') - 1);
  expect((await state('--drop-idle', '7d')).stdout).toBe(
    'All worlds have been changed in the last 7d: nothing is dropped.\n',
  );
  vi.setSystemTime(Date.parse('2030-01-08T00:00:00Z'));
  expect((await state('--drop-idle', '7d')).stdout).toBe(
    '2 worlds unchanged for 7d or longer are dropped: old, read.\n',
  );
  expect((await state()).stdout).toMatch(/^changed .* 2030-01-01T00:00:00.000Z +2030-01-03T00:00:00.000Z$/m);
  expect((await state('--drop-idle', '120h', '--compact')).stdout).toMatch(
    /^2 worlds unchanged for 120h or longer are dropped: changed, new\.\n.* had \d+ bytes, and has \d+ now\.\n$/,
  );
  expect((await state()).stdout).toMatch(/^NAME.*\ndefault .*\n$/);
});

it.each(['7', 'week', '-1d', '1.5d', '', '7D'])('--drop-idle %s is refused', async (age) => {
  const file = `${folder()}/x.db`;
  writeFileSync(file, 'x');
  expect(await callHere(['state', file, `--drop-idle=${age}`])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--drop-idle') as string,
  });
});

it('a world with a profile from a file is listed with its name', async () => {
  const file = `${folder()}/x.db`;
  await (await hostOver(file, { profile: { name: 'our-cloud', based_on: 'glance' } })).close();
  expect((await callHere(['state', file])).stdout).toMatch(/^default +our-cloud +0 /m);
});

it('without a place it says that a file and a database are both places', async () => {
  expect((await callHere(['state'])).stderr).toBe(
    'image-members-fake: state needs to know where the worlds are: state FILE, or state postgres://HOST/NAME. See image-members-fake help state.\n',
  );
});

it('a file that is not there, or in use, is a usage error', async () => {
  const file = `${folder()}/x.db`;
  expect(await callHere(['state', file])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/does not exist/),
  });
  await hostOver(file);
  expect(await callHere(['state', file])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/in use by process/),
  });
});

it('what names a database elsewhere is a usage error, and no file of that name is made', async () => {
  const place = 'mysql://ann:hunter2@127.0.0.1/worlds';
  for (const args of [
    ['state', place],
    ['serve', '--port', '0', '--state', place],
  ])
    expect(await callHere(args)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'image-members-fake: State is kept in a file, or in a database (postgres://…); mysql: names something else. For a file of this name, write ./ before it.\n',
    });
});

it('no error has the password of a URL in it, whatever the URL is taken for', async () => {
  const base = '127.0.0.1:1/worlds';
  const wrong: readonly (readonly string[])[] = [
    ['state', ` postgres://fake:hunter2@${base}`],
    ['serve', '--port', '0', '--state', ` postgres://fake:hunter2@${base}`],
    ['state', `./postgres://fake:hunter2@${base}`],
    ['serve', '--port', '0', '--state', `x/postgres://fake:hunter2@${base}`],
    ['state', `postgres://fake@${base}?password=hunter2&sslmode=require&sslrootcert=/none/hunter2`],
    ['state', 'postgres://hunter2:1#x@127.0.0.1/worlds'],
    ['serve', '--port', '0', '--seed', 'https://fake:hunter2@example.test/seed.json'],
    ['serve', '--port', '0', '--profile', 'https://fake:hunter2@example.test/profile.yaml'],
    ['serve', '--port', '0', '--profile', './https://fake:hunter2@example.test/profile.yaml'],
    ['compare', '--provider-base-url', 'https://fake:hunter2@example.test'],
    [
      'compare',
      '--provider-base-url',
      'http://127.0.0.1:1',
      '--clouds',
      'https://fake:hunter2@example.test/c',
    ],
    ['world', '--url', 'https://fake:hunter2@example.test'],
    ['publish', '--broker-base-url', 'https://fake:hunter2@example.test'],
    ['https://fake:hunter2@example.test'],
    ['state', '--https://fake:hunter2@example.test'],
  ];
  for (const args of wrong) {
    const { code, stdout, stderr } = await callHere(args);
    expect([args, code, stderr]).toEqual([
      args,
      expect.toSatisfy((c) => c === 2 || c === 69),
      expect.anything(),
    ]);
    expect(stdout + stderr).not.toContain('hunter2');
  }
});

it('a server on worlds that were kept says where they are, and that a seed is for new ones', async () => {
  const file = `${folder()}/x.db`;
  const first = await (await serveHere(['--state', file])).stop();
  expect(first.stdout).toMatch(/^ {2}seed +documentation$/m);
  expect(first.stdout).toContain(' env --as second-consumer');
  expect(first.stderr).toContain('Closed. The worlds are kept.');
  const second = await (await serveHere(['--state', file, '--seed', 'quota'])).stop();
  expect(second.stdout).toContain(`  world          as ${file} has it\n  state          ${file}\n`);
  expect(second.stdout).not.toContain(' env --as');
  expect(second.stderr).toContain(
    `Warning: --seed applies to new worlds only. The worlds that ${file} already has keep theirs.`,
  );
});

it('a server whose changes a power failure may cost says so, and one that refuses changes says why, once', async () => {
  const file = `${folder()}/x.db`;
  await using server = await serveHere([
    '--state',
    file,
    '--state-sync',
    'normal',
    '--state-bytes',
    '128KiB',
  ]);
  const { send } = senderTo(server.url);
  let status = 0;
  while (status !== 507)
    ({ status } = await send('POST', '/v2/images', { name: 'n', note: 'x'.repeat(9000) }));
  for (let count = 0; count < 3; count += 1)
    expect((await send('POST', '/v2/images', { name: 'n', note: 'x'.repeat(60_000) })).status).toBe(507);
  const { stderr } = await server.stop();
  expect(stderr).toContain('Warning: --state-sync normal: a power failure may cost the changes');
  expect(stderr.match(/^Warning: Changes are answered 507 until that is over: .*no room/gm)).toHaveLength(1);
});

it('a server that finds its port taken lets go of the file, and ends', async () => {
  const file = `${folder()}/x.db`;
  await using other = await serveHere();
  const port = new URL(other.url).port;
  expect(await callHere(['serve', '--port', port, '--state', file])).toMatchObject({ code: 2 });
  expect(readdirSync(dirname(file))).toEqual(['x.db']);
});

it('to look at a file changes nothing in it, and options that exclude each other are refused', async () => {
  const file = `${folder()}/x.db`;
  writeFileSync(file, '');
  expect((await callHere(['state', file])).stderr).toContain('is empty: it holds no worlds yet');
  await (await hostOver(file)).close();
  const both = await callHere(['state', file, '--export', 'default', '--drop', 'default']);
  expect([both.code, both.stdout]).toEqual([2, '']);
  expect((await callHere(['state', file, '--drop', 'default'])).stdout).toBe('World default is dropped.\n');
  expect(await callHere(['state', file, '--export', 'default'])).toMatchObject({ code: 2, stdout: '' });
  expect((await callHere(['state', file])).stdout).not.toContain('default');
});

it('how state is kept is no question without a file', async () => {
  expect(await callHere(['serve', '--port', '0', '--state-bytes', '100000'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(
      '--state-bytes goes with --state. Add it, or leave --state-bytes out.',
    ) as string,
  });
});

it.each([
  ['--port', 'x', '--port must be a whole number from 0 to 65535, not x.'],
  ['--worlds', 'x', '--worlds must be a whole number from 0 to 100000, not x.'],
  ['--profile', 'glanse', 'There is no profile glanse. Did you mean glance?'],
  ['--seed', 'quta', 'quta'],
])('%s %s is refused before a database is asked', async (option, value, problem) => {
  const args = ['serve', '--state', 'postgres://127.0.0.1:1/worlds', option, value];
  expect(await callHere(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(problem) as string });
});

it('where nobody can write, worlds are listed and exported as they are, and a change is refused with the reason', async () => {
  const place = folder();
  const [closed, killed] = [`${place}/closed.db`, `${place}/killed.db`];
  const host = await hostOver(closed);
  await done(host, 'POST', '/worlds/mine/v2/images', { name: 'x' });
  for (const end of ['', '-wal']) copyFileSync(closed + end, killed + end);
  await host.close();
  for (const name of readdirSync(place)) chmodSync(`${place}/${name}`, 0o444);
  chmodSync(place, 0o555);
  const before = filesIn(place);
  const [listed, exported, dropped, unread] = await callAsNobody([
    [['state', closed]],
    [['state', killed, '--export', 'mine']],
    [['state', killed, '--drop', 'mine']],
    [['state', killed], { TMPDIR: `${place}/missing` }],
  ]);
  expect(listed).toMatchObject({ code: 0, stderr: '' });
  expect(listed?.stdout).toMatch(/\nmine +glance +1 /);
  expect(exported).toMatchObject({ code: 0, stderr: '' });
  expect(exported?.stdout).toContain('"name": "x"');
  for (const { code, stdout, stderr } of [dropped!, unread!]) {
    expect([code, stdout]).toEqual([69, '']);
    expect(stderr).toContain(`${killed} cannot be written: this user may not write there.`);
  }
  expect(unread?.stderr).toContain(`cannot be made in ${place}/missing`);
  expect(filesIn(place)).toEqual(before);
  chmodSync(place, 0o755);
});

it('a file of state may be no shorter than a new one needs', async () => {
  const file = `${folder()}/x.db`;
  for (const size of ['0', '1', '127KiB'])
    expect(await callHere(['serve', '--port', '0', '--state', file, '--state-bytes', size])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        `--state-bytes must be at least 128KiB, which a new file needs, not ${size}.`,
      ) as string,
    });
  const host = await hostOver(file, {}, { mostBytes: 128 * 1024 });
  expect((await done(host, 'POST', '/v2/images', { name: 'x' })).status).toBe(201);
});
