import { http, type HttpHandler } from 'msw';
import { delayed, firstHalf } from './host/delivery.ts';
import { type Host, hostOf } from './host/host.ts';
import { worldHeader } from './host/place.ts';
import type { Events, HttpResponse, RequestHead } from './http/message.ts';
import type { Fake } from './world/fake.ts';

/** Where the fake answers under MSW. */
export interface MswOptions {
  /** The URL of the cloud, with its path if it has one: `https://cloud.test`, `http://localhost:9292/openstack`. */
  readonly baseUrl: string;
  /** The world of a host that is asked where the path names none; the default one otherwise. */
  readonly world?: string;
  /** A recorder, as `recorderFor` makes it: it hears what is asked here, and can write a pact of it. */
  readonly record?: { through(fake: Fake): Fake };
}

/**
 * Request handlers that answer for a whole cloud – image API, identity, catalog – under one URL, for
 * `setupServer` and `setupWorker`. There is one that catches all: MSW tries handlers one by one.
 * @throws TypeError where `baseUrl` is no absolute URL.
 */
export function handlers(fake: Fake | Host, { baseUrl, world, record }: MswOptions): HttpHandler[] {
  const host = hostOf(fake);
  const heard = record === undefined ? host : host.through(record);
  const base = new URL(baseUrl).href.replace(/\/$/, '');
  const below = new RegExp(`^${base.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:[/?]|$)`);
  return [http.all(below, async ({ request }) => replyTo(heard, headOf(request, base, world), request))];
}

function headOf({ method, url, headers }: Request, base: string, world: string | undefined): RequestHead {
  const sent = Object.fromEntries(headers);
  const named = world === undefined ? sent : { [worldHeader]: world, ...sent };
  return { method, target: url.slice(base.length), base, headers: named };
}

async function replyTo(host: Host, head: RequestHead, request: Request): Promise<Response> {
  const begun = host.begin(head);
  const answered = begun.kind === 'answered' ? begun.answer : begun.finish(await bodyOf(request, begun.most));
  await delayed(answered, request.signal);
  const { status, headers, delivery } = answered;
  if (delivery?.cut === 'before-headers') return Response.error();
  return new Response(request.method === 'HEAD' ? null : sentOf(answered), {
    status,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
  });
}

/** What is sent behind the head. */
function sentOf(answered: HttpResponse): BodyInit | null {
  const { body, delivery, events } = answered;
  if (events !== undefined) return streamOf(events);
  if (delivery?.cut === 'after-headers') return brokenOff(firstHalf(answered));
  return body.length === 0 ? null : Uint8Array.from(body);
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

/** The body, cut off behind `most` bytes and one more. */
async function bodyOf({ body }: Request, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  const read = async (): Promise<void> => {
    const part = await reader?.read();
    if (part?.value === undefined) return;
    const kept = part.value.subarray(0, most + 1 - length);
    chunks.push(kept);
    length += kept.length;
    if (length <= most) await read();
  };
  await read();
  await reader?.cancel();
  const whole = new Uint8Array(length);
  chunks.reduce((at, chunk) => (whole.set(chunk, at), at + chunk.length), 0);
  return whole;
}
