import { callerOf, ruledOut, tokenProblem, validToken } from '../domain/callers.ts';
import { decide } from '../domain/decide.ts';
import { unprovenIn } from '../domain/unproven.ts';
import type { Caller } from '../domain/model.ts';
import type { CheckName, Profile } from '../domain/profile.ts';
import { isRefused, type Refusal, refuse, refusalRow } from '../domain/refusals.ts';
import type { Release } from '../domain/release.ts';
import { wholeSecond } from '../domain/times.ts';
import { broken, type Detail, silent, type Trace, traced } from '../domain/trace.ts';
import { mostOf, readAsk } from './ask.ts';
import type { Admission, Answer, RandomIds, Context } from './context.ts';
import { errorReply } from './error-reply.ts';
import {
  asWritable,
  brokenReply,
  type HttpRequest,
  replyOfBroken,
  type RequestHead,
  withHeader,
} from './message.ts';
import { refusedByHead } from './media-types.ts';
import { type RequestPath, withoutJsonSuffix, withoutTenant } from './path.ts';
import { redirectReply, viewReply } from './reply.ts';
import { findRoute, type Routed } from './route.ts';
import type { RoutedOperation } from './routes.ts';

type Headers = readonly (readonly [name: string, value: string])[];

/** A request on its way, with what is known of it so far. */
interface Asking {
  readonly request: RequestHead;
  readonly context: Context;
  readonly caller: Caller | null;
  readonly operation: RoutedOperation | null;
  /** What the answer names the request by; empty before that is known. */
  readonly requestId: string;
}

/** A request under `/v2`: who asks, by which route; then the body, and the decision. Source of the order: RULES.md §1. */
export function admitImageApi(sent: RequestHead, sentPath: RequestPath, context: Context): Admission {
  const { request, path } = withoutJsonSuffix({ request: sent, path: sentPath }, context.profile.wire);
  const shown = request.headers['x-auth-token'] ?? request.headers['x-storage-token'];
  const { cloud, now } = context;
  const token = shown === undefined ? undefined : context.recall(shown, validToken(cloud, shown, now));
  const ruled = token && ruledOut(cloud, token);
  if (token === undefined || ruled !== undefined) {
    const challenge: Headers = [['WWW-Authenticate', `Keystone uri="${request.base}/identity"`]];
    const detail = ruled ?? tokenProblem(cloud, shown, now);
    const nobody: Asking = { request, context, caller: null, operation: null, requestId: '' };
    return answered(refused(nobody, 'token', refuse('tokenInvalid'), { headers: challenge, detail }));
  }
  const caller = callerOf(token, cloud);
  const requestId = requestIdOf(request.headers['x-openstack-request-id'], context.randomIds);
  const admission = admitCaller({ request, context, caller, operation: null, requestId }, path, caller);
  return admission.kind === 'body'
    ? admission
    : answered(withId(admission.answer, requestId, context.profile.release));
}

function answered(answer: Answer): Admission {
  return { kind: 'answered', answer };
}

/** What breaks Glance has no id, nor has what its database refuses for the sake of one. */
function withId(answer: Answer, id: string, release: Release): Answer {
  const { response, changes, trace, fields } = answer;
  if (response === brokenReply)
    return { ...answer, response: replyOfBroken(release), trace: { ...trace, refused: broken } };
  if (trace.refused?.check === 'requestId') return answer;
  const { status, headers, body } = response;
  const named = { status, headers: withHeader(headers, ['x-openstack-request-id', id]), body };
  return { response: named, changes, trace, fields };
}

function admitCaller(asking: Asking, sent: RequestPath, caller: Caller): Admission {
  const { request, context } = asking;
  const retryAt = context.rateLimit(caller.tenant);
  if (retryAt !== undefined) return answered(overLimit(asking, retryAt));
  const path = withoutTenant(sent, caller, context.profile.wire);
  if (isRefused(path)) return answered(refused(asking, 'tenantInPath', path));
  if (path.segments.length === 1 && !path.trailing)
    return answered(granted(asking, redirectReply(request, context.profile.release)));
  const routed = findRoute(request.method, path, context.profile);
  if (routed.kind === 'unrouted') {
    const headers: Headers = routed.allow === undefined ? [] : [['Allow', routed.allow]];
    return answered(refused(asking, 'route', routed.refusal, { headers }));
  }
  const { requestId } = asking;
  const { operation } = routed.route;
  return admitRouted({ request, context, caller, operation, requestId }, path, routed, caller);
}

type Found = Extract<Routed, { readonly kind: 'routed' }>;

/** Data is large: what refuses it whatever it is, refuses before it is read, as Glance does. */
function admitRouted(asking: Asking, path: RequestPath, routed: Found, caller: Caller): Admission {
  const { request, context } = asking;
  if (isStagingOff(routed, context.profile))
    return answered(refused(asking, 'request', refuse('stagingOff')));
  const refusal = refusedByHead(request, routed.route, context.profile);
  if (refusal !== undefined)
    return answered(refused(asking, 'request', refusal.refusal, { headers: refusal.headers }));
  const admitted = new Admitted(asking, path, routed, caller);
  if (routed.route.body === 'bytes') {
    const early = admitted.answer(new Uint8Array(), context);
    const { refused: why } = early.trace;
    if (why !== null && !aboutData.has(why.check)) return answered(early);
  }
  return admitted;
}

