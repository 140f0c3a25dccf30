/** What is printed, whatever stands in pacts, seeds, files, paths and arguments: no text from elsewhere steers a terminal. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jsonText, withoutLogins } from '../../src/http/printable.ts';
import { junitOf } from '../../src/contract/verify/junit.ts';
import type { VerifiedInteraction } from '../../src/contract/verify/results.ts';
import { brokerDouble } from '../broker/double.ts';
import { directory } from '../broker/small-pact.ts';
import { callHere, serveHere } from './calling.ts';

/** Clears the screen, turns what follows red, begins a line of its own, and turns its direction around. */
const evil = '\u001b[2J\u009b31m\r\nimage-members-fake: all is well\u2028\u202egnp\u0007';
const reversed = '\u202e';
const shown = '?[2J?31m??image-members-fake: all is well??gnp?';

/** What steers a terminal, but the ends of lines. */
const steering = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

const seed = {
  tenants: [{ name: `acme${evil}` }],
  users: [{ name: `ann${evil}`, password: `secret${evil}`, token: `token-of-ann${evil}` }],
  images: [
    {
      owner: `acme${evil}`,
      visibility: 'shared',
      name: `image${evil}`,
      members: [{ member: `member${evil}`, status: 'pending' }],
    },
  ],
};
const pact = {
  consumer: { name: `consumer${evil}` },
  provider: { name: 'image-members-api' },
  interactions: [
    {
      description: `a sentence${evil} [a rule${reversed}]`,
      providerStates: [{ name: `a state${evil}` }],
      request: { method: 'GET', path: '/v2/images' },
      response: { status: 200 },
    },
  ],
  metadata: { pactSpecification: { version: '3.0.0' } },
};
const files = await directory({
  'seed.json': JSON.stringify(seed),
  'wrong-seed.json': JSON.stringify({ ...seed, [`key${evil}`]: 1 }),
  'pact.json': JSON.stringify(pact),
  'policy.yaml': JSON.stringify({
    add_member: '@',
    [`rule${evil}`]: `rule:other${evil}`,
    get_members: `http://host${evil}`,
  }),
  'no-pact.json': `{"consumer":${evil}`,
  'clouds.yaml': JSON.stringify({
    clouds: { consumer: { auth: { auth_url: 'http://127.0.0.1:1', username: 'a', password: 'b' } } },
  }),
});
afterAll(() => files[Symbol.asyncDispose]());

const ofSeed = ['--seed', `${files.path}/seed.json`];
const verified = [
  'verify',
  '--provider-base-url',
  'http://127.0.0.1:1',
  '--clouds',
  `${files.path}/clouds.yaml`,
];

