// Source: docs/profiles.md, What it may say: each key changes an answer, through each door.
import { expect, it } from 'vitest';
import { unreadingRoles } from '../../src/domain/own-profile.ts';
import type { OwnProfile } from '../../src/domain/profile.ts';
import { profileWith } from '../../src/domain/profiles.ts';
import { permissionTable } from '../../src/rules-table/permissions.ts';
import { profiles } from '../../src/domain/profiles.ts';
import { refusalRow, refuse } from '../../src/domain/refusals.ts';
import { errorReply } from '../../src/http/error-reply.ts';
import { add, image, list, patch, remove, show, update } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor, type World } from '../doors.ts';

/** A world with the cast, and rules that differ from Glance's in what is given. */
function own(
  differences: Omit<OwnProfile, 'name' | 'based_on'>,
  base: OwnProfile['based_on'] = 'glance',
): World {
  return { seed: cast(), profile: { name: 'our-cloud', based_on: base, ...differences } };
}

const create = (values: object): { method: string; path: string; body: object } => ({
  method: 'POST',
  path: '/v2/images',
  body: values,
});

const noAdding = '403 You are not authorized to complete add_member action.';

everyDoor(
  'a cell: a producer that may not add members',
  own({ permissions: { addMember: { producer: 'no' } } }),
  async (t) => {
    expect(await t.says('producer', add('x'))).toBe(noAdding);
    expect(await t.says('admin', add('x'))).toBe('200');
  },
);

everyDoor(
  'a line may refuse a persona otherwise than the rest',
  own(
    { permissions: { addMember: { producer: 'no', refusals: { producer: 'notAuthorized' } } } },
    'glance-legacy',
  ),
  async (t) => {
    expect(await t.says('producer', add('x'))).toBe(noAdding);
    expect(await t.says('consumer', add('x'))).toMatch(/^403 Not allowed to create members for image /);
  },
);

everyDoor(
  'who may look at no member may not change or remove it, and lists none',
  own({ permissions: { showMember: { consumer: 'no' }, listMembers: { consumer: 'yes' } } }),
  async (t) => {
    const noLooking = 'You are not authorized to complete get_member action.';
    expect(await t.says('consumer', show('123456'))).toBe(`404 ${noLooking}`);
    expect(await t.says('consumer', update('123456', 'accepted'))).toBe(`403 ${noLooking}`);
    expect(await t.says('consumer', remove('123456'))).toBe(`403 ${noLooking}`);
    expect(await t.says('consumer', list())).toBe('200');
  },
);

everyDoor(
  'a cell that its base never reaches refuses in the words of a policy',
  own({ permissions: { listMembers: { consumer: 'no' } } }),
  async (t) => {
    expect(await t.says('consumer', list())).toBe(
      '403 You are not authorized to complete get_members action.',
    );
  },
);

everyDoor(
  'a level of its own: an operation that asks for another role',
  own({ roles: { sharer: ['sharer', 'admin'] }, permissions: { addMember: { role: 'sharer' } } }),
  async (t) => {
    expect(await t.says('producer', add('x'))).toBe(noAdding);
    expect(await t.says('admin', add('x'))).toBe('200');
  },
);

everyDoor(
  'the refusal of a line, and its words and status',
  own({
    permissions: { addMember: { producer: 'no', refusal: 'mayNotCreateMembers' } },
    refusals: { mayNotCreateMembers: { words: 'Sharing is closed.' } },
  }),
  async (t) => {
    expect(await t.says('producer', add('x'))).toBe('403 Sharing is closed.');
    expect(t.fake.journal.entries().at(-1)?.because).toBe(
      'only an administrator can add members; you are the owner, producer',
    );
  },
);

everyDoor(
  'the status of a refusal: its sentence, where the words are a detail of it',
  own({ refusals: { locationsEmpty: { status: 404 } } }),
  async (t) => {
    expect(await t.says('producer', patch([{ op: 'replace', path: '/locations', value: [] }]))).toMatch(
      /^404 The resource could not be found\./,
    );
  },
);

it.each([
  [422, 'Unprocessable Entity'],
  [414, 'Request-URI Too Long'],
  [421, 'Misdirected Request'],
])('the status of a refusal: %i is called as WebOb calls it, or else HTTP', (status, title) => {
  const head = { method: 'GET', target: '/', base: '', headers: { accept: 'application/json' } };
  const refusal = refuse('memberDuplicate', { member: 'a', image });
  const row = refusalRow('memberDuplicate', { refusals: { memberDuplicate: { status } } });
  const formats = profiles.glance.wire.errorFormats;
  const answer = errorReply(head, { refusal, row, form: 'glance', formats });
  expect([answer.status, JSON.parse(Buffer.from(answer.body).toString())]).toMatchObject([
    status,
    { code: `${status} ${title}`, title },
  ]);
});

