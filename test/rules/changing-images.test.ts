import { expect } from 'vitest';
import { image, noImage, patch, set, showImage } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const world = { seed: cast() };
const unauthorized = (policy: string): string => `403 You are not authorized to complete ${policy} action.`;

const changes: readonly (readonly [rule: string, change: unknown, answer: string])[] = [
  ['a property is added', [{ op: 'add', path: '/baz', value: 'x' }], '200'],
  ['a property that is there may be added', [{ op: 'add', path: '/colour', value: 'blue' }], '200'],
  ['a property is replaced', [{ op: 'replace', path: '/colour', value: 'blue' }], '200'],
  ['a property is removed', [{ op: 'remove', path: '/colour' }], '200'],
  [
    'several changes come together',
    [
      { op: 'replace', path: '/name', value: 'two' },
      { op: 'add', path: '/x', value: 'x' },
    ],
    '200',
  ],
  ['slashes at the start count as one', [{ op: 'replace', path: '//name', value: 'x' }], '200'],
  ['no change is a change', [], '200'],
  ['a property may be called members', [{ op: 'add', path: '/members', value: 'x' }], '200'],
  [
    'what is not there is not replaced',
    [{ op: 'replace', path: '/nope', value: 'x' }],
    '409 There was a conflict when trying to complete your request.<br /><br />\nProperty nope does not exist.',
  ],
  [
    'what is not there is not removed',
    [{ op: 'remove', path: '/nope' }],
    '409 There was a conflict when trying to complete your request.<br /><br />\nProperty nope does not exist.',
  ],
  [
    'an attribute is not removed',
    [{ op: 'remove', path: '/name' }],
    '403 Access was denied to this resource.<br /><br />\nProperty name may not be removed.',
  ],
  [
    'the status is not changed',
    [{ op: 'replace', path: '/status', value: 'x' }],
    "403 Attribute 'status' is read-only.",
  ],
  ['the id is not changed', [{ op: 'replace', path: '/id', value: 'x' }], "403 Attribute 'id' is read-only."],
  [
    'the time of creation is not changed',
    [{ op: 'replace', path: '/created_at', value: 'x' }],
    "403 Attribute 'created_at' is read-only.",
  ],
  [
    'deleted is reserved',
    [{ op: 'add', path: '/deleted', value: 'x' }],
    "403 Attribute 'deleted' is reserved.",
  ],
  [
    'the format of an image with data stays',
    [{ op: 'replace', path: '/disk_format', value: 'qcow2' }],
    '403 Attribute disk_format can be only replaced for a queued image.',
  ],
  [
    'the owner is not replaced but by administrators',
    [{ op: 'replace', path: '/owner', value: '123456' }],
    "403 Access was denied to this resource.<br /><br />\nOwner can't be updated by non admin.",
  ],
  [
    'the owner is not added but by administrators',
    [{ op: 'add', path: '/owner', value: '123456' }],
    `403 Forbidding request, image ${image} not visible`,
  ],
  [
    'an object is no list of changes',
    { op: 'add' },
    '400 Request body must be a JSON array of operation objects.',
  ],
  ['a text is no change', ['x'], '400 Operations must be JSON objects.'],
  [
    'a change has an operation',
    [{ path: '/name', value: 'x' }],
    '400 Unable to find `op` in JSON Schema change. It must be one of the following: add, remove, replace.',
  ],
  ['a change has a path', [{ op: 'add', value: 'x' }], "400 Unable to find 'path' in JSON Schema change"],
  [
    'a change has a value',
    [{ op: 'replace', path: '/name' }],
    '400 Operation "replace" requires a member named "value".',
  ],
  [
    'test is no operation',
    [{ op: 'test', path: '/name', value: 'x' }],
    '400 Invalid operation: `test`. It must be one of the following: add, remove, replace.',
  ],
  [
    'a path begins with a slash',
    [{ op: 'add', path: 'name', value: 'x' }],
    '400 Pointer `name` does not start with "/".',
  ],
  [
    'a path has one segment',
    [{ op: 'add', path: '/name/x', value: 'x' }],
    "400 Invalid JSON pointer for this resource: '/name/x'",
  ],
  [
    'a path ends without a slash',
    [{ op: 'add', path: '/name/', value: 'x' }],
    '400 Pointer `/name/` end with "/".',
  ],
  [
    'a tilde escapes',
    [{ op: 'add', path: '/na~me', value: 'x' }],
    '400 Pointer `/na~me` contains "~" not part of a recognized escape sequence.',
  ],
];
const coloured = { seed: cast({ properties: { colour: 'red' } }) };
for (const [rule, change, answer] of changes) {
  everyDoor(rule, coloured, async (t) => {
    expect(await t.says('producer', patch(change))).toBe(answer);
  });
}

everyDoor('of several changes all are done, or none', coloured, async (t) => {
  const bad = [
    { op: 'replace', path: '/name', value: 'two' },
    { op: 'remove', path: '/nope' },
  ];
  expect(await t.says('producer', patch(bad))).toMatch(/^409 /);
  expect((await t.send({ as: 'producer', ...showImage() })).body).toMatchObject({
    name: 'shared image',
    colour: 'red',
  });
});

everyDoor('an administrator gives an image to another tenant', world, async (t) => {
  expect((await t.send({ as: 'admin', ...set('owner', '7000001') })).body).toMatchObject({
    owner: '7000001',
  });
  expect(await t.says('stranger', showImage())).toBe('200');
  expect(await t.says('producer', showImage())).toBe(`404 No image found with ID ${image}`);
});

everyDoor(
  'the older form of a change adds only what is not there, and does one thing',
  coloured,
  async (t) => {
    const older = { 'content-type': 'application/openstack-images-v2.0-json-patch' };
    expect(
      (await t.send({ as: 'producer', ...patch([{ replace: '/name', value: 'x' }]), headers: older })).body,
    ).toMatchObject({ name: 'x' });
    expect(await t.says('producer', { ...patch([{ add: '/name', value: 'x' }]), headers: older })).toBe(
      '409 There was a conflict when trying to complete your request.<br /><br />\nProperty name already present.',
    );
    expect(await t.says('producer', { ...patch([{ add: '/a', remove: '/a' }]), headers: older })).toBe(
      '400 Operation objects must contain only one member named "add", "remove", or "replace".',
    );
  },
);

everyDoor('a change without a body, or with a broken one, is none', world, async (t) => {
  const { headers = {}, ...asked } = patch(undefined);
  expect(await t.says('producer', { ...asked, headers })).toBe('400 Body expected in request.');
  expect(await t.says('producer', { ...asked, headers, body: '{' })).toBe(
    '400 Malformed JSON in request body.',
  );
});

everyDoor('who sees an image may change nothing of it, and only its producer something', world, async (t) => {
  expect(await t.says('consumer', patch([]))).toBe('200');
  expect(await t.says('consumer', set('name', 'x'))).toBe(unauthorized('modify_image'));
  expect(await t.says('stranger', patch([]))).toBe(`404 No image found with ID ${image}`);
  expect(await t.says('admin', set('name', 'x'))).toBe('200');
  expect(await t.says('admin', set('name', 'x', noImage))).toBe(`404 No image found with ID ${noImage}`);
});
