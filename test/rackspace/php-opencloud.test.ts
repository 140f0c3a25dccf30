/**
 * The page "Sharing images" of php-opencloud comes true on the wire: getImage, listMembers, createMember, getMember,
 * delete, updateStatus, after a login by API key. What the library sends stands in `php-opencloud.ts`.
 */
import { expect } from 'vitest';
import { image } from '../calls.ts';
import { everyDoor } from '../doors.ts';
import { authenticate, endpointOf, connect } from './php-opencloud.ts';
import { cloudImage } from './sentences.ts';

const world = cloudImage({ members: [] });

everyDoor('the login by API key leads to the image service of the catalog', world, async (t) => {
  const access = await authenticate(t, 'producer', 'producer-api-key');
  expect(endpointOf(access, 'DFW')).toBe(`${t.base}/v2`);
  expect(access.token.tenant.id).toBe('5000001');
  expect(Date.parse(access.token.expires)).toBeGreaterThan(t.clock.now());
  expect(() => endpointOf(access, 'ORD')).toThrow('EndpointError');
  await expect(authenticate(t, 'producer', 'wrong')).rejects.toThrow('BadResponseException 401');
});

for (const tenantInPath of [false, true]) {
  const where = tenantInPath
    ? 'with the tenant in the path, as older catalogs have it'
    : "at the catalog's address";

  everyDoor(`producer and consumer share an image by php-opencloud, ${where}`, world, async (t) => {
    const producer = await connect(t, 'producer', tenantInPath);
    const consumer = await connect(t, 'consumer', tenantInPath);
    expect(producer.service).toBe(tenantInPath ? '/v2/5000001' : '/v2');

    // $image = $service->getImage('{imageId}'); the consumer does not see it yet
    const shared = await producer.getImage(image);
    expect(shared.data).toMatchObject({ id: image, visibility: 'private', owner: '5000001' });
    await expect(consumer.getImage(image)).rejects.toThrow('ResourceNotFoundException 404');
    expect(await shared.listMembers()).toEqual([]);

    // $image->createMember('{tenantId}')
    expect(await shared.createMember('123456')).toBe(200);
    expect(await shared.listMembers()).toMatchObject([{ member_id: '123456', status: 'pending' }]);

    // $image->listMembers() is for consumers too, and the image may be booted from; it is in no list yet
    const offered = await consumer.getImage(image);
    expect(await offered.listMembers()).toMatchObject([{ member_id: '123456' }]);
    expect(await consumer.listImages()).toEqual([]);

    // $member->updateStatus(MemberStatus::ACCEPTED) is for consumers alone
    expect((await shared.getMember('123456')).status).toBe('pending');
    await expect(shared.updateStatus('123456', 'accepted')).rejects.toThrow(
      'ForbiddenOperationException 403',
    );
    expect(await offered.updateStatus('123456', 'accepted')).toBe(200);
    expect((await shared.getMember('123456')).status).toBe('accepted');
    expect(await consumer.listImages()).toMatchObject([{ id: image }]);

    // hide it; be open to a reminder
    for (const status of ['rejected', 'pending']) {
      expect(await offered.updateStatus('123456', status)).toBe(200);
      expect(await consumer.listImages()).toEqual([]);
      expect((await offered.getMember('123456')).status).toBe(status);
    }

    // $image->createMember and $member->delete are for producers alone
    await expect(offered.createMember('7000001')).rejects.toThrow('ResourceNotFoundException 404');
    await expect(offered.deleteMember('123456')).rejects.toThrow('ForbiddenOperationException 403');
    expect(await shared.deleteMember('123456')).toBe(204);
    await expect(shared.getMember('123456')).rejects.toThrow('ResourceNotFoundException 404');
    await expect(offered.updateStatus('123456', 'accepted')).rejects.toThrow('ResourceNotFoundException 404');
    expect(await shared.listMembers()).toEqual([]);
  });
}

// Image.php of earlier releases: createMember posts to the image itself, and not to its members.
everyDoor('createMember of earlier releases goes to the image itself: 405', world, async (t) => {
  const { token, service } = await connect(t, 'producer', false);
  const { status, headers } = await t.send({
    method: 'POST',
    path: `${service}/images/${image}`,
    token,
    body: { member: '123456' },
  });
  expect([status, headers.get('allow')]).toEqual([405, 'GET, PATCH, DELETE']);
});

everyDoor('a token that has expired is 401, and the client logs in again', world, async (t) => {
  const first = await connect(t, 'producer', false);
  t.clock.pass(24 * 60 * 60);
  await expect(first.getImage(image)).rejects.toThrow('BadResponseException 401');
  const again = await connect(t, 'producer', false);
  expect((await again.getImage(image)).data).toMatchObject({ id: image });
});
