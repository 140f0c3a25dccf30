import type { ErrorBody, ErrorFormats } from '../domain/profile.ts';
import { type Refusal, type RefusalRow, wordsOf } from '../domain/refusals.ts';
import { preferred } from './accept.ts';
import { inAscii, rewritten } from './code-points.ts';
import { printJson } from './json.ts';
import { brokenReply, type HttpResponse, type RequestHead, textResponse } from './message.ts';

/** A status as WebOb has it: its title, and what it says of itself before words that stand as detail. */
type WebObStatus = readonly [title: string, generic: string];

const malformed =
  'The server could not comply with the request since it is either malformed or otherwise incorrect.';
const erred = 'The server has either erred or is incapable of performing the requested operation.';

/**
 * The statuses of errors that HTTP registers. Source: WebOb, `exc.py`; what it has no class for, 418, 421, 425, 426, 506, 508
 * and 510, with the titles of IANA's register and what WebOb says of all of their kind.
 */
const webObStatuses: Readonly<Record<number, WebObStatus>> = {
  400: ['Bad Request', malformed],
  401: [
    'Unauthorized',
    'This server could not verify that you are authorized to access the document you requested. Either you supplied the wrong credentials (e.g., bad password), or your browser does not understand how to supply the credentials required.',
  ],
  402: ['Payment Required', 'Access was denied for financial reasons.'],
  403: ['Forbidden', 'Access was denied to this resource.'],
  404: ['Not Found', 'The resource could not be found.'],
  405: ['Method Not Allowed', malformed],
  406: ['Not Acceptable', malformed],
  407: ['Proxy Authentication Required', 'Authentication with a local proxy is needed.'],
  408: ['Request Timeout', 'The server has waited too long for the request to be sent by the client.'],
  409: ['Conflict', 'There was a conflict when trying to complete your request.'],
  410: ['Gone', 'This resource is no longer available. No forwarding address is given.'],
  411: ['Length Required', 'Content-Length header required.'],
  412: ['Precondition Failed', 'Request precondition failed.'],
  413: ['Request Entity Too Large', 'The body of your request was too large for this server.'],
  414: ['Request-URI Too Long', 'The request URI was too long for this server.'],
  415: ['Unsupported Media Type', malformed],
  416: ['Request Range Not Satisfiable', 'The Range requested is not available.'],
  417: ['Expectation Failed', 'Expectation failed.'],
  418: ["I'm a teapot", malformed],
  421: ['Misdirected Request', malformed],
  422: ['Unprocessable Entity', 'Unable to process the contained instructions'],
  423: ['Locked', 'The resource is locked'],
  424: [
    'Failed Dependency',
    'The method could not be performed because the requested action dependended on another action and that action failed',
  ],
  425: ['Too Early', malformed],
  426: ['Upgrade Required', malformed],
  428: ['Precondition Required', 'This request is required to be conditional'],
  429: ['Too Many Requests', 'The client has sent too many requests in a given amount of time'],
  431: ['Request Header Fields Too Large', 'The request header fields were too large'],
  451: ['Unavailable For Legal Reasons', 'The resource is not available due to legal reasons.'],
  500: ['Internal Server Error', erred],
  501: ['Not Implemented', erred],
  502: ['Bad Gateway', 'Bad gateway.'],
  503: ['Service Unavailable', 'The server is currently unavailable. Please try again at a later time.'],
  504: ['Gateway Timeout', 'The gateway has timed out.'],
  505: ['HTTP Version Not Supported', 'The HTTP version is not supported.'],
  506: ['Variant Also Negotiates', erred],
  507: ['Insufficient Storage', 'There was not enough space to save the resource'],
  508: ['Loop Detected', erred],
  510: ['Not Extended', erred],
  511: ['Network Authentication Required', 'Network authentication is required'],
};

/** Whether a status is one that a refusal can have: an error that HTTP registers. */
export function isErrorStatus(status: number): boolean {
  return Object.hasOwn(webObStatuses, status);
}

/** What stands for characters in HTML, by their code points. */
const entities: Readonly<Record<number, string>> = {
  0x22: '&quot;',
  0x26: '&amp;',
  0x27: '&#x27;',
  0x3c: '&lt;',
  0x3e: '&gt;',
};

type Headers = readonly (readonly [name: string, value: string])[];

/** What is said, in which of the forms that error bodies have, and in which formats. */
export interface Said {
  readonly refusal: Refusal;
  /** The refusal as the profile has it. */
  readonly row: RefusalRow;
  readonly form: ErrorBody;
  readonly formats: ErrorFormats;
}

type Form = (request: RequestHead, said: Said, headers: Headers) => HttpResponse;

/** The forms of error bodies. */
const forms: { readonly [F in ErrorBody]: Form } = { glance: glanceReply, general: generalReply };

/** A refusal as a reply. */
export function errorReply(request: RequestHead, said: Said, headers: Headers = []): HttpResponse {
  return forms[said.form](request, said, headers);
}

/** The general form, always JSON; to a HEAD without a body. Source: CLOUD-IMAGES.md §7. */
function generalReply({ method }: RequestHead, { refusal, row }: Said, headers: Headers): HttpResponse {
  const typed: Headers = [['Content-Type', 'application/json'], ...headers];
  const body = method === 'HEAD' ? '' : printJson(generalBody(refusal, row));
  return textResponse(row.status, typed, body);
}

