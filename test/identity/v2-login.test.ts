/**
 * Logging in by Identity v2.0. Source: rackerlabs/docs-cloud-identity, Authenticate as user with password or API key,
 * Authenticate as tenant with token; contracts/CLOUD-IMAGES.md §6.
 */
import { expect } from 'vitest';
import { everyDoor } from '../doors.ts';
import { access, account, byApiKey, byPassword, glance, logIn, rackspace } from './account.ts';

everyDoor('a login by API key answers as the guide has it', rackspace, async (t) => {
  const reply = await t.send(logIn(byApiKey));
  expect(reply.status).toBe(200);
  expect(reply.headers.get('content-type')).toBe('application/json');
  expect(reply.body).toEqual({
    access: {
      token: {
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        expires: '2013-10-10T12:00:00.000Z',
        tenant: { id: '110011', name: '110011' },
        'RAX-AUTH:authenticatedBy': ['APIKEY'],
      },
      serviceCatalog: [
        {
          name: 'cloudImages',
          type: 'image',
          endpoints: [{ publicURL: `${t.base}/v2`, region: 'DFW', tenantId: '110011' }],
        },
      ],
      user: {
        id: '123456',
        name: 'jsmith',
        roles: [{ id: '3', name: 'identity:user-admin', description: 'User Admin Role.' }],
        'RAX-AUTH:defaultRegion': 'DFW',
      },
    },
  });
});

everyDoor('a login by password says so', rackspace, async (t) => {
  expect((await access(t, byPassword)).token).toMatchObject({
    tenant: { id: '110011', name: '110011' },
    'RAX-AUTH:authenticatedBy': ['PASSWORD'],
  });
});

const second = { id: '220022', name: '220022' };

for (const [key, text] of [
  ['tenantId', '220022'],
  ['tenantName', '220022'],
  ['tenantName', 'second'],
] as const) {
  everyDoor(`${key} ${text} beside the credentials (the guide's examples)`, rackspace, async (t) => {
    expect((await access(t, { ...byApiKey, [key]: text })).token.tenant).toEqual(second);
  });

  everyDoor(`${key} ${text} inside the credentials (the guide's table)`, rackspace, async (t) => {
    const { passwordCredentials: credentials } = byPassword;
    const auth = { passwordCredentials: { ...credentials, [key]: text } };
    expect((await access(t, auth)).token.tenant).toEqual(second);
  });
}

everyDoor(
  'a role of a product is for the tenant of the token (guide, User response)',
  rackspace,
  async (t) => {
    expect((await access(t, { ...byApiKey, tenantId: '220022' })).user).toMatchObject({
      roles: [{ name: 'cloudImages:creator', tenantId: '220022' }],
    });
  },
);

everyDoor('a user without a tenant gets a token without one, and no catalog', rackspace, async (t) => {
  const credentials = { username: 'homeless', apiKey: 'homeless-api-key' };
  const { token, serviceCatalog } = await access(t, { 'RAX-KSKEY:apiKeyCredentials': credentials });
  expect(token).not.toHaveProperty('tenant');
  expect(serviceCatalog).toEqual([]);
});

everyDoor('an empty tenant names none', rackspace, async (t) => {
  const auth = { ...byApiKey, tenantName: '', tenantId: null };
  expect((await access(t, auth)).token.tenant?.id).toBe('110011');
});

everyDoor('a token gets one for another tenant (guide, Authenticate as tenant)', rackspace, async (t) => {
  const first = (await access(t)).token;
  t.clock.pass(60);
  const { token } = await access(t, { token: { id: first.id }, tenantId: '220022' });
  expect(token).toMatchObject({
    tenant: second,
    expires: first.expires,
    'RAX-AUTH:authenticatedBy': ['APIKEY'],
  });
  expect(token.id).not.toBe(first.id);
});

everyDoor('the token opens the image API, at the address of the catalog', rackspace, async (t) => {
  const { token, serviceCatalog } = await access(t);
  const [{ endpoints }] = serviceCatalog as [{ endpoints: [{ publicURL: string }] }];
  const path = `${endpoints[0].publicURL.slice(t.base.length)}/images`;
  expect(path).toBe('/v2/images');
  expect((await t.send({ path, token: token.id })).status).toBe(200);
});

everyDoor('in Glance the catalog lists Keystone too, with all interfaces', glance, async (t) => {
  const identity = `${t.base}/identity/v2.0`;
  const { token, serviceCatalog } = await access(t, byPassword);
  expect(token.tenant).toEqual({ id: '110011', name: 'jane-account' });
  const where = { region: 'RegionOne', tenantId: '110011' };
  expect(serviceCatalog).toEqual([
    {
      name: 'keystone',
      type: 'identity',
      endpoints: [{ publicURL: identity, internalURL: identity, adminURL: identity, ...where }],
    },
    {
      name: 'glance',
      type: 'image',
      endpoints: [{ publicURL: t.base, internalURL: t.base, adminURL: t.base, ...where }],
    },
  ]);
});

everyDoor('in Glance a tenant is found by its name alone where one names it so', glance, async (t) => {
  expect((await access(t, { ...byPassword, tenantName: 'second' })).token.tenant).toEqual({
    id: '220022',
    name: 'second',
  });
  expect((await t.send(logIn({ ...byPassword, tenantName: '220022' }))).status).toBe(401);
});

everyDoor(
  'where it is not served, v2.0 is a path that Keystone does not know',
  { seed: account },
  async (t) => {
    const reply = await t.send(logIn(byApiKey));
    expect([reply.status, reply.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  },
);

everyDoor('a cloud of Rackspace may be without v2.0', { ...rackspace, identityV2: false }, async (t) => {
  expect((await t.send(logIn(byApiKey))).status).toBe(404);
});
