import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { headed, listenAt, type Listening } from '../listening.ts';
import { checkOptions, type OptionKinds } from '../domain/given-options.ts';
import { sameSecret } from '../domain/identity/proofs.ts';
import { isOwnHost } from '../host/own-host.ts';
import { callListener } from '../world/journal.ts';
import { StateError } from './cloud.ts';
import type { ProviderStateValues } from './provider-states.ts';
import type { Stage } from './stage.ts';

/** A request of a verifier to change the state of the provider, as Pact's verifiers send it. */
interface ProviderStateChange {
  readonly action: 'setup' | 'teardown';
  readonly state: string;
  readonly params: unknown;
}

/** What became of one. */
export interface ProviderStateChanged extends ProviderStateChange {
  /** Why it could not be done; undefined where it was. */
  readonly trouble?: string | undefined;
  /** The values that a setup gave, without a token. */
  readonly values?: ProviderStateValues | undefined;
}

/** How a state server is started. */
export interface ProviderStateServerOptions {
  readonly port?: number;
  readonly host?: string;
  /** What stands in the path of its URL, so that nobody else finds it; 256 random bits if left out. */
  readonly secret?: string;
  /** Names that it is reached by besides its address, such as that of a container: `states.test`. */
  readonly allowedHosts?: readonly string[];
  /** Hears of each change, and is waited for before the answer. */
  readonly changed?: (change: ProviderStateChanged) => void | Promise<void>;
  /** Hears why a request was refused before it was a change. */
  readonly refused?: (why: string) => void;
}

const stateServerOptions: OptionKinds<ProviderStateServerOptions> = {
  port: 'any',
  host: 'any',
  secret: 'text',
  allowedHosts: 'list',
  changed: 'function',
  refused: 'function',
};

/** Bytes of a body that are read; a state takes far fewer. */
const mostBytes: number = 1024 * 1024;

/** What is wrong with a secret that is to stand in a URL; undefined where nothing is. The secret is not in the text. */
export function secretProblem(secret: string): string | undefined {
  if (/^[!-~]{16,}$/.test(secret)) return undefined;
  return 'must have at least 16 characters: letters, digits and signs of ASCII, no spaces. `openssl rand -hex 32` makes a good one';
}

/** What a state server works with. */
interface Served extends Required<Pick<ProviderStateServerOptions, 'allowedHosts' | 'changed' | 'refused'>> {
  readonly stage: Stage;
  readonly secret: string;
}

/**
 * Serves provider states to verifiers in any language: `POST` with `{ action, state, params }`; a setup is answered
 * with the values that the state gives, a token among them for `a caller` alone. A teardown takes away what was made
 * since the last one. It answers only who knows its URL, which has a secret in it, and no page in a browser.
 * @throws RangeError for a secret that is too short, and for a port or a host that is none; TypeError for an option that is
 * unknown or of the wrong kind; AddressError where the port cannot be had.
 */
export async function serveStates(
  stage: Stage,
  options: ProviderStateServerOptions = {},
): Promise<Listening> {
  checkOptions('serveStates', options, stateServerOptions);
  const { port = 0, host = '127.0.0.1', secret = randomBytes(32).toString('hex') } = options;
  const { allowedHosts = [], changed = () => {}, refused = () => {} } = options;
  const problem = secretProblem(secret);
  if (problem !== undefined) throw new RangeError(`The secret of a state server ${problem}.`);
  const served = { stage, secret, allowedHosts, changed, refused };
  const listening = await listenAt(
    (request, response) => {
      // Where a request breaks off, nobody waits for an answer to it.
      answer(served, request, response).catch(() => response.destroy());
    },
    { port, host },
  );
  return { ...listening, url: `${listening.url}/${encodeURIComponent(secret)}` };
}

/** Why a request is refused, and what to do. Nothing that is secret is in it. */
interface RequestRefusal {
  readonly kind: 'refusal';
  readonly status: number;
  readonly error: string;
}

async function answer(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const taken = refusalOf(served, request) ?? changeIn(await textOf(request));
  if (taken.kind === 'refusal') {
    callListener('refused', served.refused, taken.error);
    return refuse(request, response, taken);
  }
  const { status, body } = await change(served, taken.change);
  const text = JSON.stringify(body);
  headed(response, status, headersFor(text)).end(text);
}

const unknown: RequestRefusal = {
  kind: 'refusal',
  status: 404,
  error:
    'Nothing is found here. Use the whole URL that the state server printed when it started, with the secret in its path.',
};

