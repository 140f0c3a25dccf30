import { isRefused } from '../../../domain/refusals.ts';
import { callerOf, tokenProblem, validToken } from '../../../domain/callers.ts';
import { refusalsV2, type RefusalV2, refuseV2 } from '../../../domain/identity/v2/refusals.ts';
import { silent, type Trace, traced } from '../../../domain/trace.ts';
import type { Answer, Context } from '../../context.ts';
import { errorKind } from '../../error-reply.ts';
import type { HttpRequest } from '../../message.ts';
import { documentReply, finishedReply, options, type IdentityReply } from '../reply.ts';
import type { OpenCallV2, OutcomeV2 } from './handlers.ts';
import { type EndpointV2, findRouteV2, type RouteV2, unservedV2 } from './routes.ts';

/**
 * Answers a request to Identity v2.0, whose path below `/identity/v2.0` is given in segments. Order: path, method,
 * token, then what the handler looks at.
 * Source: CLOUD-IMAGES.md §6; rackerlabs/docs-cloud-identity.
 */
export function exchangeV2(request: HttpRequest, context: Context, segments: readonly string[]): Answer {
  const found = findRouteV2(segments);
  if (found === undefined) return handled(nowhere(request, segments), { context, request, parameters: [] });
  const allow = allowOf(found.route);
  if (request.method === 'OPTIONS') {
    return { response: finishedReply(request, context, options(allow)), changes: [], trace: silent };
  }
  const { methods } = found.route;
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const endpoint = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (endpoint === undefined) {
    return refused(request, context, refuseV2('methodUnknown'), silent, [['Allow', allow]]);
  }
  return handled(endpoint, { context, request, parameters: found.parameters });
}

/** What stands where there is no route: what the guide documents asks for a token and is not served, the rest is unknown. */
function nowhere({ method }: HttpRequest, segments: readonly string[]): Nowhere {
  const documented = unservedV2.has(segments[0] ?? '');
  const refusal = documented
    ? refuseV2('notServed', { method, path: segments.join('/') })
    : refuseV2('pathUnknown');
  return { operation: null, open: !documented, handle: () => refusal };
}

interface Nowhere {
  readonly operation: null;
  readonly open: boolean;
  readonly handle: () => OutcomeV2;
}

function allowOf({ methods }: RouteV2): string {
  return ['OPTIONS', ...('GET' in methods ? ['HEAD'] : []), ...Object.keys(methods)].join(', ');
}

function handled(endpoint: EndpointV2 | Nowhere, call: OpenCallV2): Answer {
  const { context, request } = call;
  const token = validToken(context.cloud, request.headers['x-auth-token'], context.now);
  const caller = token && callerOf(token, context.cloud);
  const trace: Trace = {
    ...silent,
    operation: endpoint.operation,
    caller: caller ? traced(caller) : null,
  };
  const outcome = outcomeOf();
  if (isRefused(outcome)) return refused(request, context, outcome, trace);
  return { response: finishedReply(request, context, outcome), changes: outcome.changes ?? [], trace };

  function outcomeOf(): OutcomeV2 {
    if (endpoint.open) return endpoint.handle(call);
    if (token && caller) return endpoint.handle({ ...call, token, caller });
    const detail = tokenProblem(context.cloud, request.headers['x-auth-token'], context.now);
    return refuseV2('tokenNotValid', {}, detail);
  }
}

function refused(
  request: HttpRequest,
  context: Context,
  refusal: RefusalV2,
  trace: Trace,
  headers: IdentityReply['headers'] = [],
): Answer {
  const { name, detail } = refusal;
  return {
    response: finishedReply(request, context, refusalReplyV2(refusal, headers)),
    changes: [],
    trace: { ...trace, refused: { check: 'identity', refusal: name, ...(detail && { detail }) } },
  };
}

/** A refusal in the general form of Rackspace's services, without `details`. Source: CLOUD-IMAGES.md §7. */
function refusalReplyV2({ name, values }: RefusalV2, headers: IdentityReply['headers'] = []): IdentityReply {
  const { status, words } = refusalsV2[name];
  const message = words.replace(/\{(\w+)\}/g, (_, place: string) => values[place] ?? '');
  return documentReply(status, { [errorKind(status).root]: { code: status, message } }, headers);
}
