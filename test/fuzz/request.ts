import { bytesOf } from '../../src/http/message.ts';

/** A header as it goes over the wire: characters are bytes. */
export type Header = readonly [name: string, value: string];

/** A request that is being made: valid at first, then changed by mutations. Texts are Latin-1: a character is a byte. */
export interface Draft {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  /** Without the question mark; undefined: there is none. */
  readonly query: string | undefined;
  /** Whose token it has; undefined: none. */
  readonly as: string | undefined;
  readonly headers: readonly Header[];
  /** A body as a value, of which mutations change parts. */
  readonly json?: unknown;
  /** A body as bytes; it counts where there is no `json`. */
  readonly bytes?: Uint8Array;
  /** Whether the body is sent in chunks, and not with its length. */
  readonly chunked?: boolean;
}

/** A request ready to be sent: one head, and a body as long as the head says. */
export interface Attack {
  readonly index: number;
  readonly lane: number;
  readonly operation: string;
  /** The names of the mutations; none: it is valid. */
  readonly mutations: readonly string[];
  readonly method: string;
  readonly target: string;
  /** Host, token and length are among them. */
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
}

/** The head and the body of an attack as they go over the wire. */
export function wireOf({ method, target, headers, body }: Attack): Uint8Array {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ];
  return Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), body]);
}

/** A value in the JSON of a draft that is written as this text, which need not be JSON. */
export function verbatim(text: string): string {
  return `@verbatim:${Buffer.from(text).toString('base64')}@`;
}

/** The body of a draft; empty where there is none. */
export function bodyOf({ json, bytes }: Draft): Uint8Array {
  if (json === undefined) return bytes ?? new Uint8Array();
  const text = JSON.stringify(json);
  return bytesOf(
    text.replaceAll(/"@verbatim:([\w+/=]*)@"/g, (_, coded: string) =>
      Buffer.from(coded, 'base64').toString(),
    ),
  );
}

/** The body in chunks of at most so many bytes, as `Transfer-Encoding: chunked` has it. */
export function inChunks(body: Uint8Array, size: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let from = 0; from < body.length; from += size) {
    const part = body.subarray(from, from + size);
    parts.push(Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}

const shownBytes = 2000;

/** Bytes as a line for bash that sends just these: cURL would tidy up what is no proper request. A long one is cut. */
export function scriptOf(bytes: Uint8Array, port: number | string): string {
  const shown = Buffer.from(bytes.subarray(0, shownBytes)).toString('latin1');
  const escaped = shown.replaceAll(/[^ !#$&(-[\]-~]/g, (character) => {
    if (character === '\r') return String.raw`\r`;
    if (character === '\n') return String.raw`\n`;
    return `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
  });
  const rest = bytes.length > shownBytes ? `  # and ${bytes.length - shownBytes} bytes more` : '';
  return `exec 3<>/dev/tcp/127.0.0.1/${port}; printf '${escaped}' >&3; timeout 5 cat <&3; exec 3>&-${rest}`;
}

/** An attack as a cURL command; undefined where cURL would send something else. */
export function curlOf(attack: Attack, base: string): string | undefined {
  const { method, target, headers, body } = attack;
  const text = Buffer.from(body).toString('latin1');
  const sent = headers.filter(([name]) => !['host', 'content-length'].includes(name.toLowerCase()));
  const unusual = [method, target, text, ...sent.flat()].some((part) => /[^\x20-\x7e]/.test(part));
  const repeated = new Set(sent.map(([name]) => name.toLowerCase())).size < sent.length;
  const framed = sent.some(([name]) => /^(?:transfer-encoding|expect)$/i.test(name));
  const odd = unusual || repeated || framed || !target.startsWith('/') || target.includes('#');
  if (odd || text.length > shownBytes || !/^[A-Z]+$/.test(method)) return undefined;
  const shown = sent.map(([name, value]) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`);
  const data = body.length === 0 ? [] : [`--data-binary ${quoted(text)}`];
  const accept = sent.some(([name]) => name.toLowerCase() === 'accept') ? [] : ["-H 'Accept:'"];
  return [
    'curl -i --path-as-is -g',
    `-X ${method}`,
    ...accept,
    ...shown,
    ...data,
    quoted(`${base}${target}`),
  ].join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
