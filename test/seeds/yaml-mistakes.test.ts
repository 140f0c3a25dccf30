/** What YAML itself forbids or cannot say in a seed. Source: YAML 1.2.2, and YAML 1.1 for `<<`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake } from '../../src/world/fake.ts';
import type { Seed } from '../../src/world/seed.ts';

const directory = mkdtempSync(join(tmpdir(), 'yaml-mistakes-'));
const file = join(directory, 'seed.yaml');
afterAll(() => rmSync(directory, { recursive: true }));

function read(text: string | Uint8Array): Seed {
  writeFileSync(file, text);
  return readSeedFile(file);
}

/** The problems of a file with this text, without its name: where, what, and what to do. */
function problems(text: string | Uint8Array): readonly string[] {
  try {
    read(text);
  } catch (error) {
    return String(error)
      .split('\n')
      .slice(1)
      .map((line) => line.trim().replace(`${file}:`, ''));
  }
  return [];
}

const noAnchor = 'this alias has no anchor of its name before it';
const findAnchor =
  'Name an anchor (`&name`) that stands further up, or put a text that begins with `*` in quotes.';
const noMerge =
  '`<<` merges mappings, and this is none. Write `<<: *name` or `<<: [*one, *other]` with anchors of mappings; put a key `<<` in quotes.';
const recursive =
  'this alias stands inside of its own anchor, so it would contain itself. Move the anchor to what is to be repeated, outside of this place.';
const unknownTag =
  'this is a tag of YAML (`!name`) that means nothing here. Write the value itself, without a tag; put a text that begins with `!` in quotes.';
const foreignTag =
  'this value has a tag of YAML (`!!name`) that means nothing here. Write the value as a text, a list or a mapping, without a tag.';

