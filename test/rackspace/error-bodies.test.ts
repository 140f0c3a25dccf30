/**
 * The two forms of error bodies. Source: Cloud Servers guide, Faults, and Cloud Identity v2.0 guide (the general form);
 * Glance (its own). The Cloud Images guide prints none, so that each is an inference: see `gaps.test.ts`.
 */
import { expect } from 'vitest';
import { add, deleteImage, list, remove } from '../calls.ts';
import { everyDoor } from '../doors.ts';
import { refusals } from './refusals.ts';
import { cloudImages } from './sentences.ts';

for (const { root, as, call, code, message, details, title, glance } of refusals) {
  const sent = as === undefined ? call : { as, ...call };

  everyDoor(
    `${code} in the general form stands under ${root}`,
    cloudImages(undefined, { errorBody: 'general' }),
    async (t) => {
      for (const accept of ['application/json', '*/*', 'text/html', null]) {
        const reply = await t.send({ ...sent, headers: { ...call.headers, accept } });
        expect(reply.status).toBe(code);
        expect(reply.headers.get('content-type')).toBe('application/json');
        expect(reply.body).toEqual({ [root]: { code, message, details } });
      }
    },
  );

  everyDoor(
    `${code} in Glance's form has message, code and title`,
    cloudImages(undefined, { errorBody: 'glance' }),
    async (t) => {
      const reply = await t.send(sent);
      expect(reply.status).toBe(code);
      expect(reply.headers.get('content-type')).toBe('application/json');
      expect(reply.body).toEqual({
        message: glance ?? `${details}<br /><br />\n\n\n`,
        code: `${code} ${title}`,
        title,
      });
    },
  );
}

everyDoor("Glance's form is the one that nobody asks for", cloudImages(), async (t) => {
  expect((await t.send({ as: 'producer', ...remove('7000001') })).body).toMatchObject({
    code: '404 Not Found',
  });
});

for (const errorBody of ['general', 'glance'] as const) {
  everyDoor(
    `headers are the same in either form: ${errorBody}`,
    cloudImages(undefined, { errorBody }),
    async (t) => {
      const method = await t.send({ as: 'producer', ...list(), method: 'PUT' });
      expect(method.headers.get('allow')).toBe('GET, POST');
      expect(method.headers.get('x-openstack-request-id')).toMatch(/^req-/);
      const nobody = await t.send(list());
      expect(nobody.headers.get('www-authenticate')).toBe(`Keystone uri="${t.base}/identity"`);
      const head = await t.send({ as: 'producer', ...list(), method: 'HEAD' });
      expect([head.status, head.text]).toEqual([405, '']);
    },
  );
}

everyDoor(
  'what is granted is the same in either form',
  cloudImages(undefined, { errorBody: 'general' }),
  async (t) => {
    expect((await t.send({ as: 'producer', ...add('7000001') })).body).toMatchObject({ status: 'pending' });
    expect((await t.send({ as: 'producer', ...deleteImage() })).text).toBe('');
  },
);
