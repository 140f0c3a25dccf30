/** Values of an answer that a pact marks as coming from provider states. Source: docs/contracts-servers.md. */
import { expect, it } from 'vitest';
import { type MarkedInteraction, valueDifferences } from '../../src/contract/verify/state-values.ts';

const values = { image: 'a96be11e', image_name: 'golden one', consumer: '8989447', second: '7777777' };
const from = (expression: string) => ({ type: 'ProviderState', expression });
const link = '/v2/images/${image}/file';

const shown: MarkedInteraction = {
  response: {
    body: { content: { id: 'x', file: 'x' } },
    generators: {
      body: { '$.id': from('${image}'), '$.file': from(link), "$['os-name']": from('${image_name}') },
      header: { Location: from('http://example.test/v2/images/${image}') },
    },
  },
};

function found(interaction: MarkedInteraction, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = { status: 200, headers: Object.entries(headers), body: text };
  return valueDifferences({ interaction, values, answer }).map(({ text: sentence }) => sentence);
}

it('an answer with the values of its states has no differences', () => {
  const body = { id: 'a96be11e', file: '/v2/images/a96be11e/file', 'os-name': 'golden one' };
  expect(found(shown, body, { location: 'http://example.test/v2/images/a96be11e' })).toEqual([]);
});

it('another value, and a text around one, differ with their places', () => {
  const body = { id: 'b0000000', file: '/v2/images/b0000000/file' };
  expect(found(shown, body, { Location: 'http://example.test/v2/images/b0000000' })).toEqual([
    'the header Location is "http://example.test/v2/images/b0000000", but the provider states gave "http://example.test/v2/images/a96be11e"',
    '$.id is "b0000000", but the provider states gave "a96be11e"',
    '$.file is "/v2/images/b0000000/file", but the provider states gave "/v2/images/a96be11e/file"',
  ]);
});

it.each([
  'https://cloud.test:9292/image/v2/images/a96be11e',
  'http://example.test/v2/images/a96be11e/',
  '/v2/images/a96be11e',
])('a URL may be that of another host, behind a prefix: %s', (location) => {
  expect(found(shown, {}, { location })).toEqual([]);
});

it.each(['http://example.test/v2/images/A96BE11E', 'http://example.test/v2/images/a96be11e/file', ''])(
  'a URL with another path is another one: %s',
  (location) => {
    expect(found(shown, {}, { location })).toHaveLength(1);
  },
);

it('parameters of a link come in any order, and are escaped as anybody likes', () => {
  const next = {
    response: { generators: { body: { '$.next': from('/v2/images?name=${image_name}&limit=1') } } },
  };
  expect(found(next, { next: '/v2/images?limit=1&name=golden+one' })).toEqual([]);
  expect(found(next, { next: '/v2/images?name=golden%20one&limit=1' })).toEqual([]);
  expect(found(next, { next: '/v2/images?name=golden&limit=1' })).toHaveLength(1);
});

it('what is missing is left to the verifier, as is a body that is no JSON', () => {
  expect(found(shown, {})).toEqual([]);
  expect(found(shown, 'not JSON')).toEqual([]);
});

it('a value that no state gave is not compared', () => {
  const unknown = { response: { generators: { body: { '$.id': from('${other}') } } } };
  expect(found(unknown, { id: 'anything' })).toEqual([]);
});

it('a number counts as its text, and any item may be meant', () => {
  const all = { response: { generators: { body: { '$.members[*].member_id': from('${consumer}') } } } };
  expect(found(all, { members: [{ member_id: 8_989_447 }, { member_id: '1' }] })).toEqual([
    '$.members[1].member_id is "1", but the provider states gave "8989447"',
  ]);
});

const variant = (index: number, value: string) => ({
  index,
  rules: { '$.member_id': { matchers: [{ match: 'regex', regex: '.+' }] } },
  generators: { '$.member_id': from(`\${${value}}`) },
});
const members: MarkedInteraction = {
  response: {
    body: {
      content: {
        members: [
          { member_id: 'x', status: 'pending' },
          { member_id: 'y', status: 'accepted' },
        ],
      },
    },
    matchingRules: {
      body: {
        '$.members': {
          matchers: [{ match: 'arrayContains', variants: [variant(0, 'consumer'), variant(1, 'second')] }],
        },
      },
    },
  },
};

it('of a list in any order, each variant finds an item of its own', () => {
  const [one, other] = [
    { member_id: '8989447', status: 'pending', more: 1 },
    { member_id: '7777777', status: 'accepted' },
  ];
  expect(found(members, { members: [one, other] })).toEqual([]);
  expect(found(members, { members: [other, one] })).toEqual([]);
  expect(found(members, { members: [one, { ...other, member_id: '1' }] })).toEqual([
    '$.members has no item with the values of the provider states (member_id: 7777777)',
  ]);
});

it('an item lends its values to no other', () => {
  const mixed = [
    { member_id: '8989447', status: 'accepted' },
    { member_id: '7777777', status: 'pending' },
  ];
  expect(found(members, { members: mixed })).toHaveLength(2);
});

it('a time that has to move is another one', () => {
  const moved: MarkedInteraction = { comments: { differs: { '$.updated_at': '${image_name}' } } };
  expect(found(moved, { updated_at: 'another' })).toEqual([]);
  expect(found(moved, { updated_at: 'golden one' })).toEqual([
    '$.updated_at is still "golden one", but this request changes it',
  ]);
});

it('where nothing is to be, whatever is there differs', () => {
  const last: MarkedInteraction = { comments: { absent: ['$.next'] } };
  expect(found(last, { images: [] })).toEqual([]);
  expect(found(last, { images: [], next: '/v2/images?marker=x' })).toEqual([
    '$.next is "/v2/images?marker=x", expected nothing',
  ]);
});
