import { expect } from 'vitest';
import { image, images, list, show } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const world = { seed: cast() };
const notFound = '404 The resource could not be found.';
const fetchRewrites = everyDoor.except('msw', 'fetch rewrites such a path or method before it asks');

const at = `/v2/images/${image}`;
const routes: readonly (readonly [path: string, allowed: string])[] = [
  ['/v2/images', 'GET, POST'],
  [at, 'GET, PATCH, DELETE'],
  [`${at}/members`, 'GET, POST'],
  [`${at}/members/123456`, 'GET, PUT, DELETE'],
  [`${at}/file`, 'GET, PUT'],
  [`${at}/stage`, 'PUT'],
  [`${at}/actions/deactivate`, 'POST'],
  [`${at}/actions/reactivate`, 'POST'],
  [`${at}/tags/x`, 'PUT, DELETE'],
  ['/v2/schemas/member', 'GET'],
  ['/v2/schemas/members', 'GET'],
  ['/v2/schemas/image', 'GET'],
  ['/v2/schemas/images', 'GET'],
];

for (const [path, allowed] of routes) {
  everyDoor(
    `${path.replace(image, '{id}')} takes ${allowed} and says so to other methods`,
    world,
    async (t) => {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(
        (each) => !allowed.includes(each),
      )) {
        const asked = { method, path };
        expect(await t.says('stranger', asked)).toBe(
          `405 The method ${method} is not allowed for this resource.`,
        );
        expect((await t.send({ as: 'stranger', ...asked })).headers.get('allow')).toBe(allowed);
      }
    },
  );

  everyDoor(
    `${path.replace(image, '{id}')} takes no HEAD, and says so without a body, as HTML`,
    world,
    async (t) => {
      const { status, headers, bytes } = await t.send({ as: 'producer', method: 'HEAD', path });
      expect([status, bytes.length, headers.get('allow')]).toEqual([405, 0, allowed]);
      expect(headers.get('content-type')).toBe('text/html; charset=UTF-8');
    },
  );
}

everyDoor('a 405 names the method and has the markup of its own template', world, async (t) => {
  const { body } = await t.send({ as: 'producer', method: 'PUT', path: list().path });
  expect(body).toEqual({
    message: 'The method PUT is not allowed for this resource. <br /><br />\n',
    code: '405 Method Not Allowed',
    title: 'Method Not Allowed',
  });
});

everyDoor.except('msw', 'its parser takes no such method').except('express', 'so does the parser of Node')(
  'a method that nobody knows is not allowed',
  world,
  async (t) => {
    const asked = { method: 'FOO', path: list().path };
    expect(await t.says('producer', asked)).toBe('405 The method FOO is not allowed for this resource.');
    expect((await t.send({ as: 'producer', ...asked })).headers.get('allow')).toBe('GET, POST');
  },
);

everyDoor('LINK is not allowed', world, async (t) => {
  expect(await t.says('producer', { method: 'LINK', path: list().path })).toBe(
    '405 The method LINK is not allowed for this resource.',
  );
});

fetchRewrites('TRACE is not allowed', world, async (t) => {
  expect(await t.says('producer', { method: 'TRACE', path: list().path })).toBe(
    '405 The method TRACE is not allowed for this resource.',
  );
});

for (const path of [
  `${at}/members/`,
  `${at}/members/123456/`,
  `${at}/`,
  '/v2/images/',
  `${at}/Members`,
  `/v2/Images/${image}/members`,
  `${at}/member`,
  `${at}/members.json`,
  `${at}/members;x=1`,
  `${at}/members%23x`,
  `${at}/members/123456/status`,
  `${at}/foo`,
  `${at}/tags`,
  `${at}/actions/bogus`,
  '/v2/foo',
  '/v2/members',
  '/v2/shared-images/123456',
  '/v2/versions',
  '/v2/stores',
]) {
  everyDoor(`${path.replace(image, '{id}')} is no route`, world, async (t) => {
    expect(await t.says('producer', { path })).toBe(notFound);
  });
}

for (const method of ['POST', 'PUT', 'DELETE']) {
  everyDoor(`a trailing slash is no route for ${method} either`, world, async (t) => {
    expect(await t.says('producer', { method, path: `${at}/members/123456/`, body: '{' })).toBe(notFound);
  });
}

