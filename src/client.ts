import { checkOptions, type OptionKinds } from './domain/given-options.ts';
import type { components, operations } from './host/control-api.ts';
import type { OwnProfile } from './domain/profile.ts';
import type { Seed } from './world/seed.ts';

type Schemas = components['schemas'];
type Query = NonNullable<operations['listJournal']['parameters']['query']>;

/** The clock of a world. */
export type RemoteClock = Schemas['Clock'];
/** A fault to be set. */
export type RemoteFault = Schemas['Fault'];
/** A fault that is set. */
export type SetRemoteFault = Schemas['SetFault'];
/** An entry of the journal. */
export type RemoteEntry = Schemas['JournalEntry'];
/** Which entries of the journal are looked for. */
export type RemoteQuery = Query;
/** A world of a server. */
export type RemoteWorld = Schemas['World'];
/** How a world differs from the others of its server. */
export type RemoteWorldOptions = Omit<Schemas['WorldOptions'], 'seed' | 'profile'> & {
  readonly seed?: Seed;
  /** A built-in profile, one of your own, or that of the server by its name. */
  readonly profile?: string | OwnProfile;
};

/** Where a server is, and what opens its control plane. */
export interface ControlClientOptions {
  /** `http://127.0.0.1:9292`, without a slash at its end; also the URL of a world, with `/worlds/NAME`. */
  readonly url: string;
  /** The server's control token, where it has one. */
  readonly token?: string;
  /** What sends requests (`fetch`). */
  readonly fetch?: typeof globalThis.fetch;
}

const clientOptions: OptionKinds<ControlClientOptions> = { url: 'text', token: 'text', fetch: 'function' };

/** What a server refused, in its words. */
export class ControlRefusal extends Error {
  override readonly name = 'ControlRefusal';
  /** The status of the answer. */
  readonly status: number;
  /** Of a refused seed, each problem with its place. */
  readonly problems: readonly string[];
  constructor(status: number, message: string, problems: readonly string[] = []) {
    super([message, ...problems.map((problem) => `  ${problem}`)].join('\n'));
    this.status = status;
    this.problems = problems;
  }
}

/**
 * The control plane of one world of a server in another process. Each call may throw `ControlRefusal`, and an
 * Error that names the server where it cannot be reached.
 * @see contracts/control.yaml
 */
export interface ControlClient {
  /** Where the world is, for clients of the cloud. */
  readonly url: string;
  /** The same for another world of the server. */
  inWorld(name: string): ControlClient;
  /** Whether the server answers. */
  ready(): Promise<boolean>;
  /** What the world holds, as a seed. */
  world(options?: { readonly secrets?: boolean }): Promise<Seed>;
  /** Back to the seed, or to another one from now on. */
  reset(seed?: Seed): Promise<void>;
  readonly snapshots: {
    list(): Promise<readonly string[]>;
    save(name: string): Promise<void>;
    restore(name: string): Promise<void>;
    delete(name: string): Promise<void>;
    /** What became different since then, or up to another snapshot, in words. */
    diff(from: string, to?: string): Promise<readonly string[]>;
  };
  readonly clock: {
    show(): Promise<RemoteClock>;
    set(setting: Schemas['ClockSetting']): Promise<RemoteClock>;
    /** @param seconds how far it goes forwards. */
    advance(seconds: number): Promise<RemoteClock>;
  };
  readonly faults: {
    list(): Promise<readonly SetRemoteFault[]>;
    add(fault: RemoteFault): Promise<SetRemoteFault>;
    remove(id: number): Promise<void>;
    clear(): Promise<void>;
  };
  readonly journal: {
    entries(query?: RemoteQuery): Promise<readonly RemoteEntry[]>;
    clear(): Promise<void>;
    /** Each exchange that fits, from the moment on when this settles, until the signal ends it. */
    follow(query?: RemoteQuery, signal?: AbortSignal): Promise<AsyncIterable<RemoteEntry>>;
  };
  readonly worlds: {
    list(): Promise<readonly RemoteWorld[]>;
    make(name: string, options?: RemoteWorldOptions): Promise<RemoteWorld>;
    delete(name: string): Promise<void>;
  };
}

/** Sends a request to the control plane. */
type Send = <Answer>(method: string, path: string, body?: object) => Promise<Answer>;

/** A client of the control plane of a server. */
export function controlClient(options: ControlClientOptions): ControlClient {
  checkOptions('controlClient', options, clientOptions);
  const url = options.url.replace(/\/+$/, '');
  const send = senderTo({ ...options, url });
  const world = (name: string): string => `worlds/${segment(name)}`;
  return {
    url,
    inWorld: (name) =>
      controlClient({
        ...options,
        url: `${url.replace(/\/worlds\/[^/]+$/, '')}/worlds/${segment(name)}`,
      }),
    ready: async () => (await send<{ ready: boolean }>('GET', 'ready')).ready,
    world: ({ secrets = false } = {}) => send('GET', `world${secrets ? '?secrets=true' : ''}`),
    reset: (seed) => (seed === undefined ? send('POST', 'reset') : send('PUT', 'world', seed)),
    snapshots: snapshotsAt(send),
    clock: {
      show: () => send('GET', 'clock'),
      set: (setting) => send('PUT', 'clock', setting),
      advance: (seconds) => send('POST', 'clock/advance', { seconds }),
    },
    faults: faultsAt(send),
    journal: journalAt(send, { ...options, url }),
    worlds: {
      list: async () => (await send<{ worlds: RemoteWorld[] }>('GET', 'worlds')).worlds,
      make: (name, own = {}) => send('PUT', world(name), own),
      delete: (name) => send('DELETE', world(name)),
    },
  };
}

