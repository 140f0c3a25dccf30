import { callerOf, validToken } from '../domain/callers.ts';
import { shortened } from '../domain/closest-word.ts';
import { isRefused, type RefusalName, refuse, refusalRow } from '../domain/refusals.ts';
import { traced, type TracedCaller } from '../domain/trace.ts';
import type { Context } from './context.ts';
import { errorReply, webObReply, generalError, errorKind, type Said } from './error-reply.ts';
import { underVersion } from './admit.ts';
import { finishedReply, documentReply } from './identity/reply.ts';
import { readIdentityPath } from './identity/path.ts';
import { findIdentityRoute, identityRoutes } from './identity/routes.ts';
import { findRouteV2, routesV2 } from './identity/v2/routes.ts';
import { printJson } from './json.ts';
import { withoutJsonSuffix, rawPath, readPath, readPathBehind, withoutTenant } from './path.ts';
import { type HttpResponse, type RequestHead, textResponse, writable } from './message.ts';
import { findRoute } from './route.ts';
import { routes } from './routes.ts';

/** What the head of a request says: what a fault can be meant for. */
export interface HeadFacts {
  /** Null where the path and the method have no operation. */
  readonly operation: string | null;
  /** Whoever sends it; null without a good token, as at a login. */
  readonly caller: TracedCaller | null;
  /** The id of the image in the path, as it was sent. */
  readonly image: string | null;
  /** Which of the three APIs it is for. */
  readonly api: 'images' | 'identity' | 'identityV2';
}

/** The names of all operations that requests can have. */
export const operationNames: readonly string[] = [
  ...routes.map(({ operation }) => operation),
  ...[...identityRoutes, ...routesV2].flatMap(({ methods }) =>
    Object.values(methods).map(({ operation }) => operation),
  ),
].filter((name, place, all) => all.indexOf(name) === place);

/** Some of the operations, for messages about a name that is none: what is asked about most comes first, the members. */
export function someOperations(): string {
  const isOfMembers = (name: string): boolean => /Members?$/.test(name);
  return shortened([
    ...operationNames.filter(isOfMembers),
    ...operationNames.filter((name) => !isOfMembers(name)),
  ]);
}

/** The facts of a request. */
export function headFacts(head: RequestHead, context: Context): HeadFacts {
  const { headers } = head;
  const shown = headers['x-auth-token'] ?? headers['x-storage-token'];
  const token = validToken(context.cloud, shown, context.now);
  const known = token === undefined ? null : callerOf(token, context.cloud);
  const caller = known && traced(known);
  if ((readPath(head.target) ?? rawPath(head.target)).segments[0] === 'identity')
    return { ...identityFacts(head, context), caller, image: null };
  const { wire, release } = context.profile;
  const path = readPathBehind(release.webServer, head.target);
  const versioned = path && underVersion(head, path, release);
  const facts: HeadFacts = { operation: null, caller, image: null, api: 'images' };
  if (versioned === undefined) return facts;
  const { path: plain } = withoutJsonSuffix({ request: head, path: versioned }, wire);
  const own = known === null ? plain : withoutTenant(plain, known, wire);
  if (isRefused(own)) return facts;
  const routed = findRoute(head.method, own, context.profile);
  if (routed.kind === 'unrouted') return facts;
  return {
    ...facts,
    operation: routed.route.operation,
    image: routed.parameters['image_id'] ?? null,
  };
}

function identityFacts(
  { method, target }: RequestHead,
  { identityV2, profile }: Context,
): Pick<HeadFacts, 'operation' | 'api'> {
  const [version, ...rest] = readIdentityPath(target).segments;
  const isV2 = version === 'v2.0' && identityV2;
  const found = version === 'v3' ? findIdentityRoute(rest, profile.release)?.route.served : undefined;
  const methods: Readonly<Record<string, { readonly operation: string }>> =
    (isV2 ? findRouteV2(rest)?.route.methods : found) ?? {};
  const name = method === 'HEAD' ? 'GET' : method;
  return {
    operation: Object.hasOwn(methods, name) ? (methods[name]?.operation ?? null) : null,
    api: isV2 ? 'identityV2' : 'identity',
  };
}