everyDoor('a level that no role reaches: the journal says so', own({ roles: { member: [] } }), async (t) => {
  expect(await t.says('producer', add('x'))).toBe(noAdding);
  expect(t.fake.journal.entries().at(-1)?.because).toBe(
    'to add members, you need the level member, which no role reaches; you have reader, member on 5000001 (producer)',
  );
});

everyDoor('the roles of administrators', own({ administrators: [] }), async (t) => {
  expect(await t.says('admin', add('x'))).toBe(`404 Image ${image} not found.`);
});

everyDoor(
  'the order of the checks: a status is looked at after the permission, or before',
  own({
    checks: {
      updateMember: [
        'imageVisible',
        'imageShared',
        'callerReads',
        'memberOnRecord',
        'statusKnown',
        'callerPermitted',
        'statusSettable',
      ],
    },
  }),
  async (t) => {
    expect(await t.says('producer', update('123456', 'nonsense'))).toMatch(/^400/);
  },
);

everyDoor(
  'visibilities: another one does not fit the schema',
  own({ visibilities: ['private', 'shared'] }),
  async (t) => {
    expect(await t.says('producer', create({ visibility: 'community' }))).toMatch(
      /^400 .*'community' is not one of \['private', 'shared'\]/,
    );
    expect(await t.says('producer', create({ visibility: 'private' }))).toBe('201');
  },
);

everyDoor('the default visibility', own({ default_visibility: 'private' }), async (t) => {
  expect((await t.send({ as: 'producer', ...create({}) })).body).toMatchObject({ visibility: 'private' });
});

everyDoor('pages: how long one is, and may be', own({ page: { size: 1, most: 2 } }), async (t) => {
  for (const name of ['a', 'b', 'c']) await t.send({ as: 'producer', ...create({ name }) });
  const lengthOf = async (query: string): Promise<number> => {
    const { body } = await t.send({ as: 'producer', path: `/v2/images${query}` });
    return (body as { images: unknown[] }).images.length;
  };
  expect([await lengthOf(''), await lengthOf('?limit=3')]).toEqual([1, 2]);
});

everyDoor(
  'limits: members, properties and tags',
  own({ limits: { members_per_image: 1, properties: 1, tags: 2 } }),
  async (t) => {
    expect(await t.says('producer', add('x'))).toMatch(/^413 .*Maximum: 1:$/);
    expect(await t.says('producer', create({ a: '1' }))).toBe('201');
    expect(await t.says('producer', create({ a: '1', b: '2' }))).toMatch(/^413/);
    expect(await t.says('producer', create({ tags: ['a', 'b'] }))).toBe('201');
    expect(await t.says('producer', create({ tags: ['a', 'b', 'c'] }))).toMatch(/^413/);
  },
);

everyDoor('no limit: as many tags as one likes', own({ limits: { tags: null } }), async (t) => {
  const tags = Array.from({ length: 200 }, (_, count) => `tag ${count}`);
  expect(await t.says('producer', create({ tags }))).toBe('201');
});

everyDoor('members: a removed one stays', own({ members: { removed_stay: true } }), async (t) => {
  expect(await t.says('producer', remove('123456'))).toBe('204');
  expect(await t.says('producer', add('123456'))).toMatch(/^409/);
});

everyDoor('observed behaviour of its base', own({ observed: ['sharing-on'] }, 'rackspace'), async (t) => {
  expect(await t.says('consumer', add('x'))).toMatch(/^403/);
});

everyDoor('an operation that there is not', own({ absent: ['importImage'] }), async (t) => {
  const body = { method: { name: 'glance-direct' } };
  expect(await t.says('producer', { method: 'POST', path: `/v2/images/${image}/import`, body })).toMatch(
    /^501/,
  );
});

everyDoor('the release, unless a world asks for another', own({ release: 'zed' }), async (t) => {
  expect([t.fake.release, t.fake.profile]).toEqual(['zed', 'our-cloud']);
  expect(await t.says('producer', list())).toBe('200');
});

everyDoor(
  'an answer that rests on what is unknown is unproven, and no other is',
  own({
    unknown: {
      'addMember.producer': 'it was not asked',
      'updateMember.role': 'it was not asked',
      'limits.tags': 'it was not asked',
      default_visibility: 'it was not asked',
      'listImages.consumer': 'it was not asked',
    },
  }),
  async (t) => {
    const unproven = (): readonly string[] | undefined => t.fake.journal.entries().at(-1)?.trace.unproven;
    await t.says('producer', add('x'));
    expect(unproven()).toEqual(['addMember.producer']);
    await t.says('admin', add('y'));
    expect(unproven()).toEqual([]);
    await t.says('consumer', update('123456', 'accepted'));
    expect(unproven()).toEqual(['updateMember.role']);
    await t.says('producer', update('123456', 'accepted'));
    expect(unproven()).toEqual([]);
    await t.says('producer', create({ visibility: 'private' }));
    expect(unproven()).toEqual(['limits.tags']);
    await t.says('producer', create({}));
    expect(unproven()).toEqual(['limits.tags', 'default_visibility']);
    await t.says('producer', { path: '/v2/images' });
    expect(unproven()).toEqual(['listImages.consumer']);
  },
);

