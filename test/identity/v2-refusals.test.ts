/**
 * What Identity v2.0 refuses, and in which words. Source: rackerlabs/docs-cloud-identity, Authenticate using cURL (words
 * of 400 and 401), Authenticate as user (403, both tenants), Validate token (403, 404); the words that it does not print are
 * those of Rackspace's identity server (com.rackspace.idm) and of rackerlabs/mimic; contracts/CLOUD-IMAGES.md §6, §7.
 */
import { expect, it } from 'vitest';
import { errorKind } from '../../src/http/error-reply.ts';
import { createFake, type Exchanged } from '../../src/world/fake.ts';
import { type RefusalNameV2, refusalsV2 } from '../../src/domain/identity/v2/refusals.ts';
import { everyDoor } from '../doors.ts';
import { core } from '../doors/core.ts';
import { byApiKey, byPassword, logIn, rackspace, refuses, tokenOf, wrong } from './account.ts';

const unparsable = {
  badRequest: {
    code: 400,
    message: 'Invalid request body: unable to parse Auth data. Please review XML or JSON formatting',
  },
};

const apiKey = (more: object): object => ({
  'RAX-KSKEY:apiKeyCredentials': { username: 'jsmith', apiKey: 'secret-api-key', ...more },
});

for (const [what, auth] of [
  ['a wrong API key', apiKey({ apiKey: 'guess' })],
  ['an unknown user', apiKey({ username: 'nobody' })],
  ['a password as API key', apiKey({ apiKey: 'secret-password' })],
  ['a wrong password', { passwordCredentials: { username: 'jsmith', password: 'guess' } }],
  ['an API key as password', { passwordCredentials: { username: 'jsmith', password: 'secret-api-key' } }],
] as const) {
  everyDoor(`${what}: 401`, rackspace, (t) => refuses(t, logIn(auth), 401, wrong));
}

for (const [what, auth] of [
  ['no auth', undefined],
  ['an auth that is no object', 'jsmith'],
  ['no credentials', {}],
  ['two kinds of credentials', { ...byApiKey, ...byPassword }],
  ['credentials that are no object', { passwordCredentials: 'jsmith' }],
  ['no user name', { passwordCredentials: { password: 'secret-password' } }],
  ['no password', { passwordCredentials: { username: 'jsmith' } }],
  ['an empty API key', apiKey({ apiKey: '' })],
  ['a number as API key', apiKey({ apiKey: 1 })],
  ['a number as tenant', { ...byApiKey, tenantId: 110011 }],
  ['a token without id', { token: {}, tenantId: '110011' }],
] as const) {
  everyDoor(`${what}: 400`, rackspace, (t) => refuses(t, logIn(auth), 400, unparsable));
}

for (const body of ['', '{', '[]', '<auth/>']) {
  everyDoor(`the body ${JSON.stringify(body)}: 400`, rackspace, (t) =>
    refuses(t, { method: 'POST', path: '/identity/v2.0/tokens', body }, 400, unparsable),
  );
}

const both = {
  badRequest: { code: 400, message: 'Invalid request. Specify tenantId OR tenantName, not both.' },
};

for (const [where, auth] of [
  ['beside the credentials', { ...byApiKey, tenantId: '110011', tenantName: '110011' }],
  ['inside them', apiKey({ tenantId: '110011', tenantName: '110011' })],
  ['one inside, one beside', { ...apiKey({ tenantId: '110011' }), tenantName: '110011' }],
  ['with a token', { token: { id: 'x' }, tenantId: '110011', tenantName: '110011' }],
] as const) {
  everyDoor(`tenantId and tenantName ${where}: 400`, rackspace, (t) => refuses(t, logIn(auth), 400, both));
}

for (const [what, tenant] of [
  ['on which the user has no role', { tenantId: '440044' }],
  ['that is not there', { tenantId: '999999' }],
  ['that is disabled', { tenantName: '330033' }],
] as const) {
  const text = Object.values(tenant)[0];
  everyDoor(`a tenant ${what}: 401`, rackspace, (t) =>
    refuses(t, logIn({ ...byApiKey, ...tenant }), 401, {
      unauthorized: {
        code: 401,
        message: `Tenant with Name/Id: '${text}' is not valid for User 'jsmith' (id: '123456')`,
      },
    }),
  );
}

everyDoor('a tenant that is not of a token: 401', rackspace, async (t) => {
  const auth = { token: { id: await tokenOf(t) }, tenantId: '440044' };
  await refuses(t, logIn(auth), 401, {
    unauthorized: { code: 401, message: "Token doesn't belong to Tenant with Id/Name: '440044'" },
  });
});

