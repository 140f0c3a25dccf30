import { expect, it } from 'vitest';
import { createFake } from '../../src/world/fake.ts';

const decoder = new TextDecoder();

function ask(method: string, target: string, accept = ''): readonly [number, string | undefined, string] {
  const headers = accept === '' ? {} : { accept };
  const request = { method, target, base: 'http://cloud.test', headers, body: new Uint8Array() };
  const { status, headers: pairs, body } = createFake({ release: 'zed' }).exchange(request);
  return [status, pairs.find(([name]) => name === 'Content-Type')?.[1], decoder.decode(body)];
}

it('the health check answers in plain text unless JSON is asked for', () => {
  expect(ask('GET', '/healthcheck')).toEqual([200, 'text/plain; charset=UTF-8', 'OK']);
  expect(ask('OPTIONS', '/healthcheck', '*/*')).toEqual([200, 'text/plain; charset=UTF-8', 'OK']);
  const [status, type, body] = ask('GET', '/healthcheck', 'application/json');
  expect([status, type, JSON.parse(body)]).toEqual([
    200,
    'application/json',
    { detailed: false, reasons: ['OK'] },
  ]);
});

it('a HEAD of the health check is 204', () => {
  expect(ask('HEAD', '/healthcheck')).toEqual([204, undefined, '']);
});

it('a path below the health check is none', () => {
  expect(ask('GET', '/healthcheck/')[0]).toBe(300);
  expect(ask('GET', '/healthcheck/x')[0]).toBe(300);
});

it('the vendor type at the root finds no resource', () => {
  const fake = createFake();
  const { token } = fake.as('producer');
  const headers = { accept: 'application/vnd.openstack.images-v2', 'x-auth-token': token };
  const request = { method: 'GET', target: '/', base: 'http://cloud.test', headers, body: new Uint8Array() };
  expect(fake.exchange(request).status).toBe(404);
});
