import { isRefused } from '../../domain/refusals.ts';
import { callerOf, tokenProblem, validToken } from '../../domain/callers.ts';
import { type Detail, silent, traced } from '../../domain/trace.ts';
import { type IdentityRefusal, refuseIdentity } from '../../domain/identity/refusals.ts';
import { lostWith, subjectToken } from '../../domain/identity/tokens.ts';
import type { Admission, Answer, Context } from '../context.ts';
import { webObReply } from '../error-reply.ts';
import type { HttpRequest, RequestHead } from '../message.ts';
import { readIdentityBody, wholeRefusal } from './body.ts';
import type { OpenCall, IdentityOutcome } from './call.ts';
import { discovery, versionsAt } from './discovery.ts';
import {
  finishedReply,
  type IdentityReply,
  methodNotAllowed,
  options,
  refusalReply,
  unknownPath,
} from './reply.ts';
import { readIdentityPath } from './path.ts';
import { type Endpoint, findIdentityRoute, type FoundRoute } from './routes.ts';
import { exchangeV2 } from './v2/exchange.ts';

/** Bytes of a body that Keystone reads (oslo.middleware's `max_request_body_size`). Source: asked of Keystone 22. */
export const mostBytes: number = 114_688;

/**
 * A request to the identity API under `/identity`: Keystone v3, and v2.0 where it is served. Keystone looks at the body
 * before anything else, and at no more than `mostBytes` of it.
 */
export function admitIdentity(head: RequestHead, context: Context): Admission {
  if (Number(head.headers['content-length']) > mostBytes)
    return { kind: 'answered', answer: tooLarge(head, context) };
  return {
    kind: 'body',
    most: mostBytes,
    finish: (body, later) =>
      body.length > mostBytes ? tooLarge(head, later) : exchangeIdentity({ ...head, body }, later),
  };
}

/** The answer of the middleware in front of Keystone. Source: asked of Keystone 22. */
function tooLarge(head: RequestHead, { profile }: Context): Answer {
  const words = `Request is too large. Larger than max_request_body_size (${mostBytes}).`;
  return {
    response: webObReply(head, { status: 413, words }, profile.wire.errorFormats),
    changes: [],
    trace: { ...silent, refused: { check: 'body', refusal: 'bodyTooLarge' } },
  };
}

/**
 * Answers a request to the identity API whose body is there. Changes nothing by itself; what the request does to the
 * world is in the answer. Order: body, path, method, token, then what the handler looks at.
 * Source: recorded from Keystone 22 (14-keystone) and asked of it.
 */
function exchangeIdentity(request: HttpRequest, context: Context): Answer {
  const v3 = `${request.base}/identity/v3`;
  const { segments, query, self } = readIdentityPath(request.target);
  const [version, ...rest] = segments;
  if (version === 'v2.0' && context.identityV2) return exchangeV2(request, context, rest);
  const body = readIdentityBody(request);
  const answer = (reply: IdentityReply): Answer => ({
    response: finishedReply(request, context, reply),
    changes: [],
    trace: silent,
  });
  if (isRefused(body)) return refused(answer(refusalReply(body, v3)), 'body', body.name);
  if (rest.length === 0 && (version === undefined || version === 'v3')) {
    return answer(
      discovery(request, version === 'v3', versionsAt(request.base, context), context.profile.release),
    );
  }
  const found = version === 'v3' ? findIdentityRoute(rest, context.profile.release) : undefined;
  if (!found) return answer(unknownPath());
  const { route, parameters } = found;
  if (request.method === 'OPTIONS') return answer(options(route.allow));
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (!route.methods.has(method)) return answer(methodNotAllowed(route.allow, false));
  const endpoint = route.served[method] ?? notServed(method, route);
  return handled(endpoint, { context, request, v3, self: v3 + self, parameters, query, body: body.body });
}

/** What stands where Keystone answers and the fake has nothing to answer with: a refusal, after the token has been looked at. */
function notServed(method: string, { path, tokenless }: FoundRoute): Unserved {
  const handle = () => refuseIdentity('notServed', { method, path });
  return { operation: null, open: tokenless, handle };
}

interface Unserved {
  readonly operation: null;
  readonly body?: never;
  readonly open: boolean;
  readonly handle: () => IdentityOutcome;
}

function handled(endpoint: Endpoint | Unserved, call: OpenCall): Answer {
  const { context, request, v3 } = call;
  const shown = request.headers['x-auth-token'] ?? request.headers['x-storage-token'];
  const token = validToken(context.cloud, shown, context.now);
  const caller = token && callerOf(token, context.cloud);
  const outcome = outcomeOf();
  const trace = { ...silent, operation: endpoint.operation, caller: caller ? traced(caller) : null };
  if (!isRefused(outcome)) {
    return { response: finishedReply(request, context, outcome), changes: outcome.changes ?? [], trace };
  }
  const response = finishedReply(request, context, refusalReply(outcome, v3));
  return refused({ response, changes: [], trace }, 'identity', outcome.name, outcome.detail);

  function outcomeOf(): IdentityOutcome {
    const misfit = refusedByWhole(endpoint, call);
    if (misfit) return misfit;
    if (endpoint.open) return endpoint.handle(call);
    if (token && caller) return refusedBySubject(call) ?? endpoint.handle({ ...call, token, caller });
    const detail = tokenProblem(context.cloud, shown, context.now);
    const known = context.cloud.tokens.get(shown ?? '');
    const lost = known && lostWith(context.cloud, known, detail);
    return lost ? { ...lost, ...(detail && { detail }) } : refuseIdentity('notAuthenticated', {}, detail);
  }
}

/** The refusal of a body, where the release looks at bodies before tokens. */
function refusedByWhole(
  { body }: Endpoint | Unserved,
  { context: { profile }, body: sent }: OpenCall,
): IdentityRefusal | undefined {
  const { release } = profile;
  const isFirst = body !== undefined && release.residents.bodies === 'the whole, first';
  return isFirst ? wholeRefusal(sent, body, release) : undefined;
}

/** Keystone looks at the token in `X-Subject-Token` whatever it is asked for. Source: asked of Keystone 22. */
function refusedBySubject({ context: { cloud, now }, request }: OpenCall): IdentityRefusal | undefined {
  const id = request.headers['x-subject-token'];
  const subject = id === undefined ? undefined : subjectToken(cloud, id, now);
  return subject !== undefined && isRefused(subject) ? subject : undefined;
}

function refused(answer: Answer, check: string, refusal: string, detail?: Detail): Answer {
  const why = { check, refusal, ...(detail && { detail }) };
  return { ...answer, trace: { ...answer.trace, refused: why } };
}
