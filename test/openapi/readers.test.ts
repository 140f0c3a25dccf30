/** Other tools read the descriptions: parsers with few aliases or none, other engines of patterns, and openapi-pact-comparator. */
import { readFileSync } from 'node:fs';
import * as comparing from '@pactflow/openapi-pact-comparator';
import { expect, it } from 'vitest';
import { isAlias, parse, parseAllDocuments, visit } from 'yaml';
import { routes } from '../../src/http/routes.ts';
import { interactions, pacts } from '../contract/pacts.ts';
import { operationAt } from '../openapi.ts';
import { description } from './description.ts';

const contracts = new URL('../../contracts/', import.meta.url);
const textOf = (name: string): string => readFileSync(new URL(name, contracts), 'utf8');
const resolved = textOf('openapi.resolved.yaml');
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

it('the resolved description says the same without aliases and anchors', () => {
  const [document] = parseAllDocuments(resolved);
  const named: unknown[] = [];
  visit(document!, (_, node) => {
    if (isAlias(node) || (typeof node === 'object' && node !== null && 'anchor' in node && node.anchor))
      named.push(node);
  });
  expect(named).toEqual([]);
  expect(resolved).toMatch(/^# Generated from openapi\.yaml /);
  expect(parse(resolved, { maxAliasCount: 0 })).toEqual(asJson(description));
});

it('parsers of YAML 1.1 read the same in the resolved description', () => {
  expect(parse(resolved, { version: '1.1', maxAliasCount: 0 })).toEqual(asJson(description));
});

/** The patterns in a description. */
function patternsIn(part: unknown): readonly string[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = 'pattern' in part && typeof part.pattern === 'string' ? [part.pattern] : [];
  return [...own, ...Object.values(part).flatMap(patternsIn)];
}

it.each(['openapi.yaml', 'control.yaml'])(
  'patterns of %s mean the same in ECMAScript, Java, RE2, Rust and Python: no groups with (?, no escapes of letters or digits',
  (name) => {
    const patterns = patternsIn(parse(textOf(name)));
    expect(patterns.length).toBeGreaterThan(1);
    expect(patterns.filter((each) => /\(\?|\\[A-Za-z0-9]|\[\^?\[|&&|--/.test(each))).toEqual([]);
    for (const each of patterns) expect(() => new RegExp(each, 'u')).not.toThrow();
  },
);

/** What is used of the comparator, whose own declarations lead nowhere under Node's resolution. */
interface Comparing {
  readonly Comparator: new (options: { readonly oas: unknown }) => {
    compare(pact: unknown): AsyncIterable<{
      readonly type: 'error' | 'warning' | 'info';
      readonly code: string;
      readonly message: string;
      readonly mockDetails?: { readonly interactionDescription?: string };
    }>;
  };
}

/** Errors of the comparator that are not mistakes, by the end of what the interaction is about. */
const misunderstood: Readonly<Record<string, readonly [code: string, reason: string]>> = {
  'request: route → resourceNotFound': [
    'request.path-or-method.unknown',
    'the path is an unknown one on purpose',
  ],
  'request: token → tokenInvalid': [
    'request.path-or-method.unknown',
    'the path is an unknown one on purpose',
  ],
  'request: route → methodNotAllowed': [
    'request.path-or-method.unknown',
    'the method is an unknown one on purpose',
  ],
  'request → mediaTypeUnsupported': [
    'request.content-type.incompatible',
    'the media type is a wrong one on purpose',
  ],
  'addMember: granted': [
    'request.content-type.incompatible',
    'any media type is taken; the description names the one to send',
  ],
  'addMember: request → memberNotSpecified': [
    'response.body.incompatible',
    'the comparator looks for the first media type of Accept, and the answer has another one',
  ],
};

it('every interaction of the shipped pacts is described, as openapi-pact-comparator sees it', async () => {
  // It writes into what it is given.
  const { Comparator } = comparing as unknown as Comparing;
  const comparator = new Comparator({ oas: parse(resolved) });
  const needed = new Set<string>();
  const problems: string[] = [];
  for (const { file } of pacts) {
    for await (const result of comparator.compare(JSON.parse(textOf(`pacts/${file}`)))) {
      if (result.type !== 'error') continue;
      const about = result.mockDetails?.interactionDescription ?? '';
      const known = Object.entries(misunderstood).find(
        ([rule, [code]]) => about.endsWith(`${rule}]`) && result.code === code,
      );
      if (known === undefined) problems.push(`${file}: ${about}: ${result.message}`);
      else needed.add(known[0]);
    }
  }
  expect(problems).toEqual([]);
  expect([...needed].toSorted()).toEqual(Object.keys(misunderstood).toSorted());
});

it('every operation of the description is asked for by an interaction, but for some', () => {
  const asked = new Set(
    interactions.map(({ request }) => operationAt(request.method, request.path)?.operationId),
  );
  // The contracts are about images and their members, in every release and cloud: of metadata definitions the fake has none, not
  // every release has an API for where data lies, and whether a cloud has a cache, quotas or other stores is its own affair.
  const others = ['metadefs', 'locations', 'cache', 'usage', 'detail'];
  const wanted = routes.filter(({ path }) => !others.some((each) => path.includes(each)));
  expect(wanted.filter(({ operation }) => !asked.has(operation))).toEqual([]);
});
