/** A client that sends `${HOME}` once broke its whole recording: contracts write values of provider states like that. */
import { expect, it } from 'vitest';
import { at, listening, tenants } from '../contract/record/listener.ts';

it('what looks like the value of a provider state is left out, and the rest is recorded', async () => {
  const { recorder, ask } = listening();
  ask('alice', 'POST', '/v2/images', { body: { name: 'new', home: '${HOME}' } });
  ask('alice', 'GET', '/v2/images?name=%24%7Bimage%7D');
  ask('bob', 'PUT', at(`/members/${tenants.beta}`), { body: { status: 'accepted' } });
  expect((await recorder.interactions()).map(({ sentence }) => sentence)).toEqual([
    'the consumer accepts the image that was offered to it',
  ]);
});
