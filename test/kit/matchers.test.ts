/** The failures of the matchers: each says what there is instead. */
import { describe, expect } from 'vitest';
import { createHost } from '../../src/index.ts';
import { test } from '../../src/vitest.ts';

const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';

/** The message of an assertion that fails. */
function failure(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the assertion holds');
}

describe('toHaveMember', () => {
  test('takes image and tenant by id and by name, with and without a status', ({ fake }) => {
    fake.as('producer').members.create(image, '123456');
    expect(fake).toHaveMember(image, '123456');
    expect(fake).toHaveMember(image.toUpperCase(), 'consumer', 'pending');
    expect(fake).toHaveMember('Shared image', 'second-consumer', 'accepted');
    expect(fake).not.toHaveMember('Shared image', 'consumer', 'accepted');
    expect(fake).not.toHaveMember('Shared image', 'stranger');
  });

  test('says which members there are, and what was refused about this one', ({ fake }) => {
    const producer = fake.as('producer');
    producer.members.create(image, '123456');
    producer.members.update(image, '123456', 'accepted');
    expect(failure(() => expect(fake).toHaveMember(image, 'consumer', 'accepted'))).toBe(
      `expected the image ${image} (Shared image) to have the member 123456 (consumer) with the status accepted. Its members:
  123456 (consumer): pending
  9876543 (second-consumer): accepted
What the journal has about it:
  #2 403 updateMember by producer: only member 123456 (consumer) can change its status; you are the owner, producer`,
    );
    expect(failure(() => expect(fake).not.toHaveMember(image, 'consumer', 'pending'))).toContain(
      'not to have the member 123456 (consumer) with the status pending. Its members:',
    );
  });

  test("says so where a tenant's name was added in place of its id", ({ fake }) => {
    fake.as('producer').members.create(image, 'consumer');
    expect(failure(() => expect(fake).toHaveMember(image, 'consumer'))).toBe(
      `expected the image ${image} (Shared image) to have the member 123456 (consumer). Its members:
  123456 (consumer): removed
  9876543 (second-consumer): accepted
  consumer: pending – the name of a tenant, and members are ids
What the journal has about it:
  #1 200 addMember by producer: consumer is the name of a tenant, and members are ids: the image is not shared with consumer (123456)`,
    );
  });

  test('knows removed members, members that are no tenants, and deleted images', ({ fake }) => {
    const producer = fake.as('producer');
    producer.members.create(image, 'no-tenant');
    expect(fake).toHaveMember(image, 'no-tenant', 'pending');
    producer.members.delete(image, 'no-tenant');
    expect(failure(() => expect(fake).toHaveMember(image, 'no-tenant'))).toContain('no-tenant: removed');
    producer.images.delete(image);
    for (const name of [image, 'Shared image'])
      expect(failure(() => expect(fake).toHaveMember(name, 'consumer'))).toBe(
        `expected the image ${name} to have the member 123456 (consumer). The image was deleted.`,
      );
    expect(fake).not.toHaveMember(image, 'consumer');
  });

  test('refuses names that mean nothing, in its opposite too, and suggests another', ({ fake }) => {
    const wrong: readonly (readonly [() => void, string])[] = [
      [
        () => expect(fake).not.toHaveMember(image, 'consumr'),
        'unknown tenant "consumr". Did you mean consumer? There are: 5000001 (producer), 123456 (consumer), 9876543 (second-consumer), 7000001 (stranger).',
      ],
      [
        () => expect(fake).toHaveMember('Shared imag', 'consumer'),
        `unknown image "Shared imag". Did you mean Shared image? There are: ${image} (Shared image).`,
      ],
      [
        () => expect(fake).toHaveMember(image, 'consumer', 'acepted' as 'accepted'),
        'unknown member status "acepted". Did you mean accepted? There are: pending, accepted, rejected.',
      ],
    ];
    for (const [assertion, message] of wrong) expect(failure(assertion)).toBe(message);
  });

  test('asks for an id where several images have a name', ({ fake }) => {
    const { id } = fake.as('producer').images.create({ name: 'Shared image' }).body;
    expect(failure(() => expect(fake).toHaveMember('Shared image', 'consumer'))).toBe(
      `2 images have the name "Shared image". Name one by its id: ${image}, ${id}`,
    );
  });
});

