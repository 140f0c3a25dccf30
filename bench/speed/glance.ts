import { readFileSync } from 'node:fs';
import { listenersAt } from './process-figures.ts';
import type { SentRequest } from './requests.ts';
import type { Server } from './servers.ts';

/** A real Glance with an image that has a member. */
export interface RealGlance extends Pick<Server, 'url' | 'processes'> {
  readonly request: SentRequest;
  /** Deletes the image again. */
  remove(): Promise<void>;
}

/** @throws Error with the answer, where the request is refused. */
async function send(url: string, token: string, method: string, body?: object): Promise<Response> {
  // A load lasts longer than a server keeps an idle connection.
  const headers = {
    'X-Auth-Token': token,
    'Content-Type': 'application/json',
    Accept: 'application/json',
    Connection: 'close',
  };
  const response = await fetch(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  return response;
}

/**
 * The Glance that a file names, as the tests with a real cloud read it (IMAGE_MEMBERS_CLOUD_ENV): OS_AUTH_URL,
 * GLANCE_SRBAC_URL, PW_alpha. Its processes are those that listen at its port on this machine.
 * @throws Error where the file lacks a line, or the cloud refuses a request.
 */
export async function glanceFrom(file: string): Promise<RealGlance> {
  const lines = readFileSync(file, 'utf8').split('\n');
  const valueOf = (name: string): string => {
    const line = lines.find((each) => each.startsWith(`${name}=`));
    if (line === undefined)
      throw new Error(`${file}, which IMAGE_MEMBERS_CLOUD_ENV names, has no line ${name}=…`);
    return line.slice(name.length + 1);
  };
  const url = valueOf('GLANCE_SRBAC_URL').replace(/\/+$/, '');
  const domain = { id: 'default' };
  const user = { name: 'alpha', domain, password: valueOf('PW_alpha') };
  const auth = {
    identity: { methods: ['password'], password: { user } },
    scope: { project: { name: 'alpha', domain } },
  };
  const login = await send(`${valueOf('OS_AUTH_URL')}/auth/tokens`, '', 'POST', { auth });
  const token = login.headers.get('X-Subject-Token') ?? '';
  const created = await send(`${url}/v2/images`, token, 'POST', { name: 'bench', visibility: 'shared' });
  const { id } = (await created.json()) as { readonly id: string };
  await send(`${url}/v2/images/${id}/members`, token, 'POST', { member: 'bench-member' });
  const headers = { 'X-Auth-Token': token, Accept: 'application/json' };
  return {
    url,
    processes: listenersAt(Number(new URL(url).port)),
    request: { method: 'GET', path: `/v2/images/${id}/members/bench-member`, headers },
    remove: async () => void (await send(`${url}/v2/images/${id}`, token, 'DELETE')),
  };
}
