/** Where the cloud answers under MSW, however its URL is written. */
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { handlers } from '../../src/msw.ts';
import { createFake } from '../../src/world/fake.ts';

const fake = createFake();
const server = setupServer();
beforeAll(() => server.listen());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** Who answers at a URL: where the cloud says that it is, or `other`. */
async function answeredAt(baseUrl: string, url: string): Promise<string | null> {
  server.resetHandlers(
    ...handlers(fake, { baseUrl }),
    http.all('*', () => HttpResponse.text('other')),
  );
  const response = await fetch(url);
  return response.headers.get('www-authenticate') ?? response.text();
}

it.each([
  ['https://cloud.test', 'https://cloud.test/v2/images', 'https://cloud.test'],
  ['https://cloud.test/', 'https://cloud.test/v2/images', 'https://cloud.test'],
  ['https://cloud.test//', 'https://cloud.test/v2/images', 'https://cloud.test'],
  ['https://cloud.test//', 'https://cloud.test//v2/images', 'https://cloud.test'],
  ['HTTPS://CLOUD.Test:443', 'https://cloud.test/v2/images', 'https://cloud.test'],
  ['https://cloud.test', 'https://CLOUD.test:443/v2/images', 'https://cloud.test'],
  ['http://cloud.test:80/a', 'http://cloud.test/a/v2/images', 'http://cloud.test/a'],
  ['http://cloud.test:8080/a', 'http://cloud.test:8080/a/v2/images', 'http://cloud.test:8080/a'],
  ['https://cloud.test/a///', 'https://cloud.test/a/v2/images', 'https://cloud.test/a'],
  ['https://cloud.test/a//b', 'https://cloud.test/a/b/v2/images', 'https://cloud.test/a/b'],
  ['https://cloud.test/a//b', 'https://cloud.test/a//b/v2/images', 'https://cloud.test/a/b'],
  ['https://cloud.test/a/b', 'https://cloud.test/a//b//v2/images', 'https://cloud.test/a/b'],
  ['https://cloud.test/a/./c/../b', 'https://cloud.test/a/b/v2/images', 'https://cloud.test/a/b'],
  ['https://cloud.test/:a', 'https://cloud.test/:a/v2/images', 'https://cloud.test/:a'],
  ['https://cloud.test/*', 'https://cloud.test/*/v2/images', 'https://cloud.test/*'],
  ['https://cloud.test/a(b)', 'https://cloud.test/a(b)/v2/images', 'https://cloud.test/a(b)'],
  ['https://cloud.test/a+.b$', 'https://cloud.test/a+.b$/v2/images', 'https://cloud.test/a+.b$'],
  ['https://cloud.test/(a)', 'https://cloud.test/%28a%29/v2/images', 'https://cloud.test/(a)'],
  ['https://cloud.test/a b', 'https://cloud.test/a%20b/v2/images', 'https://cloud.test/a%20b'],
  ['https://cloud.test/é', 'https://cloud.test/%c3%a9/v2/images', 'https://cloud.test/%C3%A9'],
  ['https://cloud.test/%', 'https://cloud.test/%/v2/images', 'https://cloud.test/%'],
  ['https://bücher.test', 'https://xn--bcher-kva.test/v2/images', 'https://xn--bcher-kva.test'],
  ['http://[::1]:9292', 'http://[0:0:0:0:0:0:0:1]:9292/v2/images', 'http://[::1]:9292'],
])('the cloud at %s answers %s', async (baseUrl, url, own) => {
  expect(await answeredAt(baseUrl, url)).toBe(`Keystone uri="${own}/identity"`);
});

it.each([
  ['https://cloud.test/:a', 'https://cloud.test/x/v2/images'],
  ['https://cloud.test/*', 'https://cloud.test/x/v2/images'],
  ['https://cloud.test/a.b', 'https://cloud.test/axb/v2/images'],
  ['https://cloud.test/a', 'https://cloud.test/a/b/v2/images'],
  ['https://cloud.test/a', 'https://cloud.test/ab/v2/images'],
  ['https://cloud.test/a', 'https://cloud.test/A/v2/images'],
  ['https://cloud.test/a', 'https://cloud.test/v2/images'],
  ['https://cloud.test', 'http://cloud.test/v2/images'],
  ['https://cloud.test', 'https://cloud.test:444/v2/images'],
  ['https://cloud.test', 'https://cloud.test.example/v2/images'],
])('the cloud at %s leaves %s alone', async (baseUrl, url) => {
  expect(await answeredAt(baseUrl, url)).toBe('other');
});

const absolute =
  'must be a URL that begins with http:// or https://, such as https://cloud.example/openstack.';

it.each([
  ['cloud.test', `The base URL "cloud.test" ${absolute}`],
  ['/openstack', `The base URL "/openstack" ${absolute}`],
  ['//cloud.test', `The base URL "//cloud.test" ${absolute}`],
  ['localhost:9292', `The base URL "localhost:9292" ${absolute}`],
  ['', `The base URL "" ${absolute}`],
  ['ws://cloud.test', `The base URL "ws://cloud.test" ${absolute}`],
  ['file:///cloud', `The base URL "file:///cloud" ${absolute}`],
  ['https://', `The base URL "https://" ${absolute}`],
  ['user:secret@cloud.test', `The base URL "***@cloud.test" ${absolute}`],
  [
    'https://user:secret@cloud.test/a',
    'The base URL "https://***@cloud.test/a" has a user or a password in it, which everybody could read in the links. Leave them out.',
  ],
  [
    'https://cloud.test/a?region=one#top',
    'The base URL "https://cloud.test/a?region=one#top" has a query. Paths are put behind it: leave out what begins with ?.',
  ],
  [
    'https://cloud.test/?',
    'The base URL "https://cloud.test/?" has a query. Paths are put behind it: leave out what begins with ?.',
  ],
  [
    'https://cloud.test/#/images',
    'The base URL "https://cloud.test/#/images" has a fragment. Paths are put behind it: leave out what begins with #.',
  ],
])('%s is refused as the URL of a cloud', (baseUrl, message) => {
  expect(() => handlers(fake, { baseUrl })).toThrow(new TypeError(message));
});

it('a fragment of a request is not sent', async () => {
  const url = 'https://cloud.test/v2/images#top';
  expect(await answeredAt('https://cloud.test', url)).toBe('Keystone uri="https://cloud.test/identity"');
});
