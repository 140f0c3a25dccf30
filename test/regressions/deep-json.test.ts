// Source: asked of Glance 25.1 and Keystone 22, which run out of Python's 1000 frames.
import { expect, test } from 'vitest';
import { TestCloud } from '../identity/test-cloud.ts';
import { add, createImage, image, patch } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const world = { seed: cast() };
const failed = 'The server has either erred or is incapable of performing the requested operation.';

function lists(levels: number, inside: string = ''): string {
  return '['.repeat(levels) + inside + ']'.repeat(levels);
}

function objects(levels: number): string {
  return '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);
}

everyDoor('Glance reads 857 lists in one another, and fails on more', world, async ({ says }) => {
  const body = (text: string) => says('producer', { ...add(''), body: text });
  expect(await body(lists(857))).toBe('400 Expected a member in the form: {"member": "image_id"}');
  expect(await body(lists(858))).toBe(`500 ${failed}`);
  expect(await body(objects(500))).toBe('400 Member to be added not specified');
  expect(await body(objects(2000))).toBe(`500 ${failed}`);
  expect(await body(lists(100_000))).toBe(`500 ${failed}`);
});

everyDoor('Glance fails on what is too deep before it sees that it has no end', world, async ({ says }) => {
  const body = (text: string) => says('producer', { ...add(''), body: text });
  expect(await body('['.repeat(857))).toBe('400 Malformed JSON in request body.');
  expect(await body('['.repeat(2000))).toBe(`500 ${failed}`);
  expect(await body(`]${'['.repeat(2000)}`)).toBe('400 Malformed JSON in request body.');
});

everyDoor('brackets in a text are not deep', world, async ({ says }) => {
  const body = `{"x":"${'['.repeat(2000)}\\"${'{'.repeat(2000)}","member":"deep"}`;
  expect(await says('producer', { ...add(''), body })).toBe('200');
});

everyDoor('a deep value of a key that nobody reads does no harm', world, async ({ says }) => {
  expect(await says('producer', { ...add(''), body: `{"x":${lists(500)},"member":"deep"}` })).toBe('200');
  const change = `[{"op":"add","path":"/a","value":"b","x":${lists(500)}}]`;
  expect(await says('producer', { ...patch([]), body: change })).toBe('200');
});

everyDoor('Glance shows 286 lists in one another in an error, and fails on more', world, async ({ send }) => {
  const name = async (value: string) =>
    (await send({ as: 'producer', ...createImage({}), body: `{"name":${value}}` })).status;
  expect(await name(lists(286))).toBe(400);
  expect(await name(lists(287))).toBe(500);
  expect(await name(objects(280))).toBe(400);
  expect(await name(objects(500))).toBe(500);
  const change = (value: string) =>
    send({ as: 'producer', ...patch([]), body: `[{"op":"add","path":"/p","value":${value}}]` });
  expect((await change(lists(286))).status).toBe(400);
  expect((await change(lists(287))).status).toBe(500);
});

everyDoor('an operation that is a deep list is shown in one line', world, async ({ send }) => {
  const { status, text } = await send({
    as: 'producer',
    ...patch([]),
    body: `[{"op":${lists(800)},"path":"/a"}]`,
    headers: { ...patch([]).headers, accept: 'application/json' },
  });
  expect(status).toBe(400);
  expect(text).toContain(`Invalid operation: \`${lists(800)}\`.`);
});

test('Keystone reads 944 levels, and fails on more; of a login the fake shows none that is deep', () => {
  const post = (body: string) => new TestCloud().send('POST', '/v3/auth/tokens', { body }).status;
  expect(post('['.repeat(944))).toBe(400);
  expect(post('['.repeat(945))).toBe(500);
  expect(post(lists(50_000))).toBe(500);
  expect(post(`{"auth":{"identity":${lists(312)}}}`)).toBe(400);
  expect(post(`{"auth":{"identity":${lists(313)}}}`)).toBe(400);
  expect(post(`{"auth":{"identity":${objects(400)}}}`)).toBe(400);
});

everyDoor('a deep secret is as little shown as another', world, async ({ send }) => {
  const deep = `${'{"password":'.repeat(200)}"letmein"${'}'.repeat(200)}`;
  const { status, text } = await send({
    method: 'POST',
    path: '/identity/v3/auth/tokens',
    body: `{"auth":{"identity":{"a":${deep}}}}`,
  });
  expect(status).toBe(400);
  expect(text).not.toContain('letmein');
});

everyDoor('a member that a body names twice is the last one', world, async ({ send }) => {
  const body = '{"member":1.0,"member":7}';
  const { text } = await send({ as: 'producer', ...add(''), body });
  expect(text).toContain('"member_id": 7,');
  const again = await send({ as: 'producer', ...add(''), body, headers: { accept: 'application/json' } });
  expect(again.text).toContain(`Member 7 is duplicated for image ${image}`);
});
