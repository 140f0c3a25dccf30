// Source: asked of Glance 25.1 with MariaDB 10.11, whose columns cut spaces off that do not fit.
import { expect } from 'vitest';
import { add, createImage, list, patch, remove, show, showImage } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const world = { seed: cast({ members: [] }) };
const spaces = ' '.repeat(100_000);

everyDoor('a member is cut off at 255 characters where spaces follow', world, async ({ send, says }) => {
  const { status, body } = await send({ as: 'producer', ...add(`x${spaces}`) });
  expect([status, (body as { member_id: string }).member_id]).toEqual([200, `x${spaces}`]);
  const { body: all } = await send({ as: 'producer', ...list() });
  expect((all as { members: { member_id: string }[] }).members[0]?.member_id).toBe('x'.padEnd(255));
  expect(await says('producer', add('X'))).toMatch(/^409 Member X is duplicated/);
  expect(await says('producer', show('x%20%20'))).toBe('200');
  expect(await says('producer', remove('x'))).toBe('204');
});

everyDoor('anything but spaces beyond 255 characters makes it fail', world, async ({ send }) => {
  expect((await send({ as: 'producer', ...add('y'.repeat(255) + spaces) })).status).toBe(200);
  expect((await send({ as: 'producer', ...add('z'.repeat(256) + spaces) })).status).toBe(500);
  expect((await send({ as: 'producer', ...add(`${' '.repeat(255)}z`) })).status).toBe(500);
});

everyDoor('a value of a property is cut off at 65535 bytes', world, async ({ send }) => {
  const made = await send({ as: 'producer', ...createImage({ p: `é${spaces}` }) });
  expect((made.body as { p: string }).p).toBe(`é${spaces}`);
  const { id } = made.body as { id: string };
  const shown = async () => ((await send({ as: 'producer', ...showImage(id) })).body as { p: string }).p;
  expect(await shown()).toBe(`é${' '.repeat(65_533)}`);
  const set = (value: string) => send({ as: 'producer', ...patch([{ op: 'add', path: '/p', value }], id) });
  expect((await set('x'.repeat(65_535) + spaces)).status).toBe(200);
  expect(await shown()).toBe('x'.repeat(65_535));
  expect((await set('x'.repeat(65_536) + spaces)).status).toBe(500);
});
