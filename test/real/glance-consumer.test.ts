/** The consumer's side of sharing, with Debian's unchanged `glance`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { User } from './cloud.ts';
import { rows, type Ran, says } from './command.ts';
import { openStage } from './stage.ts';

const { client, image, projects, folder, close } = await openStage();
afterAll(close);

const glance = (user: User, ...args: readonly string[]): Promise<Ran> => client('glance', user, ...args);

it.concurrent('a stranger finds neither image nor members', async () => {
  const id = await image({ members: { beta: 'accepted' } });
  expect(says(await glance('gamma', 'member-list', '--image-id', id))).toBe(
    `exit 1: HTTP 404 Not Found: Image ${id} not found.`,
  );
  expect(says(await glance('gamma', 'image-show', id))).toBe(
    `exit 1: HTTP 404 Not Found: No image found with ID ${id}`,
  );
});

it.concurrent('an image is in the list of the member status that it has', async () => {
  const id = await image({ name: 'glance-listed', members: { beta: 'pending' } });
  const lists = async (status: string): Promise<boolean> => {
    const list = [
      'image-list',
      '--visibility',
      'shared',
      '--member-status',
      status,
      '--sort-key',
      'created_at',
    ];
    return rows(await glance('beta', ...list)).some(([listed]) => listed === id);
  };
  expect(await Promise.all(['pending', 'accepted'].map(lists))).toEqual([true, false]);
  expect(rows(await glance('beta', 'member-update', id, projects.beta, 'accepted'))).toEqual([
    [id, projects.beta, 'accepted'],
  ]);
  expect(await Promise.all(['pending', 'accepted'].map(lists))).toEqual([false, true]);
});

it.concurrent('the client itself refuses a status that there is not', async () => {
  const id = await image({ members: { beta: 'accepted' } });
  expect(says(await glance('beta', 'member-update', id, projects.beta, 'bogus'))).toBe(
    "exit 2: glance member-update: error: argument <MEMBER_STATUS>: invalid choice: 'bogus' (choose from 'accepted', 'rejected', 'pending')",
  );
});

it.concurrent('a consumer downloads the image', async () => {
  const id = await image({ members: { beta: 'pending' } });
  expect(says(await glance('beta', 'image-download', '--file', 'downloaded', id))).toBe('exit 0');
  expect(readFileSync(join(folder, 'downloaded'), 'utf8')).toBe('cli image data\n');
});
