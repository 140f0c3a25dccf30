// @vitest-environment happy-dom
/** The MSW door in happy-dom, whose `Headers`, `Request`, `Response` and `fetch` are its own. */
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFake, type Fake } from '../../src/world/fake.ts';
import { handlers } from '../../src/msw.ts';
import { environmentRules } from './environment.ts';

const base = 'http://localhost:3000/openstack';
const fake: Fake = createFake();
const server = setupServer(...handlers(fake, { baseUrl: base }));
beforeAll(() => server.listen());
afterAll(() => server.close());

environmentRules('happy-dom', base, fake);

for (const name of ['X-Auth-Token', 'x-auth-token', 'X-AUTH-TOKEN'])
  it(`in happy-dom a token is read from the header ${name}`, async () => {
    const response = await fetch(`${base}/v2/images`, { headers: { [name]: 'producer-token' } });
    expect(response.status).toBe(200);
  });

it('in happy-dom headers keep the case in which they were written', () => {
  expect([...new Headers({ 'X-Auth-Token': 'x' })]).toEqual([['X-Auth-Token', 'x']]);
});
