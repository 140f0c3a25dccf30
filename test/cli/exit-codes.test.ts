/** Exit codes, as docs/command.md lists them: behaviour, help and page agree. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { exitCodes } from '../../src/cli/errors.ts';
import { cleanFolder } from '../getting/steps.ts';
import { shareOf } from '../share.ts';
import { callHere, serveHere } from './calling.ts';

const root = `${import.meta.dirname}/../..`;
const main = `${root}/src/cli/main.mjs`;
const nowhere = 'http://127.0.0.1:9';

it.concurrent.for<[string, number, readonly string[]]>([
  ['done', 0, ['rules', '--bugs']],
  ['an unknown option', 2, ['serve', '--prot']],
  ['a seed that is not there', 2, ['--seed', 'no-such-seed']],
  ['nothing to run', 2, ['run']],
  ['nothing to publish to', 2, ['publish', '--version', '1']],
  ['a server that does not answer', 69, ['wait', '--url', nowhere, '--timeout', '0']],
  ['a server that does not answer', 69, ['reset', '--url', nowhere]],
  ['the exit code of the command', 3, ['run', 'sh', '-c', 'exit 3']],
  ['a command that was not found', 127, ['run', 'no-such-command']],
])('%s: %i', async ([, code, args]) => {
  expect((await callHere(args)).code).toBe(code);
});

it.concurrent('unexpected requests are a difference: 1', async () => {
  await using fake = await serveHere(['--quiet']);
  await fetch(`${fake.url}/v2/no-such-path`, { headers: { 'x-auth-token': 'producer-token' } });
  expect((await callHere(['journal', '--unexpected', '--url', fake.url])).code).toBe(1);
});

/** Runs the program after something else was loaded into its process. */
function runAfter(code: string, args: readonly string[] = []): { status: number | null; stderr: string } {
  const preload = `data:text/javascript,${encodeURIComponent(code)}`;
  const { status, stderr } = spawnSync(process.execPath, ['--import', preload, main, ...args], {
    encoding: 'utf8',
  });
  return { status, stderr };
}