/** A name in a path. @throws ControlRefusal for one that the server would take for another path. */
function segment(name: string): string {
  if (/^[A-Za-z0-9][\w.~-]*$/.test(name)) return name;
  throw new ControlRefusal(
    400,
    `${JSON.stringify(name.slice(0, 100))} cannot be a name: names are of letters, digits, ".", "_", "~" and "-", and begin with a letter or a digit.`,
  );
}

function faultsAt(send: Send): ControlClient['faults'] {
  return {
    list: async () => (await send<{ faults: SetRemoteFault[] }>('GET', 'faults')).faults,
    add: (fault) => send('POST', 'faults', fault),
    remove: (id) => send('DELETE', `faults/${segment(String(id))}`),
    clear: () => send('DELETE', 'faults'),
  };
}

function snapshotsAt(send: Send): ControlClient['snapshots'] {
  const at = (name: string): string => `snapshots/${segment(name)}`;
  return {
    list: async () => (await send<{ snapshots: string[] }>('GET', 'snapshots')).snapshots,
    save: (name) => send('PUT', at(name)),
    restore: (name) => send('POST', `${at(name)}/restore`),
    delete: (name) => send('DELETE', at(name)),
    async diff(from, to) {
      const query = to === undefined ? '' : `?${new URLSearchParams({ to }).toString()}`;
      return (await send<{ differences: string[] }>('GET', `${at(from)}/diff${query}`)).differences;
    },
  };
}

function journalAt(send: Send, options: ControlClientOptions): ControlClient['journal'] {
  return {
    async entries(query = {}) {
      return (await send<{ entries: RemoteEntry[] }>('GET', `journal${searchOf(query)}`)).entries;
    },
    clear: () => send('DELETE', 'journal'),
    follow: (query = {}, signal = undefined) => followed(options, query, signal),
  };
}

function searchOf(query: RemoteQuery): string {
  const words = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
  return words.length === 0 ? '' : `?${new URLSearchParams(words).toString()}`;
}

function headersOf({ token }: ControlClientOptions): Record<string, string> {
  return { 'content-type': 'application/json', ...(token === undefined ? {} : { 'x-control-token': token }) };
}

function senderTo(options: ControlClientOptions): Send {
  const { url, fetch = globalThis.fetch } = options;
  return async <Answer>(method: string, path: string, body?: object) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const request = { method, headers: headersOf(options), ...sent };
    const asked = (): Promise<Response> => fetch(`${url}/_fake/${path}`, request);
    const answer = await asked()
      .catch((error: unknown) => (method === 'GET' && isStale(error) ? asked() : Promise.reject(error)))
      .catch((error: unknown) => unreachable(url, error));
    if (!answer.ok) throw await refusalOf(answer);
    return (answer.status === 204 ? undefined : await answer.json()) as Answer;
  };
}

/** A connection that was kept may be closed by the server just when it is used again. */
function isStale(error: unknown): boolean {
  const { code } = Object((error as Error).cause) as { readonly code?: unknown };
  return code === 'ECONNRESET' || code === 'UND_ERR_SOCKET';
}

/** @throws Error that names the server. */
function unreachable(url: string, error: unknown): never {
  const { cause, message } = error as Error;
  const why = cause instanceof Error ? cause.message : message;
  throw new Error(`${url} cannot be reached: ${why}.`, { cause: error });
}

async function refusalOf(answer: Response): Promise<ControlRefusal> {
  const text = await answer.text();
  try {
    const { error, problems } = JSON.parse(text) as Partial<Schemas['Refusal']>;
    if (error !== undefined) return new ControlRefusal(answer.status, error, problems ?? []);
  } catch {
    // What is not JSON is no refusal of a control plane.
  }
  return new ControlRefusal(
    answer.status,
    `${answer.url} is no control plane: it answered ${answer.status}.`,
  );
}

/** Asks for the events of the journal. */
async function followed(
  options: ControlClientOptions,
  query: RemoteQuery,
  signal: AbortSignal | undefined,
): Promise<AsyncIterable<RemoteEntry>> {
  const { url, fetch = globalThis.fetch } = options;
  const answer = await fetch(`${url}/_fake/journal/events${searchOf(query)}`, {
    headers: headersOf(options),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    return unreachable(url, error);
  });
  if (!answer.ok || answer.body === null) throw await refusalOf(answer);
  return entriesIn(answer.body, signal);
}

/** Reads server-sent events, each of which is the lines up to an empty one. */
function eventReader(): TransformStream<string, RemoteEntry> {
  let waiting = '';
  return new TransformStream({
    transform(part, controller) {
      const events = (waiting + part).split('\n\n');
      waiting = events.pop() ?? '';
      for (const event of events) {
        const data = event.split('\n').find((line) => line.startsWith('data: '));
        if (data !== undefined) controller.enqueue(JSON.parse(data.slice('data: '.length)) as RemoteEntry);
      }
    },
  });
}

/** The entries in a stream of events. */
function entriesIn(
  body: NonNullable<Response['body']>,
  signal: AbortSignal | undefined,
): AsyncIterable<RemoteEntry> {
  const reader = body.pipeThrough(new TextDecoderStream()).pipeThrough(eventReader()).getReader();
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        try {
          return (await reader.read()) as IteratorResult<RemoteEntry>;
        } catch (error) {
          if (signal?.aborted) return { done: true, value: undefined };
          throw error;
        }
      },
      async return() {
        await reader.cancel();
        return { done: true, value: undefined };
      },
    }),
  };
}
