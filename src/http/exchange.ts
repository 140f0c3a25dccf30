import { answerImageApi } from './image-api.ts';
import type { Answer, Context } from './context.ts';
import { exchangeIdentity } from './identity/exchange.ts';
import { healthcheckReply, isHealthcheck } from './healthcheck.ts';
import type { HttpRequest, HttpResponse } from './message.ts';
import { silent } from './reason.ts';
import { readPath, type RequestPath } from './path.ts';
import { versionSegments, versionsDocument } from './versions.ts';

const vendorType = 'application/vnd.openstack.images-';
const empty: Uint8Array = new Uint8Array();

/**
 * Answers a request: identity under `/identity`, the image API elsewhere. Changes nothing by itself; what
 * the request does to the world is in the answer. Source of the order: RULES.md §1, §6.
 */
export function exchange(request: HttpRequest, context: Context): Answer {
  const path = readPath(request.target);
  if (path === undefined)
    return open({
      status: 500,
      headers: [
        ['Content-Type', 'text/plain'],
        ['Content-Length', '0'],
      ],
      body: empty,
    });
  const [first] = path.segments;
  if (first === 'identity') return exchangeIdentity(request, context);
  if (first === 'versions') return open(withoutBody(request, versionsDocument(200, request.base)));
  if (isHealthcheck(path)) return open(healthcheckReply(request));
  if (request.method === 'OPTIONS')
    return open({ status: 200, headers: [['Content-Length', '0']], body: empty });
  const versioned = underVersion(request, path);
  if (versioned === undefined) return open(withoutBody(request, versionsDocument(300, request.base)));
  return answerImageApi(request, versioned, context);
}

/** The path below its version, which stands in its first segment or in the `Accept` header; undefined: in neither. */
function underVersion(request: HttpRequest, path: RequestPath): RequestPath | undefined {
  const accept = request.headers['accept'] ?? '';
  if (accept.startsWith(vendorType)) {
    return versionSegments.has(accept.slice(vendorType.length))
      ? { ...path, segments: ['v2', ...path.segments], trailing: path.trailing || path.segments.length === 0 }
      : undefined;
  }
  const [version = '', ...rest] = path.segments;
  return versionSegments.has(version) ? { ...path, segments: ['v2', ...rest] } : undefined;
}

/** An answer that asks for no token and changes nothing. */
function open(response: HttpResponse): Answer {
  return { response, changes: [], reason: silent };
}

/** A HEAD has the headers of the GET and no body. */
function withoutBody(request: HttpRequest, response: HttpResponse): HttpResponse {
  return request.method === 'HEAD' ? { ...response, body: empty } : response;
}
