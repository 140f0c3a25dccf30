import { shownText } from '../../http/masking.ts';
import type { RoutedOperation, Route } from '../../http/routes.ts';
import { fieldsOf, unreadParts } from '../../http/unread.ts';
import { type ApiExchange, longestBody, type RecordedExchange } from './recorded-exchange.ts';

/** Something that a client sends and nobody reads: a bug of the client, or a habit. */
export interface Unread {
  readonly operation: RoutedOperation;
  readonly part: 'query parameter' | 'header' | 'body field' | 'body';
  /** Its name, or the beginning of a long one; empty for a whole body. Its value is nobody's business. */
  readonly name: string;
  readonly times: number;
}

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
  const { operation } = route;
  const sent = {
    operation,
    query,
    headers: Object.keys(request.headers),
    fields: fieldsOf(operation, request.body, longestBody),
    body: request.body.length > 0,
  };
  return unreadParts(sent).map(({ part, name }): Part => [part, shownText(name, isSecret)]);
}
