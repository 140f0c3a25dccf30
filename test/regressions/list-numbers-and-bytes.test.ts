import { expect, it } from 'vitest';
import { images } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';
import { createFake } from '../../src/world/fake.ts';

everyDoor('a limit may be written in the digits of any script', { seed: cast() }, async ({ send }) => {
  expect((await send({ as: 'producer', ...images('?limit=%D9%A1') })).body).toMatchObject({
    images: [{ name: 'shared image' }],
  });
  expect((await send({ as: 'producer', ...images('?limit=%E0%A5%A6') })).body).toMatchObject({ images: [] });
});

it('a query with a byte that is no UTF-8 is refused', () => {
  const fake = createFake({ seed: cast() });
  const { token } = fake.as('producer');
  const ask = (target: string): number =>
    fake.exchange({
      method: 'GET',
      target,
      base: 'http://cloud.test',
      headers: { 'x-auth-token': token },
      body: new Uint8Array(),
    }).status;
  expect(ask('/v2/images?name=\u00C9mile')).toBe(400);
  expect(ask('/v2/images?name=\u00C3\u0089mile')).toBe(200);
});
