/** Whether an answer is what an expectation asks for, as the official verifier compares them. */
import type { Expectation } from '../../src/contract/expectation.ts';

/** An answer as it was received. */
interface Received {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** What differs, as sentences. */
export function mismatches(expectation: Expectation, received: Received): readonly string[] {
  const { status, headers, body } = expectation;
  return [
    ...(status === received.status ? [] : [`status ${received.status} in place of ${status}`]),
    ...Object.entries(headers).flatMap(([name, asked]) => headerMismatch(name, asked, received)),
    ...(body === null
      ? []
      : [
          ...typeMismatch(body.kind === 'json' ? 'application/json' : body.type, received),
          ...(body.kind === 'json'
            ? inJson(body.json, received.body)
            : unlike('$', body.text, received.body)),
        ]),
  ];
}

function inJson(asked: unknown, text: string): readonly string[] {
  try {
    return unlike('$', asked, JSON.parse(text));
  } catch {
    return ['the body is not JSON'];
  }
}

function valuesOf({ headers }: Received, name: string): readonly string[] {
  return headers.filter(([each]) => each.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}

function headerMismatch(name: string, asked: unknown, received: Received): readonly string[] {
  const [value] = valuesOf(received, name);
  if (value === undefined) return [`the header ${name} is missing`];
  if (name.toLowerCase() === 'content-type') return typeMismatch(String(asked), received);
  const spaced = (text: unknown): unknown =>
    typeof text === 'string' ? text.replaceAll(/\s*,\s*/g, ', ') : text;
  return unlike(`the header ${name}`, spaced(asked), spaced(value));
}

/** A media type is compared without its parameters, unless there are some in the pact. */
function typeMismatch(asked: string, received: Received): readonly string[] {
  const [value = ''] = valuesOf(received, 'content-type');
  const form = (text: string): string => text.toLowerCase().replaceAll(' ', '');
  const isSame = form(asked).includes(';')
    ? form(value) === form(asked)
    : form(value).split(';')[0] === form(asked);
  return isSame ? [] : [`Content-Type ${value} in place of ${asked}`];
}

interface Asked {
  readonly 'pact:matcher:type': string;
  readonly regex?: string;
  readonly value?: unknown;
  readonly variants?: readonly unknown[];
  readonly min?: number;
  readonly max?: number;
}

function unlike(place: string, asked: unknown, actual: unknown): readonly string[] {
  if (typeof asked === 'object' && asked !== null) {
    if ('pact:matcher:type' in asked) return unmatched(place, asked as Asked, actual);
    if (typeof actual !== 'object' || actual === null || Array.isArray(asked) !== Array.isArray(actual))
      return [`${place} is ${JSON.stringify(actual)}`];
    if (Array.isArray(asked) && asked.length !== (actual as readonly unknown[]).length)
      return [`${place} has ${(actual as readonly unknown[]).length} items, not ${asked.length}`];
    return Object.entries(asked).flatMap(([name, each]) =>
      Object.hasOwn(actual, name)
        ? unlike(`${place}.${name}`, each, (actual as Readonly<Record<string, unknown>>)[name])
        : [`${place}.${name} is missing`],
    );
  }
  return asked === actual ? [] : [`${place} is ${JSON.stringify(actual)}, not ${JSON.stringify(asked)}`];
}

function unmatched(place: string, asked: Asked, actual: unknown): readonly string[] {
  const wrong = [`${place} is ${JSON.stringify(actual)}`];
  switch (asked['pact:matcher:type']) {
    case 'regex':
      return typeof actual === 'string' && new RegExp(`^(?:${asked.regex ?? ''})$`).test(actual) ? [] : wrong;
    case 'integer':
      return Number.isInteger(actual) ? [] : wrong;
    case 'arrayContains':
      return Array.isArray(actual) ? uncontained(place, asked, actual) : wrong;
    case 'type':
      return typed(place, asked, actual) ? [] : wrong;
    default:
      throw new Error(`nobody can compare by ${asked['pact:matcher:type']}`);
  }
}

function uncontained(place: string, asked: Asked, actual: readonly unknown[]): readonly string[] {
  const { variants = [], min = 0, max = Infinity } = asked;
  const missing = variants.filter((each) => !actual.some((item) => unlike(place, each, item).length === 0));
  return [
    ...(actual.length < min || actual.length > max ? [`${place} has ${actual.length} items`] : []),
    ...missing.map((each) => `${place} has no ${JSON.stringify(each)}`),
  ];
}

function typed(place: string, { value, min = 0 }: Asked, actual: unknown): boolean {
  if (!Array.isArray(value)) return typeof value === typeof actual;
  if (!Array.isArray(actual) || actual.length < min) return false;
  return actual.every((item) => value.length === 0 || unlike(place, value[0], item).length === 0);
}
