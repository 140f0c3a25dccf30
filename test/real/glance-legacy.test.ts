/** What differs for `glance` where Glance has the policy defaults of Zed and earlier. */
import { afterAll, expect, it } from 'vitest';
import { says } from './command.ts';
import { openStage } from './stage.ts';

const { client, image, projects, close } = await openStage('glance-legacy');
afterAll(close);

it.concurrent('legacy: the owner does not answer for a consumer', async () => {
  const id = await image({ members: { beta: 'accepted' } });
  expect(says(await client('glance', 'alpha', 'member-update', id, projects.beta, 'rejected'))).toBe(
    `exit 1: HTTP 403 Forbidden: Not allowed to update members for image ${id}.`,
  );
});

it.concurrent('legacy: a consumer removes neither itself nor anybody', async () => {
  const id = await image({ members: { beta: 'accepted' } });
  const refused = `exit 1: HTTP 403 Forbidden: Not allowed to delete members for image ${id}.`;
  expect(says(await client('glance', 'beta', 'member-delete', id, projects.beta))).toBe(refused);
  expect(says(await client('glance', 'beta', 'member-delete', id, projects.gamma))).toBe(refused);
});
