import { expect } from 'vitest';
import { test } from 'image-members-fake/vitest';
import { RefusedError, Sharing } from './sharing.ts';

const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';
const consumer = '123456';

test('an offer waits for the consumer, who accepts it', async ({ fake, baseUrl }) => {
  await new Sharing(baseUrl, 'producer-token').offer(image, consumer);
  expect(fake).toHaveMember('Shared image', 'consumer', 'pending');

  const sharing = new Sharing(baseUrl, 'consumer-token');
  expect((await sharing.shared('pending')).map(({ name }) => name)).toEqual(['Shared image']);

  await sharing.answer(image, consumer, 'accepted');
  expect(fake).toHaveMember('Shared image', 'consumer', 'accepted');
  expect(await sharing.shared('pending')).toEqual([]);
  expect(fake).toHaveNoUnexpected();
});

test('an offer that was made before stays as it is', async ({ fake, baseUrl }) => {
  fake.as('producer').members.create(image, consumer);
  fake.as('consumer').members.update(image, consumer, 'rejected');

  await new Sharing(baseUrl, 'producer-token').offer(image, consumer);
  expect(fake).toHaveMember('Shared image', 'consumer', 'rejected');
});

test('nobody accepts for somebody else', async ({ fake, baseUrl }) => {
  fake.as('producer').members.create(image, consumer);

  const accepted = new Sharing(baseUrl, 'producer-token').answer(image, consumer, 'accepted');
  await expect(accepted).rejects.toThrow(RefusedError);
  expect(fake).toHaveRefused('updateMember', { by: 'producer', because: /owner/ });
});

test('when the cloud is overloaded, the caller hears of it', async ({ fake, baseUrl }) => {
  fake.faults.add({ operation: 'addMember', first: 1, status: 503 });

  const offered = new Sharing(baseUrl, 'producer-token').offer(image, consumer);
  await expect(offered).rejects.toMatchObject({ status: 503 });
});
