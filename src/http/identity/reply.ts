import { type IdentityRefusal, identityRefusals } from '../../domain/identity/refusals.ts';
import { keptRewriting, type Rewriting, rewritten } from '../code-points.ts';
import type { Context } from '../context.ts';
import { printJson } from '../json.ts';
import { byteLength, type HttpResponse, type RequestHead } from '../message.ts';

/** A reply of Keystone without the headers that all of them carry. */
export interface IdentityReply {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Undefined: no body at all. */
  readonly text?: string;
}

type Headers = IdentityReply['headers'];

/** Characters outside ASCII as JSON escapes them, in one or two units. */
const otherEscapes: Rewriting = keptRewriting((code) => {
  const units = String.fromCodePoint(code).split('');
  return units.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
});

function ascii(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  return rewritten(text, (code) => (code <= 0x7f ? '' : otherEscapes(code)));
}

/** A JSON document, spaced as Python spaces it, in ASCII. */
export function documentReply(status: number, value: object, headers: Headers = []): IdentityReply {
  return {
    status,
    headers: [['Content-Type', 'application/json'], ...headers],
    text: ascii(printJson(value)),
  };
}

/** The same with a line feed behind it, as Keystone's resources have it. */
export function resourceReply(status: number, value: object, headers: Headers = []): IdentityReply {
  const reply = documentReply(status, value, headers);
  return { ...reply, text: `${reply.text}\n` };
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Request Entity Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
};

/** A refusal in Keystone's format: compact JSON, keys sorted. `v3` is the URL of the identity API. */
export function refusalReply(refusal: IdentityRefusal, v3: string): IdentityReply {
  const { values } = refusal;
  const { status, words, identity: usual } = identityRefusals[refusal.name];
  const identity = refusal.identity ?? usual;
  const message = words.replace(/\{(\w+)\}/g, (_, place: string) => values[place] ?? '');
  const error = { code: status, ...(identity && { identity }), message, title: titles[status] };
  const challenge: Headers = status === 401 ? [['WWW-Authenticate', `Keystone uri="${v3}"`]] : [];
  return {
    status,
    headers: [['Content-Type', 'application/json'], ...challenge],
    text: `${ascii(JSON.stringify({ error }))}\n`,
  };
}

function page(status: number, title: string, sentence: string, headers: Headers): IdentityReply {
  const text = `<!doctype html>\n<html lang=en>\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${sentence}</p>\n`;
  return { status, headers: [['Content-Type', 'text/html; charset=utf-8'], ...headers], text };
}

/** A path that is no route. Source: recorded, docs//foo. */
export function unknownPath(): IdentityReply {
  const sentence =
    'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.';
  return page(404, 'Not Found', sentence, []);
}

const notAllowed = 'The method is not allowed for the requested URL.';

/** A method that a path does not know: a page at the discovery documents, JSON elsewhere. Source: asked of Keystone 22. */
export function methodNotAllowed(allow: string, discovery: boolean): IdentityReply {
  if (discovery) return page(405, 'Method Not Allowed', notAllowed, [['Allow', allow]]);
  return resourceReply(405, { message: notAllowed }, [['Allow', allow]]);
}

/** The methods of a path. Source: asked of Keystone 22. */
export function options(allow: string): IdentityReply {
  return {
    status: 200,
    headers: [
      ['Content-Type', 'text/html; charset=utf-8'],
      ['Allow', allow],
    ],
    text: '',
  };
}

/** Adds what every reply carries. A HEAD has the headers of the GET and no body; a 204 has no length. */
export function finishedReply(
  request: RequestHead,
  context: Context,
  { status, headers, text }: IdentityReply,
): HttpResponse {
  const length: HttpResponse['headers'] =
    text === undefined ? [] : [['Content-Length', String(byteLength(text))]];
  return {
    status,
    headers: [
      ...headers,
      ...length,
      ['Vary', 'X-Auth-Token'],
      ['x-openstack-request-id', `req-${context.randomIds.uuid()}`],
    ],
    body: request.method === 'HEAD' ? '' : (text ?? ''),
  };
}