describe('toHaveRefused', () => {
  test('finds a refusal by operation, caller, reason, status and image', ({ fake }) => {
    fake.as('producer').members.update(image, '9876543', 'rejected');
    expect(fake).toHaveRefused('updateMember');
    for (const by of ['producer', '5000001']) expect(fake).toHaveRefused('updateMember', { by });
    expect(fake).toHaveRefused('updateMember', { by: 'producer', because: /owner/g, status: 403, image });
    expect(fake).toHaveRefused('updateMember', { because: 'you are the owner', image: 'Shared image' });
    expect(fake).not.toHaveRefused('updateMember', { by: 'consumer' });
    expect(fake).not.toHaveRefused('updateMember', { status: 404 });
    expect(fake).not.toHaveRefused('updateMember', { because: /stranger/ });
    expect(fake).not.toHaveRefused('removeMember');
  });

  test('knows what was refused for its token, and who tried to log in', async ({ fake, baseUrl }) => {
    await fetch(`${baseUrl}/v2/images`, { headers: { 'x-auth-token': 'nonsense' } });
    const user = { name: 'consumer', domain: { id: 'default' }, password: 'wrong' };
    const body = JSON.stringify({ auth: { identity: { methods: ['password'], password: { user } } } });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${baseUrl}/identity/v3/auth/tokens`, { method: 'POST', headers, body });
    expect(fake).toHaveRefused('listImages', { because: 'unknown token' });
    expect(fake).toHaveRefused('issue_token', { by: 'consumer', because: /wrong password/ });
    expect(fake).not.toHaveRefused('issue_token', { by: 'producer' });
  });

  test('shows the exchanges that come closest', ({ fake }) => {
    const [producer, stranger] = [fake.as('producer'), fake.as('stranger')];
    for (const _ of [1, 2, 3, 4]) producer.members.list(image);
    producer.members.update(image, '9876543', 'rejected');
    stranger.members.update(image, '7000001', 'accepted');
    expect(
      failure(() => expect(fake).toHaveRefused('updateMember', { by: 'consumer', because: /owner/ })),
    ).toBe(
      `expected a refused updateMember by consumer because /owner/. Of 6 exchanges, the closest:
  #1 200 listMembers by producer
  #2 200 listMembers by producer
  #3 200 listMembers by producer
  #5 403 updateMember by producer: only member 9876543 (second-consumer) can change its status; you are the owner, producer
  #6 404 updateMember by stranger: the image is shared: only the owner, 5000001 (producer), and its members can see it; you are stranger, a stranger to it`,
    );
    expect(failure(() => expect(fake).not.toHaveRefused('updateMember', { by: 'stranger' }))).toBe(
      `expected no refused updateMember by stranger. There is:
  #6 404 updateMember by stranger: the image is shared: only the owner, 5000001 (producer), and its members can see it; you are stranger, a stranger to it`,
    );
  });

  test('says so where nothing was sent', ({ fake }) => {
    expect(failure(() => expect(fake).toHaveRefused('addMember'))).toBe(
      'expected a refused addMember. The journal has no exchanges: nothing was sent to this world, or its journal is switched off or was cleared.',
    );
  });

  test('refuses names that mean nothing, in its opposite too, and suggests another', ({ fake }) => {
    expect(failure(() => expect(fake).not.toHaveRefused('updateMembers'))).toMatch(
      /^unknown operation "updateMembers"\. Did you mean updateMember\? There are: listMembers, addMember, .* and \d+ more\.$/,
    );
    expect(failure(() => expect(fake).not.toHaveRefused('updateMember', { by: 'prodcer' }))).toMatch(
      /^unknown user or tenant "prodcer"\. Did you mean producer\? There are: /,
    );
    expect(failure(() => expect(fake).not.toHaveRefused('updateMember', { image: 'shared' }))).toContain(
      'unknown image "shared".',
    );
  });
});

describe('toHaveNoUnexpected', () => {
  test('holds while nothing odd happens; a refusal is nothing odd, nor a fault that was asked for', ({
    fake,
  }) => {
    fake.faults.add({ operation: 'listMembers', status: 503 });
    fake.as('consumer').members.list(image);
    fake.as('consumer').members.create(image, '7000001');
    expect(fake).toHaveNoUnexpected();
  });

  test('lists what is unexpected, with the reason', ({ fake }) => {
    const producer = fake.as('producer');
    producer.request('GET', '/compute/v2.1/servers');
    producer.members.create(image, 'stranger');
    expect(failure(() => expect(fake).toHaveNoUnexpected())).toBe(
      `expected nothing unexpected in the journal, and there are 2:
  #1 300 GET /compute/v2.1/servers
  #2 200 addMember by producer: stranger is the name of a tenant, and members are ids: the image is not shared with stranger (7000001)`,
    );
    expect(fake).not.toHaveNoUnexpected();
  });
});

test('a host stands for its default world, and anything else is refused', () => {
  const host = createHost();
  host.world.as('producer').members.create(image, '123456');
  expect(host).toHaveMember(image, 'consumer', 'pending');
  expect(failure(() => expect({}).toHaveNoUnexpected())).toBe(
    'toHaveNoUnexpected is an assertion about a fake: expect(fake).toHaveNoUnexpected(…), and it got another object.',
  );
  expect(failure(() => expect('fake').not.toHaveMember(image, 'consumer'))).toContain('and it got string.');
});

test('what a message shows has no secret', async ({ fake, baseUrl }) => {
  const { token } = fake.as('producer');
  await fetch(`${baseUrl}/nothing?token=${token}`);
  const message = failure(() => expect(fake).toHaveNoUnexpected());
  expect(message).toContain('token=***');
  expect(message).not.toContain(token);
});
