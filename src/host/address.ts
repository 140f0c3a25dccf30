import type { IncomingMessage } from 'node:http';
import { baseUrlProblem, readBaseUrl } from './base-url.ts';
import { placeOf } from './own-host.ts';

/** Under which URL clients reach a server. */
export interface Addressing {
  /**
   * Where clients reach it, such as behind a proxy: `https://cloud.example/openstack`. All links and the catalog lead
   * there, whatever a request says. Left out: each request says it.
   */
  readonly publicUrl?: string;
  /**
   * Whether `Forwarded` and `X-Forwarded-*` say where clients reach it; only for a server that nobody reaches but through
   * the proxy that sets them. Left out: an Express application's own `trust proxy`, and elsewhere no.
   */
  readonly trustProxy?: boolean;
}

/** A request with what Express and connect add to it. */
export interface MountedRequest extends IncomingMessage {
  /** The target as it was sent, where a path that leads to the fake was taken away. */
  readonly originalUrl?: string;
  /** The path that Express took away. */
  readonly baseUrl?: string;
  readonly app?: { get?(setting: string): unknown };
}

/** The target of a request: a path, and the host and the scheme where it is a whole URL. */
interface Target {
  /** Path and query; `*` for the server as a whole. */
  readonly path: string;
  readonly scheme?: string;
  readonly authority?: string;
}

/** The address of a request. */
export interface RequestAddress {
  /** Where the fake answers, as the client sees it, without a slash at its end. */
  readonly base: string;
  /** Path and query below it. */
  readonly target: string;
  /** Whom the client called: the host of a target that is a whole URL wins over the header (RFC 9112, 3.2.2). */
  readonly host: string | undefined;
}

/**
 * Where a request was sent, as its client sees it.
 * @returns undefined where the target is neither a path nor the URL of a web server.
 * @param publicUrl as `publicUrlOf` gives it.
 */
export function addressOf(
  request: MountedRequest,
  { publicUrl, trustProxy }: Addressing,
): RequestAddress | undefined {
  const target = targetOf(request.url ?? '');
  if (target === undefined) return undefined;
  const { ':authority': authority, host: named = authority } = request.headers;
  const host = target.authority ?? (named as string | undefined);
  const isTrusted = trustProxy ?? isTrustedByExpress(request);
  const own = { scheme: target.scheme ?? schemeOf(request), host: host ?? 'localhost', prefix: '' };
  const seen = isTrusted ? forwarded(request, own) : own;
  const base = publicUrl ?? baseOf(seen) + mountOf(request, target.path);
  const prefix = publicUrl?.replace(/^https?:\/\/[^/]*/, '') ?? seen.prefix;
  return { base, target: below(prefix, target.path), host };
}

