// Generated from fixtures/documentation.yaml by `npm run generate`. Do not edit.
import type { Seed } from './seed.ts';

/** The documents' own world, with which a fake starts; fixtures/documentation.yaml tells its story. */
export const documentation: Seed = {
  tenants: [
    {
      name: 'producer',
      id: '5000001',
      description: 'The tenant that shares the image',
    },
    {
      name: 'consumer',
      id: '123456',
      description: 'The tenant that the image is shared with',
    },
    {
      name: 'second-consumer',
      id: '9876543',
      description: 'A tenant that has accepted the image',
    },
    {
      name: 'stranger',
      id: '7000001',
      description: 'A tenant that has nothing to do with the image',
    },
  ],
  users: [
    {
      name: 'documentation',
      tenant: 'producer',
      roles: {
        producer: ['admin'],
      },
      token: 'documentation-token',
    },
    {
      name: 'producer',
      token: 'producer-token',
    },
    {
      name: 'consumer',
      token: 'consumer-token',
    },
    {
      name: 'second-consumer',
      token: 'second-consumer-token',
    },
    {
      name: 'stranger',
      token: 'stranger-token',
    },
  ],
  images: [
    {
      id: 'a96be11e-8536-4910-92cb-de50aa19dfe6',
      name: 'Shared image',
      owner: 'producer',
      visibility: 'shared',
      disk_format: 'vhd',
      container_format: 'ovf',
      created_at: '2013-09-20T19:22:19Z',
      data: 'The data of the shared image.\n',
      members: [
        {
          member: 'consumer',
          removed: true,
          created_at: '2013-10-07T17:58:03Z',
        },
        {
          member: 'second-consumer',
          status: 'accepted',
          created_at: '2013-10-07T17:58:55Z',
          updated_at: '2013-10-08T12:08:55Z',
        },
      ],
    },
  ],
};
