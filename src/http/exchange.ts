import { admitImageApi } from './image-api.ts';
import type { Admission, Context } from './context.ts';
import { admitIdentity } from './identity/exchange.ts';
import { healthcheckReply, isHealthcheck } from './healthcheck.ts';
import type { HttpResponse, RequestHead } from './message.ts';
import { silent } from './trace.ts';
import { readPath, type RequestPath } from './path.ts';
import { versionSegments, versionsDocument } from './versions.ts';

const vendorType = 'application/vnd.openstack.images-';
const empty: Uint8Array = new Uint8Array();

/** Bytes of a request's first line, its end included, at which Glance's server gives up. Source: asked of Glance 25.1. */
const longLine = 8192;

/**
 * Looks at the head of a request: identity under `/identity`, the image API elsewhere. Answers it where no body can
 * change the answer: who asks is settled before a body is read. Changes nothing by itself; what the request does to
 * the world is in the answer. Source of the order: RULES.md §1, §6; asked of Glance 25.1 (long lines).
 */
export function admit(request: RequestHead, context: Context): Admission {
  const path = readPath(request.target);
  if (path?.segments[0] === 'identity') return admitIdentity(request, context);
  return isLongLine(request) ? open(lineTooLong) : admitByPath(request, path, context);
}

const lineTooLong: HttpResponse = {
  status: 414,
  headers: [
    ['Connection', 'close'],
    ['Content-Length', '0'],
  ],
  body: empty,
};

function isLongLine({ method, target }: RequestHead): boolean {
  return method.length + target.length + '  HTTP/1.1\r\n'.length >= longLine;
}

function admitByPath(request: RequestHead, path: RequestPath | undefined, context: Context): Admission {
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
  if (first === 'versions') return open(withoutBody(request, versionsDocument(200, request.base)));
  if (isHealthcheck(path)) return open(healthcheckReply(request));
  if (request.method === 'OPTIONS')
    return open({ status: 200, headers: [['Content-Length', '0']], body: empty });
  const versioned = underVersion(request, path);
  if (versioned === undefined) return open(withoutBody(request, versionsDocument(300, request.base)));
  return admitImageApi(request, versioned, context);
}

/** The path below its version, which stands in its first segment or in the `Accept` header; undefined: in neither. */
export function underVersion(request: RequestHead, path: RequestPath): RequestPath | undefined {
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
function open(response: HttpResponse): Admission {
  return { kind: 'answered', answer: { response, changes: [], trace: silent } };
}

/** A HEAD has the headers of the GET and no body. */
function withoutBody(request: RequestHead, response: HttpResponse): HttpResponse {
  return request.method === 'HEAD' ? { ...response, body: empty } : response;
}
