import { readJson } from './json.ts';
import { readQuery } from './query.ts';
import { type Route, routes } from './routes.ts';

/** Something that a client sends and nobody reads: a mistake of the client, or a habit. */
export interface UnreadPart {
  readonly part: 'query parameter' | 'header' | 'body field' | 'body';
  /** Empty for a whole body. Its value is nobody's business. */
  readonly name: string;
}

/** Headers that carry a message or tell of its sender: whoever reads them, it is not the image API. */
const ofTransport: RegExp =
  /^(?:host|user-agent|connection|keep-alive|content-length|transfer-encoding|te|trailer|upgrade.*|expect|via|forwarded|x-forwarded-.+|accept-.+|sec-.+|dnt|origin|referer|cache-control|pragma|priority|date|traceparent|tracestate|x-fake-world)$/;

/** Headers that every route reads, to tell who asks and in which format. */
const readAlways: ReadonlySet<string> = new Set([
  'x-auth-token',
  'x-storage-token',
  'accept',
  'content-type',
]);

const byOperation: ReadonlyMap<string, Route> = new Map(routes.map((route) => [route.operation, route]));

/** What there is of a request, its values apart. */
export interface SentNames {
  readonly operation: string;
  /** The query, without its question mark. */
  readonly query: string;
  /** In lower case. */
  readonly headers: readonly string[];
  /** The fields of a JSON body. */
  readonly fields: readonly string[];
  /** Whether there was a body. */
  readonly body: boolean;
}

/** What of a request to the image API nobody reads, each once. */
export function unreadParts({ operation, query, headers, fields, body }: SentNames): readonly UnreadPart[] {
  const route = byOperation.get(operation);
  if (route === undefined) return [];
  const { reads } = route;
  const parameters = [...new Set((readQuery(query) ?? []).map(([name]) => name))];
  const own = headers.filter((name) => !ofTransport.test(name) && !readAlways.has(name));
  const named = (part: UnreadPart['part'], names: readonly string[]): readonly UnreadPart[] =>
    names.map((name) => ({ part, name }));
  return [
    ...named('query parameter', without(parameters, reads.query)),
    ...named('header', without(own, reads.headers)),
    ...named('body field', without(fields, reads.fields)),
    ...(route.body === 'ignored' && body ? named('body', ['']) : []),
  ];
}

function without(names: readonly string[], read: readonly string[] | 'all'): readonly string[] {
  return read === 'all' ? [] : names.filter((name) => !read.includes(name));
}

/** Bytes of the longest body that is looked at for fields that nobody reads, where a caller names no other. */
const longestRead = 4096;

/**
 * The fields of a JSON body, where it matters which there are.
 * @param longest bytes of the longest body that is looked at.
 */
export function fieldsOf(
  operation: string | null,
  body: Uint8Array,
  longest: number = longestRead,
): readonly string[] {
  const route = operation === null ? undefined : byOperation.get(operation);
  if (route?.body !== 'json' || route.reads.fields === 'all' || body.length > longest) return none;
  return namesIn(readJson(body)?.value);
}

/** The same of a body that was read. @param length of it, in bytes. */
export function fieldsRead({ reads }: Route, value: object, length: number): readonly string[] {
  return reads.fields === 'all' || length > longestRead ? none : namesIn(value);
}

/** One list for all: a journal keeps it. */
const none: readonly string[] = [];

function namesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return none;
  const names = Object.keys(value);
  return names.length === 0 ? none : names;
}
