import { http, type HttpHandler } from 'msw';
import { checkOptions, type OptionKinds } from './domain/given-options.ts';
import { rememberedLast } from './domain/remembered.ts';
import { readBaseUrl } from './host/base-url.ts';
import { type CorsAccess, type CorsHost, withCors } from './host/cors.ts';
import { delayed, firstHalf } from './host/delivery.ts';
import { type Host, hostOf } from './host/host.ts';
import { isForCloud, worldHeader } from './host/place.ts';
import { type Events, type HttpResponse, type RequestHead, bytesOf, joined } from './http/message.ts';
import type { Fake } from './world/fake.ts';

/** Where the fake answers under MSW. */
export interface MswOptions extends CorsAccess {
  /**
   * Pages of other origins that may use the cloud: the page in which MSW runs, unless this says otherwise; `false`: none.
   * In jsdom `XMLHttpRequest` keeps to it. The control plane is never for them.
   */
  readonly cors?: CorsAccess['cors'];
  /** The URL of the cloud, with its path if it has one: `https://cloud.test`, `http://localhost:9292/openstack`. */
  readonly baseUrl: string;
  /** The world of a host that is asked where the path names none; the default one otherwise. */
  readonly world?: string;
  /** A recorder, as `recorderFor` makes it: it hears what is asked here, and can write a pact of it. */
  readonly record?: { through(fake: Fake): Fake };
}

const mswOptions: OptionKinds<MswOptions> = {
  baseUrl: 'any',
  world: 'text',
  record: 'any',
  cors: 'any',
  onWarning: 'function',
};

/**
 * Request handlers that answer for a whole cloud – image API, identity, catalog – under one URL, for
 * `setupServer` and `setupWorker`. There is one that catches all: MSW tries handlers one by one. It leaves alone what
 * belongs to no cloud, and what a browser loads as a page: other handlers, or the server there, answer that.
 * @throws TypeError where `baseUrl` is not the absolute URL of a server, or `cors` names something that is not an origin.
 */
export function handlers(fake: Fake | Host, options: MswOptions): HttpHandler[] {
  checkOptions('handlers', options, mswOptions);
  const { baseUrl, world, record, cors = ownOrigin(), onWarning } = options;
  const base = readBaseUrl(baseUrl);
  const host = hostOf(fake);
  const served = withCors(record === undefined ? host : host.through(record), { cors, onWarning });
  // MSW asks first whether a request is ours, and then for the answer. No longer: what keeps a request would keep its head.
  const headOf = rememberedLast((request: Request): RequestHead | undefined => {
    const target = base.targetOf(request.url);
    // A page that the browser loads is never the cloud's, whatever its path.
    if (target === undefined || request.mode === 'navigate') return undefined;
    const headers = headersOf(request, world);
    const isOurs = isForCloud({ target, headers }, host.worlds.most > 0);
    return isOurs ? { method: request.method, target, base: base.href, headers } : undefined;
  });
  return [
    http.all(
      ({ request }) => headOf(request) !== undefined,
      ({ request }) => {
        const head = headOf(request);
        return head && replyTo(served, head, request, base.origin);
      },
    ),
  ];
}

/** The origin of the page in which MSW runs; undefined outside of pages. */
function ownOrigin(): string | undefined {
  const origin: unknown = (globalThis as { readonly location?: { readonly origin?: unknown } }).location
    ?.origin;
  return typeof origin === 'string' && /^https?:/.test(origin) ? origin : undefined;
}

/** The headers of a request in lower case: not every environment writes them so. */
function headersOf({ headers }: Request, world: string | undefined): RequestHead['headers'] {
  // Without a prototype: a header may be called `constructor`.
  const own = Object.create(null) as Record<string, string>;
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const before = own[key];
    own[key] = before === undefined ? value : `${before}, ${value}`;
  }
  return world === undefined ? own : { [worldHeader]: world, ...own };
}

/** The answer, at once where there is nothing to wait for: neither a body nor the delay of a fault. */
function replyTo(
  host: CorsHost,
  head: RequestHead,
  request: Request,
  origin: string,
): Response | Promise<Response> {
  host.notice(head, origin);
  const begun = host.begin(head);
  if (begun.kind === 'answered') return delivered(begun.answer, request);
  if (request.body === null) return delivered(begun.finish(new Uint8Array()), request);
  // Where a body breaks off, nobody is left to answer.
  return bodyOf(request, begun.most).then((body) =>
    body === undefined ? Response.error() : delivered(begun.finish(body), request),
  );
}

function delivered(answered: HttpResponse, request: Request): Response | Promise<Response> {
  if (answered.settled !== undefined) return answered.settled.then((held) => delivered(held, request));
  if (answered.delivery === undefined) return responseOf(answered, request);
  return delayed(answered, request.signal).then(() => responseOf(answered, request));
}

function responseOf(answered: HttpResponse, request: Request): Response {
  const { status, headers, delivery } = answered;
  if (delivery?.cut === 'before-headers') return Response.error();
  return new Response(request.method === 'HEAD' ? null : sentOf(answered), {
    status,
    headers: [...headers] as [string, string][],
  });
}

/** What is sent behind the head. */
function sentOf(answered: HttpResponse): BodyInit | null {
  const { body, delivery, events, headers } = answered;
  if (events !== undefined) return streamOf(events);
  if (delivery?.cut === 'after-headers') return brokenOff(firstHalf(answered));
  if (body.length === 0) return null;
  // A text without a type gets one from `Response`.
  const isTyped = headers.some(([name]) => name === 'Content-Type');
  return typeof body === 'string' && isTyped ? body : Uint8Array.from(bytesOf(body));
}

/** Pieces that may wait for a client that does not read; it is let go then. */
const mostWaiting = 10_000;

function streamOf(events: Events): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let stop = (): void => {};
  return new ReadableStream({
    start(controller) {
      const send = (text: string): void => {
        controller.enqueue(encoder.encode(text));
        if ((controller.desiredSize ?? 0) > -mostWaiting) return;
        stop();
        controller.error(new Error('The events were not read.'));
      };
      stop = events(send, () => controller.close());
    },
    cancel: () => stop(),
  });
}

/** A body whose connection is lost behind its first bytes. */
function brokenOff(first: Uint8Array): ReadableStream<Uint8Array> {
  let isSent = false;
  return new ReadableStream({
    pull(controller) {
      if (isSent) return controller.error(new TypeError('The connection was cut by a fault.'));
      isSent = true;
      if (first.length > 0) controller.enqueue(Uint8Array.from(first));
    },
  });
}

/** The body, cut off behind `most` bytes and one more; undefined where it breaks off. */
async function bodyOf({ body }: Request, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  try {
    while (length <= most) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const part = await reader?.read();
      if (part?.value === undefined) break;
      const kept = part.value.subarray(0, most + 1 - length);
      chunks.push(kept);
      length += kept.length;
    }
    await reader?.cancel();
  } catch {
    return undefined;
  }
  return joined(chunks, length);
}
