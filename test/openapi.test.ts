import { expect, expectTypeOf, it } from 'vitest';
import { memberStatuses } from '../src/domain/member-statuses.ts';
import type { ImageStatus } from '../src/domain/model.ts';
import { operations as domainOperations } from '../src/domain/operations.ts';
import { profiles } from '../src/domain/profiles.ts';
import { refusals } from '../src/domain/refusals.ts';
import { visibilities } from '../src/domain/visibilities.ts';
import type { components } from '../src/http/api.ts';
import { routes } from '../src/http/routes.ts';
import { description, resolved } from './openapi/description.ts';
import { examplesOf, operations, refusalExamples, replies } from './openapi/parts.ts';

it('every reference leads somewhere', () => {
  const references = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]+)"/g)].map(
    (found) => found[1]!,
  );
  expect(references.length).toBeGreaterThan(100);
  for (const $ref of references) expect(() => resolved({ $ref })).not.toThrow();
});

it('an operation id stands for one operation, which the router knows', () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(routes.map(({ operation }) => operation)).toEqual(ids);
});

it('the method and the path of an operation on images or members are those of the description', () => {
  const described = routes
    .filter(({ operation }) => operation in domainOperations)
    .map(({ operation, method, path }) => [operation, method, `/${path.map(segmentOf).join('/')}`]);
  const known = Object.entries(domainOperations).map(([name, { method, path }]) => [name, method, path]);
  expect(described.toSorted()).toEqual(known.toSorted());
});

function segmentOf(segment: string | { readonly param: string }): string {
  return typeof segment === 'string' ? segment : `{${segment.param}}`;
}

it('the parameters of a path are described, and no others', () => {
  for (const { template, parameters } of operations) {
    const described = parameters
      .filter((each) => 'in' in each && each.in === 'path')
      .map((each) => 'name' in each && each.name);
    expect(described).toEqual([...template.matchAll(/\{(\w+)\}/g)].map((found) => found[1]));
  }
});

it('whatever has a body has an example of it', () => {
  const silent = examplesOf().filter(({ schema, value }) => schema !== undefined && value === undefined);
  expect(silent.map(({ where }) => where)).toEqual([]);
});

it('every example fits its schema', () => {
  expect(examplesOf().filter(({ problem }) => problem !== '')).toEqual([]);
});

it('an operation without a body refuses one with 400, but for some, which ignore it, and two that break on it', () => {
  const silent = operations.filter(({ operation }) => operation.requestBody === undefined);
  const refusing = silent.filter(({ operation }) =>
    replies(operation).some(({ status, names }) => status === 400 && names.includes('bodyNotExpected')),
  );
  const ignoring = silent
    .filter((each) => !refusing.includes(each))
    .map(({ operation }) => operation.operationId);
  expect(ignoring).toEqual([
    'listImages',
    'listLocations',
    'listTasks',
    'showUsage',
    'listNamespaces',
    'listNamespaceObjects',
    'showNamespaceProperty',
    'listNamespaceTags',
  ]);
});

it('the enums are those of the tables', () => {
  const { schemas } = description.components;
  expect(schemas['MemberStatus']?.enum).toEqual(Object.keys(memberStatuses));
  expect(schemas['Visibility']?.enum).toEqual(Object.keys(visibilities));
  expectTypeOf<components['schemas']['ImageStatus']>().toEqualTypeOf<ImageStatus>();
});

const described = [
  ...operations.flatMap(({ operation }) => replies(operation)),
  ...Object.values(description.components.responses).flatMap((reply) =>
    (reply['x-refusals'] ?? []).length > 0 ? [{ names: reply['x-refusals'] ?? [] }] : [],
  ),
];

it('every refusal is described somewhere', () => {
  const names = new Set(described.flatMap(({ names }) => names));
  expect(Object.keys(refusals).filter((name) => !names.has(name))).toEqual([]);
});

it('a described refusal is in the table, with the status under which it is described', () => {
  const table: Readonly<Record<string, { readonly status: number }>> = refusals;
  const wrong = operations.flatMap(({ operation }) =>
    replies(operation).flatMap(({ status, names }) =>
      names
        .filter((name) => table[name]?.status !== status)
        .map((name) => `${operation.operationId} ${status}: ${name}`),
    ),
  );
  expect(wrong).toEqual([]);
});

it('every 4xx and 5xx of an operation names its refusals', () => {
  const nameless = operations.flatMap(({ operation }) =>
    replies(operation)
      .filter(({ status, names }) => status >= 400 && names.length === 0)
      .map(({ status }) => `${operation.operationId} ${status}`),
  );
  expect(nameless).toEqual([]);
});

it('what the permission tables refuse with is described at the operation', () => {
  const missing = operations.flatMap(({ operation: { operationId, responses } }) => {
    if (!(operationId in domainOperations)) return [];
    const id = operationId as keyof typeof domainOperations;
    const { missing, unshared } = domainOperations[id];
    const named = domainOperations[id].path.includes('{image_id}');
    const absent = named ? [missing] : [];
    const refused = Object.values(profiles)
      .map(({ permissions }) => permissions[id].refusal)
      .filter((name) => name !== 'never');
    const described = new Set(replies({ operationId, responses }).flatMap(({ names }) => names));
    return [...absent, ...(unshared === undefined ? [] : [unshared]), ...refused]
      .filter((name) => !described.has(name))
      .map((name) => `${id}: ${name}`);
  });
  expect(missing).toEqual([]);
});

it('the example of a refusal says its words, with its status', () => {
  const examples = refusalExamples();
  expect(examples.length).toBeGreaterThan(30);
  for (const { name, message, code } of examples) {
    const { status, words }: { status: number; words: string } = refusals[name];
    expect(code).toMatch(new RegExp(`^${status} `));
    for (const part of words.split(/\{[a-zA-Z]+\}/)) expect(message).toContain(part);
  }
});
