/** Every mismatch that the official verifier (pact-cli) knows, made on purpose, and how we explain it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pactEnvironment, pactProgram } from '../../src/contract/pact-packages.ts';
import type { OfficialMismatch } from '../../src/contract/verify/body-differences.ts';
import { differencesBetween } from '../../src/contract/verify/differences.ts';
import type { VerifiedExchange } from '../../src/contract/verify/results.ts';
import { type MismatchCase, mismatchCases } from './mismatch-cases.ts';

interface Report {
  readonly errors: readonly {
    readonly interaction: string;
    readonly mismatch: { readonly mismatches: readonly OfficialMismatch[] };
  }[];
}

const folder = mkdtempSync(join(tmpdir(), 'image-members-mismatches-'));
let official: Map<string, readonly OfficialMismatch[]>;

beforeAll(async () => {
  official = await mismatchesOf(mismatchCases);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the official verifier reports of the cases, by their names. */
async function mismatchesOf(all: readonly MismatchCase[]): Promise<typeof official> {
  const server = createServer((request, response) => {
    const wanted = all[Number(request.url?.slice(1))]?.answer;
    response.writeHead(wanted?.status ?? 500, { ...wanted?.headers }).end(wanted?.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const [pact, report] = [join(folder, 'pact.json'), join(folder, 'report.json')];
  writeFileSync(pact, JSON.stringify(pactOf(all)));
  const args = [`--port=${port}`, '--hostname=127.0.0.1', `--file=${pact}`, `--json=${report}`];
  const env = { ...pactEnvironment(), SSL_CERT_FILE: '/dev/null', SSL_CERT_DIR: '/dev/null' };
  await once(
    spawn(pactProgram(), ['verifier', '--provider-name=p', ...args], { env, stdio: 'ignore' }),
    'close',
  );
  server.close();
  const { errors } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  return new Map(
    errors.map(({ interaction, mismatch }) => [interaction.split(' - ').at(-1) ?? '', mismatch.mismatches]),
  );
}

function pactOf(all: readonly MismatchCase[]): object {
  return {
    consumer: { name: 'c' },
    provider: { name: 'p' },
    interactions: all.map(({ name, response }, place) => ({
      type: 'Synchronous/HTTP',
      description: name,
      request: { method: 'GET', path: `/${place}` },
      response,
    })),
    metadata: { pactSpecification: { version: '4.0' } },
  };
}

function exchangeWith(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): VerifiedExchange {
  const request = { method: 'GET', url: 'http://glance.test/v2/images', headers: [], body: '' };
  return { request, response: { status, headers: Object.entries(headers), body } };
}

it.each(mismatchCases)('$name', ({ name, response, answer, texts }) => {
  const exchange = exchangeWith(answer.status, answer.headers, answer.body);
  const interaction = { type: 'Synchronous/HTTP', response };
  const mismatches = official.get(name) ?? [];
  expect(mismatches).not.toEqual([]);
  expect(differencesBetween({ interaction, exchange, mismatches }).map(({ text }) => text)).toEqual(texts);
});

const json = { 'content-type': 'application/json' };
const equality = (path: string, actual: unknown, expected: unknown): OfficialMismatch => ({
  type: 'BodyMismatch',
  path,
  expected: JSON.stringify(expected),
  actual: JSON.stringify(actual),
  mismatch: `Expected '${String(actual)}' (String) to be equal to '${String(expected)}' (String)`,
});

it('an item of a list in any order is compared field by field with the closest item of the answer', () => {
  const images = [
    { id: '11111111-1111-4111-8111-111111111111', name: 'x', visibility: 'shared' },
    { id: '22222222-2222-4222-8222-222222222222', name: 'y', visibility: 'public' },
    { id: '33333333-3333-4333-8333-333333333333', name: 'z' },
  ];
  const example = { id: '44444444-4444-4444-8444-444444444444', name: 'z', visibility: 'shared' };
  const variants = [
    { index: 0, rules: { '$.id': { matchers: [{ match: 'regex', regex: '^[0-9a-f-]{36}$' }] } } },
  ];
  const rule = { matchers: [{ match: 'arrayContains', variants }] };
  const interaction = {
    type: 'Synchronous/HTTP',
    response: { body: { content: { images: [example] } }, matchingRules: { body: { '$.images': rule } } },
  };
  const mismatch = `Variant at index 0 (${JSON.stringify(example)}) was not found in the actual list`;
  const mismatches = [{ type: 'BodyMismatch', path: '$.images', mismatch }];
  const exchange = exchangeWith(200, json, JSON.stringify({ images }));
  expect(differencesBetween({ interaction, exchange, mismatches })).toEqual([
    {
      kind: 'body',
      where: '$.images[2].visibility',
      expected: '"shared"',
      text: '$.images[2].visibility is missing (the closest of 3 items)',
    },
  ]);
});

it.each([
  ['2', { body: { id: 'x' }, matchingRules: { '$.body.id': { match: 'regex', regex: '^x$' } } }],
  ['3', { body: { id: 'x' }, matchingRules: { body: { '$.id': { matchers: [{ match: 'type' }] } } } }],
])('pacts of version %s have their bodies unwrapped', (_, response) => {
  const exchange = exchangeWith(200, json, '{"name":"y"}');
  const mismatch = 'Actual map is missing the following keys: id';
  const mismatches = [{ type: 'BodyMismatch', path: '$', expected: '["id"]', actual: '["name"]', mismatch }];
  expect(differencesBetween({ interaction: { response }, exchange, mismatches })).toEqual([
    { kind: 'body', where: '$.id', expected: '"x"', text: '$.id is missing' },
  ]);
});

it('long values have their middle left out; what is alike at their beginning, too', () => {
  const [expected, actual] = [`${'a'.repeat(500)}b`, `${'a'.repeat(500)}c`];
  const exchange = exchangeWith(200, json, JSON.stringify({ x: actual }));
  const interaction = { response: { body: { x: expected } } };
  const mismatches = [equality('$.x', actual, expected)];
  const alike = 'a'.repeat(40);
  expect(differencesBetween({ interaction, exchange, mismatches })[0]?.text).toBe(
    `$.x is …${alike}c", not …${alike}b"`,
  );
  const other = exchangeWith(200, json, JSON.stringify({ x: 'z'.repeat(500) }));
  const [long] = differencesBetween({ interaction, exchange: other, mismatches });
  expect(long?.actual).toMatch(/^"z{105}…z{52}"$/);
});

it('without the pact and the answer, the values of the report are shown, the right way round', () => {
  const mismatches = [equality('$.status', 'pending', 'accepted')];
  expect(differencesBetween({ mismatches })).toEqual([
    {
      kind: 'body',
      where: '$.status',
      expected: '"accepted"',
      actual: '"pending"',
      text: '$.status is "pending", not "accepted"',
    },
  ]);
});

it('what is not understood keeps the text of the tool, in one line and without its colours', () => {
  const mismatch = '\u001b[31mThe plugin\nfound\u001b[0m a difference';
  expect(differencesBetween({ mismatches: [{ type: 'BodyMismatch', path: '$.a', mismatch }] })).toEqual([
    { kind: 'body', where: '$.a', text: String.raw`$.a: The plugin\nfound a difference` },
  ]);
});
