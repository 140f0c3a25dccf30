/** `state` shows and changes what `serve --state` has kept. */
import { readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { callHere, serveHere } from './calling.ts';
import { doorOf, folder, hostOver, image } from '../state/stores.ts';

it('worlds are listed with their sizes, exported as seeds, dropped, and compacted', async () => {
  const file = `${folder()}/x.db`;
  const host = await hostOver(file);
  const { send } = await doorOf(host);
  await send('POST', `/worlds/mine/v2/images/${image}/members`, { member: 'somebody' });
  await host.close();

  const listed = await callHere(['state', file]);
  expect(listed.stdout).toMatch(
    /^NAME +PROFILE +STEPS +BYTES +MADE\ndefault +glance +0 .*\nmine +glance +1 /,
  );
  const exported = await callHere(['state', file, '--export', 'mine']);
  const seed = JSON.parse(exported.stdout) as { images: { members: { member: string }[] }[] };
  expect(seed.images[0]?.members.at(-1)?.member).toBe('somebody');
  expect(exported.stdout).not.toContain('producer-token');

  expect((await callHere(['state', file, '--drop', 'other'])).stderr).toMatch(
    /no world other there. There are: default, mine/,
  );
  expect((await callHere(['state', file, '--drop', 'mine'])).code).toBe(0);
  expect((await callHere(['state', file, '--compact'])).code).toBe(0);
  expect((await callHere(['state', file])).stdout).not.toContain('mine');
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
  expect(first.stdout).toMatch(/^ {2}world +documentation$/m);
  expect(first.stdout).toContain(' env --as second-consumer');
  expect(first.stderr).toContain('Closed. The worlds are kept.');
  const second = await (await serveHere(['--state', file, '--seed', 'quota'])).stop();
  expect(second.stdout).toContain(`  world          as ${file} has it\n  state          ${file}\n`);
  expect(second.stdout).not.toContain(' env --as');
  expect(second.stderr).toContain(
    `Warning: --seed applies to new worlds only. The worlds that ${file} already has keep theirs.`,
  );
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
