import type { Sendable } from '../actions.ts';
import { base, control } from './api.ts';
import { attempt, worldChanged } from './loading.ts';
import { here } from './place.ts';
import { type Sent, store } from './store.ts';

/** The address of what a request is for. */
export function urlOf({ path }: Sendable): string {
  return `${base}${path}`;
}

/**
 * Sends a request to the cloud, as a client of the user would.
 * @param label what is done, for those who hear the page.
 * @param from the place in the page where its answer is shown.
 */
export function send(request: Sendable, label: string, from: string): Promise<void> {
  const { as = '' } = here().query;
  return attempt(async () => {
    const { token } = await control<{ token: string }>(
      `page/token?${new URLSearchParams({ as }).toString()}`,
      {
        method: 'POST',
      },
    );
    const response = await fetch(urlOf(request), {
      method: request.method,
      headers: {
        Accept: 'application/json',
        'X-Auth-Token': token,
        ...(request.type === null ? {} : { 'Content-Type': request.type }),
      },
      ...(request.body === null ? {} : { body: request.body }),
    });
    const { status, statusText: reason } = response;
    const body = await response.text();
    store.sent = { as, from, request, token, status, reason, headers: [...response.headers], body };
    store.done = `${label}: ${status} ${reason}`;
    store.problem = '';
    worldChanged();
  });
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The cURL command that sends the request again. */
export function curlOf({ request, token }: Pick<Sent, 'request' | 'token'>): string {
  const { method, type, body } = request;
  return [
    `curl -i -X ${method} ${quoted(urlOf(request))}`,
    `  -H ${quoted(`X-Auth-Token: ${token}`)}`,
    ...(type === null ? [] : [`  -H ${quoted(`Content-Type: ${type}`)}`]),
    ...(body === null ? [] : [`  -d ${quoted(body)}`]),
  ].join(' \\\n');
}

/** The command of the OpenStack client that does the same, and the one that makes it speak as the user. */
export function openstackOf({ request, as }: Pick<Sent, 'request' | 'as'>): string | undefined {
  if (request.openstack === null) return undefined;
  const { name = as } = store.people?.users.find(({ key }) => key === as) ?? {};
  const login = `eval "$(image-members-fake env --as ${/^[\w.-]+$/.test(name) ? name : quoted(name)} --url ${base})"`;
  return `${login}\nopenstack ${request.openstack}`;
}

/** A body as one reads it: JSON on several lines. */
export function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