it.each<[what: string, args: readonly string[], says: string]>([
  ['an argument', ['rules', evil], `rules does not know what to do with ${shown}`],
  ['a command', [evil], `There is no command ${shown}`],
  ['an option', [`--${evil}`], `serve has no option --${shown}`],
  ['a value', ['--port', evil], `--port must be a whole number from 0 to 65535, not ${shown}.`],
  ['a user', ['env', '--as', 'bob', ...ofSeed], `There is no user bob. There are: ann${shown}.`],
  ['the name of a file', ['--seed', evil], `/${shown}, and no world called`],
  ['a path to a seed', ['--seed', `${files.path}/wrong-seed.json`], `key${shown}: `],
  ['a file', ['stub', '--pact', `${files.path}/no-pact.json`], 'no-pact.json is not JSON: '],
  ['a player', [...verified, '--as-consumer', evil], `has no cloud ${shown}.`],
  ['a selector', [...verified, '--selectors', evil, '--broker-base-url', 'http://b.test'], `not ${shown}.`],
])('%s is repeated without control characters, and begins no line of its own', async (_, args, says) => {
  const { code, stdout, stderr } = await callHere(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(steering);
  expect(stderr.match(/^image-members-fake: /gm)).toHaveLength(1);
});

it.each([
  ['rules', ['rules']],
  ['rules --format json', ['rules', '--format', 'json']],
  ['rules --format markdown', ['rules', '--format', 'markdown']],
])('%s repeats nothing of a policy that steers, in its notes and in its tables', async (_, args) => {
  const { code, stdout, stderr } = await callHere([...args, '--policy', `${files.path}/policy.yaml`]);
  expect(code).toBe(0);
  expect(stderr).toContain(`: rule${shown}: `);
  expect(stderr.match(/^image-members-fake: /gm)).toBeNull();
  expect(stdout + stderr).not.toMatch(steering);
});

it('with --json a note on a policy is an object as each line of the log', async () => {
  await using fake = await serveHere(['--json', '--policy', `${files.path}/policy.yaml`]);
  const { stderr } = await fake.stop();
  const said = stderr
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(said).toContainEqual({
    warning: `${files.path}/policy.yaml:1: rule${evil}: Glance asks for no such rule.`,
  });
  expect(stderr).not.toMatch(steering);
});

it('a login is masked wherever a URL begins, and a million signs are read in one go', () => {
  expect(withoutLogins('to http://a:b@c, x_http://d@e file:/f@g (git+ssh:/h@i@j k:/l@m')).toBe(
    'to http://…@c, x_http://d@e file:/f@g (git+ssh:/…@j k:/l@m',
  );
  for (const part of ['a.', 'ab://', 'a', '@', ':/', ' '])
    expect(withoutLogins(`${part.repeat(1_000_000 / part.length)}b`)).toHaveLength(
      Math.floor(1_000_000 / part.length) * part.length + 1,
    );
});

it('a seed that is refused has a line for each problem, and no others', async () => {
  const { stderr } = await callHere(['--seed', `${files.path}/wrong-seed.json`]);
  expect(stderr.split('\n')).toEqual([
    expect.stringMatching(/^image-members-fake: The seed .* is refused: 1 problem\.$/) as string,
    expect.stringMatching(/^ {2}\S+wrong-seed\.json:\d+:\d+: key\?\[2J/) as string,
    '',
  ]);
});

it.each([
  ['serve', []],
  ['serve --json', ['--json']],
])('%s prints nothing of a world or a path that steers', async (_, options) => {
  await using fake = await serveHere([...ofSeed, ...options]);
  await fetch(`${fake.url}/v2/cached_images/${encodeURIComponent(evil)}`, {
    headers: { 'x-auth-token': 'x' },
  });
  const { stdout, stderr } = await fake.stop();
  expect(stdout + stderr).not.toMatch(steering);
  expect(stderr).toContain('/v2/cached_images/');
});

it('verify prints and reports nothing of a pact that steers; its JSON says what the pact says', async () => {
  const [junit, json] = [`${files.path}/report.xml`, `${files.path}/report.json`];
  const reports = ['--junit', junit, '--json', json];
  await using server = await serveHere([]);
  const there = ['verify', '--provider-base-url', server.url, '--clouds', `${files.path}/clouds.yaml`];
  const { code, stdout, stderr } = await callHere([
    ...there,
    '--all',
    '--pact',
    `${files.path}/pact.json`,
    ...reports,
  ]);
  expect(code).toBe(1);
  expect(stdout).toContain(`consumer${shown}\n  FAILED a sentence${shown}  a rule?\n`);
  const [xml, text] = await Promise.all([junit, json].map((file) => readFile(file, 'utf8')));
  for (const printed of [stdout, stderr, xml, text]) expect(printed).not.toMatch(steering);
  expect(xml).toContain(`name="a sentence${shown}"`);
  expect(JSON.parse(text ?? '')).toMatchObject({
    interactions: [{ consumer: `consumer${evil}`, sentence: `a sentence${evil}`, rule: `a rule${reversed}` }],
  });
});

it('what the tools of Pact print goes the same way', async () => {
  await using broker = await brokerDouble();
  const args = ['--broker-base-url', broker.url, '--version', '1', '--pact', `${files.path}/pact.json`];
  const { code, stdout, stderr } = await callHere(['publish', ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('consumer');
  expect(stdout).not.toMatch(steering);
});

it('XML has no character that XML 1.0 does not', () => {
  const odd = '\u0000\u0008\u000b\u001f\ufffe\uffff\ud800 \udc00 \u{1f600}\t\ud7ff\ue000';
  const interaction: VerifiedInteraction = {
    consumer: 'c',
    sentence: odd,
    rule: '',
    ok: false,
    pending: false,
    differences: [{ kind: 'other', where: '', text: odd }],
    states: [],
    milliseconds: 1,
  };
  const kept = `????${'\ufffd'.repeat(3)} \ufffd \u{1f600}?\ud7ff\ue000`;
  const xml = junitOf({ ok: false, interactions: [interaction] });
  expect(xml).toContain(`name="${kept}"`);
  expect(xml).toContain(`>${kept}</failure>`);
});

it('JSON says the same in signs that steer nothing', () => {
  const value = { [`key${evil}`]: [evil, '\u007f', 'ü', '\u{1f600}'] };
  for (const indent of [undefined, 2]) {
    expect(jsonText(value, indent)).not.toMatch(steering);
    expect(JSON.parse(jsonText(value, indent))).toEqual(value);
  }
});

/** Without its start file, which a bash reads whose input is a socket, as Node's pipes are. */
const shells = [
  ['bash', ['--norc']],
  ['dash', []],
] as const;

it.each(shells)(
  'in %s the environment of a user is what the seed says, whatever it says',
  async (shell, options) => {
    const { stdout } = await callHere(['env', '--as', `ann${evil}`, ...ofSeed]);
    expect(stdout).not.toMatch(steering);
    const script = `eval "$1"; env -0`;
    const run = await promisify(execFile)(shell, [...options, '-c', script, shell, stdout], {
      env: { PATH: process.env['PATH'] },
    });
    const variables = Object.fromEntries(run.stdout.split('\0').map((line) => line.split(/=(.*)/s, 2)));
    expect(variables).toMatchObject({
      OS_USERNAME: `ann${evil}`,
      OS_PASSWORD: `secret${evil}`,
      OS_PROJECT_NAME: `acme${evil}`,
      AUTH_TOKEN: `token-of-ann${evil}`,
    });
  },
);

it('a clouds.yaml says what the seed says, and its comment holds no line of the seed', async () => {
  const { stdout } = await callHere(['env', '--format', 'clouds.yaml', ...ofSeed]);
  expect(stdout).not.toMatch(steering);
  expect(stdout.split('\n').slice(0, 3)).toEqual([
    '# Put it into the directory where you work, or into ~/.config/openstack, and choose a cloud:',
    '# export OS_CLOUD=NAME',
    '{',
  ]);
  expect(parse(stdout)).toMatchObject({
    clouds: { [`ann${evil}`]: { auth: { username: `ann${evil}`, password: `secret${evil}` } } },
  });
});

it('what no variable can hold is a mistake of the seed', async () => {
  const file = await files.write(
    'nul.json',
    JSON.stringify({ tenants: [{ name: 'acme' }], users: [{ name: 'ann', password: 'a\0b' }] }),
  );
  expect(await callHere(['env', '--as', 'ann', '--seed', file])).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'image-members-fake: OS_PASSWORD of ann would have a NUL character, which no variable can hold. Use clouds.yaml: env --format clouds.yaml.\n',
  });
});
