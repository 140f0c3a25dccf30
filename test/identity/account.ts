/** A small world of Cloud Images for the tests of Identity v2.0, and how one logs in there. */
import { expect } from 'vitest';
import type { Seed } from '../../src/world/seed.ts';
import type { Call, Told, World } from '../doors.ts';

/** Jane's account has the number of the guide's examples; a second one is hers too, a third is closed, a fourth foreign. */
export const account: Seed = {
  tenants: [
    { name: 'jane-account', id: '110011' },
    { name: 'second', id: '220022' },
    { name: 'closed', id: '330033', enabled: false },
    { name: 'foreign', id: '440044' },
  ],
  users: [
    {
      name: 'jsmith',
      id: '123456',
      password: 'secret-password',
      api_key: 'secret-api-key',
      tenant: '110011',
      roles: {
        'jane-account': ['identity:user-admin'],
        second: ['cloudImages:creator'],
        closed: ['observer'],
      },
    },
    { name: 'other', id: '654321', tenant: 'foreign' },
    { name: 'homeless', id: '777777', tenant: null },
    { name: 'locked', id: '888888', tenant: 'second', enabled: false, token: 'locked-token' },
  ],
};

/** Rackspace's cloud with that account. */
export const rackspace: World = { seed: account, profile: 'rackspace' };

/** A Glance with Identity v2.0 beside Keystone v3, with the same account. */
export const glance: World = { seed: account, identityV2: true };

/** Jane's API key, as a login gives it. */
export const byApiKey = {
  'RAX-KSKEY:apiKeyCredentials': { username: 'jsmith', apiKey: 'secret-api-key' },
};

/** Jane's password, as a login gives it. */
export const byPassword = { passwordCredentials: { username: 'jsmith', password: 'secret-password' } };

/** `POST /v2.0/tokens`. */
export function logIn(auth: unknown): Call {
  return { method: 'POST', path: '/identity/v2.0/tokens', body: { auth } };
}

/** What a login answers that went well. */
export interface Access {
  readonly token: {
    readonly id: string;
    readonly expires: string;
    readonly tenant?: { readonly id: string; readonly name: string };
  };
  readonly serviceCatalog: readonly object[];
  readonly user: object;
}

/** Logs in, by Jane's API key unless something else is given. */
export async function access(t: Told, auth: object = byApiKey): Promise<Access> {
  const { status, body } = await t.send(logIn(auth));
  expect(status).toBe(200);
  return (body as { readonly access: Access }).access;
}

/** The id of the token of a login. */
export async function tokenOf(t: Told, auth: object = byApiKey): Promise<string> {
  return (await access(t, auth)).token.id;
}

/** Sends a request and expects a refusal: its status, and the whole of its body. */
export async function refuses(
  t: Told,
  call: Call & { readonly token?: string },
  status: number,
  body: object,
): Promise<void> {
  const reply = await t.send(call);
  expect([reply.status, reply.body]).toEqual([status, body]);
  expect(reply.headers.get('content-type')).toBe('application/json');
}

/** The refusal of the guide for credentials that are wrong. */
export const wrong = {
  unauthorized: { code: 401, message: 'Unable to authenticate user with credentials provided.' },
};
