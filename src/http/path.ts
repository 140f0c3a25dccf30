import type { Caller } from '../domain/model.ts';
import type { Wire } from '../domain/profile.ts';
import type { WebServer } from '../domain/release.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import type { RequestHead } from './message.ts';
import { routes } from './routes.ts';

/** The path of a request as Glance sees it behind its WSGI server. */
export interface RequestPath {
  /** The segments, decoded, without empty ones: doubled slashes count as one (RULES.md §2, Routes and methods). */
  readonly segments: readonly string[];
  /** Whether the path ends with a slash; such a path is no route. */
  readonly trailing: boolean;
  /** The query without its question mark. */
  readonly query: string;
}

const utf8: TextDecoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Splits a request's target. `%2F` separates like `/`; characters outside ASCII come out as Latin-1, as
 * Glance's server decodes them (RULES.md §7 item 15).
 * @param brokenPercent what becomes of a `%` that begins no byte.
 * @returns undefined where the bytes of the path are not UTF-8: the server behind Glance breaks on them.
 */
export function readPath(
  target: string,
  brokenPercent: WebServer['brokenPercent'] = 'kept',
): RequestPath | undefined {
  if (target !== last.target || brokenPercent !== last.brokenPercent) {
    last.path = split(target, brokenPercent);
    last.target = target;
    last.brokenPercent = brokenPercent;
  }
  return last.path;
}

/** What was read last: doors read it as well, and clients that wait for something ask for the same again. */
const last: {
  target: string | undefined;
  brokenPercent: WebServer['brokenPercent'];
  path: RequestPath | undefined;
} = { target: undefined, brokenPercent: 'kept', path: undefined };

function split(target: string, brokenPercent: WebServer['brokenPercent']): RequestPath | undefined {
  const segments: string[] = [];
  let from = 0;
  let at = 0;
  for (; at < target.length; at += 1) {
    const code = target.charCodeAt(at);
    if (code === codes.mark) break;
    if (code === codes.percent || code > codes.lastOfAscii) return readEncoded(target, brokenPercent);
    if (code !== codes.slash) continue;
    if (at > from) segments.push(target.slice(from, at));
    from = at + 1;
  }
  if (at > from) segments.push(target.slice(from, at));
  return { segments, trailing: at > 0 && from === at, query: target.slice(at + 1) };
}

/** Where characters that count in a target stand in ASCII. */
const codes = { percent: 0x25, slash: 0x2f, mark: 0x3f, lastOfAscii: 0x7f } as const;

/** The same of a target whose path has to be decoded first. */
function readEncoded(target: string, brokenPercent: WebServer['brokenPercent']): RequestPath | undefined {
  const mark = target.indexOf('?');
  const path = decoders[brokenPercent](mark === -1 ? target : target.slice(0, mark));
  if (!isUtf8(path)) return undefined;
  return {
    segments: path.split('/').filter((segment) => segment !== ''),
    trailing: path.endsWith('/'),
    query: mark === -1 ? '' : target.slice(mark + 1),
  };
}

/** A path whose bytes are no text, as it was sent. */
export function rawPath(target: string): RequestPath {
  const [path = ''] = target.split('?');
  return { segments: path.split('/').filter((segment) => segment !== ''), trailing: false, query: '' };
}

/**
 * A target whose path has no segments `.` and `..` any more; those that are percent-encoded stay. Source: RFC 3986, 5.2.4; asked of
 * Glance 33 behind uWSGI.
 */
function withoutDots(target: string): string {
  if (!target.includes('/.')) return target;
  const mark = target.indexOf('?');
  const [path, query] = mark === -1 ? [target, ''] : [target.slice(0, mark), target.slice(mark)];
  const kept: string[] = [];
  const [, ...segments] = path.split('/');
  for (const segment of segments) {
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
  }
  // What ended in one of them ends with a slash.
  if (/^\.{1,2}$/.test(segments.at(-1) ?? '')) kept.push('');
  return `/${kept.join('/')}${query}`;
}