it.each<[string, string, string]>([
  ['an alias without an anchor', 'tenants: []\nimages: [*typo]\n', `2:10: ${noAnchor}. ${findAnchor}`],
  [
    'an alias that comes close to an anchor',
    'x-a: &base { owner: a }\ntenants: [{ name: a }]\nimages: [*bsae]\n',
    `3:10: ${noAnchor}; did you mean \`*base\`? ${findAnchor}`,
  ],
  ['an alias before its anchor', 'tenants: [*a, &a { name: a }]\n', `1:11: ${noAnchor}. ${findAnchor}`],
  ['a merge of a text', 'tenants: []\nimages: [{ <<: a, owner: a }]\n', `2:16: ${noMerge}`],
  ['a merge of nothing', 'tenants:\n  - <<:\n    name: a\n', `2:8: ${noMerge}`],
  ['a merge of a list of texts', 'tenants: [{ <<: [a], name: a }]\n', `1:17: ${noMerge}`],
  ['a merge of an anchor of a text', 'x-a: &a text\ntenants: [{ <<: *a }]\n', `2:17: ${noMerge}`],
  ['a mapping that merges itself', 'tenants:\n  - &a { <<: *a, name: a }\n', `2:14: ${recursive}`],
  ['a list that has itself in it', 'tenants: &a [*a]\n', `1:14: ${recursive}`],
  ['a tag', 'tenants: [{ name: !Env TENANT }]\n', `1:19: ${unknownTag}`],
  ['a tag of a mapping', 'tenants: [!tenant { name: a }]\n', `1:11: ${unknownTag}`],
  ['a tag of Python', "tenants: [{ name: !!python/object 'a' }]\n", `1:19: ${unknownTag}`],
  ['a tag that does not fit', 'tenants: [{ name: !!int abc }]\n', `1:19: ${unknownTag}`],
  ['bytes', 'tenants: [{ name: !!binary AAAA }]\n', `1:28: ${foreignTag}`],
  ['a set', 'tenants: !!set { a, b }\n', `1:16: ${foreignTag}`],
  [
    'a key that stands twice',
    'tenants:\n  - name: a\n    id: "1"\n    name: b\n',
    '4:5: `name` stands in this mapping already, in line 2. Take one of them out.',
  ],
  [
    'a key that stands twice, once in quotes',
    'tenants: []\n"tenants": []\n',
    '2:1: `tenants` stands in this mapping already, in line 1. Take one of them out.',
  ],
  [
    'two merges',
    'x-a: &a {}\ntenants: [{ <<: *a, <<: *a, name: a }]\n',
    '2:21: `<<` stands in this mapping already, in line 2. Merge several mappings with a list: `<<: [*one, *other]`.',
  ],
  [
    'a list as key',
    'tenants: []\n? [a]\n: b\n',
    '2:3: a key is a list or a mapping. Write a text as key: `key: value`.',
  ],
  [
    'a second document',
    'tenants: []\n---\ntenants: []\n',
    '2:1: a second document begins, and one is read. Take out the `---` or `...`, or put the second document into a file of its own.',
  ],
  [
    'a tab',
    'tenants:\n\t- name: a\n',
    '2:1: this is not YAML: Tabs are not allowed as indentation. Indent with spaces.',
  ],
  [
    'an open bracket',
    'tenants: [{ name: a }\n',
    '2:1: this is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]. Close what is open, and give all that belongs together the same number of spaces.',
  ],
  [
    'a reserved sign',
    'tenants: [{ name: @a }]\n',
    '1:19: this is not YAML: Plain value cannot start with reserved character @. Put the text in quotes.',
  ],
  [
    'a colon in a text',
    'tenants:\n  - name: a: b\n',
    '2:11: this is not YAML: Nested mappings are not allowed in compact mappings. Put a text with a colon in quotes, or begin the mapping in a line of its own.',
  ],
  [
    'an empty file',
    '',
    '1:1: must be a mapping, but is empty (null). Start with `tenants:` and a list of tenants.',
  ],
  [
    'a file of comments',
    '# later\n',
    '1:1: must be a mapping, but is empty (null). Start with `tenants:` and a list of tenants.',
  ],
  [
    'a file of text',
    'hello\n',
    '1:1: must be a mapping, but is a string (not shown). Start with `tenants:` and a list of tenants.',
  ],
  [
    'a control character',
    'tenants:\n  - name: "a\u0000"\n',
    '2:13: this is not YAML: it has the control character U+0000. Write it in a text in double quotes, as "\\u0000", or take it out.',
  ],
  ['the key __proto__', 'tenants: []\n__proto__: { a: b }\n', '2:1: __proto__: unknown key `__proto__`. Use'],
])('%s is told with line, column and what to do', (_, text, problem) => {
  expect(problems(text)[0]).toContain(problem);
  expect(problems(text)[0]?.startsWith(problem.split(' ', 1)[0] ?? '')).toBe(true);
});

it.each<[string, Uint8Array, string]>([
  [
    'UTF-16',
    Buffer.from('\ufefftenants: []\n', 'utf16le'),
    '1:1: this is text in UTF-16. Save the file as UTF-8.',
  ],
  [
    'Latin-1',
    Buffer.from('tenants:\n  - name: caf\u00e9\n', 'latin1'),
    '2:14: this is no text in UTF-8: is it a binary file, or in an older encoding? Save the file as UTF-8.',
  ],
  ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0x02, 0xff]), '1:6: this is no text in UTF-8'],
])('%s is told as what it is', (_, bytes, problem) => {
  expect(problems(bytes)[0]).toContain(problem);
});

it('a file that nests too deeply is refused', () => {
  expect(problems(`tenants: ${'['.repeat(100_000)}`)[0]).toContain('too deeply to be read');
});

it('a mark of the byte order is no text', () => {
  expect(read('\ufefftenants: [{ name: a }]\n')).toEqual({ tenants: [{ name: 'a' }] });
});

