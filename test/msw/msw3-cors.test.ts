// @vitest-environment jsdom
/** With MSW 3, jsdom's `XMLHttpRequest` keeps to CORS. MSW 2 answers in its place, and asks nobody. */
import axios from 'axios';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFake } from '../../src/world/fake.ts';
import { handlers } from '../../src/msw.ts';

const warnings: string[] = [];
const fake = createFake();
const baseUrl = 'https://cloud.test';
const onWarning = (text: string): void => void warnings.push(text);
const server = setupServer(...handlers(fake, { baseUrl, cors: false, onWarning }));
beforeAll(() => server.listen());
afterAll(() => server.close());

it.each([{ 'X-Auth-Token': 'producer-token' }, {}])(
  'with cors off a page gets no answer, with the headers %j, and a warning says what to do',
  async (headers) => {
    await expect(axios.get('https://cloud.test/v2/images', { headers })).rejects.toThrow('Network Error');
    expect(warnings).toEqual([
      `A page of ${location.origin} cannot use this cloud: CORS is off. Let the page in with --cors ${location.origin}, or in code with \`cors: '${location.origin}'\`.`,
    ]);
  },
);

it('the page in which MSW runs may use the cloud, unless cors says otherwise', async () => {
  server.use(...handlers(fake, { baseUrl }));
  const headers = { 'X-Auth-Token': 'producer-token' };
  expect((await axios.get('https://cloud.test/v2/images', { headers })).status).toBe(200);
});
