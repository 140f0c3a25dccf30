// Source: asked of Glance 25.1 with Python 3.11 and MariaDB 10.11.
import { expect } from 'vitest';
import { add, createImage, image, list, patch, showImage } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor, type Told } from '../doors.ts';

const world = { seed: cast({ members: [] }), release: 'zed' } as const;

async function added({ send }: Told, member: string): Promise<string> {
  const { text } = await send({ as: 'producer', ...add(''), body: `{"member": ${member}}` });
  return /"member_id": ([^,]*(?:\][^,]*)?), "image_id"/.exec(text)?.[1] ?? text;
}

everyDoor(
  'a float as a member is shown as a float, and kept as the database writes it',
  world,
  async (told) => {
    const shown = ['1.0', '1e5', '1e16', '1e-7', '-2.0', '1.5'];
    const replies: string[] = [];
    for (const member of shown) replies.push(await added(told, member));
    expect(replies).toEqual(['1.0', '100000.0', '1e+16', '1e-07', '-2.0', '1.5']);
    const { body } = await told.send({ as: 'producer', ...list() });
    const kept = (body as { members: { member_id: string }[] }).members.map(({ member_id: id }) => id);
    expect(kept).toEqual(['1', '100000', '1e16', '0.0000001', '-2', '1.5']);
  },
);

everyDoor('a number is a duplicate of an id that begins with it', world, async ({ says }) => {
  expect(await says('producer', add('16c07c'))).toBe('200');
  const member = (value: string) => says('producer', { ...add(''), body: `{"member": ${value}}` });
  expect(await member('16')).toMatch(/^409 Member 16 is duplicated/);
  expect(await member('[16.0]')).toMatch(/^409 Member \[16\.0\] is duplicated/);
  expect(await member('"16"')).toBe('200');
});

everyDoor('a list of one in a list of one is that one', world, async ({ says }) => {
  const member = (value: string) => says('producer', { ...add(''), body: `{"member": ${value}}` });
  expect(await member('[["a"]]')).toBe('200');
  expect(await member('["A"]')).toMatch(/^409 Member \['A'\] is duplicated/);
});

everyDoor('zero written as a float is an empty member', world, async ({ says }) => {
  for (const zero of ['0.0', '-0.0', '0e5'])
    expect(await says('producer', { ...add(''), body: `{"member": ${zero}}` })).toBe(
      "400 Member can't be empty",
    );
});

everyDoor(
  'a whole float is a whole number of megabytes, shown as it was sent once',
  world,
  async ({ send }) => {
    const made = await send({
      as: 'producer',
      ...createImage({}),
      body: '{"min_ram": 16.0, "min_disk": 1e1}',
    });
    expect(made.text).toContain('"min_ram": 16.0, "min_disk": 10.0');
    const body = '[{"op": "replace", "path": "/min_ram", "value": 2.0}]';
    expect((await send({ as: 'producer', ...patch([]), body })).text).toContain('"min_ram": 2.0');
    expect((await send({ as: 'producer', ...showImage() })).text).toContain('"min_ram": 2,');
  },
);

everyDoor('errors show floats as floats, wherever they stand', world, async ({ says }) => {
  const body = '{"name": {"a": [-0.0, 1e16, 1E2, 16.0]}}';
  const sentence = await says('producer', {
    ...createImage({}),
    body,
    headers: { accept: 'application/json' },
  });
  expect(sentence).toContain("schema 'image': {'a': [-0.0, 1e+16, 100.0, 16.0]} is not of type");
});

everyDoor('a body that is a float is no object', world, async ({ says }) => {
  expect(await says('producer', { ...add(''), body: '1.0' })).toBe(
    '400 Unexpected body type. Expected list/dict.',
  );
  expect(image).toBeDefined();
});
