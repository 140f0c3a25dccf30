/** Who plays in the rules: the documents' producer and consumer, a second consumer, a stranger, an administrator. */
import type { Seed, SeedImage } from '../src/world/seed.ts';
import { image } from './calls.ts';

/** The tenants' ids, by the names of their users. */
export const tenants = {
  producer: '5000001',
  consumer: '123456',
  'second-consumer': '9876543',
  stranger: '7000001',
  admin: '1000000',
} as const;

/** A world with all of them and one image of the producer, shared with both consumers unless `given` says otherwise. */
export function cast(given: Partial<SeedImage> = {}, more: readonly SeedImage[] = []): Seed {
  const users = Object.keys(tenants).map((name) =>
    name === 'admin' ? { name, roles: { admin: ['admin'] } } : { name },
  );
  return {
    tenants: Object.entries(tenants).map(([name, id]) => ({ name, id })),
    users,
    images: [
      {
        id: image,
        name: 'shared image',
        owner: 'producer',
        data: 'bytes',
        created_at: '2013-10-07T17:00:00Z',
        members: [
          { member: 'consumer', created_at: '2013-10-07T17:58:03Z' },
          {
            member: 'second-consumer',
            status: 'accepted',
            created_at: '2013-10-07T17:58:55Z',
            updated_at: '2013-10-08T12:08:55Z',
          },
        ],
        ...given,
      },
      ...more,
    ],
  };
}
