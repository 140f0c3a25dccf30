import { once } from 'node:events';
import { expect, test as testWithFake } from 'image-members-fake/playwright';
import { createApp } from './server.js';

const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';

/** `app` is the URL of the application; its cloud is the world of the test. */
const test = testWithFake.extend({
  app: async ({ fake }, use) => {
    const server = createApp(fake.url).listen(0, '127.0.0.1');
    await once(server, 'listening');
    await use(`http://127.0.0.1:${server.address().port}`);
    server.close();
  },
});

test('who has no offers is told so', async ({ page, app }) => {
  await page.goto(app);
  await expect(page.getByRole('status')).toHaveText('No image waits for your answer.');
});

test('an offer is accepted with one click', async ({ page, app, fake }) => {
  fake.world.as('producer').members.create(image, '123456');
  await page.goto(app);
  await page.getByRole('button', { name: 'Accept Shared image' }).click();

  await expect(page.getByRole('status')).toHaveText('No image waits for your answer.');
  expect(fake).toHaveMember('Shared image', 'consumer', 'accepted');
});

test('an offer that is taken back meanwhile is not accepted', async ({ page, app, fake }) => {
  fake.world.as('producer').members.create(image, '123456');
  await page.goto(app);
  const accept = page.getByRole('button', { name: 'Accept Shared image' });
  await expect(accept).toBeVisible();

  fake.world.as('producer').members.delete(image, '123456');
  await accept.click();
  await expect(page.getByRole('status')).toHaveText('The cloud answered 404.');
});
