import { readdir } from 'node:fs/promises';
import { afterAll, expect, it } from 'vitest';
import { callHere, calling } from '../cli/calling.ts';
import { brokerDouble } from './double.ts';
import { directory, provider, smallPact } from './small-pact.ts';

const pact = await smallPact();
const text = JSON.stringify(pact);
const pacts = await directory({ 'pact.json': text, 'read-me.txt': 'no pact' });
const nothing = await directory({ 'read-me.txt': 'no pact' });
const broken = await directory({
  'a.json': text,
  'b.json': '{"consumer":',
  'c.json': JSON.stringify({ ...pact, consumer: {}, interactions: undefined }),
});

afterAll(async () => {
  for (const each of [pacts, nothing, broken]) await each[Symbol.asyncDispose]();
});

/** A broker that nothing reaches: what is refused before must not ask it. */
const nowhere = 'http://127.0.0.1:1';
const secret = 'open-sesame';

const noBroker =
  'publish needs to know the broker: --broker-base-url URL, or PACT_BROKER_BASE_URL in the environment.';
const noVersion =
  'publish needs to know which version of the consumers the pacts are of: --version VERSION, best the commit.';
const noUrl = '--broker-base-url must be a URL such as https://broker.example.com.';
const openUrl =
  'has a user or a password in it, which everybody on this machine could read. Leave them out, and set PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD, or PACT_BROKER_TOKEN, in the environment.';
const noPact = 'Give a pact file, or a directory of files that end in .json, with --pact.';
const at = ['--version', '1', '--broker-base-url', nowhere];

it.for<[string, readonly string[], string]>([
  ['no broker', ['--version', '1'], noBroker],
  ['no version', ['--broker-base-url', nowhere], noVersion],
  ['--version without a value', ['--version'], '--version needs a value: --version VERSION.'],
  ['a broker that is no URL', ['--version', '1', '--broker-base-url', 'broker'], noUrl],
  ['a URL that is not of the web', ['--version', '1', '--broker-base-url', `ftp://me:${secret}@host`], noUrl],
  [
    'a URL without http, with a password',
    ['--version', '1', '--broker-base-url', `me:${secret}@host`],
    noUrl,
  ],
  [
    'a password in the URL',
    ['--broker-base-url', `http://me:${secret}@host`],
    `--broker-base-url ${openUrl}`,
  ],
  [
    'a password in the URL of the build',
    [...at, '--build-url', `http://${secret}@host`],
    '--build-url has a user or a password in it, which everybody on this machine could read. Leave them out.',
  ],
  [
    'a place where nothing is',
    [...at, '--pact', `${nothing.path}/x`],
    `there is no pact file at ${nothing.path}/x. ${noPact}`,
  ],
  [
    'a directory without pacts',
    [...at, '--pact', nothing.path],
    `there is no pact file at ${nothing.path}. ${noPact}`,
  ],
  [
    'credentials among the options',
    ['--broker-token', secret],
    'publish has no option --broker-token. See image-members-fake help publish.',
  ],
])('%s: one line that says what to do, and exit code 2', async ([, options, message]) => {
  expect(await callHere(['publish', ...options])).toEqual({
    code: 2,
    stdout: '',
    stderr: `image-members-fake: ${message}\n`,
  });
});

it('files that are no pacts: each is named with what is wrong, and exit code 2', async () => {
  const { code, stdout, stderr } = await callHere(['publish', ...at, '--pact', broken.path]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  const [summary, ...problems] = stderr.trimEnd().split('\n');
  expect(summary).toBe('image-members-fake: not everything there is a pact:');
  expect(problems).toEqual([
    expect.stringContaining(`${broken.path}/b.json is not JSON: `),
    `  ${broken.path}/c.json is no pact: it lacks the name of its consumer, its interactions.`,
  ]);
});

it('a password in the URL of the environment is refused as well, and not printed', async () => {
  const called = await callHere(['publish', '--version', '1'], {
    PACT_BROKER_BASE_URL: `http://me:${secret}@host`,
  });
  expect(called).toEqual({
    code: 2,
    stdout: '',
    stderr: `image-members-fake: PACT_BROKER_BASE_URL ${openUrl}\n`,
  });
});

it('a token that the broker does not know: exit code 69, and the token is not printed', async () => {
  await using broker = await brokerDouble({ token: 'another' });
  const variables = { PACT_BROKER_BASE_URL: broker.url, PACT_BROKER_TOKEN: secret };
  const { code, stdout, stderr } = await callHere(
    ['publish', '--version', '1', '--pact', pacts.path],
    variables,
  );
  expect(code).toBe(69);
  expect(stdout).toContain('401 Unauthorized');
  expect(stderr).toBe(
    'image-members-fake: not published: the tool of the broker ended with exit code 1. Its words above say why.\n',
  );
  expect(stdout + stderr).not.toContain(secret);
  expect(broker.heard).toEqual(['GET / 401']);
});

it('a broker that does not answer: exit code 69', async () => {
  const variables = { PACT_BROKER_HTTP_RETRIES: '0' };
  expect(await callHere(['publish', ...at, '--pact', pacts.path], variables)).toMatchObject({ code: 69 });
});

it('without --pact those of the package are published that hold in the profile, and no others', async () => {
  await using broker = await brokerDouble();
  const options = ['--version', '1', '--broker-base-url', broker.url, '--profile', 'rackspace'];
  const { code, stdout } = await callHere(['publish', ...options]);
  expect(code).toBe(0);
  const published = Array.from(stdout.matchAll(/Published (\S+) version/g), ([, consumer = '']) => consumer);
  const own = (await readdir(`${import.meta.dirname}/../../contracts/pacts`))
    .filter((name) => name.endsWith(`-rackspace-${provider}.json`))
    .map((name) => name.replace(`-${provider}.json`, ''));
  expect(published.toSorted()).toEqual(own.toSorted());
});

it('another pact under a version that is published: the broker refuses it, exit code 69', async () => {
  await using broker = await brokerDouble();
  const options = ['publish', '--version', '1', '--broker-base-url', broker.url, '--pact'];
  expect(await callHere([...options, `${pacts.path}/pact.json`])).toMatchObject({ code: 0 });
  expect(await callHere([...options, `${pacts.path}/pact.json`])).toMatchObject({ code: 0 });
  await using others = await directory({ 'pact.json': JSON.stringify(await smallPact()) });
  const refused = await callHere([...options, others.path]);
  expect(refused.code).toBe(69);
  expect(refused.stdout).toContain('Cannot change the content of the pact');
});

it('without the official tools: how to install them, and exit code 2', async () => {
  const hidden = `import module from 'node:module';
    const resolve = module._resolveFilename;
    module._resolveFilename = (name, ...rest) => resolve(name.replace('pact-cli', 'not-there'), ...rest);`;
  const variables = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hidden)}` };
  const { code, stdout, stderr } = await calling(['publish', ...at, '--pact', pacts.path], { env: variables })
    .ended;
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^image-members-fake: .*npm install --save-dev @pact-foundation\/pact-cli\n$/);
});
