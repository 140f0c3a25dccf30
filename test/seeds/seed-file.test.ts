import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readSeedFile, worldNames } from '../../src/seed-file.ts';

const directory = mkdtempSync(join(tmpdir(), 'seeds-'));
const file = join(directory, 'seed.yaml');
afterAll(() => rmSync(directory, { recursive: true }));

/** What is said of a file with this text, with its name cut short. */
function refusal(text: string): string {
  writeFileSync(file, text);
  try {
    readSeedFile(file);
  } catch (error) {
    return String(error).replaceAll(file, 'seed.yaml');
  }
  return 'none';
}

it('a YAML file is read', () => {
  writeFileSync(file, 'tenants:\n  - name: acme\n    id: "1"\n');
  expect(readSeedFile(file)).toEqual({ tenants: [{ name: 'acme', id: '1' }] });
});

it('a JSON file is read, with the schema that it names', () => {
  writeFileSync(file, '{"$schema": "world.schema.json", "tenants": []}');
  expect(readSeedFile(file)).toEqual({ $schema: 'world.schema.json', tenants: [] });
});

it('what is wrong with a JSON file is told with line and column, a key that is there twice included', () => {
  expect(refusal('{\n  "tenants": [{ "name": 5 }]\n}')).toContain(
    'seed.yaml:2:17: tenants[0].name: must be text, but is the number 5. Put it in quotes: "5".',
  );
  expect(refusal('{\n  "tenants": [],\n  "tenants": []\n}')).toContain(
    'seed.yaml:3:3: `tenants` stands in this mapping already, in line 2.',
  );
  expect(refusal('{"tenants": [}')).toContain('seed.yaml:1:14: this is not YAML');
});

it('what looks like a key in a text of a JSON file is none', () => {
  const name = 'a "b": "c\\": {"d":';
  writeFileSync(file, JSON.stringify({ tenants: [{ name, description: '":"' }] }));
  expect(readSeedFile(file).tenants).toEqual([{ name, description: '":"' }]);
});

it('times need no quotes, and << merges', () => {
  const text =
    'tenants: []\nimages:\n  - &one {owner: null, created_at: 2013-10-07T17:58:03Z}\n  - {<<: *one, name: x}\n';
  writeFileSync(file, text);
  const both = { owner: null, created_at: '2013-10-07T17:58:03Z' };
  expect(readSeedFile(file).images).toEqual([both, { ...both, name: 'x' }]);
});

it('a world of the package is read by its name', () => {
  expect(readSeedFile('quota').images?.[0]?.members).toHaveLength(128);
});

it('each problem is told with its line and column, in the order of the file', () => {
  const text = [
    'tenants:',
    '  - name: acme',
    'images:',
    '  - owner: acme',
    '    visiblity: shared',
    '    members:',
    '      - { member: 123456 }',
    '      - status: accepted',
  ].join('\n');
  expect(refusal(text)).toBe(
    [
      'SeedError: The seed seed.yaml is refused: 3 problems.',
      '  seed.yaml:5:5: images[0].visiblity: unknown key `visiblity`; did you mean `visibility`? Rename it to `visibility`.',
      '  seed.yaml:7:11: images[0].members[0].member: must be text, but is the number 123456. Put it in quotes: "123456".',
      '  seed.yaml:8:9: images[0].members[1].member: `member` is missing. Add `member:`.',
    ].join('\n'),
  );
});

it('a problem of meaning has its place too', () => {
  expect(refusal('tenants: [{ name: acme }]\nimages:\n  - owner: initech\n')).toContain(
    'seed.yaml:3:5: images[0].owner: no tenant has the name or id `initech`',
  );
});

it('what is not YAML is told in the same form', () => {
  expect(refusal('tenants: [{ name: a }\nimages: []\n')).toMatch(
    /^ {2}seed\.yaml:\d+:\d+: this is not YAML: /m,
  );
});

it.each(['| hunter2', '@hunter2', '"hunter2', 'hun: hunter2: x', '{hunter2', '"\\q hunter2"'])(
  'what is not YAML is not quoted, for it may be a password: %s',
  (password) => {
    const text = `tenants: [{ name: acme }]\nusers:\n  - name: ann\n    password: ${password}\n`;
    expect(refusal(text)).toContain(': this is not YAML: ');
    expect(refusal(text)).not.toContain('hunter2');
  },
);

it('a second document in the file is refused', () => {
  expect(refusal('tenants: []\n---\ntenants: []\n')).toContain('seed.yaml:2:1: a second document begins');
});

it('an empty file is refused', () => {
  expect(refusal('')).toContain(
    'seed.yaml:1:1: must be a mapping, but is empty (null). Start with `tenants:`',
  );
});

it('where there is no such file, it says what was tried and which worlds there are', () => {
  expect(() => readSeedFile('documentaton')).toThrow(/there is no file .*documentaton, .*`documentation`/);
});

it.each([
  ['qouta', 'did you mean `quota`? Give the path'],
  ['documentaton', 'did you mean `documentation`?'],
  ['image_states', 'did you mean `image-states`?'],
  [join(directory, 'seed'), `did you mean \`${file}\`?`],
  [join(directory, 'sead.yaml'), `did you mean \`${file}\`?`],
])('the name that was probably meant is named: %s', (written, hint) => {
  writeFileSync(file, 'tenants: []\n');
  expect(() => readSeedFile(written)).toThrow(hint);
});

it.each(['zzzzzzzzzz', join(directory, 'no', 'such', 'seed.yaml')])(
  'where none is close, none is: %s',
  (written) => {
    expect(() => readSeedFile(written)).toThrow(/^(?!.*did you mean).*there is no file/s);
  },
);

it('a directory is refused', () => {
  expect(() => readSeedFile(directory)).toThrow('is no file');
});

it('the worlds of the package have names', () => {
  expect(worldNames()).toEqual([
    'contract',
    'documentation',
    'image-states',
    'member-statuses',
    'openstack-clients',
    'quota',
    'rackspace',
    'roles',
    'visibilities',
  ]);
});
