import type { ErrorBody, ErrorFormats } from '../domain/profile.ts';
import { type Refusal, type RefusalRow, wordsOf } from '../domain/refusals.ts';
import { preferred } from './accept.ts';
import { rewritten } from './code-points.ts';
import { inAscii, printJson } from './json.ts';
import { brokenReply, type HttpResponse, type RequestHead, textResponse } from './message.ts';

/** The titles of the statuses, as WebOb has them. */
const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  416: 'Request Range Not Satisfiable',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
};

/** What WebOb says of itself before words that stand as detail. */
const generic: Readonly<Record<number, string>> = {
  400: 'The server could not comply with the request since it is either malformed or otherwise incorrect.',
  403: 'Access was denied to this resource.',
  409: 'There was a conflict when trying to complete your request.',
  416: 'The Range requested is not available.',
};

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
  const code = `${status} ${titles[status]}`;
  const body = (write: (text: string) => string): string =>
    inTemplate(status, stands, write(words)) + write(detail);
  switch (preferred(request.headers['accept'], formats.offered) ?? formats.otherwise) {
    case 'text/html':
      return typed('text/html; charset=UTF-8', page(code, body(escapeHtml)));
    case 'application/json':
      return typed(
        'application/json',
        inAscii(printJson({ message: body(asIs), code, title: titles[status] })),
      );
    default:
      if (!words.isWellFormed()) return brokenReply;
      return typed('text/plain; charset=UTF-8', `${code}\n\n${plain(body(asIs))}`);
  }
}

function inTemplate(status: number, stands: 'detail' | 'template' | undefined, words: string): string {
  if (stands === 'template') return `${words}<br /><br />\n`;
  if (stands === 'detail') return `${generic[status]}<br /><br />\n${words}\n\n`;
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
