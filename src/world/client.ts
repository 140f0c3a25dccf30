import type { components } from '../http/api.ts';
import { bytesOf, type HttpRequest, textOf, type WholeResponse } from '../http/message.ts';

type Schemas = components['schemas'];

/** A reply to a client: what was granted, or why it was refused. */
export interface Reply<Body> {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: Headers;
  /** Why it was refused, in the words of the service; undefined where it was granted. */
  readonly message: string | undefined;
  /**
   * What was granted.
   * @throws Error where it was refused, with the status and the message.
   */
  readonly body: Body;
}

/** What a client sends with `request`: a value becomes JSON, bytes and text go as they are. */
export interface RequestOptions {
  readonly body?: object | string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A client of a fake that speaks as one user, without port, fetch or login. Ids are those of the API. */
export interface Client {
  /** The user's token, for clients of other kinds. */
  readonly token: string;
  readonly members: {
    create(image: string, member: string): Reply<Schemas['AddedMember']>;
    list(image: string): Reply<Schemas['Members']>;
    show(image: string, member: string): Reply<Schemas['Member']>;
    update(image: string, member: string, status: Schemas['MemberStatus']): Reply<Schemas['Member']>;
    delete(image: string, member: string): Reply<undefined>;
  };
  readonly images: {
    create(image: Schemas['NewImage']): Reply<Schemas['Image']>;
    list(query?: Readonly<Record<string, string>>): Reply<Schemas['Images']>;
    show(image: string): Reply<Schemas['Image']>;
    /** Sets properties, each with an operation `add` of the JSON patch v2.1. */
    update(image: string, properties: Readonly<Record<string, unknown>>): Reply<Schemas['Image']>;
    delete(image: string): Reply<undefined>;
  };
  /** Any request: `client.request('PUT', '/v2/images/…/file', { body: bytes })`. */
  request(method: string, path: string, options?: RequestOptions): Reply<unknown>;
}

const patchType = 'application/openstack-images-v2.1-json-patch';
const base = 'http://image-members.fake';

/** A client that sends its requests to `exchange` with a token. */
export function clientOf(exchange: (request: HttpRequest) => WholeResponse, token: string): Client {
  const send = <Body>(method: string, path: string, options: RequestOptions = {}): Reply<Body> =>
    replyOf<Body>(exchange(requestOf(method, path, token, options)));
  const members = (image: string): string => `/v2/images/${encodeURIComponent(image)}/members`;
  const member = (image: string, id: string): string => `${members(image)}/${encodeURIComponent(id)}`;
  const at = (image: string): string => `/v2/images/${encodeURIComponent(image)}`;
  return {
    token,
    request: send,
    members: {
      create: (image, id) => send('POST', members(image), { body: { member: id } }),
      list: (image) => send('GET', members(image)),
      show: (image, id) => send('GET', member(image, id)),
      update: (image, id, status) => send('PUT', member(image, id), { body: { status } }),
      delete: (image, id) => send('DELETE', member(image, id)),
    },
    images: {
      create: (image) => send('POST', '/v2/images', { body: image }),
      list: (query = {}) => send('GET', `/v2/images?${new URLSearchParams(query).toString()}`),
      show: (image) => send('GET', at(image)),
      update: (image, properties) => send('PATCH', at(image), patchOf(properties)),
      delete: (image) => send('DELETE', at(image)),
    },
  };
}

function patchOf(properties: Readonly<Record<string, unknown>>): RequestOptions {
  const body = Object.entries(properties).map(([name, value]) => ({ op: 'add', path: `/${name}`, value }));
  return { body, headers: { 'content-type': patchType } };
}

function requestOf(
  method: string,
  target: string,
  token: string,
  { body, headers = {} }: RequestOptions,
): HttpRequest {
  const raw = typeof body === 'string' || body instanceof Uint8Array;
  const type: Record<string, string> =
    body === undefined ? {} : { 'content-type': raw ? 'application/octet-stream' : 'application/json' };
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const sent = body === undefined ? '' : raw ? body : JSON.stringify(body);
  return {
    method,
    target,
    base,
    headers: { accept: 'application/json', 'x-auth-token': token, ...type, ...lower },
    body: typeof sent === 'string' ? bytesOf(sent) : sent,
  };
}

function replyOf<Body>({ status, headers: pairs, body }: WholeResponse): Reply<Body> {
  const headers = new Headers(pairs.map(([name, value]): [string, string] => [name, value]));
  const read =
    headers.get('content-type') === 'application/json' ? (JSON.parse(textOf(body)) as unknown) : body;
  const shown = body.length === 0 ? undefined : read;
  if (status < 400) return { ok: true, status, headers, message: undefined, body: shown as Body };
  return refusedReply(status, headers, messageOf(shown));
}

/** Glance's messages carry markup around them; a client wants the words. */
function messageOf(body: unknown): string {
  const { message = '' } = (body ?? {}) as { readonly message?: string };
  return message.replace(/(?:<br \/>|\s)+$/, '').replace(/<br \/><br \/>\n/, ' ');
}

/** The body is not enumerable, so that whoever prints a refusal does not trip over it. */
function refusedReply<Body>(status: number, headers: Headers, message: string): Reply<Body> {
  const reply = { ok: false, status, headers, message };
  const get = (): never => {
    throw new Error(`The request was refused, and has no body to read: ${status} ${message}`);
  };
  return Object.defineProperty(reply, 'body', { get, enumerable: false }) as unknown as Reply<Body>;
}
