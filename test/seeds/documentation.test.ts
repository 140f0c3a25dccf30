import { expect, it } from 'vitest';
import { createFake, type Fake } from '../../src/world/fake.ts';

const members = '/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6/members';
const clock = (): number => Date.parse('2026-11-22T10:20:30Z');

interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** One request with a token, as the page's cURL examples send it. */
function send(fake: Fake, token: string, method: string, target: string, body = ''): Answered {
  const answer = fake.exchange({
    method,
    target,
    base: 'http://fake',
    headers: { 'x-auth-token': token, 'content-type': 'application/json' },
    body: new TextEncoder().encode(body),
  });
  const text = new TextDecoder().decode(answer.body);
  return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text };
}

const member = (status: string): object => ({
  created_at: '2013-10-07T17:58:03Z',
  image_id: 'a96be11e-8536-4910-92cb-de50aa19dfe6',
  member_id: '123456',
  schema: '/v2/schemas/member',
  status,
  updated_at: '2026-11-22T10:20:30Z',
});

it("the page's examples, from top to bottom with one token, get the documented answers", () => {
  const fake = createFake({ clock });
  const page = (method: string, target: string, body?: string): Answered =>
    send(fake, 'documentation-token', method, target, body);

  expect(page('POST', members, '{"member":"123456"}')).toEqual({ status: 200, body: member('pending') });
  expect(page('GET', members)).toEqual({
    status: 200,
    body: {
      members: [
        member('pending'),
        {
          created_at: '2013-10-07T17:58:55Z',
          image_id: 'a96be11e-8536-4910-92cb-de50aa19dfe6',
          member_id: '9876543',
          schema: '/v2/schemas/member',
          status: 'accepted',
          updated_at: '2013-10-08T12:08:55Z',
        },
      ],
      schema: '/v2/schemas/members',
    },
  });
  expect(page('GET', `${members}/123456`)).toEqual({ status: 200, body: member('pending') });
  expect(page('PUT', `${members}/123456`, '{"status":"accepted"}')).toEqual({
    status: 200,
    body: member('accepted'),
  });
  expect(page('DELETE', `${members}/123456`)).toEqual({ status: 204, body: '' });
});

it('the examples get the same answers when they are run a second time', () => {
  const fake = createFake({ clock });
  for (let round = 0; round < 2; round += 1) {
    expect(send(fake, 'documentation-token', 'POST', members, '{"member":"123456"}')).toEqual({
      status: 200,
      body: member('pending'),
    });
    expect(send(fake, 'documentation-token', 'DELETE', `${members}/123456`).status).toBe(204);
  }
});

it('producer and consumer do their own parts and not those of the other', () => {
  const fake = createFake({ clock });
  const status = (token: string, method: string, target: string, body?: string): number =>
    send(fake, token, method, target, body).status;

  expect(status('consumer-token', 'POST', members, '{"member":"123456"}')).toBe(404);
  expect(status('producer-token', 'POST', members, '{"member":"123456"}')).toBe(200);
  expect(status('producer-token', 'PUT', `${members}/123456`, '{"status":"accepted"}')).toBe(403);
  expect(status('consumer-token', 'PUT', `${members}/123456`, '{"status":"accepted"}')).toBe(200);
  expect(status('consumer-token', 'DELETE', `${members}/123456`)).toBe(403);
  expect(status('stranger-token', 'GET', members)).toBe(404);
  expect(status('producer-token', 'DELETE', `${members}/123456`)).toBe(204);
});
