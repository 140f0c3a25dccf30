/** Source: RFC 9110, 5.1 and 5.5. Whatever is sent, no header of an answer has a character that headers cannot have. */
import { validateHeaderName, validateHeaderValue } from 'node:http';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ProfileName } from '../../src/domain/profiles.ts';
import { bytesOf, type HttpRequest } from '../../src/http/message.ts';
import { createFake, type Fake } from '../../src/world/fake.ts';
import { finished } from '../../src/http/context.ts';
import { documentation } from '../../src/world/documentation.ts';

const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';
const oddToken = 'тoken\r\nSet-Cookie: a=b';
const seed = {
  ...documentation,
  users: [
    ...(documentation.users ?? []),
    { name: 'odd', tenant: documentation.tenants[0]?.name ?? '', token: oddToken },
  ],
};

const odd = fc.oneof(
  // Of fast-check's own unit of this kind, a table of all characters is made first.
  fc.string({ unit: fc.nat(0x10_ff_ff).map((code) => String.fromCodePoint(code)), maxLength: 80 }),
  fc.string({
    unit: fc.constantFrom('\r', '\n', '\0', '\u007f', '\u0080', 'ÿ', 'Ā', '東', '\ud83d', ' ', 'a'),
    maxLength: 70,
  }),
);
const token = fc.constantFrom('producer-token', oddToken, 'none');

const segment = fc.oneof(
  fc.constantFrom(
    'v2',
    'images',
    image,
    'members',
    '123456',
    'file',
    'tags',
    'schemas',
    'image',
    'actions',
    'versions',
  ),
  fc.constantFrom('identity', 'v3', 'v2.0', 'auth', 'tokens', 'users', 'healthcheck', '_fake', 'world', ''),
  odd.filter((text) => text.isWellFormed()).map(encodeURIComponent),
  odd,
);
const path = fc.oneof(
  fc.constantFrom(
    '/v2',
    '/v2/images',
    `/v2/images/${image}`,
    `/v2/images/${image}/file`,
    '/identity',
    '/identity/v3/auth/tokens',
  ),
  fc.array(segment, { maxLength: 6 }).map((segments) => `/${segments.join('/')}`),
);

const headers = fc.record(
  {
    'x-auth-token': token,
    'x-subject-token': fc.oneof(token, odd),
    'x-openstack-request-id': odd,
    'x-image-meta-id': odd,
    'content-type': fc.oneof(fc.constant('application/json'), odd),
    accept: fc.oneof(
      fc.constantFrom('application/json', 'text/html', 'application/vnd.openstack.images-v2'),
      odd,
    ),
    range: fc.oneof(fc.constantFrom('bytes=0-3', 'bytes=-1'), odd),
    'content-range': fc.oneof(fc.constantFrom('bytes 0-1/2', 'bytes */*'), odd),
    host: odd,
  },
  { requiredKeys: ['x-auth-token'] },
);

const body = fc.oneof(
  fc.constantFrom('', '{}', '{"name": "a"}', '{"member": "a\\nb"}', '[]'),
  fc
    .record({ id: fc.oneof(fc.uuid(), odd), name: odd, container_format: odd })
    .map((value) => JSON.stringify(value)),
  odd,
);

const request: fc.Arbitrary<HttpRequest> = fc.record({
  method: fc.oneof(fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'FOO'), odd),
  target: fc
    .tuple(path, fc.oneof(fc.constant(''), odd))
    .map(([way, query]) => (query === '' ? way : `${way}?${query}`)),
  base: odd.map((host) => `http://${host}`),
  headers,
  body: body.map(bytesOf),
});

function problems(fake: Fake, asked: HttpRequest): readonly string[] {
  const begun = fake.begin(asked);
  return finished(begun, asked.body).headers.flatMap(([name, value]) => {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
      return /^[\t\x20-\x7e\x80-\xff]*$/.test(value) ? [] : [`${name}: ${JSON.stringify(value)}`];
    } catch (error) {
      return [`${name}: ${(error as Error).message}`];
    }
  });
}

it.each<ProfileName>(['glance', 'glance-legacy', 'rackspace'])('in the profile %s', (profile) => {
  const fake = createFake({ seed, profile, identityV2: true });
  fc.assert(
    fc.property(request, (asked) => {
      expect(problems(fake, asked)).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

it.each([
  [
    'x-openstack-request-id',
    { 'x-openstack-request-id': 'a\r\nSet-Cookie: b=東ÿ' },
    'req-a??Set-Cookie: b=?ÿ',
  ],
  ['X-Subject-Token', { 'x-subject-token': oddToken }, '?oken??Set-Cookie: a=b'],
])('such characters of %s become question marks', (name, sent, shown) => {
  const target = name === 'X-Subject-Token' ? '/identity/v3/auth/tokens' : '/v2/images';
  const { headers: pairs } = createFake({ seed }).exchange({
    method: 'GET',
    target,
    base: 'http://cloud.test',
    headers: { 'x-auth-token': oddToken, ...sent },
    body: bytesOf(''),
  });
  expect(new Map(pairs).get(name)).toBe(shown);
});

it('and of the host in a location', () => {
  const { headers: pairs } = createFake({ seed }).exchange({
    method: 'GET',
    target: '/v2',
    base: 'http://cloud\n東',
    headers: { 'x-auth-token': 'producer-token' },
    body: bytesOf(''),
  });
  expect(new Map(pairs).get('Location')).toBe('http://cloud??/v2/');
});
