/**
 * The types of bodies, and the format of answers. Source: Cloud Images API v2 guide, Request and response types
 * (`Content-Type` is required where there is a body; `.json`, `Accept`, JSON by default); Create and Update image member,
 * response codes (415 "if the wrong media type is used"); Update image (the tip speaks of all calls).
 */
import { expect } from 'vitest';
import { add, createImage, image, images, list, patch, show, showImage, update } from '../calls.ts';
import { cast } from '../cast.ts';
import { type Call, everyDoor } from '../doors.ts';
import { cloudImages } from './sentences.ts';

const world = cloudImages();

/** Calls with a JSON body, and what they answer where its type is right. */
const bodied: readonly (readonly [who: string, call: Call, status: number])[] = [
  ['producer', add('7000001'), 200],
  ['consumer', update('123456', 'accepted'), 200],
  ['producer', createImage({ name: 'new' }), 201],
];

for (const [who, call, status] of bodied) {
  const named = `${call.method} ${call.path.replace(image, '{image}')}`;

  for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', '']) {
    everyDoor(
      `${named} with a body of type "${type}" that is not JSON: 415, nothing changed`,
      world,
      async (t) => {
        const before = t.fake.world();
        const reply = await t.send({ as: who, ...call, body: 'member=1', headers: { 'content-type': type } });
        expect(reply.status).toBe(415);
        expect(t.fake.world()).toEqual(before);
      },
    );

    everyDoor(`${named} with JSON of type "${type}": ${status}`, world, async (t) => {
      expect((await t.send({ as: who, ...call, headers: { 'content-type': type } })).status).toBe(status);
    });
  }

  everyDoor.except('msw', 'fetch names a type for every body')(
    `${named} with a body of no type that is not JSON: 415`,
    world,
    async (t) => {
      const headers = { 'content-type': null };
      expect((await t.send({ as: who, ...call, body: 'member=1', headers })).status).toBe(415);
    },
  );

  everyDoor(`${named} with application/json, with or without charset: ${status}`, world, async (t) => {
    const type = { 'content-type': 'Application/JSON; charset=utf-8' };
    expect((await t.send({ as: who, ...call, headers: type })).status).toBe(status);
  });

  everyDoor(`${named} of any type in Glance: ${status}`, { seed: cast() }, async (t) => {
    const type = { 'content-type': 'text/plain' };
    expect((await t.send({ as: who, ...call, headers: type })).status).toBe(status);
  });
}

everyDoor('a patch has its media type in letters of any case', world, async (t) => {
  const headers = { 'content-type': 'Application/OpenStack-Images-V2.1-Json-Patch' };
  expect((await t.send({ as: 'producer', ...patch([]), headers })).status).toBe(200);
});

everyDoor('a number as the id of a member comes back as a text', world, async (t) => {
  const reply = await t.send({ as: 'producer', ...add(''), body: '{"member": 7000001}' });
  expect(reply.body).toMatchObject({ member_id: '7000001' });
});

everyDoor('a path may end in .json, whatever is done there', world, async (t) => {
  const suffixed = (call: Call): Call => ({ ...call, path: `${call.path}.json` });
  expect((await t.send({ as: 'producer', ...suffixed(images()) })).body).toMatchObject({
    first: '/v2/images',
  });
  expect((await t.send({ as: 'producer', ...suffixed(showImage()) })).body).toMatchObject({ id: image });
  expect(await t.says('producer', suffixed(add('7000001')))).toBe('200');
  expect((await t.send({ as: 'producer', ...suffixed(list()) })).status).toBe(200);
  expect((await t.send({ as: 'stranger', ...suffixed(show('7000001')) })).body).toMatchObject({
    member_id: '7000001',
  });
  expect(await t.says('stranger', suffixed(update('7000001', 'accepted')))).toBe('200');
  expect(await t.says('producer', { path: '/v2/schemas/members.json' })).toBe('200');
  expect(await t.says('producer', { path: '/v2/images.json?limit=0' })).toBe('200');
  expect(await t.says('producer', { path: `/v2/5000001/images/${image}.json` })).toBe('200');
});

everyDoor('in Glance no path ends in .json: 404', { seed: cast() }, async (t) => {
  expect(await t.says('producer', { path: '/v2/images.json' })).toBe('404 The resource could not be found.');
});

everyDoor('.json goes before Accept', world, async (t) => {
  const html = { accept: 'text/html' };
  const plain = await t.send({ as: 'stranger', ...list(), headers: html });
  expect(plain.headers.get('content-type')).toBe('text/html; charset=UTF-8');
  const json = await t.send({ as: 'stranger', path: `${list().path}.json`, headers: html });
  expect([json.status, json.headers.get('content-type')]).toEqual([404, 'application/json']);
});

for (const accept of [null, '*/*', 'application/xml', 'application/json, text/html']) {
  everyDoor(`JSON is the format of a refusal to Accept: ${accept}`, world, async (t) => {
    const { status, headers, body } = await t.send({ as: 'stranger', ...list(), headers: { accept } });
    expect([status, headers.get('content-type')]).toEqual([404, 'application/json']);
    expect(body).toMatchObject({ code: '404 Not Found', title: 'Not Found' });
  });
}
