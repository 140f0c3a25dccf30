import { expect } from 'vitest';
import { add } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

everyDoor('a final sigma is a sigma to the database', { seed: cast() }, async ({ send }) => {
  expect((await send({ as: 'producer', ...add('οδός') })).status).toBe(200);
  expect((await send({ as: 'producer', ...add('ΟΔΟΣ') })).status).toBe(409);
});

everyDoor('an accent that is a character of its own counts', { seed: cast() }, async ({ send }) => {
  expect((await send({ as: 'producer', ...add('rene\u0301') })).status).toBe(200);
  expect((await send({ as: 'producer', ...add('rené') })).status).toBe(200);
  expect((await send({ as: 'producer', ...add('RENE') })).status).toBe(409);
});
