import { expect, it } from 'vitest';
import { profileWith } from '../../src/domain/profiles.ts';
import type { ReleaseName } from '../../src/domain/releases.ts';
import { imageSchemaRefusal } from '../../src/http/images/image-schemas.ts';
import { pythonPprint } from '../../src/http/python-pprint.ts';
import { pythonRepr } from '../../src/http/python-repr.ts';

/** What Glance says. */
function problem(image: unknown, release: ReleaseName = 'zed'): string | undefined {
  return imageSchemaRefusal(image, profileWith('glance', { release }))?.words['problem'];
}

/** The first line of what Glance says. */
function complaint(image: unknown): string | undefined {
  return problem(image)?.split('\n')[0];
}

it('an image that fits the schema has no problem', () => {
  expect(problem({ name: 'cirros', visibility: 'shared', tags: ['a'], min_ram: 5, free: 'text' })).toBe(
    undefined,
  );
});

it('a problem shows the schema and the instance as Python prints them', () => {
  expect(problem({ visibility: 'bogus' })).toBe(
    [
      "'bogus' is not one of ['community', 'public', 'private', 'shared']",
      '',
      "Failed validating 'enum' in schema['properties']['visibility']:",
      "    {'description': 'Scope of image accessibility',",
      "     'enum': ['community', 'public', 'private', 'shared'],",
      "     'type': 'string'}",
      '',
      "On instance['visibility']:",
      "    'bogus'",
    ].join('\n'),
  );
});

it('a free property is a string', () => {
  expect(problem({ free: 5 })).toBe(
    [
      "5 is not of type 'string'",
      '',
      "Failed validating 'type' in schema['additionalProperties']:",
      "    {'type': 'string'}",
      '',
      "On instance['free']:",
      '    5',
    ].join('\n'),
  );
});

it('the first property of the schema wins, whatever the order of the body', () => {
  expect(complaint({ visibility: 'bogus', id: 'x' })).toMatch(/^'x' does not match/);
});

it('a wrong type wins over a wrong value', () => {
  expect(complaint({ visibility: 'bogus', protected: 'yes' })).toBe("'yes' is not of type 'boolean'");
});

it('what stands higher up wins over what stands deeper', () => {
  expect(complaint({ tags: [5], kernel_id: 'x' })).toMatch(/^'x' does not match/);
});

it('a value may be of one of several types', () => {
  expect(complaint({ name: null })).toBe(undefined);
  expect(complaint({ name: 5 })).toBe("5 is not of type 'null', 'string'");
});

it('lengths count in code points', () => {
  expect(complaint({ name: '🚀'.repeat(255) })).toBe(undefined);
  expect(complaint({ name: '🚀'.repeat(256) })).toMatch(/ is too long$/);
});

it('a problem inside a list names the item', () => {
  expect(problem({ tags: ['a', 5] })).toContain("On instance['tags'][1]:\n    5");
});

it('required and unexpected members of a location are found', () => {
  expect(complaint({ locations: [{ url: 'u' }] })).toBe("'metadata' is a required property");
  const extra = {
    url: 'u',
    metadata: {},
    validation_data: { os_hash_algo: 'a', os_hash_value: 'b', 'y\n.': 1, 'x\t.': 2 },
  };
  expect(complaint({ locations: [extra] })).toBe(
    "Additional properties are not allowed ('x\\t.', 'y\\n.' were unexpected)",
  );
});

it('Python quotes with apostrophes unless the text has some and no quotation mark', () => {
  expect(pythonRepr("it's")).toBe('"it\'s"');
  expect(pythonRepr('it\'s "x"')).toBe("'it\\'s \"x\"'");
});

it('Python escapes what cannot be printed', () => {
  expect(pythonRepr('a\n\u0000é東🚀\u200b\ud800')).toBe("'a\\n\\x00é東🚀\\u200b\\ud800'");
});

it('Python writes constants, containers and numbers in its own way', () => {
  expect(pythonRepr([null, true, { a: 1 }, 1.5, 1e-7, 1e22, 2n ** 70n])).toBe(
    "[None, True, {'a': 1}, 1.5, 1e-07, 1e+22, 1180591620717411303424]",
  );
});

it('a long text is cut behind words, and a long object stands line by line with its keys sorted', () => {
  expect(pythonPprint({ b: 'one two three', a: [1, 2] }, { width: 20 })).toBe(
    "{'a': [1, 2],\n 'b': 'one two '\n      'three'}",
  );
  expect(pythonPprint('one two three', { width: 10 })).toBe("('one '\n 'two '\n 'three')");
});

it('keys are sorted by code points, halves of characters before the characters behind them', () => {
  expect(pythonPprint({ '\u{10000}': 1, '\uffff': 2, '\ud800': 3, '\ud800a': 4 }, { width: 72 })).toBe(
    "{'\\ud800': 3, '\\ud800a': 4, '\\uffff': 2, '\u{10000}': 1}",
  );
});

it('a literal takes the quotes that its own line needs', () => {
  expect(pythonPprint('it\'s\n"so" it\'s\nend', { width: 10 })).toBe(
    '("it\'s\\n"\n \'"so" \'\n "it\'s\\n"\n \'end\')',
  );
});

it('a text of a MiB is shown as a whole, in one line and laid out', () => {
  const name = 'a'.repeat(1024 * 1024 - 20);
  expect(problem({ name })).toBe(
    `'${name}' is too long\n\nFailed validating 'maxLength' in schema['properties']['name']:\n` +
      "    {'description': 'Descriptive name for the image',\n     'maxLength': 255,\n     'type': ['null', 'string']}\n\n" +
      `On instance['name']:\n    '${name}'`,
  );
});

it('a list or an object is cut off at 128 KiB, however far to the right its lines stand', () => {
  const name = { ['k'.repeat(20_000)]: Array.from({ length: 400_000 }, () => 1) };
  const [shown = '', laidOut = ''] = problem({ name })?.split(' is not of type') ?? [];
  const cutOff = '... (cut off: this fake shows at most 131072 characters of such a value)';
  const first = `{'${'k'.repeat(20_000)}': [${'1, '.repeat(400_000)}`.slice(0, 128 * 1024);
  expect(shown === first + cutOff).toBe(true);
  expect(laidOut.endsWith(cutOff)).toBe(true);
  expect(laidOut.length).toBeLessThan(128 * 1024 + 1000);
});

it('of many wrong parts the first is told', () => {
  const tags = Array.from({ length: 300_000 }, (_, index) => index);
  expect(problem({ tags })?.split('\n').slice(-2)).toEqual(["On instance['tags'][0]:", '    0']);
});
