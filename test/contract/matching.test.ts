/** Source: the Pact specification, version 4; the official verifier is of the same opinion in each case. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Expectation } from '../../src/contract/expectation.ts';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import { differencesFrom } from '../../src/contract/matching.ts';
import { writePact } from '../../src/contract/pact-file.ts';
import { verifyPacts } from '../../src/contract/verify.ts';
import { silent } from '../../src/domain/trace.ts';
import { textResponse } from '../../src/http/message.ts';
import { createFake } from '../../src/world/fake.ts';

const json = [['Content-Type', 'application/json']] as const;

const like = (value: unknown): object => ({ 'pact:matcher:type': 'type', value });

function expectationOf(body: unknown): Expectation {
  return { status: 200, headers: {}, body: { kind: 'json', json: body } };
}

function placesIn(body: unknown, answer: unknown): readonly string[] {
  const response = textResponse(200, json, JSON.stringify(answer));
  return differencesFrom(expectationOf(body), response).map(({ where }) => where);
}

const cases: readonly (readonly [rule: string, body: unknown, answer: unknown, places: readonly string[]])[] =
  [
    ['an object may have more fields', { a: 1 }, { a: 1, b: 2 }, []],
    ['an object without fields may have some', { a: {} }, { a: { b: 1 } }, []],
    ['a field that is missing is named', { a: { b: null } }, { a: {} }, ['$.a.b']],
    ['a list has exactly its items', { a: [1] }, { a: [1, 2] }, ['$.a']],
    ['a text is not a number', { a: 1 }, { a: '1' }, ['$.a']],
    ['a type says nothing of the value', { a: like('x') }, { a: 'y' }, []],
    ['a type holds for all below it', { a: like({ b: 'x' }) }, { a: { b: 1 } }, ['$.a.b']],
    ['null is a type of its own', { a: like('x') }, { a: null }, ['$.a']],
    ['a list by type may be empty', { a: like(['x']) }, { a: [] }, []],
    ['each item of a list by type is of that type', { a: like(['x']) }, { a: ['y', 1] }, ['$.a[1]']],
    ['a list by type has its least length', { a: { ...like(['x']), min: 1 } }, { a: [] }, ['$.a']],
    ['a whole number is no text', { a: { 'pact:matcher:type': 'integer', value: 1 } }, { a: '1' }, ['$.a']],
    [
      'an expression is searched for',
      { a: { 'pact:matcher:type': 'regex', regex: '^b+$', value: 'b' } },
      { a: 'abb' },
      ['$.a'],
    ],
    [
      'variants are found in any place',
      { a: { 'pact:matcher:type': 'arrayContains', variants: [{ b: 1 }, { b: 2 }] } },
      { a: [{ b: 3 }, { b: 2 }, { b: 1 }] },
      [],
    ],
    [
      'a variant that is nowhere is missing',
      { a: { 'pact:matcher:type': 'arrayContains', variants: [{ b: 1 }], min: 1, max: 1 } },
      { a: [{ b: 3 }] },
      ['$.a[*]'],
    ],
    [
      'variants of a list with a length are all of it',
      { a: { 'pact:matcher:type': 'arrayContains', variants: [{ b: 1 }], min: 1, max: 1 } },
      { a: [{ b: 1 }, { b: 1 }] },
      ['$.a'],
    ],
  ];

it.each(cases)('%s', (_, body, answer, places) => {
  expect(placesIn(body, answer)).toEqual(places);
});

it('a status, a header and a media type that are others are named', () => {
  const expected: Expectation = {
    status: 204,
    headers: { Allow: 'GET', 'Content-Type': 'application/json' },
    body: null,
  };
  const differences = differencesFrom(expected, {
    status: 200,
    headers: [['content-type', 'application/json; charset=UTF-8']],
    body: new Uint8Array(),
  });
  expect(differences.map(({ kind, where }) => [kind, where])).toEqual([
    ['status', ''],
    ['header', 'Allow'],
  ]);
});

it('the official verifier is of the same opinion', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'image-members-matching-'));
  const server = createServer(({ url = '' }, response) => {
    const [, , answer] = cases[Number(url.slice(1))] ?? [];
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  try {
    const all = cases.map(([rule, body], place) => ({
      interaction: {
        consumer: 'x',
        sentence: rule,
        caller: null,
        given: [],
        request: { method: 'GET', path: `/${place}` },
      },
      values: {},
      response: textResponse(200, json, ''),
      expectation: expectationOf(body),
      rule: 'request: granted',
      trace: silent,
      cell: null,
      unproven: [],
      decided: [],
    }));
    writePact('x', all, folder);
    const { interactions } = await verifyPacts({
      providerBaseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      cloud: fakeCloud(createFake()),
      pacts: [join(folder, 'x-image-members-api.json')],
    });
    expect(Object.fromEntries(interactions.map(({ sentence, ok }) => [sentence, ok]))).toEqual(
      Object.fromEntries(cases.map(([rule, , , places]) => [rule, places.length === 0])),
    );
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
});