/** The path below a prefix that a proxy has left where it is; the path itself where the proxy has taken it away. */
function below(prefix: string, path: string): string {
  if (prefix === '' && path.startsWith('/')) return path;
  const rest = path.startsWith(prefix) ? path.slice(prefix.length) : '-';
  if (!/^(?:[/?]|$)/.test(rest)) return path;
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** Whether an Express application takes the word of whoever is at the other end of the connection. */
function isTrustedByExpress({ app, socket }: MountedRequest): boolean {
  const trusts = app?.get?.('trust proxy fn');
  return typeof trusts === 'function' && trusts(socket.remoteAddress, 0) === true;
}

function targetOf(sent: string): Target | undefined {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(sent)) return { path: sent };
  const [, scheme, authority = '', path = ''] = /^(https?):\/\/([^/?#]*)(.*)$/is.exec(sent) ?? [];
  if (scheme === undefined || placeOf(authority) === undefined) return undefined;
  return { scheme: scheme.toLowerCase(), authority, path: path.startsWith('/') ? path : `/${path}` };
}

function schemeOf({ socket }: IncomingMessage): string {
  return 'encrypted' in socket && socket.encrypted === true ? 'https' : 'http';
}

/** The path at which the application has the fake: what was taken from the front of the target. */
function mountOf({ originalUrl = '', baseUrl = '' }: MountedRequest, path: string): string {
  const whole = targetOf(originalUrl)?.path ?? '';
  // Where nothing but the mount path was sent, a slash has been put in its place.
  const rest = whole.endsWith(path) ? path : path.replace(/^\/(?=\?|$)/, '');
  return whole.endsWith(rest) && whole !== '' ? whole.slice(0, whole.length - rest.length) : baseUrl;
}

interface Origin {
  readonly scheme: string;
  readonly host: string;
  /** The path that a proxy takes away. */
  readonly prefix: string;
}

/** Without the port that goes without saying, as WebOb writes it for a real Glance. */
function baseOf({ scheme, host, prefix }: Origin): string {
  return `${scheme}://${host.replace(scheme === 'https' ? /:443$/ : /:80$/, '')}${prefix}`;
}

/**
 * Where the client of a proxy sent its request. `Forwarded` wins, with its first element; else the first value of each
 * `X-Forwarded-*` counts. What is no scheme, no host or no path is left out. Source: HTTPProxyToWSGI of oslo.middleware,
 * which stands in front of a real Glance, but for `X-Forwarded-Port`.
 */
function forwarded({ headers }: IncomingMessage, own: Origin): Origin {
  const first = (name: string): string => String(headers[`x-forwarded-${name}`] ?? '').split(',')[0] ?? '';
  const isStandard = headers.forwarded !== undefined;
  const said = isStandard
    ? firstForwarded(headers.forwarded ?? '')
    : new Map(['proto', 'host', 'port'].map((name) => [name, first(name).trim()]));
  const scheme = said.get('proto')?.toLowerCase() ?? '';
  const host = said.get('host') ?? '';
  return {
    scheme: /^https?$/.test(scheme) ? scheme : own.scheme,
    host: withPort(isHost(host) ? host : own.host, said.get('port') ?? ''),
    prefix: prefixIn(String(headers['x-forwarded-prefix'] ?? '')),
  };
}

/** Whether a text is a host, with or without a port, that can stand between quotation marks. */
function isHost(text: string): boolean {
  return /^[\w.:[\]-]+$/.test(text) && placeOf(text) !== undefined;
}

/** A host with a port, where it has none yet. */
function withPort(host: string, port: string): string {
  const whole = `${host}:${port}`;
  return /:\d+$/.test(host) || !/^\d+$/.test(port) || !isHost(whole) ? host : whole;
}

/** The parameters of the first element of a `Forwarded` header, by their names in lower case (RFC 7239, 4). */
function firstForwarded(header: string): ReadonlyMap<string, string> {
  const parts: readonly string[] = header.match(/(?:"(?:[^"\\]|\\.)*"?|[^";,])+|[;,]/gs) ?? [];
  const end = parts.indexOf(',');
  return new Map(
    parts.slice(0, end === -1 ? parts.length : end).map((part): [string, string] => {
      const [name = '', ...rest] = part.split('=');
      const value = rest.join('=').trim();
      const isQuoted = value.length > 1 && value.startsWith('"') && value.endsWith('"');
      return [name.trim().toLowerCase(), isQuoted ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value];
    }),
  );
}

/** Each proxy on the way may have taken a path away, the outer one first. */
function prefixIn(header: string): string {
  const segments = header.split(/[/,]/).map((segment) => segment.trim());
  const path = segments.map((segment) => (segment === '' ? '' : `/${segment}`)).join('');
  return /^[\w\-.~%!$&'()*+;=:@/]*$/.test(path) ? path : '';
}

/**
 * A public URL as all links begin with it: as the URL standard writes it, without a slash at its end, and without empty
 * segments.
 * @throws RangeError where it is none.
 */
export function publicUrlOf(written: string): string {
  const problem = baseUrlProblem(written);
  if (problem !== undefined) throw new RangeError(`The public URL ${problem}.`);
  return readBaseUrl(written).href;
}
