import { bytesOf } from '../http/message.ts';
import type { Player } from './cast.ts';
import type { Connection, Hurry } from './connection.ts';

/** A request to the image API. Text and bytes go as they are, other bodies become JSON. */
export interface CloudRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: object | string | Uint8Array;
  /** The media type of a body that is text or bytes. */
  readonly type?: string;
}

/** What the image API answered. */
export interface CloudReply {
  readonly status: number;
  /** The value of a JSON body, else the text. */
  readonly body: unknown;
}

/** A cloud that provider states are made in: a fake in this process, or a real one over HTTP. */
export interface ContractCloud {
  /** The token of a player. @throws StateError where nobody plays it here, or it cannot log in. */
  token(player: Player): Promise<string>;
  /** The id of the tenant that a player works in. @throws StateError as `token` does. */
  tenant(player: Player): Promise<string>;
  ask(player: Player, request: CloudRequest): Promise<CloudReply>;
  /** The id that an image is to get whose provider state, as one text, is this; undefined: the cloud chooses. */
  imageId(text: string): string | undefined;
  /**
   * How the image API is reached by whoever has a token, or has none of a player; left out where it takes no settings.
   * The official verifier is sent the same way.
   */
  connection?(token?: string): Connection;
  /** What requests beside `ask` are sent with so that they end in time; left out where nothing ends them. */
  readonly hurry?: Hurry | undefined;
  /** Who plays a player, without secrets: `alice in project acme`; left out where players are users of their names. */
  loginOf?(player: Player): string | undefined;
  /** The roles of a player in its tenant; undefined where nobody tells. @throws StateError as `token` does. */
  roles?(player: Player): Promise<readonly string[] | undefined>;
  /** Lets a second pass, so that what happens next has another time. Where it is left out, it is waited for. */
  readonly pass?: () => void;
  /** A few characters that no earlier name had. */
  freshWord(): string;
}

/**
 * A cloud in which an administrator does what a player may not, so that a state can be made whatever the policy is. An image
 * is created for the player's tenant.
 */
export function withHelp(cloud: ContractCloud): ContractCloud {
  const isHelped = ({ status }: CloudReply, { method, path }: CloudRequest): boolean =>
    status === 403 || (status === 404 && method !== 'DELETE' && method !== 'GET' && path !== '/v2/images');
  return {
    ...cloud,
    async ask(player, request) {
      const reply = await cloud.ask(player, request);
      if (player === 'administrator' || !isHelped(reply, request)) return reply;
      const { method, path, body } = request;
      const creates = method === 'POST' && path === '/v2/images' && isPlainBody(body);
      const help = creates ? { ...request, body: { ...body, owner: await cloud.tenant(player) } } : request;
      const helped = await cloud.ask('administrator', help);
      // What the administrator is refused for other reasons, the player would be as well.
      return helped.status === 403 || helped.status === 404 ? reply : helped;
    },
  };
}

/** Whether a body goes out as JSON. */
export function isPlainBody(body: CloudRequest['body']): body is object {
  return typeof body === 'object' && !(body instanceof Uint8Array);
}

/** A provider state that could not be made. The message says what was tried and what came of it. */
export class StateError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StateError';
  }
}

/** A step of a provider state that the cloud refused. */
export class StateRefused extends StateError {
  /** What it was answered with. */
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** What goes out with a request. */
interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined where there is no body. */
  readonly body: Uint8Array<ArrayBuffer> | undefined;
}

/** The headers and the body of a request to the image API, with a token. */
export function sentWith(token: string, { body, type }: CloudRequest): Sent {
  const headers = { accept: 'application/json', 'x-auth-token': token };
  if (body === undefined) return { headers, body };
  const raw = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  return {
    headers: { ...headers, 'content-type': type ?? 'application/json' },
    body: Uint8Array.from(typeof raw === 'string' ? bytesOf(raw) : raw),
  };
}

/** How a JSON text begins. To fail to read one costs far more than to look. */
const jsonBeginning = /^\s*["[{\d\-tfn]/;

/** The value of a JSON text, or the text. */
export function jsonOrText(text: string): unknown {
  if (!jsonBeginning.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** An image of a list, as far as it is looked at. */
export interface ListedImage {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly created_by: string;
}

/** A page of images, as far as it is looked at. */
export interface ImagePage {
  readonly images: readonly ListedImage[];
  /** The path of the next page. */
  readonly next: string | undefined;
}

/** The page of images that a reply has; undefined where it has none. What is no text in it is empty. */
export function imagePageIn({ status, body }: CloudReply): ImagePage | undefined {
  const { images, next } = Object(body) as { readonly images?: unknown; readonly next?: unknown };
  if (status !== 200 || !Array.isArray(images)) return undefined;
  const all = images.map(listedImage);
  if (all.some(({ id }) => id === '')) return undefined;
  return { images: all, next: typeof next === 'string' && next.startsWith('/') ? next : undefined };
}

function listedImage(image: unknown): ListedImage {
  const { id, name, owner, created_by } = Object(image) as Readonly<Record<string, unknown>>;
  return { id: textIn(id), name: textIn(name), owner: textIn(owner), created_by: textIn(created_by) };
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
