/** What differs, from the official verifier's mismatches: its verdict, explained from the pact and the answer. */
import { jsonOrText } from '../cloud.ts';
import { bodyDifferences, type BodyContext, type OfficialMismatch } from './body-differences.ts';
import { bodyRules } from './pact-rules.ts';
import type { Difference, VerifiedExchange } from './results.ts';
import { bothTexts, oneLine, patternText, shortened } from './value-text.ts';

/** An interaction of a pact file of the versions 1 to 4, as far as it says what is to be answered. */
export interface PactFileInteraction {
  /** `Synchronous/HTTP` in version 4; not there before. */
  readonly type?: string;
  readonly response?: {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string | readonly string[]>>;
    readonly body?: unknown;
    readonly matchingRules?: Readonly<Record<string, unknown>>;
  };
}

/** What is compared: an interaction, its answer, and what the official verifier says of it. */
export interface Compared {
  /** Left out where it is not known, as in a broker that is asked by the verifier alone. */
  readonly interaction?: PactFileInteraction | undefined;
  readonly exchange?: VerifiedExchange | undefined;
  readonly mismatches: readonly OfficialMismatch[];
}

/**
 * The mismatches of the official verifier field by field, each with what was expected and what was answered, in the
 * order status, headers, body. Each mismatch gives at least one difference; what is not understood keeps the tool's text.
 */
export function differencesBetween({ interaction, exchange, mismatches }: Compared): readonly Difference[] {
  const context = contextOf(interaction, exchange);
  const order: readonly string[] = ['status', 'header', 'body', 'other'];
  const all = mismatches
    .filter((each) => !isRepeated(each, mismatches))
    .flatMap((each) => explained(each, context))
    .toSorted(
      (one, other) =>
        order.indexOf(one.kind) - order.indexOf(other.kind) ||
        one.where.localeCompare(other.where, 'en', { numeric: true }),
    );
  return [...new Map(all.map((each) => [each.text, each])).values()];
}

/** A body of another type is a header of another type. */
function isRepeated({ type }: OfficialMismatch, all: readonly OfficialMismatch[]): boolean {
  return type === 'BodyTypeMismatch' && all.some(({ key }) => key?.toLowerCase() === 'content-type');
}

/** What is known of an interaction. */
interface Context extends BodyContext {
  readonly expectedHeader: (name: string) => string | undefined;
  readonly actualHeader: (name: string) => string | undefined;
}

function contextOf(interaction: Compared['interaction'], exchange: Compared['exchange']): Context {
  const { headers = {}, matchingRules = {} } = interaction?.response ?? {};
  const answer = exchange?.response;
  const isNamed =
    (name: string) =>
    ([each]: readonly [string, ...unknown[]]): boolean =>
      each.toLowerCase() === name.toLowerCase();
  return {
    example: exampleOf(interaction),
    body: answer === undefined ? undefined : jsonOrText(answer.body),
    rules: bodyRules(matchingRules),
    expectedHeader: (name) => {
      const value = Object.entries(headers).find(isNamed(name))?.[1];
      return value === undefined ? undefined : [value].flat().join(', ');
    },
    actualHeader: (name) => {
      const values = answer?.headers.filter(isNamed(name)).map(([, value]) => value) ?? [];
      return values.length === 0 ? undefined : values.join(', ');
    },
  };
}

/** The body that a pact asks for. Version 4 wraps it. */
function exampleOf(interaction: Compared['interaction']): unknown {
  const body = interaction?.response?.body;
  if (interaction?.type === undefined || typeof body !== 'object' || body === null) return body;
  const { content, encoded } = body as { readonly content?: unknown; readonly encoded?: unknown };
  if (typeof content !== 'string' || typeof encoded !== 'string') return content;
  if (encoded.toLowerCase() === 'json') return jsonOrText(content);
  return encoded === 'base64' ? Buffer.from(content, 'base64').toString() : content;
}

function explained(mismatch: OfficialMismatch, context: Context): readonly Difference[] {
  const found =
    mismatch.type === 'StatusMismatch'
      ? [statusDifference(mismatch)]
      : mismatch.type === 'HeaderMismatch'
        ? [headerDifference(mismatch, context)]
        : mismatch.type === 'BodyTypeMismatch'
          ? [typeDifference(mismatch)]
          : mismatch.type === 'BodyMismatch'
            ? bodyDifferences(mismatch, context)
            : [];
  return found.length > 0 ? found : [official(mismatch)];
}

function official({ type, path, key, mismatch }: OfficialMismatch): Difference {
  const isPlace = path !== undefined && path !== '/' && path !== '$';
  const text = shortened(oneLine(mismatch), 400);
  const kind = type.startsWith('Body') ? 'body' : 'other';
  return { kind, where: path ?? key ?? '', text: isPlace ? `${path}: ${text}` : text };
}

function statusDifference({ expected, actual, mismatch }: OfficialMismatch): Difference {
  const [, range] = /to be an? (.*)$/.exec(mismatch) ?? [];
  const wanted = range === undefined ? String(expected) : `a ${range.toLowerCase()}`;
  const text = `the status is ${String(actual)}, not ${wanted}`;
  return { kind: 'status', where: '', expected: wanted, actual: String(actual), text };
}

function typeDifference({ expected, actual }: OfficialMismatch): Difference {
  const values = { expected: String(expected), actual: String(actual) };
  return {
    kind: 'body',
    where: '$',
    ...values,
    text: `the body is ${values.actual}, not ${values.expected}`,
  };
}

function headerDifference(mismatch: OfficialMismatch, context: Context): Difference {
  const { key: name = '', mismatch: said } = mismatch;
  const example = context.expectedHeader(name) ?? String(mismatch.expected);
  const actual = context.actualHeader(name) ?? (mismatch.actual === '' ? undefined : String(mismatch.actual));
  const [, pattern] = / to match '(.*)'( for value at index \d+)?$/s.exec(said) ?? [];
  const base = { kind: 'header', where: name } as const;
  if (actual === undefined)
    return { ...base, expected: shortened(oneLine(example)), text: `the header ${name} is missing` };
  const [literal, shown] = bothTexts(example, actual);
  const expected = pattern === undefined ? literal : `a text ${patternText(pattern)}`;
  return { ...base, expected, actual: shown, text: `the header ${name} is ${shown}, not ${expected}` };
}
