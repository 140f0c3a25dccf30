import { STATUS_CODES } from 'node:http';
import type { RemoteEntry } from '../client.ts';
import { packageVersion } from './version.ts';

/** An entry of a HAR file. What begins with an underscore is the fake's own: the format leaves such names to programs. */
interface HarEntry {
  readonly startedDateTime: string;
  readonly time: number;
  readonly request: object;
  readonly response: object;
  readonly cache: object;
  readonly timings: { readonly send: number; readonly wait: number; readonly receive: number };
  readonly comment?: string;
  readonly _exchange: object;
}

/** A HAR file as a value. */
export interface Har {
  readonly log: {
    readonly version: '1.2';
    readonly creator: { readonly name: string; readonly version: string };
    readonly comment: string;
    readonly entries: readonly HarEntry[];
  };
}

/**
 * A journal as HAR 1.2, which the network tools of browsers import. The journal keeps neither headers nor bodies, so
 * those are empty; `comment` says why a request was refused, and `_exchange` has the rest of the entry.
 * @param url where the world is served: the targets of the journal stand behind it.
 * Source of the format: http://www.softwareishard.com/blog/har-12-spec/
 */
export function harOf(entries: readonly RemoteEntry[], url: string): Har {
  return {
    log: {
      version: '1.2',
      creator: { name: 'image-members-fake', version: packageVersion() },
      comment: "Times are those of the world's clock. Headers and bodies are not kept.",
      entries: entries.map((entry) => harEntry(entry, url)),
    },
  };
}

function harEntry(entry: RemoteEntry, url: string): HarEntry {
  const { method, target, status, at, milliseconds = 0, because, ...rest } = entry;
  return {
    startedDateTime: at,
    time: milliseconds,
    request: {
      method,
      url: `${url}${target.startsWith('/') ? '' : '/'}${target}`,
      ...unkept,
      queryString: queryOf(target),
      bodySize: -1,
    },
    response: {
      status,
      statusText: STATUS_CODES[status] ?? '',
      ...unkept,
      content: { size: 0, mimeType: '' },
      redirectURL: '',
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: milliseconds, receive: 0 },
    ...(because === null ? {} : { comment: because }),
    _exchange: rest,
  };
}

/** What the format requires of requests and responses and no journal has. */
const unkept: object = { httpVersion: 'HTTP/1.1', cookies: [], headers: [], headersSize: -1 };

function queryOf(target: string): readonly { readonly name: string; readonly value: string }[] {
  const mark = target.indexOf('?');
  if (mark === -1) return [];
  return [...new URLSearchParams(target.slice(mark + 1))].map(([name, value]) => ({ name, value }));
}
