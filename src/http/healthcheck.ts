import { preferred } from './accept.ts';
import { type RequestHead, type HttpResponse, textResponse } from './message.ts';
import type { RequestPath } from './path.ts';

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

/** Whether a path is that of the health check: without a slash at its end, and nothing below it. */
export function isHealthcheck({ segments, trailing }: RequestPath): boolean {
  return segments.length === 1 && segments[0] === 'healthcheck' && !trailing;
}

/**
 * The answer to whoever asks if the service is well, whatever the method; no token is needed.
 * Source: asked of Glance 25.1, whose oslo.middleware answers before anything else.
 */
export function healthcheckReply({ method, headers }: RequestHead): HttpResponse {
  if (method === 'HEAD') return { status: 204, headers: [['Content-Length', '0']], body: new Uint8Array() };
  const format = preferred(headers['accept'], Object.keys(formats)) ?? 'text/plain';
  const charset = format === 'application/json' ? '' : '; charset=UTF-8';
  return textResponse(200, [['Content-Type', `${format}${charset}`]], formats[format] ?? '');
}
