import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { profiles } from '../../src/domain/profiles.ts';
import { releases } from '../../src/domain/releases.ts';
import { callHere, type Called } from './calling.ts';

const worldFlags = [
  '--seed FILE|NAME',
  '--profile NAME|FILE',
  '--policy FILE',
  '--release NAME',
  '--identity-v2',
];
const serveFlags = [
  '--port PORT',
  '--host ADDRESS',
  ...worldFlags,
  '--observed NAME[,NAME]',
  '--bug NAME[,NAME]',
  '--error-body FORM',
  '--members-per-image NUMBER',
  '--requests-per-minute NUMBER',
  '--json-bytes SIZE',
  '--image-bytes SIZE',
  '--world-bytes SIZE',
  '--deleted-images NUMBER',
  '--removed-members NUMBER',
  '--tasks NUMBER',
  '--import-seconds SECONDS',
  '--token-lifetime SECONDS',
  '--token-cache SECONDS',
  '--max-tokens NUMBER',
  '--credentials-per-user NUMBER',
  '--max-domains NUMBER',
  '--max-tenants NUMBER',
  '--max-users NUMBER',
  '--roles-per-user NUMBER',
  '--worlds NUMBER',
  '--world-idle SECONDS',
  '--journal NUMBER',
  '--member-order ORDER',
  '--shuffle',
  '--random-seed NUMBER',
  '--state FILE|URL',
  '--reads WHICH',
  '--state-sync WHEN',
  '--state-bytes SIZE',
  '--request-timeout SECONDS',
  '--allowed-host NAME[,NAME]|all',
  '--cors [ORIGIN[,ORIGIN]]',
  '--public-url URL',
  '--trust-proxy',
  '--tls-cert FILE',
  '--tls-key FILE',
  '--control-token TOKEN',
  '--record DIR',
  '--consumer NAME',
  '--strict',
  '--record-bytes SIZE',
  '--record-exchanges NUMBER',
  '--quiet',
  '--json',
];
const envFlags = ['--as USER', '--format FORMAT', ...worldFlags, '--url URL'];
const rulesFlags = [
  '--profile NAME|FILE',
  '--policy FILE',
  '--release NAME',
  '--observed NAME[,NAME]',
  '--bugs',
  '--format FORMAT',
];
const contractFlags = [
  '--profile NAME|FILE',
  '--policy FILE',
  '--release NAME',
  '--without SETTING[,SETTING]',
];
const publishFlags = [
  '--broker-base-url URL',
  '--version VERSION',
  '--branch NAME',
  '--tag NAME',
  '--pact FILE|DIR',
  '--provider NAME',
  ...contractFlags,
  '--build-url URL',
];
const playerFlags = [
  '--clouds FILE',
  '--auth-url URL',
  '--as-producer WHO',
  '--as-producer-reader WHO',
  '--as-consumer WHO',
  '--as-consumer-reader WHO',
  '--as-second-consumer WHO',
  '--as-stranger WHO',
  '--as-administrator WHO',
];
const verifyFlags = [
  '--provider-base-url URL',
  ...playerFlags,
  '--pact FILE|DIR',
  '--provider NAME',
  ...contractFlags,
  '--broker-base-url URL',
  '--selectors JSON',
  '--enable-pending',
  '--provider-version VERSION',
  '--provider-branch NAME',
  '--publish-verification-results',
  '--build-url URL',
  '--junit FILE',
  '--json FILE',
  '--markdown FILE',
  '--all',
  '--parallel NUMBER',
  '--answer-timeout SECONDS',
  '--answer-bytes NUMBER',
];
const statesFlags = [
  '--target URL',
  ...playerFlags,
  '--port PORT',
  '--host ADDRESS',
  '--secret TEXT',
  '--allowed-host NAME[,NAME]',
];
const stubFlags = [
  '--port PORT',
  '--host ADDRESS',
  '--pact FILE|DIR',
  '--provider NAME',
  ...contractFlags,
  '--cors',
  '--allowed-host NAME[,NAME]',
];

const [overview, serve, env, rules, verify, states, publish, stub, help] = await Promise.all([
  callHere(['help']),
  callHere(['help', 'serve']),
  callHere(['help', 'env']),
  callHere(['help', 'rules']),
  callHere(['help', 'verify']),
  callHere(['help', 'states']),
  callHere(['help', 'publish']),
  callHere(['help', 'stub']),
  callHere(['help', 'help']),
]);

