/** An answer as it came over the wire. */
export interface Answer {
  readonly status: number;
  /** Names in lower case; of repeated headers all values, in their order. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Uint8Array;
  /** Whether the server goes on with the connection. */
  readonly goesOn: boolean;
}

interface Head extends Omit<Answer, 'body'> {
  /** Where the body begins. */
  readonly end: number;
}

const empty: Buffer = Buffer.alloc(0);

/**
 * Takes the bytes of a connection and gives the answers in them, one after the other. It takes nothing that is not
 * exactly an answer: a server under attack has no right to be read with good will.
 */
export class AnswerReader {
  #received: Buffer = empty;
  #later: Buffer[] = [];
  /** How many bytes there must be before it is worth looking. */
  #needed = 1;
  #length = 0;

  /** Adds bytes. */
  push(chunk: Buffer): void {
    this.#later.push(chunk);
    this.#length += chunk.length;
  }

  /** How many bytes belong to no answer yet. */
  get left(): number {
    return this.#length;
  }

  /** How many bytes of the next answer were looked at: a `100 Continue` before it is not a part of it. */
  get begun(): number {
    return this.#received.length - finalAt(this.#received);
  }

  /**
   * The next answer; undefined while it is not complete.
   * @param method of the request: the answer to a HEAD has no body.
   * @param ended whether no more bytes will come.
   * @throws Error where the bytes are no answer.
   */
  next(method: string, ended = false): Answer | undefined {
    if (this.#length < this.#needed && !ended) return undefined;
    this.#received = Buffer.concat([this.#received, ...this.#later]);
    this.#later = [];
    const head = finalHead(this.#received);
    if (head === undefined) return this.#wait(this.#length + 1);
    const { status, headers, goesOn, end } = head;
    const body = bodyAt(this.#received, head, method, ended);
    if (typeof body === 'number') return this.#wait(body);
    this.#received = this.#received.subarray(end + body.taken);
    this.#length = this.#received.length;
    this.#needed = 1;
    return { status, headers, goesOn, body: body.bytes };
  }

  #wait(needed: number): undefined {
    this.#needed = needed;
    return undefined;
  }
}

/** The head of the answer, behind any `100 Continue`; undefined while it is not complete. */
function finalHead(bytes: Buffer): Head | undefined {
  return headAt(bytes, finalAt(bytes));
}

/** Where the answer begins, behind any `100 Continue`. */
function finalAt(bytes: Buffer): number {
  for (let from = 0; ;) {
    const head = headAt(bytes, from);
    if (head === undefined || head.status >= 200) return from;
    from = head.end;
  }
}

function headAt(bytes: Buffer, from: number): Head | undefined {
  const end = bytes.indexOf('\r\n\r\n', from, 'latin1');
  if (end === -1) return undefined;
  const [line = '', ...rest] = bytes.subarray(from, end).toString('latin1').split('\r\n');
  const match = /^HTTP\/1\.1 ([1-5]\d\d) [ -~]*$/.exec(line);
  if (match === null) throw new Error(`no status line: ${JSON.stringify(line.slice(0, 100))}`);
  const headers = new Map<string, string[]>();
  for (const header of rest) {
    const [, name = '', value = ''] = /^([!#$%&'*+.^_`|~\w-]+): ?([^\0\n\r]*)$/.exec(header) ?? [];
    if (name === '') throw new Error(`no header: ${JSON.stringify(header.slice(0, 100))}`);
    headers.set(name.toLowerCase(), [...(headers.get(name.toLowerCase()) ?? []), value]);
  }
  const goesOn = headers.get('connection')?.some((value) => /close/i.test(value)) !== true;
  return { status: Number(match[1]), headers, goesOn, end: end + 4 };
}

type Body = { readonly bytes: Buffer; readonly taken: number };

/** The body behind a head; a number while there are fewer bytes than that. */
function bodyAt(
  bytes: Buffer,
  { status, headers, end }: Head,
  method: string,
  ended: boolean,
): Body | number {
  if (method === 'HEAD' || status === 204 || status === 304) return { bytes: empty, taken: 0 };
  if (headers.has('transfer-encoding')) return chunksAt(bytes, end);
  const lengths = headers.get('content-length');
  if (lengths === undefined) {
    if (!ended) return bytes.length + 1;
    return { bytes: bytes.subarray(end), taken: bytes.length - end };
  }
  const [length = ''] = lengths;
  if (lengths.length > 1 || !/^\d+$/.test(length))
    throw new Error(`Content-Length: ${lengths.join(' and ')}`);
  const taken = Number(length);
  return bytes.length < end + taken ? end + taken : { bytes: bytes.subarray(end, end + taken), taken };
}

function chunksAt(bytes: Buffer, start: number): Body | number {
  const parts: Buffer[] = [];
  for (let from = start; ;) {
    const line = bytes.indexOf('\r\n', from, 'latin1');
    if (line === -1) return bytes.length + 1;
    const text = bytes.subarray(from, line).toString('latin1');
    if (!/^[\da-f]{1,8}$/i.test(text))
      throw new Error(`no size of a chunk: ${JSON.stringify(text.slice(0, 100))}`);
    const size = parseInt(text, 16);
    const end = line + 2 + size;
    if (bytes.length < end + 2) return end + 2;
    if (bytes.toString('latin1', end, end + 2) !== '\r\n') throw new Error('a chunk is longer than its size');
    if (size === 0) return { bytes: Buffer.concat(parts), taken: end + 2 - start };
    parts.push(bytes.subarray(line + 2, end));
    from = end + 2;
  }
}
