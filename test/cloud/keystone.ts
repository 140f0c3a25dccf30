/** A Keystone as its administrator asks it. */
export interface Keystone {
  readonly url: string;
  get<Body>(path: string): Promise<Body>;
  post<Body>(path: string, body: object): Promise<Body>;
  put(path: string): Promise<void>;
  patch(path: string, body: object): Promise<void>;
}

/** Who administers a Keystone. */
export interface Administrator {
  readonly user: string;
  readonly project: string;
  readonly password: string;
}

/**
 * Logs in to a Keystone.
 * @param url without version: `http://127.0.0.1:5000`.
 * @throws where it refuses the password, or later anything that is asked of it.
 */
export async function administer(url: string, { user, project, password }: Administrator): Promise<Keystone> {
  const domain = { id: 'default' };
  const identity = { methods: ['password'], password: { user: { name: user, domain, password } } };
  const auth = { auth: { identity, scope: { project: { name: project, domain } } } };
  const login = await send(url, 'POST', '/auth/tokens', auth);
  const token = login.headers.get('x-subject-token') ?? '';
  return {
    url,
    get: async (path) => jsonOf(await send(url, 'GET', path, undefined, token)),
    post: async (path, body) => jsonOf(await send(url, 'POST', path, body, token)),
    put: async (path) => void (await send(url, 'PUT', path, undefined, token)),
    patch: async (path, body) => void (await send(url, 'PATCH', path, body, token)),
  };
}

async function jsonOf<Body>(response: Response): Promise<Body> {
  return (await response.json()) as Body;
}

async function send(url: string, method: string, path: string, body?: object, token = ''): Promise<Response> {
  const response = await fetch(`${url}/v3${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token === '' ? {} : { 'x-auth-token': token }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.ok) return response;
  throw new Error(
    `Keystone at ${url} answered ${method} ${path} with ${response.status}: ${await response.text()}`,
  );
}
