import type { Context } from '../context.ts';
import { type RequestHead, type HttpResponse, bytesOf } from '../message.ts';
import type { Reply } from './reply.ts';

/** Adds what every reply carries. A HEAD has the headers of the GET and no body; a 204 has no length. */
export function finished(
  request: RequestHead,
  context: Context,
  { status, headers, text }: Reply,
): HttpResponse {
  const body = bytesOf(text ?? '');
  const length: HttpResponse['headers'] = text === undefined ? [] : [['Content-Length', String(body.length)]];
  return {
    status,
    headers: [
      ...headers,
      ...length,
      ['Vary', 'X-Auth-Token'],
      ['x-openstack-request-id', `req-${context.chance.uuid()}`],
    ],
    body: request.method === 'HEAD' ? bytesOf('') : body,
  };
}
