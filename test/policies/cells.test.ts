/** Source: oslo.policy's language, and the rules that Glance 25.1 asks for; the cells of each policy are worked out by hand. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { OwnProfile } from '../../src/domain/profile.ts';
import type { AnyProfile } from '../../src/domain/profiles.ts';
import { readPolicyFile, type ReadPolicy } from '../../src/profile-file.ts';
import { createFake } from '../../src/world/fake.ts';
import { callHere } from '../cli/calling.ts';
import { policies } from './policies.ts';

const folder = mkdtempSync(join(tmpdir(), 'image-members-policies-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'policy.yaml');

function read(text: string, base?: AnyProfile): ReadPolicy {
  writeFileSync(file, text);
  return readPolicyFile(file, base);
}

type Cells = NonNullable<OwnProfile['permissions']>;

const noOwner = { producer: 'no' } as const;
const readers = { role: 'reader' } as const;
const unseen = { onlooker: 'hidden' } as const;

const cells: Readonly<Record<string, Cells>> = {
  empty: {},
  'only administrators share': { addMember: noOwner, removeMember: noOwner },
  'nobody shares': { addMember: { producer: 'no', administrator: 'no' } },
  'whoever has a token may share its images': { addMember: { administrator: 'no', role: 'any' } },
  'members may publish': {
    publicizeImage: { producer: 'yes', consumer: 'yes', onlooker: 'yes', role: 'member' },
  },
  'no community images': { communitizeImage: noOwner },
  'readers may upload': {
    createImage: readers,
    updateImage: readers,
    uploadImage: readers,
    stageImage: readers,
    importImage: readers,
    addTag: readers,
    removeTag: readers,
  },
  'images are made by administrators': {
    createImage: noOwner,
    updateImage: noOwner,
    deleteImage: noOwner,
    uploadImage: noOwner,
    stageImage: noOwner,
    importImage: noOwner,
    addTag: noOwner,
    removeTag: noOwner,
  },
  'downloads are for the owner': { downloadImage: { consumer: 'no', onlooker: 'no' } },
  'nobody deactivates but administrators': { deactivateImage: noOwner, reactivateImage: noOwner },
  'the owner may accept for its members': { updateMember: { producer: 'yes' } },
  'consumers may leave': { removeMember: { consumer: 'own' } },
  'members are nobody else’s business': { listMembers: { consumer: 'no', refusal: 'notAuthorized' } },
  'a member is not shown': {
    showMember: { consumer: 'no', refusal: 'memberForbidden' },
  },
  'old names, and a flag that no token has': {
    addMember: { administrator: 'no', role: 'any' },
    deleteImage: { administrator: 'no', role: 'any' },
  },
  'lists of lists': { addMember: { consumer: 'yes', role: 'reader' } },
  'operators in any case, and not': { deleteImage: { producer: 'no', administrator: 'no' } },
  'a rule that cannot be read': {
    addMember: { producer: 'no', administrator: 'no' },
    removeMember: { producer: 'no', administrator: 'no' },
  },
  'a rule that leads to none': { addMember: { consumer: 'yes', role: 'any' }, removeMember: noOwner },
  'the image list is for administrators': { listImages: noOwner },
  'public images are for administrators': {
    showImage: { onlooker: 'no', refusal: 'resourceNotFound' },
    listImageTasks: { onlooker: 'hidden', refusal: 'resourceNotFound' },
    listImages: unseen,
    updateImage: unseen,
    deleteImage: unseen,
    uploadImage: unseen,
    stageImage: unseen,
    importImage: unseen,
    deactivateImage: unseen,
    reactivateImage: unseen,
    addTag: unseen,
    removeTag: unseen,
    listLocations: unseen,
    addLocation: unseen,
  },
  'whoever is named like a constant': {
    addMember: { consumer: 'yes' },
    removeMember: { administrator: 'no' },
  },
};

it.each(Object.keys(policies))('the cells of the policy: %s', (name) => {
  expect(read(policies[name] ?? '').profile.permissions).toEqual(cells[name]);
});

it('a role that the base has no level for becomes one', () => {
  const { profile } = read('add_member: "role:admin or (role:sharer and project_id:%(project_id)s)"\n');
  expect(profile.permissions).toEqual({ addMember: { role: 'sharer' } });
  expect(profile.roles).toEqual({ sharer: ['sharer', 'admin'] });
});

it('who is an administrator, the rule context_is_admin says', () => {
  const { profile } = read('context_is_admin: "role:admin or role:cloud_admin"\n');
  expect(profile.administrators?.toSorted()).toEqual(['admin', 'cloud_admin']);
});

it('what has no place in a profile is named with its line, and stays as it is', () => {
  const { profile, notes } = read(
    [
      'modify_image: "role:member and \'queued\':%(status)s"',
      'get_image: "role:reader and \'community\':%(visibility)s"',
      'add_member: "http://policies.test/%(owner)s"',
      'add_members: "role:admin"',
      'delete_member: "role:sharer and role:member and project_id:%(project_id)s"',
    ].join('\n'),
  );
  expect(profile.permissions).toEqual({});
  expect(notes.map(({ line, rule, why }) => `${line} ${rule}: ${why}`).toSorted()).toEqual([
    '1 modify_image: it depends on %(status)s, which a profile cannot express (producer, administrator)',
    '2 get_image: it differs by the visibility or the owner of the image (producer, onlooker, administrator)',
    '3 add_member: it depends on http://policies.test/%(owner)s, which a profile cannot express (producer, consumer, administrator)',
    '4 add_members: Glance asks for no such rule; did you mean add_member?',
    '5 delete_member: which roles it takes depends on what the caller is to the image, or it takes several roles together',
  ]);
});

it('a name that is nowhere, a rule that leads to itself and one that cannot be read are named, each with its line', () => {
  const { notes, profile } = read(
    [
      'add_member: "rule:admin_requird or rule:loop"',
      'admin_required: "role:admin"',
      'copy_image: "role:admin or rule:loop"',
      'loop: "rule:back"',
      'back: "not rule:loop"',
      'delete_member: "role:admin or"',
    ].join('\n'),
  );
  expect(notes.map(({ line, rule, why }) => `${line} ${rule}: ${why}`)).toEqual([
    '3 copy_image: it depends on a rule that leads back to itself (loop), which a profile cannot express (producer, consumer, onlooker)',
    "1 add_member: it names the unknown rule admin_requird, so Glance's `default` stands for it, which everybody passes; did you mean admin_required?",
    '2 admin_required: Glance asks for no such rule',
    '4 loop: it leads back to itself, where oslo.policy fails',
    '5 back: it leads back to itself, where oslo.policy fails',
    '6 delete_member: it cannot be read, and so nobody passes it: nothing follows `or` at its end. Correct it',
  ]);
  expect(profile.permissions?.removeMember).toEqual({ producer: 'no', administrator: 'no' });
});

it.each<[text: string, why: string]>([
  ['and role:a', 'nothing stands before `and` at its beginning'],
  ['role:a and not', 'nothing follows `not` at its end'],
  ['(role:a or role:b', 'its parentheses do not match'],
  ['admin', '`admin` is no check, which has a colon, such as role:member'],
  ['role:a role:b', 'its checks must be joined by `and` or `or`, and nested less than 200 deep'],
  [' ', 'it is nothing but spaces'],
])('a rule that cannot be read says why: %s', (text, why) => {
  const said = `it cannot be read, and so nobody passes it: ${why}. Correct it`;
  expect(read(`add_member: "${text}"\n`).notes.map((note) => note.why)).toEqual([said]);
});

it('what stands for an unknown rule is the `default` of the file, where it has one', () => {
  const { notes } = read('add_member: "rule:nope"\ndefault: "!"\n');
  expect(notes.map(({ why }) => why)).toEqual([
    'it names the unknown rule nope, so the `default` of this file stands for it',
  ]);
});

it('the last of a repeated key counts, an empty text lets everybody pass, and a role is the same in any case', () => {
  const { profile } = read(
    'add_member: "!"\nadd_member: "role:Sharer or role:sharer or role:admin"\ndelete_member: ""\n',
  );
  expect(profile.roles).toEqual({ Sharer: ['Sharer', 'admin'] });
  expect(profile.permissions?.addMember).toEqual({ consumer: 'yes', role: 'Sharer' });
  expect(profile.permissions?.removeMember).toEqual({ consumer: 'own', role: 'any' });
});

it('each rule may tell ten roles apart; one that names more stays at the default, and says so', () => {
  const roles = (count: number): string =>
    Array.from({ length: count }, (_, place) => `role:r${place}`).join(' or ');
  const { profile, notes } = read(
    `add_member: "${roles(5)}"\ndelete_member: "role:other"\nget_members: "${roles(40)}"\n`,
  );
  expect(notes).toEqual([{ rule: 'get_members', why: 'it tells more than 10 roles apart', line: 3 }]);
  expect(profile.roles?.['r0']).toEqual(['r0', 'r1', 'r2', 'r3', 'r4']);
  expect(profile.roles?.['other']).toEqual(['other']);
});

it('of many names that are not known, the first twenty are compared with those that are', () => {
  const names = Array.from({ length: 900 }, (_, place) => `${'a'.repeat(50)}${place}: "@"\n`);
  const { notes } = read(names.join(''));
  expect(notes).toHaveLength(900);
  expect(notes.map(({ why }) => why.includes('did you mean')).indexOf(false)).toBe(20);
  expect(notes.filter(({ why }) => why.includes('did you mean'))).toHaveLength(20);
});

it('a file with more checks than anybody could follow is refused, and one with many is followed', () => {
  const many = (count: number): string =>
    Array.from(
      { length: count },
      (_, place) => `a${place}: "rule:a${place + 1} and rule:a${place + 1}"\n`,
    ).join('');
  expect(() => read(`${many(600)}add_member: "rule:a0"\n`)).toThrow(
    'its rules have 1201 checks, and at most 1000 are followed. Give the rules that differ from those of Glance alone.',
  );
  const { profile } = read(`${many(60)}a60: "role:admin"\nadd_member: "rule:a0"\n`);
  expect(profile.permissions).toEqual({ addMember: { producer: 'no' } });
});

it('before 2023.1 the default rule counts beside the new ones, and the code of Glance besides both', () => {
  const closed = read('default: "role:admin"\n', 'glance-legacy').profile.permissions ?? {};
  expect(closed.addMember).toEqual({ role: 'member' });
  expect(closed.publicizeImage).toBe(undefined);
  const open = read('add_member: ""\npublicize_image: ""\n', 'glance-legacy').profile.permissions ?? {};
  expect(open.addMember).toBe(undefined);
  expect(open.publicizeImage).toEqual({ producer: 'yes', consumer: 'yes', onlooker: 'yes' });
});

it('before 2023.1 whoever the rule refuses hears of the rule, and whom it lets pass, of the owner', () => {
  const owners = '"modify_image": "project_id:%(project_id)s"\n"delete_image": ""\n';
  const { updateImage, deleteImage } = read(owners, 'glance-legacy').profile.permissions ?? {};
  const byRule = 'notAuthorized';
  expect(updateImage?.refusals).toEqual({ consumer: byRule, onlooker: byRule, administrator: byRule });
  expect(deleteImage?.refusals).toBeUndefined();
});

it('a policy adds to a profile of one’s own', () => {
  const base: OwnProfile = {
    name: 'our',
    based_on: 'glance',
    limits: { tags: 3 },
    permissions: { addMember: { consumer: 'yes' } },
  };
  const { profile } = read('delete_image: "!"\n', base);
  expect(profile).toMatchObject({
    name: 'our-policy',
    limits: { tags: 3 },
    permissions: { addMember: { consumer: 'yes' }, deleteImage: { producer: 'no', administrator: 'no' } },
  });
});

it.each<[wrong: string, text: string, said: string]>([
  ['a list', '- a\n', `${file}:1:1: it is no mapping. Write a rule a line: \`add_member: "role:member"\`.`],
  [
    'a number',
    'add_member: 3\n',
    `${file}:1:1: add_member: a rule is a text. Write it in quotes: "role:member and project_id:%(project_id)s".`,
  ],
  [
    'a profile',
    'name: our-cloud\nbased_on: glance\npage: { size: 3 }\n',
    `${file}: this looks like a profile, and a policy is wanted. Give it with --profile.`,
  ],
])('a file that is no policy is refused: %s', (_, text, said) => {
  expect(() => read(text)).toThrow(`The policy ${file} is refused: 1 problem.\n  ${said}`);
});

it('Rackspace has no policies', () => {
  expect(() => read('', 'rackspace')).toThrow('the profile rackspace has no policies: they are Glance');
});

it('createFake and the command follow it, and the command says what it leaves out', async () => {
  const { profile } = read('add_member: "role:admin"\nmodify_image: "%(status)s:x"\n');
  expect(
    createFake({ profile }).as('producer').members.create('a96be11e-8536-4910-92cb-de50aa19dfe6', 'x').status,
  ).toBe(403);
  read('add_member: "role:admin"\nmodify_image: "\'x\':%(status)s"\n');
  const { stdout, stderr } = await callHere(['rules', '--policy', file]);
  expect(stdout).toMatch(/^addMember +no +no /m);
  expect(stderr).toContain(
    `${file}:2: modify_image: it depends on %(status)s, which a profile cannot express (producer, administrator).`,
  );
});

it('rules with other roles have other levels, whatever the first role is called', () => {
  const { permissions, roles } = read(
    'add_member: "role:foo"\ndelete_member: "role:foo or role:bar"\nget_members: "role:bar or role:foo or role:baz"\n',
  ).profile;
  expect([
    permissions?.addMember?.role,
    permissions?.removeMember?.role,
    permissions?.listMembers?.role,
  ]).toEqual(['foo', 'foo alone', 'bar']);
  expect(roles).toEqual({ foo: ['foo'], 'foo alone': ['foo', 'bar'], bar: ['bar', 'foo', 'baz'] });
});

it.each(['any', '__proto__', 'constructor', 'prototype', 'toString', 'x'.repeat(255)])(
  'a role may be called as no level can be: %s',
  (role) => {
    const { profile, notes } = read(`add_member: "role:${role}"\n`);
    const level = profile.permissions?.addMember?.role ?? '';
    expect(level).not.toBe('any');
    expect(Object.entries(profile.roles ?? {})).toEqual([[level, [role]]]);
    expect(notes).toEqual([]);
  },
);

it.each([
  ['an empty name', ''],
  ['spaces', ' '],
  ['256 characters', 'x'.repeat(256)],
])('a role that cannot be is had by nobody, which a note says: %s', (_, role) => {
  const { profile, notes } = read(`delete_member: "role:admin"\nadd_member: [["role:${role}"]]\n`);
  expect(profile.permissions?.addMember).toEqual({ producer: 'no', administrator: 'no' });
  expect(notes).toEqual([
    {
      rule: 'add_member',
      line: 2,
      why: 'it asks for a role that nobody has: the name of a role has 1 to 255 characters, not all of them spaces',
    },
  ]);
});

it('of a rule that stands there several times the last one counts, which a note says', async () => {
  const text = 'add_member: "!"\ndelete_member: "!"\nadd_member: "nonsense"\nadd_member: "role:admin"\n';
  const { profile, notes } = read(text);
  expect(profile.permissions?.addMember).toEqual({ producer: 'no' });
  expect(notes).toEqual([
    { rule: 'add_member', line: 4, why: 'it stands in line 1 already: the last one counts' },
  ]);
  expect((await callHere(['rules', '--policy', file])).stderr).toBe(
    `${file}:4: add_member: it stands in line 1 already: the last one counts.\n`,
  );
});

it('the name and the title of a base may be as long as they can be', () => {
  const base = { name: `aaabbbb${'-'.repeat(56)}c`, title: 't'.repeat(1000), based_on: 'glance' } as const;
  const { name, title } = read('', base).profile;
  expect(name).toBe(`aaabbbb${'-'.repeat(50)}-policy`);
  expect(title).toMatch(/^t+, with the rules of policy[.]yaml$/);
  expect(title).toHaveLength(1000);
});

it('what a policy and its base do not have room for together is a mistake of the policy, by its name', () => {
  const roles = Object.fromEntries(Array.from({ length: 100 }, (_, count) => [`level${count}`, ['lead']]));
  expect(() => read('add_member: "role:foo"\n', { name: 'full', based_on: 'glance', roles })).toThrow(
    `The policy ${file} is refused: 1 problem.\n  ${file}: roles: must have at most 100 keys, but has 101`,
  );
});
