/** Runs under Playwright's own runner: test/real/kit.test.ts starts it. */
import { expect, test } from '../../src/playwright.ts';

const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';

for (const number of [1, 2, 3])
  test(`a page talks to the world of its test, and to no other: ${number}`, async ({ page, fake }) => {
    await page.goto(`${fake.url}/`);
    const status = await page.evaluate(
      async ({ url, image: id }) => {
        const headers = { 'x-auth-token': 'producer-token' };
        const body = JSON.stringify({ member: '123456' });
        return (await fetch(`${url}/v2/images/${id}/members`, { method: 'POST', headers, body })).status;
      },
      { url: fake.url, image },
    );
    expect(status).toBe(200);
    expect(fake).toHaveMember('Shared image', 'consumer', 'pending');
    expect(await fake.client.journal.entries({ operation: 'addMember' })).toHaveLength(1);
    expect(fake).not.toHaveMember(image, 'stranger');
  });

test('the world of a test is gone when it is over', async ({ fake, fakeHost }) => {
  expect(fakeHost.worlds.list().map(({ name }) => name)).toEqual([fake.world.name]);
  await fake.client.clock.set({ now: '2030-01-01T00:00:00Z', frozen: true });
  expect(fake.world.clock.now()).toBe(Date.UTC(2030, 0));
});

test('a failure says what there is instead', ({ fake }) => {
  fake.world.as('producer').members.update(image, '9876543', 'rejected');
  expect(fake).toHaveRefused('updateMember', { by: 'producer', because: /owner/ });
  expect(() => expect(fake).toHaveRefused('updateMember', { by: 'consumer' })).toThrow(
    'only member 9876543 (second-consumer) can change its status',
  );
  expect(() => expect(fake).not.toHaveMember(image, 'consumr')).toThrow('Did you mean consumer?');
});

test.describe('a suite', () => {
  test.use({
    fakeProfile: 'rackspace',
    fakeSeed: { tenants: [{ name: 'acme' }], users: [{ name: 'ann', tenant: 'acme' }] },
  });
  test('chooses profile and seed', async ({ fake, request }) => {
    expect((await request.get(`${fake.url}/identity/v2.0`)).status()).toBe(200);
    expect(fake.world.as('ann').images.list().body.images).toEqual([]);
    expect(fake).toHaveNoUnexpected();
  });
});
