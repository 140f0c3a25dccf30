import { sameSecret } from '../domain/identity/proofs.ts';
import { rememberedLast } from '../domain/remembered.ts';
import { isOfAllowedPage } from '../http/cors.ts';
import type { HttpResponse, RequestHead } from '../http/message.ts';
import { jsonReply } from '../http/reply.ts';
import type { Addressing } from './address.ts';
import type { CorsAccess } from './cors.ts';
import { isLoopbackName, placeOf } from './own-host.ts';
import { isControl, isOpenControl, isPageFile, placeIn, quoted } from './place.ts';

/** Who may reach a server, and under which URL. */
export interface Access extends Addressing, CorsAccess {
  /** Names, or one name, by which it is reached besides its own address and the loopback names; `all`: any. */
  readonly allowedHosts?: readonly string[] | string;
  /** What opens the control plane, in the header `X-Control-Token`. */
  readonly controlToken?: string;
}

/** A server and the other end of one connection to it. */
export interface Connection {
  /** The address that the server listens at; undefined where it is an application of the user's own. */
  readonly bound: string | undefined;
  /** The other end's address. */
  readonly peer: string | undefined;
}

/** Headers that a proxy adds: who sends them speaks for somebody else. */
const forwarding: RegExp =
  /^(?:forwarded|via|x-forwarded-.+|x-original-.+|x-real-ip|x-client-ip|x-cluster-client-ip|x-envoy-.+|true-client-ip|cf-.+|fastly-client-ip|fly-client-ip)$/;

/** Methods that change nothing. */
const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

const howToOpen =
  'Send the token of --control-token (or IMAGE_MEMBERS_FAKE_CONTROL_TOKEN, or `controlToken` in code) in the header X-Control-Token';

/**
 * Refuses what a stranger sends: a page of another origin, a name that was bound to this address by someone else, another
 * machine at the control plane. Undefined: let it pass.
 *
 * A server that is bound to loopback takes no foreign `Host`, since the tokens of a seed are known to everyone. The
 * control plane is for this machine, directly; for others, and on servers that others reach, it takes the control token.
 */
export function refusedByGuard(
  head: RequestHead,
  connection: Connection,
  access: Access,
): HttpResponse | undefined {
  const problem = isForeignName(head, connection, access)
    ? `This server is bound to ${connection.bound}, and the request names the host ${quoted(head.headers['host'] ?? '')}, which it does not know. Start it with --allowed-host NAME (or \`allowedHosts\` in code) to let that name in.`
    : (strangePage(head, access) ?? controlProblem(head, connection, access));
  if (problem === undefined) return undefined;
  return jsonReply(403, { error: problem });
}

/** Browsers say by themselves where a page is from. Images and links of a foreign one carry no `Origin`. */
function strangePage(head: RequestHead, { cors }: Access): string | undefined {
  if (head.headers['sec-fetch-site'] !== 'cross-site') return undefined;
  // Who follows a link to the page comes from another site; the page does nothing by itself.
  const isVisit = isPageFile(head) && head.headers['sec-fetch-dest'] === 'document';
  if (isControl(head) && !isOpenControl(head) && !isVisit)
    return 'The control plane takes no requests of pages of another site.';
  if (isVisit || placeIn(head).world === undefined || isOfAllowedPage(head, cors)) return undefined;
  return 'Pages of another site choose no world, unless CORS lets them in (--cors ORIGIN, or `cors` in code).';
}

function isForeignName(head: RequestHead, { bound }: Connection, access: Access): boolean {
  const guarded = bound === undefined ? access.allowedHosts !== undefined : isLoopback(bound);
  return guarded && !isOwnName(head, bound, access) && !isPublicName(head, access);
}

/** Whether a request names the host of the public URL, as a proxy passes it on. */
function isPublicName({ headers }: RequestHead, { publicUrl }: Access): boolean {
  const name = placeOf(headers['host'] ?? '')?.name;
  return publicUrl !== undefined && name === publicNameIn(publicUrl);
}

/** Whether a public URL leads others than this machine here. */
export function isForOthers(publicUrl: string | undefined): publicUrl is string {
  return publicUrl !== undefined && !isLoopbackName(publicNameIn(publicUrl) ?? '');
}

function publicNameIn(publicUrl: string): string | undefined {
  return placeOf(new URL(publicUrl).host)?.name;
}

function controlProblem(head: RequestHead, connection: Connection, access: Access): string | undefined {
  if (!isControl(head) || isOpenControl(head)) return undefined;
  const sent = head.headers['x-control-token'];
  const { controlToken } = access;
  // A browser that opens the page has no token yet: the page asks for it.
  if (controlToken !== undefined && isPageFile(head)) return undefined;
  if (controlToken !== undefined)
    return sameSecret(controlToken, sent)
      ? undefined
      : `The control plane takes a token here, and ${sent === undefined ? 'none was sent' : 'another was sent'}. ${howToOpen}.`;
  if (connection.bound !== undefined && !isLoopback(connection.bound))
    return `This server is bound to ${connection.bound}, which others reach, and it has no control token. Start it with --control-token TOKEN, and send that in the header X-Control-Token. Without one, /_fake/health and /_fake/ready alone are open.`;
  if (isForOthers(access.publicUrl))
    return `This server has the public URL ${quoted(access.publicUrl)}, by which others reach it, and it has no control token. Start it with --control-token TOKEN (or \`controlToken\` in code), and send that in the header X-Control-Token. Without one, /_fake/health and /_fake/ready alone are open.`;
  if (!isLoopback(connection.peer) || Object.keys(head.headers).some((name) => forwarding.test(name)))
    return `The control plane is for this machine alone, and the request comes from elsewhere or through a proxy. ${howToOpen}.`;
  return browserProblem(head, connection, access);
}

/** What a page in a browser could have sent, wherever it is from. */
function browserProblem(head: RequestHead, { bound }: Connection, access: Access): string | undefined {
  const { host = '', origin, 'content-type': type = '' } = head.headers;
  if (!isOwnName(head, bound, access))
    return `The control plane is not reached by the host name ${quoted(host)}. Use 127.0.0.1, or start the server with --allowed-host NAME (or \`allowedHosts\` in code).`;
  if (origin !== undefined && hostOf(origin) !== host.toLowerCase())
    return `The control plane takes no requests of pages of another origin, ${quoted(origin)}.`;
  const isForm = head.headers['x-control-token'] === undefined && !/^application\/json *(?:;|$)/i.test(type);
  if (!reading.has(head.method) && isForm)
    return "The control plane takes JSON, so that no form can send it. Add the header Content-Type: application/json, as in curl -X POST -H 'Content-Type: application/json' URL.";
  return undefined;
}

/** Whether a request calls the server by a name of its own; HTTP/1.0 may leave the name out. */
function isOwnName(
  { headers }: RequestHead,
  bound: string | undefined,
  { allowedHosts = [] }: Access,
): boolean {
  const { host } = headers;
  if (allowedHosts === 'all' || host === undefined) return true;
  const place = placeOf(host);
  if (place === undefined) return false;
  if (place.isLoopback) return true;
  const { name } = place;
  const allowed = typeof allowedHosts === 'string' ? [allowedHosts] : allowedHosts;
  const own = bound?.includes(':') ? `[${bound}]` : bound;
  return name === own || allowed.some((each) => placeOf(each)?.name === name);
}

/** The host and port of an origin; undefined for none (`null`). */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** Whether an address is this machine's own, in IPv4, IPv6, or IPv4 within IPv6. */
export const isLoopback: (address: string | undefined) => boolean = rememberedLast(
  (address) => address !== undefined && /^(?:(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1)$/i.test(address),
);