/** Data is staged for one way to import it alone, which is looked for before the media type. Source: asked of Glance 25.1. */
function isStagingOff({ route }: Found, { importMethods }: Profile): boolean {
  return route.operation === 'stageImage' && !importMethods.includes('glance-direct');
}

/** A request with a route, whose body may be read. A class: nearly every request is one for a moment. */
class Admitted {
  readonly kind = 'body';
  readonly most: number;
  readonly #asking: Asking;
  readonly #path: RequestPath;
  readonly #routed: Found;
  readonly #caller: Caller;

  constructor(asking: Asking, path: RequestPath, routed: Found, caller: Caller) {
    this.most = mostOf(routed.route, asking.context.limits);
    this.#asking = asking;
    this.#path = path;
    this.#routed = routed;
    this.#caller = caller;
  }

  finish(body: Uint8Array, later: Context): Answer {
    return withId(this.answer(body, later), this.#asking.requestId, later.profile.release);
  }

  /** The answer without the id of the request. */
  answer(body: Uint8Array, context: Context): Answer {
    const { request, caller, operation, requestId, context: former } = this.#asking;
    const asking = context === former ? this.#asking : { request, context, caller, operation, requestId };
    const complete = {
      request: withBody(request, body),
      path: this.#path,
      routed: this.#routed,
      caller: this.#caller,
    };
    return answerRouted(asking, complete);
  }
}

/** Checks that look at the data itself. */
const aboutData: ReadonlySet<string> = new Set<CheckName>(['sizeFits', 'formatFits']);

function withBody({ method, target, base, headers }: RequestHead, body: Uint8Array): HttpRequest {
  return { method, target, base, headers, body };
}

interface Complete {
  readonly request: HttpRequest;
  readonly path: RequestPath;
  readonly routed: Found;
  readonly caller: Caller;
}

function answerRouted(asking: Asking, { request, path, routed, caller }: Complete): Answer {
  const { context } = asking;
  const { profile, limits, cloud, digest } = context;
  const asked = readAsk(request, path, routed, { profile, limits, caller });
  if (asked.kind === 'response') return granted(asking, asked.response);
  if (asked.kind === 'refused') return refused(asking, 'request', asked);
  if ((request.headers['x-openstack-request-id'] ?? '').length > longest)
    return refused(asking, 'requestId', refuse('serverErred'));
  const { requestId } = asking;
  const { uuid } = context.randomIds;
  const { now } = context;
  const at = wholeSecond(now);
  const setting = { cloud, profile, limits, caller, at, now, requestId, uuid, digest };
  const decided = decide(setting, asked.ask);
  const { decision, unproven } = decided;
  if (decided.kind === 'refused')
    return refused(asking, decided.check, decided.refusal, { decision, unproven });
  const { wire, release, locations, importMethods } = profile;
  const showing = { wire, release, locations, importMethods, order: context.order, requestId };
  const response = viewReply(request, path, asked.ask, decided.view, showing);
  if (isRefused(response)) return refused(asking, 'range', response, { decision });
  const { changes } = decided;
  return { response, changes, trace: traceOf(asking, { decision, unproven }), fields: asked.fields };
}

/** `Retry-After` is in seconds. Source: CLOUD-IMAGES.md §7. */
function overLimit(asking: Asking, retryAt: number): Answer {
  const seconds = Math.ceil((retryAt - asking.context.now) / 1000);
  const refusal = refuse('overLimit', { retryAt: wholeSecond(retryAt) });
  return refused(asking, 'rateLimit', refusal, { headers: [['Retry-After', String(seconds)]] });
}

function granted(asking: Asking, response: Answer['response'], more: Partial<Trace> = {}): Answer {
  return { response, changes: [], trace: traceOf(asking, more), fields: undefined };
}

/** What a refusal has besides its check and its name: headers, and what its trace says more. */
type Refused = Partial<Trace> & { readonly headers?: Headers; readonly detail?: Detail | undefined };

function refused(asking: Asking, check: string, refusal: Refusal, more: Refused = {}): Answer {
  const { errorBody: form, profile } = asking.context;
  const { headers = [], detail, unproven = unprovenIn(profile, refusal), decision = null } = more;
  const row = refusalRow(refusal.name, profile);
  const said = { refusal, row, form, formats: profile.wire.errorFormats };
  const why = { check, refusal: refusal.name, ...(detail && { detail }) };
  return {
    response: errorReply(asking.request, said, headers),
    changes: [],
    trace: traceOf(asking, { decision, refused: why, unproven }),
    fields: undefined,
  };
}

function traceOf(
  { caller, operation }: Asking,
  { decision = null, refused = null, unproven = silent.unproven }: Partial<Trace>,
): Trace {
  return { operation, caller: caller && traced(caller), decision, refused, unproven };
}

/** Characters of a client's request id; Glance fails on more when it turns to its database. Source: RULES.md §5. */
const longest = 64;

/** The request id of a reply: the client's own, with `req-` before it where that is missing, or a new one. Source: RULES.md §5. */
function requestIdOf(sent: string | undefined, randomIds: RandomIds): string {
  if (sent === undefined || sent === '') return asWritable(`req-${randomIds.uuid()}`);
  return sent.startsWith('req-') ? sent : `req-${sent}`;
}