/** The options that a page lists, with their values. */
function listed({ stdout }: Called): readonly (string | undefined)[] {
  return Array.from(stdout.matchAll(/^ {2}(--\S+(?: [A-Za-z|,[\]]+)?) {2}/gm), ([, flag]) => flag);
}

it('the help lists every command on some 80 lines, and leads to the options of each', () => {
  expect(overview).toMatchObject({ code: 0, stderr: '' });
  const usages = [
    '[serve] [OPTIONS]',
    'env [--as USER] [OPTIONS]',
    'rules [OPTIONS]',
    'verify --provider-base-url URL [OPTIONS]',
    'states --target URL [OPTIONS]',
    'contracts --out DIR [OPTIONS]',
    'publish --version VERSION [OPTIONS]',
    'stub [OPTIONS]',
    'reset [OPTIONS]',
    'world [OPTIONS]',
    'snapshot [NAME] [OPTIONS]',
    'journal [OPTIONS]',
    'fault [OPTIONS]',
    'clock [OPTIONS]',
    'wait [OPTIONS]',
    'help [COMMAND]',
  ];
  for (const usage of usages) expect(overview.stdout).toContain(`\n  ${usage}  `);
  expect(listed(overview)).toEqual(['--help', '--version']);
  expect(overview.stdout).toContain('image-members-fake help COMMAND. Without a command it is serve.');
});

it('of an option that is given twice the last value counts, and the help says so', async () => {
  expect(overview.stdout).toContain('If an option is given twice, its last value counts');
  const [first, last] = await Promise.all([
    callHere(['rules', '--bugs', '--format', 'none', '--format', 'json']),
    callHere(['rules', '--bugs', '--format', 'json', '--format', 'none']),
  ]);
  expect([first.code, last.code]).toEqual([0, 2]);
});

it('the help of a command lists its options and no others', () => {
  expect(listed(serve)).toEqual([...serveFlags, '--help', '--version']);
  expect(listed(env)).toEqual([...envFlags, '--help', '--version']);
  expect(listed(rules)).toEqual([...rulesFlags, '--help', '--version']);
  expect(listed(verify)).toEqual([...verifyFlags, '--help', '--version']);
  expect(listed(states)).toEqual([...statesFlags, '--help', '--version']);
  expect(listed(publish)).toEqual([...publishFlags, '--help']);
  expect(listed(stub)).toEqual([...stubFlags, '--help', '--version']);
});

it('--help and -h are the help, and behind a command the help of the command', async () => {
  expect(await callHere(['--help'])).toEqual(overview);
  expect(await callHere(['env', '-h'])).toEqual(env);
});

it('the help of serve names the worlds that come with the package', () => {
  expect(serve.stdout.replaceAll(/\s+/g, ' ')).toContain(
    'documentation, image-states, member-statuses, openstack-clients, quota, rackspace, roles, visibilities.',
  );
});

it('each profile is named wherever one may be chosen', () => {
  for (const page of [serve, env, rules, verify, publish, stub])
    for (const name of Object.keys(profiles)) expect(page.stdout).toMatch(new RegExp(`\\b${name}\\b`));
});

it('each release is named wherever one may be chosen', () => {
  for (const page of [serve, env, rules])
    for (const name of Object.keys(releases)) expect(page.stdout).toContain(name);
});

it('what the help says of the members that an image may have is so in every profile', () => {
  expect(serve.stdout).toContain('How many members an image may have [128, in rackspace no limit]');
  const most = Object.values(profiles).map(({ name, membersPerImage }) => [name, membersPerImage]);
  expect(most).toEqual([
    ['glance', 128],
    ['glance-legacy', 128],
    ['rackspace', Infinity],
  ]);
});

it('no line of any help is wider than 100 characters', () => {
  const lines = [overview, serve, env, rules, verify, states, publish, stub, help].flatMap(({ stdout }) =>
    stdout.split('\n'),
  );
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
});

it('--version prints the version of the package and nothing else', async () => {
  const manifest = await readFile(`${import.meta.dirname}/../../package.json`, 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  expect(await callHere(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});
