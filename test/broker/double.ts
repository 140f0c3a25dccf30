import { type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { listenAt } from '../../src/listening.ts';
import { listenAtTls } from '../contract/tls.ts';
import { Book } from './book.ts';
import { pacticipantResources } from './pacticipants.ts';
import { pactResources } from './pacts.ts';
import { type Answer, ok, type Request, type Resource, type Resources } from './resource.ts';

/** What the double lets in. */
export type Credentials =
  | { readonly token: string }
  | { readonly username: string; readonly password: string };

/** A Pact Broker as the official tools see it, in memory. */
export interface BrokerDouble extends AsyncDisposable {
  readonly url: string;
  /** The requests it was asked, with the statuses of its answers: `GET /environments 200`. */
  readonly heard: readonly string[];
  /** The consumers whose pacts are pending. */
  readonly pending: Set<string>;
}

const resources: Resources = {
  'GET /': (_, { base }) => {
    const templated = true;
    const provider = `${base}/pacts/provider/{provider}`;
    return ok({
      _links: {
        self: { href: base },
        'pb:publish-contracts': { href: `${base}/contracts/publish` },
        'pb:latest-provider-pacts': { href: `${provider}/latest`, templated },
        'pb:provider-pacts-for-verification': { href: `${provider}/for-verification`, templated },
        'pb:environments': { href: `${base}/environments` },
      },
    });
  },
  ...pactResources,
  ...pacticipantResources,
};

/** Starts a double on any free port, with TLS at `https://localhost`. It lets everybody in where no credentials are given. */
export async function brokerDouble(credentials?: Credentials, withTls = false): Promise<BrokerDouble> {
  const book = new Book();
  const heard: string[] = [];
  const allowed = credentials && headerOf(credentials);
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const { method = '', url: target = '', headers } = request;
    if (allowed !== undefined && headers.authorization !== allowed) return { status: 401, body: {} };
    const { pathname: path, searchParams: query } = new URL(target, url);
    const found = foundAt(method, path);
    if (found === undefined) return notFound;
    const body = method === 'GET' ? {} : ((await json(request)) as Request['body']);
    return found.resource(book, { base: url, named: found.named, query, body }) ?? notFound;
  };
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, body } = await answer(request);
    heard.push(`${request.method} ${request.url} ${status}`);
    response.writeHead(status, { 'Content-Type': 'application/hal+json;charset=utf-8' });
    response.end(JSON.stringify(body));
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void =>
    void respond(request, response);
  const { url, close } = await (withTls
    ? listenAtTls(listener)
    : listenAt(listener, { port: 0, host: '127.0.0.1' }));
  return { url, heard, pending: book.pending, [Symbol.asyncDispose]: close };
}

const notFound: Answer = {
  status: 404,
  body: { error: 'The requested document was not found on this server.' },
};

function headerOf(credentials: Credentials): string {
  if ('token' in credentials) return `Bearer ${credentials.token}`;
  const { username, password } = credentials;
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** The resource at a path, and what stands in the path for its `{names}`. */
function foundAt(
  method: string,
  path: string,
): { readonly resource: Resource; readonly named: Request['named'] } | undefined {
  const parts = path.split('/');
  for (const [key, resource] of Object.entries(resources)) {
    const [verb, pattern = ''] = key.split(' ');
    const names = pattern.split('/');
    const fits = (name: string, place: number): boolean => name.startsWith('{') || name === parts[place];
    if (verb !== method || names.length !== parts.length || !names.every(fits)) continue;
    return { resource, named: (name) => decodeURIComponent(parts[names.indexOf(`{${name}}`)] ?? '') };
  }
  return undefined;
}
