// @vitest-environment jsdom
/** The MSW door in jsdom, whose `XMLHttpRequest` asks for CORS as a browser does. */
import axios from 'axios';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFake, type Fake } from '../../src/world/fake.ts';
import { handlers } from '../../src/msw.ts';
import { environmentRules } from './environment.ts';

const base = 'https://cloud.test';
const fake: Fake = createFake();
const server = setupServer(...handlers(fake, { baseUrl: base }));
beforeAll(() => server.listen());
afterAll(() => server.close());

environmentRules('jsdom', base, fake);

const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';
const headers = { 'X-Auth-Token': 'producer-token' };

it('in jsdom axios has XMLHttpRequest to send with', () => {
  expect([axios.defaults.adapter, typeof XMLHttpRequest]).toEqual([['xhr', 'http', 'fetch'], 'function']);
});

it('axios lists, adds, changes and removes through XMLHttpRequest', async () => {
  const members = `${base}/v2/images/${image}/members`;
  const listed = await axios.get(`${base}/v2/images`, { headers });
  expect(listed.status).toBe(200);
  const added = await axios.post(members, { member: '123456' }, { headers });
  expect(added.data).toMatchObject({ member_id: '123456', status: 'pending' });
  const consumer = { headers: { 'X-Auth-Token': 'consumer-token' } };
  const accepted = await axios.put(`${members}/123456`, { status: 'accepted' }, consumer);
  expect(accepted.data).toMatchObject({ status: 'accepted' });
  expect((await axios.delete(`${members}/123456`, { headers })).status).toBe(204);
  fake.reset();
});

it('axios logs in, and reads the token in the header', async () => {
  const user = { name: 'consumer', domain: { id: 'default' }, password: 'consumer-secret' };
  const auth = {
    identity: { methods: ['password'], password: { user } },
    scope: { project: { id: '123456' } },
  };
  const login = await axios.post(`${base}/identity/v3/auth/tokens`, { auth });
  const token = login.headers['x-subject-token'] as string;
  expect((await axios.get(`${base}/v2/images`, { headers: { 'X-Auth-Token': token } })).status).toBe(200);
});

it('axios sees refusals', async () => {
  const refused = await axios.get(`${base}/v2/images/${image}`, {
    headers: { 'X-Auth-Token': 'stranger-token' },
    validateStatus: null,
  });
  expect(refused.status).toBe(404);
});
