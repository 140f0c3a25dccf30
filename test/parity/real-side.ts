import { Agent, type IncomingMessage, request } from 'node:http';
import { type Answer, type Asked, type Resident, type Side, tokensOf } from './side.ts';

/** Where a cloud is, and who lives there. */
export interface CloudAddress {
  readonly name: string;
  /** Glance, without version: `http://127.0.0.1:9292`. */
  readonly glance: string;
  /** Keystone, without version: `http://127.0.0.1:5000`. */
  readonly identity: string;
  /** The Glance that Keystone's catalog names, where that is another. */
  readonly catalog?: string;
  readonly residents: Readonly<Record<string, Resident>>;
  /** Connections at one time (8). */
  readonly connections?: number;
}

/** A cloud that is asked over the network, byte for byte: nothing mends odd paths and headers on their way. */
export function realSide({
  name,
  glance,
  identity,
  catalog,
  residents,
  connections = 8,
}: CloudAddress): Side {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send = async (asked: Asked, token?: string): Promise<Answer> => {
    const toKeystone = asked.path.startsWith('/identity');
    const path = toKeystone ? asked.path.slice('/identity'.length) : asked.path;
    return exchange(toKeystone ? false : agent, toKeystone ? identity : glance, { ...asked, path }, token);
  };
  const tokenOf = tokensOf(residents, send);
  return {
    name,
    residents,
    places: { glance, identity, ...(catalog === undefined ? {} : { catalog }) },
    ask: async (asked) => send(asked, asked.as === null ? undefined : await tokenOf(asked.as)),
  };
}

/** The server broke and closed the connection. */
const unanswered: Answer = { status: 0, headers: {}, body: new Uint8Array() };

/** A kept connection that the server had closed in the meantime is no answer: it is asked again. */
async function exchange(agent: Agent | false, base: string, asked: Asked, token?: string): Promise<Answer> {
  for (;;) {
    const result = await attempt(agent, base, asked, token);
    if (result !== 'stale') return result;
  }
}

function attempt(
  agent: Agent | false,
  base: string,
  asked: Asked,
  token?: string,
): Promise<Answer | 'stale'> {
  const { hostname, port } = new URL(base);
  const { method, path, headers = {}, body } = asked;
  const bytes = body === undefined ? undefined : Buffer.from(body);
  const counted =
    bytes === undefined || 'transfer-encoding' in headers ? {} : { 'content-length': bytes.length };
  return new Promise((resolve, reject) => {
    const sent = request({
      agent,
      hostname,
      port,
      method,
      path: path === '' ? '/' : path,
      headers: { ...(token === undefined ? {} : { 'x-auth-token': token }), ...counted, ...headers },
    });
    sent.on('response', (message) => void read(message).then(resolve, reject));
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET') resolve(sent.reusedSocket ? 'stale' : unanswered);
      else reject(new Error(`${method} ${base}${path}: ${error.message}`));
    });
    sent.end(bytes);
  });
}

/** A server that promises more bytes than it sends is waited for this long, in milliseconds. */
const patience = 3000;

/** What comes; where the rest of a body does not, what came of it. */
async function read(message: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  message.setTimeout(patience, () => message.destroy());
  try {
    for await (const chunk of message) chunks.push(chunk as Buffer);
  } catch (error) {
    if (!message.destroyed) throw error;
  }
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
  return { status: message.statusCode ?? 0, headers, body: Buffer.concat(chunks) };
}
