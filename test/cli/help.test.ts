import { readFile } from 'node:fs/promises';
import { expect, it, vi } from 'vitest';
import { call, type Called } from './calling.ts';

vi.setConfig({ testTimeout: 60_000 });

const serveFlags = [
  '--port PORT',
  '--host ADDRESS',
  '--seed FILE|NAME',
  '--profile NAME',
  '--members-per-image NUMBER',
  '--image-bytes SIZE',
  '--token-lifetime SECONDS',
  '--quiet',
  '--json',
];
const envFlags = ['--as USER', '--format FORMAT', '--seed FILE|NAME', '--url URL'];
const rulesFlags = ['--profile NAME', '--format FORMAT'];

const [overview, serve, env, rules, help] = await Promise.all([
  call(['help']),
  call(['help', 'serve']),
  call(['help', 'env']),
  call(['help', 'rules']),
  call(['help', 'help']),
]);

/** The options that a page lists, with their values. */
function listed({ stdout }: Called): readonly (string | undefined)[] {
  return Array.from(stdout.matchAll(/^ {2}(--\S+(?: [A-Z|]+)?) {2}/gm), ([, flag]) => flag);
}

it('the help lists every command and every option', () => {
  expect(overview).toMatchObject({ code: 0, stderr: '' });
  for (const usage of ['[serve] [OPTIONS]', 'env --as USER [OPTIONS]', 'rules [OPTIONS]', 'help [COMMAND]'])
    expect(overview.stdout).toContain(`  image-members-fake ${usage}  `);
  expect(listed(overview)).toEqual([...serveFlags, ...envFlags, ...rulesFlags, '--help', '--version']);
});

it('the help of a command lists its options and no others', () => {
  expect(listed(serve)).toEqual([...serveFlags, '--help', '--version']);
  expect(listed(env)).toEqual([...envFlags, '--help', '--version']);
  expect(listed(rules)).toEqual([...rulesFlags, '--help', '--version']);
});

it('--help and -h are the help, and behind a command the help of the command', async () => {
  expect(await call(['--help'])).toEqual(overview);
  expect(await call(['env', '-h'])).toEqual(env);
});

it('the help of serve names the worlds that come with the package', () => {
  expect(serve.stdout.replaceAll(/\s+/g, ' ')).toContain(
    'documentation, image-states, member-statuses, openstack-clients, quota, roles, visibilities.',
  );
});

it('no line of any help is wider than 100 characters', () => {
  const lines = [overview, serve, env, rules, help].flatMap(({ stdout }) => stdout.split('\n'));
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
});

it('--version prints the version of the package and nothing else', async () => {
  const manifest = await readFile(`${import.meta.dirname}/../../package.json`, 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  expect(await call(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});
