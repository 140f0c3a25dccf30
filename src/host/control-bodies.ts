import * as v from 'valibot';
import { closestWord } from '../domain/closest-word.ts';
import type { AnyProfile } from '../domain/profiles.ts';
import { type ReleaseName, releaseNames } from '../domain/releases.ts';
import type { Fault } from '../world/fault.ts';
import type { Seed } from '../world/seed.ts';
import type { ControlOperation, ControlRoute } from './control-routes.ts';

/** The bodies that operations of the control plane take, as contracts/control.yaml describes them. */
export interface ControlBodies {
  readonly setClock: { readonly now?: string; readonly frozen?: boolean };
  readonly advanceClock: { readonly seconds: number };
  readonly addFault: Fault;
  readonly makeWorld: {
    readonly seed?: Seed;
    readonly profile?: AnyProfile;
    readonly release?: ReleaseName;
    readonly observed?: readonly string[];
    readonly bugs?: readonly string[];
    readonly from?: string;
  };
}

const text: Optional = v.exactOptional(v.string());
const number: Optional = v.exactOptional(v.number());

type Optional = v.GenericSchema;

const faultFields: Readonly<Record<keyof Fault, Optional>> = {
  operation: text,
  caller: text,
  image: text,
  method: text,
  first: number,
  every: number,
  share: number,
  seed: number,
  status: number,
  retryAfter: number,
  delay: number,
  stale: number,
  cut: text,
};

/** Whether a text is a moment with its zone, as RFC 3339 writes it; `Date.parse` takes the 31st of February, too. */
function isMoment(written: string): boolean {
  const [, day = '', time = ''] =
    /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i.exec(written) ?? [];
  const moment = Date.parse(`${day}T${time}Z`);
  const isReal = !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(`${day}T${time}`);
  return isReal && !Number.isNaN(Date.parse(written));
}

const schemas: { readonly [O in ControlOperation]?: v.GenericSchema } = {
  setClock: v.pipe(
    v.strictObject({
      now: v.exactOptional(
        v.pipe(v.string(), v.check(isMoment, 'a time such as 2030-01-01T00:00:00Z is expected')),
      ),
      frozen: v.exactOptional(v.boolean()),
    }),
    v.check((body) => Object.keys(body).length > 0, 'it needs `now`, `frozen` or both'),
  ),
  advanceClock: v.strictObject({ seconds: v.pipe(v.number(), v.finite()) }),
  addFault: v.strictObject(faultFields),
  makeWorld: v.pipe(
    v.strictObject({
      seed: v.exactOptional(v.looseObject({})),
      profile: v.exactOptional(v.union([v.string(), v.looseObject({})])),
      release: v.exactOptional(v.picklist(releaseNames)),
      observed: v.exactOptional(v.array(v.string())),
      bugs: v.exactOptional(v.array(v.string())),
      from: text,
    }),
    v.check(
      ({ from, ...others }) => from === undefined || Object.keys(others).length === 0,
      '`from` goes with nothing else',
    ),
  ),
};

/** A body that was read, or what is wrong with it. */
export type ReadBody =
  | { readonly kind: 'body'; readonly value: unknown }
  | { readonly kind: 'problem'; readonly problem: string; readonly tooLong: boolean };

/** Reads the body of an operation. @param most bytes of the longest one. */
export function readControlBody(
  { operation, path, method, body }: ControlRoute,
  bytes: Uint8Array,
  most: number,
): ReadBody {
  if (body === 'none') return { kind: 'body', value: undefined };
  if (bytes.length > most)
    return wrong(`The body is longer than ${most} bytes, which is all that the control plane reads.`, true);
  if (bytes.length === 0)
    return body === 'optional'
      ? { kind: 'body', value: undefined }
      : wrong(`${method} ${path} takes a JSON body, and there is none.`);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return wrong(
      `The body is not JSON${placeIn(error as Error)}. Send JSON in UTF-8; YAML is not read here.`,
    );
  }
  const schema = schemas[operation];
  if (schema === undefined) return { kind: 'body', value };
  const result = v.safeParse(schema, value);
  if (result.success) return { kind: 'body', value };
  return wrong(result.issues.slice(0, 10).map(problemOf).join(' '));
}

/** Where JSON ends to be JSON, in engines that say so. The rest of what they say quotes the body, which may have secrets. */
function placeIn({ message }: Error): string {
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  if (line !== undefined) return `: line ${line}, column ${column}`;
  return message.includes('end of JSON') ? ': it ends too early' : '';
}

/**
 * The texts of the numbers of a JSON body by their paths: `22.10`, which as a number is 22.1. None in an engine that
 * does not tell.
 * @param start where the paths begin.
 */
export function numbersAsWritten(
  bytes: Uint8Array,
  start: readonly string[],
): (path: readonly (string | number)[]) => string | undefined {
  const texts = withNumbersAsTexts(new TextDecoder().decode(bytes));
  return (path) => {
    const text = [...start, ...path].reduce<unknown>((value, step) => Object(value)[step], texts);
    return typeof text === 'string' ? text : undefined;
  };
}

function withNumbersAsTexts(json: string): unknown {
  const textOf = (_: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' ? context?.source : value;
  try {
    return JSON.parse(json, textOf as (key: string) => unknown);
  } catch {
    // What nests too deeply for this has been read all the same, without its texts.
    return undefined;
  }
}

function wrong(problem: string, tooLong: boolean = false): ReadBody {
  return { kind: 'problem', problem, tooLong };
}

/** One thing that is wrong with a body: where, what, and what is right. */
function problemOf(issue: v.BaseIssue<unknown>): string {
  const keys = (issue.path ?? []).map(({ key }) => String(key));
  const where = keys.length === 0 ? 'The body' : `\`${keys.join('.').slice(0, 100)}\``;
  if (issue.expected === 'never' && keys.length > 0) {
    const names = [
      ...Object.keys(faultFields),
      'now',
      'frozen',
      'seconds',
      'seed',
      'profile',
      'release',
      'observed',
      'from',
    ];
    const meant = closestWord(keys.at(-1) ?? '', names);
    return `${where} is unknown${meant === undefined ? '.' : `; did you mean \`${meant}\`?`}`;
  }
  if (issue.received === 'undefined') return `${where} is missing.`;
  const expected = issue.expected ?? issue.message;
  return issue.kind === 'schema' ? `${where} must be ${expected}.` : `${where}: ${issue.message}.`;
}
