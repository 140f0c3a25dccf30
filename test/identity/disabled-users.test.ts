/** A disabled user. Source: Keystone's Identity API v3 (`enabled` of a user); 401 as for a wrong password. */
import { expect } from 'vitest';
import { everyDoor } from '../doors.ts';
import { account, rackspace } from './account.ts';

const user = { name: 'locked', domain: { id: 'default' }, password: 'locked-secret' };
const identity = { methods: ['password'], password: { user } };

for (const world of [rackspace, { seed: account }]) {
  const { profile = 'glance' } = world as { profile?: string };

  everyDoor(`${profile}: a disabled user gets no token of Keystone v3`, world, async (t) => {
    const call = { method: 'POST', path: '/identity/v3/auth/tokens', body: { auth: { identity } } };
    const { status, body } = await t.send(call);
    expect(status).toBe(401);
    expect(body).toMatchObject({ error: { message: 'The request you have made requires authentication.' } });
  });

  everyDoor(`${profile}: the token of a disabled user counts no more`, world, async (t) => {
    expect((await t.send({ path: '/v2/images', token: 'locked-token' })).status).toBe(401);
    expect((await t.send({ path: '/identity/v3/auth/projects', token: 'locked-token' })).status).toBe(401);
  });
}

const keys = { 'RAX-KSKEY:apiKeyCredentials': { username: 'jsmith', apiKey: 'secret-api-key' } };

everyDoor(
  'nor does an application credential of a disabled user open anything',
  { seed: closedCredential() },
  async (t) => {
    const credential = {
      methods: ['application_credential'],
      application_credential: { id: 'c1', secret: 'key-secret' },
    };
    const call = {
      method: 'POST',
      path: '/identity/v3/auth/tokens',
      body: { auth: { identity: credential } },
    };
    expect((await t.send(call)).status).toBe(401);
  },
);

function closedCredential() {
  const application_credentials = [{ name: 'key', id: 'c1' }];
  return { ...account, users: [{ name: 'ann', tenant: 'second', enabled: false, application_credentials }] };
}

everyDoor('Keystone v3 shows whether a user is enabled', { seed: withRoot() }, async (t) => {
  const { body } = await t.send({ path: '/identity/v3/users', as: 'root' });
  const { users } = body as { users: { name: string; enabled: boolean }[] };
  expect(users.map(({ name, enabled }) => [name, enabled])).toContainEqual(['locked', false]);
  expect(users.map(({ name, enabled }) => [name, enabled])).toContainEqual(['jsmith', true]);
  expect(JSON.stringify(body)).not.toContain('api');
});

function withRoot() {
  return {
    ...account,
    users: [...(account.users ?? []), { name: 'root', tenant: 'second', roles: { second: ['admin'] } }],
  };
}

everyDoor('a Keystone v3 that is given an API key does not show it', rackspace, async (t) => {
  const call = { method: 'POST', path: '/identity/v3/auth/tokens', body: { auth: keys } };
  const { status, text } = await t.send(call);
  expect(status).toBe(400);
  expect(text).not.toContain('secret-api-key');
});
