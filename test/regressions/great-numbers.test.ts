// Source: asked of Glance 25.1 and Keystone 22 with Python 3.11 and MariaDB 10.11.
import { expect, test } from 'vitest';
import { TestCloud } from '../identity/test-cloud.ts';
import { add, createImage, images, list, patch } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor, type Told } from '../doors.ts';

const world = { seed: cast({ members: [] }), release: 'zed' } as const;
const digits = (count: number): string => '8'.repeat(count);

function addText({ says }: Told, member: string): Promise<string> {
  return says('producer', { ...add(''), body: `{"member":${member}}` });
}

async function stored({ send }: Told): Promise<readonly string[]> {
  const { body } = await send({ as: 'producer', ...list() });
  return (body as { members: readonly { member_id: string }[] }).members.map(({ member_id: id }) => id);
}

everyDoor('a whole number has 4300 digits at most', world, async (told) => {
  expect(await addText(told, digits(4300))).toBe('200');
  expect(await addText(told, digits(4301))).toBe('400 Malformed JSON in request body.');
  expect(await addText(told, `-${digits(4300)}`)).toBe('200');
  expect(await addText(told, `-${digits(4301)}`)).toBe('400 Malformed JSON in request body.');
  expect(await addText(told, `0.${digits(1_000_000)}`)).toBe('200');
});

everyDoor('a number is malformed wherever it stands', world, async ({ says }) => {
  const body = `{"x":[[${digits(1_000_000)}]],"member":"a"}`;
  expect(await says('producer', { ...add(''), body })).toBe('400 Malformed JSON in request body.');
});

everyDoor('the database puts 65 nines in place of a number of more than 81 digits', world, async (told) => {
  for (const number of [digits(81), digits(82), `-${digits(81)}`, `-${digits(500)}`])
    expect(await addText(told, number)).toBe('200');
  expect(await stored(told)).toEqual([digits(81), '9'.repeat(65), `-${digits(81)}`, `-${'9'.repeat(65)}`]);
  expect(await addText(told, '7'.repeat(100))).toMatch(`409 Member ${'7'.repeat(100)} is duplicated for`);
});

everyDoor('infinite numbers are shown as Python shows them', world, async ({ says }) => {
  const name = (value: string) =>
    says('producer', {
      ...createImage({}),
      body: `{"name":${value}}`,
      headers: { accept: 'application/json' },
    });
  expect(await name('Infinity')).toContain("schema 'image': inf is not of type 'null', 'string'");
  expect(await name('-Infinity')).toContain("schema 'image': -inf is not of type 'null', 'string'");
  expect(await name('NaN')).toContain("schema 'image': nan is not of type 'null', 'string'");
  expect(await name('-NaN')).toBe('400 Malformed JSON in request body.');
});

everyDoor('a text that once stood for NaN is a text', world, async ({ says }) => {
  const body = '{"member":"not-a-number","x":[NaN,"not-a-number-",-Infinity]}';
  expect(await says('producer', { ...add(''), body })).toBe('200');
});

everyDoor('a great negative number is shown with all its digits', world, async ({ says }) => {
  const sentence = `400 Invalid value '-${digits(30)}' for parameter 'min_ram': Cannot be a negative value`;
  expect(await says('producer', { ...createImage({}), body: `{"min_ram":-${digits(30)}}` })).toBe(sentence);
  const change = `[{"op":"add","path":"/min_ram","value":-${digits(30)}}]`;
  expect(await says('producer', { ...patch([]), body: change })).toBe(sentence);
});

everyDoor('numbers in a query have 4300 digits at most', world, async ({ says }) => {
  expect(await says('producer', images(`?limit=${'1'.repeat(4300)}`))).toBe('200');
  expect(await says('producer', images(`?limit=${'1'.repeat(4301)}`))).toBe(
    '400 limit param must be an integer',
  );
  expect(await says('producer', images(`?limit=${'0'.repeat(4300)}1`))).toBe(
    '400 limit param must be an integer',
  );
  expect(await says('producer', images(`?size_min=${'1'.repeat(4301)}`))).toBe(
    '400 Unable to filter on a range with a non-numeric value.',
  );
});

test('Keystone reads whole numbers of 4300 digits', () => {
  const post = (body: string) =>
    new TestCloud().send('POST', '/v3/auth/tokens', { body }).json.error.message as string;
  expect(post(`{"auth":{"identity":${digits(4300)}}}`)).toMatch(
    /^Invalid input for field 'identity': '\*\*\*'/,
  );
  expect(post(`{"auth":{"identity":${digits(4301)}}}`)).toMatch(
    /^Expecting to find valid JSON in request body/,
  );
});
