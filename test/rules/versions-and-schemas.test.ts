import { expect } from 'vitest';
import { image } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor, type Told } from '../doors.ts';

const world = { seed: cast() };

async function versionsAt(t: Told, path: string): Promise<readonly [status: number, ids: string[]]> {
  const { status, body } = await t.send({ path });
  return [status, (body as { versions: { id: string }[] }).versions.map(({ id }) => id)];
}

const all = [
  'v2.15',
  'v2.13',
  'v2.12',
  'v2.11',
  'v2.10',
  'v2.9',
  'v2.8',
  'v2.17',
  'v2.7',
  'v2.6',
  'v2.5',
  'v2.4',
  'v2.3',
  'v2.2',
  'v2.1',
  'v2.0',
];

for (const path of ['/', '//'])
  everyDoor(`${path} names no version: 300, and which there are`, world, async (t) => {
    expect(await versionsAt(t, path)).toEqual([300, all]);
  });

const beside = everyDoor.except('msw', 'such paths are not of the cloud alone');

for (const path of [
  '/foo',
  '/foo/bar',
  '/v1',
  '/v1/images',
  '/v3',
  '/v3/',
  '/V2',
  '/v2.14',
  '/v2.16',
  '/v2.99',
  '/images',
  '/favicon.ico',
  '/%20',
  `/images/${image}/members`,
]) {
  beside(`${path} names no version: 300, and which there are`, world, async (t) => {
    expect(await versionsAt(t, path)).toEqual([300, all]);
  });
}

for (const path of ['/versions', '/versions/', '/versions/x']) {
  everyDoor(`${path} asks for the versions: 200`, world, async (t) => {
    expect(await versionsAt(t, path)).toEqual([200, all]);
  });
}

for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
  everyDoor(`${method} gets the versions like any other method`, world, async (t) => {
    expect((await t.send({ method, path: '/' })).status).toBe(300);
    expect((await t.send({ method, path: '/versions' })).status).toBe(200);
  });
}

everyDoor('the versions link to where the cloud answers, the newest one being current', world, async (t) => {
  const { body } = await t.send({ path: '/versions' });
  const links = [{ rel: 'self', href: `${t.base}/v2/` }];
  expect((body as { versions: object[] }).versions.slice(6, 8)).toEqual([
    { id: 'v2.8', status: 'SUPPORTED', links },
    { id: 'v2.17', status: 'CURRENT', links },
  ]);
});

everyDoor('/healthcheck answers without a token', world, async (t) => {
  const { status, body } = await t.send({ path: '/healthcheck' });
  expect([status, body]).toEqual([200, { detailed: false, reasons: ['OK'] }]);
});

for (const path of ['/v2', '/v2.0', '/v2.15', '/v2.17']) {
  everyDoor(`${path} leads to /v2/, for who has a token`, world, async (t) => {
    const { status, headers } = await t.send({ as: 'producer', path });
    expect([status, headers.get('location')]).toEqual([302, `${t.base}/v2/`]);
    expect((await t.send({ path })).status).toBe(401);
  });
}

everyDoor('/v2/ is no resource, for who has a token', world, async (t) => {
  expect(await t.says('producer', { path: '/v2/' })).toBe('404 The resource could not be found.');
  expect((await t.send({ path: '/v2/' })).status).toBe(401);
});

for (const accept of ['application/vnd.openstack.images-v2', 'application/vnd.openstack.images-v2.5']) {
  everyDoor(`Accept: ${accept} moves the version out of the path`, world, async (t) => {
    const headers = { accept };
    const listed = await t.send({ as: 'producer', path: '/images?name=nope', headers });
    expect([listed.status, listed.body]).toEqual([
      200,
      { images: [], first: '/v2/images?name=nope', schema: '/v2/schemas/images' },
    ]);
    const missing = await t.send({ as: 'producer', path: '/v2/images', headers });
    expect([missing.status, missing.text]).toEqual([
      404,
      '404 Not Found\n\nThe resource could not be found.\n\n   ',
    ]);
  });
}

everyDoor('Accept with a version that is not there gets the versions', world, async (t) => {
  const headers = { accept: 'application/vnd.openstack.images-v9' };
  expect((await t.send({ as: 'producer', path: '/v2/images', headers })).status).toBe(300);
});

const member = {
  name: 'member',
  properties: {
    member_id: { type: 'string', description: 'An identifier for the image member (tenantId)' },
    image_id: {
      type: 'string',
      description: 'An identifier for the image',
      pattern: '^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$',
    },
    created_at: { type: 'string', description: 'Date and time of image member creation' },
    updated_at: { type: 'string', description: 'Date and time of last modification of image member' },
    status: {
      type: 'string',
      description: 'The status of this image member',
      enum: ['pending', 'accepted', 'rejected'],
    },
    schema: { readOnly: true, type: 'string' },
  },
};

everyDoor('the schema of a member', world, async (t) => {
  expect((await t.send({ as: 'stranger', path: '/v2/schemas/member' })).body).toEqual(member);
});

everyDoor('the schema of a member list', world, async (t) => {
  expect((await t.send({ as: 'stranger', path: '/v2/schemas/members' })).body).toEqual({
    name: 'members',
    properties: { members: { type: 'array', items: member }, schema: { type: 'string' } },
    links: [{ rel: 'describedby', href: '{schema}' }],
  });
});

everyDoor('the schema of an image says which attributes it has, and which visibilities', world, async (t) => {
  const { body } = await t.send({ as: 'stranger', path: '/v2/schemas/image' });
  const { name, properties } = body as { name: string; properties: Record<string, { enum?: string[] }> };
  expect(name).toBe('image');
  expect(properties['visibility']?.enum).toEqual(['community', 'public', 'private', 'shared']);
  expect(Object.keys(properties)).toEqual(
    expect.arrayContaining(['id', 'name', 'owner', 'status', 'os_hidden', 'protected', 'tags']),
  );
  const list = (await t.send({ as: 'stranger', path: '/v2/schemas/images' })).body as { name: string };
  expect(list.name).toBe('images');
});

for (const path of [
  '/v2/schemas',
  '/v2/schemas/',
  '/v2/schemas/bogus',
  '/v2/schemas/Member',
  '/v2/schemas/member/',
]) {
  everyDoor(`${path} is no schema`, world, async (t) => {
    expect(await t.says('producer', { path })).toBe('404 The resource could not be found.');
  });
}

everyDoor('a schema asks for a token', world, async (t) => {
  for (const name of ['member', 'members', 'image', 'images']) {
    expect((await t.send({ path: `/v2/schemas/${name}` })).status).toBe(401);
    expect((await t.send({ path: `/v2/schemas/${name}`, token: 'nonsense' })).status).toBe(401);
  }
});
