/** Logging in and looking around in Keystone, with Debian's unchanged `openstack`. */
import { afterAll, expect, it } from 'vitest';
import type { User } from './cloud.ts';
import { printed, type Ran, says } from './command.ts';
import { openStage } from './stage.ts';

const { authUrl, client, clientWith, environment, image, projects, session, close } = await openStage();
afterAll(close);

const openstack = (user: User, ...args: readonly string[]): Promise<Ran> =>
  client('openstack', user, ...args);

it.concurrent('a password gives a token of the project', async () => {
  expect(printed(await openstack('alpha', 'token', 'issue', '-f', 'json'))).toEqual({
    expires: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/) as string,
    id: expect.any(String) as string,
    project_id: projects.alpha,
    user_id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
  });
});

it.concurrent('a wrong password is refused', async () => {
  const env = { ...environment('alpha'), OS_PASSWORD: 'wrong' };
  expect(says(await clientWith(env, 'openstack', 'token', 'issue'))).toMatch(
    /^exit 1: The request you have made requires authentication\. \(HTTP 401\) \(Request-ID: req-[0-9a-f-]{36}\)$/,
  );
});

it.concurrent('a token is good for another token, and for images', async () => {
  const { token } = await session('beta');
  const env = { OS_AUTH_TYPE: 'token', OS_AUTH_URL: authUrl, OS_TOKEN: token, OS_PROJECT_ID: projects.beta };
  const issued = printed(await clientWith(env, 'openstack', 'token', 'issue', '-f', 'json'));
  expect(issued).toMatchObject({ project_id: projects.beta });
  const id = await image({ members: { beta: 'accepted' } });
  expect(says(await clientWith(env, 'openstack', 'image', 'show', id))).toBe('exit 0');
});

it.concurrent('an application credential logs in to its project, with no more than its roles', async () => {
  const name = `cli-${crypto.randomUUID()}`;
  const create = ['application', 'credential', 'create', name, '--role', 'reader', '-f', 'json'];
  const { id, secret } = printed(await openstack('beta', ...create)) as { id: string; secret: string };
  const env = {
    OS_AUTH_TYPE: 'v3applicationcredential',
    OS_AUTH_URL: authUrl,
    OS_APPLICATION_CREDENTIAL_ID: id,
    OS_APPLICATION_CREDENTIAL_SECRET: secret,
  };
  const shared = await image({ members: { beta: 'pending' } });
  expect(says(await clientWith(env, 'openstack', 'image', 'show', shared))).toBe('exit 0');
  expect(says(await clientWith(env, 'openstack', 'image', 'set', '--accept', shared))).toBe(
    'exit 1: HttpException 403: You are not authorized to complete modify_member action.',
  );
  expect(says(await openstack('beta', 'application', 'credential', 'delete', name))).toBe('exit 0');
  expect(says(await clientWith(env, 'openstack', 'token', 'issue'))).toMatch(/^exit 1: .*\(HTTP 40[14]\)/);
});

it.concurrent('a member shows and lists its own project, and no other', async () => {
  expect(printed(await openstack('alpha', 'project', 'show', projects.alpha, '-f', 'json'))).toMatchObject({
    id: projects.alpha,
    name: 'alpha',
    enabled: true,
    domain_id: 'default',
  });
  expect(says(await openstack('alpha', 'project', 'show', projects.beta))).toMatch(
    /^exit 1: You are not authorized to perform the requested action: identity:list_projects\. \(HTTP 403\)/,
  );
  // Keystone refuses the list of all; the client then asks for the user's own.
  expect(printed(await openstack('alpha', 'project', 'list', '-f', 'json'))).toEqual([
    { ID: projects.alpha, Name: 'alpha' },
  ]);
});

it.concurrent('an admin lists all projects', async () => {
  const rows = printed(await openstack('admin', 'project', 'list', '-f', 'json'));
  expect(rows).toEqual(
    expect.arrayContaining(
      (['admin', 'alpha', 'beta', 'gamma', 'delta'] as const).map((Name) => ({ ID: projects[Name], Name })),
    ),
  );
});