/**
 * The path of a request as Glance sees it behind the web server of its release.
 * @param read the path as it stands in the target.
 */
export function readPathBehind(
  { dotSegments, brokenPercent }: WebServer,
  target: string,
  read: RequestPath | undefined = readPath(target),
): RequestPath | undefined {
  const hasDots = dotSegments === 'resolved' && target.includes('/.');
  const isAnother = hasDots || (brokenPercent === 'read' && target.includes('%'));
  return isAnother ? readPath(hasDots ? withoutDots(target) : target, brokenPercent) : read;
}

const decoders: { readonly [B in WebServer['brokenPercent']]: (encoded: string) => string } = {
  kept: latin1,
  read: latin1AsUwsgi,
};

/**
 * uWSGI takes the two characters behind a `%` for a byte whatever they are: for NUL, where they are no digits. `%%` is a `%`; what is
 * unfinished at the end is left out. Source: asked of Glance 33 behind uWSGI.
 */
function latin1AsUwsgi(encoded: string): string {
  if (!encoded.includes('%')) return encoded;
  return encoded.replace(/%(?:%|([^%][^])|[^%]?$)/g, (all, digits: string | undefined) => {
    if (digits === undefined) return all === '%%' ? '%' : '';
    return String.fromCharCode(/^[0-9A-Fa-f]{2}$/.test(digits) ? parseInt(digits, 16) : 0);
  });
}

function latin1(encoded: string): string {
  if (!encoded.includes('%')) return encoded;
  return encoded.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) =>
    String.fromCharCode(parseInt(digits, 16)),
  );
}

const ascii: RegExp = /^[\x00-\x7f]*$/;

function isUtf8(text: string): boolean {
  if (ascii.test(text)) return true;
  try {
    utf8.decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
    return true;
  } catch {
    return false;
  }
}

/** What stands first below `/v2` in the paths that are served. */
const firstSegments: ReadonlySet<string> = new Set(
  routes.map(({ path }) => path[1]).filter((part) => typeof part === 'string'),
);

/**
 * The path without the tenant that older clients put into it, `/v2/{tenant}/images`; or a refusal where it is
 * another tenant than the caller's: a number. Anything else there is no tenant, and the path leads nowhere. Source: CLOUD-IMAGES.md §6.
 */
export function withoutTenant(
  path: RequestPath,
  caller: Caller,
  { tenantInPath }: Wire,
): RequestPath | Refusal {
  if (!tenantInPath) return path;
  const [version = '', tenant = '', first = '', ...rest] = path.segments;
  if (firstSegments.has(tenant) || !firstSegments.has(first)) return path;
  if (tenant === caller.tenant) return { ...path, segments: [version, first, ...rest] };
  return /^\d+$/.test(tenant) ? refuse('tenantNotYours', { tenant }) : path;
}

const suffix = '.json';

/** A request, and its path. */
interface Sent {
  readonly request: RequestHead;
  readonly path: RequestPath;
}

/**
 * A request whose path ends in `.json` as one without it that accepts JSON, where the service knows the suffix; it
 * goes before `Accept`. A tag keeps its name, whatever it ends in. Source: CLOUD-IMAGES.md §4.
 */
export function withoutJsonSuffix(sent: Sent, { jsonSuffix }: Wire): Sent {
  if (!jsonSuffix) return sent;
  const { request, path } = sent;
  const [before, last = ''] = path.segments.slice(-2);
  const suffixed = last.length > suffix.length && last.endsWith(suffix) && before !== 'tags';
  if (path.trailing || !suffixed) return sent;
  return {
    request: { ...request, headers: { ...request.headers, accept: 'application/json' } },
    path: { ...path, segments: [...path.segments.slice(0, -1), last.slice(0, -suffix.length)] },
  };
}
