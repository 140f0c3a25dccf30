// Source: WebOb's errors as Glance sends them (RULES.md §5); the words of Keystone 22.
import { describe, expect, it } from 'vitest';
import { createFake } from '../../src/world/fake.ts';
import { add, image, images, list, show } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const world = { seed: cast() };
const login = { method: 'POST', path: '/identity/v3/auth/tokens', body: {} };

everyDoor.inFull('a fault answers in the words of the image API, and nothing is done', world, async (t) => {
  t.fake.faults.add({ operation: 'addMember', first: 1, status: 503, retryAfter: 2 });
  const refused = await t.send({ as: 'producer', ...add('7000001') });
  expect([refused.status, refused.headers.get('retry-after'), refused.body]).toEqual([
    503,
    '2',
    {
      message: 'The server is currently unavailable. Please try again at a later time.<br /><br />\n\n\n',
      code: '503 Service Unavailable',
      title: 'Service Unavailable',
    },
  ]);
  expect(t.fake.cloud.images.get(image)?.members.get('7000001')).toBe(undefined);
  expect(await t.says('producer', add('7000001'))).toBe('200');
  expect(t.fake.journal.entries()[0]).toMatchObject({
    status: 503,
    fault: { id: 1, sentence: 'fault 1 answered 503' },
    because: 'fault 1 answered 503',
    caller: { userName: 'producer' },
    trace: { operation: 'addMember', refused: { check: 'fault', refusal: 'answered503' } },
  });
  expect(t.fake.journal.unexpected()).toEqual([]);
});

everyDoor.inFull('a fault of Keystone answers in its words', world, async (t) => {
  t.fake.faults.add({ operation: 'issue_token', status: 500 });
  t.fake.faults.add({ operation: 'validate_token', status: 401 });
  const broken = await t.send(login);
  expect([broken.status, broken.body]).toEqual([
    500,
    {
      error: {
        code: 500,
        message: 'An unexpected error prevented the server from fulfilling your request.',
        title: 'Internal Server Error',
      },
    },
  ]);
  const expired = await t.send({ as: 'consumer', path: '/identity/v3/auth/tokens' });
  expect([expired.status, expired.headers.get('www-authenticate')]).toEqual([
    401,
    `Keystone uri="${t.base}/identity/v3"`,
  ]);
});

everyDoor.inFull(
  'a fault of Rackspace answers in the general form where the others do',
  { profile: 'rackspace', errorBody: 'general' },
  async (t) => {
    t.fake.faults.add({ operation: 'listImages', status: 429, retryAfter: 30 });
    const { status, body } = await t.send({ as: 'producer', path: '/v2/images' });
    expect([status, body]).toEqual([
      429,
      {
        overLimit: {
          code: 429,
          message: 'Over Limit',
          details: 'The client has sent too many requests in a given amount of time',
        },
      },
    ]);
  },
);

everyDoor.inFull('a fault holds for one operation, caller, image and method', world, async (t) => {
  t.fake.faults.add({ caller: 'consumer', image, method: 'GET', operation: 'listMembers', status: 500 });
  const statuses = [
    await t.says('consumer', list()),
    await t.says('producer', list()),
    await t.says('consumer', show('123456')),
    await t.says('consumer', images()),
  ].map((said) => said.slice(0, 3));
  expect(statuses).toEqual(['500', '200', '200', '200']);
});

everyDoor.inFull(
  'a fault happens in the first requests, in each so-many-th, or in a share of them',
  world,
  async (t) => {
    const statuses = async (fault: object): Promise<string> => {
      t.fake.faults.clear();
      t.fake.faults.add({ operation: 'listMembers', status: 500, ...fault });
      const all: string[] = [];
      for (const _ of Array.from({ length: 9 })) all.push((await t.says('producer', list())).slice(0, 1));
      return all.join('');
    };
    expect(await statuses({ first: 2 })).toBe('552222222');
    expect(await statuses({ every: 3 })).toBe('225225225');
    const share = await statuses({ share: 0.5, seed: 7 });
    expect(share).toMatch(/5.*2|2.*5/);
    expect(await statuses({ share: 0.5, seed: 7 })).toBe(share);
    expect(t.fake.faults.list()).toMatchObject([{ matched: 9, applied: share.split('5').length - 1 }]);
  },
);

