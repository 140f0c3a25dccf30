import { expect } from 'vitest';
import { patch } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

everyDoor('an empty content type is refused by its own, empty name', { seed: cast() }, async ({ send }) => {
  const reply = await send({
    as: 'producer',
    ...patch([]),
    headers: { 'content-type': '' },
  });
  expect(reply.status).toBe(415);
  expect(reply.text).toContain('The request media type  is not supported by this server.');
});