/** A status that a fault can answer: the refusal or the words of the image API, and the words of Keystone. */
interface FaultStatus {
  readonly glance:
    | { readonly kind: 'refusal'; readonly name: RefusalName }
    | { readonly kind: 'words'; readonly words: string };
  readonly keystone: string;
  readonly title: string;
}

/**
 * The statuses that a fault can answer. Source of the words: Glance's own refusals; WebOb's explanations of its errors;
 * Keystone 22's exceptions for 401 and 500, the others of its words are ours.
 */
const faultStatuses: Readonly<Record<number, FaultStatus>> = {
  401: {
    glance: { kind: 'refusal', name: 'tokenInvalid' },
    keystone: 'The request you have made requires authentication.',
    title: 'Unauthorized',
  },
  413: {
    glance: { kind: 'words', words: 'The body of your request was too large for this server.' },
    keystone: 'The request is too large.',
    title: 'Request Entity Too Large',
  },
  429: {
    glance: { kind: 'words', words: 'The client has sent too many requests in a given amount of time' },
    keystone: 'Too many requests were sent.',
    title: 'Too Many Requests',
  },
  500: {
    glance: { kind: 'refusal', name: 'serverErred' },
    keystone: 'An unexpected error prevented the server from fulfilling your request.',
    title: 'Internal Server Error',
  },
  503: {
    glance: {
      kind: 'words',
      words: 'The server is currently unavailable. Please try again at a later time.',
    },
    keystone: 'The service is currently unavailable.',
    title: 'Service Unavailable',
  },
};

/** The statuses that a fault can answer. */
export const answerableStatuses: readonly number[] = Object.keys(faultStatuses).map(Number);

/** An answer that a fault asks for, in place of the service's own. */
export interface FaultAnswer {
  /** One of `answerableStatuses`. */
  readonly status: number;
  /** Seconds, for the header `Retry-After`. */
  readonly retryAfter?: number | undefined;
}

/** The answer of a fault, in the dialect of the API that was asked. */
export function faultReply(
  head: RequestHead,
  { status, retryAfter }: FaultAnswer,
  api: HeadFacts['api'],
  context: Context,
): HttpResponse {
  const base = `${head.base}/identity${api === 'identity' ? '/v3' : ''}`;
  const headers: HttpResponse['headers'] = [
    ...(status === 401 ? [['WWW-Authenticate', `Keystone uri="${base}"`] as const] : []),
    ...(retryAfter === undefined ? [] : [['Retry-After', String(retryAfter)] as const]),
  ];
  const row = faultStatuses[status];
  if (row === undefined) throw new RangeError(`no fault answers ${status}`);
  const { glance, keystone: message, title } = row;
  const document = {
    identity: { error: { code: status, message, title } },
    identityV2: { [errorKind(status).root]: { code: status, message } },
    images: undefined,
  }[api];
  if (document !== undefined)
    return writable(finishedReply(head, context, documentReply(status, document, headers)));
  const { profile, errorBody: form } = context;
  const said = { form, formats: profile.wire.errorFormats };
  if (glance.kind === 'refusal')
    return writable(errorReply(head, { ...refusedBy(glance.name, profile), ...said }, headers));
  if (form === 'glance')
    return writable(webObReply(head, { status, words: glance.words }, said.formats, headers));
  const body = head.method === 'HEAD' ? '' : printJson(generalError(status, glance.words));
  return writable(textResponse(status, [['Content-Type', 'application/json'], ...headers], body));
}

/** A refusal of a name, as a profile has it. */
function refusedBy(name: RefusalName, profile: Context['profile']): Pick<Said, 'refusal' | 'row'> {
  return { refusal: refuse(name), row: refusalRow(name, profile) };
}
