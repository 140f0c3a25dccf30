import type { IncomingMessage, ServerResponse } from 'node:http';
import { listenAt, type Listening } from '../listening.ts';
import { StateError } from './cloud.ts';
import type { Stage } from './stage.ts';

/** A request of a verifier to change the state of the provider, as Pact's verifiers send it. */
export interface StateChange {
  readonly action: 'setup' | 'teardown';
  readonly state: string;
  readonly params: unknown;
}

/** What became of one. */
export interface StateChanged extends StateChange {
  /** Why it could not be done; undefined where it was. */
  readonly trouble?: string | undefined;
}

/** How a state server is started. */
export interface StateServerOptions {
  readonly port?: number;
  readonly host?: string;
  /** Hears of each change. */
  readonly changed?: (change: StateChanged) => void;
}

/**
 * Serves provider states to verifiers in any language: `POST` with `{ action, state, params }`; a setup is answered
 * with the values that the state gives. A teardown takes away what was made since the last one.
 * @throws the system's error, with its `code`, where the port cannot be had.
 */
export async function serveStates(
  stage: Stage,
  { port = 0, host = '127.0.0.1', changed = () => {} }: StateServerOptions = {},
): Promise<Listening> {
  return listenAt(
    (request, response) => {
      answer(stage, request, response, changed).catch((error: unknown) => response.destroy(error as Error));
    },
    { port, host },
  );
}

async function answer(
  stage: Stage,
  request: IncomingMessage,
  response: ServerResponse,
  changed: (change: StateChanged) => void,
): Promise<void> {
  const reply = (status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  const change = request.method === 'POST' ? changeIn(await textOf(request)) : undefined;
  if (change === undefined)
    return reply(400, { error: 'Expected POST with {"action": "setup", "state": "…", "params": {…}}.' });
  try {
    const values = await make(stage, change);
    changed(change);
    return reply(200, values);
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    changed({ ...change, trouble: error.message });
    // Not 500: verifiers try that again, for minutes.
    return reply(422, { error: error.message });
  }
}

async function make(stage: Stage, { action, state, params }: StateChange): Promise<object> {
  if (action === 'teardown') return (await stage.tearDown(), {});
  // Verifiers ask for an empty state where an interaction has none.
  return state === '' ? {} : stage.setUp(state, params);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function changeIn(text: string): StateChange | undefined {
  try {
    const { action = 'setup', state, params } = JSON.parse(text) as Partial<StateChange>;
    const known = (action === 'setup' || action === 'teardown') && typeof state === 'string';
    return known ? { action, state, params } : undefined;
  } catch {
    return undefined;
  }
}