everyDoor('a token that is none gets no other one: 401', rackspace, (t) =>
  refuses(t, logIn({ token: { id: 'secret-token' }, tenantId: '110011' }), 401, {
    unauthorized: { code: 401, message: 'Token not authenticated' },
  }),
);

everyDoor('a login by token without a tenant: 400', rackspace, async (t) => {
  await refuses(t, logIn({ token: { id: await tokenOf(t) } }), 400, {
    badRequest: { code: 400, message: 'Invalid request. Specify tenantId or tenantName.' },
  });
});

everyDoor('a disabled user with the right API key: 403; with a wrong one: 401', rackspace, async (t) => {
  const of = (key: string): object => apiKey({ username: 'locked', apiKey: key });
  await refuses(t, logIn(of('locked-api-key')), 403, { forbidden: { code: 403, message: 'User disabled' } });
  await refuses(t, logIn(of('guess')), 401, wrong);
});

everyDoor('an unknown path: 404, with and without a token', rackspace, async (t) => {
  const unknown = { itemNotFound: { code: 404, message: 'Not Found' } };
  await refuses(t, { path: '/identity/v2.0/foo' }, 404, unknown);
  await refuses(t, { path: '/identity/v2.0/tokens/a/b', token: await tokenOf(t) }, 404, unknown);
});

everyDoor('a method that a path does not know: 405', rackspace, async (t) => {
  const call = { method: 'PUT', path: '/identity/v2.0/tokens' };
  await refuses(t, call, 405, { badMethod: { code: 405, message: 'Bad Method' } });
  expect((await t.send(call)).headers.get('allow')).toBe('OPTIONS, POST, DELETE');
});

it('the trace names the operation and the refusal, and no secret', async () => {
  const heard: Exchanged[] = [];
  const fake = createFake({ ...rackspace, onExchange: (exchanged) => heard.push(exchanged) });
  const door = await core(fake);
  const body = new TextEncoder().encode(JSON.stringify({ auth: apiKey({ apiKey: 'secret-guess' }) }));
  await door.send({ method: 'POST', target: '/identity/v2.0/tokens', headers: {}, body });
  expect(heard.map(({ trace }) => trace)).toEqual([
    {
      operation: 'authenticate',
      caller: null,
      decision: null,
      refused: {
        check: 'identity',
        refusal: 'credentialsWrong',
        detail: { kind: 'apiKeyWrong', user: '123456' },
      },
      unproven: [],
    },
  ]);
  expect(JSON.stringify(heard)).not.toContain('secret');
});

everyDoor('what the guide documents besides asks for a token, and is 501', rackspace, async (t) => {
  for (const path of ['users', 'users/1/roles', 'OS-KSADM/roles', 'RAX-AUTH/domains', 'extensions']) {
    const call = { path: `/identity/v2.0/${path}` };
    expect((await t.send(call)).status).toBe(401);
    const { status, body } = await t.send({ ...call, as: 'jsmith' });
    const message =
      `GET /v2.0/${path} is part of Identity v2.0, and this fake does not implement it. ` +
      'It implements logins, tokens and tenants. Nothing was changed.';
    expect([status, body]).toEqual([501, { notImplemented: { code: 501, message } }]);
  }
});

it('no refusal echoes a secret', async () => {
  const door = await core(createFake(rackspace));
  const secret = 'secret-secret';
  for (const auth of [
    apiKey({ apiKey: secret }),
    { passwordCredentials: { username: 'jsmith', password: secret } },
    { passwordCredentials: { user: 'jsmith', password: secret } },
    { token: { id: secret }, tenantId: '1' },
    { token: { id: secret } },
  ]) {
    for (const target of ['/identity/v2.0/tokens', '/identity/v3/auth/tokens']) {
      const body = new TextEncoder().encode(JSON.stringify({ auth }));
      const reply = await door.send({ method: 'POST', target, headers: {}, body });
      expect(reply.status).toBeGreaterThanOrEqual(400);
      const text = new TextDecoder().decode(reply.body);
      expect(text).not.toContain(secret);
    }
  }
});

it('each refusal has one root for its status, and a source', () => {
  const roots: Readonly<Record<number, string>> = {
    400: 'badRequest',
    401: 'unauthorized',
    403: 'forbidden',
    404: 'itemNotFound',
    405: 'badMethod',
    501: 'notImplemented',
  };
  for (const name of Object.keys(refusalsV2) as RefusalNameV2[]) {
    const { status, source } = refusalsV2[name];
    expect([name, errorKind(status).root]).toEqual([name, roots[status]]);
    expect(source).not.toBe('');
  }
});