/** How each line of an own profile refuses that never does in Glance: the last column of `rules`. */
function refusalsOf(differences: Omit<OwnProfile, 'name' | 'based_on'>): object {
  const { rows } = permissionTable(profileWith({ name: 'our-cloud', based_on: 'glance', ...differences }));
  const never = ['listMembers', 'showMember', 'showImage', 'listImageTasks'];
  return Object.fromEntries(
    rows.filter(([action = '']) => never.includes(action)).map((row) => [row[0], row.at(-1)]),
  );
}

it('a line that never refuses stays so, unless what differs lets somebody come to it who may not go on', () => {
  const glance = { listMembers: '403', showMember: '404', showImage: '–', listImageTasks: '–' };
  const policy = '403 notAuthorized';
  const nothing = '404 resourceNotFound';
  expect(refusalsOf({})).toEqual(glance);
  expect(
    refusalsOf({
      permissions: { addMember: { role: 'sharer' } },
      roles: { reader: ['reader', 'sharer', 'admin'], sharer: ['sharer', 'admin'] },
      visibilities: ['private', 'shared'],
      checks: { addTag: ['imageVisible', 'callerPermitted', 'roomLeft'] },
    }),
  ).toEqual({ ...glance, listMembers: '403' });
  expect(refusalsOf({ permissions: { listMembers: { consumer: 'no' } } })).toEqual({
    ...glance,
    listMembers: policy,
  });
  expect(refusalsOf({ permissions: { showImage: { role: 'any' } } })).toEqual({
    listMembers: policy,
    showMember: '404 memberForbidden',
    showImage: nothing,
    listImageTasks: nothing,
  });
  expect(refusalsOf({ checks: { showImage: ['imageVisible', 'callerPermitted'] } })).toEqual({
    ...glance,
    showImage: nothing,
  });
});

everyDoor(
  'an image that every token reads has members for readers alone',
  own({ permissions: { showImage: { role: 'any' } }, roles: { reader: ['admin'] } }),
  async (t) => {
    expect(await t.says('producer', list())).toBe(
      '403 You are not authorized to complete get_members action.',
    );
    expect(await t.says('producer', { path: `/v2/images/${image}` })).toBe('200');
  },
);

it('roles of a level that read no image are found, but those that imply a reader, and those of before 2023.1', () => {
  const found = (
    differences: Omit<OwnProfile, 'name' | 'based_on'>,
    base: OwnProfile['based_on'] = 'glance',
  ) => unreadingRoles(profileWith({ name: 'our-cloud', based_on: base, ...differences }));
  const sharer = ['sharer', 'member', 'admin'];
  expect(found({ roles: { sharer } })).toEqual([
    { key: 'roles.sharer', roles: ['sharer'], reading: 'reader' },
  ]);
  expect(found({ administrators: ['operator', 'admin'] })).toEqual([
    { key: 'administrators', roles: ['operator'], reading: 'reader' },
  ]);
  expect(found({ roles: { reader: ['reader', 'sharer', 'admin'], sharer } })).toEqual([]);
  expect(found({ roles: { sharer } }, 'glance-legacy')).toEqual([]);
  expect(found({})).toEqual([]);
});

// Source: asked of Glance 25.1 with the rule `is_admin:True or project_id:%(project_id)s`, whose first half holds for nobody.
everyDoor(
  'an administrator that may not delete the images of others may delete those of its own tenant, as their producer may',
  own({ permissions: { deleteImage: { administrator: 'no' } } }),
  async (t) => {
    const id = '5b1b4a0e-3c38-4f0c-9a55-0b0a6f3c8d11';
    expect(await t.says('producer', create({ id }))).toBe('201');
    const noDeleting = '403 You are not authorized to complete delete_image action.';
    expect(await t.says('admin', { method: 'DELETE', path: `/v2/images/${id}` })).toBe(noDeleting);
    expect(await t.says('producer', { method: 'DELETE', path: `/v2/images/${id}` })).toBe('204');
    const mine = '5b1b4a0e-3c38-4f0c-9a55-0b0a6f3c8d12';
    expect(await t.says('admin', create({ id: mine }))).toBe('201');
    expect(await t.says('admin', { method: 'DELETE', path: `/v2/images/${mine}` })).toBe('204');
  },
);
