import type { CloudUnderTest, User } from './cloud.ts';

/** A login over HTTP, without a client of OpenStack: for what a test needs before its client starts. */
export interface Session {
  readonly token: string;
  /** The id of the project that the token is for. */
  readonly project: string;
  /** Where the catalog says that images are. */
  readonly imageUrl: string;
  /** Sends a request to the image API. @throws Error where the reply is no success. */
  send(method: string, path: string, body?: object | string, type?: string): Promise<unknown>;
}

interface TokenBody {
  readonly token: {
    readonly project: { readonly id: string };
    readonly catalog: readonly {
      readonly type: string;
      readonly endpoints: readonly { readonly url: string }[];
    }[];
  };
}

/** Logs in as a user, to the project of its name; a reader, to the project that it reads. */
export async function login(cloud: CloudUnderTest, user: User): Promise<Session> {
  const domain = { name: 'Default' };
  const password = { user: { name: user, domain, password: cloud.passwordOf(user) } };
  const scope = { project: { name: projectOf(user), domain } };
  const reply = await fetch(`${cloud.authUrl}/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ auth: { identity: { methods: ['password'], password }, scope } }),
  });
  if (reply.status !== 201) throw new Error(`${user} cannot log in: ${reply.status} ${await reply.text()}`);
  const token = reply.headers.get('x-subject-token') ?? '';
  const { project, catalog } = ((await reply.json()) as TokenBody).token;
  const imageUrl = catalog.find(({ type }) => type === 'image')?.endpoints[0]?.url.replace(/\/$/, '') ?? '';
  return { token, project: project.id, imageUrl, send: sender(imageUrl, token) };
}

/** The name of the project that a user works in. */
export function projectOf(user: User): string {
  const readers: Partial<Record<User, string>> = { areader: 'alpha', breader: 'beta' };
  return readers[user] ?? user;
}

function sender(url: string, token: string): Session['send'] {
  return async (method, path, body, type = 'application/json') => {
    const headers = { 'x-auth-token': token, accept: 'application/json' };
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    const content = body === undefined ? {} : { body: sent };
    const typed = body === undefined ? headers : { ...headers, 'content-type': type };
    const reply = await fetch(url + path, { method, headers: typed, ...content });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };
}
