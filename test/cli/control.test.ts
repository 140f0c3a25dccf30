import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { cleanFolder } from '../getting/steps.ts';
import {
  type Called,
  callHere,
  calling,
  environmentWith,
  printedIn,
  serveHere,
  type Serving,
} from './calling.ts';
import { startHere } from './here.ts';

const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';
const members = `/v2/images/${image}/members`;

let fake: Serving;
beforeAll(async () => {
  fake = await serveHere(['--quiet', '--random-seed', '1']);
});
afterAll(() => fake.stop());

/** Calls a command about the server. */
function about(...args: readonly string[]): Promise<Called> {
  return callHere([...args, '--url', fake.url]);
}

/** What a command prints, where it succeeds. */
async function printed(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await about(...args);
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

async function status(user: string, method: string, path: string, body?: object): Promise<number> {
  const headers = { 'x-auth-token': `${user}-token`, 'content-type': 'application/json' };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return (await fetch(fake.url + path, { method, headers, ...sent })).status;
}

beforeEach(() => printed('reset'));

it('wait ends once the server answers, and fails where it does not', async () => {
  expect(await printed('wait')).toBe('');
  expect(await callHere(['wait', '--url', 'http://127.0.0.1:9', '--timeout', '0'])).toEqual({
    code: 69,
    stdout: '',
    stderr: expect.stringMatching(
      /^image-members-fake: http:\/\/127\.0\.0\.1:9 does not answer after 0 seconds\. .*(?:ECONNREFUSED|refused|bad port)/,
    ) as string,
  });
});

it('reset puts the default world back to its seed', async () => {
  await status('producer', 'DELETE', `/v2/images/${image}`);
  await printed('reset');
  expect(await status('producer', 'GET', `/v2/images/${image}`)).toBe(200);
});

it('world prints what there is, makes worlds, lists and deletes them', async () => {
  const seed = JSON.parse(await printed('world', '--secrets')) as { users: { token?: string }[] };
  expect(seed.users.map(({ token }) => token)).toContain('producer-token');
  expect(await printed('world')).not.toContain('producer-token');
  expect(await printed('world', '--make', '--world', 'mine', '--profile', 'rackspace')).toBe(
    `${fake.url}/worlds/mine\n`,
  );
  expect(await printed('world', '--list')).toMatch(
    /^NAME +PROFILE +RELEASE +IMAGES +IDLE\nmine +rackspace +- +1 +\d s\n$/,
  );
  expect(await status('producer', 'GET', '/worlds/mine/v2/images')).toBe(200);
  await printed('world', '--delete', '--world', 'mine');
  expect(await about('world', '--delete', '--world', 'mine')).toMatchObject({
    code: 69,
    stderr: expect.stringContaining('There is no world "mine".') as string,
  });
  expect(await about('world', '--make')).toMatchObject({ code: 2 });
});

it('world --make takes a policy: a world of its own follows it', async () => {
  using folder = cleanFolder({ 'policy.yaml': 'get_members: "role:admin"\n' });
  await printed('world', '--make', '--world', 'ruled', '--policy', `${folder.path}/policy.yaml`);
  expect(await status('producer', 'GET', `/worlds/ruled${members}`)).toBe(403);
  expect(await status('producer', 'GET', members)).toBe(200);
  await printed('world', '--delete', '--world', 'ruled');
});

it('snapshot keeps a state by name, says what became different, and comes back to it', async () => {
  await printed('snapshot', 'before');
  await status('producer', 'POST', members, { member: '7000001' });
  expect(await printed('snapshot')).toBe('before\n');
  expect(await printed('snapshot', 'before', '--diff')).toBe(
    `image ${image} (Shared image): member 7000001 (stranger) is new, pending\n`,
  );
  await printed('snapshot', 'before', '--restore');
  expect(await printed('snapshot', 'before', '--diff')).toBe('');
  await printed('snapshot', 'before', '--delete');
  expect(await about('snapshot', 'before', '--restore')).toMatchObject({
    code: 69,
    stderr: 'image-members-fake: There is no snapshot "before". There is none yet.\n',
  });
  expect(await about('snapshot', 'x', '--restore', '--delete')).toMatchObject({ code: 2 });
});

it('journal prints exchanges as the log has them, and with --unexpected fails where there are any', async () => {
  await printed('journal', '--clear');
  await status('producer', 'PUT', `${members}/9876543`, { status: 'accepted' });
  expect(await printed('journal', '--caller', 'producer')).toMatch(
    /^\d{4}-\d\d-\d\dT[\d:]{8}Z +producer@5000001 +PUT \/v2\/images\/a96be11e…\/members\/9876543 +403 +callerPermitted: notAuthorized – only member 9876543 \(second-consumer\) can change its status; you are the owner, producer\n$/,
  );
  expect(await printed('journal', '--unexpected')).toBe('');
  await status('producer', 'POST', members, { member: 'consumer' });
  expect(await about('journal', '--unexpected')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('Warning: consumer is the name of a tenant') as string,
    stderr: 'image-members-fake: 1 unexpected exchange.\n',
  });
  const [entry] = (await printed('journal', '--json', '--status', '403')).split('\n');
  expect(JSON.parse(entry ?? '')).toMatchObject({ status: 403, names: { '9876543': 'second-consumer' } });
});

it('journal --follow ends when nobody reads it any more', async () => {
  const { child, ended } = calling(['journal', '--follow', '--url', fake.url]);
  child.stdout.once('data', () => child.stdout.destroy());
  while ((child.exitCode ?? child.signalCode) === null) await fetch(`${fake.url}/v2/images`);
  expect((await ended).code).toBe(0);
});

