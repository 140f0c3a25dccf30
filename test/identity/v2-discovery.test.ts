/**
 * How clients find the identity APIs and the image service. Source: Keystone's v2.0 API reference (version document);
 * recorded, 14-keystone docs/* (v3); contracts/CLOUD-IMAGES.md §6 (catalog).
 */
import { expect } from 'vitest';
import { everyDoor } from '../doors.ts';
import { account, glance, rackspace } from './account.ts';

for (const [name, world] of [
  ['rackspace', rackspace],
  ['glance with identityV2', glance],
] as const) {
  everyDoor(`${name}: the list of versions names v3 and v2.0`, world, async (t) => {
    const { status, body } = await t.send({ path: '/identity' });
    expect(status).toBe(300);
    expect(body).toMatchObject({
      versions: {
        values: [
          { id: 'v3.14', links: [{ rel: 'self', href: `${t.base}/identity/v3/` }] },
          { id: 'v2.0', links: [{ rel: 'self', href: `${t.base}/identity/v2.0/` }, {}] },
        ],
      },
    });
  });
}

everyDoor('glance: the list of versions names v3 alone', { seed: account }, async (t) => {
  const { body } = await t.send({ path: '/identity' });
  expect(body).toMatchObject({ versions: { values: [{ id: 'v3.14' }] } });
});

for (const path of ['/identity/v2.0', '/identity/v2.0/']) {
  everyDoor(`${path} describes the version, without a token`, rackspace, async (t) => {
    const { status, body } = await t.send({ path });
    expect(status).toBe(200);
    expect(body).toEqual({
      version: {
        id: 'v2.0',
        status: 'stable',
        updated: '2014-04-17T00:00:00Z',
        links: [
          { rel: 'self', href: `${t.base}/identity/v2.0/` },
          { rel: 'describedby', type: 'text/html', href: 'http://docs.openstack.org/' },
        ],
        'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v2.0+json' }],
      },
    });
  });
}

const user = { name: 'jsmith', domain: { id: 'default' }, password: 'secret-password' };
const identity = { methods: ['password'], password: { user } };

everyDoor(
  'Keystone v3 logs in to a cloud of Rackspace, whose catalog has cloudImages',
  rackspace,
  async (t) => {
    const path = '/identity/v3/auth/tokens';
    const { status, headers, body } = await t.send({ method: 'POST', path, body: { auth: { identity } } });
    expect(status).toBe(201);
    const { token } = body as { token: { catalog: { type: string }[]; project: { id: string } } };
    expect(token.project.id).toBe('110011');
    expect(token.catalog.find(({ type }) => type === 'image')).toMatchObject({
      name: 'cloudImages',
      endpoints: ['public', 'internal', 'admin'].map((name) => ({
        interface: name,
        region: 'DFW',
        region_id: 'DFW',
        url: `${t.base}/v2`,
      })),
    });
    const images = await t.send({ path: '/v2/images', token: headers.get('x-subject-token') ?? '' });
    expect(images.status).toBe(200);
  },
);

everyDoor('the region of Rackspace is DFW for readers of v3 too', rackspace, async (t) => {
  const { body } = await t.send({ path: '/identity/v3/regions', as: 'jsmith' });
  expect(body).toMatchObject({ regions: [{ id: 'DFW' }] });
});
