/** Imports with Debian's unchanged clients, and images as Heat, Nova and Rally use them, in the program openstack_story.py. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import type { User } from './cloud.ts';
import { printed, type Ran, rows, says } from './command.ts';
import { python } from './setup.ts';
import { openStage } from './stage.ts';

const { client, folder, made, projects, session, close } = await openStage();
afterAll(close);

const program = fileURLToPath(new URL('openstack_story.py', import.meta.url));

/** Where nobody serves an image. */
const nowhere = 'http://127.0.0.1/none.raw';

/** What came of a story, told as a user. */
async function tell(user: User, story: string, ...args: readonly string[]): Promise<Record<string, unknown>> {
  return printed(await client(python, user, program, story, ...args)) as Record<string, unknown>;
}

const glance = (...args: readonly string[]): Promise<Ran> => client('glance', 'alpha', ...args);

/** Until an image has another status than those on the way. */
async function settled(image: string): Promise<unknown> {
  for (;;) {
    const shown = Object.fromEntries(rows(await glance('image-show', image)) as [string, string][]);
    if (!['uploading', 'importing'].includes(shown['status'] ?? '')) return shown['status'];
  }
}

it.concurrent('openstack creates an image by an import', async () => {
  const form = ['--disk-format', 'raw', '--container-format', 'bare', '-f', 'json'];
  const ran = await client(
    'openstack',
    'alpha',
    'image',
    'create',
    '--import',
    '--file',
    'data',
    ...form,
    'cli',
  );
  const id = made((printed(ran) as { id: string }).id);
  expect(await settled(id)).toBe('active');
});

it.concurrent('glance stages data, imports it, and lists the import', async () => {
  const { send } = await session('alpha');
  const form = { name: 'glance-import', disk_format: 'raw', container_format: 'bare' };
  const { id } = (await send('POST', '/v2/images', form)) as { readonly id: string };
  made(id);
  expect(says(await glance('image-stage', '--file', 'data', id))).toBe('exit 0');
  expect(says(await glance('image-import', '--import-method', 'glance-direct', id))).toBe('exit 0');
  expect(await settled(id)).toBe('active');
  const tasks = rows(await glance('image-tasks', id)) as string[][];
  expect(tasks.length).toBe(1);
});

it.concurrent('glance tells which ways to import there are, and which stores', async () => {
  expect(JSON.stringify(rows(await glance('import-info')))).toContain('import-methods');
  expect(JSON.stringify(rows(await glance('stores-info')))).toContain('fs');
});

it.concurrent('openstacksdk stages an image and imports it', async () => {
  const told = await tell('alpha', 'sdk', 'sdk-import');
  made(String(told['id']));
  expect(told).toMatchObject({ status: 'active', data: 'imported by the sdk' });
});

it.concurrent("Heat's WebImage imports and shares; from nowhere, it is never complete", async () => {
  const told = await tell('alpha', 'heat', 'heat-web', projects.beta, nowhere);
  made(String(told['id']));
  expect(told).toMatchObject({
    members: ['pending'],
    failed: { complete: false, task: 'failure' },
    status: 'queued',
    tags: ['t2'],
    property: 'y',
  });
});

it.concurrent("Nova's image module keeps, lists, changes and deletes an image", async () => {
  expect(await tell('alpha', 'nova', `nova-${crypto.randomUUID()}`)).toEqual({
    status: 'active',
    size: 20,
    property: 'z',
    listed: true,
    data: 'snapshot of a server',
    gone: 'ImageNotFound',
  });
});

it.concurrent("Rally's scenarios about images run through", async () => {
  expect(await tell('alpha', 'rally', join(folder, 'data'))).toEqual([
    'ListImages',
    'CreateAndListImage',
    'CreateAndGetImage',
    'CreateAndDownloadImage',
    'CreateAndUpdateImage',
    'CreateAndDeactivateImage',
    'CreateAndDeleteImage',
  ]);
});
