/** Identity v2.0 names tokens in its paths. A token in a path is told to nobody who hears of an exchange. */
import { expect, it } from 'vitest';
import { createFake, type Exchanged } from '../../src/world/fake.ts';
import { core } from '../doors/core.ts';
import { account } from './account.ts';

for (const target of [
  '/identity/v2.0/tokens/locked-token',
  '/identity/v2.0/tokens/locked-token/endpoints?a=b',
  '//identity//v2.0/tokens//locked-token',
  '/identity/v2.0/%74okens/locked-token',
  '/identity%2Fv2.0%2Ftokens%2Flocked-token',
]) {
  it(`the token in ${target.replace('locked-token', '…')} is not told`, async () => {
    const heard: Exchanged[] = [];
    const fake = createFake({
      seed: account,
      profile: 'rackspace',
      onExchange: (exchanged) => heard.push(exchanged),
    });
    const door = await core(fake);
    for (const method of ['GET', 'DELETE', 'PUT'])
      await door.send({ method, target, headers: {}, body: new Uint8Array() });
    expect(heard).toHaveLength(3);
    expect(JSON.stringify(heard)).not.toContain('locked-token');
  });
}

it('the target of any other request is told as it was sent', async () => {
  const heard: Exchanged[] = [];
  const fake = createFake({ onExchange: (exchanged) => heard.push(exchanged) });
  const door = await core(fake);
  const target = '/v2/images?name=a%41&tag=/identity/v2.0/tokens/x';
  await door.send({ method: 'GET', target, headers: {}, body: new Uint8Array() });
  expect(heard.map((each) => each.target)).toEqual([target]);
});
