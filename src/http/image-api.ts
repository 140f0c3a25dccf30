import { callerOf, validToken } from '../domain/callers.ts';
import { decide } from '../domain/decide.ts';
import type { Caller } from '../domain/model.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import { readAsk } from './ask.ts';
import type { Answer, Context } from './context.ts';
import { errorReply } from './error-reply.ts';
import type { HttpRequest } from './message.ts';
import type { RequestPath } from './path.ts';
import { redirectReply, viewReply } from './reply.ts';
import { requestId } from './request-id.ts';
import { findRoute } from './route.ts';
import type { Operation } from './routes.ts';
import { wholeSecond } from './times.ts';

type Headers = readonly (readonly [name: string, value: string])[];

/** Answers under `/v2`: who asks, by which route, what for; then the decision. Source of the order: RULES.md §1. */
export function answerImageApi(request: HttpRequest, path: RequestPath, context: Context): Answer {
  const sent = request.headers['x-auth-token'] || request.headers['x-storage-token'];
  const token = validToken(context.cloud, sent, context.now);
  if (token === undefined) {
    const challenge: Headers = [['WWW-Authenticate', `Keystone uri="${request.base}/identity"`]];
    return refused(request, null, null, 'token', refuse('tokenInvalid'), challenge);
  }
  const caller = callerOf(token);
  const id = requestId(request.headers['x-openstack-request-id'], context.chance);
  if (id === undefined) return refused(request, caller, null, 'requestId', refuse('serverErred'));
  const { response, ...rest } = answerCaller(request, path, context, caller);
  return {
    response: { ...response, headers: [...response.headers, ['x-openstack-request-id', id]] },
    ...rest,
  };
}

function answerCaller(request: HttpRequest, path: RequestPath, context: Context, caller: Caller): Answer {
  if (path.segments.length === 1 && !path.trailing) return granted(caller, null, redirectReply(request.base));
  const routed = findRoute(request.method, path);
  if ('refusal' in routed) {
    const headers: Headers = routed.allow === undefined ? [] : [['Allow', routed.allow]];
    return refused(request, caller, null, 'route', routed.refusal, headers);
  }
  const { operation } = routed.route;
  const asked = readAsk(request, path, routed);
  if ('response' in asked) return granted(caller, operation, asked.response);
  if ('refusal' in asked) return refused(request, caller, operation, 'request', asked.refusal, asked.headers);
  const setting = { ...context, caller, at: wholeSecond(context.now), uuid: context.chance.uuid };
  const decision = decide(setting, asked.ask);
  if ('refusal' in decision) return refused(request, caller, operation, decision.check, decision.refusal);
  const response = viewReply(request, path, asked.ask, decision.view);
  if ('name' in response) return refused(request, caller, operation, 'range', response);
  return { ...granted(caller, operation, response), changes: decision.changes };
}

function granted(caller: Caller, operation: Operation | null, response: Answer['response']): Answer {
  return { response, changes: [], reason: { operation, caller: nameOf(caller), refused: null } };
}

function refused(
  request: HttpRequest,
  caller: Caller | null,
  operation: Operation | null,
  check: string,
  refusal: Refusal,
  headers: Headers = [],
): Answer {
  return {
    response: errorReply(refusal, request.headers['accept'], request.method, headers),
    changes: [],
    reason: { operation, caller: caller && nameOf(caller), refused: { check, refusal: refusal.name } },
  };
}

function nameOf(caller: Caller): { readonly tenant: string | null; readonly user: string } {
  return { tenant: caller.tenant, user: caller.user };
}
