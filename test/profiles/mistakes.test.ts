/** A profile with a mistake is refused as a whole: each mistake with its place, and what to do about it. */
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Action } from '../../src/domain/operations.ts';
import { denialPlaces } from '../../src/domain/permissions.ts';
import { profiles } from '../../src/domain/profiles.ts';
import { placesIn, refusals } from '../../src/domain/refusals.ts';
import { readProfileFile } from '../../src/profile-file.ts';
import { createFake } from '../../src/world/fake.ts';
import { ProfileError } from '../../src/world/profile-checked.ts';

const folder = mkdtempSync(join(tmpdir(), 'image-members-profiles-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'our.yaml');

/** What is said of a file: its lines, without the first, and the file without its folder. */
function saidOf(text: string): readonly string[] {
  writeFileSync(file, text);
  try {
    readProfileFile(file);
    return [];
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    return error.lines.slice(1).map((line) => line.trim().replaceAll(`${folder}/`, ''));
  }
}

const good = 'name: our\nbased_on: glance\n';

it.each<[mistake: string, text: string, said: string]>([
  [
    'no mapping',
    '- a\n',
    'our.yaml:1:1: must be a mapping, but is a list. Start with `name:` and `based_on:`.',
  ],
  [
    'no name',
    'based_on: glance\n',
    'our.yaml:1:1: name: `name` is missing. Add `name:` with what the profile is called.',
  ],
  [
    'no base',
    'name: our\n',
    'our.yaml:1:1: based_on: `based_on` is missing. Add `based_on:` with glance, glance-legacy or rackspace.',
  ],
  [
    'an unknown base',
    'name: our\nbased_on: glanse\n',
    'our.yaml:2:1: based_on: `glanse` is no `based_on`; did you mean `glance`? Use `glance`, `glance-legacy` or `rackspace`.',
  ],
  [
    'an unknown key',
    `${good}permission: {}\n`,
    'our.yaml:3:1: permission: unknown key `permission`; did you mean `permissions`? Rename it to `permissions`.',
  ],
  [
    "a built-in one's name",
    'name: glance\nbased_on: glance\n',
    'our.yaml:1:1: name: `glance` is the name of a built-in profile. Give it a name of its own, and write `based_on: glance`.',
  ],
  [
    'a name with a slash',
    'name: a/b\nbased_on: glance\n',
    'our.yaml:1:1: name: `a/b` is no name of a profile. Use up to 64 letters, digits, ".", "_" and "-", beginning with a letter or a digit.',
  ],
  [
    'a release without releases',
    "name: our\nbased_on: rackspace\nrelease: '2025.1'\n",
    'our.yaml:3:1: release: the profile rackspace follows no release of OpenStack. Leave `release` out.',
  ],
  [
    'a release that is a number',
    `${good}release: 2026.2\n`,
    'our.yaml:3:1: release: the number 2026.2 is no `release`. Put it in quotes: "2026.2".',
  ],
  [
    'a way to import data that is probably another',
    `${good}import_methods: [web-download, glance_direct]\n`,
    'our.yaml:3:32: import_methods[1]: Glance has no import method `glance_direct`; did you mean `glance-direct`? Rename it; where the cloud has it, add `evidence: {import_methods: …}`.',
  ],
  [
    'a way to import data twice',
    `${good}import_methods: [copy-image, copy-image]\n`,
    'our.yaml:3:30: import_methods[1]: `copy-image` is there twice. Leave one of them out.',
  ],
  [
    'a way to import data with a line break',
    `${good}import_methods: ["web\\ndownload"]\n`,
    'our.yaml:3:18: import_methods[0]: `web\ndownload` is no name of a way to import data. Use up to 255 letters, digits, "-" and "_", such as glance-direct.',
  ],
  [
    'two ways to import data in one',
    `${good}import_methods: ["copy-image,web-download"]\n`,
    'our.yaml:3:18: import_methods[0]: `copy-image,web-download` is no name of a way to import data. Use up to 255 letters, digits, "-" and "_", such as glance-direct.',
  ],
  [
    'ways to import data where nobody does',
    'name: our\nbased_on: rackspace\nimport_methods: [web-download]\n',
    'our.yaml:3:1: import_methods: nobody imports data with the rules of rackspace, so it has no effect. Leave `import_methods` out.',
  ],
  [
    'a limit that is a word',
    `${good}limits: { members_per_image: unlimited }\n`,
    'our.yaml:3:11: limits.members_per_image: must be a number, but is `unlimited`. Write a whole number, without quotes, or null for none.',
  ],
  [
    'an operation that there is not',
    `${good}permissions:\n  addMembr: { producer: no }\n`,
    'our.yaml:4:3: permissions.addMembr: unknown key `addMembr`; did you mean `addMember`? Rename it to `addMember`.',
  ],
  [
    'an outcome that there is not',
    `${good}permissions:\n  addMember: { producer: maybe }\n`,
    'our.yaml:4:16: permissions.addMember.producer: `maybe` is no outcome. Use `yes`, `own`, `self`, `no`, `own no` or `hidden`.',
  ],
  [
    'an outcome of memberships elsewhere',
    `${good}permissions:\n  showImage: { consumer: own }\n`,
    'our.yaml:4:16: permissions.showImage.consumer: `own` is about a membership, and showImage is not. Use `yes`, `no` or `hidden`.',
  ],
  [
    'a part that is hidden',
    `${good}permissions:\n  publicizeImage: { consumer: hidden }\n`,
    'our.yaml:4:21: permissions.publicizeImage.consumer: publicizeImage is a part of a change, and cannot be `hidden`. Use `yes` or `no`.',
  ],
  [
    'a level without roles',
    `${good}permissions:\n  addMember: { role: membr }\n`,
    'our.yaml:4:16: permissions.addMember.role: there is no level `membr`. Did you mean member? Use `any`, `reader` or `member`, or add `roles: { membr: [ROLE] }`.',
  ],
  [
    'roles for any',
    `${good}roles: { any: [member] }\n`,
    'our.yaml:3:10: roles.any: `any` is the level that every token has. Give it another name.',
  ],
  [
    'a check of another operation',
    `${good}checks:\n  showImage: [imageVisible, quotaLeft]\n`,
    'our.yaml:4:29: checks.showImage[1]: `quotaLeft` cannot be in `showImage`. Use `imageVisible`, `callerReads` or `callerPermitted`.',
  ],
  [
    'a check that is missing',
    `${good}checks:\n  showMember: [imageVisible]\n`,
    'our.yaml:4:3: checks.showMember: `memberOnRecord` is missing, without which showMember cannot be answered. Write the whole order of the operation; `image-members-fake rules` prints that of the base.',
  ],
  [
    'a check that is there twice',
    `${good}checks:\n  showImage: [imageVisible, imageVisible]\n`,
    'our.yaml:4:3: checks.showImage: `imageVisible` is there twice. Leave one out: a check is made once.',
  ],
  [
    'another check before the image',
    `${good}checks:\n  showImage: [callerReads, imageVisible]\n`,
    'our.yaml:4:3: checks.showImage: `imageVisible` is not first. Begin with it: the others look at the image.',
  ],
  [
    'a visibility that the base has not',
    'name: our\nbased_on: rackspace\nvisibilities: [private, shared]\n',
    'our.yaml:3:25: visibilities[1]: rackspace has no shared images. Use `public` or `private`.',
  ],
  [
    'a default that no image can have',
    `${good}visibilities: [private]\n`,
    'our.yaml:3:1: visibilities: an image that is created without visibility would be shared, which it cannot be. Use `default_visibility` with `private`.',
  ],
  [
    'a page beyond the most',
    `${good}page: { size: 2000 }\n`,
    'our.yaml:3:1: page: a page has 2000 images where `limit` is not given, and at most 1000. Write a greater `most`, or a smaller `size`.',
  ],
  [
    'a status that refuses nothing',
    `${good}refusals: { notAuthorized: { status: 200 } }\n`,
    'our.yaml:3:30: refusals.notAuthorized.status: must be a number from 400 on, but is the number 200. Write 400 or more.',
  ],
  [
    'words that nothing fills in',
    `${good}refusals: { notAuthorized: { words: 'No, {name}' } }\n`,
    'our.yaml:3:30: refusals.notAuthorized.words: nothing fills in `{name}` in notAuthorized. Use `{policy}`.',
  ],
  [
    'words with a place of another kind',
    `${good}refusals: { notAuthorized: { words: 'No, {foo_bar} {a1} {policy} {"a": 1}' } }\n`,
    'our.yaml:3:30: refusals.notAuthorized.words: nothing fills in `{foo_bar}` in notAuthorized. Use `{policy}`.',
  ],
  [
    'a refusal whose words nothing fills in there',
    `${good}permissions:\n  showMember: { producer: no, refusal: formatFixed }\n`,
    'our.yaml:4:31: permissions.showMember.refusal: nothing fills in `{property}` of `formatFixed` in showMember. Use a refusal whose words have `{policy}` or `{image}` alone, or none, such as `notAuthorized`.',
  ],
  [
    'a refusal with an image where there is none',
    `${good}permissions:\n  createImage: { producer: no, refusal: noImageWithId }\n`,
    'our.yaml:4:32: permissions.createImage.refusal: nothing fills in `{image}` of `noImageWithId` in createImage. Use a refusal whose words have `{policy}` alone, or none, such as `notAuthorized`.',
  ],
  [
    'a refusal that is none',
    `${good}permissions:\n  showMember: { producer: no, refusal: never }\n`,
    'our.yaml:4:31: permissions.showMember.refusal: `never` is no refusal. Use `tokenInvalid`, `resourceNotFound`, `methodNotAllowed`, `mediaTypeUnsupported`, `serverErred`, `serverBroke`, `bodyNotExpected`, `bodyTooLarge`, `bodyExpected`, `bodyMalformed`, `bodyNotContainer`, `namespaceNotFound` or one of 143 others.',
  ],
  [
    'a refusal of a persona that is none',
    `${good}permissions:\n  showMember: { producer: no, refusals: { producer: formatFixd } }\n`,
    'our.yaml:4:43: permissions.showMember.refusals.producer: `formatFixd` is no refusal; did you mean `formatFixed`? Use `tokenInvalid`, `resourceNotFound`, `methodNotAllowed`, `mediaTypeUnsupported`, `serverErred`, `serverBroke`, `bodyNotExpected`, `bodyTooLarge`, `bodyExpected`, `bodyMalformed`, `bodyNotContainer`, `namespaceNotFound` or one of 143 others.',
  ],
  [
    'a check before what it looks at',
    `${good}checks:\n  updateImage: [imageVisible, roomLeft, changesPossible]\n`,
    'our.yaml:4:3: checks.updateImage: `roomLeft` stands before `changesPossible`, and looks at what is done once that has passed. Write `roomLeft` behind it.',
  ],
  [
    'no visibilities at all',
    `${good}visibilities: []\n`,
    'our.yaml:3:1: visibilities: no image can have a visibility. Name at least one of `community`, `public`, `private` or `shared`, or leave `visibilities` out.',
  ],
  [
    'a status that HTTP does not have',
    `${good}refusals: { notAuthorized: { status: 499 } }\n`,
    'our.yaml:3:30: refusals.notAuthorized.status: 499 is no status of an error that HTTP registers. Use one with a meaning, such as 403, 404, 409 or 422.',
  ],
  [
    'evidence of what is no entry',
    `${good}evidence: { addMember.producr: { request: GET, status: 200 } }\n`,
    'our.yaml:3:13: evidence.addMember.producr: a profile has no entry `addMember.producr`. Did you mean addMember.producer? Name a cell, such as addMember.producer, or another entry, such as page.size or visibilities.',
  ],
  [
    'a long title',
    `${good}title: ${'x'.repeat(1001)}\n`,
    'our.yaml:3:1: title: must have at most 1000 characters, but has 1001. Write 1000 or fewer.',
  ],
  [
    'many roles of a level',
    `${good}roles: { member: [${'a, '.repeat(101)}] }\n`,
    'our.yaml:3:10: roles.member: must have at most 100 items, but has 101. Write 100 or fewer.',
  ],
  [
    'many levels',
    `${good}roles: {${Array.from({ length: 101 }, (_, at) => ` l${at}: [a],`).join('')} }\n`,
    'our.yaml:3:1: roles: must have at most 100 keys, but has 101. Write 100 or fewer.',
  ],
  [
    'a negative quota',
    `${good}limits: { tags: -1 }\n`,
    'our.yaml:3:11: limits.tags: must be a number from 0 on, but is the number -1. Write 0 or more.',
  ],
  [
    'observed behaviour of another',
    `${good}observed: [sharing-on]\n`,
    'our.yaml:3:12: observed[0]: glance has no observed behaviour called `sharing-on`. Leave `observed` out.',
  ],
  [
    'an entry that no answer rests on',
    `${good}unknown: { addMember.owner: why }\n`,
    'our.yaml:3:12: unknown.addMember.owner: no answer rests on `addMember.owner`. Did you mean addMember.role? Name a cell, such as addMember.producer, addMember.role or addMember.refusal, or a setting, such as page.size.',
  ],
  [
    'a list for a mapping',
    `${good}roles: [member]\n`,
    'our.yaml:3:1: roles: must be a mapping, but is a list. Write {LEVEL: [ROLE]}, such as {sharer: [sharer, admin]}.',
  ],
  [
    'what is no YAML',
    'name: "our\n',
    'our.yaml:2:1: this is not YAML: Missing closing "quote. Add it; put a text with signs of YAML in quotes.',
  ],
])('%s', (_, text, said) => {
  expect(saidOf(text)).toContain(said);
});

it('a file that is not there: the one that was probably meant is named', () => {
  writeFileSync(file, good);
  expect(() => readProfileFile(join(folder, 'our.yml'))).toThrow(`did you mean \`${file}\`?`);
});

it('many mistakes of meaning: a hundred of them are told', () => {
  const unknown = Array.from({ length: 5000 }, (_, at) => `  addMember.x${at}: why\n`).join('');
  expect(saidOf(`${good}unknown:\n${unknown}`)).toHaveLength(100);
});

it('a file of more than a mebibyte is not read', () => {
  expect(saidOf(`${good}title: ${'x'.repeat(1024 * 1024)}\n`).join()).toContain(
    'our.yaml has 1048611 bytes, and at most 1048576 are read. Make it shorter, or give another file.',
  );
});

it('a link to nothing is called one', () => {
  const link = join(folder, 'dangling.yaml');
  symlinkSync(join(folder, 'gone.yaml'), link);
  expect(() => readProfileFile(link)).toThrow(`${link} is a link to a file that is not there.`);
});

it.each([
  ['a link to itself', 'loop.yaml', 'ELOOP'],
  ['a name that is too long', `${'x'.repeat(300)}.yaml`, 'ENAMETOOLONG'],
])('%s is no crash: the reason of the system is told', (_, name, reason) => {
  const place = join(folder, name);
  if (reason === 'ELOOP') symlinkSync(place, place);
  expect(() => readProfileFile(place)).toThrow(`${place} cannot be read: ${reason}: `);
});

it('each line of a built-in profile fills in the words of its refusal', () => {
  for (const { permissions } of Object.values(profiles))
    for (const [action, { refusal }] of Object.entries(permissions))
      expect(refusal === 'never' ? [] : placesIn(refusals[refusal].words)).toEqual(
        expect.toSatisfy((places: string[]) =>
          places.every((each) => (denialPlaces(action as Action) as readonly string[]).includes(each)),
        ),
      );
});

it('a profile in code has the same mistakes, without lines', () => {
  const profile = { name: 'our', based_on: 'glance', page: { size: 2000 } } as const;
  expect(() => createFake({ profile })).toThrow(
    'The profile is refused: 1 problem.\n  page: a page has 2000 images where `limit` is not given, and at most 1000. Write a greater `most`, or a smaller `size`.',
  );
});

it('a key of its author begins with x-, and is let pass', () => {
  expect(saidOf(`${good}x-roles: &all [member]\nroles: { member: *all }\n`)).toEqual([]);
});

it('each level that a built-in profile asks for has roles', () => {
  for (const { permissions, roles } of Object.values(profiles))
    expect(Object.keys({ ...roles, any: [] })).toEqual(
      expect.arrayContaining([...new Set(Object.values(permissions).map(({ role }) => role))]),
    );
});

it('a way to import data that a cloud has is taken, also one that is nearly called as another', () => {
  expect(saidOf(`${good}import_methods: [glance-download, own-store]\n`)).toEqual([]);
  const evidence = 'evidence: { import_methods: { request: GET /v2/info/import, status: 200 } }';
  expect(saidOf(`${good}import_methods: [web-upload]\n${evidence}\n`)).toEqual([]);
});

const allKeys =
  '$schema name title based_on release permissions roles administrators checks visibilities default_visibility page limits locations import_methods refusals members observed absent region evidence unknown'.split(
    ' ',
  );

it('the JSON Schema for editors has the keys that the reader takes', () => {
  const schema = JSON.parse(
    readFileSync(`${import.meta.dirname}/../../fixtures/profile.schema.json`, 'utf8'),
  ) as {
    readonly properties: object;
    readonly required: readonly string[];
    readonly additionalProperties: boolean;
  };
  expect(Object.keys(schema.properties)).toEqual(allKeys);
  expect([schema.required, schema.additionalProperties]).toEqual([['name', 'based_on'], false]);
});

it('docs/profiles.md has an example of each key, and each is a profile', () => {
  const page = readFileSync(`${import.meta.dirname}/../../docs/profiles.md`, 'utf8');
  const rows = Array.from(page.matchAll(/^\| `(\w+)` +\| `([^`]+)` +\|/gm), ([, key = '', example = '']) => [
    key,
    example,
  ]);
  expect(rows.map(([key]) => key)).toEqual(allKeys.filter((key) => key !== '$schema'));
  for (const [key, example] of rows) {
    const others = ['name: our-cloud', 'based_on: glance'].filter((line) => !line.startsWith(`${key}:`));
    expect([key, saidOf(`${[...others, example].join('\n')}\n`)]).toEqual([key, []]);
  }
});

it('a refusal that the reader does not take is not in the JSON Schema for editors either', () => {
  const text = readFileSync(`${import.meta.dirname}/../../fixtures/profile.schema.json`, 'utf8');
  expect(text).toContain('"notAuthorized"');
  expect(text).not.toContain('"never"');
});
