/** Where the page asks: the world that it is about, and the token that opens its control plane. */

/** The address of the world, without a slash at its end: what stands before `/_fake/`. */
export const base: string = location.href.replace(/\/_fake\/?(?:[?#].*)?$/, '');

/** A world at the same server; the default one where the name is empty. */
export function addressOf(world: string): string {
  const server = base.replace(/\/worlds\/[^/]+$/, '');
  return world === '' || world === 'default' ? server : `${server}/worlds/${encodeURIComponent(world)}`;
}

const tokenKey = 'image-members-fake control token';

/** Keeps the control token for as long as the tab is open. */
export function rememberToken(token: string): void {
  sessionStorage.setItem(tokenKey, token);
}

/** The control plane wants a token, or another one; what it said. */
export class Closed extends Error {
  override readonly name = 'Closed';
}

/** A refusal of the control plane, in its own words. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly problems: readonly string[];
  constructor(message: string, problems: readonly string[]) {
    super(message);
    this.problems = problems;
  }
}

function headers(): Record<string, string> {
  const token = sessionStorage.getItem(tokenKey);
  return {
    'Content-Type': 'application/json',
    Accept: 'application/json',
    ...(token === null ? {} : { 'X-Control-Token': token }),
  };
}

/**
 * Asks the control plane of this world.
 * @param path below `/_fake/`.
 * @throws Closed, Refused, or the browser's error where the server does not answer.
 */
export async function control<Document>(
  path: string,
  { method = 'GET', body }: { readonly method?: string; readonly body?: unknown } = {},
): Promise<Document> {
  const response = await fetch(`${base}/_fake/${path}`, {
    method,
    headers: headers(),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const read: unknown = text === '' ? undefined : JSON.parse(text);
  if (response.ok) return read as Document;
  const { error = text, problems = [] } = (read ?? {}) as { error?: string; problems?: string[] };
  throw response.status === 403 ? new Closed(error) : new Refused(error, problems);
}

/** Asks with a query; what is empty is left out. */
export function ask<Document>(
  question: string,
  query: Readonly<Record<string, string | number>>,
): Promise<Document> {
  const parameters = Object.entries(query).flatMap(([name, value]) =>
    value === '' ? [] : [[name, String(value)]],
  );
  return control<Document>(`${question}?${new URLSearchParams(parameters).toString()}`);
}

/**
 * Follows the journal until it ends: server-sent events, read by hand since an EventSource sends no token.
 * @param heard gets the data of each event.
 */
export async function follow(heard: (data: unknown) => void, opened: () => void): Promise<void> {
  const response = await fetch(`${base}/_fake/journal/events`, { headers: headers() });
  if (!response.ok || response.body === null) throw new Error('The journal cannot be followed.');
  opened();
  let waiting = '';
  const write = (piece: string): void => {
    const events = (waiting + piece).split('\n\n');
    waiting = events.pop() ?? '';
    for (const event of events) {
      const data = dataIn(event);
      if (data !== '') heard(JSON.parse(data));
    }
  };
  await response.body.pipeThrough(new TextDecoderStream()).pipeTo(new WritableStream({ write }));
}

/** The data of an event, whose lines may be many. */
function dataIn(event: string): string {
  const lines = event.split('\n').filter((line) => line.startsWith('data:'));
  return lines.map((line) => line.slice('data:'.length).trimStart()).join('\n');
}