/** What is wrong with a request as far as its head shows. Whoever does not know the secret learns nothing else. */
function refusalOf({ secret, allowedHosts }: Served, request: IncomingMessage): RequestRefusal | undefined {
  const { url = '', method, headers } = request;
  if (!sameSecret(secret, pathIn(url))) return unknown;
  if (!isOwnHost(request, allowedHosts)) return foreignHost;
  if (headers.origin !== undefined) return fromAPage;
  if (method !== 'POST') return otherMethod;
  return headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json'
    ? undefined
    : otherType;
}

const foreignHost: RequestRefusal = {
  kind: 'refusal',
  status: 403,
  error:
    'The Host header names another server. Use the URL that the state server printed, or start it with --allowed-host NAME for the name that it is reached by.',
};
const fromAPage: RequestRefusal = {
  kind: 'refusal',
  status: 403,
  error:
    'The request has an Origin header, as those of web pages have. Provider states are made for verifiers alone: send none.',
};
const otherMethod: RequestRefusal = {
  kind: 'refusal',
  status: 405,
  error: 'A change of state is sent with POST.',
};
const otherType: RequestRefusal = {
  kind: 'refusal',
  status: 415,
  error:
    'A change of state is sent as JSON in the body: set Content-Type: application/json, and do not have it sent as query parameters.',
};
const tooLarge: RequestRefusal = {
  kind: 'refusal',
  status: 413,
  error: `A change of state has at most ${mostBytes} bytes. Send a smaller one.`,
};
const otherBody: RequestRefusal = {
  kind: 'refusal',
  status: 400,
  error:
    'The body must be a JSON object such as {"action": "setup", "state": "an image", "params": {}}; action is setup or teardown, state is a text.',
};

/** The path of a request without its first slash; empty where it is none, as in `%zz`. */
function pathIn(url: string): string {
  try {
    return decodeURIComponent(url.replace(/\?.*$/s, '').slice(1));
  } catch {
    return '';
  }
}

/** The body; undefined where it is too large. @throws where the request breaks off. */
async function textOf(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** A change that a request asks for. */
interface RequestedChange {
  readonly kind: 'change';
  readonly change: ProviderStateChange;
}

function changeIn(text: string | undefined): RequestedChange | RequestRefusal {
  if (text === undefined) return tooLarge;
  try {
    const { action = 'setup', state, params } = JSON.parse(text) as Partial<ProviderStateChange>;
    const known = (action === 'setup' || action === 'teardown') && typeof state === 'string';
    return known ? { kind: 'change', change: { action, state, params } } : otherBody;
  } catch {
    return otherBody;
  }
}

/** How long the rest of a body that is refused is read, so that its sender comes to read the answer: milliseconds. */
const patience = 1000;

/** Answers, and closes the connection. */
async function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, error }: RequestRefusal,
): Promise<void> {
  const text = JSON.stringify({ error });
  const allow: readonly Header[] = status === 405 ? [['allow', 'POST']] : [];
  headed(response, status, [...headersFor(text), ...allow, ['connection', 'close']]).write(text);
  const over = new AbortController();
  request.once('close', () => over.abort()).resume();
  if (!request.complete) await setTimeout(patience, undefined, over).catch(() => undefined);
  response.end();
}

type Header = readonly [name: string, value: string];

/** Answers have tokens in them: nobody keeps one, and no browser makes anything else of it. */
function headersFor(text: string): readonly Header[] {
  return [
    ['content-type', 'application/json'],
    ['content-length', String(Buffer.byteLength(text))],
    ['cache-control', 'no-store'],
    ['x-content-type-options', 'nosniff'],
  ];
}

/** Makes a change. @returns what it gave, or why it failed: not with 500, which verifiers try again for minutes. */
async function change(
  { stage, changed }: Served,
  asked: ProviderStateChange,
): Promise<{ readonly status: number; readonly body: object }> {
  const tell = (change: Parameters<typeof changed>[0]): unknown => callListener('changed', changed, change);
  try {
    const values = await make(stage, asked);
    const { token: _token, ...others } = values;
    await tell(asked.action === 'setup' ? { ...asked, values: others } : asked);
    return { status: 200, body: values };
  } catch (error) {
    const trouble =
      error instanceof StateError ? error.message : `This failed unexpectedly: ${String(error)}`;
    await tell({ ...asked, trouble });
    return { status: 422, body: { error: trouble } };
  }
}

async function make(
  stage: Stage,
  { action, state, params }: ProviderStateChange,
): Promise<ProviderStateValues> {
  if (action === 'teardown') return (await stage.tearDown(), {});
  // Verifiers ask for an empty state where an interaction has none.
  return state === '' ? {} : stage.setUp(state, params);
}
