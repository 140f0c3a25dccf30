import { callerOf, validToken } from '../domain/callers.ts';
import { decide } from '../domain/decide.ts';
import type { GapName } from '../domain/gap-names.ts';
import { gapsTouched } from '../domain/gaps.ts';
import type { Caller } from '../domain/model.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import { readAsk } from './ask.ts';
import type { Answer, Context } from './context.ts';
import { errorReply } from './error-reply.ts';
import { withoutJsonSuffix } from './json-suffix.ts';
import type { HttpRequest } from './message.ts';
import type { RequestPath } from './path.ts';
import { named } from './reason.ts';
import { redirectReply, viewReply } from './reply.ts';
import { requestId } from './request-id.ts';
import { findRoute } from './route.ts';
import type { Operation } from './routes.ts';
import { withoutTenant } from './tenant-path.ts';
import { wholeSecond } from './times.ts';

type Headers = readonly (readonly [name: string, value: string])[];

/** A request on its way, with what is known of it so far. */
interface Asking {
  readonly request: HttpRequest;
  readonly context: Context;
  readonly caller: Caller | null;
  readonly operation: Operation | null;
}

/** Answers under `/v2`: who asks, by which route, what for; then the decision. Source of the order: RULES.md §1. */
export function answerImageApi(sent: HttpRequest, sentPath: RequestPath, context: Context): Answer {
  const { request, path } = withoutJsonSuffix({ request: sent, path: sentPath }, context.profile.wire);
  const shown = request.headers['x-auth-token'] || request.headers['x-storage-token'];
  const token = validToken(context.cloud, shown, context.now);
  const nobody: Asking = { request, context, caller: null, operation: null };
  if (token === undefined) {
    const challenge: Headers = [['WWW-Authenticate', `Keystone uri="${request.base}/identity"`]];
    return refused(nobody, 'token', refuse('tokenInvalid'), challenge);
  }
  const caller = callerOf(token);
  const id = requestId(request.headers['x-openstack-request-id'], context.chance);
  if (id === undefined) return refused({ ...nobody, caller }, 'requestId', refuse('serverErred'));
  const { response, ...rest } = answerCaller({ ...nobody, caller }, path, caller);
  return {
    response: { ...response, headers: [...response.headers, ['x-openstack-request-id', id]] },
    ...rest,
  };
}

function answerCaller(asking: Asking, sent: RequestPath, caller: Caller): Answer {
  const { request, context } = asking;
  const retryAt = context.pace(caller.tenant);
  if (retryAt !== undefined) return overLimit(asking, retryAt);
  const path = withoutTenant(sent, caller, context.profile.wire);
  if ('words' in path) return refused(asking, 'tenantInPath', path);
  if (path.segments.length === 1 && !path.trailing) return granted(asking, redirectReply(request.base));
  const routed = findRoute(request.method, path, context.profile.wire.absent);
  if ('refusal' in routed) {
    const headers: Headers = routed.allow === undefined ? [] : [['Allow', routed.allow]];
    return refused(asking, 'route', routed.refusal, headers);
  }
  return answerRouted({ ...asking, operation: routed.route.operation }, path, routed, caller);
}

function answerRouted(
  asking: Asking,
  path: RequestPath,
  routed: Exclude<ReturnType<typeof findRoute>, { refusal: Refusal }>,
  caller: Caller,
): Answer {
  const { request, context } = asking;
  const asked = readAsk(request, path, routed, context.profile);
  if ('response' in asked) return granted(asking, asked.response);
  if ('refusal' in asked) return refused(asking, 'request', asked.refusal, asked.headers);
  const setting = { ...context, caller, at: wholeSecond(context.now), uuid: context.chance.uuid };
  const decision = decide(setting, asked.ask);
  const { unproven } = decision;
  if ('refusal' in decision) return refused(asking, decision.check, decision.refusal, [], unproven);
  const response = viewReply(request, path, asked.ask, decision.view, context.profile.wire);
  if ('name' in response) return refused(asking, 'range', response);
  return { ...granted(asking, response, unproven), changes: decision.changes };
}

/** `Retry-After` is in seconds. Source: CLOUD-IMAGES.md §7. */
function overLimit(asking: Asking, retryAt: number): Answer {
  const seconds = Math.ceil((retryAt - asking.context.now) / 1000);
  const refusal = refuse('overLimit', { retryAt: wholeSecond(retryAt) });
  return refused(asking, 'pace', refusal, [['Retry-After', String(seconds)]]);
}

function granted(
  { caller, operation }: Asking,
  response: Answer['response'],
  unproven: readonly GapName[] = [],
): Answer {
  return {
    response,
    changes: [],
    reason: { operation, caller: caller && named(caller), refused: null, unproven },
  };
}

function refused(
  { request, context, caller, operation }: Asking,
  check: string,
  refusal: Refusal,
  headers: Headers = [],
  unproven: readonly GapName[] = gapsTouched(context.profile, refusal),
): Answer {
  const reason = {
    operation,
    caller: caller && named(caller),
    refused: { check, refusal: refusal.name },
    unproven,
  };
  const { errorBody: form, profile } = context;
  const said = { refusal, form, formats: profile.wire.errorFormats };
  return { response: errorReply(request, said, headers), changes: [], reason };
}
