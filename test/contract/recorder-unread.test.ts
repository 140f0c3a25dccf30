/** What a client sends and nobody reads. */
import { expect, it } from 'vitest';
import { at, listening, tenants } from './record/listener.ts';

it('body fields, query parameters and headers that no rule reads are told once each, without their values', () => {
  const { ask, recorder } = listening();
  const member = at(`/members/${tenants.beta}`);
  for (const status of ['accepted', 'rejected'])
    ask('bob', 'PUT', member, {
      body: { status, member: tenants.beta },
      headers: { 'x-custom': 'bob-token' },
    });
  ask('bob', 'GET', `${member}?image_id=1&image_id=2`);
  ask('bob', 'GET', '/v2/images', { body: '{}' });
  expect(recorder.unread()).toEqual([
    { operation: 'listImages', part: 'body', name: '', times: 1 },
    { operation: 'showMember', part: 'query parameter', name: 'image_id', times: 1 },
    { operation: 'updateMember', part: 'body field', name: 'member', times: 2 },
    { operation: 'updateMember', part: 'header', name: 'x-custom', times: 2 },
  ]);
});

it('what means something is not told: filters by any property, properties of an image, a range', () => {
  const { ask, recorder } = listening();
  ask('bob', 'GET', '/v2/images?os_distro=debian');
  ask('alice', 'POST', '/v2/images', { body: { name: 'x', colour: 'green' } });
  ask('bob', 'GET', at('/file'), {
    headers: { range: 'bytes=0-3', 'accept-encoding': 'gzip', 'sec-fetch-mode': 'cors' },
  });
  expect(recorder.unread()).toEqual([]);
});

it('a secret that stands where a name should is not told', () => {
  const { ask, recorder } = listening();
  ask('bob', 'PUT', at(`/members/${tenants.beta}?bob-token=1`), {
    body: { status: 'accepted', 'correct horse battery': 1 },
    headers: { 'alice-token': '' },
  });
  expect(recorder.unread().map(({ part, name }) => `${part} ${name}`)).toEqual([
    'body field ***',
    'header ***',
    'query parameter ***',
  ]);
});
