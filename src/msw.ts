import { http, type HttpHandler } from 'msw';
import type { Fake } from './world/fake.ts';

/** Where the fake answers under MSW. */
export interface MswOptions {
  /** The URL of the cloud, with its path if it has one: `https://cloud.test`, `http://localhost:9292/openstack`. */
  readonly baseUrl: string;
  /** A recorder, as `recorderFor` makes it: it hears what is asked here, and can write a pact of it. */
  readonly record?: { through(fake: Fake): Fake };
}

/**
 * Request handlers that answer for a whole cloud – image API, identity, catalog – under one URL, for
 * `setupServer` and `setupWorker`. There is one that catches all: MSW tries handlers one by one.
 * @throws TypeError where `baseUrl` is no absolute URL.
 */
export function handlers(fake: Fake, { baseUrl, record }: MswOptions): HttpHandler[] {
  const heard = record?.through(fake) ?? fake;
  const base = new URL(baseUrl).href.replace(/\/$/, '');
  const below = new RegExp(`^${base.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:[/?]|$)`);
  return [http.all(below, async ({ request }) => replyTo(heard, base, request))];
}

async function replyTo(fake: Fake, base: string, request: Request): Promise<Response> {
  const begun = fake.begin({
    method: request.method,
    target: request.url.slice(base.length),
    base,
    headers: Object.fromEntries(request.headers),
  });
  const { status, headers, body } =
    begun.kind === 'answered' ? begun.answer : begun.finish(await bodyOf(request, begun.most));
  const bodiless = body.length === 0 || request.method === 'HEAD';
  return new Response(bodiless ? null : Uint8Array.from(body), {
    status,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
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