it('a hundred and more aliases of one anchor are legal', () => {
  const more = Array.from({ length: 5000 }, (_, index) => `  - { <<: *b, name: i${index} }\n`).join('');
  const seed = read(`tenants: [{ name: a }]\nimages:\n  - &b { name: first, owner: a }\n${more}`);
  expect(seed.images).toHaveLength(5001);
  expect(seed.images?.at(-1)).toEqual({ name: 'i4999', owner: 'a' });
});

it('aliases that stand for more than a million values are refused, where they do so first', () => {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const item = level === 0 ? 'a' : `*l${level - 1}`;
    return `  - &l${level} [${Array.from({ length: 10 }, () => item).join(', ')}]\n`;
  }).join('');
  expect(problems(`x-laughs:\n${levels}tenants: []\n`)).toEqual([
    '7:45: from here on, aliases stand for more than 1000000 values. Write fewer aliases of anchors that have aliases in them.',
  ]);
});

it('the first of several merged mappings wins, and the own keys of a mapping over all, wherever they stand', () => {
  const text = [
    'x-one: &one { owner: a, name: one }',
    'x-two: &two { owner: b, name: two, status: queued }',
    'tenants: [{ name: a }, { name: b }]',
    'images: [{ name: own, <<: [*one, *two] }, { <<: *two }]',
  ].join('\n');
  expect(read(text).images).toEqual([
    { owner: 'a', name: 'own', status: 'queued' },
    { owner: 'b', name: 'two', status: 'queued' },
  ]);
});

it('an anchor that is set again counts from there', () => {
  const text = 'x-a: [&n { name: a }, &n { name: b }]\ntenants: [*n]\n';
  expect(read(text)).toEqual({ tenants: [{ name: 'b' }] });
});

it('a key that is a number keeps its digits', () => {
  const seed = read(
    'tenants: [{ name: a, id: "0050" }]\nusers: [{ name: u, tenant: a, roles: { 0050: [member] } }]\n',
  );
  expect(seed.users?.[0]?.roles).toEqual({ '0050': ['member'] });
});

it.each([
  ['0050091234', 'number'],
  ['22.10', 'number'],
  ['12345678901234567890123456789012', 'number'],
  ['0x1F', 'number'],
  ['1e3', 'number'],
  ['TRUE', 'boolean'],
])('advice quotes the %s that stands in the file', (text, kind) => {
  const note = `must be text, but is the ${kind} ${text}. Put it in quotes: "${text}".`;
  const seed = `x-a: &id ${text}\ntenants:\n  - { name: a, id: ${text} }\n  - { name: b, id: *id }\nimages: []\n`;
  expect(problems(seed)).toEqual([`3:16: tenants[0].id: ${note}`, `4:16: tenants[1].id: ${note}`]);
});

it('what is merged in is told where it stands', () => {
  const text = 'x-a: &a\n  min_disk: 1\n  name: 22.10\ntenants: []\nimages: [{ <<: *a, owner: null }]\n';
  expect(problems(text)).toEqual([
    '3:3: images[0].name: must be text, but is the number 22.10. Put it in quotes: "22.10".',
  ]);
});

it('a password is not shown, whatever it looks like to YAML', () => {
  for (const password of ['*hunter2', '!hunter2', '!!hunter2 x', '0918273', '[hunter2]', '&hunter2 5'])
    for (const line of problems(`tenants: [{ name: a }]\nusers: [{ name: u, password: ${password} }]\n`))
      expect(line).not.toMatch(/hunter2|918273/);
});

it('keys at the top that begin with x- hold anchors, and no world has them', () => {
  const seed = read('x-owner: &owner a\ntenants: [{ name: *owner }]\n');
  expect(createFake({ seed }).world()).not.toHaveProperty('x-owner');
  expect(seed).toEqual({ tenants: [{ name: 'a' }] });
});

it('a seed that is given as an object may have them too', () => {
  const fake = createFake({ seed: { 'x-note': 'mine', tenants: [{ name: 'a' }] } });
  expect(fake.world().tenants.map(({ name }) => name)).toEqual(['a']);
});
