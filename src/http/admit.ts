import type { Release } from '../domain/release.ts';
import { releaseNames, releases } from '../domain/releases.ts';
import { remembered } from '../domain/remembered.ts';
import { broken, silent, type Trace } from '../domain/trace.ts';
import { preferred } from './accept.ts';
import type { Admission, Context } from './context.ts';
import { admitIdentity } from './identity/exchange.ts';
import { admitImageApi } from './image-exchange.ts';
import { printJson } from './json.ts';
import { type HttpResponse, replyOfBroken, type RequestHead, textResponse } from './message.ts';
import { rawPath, readPath, readPathBehind, type RequestPath } from './path.ts';
import { emptyResponse, seenBase } from './reply.ts';

const vendorType = 'application/vnd.openstack.images-';
const empty: Uint8Array = new Uint8Array();

/** Bytes that Glance's server takes of a head, ends of lines included. Source: asked of Glance 25.1. */
const most = { line: 8191, header: 16_383, headers: 65_536 } as const;

/**
 * Looks at the head of a request: identity under `/identity`, the image API elsewhere. Answers it where no body can
 * change the answer: who asks is settled before a body is read. Changes nothing by itself; what the request does to
 * the world is in the answer. Source of the order: RULES.md §1, §6; asked of Glance 25.1 (long heads).
 */
export function admit(request: RequestHead, context: Context): Admission {
  const read = readPath(request.target);
  if ((read ?? rawPath(request.target)).segments[0] === 'identity') return admitIdentity(request, context);
  const status = statusOfLong(request);
  if (status !== undefined) return open(tooLong(status));
  const { webServer } = context.profile.release;
  return admitByPath(request, readPathBehind(webServer, request.target, read), context);
}

/** The status of a head that is too long for Glance's server; undefined where it is not. */
function statusOfLong({ method, target, headers }: RequestHead): 400 | 414 | undefined {
  if (method.length + target.length + '  HTTP/1.1\r\n'.length > most.line) return 414;
  let sum = 0;
  for (const name in headers) {
    const length = name.length + (headers[name] ?? '').length + ': \r\n'.length;
    if (length > most.header) return 400;
    sum += length;
  }
  return sum > most.headers ? 400 : undefined;
}

function tooLong(status: 400 | 414): HttpResponse {
  return {
    status,
    headers: [
      ['Connection', 'close'],
      ['Content-Length', '0'],
    ],
    body: empty,
  };
}

function admitByPath(request: RequestHead, path: RequestPath | undefined, context: Context): Admission {
  const { release } = context.profile;
  if (path === undefined) return open(replyOfBroken(release), { ...silent, refused: broken });
  const [first] = path.segments;
  if (first === 'versions') return open(withoutBody(request, versionsDocument(200, request, release)));
  if (isHealthcheck(path, release)) return open(healthcheckReply(request, release));
  if (request.method === 'OPTIONS')
    return open({ status: 200, headers: [['Content-Length', '0']], body: empty });
  const versioned = underVersion(request, path, release);
  if (versioned === undefined) return open(withoutBody(request, versionsDocument(300, request, release)));
  return admitImageApi(request, versioned, context);
}

/**
 * The path below its version, which stands in its first segment or in the `Accept` header; undefined: in neither.
 * @param release whose versions count; left out: those of all, for whoever does not know yet which world a request is for.
 */
export function underVersion(
  request: Pick<RequestHead, 'headers'>,
  path: RequestPath,
  release?: Release,
): RequestPath | undefined {
  const accept = request.headers['accept'] ?? '';
  if (accept.startsWith(vendorType)) {
    return versionsOf(release).has(accept.slice(vendorType.length))
      ? { ...path, segments: ['v2', ...path.segments], trailing: path.trailing || path.segments.length === 0 }
      : undefined;
  }
  if (path.segments[0] === 'v2') return path;
  const [version = '', ...rest] = path.segments;
  return versionsOf(release).has(version) ? { ...path, segments: ['v2', ...rest] } : undefined;
}

/** An answer that asks for no token and changes nothing. */
function open(response: HttpResponse, trace: Trace = silent): Admission {
  return { kind: 'answered', answer: { response, changes: [], trace } };
}

/** A HEAD has the headers of the GET and no body. */
function withoutBody(request: RequestHead, response: HttpResponse): HttpResponse {
  return request.method === 'HEAD' ? { ...response, body: empty } : response;
}

/** What `/healthcheck` says in each format, the first one where none is asked for. */
const formats: Readonly<Record<string, string>> = {
  'text/plain': 'OK',
  'text/html': [
    '<HTML>\n<HEAD><TITLE>Healthcheck Status</TITLE></HEAD>\n<BODY>\n',
    '<H2>Result of 1 checks:</H2>\n<TABLE bgcolor="#ffffff" border="1">\n<TBODY>\n<TR>\n',
    '<TH>\nReason\n</TH>\n</TR>\n<TR>\n\n    <TD>OK</TD>\n',
    '</TR>\n</TBODY>\n</TABLE>\n<HR></HR>\n\n</BODY>\n</HTML>',
  ].join('\n'),
  'application/json': '{\n    "detailed": false,\n    "reasons": [\n        "OK"\n    ]\n}',
};

/** Whether a path is that of the health check of a release: nothing is below it. */
export function isHealthcheck({ segments, trailing }: RequestPath, { healthcheckSlash }: Release): boolean {
  return segments.length === 1 && segments[0] === 'healthcheck' && (!trailing || healthcheckSlash);
}

/**
 * The answer to whoever asks if the service is well, whatever the method; no token is needed.
 * Source: asked of Glance 25.1, 30 and 33, whose oslo.middleware answers before anything else.
 */
function healthcheckReply({ method, headers }: RequestHead, release: Release): HttpResponse {
  if (method === 'HEAD') return emptyResponse(204, [], release, false);
  const format = preferred(headers['accept'], Object.keys(formats)) ?? 'text/plain';
  const charset = format === 'application/json' ? '' : '; charset=UTF-8';
  return textResponse(200, [['Content-Type', `${format}${charset}`]], formats[format] ?? '');
}

/** The first segments of a path that lead to the API of a release. */
export const versionSegments: (release: Release) => ReadonlySet<string> = remembered(
  ({ versions }) => new Set(['v2', ...versions.map(({ minor }) => `v2.${minor}`)]),
);

/** Those of all releases. */
export const anyVersionSegment: ReadonlySet<string> = new Set(
  releaseNames.flatMap((name) => [...versionSegments(releases[name])]),
);

function versionsOf(release: Release | undefined): ReadonlySet<string> {
  return release === undefined ? anyVersionSegment : versionSegments(release);
}

/**
 * The versions document: 300 where a path names no version, 200 where it was asked for. Source: RULES.md §6, RELEASES.md.
 */
function versionsDocument(status: 200 | 300, request: RequestHead, release: Release): HttpResponse {
  const links = [{ rel: 'self', href: `${seenBase(request, release)}/v2/` }];
  const versions = release.versions.map((row) => ({ id: `v2.${row.minor}`, status: row.status, links }));
  return textResponse(status, [['Content-Type', 'application/json']], printJson({ versions }));
}
