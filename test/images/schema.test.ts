import { expect, it } from 'vitest';
import { imageSchemas } from '../../src/http/images/image-schemas.ts';
import { imageSchemaRefusal } from '../../src/http/images/schema.ts';
import { pythonPprint } from '../../src/http/python-pprint.ts';
import { pythonRepr } from '../../src/http/python-repr.ts';

/** What Glance says. */
function problem(image: unknown): string | undefined {
  return imageSchemaRefusal(image, imageSchemas.glance)?.words['problem'];
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
    validation_data: { os_hash_algo: 'a', os_hash_value: 'b', y: 1, x: 2 },
  };
  expect(complaint({ locations: [extra] })).toBe(
    "Additional properties are not allowed ('x', 'y' were unexpected)",
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
