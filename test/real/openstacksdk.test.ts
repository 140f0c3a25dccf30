/** Sharing with Debian's unchanged openstacksdk, in the program openstacksdk_story.py. */
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import type { User } from './cloud.ts';
import { printed } from './command.ts';
import { data } from './images.ts';
import { python } from './setup.ts';
import { openStage } from './stage.ts';

const { authUrl, client, clientWith, image, made, projects, session, close } = await openStage();
afterAll(close);

const program = fileURLToPath(new URL('openstacksdk_story.py', import.meta.url));

/** What came of a story, told as a user. */
async function tell(user: User, story: string, ...args: readonly string[]): Promise<unknown> {
  return printed(await client(python, user, program, story, ...args));
}

it.concurrent('openstacksdk uploads an image and finds it active', async () => {
  const uploaded = await tell('alpha', 'upload', 'sdk-uploaded');
  const id = made((uploaded as { id: string }).id);
  expect(uploaded).toEqual({ id, status: 'active', size: 15, checksum: data.md5 });
});

it.concurrent('openstacksdk shares an image with a member, once, and does not answer for it', async () => {
  const id = await image();
  const member = { image: id, member: projects.beta, status: 'pending' };
  expect(await tell('alpha', 'share', id, projects.beta)).toEqual({
    added: member,
    again: ['ConflictException', 409],
    members: [member],
    got: member,
    found: 'pending',
    nobody: null,
    'nobody, not ignored': ['ResourceNotFound', null],
    'answer of the owner': ['HttpException', 403],
  });
});

it.concurrent('openstacksdk answers as the consumer, and downloads', async () => {
  const id = await image({ name: 'sdk-answered', members: { beta: 'pending' } });
  expect(await tell('beta', 'answer', id, projects.beta, 'sdk-answered')).toEqual({
    before: ['pending', 'all'],
    statuses: ['accepted', 'rejected', 'pending', 'accepted'],
    after: ['accepted', 'all'],
    bogus: ['BadRequestException', 400],
    'by name': id,
    data: 'cli image data\n',
    'removes itself': ['HttpException', 403],
  });
});

it.concurrent('openstacksdk removes a member, and tells that there is none left', async () => {
  const id = await image({ members: { beta: 'accepted' } });
  expect(await tell('alpha', 'remove', id, projects.beta)).toEqual({
    again: ['ResourceNotFound', 404],
    got: ['ResourceNotFound', 404],
    private: ['HttpException', 403],
    deleted: ['ResourceNotFound', 404],
  });
});

it.concurrent('openstacksdk shows a stranger nothing', async () => {
  const id = await image({ members: { beta: 'accepted' } });
  expect(await tell('gamma', 'strange', id, projects.gamma)).toEqual({
    image: ['ResourceNotFound', 404],
    members: ['ResourceNotFound', 404],
    add: ['ResourceNotFound', 404],
    answer: ['ResourceNotFound', 404],
    listed: [],
  });
});

it.concurrent('openstacksdk logs in with a token', async () => {
  const { token, project } = await session('beta');
  const env = { OS_AUTH_TYPE: 'token', OS_AUTH_URL: authUrl, OS_TOKEN: token, OS_PROJECT_ID: project };
  const id = await image({ members: { beta: 'accepted' } });
  expect(printed(await clientWith(env, python, program, 'whoami'))).toMatchObject({ project });
  expect(printed(await clientWith(env, python, program, 'strange', id, projects.gamma))).toMatchObject({
    image: null,
    listed: ['accepted', 'all'],
  });
});

it.concurrent('openstacksdk logs in with an application credential, which has no more than its roles', async () => {
  const name = `sdk-${crypto.randomUUID()}`;
  const { id, secret } = (await tell('beta', 'credential', name)) as { id: string; secret: string };
  const env = {
    OS_AUTH_TYPE: 'v3applicationcredential',
    OS_AUTH_URL: authUrl,
    OS_APPLICATION_CREDENTIAL_ID: id,
    OS_APPLICATION_CREDENTIAL_SECRET: secret,
  };
  const shared = await image({ members: { beta: 'pending' } });
  expect(printed(await clientWith(env, python, program, 'strange', shared, projects.beta))).toEqual({
    image: null,
    members: null,
    add: ['HttpException', 403],
    answer: ['HttpException', 403],
    listed: ['pending', 'all'],
  });
  await tell('beta', 'forget', id);
});
