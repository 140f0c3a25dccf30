/**
 * Pact files have the form of specification 4, as https://github.com/pact-foundation/pact-specification describes it and
 * https://github.com/pactflow/pact-schemas writes it as JSON Schema, but for what Pact's own library writes otherwise.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { recorderFor } from '../../src/contract/recorder.ts';
import { pactsAt, shippedDirectory } from '../../src/contract/shipped.ts';
import { listen } from '../../src/express.ts';
import { createFake } from '../../src/world/fake.ts';

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const anything = {};

function closed(properties: Readonly<Record<string, object>>, required: readonly string[] = []): object {
  return { type: 'object', properties, required, additionalProperties: false };
}

function named(each: object, names = '.*'): object {
  return { type: 'object', patternProperties: { [names]: each }, additionalProperties: false };
}

/** One matcher: its name, and what must and may stand beside it. */
function matcher(name: string, must: Readonly<Record<string, object>> = {}, may = {}): object {
  return closed({ match: { const: name }, ...must, ...may }, ['match', ...Object.keys(must)]);
}

const matchers = closed(
  {
    combine: { enum: ['AND', 'OR'] },
    matchers: {
      type: 'array',
      items: {
        anyOf: ['equality', 'integer', 'decimal', 'number', 'boolean', 'null', 'notEmpty', 'semver', 'values']
          .map((name) => matcher(name))
          .concat(
            matcher('regex', { regex: text }),
            matcher('type', {}, { min: { type: 'number' }, max: { type: 'number' } }),
            matcher('include', { value: text }),
            matcher('arrayContains', { variants: { type: 'array' } }),
            matcher('eachKey', { rules: { type: 'array' } }, { value: text }),
            matcher('eachValue', { rules: { type: 'array' } }, { value: text }),
          ),
      },
    },
  },
  ['matchers'],
);
const generator = closed({ type: { const: 'ProviderState' }, expression: text }, ['type', 'expression']);
const rules = closed({
  body: named(matchers, '^\\$'),
  header: named(matchers),
  path: matchers,
  query: named(matchers),
});

/**
 * Pact's library deviates from pact-schemas in four places, and its verifiers read what it writes: `contentTypeHint` is left out
 * where it decides nothing, the generator of a path stands alone and those of a query by their names, and PATCH is a method.
 */
const body = closed(
  {
    content: anything,
    contentType: text,
    contentTypeHint: { enum: ['BINARY', 'TEXT'] },
    encoded: { enum: [false, true, 'base64', 'json'] },
  },
  ['content', 'contentType', 'encoded'],
);
const generators = {
  body: named(generator, '^\\$'),
  header: named(generator),
  path: generator,
  query: named(generator),
};
const request = closed(
  {
    method: { enum: ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'] },
    path: text,
    query: named(texts),
    headers: named(texts),
    body,
    matchingRules: rules,
    generators: closed(generators),
  },
  ['method', 'path'],
);
const response = closed(
  {
    status: { type: 'integer', minimum: 100, maximum: 599 },
    headers: named(texts),
    body,
    matchingRules: rules,
    generators: closed({ body: generators.body, header: generators.header }),
  },
  ['status'],
);
const interaction = closed(
  {
    type: { const: 'Synchronous/HTTP' },
    description: text,
    key: text,
    pending: { type: 'boolean' },
    comments: { type: 'object', properties: { testname: text, text: texts } },
    providerStates: {
      type: 'array',
      items: closed({ name: text, params: { type: 'object' } }, ['name']),
    },
    request,
    response,
  },
  ['type', 'description', 'request', 'response'],
);
const party = closed({ name: text }, ['name']);
const conforms = new Ajv2020({ allErrors: true, strict: false }).compile(
  closed(
    {
      consumer: party,
      provider: party,
      interactions: { type: 'array', items: interaction },
      metadata: {
        type: 'object',
        required: ['pactSpecification'],
        properties: { pactSpecification: closed({ version: { const: '4.0' } }, ['version']) },
      },
    },
    ['consumer', 'provider', 'interactions', 'metadata'],
  ),
);

/** What is wrong with the form of a pact, by place. */
function misfitsOf(path: string): readonly string[] {
  conforms(JSON.parse(readFileSync(path, 'utf8')));
  return (conforms.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

it('the shipped pacts have the form of specification 4', () => {
  const files = pactsAt(shippedDirectory);
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) expect(misfitsOf(file)).toEqual([]);
});

it('a recorded pact has the form of specification 4', async () => {
  const recorder = recorderFor({ consumer: 'client' });
  await using server = await listen(recorder.through(createFake()));
  const members = `${server.url}/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6/members`;
  const headers = { 'X-Auth-Token': 'second-consumer-token', accept: 'application/json' };
  await fetch(members, { headers });
  await fetch(members, { headers, method: 'POST', body: '{"member": ' });
  const folder = mkdtempSync(join(tmpdir(), 'pact-v4-'));
  try {
    const { file } = await recorder.write(folder);
    expect(misfitsOf(file)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('what has another form is found', () => {
  const pact = JSON.parse(readFileSync(pactsAt(shippedDirectory)[0]!, 'utf8'));
  expect(conforms({ ...pact, interactions: [{ ...pact.interactions[0], type: 'HTTP' }] })).toBe(false);
});
