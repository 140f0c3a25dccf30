import type { User } from './cloud.ts';
import type { Session } from './session.ts';

/** An image as a test wants it: alpha's, shared, with the 15 bytes of `data`, unless it says otherwise. */
export interface Wanted {
  readonly name?: string;
  readonly visibility?: 'private' | 'shared' | 'community';
  /** Projects by name, with the status of each; `pending` is what a new member has. */
  readonly members?: Partial<Record<User, 'pending' | 'accepted' | 'rejected'>>;
}

/** The data of images, and what is known of it. */
export const data = {
  text: 'cli image data\n',
  size: 15,
  md5: 'a92ab6e948469fb4b2083c758b293fda',
} as const;

/** Makes an image over HTTP, and gives its id. It is active, and its members have answered. */
export async function createImage(
  session: (user: User) => Promise<Session>,
  wanted: Wanted,
): Promise<string> {
  const { name = 'prepared', visibility = 'shared', members = {} } = wanted;
  const producer = await session('alpha');
  const format = { disk_format: 'raw', container_format: 'bare' };
  const { id } = (await producer.send('POST', '/v2/images', { name, visibility: 'shared', ...format })) as {
    id: string;
  };
  await producer.send('PUT', `/v2/images/${id}/file`, data.text, 'application/octet-stream');
  for (const [user, status] of Object.entries(members) as [User, string][]) {
    const consumer = await session(user);
    await producer.send('POST', `/v2/images/${id}/members`, { member: consumer.project });
    await consumer.send('PUT', `/v2/images/${id}/members/${consumer.project}`, { status });
  }
  if (visibility !== 'shared') {
    const patch = [{ op: 'add', path: '/visibility', value: visibility }];
    await producer.send('PATCH', `/v2/images/${id}`, patch, 'application/openstack-images-v2.1-json-patch');
  }
  return id;
}
