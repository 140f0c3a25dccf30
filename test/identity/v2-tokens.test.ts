/**
 * Tokens of Identity v2.0. Source: rackerlabs/docs-cloud-identity, Manage authentication tokens (24 hours), Validate token,
 * Revoke token, List endpoints for token, List tenants; contracts/CLOUD-IMAGES.md §6.
 */
import { expect } from 'vitest';
import { everyDoor } from '../doors.ts';
import { access, byApiKey, glance, rackspace, refuses, tokenOf } from './account.ts';

const images = '/v2/images';
const tokens = '/identity/v2.0/tokens';

const notValid = {
  unauthorized: {
    code: 401,
    message: "No valid token provided. Please use the 'X-Auth-Token' header with a valid token.",
  },
};
const notFound = { itemNotFound: { code: 404, message: 'Token not found.' } };
const notOwn = { forbidden: { code: 403, message: 'Not Authorized' } };

const others = { 'RAX-KSKEY:apiKeyCredentials': { username: 'other', apiKey: 'other-api-key' } };

everyDoor(
  'a token lives for a day; then the image API answers 401, and one logs in again',
  rackspace,
  async (t) => {
    const token = await tokenOf(t);
    t.clock.pass(86_399);
    expect((await t.send({ path: images, token })).status).toBe(200);
    t.clock.pass(1);
    expect((await t.send({ path: images, token })).status).toBe(401);
    expect((await t.send({ path: images, token: await tokenOf(t) })).status).toBe(200);
  },
);

everyDoor('a world may let tokens live shorter', { ...rackspace, tokenLifetime: 60 }, async (t) => {
  expect((await access(t)).token.expires).toBe('2013-10-09T12:01:00.000Z');
});

everyDoor('Keystone v3 validates the token too', rackspace, async (t) => {
  const token = await tokenOf(t);
  const headers = { 'x-subject-token': token };
  const { status, body } = await t.send({ path: '/identity/v3/auth/tokens', token, headers });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    token: { user: { id: '123456' }, project: { id: '110011' }, expires_at: '2013-10-10T12:00:00.000000Z' },
  });
});

everyDoor('DELETE /tokens revokes the token that it is sent with', rackspace, async (t) => {
  const token = await tokenOf(t);
  const reply = await t.send({ method: 'DELETE', path: tokens, token });
  expect([reply.status, reply.text]).toEqual([204, '']);
  expect((await t.send({ path: images, token })).status).toBe(401);
  await refuses(t, { method: 'DELETE', path: tokens, token }, 401, notValid);
});

everyDoor('DELETE /tokens without a token, and with one that is none: 401', rackspace, async (t) => {
  await refuses(t, { method: 'DELETE', path: tokens }, 401, notValid);
  await refuses(t, { method: 'DELETE', path: tokens, token: 'guess' }, 401, notValid);
});

everyDoor(
  'GET /tokens/{id} shows an own token without a catalog (guide, Validate token)',
  rackspace,
  async (t) => {
    const { token, user } = await access(t);
    const { status, body } = await t.send({ path: `${tokens}/${token.id}`, token: token.id });
    expect(status).toBe(200);
    expect(body).toEqual({ access: { token, user } });
  },
);

everyDoor('HEAD /tokens/{id} has no body', rackspace, async (t) => {
  const token = await tokenOf(t);
  const reply = await t.send({ method: 'HEAD', path: `${tokens}/${token}`, token });
  expect([reply.status, reply.text]).toEqual([200, '']);
});

for (const [method, end] of [
  ['GET', ''],
  ['DELETE', ''],
  ['GET', '/endpoints'],
] as const) {
  everyDoor(
    `${method} /tokens/{id}${end}: without a token 401, no token 404, another's 403`,
    rackspace,
    async (t) => {
      const [token, foreign] = [await tokenOf(t), await tokenOf(t, others)];
      const at = (id: string) => ({ method, path: `${tokens}/${id}${end}` });
      await refuses(t, at(token), 401, notValid);
      await refuses(t, { ...at('guess'), token }, 404, notFound);
      await refuses(t, { ...at(foreign), token }, 403, notOwn);
      expect((await t.send({ path: images, token: foreign })).status).toBe(200);
    },
  );
}

everyDoor('DELETE /tokens/{id} revokes another token of one’s own', rackspace, async (t) => {
  const [token, second] = [await tokenOf(t), await tokenOf(t, { ...byApiKey, tenantId: '220022' })];
  expect((await t.send({ method: 'DELETE', path: `${tokens}/${second}`, token })).status).toBe(204);
  expect((await t.send({ path: images, token: second })).status).toBe(401);
  expect((await t.send({ path: images, token })).status).toBe(200);
});

everyDoor(
  'GET /tokens/{id}/endpoints lists the catalog, numbered (guide, List endpoints)',
  rackspace,
  async (t) => {
    const token = await tokenOf(t);
    const { status, body } = await t.send({ path: `${tokens}/${token}/endpoints`, token });
    expect(status).toBe(200);
    expect(body).toEqual({
      endpoints: [
        {
          id: 1,
          name: 'cloudImages',
          type: 'image',
          region: 'DFW',
          tenantId: '110011',
          publicURL: `${t.base}/v2`,
        },
      ],
      endpoints_links: [],
    });
  },
);

everyDoor(
  'GET /tenants lists the tenants of the caller, named by their ids (guide, List tenants)',
  rackspace,
  async (t) => {
    const { status, body } = await t.send({ path: '/identity/v2.0/tenants', token: await tokenOf(t) });
    expect(status).toBe(200);
    expect(body).toEqual({
      tenants: [
        { id: '110011', name: '110011', enabled: true },
        { id: '220022', name: '220022', enabled: true },
        { id: '330033', name: '330033', enabled: false },
      ],
      tenants_links: [],
    });
  },
);

everyDoor('GET /tenants in Glance names them by their names', glance, async (t) => {
  const { body } = await t.send({ path: '/identity/v2.0/tenants', token: await tokenOf(t, others) });
  expect(body).toEqual({
    tenants: [{ id: '440044', name: 'foreign', enabled: true }],
    tenants_links: [],
  });
});

everyDoor('GET /tenants without a token: 401', rackspace, (t) =>
  refuses(t, { path: '/identity/v2.0/tenants' }, 401, notValid),
);