/** Runs the program in a shell, in an empty folder. A loop that no signal ends is killed. */
function inShell(
  before: string,
  args: readonly string[],
  after = '',
): { status: number | null; stderr: string } {
  const folder = mkdtempSync(`${tmpdir()}/exit-codes-`);
  try {
    const words = ['-c', `${before} exec "$0" "$@" ${after}`, process.execPath, main, ...args];
    const { status, stderr } = spawnSync('sh', words, {
      cwd: folder,
      encoding: 'utf8',
      timeout: 20_000,
      killSignal: 'SIGKILL',
    });
    return { status, stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const lost = /^image-members-fake: stdout could not be written: [A-Z]+: /;

it('what a file has room for in part alone is not done, but failed: 69', () => {
  const { status, stderr } = inShell('ulimit -f 4;', ['rules', '--format', 'json'], '> rules.json');
  expect([status, stderr]).toEqual([69, expect.stringMatching(lost)]);
});

it.skipIf(!existsSync('/dev/full')).for(shareOf([['rules'], ['help', 'serve'], ['--version']], 3))(
  '%j on a full disk: 69',
  (args) => {
    const { status, stderr } = inShell('', args, '> /dev/full');
    expect([status, stderr]).toEqual([69, expect.stringMatching(lost)]);
  },
);

const removed = 'mkdir gone; cd gone; rmdir ../gone;';

const inRemoved: readonly (readonly [number, string, readonly string[]])[] = [
  [
    69,
    "--out x/y cannot be written: ENOENT: no such file or directory, mkdir 'x'.",
    ['contracts', '--out', 'x/y'],
  ],
  [2, 'there is no file x.yaml', ['rules', '--policy', 'x.yaml']],
  [2, 'there is no file x.yaml', ['rules', '--profile', 'x.yaml']],
  [2, 'there is no file x.yaml', ['serve', '--port', '0', '--seed', 'x.yaml']],
];

it.for(shareOf(inRemoved, 2))(
  'in a folder that was removed, nothing is a bug: %i, %s',
  ([code, said, args]) => {
    const { status, stderr } = inShell(removed, args);
    expect([status, stderr]).toEqual([code, expect.stringContaining(said)]);
  },
);

/** All that writes what an option names, before it does anything else. */
const outputs: readonly (readonly [option: string, end: string, args: readonly string[]])[] = [
  ['--record', '', ['run', '--consumer', 'c', '--record', 'PLACE', '--', 'true']],
  ['--record', '', ['serve', '--port', '0', '--consumer', 'c', '--record', 'PLACE']],
  ['--state', '/x.db', ['serve', '--port', '0', '--state', 'PLACE']],
  ['--state', '/x.db', ['run', '--state', 'PLACE', '--', 'true']],
  ['--out', '', ['contracts', '--out', 'PLACE']],
  ['--out', '/x.yaml', ['learn', '--provider-base-url', nowhere, '--out', 'PLACE']],
  ...['--junit', '--json', '--markdown'].map(
    (option) => [option, '/x', ['verify', '--provider-base-url', nowhere, option, 'PLACE']] as const,
  ),
];

it.concurrent.for(outputs)(
  'an output of %s that the system does not let be written: 69; where something else stands: 2',
  async ([, end, args]) => {
    const at = (place: string): readonly string[] =>
      args.map((word) => (word === 'PLACE' ? `${place}${end}` : word));
    const missing = existsSync('/proc/self') ? '/proc/no-such' : '/dev/no-such';
    const [refused, inTheWay] = [await callHere(at(missing)), await callHere(at(main))];
    expect([refused.code, refused.stderr]).toEqual([69, expect.stringContaining(' cannot be written: ')]);
    expect([inTheWay.code, inTheWay.stderr]).toEqual([2, expect.stringContaining(`src/cli/main.mjs${end}`)]);
  },
);

it('a bug is 70, and says that it is none of the user', () => {
  const breaks = `process.stdout.write = () => { throw new Error('broken') }`;
  const { status, stderr } = runAfter(breaks, ['--version']);
  expect(status).toBe(70);
  expect(stderr).toMatch(/^image-members-fake: this is a bug of the program.*\nError: broken\n/);
});

it('so is an error that nobody catches', () => {
  const later = `setTimeout(() => { throw new Error('late') }, 1)`;
  const { status, stderr } = runAfter(later, ['--port', '0', '--quiet']);
  expect(status).toBe(70);
  expect(stderr).toContain('Error: late');
});

it('a system that has no room is no bug: 69, and where files go for a while is said', () => {
  using folder = cleanFolder();
  const asked = [process.execPath, main, 'contracts', '--out', `${folder.path}/pacts`];
  // Longer files than some blocks cannot be written: as on a disk that is full.
  const full = spawnSync('sh', ['-c', 'ulimit -f 8; exec "$0" "$@"', ...asked], { encoding: 'utf8' });
  expect(full.status).toBe(69);
  expect(full.stderr).toMatch(
    /^image-members-fake: the system refused it: EFBIG: .* TMPDIR names another place/,
  );
  const env = { ...process.env, TMPDIR: `${folder.path}/nowhere` };
  const nowhere = spawnSync(process.execPath, asked.slice(1), { encoding: 'utf8', env });
  expect(nowhere.status).toBe(69);
  expect(nowhere.stderr).toMatch(
    /^image-members-fake: the system refused it: ENOENT: .* TMPDIR names another place/,
  );
});

it.each([
  ['20.20.2', '20.20'],
  ['22.12.0', '22.12'],
])('Node %s is refused with one sentence: 2', (version, shown) => {
  const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  expect(runAfter(older, ['--version'])).toEqual({
    status: 2,
    stderr: `image-members-fake needs Node 22.13 or later; this is ${shown}\n`,
  });
});

it('package.json asks for the same Node', () => {
  const { engines } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { engines: unknown };
  expect(engines).toEqual({ node: '>=22.13' });
});

it('the help and the page list all of them', async () => {
  const page = readFileSync(`${root}/docs/command.md`, 'utf8');
  const { stdout } = await callHere(['help']);
  const help = stdout.replaceAll(/\s+/g, ' ');
  for (const [code, meaning] of Object.values(exitCodes)) {
    expect(page).toMatch(new RegExp(`^\\| ${code} +\\| ${meaning} +\\|$`, 'm'));
    expect(help).toContain(` ${code} ${meaning}`);
  }
});