for (const path of [
  `/v2/images//${image}/members`,
  `/v2//images/${image}/members`,
  `//v2/images/${image}/members`,
  `${at}/%6Dembers`,
  `${at}%2Fmembers`,
  `/v2.0/images/${image}/members`,
  `/v2.5/images/${image}/members`,
  `/v2.15/images/${image}/members`,
  `/v2/images/${image.toUpperCase()}/members`,
]) {
  everyDoor(`${path.replace(image, '{id}')} is the member list`, world, async (t) => {
    const { status, body } = await t.send({ as: 'consumer', path });
    expect(status).toBe(200);
    expect(body).toMatchObject({ members: [{ member_id: '123456', image_id: image }] });
  });
}

everyDoor('a doubled slash before a member id counts as one', world, async (t) => {
  expect(await t.says('consumer', { path: `${at}/members//123456` })).toBe('200');
});

everyDoor('a path without an image id is a path to the image "members"', world, async (t) => {
  expect(await t.says('producer', { path: '/v2/images//members' })).toBe(
    '404 No image found with ID members',
  );
});

everyDoor('a suffix .json belongs to the id', world, async (t) => {
  expect(await t.says('producer', show('123456.json'))).toBe(
    `404 123456.json not found in the member list of the image ${image}.`,
  );
  expect(await t.says('producer', { path: `${at}.json` })).toBe(`404 No image found with ID ${image}.json`);
});

everyDoor(
  'letters beyond ASCII are read as Latin-1: such a member can be added, and not be found',
  world,
  async (t) => {
    const { status } = await t.send({
      as: 'producer',
      method: 'POST',
      path: list().path,
      body: { member: '東京' },
    });
    expect(status).toBe(200);
    const { status: missing, body } = await t.send({ as: 'producer', ...show(encodeURIComponent('東京')) });
    expect(missing).toBe(404);
    expect((body as { message: string }).message).toContain(
      `æ\u009d±äº¬ not found in the member list of the image ${image}.`,
    );
  },
);

everyDoor('a path that is no UTF-8 breaks the server', { ...world, release: '2025.1' }, async (t) => {
  const { status, headers, bytes } = await t.send({ as: 'producer', path: '/v2/images/%FF' });
  expect([status, bytes.length, headers.get('content-type')]).toEqual([500, 0, 'text/plain']);
});

everyDoor(
  '2026.2: a path that is no UTF-8 ends the connection',
  { ...world, release: '2026.2' },
  async (t) => {
    const ended = t.send({ as: 'producer', path: '/v2/images/%FF' }).catch(() => 'ended');
    expect(await ended).toBe('ended');
    const { status, because } = t.fake.journal.entries().at(-1) ?? {};
    expect([status, because]).toEqual([
      0,
      'Glance itself breaks on such a request, and answers without words',
    ]);
    expect((await t.send({ as: 'producer', ...list() })).status).toBe(200);
  },
);

everyDoor('X-Storage-Token stands in for X-Auth-Token, Authorization does not', world, async (t) => {
  const { token } = t.fake.as('producer');
  expect((await t.send({ ...images(), headers: { 'x-storage-token': token } })).status).toBe(200);
  expect((await t.send({ ...images(), headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
});

everyDoor('every answer to a token has a request id of its own', world, async (t) => {
  const ids = [];
  for (const call of [list(), list(), show('nobody'), { path: '/v2/nothing' }]) {
    ids.push((await t.send({ as: 'producer', ...call })).headers.get('x-openstack-request-id'));
  }
  for (const id of ids) expect(id).toMatch(/^req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(4);
});

const ids: readonly (readonly [sent: string, answered: string])[] = [
  ['req-mine', 'req-mine'],
  ['mine', 'req-mine'],
];
for (const [sent, answered] of ids) {
  everyDoor(`the request id ${sent} is taken over as ${answered}`, world, async (t) => {
    const { headers } = await t.send({
      as: 'producer',
      ...list(),
      headers: { 'x-openstack-request-id': sent },
    });
    expect(headers.get('x-openstack-request-id')).toBe(answered);
  });
}

everyDoor('a request id of more than 64 characters breaks the server', world, async (t) => {
  const asked = { ...list(), headers: { 'x-openstack-request-id': `req-${'x'.repeat(80)}` } };
  expect(await t.says('producer', asked)).toBe(
    '500 The server has either erred or is incapable of performing the requested operation.',
  );
});
