import { bytesOf } from '../http/message.ts';
import type { CloudRequest } from './cloud.ts';

/** What goes out with a request. */
export interface Sent {
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

/** The value of a JSON text, or the text. */
export function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
