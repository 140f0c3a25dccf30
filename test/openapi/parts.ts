import { refusals, type RefusalName } from '../../src/domain/refusals.ts';
import {
  type Body,
  description,
  type Header,
  methods,
  misfits,
  type Operation,
  type Reference,
  type Reply,
  resolved,
} from './description.ts';

/** An operation with its path, and with the parameters of both. */
export interface Placed {
  readonly template: string;
  readonly operation: Operation;
  readonly parameters: readonly Header[];
}

/** The operations of the description, in its order. */
export const operations: readonly Placed[] = Object.entries(description.paths).flatMap(([template, path]) =>
  methods.flatMap((method) => {
    const operation = path[method];
    if (operation === undefined) return [];
    const parameters = [...(path.parameters ?? []), ...(operation.parameters ?? [])];
    return { template, operation, parameters: parameters.map((each) => resolved(each)) };
  }),
);

/** The replies of an operation by status, with the names of the refusals behind each. */
export function replies(
  operation: Operation,
): { readonly status: number; readonly reply: Reply; readonly names: readonly string[] }[] {
  return Object.entries(operation.responses).map(([status, found]) => {
    const reply = resolved(found);
    return { status: Number(status), reply, names: reply['x-refusals'] ?? [] };
  });
}

/** An example with what is wrong about it; `value` is undefined where a body has no example. */
export interface Example {
  readonly where: string;
  readonly schema: object | undefined;
  readonly value: unknown;
  readonly problem: string;
}

/** The examples of parameters, headers, bodies and schemas. Bodies in HTML and plain text need none. */
export function examplesOf(): Example[] {
  const schemas = Object.entries(description.components.schemas).flatMap(([name, schema]) =>
    schema.example === undefined ? [] : [example(name, schema, schema.example)],
  );
  const own = operations.flatMap(({ operation, parameters }) => [
    ...parameters.flatMap((parameter, at) => ofValue(`${operation.operationId} parameter ${at}`, parameter)),
    ...bodyExamples(operation.operationId, operation.requestBody?.content ?? {}),
    ...replies(operation).flatMap(({ status, reply }) =>
      ofReply(`${operation.operationId} ${status}`, reply),
    ),
  ]);
  return [...schemas, ...own];
}

function ofReply(where: string, reply: Reply): Example[] {
  const headers = Object.entries(reply.headers ?? {}).flatMap(([name, header]) =>
    ofValue(`${where} ${name}`, resolved(header)),
  );
  return [...headers, ...bodyExamples(where, reply.content ?? {})];
}

function ofValue(where: string, { schema, example: value }: Header): Example[] {
  return value === undefined ? [] : [example(where, schema, value)];
}

function bodyExamples(where: string, content: Readonly<Record<string, Body>>): Example[] {
  return Object.entries(content).flatMap(([mediaType, body]) => {
    if (mediaType.startsWith('text/')) return [];
    const named = valuesOf(body);
    const at = `${where} ${mediaType}`;
    const one = named.length === 0 ? [example(at, body.schema, body.example)] : [];
    return [...one, ...named.map(([name, value]) => example(`${at} ${name}`, body.schema, value))];
  });
}

function valuesOf(body: Body): [string, unknown][] {
  return Object.entries(body.examples ?? {}).map(([name, each]) => [
    name,
    resolved<{ readonly value: unknown }>(each).value,
  ]);
}

function example(where: string, schema: object | undefined, value: unknown): Example {
  const checked = schema !== undefined && value !== undefined;
  return { where, schema, value, problem: checked ? misfits(schema, value) : '' };
}

/** The examples that bear the name of a refusal. */
export function refusalExamples(): {
  readonly name: RefusalName;
  readonly message: string;
  readonly code: string;
}[] {
  const all: (Reply | Reference)[] = [
    ...operations.flatMap(({ operation }) => Object.values(operation.responses)),
    ...Object.values(description.components.responses),
  ];
  return all
    .flatMap((reply) => Object.values(resolved(reply).content ?? {}).flatMap(valuesOf))
    .flatMap(([name, value]) =>
      isRefusal(name) ? [{ name, ...(value as { message: string; code: string }) }] : [],
    );
}

function isRefusal(name: string): name is RefusalName {
  return Object.hasOwn(refusals, name);
}
