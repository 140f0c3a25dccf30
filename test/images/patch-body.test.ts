import { expect, it } from 'vitest';
import { imageValueProblem } from '../../src/domain/images/values.ts';
import { isRefused, refusals, type Refusal, wordsOf } from '../../src/domain/refusals.ts';
import { profileWith } from '../../src/domain/profiles.ts';
import { readNewImage } from '../../src/http/images/create-body.ts';
import { readPatch } from '../../src/http/images/patch-body.ts';

const zed = profileWith('glance', { release: 'zed' });

type Read = object | Refusal;

/** Status and first line of a refusal, e.g. `400 Operations must be JSON objects.` */
function refused(read: Read): string | undefined {
  if (!isRefused(read)) return undefined;
  const refusal: Refusal = read;
  return `${refusals[refusal.name].status} ${wordsOf(refusal).split('\n')[0]}`;
}

/** What is said of a patch of dialect 2.1 with these entries. */
function said(...entries: readonly unknown[]): string | undefined {
  return refused(readPatch(entries, '2.1', zed));
}

const at = (path: unknown): string | undefined => said({ op: 'add', path, value: 'x' });

it('dialect 2.1 names operation, path and value', () => {
  expect(readPatch([{ op: 'replace', path: '/name', value: 'x' }], '2.1', zed)).toEqual({
    changes: [{ op: 'replace', property: 'name', path: ['name'], value: 'x', strictAdd: false }],
  });
});

it('dialect 2.0 keys the path by the operation, and its adding is strict', () => {
  expect(readPatch([{ add: '/a~1b', value: 'x' }, { remove: '/c' }], '2.0', zed)).toEqual({
    changes: [
      { op: 'add', property: 'a/b', path: ['a/b'], value: 'x', strictAdd: true },
      { op: 'remove', property: 'c', path: ['c'], strictAdd: true },
    ],
  });
});

it('an empty patch is a patch', () => {
  expect(readPatch([], '2.1', zed)).toEqual({ changes: [] });
});

it('a patch is an array of objects', () => {
  expect(refused(readPatch({}, '2.1', zed))).toBe(
    '400 Request body must be a JSON array of operation objects.',
  );
  expect(said(5)).toBe('400 Operations must be JSON objects.');
});

it('the first wrong entry decides', () => {
  expect(said({ op: 'remove', path: '/a' }, { op: 'remove', path: 'b' }, 5)).toBe(
    '400 Pointer `b` does not start with "/".',
  );
});

it('an operation is one of three', () => {
  const known = 'It must be one of the following: add, remove, replace.';
  expect(said({})).toBe(`400 Unable to find \`op\` in JSON Schema change. ${known}`);
  expect(said({ op: null, path: '/a' })).toBe(`400 Unable to find \`op\` in JSON Schema change. ${known}`);
  expect(said({ op: 'move' })).toBe(`400 Invalid operation: \`move\`. ${known}`);
  expect(said({ op: ['add'] })).toBe(`400 Invalid operation: \`['add']\`. ${known}`);
});

it('dialect 2.0 takes exactly one operation per entry', () => {
  const members = 'named "add", "remove", or "replace".';
  expect(refused(readPatch([{}], '2.0', zed))).toBe(
    `400 Operation objects must contain exactly one member ${members}`,
  );
  expect(refused(readPatch([{ add: '/a', remove: '/a' }], '2.0', zed))).toBe(
    `400 Operation objects must contain only one member ${members}`,
  );
});

it('a path is a limited JSON pointer', () => {
  expect(said({ op: 'add' })).toBe("400 Unable to find 'path' in JSON Schema change");
  expect(at('a')).toBe('400 Pointer `a` does not start with "/".');
  expect(at('/a/ /b')).toBe('400 Pointer `/a/ /b` contains adjacent "/".');
  expect(at('/a/')).toBe('400 Pointer `/a/` end with "/".');
  expect(at('// ')).toBe('400 Pointer `// ` does not contains valid token.');
  expect(at('/a~2')).toBe('400 Pointer `/a~2` contains "~" not part of a recognized escape sequence.');
});

it('a path that is no text breaks the server', () => {
  expect(at(5)).toBe(
    '500 The server has either erred or is incapable of performing the requested operation.',
  );
});

it('only locations have a place in their path', () => {
  expect(at('/a/b')).toBe("400 Invalid JSON pointer for this resource: '/a/b'");
  expect(at('/tags/-')).toBe("400 Invalid JSON pointer for this resource: '/tags/-'");
  expect(at('/locations')).toBe("400 Invalid JSON pointer for this resource: '/locations'");
  const location = { url: 'file:///x', metadata: {} };
  expect(said({ op: 'add', path: '/locations/-', value: location })).toBe(undefined);
});

