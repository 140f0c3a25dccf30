import { expect } from 'vitest';
import { image } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

everyDoor('a member that is a whole float is named as one', { seed: cast() }, async ({ send }) => {
  const add = (text: string) =>
    send({
      as: 'producer',
      method: 'POST',
      path: `/v2/images/${image}/members`,
      body: text,
      headers: { accept: 'application/json' },
    });
  expect((await add('{"member": 2.0}')).status).toBe(200);
  expect((await add('{"member": 2}')).text).toContain('Member 2 is duplicated');
  expect((await add('{"member": 2.0}')).text).toContain('Member 2.0 is duplicated');
});