everyDoor.except('core', 'no connection is there to be cut')(
  'a connection is cut before anything is done, behind half of the answer, or with the answer lost',
  world,
  async (t) => {
    const has = (id: string): boolean => t.fake.cloud.images.get(image)?.members.get(id) !== undefined;
    for (const [cut, isDone] of [
      ['before-headers', false],
      ['after-headers', true],
      ['answer-lost', true],
    ] as const) {
      t.fake.faults.add({ operation: 'addMember', first: 1, cut });
      await expect(t.send({ as: 'producer', ...add(cut) })).rejects.toThrow(
        /socket|fetch|abort|terminated|cut/,
      );
      expect([cut, has(cut)]).toEqual([cut, isDone]);
    }
  },
);

it('in code a cut connection is an error', () => {
  const fake = createFake();
  fake.faults.add({ operation: 'addMember', cut: 'answer-lost' });
  const add = (): unknown => fake.as('producer').members.create('a96be11e-8536-4910-92cb-de50aa19dfe6', 'x');
  expect(add).toThrow('There is no answer: fault 1 cut the connection before the answer; it is done.');
});

everyDoor.inFull('for a time, reading shows images and members as they were', world, async (t) => {
  t.fake.faults.add({ stale: 60 });
  const members = async (): Promise<number> =>
    ((await t.send({ as: 'producer', ...list() })).body as { members: object[] }).members.length;
  const before = await members();
  expect(await t.says('producer', add('7000001'))).toBe('200');
  expect(await members()).toBe(before);
  expect(await t.says('producer', add('7000001'))).toContain('409');
  t.fake.clock.advance(60_000);
  expect(await members()).toBe(before + 1);
});

everyDoor.inFull('an answer that is late was done at once', world, async (t) => {
  t.fake.faults.add({ operation: 'addMember', delay: 1 });
  expect(await t.says('producer', add('7000001'))).toBe('200');
  expect(t.fake.faults.list()).toMatchObject([{ applied: 1 }]);
});

describe('a fault is refused', () => {
  it.each([
    [{ operation: 'addMembr', status: 500 }, 'there is no operation addMembr. Did you mean addMember?'],
    [
      { operation: 'shareIt', status: 500 },
      'there is no operation shareIt. There are: listMembers, addMember, showMember, updateMember, removeMember, ',
    ],
    [{ delays: 5 } as object, 'there is no field delays. Did you mean delay?'],
    [
      { zz: 5 } as object,
      'there is no field zz. There are: operation, caller, image, method, first, every, share, seed, status, retryAfter, delay, cut, stale.',
    ],
    [{ caller: 'consumr', status: 500 }, 'there is no user or tenant consumr. Did you mean consumer?'],
    [
      { method: 'FETCH', status: 500 },
      'there is no method FETCH. There are: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS.',
    ],
    [
      { oparation: 'addMember', status: 500 } as object,
      'there is no field oparation. Did you mean operation?',
    ],
    [{}, 'it has no effect. Add `status`, `delay`, `cut` or `stale`.'],
    [{ status: 418 }, '`status` must be one of 401, 413, 429, 500, 503, not 418.'],
    [
      { status: 500, cut: 'answer-lost' } as const,
      '`status` and `cut` cannot stand together. Leave one of them.',
    ],
    [{ first: 1, every: 2, status: 500 }, '`first` and `every` cannot stand together. Leave one of them.'],
    [{ first: 0, status: 500 }, '`first` must be a whole number from 1 on.'],
    [{ share: 2, status: 500 }, '`share` must be a number from 0 to 1.'],
    [{ delay: -1 }, '`delay` must be a whole number from 0 to 600000.'],
    [{ retryAfter: 1, delay: 1 }, '`retryAfter` goes with `status`.'],
    [
      { cut: 'sometimes' as 'answer-lost' },
      'there is no cut sometimes. There are: before-headers, after-headers, answer-lost.',
    ],
  ])('%j', (fault, problem) => {
    const { faults } = createFake();
    expect(() => faults.add(fault)).toThrow(`The fault is refused: ${problem}`);
    expect(faults.list()).toEqual([]);
  });

  it('beyond the hundredth', () => {
    const { faults } = createFake();
    for (const _ of Array.from({ length: 100 })) faults.add({ delay: 0 });
    expect(() => faults.add({ delay: 0 })).toThrow('The world has 100 faults, and can have no more.');
  });
});