it('adding and replacing need a value, and that is found before the attribute is looked at', () => {
  expect(said({ op: 'add', path: '/status' })).toBe('400 Operation "add" requires a member named "value".');
  expect(said({ op: 'remove', path: '/status' })).toBe("403 Attribute 'status' is read-only.");
});

it('read-only and reserved attributes are not the caller’s', () => {
  expect(at('/id')).toBe("403 Attribute 'id' is read-only.");
  expect(at('/deleted')).toBe("403 Attribute 'deleted' is reserved.");
  expect(at('/os_glance_x')).toBe("403 Attribute 'os_glance_x' is reserved.");
});

it('a value is held against the schema, but not where it is removed', () => {
  expect(said({ op: 'add', path: '/protected', value: 'x' })).toBe(
    "400 Provided object does not match schema 'image': 'x' is not of type 'boolean'",
  );
  expect(said({ op: 'remove', path: '/protected', value: 'x' })).toBe(undefined);
});

it('a creation takes the attributes apart from the free properties', () => {
  const body = {
    name: 'n',
    os_hidden: true,
    min_ram: 5,
    os_distro: 'debian',
    tags: ['a', 'a'],
    status: 'active',
  };
  expect(readNewImage(body, zed)).toEqual({
    image: {
      name: 'n',
      hidden: true,
      minRam: 5,
      properties: { os_distro: 'debian' },
      propertyCount: 1,
      tags: ['a', 'a'],
      fixed: ['status'],
      locations: false,
    },
  });
});

it('in a creation, links come before the schema, and the schema before reserved names', () => {
  const bodies = [
    { self: 'x', name: 5 },
    { name: 5, deleted: 'x' },
    { deleted: 'x' },
    { ['a'.repeat(256)]: 'x' },
  ];
  expect(bodies.map((body) => refused(readNewImage(body, zed)))).toEqual([
    "403 Attribute 'self' is read-only.",
    "400 Provided object does not match schema 'image': 5 is not of type 'null', 'string'",
    "403 Attribute 'deleted' is reserved.",
    '400 Custom property should not be greater than 255 characters.',
  ]);
});

it('an array as the body of a creation breaks the server', () => {
  expect(refused(readNewImage([], zed))).toMatch(/^500/);
  expect(refused(readNewImage(['self'], zed))).toBe("403 Attribute 'self' is read-only.");
});

/** What is said of the values of an image that is fine but for these. */
function ofValues(values: object): string | undefined {
  const refusal = imageValueProblem({ tags: [], properties: {}, ...values }, zed.quotas);
  return refusal && refused(refusal);
}

const many = Object.fromEntries(Array.from({ length: 129 }, (_, index) => [`p${index}`, 'x']));

it('an image has at most 128 tags, repetitions counted, and 128 properties', () => {
  expect(ofValues({ tags: Array.from({ length: 129 }, () => 'a'), fixed: ['status'] })).toBe(
    '413 The limit has been exceeded on the number of allowed image tags. Attempted: 129, Maximum: 128',
  );
  expect(ofValues({ properties: many, name: '🚀' })).toBe(
    '413 The limit has been exceeded on the number of allowed image properties. Attempted: 129, Maximum: 128',
  );
});

it('min_disk and min_ram are neither negative nor greater than 2147483647', () => {
  expect(ofValues({ minRam: -1, minDisk: -2 })).toBe(
    "400 Invalid value '-2' for parameter 'min_disk': Cannot be a negative value",
  );
  expect(ofValues({ minRam: 2 ** 31 })).toBe("400 'min_ram' value out of range, must not exceed 2147483647.");
  expect(ofValues({ minRam: 2 ** 31 - 1 })).toBe(undefined);
});

it('4-byte characters fit nowhere', () => {
  expect(ofValues({ name: '🚀', minRam: 2 ** 31 })).toBe("400 Name can't contain 4 byte unicode characters.");
  expect(ofValues({ properties: { 'a_b2c x': '🚀' } })).toBe(
    "400 A_B2C X can't contain 4 byte unicode characters.",
  );
  expect(ofValues({ properties: { '🚀': 'x' } })).toBe("400 Property names can't contain 4 byte unicode.");
  expect(ofValues({ tags: ['🚀'] })).toBe("400 Param values can't contain 4 byte unicode.");
});

it('what the database cannot hold breaks the server', () => {
  expect(ofValues({ properties: { k: 'x'.repeat(65_535) } })).toBe(undefined);
  expect(ofValues({ properties: { k: 'é'.repeat(32_768) } })).toMatch(/^500/);
  expect(ofValues({ properties: { Foo: '1', foo: '2' } })).toMatch(/^500/);
  expect(ofValues({ name: '\ud800' })).toMatch(/^500/);
});