it('journal --follow prints what the filters ask for, and ends with exit code 1 where that was unexpected', async () => {
  const words = ['--follow', '--unexpected', '--method', 'post', '--json', '--url', fake.url];
  const following = startHere(['journal', ...words], environmentWith({}));
  let method: string | undefined;
  void printedIn(following, /"method":"\w+"/).then((found) => (method = found));
  // The first requests may come before it follows.
  const askUntilPrinted = async (): Promise<void> => {
    await status('producer', 'GET', '/compute/v2.1/servers');
    await status('producer', 'GET', members);
    await status('producer', 'POST', members, { member: 'consumer' });
    if (method === undefined) await askUntilPrinted();
  };
  await askUntilPrinted();
  expect(method).toBe('"method":"POST"');
  following.kill('SIGINT');
  const { code, stdout } = await following.ended;
  expect(code).toBe(1);
  expect(stdout).not.toContain('"GET"');
});

it('journal says which words there are where none fits', async () => {
  await printed('journal', '--clear');
  await status('producer', 'PUT', `${members}/9876543`, { status: 'accepted' });
  expect(await about('journal', '--refused', 'notAuthorised', '--caller', 'producr')).toEqual({
    code: 0,
    stdout: '',
    stderr:
      'Nothing fits among 1 exchange of the journal. It has --caller producer. It has --refused notAuthorized.\n',
  });
  expect((await about('journal', '--status', '404')).stderr).toBe(
    'Nothing fits among 1 exchange of the journal. It has --status 403.\n',
  );
});

it.for<[string, string]>([
  ['fault --status 404', 'The fault is refused: --status must be one of 401, 413, 429, 500, 503, not 404.'],
  ['fault --first 1', 'The fault is refused: it has no effect. Add --status, --delay, --cut or --stale.'],
  [
    'fault --operation addMembr --delay 1',
    'The fault is refused: there is no operation addMembr. Did you mean addMember?',
  ],
  ['journal --follow --status 1', '--status must be a whole number from 100 to 599, not 1.'],
  [
    'world --world a/b',
    '"a/b" cannot be a name: names are of letters, digits, ".", "_", "~" and "-", and begin with a letter or a digit.',
  ],
])('%s is refused before a server is asked', async ([line, problem]) => {
  expect(await callHere([...line.split(' '), '--url', 'http://127.0.0.1:9'])).toEqual({
    code: 2,
    stdout: '',
    stderr: `image-members-fake: ${problem}\n`,
  });
});

it('fault sets faults, lists and removes them', async () => {
  await printed(
    'fault',
    '--operation',
    'listMembers',
    '--first',
    '1',
    '--status',
    '503',
    '--retry-after',
    '2',
  );
  expect([await status('producer', 'GET', members), await status('producer', 'GET', members)]).toEqual([
    503, 200,
  ]);
  expect(await printed('fault')).toBe(
    '1  operation listMembers, first 1, status 503, retryAfter 2  matched 2  applied 1\n',
  );
  await printed('fault', '--remove', '1');
  expect(await printed('fault')).toBe('');
  expect(await about('fault', '--operation', 'listMembrs', '--status', '503')).toMatchObject({
    code: 2,
    stderr:
      'image-members-fake: The fault is refused: there is no operation listMembrs. Did you mean listMembers?\n',
  });
});

it('clock shows the time of a world, sets, freezes and advances it', async () => {
  expect(await printed('clock', '--set', '2030-01-01T00:00:00Z', '--freeze')).toMatch(
    /^2030-01-01T00:00:00\.000Z {2}frozen, \d+ days ahead of the time of day\n$/,
  );
  expect(await printed('clock', '--advance', '90')).toMatch(/^2030-01-01T00:01:30\.000Z {2}frozen/);
  expect(await about('clock', '--set', 'tomorrow')).toMatchObject({
    code: 2,
    stderr: 'image-members-fake: --set must be a time such as 2030-01-01T00:00:00Z, not tomorrow.\n',
  });
  expect(await about('clock', '--freeze', '--run')).toMatchObject({ code: 2 });
});

it('a server that is not there, and a page that is no control plane, are named', async () => {
  const { code, stderr } = await callHere(['reset', '--url', 'http://127.0.0.1:9']);
  expect([code, stderr]).toEqual([
    69,
    expect.stringMatching(
      /^image-members-fake: http:\/\/127\.0\.0\.1:9 cannot be reached: .*Is a server running there\?/,
    ),
  ]);
  expect(await callHere(['reset', '--url', `${fake.url}/v2`])).toMatchObject({ code: 69 });
});

it('the journal as HAR has an entry for each exchange, with its reason as comment, and no header', async () => {
  await printed('world', '--make', '--world', 'har');
  await status('consumer', 'DELETE', `/worlds/har${members}/123456?x=1%202`);
  const har = JSON.parse(await printed('journal', '--har', '--world', 'har')) as {
    log: { version: string; entries: readonly object[] };
  };
  expect(har.log.version).toBe('1.2');
  expect(har.log.entries).toEqual([
    expect.objectContaining({
      request: {
        method: 'DELETE',
        url: `${fake.url}/worlds/har${members}/123456?x=1%202`,
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: [],
        headersSize: -1,
        queryString: [{ name: 'x', value: '1 2' }],
        bodySize: -1,
      },
      response: {
        status: 404,
        statusText: 'Not Found',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: [],
        headersSize: -1,
        content: { size: 0, mimeType: '' },
        redirectURL: '',
        bodySize: -1,
      },
      comment: expect.stringMatching(/^the image is shared: only the owner, /) as string,
    }),
  ]);
  await printed('world', '--delete', '--world', 'har');
  expect(await about('journal', '--har', '--json')).toMatchObject({ code: 2 });
  expect(await about('journal', '--har', '--follow')).toMatchObject({ code: 2 });
});
