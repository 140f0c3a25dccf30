/** `verify`: what it says, and how it ends. What the contracts hold is tried in test/contract. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Called, calling, callHere, serveHere, type Serving } from './calling.ts';

const folder: string = mkdtempSync(join(tmpdir(), 'image-members-verify-test-'));
const clouds: string = join(folder, 'clouds.yaml');
const pacts = join(import.meta.dirname, '../../contracts/pacts');
const strangers = join(pacts, 'stranger-glance-image-members-api.json');

let cloud: Serving;
beforeAll(async () => {
  cloud = await serveHere(['--seed', 'contract']);
  const { stdout } = await callHere([
    'env',
    '--seed',
    'contract',
    '--format',
    'clouds.yaml',
    '--url',
    cloud.url,
  ]);
  writeFileSync(clouds, stdout);
});
afterAll(async () => {
  await cloud[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

function verify(...args: readonly string[]): Promise<Called> {
  return callHere(['verify', '--provider-base-url', cloud.url, '--clouds', clouds, ...args]);
}

it('a server that keeps the contracts is told so, interaction by interaction, with the rules', async () => {
  const { code, stdout } = await verify('--pact', strangers, '--all');
  expect(code).toBe(0);
  expect(stdout).toContain('  ok   an onlooker adds a tag  addTag: callerPermitted → notAuthorized\n');
  expect(stdout).toMatch(/^\d+ interactions hold, 0 do not\.$/m);
});

it('where all interactions hold, each consumer has a line, and nothing else is printed', async () => {
  const { stdout } = await verify('--pact', strangers);
  expect(stdout).toMatch(/^stranger-glance {2} *\d+ hold\n\n\d+ interactions hold, 0 do not\.\n$/);
});

it('a server that keeps other rules is told which, on the terminal, in JUnit, in JSON and in Markdown', async () => {
  const [junit, json, markdown] = ['xml', 'json', 'md'].map((end) => join(folder, `report.${end}`)) as [
    string,
    string,
    string,
  ];
  const legacy = join(pacts, 'producer-glance-legacy-image-members-api.json');
  const reports = ['--junit', junit, '--json', json, '--markdown', markdown];
  const { code, stdout, stderr } = await verify('--pact', legacy, ...reports);
  expect(code).toBe(1);
  expect(stderr).toMatch(/image-members-fake: \d+ of \d+ interactions (?:do|does) not hold\.\n$/);
  expect(stdout).toMatch(/^the status is 403, not 204: \d interactions?$/m);
  expect(stdout).toMatch(/^ {2}FAILED .* {2}\w+: granted\n {9}consumer {2}producer-glance-legacy\n/m);
  expect(readFileSync(junit, 'utf8')).toContain('<failure message="the status is 403, not 204');
  expect(readFileSync(markdown, 'utf8')).toContain('<summary><code>the status is 403, not 204</code>: ');
  const { ok, counts, interactions } = JSON.parse(readFileSync(json, 'utf8')) as {
    ok: boolean;
    counts: { fail: number };
    interactions: { rule: string; ok: boolean; differences: { text: string }[] }[];
  };
  expect({ ok, all: counts.fail === interactions.length }).toEqual({ ok: false, all: true });
  const differing = interactions.find((each) => !each.ok && each.rule === 'removeMember: granted');
  expect(differing?.differences[0]?.text).toBe('the status is 403, not 204');
});

it('a server that does not answer stops the verification before its first request', async () => {
  const nowhere = 'http://127.0.0.1:1';
  const { code, stdout, stderr } = await callHere([
    'verify',
    '--provider-base-url',
    nowhere,
    '--clouds',
    clouds,
    '--pact',
    strangers,
  ]);
  expect({ code, stdout }).toEqual({ code: 69, stdout: '' });
  expect(stderr).toContain(
    `  provider: ${nowhere} does not answer GET /versions: nothing listens at 127.0.0.1:1`,
  );
});

it('a player that cannot log in is named, and its password is not', async () => {
  const wrong = join(folder, 'wrong.yaml');
  writeFileSync(wrong, readFileSync(clouds, 'utf8').replaceAll('stranger-secret', 'not-the-password'));
  const { code, stdout, stderr } = await callHere([
    'verify',
    '--provider-base-url',
    cloud.url,
    '--clouds',
    wrong,
    '--pact',
    strangers,
  ]);
  expect(code).toBe(69);
  expect(stderr).toContain('  stranger: The login of the stranger at ');
  expect(stderr).toContain('producer         logs in as producer in project producer\n');
  expect(stdout + stderr).not.toContain('not-the-password');
  expect(stdout + stderr).not.toContain('stranger-secret');
});

it('a player may be a user with a password from the environment', async () => {
  vi.stubEnv('STRANGER_PASSWORD', 'stranger-secret');
  vi.stubEnv('PRODUCER_PASSWORD', 'producer-secret');
  const { code, stdout } = await callHere([
    'verify',
    '--provider-base-url',
    cloud.url,
    '--auth-url',
    `${cloud.url}/identity/v3`,
    '--pact',
    strangers,
    '--clouds',
    clouds,
    '--as-stranger',
    'stranger@stranger',
    '--as-producer',
    'producer@producer',
  ]);
  vi.unstubAllEnvs();
  expect({ code, stdout }).toMatchObject({ code: 0 });
});

it.each([
  ['a server is needed', ['verify'], 'verify needs to know what to verify: --provider-base-url URL'],
  [
    'a server has a URL',
    ['verify', '--provider-base-url', 'glance'],
    '--provider-base-url must be a URL such as',
  ],
  [
    'a URL carries no password',
    ['verify', '--provider-base-url', 'http://me:hidden@127.0.0.1:9292'],
    '--provider-base-url has a user or a password in it',
  ],
  [
    'a file of clouds must be there',
    ['verify', '--provider-base-url', 'http://127.0.0.1:1', '--clouds', 'nowhere.yaml'],
    'Give a clouds.yaml with --clouds FILE.',
  ],
  [
    'a pact must be there',
    ['verify', '--provider-base-url', 'http://127.0.0.1:1', '--pact', 'nowhere'],
    'Give a pact file, or a directory of files',
  ],
  [
    'a pact is a pact',
    ['verify', '--provider-base-url', 'http://127.0.0.1:1', '--pact', 'package.json'],
    'package.json is no pact: it lacks the name of its consumer, the name of its provider, its interactions.',
  ],
  [
    'pacts come from one place',
    [
      'verify',
      '--provider-base-url',
      'http://127.0.0.1:1',
      '--pact',
      'x',
      '--broker-base-url',
      'http://127.0.0.1:2',
    ],
    '--broker-base-url and --pact exclude each other. Leave one of them out.',
  ],
  [
    'results are published to a broker',
    ['verify', '--provider-base-url', 'http://127.0.0.1:1', '--publish-verification-results'],
    '--publish-verification-results goes with --provider-version.',
  ],
  [
    'selectors are a list',
    [
      'verify',
      '--provider-base-url',
      'http://127.0.0.1:1',
      '--broker-base-url',
      'http://127.0.0.1:2',
      '--selectors',
      '{}',
    ],
    '--selectors must be a JSON list',
  ],
  [
    'a pact can be read',
    ['verify', '--provider-base-url', 'http://127.0.0.1:1', '--pact', '/proc/self/fd/x\u0000'],
    'cannot be read: ',
  ],
  ['states need a cloud', ['states'], 'states needs to know the cloud: --target URL'],
])('%s', async (_, args, told) => {
  const { code, stdout, stderr } = await callHere(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(told);
  expect(stderr).not.toContain('hidden');
});

it('a player that nobody plays is named with the option that says who does', async () => {
  const alone = join(folder, 'alone.yaml');
  const text = readFileSync(clouds, 'utf8');
  writeFileSync(alone, text.replace(/^ {2}producer:$/m, '  nobody:'));
  const { code, stderr } = await callHere([
    'verify',
    '--provider-base-url',
    cloud.url,
    '--clouds',
    alone,
    '--pact',
    strangers,
  ]);
  expect(code).toBe(69);
  expect(stderr).toContain(
    'Nobody plays the producer, who owns the image. Say who does: --as-producer CLOUD, or a cloud called producer in clouds.yaml.',
  );
});

/** Node finds none of Pact's packages then. */
const withoutPact = `import module from 'node:module';
  const resolve = module._resolveFilename;
  module._resolveFilename = (name, ...rest) => resolve(name.replace('@pact-foundation', '@not-there'), ...rest);`;

it('without the package that it needs, a command says so first: no server is asked, and nothing is written', async () => {
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(withoutPact)}` };
  const [profile, out] = [join(folder, 'own.yaml'), join(folder, 'own-pacts')];
  writeFileSync(profile, 'name: own\nbased_on: glance\n');
  const logins = await callHere(['journal', '--url', cloud.url]);
  const needing: readonly (readonly [args: readonly string[], missing: string])[] = [
    [['verify', '--provider-base-url', cloud.url, '--clouds', clouds, '--pact', strangers], 'pact-cli'],
    [['contracts', '--profile', profile, '--out', out], 'pact'],
    [['serve', '--port', '0', '--record', out, '--consumer', 'our-client'], 'pact'],
  ];
  for (const [args, missing] of needing) {
    const { code, stdout, stderr } = await calling(args, { env }).ended;
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(
      new RegExp(`^image-members-fake: .*npm install --save-dev @pact-foundation/${missing}\n$`),
    );
  }
  expect((await callHere(['journal', '--url', cloud.url])).stdout).toBe(logins.stdout);
  expect(existsSync(out)).toBe(false);
});
