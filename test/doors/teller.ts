import type { Fake } from '../../src/world/fake.ts';
import type { Clock } from './clock.ts';

/** A request before anybody says who sends it. */
export interface Call {
  readonly method?: string;
  readonly path: string;
  /** Text and bytes go as they are; any other value becomes JSON. */
  readonly body?: unknown;
  /** `null` leaves a header out that would be sent otherwise. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

/** A call and who sends it: a user of the world, a token as it stands, or nobody. */
export type Sent = Call & { readonly as?: string; readonly token?: string };

/** A reply as a test looks at it. */
export interface Replied {
  readonly status: number;
  readonly headers: Headers;
  /** The value of JSON, else the text. */
  readonly body: unknown;
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** A request as it goes to a door. */
export interface Wire {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

/** A reply as it comes from a door. */
export interface WireReply {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

/** An open door to one fake. */
export interface OpenDoor {
  /** Where the fake answers, as it sees it. */
  readonly base: string;
  send(wire: Wire): Promise<WireReply>;
  close(): Promise<void>;
}

/** What a rule is told with. */
export interface Told {
  readonly fake: Fake;
  readonly clock: Clock;
  /** Where the fake answers. */
  readonly base: string;
  send(sent: Sent): Promise<Replied>;
  /** The short form of a reply: `200`, or `404 Image … not found.`; who asks is a user's name. */
  says(as: string, call: Call): Promise<string>;
}

type Watch = (request: { readonly method: string; readonly target: string }, reply: WireReply) => void;

/** What a test speaks with through an open door; `watch` sees every exchange. */
export function tellerOf(fake: Fake, clock: Clock, door: OpenDoor, watch: Watch): Told {
  const send = async (sent: Sent): Promise<Replied> => {
    const wire = wireOf(sent, sent.as === undefined ? sent.token : fake.as(sent.as).token);
    const reply = await door.send(wire);
    watch(asRouted(wire), reply);
    return repliedOf(reply);
  };
  const says = async (as: string, call: Call): Promise<string> => inShort(await send({ as, ...call }));
  return { fake, clock, base: door.base, send, says };
}

/** The status, and behind it the message of an error without the line breaks that every message ends with. */
export function inShort({ status, body, text }: Replied): string {
  if (status < 400) return String(status);
  const json = (typeof body === 'object' ? body : null) as { message?: string } | null;
  return `${status} ${(json?.message ?? text).replace(/(?:<br \/>|\s)+$/, '')}`;
}

const encoder: TextEncoder = new TextEncoder();

function wireOf({ method = 'GET', path, body, headers = {} }: Sent, token: string | undefined): Wire {
  const raw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  const all: Readonly<Record<string, string | null>> = {
    accept: 'application/json',
    'content-type': raw ? null : 'application/json',
    'x-auth-token': token ?? null,
    ...headers,
  };
  const sent = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== null);
  const text = raw ? body : JSON.stringify(body);
  return {
    method,
    target: path,
    headers: Object.fromEntries(sent),
    body: typeof text === 'string' ? encoder.encode(text) : text,
  };
}

/** The version may stand in `Accept`; then the description speaks of the path with the version in front. */
function asRouted({ method, target, headers }: Wire): { method: string; target: string } {
  const versioned =
    (headers['accept'] ?? '').startsWith('application/vnd.openstack.images-v2') &&
    !target.startsWith('/versions');
  return { method, target: versioned ? `/v2${target}` : target };
}

function repliedOf({ status, headers, body: bytes }: WireReply): Replied {
  const named = new Headers(headers.map(([name, value]): [string, string] => [name, value]));
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const isJson = named.get('content-type')?.startsWith('application/json') === true && text !== '';
  return { status, headers: named, body: isJson ? (JSON.parse(text) as unknown) : text, text, bytes };
}
