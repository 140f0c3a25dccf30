/** Sharing as Debian's unchanged OpenStack Dashboard (Horizon) shows it, in Chromium. */
import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listen } from '../../src/express.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake } from '../../src/world/fake.ts';
import { launchChromium } from './browser/visit.ts';
import type { User } from './cloud.ts';
import { type Horizon, ImagesPanel, startHorizon } from './horizon.ts';
import { data } from './images.ts';
import { openStage } from './stage.ts';

/** Pages of Horizon take seconds each. */
const timeout = 400_000;

const { authUrl, image, made, projects, session, passwordOf, close } = await openStage();
let horizon: Horizon;
let browser: Browser;

beforeAll(async () => {
  horizon = await startHorizon(authUrl, 'legacy');
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await horizon[Symbol.asyncDispose]();
  await close();
});

function panelOf(user: User): Promise<ImagesPanel> {
  return ImagesPanel.open(browser, horizon, user, passwordOf(user));
}

/** A name that no image of a cloud has that others use as well. */
function nameOf(what: string): string {
  return `horizon-${what}-${randomUUID().slice(0, 8)}`;
}

it('the producer creates an image, sees its details, edits and deletes it', { timeout }, async () => {
  const name = nameOf('made');
  await using panel = await panelOf('alpha');
  await panel.create(name);
  expect(await panel.cells(name)).toEqual([name, 'Image', 'Active', 'Shared', 'No', 'RAW', '15 bytes']);
  const alpha = await session('alpha');
  const { images } = (await alpha.send('GET', `/v2/images?name=${name}`)) as { images: { id: string }[] };
  const id = made(images[0]?.id ?? '');
  panel.answers.length = 0;
  await panel.edit(name, 'described in Horizon', 'Private');
  expect(panel.answers.filter((answer) => answer.startsWith('PATCH'))).toEqual([
    `PATCH 204 images/${id}/properties/`,
    `PATCH 204 images/${id}/`,
  ]);
  expect(await alpha.send('GET', `/v2/images/${id}`)).toMatchObject({
    checksum: data.md5,
    description: 'described in Horizon',
    visibility: 'private',
  });
  expect(await panel.details(name)).toMatchObject({ ID: id, Checksum: data.md5, Visibility: 'Private' });
  await panel.back();
  await panel.remove(name);
  await expect(alpha.send('GET', `/v2/images/${id}`)).rejects.toThrow('404');
});

it('an image that is shared is in the list of a consumer once it is accepted', { timeout }, async () => {
  const name = nameOf('shared');
  const id = await image({ name, members: { beta: 'pending' } });
  await using panel = await panelOf('beta');
  expect(await panel.cells(name)).toBeUndefined();
  const beta = await session('beta');
  await beta.send('PUT', `/v2/images/${id}/members/${projects.beta}`, { status: 'accepted' });
  await panel.reload();
  await expect
    .poll(() => panel.cells(name))
    .toEqual([name, 'Image', 'Active', 'Image from Other Project - Non-Public', 'No', 'RAW', '15 bytes']);
  await panel.search('no such image');
  await expect.poll(() => panel.cells(name), { timeout: 60_000 }).toBeUndefined();
  await panel.search(name);
  await expect.poll(() => panel.cells(name), { timeout: 60_000 }).toBeDefined();
  expect(await panel.details(name)).toMatchObject({ ID: id, Owner: projects.alpha });
});

it('an administrator adds a property, though there are no metadata definitions', { timeout }, async () => {
  const name = nameOf('metadata');
  const alpha = await session('alpha');
  const id = await image({ name });
  await using panel = await panelOf('admin');
  await panel.addMetadata(name, 'hw_rng_model', 'virtio');
  expect(await alpha.send('GET', `/v2/images/${id}`)).toMatchObject({ hw_rng_model: 'virtio' });
});

it(
  'in direct mode the browser itself sends the data, where the fake allows its page',
  { timeout },
  async () => {
    const name = nameOf('direct');
    const fake = createFake({ seed: readSeedFile('openstack-clients') });
    await using server = await listen(fake, { cors: true });
    await using direct = await startHorizon(`${server.url}/identity/v3`, 'direct');
    await using panel = await ImagesPanel.open(browser, direct, 'alpha', 'alpha-secret-password');
    const uploads: string[] = [];
    panel.page.on('request', (request) => {
      if (request.method() === 'PUT') uploads.push(new URL(request.url()).origin);
    });
    await panel.create(name);
    expect(uploads).toContain(server.url);
    expect(fake.world().images).toMatchObject([{ name, data: data.text }]);
  },
);