/** Glance's form. Source: RULES.md §5. */
function glanceReply(request: RequestHead, { refusal, row, formats }: Said, headers: Headers): HttpResponse {
  const { status, stands } = row;
  const { detail } = refusal.words;
  return webObReply(request, { status, stands, words: wordsOf(refusal, row), detail }, formats, headers);
}

/** What WebOb is given to write an error. `stands` is as in `RefusalRow`; `detail` has a line of its own in a template. */
export interface WebObError {
  readonly status: number;
  readonly stands?: 'detail' | 'template' | undefined;
  readonly words: string;
  readonly detail?: string | undefined;
}

/**
 * An error as WebOb writes it, in the format that `Accept` asks for. To a HEAD it has no body, and is of type HTML
 * whatever was asked for. Source: RULES.md §5.
 */
export function webObReply(
  request: RequestHead,
  { status, stands, words, detail = '' }: WebObError,
  formats: ErrorFormats,
  headers: Headers = [],
): HttpResponse {
  const typed = (type: string, text: string): HttpResponse =>
    textResponse(status, [['Content-Type', type], ...headers], text);
  if (request.method === 'HEAD') return typed('text/html; charset=UTF-8', '');
  const [title, generic] = webObStatuses[status] ?? ['Error', erred];
  const code = `${status} ${title}`;
  const body = (write: (text: string) => string): string =>
    inTemplate(generic, stands, write(words)) + write(detail);
  switch (preferred(request.headers['accept'], formats.offered) ?? formats.otherwise) {
    case 'text/html':
      return typed('text/html; charset=UTF-8', page(code, body(escapeHtml)));
    case 'application/json':
      return typed('application/json', inAscii(printJson({ message: body(asIs), code, title })));
    default:
      if (!words.isWellFormed()) return brokenReply;
      return typed('text/plain; charset=UTF-8', `${code}\n\n${plain(body(asIs))}`);
  }
}

function inTemplate(generic: string, stands: 'detail' | 'template' | undefined, words: string): string {
  if (stands === 'template') return `${words}<br /><br />\n`;
  if (stands === 'detail') return `${generic}<br /><br />\n${words}\n\n`;
  return `${words}<br /><br />\n\n\n`;
}

function page(code: string, body: string): string {
  return `<html>\n <head>\n  <title>${code}</title>\n </head>\n <body>\n  <h1>${code}</h1>\n  ${body}\n </body>\n</html>`;
}

/**
 * Plain text has line breaks for whatever begins like `<br`, and loses all else that looks like a tag, the marks of
 * comments first. Source: WebOb, `strip_tags`; asked of Glance 25.1.
 */
function plain(body: string): string {
  const broken = replaceTags(body.replaceAll('\n', ' ').replaceAll('\r', ''), /<br[^>]*>/gi, '\n');
  return replaceTags(broken.replace(/<!--|-->/g, ''), /<[^>]*>/g, '');
}

/** Behind the last `>` no tag is looked for: each `<` there would be searched to the end of the text. */
function replaceTags(text: string, tag: RegExp, instead: string): string {
  const end = text.lastIndexOf('>') + 1;
  return text.slice(0, end).replace(tag, instead) + text.slice(end);
}

function escapeHtml(text: string): string {
  return rewritten(text, (code) => entities[code] ?? (code < 0x80 ? '' : `&#${code};`));
}

function asIs(text: string): string {
  return text;
}

/** What kind of error a status is: the key that its body stands under, and the message beside the words. */
interface Kind {
  readonly root: string;
  readonly message: string;
}

const kinds: Readonly<Record<number, Kind>> = {
  400: { root: 'badRequest', message: 'Bad Request' },
  401: { root: 'unauthorized', message: 'Unauthorized' },
  403: { root: 'forbidden', message: 'Forbidden' },
  404: { root: 'itemNotFound', message: 'Not Found' },
  405: { root: 'badMethod', message: 'Bad Method' },
  409: { root: 'conflict', message: 'Conflict' },
  413: { root: 'overLimit', message: 'Over Limit' },
  415: { root: 'badMediaType', message: 'Bad Media Type' },
  416: { root: 'badRange', message: 'Request Range Not Satisfiable' },
  429: { root: 'overLimit', message: 'Over Limit' },
  501: { root: 'notImplemented', message: 'Not Implemented' },
  503: { root: 'serviceUnavailable', message: 'Service Unavailable' },
};

/**
 * What kind of error a status is in Rackspace's services. Source: CLOUD-IMAGES.md §7; the keys of 409, 416, 429 and 501 are
 * ours.
 */
export function errorKind(status: number): Kind {
  return kinds[status] ?? { root: 'computeFault', message: 'API Fault' };
}

/**
 * A refusal in the general form of Rackspace's services: `{"itemNotFound": {"code": 404, "message", "details"}}`.
 * One that passes with time says when, in `retryAt`. Source: CLOUD-IMAGES.md §7.
 */
function generalBody(refusal: Refusal, row: RefusalRow): object {
  const { retryAt } = refusal.words;
  return generalError(row.status, wordsOf(refusal, row).trim(), retryAt);
}

/** An error in the general form of Rackspace's services. @param retryAt when it will have passed. */
export function generalError(status: number, details: string, retryAt?: string): object {
  const { root, message } = errorKind(status);
  return { [root]: { code: status, message, details, ...(retryAt === undefined ? {} : { retryAt }) } };
}
