// Source: asked of Glance 25.1: request lines and headers, ranges, chunked bodies, request ids, media types, text outside ASCII.
import { expect, test } from 'vitest';
import { listen } from '../../src/express.ts';
import { createFake } from '../../src/world/fake.ts';
import { add, download, images, list, patch, showImage } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const world = { seed: cast({ data: '0123456789', visibility: 'shared' }) };
/** Where the web server has an answer when Glance breaks. */
const release = '2025.1';
const empty = 'f0000000-0000-4000-8000-00000000000e';

const queued = { seed: cast({}, [{ id: empty, name: 'empty', owner: 'producer' }]), release } as const;

const ranges: readonly (readonly [header: string, status: number, part: string | null])[] = [
  ['bytes=0-3', 206, 'bytes 0-3/10'],
  ['BYTES = 2 - 3 x', 206, 'bytes 2-3/10'],
  ['bytes=-3', 206, 'bytes 7-9/10'],
  ['bytes=-30', 206, 'bytes 0-9/10'],
  ['bytes=-0', 206, 'bytes 0-9/10'],
  ['bytes=5-100', 206, 'bytes 5-9/10'],
  ['bytes=5-2', 416, null],
  ['bytes=10-', 416, null],
  ['items=0-1', 416, null],
  ['bytes=0-0,2-3', 400, null],
  ['bytes=-', 500, null],
];

for (const [header, status, part] of ranges) {
  everyDoor(`Range: ${header}: ${status}`, { ...world, release }, async ({ send }) => {
    const reply = await send({ as: 'producer', ...download(), headers: { range: header } });
    expect([reply.status, reply.headers.get('content-range')]).toEqual([status, part]);
  });
}

everyDoor('a range of an image without data: Glance breaks on what it can read', queued, async ({ send }) => {
  const statusOf = async (headers: Record<string, string>) =>
    (await send({ as: 'producer', ...download(empty), headers })).status;
  expect(await statusOf({})).toBe(204);
  expect(await statusOf({ range: 'bytes=0-3' })).toBe(500);
  expect(await statusOf({ range: 'bytes=5-2' })).toBe(416);
  expect(await statusOf({ range: 'bytes=0-1,3-4' })).toBe(400);
  expect(await statusOf({ 'content-range': 'bytes 0-3/10' })).toBe(500);
  expect(await statusOf({ 'content-range': 'bytes 5-2/10' })).toBe(416);
});

everyDoor('what breaks Glance has no request id', queued, async ({ send }) => {
  const reply = await send({ as: 'producer', ...download(empty), headers: { range: 'bytes=0-3' } });
  expect([reply.text, reply.headers.get('x-openstack-request-id')]).toEqual(['', null]);
});

everyDoor.except('msw', 'fetch sends no body with GET')(
  'a chunked body of GET and DELETE is none',
  world,
  async ({ says }) => {
    const chunked = { body: '{}', headers: { 'transfer-encoding': 'chunked' } };
    expect(await says('producer', { ...list(), ...chunked })).toBe('200');
    expect(await says('producer', { ...showImage(), ...chunked })).toBe('200');
  },
);

everyDoor('a request line of more than 8191 bytes: 414', world, async ({ send }) => {
  const query = (length: number) => `?x=${'a'.repeat(length - 'GET /v2/images?x= HTTP/1.1\r\n'.length)}`;
  expect((await send({ as: 'producer', ...images(query(8191)) })).status).toBe(200);
  const long = await send({ as: 'producer', ...images(query(8192)) });
  expect([long.status, long.text]).toEqual([414, '']);
});

everyDoor(
  'a request id of more than 64 characters fails at the database, not before',
  world,
  async ({ send }) => {
    const headers = { 'x-openstack-request-id': 'a'.repeat(65) };
    expect((await send({ as: 'producer', ...images('?limit=x'), headers })).status).toBe(400);
    expect((await send({ as: 'producer', path: '/v2/nothing', headers })).status).toBe(404);
    expect((await send({ as: 'producer', path: '/v2/schemas/image', headers })).status).toBe(200);
    const failed = await send({ as: 'producer', ...images(), headers });
    expect([failed.status, failed.headers.get('x-openstack-request-id')]).toEqual([500, null]);
  },
);

everyDoor('415 names the media type with its parameters', { ...world, release: 'zed' }, async ({ says }) => {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  expect(await says('producer', { ...patch([]), headers })).toBe(
    '415 The request media type application/json; charset=utf-8 is not supported by this server.',
  );
});

everyDoor('errors in JSON and HTML escape what is not ASCII', world, async ({ send }) => {
  const call = patch([{ op: 'remove', path: '/é🐟' }]);
  const inFormat = async (accept: string) =>
    (await send({ as: 'producer', ...call, headers: { ...call.headers, accept } })).text;
  expect(await inFormat('application/json')).toContain('Property \\u00e9\\ud83d\\udc1f does not exist.');
  expect(await inFormat('text/html')).toContain('Property &#233;&#128031; does not exist.');
  expect(await inFormat('text/plain')).toContain('Property é🐟 does not exist.');
});

everyDoor('an empty token is one, whatever X-Storage-Token says', world, async ({ fake, send }) => {
  const { token } = fake.as('producer');
  const status = async (headers: Record<string, string>) => (await send({ ...images(), headers })).status;
  expect(await status({ 'x-storage-token': token })).toBe(200);
  expect(await status({ 'x-auth-token': '', 'x-storage-token': token })).toBe(401);
  expect(add('x').method).toBe('POST');
});

test('a header of more than 16,383 bytes: 400, empty, and the connection ends', async () => {
  await using server = await listen(createFake({ seed: cast() }));
  const asked = (length: number) =>
    fetch(`${server.url}/v2/images`, { headers: { 'x-a': 'a'.repeat(length - 'x-a: \r\n'.length) } });
  expect((await asked(16_383)).status).toBe(401);
  const refused = await asked(16_384);
  expect([refused.status, refused.headers.get('connection'), await refused.text()]).toEqual([
    400,
    'close',
    '',
  ]);
});
