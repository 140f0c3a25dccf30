import { readJson } from '../../http/json.ts';
import { holdsSecret, stars } from '../../http/masking.ts';
import { readQuery } from '../../http/query.ts';
import type { Operation, Route } from '../../http/routes.ts';
import { exchangeKindOf } from './exchange-kind.ts';
import type { Kept } from './kept.ts';

/** Something that a client sends and nobody reads: a mistake of the client, or a habit. */
export interface Unread {
  readonly operation: Operation;
  readonly part: 'query parameter' | 'header' | 'body field' | 'body';
  /** Its name; empty for a whole body. Its value is nobody's business. */
  readonly name: string;
  readonly times: number;
}

/** Headers that carry a message or tell of its sender: whoever reads them, it is not the image API. */
const ofTransport: RegExp =
  /^(?:host|user-agent|connection|keep-alive|content-length|transfer-encoding|te|trailer|upgrade.*|expect|via|forwarded|x-forwarded-.+|accept-.+|sec-.+|dnt|origin|referer|cache-control|pragma|priority|date|traceparent|tracestate)$/;

/** Headers that every route reads, to tell who asks and in which format. */
const readAlways: readonly string[] = ['x-auth-token', 'x-storage-token', 'accept', 'content-type'];

/** What nobody read of some exchanges: each thing once, with how often it came. */
export function unreadOf(all: readonly Kept[]): readonly Unread[] {
  const counts = new Map<string, number>();
  for (const kept of all) {
    const exchange = exchangeKindOf(kept);
    if (exchange?.kind !== 'api' || exchange.route === undefined) continue;
    for (const each of unreadIn(kept, exchange.route, exchange.path.query)) {
      const key = JSON.stringify([exchange.route.operation, ...each]);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, times]) => {
      const [operation, part, name] = JSON.parse(key) as [Operation, Unread['part'], string];
      return { operation, part, name, times };
    });
}

type Part = readonly [part: Unread['part'], name: string];

function unreadIn({ request, isSecret }: Kept, route: Route, query: string): readonly Part[] {
  const shown = (name: string): string => (holdsSecret(name, isSecret) ? stars : name);
  const { reads } = route;
  const parameters = [...new Set((readQuery(query) ?? []).map(([name]) => name))];
  const headers = Object.keys(request.headers).filter(
    (name) => !ofTransport.test(name) && !readAlways.includes(name),
  );
  return [
    ...without(parameters, reads.query).map((name): Part => ['query parameter', shown(name)]),
    ...without(headers, reads.headers).map((name): Part => ['header', shown(name)]),
    ...without(fieldsOf(request.body, route), reads.fields).map((name): Part => ['body field', shown(name)]),
    ...(route.body === 'ignored' && request.body.length > 0 ? [['body', ''] as const] : []),
  ];
}

function without(names: readonly string[], read: readonly string[] | 'all'): readonly string[] {
  return read === 'all' ? [] : names.filter((name) => !read.includes(name));
}

function fieldsOf(body: Uint8Array, route: Route): readonly string[] {
  const value = route.body === 'json' ? readJson(body)?.value : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}
