import { readJson } from '../../http/json.ts';
import { shownText } from '../../http/masking.ts';
import { readQuery } from '../../http/query.ts';
import type { RoutedOperation, Route } from '../../http/routes.ts';
import { type ApiExchange, longestBody, type RecordedExchange } from './recorded-exchange.ts';

/** Something that a client sends and nobody reads: a bug of the client, or a habit. */
export interface Unread {
  readonly operation: RoutedOperation;
  readonly part: 'query parameter' | 'header' | 'body field' | 'body';
  /** Its name, or the beginning of a long one; empty for a whole body. Its value is nobody's business. */
  readonly name: string;
  readonly times: number;
}

/** Headers about the message or its sender: whoever reads them, it is not the image API. */
const ofTransport: RegExp =
  /^(?:host|user-agent|connection|keep-alive|content-length|transfer-encoding|te|trailer|upgrade.*|expect|via|forwarded|x-forwarded-.+|accept-.+|sec-.+|dnt|origin|referer|cache-control|pragma|priority|date|traceparent|tracestate)$/;

/** Headers that every route reads, for the caller and the format. */
const readAlways: readonly string[] = ['x-auth-token', 'x-storage-token', 'accept', 'content-type'];

/** What a client sends and nobody reads, counted one exchange after the other. */
export interface UnreadCount {
  add(recorded: RecordedExchange, exchange: ApiExchange): void;
  /** Each thing once, with how often it came. */
  all(): readonly Unread[];
}

/** So many things are counted by themselves, by so many characters of their names; the rest is counted as one. */
const [mostThings, mostCharacters] = [500, 100];

/** A count that has seen no exchange yet. */
export function unreadCount(): UnreadCount {
  const counts = new Map<string, Unread>();
  const count = (operation: RoutedOperation, [part, name]: Part): void => {
    const key = JSON.stringify([operation, part, name.slice(0, mostCharacters)]);
    const isNew = !counts.has(key) && counts.size >= mostThings;
    const counted = isNew ? JSON.stringify([operation, part, '…']) : key;
    const { times = 0 } = counts.get(counted) ?? {};
    const shown = isNew ? '…' : name.slice(0, mostCharacters);
    counts.set(counted, { operation, part, name: shown, times: times + 1 });
  };
  return {
    add(recorded, { route, path }) {
      if (route !== undefined)
        for (const each of unreadIn(recorded, route, path.query)) count(route.operation, each);
    },
    all: () => [...counts].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, unread]) => unread),
  };
}

type Part = readonly [part: Unread['part'], name: string];

function unreadIn({ request, isSecret }: RecordedExchange, route: Route, query: string): readonly Part[] {
  const shown = (name: string): string => shownText(name, isSecret);
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
  const isRead = route.body === 'json' && body.length <= longestBody;
  const value = isRead ? readJson(body)?.value : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}
